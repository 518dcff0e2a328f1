"""The desk that several people share: what adds a source, who is at work, second looks, races and drafts."""

import dataclasses
import threading

import pytest
from django.db import connection, connections
from web.world import NOW, dated, event, make_account, take_in

from habeas.model import Accept, decode_record
from habeas.store.models import ClaimRow, PersonRow, RecordBody
from habeas.web.casebook import served_casebook
from habeas.web.review import presence
from habeas.workflow import rebuild, record_decision

THIRD = (
    "Anna Vydumanaya was detained on 3 March 2021. Later Anna Vydumanaya was detained on 20 July 2022, a court said."
)
FOURTH = "On 3 March 2021 Anna Vydumanaya was detained. It was a Wednesday."


def told_again(world, client, text=THIRD, outlet="Third Sample"):
    """Another report of the same detention, and of another one; its name is settled."""
    parts = {
        "again": event(
            text,
            "detention",
            "was detained",
            "Anna Vydumanaya",
            text.split(". ")[0] + ".",
            date=dated(text, "3 March 2021", "2021-03-03"),
        )
    }
    if "2022" in text:
        at = text.index("Later")
        parts["other"] = event(
            text,
            "detention",
            "was detained",
            "Anna Vydumanaya",
            text.split(". ")[1],
            after=at,
            date=dated(text, "20 July 2022", "2022-07-20"),
        )
    document, claims = take_in(served_casebook(), text, parts, outlet, "2022-08-01")
    client.post(f"/review/{document}/{claims['again']}/who/0/", {"person": world.person})
    return document, claims


def state(claim_id):
    return ClaimRow.objects.get(claim_id=claim_id).state


def acceptances(claim_id):
    return [
        row
        for raw in RecordBody.objects.filter(record__tag="decision.1").values_list("raw", flat=True)
        if isinstance((row := decode_record(bytes(raw))).body, Accept) and row.body.claim_id == claim_id
    ]


# Adds a source.


def test_a_claim_that_the_case_holds_is_shown_as_a_source_and_another_is_not(world, as_):
    client = as_("alice")
    document, claims = told_again(world, client)
    assert PersonRow.objects.get(pk=world.person).additions == 1
    page = client.get("/review/known/").content.decode()
    assert f'value="{claims["again"]}"' in page
    assert f'value="{claims["other"]}"' not in page
    assert "Third Sample" in page
    assert "Invented Daily" in page, "what the case holds stands beside it"
    card = client.get(f"/review/{document}/{claims['again']}/").content.decode()
    assert "Adds a source" in card.split('id="card"')[1]
    assert (
        "Adds a source"
        not in client.get(f"/review/{document}/{claims['other']}/").content.decode().split('id="card"')[1]
    )


def test_many_are_accepted_at_once_each_signed_by_itself_and_taken_back_in_one_act(world, as_):
    client = as_("alice")
    claims = [
        told_again(world, client, text, outlet)[1]["again"]
        for text, outlet in ((THIRD, "Third Sample"), (FOURTH, "Fourth Sample"))
    ]
    answer = client.post("/review/known/", {"claim": claims}, follow=True)
    assert "2 claims were accepted" in answer.content.decode()
    for claim_id in claims:
        (decision,) = acceptances(claim_id)
        assert decision.who == world.alice
        assert decision.signature
        assert state(claim_id) == "accepted"
    assert rebuild(check=True).differences == ()
    answer = client.post("/review/known/undo/", follow=True)
    assert "Taken back" in answer.content.decode()
    assert [state(claim_id) for claim_id in claims] == ["proposed", "proposed"]
    assert "nothing of yours" in client.post("/review/known/undo/", follow=True).content.decode()


def test_what_is_no_mere_source_is_left_alone_whatever_the_form_says(world, as_):
    client = as_("alice")
    _document, claims = told_again(world, client)
    forged = [claims["other"], world.claims["boris"], world.claims["beaten"], "f" * 64]
    page = client.post("/review/known/", {"claim": forged}, follow=True).content.decode()
    assert "4 claims were left as they are" in page
    assert {state(one) for one in forged[:3]} == {"proposed"}
    assert "Nothing was chosen" in client.post("/review/known/", {}, follow=True).content.decode()


