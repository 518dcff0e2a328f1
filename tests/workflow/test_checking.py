"""`rebuild --check` names every row that differs from what the records say: lost, strange or changed, in any table."""

import pytest
from django.db import connection
from workflow.stubs import take_in
from workflow.test_rebuild import ALICE, NAMES, TEXTS, attach, opened

from habeas import workflow
from habeas.model import Accept, Hide, Subject, UnsurePersons
from habeas.store import comparing, worldwide
from habeas.store.derived import DERIVED_TABLES
from habeas.store.models import (
    ClaimRow,
    ContradictionRow,
    DecisionRow,
    DocumentRow,
    MentionRow,
    MonthRow,
    PersonRow,
    PositionRow,
    QuestionRow,
    StatusRow,
    TellingRow,
    WorldEventRow,
)

CHANGES = {
    DocumentRow: {"pending": 77},
    ClaimRow: {"state": "rejected"},
    MentionRow: {"role": "agent"},
    PersonRow: {"display_name": "Somebody else"},
    StatusRow: {"value": "sentenced"},
    ContradictionRow: {"certainty": "certain", "question": "None at all?"},
    DecisionRow: {"who": "9" * 32},
    QuestionRow: {"per_mille": 1},
    PositionRow: {"issue": "another"},
    TellingRow: {"digest": "0" * 64},
    WorldEventRow: {"start": 1},
    MonthRow: {"events": 99},
}


@pytest.fixture
def filled(casebook):
    """Reports of two people, one of whom is called by several names and was arrested on two days."""
    reports = [take_in(casebook, text, published="2022-06-01", outlet="P").document_id for text in TEXTS]
    reports.append(take_in(casebook, f"{NAMES[0]} was arrested on 2021-03-02.", outlet="Q").document_id)
    take_in(casebook, "Ales Vydumanyj was arrested on 2021-03-09.", outlet="R")
    take_in(casebook, "The Council imposed sanctions on 2022-01-01. The Council rejects the new talks.", outlet="S")
    person = opened(1)
    attach(casebook, person, *((found, NAMES[0]) for found in reports))
    for claim_id in ClaimRow.objects.values_list("claim_id", flat=True):
        workflow.record_decision(casebook, Accept(claim_id=claim_id), ALICE)
    attach(casebook, opened(2), (reports[1], NAMES[1]))
    worldwide.freshen()
    assert workflow.rebuild(check=True).differences == ()
    return casebook


def named(table):
    return [line for line in workflow.rebuild(check=True).differences if line.split()[0] == table]


def test_every_derived_table_has_a_planted_difference_here():
    assert set(CHANGES) == set(DERIVED_TABLES)


@pytest.mark.parametrize("table", CHANGES, ids=lambda table: table.__name__)
def test_a_changed_value_is_named(filled, table):
    row = table.objects.first()
    assert row is not None
    table.objects.filter(pk=row.pk).update(**CHANGES[table])
    assert named(table.__name__)


@pytest.mark.parametrize("table", CHANGES, ids=lambda table: table.__name__)
def test_a_lost_row_is_named(filled, table):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        row = table.objects.first()
        cursor.execute(f"DELETE FROM {table._meta.db_table} WHERE {table._meta.pk.column} = %s", [row.pk])
        assert named(table.__name__)


