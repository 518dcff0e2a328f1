"""What nobody attached to a person yet is asked about too, by names, and marked."""

import pytest

from habeas.registry import all_contradictions, derive_case
from habeas.registry.presumed import presumed_contradictions
from tests.registry.records import Notebook

NAME = "Andrei Sampleman"


def dates_of(found):
    return [sorted(side.value for side in one.sides) for one in found if one.type == "date"]


@pytest.fixture
def book():
    """Two reports of one arrest with two dates; nobody decided anything."""
    book = Notebook()
    first = book.document("first", outlet="Paper One")
    second = book.document("second", outlet="Paper Two")
    book.reports = (first, second)
    book.claims = (
        book.claim(first, NAME, "detention", "2023-01-11"),
        book.claim(second, NAME, "detention", "2023-01-12"),
    )
    return book


def test_two_reports_of_one_name_that_nobody_reviewed_are_asked_about_and_marked(book):
    (found,) = all_contradictions(book.ledger, proposed=True)
    assert dates_of([found]) == [["2023-01-11", "2023-01-12"]]
    assert found.rests_on_unreviewed
    assert found.person_id == ""
    assert NAME in found.question
    assert "?" in found.question
    assert all_contradictions(book.ledger) == ()


def test_a_name_in_another_spelling_of_letters_and_alphabet_is_the_same_name():
    book = Notebook()
    for number, name in enumerate(("Natallia Vydumanaya", "NATALLIA  VYDUMANAYA", "Наталля Выдуманая")):
        book.claim(book.document(outlet=f"Paper {number}"), name, "detention", f"2023-01-1{number + 1}")
    (found,) = presumed_contradictions(book.ledger)
    assert len(found.sides) == 3


def test_other_names_are_not_laid_together():
    book = Notebook()
    for number, name in enumerate(("Natallia Vydumanaya", "Piotr Zmysleny")):
        book.claim(book.document(outlet=f"Paper {number}"), name, "detention", f"2023-01-1{number + 1}")
    assert presumed_contradictions(book.ledger) == ()


def test_a_report_nobody_attached_is_laid_beside_the_case_of_who_bears_the_name(book):
    person = book.person()
    book.decide_accept(book.claims[0])
    book.attach(person, (book.reports[0], NAME))
    assert derive_case(book.ledger, person, proposed=True).contradictions == ()
    (found,) = presumed_contradictions(book.ledger)
    assert found.person_id == person
    assert found.rests_on_unreviewed


def test_what_is_attached_is_asked_about_by_its_case_and_not_twice(book):
    person = book.person()
    for report in book.reports:
        book.attach(person, (report, NAME))
    assert len(derive_case(book.ledger, person, proposed=True).contradictions) == 1
    assert presumed_contradictions(book.ledger) == ()


def test_people_who_said_that_two_are_different_are_not_asked_again(book):
    one, other = ((report, NAME) for report in book.reports)
    book.different(one, other)
    assert presumed_contradictions(book.ledger) == ()


def test_rejected_claims_ask_nothing(book):
    book.reject(book.claims[1])
    assert presumed_contradictions(book.ledger) == ()
