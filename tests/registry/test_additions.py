import pytest

from habeas.extraction.model_backed.reading import NAME
from habeas.registry import derive_case
from habeas.registry.additions import is_model_backed
from tests.registry.records import Notebook


def told_again(when="2023-01-12", *, extractor="test", what="detention", held=None, **more):
    """A case that holds a detention of 12 January 2023, and a proposal of another report; what the case says of it."""
    book = Notebook()
    person = book.person()
    event = book.tell(person, "Ivan Sample", "detention", "2023-01-12", **(held or {}))
    document = book.document("Another report tells of it.", outlet="Another Outlet")
    claim = book.claim(document, "Ivan Sample", what, when, **more)
    book.extraction(document, [claim], extractor=extractor)
    book.attach(person, (document, "Ivan Sample"))
    lines = {line.claim_id: line.adds_to for line in derive_case(book.ledger, person).unreviewed}
    return book, person, event, claim, lines


def test_a_proposal_that_says_what_the_case_holds_adds_a_source_to_its_event():
    _book, _person, event, claim, lines = told_again()
    assert lines == {claim: event}


@pytest.mark.parametrize("when", ["2023-01", "2023", "2023-01-12/2023-01-13"])
def test_a_vaguer_date_adds_a_source(when):
    *_rest, event, claim, lines = told_again(when)
    assert lines == {claim: event}


@pytest.mark.parametrize(
    ("when", "more"),
    [
        ("2023-01-13", {}),  # the same event by the registry, and a contradiction of dates
        ("2023-02-20", {}),  # another event
        ("", {}),  # told in passing: "after his arrest"
        ("XXXX-01-12", {}),
        ("2023-01-12", {"articles": ["342"]}),
        ("2023-01-12", {"days": 15}),
        ("2023-01-12", {"until": "2023-01-27"}),
        ("2023-01-12", {"what": "release"}),
        ("2023-01-12", {"modality": "denied"}),
    ],
)
def test_a_proposal_that_says_anything_more_or_else_is_reviewed_by_itself(when, more):
    *_rest, claim, lines = told_again(when, **more)
    assert lines == {claim: ""}


def test_the_same_report_again_is_no_further_source():
    book = Notebook()
    person = book.person()
    document = book.document("One report.", outlet="An Outlet")
    held, again = (book.claim(document, "Ivan Sample", "detention", "2023-01-12") for _ in range(2))
    book.extraction(document, [held, again])
    book.decide_accept(held)
    book.attach(person, (document, "Ivan Sample"))
    assert [line.adds_to for line in derive_case(book.ledger, person).unreviewed] == [""]


def test_what_is_only_alleged_never_becomes_asserted_as_a_mere_source():
    *_rest, claim, lines = told_again(held={"modality": "alleged"})
    assert lines == {claim: ""}
    *_rest, event, claim, lines = told_again(modality="alleged")
    assert lines == {claim: event}


def test_articles_and_terms_that_the_case_holds_are_nothing_new():
    said = {"articles": ["342"], "days": 15}
    *_rest, event, claim, lines = told_again(held=said, **said)
    assert lines == {claim: event}


def test_what_has_no_date_adds_a_source_where_its_article_is_the_event_s():
    *_rest, event, claim, lines = told_again("", held={"articles": ["342"]}, articles=["342"])
    assert lines == {claim: event}
    *_rest, claim, lines = told_again("", held={"articles": ["342"]})
    assert lines == {claim: ""}


def test_a_proposal_of_a_model_backed_reader_is_never_a_mere_source_unless_a_rule_reader_makes_it_too():
    assert is_model_backed(NAME)
    book, person, event, claim, lines = told_again(extractor=NAME)
    assert lines == {claim: ""}
    book.extraction(book.ledger.claims[claim].document_id, [claim], extractor="habeas-rules")
    assert [line.adds_to for line in derive_case(book.ledger, person).unreviewed] == [event]


def test_a_claim_of_two_events_that_it_would_make_one_is_reviewed_by_itself():
    book = Notebook()
    person = book.person()
    book.tell(person, "Ivan Sample", "detention", "2023-01-10")
    book.tell(person, "Ivan Sample", "detention", "2023-01-20")
    document = book.document("Another report.")
    claim = book.claim(document, "Ivan Sample", "detention", "2023-01")
    book.extraction(document, [claim])
    book.attach(person, (document, "Ivan Sample"))
    assert [line.adds_to for line in derive_case(book.ledger, person).unreviewed] == [""]


def test_what_people_decided_to_be_another_event_adds_nothing_to_this_one():
    book, person, event, claim, _lines = told_again()
    book.different_events(event, claim)
    assert [line.adds_to for line in derive_case(book.ledger, person).unreviewed] == [""]