@pytest.mark.parametrize("table", CHANGES, ids=lambda table: table.__name__)
def test_a_row_of_nobody_is_named(filled, table):
    names = [field.column for field in table._meta.concrete_fields if field.name != "id"]
    owners = ("document_id", "person_id", "decision_id", "question_id", "part", "month")
    owner = next(name for name in owners if name in names)
    others = {table._meta.pk.column}
    shown = ", ".join(f"'{'f' * 64}'" if name in {owner, *others} else f'"{name}"' for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(
            f"INSERT INTO {table._meta.db_table} ({columns}) SELECT {shown} FROM {table._meta.db_table} LIMIT 1"
        )
        assert named(table.__name__)


@pytest.mark.parametrize("table", [MentionRow, StatusRow, ContradictionRow], ids=lambda table: table.__name__)
def test_a_row_that_stands_there_twice_is_named(filled, table):
    row = table.objects.first()
    row.pk = None
    row.save(force_insert=True)
    assert named(table.__name__)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store_search_forms SET folded = 'zzz' WHERE id = (SELECT min(id) FROM store_search_forms)",
        "UPDATE store_search_forms SET name = 'Zzz' WHERE id = (SELECT min(id) FROM store_search_forms)",
        "DELETE FROM store_search_forms WHERE id = (SELECT max(id) FROM store_search_forms)",
        "INSERT INTO store_search_forms (name, folded) VALUES ('Nobody', 'nobody')",
        "UPDATE store_search_sounds SET key = 'zzz' WHERE key = (SELECT min(key) FROM store_search_sounds)",
        "DELETE FROM store_search_sounds WHERE form_id = (SELECT max(id) FROM store_search_forms)",
        "INSERT INTO store_search_sounds (key, form_id) VALUES ('zzz', 999999)",
        "DELETE FROM store_search_near WHERE near = (SELECT max(near) FROM store_search_near)",
        "INSERT INTO store_search_near (near, key) VALUES ('zz', 'zzz')",
        "DELETE FROM store_search_names WHERE id = (SELECT min(id) FROM store_search_names)",
        "DELETE FROM store_search_names WHERE id = (SELECT max(id) FROM store_search_names)",
        "INSERT INTO store_search_names (form_id, person_id, document_id) VALUES (1, 'ff', '')",
        "INSERT INTO store_search_names (form_id, person_id, document_id) VALUES (1, '', 'ff')",
    ],
)
def test_a_name_that_search_finds_otherwise_is_named(filled, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert named("search_names")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store_search_documents SET words = 'other' WHERE rowid = (SELECT min(rowid) FROM store_documentrow)",
        "UPDATE store_search_documents SET words = words || ' more'",
        "DELETE FROM store_search_documents",
        "INSERT INTO store_search_documents (rowid, words, title) VALUES (999999, 'words', '')",
    ],
)
def test_words_that_search_finds_otherwise_are_named(filled, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("min(rowid)", "min(sequence)"))
    assert named("search_documents")


def test_a_check_leaves_every_row_as_it_was(filled):
    PersonRow.objects.update(display_name="Somebody else")
    before = {table: list(table.objects.order_by("pk").values_list()) for table in DERIVED_TABLES}
    assert workflow.rebuild(check=True).differences
    assert before == {table: list(table.objects.order_by("pk").values_list()) for table in DERIVED_TABLES}


def test_many_differences_are_counted_and_the_first_named(filled, monkeypatch):
    monkeypatch.setattr(comparing, "_KEPT", 5)
    MentionRow.objects.update(role="agent")
    differences = workflow.rebuild(check=True).differences
    assert len(differences) == 6
    assert differences[-1].startswith("and ")


def test_reports_and_persons_are_compared_a_few_at_a_time(filled, monkeypatch):
    monkeypatch.setattr(comparing, "_OWNERS", 2)
    monkeypatch.setattr(comparing, "_CHUNK", 2)
    assert workflow.rebuild(check=True).differences == ()
    DocumentRow.objects.filter(pk=DocumentRow.objects.last().pk).update(pending=77)
    assert len(workflow.rebuild(check=True).differences) == 1


def test_a_check_finds_what_one_step_left_undone(filled, monkeypatch):
    monkeypatch.setattr("habeas.store.derived.replace_cases", lambda *_args, **_fields: None)
    workflow.record_decision(filled, Hide(person_id=PersonRow.objects.first().person_id), ALICE)
    assert named("PersonRow")


def test_what_people_are_unsure_of_is_no_difference(filled):
    one, other = (Subject(person_id=found) for found in PersonRow.objects.values_list("person_id", flat=True)[:2])
    workflow.record_decision(filled, UnsurePersons(one=one, other=other), ALICE)
    assert workflow.rebuild(check=True).differences == ()
