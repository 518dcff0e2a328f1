"""Backups and bundles under a passphrase of their own, and merges from what is encrypted."""

import shutil
import tempfile

import pytest

from habeas.model import Metadata
from habeas.model.errors import CasebookError, InputError, LockedCasebookError
from habeas.store import casebook as casebook_module
from habeas.store.backup import backup_casebook, restore_casebook
from habeas.store.encrypting import encrypt_casebook
from habeas.store.encryption import is_encrypted, is_encrypted_file
from habeas.store.models import CasebookFact
from habeas.store.originals import use_keyring
from habeas.store.reads import each_body
from habeas.store.search import search_documents
from habeas.store.verify import verify_casebook
from habeas.workflow import Source, merge_casebook, take_in_text

PHRASE, OTHER_PHRASE = "five invented words stand here", "six other words for another day"
SECRETS = ("Kanarsk", "Testmannova", "Invented Courier")
REPORT = "Testmannova was arrested in Kanarsk on 12 January 2023, the Invented Courier reported."
SOURCE = Source("c" * 32, Metadata(title="Of Testmannova", outlet="Invented Courier", language="en"))


@pytest.fixture
def filled(casebook):
    take_in_text(casebook, REPORT, SOURCE, retrieved_at="2026-11-22T09:30:00Z")
    return casebook


def shut(folder):
    casebook_module.close_casebook()
    use_keyring(folder, None)


def found_in(*paths):
    files = [one for path in paths for one in ([path] if path.is_file() else sorted(path.rglob("*"))) if one.is_file()]
    content = b"\0".join(one.read_bytes() for one in files)
    found = {secret for secret in SECRETS for coding in ("utf-8", "utf-16-le") if secret.encode(coding) in content}
    return found | ({"SQLite"} if b"SQLite format 3" in content else set())


@pytest.fixture
def kept(filled, tmp_path):
    return backup_casebook(filled.path, tmp_path / "disk" / "kept.habeas", passphrase=PHRASE).path


def test_a_plain_backup_would_show_the_names_so_that_the_search_can_fail(filled, tmp_path):
    assert found_in(backup_casebook(filled.path, tmp_path / "kept.tar").path) >= {*SECRETS, "SQLite"}


def test_an_encrypted_backup_shows_nothing_and_comes_back_the_same(filled, kept, tmp_path):
    assert is_encrypted_file(kept)
    assert found_in(kept.parent) == set()
    assert sorted(kept.parent.iterdir()) == [kept]
    assert not list(filled.path.glob(".habeas-*"))
    before = dict(each_body())
    restored = restore_casebook(kept, tmp_path / "again", PHRASE)
    assert restored.files == 2
    again = casebook_module.open_casebook(tmp_path / "again")
    assert again.casebook_id == filled.casebook_id
    assert dict(each_body()) == before
    assert verify_casebook(again.path).problems == ()
    assert not is_encrypted(again.path)


def test_no_plain_copy_stands_beside_an_encrypted_backup_while_it_is_written(filled, tmp_path):
    seen = set()
    (tmp_path / "disk").mkdir()
    look = lambda _: seen.update(found_in(tmp_path / "disk"))  # noqa: E731
    backup_casebook(filled.path, tmp_path / "disk" / "kept.habeas", look, passphrase=PHRASE)
    assert seen == set()


@pytest.mark.parametrize("phrase", ["", "six words that were never said"])
def test_without_its_passphrase_a_backup_stays_shut(kept, tmp_path, phrase):
    with pytest.raises(LockedCasebookError, match="passphrase") as refusal:
        restore_casebook(kept, tmp_path / "again", phrase)
    assert "\n" not in str(refusal.value)
    assert not (tmp_path / "again").exists()
    assert restore_casebook(kept, tmp_path / "again", PHRASE).files == 2


