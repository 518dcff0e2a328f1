"""A rebuild takes indexes down and makes them again; a list is answered from an index and not from every row."""

import pytest
from django.db import connection
from workflow.stubs import take_in
from workflow.test_rebuild import ALICE, NAMES, TEXTS, attach, opened

from habeas import workflow
from habeas.model import Accept, Withdraw
from habeas.safety.second_eyes import waiting_claims
from habeas.store.models import ClaimRow, ContradictionRow, DecisionRow, DocumentRow, PersonRow, WorldEventRow
from habeas.store.months import count_by_month, dated_events, events_by_month
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


def test_contradictions_are_listed_and_counted_from_an_index(filled):
    rows = ContradictionRow.objects.filter(listed__in=(True,)).exclude(
        person_id__in=PersonRow.objects.filter(hidden=True)
    )
    for listed in (rows, rows.filter(contradiction_type="date")):
        found = plan(listed.order_by("chosen", "person_id", "number")[:20])
        assert "store_clash_" in found
        assert "TEMP B-TREE" not in found
        assert "store_person_hidden" in found
        assert "COVERING INDEX store_clash_" in plan(listed.order_by().values("person_id"))


def test_what_somebody_took_back_is_found_from_an_index(filled):
    rows = DecisionRow.objects.filter(who=ALICE, live=False, when__gte="2026-01-01T00:00:00Z")
    assert "store_decision_back" in plan(rows.order_by("-when").values("when"))


def test_the_releases_before_and_after_a_measure_are_found_from_an_index(filled):
    rows = WorldEventRow.objects.filter(measure__in=(False,), placed__in=(True,))
    for found in (
        plan(rows.filter(end__lt=738000, end__gte=737600).order_by("-end", "-start", "-key")[:12]),
        plan(rows.filter(start__gt=738000, start__lte=738400).order_by("start", "end", "key")[:12]),
        plan(WorldEventRow.objects.filter(measure__in=(True,)).order_by("-start", "-end", "-key")[:10]),
    ):
        assert "USING INDEX store_event_" in found
        assert "TEMP B-TREE" not in found


def test_months_are_counted_as_claims_are_decided(filled):
    assert events_by_month() == count_by_month(dated_events()) != {}
    accepted = DecisionRow.objects.filter(kind="accept").values_list("decision_id", flat=True)
    workflow.record_decision(filled, Withdraw(), ALICE, supersedes=tuple(accepted))
    assert events_by_month() == {}
