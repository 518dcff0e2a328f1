"""One case with ten thousand reports: no square of them, and what is folded is counted."""

import time
from datetime import date as day
from datetime import timedelta

import pytest

from habeas.registry import derive_case, status_on
from tests.registry.records import Notebook

REPORTS = 10_000


def many(types, step_days):
    book = Notebook()
    person, document = book.person(), book.document("many reports", outlet="One")
    claims = []
    for number in range(REPORTS):
        when = (day(1900, 1, 1) + timedelta(days=step_days * number)).isoformat()
        claims.append(book.claim(document, "Ivan Sample", types[number % len(types)], when))
        book.decide_accept(claims[-1])
    book.attach(person, (document, "Ivan Sample"))
    return book, person, claims


@pytest.mark.slow
@pytest.mark.parametrize(
    "types", [("detention",), ("detention", "release"), ("remand", "transfer", "release", "verdict")]
)
@pytest.mark.parametrize("step_days", [1, 5])
def test_ten_thousand_reports_of_one_person_are_derived_in_seconds(types, step_days):
    book, person, _ = many(types, step_days)
    started = time.process_time()
    case = derive_case(book.ledger, person)
    assert time.process_time() - started < 60
    assert case.evidence.claim_ids
    status_on(case, "1950-01-01")


@pytest.mark.slow
def test_ten_thousand_dates_of_one_decided_event_fold_into_one_contradiction_and_vouch_for_nothing():
    book, person, claims = many(("detention",), 5)
    book.same_event(*claims)
    case = derive_case(book.ledger, person)
    (found,) = [one for one in case.contradictions if one.type == "date"]
    assert len(found.sides) + found.folded == REPORTS
    assert status_on(case, "1950-01-01").held is None
