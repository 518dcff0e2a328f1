"""A rebuild takes indexes down and makes them again; a list is answered from an index and not from every row."""

import pytest
from django.db import connection
from workflow.stubs import take_in
from workflow.test_rebuild import ALICE, NAMES, TEXTS, attach, opened

from habeas import workflow
from habeas.model import Accept
from habeas.safety.second_eyes import waiting_claims
from habeas.store.models import ClaimRow, DocumentRow, PersonRow
from habeas.store.search import search_names


@pytest.fixture
def filled(casebook):
    reports = [take_in(casebook, text).document_id for text in TEXTS]
    attach(casebook, opened(1), (reports[0], NAMES[0]))
    for claim_id in ClaimRow.objects.values_list("claim_id", flat=True)[:3]:
        workflow.record_decision(casebook, Accept(claim_id=claim_id), ALICE)
    return casebook


def schema():
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
        return cursor.fetchall()


def plan(rows):
    statement, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        return " ".join(row[3] for row in cursor.fetchall())


def test_a_rebuild_leaves_every_table_index_and_trigger_as_it_was(filled):
    before = schema()
    workflow.rebuild()
    assert schema() == before
    assert workflow.rebuild(check=True).differences == ()
    assert schema() == before


def test_a_rebuild_stopped_in_the_middle_leaves_rows_and_indexes_as_they_were(filled, monkeypatch):
    def stop(*_args, **_fields):
        raise KeyboardInterrupt

    before, rows = schema(), PersonRow.objects.count()
    with monkeypatch.context() as patched:
        patched.setattr("habeas.store.derived.replace_cases", stop)
        with pytest.raises(KeyboardInterrupt):
            workflow.rebuild()
    assert schema() == before
    assert PersonRow.objects.count() == rows
    assert workflow.rebuild(check=True).differences == ()


def test_names_are_found_after_a_rebuild_and_not_twice(filled):
    found = search_names(NAMES[0])
    workflow.rebuild()
    assert search_names(NAMES[0]) == found
    assert len(set(found)) == len(found) > 0


def test_a_decision_writes_only_the_rows_that_read_differently(filled, django_assert_max_num_queries):
    claim_id = ClaimRow.objects.filter(state="proposed").values_list("claim_id", flat=True)[0]
    with django_assert_max_num_queries(70) as asked:
        workflow.record_decision(filled, Accept(claim_id=claim_id), ALICE)
    written = [query["sql"] for query in asked if query["sql"].startswith('UPDATE "store_claimrow"')]
    assert len(written) == 1
    assert not any("store_search_documents" in query["sql"] for query in asked)


def test_the_list_of_people_is_counted_and_ordered_from_an_index(filled):
    rows = PersonRow.objects.filter(has_case=True, redirect_to="").defer("body")
    ordered = plan(rows.order_by("display_name", "person_id")[400:450])
    assert "store_person_list" in ordered
    assert "TEMP B-TREE" not in ordered
    for order in ("-held_from", "-claims"):
        assert "TEMP B-TREE FOR ORDER BY" not in plan(rows.order_by(order, "display_name")[:50])
    assert "COVERING INDEX" in plan(rows.filter(articles__icontains="342").order_by().values("has_case"))


def test_events_of_a_year_are_found_by_their_days(filled):
    rows = ClaimRow.objects.filter(kind="event", modality="asserted", state__in=("accepted", "by_hand"))
    rows = rows.filter(earliest__gte="2021-01-01", earliest__lte="2021-12-31")
    found = plan(rows.order_by("earliest", "latest", "claim_id")[:80])
    assert "store_claim_days" in found
    assert "TEMP B-TREE" not in found
    assert "COVERING INDEX" in plan(DocumentRow.objects.order_by().values("pending"))


def test_claims_that_wait_for_a_second_person_are_counted_from_an_index(filled):
    waiting = waiting_claims(frozenset(("detention", "death_in_custody")))
    assert "store_claim_state_type" in plan(waiting.order_by().values("deciders"))
    assert waiting.count() == ClaimRow.objects.filter(state="accepted", event_type="detention").count() > 0
    assert waiting_claims(frozenset(("event",))).count() == ClaimRow.objects.filter(state="accepted").count()
