"""Two offices that worked apart: the union of their records, one view whichever way round, and what protects wins."""

import shutil

import msgspec
import pytest
from workflow.stubs import take_in

from habeas import workflow
from habeas.model import (
    Accept,
    Hide,
    MentionReference,
    SamePerson,
    Seal,
    SetLevel,
    Subject,
    TrustKey,
    encode_record,
)
from habeas.model.errors import CasebookError, InputError
from habeas.store.append import append_records
from habeas.store.casebook import open_casebook
from habeas.store.models import ClaimRow, DocumentRow, PersonRow, RecordBody, RecordId, Tombstone
from habeas.store.originals import original_path
from habeas.store.reads import each_body
from habeas.store.slices import read_ledger
from habeas.store.verify import verify_casebook

ALICE, BOB = "a" * 32, "b" * 32
MINSK = "Ales Vydumany was arrested on 2021-03-03. Alesia Vydumanaja was arrested on 2021-03-04."
VILNIUS = "Ales Vydumany was released on 2022-03-03."


def accept_all(casebook, who):
    for claim_id in ClaimRow.objects.filter(state="proposed").values_list("claim_id", flat=True):
        workflow.record_decision(casebook, Accept(claim_id=claim_id), who)


def open_person(casebook, document_id, name="Ales Vydumany", who=ALICE):
    person = workflow.open_person(who)
    subject = Subject(mention=MentionReference(document_id=document_id, name=name))
    body = SamePerson(person_id=person.person_id, subjects=(subject,))
    workflow.record_decision(casebook, body, who, also=[person])
    return person.person_id


@pytest.fixture
def offices(tmp_path, make_casebook):
    """The folders of two casebooks with a report, a person and accepted claims each; one report is in both."""
    folders = []
    for name, texts, who in (("minsk", (MINSK,), ALICE), ("vilnius", (VILNIUS, MINSK), BOB)):
        casebook = make_casebook(tmp_path / name)
        ids = [take_in(casebook, text, who=who).document_id for text in texts]
        open_person(casebook, ids[0], who=who)
        accept_all(casebook, who)
        folders.append(casebook.path)
    return folders


def merge(into, other, **fields):
    casebook = open_casebook(into)
    return casebook, workflow.merge_casebook(casebook, other, ALICE, **fields)


def trust_all(casebook, keys):
    for key in keys:
        workflow.record_decision(casebook, TrustKey(casebook_id=key), ALICE)


def views():
    """What everybody may compare: reports, claims with their states, people with their cases."""
    people = PersonRow.objects.values_list("person_id", "redirect_to", "display_name", "has_case", "body")
    return (
        sorted(DocumentRow.objects.values_list("document_id", "claims", "pending", "accepted")),
        sorted(ClaimRow.objects.values_list("claim_id", "state", "date")),
        sorted((*row[:4], bytes(row[4])) for row in people),
    )


def test_a_merge_is_the_union_of_records_and_files(offices):
    minsk, vilnius = offices
    theirs = dict(each_body()) if open_casebook(vilnius) else {}
    casebook, merged = merge(minsk, vilnius)
    assert dict(each_body()).items() >= theirs.items()
    assert merged.known >= 3
    assert len(merged.document_ids) == 1
    assert merged.problems == ()
    for row in DocumentRow.objects.all():
        assert original_path(casebook.path, row.file_sha256).exists()
    assert verify_casebook(casebook.path).problems == ()
    assert workflow.rebuild(check=True).differences == ()


def test_merging_twice_changes_nothing(offices):
    minsk, vilnius = offices
    merge(minsk, vilnius)
    before = views()
    _, again = merge(minsk, vilnius)
    assert (again.new, again.document_ids) == (0, ())
    assert views() == before


def test_decisions_from_elsewhere_count_once_their_key_is_trusted(offices):
    minsk, vilnius = offices
    casebook, merged = merge(minsk, vilnius)
    released = ClaimRow.objects.get(event_type="release")
    assert released.state == "proposed"
    assert len(merged.casebook_ids) == 1
    _, again = merge(minsk, vilnius)
    assert (again.new, again.casebook_ids) == (0, merged.casebook_ids)  # nobody trusts it yet
    trust_all(casebook, merged.casebook_ids)
    released.refresh_from_db()
    assert released.state == "accepted"
    assert workflow.rebuild(check=True).differences == ()
    _, again = merge(minsk, vilnius)
    assert again.casebook_ids == ()


