"""Texts made to break a reader: every pattern against repeats, work counted in steps, very deep and very long texts.

Short hostile texts, each read once, stand in `test_bad_input.py`.
"""

import dataclasses
import importlib
import pkgutil
import random
import re
import signal
import sys
import time
from collections import Counter

import pytest
from extraction.what_texts_tell import document_of

import habeas.extraction
from habeas.extraction import propose_claims
from habeas.extraction.grammar.parsing import parse_text
from habeas.extraction.grammar.words import ParsedText, Sentence, Word
from habeas.extraction.language_models import language_model
from habeas.extraction.people.persons import find_people
from habeas.extraction.reading import read_parsed
from habeas.model import check_quotes, check_record

UNITS = (
    *(
        "(",
        ")",
        '"',
        "“",
        "a ",
        "A",
        "A ",
        "A.",
        "1",
        "1 ",
        "1,",
        "1, ",
        "12-",
        "1.",
        "1(a)",
        "1 (a)",
        " ",
        "\n",
        " \n",
    ),
    *("\t", "-", "•", "a-", "Aa ", "of ", "of the ", "and ", "Article ", "Article 1, ", "Article 1 of the Aa "),
    *("Part 1 of ", "Articles 1 and ", "one ", "one and a half ", "10 years ", "10 years and ", "10 years, in a "),
    *("in a ", "$1,", "1 million ", "1, 1 ", "A: ", "Aa Aa ", "(1", "(Reporting ", "By ", "born on ", "10-year-old "),
    *(", while ", "...", "!?", "'", "'s ", "1 of ", "section 1(a)(b) ", "Aa of on and the ", "й", "(aaa) of the Aa "),
)
OPENINGS = ("", "Article 1", " (", "10 years")
PATTERN_CHARACTERS = 20_000
PATTERN_SECONDS = 0.6  # of the processor; linear work takes a tenth of it, the square of the length over a second


class TooLongError(Exception):
    pass


# -- patterns ----------------------------------------------------------------------------------------------------------
def patterns_in(value, depth=0):
    if isinstance(value, re.Pattern):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from patterns_in(getattr(value, field.name), depth + 1)
    elif isinstance(value, tuple | list | frozenset) and depth < 3:
        for part in value:
            yield from patterns_in(part, depth + 1)


def patterns_of_the_room():
    """Every pattern that stands in a module, or that a function without arguments makes and keeps."""
    found = {}
    for info in pkgutil.walk_packages(habeas.extraction.__path__, "habeas.extraction."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            made = hasattr(value, "cache_info") and value.__module__ == info.name
            if made and not value.__wrapped__.__code__.co_argcount:
                value = value()  # noqa: PLW2901 - what it keeps is looked at in its place
            for pattern in patterns_in(value):
                found.setdefault((pattern.pattern, pattern.flags), (f"{info.name}.{name} {len(found)}", pattern))
    return dict(sorted(found.values(), key=lambda pair: pair[0]))


def too_slow(pattern, limit=PATTERN_SECONDS):
    """The repeats over which a pattern takes too long: the engine counts no steps, the processor's time stands in."""

    def stop(*_):
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    slow = []
    try:
        for opening in OPENINGS:
            for unit in UNITS:
                text = opening + unit * (PATTERN_CHARACTERS // len(unit)) + "\x00!"
                signal.setitimer(signal.ITIMER_VIRTUAL, limit)
                try:
                    for _ in pattern.finditer(text):
                        pass
                except TooLongError:
                    slow.append(opening + unit)
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return slow


@pytest.mark.parametrize("name", patterns_of_the_room())
def test_no_pattern_takes_the_square_of_a_repeat(name):
    assert too_slow(patterns_of_the_room()[name]) == []


def test_the_scan_of_patterns_finds_one_that_is_bad():
    assert too_slow(re.compile(r"(?:1+,?)+x"), limit=0.1)


# -- steps -------------------------------------------------------------------------------------------------------------
SURNAMES = random.Random(11)
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "ya", "ze")


def made_up_name():
    return " ".join("".join(SURNAMES.choice(SYLLABLES) for _ in range(n)).capitalize() for n in (3, 4))


def steps_of(text):
    """Lines of our own code that run while a parsed text is read, by function; a turn of a loop counts as a line."""
    parsed = parse_text(text, language_model("en"))
    document = document_of(text)
    steps = Counter()

    def step(frame, event, _argument):
        steps[frame.f_code.co_qualname if hasattr(frame.f_code, "co_qualname") else frame.f_code.co_name] += 1
        return step

    def enter(frame, _event, _argument):
        return step if "habeas" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        proposal = read_parsed(document, parsed, "en")
    finally:
        sys.settrace(before)
    assert not [fault for claim in proposal.claims for fault in check_quotes(document, claim)]
    return steps


MIXTURE = (
    "“It was so,” they said. He was held (Post, January 12). Pavel Invented was jailed (Photo: Getty). A report by "
    "Example Watch said 12 were freed because of talks. The report said he was sentenced to five years in prison "
    "under Article 342. In Pavel Invented's case, a request by Anna Madeup led to talks. "
)
REPEATED = {
    "mixture": lambda n: MIXTURE * n,
    "endless sentence": lambda n: " ".join(["police arrested Pavel Invented and said that"] * 6 * n),
    "right to left": lambda n: "اعتقلت الشرطة الناشط אהוד בן Pavel Invented. " * 2 * n,
    "ocr noise": lambda n: "P0lice arre5ted Pave1 lnvented 0n 3 rnarch 2O21 . |l| ~~ ^^ Artlcle 34Z ( ,, '' “ " * n,
    "mixed languages": lambda n: "Суд приговорил Ивана Выдуманного. Police held Pavel Invented. 警方逮捕了张三。" * n,
    "brackets": lambda n: "(said Pavel " * 6 * n + ")" * 6 * n,
    "namesakes": lambda n: " ".join(
        f"Police held {made_up_name().split()[0]} Smith. Smith was jailed." for _ in range(n)
    ),
}


@pytest.mark.parametrize("name", REPEATED)
def test_steps_grow_with_the_length_and_in_no_function_with_its_square(name):
    text_of = REPEATED[name]
    steps_of(text_of(2))  # what is loaded once is loaded now
    small, middle, large = (steps_of(text_of(n)) for n in (8, 16, 32))
    assert middle.total() < 2.4 * small.total()
    assert large.total() < 2.4 * middle.total()
    # four times the text takes four times the steps, its square sixteen times; a bounded window lies between
    squared = {f: (small[f], n) for f, n in large.items() if n > 3_000 and n > 12 * max(small[f], 100)}
    assert squared == {}


# -- many names, without the parser ------------------------------------------------------------------------------------
def parsed_names(names):
    """A parsed text of those names as the parser would give it, in sentences of ten."""
    words, sentences, pieces, at = [], [], [], 0

    def add(text, pos, tag, dep, ent=""):
        nonlocal at
        word = Word(
            len(words),
            at,
            at + len(text),
            text,
            text.lower(),
            text.lower(),
            pos,
            tag,
            dep,
            ent,
            bool(ent),
            len(sentences),
        )
        word.head, word.left, word.right = word, word.i, word.i
        words.append(word)
        pieces.append(text)
        at += len(text) + 1
        return word

    for start in range(0, len(names), 10):
        first = len(words)
        verb = add("arrested", "VERB", "VBD", "ROOT")
        for name in names[start : start + 10]:
            parts = [add(part, "PROPN", "NNP", "compound", "PERSON") for part in name.split()]
            parts[-1].dep, parts[-1].head = "dobj", verb
            for part in parts[:-1]:
                part.head = parts[-1]
            add("quietly", "ADV", "RB", "advmod")
            add("yesterday", "NOUN", "NN", "npadvmod")
            add(",", "PUNCT", ",", "punct")
        sentences.append(Sentence(len(sentences), first, len(words), words[first].start, words[-1].end, 0))
    return ParsedText(" ".join(pieces) + " ", words, sentences)


def letters(number):
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:06d}").capitalize()


