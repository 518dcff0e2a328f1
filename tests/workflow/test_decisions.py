"""Decisions: signed, stored, applied at once; undone by a decision; and never half."""

import msgspec
import pytest
from workflow.stubs import take_in

from habeas import workflow
from habeas.model import (
    Accept,
    ChooseValue,
    Claim,
    Correct,
    DescribeDocument,
    DifferentPersons,
    MentionReference,
    Metadata,
    Reject,
    SamePerson,
    Subject,
    Withdraw,
    check_signature,
    decode_record,
    record_id,
)
from habeas.model.errors import RefusedError
from habeas.store.models import ClaimRow, ContradictionRow, DecisionRow, MentionRow, PersonRow, RecordId, StatusRow
from habeas.store.reads import each_body, read_records
from habeas.store.rows import case_of_row

ALICE, BOB = "a" * 32, "b" * 32
TEXT = "Ales Vydumany was arrested on 2021-03-03. Alesia Vydumanaja was released on 2022-04-04."


@pytest.fixture
def report(casebook):
    return take_in(casebook, TEXT, published="2022-05-01").document_id


def claim_id(event_type="detention"):
    return ClaimRow.objects.filter(event_type=event_type).values_list("claim_id", flat=True)[0]


def state(event_type="detention"):
    return ClaimRow.objects.get(claim_id=claim_id(event_type)).state


def decide(casebook, body, who=ALICE, **fields):
    return workflow.record_decision(casebook, body, who, **fields)


def open_case(casebook, document_id, name="Ales Vydumany", who=ALICE):
    person = workflow.open_person(who)
    subject = Subject(mention=MentionReference(document_id=document_id, name=name))
    decide(casebook, SamePerson(person_id=person.person_id, subjects=(subject,)), who, also=[person])
    return person.person_id


def test_a_decision_is_signed_by_the_casebook_and_applied(casebook, report):
    recorded = decide(casebook, Accept(claim_id=claim_id()), why="It says so.")
    decision = read_records(recorded.decision_ids)[recorded.decision_ids[0]]
    check_signature(decision)
    assert decision.casebook_id == casebook.casebook_id
    assert state() == "accepted"
    assert DecisionRow.objects.get().live


def test_an_accepted_claim_on_a_person_makes_a_case(casebook, report):
    person_id = open_case(casebook, report)
    assert not PersonRow.objects.get().has_case
    decide(casebook, Accept(claim_id=claim_id()))
    row = PersonRow.objects.get(pk=person_id)
    assert (row.has_case, row.display_name, row.claims) == (True, "Ales Vydumany", 1)
    assert case_of_row(row).events[0].date == "2021-03-03"
    assert StatusRow.objects.filter(person_id=person_id, axis="liberty").exists()
    assert MentionRow.objects.get(name="Ales Vydumany").person_id == person_id


def test_undo_is_a_decision(casebook, report):
    person_id = open_case(casebook, report)
    accepted = decide(casebook, Accept(claim_id=claim_id()))
    undone = decide(casebook, Withdraw(), supersedes=accepted.decision_ids)
    assert state() == "proposed"
    assert not PersonRow.objects.get(pk=person_id).has_case
    assert not DecisionRow.objects.get(pk=accepted.decision_ids[0]).live
    decide(casebook, Withdraw(), supersedes=undone.decision_ids)
    assert state() == "accepted"
    assert PersonRow.objects.get(pk=person_id).has_case


def test_two_answers_are_disputed_until_somebody_decides_over_both(casebook, report):
    accepted = decide(casebook, Accept(claim_id=claim_id()))
    rejected = decide(casebook, Reject(claim_id=claim_id()), BOB)
    assert state() == "disputed"
    assert set(DecisionRow.objects.values_list("disputed", flat=True)) == {True}
    decide(casebook, Accept(claim_id=claim_id()), supersedes=(*accepted.decision_ids, *rejected.decision_ids))
    assert state() == "accepted"
    assert set(DecisionRow.objects.values_list("disputed", flat=True)) == {False}


def test_a_correction_comes_with_its_claim_or_not_at_all(casebook, report):
    found = read_records([claim_id()])[claim_id()]
    better = msgspec.structs.replace(found, modality="alleged")
    body = Correct(claim_id=claim_id(), replacement_id=record_id(better))
    with pytest.raises(RefusedError, match="no claim"):
        decide(casebook, body)
    assert not DecisionRow.objects.exists()
    decide(casebook, body, also=[better])
    assert sorted(ClaimRow.objects.filter(event_type="detention").values_list("modality", "state")) == [
        ("alleged", "accepted"),
        ("asserted", "corrected"),
    ]


