"""What somebody writes and reads at the desk: drafts, sentences without a claim, what the card and the head show."""

import pytest
from web.test_desk import state
from web.world import event, take_in

from habeas.store.models import Draft
from habeas.web.casebook import served_casebook

# Drafts.


def test_a_half_written_correction_is_kept_for_its_writer_alone_until_it_is_sent(world, as_):
    claim = world.claims["beaten"]
    address = f"/review/{world.first}/{claim}/correct/"
    draft = f"correct {world.first} {claim}"
    answer = as_("alice").post("/review/draft/", {"draft": draft, "date-value": "2021-03-05", "why": "half a reason"})
    assert answer["Location"] == address
    page = as_("alice").get(address).content.decode()
    assert "half a reason" in page
    assert 'value="2021-03-05"' in page
    assert "filled in again" in page
    assert "half a reason" not in as_("bob").get(address).content.decode()
    as_("alice").post(address, {"date": "4 March 2021", "date-value": "2021-03-05"})
    assert not Draft.objects.exists()


def test_a_draft_is_thrown_away_by_its_writer_and_after_two_weeks(world, as_):
    client = as_("alice")
    Draft.objects.create(who=world.bob, name="note", fields={"text": "old"}, kept_at="2020-01-01T00:00:00Z")
    client.post("/review/draft/", {"draft": "note", "text": "Somebody called."})
    assert Draft.objects.get().fields == {"text": "Somebody called."}
    assert "Somebody called." in client.get("/reports/note/").content.decode()
    client.post("/review/draft/", {"draft": "note", "draft-act": "forget"})
    assert not Draft.objects.exists()


def test_what_somebody_left_half_written_goes_with_the_account(world, as_):
    from habeas.web.serve import erase_account

    as_("alice").post("/review/draft/", {"draft": "note", "text": "Somebody called."})
    Draft.objects.create(who=world.bob, name="note", fields={}, kept_at="2100-01-01T00:00:00Z")
    erase_account(world.alice)
    assert [draft.who for draft in Draft.objects.all()] == [world.bob]


def test_a_note_that_was_taken_in_leaves_no_draft(world, as_):
    client = as_("alice")
    client.post("/review/draft/", {"draft": "note", "text": "Somebody called.", "teller": "Zoya Secret"})
    client.post("/reports/note/", {"text": "Somebody called.", "teller": "Zoya Secret"})
    assert not Draft.objects.exists()


def test_words_that_run_over_a_line_break_are_corrected_from_fields_of_one_line(world, as_):
    from lxml import html
    from web.world import span

    from habeas.model import LegalReference

    text = "Zoya Prydumanaya was charged under Article 342 of\nthe Criminal Code on 3 May 2021."
    law = LegalReference(quote=span(text, "Article 342 of\nthe Criminal Code"), article="361")
    parts = {"charged": event(text, "charge", "was charged", "Zoya Prydumanaya", text, legal=(law,))}
    document, claims = take_in(served_casebook(), text, parts, "Sample", "2021-05-04")
    address = f"/review/{document}/{claims['charged']}/correct/"
    client = as_("alice")
    page = client.get(address).content.decode()
    form = next(form for form in html.fromstring(page).forms if form.get("class") == "correct")
    given = {name: value for name, value in form.form_values() if name != "state"}
    assert given["legal.0"] == "Article 342 of the Criminal Code"
    answer = client.post(address, {**given, "legal.0-value": "342"})
    assert answer.status_code == 302
    assert state(claims["charged"]) == "corrected"


def test_who_somebody_is_is_asked_after_a_correction_and_the_corrected_claim_stays_corrected(world, as_):
    from habeas.store.models import ClaimRow, MentionRow

    client = as_("alice")
    address = f"/review/{world.second}/{world.claims['boris']}/correct/"
    answer = client.post(address, {"date": "7 March 2021", "date-value": "2021-03-08"}, follow=True)
    page = answer.content.decode()
    assert "Now say who it is" in page
    made = ClaimRow.objects.get(document_id=world.second, date="2021-03-08")
    assert f'data-claim="{made.claim_id[:12]}"' in page
    given = {"act": "accept", "who.0": "new", "state": "accepted"}
    client.post(f"/review/{world.second}/{made.claim_id}/decide/", given)
    assert MentionRow.objects.get(claim_id=made.claim_id, number=0).person_id != ""
    assert state(made.claim_id) == "accepted"
    assert state(world.claims["boris"]) == "corrected"


