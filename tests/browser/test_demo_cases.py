"""The demo's casebook in a real browser: the two cases that it is shown with."""

import re

import pytest


@pytest.fixture
def people(django_db_blocker, demo_site):
    from habeas.store.models import PersonRow

    with django_db_blocker.unblock():
        rows = PersonRow.objects.filter(has_case=True)
        return {row.display_name: row.person_id for row in rows}


def plain(page):
    return re.sub(r"\s+", " ", page.inner_text("main"))


@pytest.mark.parametrize("size", ["360", "768", "1440"])
def test_natalia_hersche_was_released_before_the_ambassador_it_is_credited_to_was_accredited(
    demo_site, people, open_page, sign_in, judge, size
):
    page = sign_in(open_page(size), demo_site, "lead")
    page.goto(f"{demo_site.url}/cases/{people['Natalia Hersche']}/")
    clash = page.locator(".conflict").first
    words = re.sub(r"\s+", " ", clash.inner_text())
    assert "credited" in words
    assert "September 2022" in words
    assert "handed her credentials" in words
    assert "released on February 18, 2022" in words
    assert clash.locator("a", has_text="in its report").count() >= 2
    assert plain(page).count("Released") >= 1
    judge(page, f"case-hersche-{size}")
    clash.locator("a", has_text="in its report").first.click()
    page.wait_for_url("**/reports/**")
    anchor = page.url.rsplit("#", 1)[1]
    page.locator(f"#{anchor}").wait_for()


@pytest.mark.parametrize("size", ["360", "1440"])
def test_andrei_dmitriev_was_announced_on_12_january_and_is_charged_by_the_authorities(
    demo_site, people, open_page, sign_in, judge, size
):
    page = sign_in(open_page(size), demo_site, "lead")
    page.goto(f"{demo_site.url}/cases/{people['Andrei Dmitriev']}/")
    words = plain(page)
    assert "12 January 2023" in words
    charges = re.sub(r"\s+", " ", page.locator("section[aria-labelledby=charges]").inner_text())
    assert re.search(r"charged by the authorities under Article 342.*Belta, 12 January 2023 state media", charges)
    judge(page, f"case-dmitriev-{size}")


def test_no_case_exists_for_a_politician_or_an_analyst(people):
    assert "Natalia Hersche" in people
    for name in people:
        for nobody in (
            "Lukashenk",
            "Tikhanovsk",
            "Tsikhanousk",
            "Drakakhrust",
            "Gurnevich",
            "Shraibman",
            "Pompeo",
            "Putin",
        ):
            assert nobody not in name


def test_the_report_opens_with_its_claims_in_the_dark_too(demo_site, open_page, sign_in, judge):
    page = sign_in(open_page("768", dark=True), demo_site, "lead")
    page.goto(f"{demo_site.url}/reports/")
    judge(page, "reports-dark-768")
    page.locator("tbody a", has_text="Eurasia Daily Monitor").first.click()
    page.wait_for_selector("#report-text .mark")
    judge(page, "report-dark-768")
