import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from web.world import make_account

from habeas.safety.protection import read_policy
from habeas.store.models import AuditEntry, DecisionRow, DocumentRow, ExportEntry, PersonRow, Pseudonym
from habeas.web.casebook import served_casebook

GIVEN = {"status": "given", "given_by": "person", "level": "2", "given": "2026-01-05", "purposes": "a list; a letter"}
TODAY = "2026-11-22"


@pytest.fixture
def second(world):
    """Another lead, for what takes two."""
    make_account(served_casebook(), "dora", "lead")


def level_now(person):
    from django.utils import timezone

    return read_policy().level_of_person(person, timezone.now().date().isoformat())


def decision_on(page, field="decision"):
    return re.search(rf'name="{field}" value="([0-9a-f]{{64}})"', page).group(1)


def audited(action):
    return AuditEntry.objects.filter(action=action).exists()


def test_consent_given_on_the_page_opens_the_case_to_partners_and_withdrawal_closes_it(world, as_):
    lead, partner = as_("bob"), as_("petra")
    address = f"/cases/{world.person}/"
    assert partner.get(address).status_code == 404
    answer = lead.post(f"/safety/people/{world.person}/consent/", GIVEN)
    assert answer["Location"] == f"/safety/people/{world.person}/"
    assert level_now(world.person) == 2
    assert partner.get(address).status_code == 200
    page = lead.get(answer["Location"]).content.decode()
    assert "given by the person" in page
    assert "a list; a letter" in page
    lead.post(f"/safety/people/{world.person}/consent/withdraw/", {"decision": decision_on(page), "why": "she rang"})
    assert level_now(world.person) == 1
    assert partner.get(address).status_code == 404
    assert audited("recorded consent")
    assert audited("withdrew consent")
    again = lead.get(f"/safety/people/{world.person}/").content.decode()
    assert "taken back" in again
    renewed = GIVEN | {"earlier": decision_on(again, "earlier")}
    lead.post(f"/safety/people/{world.person}/consent/", renewed)
    assert level_now(world.person) == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"given": "yesterday"}, "valid date"),
        ({"expires": "2025-01-01"}, "end before it was given"),
        ({"level": "0"}, "Select a valid choice"),
        ({"level": "9"}, "Select a valid choice"),
        ({"given_by": "a neighbour"}, "Select a valid choice"),
        ({"given_by": "public_interest", "expires": "2027-01-01"}, "on what ground"),
        ({"given_by": "public_interest", "why": "well known"}, "until when"),
    ],
)
def test_a_consent_that_says_too_little_is_refused_with_its_form(world, as_, changed, said):
    before = DecisionRow.objects.count()
    answer = as_("bob").post(f"/safety/people/{world.person}/consent/", GIVEN | changed)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert DecisionRow.objects.count() == before


def test_where_nobody_can_be_asked_a_second_lead_must_agree(world, as_, second):
    ground = {"given_by": "public_interest", "why": "in every paper", "expires": "2027-01-01", "level": "4"}
    bob, dora = as_("bob"), as_("dora")
    bob.post(f"/safety/people/{world.person}/consent/", GIVEN | ground)
    assert level_now(world.person) == 1
    page = dora.get(f"/safety/people/{world.person}/").content.decode()
    asked = {"decision": decision_on(page)}
    address = f"/safety/people/{world.person}/consent/second/"
    bob.post(address, asked | {"why": "I agree with myself"})
    dora.post(address, asked)  # without a reason
    assert level_now(world.person) == 1
    assert "waits for a second lead" in bob.get("/safety/consents/").content.decode()
    assert "I agree" not in bob.get(f"/safety/people/{world.person}/").content.decode()
    dora.post(address, asked | {"why": "in every paper, and she sought it"})
    assert level_now(world.person) == 4
    assert audited("seconded consent")


def test_a_consent_of_somebody_else_cannot_be_withdrawn_under_this_person(world, as_):
    as_("bob").post(f"/safety/people/{world.person}/consent/", GIVEN)
    decision = DecisionRow.objects.get(kind="consent").decision_id
    boris = PersonRow.objects.exclude(person_id=world.person).values_list("person_id", flat=True).first() or "b" * 32
    for other in (boris, "f" * 32):
        answer = as_("bob").post(f"/safety/people/{other}/consent/withdraw/", {"decision": decision})
        assert answer.status_code == 404
    assert level_now(world.person) == 2


