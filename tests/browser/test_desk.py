"""The desk that several people share, in a real browser: lists, marks, a dropped line."""

import re

import pytest
from web.world import NOW, dated, event, take_in

from habeas.model import MentionReference, Reject, SamePerson, Subject
from habeas.store.models import ClaimRow, Draft, MentionRow
from habeas.web.casebook import served_casebook
from habeas.workflow import record_decision

AGAIN = (
    "Anna Vydumanaya was detained in Minsk on 3 March 2021. Viktar Prydumany, her brother, waited at the court. "
    "Nothing else was said."
)

KEPT = ".draft-state:has-text('Kept on the server')"


@pytest.fixture
def told_again(site):
    """A second report of a detention that the case holds, its name settled; and one who is at work on the first."""
    served, world = site
    parts = {
        "again": event(
            AGAIN,
            "detention",
            "was detained",
            "Anna Vydumanaya",
            AGAIN.split(" Viktar", maxsplit=1)[0],
            date=dated(AGAIN, "3 March 2021", "2021-03-03"),
        )
    }
    document, claims = take_in(served_casebook(), AGAIN, parts, "Third Sample", "2021-03-09")
    subject = Subject(mention=MentionReference(document_id=document, name="Anna Vydumanaya"))
    decision = SamePerson(person_id=world.person, subjects=(subject,))
    record_decision(served_casebook(), decision, world.bob, when=NOW)
    return served, world, document, claims


@pytest.mark.parametrize(("size", "language"), [("360", "en"), ("768", "be"), ("1440", "ru"), ("1440", "en")])
def test_the_lists_and_marks_of_the_desk_are_fit_for_every_screen_and_reader(
    told_again, open_page, sign_in, judge, size, language
):
    served, _world, document, claims = told_again
    page = sign_in(open_page(size), served, "alice")
    page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
    other = sign_in(open_page("768"), served, "bob")
    other.goto(f"{served.url}/review/{document}/")
    for name, address in (
        ("adds", "/review/known/?all=1"),
        ("second", "/review/second/"),
        ("marked", f"/reports/{document}/"),
        ("adds-card", f"/review/{document}/{claims['again']}/"),
        ("correct", f"/review/{document}/{claims['again']}/correct/"),
        ("busy", "/reports/"),
    ):
        page.goto(served.url + address)
        judge(page, f"desk-{name}-{size}-{language}")


@pytest.mark.parametrize("scripts", [True, False])
def test_what_adds_a_source_is_accepted_at_once_and_taken_back(told_again, open_page, sign_in, scripts):
    served, _world, _document, claims = told_again
    page = sign_in(open_page(scripts=scripts), served, "alice")
    page.goto(f"{served.url}/review/known/")
    page.click("text=Choose all of this page")
    page.locator("button.first").click()
    page.wait_for_selector("text=1 claim was accepted")
    assert ClaimRow.objects.get(pk=claims["again"]).state == "accepted"
    page.click("text=undo the last 1")
    page.wait_for_selector("text=Taken back")
    assert ClaimRow.objects.get(pk=claims["again"]).state == "proposed"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_sentence_without_a_claim_becomes_one(told_again, open_page, sign_in, scripts):
    served, _world, document, _claims = told_again
    page = sign_in(open_page(scripts=scripts), served, "alice")
    page.goto(f"{served.url}/reports/{document}/")
    assert page.locator(".bare").all_inner_texts() == ["Viktar Prydumany, her brother, waited at the court."]
    page.locator(".pin.add").click()
    assert page.input_value("#f-quote") == "Viktar Prydumany, her brother, waited at the court."
    page.select_option("#f-type", "court_hearing")
    page.fill("#f-trigger", "waited at the court")
    page.fill("#f-person", "Viktar Prydumany")
    page.locator("button.first").click()
    page.wait_for_selector("text=The claim was added and accepted")


def test_a_correction_outlives_a_dropped_line_and_a_closed_tab(site, open_page, sign_in):
    served, world = site
    page = sign_in(open_page(trouble=("ERR_INTERNET_DISCONNECTED", "htmx:")), served, "alice")
    address = f"{served.url}/review/{world.first}/{world.claims['beaten']}/correct/"
    page.goto(address)
    page.fill("#f-why", "the quote says it")
    page.wait_for_selector(KEPT)
    page.context.set_offline(True)
    page.fill("#f-why", "the quote says it twice")
    page.wait_for_selector("text=No line: not kept yet")
    page.locator("form.correct button.first").click()
    page.wait_for_selector("text=No answer from the server")
    assert page.input_value("#f-why") == "the quote says it twice"
    page.context.set_offline(False)
    page.wait_for_selector(KEPT)
    kept = page.evaluate("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})")
    assert "quote" not in kept
    page.close()
    again = sign_in(open_page(), served, "alice")
    again.goto(address)
    assert again.input_value("#f-why") == "the quote says it twice"
    again.click("text=Throw it away")
    again.wait_for_selector("text=filled in again", state="detached")
    assert again.input_value("#f-why") == ""
    assert not Draft.objects.exists()


