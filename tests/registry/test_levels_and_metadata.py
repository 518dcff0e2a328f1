"""Levels, seals, grades, settled metadata, reading again, and bad records."""

import pytest

from habeas.model import (
    Event,
    Grade,
    Mention,
    Seal,
    SetLevel,
)
from habeas.registry import (
    derive_case,
    derive_document,
    find_problems,
    grades_of,
    seal_state,
    status_on,
    strictest_level,
)
from tests.registry.records import Notebook, span


@pytest.fixture
def book():
    return Notebook()


def mention(name, role):
    return Mention(role=role, written=span(name), name=span(name))


def test_the_strictest_level_wins_and_a_stranger_may_only_tighten():
    book = Notebook(casebook_id="a" * 64)
    person = book.person()
    book.decide(SetLevel(target_kind="person", target=person, level=4))
    assert strictest_level(book.ledger, "person", person, 1) == 4
    book.decide(SetLevel(target_kind="person", target=person, level=3), casebook_id="b" * 64)
    assert strictest_level(book.ledger, "person", person, 1) == 3
    other = book.person()
    book.decide(SetLevel(target_kind="person", target=other, level=4), casebook_id="b" * 64)
    assert strictest_level(book.ledger, "person", other, 1) == 1


def test_a_seal_needs_two_people_at_home(book):
    book = Notebook(casebook_id="a" * 64)
    document = book.document("to be sealed")
    seal = Seal(target_kind="document", target=document, closure=(document,))
    book.decide(seal, who="alice", casebook_id="b" * 64)
    book.decide(seal, who="bob", casebook_id="b" * 64)
    assert not seal_state(book.ledger, "document", document).holds
    book.decide(seal, who="alice")
    book.decide(seal, who="alice")
    assert not seal_state(book.ledger, "document", document).holds
    book.decide(seal, who="charlie")
    state = seal_state(book.ledger, "document", document)
    assert state.holds
    assert state.closure == (document,)


def test_grades_are_peoples_and_stay_f6_where_they_differ(book):
    assert (grades_of(book.ledger, "source", "Belta").source, grades_of(book.ledger, "source", "Belta").item) == (
        "F",
        6,
    )
    book.decide(Grade(target_kind="source", target="Belta", source="C", item=3), why="says what the authorities said")
    found = grades_of(book.ledger, "source", "belta")
    assert (found.source, found.item, found.given[0].why) == ("C", 3, "says what the authorities said")
    book.decide(Grade(target_kind="source", target="Belta", source="E", item=3), who="bob")
    assert grades_of(book.ledger, "source", "Belta").disputed


# Documents and bad data.


def test_metadata_is_settled_by_decision_else_by_what_was_offered_else_unknown(book):
    document = book.document("words")
    book.acquire(document, outlet="Paper", published="2023-01", title="One")
    book.acquire(document, outlet="Paper", published="2023-01-13", title="Two", url="https://paper.example/a")
    view = derive_document(book.ledger, document)
    assert (view.outlet, view.published, view.basis) == ("Paper", "2023-01-13", "offered")
    assert dict(view.disputed) == {"title": ("One", "Two")}
    assert view.urls == ("https://paper.example/a",)
    book.describe(document, outlet="Another", published="2023-01-14")
    view = derive_document(book.ledger, document)
    assert (view.outlet, view.published, view.basis) == ("Another", "2023-01-14", "decided")
    book.describe(document, outlet="Another", published="2023-01-15")
    view = derive_document(book.ledger, document)
    assert (view.published, dict(view.disputed)) == ("", {"published": ("2023-01-14", "2023-01-15")})


def test_a_bound_stands_in_for_an_unknown_day_of_publication_and_says_so(book):
    from habeas.model import Claim, DateExpression

    document = book.document("On January 12 he was arrested.")
    expression = DateExpression(
        wording=span("January 12"), value="XXXX-01-12", rule="nearest_past", anchor="publication"
    )
    body = Event(
        event_type="detention", trigger=span("arrested"), mentions=(mention("Ivan Sample", "person"),), date=expression
    )
    claim = book.add(Claim(document_id=document, quote=span("On January 12"), body=body, modality="asserted"))
    book.extraction(document, [claim], bound="2023-01-13/..")
    (line,) = derive_document(book.ledger, document).claims
    assert (line.date, line.bounded) == ("2023-01-12", True)
    book.describe(document, published="2022-06-01")
    (line,) = derive_document(book.ledger, document).claims
    assert (line.date, line.bounded) == ("2022-01-12", False)


def test_reading_again_inherits_what_is_the_same_and_shows_what_differs(book):
    first = book.document("Ivan Sample was arrested.", file="one file")
    second = book.document("Title\nIvan Sample was arrested.", file="one file")
    old = book.claim(first, "Ivan Sample", "detention", "2023-01-12", at=16)
    book.decide_accept(old)
    same = book.claim(first, "Ivan Sample", "detention", "2023-01-12", at=17)
    other = book.claim(first, "Ivan Sample", "detention", "2023-01-13", at=16)
    book.extraction(first, [old], version="1")
    book.extraction(first, [same, other], version="2")
    lines = {line.claim_id: line for line in derive_document(book.ledger, first).claims}
    assert lines[same].inherited_from == old
    assert lines[other].change_of == old
    assert derive_document(book.ledger, second).pending == 0


def test_bad_records_are_problems_and_never_exceptions(book):
    person = book.person()
    book.decide_accept("f" * 64)
    book.attach(person, person)
    book.attach("e" * 32, ("d" * 64, "Nobody"))
    book.claim("c" * 64, "Ivan Sample", "detention", "2023-01-12")
    messages = " | ".join(problem.message for problem in find_problems(book.ledger))
    for part in ("not here", "joined with himself", "name that its document does not have", "on a document"):
        assert part in messages
    assert status_on(derive_case(book.ledger, person), "2023-01-12").held is None


@pytest.mark.parametrize(
    "when", ["0001-01-01", "9999-12-31", "0001", "9999", "199X", "9998-12/9999-12-31", "../0001-01-05"]
)
@pytest.mark.parametrize("event_type", ["detention", "remand", "verdict", "release", "administrative_arrest"])
def test_dates_at_the_ends_of_the_calendar_break_nothing(book, when, event_type):
    person = book.person()
    book.tell(person, "Ivan Sample", event_type, when, years=99999, kind="imprisonment")
    book.tell(person, "Ivan Sample", "detention", "2021-01-01")
    case = derive_case(book.ledger, person)
    for day in ("0001-01-01", "2021-01-01", "9999-12-31"):
        status_on(case, day)