def test_consents_that_end_are_listed_to_be_asked_for_again(world, as_):
    as_("bob").post(f"/safety/people/{world.person}/consent/", GIVEN | {"expires": "2026-01-06"})
    for address in ("/safety/", "/safety/consents/"):
        page = as_("bob").get(address).content.decode()
        assert "has ended" in page
        assert "Anna Vydumanaya" in page or "Hanna Vydumanaja" in page


def test_whoever_is_free_since_is_to_be_asked_again(world, as_):
    from habeas.store.models import StatusRow

    lead = as_("bob")
    lead.post(f"/safety/people/{world.person}/consent/", GIVEN)
    assert "free since" not in lead.get("/safety/consents/").content.decode()
    person = PersonRow.objects.get(person_id=world.person)
    person.liberty = "released"
    person.save(update_fields=["liberty"])
    row = {"person": person, "number": 99, "axis": "liberty", "value": "released"}
    StatusRow.objects.create(certain_from="2025-05-05", **row)  # before the consent
    assert "free since" not in lead.get("/safety/consents/").content.decode()
    StatusRow.objects.filter(number=99).update(certain_from="2026-03-03")
    assert "free since: ask again" in lead.get("/safety/consents/").content.decode()
    assert "free since: ask again" in lead.get("/safety/").content.decode()


def test_hiding_asks_first_then_hides_and_says_whom_to_tell(world, as_):
    lead = as_("bob")
    lead.post(f"/safety/people/{world.person}/consent/", GIVEN)
    made = lead.post("/safety/exports/make/", export_of(level="2", recipient="A partner's office"))
    assert made.status_code == 200
    asks = lead.get(f"/cases/{world.person}/hide/").content.decode()
    assert "1 export that left holds this person" in asks
    assert not PersonRow.objects.get(person_id=world.person).hidden
    answer = lead.post(f"/cases/{world.person}/hide/", {"why": "she asked"})
    assert answer["Location"] == f"/safety/people/{world.person}/notices/"
    page = lead.get(answer["Location"]).content.decode()
    assert "A partner&#x27;s office" in page
    assert world.person in page
    assert "Vydumana" not in page
    assert audited("hide")
    assert as_("alice").get(f"/cases/{world.person}/").status_code == 404
    front = lead.get("/safety/").content.decode()
    assert "Vydumana" not in front
    assert "Vydumana" not in lead.get("/safety/consents/").content.decode()
    assert "A partner&#x27;s office" in front  # an export with somebody who is closed by now
    number = ExportEntry.objects.get().pk
    assert world.person in lead.get(f"/safety/exports/{number}/notice/").content.decode()
    assert "Vydumana" not in lead.get(f"/safety/people/{world.person}/").content.decode()


def export_of(**changed):
    return {"kind": "export", "level": "4", "recipient": "An archive", "formats": ["csv", "jsonl", "pages"]} | changed


def test_a_level_is_set_with_a_reason_and_a_wider_one_stands_in_its_place(world, as_):
    lead = as_("bob")
    claim = world.claims["sentenced"]
    page = lead.get(f"/safety/levels/?kind=claim&target={claim}").content.decode()
    assert "verdict" in page
    told = {"kind": "claim", "target": claim, "level": "0"}
    lead.post("/safety/levels/set/", told)
    assert not DecisionRow.objects.filter(kind="level").exists()
    lead.post("/safety/levels/set/", told | {"why": "her lawyer asks"})
    assert "two years in a colony" not in as_("alice").get(f"/cases/{world.person}/").content.decode()
    page = lead.get(f"/safety/levels/?kind=claim&target={claim}").content.decode()
    wider = told | {"level": "1", "why": "she agreed", "earlier": decision_on(page, "earlier")}
    lead.post("/safety/levels/set/", wider)
    assert "two years in a colony" in as_("alice").get(f"/cases/{world.person}/").content.decode()
    assert audited("set level")


