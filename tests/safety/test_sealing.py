"""A sealed report or person leaves no trace in the folder, nor does it come back."""

import shutil
import tarfile
import tempfile

import pytest
from store.making import ALICE, BOB
from workflow.stubs import take_in

from habeas.model import Accept, MentionReference, SamePerson, Subject, hash_bytes
from habeas.model.errors import InputError, RefusedError
from habeas.safety import acts
from habeas.store import casebook as casebook_module
from habeas.store.backup import backup_casebook
from habeas.store.models import ClaimRow, Draft, MentionRow, PersonRow, RecordBody, Tombstone
from habeas.store.search import search_documents, search_names
from habeas.store.verify import verify_casebook
from habeas.workflow import merge_casebook, open_person, rebuild, record_decision

SECRET = "Zofia Kanarkova was arrested on 2021-03-04 near the Quuxmill bridge, her cousin said."
OTHER = "Anna Sample was arrested on 2021-05-06. She knows nobody of that bridge."
BOTH = "Zofia Kanarkova was released on 2021-09-09 and Anna Sample was released on 2021-09-10."
PHRASE = "five invented words stand here"
CANARIES = ("Zofia", "Kanarkova", "Quuxmill", "2021-03-04 near")


def forms_of(text):
    """What a database or a file may hold of a word: in any case and coding."""
    for form in {text, text.casefold(), text.upper()}:
        yield form.encode()
        yield form.encode("utf-16-le")
        yield form.encode("utf-16-be")


def traces(folder):
    content = b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    return {canary for canary in CANARIES for form in forms_of(canary) if form in content}


def indexed(word):
    """Whether a word, or a piece of three of its letters that no other word here has, stands in an index."""
    from django.db import connection

    with connection.cursor() as cursor:
        found = []
        for table in ("store_search_documents", "store_search_spellings"):
            cursor.execute(f"CREATE VIRTUAL TABLE temp.words_of USING fts5vocab('main', '{table}', 'row')")
            cursor.execute("SELECT term FROM temp.words_of")
            found += [term for (term,) in cursor.fetchall()]
            cursor.execute("DROP TABLE temp.words_of")
    pieces = {word[start : start + 3] for start in range(len(word) - 2)}
    return sorted(term for term in found if term.startswith(word) or term in pieces)


@pytest.fixture
def filled(casebook):
    taken = {text: take_in(casebook, text, title=text.split(" was")[0]) for text in (SECRET, OTHER)}
    for text, name in ((SECRET, "Zofia Kanarkova"), (OTHER, "Anna Sample")):
        document_id = taken[text].document_id
        person = open_person(ALICE)
        subject = Subject(mention=MentionReference(document_id=document_id, name=name))
        record_decision(casebook, SamePerson(person_id=person.person_id, subjects=(subject,)), ALICE, also=[person])
        for claim_id in ClaimRow.objects.filter(document_id=document_id).values_list("claim_id", flat=True):
            record_decision(casebook, Accept(claim_id=claim_id), ALICE, why=f"{name} is meant")
    return casebook


def person_named(name):
    return PersonRow.objects.get(display_name=name).person_id


def document_of(text):
    return MentionRow.objects.filter(name=text.split(" was")[0]).first().document_id


def seal(casebook, kind="document", target=None):
    target = target or document_of(SECRET)
    first = acts.seal_target(casebook, kind, target, ALICE)
    second = acts.seal_target(casebook, kind, target, BOB)
    return first, second


def test_the_byte_search_finds_what_is_not_sealed_so_that_it_can_fail(filled):
    assert traces(filled.path) >= {"Zofia", "Kanarkova", "Quuxmill"}
    assert indexed("quuxmill")
    assert "zof" in indexed("zofia")


def test_one_person_alone_removes_nothing_and_nobody_sees_it_any_more(filled):
    asked = acts.seal_target(filled, "document", document_of(SECRET), ALICE)
    assert asked.sealed is None
    again = acts.seal_target(filled, "document", document_of(SECRET), ALICE)
    assert again.sealed is None
    assert RecordBody.objects.filter(record__record_id=document_of(SECRET)).exists()


def test_two_people_seal_a_report_and_nothing_of_it_is_left_in_the_folder(filled):
    _, done = seal(filled)
    assert done.sealed.files == 1
    assert traces(filled.path) == set()
    assert indexed("quuxmill") == indexed("zofia") == []
    assert not search_documents("Quuxmill")
    assert not search_names("Kanarkova")
    assert person_named("Anna Sample")
    result = verify_casebook(filled.path)
    assert result.problems == ()
    assert result.sealed == done.sealed.records
    assert rebuild(check=True).differences == ()


def test_the_log_and_free_pages_are_clean_while_the_casebook_stays_open(filled):
    seal(filled)
    take_in(filled, "Maria Model was arrested on 2022-01-01.")
    assert traces(filled.path) == set()
    casebook_module.close_casebook()
    assert traces(filled.path) == set()


