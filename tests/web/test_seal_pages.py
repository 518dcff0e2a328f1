"""The page that shows what goes before anything is sealed asks the database no more than other pages."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from web.test_pages import MOST_QUERIES

from habeas.model import SamePerson, Subject
from habeas.safety import acts
from habeas.web.casebook import served_casebook
from habeas.workflow import open_person, record_decision


def questions(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    noted = ("store_auditentry", "audit_head")
    found = [query["sql"] for query in asked if query["sql"].startswith(("SELECT", "WITH"))]
    return [sql for sql in found if not any(table in sql for table in noted)]


def test_what_goes_is_found_in_at_most_twelve_questions(world, as_):
    client = as_("bob")
    for kind, target in (("report", world.first), ("person", world.person)):
        assert len(questions(client, f"/safety/seal/{kind}/{target}/")) <= MOST_QUERIES


def test_a_seal_that_waits_is_shown_in_as_few(world, as_):
    acts.seal_target(served_casebook(), "person", world.person, world.alice, why="she asked for it")
    address = f"/safety/seal/person/{world.person}/"
    assert "she asked for it" in as_("bob").get(address).content.decode()
    assert len(questions(as_("bob"), address)) <= MOST_QUERIES


def test_whoever_was_joined_to_a_person_leads_to_the_same_page(world, as_):
    other = open_person(world.alice)
    body = SamePerson(person_id=world.person, subjects=(Subject(person_id=other.person_id),))
    record_decision(served_casebook(), body, world.alice, also=[other])
    client = as_("bob")
    pages = [client.get(f"/safety/seal/person/{one}/").content.decode() for one in (world.person, other.person_id)]
    assert pages[0].partition("<form")[0].partition("<h1")[2] == pages[1].partition("<form")[0].partition("<h1")[2]
    assert client.get(f"/safety/seal/person/{'0' * 32}/").status_code == 404