def test_the_views_are_the_same_whichever_way_round(offices, tmp_path):
    minsk, vilnius = offices
    copies = [tmp_path / "minsk-copy", tmp_path / "vilnius-copy"]
    for folder, copy in zip(offices, copies, strict=True):
        shutil.copytree(folder, copy)
    casebook, merged = merge(minsk, vilnius)
    trust_all(casebook, merged.casebook_ids)
    one = views()
    casebook, merged = merge(copies[1], copies[0])
    trust_all(casebook, merged.casebook_ids)
    assert views() == one


def test_a_foreign_hide_works_at_once_in_either_order(offices):
    minsk, vilnius = offices
    casebook = open_casebook(vilnius)
    person_id = PersonRow.objects.get().person_id
    workflow.record_decision(casebook, Hide(person_id=person_id), BOB)
    _, merged = merge(minsk, vilnius)
    assert merged.casebook_ids  # nobody trusts it yet
    assert PersonRow.objects.get(pk=person_id).hidden
    merge(vilnius, minsk)
    assert PersonRow.objects.get(pk=person_id).hidden


def test_a_foreign_seal_removes_nothing_by_itself(offices):
    minsk, vilnius = offices
    casebook = open_casebook(vilnius)
    target = DocumentRow.objects.get(claims=2).document_id
    for who in (ALICE, BOB):
        body = Seal(target_kind="document", target=target, closure=(target,))
        workflow.record_decision(casebook, body, who)
    merge(minsk, vilnius)
    assert RecordBody.objects.filter(record__record_id=target).exists()


def test_what_was_sealed_here_does_not_come_back(offices):
    minsk, vilnius = offices
    open_casebook(vilnius)
    row = DocumentRow.objects.get(claims=1)
    open_casebook(minsk)
    Tombstone.objects.create(target=row.file_sha256, kind="file", added_at="2026-11-22T09:30:00Z")
    casebook, merged = merge(minsk, vilnius)
    assert not RecordId.objects.filter(record_id=row.document_id).exists()
    assert not original_path(casebook.path, row.file_sha256).exists()
    assert any("sealed here" in problem.message for problem in merged.problems)


def test_what_comes_in_may_be_limited(offices):
    minsk, vilnius = offices
    casebook, merged = merge(minsk, vilnius, max_level=1)
    levels = [
        decision.body
        for decision in read_ledger(casebook.casebook_id).decisions.values()
        if isinstance(decision.body, SetLevel)
    ]
    assert {(body.target, body.level) for body in levels} == {(merged.document_ids[0], 1)}


def test_a_forged_signature_never_comes_in(offices):
    minsk, vilnius = offices
    casebook = open_casebook(vilnius)
    forged = [
        msgspec.structs.replace(decision, who="f" * 32)
        for decision in read_ledger(casebook.casebook_id).decisions.values()
    ]
    open_casebook(minsk)
    result = append_records([encode_record(one) for one in forged], added_at="2026-11-22T09:30:00Z", foreign=True)
    assert result.new_ids == ()
    assert len(result.problems) == len(forged)


def test_a_record_of_a_newer_habeas_is_carried_along(offices):
    minsk, vilnius = offices
    open_casebook(vilnius)
    raw = b'{"colour":"blue","record":"claim.2"}'
    append_records([raw], added_at="2026-11-22T09:30:00Z", foreign=True)
    _, merged = merge(minsk, vilnius)
    assert raw in dict(each_body()).values()
    assert any("newer" in problem.message for problem in merged.problems)
    assert workflow.rebuild(check=True).differences == ()


def test_an_original_that_did_not_come_is_named(offices):
    minsk, vilnius = offices
    open_casebook(vilnius)
    row = DocumentRow.objects.get(claims=1)
    original_path(vilnius, row.file_sha256).write_bytes(b"changed")
    _, merged = merge(minsk, vilnius)
    assert any("did not come" in problem.message for problem in merged.problems)


def test_what_is_no_casebook_is_refused(offices, tmp_path):
    minsk, _ = offices
    with pytest.raises(InputError, match="not the folder of a casebook"):
        merge(minsk, tmp_path)
    (tmp_path / "casebook.sqlite3").write_bytes(b"garbage" * 100)
    with pytest.raises(CasebookError, match="cannot be read"):
        merge(minsk, tmp_path)