def test_a_join_is_taken_back_and_no_id_moves(casebook, report):
    one = open_case(casebook, report)
    other = open_case(casebook, report, "Alesia Vydumanaja")
    joined = decide(casebook, SamePerson(person_id=one, subjects=(Subject(person_id=other),)))
    redirects = dict(PersonRow.objects.values_list("person_id", "redirect_to"))
    kept = next(person_id for person_id, redirect in redirects.items() if not redirect)
    assert redirects == {kept: "", ({one, other} - {kept}).pop(): kept}
    decide(casebook, Withdraw(), supersedes=joined.decision_ids)
    assert set(PersonRow.objects.values_list("redirect_to", flat=True)) == {""}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (Accept(claim_id="0" * 64), "no claim 000000000000 in this casebook"),
        (Withdraw(), "names the decision"),
        (DescribeDocument(document_id="0" * 64, metadata=Metadata()), "no report"),
        (SamePerson(person_id="0" * 32, subjects=()), "no person"),
    ],
)
def test_a_decision_on_what_is_not_here_is_refused(casebook, report, body, message):
    before = RecordId.objects.count()
    with pytest.raises(RefusedError, match=message):
        decide(casebook, body)
    assert RecordId.objects.count() == before


def test_a_decision_that_means_nothing_is_refused(casebook, report):
    person_id = open_case(casebook, report)
    alone = Subject(person_id=person_id)
    for body in (
        SamePerson(person_id=person_id, subjects=(alone,)),
        SamePerson(person_id=person_id, subjects=()),
        DifferentPersons(one=alone, other=alone),
        Correct(claim_id=claim_id(), replacement_id=claim_id()),
        ChooseValue(person_id=person_id, field="date", claim_id=claim_id(), claim_ids=(claim_id("release"),)),
    ):
        with pytest.raises(RefusedError, match="nothing was decided"):
            decide(casebook, body)


def test_several_decisions_of_one_keystroke_hold_together_or_not_at_all(casebook, report):
    rulings = [workflow.Ruling(Accept(claim_id=claim_id())), workflow.Ruling(Accept(claim_id="0" * 64))]
    with pytest.raises(RefusedError):
        workflow.record_decisions(casebook, rulings, ALICE)
    assert state() == "proposed"
    person = workflow.open_person(ALICE)
    subject = Subject(mention=MentionReference(document_id=report, name="Ales Vydumany"))
    rulings = [
        workflow.Ruling(Accept(claim_id=claim_id())),
        workflow.Ruling(SamePerson(person_id=person.person_id, subjects=(subject,))),
    ]
    recorded = workflow.record_decisions(casebook, rulings, ALICE, also=[person])
    assert len(recorded.decision_ids) == 2
    assert recorded.touched.person_ids == (person.person_id,)
    assert PersonRow.objects.get().has_case


def test_describing_a_report_dates_its_claims_anew(casebook):
    document_id = take_in(casebook, "Ales Vydumany was arrested on 2021-03-03.").document_id
    body = DescribeDocument(document_id=document_id, metadata=Metadata(published="2021-03-05", outlet="Example Post"))
    decide(casebook, body)
    row = ClaimRow.objects.select_related("document").get()
    assert (row.document.published, row.document.outlet) == ("2021-03-05", "Example Post")


def test_a_claim_by_hand_is_stored_and_decided(casebook, report):
    found = read_records([claim_id()])[claim_id()]
    by_hand = msgspec.structs.replace(found, modality="denied")
    assert isinstance(by_hand, Claim)
    workflow.add_claims([by_hand])
    assert ClaimRow.objects.get(modality="denied").state == "by_hand"
    decide(casebook, Accept(claim_id=record_id(by_hand)))
    assert ClaimRow.objects.get(modality="denied").state == "accepted"


def test_contradicting_reports_are_listed_with_the_case(casebook, report):
    other = take_in(casebook, "Ales Vydumany was arrested on 2021-03-04, says another.", outlet="Other").document_id
    person = workflow.open_person(ALICE)
    subjects = tuple(
        Subject(mention=MentionReference(document_id=document_id, name="Ales Vydumany"))
        for document_id in (report, other)
    )
    decide(casebook, SamePerson(person_id=person.person_id, subjects=subjects), also=[person])
    for row in ClaimRow.objects.filter(event_type="detention"):
        decide(casebook, Accept(claim_id=row.claim_id))
    row = ContradictionRow.objects.get(person_id=person.person_id, proposed=False)
    assert row.contradiction_type == "date"
    assert PersonRow.objects.get().contradictions == 1


def test_nothing_is_stored_that_cannot_be_read_back(casebook, report):
    open_case(casebook, report)
    decide(casebook, Accept(claim_id=claim_id()), why="Ценны доказ — “так”")
    for _, raw in each_body():
        decode_record(raw)
