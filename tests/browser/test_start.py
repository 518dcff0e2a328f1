"""From the start page into the work, by keyboard alone; what the start page looks like to each who uses it."""

import pytest
from web.test_start import was_here
from web.world import make_account

from habeas.model import Accept
from habeas.store.models import ClaimRow
from habeas.web.casebook import served_casebook
from habeas.workflow import now, record_decision


@pytest.mark.parametrize(("size", "language"), [("360", "be"), ("768", "en"), ("1440", "ru"), ("360", "ru")])
def test_the_start_page_fits_every_screen_and_reader(site, open_page, sign_in, judge, size, language):
    served, world = site
    kim = make_account(served_casebook(), "kim", "reader", person_id=world.person)
    for pseudonym in (world.bob, kim):
        was_here(pseudonym, days_ago=3)
    record_decision(served_casebook(), Accept(claim_id=world.claims["sentenced"]), world.alice, when=now())
    for who in ("bob", "rita", "kim"):
        page = sign_in(open_page(size), served, who)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
        page.goto(served.url + "/")
        judge(page, f"start-{who}-{size}-{language}")


def test_from_the_start_to_the_end_of_a_report_by_keys_alone_and_an_act_is_one_question(site, open_page, sign_in):
    served, world = site
    page = sign_in(open_page(), served, "alice")
    page.keyboard.press("j")
    page.wait_for_url(f"{served.url}/review/*/")
    asked = []
    page.on("request", lambda request: asked.append(request.method) if "/review/" in request.url else None)
    page.keyboard.press("a")
    page.wait_for_function("() => document.querySelector('#card').dataset.claim === ''")
    assert asked == ["POST"]
    assert page.url in (f"{served.url}/review/{world.first}/", f"{served.url}/review/{world.second}/")
    page.keyboard.press("j")
    page.wait_for_function("() => document.querySelector('#card').dataset.claim !== ''")
    page.keyboard.press("x")
    page.wait_for_function("() => document.querySelector('#card').dataset.claim === ''")
    page.keyboard.press("u")
    page.wait_for_function("() => document.querySelector('#card').dataset.claim !== ''")
    states = set(ClaimRow.objects.filter(pk__in=[world.claims["beaten"], world.claims["boris"]]).values_list("state"))
    assert states == {("accepted",), ("proposed",)}
    page.reload()
    assert page.locator("#card .acts").count() == 1


def test_the_text_of_a_report_and_its_card_stand_together_on_a_wide_screen(site, open_page, sign_in):
    served, world = site
    page = sign_in(open_page("1440"), served, "alice")
    page.goto(f"{served.url}/review/{world.first}/")
    text, card = page.locator("#report-text").bounding_box(), page.locator("#card").bounding_box()
    assert card["x"] - (text["x"] + text["width"]) < 80
    assert abs(text["x"] - (1440 - card["x"] - card["width"])) < 40, "the pair stands in the middle"
