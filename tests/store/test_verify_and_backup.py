"""Verify names what disagrees; a backup of a live casebook comes back whole or not at all."""

import io
import tarfile

import pytest
from django.db import connection
from store.making import TEXT, add, decide, detention, document, extraction

from habeas.model import Accept, record_id
from habeas.model.errors import CasebookError, InputError
from habeas.store.backup import backup_casebook, restore_casebook
from habeas.store.casebook import open_casebook
from habeas.store.originals import keep_original, original_path, remove_original, sweep_parts
from habeas.store.reads import each_body
from habeas.store.verify import verify_casebook


@pytest.fixture
def filled(casebook):
    """A report with its original, one claim and one decision."""
    keep_original(casebook.path, TEXT.encode())
    found = document()
    claim = detention(found)
    add(found, claim, extraction(found, claim), decide(Accept(claim_id=record_id(claim))))
    return casebook


def go_round_the_triggers(table, statement, *parameters):
    with connection.cursor() as cursor:
        for verb in ("update", "delete", "replace"):
            cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
        cursor.execute(statement, parameters)


def messages(casebook):
    return [(problem.where, problem.message) for problem in verify_casebook(casebook.path).problems]


def test_a_sound_casebook_is_clean(filled):
    seen = []
    result = verify_casebook(filled.path, seen.append)
    assert result.problems == ()
    assert (result.records, result.files, result.waiting, result.sealed) == (4, 1, 0, 0)
    assert seen[-1] == 5


def test_one_changed_byte_of_a_record_is_named(filled):
    raw = dict(each_body())[record_id(document())]
    go_round_the_triggers(
        "store_recordbody", "UPDATE store_recordbody SET raw = %s WHERE sequence = 1", raw.replace(b"March", b"Marsh")
    )
    problems = verify_casebook(filled.path).problems
    assert any(
        problem.record_id == record_id(document()) and "bytes have changed" in problem.message for problem in problems
    )
    assert any("trigger store_recordbody_no_update" in problem.message for problem in problems)


def test_bytes_that_are_no_record_any_more_are_named(filled):
    go_round_the_triggers("store_recordbody", "UPDATE store_recordbody SET raw = %s WHERE sequence = 2", b"\x00")
    assert any(message.startswith("its bytes have changed: not a record") for _, message in messages(filled))


def test_a_body_that_is_gone_is_named(filled):
    go_round_the_triggers("store_recordbody", "DELETE FROM store_recordbody WHERE sequence = 3")
    assert ("records", "its bytes are gone, and no seal took them") in messages(filled)


def test_an_index_that_disagrees_is_named(filled):
    go_round_the_triggers("store_recordlink", "UPDATE store_recordlink SET target = 'x' WHERE sequence = 2")
    assert ("records", "its index does not agree with it") in messages(filled)


def test_a_changed_and_a_lost_original_are_named(filled):
    path = original_path(filled.path, document().file_sha256)
    path.write_bytes(b"other")
    assert ("files", f"the original {path.name[:12]}: its bytes have changed") in messages(filled)
    path.unlink()
    assert ("files", f"the original {path.name[:12]} is gone") in messages(filled)


def test_an_original_that_no_record_names_yet_is_harmless(filled):
    keep_original(filled.path, b"an interrupted take-in")
    result = verify_casebook(filled.path)
    assert (result.waiting, result.problems) == (1, ())


def test_an_original_is_kept_once_and_whole(filled, monkeypatch):
    def fail(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        keep_original(filled.path, b"a second report")
    monkeypatch.undo()
    assert verify_casebook(filled.path).waiting == 0
    assert not list(filled.path.glob("originals/*/.*"))
    assert keep_original(filled.path, TEXT.encode()) == document().file_sha256


def test_half_written_files_of_a_killed_take_in_are_swept(filled, monkeypatch):
    part = original_path(filled.path, document().file_sha256).parent / f".{'0' * 64}.abcd.part"
    part.write_bytes(b"half")
    assert sweep_parts(filled.path) == 0
    monkeypatch.setattr("habeas.store.originals._STALE_SECONDS", -1)
    assert sweep_parts(filled.path) == 1
    assert not part.exists()


def test_a_sealed_original_is_gone(filled):
    path = original_path(filled.path, document().file_sha256)
    remove_original(filled.path, document().file_sha256)
    assert not path.exists()


def test_a_backup_comes_back_the_same(filled, tmp_path):
    before = dict(each_body())
    result = backup_casebook(filled.path, tmp_path / "kept" / "casebook.tar")
    assert result.files == 2
    restored = restore_casebook(result.path, tmp_path / "again")
    assert restored.files == 2
    casebook = open_casebook(tmp_path / "again")
    assert casebook.casebook_id == filled.casebook_id
    assert dict(each_body()) == before
    assert verify_casebook(casebook.path).problems == ()
    assert (casebook.path / ".gitignore").read_text() == "*\n"


def test_a_backup_never_writes_over_a_file(filled, tmp_path):
    (tmp_path / "kept.tar").write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        backup_casebook(filled.path, tmp_path / "kept.tar")
    with pytest.raises(InputError, match="not empty"):
        restore_casebook(tmp_path / "kept.tar", filled.path)
    assert (tmp_path / "kept.tar").read_text() == "mine"


def test_a_damaged_backup_makes_no_casebook(filled, tmp_path):
    whole = backup_casebook(filled.path, tmp_path / "kept.tar").path.read_bytes()
    target = tmp_path / "again"
    at = whole.index(b"SQLite format 3") + 5000
    for damaged in (
        whole[: len(whole) // 2],
        whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :],
        b"not a tar at all",
    ):
        (tmp_path / "damaged.tar").write_bytes(damaged)
        with pytest.raises(CasebookError, match=r"damaged|cut short"):
            restore_casebook(tmp_path / "damaged.tar", target)
        assert not target.exists()
    assert not list(tmp_path.glob(".habeas-*"))


@pytest.mark.parametrize(
    "name", ["../escape", "/escape", "originals/../../escape", "other.txt", "originals/zz/" + "a" * 64]
)
def test_an_archive_cannot_write_outside_the_folder(tmp_path, name):
    with tarfile.open(tmp_path / "evil.tar", "w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = 1
        archive.addfile(entry, io.BytesIO(b"x"))
    with pytest.raises(InputError, match="not a backup of habeas"):
        restore_casebook(tmp_path / "evil.tar", tmp_path / "again")
    assert not (tmp_path / "escape").exists()
    assert not (tmp_path / "again").exists()
