import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from habeas.store import worldwide
from habeas.web.middleware import CONTENT_POLICY

MOST_QUERIES = 12


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def addresses(world):
    return (
        "/",
        "/people/",
        "/people/?show=held&order=since&article=342",
        "/reports/",
        "/reports/?left=1",
        "/reports/take-in/",
        "/search/",
        f"/reports/{world.first}/",
        f"/cases/{world.person}/",
        f"/cases/{world.person}/?as_of=2021-04-01",
        f"/review/{world.first}/",
        f"/review/{world.first}/add/",
        f"/review/{world.first}/{world.claims['beaten']}/correct/",
        f"/review/{world.second}/{world.claims['boris']}/who/0/",
        "/review/questions/",
        "/review/known/",
        "/review/second/",
        "/reports/note/",
        "/timeline/",
        "/timeline/?at=2021",
        "/timeline/?at=2021-03",
        "/positions/",
        "/precedents/",
        "/contradictions/",
        "/contradictions/?type=date",
        "/sources/",
        "/overview/",
        "/help/",
        "/account/",
    )


def test_no_page_asks_the_database_more_than_twelve_questions(world, as_):
    client = as_("alice")
    worldwide.freshen()  # what a decision made stale is derived once, by the first page that asks
    for address in addresses(world):
        page(client, address)  # what a record has made stale is made fresh once, by whoever comes first
        with CaptureQueriesContext(connection) as asked:
            page(client, address)
        questions = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
        written = [
            query["sql"] for query in asked if "store_auditentry" in query["sql"] or "audit_head" in query["sql"]
        ]
        questions = [sql for sql in questions if sql not in written]  # noted once the page is sent
        assert len(questions) <= MOST_QUERIES, (address, [sql[:160] for sql in questions])


def test_no_page_holds_an_inline_script_style_or_handler(world, as_):
    client = as_("alice")
    for address in addresses(world):
        body = page(client, address)
        assert not re.search(r"<script(?![^>]* src=)", body), address
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", body), address


def test_no_title_and_no_address_holds_a_name(world, as_):
    client = as_("alice")
    for address in addresses(world):
        body = page(client, address)
        assert "Vydumana" not in re.search(r"<title>(.*?)</title>", body, re.DOTALL).group(1)
        for link in re.findall(r'(?:href|action|hx-\w+)="([^"]*)"', body):
            assert "Vydumana" not in link
            assert "Anna" not in link


def test_words_of_a_report_are_never_markup(world, as_):
    body = page(as_("alice"), f"/reports/{world.first}/")
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body


def test_the_text_on_the_page_is_the_text_of_the_report(world, as_):
    from html import unescape

    from web.world import FIRST

    body = page(as_("alice"), f"/reports/{world.first}/")
    inside = re.search(r'id="report-text"[^>]*>(.*?)</div></section>', body, re.DOTALL).group(1)
    assert unescape(re.sub(r"<[^>]+>", "", inside)) == FIRST


@pytest.mark.parametrize("name", ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"])
def test_every_answer_carries_the_headers(as_, name):
    for client in (as_(), as_("alice")):
        for address in ("/", "/sign-in/", "/nowhere/"):
            assert name in client.get(address).headers


def test_the_policy_lets_nothing_in_from_elsewhere():
    assert "'unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY
    assert CONTENT_POLICY.startswith("default-src 'none'")


def test_pages_are_kept_in_no_cache(world, as_):
    assert as_("alice").get(f"/cases/{world.person}/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "localhost.", "127.0.0.1@evil"])
def test_another_host_name_gets_one_plain_line(as_, host):
    answer = as_("alice").get("/people/", headers={"host": host})
    assert answer.status_code == 400
    assert b"Vydumana" not in answer.content


def test_a_form_without_its_token_is_refused(world):
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(username="alice"))
    answer = client.post(f"/review/{world.first}/{world.claims['beaten']}/decide/", {"act": "accept"})
    assert answer.status_code == 403


def test_the_original_is_an_attachment_under_its_hash(world, as_):
    answer = as_("alice").get(f"/reports/{world.first}/original/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"Anna Vydumanaya" in b"".join(answer.streaming_content)
    assert as_("petra").get(f"/reports/{world.first}/original/").status_code == 404


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_choosing_a_language_never_leads_elsewhere(as_, elsewhere):
    answer = as_("alice").post("/language/", {"language": "ru", "next": elsewhere})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "address", ["/cases/../people/", "/reports/..%2f..%2fetc/", f"/cases/{'A' * 32}/", "/static/..%2f..%2fsettings.py"]
)
def test_tricks_with_paths_find_nothing(as_, address):
    assert as_("alice").get(address).status_code in (400, 404)