def test_without_standing_in_its_place_a_stricter_decision_still_holds_and_it_is_said(world, as_):
    lead = as_("bob")
    told = {"kind": "person", "target": world.person, "why": "a reason"}
    lead.post("/safety/levels/set/", told | {"level": "0"})
    answer = lead.post("/safety/levels/set/", told | {"level": "4"}, follow=True)
    assert "A stricter decision on the same still holds" in answer.content.decode()
    assert level_now(world.person) == 0


def test_pages_of_levels_do_not_name_whoever_is_hidden_to_a_lead_either(world, as_):
    lead = as_("bob")
    claim = {"kind": "claim", "target": world.claims["sentenced"], "level": "1"}
    lead.post("/safety/levels/set/", claim | {"why": "Anna Vydumanaya asks"})
    assert "Vydumana" in lead.get("/safety/levels/").content.decode()
    lead.post(f"/cases/{world.person}/hide/")
    assert "Vydumana" not in lead.get("/safety/levels/").content.decode()


def test_a_level_is_taken_back(world, as_):
    lead = as_("bob")
    lead.post("/safety/levels/set/", {"kind": "kind", "word": "verdict", "level": "0", "why": "a reason"})
    page = lead.get("/safety/levels/").content.decode()
    lead.post("/safety/levels/take-back/", {"decision": decision_on(page)})
    assert "None yet" in lead.get("/safety/levels/").content.decode()
    assert lead.post("/safety/levels/take-back/", {"decision": decision_on(page)}).status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "claim", "target": "f" * 64, "level": "1"},
        {"kind": "kind", "word": "sorcery", "level": "1"},
        {"kind": "office", "target": "x", "level": "1"},
        {"kind": "source", "target": "Sample Wire", "level": "7"},
        {"kind": "source", "target": "", "level": "1"},
        {},
    ],
)
def test_a_level_on_nothing_is_refused(world, as_, told):
    as_("bob").post("/safety/levels/set/", told | {"why": "a reason"})
    assert not DecisionRow.objects.filter(kind="level").exists()


def test_the_claims_of_a_case_are_listed_with_their_levels(world, as_):
    page = as_("bob").get(f"/safety/people/{world.person}/claims/").content.decode()
    for name in ("detained", "sentenced", "detained_again", "beaten"):
        assert world.claims[name] in page
    assert world.claims["boris"] not in page
    assert reverse("seal_report", args=[world.first]) in page


def test_a_seal_shows_what_goes_waits_for_a_second_lead_and_then_removes_it(world, as_, second):
    bob, dora = as_("bob"), as_("dora")
    address = f"/safety/seal/report/{world.first}/"
    page = bob.get(address).content.decode()
    assert "Invented Daily" in page
    assert "1 report" in page
    assert bob.post(address, {"why": "a court"}).status_code == 400  # not sure
    assert not DecisionRow.objects.filter(kind="seal").exists()
    bob.post(address, {"sure": "yes", "why": "a court"})
    assert "Invented Daily" in dora.get("/safety/").content.decode()
    assert bob.post(address, {"sure": "yes", "why": "again"}).status_code == 400  # the same person twice
    assert DocumentRow.objects.filter(document_id=world.first).exists()
    done = dora.post(address, {"sure": "yes", "why": "a court"})
    assert "records are gone" in done.content.decode()
    assert not DocumentRow.objects.filter(document_id=world.first).exists()
    assert dora.get(address).status_code == 404
    assert "asked for by" not in dora.get("/safety/").content.decode()
    assert AuditEntry.objects.filter(action="seal", target=world.first).count() == 2


def test_sealing_a_person_shows_every_report_that_names_them_and_who_loses_by_it(world, as_, second):
    address = f"/safety/seal/person/{world.person}/"
    page = as_("bob").get(address).content.decode()
    assert "2 reports" in page
    refused = as_("bob").post(address, {"sure": "yes", "why": "Anna Vydumanaya asked"}, follow=True)
    assert "The reason names somebody" in refused.content.decode()
    as_("bob").post(address, {"sure": "yes"})
    assert level_now(world.person) == 0
    assert as_("alice").get(f"/cases/{world.person}/").status_code == 404
    assert "Vydumana" not in as_("dora").get("/safety/").content.decode()
    done = as_("dora").post(address, {"sure": "yes"})
    assert done.status_code == 200
    assert not PersonRow.objects.filter(person_id=world.person).exists()
    kept = [path for path in served_casebook().path.rglob("*") if path.is_file()]
    assert kept
    assert [path.name for path in kept if b"Vydumana" in path.read_bytes()] == []


