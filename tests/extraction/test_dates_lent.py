"""Days that an event takes from elsewhere in its report: the same occasion told twice, so many days after another."""

import pytest

from habeas.extraction import interchange_lines, propose_claims
from habeas.model import Document, hash_bytes

DAY = "2023-06-15"  # a Thursday


def days_of(text, event_type):
    document = Document(file_sha256=hash_bytes(text.encode()), reader="text.1", media_type="text/plain", text=text)
    lines = interchange_lines("made-up", document, propose_claims(document, language="en"), published=DAY)
    return [line["date"] for line in lines if line.get("event_type") == event_type]


LENT = (
    (
        "detention",
        "The writer Pavel Invented was arrested, police said on Friday.\n\nPolice detained Pavel Invented on 3 March.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "detention",
        "Pavel Invented was detained on 3 March. Colleagues said that since he was arrested, nobody has seen him.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "verdict",
        "Pavel Invented and Anna Testova were convicted on 3 March. Invented was sentenced to four years in prison.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "release",
        "The poet Anna Testova has been released.\n\nTestova was released from prison on 3 March, her family said.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "detention",
        "Police arrested six students.\n\nThe six students were arrested on Monday at a rally.",
        ["2023-06-12", "2023-06-12"],
    ),
)


@pytest.mark.parametrize(("event_type", "text", "days"), LENT)
def test_the_same_occasion_has_its_day_wherever_it_is_told(event_type, text, days):
    assert days_of(text, event_type) == days


NOT_LENT = (
    # two arrests, each with a day of its own: a third mention may be either
    "Pavel Invented was arrested. He was arrested on 3 March. He was arrested on 5 May.",
    # another time
    "Pavel Invented was arrested on 3 March. He was previously arrested over a poem.",
    "Pavel Invented was arrested on 3 March. He had been arrested over a poem.",
    # another person
    "Anna Testova was arrested on 3 March. Police arrested Pavel Invented.",
    # not yet done
    "Pavel Invented was arrested on 3 March. Police may arrest Invented.",
    # another group
    "Police arrested six students on Monday. Police arrested nine students.",
)


@pytest.mark.parametrize("text", NOT_LENT)
def test_no_day_is_lent_to_what_may_be_another_occasion(text):
    assert None in days_of(text, "detention")


def test_the_day_on_which_something_was_told_is_lent_to_nobody():
    assert days_of(
        "Pavel Invented was arrested, police said on Friday. Invented was arrested at home.", "detention"
    ) == [
        None,
        None,
    ]


def test_a_sentence_of_another_length_is_another_sentence():
    text = "Pavel Invented was sentenced to five years on 3 March. Invented was sentenced to 15 years for treason."
    assert days_of(text, "verdict") == ["2023-03-03", None]
