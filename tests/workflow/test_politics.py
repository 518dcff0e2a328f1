"""Positions, measures and the releases around them as rows: what the registry derives from everything, at each step."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workflow.stubs import take_in
from workflow.test_rebuild import ALICE, BOB, KINDS, NAMES, a_step, attach, opened

from habeas import workflow
from habeas.model import Accept, DescribeDocument, Metadata, Reject, SameIssue, SameOrganisation, SamePerson, Subject
from habeas.model.errors import RefusedError
from habeas.registry import derive_positions, derive_precedents
from habeas.store.models import ClaimRow, PositionRow, WorldEventRow
from habeas.store.politics import position_of_row, precedent_of_row
from habeas.store.slices import read_ledger
from habeas.store.views_of_politics import positions_of, precedents_of

TEXTS = (
    f"The Council imposed sanctions on 2021-03-01 led to this: {NAMES[0]} was released on 2021-04-02.",
    (
        f"The Council imposed sanctions on 2021-03-02. {NAMES[0]} was released on 2021-04-03. "
        "The Board supports the new talks."
    ),
    f"The Board imposed sanctions on 2021. The Council rejects the new talks. {NAMES[1]} was released on 2020-12-31.",
    f"The Council supports the new talks. {NAMES[2]} was released on 2022-03-09. The Council imposed sanctions.",
)


def everything(casebook):
    ledger = read_ledger(casebook.casebook_id)
    return derive_positions(ledger), derive_precedents(ledger)


def from_rows():
    return positions_of(PositionRow.objects.all()), precedents_of(WorldEventRow.objects.filter(measure=True))


def accept(casebook, **which):
    for claim_id in ClaimRow.objects.filter(state="proposed", **which).values_list("claim_id", flat=True):
        workflow.record_decision(casebook, Accept(claim_id=claim_id), ALICE)


@pytest.fixture
def filled(casebook):
    reports = [take_in(casebook, text, published="2022-06-01", outlet="P").document_id for text in TEXTS]
    attach(casebook, opened(1), (reports[0], NAMES[0]), (reports[1], NAMES[0]))
    return casebook


def test_what_nobody_accepted_is_no_row(filled):
    assert from_rows() == ((), ())
    assert not PositionRow.objects.exists()


def test_rows_are_what_the_registry_derives_from_everything(filled):
    accept(filled)
    positions, precedents = from_rows()
    assert (positions, precedents) == everything(filled)
    assert {one.actor_name for one in positions} == {"The Council", "The Board"}
    assert len(precedents) == 2
    assert [len(one.credits) for one in precedents if one.date.startswith("[2021-03")] == [1]
    assert any(one.before for one in precedents)
    assert any(one.unclear for one in precedents)


def test_one_measure_told_by_two_reports_is_one_row_until_they_are_told_apart(filled):
    accept(filled, event_type="sanction_change")
    measures = [precedent_of_row(row) for row in WorldEventRow.objects.filter(measure=True)]
    assert sorted(len(one.evidence.claim_ids) for one in measures) == [1, 3]
    claim_id = max(measures, key=lambda one: len(one.evidence.claim_ids)).evidence.claim_ids[0]
    workflow.record_decision(filled, Reject(claim_id=claim_id), BOB)
    assert sorted(len(precedent_of_row(row).evidence.claim_ids) for row in WorldEventRow.objects.all()) == [1, 2]
    assert workflow.rebuild(check=True).differences == ()


def test_a_release_moves_to_the_person_that_its_name_is_attached_to(filled):
    accept(filled, event_type="release")
    accept(filled, event_type="sanction_change")
    report = ClaimRow.objects.filter(people=[NAMES[2]]).values_list("document_id", flat=True)[0]
    person = opened(5)
    attach(filled, person, (report, NAMES[2]))
    assert person.person_id in {one for row in from_rows()[1] for near in row.after for one in near.people}
    assert from_rows() == everything(filled)
    other = opened(6)
    body = SamePerson(person_id=other.person_id, subjects=(Subject(person_id=person.person_id),))
    workflow.record_decision(filled, body, ALICE, also=[other])
    assert from_rows() == everything(filled)
    assert workflow.rebuild(check=True).differences == ()


def test_issues_and_organisations_that_people_call_one_are_one(filled):
    accept(filled, kind="position")
    ids = tuple(PositionRow.objects.values_list("claim_id", flat=True))
    workflow.record_decision(filled, SameIssue(issue="talks", claim_ids=ids), ALICE)
    assert set(PositionRow.objects.values_list("issue", flat=True)) == {"talks"}
    assert from_rows() == everything(filled)
    workflow.record_decision(filled, SameOrganisation(names=("The Council", "The Board")), ALICE)
    assert len({position_of_row(row).actor for row in PositionRow.objects.all()}) == 1
    assert from_rows() == everything(filled)


def test_a_new_day_of_publication_moves_what_it_dates(filled):
    accept(filled)
    before = from_rows()
    row = PositionRow.objects.first()
    metadata = Metadata(published="2023-07-07", outlet="Q")
    workflow.record_decision(filled, DescribeDocument(document_id=row.document_id, metadata=metadata), ALICE)
    assert from_rows() != before
    assert from_rows() == everything(filled)


def test_the_nearest_releases_are_chosen_and_more_are_told_of(filled):
    accept(filled)
    rows = WorldEventRow.objects.filter(measure=True)
    whole, nearest = precedents_of(rows), precedents_of(rows, most=1)
    for one, cut in zip(whole, nearest, strict=True):
        assert cut.before == one.before[-1:]
        assert cut.after == one.after[:1]
        assert cut.unclear == one.unclear[:1]
        assert replace(cut, before=(), after=(), unclear=()) == replace(one, before=(), after=(), unclear=())


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    history=st.lists(
        st.tuples(
            st.sampled_from((*KINDS, "accept", "accept", "politics", "issue")),
            st.integers(0, 40),
            st.sampled_from((ALICE, BOB)),
        ),
        min_size=6,
        max_size=18,
    )
)
def test_at_every_step_rows_are_what_everything_gives(casebook, history):
    begun = (("politics", 0, ALICE), ("politics", 1, ALICE), ("open", 0, ALICE), ("politics", 2, BOB))
    for kind, number, who in (*begun, *history):
        try:
            a_political_step(casebook, kind, number, who)
        except RefusedError:
            continue
    assert workflow.rebuild(check=True).differences == ()
    assert from_rows() == everything(casebook)


def a_political_step(casebook, kind, number, who):
    if kind == "politics":
        published = "" if number % 3 else "2022-06-01"
        return take_in(casebook, TEXTS[number % len(TEXTS)], published=published, outlet=f"P{number % 2}")
    if kind == "issue":
        ids = tuple(ClaimRow.objects.filter(kind="position").values_list("claim_id", flat=True)[: number % 3 + 1])
        return workflow.record_decision(casebook, SameIssue(issue=f"issue {number % 2}", claim_ids=ids), who)
    return a_step(casebook, kind, number, who)