def test_what_somebody_decided_meanwhile_is_left_and_the_rest_accepted(world, as_):
    client = as_("alice")
    (_, one), (_, two) = told_again(world, client), told_again(world, client, FOURTH, "Fourth Sample")
    record_decision(served_casebook(), Accept(claim_id=one["again"]), world.bob, when=NOW)
    page = client.post("/review/known/", {"claim": [one["again"], two["again"]]}, follow=True).content.decode()
    assert "1 claim was accepted" in page
    assert "1 claim was left as it is" in page
    assert [row.who for row in acceptances(one["again"])] == [world.bob]


def test_only_reviewers_of_the_whole_casebook_see_the_list(world, as_):
    make_account(served_casebook(), "casey", "reviewer", person_id=world.person)
    for name in ("rita", "petra", "charlie", "casey"):
        assert as_(name).get("/review/known/").status_code == 404
        assert as_(name).post("/review/known/", {"claim": world.claims["beaten"]}).status_code == 404


def test_a_hidden_person_is_on_the_list_for_leads_alone(world, as_):
    told_again(world, as_("alice"))
    as_("bob").post(f"/cases/{world.person}/hide/", {"why": "asked for"})
    assert "Third Sample" not in as_("alice").get("/review/known/").content.decode()


def test_a_long_list_is_cut_and_asks_the_database_no_more_than_any_page(world, as_):
    from django.test.utils import CaptureQueriesContext
    from web.test_pages import MOST_QUERIES

    client = as_("alice")
    for number in range(8):
        told_again(world, client, f"Anna Vydumanaya was detained on 3 March 2021. Copy {number}.", f"Outlet {number}")
    client.get("/review/known/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/review/known/").content.decode()
    assert page.count('type="checkbox"') == 6
    assert "2 more come up once these are decided" in page
    assert len([query for query in asked if query["sql"].startswith("SELECT")]) <= MOST_QUERIES


