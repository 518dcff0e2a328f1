"""Whatever an office does, in whatever order it arrives: derived step by step equals derived at once."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.registry import Ledger, derive_case, derive_document, touched_by
from habeas.registry.problems import find_problems
from habeas.registry.slices import records_of_document, records_of_person, slice_of
from tests.registry.histories import STEPS, play, random_steps

CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def everything(ledger):
    people = set(ledger.persons)
    return (
        {person: derive_case(ledger, person) for person in people},
        {document: derive_document(ledger, document) for document in ledger.documents},
    )


def step_by_step(kept):
    ledger = Ledger()
    cases, documents = {}, {}
    for record_id, record in kept:
        ledger.add(record_id, record)
        touched = touched_by(ledger, record)
        people = set(ledger.persons) if touched.everything else set(touched.person_ids) & set(ledger.persons)
        reports = set(ledger.documents) if touched.everything else set(touched.document_ids) & set(ledger.documents)
        cases.update({person: derive_case(ledger, person) for person in people})
        documents.update({document: derive_document(ledger, document) for document in reports})
    return cases, documents


def check_incremental(steps, seed):
    book = play(steps)
    expected = everything(book.ledger)
    assert step_by_step(book.kept) == expected
    shuffled = list(book.kept)
    random.Random(seed).shuffle(shuffled)
    assert step_by_step(shuffled) == expected


def check_slices(steps):
    ledger = play(steps).ledger
    cases, documents = everything(ledger)
    for person, case in cases.items():
        assert derive_case(slice_of(ledger, records_of_person(ledger, person)), person) == case
    for document, view in documents.items():
        assert derive_document(slice_of(ledger, records_of_document(ledger, document)), document) == view


@CALM
@given(STEPS, st.integers(0, 2**30))
def test_step_by_step_in_any_order_equals_all_at_once(steps, seed):
    check_incremental(steps, seed)


@CALM
@given(STEPS)
def test_a_closed_slice_gives_what_everything_gives(steps):
    check_slices(steps)


@CALM
@given(STEPS)
def test_problems_are_the_same_in_any_order_and_never_exceptions(steps):
    book = play(steps)
    assert find_problems(book.ledger) == find_problems(book.shuffled(random.Random(1)))


@pytest.mark.slow
@LONG
@given(STEPS, st.integers(0, 2**30))
def test_step_by_step_equals_all_at_once_over_thousands_of_histories(steps, seed):
    check_incremental(steps, seed)
    check_slices(steps)


@pytest.mark.parametrize("seed", range(12))
def test_long_histories_step_by_step(seed):
    check_incremental(random_steps(seed, 60), seed)
    check_slices(random_steps(seed, 60))
