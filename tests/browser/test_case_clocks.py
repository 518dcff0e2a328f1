"""The case by other clocks and the filters of people, in a real browser."""

import pytest


@pytest.mark.parametrize("size", ["360", "768", "1440"])
def test_clocks_and_filters_are_found_and_fit_the_screen(site, open_page, sign_in, judge, size):
    served, world = site
    page = sign_in(open_page(size), served, "alice")
    page.goto(f"{served.url}/cases/{world.person}/")
    page.click("text=known by")
    judge(page, f"case-clocks-open-{size}")
    page.fill("#public", "2021-04-01")
    page.click("form.clock button")
    page.wait_for_selector("text=what anybody could have read by 1 April 2021")
    judge(page, f"case-clocks-{size}")
    page.goto(f"{served.url}/people/")
    page.click("text=More filters")
    judge(page, f"people-filters-{size}")
    page.fill("#article", "342")
    page.click(".more-filters button")
    page.wait_for_selector("table.stacks")
    assert "342" in page.inner_text("caption")
    judge(page, f"people-filtered-{size}")
