"""The same on PostgreSQL: the tests of the door, search, take-in, decisions and rebuild, run on a private server."""

import os
import secrets
import sys

import pytest
from django.db import DatabaseError, connection, connections, transaction
from store import making
from store.postgres_server import MISSING, PostgresServer, find_binaries

# The parity suite: the tests themselves, on the fixture `casebook` of this file.
from store.test_append import *  # noqa: F403
from store.test_search import *  # noqa: F403
from workflow.stubs import take_in
from workflow.test_decisions import *  # noqa: F403
from workflow.test_over_all_cases import reviewed, test_held_on_a_day_is_as_the_registry_has_it  # noqa: F401
from workflow.test_rebuild import (  # noqa: F401
    a_step,
    filled,
    test_a_chain_of_joins_is_disputed_as_a_whole,
    test_a_check_changes_nothing_and_names_what_differs,
    test_joined_persons_take_all_their_mentions_along,
)

from habeas import workflow
from habeas.model import MentionReference, SamePerson, Subject, hash_bytes, record_id
from habeas.model.errors import CasebookError, LockedCasebookError, RefusedError
from habeas.safety import acts
from habeas.settings import Settings, database_options
from habeas.store import cleansing
from habeas.store.backup import backup_casebook
from habeas.store.casebook import close_casebook, open_casebook
from habeas.store.encrypting import encrypt_originals
from habeas.store.models import RecordBody, RecordId, Tombstone
from habeas.store.originals import read_original, use_keyring
from habeas.store.search import search_documents
from habeas.store.verify import verify_casebook

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="session")
def server():
    binaries = find_binaries()
    if binaries is None:
        sys.stderr.write(MISSING + "\n")
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    running = PostgresServer(binaries)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def template(server, tmp_path_factory, django_db_blocker):
    """A database with the tables of an empty casebook, to be copied."""
    server.sql("CREATE DATABASE template_casebook")
    with django_db_blocker.unblock(), OnPostgres(server.url("template_casebook")):
        open_casebook(tmp_path_factory.mktemp("template") / "casebook", create=True)
    return "template_casebook"


class OnPostgres:
    """Django's connection, pointed at a PostgreSQL database for a while."""

    def __init__(self, url):
        self.options = database_options(Settings(database_url=url))

    def __enter__(self):
        close_casebook()
        self.before = connections.settings["default"]
        connections.settings["default"] = {**self.before, "USER": "", "PASSWORD": "", **self.options}
        del connections["default"]

    def __exit__(self, *_):
        close_casebook()
        connections.settings["default"] = self.before
        del connections["default"]


@pytest.fixture
def casebook(server, template, tmp_path, django_db_blocker):
    """An open, empty casebook on PostgreSQL, of this test's own."""
    name = f"casebook_{secrets.token_hex(6)}"
    server.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    with django_db_blocker.unblock(), OnPostgres(server.url(name)):
        yield open_casebook(tmp_path / "casebook", create=True)
    server.sql(f"DROP DATABASE {name}")


def run(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def test_the_database_is_postgresql(casebook):
    assert connection.vendor == "postgresql"


def test_step_by_step_equals_all_at_once(casebook):
    for number, kind in enumerate(
        ("take_in", "open", "accept", "take_in", "join", "describe", "undo", "accept", "part")
    ):
        a_step(casebook, kind, number, "a" * 32)
    assert workflow.rebuild(check=True).differences == ()


def test_records_are_neither_updated_deleted_replaced_nor_truncated(casebook):
    making.add(making.document())
    for statement in (
        "UPDATE store_recordbody SET raw = 'x'",
        "UPDATE store_recordid SET tag = 'claim.1'",
        "UPDATE store_recordlink SET target = 'x'",
        "DELETE FROM store_recordbody",
        "DELETE FROM store_recordid",
        "TRUNCATE store_recordbody",
        "TRUNCATE store_recordid CASCADE",
        "INSERT INTO store_recordbody (sequence, raw) VALUES (1, 'x') ON CONFLICT (sequence) DO UPDATE SET raw = 'x'",
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            run(statement)
    assert RecordBody.objects.count() == 1


def test_a_body_goes_only_by_two_live_seals_of_different_people(casebook):
    target = record_id(making.document())
    making.add(making.document())
    statement = "DELETE FROM store_recordbody WHERE sequence = 1"
    first = making.seal("a" * 32, target)
    making.add(first)
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)
    second = making.seal("b" * 32, target)
    making.add(second)
    making.add(making.seal("b" * 32, target, supersedes=(record_id(second),)))
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)
    making.add(making.decide(second.body, "b" * 32, why="after all"))
    assert run(statement) == 1
    assert RecordId.objects.filter(record_id=target).exists()


def test_a_buried_body_stays_away(casebook):
    target = record_id(making.document())
    Tombstone.objects.create(target=target, kind="record", added_at=making.NOW)
    run(
        "INSERT INTO store_recordid (sequence, record_id, tag, added_at) VALUES (1, %s, 'document.1', %s)",
        target,
        making.NOW,
    )
    with pytest.raises(DatabaseError, match="sealed record stays away"):
        run("INSERT INTO store_recordbody (sequence, raw) VALUES (1, 'x')")


SECRET = "Zofia Kanarkova was arrested on 2021-03-04 near the Quuxmill bridge, her cousin said."
OTHER = "Anna Sample was arrested on 2021-05-06. She knows nobody of that bridge."
PHRASE = "five invented words stand here"
CANARIES = ("Zofia", "Kanarkova", "Quuxmill")