@pytest.mark.parametrize("name", ["", "anything", "add x", "correct " + "a" * 64, "note "])
def test_a_draft_of_nothing_is_refused(as_, name):
    assert as_("alice").post("/review/draft/", {"draft": name}).status_code == 404


def test_the_claim_that_is_looked_at_is_marked_even_when_it_was_rejected(world, as_):
    client = as_("alice")
    short = world.claims["beaten"][:12]
    address = f"/review/{world.first}/{world.claims['beaten']}/"
    client.post(f"{address}decide/", {"act": "reject"})
    assert f'id="c-{short}"' in client.get(address).content.decode()
    assert f'id="c-{short}"' not in client.get(f"/reports/{world.first}/").content.decode()


# A sentence without a claim.


def test_a_sentence_about_somebody_without_a_claim_is_marked_for_reviewers_and_fills_the_form(world, as_):
    from web.test_unclaimed import TEXT

    document, _claims = take_in(served_casebook(), TEXT, {}, "Invented Daily", "2022-08-01")
    for address in (f"/reports/{document}/", f"/review/{document}/add/"):
        page = as_("alice").get(address).content.decode()
        assert page.count('class="pin add"') == 3, address
        assert page.count('class="bare"') == 3
    assert 'class="bare"' not in as_("rita").get(f"/reports/{document}/").content.decode()
    start = TEXT.index("Viktar")
    end = TEXT.index("court.") + 6
    page = as_("alice").get(f"/review/{document}/add/?start={start}&end={end}").content.decode()
    assert ">Viktar Prydumany, her brother, came to the court.</textarea>" in page
    for odd in (f"?start={end}&end={start}", "?start=0&end=999999999", "?start=x&end=2", "?start=0&end=99999"):
        assert "Prydumany" not in as_("alice").get(f"/review/{document}/add/{odd}").content.decode().split("<form")[-1]


# What is read out of words stands beside them, so that a wrong reading is seen.


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"legal": "361"}, "Article 342 of the Criminal Code (read as 361)"),
        ({"legal": "342"}, "Article 342 of the Criminal Code"),
        ({"term": 5}, "5 years"),
    ],
)
def test_a_value_that_the_words_do_not_hold_is_shown_on_the_card(changes, shown):
    from web.world import FIRST, span

    from habeas.model import Claim, Event, LegalReference, Term
    from habeas.web.claims.slots import Published, slots_of

    law, term = span(FIRST, "Article 342 of the Criminal Code"), span(FIRST, "two years in a colony")
    body = Event(
        event_type="verdict",
        trigger=span(FIRST, "sentenced"),
        legal=(LegalReference(quote=law, article=changes["legal"]),) if "legal" in changes else (),
        term=Term(quote=term, years=changes["term"]) if "term" in changes else None,
    )
    claim = Claim(document_id="0" * 64, quote=span(FIRST, "sentenced"), body=body, modality="asserted")
    assert shown in [slot.text for slot in slots_of(claim, Published())]


def test_the_warning_on_a_source_names_the_countries_of_the_packs_that_list_it(world, as_, monkeypatch):
    from habeas.web import sources

    tables = {
        ("xx", "outlets"): {
            "outlet": [{"names": {"en": ["Invented Daily"]}, "extremist": True, "class": "independent"}]
        },
        ("xx", "places"): {"place": [{"kind": "country", "names": {"en": ["Inventia"], "ru": ["Инвенция"]}}]},
        ("yy", "outlets"): {
            "outlet": [{"names": {"en": ["invented daily"]}, "extremist": True, "class": "independent"}]
        },
    }
    monkeypatch.setattr(sources, "list_packs", lambda: ("xx", "yy"))
    monkeypatch.setattr(sources, "list_tables", lambda pack: tuple(table for one, table in tables if one == pack))
    monkeypatch.setattr(sources, "load_table", lambda pack, table: tables[pack, table])
    monkeypatch.setattr(sources, "_risks", sources._risks.__wrapped__)
    client = as_("alice")
    page = client.get(f"/reports/{world.first}/").content.decode()
    assert "formations: Inventia, YY." in page
    assert "Belarus" not in page
    client.post("/language/", {"language": "ru", "next": "/"})
    assert "Инвенция, YY" in client.get(f"/reports/{world.first}/").content.decode()
    assert "formations" not in client.get(f"/reports/{world.second}/").content.decode()


def test_what_a_script_says_while_files_are_read_comes_in_the_language_of_the_page(world, as_):
    client = as_("alice")
    client.post("/language/", {"language": "ru", "next": "/"})
    assert 'data-reading="Читается {n} из {m}: {name}"' in client.get("/reports/take-in/").content.decode()