def test_every_page_of_the_desk_in_use_asks_no_more_than_any_page(world, as_, two_people):
    from django.test.utils import CaptureQueriesContext
    from web.test_pages import MOST_QUERIES

    client = as_("alice")
    document, claims = told_again(world, client)
    post(client, world, "accept")
    client.post("/review/draft/", {"draft": f"correct {document} {claims['again']}", "why": "kept"})
    for address in (
        f"/review/{document}/{claims['again']}/",
        f"/review/{document}/{claims['again']}/correct/",
        f"/review/{document}/{claims['other']}/",
        f"/review/{world.first}/{world.claims['beaten']}/",
        f"/review/{world.second}/{world.claims['boris']}/correct/",
        "/review/second/",
        f"/reports/{world.first}/",
        f"/cases/{world.person}/",
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        questions = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
        questions = [sql for sql in questions if "store_auditentry" not in sql and "audit_head" not in sql]
        assert len(questions) <= MOST_QUERIES, (address, "\n".join(sql[:150].replace("\n", " ") for sql in questions))


# Who is at work.


def test_a_colleague_sees_who_reviews_a_report_and_gets_another_one(world, as_):
    as_("alice").get(f"/review/{world.first}/")
    for address in (f"/review/{world.first}/", f"/reports/{world.first}/", "/reports/"):
        assert "alice is reviewing this since" in as_("bob").get(address).content.decode(), address
    assert as_("bob").get("/review/")["Location"] == f"/review/{world.second}/"
    presence.leave(world.alice, world.first)
    assert as_("bob").get("/review/")["Location"] == f"/review/{world.first}/"
    assert "is reviewing this" not in as_("alice").get(f"/reports/{world.second}/").content.decode()
    assert "is reviewing this" not in as_("rita").get(f"/reports/{world.first}/").content.decode()


def test_who_went_on_or_away_is_no_longer_shown(world, as_, monkeypatch):
    as_("alice").get(f"/review/{world.first}/")
    as_("alice").get(f"/review/{world.second}/")
    assert not presence.others_at([world.first], world.bob)
    assert presence.others_at([world.second], world.bob)
    monkeypatch.setattr(presence, "_SECONDS", -1)
    assert not presence.others_at([world.second], world.bob)


# Two at once.


def post(client, world, act, **more):
    return client.post(
        f"/review/{world.first}/{world.claims['beaten']}/decide/", {"act": act, "state": "proposed", **more}
    )


def test_the_second_of_two_sees_what_the_first_decided_and_nothing_is_lost(world, as_):
    post(as_("alice"), world, "reject")
    answer = post(as_("bob"), world, "accept")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "alice decided this claim" in page
    assert "it is now rejected" in page
    assert state(world.claims["beaten"]) == "rejected"
    again = as_("bob").post(
        f"/review/{world.first}/{world.claims['beaten']}/decide/", {"act": "accept", "state": "rejected"}
    )
    assert again.status_code == 302
    assert state(world.claims["beaten"]) == "disputed"


def test_the_same_answer_twice_is_two_acceptances_and_no_dispute(world, as_):
    post(as_("alice"), world, "accept")
    answer = as_("bob").post(
        f"/review/{world.first}/{world.claims['beaten']}/decide/", {"act": "accept", "state": "proposed"}, follow=True
    )
    assert "alice gave the same answer" in answer.content.decode()
    assert {row.who for row in acceptances(world.claims["beaten"])} == {world.alice, world.bob}
    assert state(world.claims["beaten"]) == "accepted"


def test_a_correction_that_comes_second_is_refused_with_every_word_of_it(world, as_):
    post(as_("alice"), world, "accept")
    given = {"date": "4 March 2021", "date-value": "2021-03-05", "why": "the quote says so", "state": "proposed"}
    answer = as_("bob").post(f"/review/{world.first}/{world.claims['beaten']}/correct/", given)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="2021-03-05"' in page
    assert "the quote says so" in page
    assert state(world.claims["beaten"]) == "accepted"


def test_two_who_press_at_the_same_moment_are_told_apart_by_the_database(world, as_):
    clients = {"alice": (as_("alice"), "accept"), "bob": (as_("bob"), "reject")}
    start, statuses = threading.Barrier(2), {}

    def press(name):
        client, act = clients[name]
        start.wait(5)
        try:
            statuses[name] = post(client, world, act).status_code
        finally:
            connections.close_all()

    connection.close()
    threads = [threading.Thread(target=press, args=(name,)) for name in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(statuses.values()) == [302, 409]
    won = next(name for name, status in statuses.items() if status == 302)
    assert state(world.claims["beaten"]) == {"alice": "accepted", "bob": "rejected"}[won]


# A second pair of eyes.


@pytest.fixture
def two_people(settings):
    settings.HABEAS = dataclasses.replace(settings.HABEAS, second_eyes=("ill_treatment",))


def test_what_one_person_accepted_waits_for_another_and_never_for_the_same(world, as_, two_people):
    claim = world.claims["beaten"]
    post(as_("alice"), world, "accept")
    assert state(claim) == "accepted", "the first acceptance stands"
    assert "waits for a second pair of eyes" in as_("bob").get(f"/reports/{world.first}/").content.decode()
    assert "accepted by one person so far" in as_("rita").get(f"/cases/{world.person}/").content.decode()
    assert "accepted by alice" in as_("bob").get("/review/second/").content.decode()
    own = as_("alice").get("/review/second/").content.decode()
    assert "accepted by you; waits for somebody else" in own
    assert f'value="{claim}"' not in own
    assert "yourself" in as_("alice").post("/review/second/", {"claim": claim}, follow=True).content.decode()
    assert ClaimRow.objects.get(pk=claim).deciders == 1
    assert (
        "Accepted by two people" in as_("bob").post("/review/second/", {"claim": claim}, follow=True).content.decode()
    )
    assert ClaimRow.objects.get(pk=claim).deciders == 2
    assert "accepted by one person so far" not in as_("rita").get(f"/cases/{world.person}/").content.decode()
    assert "Nothing waits" in as_("bob").get("/review/second/").content.decode()
    assert "no longer waits" in as_("bob").post("/review/second/", {"claim": claim}, follow=True).content.decode()
    assert rebuild(check=True).differences == ()


def test_what_waits_stays_with_the_case_team(world, as_, two_people):
    from habeas.model import Claim
    from habeas.publishing.policy import Policy
    from habeas.safety.levels import levels_of
    from habeas.store.reads import read_records

    claim = world.claims["beaten"]
    open_policy = Policy(
        levels={("kind", "ill_treatment", ""): 4, ("person", world.person, ""): 4, ("claim", claim, ""): 4}
    )

    def level():
        records = {one: found for one, found in read_records([claim]).items() if isinstance(found, Claim)}
        return levels_of(records, {}, "2026-11-22", open_policy)[claim]

    assert level() == 4
    post(as_("alice"), world, "accept")
    assert level() == 1
    as_("bob").post("/review/second/", {"claim": claim})
    assert level() == 4


def test_a_policy_that_names_nothing_known_is_refused_in_one_line():
    from habeas.model.errors import InputError
    from habeas.safety.second_eyes import check_policy

    assert check_policy(["none"]) == frozenset()
    with pytest.raises(InputError, match="sorcery"):
        check_policy(["execution", "sorcery"])
