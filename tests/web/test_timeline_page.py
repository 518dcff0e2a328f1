"""The numbers of the timeline: counted beforehand, and without whoever is out of sight."""

import re
from types import SimpleNamespace

import pytest
from web.world import make_account

from habeas.model import Hide
from habeas.publishing.audience import Audience
from habeas.web.casebook import served_casebook
from habeas.web.evidence import load_evidence
from habeas.web.timeline.views import Entry, _point
from habeas.workflow import record_decision

TEAM = Audience(1, "2026-11-22")


def numbers(client, address="/timeline/"):
    text = client.get(address).content.decode()
    return {
        part: int(n) for part, n in re.findall(r'href="\?at=([\d-]+)">[^<]* <span class="quiet number">(\d+)', text)
    }


def test_years_and_months_have_their_numbers(world, as_):
    assert numbers(as_("alice")) == {"2021": sum(numbers(as_("alice"), "/timeline/?at=2021").values())}
    assert numbers(as_("alice"), "/timeline/?at=2021-03") == {}


def test_who_reads_one_case_counts_its_reports_only(world, as_):
    make_account(served_casebook(), "clara", "reader", person_id=world.person)
    whole, own = numbers(as_("alice")), numbers(as_("clara"))
    assert 0 < own["2021"] <= whole["2021"]


def test_who_is_hidden_is_in_no_number_but_a_leads(world, as_):
    before = numbers(as_("rita"))
    record_decision(served_casebook(), Hide(person_id=world.person), world.alice)
    after = numbers(as_("rita"))
    assert after.get("2021", 0) < before["2021"]


@pytest.mark.parametrize(("people", "drawn"), [("Anna Vydumanaya", "release: Anna Vydumanaya"), ("", "release")])
def test_an_event_of_nobody_named_has_no_empty_colon(people, drawn):
    row = SimpleNamespace(event_type="release", date="2021-03-09", earliest="2021-03-09", latest="2021-03-09")
    point = _point(Entry(row, SimpleNamespace(href="/reports/"), "9 March 2021", "prisoners", people))
    assert point.label == drawn
    assert point.detail == f"{drawn}, 9 March 2021"


def test_a_person_has_the_name_of_the_case_whatever_a_report_writes(world, as_):
    page = as_("alice").get("/timeline/").content.decode()
    assert "Anna Vydumanaya" in page
    assert "Hanna Vydumanaja" not in page


def test_a_mention_that_is_nobodys_keeps_the_reports_own_name(world, as_):
    claim_id = world.claims["detained_again"]
    card = load_evidence([claim_id], TEAM).card(claim_id)
    assert card.people == "Hanna Vydumanaja"
    assert card.people_called({0: "Anna Vydumanaya"}) == "Anna Vydumanaya"
    assert card.people_called({7: "Anna Vydumanaya"}) == "Hanna Vydumanaja"
