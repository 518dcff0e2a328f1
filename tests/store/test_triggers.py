"""Append-only, held by the database: whoever goes round our code meets the triggers."""

import pytest
from django.db import DatabaseError, connection, transaction
from store.making import ALICE, BOB, NOW, add, decide, document, seal

from habeas.model import encode_record, record_id
from habeas.store.append import append_records
from habeas.store.models import RecordBody, RecordId, Tombstone
from habeas.store.reads import read_bodies


def run(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def refuse_everything():
    for statement in (
        "UPDATE store_recordbody SET raw = 'x'",
        "UPDATE store_recordid SET tag = 'claim.1'",
        "UPDATE store_recordlink SET target = 'x'",
        "DELETE FROM store_recordbody",
        "DELETE FROM store_recordlink",
        "DELETE FROM store_recordid",
    ):
        with pytest.raises(DatabaseError, match="append-only"):
            run(statement)


def test_records_are_neither_updated_nor_deleted(casebook):
    add(document())
    refuse_everything()
    assert RecordBody.objects.count() == 1


def test_records_are_not_replaced(casebook):
    add(document())
    body = RecordBody.objects.get()
    for statement in (
        "INSERT OR REPLACE INTO store_recordbody (sequence, raw) VALUES (%s, 'x')",
        "REPLACE INTO store_recordbody (sequence, raw) VALUES (%s, 'x')",
        "INSERT INTO store_recordbody (sequence, raw) VALUES (%s, 'x') ON CONFLICT DO UPDATE SET raw = 'x'",
    ):
        with pytest.raises(DatabaseError):
            run(statement, body.pk)
    with pytest.raises(DatabaseError, match="append-only"):
        run(
            "INSERT OR REPLACE INTO store_recordid (sequence, record_id, tag, added_at) VALUES (99, %s, 'x', 'x')",
            RecordId.objects.get().record_id,
        )
    assert bytes(RecordBody.objects.get().raw) == bytes(body.raw)


def test_a_body_goes_only_by_two_live_seals_of_different_people(casebook):
    target = record_id(document())
    add(document(), document("Another report."))
    statement = "DELETE FROM store_recordbody WHERE sequence = 1"
    one = seal(ALICE, target)
    add(one)
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)
    add(decide(one.body, ALICE, why="again"))
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)
    add(seal(BOB, target))
    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM store_recordbody WHERE sequence = 2")
    assert run(statement) == 1
    assert run("DELETE FROM store_recordlink WHERE sequence = 1") == 1
    assert RecordId.objects.filter(record_id=target).exists()


def test_a_withdrawn_seal_removes_nothing(casebook):
    target = record_id(document())
    add(document())
    one, two = seal(ALICE, target), seal(BOB, target)
    add(one, two)
    add(seal(BOB, target, supersedes=(record_id(two),)))
    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM store_recordbody WHERE sequence = 1")


def test_a_seal_from_elsewhere_removes_nothing(casebook):
    target = record_id(document())
    add(document())
    add(seal(ALICE, target), seal(BOB, target, key="11" * 32))
    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM store_recordbody WHERE sequence = 1")


def test_what_was_buried_never_comes_back(casebook):
    target = record_id(document())
    Tombstone.objects.create(target=target, kind="record", added_at=NOW)
    result = append_records([encode_record(document())], added_at=NOW)
    assert not result.new_ids
    assert "sealed" in result.problems[0].message
    assert read_bodies([target]) == {}
    run("INSERT INTO store_recordid (sequence, record_id, tag, added_at) VALUES (1, %s, 'document.1', %s)", target, NOW)
    with pytest.raises(DatabaseError):
        run("INSERT INTO store_recordbody (sequence, raw) VALUES (1, 'x')")
    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM store_tombstone")
