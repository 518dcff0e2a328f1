"""Protecting people in a real browser: by key, without scripts, by two leads; and every page of it looked at."""

import pytest
from web.world import make_account

from habeas.store.models import ExportEntry, PersonRow
from habeas.web.casebook import served_casebook


def give_consent(page, served, known, *, level="2"):
    page.goto(f"{served.url}/safety/people/{known.person}/")
    page.locator("summary").filter(has_text="Record a consent").click()
    page.select_option("#id_level", level)
    page.fill("#id_purposes", "a list; a letter")
    page.fill("#id_how", "in writing")
    page.fill("#id_expires", "2036-01-01")
    page.get_by_role("button", name="Record", exact=True).click()


def make_export(page, served, *, level="2"):
    page.goto(f"{served.url}/safety/exports/")
    page.select_option("#id_level", level)
    page.fill("#id_recipient", "An invented office")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make and download").click()
    return download.value


def test_a_person_is_hidden_by_one_key_and_enter_and_brought_back(site, open_page, sign_in, judge):
    served, known = site
    page = sign_in(open_page(), served, "bob")
    give_consent(page, served, known)
    page.get_by_text("given by the person", exact=True).wait_for()
    download = make_export(page, served)
    assert download.suggested_filename.endswith("-level-2.zip")
    page.goto(f"{served.url}/cases/{known.person}/")
    page.keyboard.press("h")
    page.wait_for_url("**/hide/")
    judge(page, "safety-hide-1440")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notices/")
    assert PersonRow.objects.get(person_id=known.person).hidden
    assert known.person in page.locator("textarea").input_value()
    assert "Vydumana" not in page.content()
    judge(page, "safety-notices-1440")
    page.get_by_role("link", name="To the hidden case").click()
    page.get_by_role("button", name="Bring back").click()
    assert not PersonRow.objects.get(person_id=known.person).hidden


def test_without_scripts_consent_export_level_hide_and_seal_work(site, open_page, sign_in):
    served, known = site
    make_account(served_casebook(), "dora", "lead")
    page = sign_in(open_page("768", scripts=False), served, "bob")
    give_consent(page, served, known, level="4")
    make_export(page, served, level="4")
    assert ExportEntry.objects.get().persons == [known.person]
    page.goto(f"{served.url}/safety/people/{known.person}/claims/")
    page.get_by_role("link", name="Change").first.click()
    page.fill("#level-why", "her lawyer asks")
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("It holds from now on").wait_for()
    page.goto(f"{served.url}/cases/{known.person}/")
    page.get_by_role("link", name="Hide at once").click()
    page.get_by_role("button", name="Hide at once").click()
    page.locator("textarea").wait_for()  # the one notice, on the page that the answer leads to
    assert page.locator("textarea").count() == 1
    page.goto(f"{served.url}/safety/seal/report/{known.second}/")
    page.check("#sure")
    page.get_by_role("button", name="Ask for it").click()
    page.get_by_text("somebody else must do it").wait_for()
    other = sign_in(open_page("768", scripts=False, answers_404=True), served, "dora")
    other.goto(f"{served.url}/safety/")
    other.get_by_role("link", name="a report").click()
    other.check("#sure")
    other.get_by_role("button", name="Seal now").click()
    other.get_by_role("heading", name="Sealed").wait_for()
    other.goto(f"{served.url}/reports/{known.second}/")
    assert "Second Sample" not in other.content()


@pytest.mark.parametrize("language", ["en", "be", "ru"])
@pytest.mark.parametrize("size", ["360", "768", "1440"])
def test_every_page_of_protection_fits_and_has_no_fault_in_each_language(
    site, open_page, sign_in, judge, size, language
):
    served, known = site
    make_account(served_casebook(), "dora", "lead")
    page = sign_in(open_page(size, dark=size == "768"), served, "bob")
    give_consent(page, served, known)
    make_export(page, served)
    page.goto(f"{served.url}/safety/levels/?kind=claim&target={known.claims['sentenced']}")
    page.fill("#level-why", "her lawyer asks")
    page.get_by_role("button", name="Decide").click()
    page.goto(f"{served.url}/safety/seal/report/{known.second}/")
    page.check("#sure")
    page.get_by_role("button", name="Ask for it").click()
    page.context.request.post(
        f"{served.url}/language/",
        form={
            "language": language,
            "csrfmiddlewaretoken": page.locator("[name=csrfmiddlewaretoken]").first.input_value(),
        },
        headers={"Referer": served.url + "/"},
    )
    places = {
        "front": "/safety/",
        "person": f"/safety/people/{known.person}/",
        "claims": f"/safety/people/{known.person}/claims/",
        "levels": "/safety/levels/",
        "level": f"/safety/levels/?kind=claim&target={known.claims['sentenced']}",
        "consents": "/safety/consents/",
        "exports": "/safety/exports/",
        "hide": f"/cases/{known.person}/hide/",
        "notices": f"/safety/people/{known.person}/notices/",
        "seal": f"/safety/seal/person/{known.person}/",
    }
    for name, address in places.items():
        page.goto(served.url + address)
        assert page.locator("html").get_attribute("lang") == language
        for details in page.locator("main details").all():
            details.evaluate("one => one.open = true")
        judge(page, f"safety-{name}-{language}-{size}")
