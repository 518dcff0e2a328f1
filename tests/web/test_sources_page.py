"""The page of sources: who cites whom."""

import re
from html import unescape

import pytest
from web.world import make_account

from habeas.web.casebook import served_casebook
from habeas.web.source_pages.citing import cited_outlets, key_of_outlet


def cites_of(page):
    """What stands under Cites, by outlet."""
    rows = re.findall(r'<th scope="row">(.*?)</th>.*?data-name="Cites">(.*?)</td>', page, re.DOTALL)
    return {name: " ".join(unescape(re.sub("<[^>]*>", "", cites)).split()) for name, cites in rows}


def test_the_outlets_that_a_report_cites_stand_beside_its_own(world, as_):
    page = as_("alice").get("/sources/").content.decode()
    assert cites_of(page) == {"Invented Daily": "Sample Wire 2", "Second Sample": ""}
    assert "Who repeats another is no second origin" in page


def test_who_sees_single_cases_or_what_is_open_to_partners_is_not_told_who_cites_whom(world, as_):
    make_account(served_casebook(), "lena", "reader", person_id=world.person)
    for who in ("lena", "petra"):
        page = as_(who).get("/sources/").content.decode()
        assert "Sample Wire" not in page
        assert cites_of(page) == {}


def test_what_was_rejected_cites_nobody(world, as_):
    from habeas.publishing.audience import Audience
    from habeas.store.models import ClaimRow

    everything = cited_outlets(Audience(1, "2026-11-22"))
    assert everything == {"Invented Daily": (("Sample Wire", 2),)}
    ClaimRow.objects.filter(claim_id=world.claims["charged"]).update(state="rejected")
    assert cited_outlets(Audience(1, "2026-11-22")) == {"Invented Daily": (("Sample Wire", 1),)}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Belta", "БелТА", True), ("Associated Press", "AP", True), ("Sample Wire", "Sample Daily", False)],
)
def test_an_outlet_is_one_under_all_the_names_that_a_pack_knows(one, other, same):
    assert (key_of_outlet(one) == key_of_outlet(other)) is same
