"""The start page: where to go on, what waits, what changed since one was here last."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from web.test_pages import MOST_QUERIES
from web.world import event, make_account, take_in

from habeas.model import Accept, Consent, Reject
from habeas.store.accounts import write_audit
from habeas.web.casebook import served_casebook
from habeas.workflow import now, record_decision


def moment(days_ago):
    return (timezone.now() - timedelta(days=days_ago)).strftime("%Y-%m-%dT%H:%M:%SZ")


def start(client):
    answer = client.get("/")
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def words(page):
    return " ".join(page.get_element_by_id("main").text_content().split())


def links(page):
    return page.xpath("//main//a/@href")


def was_here(pseudonym, days_ago):
    write_audit("saw case", at=moment(days_ago), who=pseudonym)


@pytest.mark.parametrize(("decided", "report"), [("detained_again", "second"), ("detained", "first")])
def test_one_goes_on_with_the_report_in_which_one_decided_last(world, as_, decided, report):
    client, document = as_("alice"), getattr(world, report)
    client.post(f"/review/{document}/{world.claims[decided]}/decide/", {"act": "accept"})
    going_on = [link for link in links(start(client)) if link.startswith("/review/") and len(link) > 60]
    assert going_on == [f"/review/{document}/"]


def test_where_nothing_waits_in_the_last_report_one_goes_on_with_the_next_in_turn(world, as_):
    client = as_("alice")
    client.post(f"/review/{world.first}/{world.claims['beaten']}/decide/", {"act": "accept"})
    page = start(client)
    assert f"/review/{world.second}/" in links(page)
    assert "Review 1 claim" in words(page)


def test_who_comes_back_is_told_what_others_did_and_not_what_they_did_themselves(world, as_):
    was_here(world.alice, days_ago=3)
    client = as_("alice")
    record_decision(served_casebook(), Reject(claim_id=world.claims["detained"]), world.alice, when=now())
    assert f"/cases/{world.person}/" not in links(start(client))
    record_decision(served_casebook(), Accept(claim_id=world.claims["sentenced"]), world.bob, when=now())
    page = start(client)
    assert f"/cases/{world.person}/" in links(page)
    assert "Since your last visit" in words(page)


def test_new_reports_since_the_last_visit_are_counted(world, as_, monkeypatch):
    was_here(world.alice, days_ago=1)
    client = as_("alice")
    before = new_reports(start(client))
    text = "Anna Vydumanaya was released on 9 May 2021."
    monkeypatch.setattr("web.world.NOW", now())  # when the report comes in
    parts = {"released": event(text, "release", "was released", "Anna Vydumanaya", text)}
    take_in(served_casebook(), text, parts, "Third Sample", "2021-05-11")
    assert new_reports(start(client)) == before + 1


def new_reports(page):
    found = re.search(r"(\d+) new reports?", words(page))
    return int(found[1]) if found else 0


def test_who_was_never_here_is_shown_the_tour(world, as_):
    page = start(as_("alice"))
    assert "/help/" in links(page)
    assert "Since your last visit" not in words(page)


def test_who_was_never_here_does_not_have_every_record_asked_for_its_moment(world, as_):
    client = as_("alice")
    with CaptureQueriesContext(connection) as asked:
        start(client)
    assert "added_at" not in " ".join(query["sql"] for query in asked if query["sql"].startswith("SELECT"))


def test_a_reader_finds_a_person_and_is_told_of_no_work(world, as_):
    page = start(as_("rita"))
    assert page.xpath("//main//form[@action='/people/']//input[@name='name']")
    assert not [link for link in links(page) if link.startswith(("/review/", "/safety/"))]


def test_who_sees_one_case_is_shown_that_case_with_its_status_and_nothing_of_others(world, as_):
    pseudonym = make_account(served_casebook(), "kim", "reader", person_id=world.person)
    was_here(pseudonym, days_ago=2)
    page = start(as_("kim"))
    assert f"/cases/{world.person}/" in links(page)
    assert "last reported held" in words(page)
    assert "report" not in words(page).replace("last reported held", "")


def test_a_lead_is_told_of_consents_that_end_and_a_reviewer_is_not(world, as_):
    day = timezone.now().date()
    consent = Consent(
        person_id=world.person,
        status="given",
        given_by="person",
        level=2,
        given=(day - timedelta(days=300)).isoformat(),
        expires=(day + timedelta(days=20)).isoformat(),
    )
    assert "to renew" not in words(start(as_("bob")))
    record_decision(served_casebook(), consent, world.bob, when=now())
    assert "1 consent to renew" in words(start(as_("bob")))
    assert "to renew" not in words(start(as_("alice")))


def test_the_start_page_of_a_lead_who_comes_back_asks_no_more_than_any_page(world, as_):
    was_here(world.bob, days_ago=3)
    client = as_("bob")
    record_decision(served_casebook(), Accept(claim_id=world.claims["beaten"]), world.alice, when=now())
    start(client)
    with CaptureQueriesContext(connection) as asked:
        page = start(client)
    assert "Since your last visit" in words(page)
    questions = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    assert len(questions) <= MOST_QUERIES, "\n".join(sql[:150] for sql in questions)