@pytest.mark.parametrize(
    "harm", ["head", "keyring", "age", "middle", "end", "half", "last byte", "nothing but its head"]
)
def test_a_damaged_backup_is_one_plain_line_and_makes_nothing(kept, tmp_path, harm):
    whole = kept.read_bytes()
    age = whole.index(b"age-encryption.org")
    at = {"head": 3, "keyring": 60, "age": age + 40, "middle": len(whole) // 2, "end": len(whole) - 3}.get(harm)
    cut = {"half": len(whole) // 2, "last byte": len(whole) - 1, "nothing but its head": 30}.get(harm, len(whole))
    changed = bytearray(whole[:cut])
    if at is not None:
        changed[at] ^= 1
    damaged = tmp_path / "damaged.habeas"
    damaged.write_bytes(bytes(changed))
    with pytest.raises(CasebookError, match=r"damaged|wrong passphrase|not a backup") as refusal:
        restore_casebook(damaged, tmp_path / "again", PHRASE)
    assert "\n" not in str(refusal.value)
    assert not (tmp_path / "again").exists()
    assert not list(tmp_path.glob(".habeas-*"))


def test_a_short_passphrase_leaves_no_file(filled, tmp_path):
    with pytest.raises(CasebookError, match="12 characters"):
        backup_casebook(filled.path, tmp_path / "kept.habeas", passphrase="short")
    assert not list(tmp_path.glob("kept*"))


def test_a_full_disk_leaves_no_half_of_an_encrypted_backup(filled, tmp_path, monkeypatch):
    def fail(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(CasebookError, match="no room"):
        backup_casebook(filled.path, tmp_path / "kept.habeas", passphrase=PHRASE)
    assert not list(tmp_path.glob("kept*"))


def test_an_encrypted_casebook_needs_no_second_passphrase(filled, tmp_path):
    encrypt_casebook(filled, tmp_path / "safe", PHRASE)
    shut(filled.path)
    safe = casebook_module.open_casebook(tmp_path / "safe", passphrase=PHRASE)
    with pytest.raises(InputError, match="its own passphrase"):
        backup_casebook(safe.path, tmp_path / "kept.habeas", passphrase=OTHER_PHRASE)
    shut(safe.path)


def encrypted_other(filled, tmp_path):
    """An encrypted copy of a casebook that holds the report, shut; and an empty plain casebook, open."""
    encrypt_casebook(filled, tmp_path / "other", PHRASE)
    shut(filled.path)
    use_keyring(tmp_path / "other", None)
    shutil.rmtree(filled.path)
    ours = casebook_module.open_casebook(tmp_path / "ours", create=True)
    CasebookFact.objects.filter(name="nothing").delete()
    return ours, tmp_path / "other"


def test_an_encrypted_casebook_is_merged_with_its_passphrase(filled, tmp_path):
    ours, other = encrypted_other(filled, tmp_path)
    before = {path: path.read_bytes() for path in other.rglob("*") if path.is_file()}
    merged = merge_casebook(ours, other, "a" * 32, passphrase=PHRASE)
    assert len(merged.document_ids) == 1
    assert merged.problems == ()
    assert verify_casebook(ours.path).problems == ()
    assert search_documents("Kanarsk")
    assert {path: before[path] for path in before if path.read_bytes() != before[path]} == {}
    assert not [path for path in other.rglob("*") if path.is_file() and path not in before]


@pytest.mark.parametrize("phrase", ["", "six words that were never said"])
def test_without_its_passphrase_nothing_is_merged(filled, tmp_path, phrase):
    ours, other = encrypted_other(filled, tmp_path)
    with pytest.raises(LockedCasebookError) as refusal:
        merge_casebook(ours, other, "a" * 32, passphrase=phrase)
    assert "\n" not in str(refusal.value)
    assert dict(each_body()) == {}
    assert len(merge_casebook(ours, other, "a" * 32, passphrase=PHRASE).document_ids) == 1


def test_a_flipped_bit_in_what_is_merged_is_one_plain_line(filled, tmp_path):
    ours, other = encrypted_other(filled, tmp_path)
    database = other / casebook_module.SQLITE_FILE
    content = bytearray(database.read_bytes())
    content[50] ^= 1
    database.write_bytes(bytes(content))
    with pytest.raises(CasebookError) as refusal:
        merge_casebook(ours, other, "a" * 32, passphrase=PHRASE)
    assert "\n" not in str(refusal.value)
    assert dict(each_body()) == {}


def test_a_plain_casebook_is_merged_into_an_encrypted_one_and_shows_nothing(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    casebook_module.close_casebook()
    safe = casebook_module.open_casebook(tmp_path / "safe", create=True, passphrase=PHRASE)
    assert len(merge_casebook(safe, filled.path, "a" * 32).document_ids) == 1
    assert verify_casebook(safe.path).problems == ()
    shut(safe.path)
    assert found_in(safe.path, tmp_path / "scratch") == set()