NAMES = {
    "all different": lambda n: f"{letters(n)} {letters(n * 7 + 1)}",
    "one surname": lambda n: f"{letters(n)} Madeup",
    "one surname, and it alone": lambda n: f"{letters(n)} Madeup" if n % 2 else "Madeup",
    "one given name": lambda n: f"Pavel {letters(n)}",
    "one given name, and it alone": lambda n: f"Pavel {letters(n)}" if n % 2 else "Pavel",
    "longer and shorter": lambda n: f"{letters(n // 2)} Van Madeup" if n % 2 else f"{letters(n // 2)} Madeup",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_search_for_people_takes_steps_in_line_with_their_number(name):
    def steps(size):
        parsed = parsed_names([NAMES[name](n) for n in range(size)])
        count = 0

        def step(_frame, _event, _argument):
            nonlocal count
            count += 1
            return step

        sys.settrace(lambda frame, _event, _argument: step if "habeas" in frame.f_code.co_filename else None)
        try:
            found = find_people(parsed)
        finally:
            sys.settrace(None)
        assert found.persons
        return count

    steps(20)
    assert steps(800) < 4.8 * steps(200)


def test_fifty_thousand_namesakes_are_told_apart_in_seconds():
    started = time.process_time()
    people = find_people(parsed_names([NAMES["one surname, and it alone"](n) for n in range(50_000)]))
    assert len(people.persons) == 25_000
    assert time.process_time() - started < 60  # the square of their number takes many minutes


# -- deep and long -----------------------------------------------------------------------------------------------------
def read(text):
    document = document_of(text)
    proposal = propose_claims(document, language="en")
    for claim in proposal.claims:
        assert check_quotes(document, claim) == check_record(claim) == ()
    return proposal


DEEP = {
    "brackets": "(" * 10_000 + "Example Post, January 12" + ")" * 10_000,
    "quotes": "“" * 10_000 + "I was arrested" + "”" * 10_000 + " said Pavel Invented.",
    "straight": '"' * 10_000 + "[" * 10_000,
    "three sorts": "‘“«" * 3_400 + " Police arrested Pavel Invented. " + "»”’" * 3_400,
}


def test_quotes_and_brackets_ten_thousand_deep_are_read():
    read("“(" * 5_000 + "Police arrested Pavel Invented" + ")”" * 5_000)


@pytest.mark.slow
@pytest.mark.parametrize("name", DEEP)
def test_other_marks_ten_thousand_deep_are_read(name):
    read(DEEP[name])


def test_the_words_around_a_hostile_stretch_are_still_read():
    hostile = "(“" * 2_000 + ")”" * 2_000
    proposal = read(
        f"Police arrested Pavel Invented on 3 March 2021.\n\n{hostile}\n\nAnna Madeup was released on 5 May 2021."
    )
    assert {"detention", "release"} <= {getattr(claim.body, "event_type", "") for claim in proposal.claims}


@pytest.mark.slow
def test_a_hundred_thousand_words_without_a_full_stop_are_read():
    assert read(" ".join(["police arrested Pavel Invented and said that"] * 14_300)).claims


@pytest.mark.slow
def test_two_million_characters_of_a_mixture_are_read():
    text = (MIXTURE + "\n\n") * (2_000_000 // len(MIXTURE))
    assert len(text) > 1_990_000
    assert read(text).claims