def test_a_note_is_kept_while_it_is_written_and_by_a_button_without_scripts(site, open_page, sign_in):
    served, _world = site
    page = sign_in(open_page(), served, "alice")
    page.goto(f"{served.url}/reports/note/")
    page.fill("#id_text", "Somebody called about Anna.")
    page.wait_for_selector(KEPT)
    plain = sign_in(open_page(scripts=False), served, "alice")
    plain.goto(f"{served.url}/reports/note/")
    assert plain.input_value("#id_text") == "Somebody called about Anna."
    plain.fill("#id_text", "Somebody called twice.")
    plain.click("text=Keep for later")
    assert plain.input_value("#id_text") == "Somebody called twice."
    plain.locator("button.first").click()
    plain.wait_for_url(re.compile("/review/"))
    assert not Draft.objects.exists()


def test_what_a_correction_lacks_is_said_in_its_place_and_nothing_typed_is_lost(site, open_page, sign_in):
    served, world = site
    page = sign_in(open_page(trouble=("400",)), served, "alice")
    page.goto(f"{served.url}/review/{world.first}/{world.claims['beaten']}/correct/")
    page.fill("input[name='date-value']", "2021-03-32")
    page.locator("form.correct button.first").click()
    page.wait_for_selector("#messages .error")
    assert page.input_value("input[name='date-value']") == "2021-03-32"
    assert page.url.endswith("/correct/")


def test_several_files_are_told_of_one_by_one_and_pasted_text_outlives_a_dropped_line(site, open_page, sign_in, judge):
    served, _world = site
    page = sign_in(open_page(trouble=("ERR_INTERNET_DISCONNECTED", "400")), served, "alice")
    page.goto(f"{served.url}/reports/take-in/")
    page.fill("#id_text", "Pasted before the line dropped.")
    page.wait_for_selector(KEPT)
    page.goto(f"{served.url}/reports/take-in/")
    assert page.input_value("#id_text") == "Pasted before the line dropped."
    page.click("text=Throw it away")
    page.wait_for_selector("text=filled in again", state="detached")
    files = [
        {"name": f"{n}.txt", "mimeType": "text/plain", "buffer": f"Anna Sample was arrested on {n} May 2021.".encode()}
        for n in (1, 2)
    ]
    files.append({"name": "3.pdf", "mimeType": "application/pdf", "buffer": b"\x00\x01\x02" * 50})
    page.set_input_files("#id_reports", files)
    page.locator("button.first").click()
    page.wait_for_selector("text=Done: 3 files.", timeout=30_000)
    lines = page.locator("#outcomes > li").all_inner_texts()
    assert ["taken in" in line for line in lines] == [True, True, False]
    judge(page, "take-in-several-1440")
    page.context.set_offline(True)
    page.set_input_files("#id_reports", files[:2])
    page.locator("button.first").click()
    page.wait_for_selector("text=Taken in: 0 of 2")
    assert page.evaluate("document.getElementById('id_reports').files.length") == 2


def test_who_somebody_is_takes_one_key_on_the_card(site, open_page, sign_in, judge):
    served, world = site
    text = "Hanna Vydumanaya was detained in Minsk on 8 June 2022."
    date = dated(text, "8 June 2022", "2022-06-08")
    parts = {"held": event(text, "detention", "was detained", "Hanna Vydumanaya", text, date=date)}
    document, claims = take_in(served_casebook(), text, parts, "Third Sample", "2022-06-09")
    page = sign_in(open_page(), served, "alice")
    page.goto(f"{served.url}/review/{document}/")
    assert page.locator(".who input[value='']").is_checked(), "nothing is chosen for the reviewer"
    judge(page, "desk-who-keys-1440")
    page.keyboard.press("1")
    page.keyboard.press("a")
    page.wait_for_function("() => document.querySelector('#card').dataset.claim === ''")
    mention = MentionRow.objects.get(claim_id=claims["held"], number=0)
    assert mention.person_id == world.person
    page.keyboard.press("u")
    page.wait_for_selector(f"#card[data-claim='{claims['held'][:12]}']")
    page.keyboard.press("0")
    page.keyboard.press("a")
    page.wait_for_function("() => document.querySelector('#card').dataset.claim === ''")
    assert MentionRow.objects.get(claim_id=claims["held"], number=0).person_id not in ("", world.person)


def test_a_colleague_who_was_quicker_is_shown_in_place(site, open_page, sign_in, judge):
    served, world = site
    claim = world.claims["beaten"]
    page = sign_in(open_page(trouble=("409",)), served, "alice")
    page.goto(f"{served.url}/review/{world.first}/{claim}/")
    record_decision(served_casebook(), Reject(claim_id=claim), world.bob, when=NOW)
    page.keyboard.press("a")
    page.wait_for_selector("#messages .error:has-text('bob decided this claim')")
    assert "rejected" in page.inner_text("#card .state")
    assert page.url.endswith(f"{claim}/")
    judge(page, "desk-meanwhile-1440")
    page.keyboard.press("a")
    page.wait_for_selector("#messages .error", state="detached")
    assert ClaimRow.objects.get(pk=claim).state == "disputed"
