"""Questions over all cases, asked of rows, are answered as the registry answers them from records."""

import pytest
from workflow.stubs import take_in
from workflow.test_rebuild import NAMES, TEXTS

from habeas import workflow
from habeas.model import Accept, DifferentPersons, MentionReference, Recognise, Reject, SamePerson, Subject
from habeas.model.errors import InputError
from habeas.registry import held as registry_held
from habeas.registry import suggest_matches
from habeas.registry.policy import DEFAULT_POLICY
from habeas.store import worldwide
from habeas.store.held import held_on
from habeas.store.models import ClaimRow, PersonRow, QuestionRow, Tombstone
from habeas.store.rows import case_of_row, fields_of_question
from habeas.store.slices import read_ledger

ALICE = "a" * 32


@pytest.fixture
def reviewed(casebook):
    """Three reports, all claims accepted; the two persons of the first are open."""
    document_ids = [take_in(casebook, text).document_id for text in TEXTS]
    for name in NAMES[:2]:
        opened = workflow.open_person(ALICE)
        subject = Subject(mention=MentionReference(document_id=document_ids[0], name=name))
        body = SamePerson(person_id=opened.person_id, subjects=(subject,))
        workflow.record_decision(casebook, body, ALICE, also=[opened])
    for claim_id in ClaimRow.objects.values_list("claim_id", flat=True):
        workflow.record_decision(casebook, Accept(claim_id=claim_id), ALICE)
    return casebook


def stored_questions():
    return {row.question_id: (row.per_mille, row.sides) for row in QuestionRow.objects.all()}


def expected_questions(casebook):
    rows = map(fields_of_question, suggest_matches(read_ledger(casebook.casebook_id)))
    return {row["question_id"]: (row["per_mille"], row["sides"]) for row in rows}


def test_questions_of_identity_are_those_of_the_registry(reviewed):
    worldwide.freshen()
    assert stored_questions() == expected_questions(reviewed)
    assert len(stored_questions()) >= 3


def test_an_answer_makes_the_questions_stale_and_they_are_made_fresh(reviewed):
    worldwide.freshen()
    assert not worldwide.is_stale()
    row = QuestionRow.objects.first()
    subjects = [
        Subject(person_id=side["person_id"])
        if side["person_id"]
        else Subject(mention=MentionReference(document_id=side["document_id"], name=side["name"]))
        for side in row.sides
    ]
    workflow.record_decision(reviewed, DifferentPersons(one=subjects[0], other=subjects[1]), ALICE)
    assert worldwide.is_stale()
    worldwide.freshen()
    assert row.question_id not in stored_questions()
    assert stored_questions() == expected_questions(reviewed)


def test_a_large_casebook_is_made_fresh_only_on_demand(reviewed, monkeypatch):
    monkeypatch.setattr(worldwide, "_AT_ONCE", 3)
    worldwide.freshen()
    assert worldwide.is_stale()
    worldwide.freshen(whatever_it_costs=True)
    assert not worldwide.is_stale()


def test_rows_are_made_fresh_beside_other_work(reviewed, monkeypatch):
    monkeypatch.setattr(worldwide, "_AT_ONCE", 3)
    assert worldwide.freshen() == (False, False, True, True)
    worldwide.freshen_beside()
    assert worldwide.freshen() == (True, True, False, False)
    assert stored_questions() == expected_questions(reviewed)


def test_contradictions_of_the_largest_casebooks_wait_for_a_rebuild(reviewed, monkeypatch):
    monkeypatch.setattr(worldwide, "_AT_ONCE", 3)
    monkeypatch.setattr(worldwide, "_IN_MEMORY", 3)
    worldwide.freshen_beside()
    assert worldwide.freshen() == (True, False, False, False)
    assert stored_questions() == expected_questions(reviewed)


def meanwhile(monkeypatch, act):
    """Something happens after the names were read."""
    compare = worldwide.questions

    def compare_and_act():
        found = list(compare())
        act()
        return found

    monkeypatch.setattr(worldwide, "questions", compare_and_act)


def test_what_is_recorded_while_rows_are_made_fresh_leaves_them_stale(reviewed, monkeypatch):
    claim_id = ClaimRow.objects.values_list("claim_id", flat=True).first()
    meanwhile(monkeypatch, lambda: workflow.record_decision(reviewed, Reject(claim_id=claim_id), ALICE))
    worldwide.freshen_beside()
    assert stored_questions()
    assert worldwide.is_stale()


def test_what_is_sealed_while_rows_are_made_fresh_does_not_come_back_in_them(reviewed, monkeypatch):
    QuestionRow.objects.all().delete()
    meanwhile(
        monkeypatch,
        lambda: Tombstone.objects.create(target="f" * 64, kind="record", added_at="2026-11-22T09:30:00Z"),
    )
    worldwide.freshen_beside()
    assert not stored_questions()
    assert worldwide.is_stale()


@pytest.mark.parametrize("day", ["2021-03-01", "2021-03-02", "2021-03-04", "2021-12-31", "2022-04-02", "2026-01-01"])
def test_held_on_a_day_is_as_the_registry_has_it(reviewed, day):
    body = Recognise(
        person_id=PersonRow.objects.first().person_id,
        scheme="example",
        body="Example Centre",
        status="recognised",
        date="2021-03-02",
    )
    workflow.record_decision(reviewed, body, ALICE)
    cases = [case_of_row(row) for row in PersonRow.objects.all()]
    for definition, _ in DEFAULT_POLICY.definitions:
        for recognised_by in ("", "Example Centre", "Nobody"):
            answer = held_on(day, definition, recognised_by=recognised_by)
            expected = registry_held.held_on(cases, day, definition, recognised_by=recognised_by)
            assert (answer.held, answer.not_known) == (expected.held, expected.not_known)


def test_somebody_is_held_between_arrest_and_release(reviewed):
    shown = dict(PersonRow.objects.values_list("person_id", "display_name"))
    assert [shown[person_id] for person_id in held_on("2021-03-02").held] == [NAMES[0]]
    assert held_on("2021-01-01").held == ()


def test_a_question_that_makes_no_sense_is_refused(reviewed):
    with pytest.raises(InputError, match="no definition"):
        held_on("2021-03-02", "imprisoned")
    with pytest.raises(InputError, match="not a day"):
        held_on("2021-02-30")


def test_a_claim_accepted_as_proposed_leaves_fresh_what_it_cannot_move(casebook):
    arrested = "Ales Vydumany was arrested on 2021-03-01. Zmicier Nichto was arrested on 2021-03-02."
    report, telling = take_in(casebook, arrested).document_id, take_in(casebook, TEXTS[0]).document_id
    worldwide.freshen()
    first, second = ClaimRow.objects.filter(document_id=report).values_list("claim_id", flat=True)
    decided = workflow.record_decision(casebook, Accept(claim_id=first), ALICE)
    assert not worldwide.is_stale()
    assert workflow.rebuild(check=True).differences == ()
    releases = ClaimRow.objects.filter(document_id=telling, event_type="release")
    for body, supersedes in (
        (Reject(claim_id=second), ()),  # its name is no longer compared
        (Accept(claim_id=first), decided.decision_ids),
        (Accept(claim_id=releases.values_list("claim_id", flat=True)[0]), ()),
    ):
        worldwide.freshen()
        workflow.record_decision(casebook, body, ALICE, supersedes=supersedes)
        assert worldwide.is_stale()
        assert workflow.rebuild(check=True).differences == ()
