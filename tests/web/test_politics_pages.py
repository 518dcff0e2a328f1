"""Positions and precedents page by page: nothing is left out, and no page asks more for being one of many."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web.politics_pages import take_in_politics
from web.test_pages import MOST_QUERIES

from habeas.model import Hide, MentionReference, SamePerson, SetLevel, Subject
from habeas.store.models import ClaimRow, PositionRow, WorldEventRow
from habeas.web.casebook import served_casebook
from habeas.web.positions import views as positions
from habeas.web.precedents import views as precedents
from habeas.workflow import open_person, record_decision

LETTERS = "ABCDEFGHIJ"


@pytest.fixture
def many(world, monkeypatch):
    """Five measures, seven releases before each, and an actor with nine stances on one issue."""
    monkeypatch.setattr(positions, "_ACTORS", 2)
    monkeypatch.setattr(positions, "_LOADED", 4)
    monkeypatch.setattr(precedents, "_MEASURES", 2)
    monkeypatch.setattr(precedents, "_SHOWN", 2)
    monkeypatch.setattr(precedents, "_LOADED", 4)
    monkeypatch.setattr(precedents, "_RELEASES", 3)
    measures = (f"The Office{letter} imposed sanctions on 2021-06-0{n}." for n, letter in enumerate(LETTERS[:5], 1))
    releases = [f"Person {letter}invented was released on 2021-05-0{n}." for n, letter in enumerate(LETTERS[:7], 1)]
    stances = (f"Report {n}. The Council supports the new talks." for n in range(9))
    others = (f"The Actor{letter} rejects the new talks." for letter in LETTERS[:3])
    take_in_politics(world, *measures, " ".join(releases), *stances, *others)
    return world


def released(text):
    """Whom the lists of releases name; a name may be blanked in part."""
    return re.findall(r"</span></span>: \S+ (\w)invented</li>", text)


def walk(client, address):
    """Every page from the first on, by the links to the next one."""
    texts, number = [], 1
    while number:
        texts.append(client.get(f"{address}?page={number}").content.decode())
        found = re.search(r'rel="next" href="\?page=(\d+)"', texts[-1])
        number = int(found[1]) if found else 0
    return texts


def test_every_actor_stands_on_one_of_the_pages(many, as_):
    texts = walk(as_("alice"), "/positions/")
    assert len(texts) == 2
    for name in ("The Council", "The ActorA", "The ActorB", "The ActorC"):
        assert sum(f'scope="row">{name}<' in text for text in texts) == 1


def test_a_cell_shows_the_latest_stances_and_leads_to_all(many, as_):
    client = as_("alice")
    texts = "".join(walk(client, "/positions/"))
    (address,) = set(re.findall(r'href="(/positions/[0-9a-f]{64}/)"', texts))
    page = client.get(address).content.decode()
    assert page.count('class="small quiet"') == 9
    assert "<h1>The Council" in page
    assert "Council" not in re.search(r"<title>.*?</title>", page, re.DOTALL)[0]


def test_many_issues_stand_below_one_another(many, as_, monkeypatch):
    monkeypatch.setattr(positions, "_COLUMNS", 0)
    text = as_("alice").get("/positions/?page=1").content.decode()
    assert "<h2>The ActorA</h2>" in text
    assert "<h3>the new talks</h3>" in text


def test_every_measure_stands_on_one_of_the_pages_the_newest_first(many, as_):
    texts = walk(as_("alice"), "/precedents/")
    assert len(texts) == 3
    assert re.findall(r'"quiet">The Office(\w)', "".join(texts)) == list("EDCBA")


def test_the_nearest_releases_are_shown_and_the_others_one_link_away(many, as_):
    client = as_("alice")
    text = client.get("/precedents/").content.decode()
    assert released(text) == list("FGFG")
    address = re.search(r'href="(/precedents/[0-9a-f]{64}/before/)"', text)[1]
    texts = walk(client, address)
    assert [released(page) for page in texts] == [list("GFE"), list("DCB"), list("A")]
    assert "/after/" not in text


def test_who_is_hidden_stands_nowhere_and_no_link_counts_them(many, as_):
    row = WorldEventRow.objects.filter(measure=False).order_by("-start").first()
    person = open_person(many.alice)
    document_id = ClaimRow.objects.get(pk=row.key).document_id
    mention = Subject(mention=MentionReference(document_id=document_id, name="Person Ginvented"))
    record_decision(
        served_casebook(), SamePerson(person_id=person.person_id, subjects=(mention,)), many.alice, also=[person]
    )
    record_decision(served_casebook(), Hide(person_id=person.person_id), many.alice)
    text = as_("rita").get("/precedents/").content.decode()
    assert released(text) == list("EFEF")
    assert ": somebody" not in text
    address = re.search(r'href="(/precedents/[0-9a-f]{64}/before/)"', text)[1]
    assert "Ginvented" not in "".join(walk(as_("rita"), address))


def test_what_is_not_there_is_not_found(many, as_):
    release = WorldEventRow.objects.filter(measure=False).first().key
    client = as_("alice")
    for address in (f"/precedents/{release}/before/", f"/positions/{release}/", f"/precedents/{'0' * 64}/after/"):
        assert client.get(address).status_code == 404


def test_no_page_of_many_asks_more_than_twelve_questions(many, as_):
    client = as_("alice")
    key = WorldEventRow.objects.filter(measure=True).first().key
    claim_id = PositionRow.objects.filter(label="The Council").first().claim_id
    for address in ("/positions/", "/precedents/", f"/precedents/{key}/before/", f"/positions/{claim_id}/"):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        questions = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
        questions = [sql for sql in questions if "store_auditentry" not in sql and "audit_head" not in sql]
        assert len(questions) <= MOST_QUERIES, (address, [sql[:120] for sql in questions])


def test_a_page_of_many_cells_shows_the_latest_stance_of_each_alone(many, as_, monkeypatch):
    def shown():
        text = "".join(walk(as_("alice"), "/positions/"))
        return text.count('class="small quiet"'), len(set(re.findall(r'href="(/positions/[0-9a-f]{64}/)"', text)))

    assert shown() == (6, 1)
    monkeypatch.setattr(positions, "_MANY", 0)
    monkeypatch.setattr(positions, "_MOST", 2)
    assert shown() == (4, 1)


def test_older_stances_stand_where_the_latest_are_withheld(many, as_):
    latest = PositionRow.objects.filter(label="The Council").order_by("-start", "-date", "-claim_id")
    for claim_id in list(latest.values_list("claim_id", flat=True))[:5]:
        body = SetLevel(target_kind="claim", target=claim_id, level=0)
        record_decision(served_casebook(), body, many.alice)
    text = "".join(walk(as_("alice"), "/positions/"))
    cell = text.partition("The Council<")[2].partition("</tr>")[0]
    assert cell.count('class="small quiet"') == 3
    assert "/positions/" in cell
