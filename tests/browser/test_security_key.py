"""A security key in a real browser, by the authenticator that Chromium makes up: registered, used, lost, removed."""

import pytest
from web.world import PASSWORD


@pytest.fixture
def key_page(site, open_page, django_db_blocker):
    """A page with a key plugged in; keys belong to a name, so the app is asked for as localhost."""
    from django.core.cache import cache

    cache.clear()
    served, _known = site
    page = open_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page, served.url.replace("127.0.0.1", "localhost"), session, added["authenticatorId"]


def sign_in_by_password(page, url):
    page.goto(f"{url}/sign-in/")
    page.fill("#id_login", "alice")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def sign_out(page, url):
    page.goto(f"{url}/account/")
    page.locator(".top summary", has_text="alice").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{url}/sign-in/")


def add_key(page, url):
    sign_in_by_password(page, url)
    page.goto(f"{url}/account/second/keys/add/")  # who one is is asked again before that
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.fill("#id_name", "A key of metal")
    page.get_by_role("button", name="Add a key").click()
    page.wait_for_url("**/account/second/codes/**")
    return page.locator(".codes code").all_inner_texts()


def test_a_key_is_registered_signs_in_and_stands_in_the_list(key_page, judge):
    page, url, session, authenticator = key_page
    codes = add_key(page, url)
    assert len(codes) == 10
    judge(page, "recovery-codes-1440")
    assert len(session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]) == 1
    sign_out(page, url)
    sign_in_by_password(page, url)
    page.wait_for_url("**/sign-in/second/")
    judge(page, "second-factor-1440")
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(f"{url}/")
    page.goto(f"{url}/people/")
    page.get_by_role("heading", name="People").wait_for()
    page.goto(f"{url}/account/second/keys/")
    page.get_by_text("A key of metal").wait_for()
    judge(page, "security-keys-1440")


def use_code(page, url, code):
    sign_in_by_password(page, url)
    page.fill("#id_code", code)
    page.get_by_role("button", name="Sign in").click()


def test_whoever_lost_the_key_signs_in_by_a_recovery_code_once(key_page):
    page, url, session, authenticator = key_page
    codes = add_key(page, url)
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": authenticator})
    sign_out(page, url)
    use_code(page, url, codes[0])
    page.wait_for_url(f"{url}/")
    sign_out(page, url)
    use_code(page, url, codes[0])
    page.wait_for_selector("[role=alert]")
    assert "This is not the code" in page.inner_text("[role=alert]")
    page.fill("#id_code", codes[1])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{url}/")
    page.goto(f"{url}/account/second/")
    page.get_by_text("8 codes are unused").wait_for()


def test_a_key_that_does_not_answer_is_said_in_words(key_page):
    page, url, session, authenticator = key_page
    add_key(page, url)
    sign_out(page, url)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    session.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": authenticator})
    sign_in_by_password(page, url)
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_selector("#messages .message.error")
    assert "The key did not answer" in page.inner_text("#messages")
