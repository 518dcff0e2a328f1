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
from workflow.test_decisions import *  # noqa: F403
from workflow.test_rebuild import a_step, filled, test_a_check_changes_nothing_and_names_what_differs  # noqa: F401

from habeas import workflow
from habeas.model import record_id
from habeas.settings import Settings, database_options
from habeas.store.casebook import close_casebook, open_casebook
from habeas.store.models import RecordBody, RecordId, Tombstone
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


def test_verify_finds_the_triggers(casebook):
    making.add(making.document())
    assert [problem.message for problem in verify_casebook(casebook.path).problems] == [
        f"the original {making.document().file_sha256[:12]} is gone"
    ]
    run("ALTER TABLE store_recordbody DISABLE TRIGGER store_recordbody_no_update")
    assert any("no_update" in problem.message for problem in verify_casebook(casebook.path).problems)
