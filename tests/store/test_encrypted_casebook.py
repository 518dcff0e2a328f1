"""A casebook with a passphrase: everything works as without one, and its folder shows nothing."""

import shutil

import pytest

from habeas.model import Metadata
from habeas.model.errors import CasebookError, LockedCasebookError
from habeas.store import casebook as casebook_module
from habeas.store.backup import backup_casebook, restore_casebook
from habeas.store.encrypting import encrypt_casebook
from habeas.store.originals import read_original, use_keyring
from habeas.store.search import search_documents
from habeas.store.verify import verify_casebook
from habeas.workflow import Source, take_in_text

PHRASE = "five invented words stand here"
SECRETS = ("Kanarsk", "Testmannova", "Invented Courier")
REPORT = "Testmannova was arrested in Kanarsk on 12 January 2023, the Invented Courier reported."
SOURCE = Source("c" * 32, Metadata(title="Of Testmannova", outlet="Invented Courier", language="en"))


@pytest.fixture
def encrypted(tmp_path, database):
    folder = tmp_path / "encrypted"
    opened = casebook_module.open_casebook(folder, create=True, passphrase=PHRASE)
    take_in_text(opened, REPORT, SOURCE, retrieved_at="2026-11-22T09:30:00Z")
    yield opened
    casebook_module.close_casebook()
    use_keyring(folder, None)


def shut(folder):
    casebook_module.close_casebook()
    use_keyring(folder, None)


def found_in(folder):
    content = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    found = {secret for secret in SECRETS for coding in ("utf-8", "utf-16-le") if secret.encode(coding) in content}
    return found | ({"SQLite"} if b"SQLite format 3" in content else set())


def test_it_works_as_any_other_and_its_folder_shows_nothing(encrypted):
    assert search_documents("Kanarsk")
    assert verify_casebook(encrypted.path).problems == ()
    assert found_in(encrypted.path) == set()
    shut(encrypted.path)
    assert found_in(encrypted.path) == set()


def test_an_ordinary_casebook_would_show_them_so_the_search_can_fail(casebook):
    take_in_text(casebook, REPORT, SOURCE, retrieved_at="2026-11-22T09:30:00Z")
    assert found_in(casebook.path) >= set(SECRETS)


@pytest.mark.parametrize("phrase", [None, "", "six words that were never said"])
def test_without_the_passphrase_it_stays_shut_and_whole(encrypted, phrase):
    shut(encrypted.path)
    with pytest.raises(LockedCasebookError) as refusal:
        casebook_module.open_casebook(encrypted.path, passphrase=phrase)
    assert "\n" not in str(refusal.value)
    again = casebook_module.open_casebook(encrypted.path, passphrase=PHRASE)
    assert verify_casebook(again.path).problems == ()


def test_a_backup_is_as_encrypted_and_comes_back(encrypted, tmp_path):
    archive, folder = tmp_path / "backup.tar", tmp_path / "restored"
    backup_casebook(encrypted.path, archive)
    content = archive.read_bytes()
    assert not [secret for secret in SECRETS if secret.encode() in content]
    restore_casebook(archive, folder)
    again = casebook_module.open_casebook(folder, passphrase=PHRASE)
    assert verify_casebook(folder).problems == ()
    assert again.casebook_id == encrypted.casebook_id


def test_a_flipped_bit_in_an_original_is_named_by_verify(encrypted):
    original = next((encrypted.path / "originals").glob("*/*"))
    content = bytearray(original.read_bytes())
    content[-3] ^= 1
    original.chmod(0o600)
    original.write_bytes(bytes(content))
    problems = verify_casebook(encrypted.path).problems
    assert any("cannot be decrypted" in problem.message for problem in problems)


def test_a_flipped_bit_in_the_database_is_one_plain_line(encrypted):
    shut(encrypted.path)
    database = encrypted.path / casebook_module.SQLITE_FILE
    content = bytearray(database.read_bytes())
    content[50] ^= 1
    database.write_bytes(bytes(content))
    with pytest.raises(CasebookError) as refusal:
        casebook_module.open_casebook(encrypted.path, passphrase=PHRASE)
    assert "\n" not in str(refusal.value)


