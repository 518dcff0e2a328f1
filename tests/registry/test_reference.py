"""The registry agrees with an independent, slow one on what an office may do, day by day."""

from datetime import date, timedelta

import pytest

from habeas.registry import derive_case, status_on
from tests.registry.histories import play, random_steps
from tests.registry.reference import Reference, bounds
from tests.registry.reference_charges import charges

QUICK, ALL = 80, 2000


def agree(seed: int) -> None:
    book = play(random_steps(seed, 12 + seed % 30))
    ledger, slow = book.ledger, Reference(book.kept)
    for claim_id in ledger.claims:
        state = ledger.claim_state(claim_id)
        assert slow.state(claim_id) == ("undecided" if state in ("proposed", "by_hand", "stale") else state)
    for person in ledger.persons:
        case = derive_case(ledger, person)
        if case.redirect:
            assert slow.head(person) == case.redirect
            continue
        assert slow.head(person) == person
        chosen = any(found.chosen for found in case.contradictions)
        events = sorted(sorted(group) for group in slow.events(person))
        assert sorted(sorted(event.evidence.claim_ids) for event in case.events) == events
        if chosen or any(decision.kind == "choose_value" and decision.live for decision in case.decisions):
            continue  # the slow one does not choose
        dates = [sorted(side.value for side in one.sides) for one in case.contradictions if one.field == "date"]
        assert sorted(dates) == slow.clashing_dates(person)
        told = sorted((one.article, sorted(one.evidence.claim_ids)) for one in case.charges)
        assert told == charges(slow, person), (seed, person)
        for day in days_worth_asking(slow, person):
            assert status_on(case, day.isoformat()).held == slow.held_on(person, day), (seed, person, day)


def days_worth_asking(slow: Reference, person: str) -> list[date]:
    found = {date(2020, 12, 1), date(2021, 5, 5), date(2024, 7, 7)}
    for claim_id in slow.told_of(person):
        for edge in bounds(slow.edtf(claim_id)):
            if date(2000, 1, 1) < edge < date(2100, 1, 1):
                found |= {edge + timedelta(days=step) for step in (-1, 0, 1, 3, 15, 548, 549)}
    return sorted(found)


@pytest.mark.parametrize("seed", range(QUICK))
def test_the_registry_agrees_with_the_slow_one(seed):
    agree(seed)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(QUICK, ALL, 120))
def test_the_registry_agrees_with_the_slow_one_on_two_thousand_histories(block):
    for seed in range(block, min(block + 120, ALL)):
        agree(seed)
