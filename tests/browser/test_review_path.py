"""Reviewing by keyboard alone, and the same path with scripts turned off."""

import re

import pytest


def card(page):
    return page.locator("#card").get_attribute("data-claim")


def test_a_report_is_taken_in_reviewed_by_keyboard_corrected_and_undone(site, open_page, sign_in, judge):
    served, _world = site
    page = sign_in(open_page(), served, "alice")
    page.goto(f"{served.url}/reports/take-in/")
    judge(page, "take-in-1440")
    page.fill("#id_text", "Klara Prydumanaya was arrested in Minsk on 5 May 2022, the outlet Sample Wire reported.")
    page.fill("#id_outlet", "Sample Wire")
    page.fill("#id_published", "2022-05-06")
    page.keyboard.press("Tab")
    page.locator("button.first").press("Enter")
    page.wait_for_selector("text=taken in")
    page.locator("a", has_text="review").last.click()
    page.wait_for_selector("#card .acts")
    judge(page, "review-1440")
    first = card(page)
    page.keyboard.press("a")
    page.wait_for_function("before => document.querySelector('#card').dataset.claim !== before", arg=first)
    page.keyboard.press("u")
    page.wait_for_function("before => document.querySelector('#card').dataset.claim === before", arg=first)
    page.wait_for_selector("text=Taken back")
    page.keyboard.press("e")
    page.wait_for_selector("#f-quote")
    judge(page, "correct-1440")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator(".keys").first.wait_for()


def test_words_selected_in_the_text_become_the_quote(site, open_page, sign_in):
    served, world = site
    page = sign_in(open_page(), served, "alice")
    page.goto(f"{served.url}/review/{world.first}/{world.claims['beaten']}/correct/")
    page.click("#f-quote")
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.getElementById("report-text"), NodeFilter.SHOW_TEXT);
            let node; const range = document.createRange();
            while ((node = walker.nextNode())) { if (node.data.includes("beaten")) { break; } }
            range.selectNodeContents(node);
            document.getSelection().removeAllRanges(); document.getSelection().addRange(range);
            document.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        }"""
    )
    assert page.input_value("#f-quote") == "beaten"
    assert page.input_value("input[name=quote-start]").isdigit()
    page.locator("form.correct button.first").click()
    page.wait_for_selector("text=Nothing is left to review")
    page.goto(f"{served.url}/reports/{world.first}/")
    assert "corrected" in page.inner_text("main")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_path_works_with_and_without_scripts(site, open_page, sign_in, scripts):
    served, world = site
    page = sign_in(open_page("360" if scripts else "768", scripts=scripts), served, "alice")
    page.goto(f"{served.url}/review/")
    page.wait_for_selector("#card .acts")
    first = card(page)
    page.locator("button[value=accept]").click()
    page.wait_for_url("**/review/**")
    page.wait_for_selector(f"#card:not([data-claim='{first}'])")
    page.goto(f"{served.url}/cases/{world.person}/")
    assert "beaten in custody" in page.content()
    page.goto(f"{served.url}/people/")
    page.fill("#name", "Выдуманая")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"a[href='/cases/{world.person}/']")
    assert "Vydumana" not in page.url
    page.goto(f"{served.url}/search/")
    page.fill("#asked", "sentenced")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")


def test_a_second_spelling_is_joined_side_by_side(site, open_page, sign_in, judge):
    served, world = site
    page = sign_in(open_page(), served, "alice")
    page.goto(f"{served.url}/review/{world.second}/{world.claims['detained_again']}/")
    page.keyboard.press("s")
    page.wait_for_selector("h1:has-text('Who is it?')")
    judge(page, "who-1440")
    page.locator(f"button[value='{world.person}']").first.click()
    page.wait_for_selector("#card")


def test_a_case_prints_every_quote_and_no_navigation(site, open_page, sign_in, shoot):
    served, world = site
    page = sign_in(open_page(), served, "alice")
    page.goto(f"{served.url}/cases/{world.person}/")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    page.locator(".value .shown").first.wait_for()
    assert page.locator(".unreviewed .quote").first.is_visible(), "what is folded on the screen is open on paper"
    for gone in ("a.button", ".sides .shown"):  # nothing to press, no quote twice
        assert not any(one.is_visible() for one in page.locator(gone).all()), gone
    shoot(page, "case-print")


def test_a_value_shows_its_quote_to_the_keyboard(site, open_page, sign_in):
    served, world = site
    page = sign_in(open_page(), served, "alice")
    page.goto(f"{served.url}/cases/{world.person}/")
    value = page.locator(".status .value")
    assert not value.locator(".shown").is_visible()
    value.locator("a").first.focus()
    value.locator(".shown").wait_for()
    assert "sentenced" in re.sub(r"\s+", " ", value.inner_text())


PAGES = (
    ("start", "/"),
    ("people", "/people/"),
    ("reports", "/reports/"),
    ("report", "/reports/{first}/"),
    ("take-in", "/reports/take-in/"),
    ("note", "/reports/note/"),
    ("case", "/cases/{person}/"),
    ("review", "/review/{first}/"),
    ("add", "/review/{first}/add/"),
    ("questions", "/review/questions/"),
    ("search", "/search/"),
    ("timeline", "/timeline/?at=2021"),
    ("contradictions", "/contradictions/"),
    ("positions", "/positions/"),
    ("precedents", "/precedents/"),
    ("sources", "/sources/"),
    ("overview", "/overview/"),
    ("help", "/help/"),
    ("accounts", "/accounts/"),
    ("audit", "/audit/"),
    ("account", "/account/"),
    ("second", "/account/second/"),
    ("not-found", "/nowhere/"),
)


@pytest.mark.parametrize(("size", "language"), [("360", "en"), ("1440", "en"), ("768", "be"), ("360", "ru")])
def test_no_page_is_wider_than_the_screen_and_axe_finds_nothing(site, open_page, sign_in, judge, size, language):
    served, world = site
    page = sign_in(open_page(size, answers_404=True), served, "bob")
    page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
    for name, address in PAGES:
        page.goto(served.url + address.format(first=world.first, person=world.person))
        assert page.get_attribute("html", "lang") == language
        judge(page, f"{name}-{size}-{language}")


def test_signing_in_with_a_second_factor(site, open_page, sign_in, judge):
    from allauth.mfa.totp.internal import auth as totp
    from web.world import PASSWORD

    served, _world = site
    page = sign_in(open_page(), served, "alice")
    page.goto(f"{served.url}/account/second/")
    page.click("text=Turn on")
    judge(page, "again-1440")
    page.fill("#id_password", PASSWORD)
    page.click("button.first")
    secret = page.inner_text("#secret")
    judge(page, "second-factor-1440")

    def code():
        return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))

    page.fill("#id_code", code())
    page.click("button.first")
    page.wait_for_selector(".codes")
    recovery = page.inner_text(".codes li >> nth=0").strip()
    page.context.clear_cookies()
    page.goto(f"{served.url}/sign-in/")
    judge(page, "sign-in-1440")
    page.fill("#id_login", "alice")
    page.fill("#id_password", PASSWORD)
    page.click("button.first")
    page.wait_for_url("**/sign-in/second/")
    judge(page, "sign-in-second-1440")
    page.fill("#id_code", recovery)
    page.click("button.first")
    page.wait_for_url(served.url + "/")