def in_data_files(server):
    """Canaries in what the server keeps, but for its write-ahead log, which is its operator's to clean."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    content = b"\0".join(
        path.read_bytes()
        for path in (server.data / "base").rglob("*")
        if path.is_file() and "template" not in path.name
    )
    return {one for one in CANARIES for form in (one, one.casefold(), one.upper()) if form.encode() in content}


def test_a_seal_by_two_people_leaves_nothing_in_the_data_files(server, casebook):
    taken = {text: take_in(casebook, text, title=text.split(" was")[0]) for text in (SECRET, OTHER)}
    document_id = taken[SECRET].document_id
    person = workflow.open_person("a" * 32)
    subject = Subject(mention=MentionReference(document_id=document_id, name="Zofia Kanarkova"))
    join = SamePerson(person_id=person.person_id, subjects=(subject,))
    workflow.record_decision(casebook, join, "a" * 32, also=[person])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the planner now remembers names
    assert in_data_files(server) == set(CANARIES)
    assert acts.seal_target(casebook, "document", document_id, "a" * 32).sealed is None
    assert "Quuxmill" in in_data_files(server)
    done = acts.seal_target(casebook, "document", document_id, "b" * 32)
    assert done.sealed.files == 1
    assert in_data_files(server) == set()
    assert not search_documents("Quuxmill")
    assert search_documents("bridge")
    assert not [path for path in casebook.path.rglob("*") if path.is_file() and b"Kanarkova" in path.read_bytes()]
    result = verify_casebook(casebook.path)
    assert result.problems == ()
    assert result.sealed == done.sealed.records
    with pytest.raises(RefusedError, match="sealed"):
        take_in(casebook, SECRET)
    assert workflow.rebuild(check=True).differences == ()


def test_a_seal_whose_traces_were_left_is_finished_at_the_next_opening(server, casebook, monkeypatch):
    document_id = take_in(casebook, SECRET).document_id
    acts.seal_target(casebook, "document", document_id, "a" * 32)

    def stop(_folder):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(cleansing, "remove_traces", stop)
        with pytest.raises(KeyboardInterrupt):
            acts.seal_target(casebook, "document", document_id, "b" * 32)
    assert "Quuxmill" in in_data_files(server)
    open_casebook(casebook.path)
    assert in_data_files(server) == set()


def test_originals_are_encrypted_where_they_are_and_again_where_it_was_stopped(casebook, monkeypatch):
    taken = take_in(casebook, SECRET)
    take_in(casebook, OTHER)
    with monkeypatch.context() as patch:
        patch.setattr("habeas.store.encrypting._overwrite", lambda _path: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            encrypt_originals(casebook, PHRASE)
    assert encrypt_originals(casebook, PHRASE) == 2
    content = b"".join(path.read_bytes() for path in casebook.path.rglob("*") if path.is_file())
    assert not any(one.encode() in content for one in (*CANARIES, "Anna Sample"))
    assert len(list((casebook.path / "originals").glob("*/*"))) == 2
    use_keyring(casebook.path, None)
    with pytest.raises(LockedCasebookError):
        open_casebook(casebook.path)
    with pytest.raises(LockedCasebookError):
        encrypt_originals(casebook, "six words that were never said")
    open_casebook(casebook.path, passphrase=PHRASE)
    assert verify_casebook(casebook.path).problems == ()
    assert read_original(casebook.path, hash_bytes(SECRET.encode())) == SECRET.encode()
    acts.seal_target(casebook, "document", taken.document_id, "a" * 32)
    acts.seal_target(casebook, "document", taken.document_id, "b" * 32)
    assert len(list((casebook.path / "originals").glob("*/*"))) == 1
    use_keyring(casebook.path, None)


def test_an_outsider_sees_what_is_open_and_nothing_else(casebook):
    from safety.test_outlook import ANNA, fill, seen_in

    fill(casebook, withheld=True)
    views = seen_in(casebook, 2)
    assert set(views["cases"]) == {ANNA.person_id}
    assert views["events"]
    assert not any(words in repr(views) for words in ("Othertown", "Boris", "rejected", "The Other Council"))
    acts.hide_person(casebook, ANNA.person_id, "a" * 32)
    assert seen_in(casebook, 2)["cases"] == {}


def test_a_backup_names_the_tools_that_make_it(casebook, tmp_path):
    with pytest.raises(CasebookError, match="pg_dump") as refusal:
        backup_casebook(casebook.path, tmp_path / "kept.tar")
    assert "\n" not in str(refusal.value)
    assert not list(tmp_path.glob("kept*"))


def test_verify_finds_the_triggers(casebook):
    making.add(making.document())
    assert [problem.message for problem in verify_casebook(casebook.path).problems] == [
        f"the original {making.document().file_sha256[:12]} is gone"
    ]
    run("ALTER TABLE store_recordbody DISABLE TRIGGER store_recordbody_no_update")
    assert any("no_update" in problem.message for problem in verify_casebook(casebook.path).problems)


def test_measures_releases_and_positions_are_the_rows_that_everything_gives(casebook):
    from workflow import test_politics

    for text in test_politics.TEXTS:
        take_in(casebook, text, published="2022-06-01", outlet="P")
    test_politics.accept(casebook)
    positions, precedents = test_politics.from_rows()
    assert positions
    assert precedents
    assert (positions, precedents) == test_politics.everything(casebook)
    assert workflow.rebuild(check=True).differences == ()
    assert workflow.rebuild().differences == ()
    assert (positions, precedents) == test_politics.from_rows()