def test_the_same_file_is_refused_for_ever(filled):
    seal(filled)
    with pytest.raises(RefusedError, match="sealed"):
        take_in(filled, SECRET)
    assert traces(filled.path) == set()


def test_a_backup_made_after_holds_nothing_of_it(filled, tmp_path):
    seal(filled)
    backup_casebook(filled.path, tmp_path / "backup.tar")
    with tarfile.open(tmp_path / "backup.tar") as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    assert traces(tmp_path / "unpacked") == set()
    assert not any(form in (tmp_path / "backup.tar").read_bytes() for one in CANARIES for form in forms_of(one))


def older_copy(filled, tmp_path):
    casebook_module.close_casebook()
    copy = tmp_path / "older"
    shutil.copytree(filled.path, copy)
    casebook_module.open_casebook(filled.path)
    return copy


def test_merging_an_older_copy_into_the_sealed_one_brings_nothing_back(filled, tmp_path):
    copy = older_copy(filled, tmp_path)
    seal(filled)
    merged = merge_casebook(filled, copy, ALICE)
    assert merged.problems
    assert traces(filled.path) == set()
    assert indexed("quuxmill") == indexed("zofia") == []
    assert rebuild(check=True).differences == ()


def test_merging_the_sealed_one_into_an_older_copy_seals_it_there(filled, tmp_path):
    copy = older_copy(filled, tmp_path)
    seal(filled)
    casebook_module.close_casebook()
    older = casebook_module.open_casebook(copy)
    assert traces(copy)
    merge_casebook(older, filled.path, ALICE)
    assert traces(copy) == set()
    assert indexed("quuxmill") == indexed("zofia") == []
    with pytest.raises(RefusedError, match="sealed"):
        take_in(older, SECRET)


def test_decisions_that_an_older_copy_made_since_do_not_bring_words_back(filled, tmp_path):
    copy = older_copy(filled, tmp_path)
    document_id = document_of(SECRET)
    seal(filled)
    casebook_module.close_casebook()
    older = casebook_module.open_casebook(copy)
    person = open_person(BOB)
    subject = Subject(mention=MentionReference(document_id=document_id, name="Zofia Kanarkova"))
    record_decision(older, SamePerson(person_id=person.person_id, subjects=(subject,)), BOB, also=[person])
    casebook_module.close_casebook()
    merge_casebook(casebook_module.open_casebook(filled.path), copy, ALICE)
    assert traces(filled.path) == set()


def test_a_seal_of_another_casebook_removes_nothing_until_two_people_here_confirm(filled, tmp_path, make_casebook):
    casebook_module.close_casebook()
    other = make_casebook(tmp_path / "other")
    take_in(other, SECRET)
    take_in(other, OTHER)
    seal(other, target=document_of(SECRET))
    assert traces(other.path) == set()
    casebook_module.close_casebook()
    ours = casebook_module.open_casebook(filled.path)
    merge_casebook(ours, other.path, ALICE)
    assert "Quuxmill" in traces(filled.path)
    seal(ours)
    assert traces(filled.path) == set()


def test_a_person_goes_with_every_report_that_names_the_person(filled):
    take_in(filled, BOTH)
    first, done = seal(filled, "person", person_named("Zofia Kanarkova"))
    assert len(first.closure.documents) == 2
    assert first.closure.others == ()
    assert done.sealed.records == len([one for one in first.closure.ids if one not in first.closure.files])
    assert traces(filled.path) == set()
    assert person_named("Anna Sample")


def test_what_a_decision_says_of_others_is_decided_again_without_the_sealed_part(filled):
    anna = person_named("Anna Sample")
    both = take_in(filled, BOTH).document_id
    subjects = tuple(
        Subject(mention=MentionReference(document_id=document_id, name=name))
        for document_id, name in ((both, "Anna Sample"), (document_of(SECRET), "Zofia Kanarkova"))
    )
    record_decision(filled, SamePerson(person_id=anna, subjects=subjects), ALICE)
    seal(filled)
    assert MentionRow.objects.filter(document_id=both, name="Anna Sample", person_id=anna).exists()


def test_what_came_in_between_waits_for_a_second_person(filled):
    person_id = person_named("Zofia Kanarkova")
    acts.seal_target(filled, "person", person_id, ALICE)
    take_in(filled, BOTH)
    done = acts.seal_target(filled, "person", person_id, BOB)
    assert done.sealed.waiting > 0
    assert "Kanarkova" in traces(filled.path)
    acts.seal_target(filled, "document", document_of(BOTH), ALICE)
    assert traces(filled.path) - {"2021-03-04 near"} == set()


