"""Opening a casebook: what it is, what it refuses, and that the disk keeps what was acknowledged."""

import os
import stat
import threading

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from store.making import NOW, add, document

from habeas.model import encode_record
from habeas.model.errors import CasebookError, LockedCasebookError, NewerCasebookError
from habeas.store.append import append_records
from habeas.store.casebook import close_casebook, open_casebook, private_key
from habeas.store.models import RecordId
from habeas.store.transactions import plain_errors, write_transaction


def pragma(name):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def test_a_new_casebook_is_private_and_stays_out_of_version_control(tmp_path, database):
    casebook = open_casebook(tmp_path / "new" / "casebook", create=True)
    assert (casebook.path / ".gitignore").read_text() == "*\n"
    assert len(casebook.casebook_id) == 64
    if os.name != "nt":
        assert stat.S_IMODE(casebook.path.stat().st_mode) == 0o700
    assert open_casebook(casebook.path) == casebook


def test_what_was_committed_survives_a_power_cut(casebook):
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("secure_delete") == 1


def test_each_casebook_has_its_own_key(tmp_path, database):
    one = open_casebook(tmp_path / "one", create=True)
    key = private_key()
    other = open_casebook(tmp_path / "other", create=True)
    assert one.casebook_id != other.casebook_id
    assert private_key() != key
    open_casebook(one.path)
    assert private_key() == key


def test_opening_another_casebook_leaves_the_first_alone(tmp_path, casebook):
    add(document())
    open_casebook(tmp_path / "other", create=True)
    assert RecordId.objects.count() == 0
    open_casebook(casebook.path)
    assert RecordId.objects.count() == 1


def test_no_casebook_is_made_unasked(tmp_path, database):
    with pytest.raises(CasebookError, match=r"there is no casebook in .*take-in"):
        open_casebook(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path, database):
    (tmp_path / "letter.txt").write_text("private")
    with pytest.raises(CasebookError, match="not empty"):
        open_casebook(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_casebook_of_a_newer_habeas_is_refused_and_left_as_it_is(casebook):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_future', '2030-01-01')"
        )
    with pytest.raises(NewerCasebookError, match=r"newer habeas \(9999_future\)"):
        open_casebook(casebook.path)


def test_a_casebook_of_an_older_habeas_is_brought_up_to_date_with_its_records(casebook):
    from django.core.management import call_command

    add(document())
    call_command("migrate", "store", "0002", verbosity=0)
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM store_search_documents")
    open_casebook(casebook.path)
    assert RecordId.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM store_search_documents")
        assert cursor.fetchone() == (0,)


def test_a_damaged_database_is_named(casebook):
    close_casebook()
    (casebook.path / "casebook.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(LockedCasebookError, match="is damaged, or encrypted"):
        open_casebook(casebook.path)


def test_a_cut_database_is_named(casebook):
    close_casebook()
    path = casebook.path / "casebook.sqlite3"
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(CasebookError, match="damaged"):
        open_casebook(casebook.path)


def test_a_busy_casebook_says_so(casebook, django_db_blocker):
    holding, done = threading.Event(), threading.Event()

    def hold():
        with django_db_blocker.unblock(), transaction.atomic():
            holding.set()
            done.wait(10)
        connection.close()

    thread = threading.Thread(target=hold)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    thread.start()
    holding.wait(10)
    try:
        with pytest.raises(CasebookError, match="busy: another habeas is writing"):
            append_records([encode_record(document())], added_at=NOW)
        assert RecordId.objects.count() == 0  # reading goes on meanwhile
    finally:
        done.set()
        thread.join()
    add(document())


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (DatabaseError("database or disk is full"), "no room is left"),
        (OSError(28, "No space left on device"), "no room is left"),
        (OSError(13, "Permission denied", "x.part"), "x.part cannot be written"),
        (DatabaseError("attempt to write a readonly database"), "cannot be written to"),
    ],
)
def test_what_the_disk_says_is_told_in_one_plain_line(error, message):
    with pytest.raises(CasebookError, match=message) as caught, plain_errors():
        raise error
    assert "\n" not in str(caught.value)


def test_a_full_disk_changes_nothing(casebook):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(CasebookError, match="no room is left"):
        add(document("long " * 100_000))
    assert RecordId.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1000000")
    add(document())


def test_a_transaction_that_is_broken_off_leaves_nothing(casebook):
    def stopped_in_the_middle():
        with write_transaction():
            add(document())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped_in_the_middle()
    assert RecordId.objects.count() == 0