def test_an_existing_casebook_is_encrypted_into_a_new_folder_with_the_same_records(casebook, tmp_path):
    taken = take_in_text(casebook, REPORT, SOURCE, retrieved_at="2026-11-22T09:30:00Z")
    target = tmp_path / "safe"
    encrypt_casebook(casebook, target, PHRASE)
    assert found_in(target) == set()
    shut(casebook.path)
    again = casebook_module.open_casebook(target, passphrase=PHRASE)
    assert again.casebook_id == casebook.casebook_id
    result = verify_casebook(target)
    assert result.problems == ()
    assert result.files == 1
    assert search_documents("Kanarsk")
    assert taken.document_id
    shut(target)


def test_a_copy_without_its_keyring_says_what_is_gone(encrypted, tmp_path):
    shut(encrypted.path)
    copy = tmp_path / "copy"
    shutil.copytree(encrypted.path, copy)
    (copy / "keyring.json").unlink()
    with pytest.raises(LockedCasebookError, match="keyring"):
        casebook_module.open_casebook(copy, passphrase=PHRASE)


def test_originals_come_back_decrypted(encrypted):
    from habeas.model import hash_bytes

    assert read_original(encrypted.path, hash_bytes(REPORT.encode())) == REPORT.encode()


def test_an_encrypted_casebook_of_an_older_habeas_is_brought_up_to_date(encrypted):
    from django.core.management import call_command
    from django.db import OperationalError, connection

    from habeas.store.deriving import needs_rebuild
    from habeas.workflow import rebuild

    call_command("migrate", "store", "0002", verbosity=0)
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM store_search_documents")
    shut(encrypted.path)
    again = casebook_module.open_casebook(encrypted.path, passphrase=PHRASE)
    assert needs_rebuild()
    rebuild()
    assert search_documents("Kanarsk")
    assert verify_casebook(again.path).problems == ()
    shut(again.path)
    assert found_in(again.path) == set()


def test_a_wrong_passphrase_brings_nothing_up_to_date(encrypted):
    from django.core.management import call_command

    call_command("migrate", "store", "0002", verbosity=0)
    shut(encrypted.path)
    before = (encrypted.path / casebook_module.SQLITE_FILE).read_bytes()
    with pytest.raises(LockedCasebookError):
        casebook_module.open_casebook(encrypted.path, passphrase="six words that were never said")
    assert (encrypted.path / casebook_module.SQLITE_FILE).read_bytes() == before


def test_a_changed_passphrase_opens_what_was_there_and_the_old_one_does_not(encrypted):
    from habeas.store.encryption import change_passphrase

    change_passphrase(encrypted.path, PHRASE, "six other words for another day")
    shut(encrypted.path)
    with pytest.raises(LockedCasebookError):
        casebook_module.open_casebook(encrypted.path, passphrase=PHRASE)
    casebook_module.open_casebook(encrypted.path, passphrase="six other words for another day")
    assert verify_casebook(encrypted.path).problems == ()


def test_an_encrypted_casebook_is_written_anew_under_new_keys_that_the_old_ones_do_not_open(encrypted, tmp_path):
    from habeas.store.encryption import FILE_NAME

    target = tmp_path / "anew"
    assert encrypt_casebook(encrypted, target, "six other words for another day") == 1
    assert found_in(target) == set()
    assert sorted(path.name for path in target.iterdir()) == [
        ".gitignore",
        "casebook.sqlite3",
        "keyring.json",
        "originals",
    ]
    shut(encrypted.path)
    use_keyring(target, None)
    stolen = tmp_path / "stolen"
    shutil.copytree(target, stolen)
    shutil.copyfile(encrypted.path / FILE_NAME, stolen / FILE_NAME)
    with pytest.raises(CasebookError):
        casebook_module.open_casebook(stolen, passphrase=PHRASE)
    shut(stolen)
    again = casebook_module.open_casebook(target, passphrase="six other words for another day")
    assert again.casebook_id == encrypted.casebook_id
    assert verify_casebook(target).problems == ()
    assert read_original(target, next(iter_hashes())) == REPORT.encode()
    shut(target)


def iter_hashes():
    from habeas.model import hash_bytes

    yield hash_bytes(REPORT.encode())