def test_a_reason_that_names_the_sealed_is_refused(filled):
    with pytest.raises(RefusedError, match="reason"):
        acts.seal_target(filled, "document", document_of(SECRET), ALICE, why="Zofia Kanarkova asked for it")


def test_a_claim_cannot_go_without_its_report(filled):
    claim_id = ClaimRow.objects.filter(document_id=document_of(SECRET)).first().claim_id
    with pytest.raises(InputError, match="seal the report"):
        acts.seal_target(filled, "claim", claim_id, ALICE)


def test_a_seal_stopped_before_its_traces_are_gone_is_finished_at_the_next_opening(filled, monkeypatch):
    from habeas.store import cleansing

    acts.seal_target(filled, "document", document_of(SECRET), ALICE)
    target = document_of(SECRET)

    def stop(_folder):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(cleansing, "remove_traces", stop)
        with pytest.raises(KeyboardInterrupt):
            acts.seal_target(filled, "document", target, BOB)
    casebook_module.close_casebook()
    casebook_module.open_casebook(filled.path)
    assert traces(filled.path) == set()
    assert Tombstone.objects.filter(target=hash_bytes(SECRET.encode()), kind="file").exists()


def test_a_seal_of_an_encrypted_casebook_takes_original_and_words(tmp_path, database):
    from habeas.store.originals import list_originals, use_keyring

    safe = casebook_module.open_casebook(tmp_path / "safe", create=True, passphrase="five invented words stand here")
    taken = take_in(safe, SECRET)
    assert len(list(list_originals(safe.path))) == 1
    seal(safe, target=taken.document_id)
    assert list(list_originals(safe.path)) == []
    assert not RecordBody.objects.filter(record__record_id=taken.document_id).exists()
    assert verify_casebook(safe.path).problems == ()
    casebook_module.close_casebook()
    use_keyring(safe.path, None)


def encrypted_copy(casebook, folder):
    """An encrypted copy of the open casebook, shut; the open one is closed."""
    from habeas.store.encrypting import encrypt_casebook
    from habeas.store.originals import use_keyring

    encrypt_casebook(casebook, folder, PHRASE)
    casebook_module.close_casebook()
    use_keyring(folder, None)
    return folder


def test_an_older_encrypted_copy_brings_nothing_back_into_the_sealed_plain_one(filled, tmp_path, monkeypatch):
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    copy = encrypted_copy(filled, tmp_path / "older")
    casebook_module.open_casebook(filled.path)
    seal(filled)
    assert merge_casebook(filled, copy, ALICE, passphrase=PHRASE).problems
    assert traces(filled.path) == traces(tmp_path / "scratch") == set()
    assert indexed("quuxmill") == indexed("zofia") == []


def test_the_sealed_encrypted_one_seals_an_older_plain_copy(filled, tmp_path):
    from habeas.store.originals import use_keyring

    target = document_of(SECRET)
    copy = encrypted_copy(filled, tmp_path / "safe")
    safe = casebook_module.open_casebook(copy, passphrase=PHRASE)
    seal(safe, target=target)
    casebook_module.close_casebook()
    use_keyring(copy, None)
    plain = casebook_module.open_casebook(filled.path)
    assert traces(plain.path)
    merge_casebook(plain, copy, ALICE, passphrase=PHRASE)
    assert traces(plain.path) == set()
    assert indexed("quuxmill") == indexed("zofia") == []
    with pytest.raises(RefusedError, match="sealed"):
        take_in(plain, SECRET)


def test_bundles_exports_and_encrypted_backups_made_after_hold_nothing_of_it(filled, tmp_path, monkeypatch):
    from habeas.store.backup import restore_casebook

    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    seal(filled)
    backup_casebook(filled.path, tmp_path / "backup.habeas", passphrase=PHRASE)
    restore_casebook(tmp_path / "backup.habeas", tmp_path / "restored", PHRASE)
    assert traces(tmp_path / "restored") == traces(tmp_path / "scratch") == set()
    encrypted_copy(filled, tmp_path / "safe")
    assert traces(tmp_path / "safe") == traces(tmp_path / "scratch") == set()


def test_nothing_of_what_was_sealed_stays_in_memory(filled):
    from habeas.publishing.audience import Audience
    from habeas.safety import names, opened, outlook

    for level in (2, 3):
        outlook.outlook_for(filled.casebook_id, Audience(level, "2026-11-22")).documents  # noqa: B018
    assert names.voices_heard() is not None
    seal(filled)
    assert (outlook._known, opened._kept, names._known) == ({}, {}, {})


def test_what_is_half_written_goes_with_a_seal(filled):
    fields = {"text": SECRET}
    Draft.objects.create(who=ALICE, name="note", fields=fields, kept_at="2023-01-01T00:00:00Z")
    seal(filled)
    assert not Draft.objects.exists()
    assert traces(filled.path) == set()
