"""Long, broken and hostile texts: no crash, no ungrounded claim, work linear in the length."""

import random
import sys

import pytest
from extraction.what_texts_tell import document_of

from habeas.extraction import propose_claims
from habeas.extraction.grammar.parsing import cut_blocks
from habeas.model import check_quotes
from habeas.model.errors import ExtractionError, PackError

SENTENCES = (
    "Police arrested Pavel Invented on 3 March 2021.",
    "“He was beaten,” his lawyer Olga Madeup said (Reuters, April 7).",
    "A court sentenced her to five years in prison under Article 342.",
    "According to the ministry, 29 people signed an open appeal.",
)


def read(text, language="en"):
    document = document_of(text)
    proposal = propose_claims(document, language=language)
    assert not [fault for claim in proposal.claims for fault in check_quotes(document, claim)]
    return proposal


def count_calls(text):
    """Function calls of our own code while a text is read: a measure of work that no clock disturbs."""
    calls = 0

    def tracer(frame, event, _argument):
        nonlocal calls
        if event == "call" and "habeas" in frame.f_code.co_filename:
            calls += 1

    sys.setprofile(tracer)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return calls


HOSTILE = {
    "brackets": "(" * 3000 + "Svaboda, January 12" + ")" * 3000,
    "quotes": "“He said “she said “they said ”” " * 120,
    "unclosed quote": "“Police arrested Pavel Invented. " * 60,
    "straight quotes": '"' * 2000 + " said Pavel Invented.",
    "right to left": "\u200fاعتقلت الشرطة الناشط\u200f Pavel Invented on 3 March 2021. שלום",
    "ocr noise": "P0lice arre5ted Pave1 lnvented 0n 3 rnarch 2O21 . . . |l| ~~ ^^ \x0c Artlcle 34Z",
    "mixed languages": "Суд приговорил активиста. Police arrested Pavel Invented. Суд асудзіў яго 12 студзеня.",
    "numbers": "Articles " + ", ".join(str(n) for n in range(1, 800)) + " of the Criminal Code.",
    "dates": "on " + ", ".join(f"{d} May" for d in range(1, 31)) * 20 + " he was arrested.",
    "conjunctions": "Police arrested " + " and ".join(f"Pavel Invented{n}" for n in range(300)) + ".",
    "relative clauses": "the man who saw the man " * 300 + "was arrested.",
    "possessives": "Pavel" + "'s brother" * 400 + " was arrested.",
    "colons": "a: " * 2000,
    "astral letters": "𝔓𝔬𝔩𝔦𝔠𝔢 arrested 😀 Pavel Invented 😀 on 3 March 2021.",
    "zero width": "Police\u200b arrested\u200d Pavel Invented.",
    "only newlines": "\n" * 5000,
    "years": " ".join(str(year) for year in range(1900, 2100)) * 5,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_without_a_crash_or_an_ungrounded_claim(name):
    read(HOSTILE[name])


def test_one_endless_sentence_is_read():
    words = " ".join("police arrested Pavel Invented and" for _ in range(4000))
    assert read(words).claims


def test_a_block_is_never_longer_than_the_parser_bears_and_blocks_cover_the_text():
    text = "word " * 40_000 + "x" * 30_000
    blocks = cut_blocks(text)
    assert max(end - start for start, end, _ in blocks) <= 4_000
    assert [start for start, _, _ in blocks] == [0, *(end for _, end, _ in blocks)][:-1]
    assert blocks[-1][1] == len(text)


@pytest.mark.parametrize("unit", ["sentences", "paragraphs", "names", "quotations"])
def test_work_grows_in_line_with_the_length_of_the_text(unit):
    source = random.Random(7)

    def text_of(size):
        if unit == "sentences":
            return " ".join(source.choice(SENTENCES) for _ in range(size))
        if unit == "paragraphs":
            return "\n\n".join(source.choice(SENTENCES) for _ in range(size))
        if unit == "names":
            return ". ".join(f"Police held Pavel Name{source.randrange(10**6)}" for _ in range(size))
        return " ".join(f"“It was {n},” said Olga Madeup." for n in range(size))

    small, large = count_calls(text_of(100)), count_calls(text_of(400))
    assert large < 5.5 * small  # four times the text


@pytest.mark.slow
def test_two_million_characters_are_read():
    text = "\n\n".join(SENTENCES[n % 4] for n in range(40_000))[:2_000_000]
    assert len(text) > 1_900_000
    assert read(text).claims


@pytest.mark.slow
def test_fifty_thousand_names_are_read():
    text = ", ".join(f"Pavel Name{n}" for n in range(50_000)) + " were arrested."
    read(text)


CUT = (
    "On 3 May 2021 police, citing a decree, arrested Olga Testova, also known as Tessa (a poet), and Pavel Madeup, "
    "whose lawyer told Reuters that she was beaten; according to him, “it is over,” said the judge, who described it "
    "as unjust. "
    "“Free them now,” the Example Committee demanded on Friday, accusing the state of torture."
)


@pytest.mark.parametrize("end", range(4, len(CUT.split()) + 1, 3))
def test_a_text_may_break_off_anywhere(end):
    read(" ".join(CUT.split()[:end]))


@pytest.mark.parametrize(
    "text",
    [
        "He wondered about what analysts described as",
        "Norland responded last year with a sweeping law that critics say",
        "According to the newspaper, its chief",
        "According to a rights project, Example Watch, ten",
    ],
)
def test_a_text_may_break_off_where_more_is_expected(text):
    read(text)


def test_a_fault_of_ours_is_one_error_that_says_where_and_nothing_of_the_text(monkeypatch):
    def fault(*_arguments):
        raise ValueError("Olga Testova")

    monkeypatch.setattr("habeas.extraction.reading.find_people", fault)
    told = r"^the extractor broke down \(ValueError in reading.py, line \d+\)$"
    with pytest.raises(ExtractionError, match=told) as caught:
        read(CUT)
    assert isinstance(caught.value.__cause__, ValueError)


def test_a_broken_pack_stops_the_command_instead(monkeypatch):
    def fault(*_arguments):
        raise PackError("events_custody.toml: not well-formed")

    monkeypatch.setattr("habeas.extraction.reading.find_people", fault)
    with pytest.raises(PackError):
        read(CUT)
