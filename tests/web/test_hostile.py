"""What somebody hostile sends: scripts in every field, forms of other sites, addresses elsewhere, bursting files."""

import io
import re
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web.test_access import address_of, every_url
from web.world import PASSWORD

from habeas.store.models import DecisionRow, DocumentRow, ExportEntry, PersonRow, RecordId

SCRIPT = "<script>alert(1)</script>"
QUOTES = "\"'><img src=x onerror=alert(1)>"
SHOWN = ("/reports/", "/sources/", "/search/", "/timeline/", "/audit/", "/accounts/", "/safety/", "/safety/levels/")


def forms_of(client):
    """A client whose posts must carry the token of a form, as a browser's must."""
    client.handler.enforce_csrf_checks = True
    return client


@pytest.mark.parametrize("hostile", [SCRIPT, QUOTES])
@pytest.mark.parametrize("field", ["outlet", "title", "author", "text"])
def test_what_is_taken_in_is_shown_as_text_wherever_it_stands(world, as_, field, hostile):
    client = as_("bob")
    given = {"text": "A teacher was detained in Minsk on 3 March 2021.", "published": "2021-03-04", "outlet": "Daily"}
    given[field] = f"{given.get(field, '')} {hostile}"
    client.post("/reports/take-in/", given)
    made = DocumentRow.objects.order_by("-sequence").first()
    assert hostile in made.outlet + made.title + made.author or field == "text"
    for address in (*SHOWN, f"/reports/{made.document_id}/", f"/review/{made.document_id}/"):
        body = client.get(address, follow=True).content.decode()
        assert hostile not in body, address
        assert "onerror=alert(1)>" not in body.replace("onerror=alert(1)&gt;", ""), address


@pytest.mark.parametrize("hostile", [SCRIPT, QUOTES])
@pytest.mark.parametrize("address", ["/people/", "/search/"])
def test_what_is_searched_for_comes_back_as_text(world, as_, address, hostile):
    body = as_("alice").post(address, {"name": hostile, "asked": hostile}).content.decode()
    assert hostile not in body


def test_a_source_with_a_script_for_a_name_is_shown_as_text_among_levels(world, as_):
    client = as_("bob")
    told = {"kind": "source", "target": SCRIPT + QUOTES, "level": "1", "why": SCRIPT}
    client.post("/safety/levels/set/", told)
    body = client.get("/safety/levels/").content.decode()
    assert DecisionRow.objects.filter(kind="level").exists()
    assert SCRIPT not in body
    assert QUOTES not in body


@pytest.mark.parametrize("query", ["kind=source&target=", "kind=kind&word=", "kind=claim&target="])
def test_an_address_that_carries_a_script_or_a_name_is_no_page(world, as_, query):
    for words in (SCRIPT, "Sample Wire"):
        answer = as_("bob").get("/safety/levels/?" + query + words)
        assert answer.status_code == 404
        assert words not in answer.content.decode()


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_no_form_of_another_site_changes_anything(world, as_, who):
    client = forms_of(as_(who))
    before = (RecordId.objects.count(), ExportEntry.objects.count(), PersonRow.objects.filter(hidden=True).count())
    for pattern, _entry in every_url():
        address = address_of(pattern, world)
        answer = client.post(address, {"act": "accept", "why": "x"}, HTTP_ORIGIN="https://elsewhere.example")
        assert answer.status_code in (403, 404, 405), address
    after = (RecordId.objects.count(), ExportEntry.objects.count(), PersonRow.objects.filter(hidden=True).count())
    assert before == after


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"])
def test_nothing_sends_a_browser_elsewhere(world, as_, elsewhere):
    client = as_()
    answer = client.post(f"/sign-in/?next={elsewhere}", {"login": "alice", "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/"
    for address, given in (
        ("/language/", {"language": "ru", "next": elsewhere}),
        ("/account/again/", {"password": PASSWORD, "next": elsewhere}),
        ("/sign-out/", {"next": elsewhere}),
    ):
        target = client.post(f"{address}?next={elsewhere}", given).headers.get("Location", "/")
        assert "elsewhere" not in target, address


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", b"0" * 50_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("report.zip", bomb(), "unpack it"),
        ("report.docx", bomb(), "unpack it|office document"),
        (
            "report.pdf",
            b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(b"0" * 50_000_000),
            "damaged",
        ),
        ("report.html", b"<div>" * 200_000 + b"words", "too deeply|cannot be understood|needs more memory"),
        ("../../etc/passwd.exe", b"\x7fELF" + b"\0" * 100, "a program, not a report"),
    ],
)
def test_a_file_made_to_burst_or_to_run_is_refused_in_one_line(world, as_, name, content, said):
    before = DocumentRow.objects.count()
    page = as_("alice").post("/reports/take-in/", {"reports": SimpleUploadedFile(name, content)})
    assert page.status_code in (200, 400)
    assert re.search(said, page.content.decode())
    assert DocumentRow.objects.count() == before


def test_guessing_the_second_factor_is_limited(world, as_):
    from allauth.mfa.totp.internal import auth as totp
    from django.contrib.auth import get_user_model

    totp.TOTP.activate(get_user_model().objects.get(username="alice"), totp.generate_totp_secret())
    client = as_()
    client.post("/sign-in/", {"login": "alice", "password": PASSWORD})
    answers = [client.post("/sign-in/second/", {"code": f"{n:06d}"}) for n in range(12)]
    assert any("Too many" in one.content.decode() or one.status_code == 429 for one in answers)
    assert client.get("/people/").status_code == 404


@pytest.mark.parametrize("forged", ["f" * 64, "0" * 64, "..", "%2e%2e%2f", "1'; DROP TABLE store_recordid; --"])
def test_a_forged_id_in_a_form_decides_nothing(world, as_, forged):
    client = as_("bob")
    before = RecordId.objects.count()
    person = f"/safety/people/{world.person}"
    client.post(f"{person}/consent/withdraw/", {"decision": forged})
    client.post(f"{person}/consent/second/", {"decision": forged, "why": "x"})
    client.post(f"{person}/access/take-back/", {"decision": forged})
    client.post(f"{person}/access/", {"account": forged, "role": "reader"})
    client.post("/safety/levels/take-back/", {"decision": forged})
    client.post("/safety/levels/set/", {"kind": "claim", "target": forged, "level": "4", "why": "x"})
    client.post(f"/accounts/{world.alice}/take/", {"decision": forged})
    assert RecordId.objects.count() == before


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(world):
    client = Client(HTTP_HOST="127.0.0.1")
    answer = client.post("/sign-in/", {"login": "alice", "password": PASSWORD})
    cookie = answer.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_report_of_ill_treatment_says_so_before_its_words(world, as_):
    page = as_("alice").get(f"/reports/{world.first}/").content.decode()
    assert page.index("tells of ill-treatment or death") < page.index("in custody on 4 March")
    assert "tells of ill-treatment" not in as_("alice").get(f"/reports/{world.second}/").content.decode()


def test_what_nobody_reviewed_of_ill_treatment_opens_only_when_asked_for(world, as_):
    page = as_("alice").get(f"/cases/{world.person}/").content.decode()
    unreviewed = page[page.index('id="unreviewed"') :]
    warning = re.search(r'<details class="warning">.*?</details>', unreviewed, re.DOTALL).group(0)
    assert "She was beaten" in warning
    assert "open>" not in warning
    assert "She was beaten" not in unreviewed.replace(warning, "")
