"""The numbers of the timeline: counted beforehand, and without whoever is out of sight."""

import re
from types import SimpleNamespace

import pytest
from web.world import make_account

from habeas.model import Hide
from habeas.web.casebook import served_casebook
from habeas.web.timeline.views import _point
from habeas.workflow import record_decision


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
    point = _point(row, SimpleNamespace(people=people, href="/reports/"))
    assert point.label == drawn
    assert point.detail == f"{drawn}, 9 March 2021"