def test_a_lead_gives_one_case_to_an_account_and_takes_it_back(world, as_):
    lead = as_("bob")
    charlie = Pseudonym.objects.get(user__username="charlie").pseudonym
    lead.post(f"/safety/people/{world.person}/access/", {"account": charlie, "role": "reader", "why": "her lawyer"})
    assert as_("charlie").get(f"/cases/{world.person}/").status_code == 200
    assert as_("charlie").get("/safety/").status_code == 404
    page = lead.get(f"/safety/people/{world.person}/").content.decode()
    assert "charlie" in page
    decision = re.search(r'name="decision" value="([0-9a-f]{64})"', page.split("Who sees this case alone")[1]).group(1)
    lead.post(f"/safety/people/{world.person}/access/take-back/", {"decision": decision})
    assert as_("charlie").get(f"/cases/{world.person}/").status_code == 404


@pytest.mark.parametrize("role", ["lead", "admin", "emperor", ""])
def test_a_lead_gives_no_role_in_a_case_that_reaches_beyond_it(world, as_, role):
    charlie = Pseudonym.objects.get(user__username="charlie").pseudonym
    before = DecisionRow.objects.count()
    as_("bob").post(f"/safety/people/{world.person}/access/", {"account": charlie, "role": role})
    assert DecisionRow.objects.count() == before


def test_a_role_of_the_whole_casebook_is_not_taken_back_on_the_page_of_a_case(world, as_):
    decision = DecisionRow.objects.filter(kind="access", live=True).first().decision_id
    answer = as_("bob").post(f"/safety/people/{world.person}/access/take-back/", {"decision": decision})
    assert answer.status_code == 404


def test_whoever_leads_one_case_alone_learns_nothing_of_protection(world, as_):
    make_account(served_casebook(), "lena", "lead", person_id=world.person)
    client = as_("lena")
    assert client.get(f"/cases/{world.person}/").status_code == 200
    assert "/safety/" not in client.get(f"/cases/{world.person}/").content.decode()
    for address in ("/safety/", "/safety/levels/", "/safety/exports/", f"/safety/people/{world.person}/"):
        assert client.get(address).status_code == 404


# What goes with a seal is found by walking the records, batch by batch: that page alone asks more.
PAGES = (
    "",
    "levels/",
    "consents/",
    "exports/",
    "people/{}/",
    "people/{}/claims/",
    "people/{}/notices/",
)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_protection_asks_the_database_more_than_twelve_times(world, as_, page):
    lead = as_("bob")
    lead.post(f"/safety/people/{world.person}/consent/", GIVEN)
    lead.post("/safety/exports/make/", export_of())
    lead.get("/safety/")
    with CaptureQueriesContext(connection) as asked:
        assert lead.get("/safety/" + page.format(world.person)).status_code == 200
    noted = ("store_auditentry", "audit_head")  # once the page has been sent
    questions = [one["sql"] for one in asked if one["sql"].startswith("SELECT")]
    questions = [sql for sql in questions if not any(word in sql for word in noted)]
    assert len(questions) <= 12, questions


@pytest.mark.parametrize("field", ["purposes", "audience", "how", "why"])
def test_what_is_typed_into_a_consent_is_shown_as_text(world, as_, field):
    lead = as_("bob")
    lead.post(f"/safety/people/{world.person}/consent/", GIVEN | {field: "<script>alert(1)</script>"})
    for address in (f"/safety/people/{world.person}/", "/safety/consents/"):
        page = lead.get(address).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_register_and_the_audit_log_hold_no_name(world, as_):
    lead = as_("bob")
    lead.post(f"/safety/people/{world.person}/consent/", GIVEN)
    lead.post("/safety/exports/make/", export_of(level="2"))
    lead.post(f"/cases/{world.person}/hide/", {"why": "Anna Vydumanaya asked"})
    rows = json.dumps([list(row) for row in AuditEntry.objects.values_list("action", "target", "detail")])
    rows += json.dumps([list(row) for row in ExportEntry.objects.values_list("name", "formats", "recipient")])
    assert "Vydumana" not in rows
