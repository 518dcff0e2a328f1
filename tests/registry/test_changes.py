"""What changed and why, what proposals ask anew, and dates in plain words."""

import pytest

from habeas.model import Accusation, Attribute, Mention
from habeas.registry import changes_since, derive_case
from habeas.registry.days import spoken
from tests.registry.records import Notebook, span


def named(name="Ivan Sample"):
    return Mention(role="person", written=span(name), name=span(name))


def test_a_proposal_that_says_what_one_side_says_already_asks_nothing_new():
    book = Notebook()
    person = book.person()
    book.tell(person, "Ivan Sample", "detention", "2023-01-11")
    book.tell(person, "Ivan Sample", "detention", "2023-01-12")
    again = book.document("again", outlet="Paper Nine")
    book.claim(again, "Ivan Sample", "detention", "2023-01-12")
    book.attach(person, (again, "Ivan Sample"))
    (found,) = derive_case(book.ledger, person, proposed=True).contradictions
    assert not found.rests_on_unreviewed
    book.claim(again, "Ivan Sample", "detention", "2023-01-13")
    assert [one.rests_on_unreviewed for one in derive_case(book.ledger, person, proposed=True).contradictions] == [
        False,
        True,
    ]


def test_changes_tell_of_accusations_and_of_what_is_known_of_the_person():
    book = Notebook()
    person = book.person()
    book.tell(person, "Ivan Sample", "charge", "2023-01-12", articles=["342"])
    moment = "2023-12-31T00:00:00Z"
    document = book.document("later", outlet="Paper Nine")
    accusation = book.claim_of(
        document,
        Accusation(accused=(named(),), conduct=span("marched"), cue=span("accused", 9)),
    )
    profession = book.claim_of(document, Attribute(person=named(), attribute="profession", value=span("teacher")))
    for claim in (accusation, profession):
        book.decide_accept(claim, when="2024-01-01T00:00:00Z")
    book.attach(person, (document, "Ivan Sample"), when="2024-01-01T00:00:00Z")
    found = {one.field: one.after for one in changes_since(book.ledger, moment).changes}
    assert found["accusations"] == "marched (by whom is not said)"
    assert found["attributes"] == "profession teacher"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-01-12", "2023-01-12"),
        ("", ""),
        ("[2023-01-11,2023-01-12]", "2023-01-11 or 2023-01-12"),
        ("[2023-01-11,2023-01-12,2023-02]", "2023-01-11, 2023-01-12 or 2023-02"),
        ("{2008,2015}", "2008 and 2015"),
        ("2020-06-11/2020-06-20", "between 2020-06-11 and 2020-06-20"),
        ("2021-07-14/..", "2021-07-14 or later"),
        ("../2021-07-14", "2021-07-14 or before"),
    ],
)
def test_dates_are_spoken_in_plain_words(edtf, words):
    assert spoken(edtf) == words
