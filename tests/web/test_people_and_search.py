from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web.test_pages import MOST_QUERIES

from habeas.store import search, search_forms


@pytest.mark.parametrize("spelling", ["Vydumanaya", "Выдуманая", "Выдуманная Анна", "hanna vydumanaja"])
def test_a_person_is_found_in_any_script_and_spelling(world, as_, spelling):
    body = as_("alice").post("/people/", {"name": spelling}).content.decode()
    assert f"/cases/{world.person}/" in body


def test_typing_gets_only_the_table(as_):
    body = as_("alice").post("/people/", {"name": "Vydumanaya"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in body
    assert "<table" in body


def test_a_name_that_nobody_has_says_what_to_do(as_):
    body = as_("alice").post("/people/", {"name": "Zzyzx"}).content.decode()
    assert "Try another spelling" in body


@pytest.mark.parametrize(("query", "there"), [("?article=342", True), ("?article=999", False), ("?show=free", False)])
def test_filters_in_the_address(world, as_, query, there):
    body = as_("alice").get(f"/people/{query}").content.decode()
    assert (f"/cases/{world.person}/" in body) is there


def test_nobody_held_years_ago_is_listed_as_held_today(world, as_):
    assert f"/cases/{world.person}/" not in as_("alice").get("/people/?show=held").content.decode()


def test_words_of_reports_are_found_with_the_words_around_them(world, as_):
    body = as_("alice").post("/search/", {"asked": "sentenced"}).content.decode()
    assert f"/reports/{world.first}/" in body
    assert "<mark>sentenced</mark>" in body


def test_charlie_and_a_partner_find_nothing(world, as_):
    assert as_("charlie").post("/search/", {"asked": "sentenced"}).status_code == 404
    body = as_("petra").post("/search/", {"asked": "sentenced"}).content.decode()
    assert "Vydumana" not in body
    assert "two years" not in body


def test_what_is_typed_is_read_from_the_body_alone(world, as_):
    assert "Nothing was found" not in as_("alice").get("/search/?asked=sentenced").content.decode()
    assert "<mark>" not in as_("alice").get("/search/?asked=sentenced").content.decode()


def test_the_table_and_the_case_say_the_same_day_of_the_last_report(world, as_):
    table = as_("alice").get("/people/").content.decode()
    assert "last reported held on 5 May 2021" in table
    assert "last reported held on 5 May 2021" in as_("alice").get(f"/cases/{world.person}/").content.decode()


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?body=any", False),
        ("?body=A+Body", False),
        ("?show=recognised", False),
        ("?since=2021-03-01", True),
        ("?since=2022-01-01", False),
        ("?since=never", True),
        ("?place=Minsk", True),
        ("?order=unreviewed", True),
    ],
)
def test_more_filters_in_the_address(world, as_, query, there):
    body = as_("alice").get(f"/people/{query}").content.decode()
    assert (f"/cases/{world.person}/" in body) is there


def test_people_are_filtered_by_the_body_that_recognised_them(world, as_):
    from habeas.store.models import StatusRow

    StatusRow.objects.create(
        person_id=world.person,
        number=0,
        axis="recognition",
        value="recognised",
        body="A Body",
        certain_from="2021-04-01",
        certain_until="9999-12-31",
        possible_from="2021-04-01",
        possible_until="9999-12-31",
    )
    client = as_("alice")
    for query in ("?body=any", "?body=A+Body", "?show=recognised"):
        body = client.get(f"/people/{query}").content.decode()
        assert f"/cases/{world.person}/" in body
        assert "A Body</option>" in body
    assert f"/cases/{world.person}/" not in client.get("/people/?body=Another").content.decode()


def test_who_was_last_reported_held_within_a_month_was_not_held_on_it():
    from django.utils import translation

    from habeas.store.models import PersonRow
    from habeas.web.people.rows import status_in_short

    with translation.override("en"):
        row = PersonRow(liberty="remand", held_from="", held_until="", last_reported="2023-01")
        assert status_in_short(row, date(2026, 11, 22)) == "not known; last reported held: January 2023"
        row.last_reported = "2023-01-12"
        assert status_in_short(row, date(2026, 11, 22)) == "not known; last reported held on 12 January 2023"


def test_the_table_says_of_a_first_day_in_custody_not_that_it_lasts(world, as_):
    """Whoever was released, or arrested again, has not been held since that day."""
    table = as_("alice").get("/people/").content.decode()
    assert "First held" in table
    assert "Held since" not in table


@pytest.mark.parametrize(
    "asked", ["Hanna Vydumanaja", "Ганна Выдуманая", "Hanna Vydumamaja", "Vydumanaja", "sentenced"]
)
@pytest.mark.parametrize(("address", "field"), [("/search/", "asked"), ("/people/", "name")])
@pytest.mark.parametrize("bound", ["_FEW", "_MOST_RANKED"])
def test_whatever_is_typed_a_search_asks_no_more_than_any_page(world, as_, monkeypatch, asked, address, field, bound):
    # As if each name were borne by thousands, or each word stood in thousands of reports.
    monkeypatch.setattr(search_forms if bound == "_FEW" else search, bound, 1)
    client = as_("bob")
    client.post(address, {field: asked})
    with CaptureQueriesContext(connection) as found:
        assert client.post(address, {field: asked}).status_code == 200
    questions = [query["sql"] for query in found if query["sql"].startswith("SELECT")]
    questions = [sql for sql in questions if "store_auditentry" not in sql and "audit_head" not in sql]
    assert len(questions) <= MOST_QUERIES, "\n".join(sql[:150] for sql in questions)


def test_a_person_is_found_with_a_slip_and_stands_behind_nobody_else(world, as_):
    for address, field in (("/search/", "asked"), ("/people/", "name")):
        body = as_("alice").post(address, {field: "Vydunanaja Hana"}).content.decode()
        assert f"/cases/{world.person}/" in body, address
