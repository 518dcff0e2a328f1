import pytest

from habeas.model import Claim, Document, Event, Mention, Span
from habeas.web.highlight import Mark, split_text
from habeas.web.reports.unclaimed import cut_sentences, unclaimed_sentences

TEXT = (
    "Anna Vydumanaya was detained on 3 March. Viktar Prydumany, her brother, came to the court. "
    "It rained all day. Later Vydumanaya was taken away.\n\nСудили Виктору Придуманому неделю назад. Дождь шёл."
)


def document(text=TEXT):
    return Document(file_sha256="0" * 64, reader="text.1", media_type="text/plain", text=text)


def claim(text=TEXT):
    name = Span.of(text, 0, 15)
    quote = Span.of(text, 0, text.index(".") + 1)
    body = Event(event_type="detention", trigger=quote, mentions=(Mention(role="person", written=name),))
    return Claim(document_id="0" * 64, quote=quote, body=body, modality="asserted")


def words(places, text=TEXT):
    return [text[start:end] for start, end in places]


def test_sentences_that_name_somebody_and_touch_no_claim_are_found():
    one = claim()
    found = words(unclaimed_sentences(document(), [one], [(one.quote.start, one.quote.end)]))
    assert found == [
        "Viktar Prydumany, her brother, came to the court.",
        "Later Vydumanaya was taken away.",
        "Судили Виктору Придуманому неделю назад.",
    ]


def test_a_sentence_of_which_any_word_is_withheld_is_not_offered():
    at = TEXT.index("brother")
    assert "brother" not in " ".join(words(unclaimed_sentences(document(), [], [], [(at, at + 3)])))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Sample left. He wept.", 2),
        ("A. B. Sample left.", 1),
        ("He was held in 2021. Viktar left.", 2),
        ("На ул. Ленина задержали. Потом отпустили.", 2),
        ("He said “No.” Then he left", 2),
        ("", 0),
        (" \n\n ", 0),
        ("one line\nbroken in two. Two.", 2),
    ],
)
def test_sentences_are_cut_by_a_light_rule(text, count):
    found = list(cut_sentences(text))
    assert len(found) == count
    assert all(text[start:end] == text[start:end].strip() for start, end in found)


def test_a_bare_sentence_is_no_mark_of_a_claim():
    parts = split_text("One two three.", [Mark(0, 7, "0-7", "bare"), Mark(8, 13, "k")])
    assert [(part.text, part.bare, part.keys) for part in parts] == [
        ("One two", "0-7", ""),
        (" ", "", ""),
        ("three", "", "k"),
        (".", "", ""),
    ]
    assert parts[0].starts == ("0-7",)
