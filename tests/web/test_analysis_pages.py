"""Pages of analysis: asked by a form, answered behind the pages, for the case team only."""

import json
import re
import threading
import time

import pytest
from web.world import make_account

from habeas.analysis.answers import answer
from habeas.store.models import AuditEntry, ExportEntry, Tombstone
from habeas.web.analysis import runs
from habeas.web.casebook import served_casebook

ASKED = {"first": "2021-01-01", "last": "2021-12-31"}
DOORS = ("/analysis/totals/", "/analysis/releases/", "/analysis/trends/")


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Answers are computed in a thread of this process: the other process has a test of its own."""
    runs.forget_runs()
    monkeypatch.setattr(runs, "_compute_apart", answer)
    yield
    runs.forget_runs()


def wait_for(client, address):
    for _ in range(200):
        body = client.get(address).content.decode()
        if "Look again" not in body:
            return body
        time.sleep(0.05)
    raise AssertionError("no answer came")


def ask(client, door, **fields):
    answered = client.post(door, ASKED | fields)
    assert answered.status_code == 302
    return answered["Location"]


def test_trends_come_with_plots_tables_cautions_and_a_sentence_to_quote(as_):
    client = as_("alice")
    place = ask(client, "/analysis/trends/", split="2021-03-05", dimension="charge_family")
    body = wait_for(client, place)
    for words in ("Over time", "People held", "Who is newly arrested", "From alleged conduct to arrest"):
        assert words in body
    assert "gatherings and riots" in body
    assert "There are 1 arrests before and 0 after; at least 10 each are needed." in body
    assert "From 1 January 2021 to 31 December 2021 1 documented arrests" in body
    assert len(body) < 150_000
    plots = re.findall(r'src="([^"]+\.svg)"', body)
    assert len(plots) == 2
    for plot in plots:
        image = client.get(plot)
        assert image["Content-Type"] == "image/svg+xml"
        assert "sandbox" in image["Content-Security-Policy"]
        assert b"#93bde9" in client.get(plot + "?dark=1").content


def test_a_release_study_lists_cases_first_and_says_what_it_refuses(as_):
    client = as_("alice")
    place = ask(client, "/analysis/releases/", measure=["intervention", "appeal"])
    body = wait_for(client, place)
    assert body.index("The cases") < body.index("Every measure that was studied") < body.index("on one calendar")
    assert "caused" not in body
    assert "Chosen too, and told of in no accepted claim" in body
    assert "intervention, open appeal." in body
    assert "does not show that it made it happen" in body


def test_totals_of_too_few_people_are_refused_in_sentences(as_):
    client = as_("alice")
    form = client.get("/analysis/totals/").content.decode()
    assert "Invented Daily" in form
    fields = {f"list-{n}": str(n + 1) for n in range(form.count("<fieldset"))}
    fields |= {"first": "", "last": ""}
    place = ask(client, "/analysis/totals/", **fields)
    body = wait_for(client, place)
    assert "is documented on at least one of" in body or "people are documented" in body
    assert "No total is estimated" in body
    assert "with two, only a scenario of independent lists can be computed." in body


def test_the_same_question_is_answered_once_until_records_come_in(as_):
    client = as_("alice")
    first = ask(client, "/analysis/trends/")
    wait_for(client, first)
    assert ask(client, "/analysis/trends/") == first
    assert ask(client, "/analysis/trends/", step="year") != first
    make_account(served_casebook(), "zoe", "reader")  # a decision, so a record
    assert "Records have come in since" in client.get(first).content.decode()
    assert ask(client, "/analysis/trends/") != first


def test_bad_days_and_missing_measures_are_one_sentence_on_the_form(as_):
    client = as_("alice")
    for door, fields, words in (
        ("/analysis/trends/", {"first": "2022-01-01"}, "The last day must come after the first."),
        ("/analysis/trends/", {"first": "x"}, "Give both days, as 2020-08-09."),
        ("/analysis/trends/", {"split": "2030-01-01"}, "must lie between the first and the last day"),
        ("/analysis/releases/", {}, "Choose at least one kind of measure."),
        ("/analysis/totals/", {}, "Put outlets into at least two lists"),
    ):
        body = client.post(door, ASKED | fields, follow=True).content.decode()
        assert words in body


def test_outsiders_and_those_with_single_cases_see_no_form_and_no_answer(as_, world):
    place = ask(as_("alice"), "/analysis/trends/")
    wait_for(as_("alice"), place)
    make_account(served_casebook(), "lena", "reader", person_id=world.person)
    for who in ("petra", "lena"):
        client = as_(who)
        for address in ("/analysis/", *DOORS, place):
            body = client.get(address).content.decode()
            assert "they are for the case team" in body
            assert "<form" not in body.split("<main", 1)[1]
        assert client.post("/analysis/trends/", ASKED).status_code == 200
        assert client.get(f"{place}held.svg").status_code == 404
    assert as_("rita").get(place).status_code == 200


def test_only_a_lead_hands_out_and_only_with_a_note_of_harm(as_):
    place = ask(as_("alice"), "/analysis/trends/")
    wait_for(as_("alice"), place)
    fields = {"recipient": "A Mechanism", "level": "3", "harm": "x" * 10}
    assert as_("alice").post(f"{place}hand-out/", fields).status_code == 404
    lead = as_("bob")
    body = lead.post(f"{place}hand-out/", fields, follow=True).content.decode()
    assert "Write down whom this may harm" in body
    assert not ExportEntry.objects.exists()
    fields["harm"] = "Few people are in it; nobody can be told apart after masking."
    file = lead.post(f"{place}hand-out/", fields)
    value = json.loads(file.content)
    assert "attachment" in file["Content-Disposition"]
    assert (value["access_level"], value["harm_note"]) == (3, fields["harm"])
    assert "plots" not in value["answer"]
    cells = [cell for cells in value["answer"]["trend"]["rows"].values() for cell in cells]
    assert {cell["possible"] for cell in cells} == {0, "1-4"}
    assert ExportEntry.objects.get().recipient == "A Mechanism"
    assert AuditEntry.objects.filter(action="handed out answer").count() == 1


def test_a_seal_forgets_every_answer(as_):
    client = as_("alice")
    place = ask(client, "/analysis/trends/")
    wait_for(client, place)
    Tombstone.objects.create(target="0" * 64, kind="record", added_at="2026-11-22T09:30:00Z")
    assert "no longer kept" in client.get(place, follow=True).content.decode()


def test_pages_wait_for_nothing_and_a_full_queue_takes_no_more(as_, monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(runs, "_compute_apart", lambda question: answer(question) if gate.wait(60) else {})
    client = as_("alice")
    begun = time.perf_counter()
    places = [ask(client, "/analysis/trends/", first=f"2020-0{n + 1}-01") for n in range(runs.MOST_WAITING)]
    assert "Being computed" in client.get(places[0]).content.decode()
    assert time.perf_counter() - begun < 50  # each waits a minute for its gate
    body = client.post("/analysis/trends/", ASKED | {"first": "2019-01-01"}, follow=True).content.decode()
    assert "Several computations are waiting already" in body
    gate.set()
    assert "Over time" in wait_for(client, places[0])
    for place in places:
        wait_for(client, place)


@pytest.mark.parametrize("address", ["/analysis/", *DOORS])
def test_no_page_of_analysis_asks_more_than_twelve_questions(as_, address, django_assert_max_num_queries):
    client = as_("alice")
    client.get(address)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_whoever_is_hidden_or_seen_by_nobody_is_in_no_number(as_, world):
    from habeas.safety.acts import hide_person, set_level

    client = as_("alice")
    body = wait_for(client, ask(client, "/analysis/trends/"))
    assert "1 time in custody" in body
    set_level(served_casebook(), "person", world.person, 0, world.bob, why="a test")
    body = wait_for(client, ask(client, "/analysis/trends/"))
    assert "0 times in custody" in body
    hide_person(served_casebook(), world.person, world.bob, why="a test")
    body = wait_for(client, ask(client, "/analysis/trends/", step="year"))
    assert "0 times in custody" in body
    assert "Invented Daily" not in client.get("/analysis/totals/").content.decode()
