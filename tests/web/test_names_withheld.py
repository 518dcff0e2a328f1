"""A name that a report's withheld claims hold is not to be read in its text either, in whatever alphabet it stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web.test_pages import MOST_QUERIES
from web.world import event, make_account, take_in

from habeas.model import Accept, AttributionStep, MentionReference, SamePerson, Span, Subject
from habeas.web.casebook import served_casebook
from habeas.workflow import Ruling, record_decisions

TEXT = (
    "Anna Vydumanaya, a friend of Boris Prydumany, was detained again, said Adam Prydumanski. "
    "Boris Prydumany was detained beside her. "
    "Ганна Выдуманая, яе сусед Прыдуманы і Адам Прыдуманскі былі разам; Прыдуманага білі."
)


@pytest.fixture
def third(world):
    """A report that tells of Anna and of Boris, and names both in Cyrillic where no claim is; Lena may open Anna."""
    speaker = Span.of(TEXT, TEXT.index("Adam"), TEXT.index("Adam") + len("Adam Prydumanski"))
    anna = event(TEXT, "detention", "detained", "Anna Vydumanaya", TEXT[: TEXT.index(", said")])
    anna["attribution"] = (AttributionStep(role="speaker", name=speaker),)
    boris = event(
        TEXT,
        "detention",
        "detained",
        "Boris Prydumany",
        "Boris Prydumany was detained beside her.",
        after=TEXT.index("Boris Prydumany was"),
    )
    document_id, claims = take_in(served_casebook(), TEXT, {"anna": anna, "boris": boris}, "A Paper", "2021-04-01")
    rulings = [Ruling(Accept(claim_id=claim_id)) for claim_id in claims.values()]
    mention = MentionReference(document_id=document_id, name="Anna Vydumanaya")
    rulings.append(Ruling(SamePerson(person_id=world.person, subjects=(Subject(mention=mention),)), "the same"))
    record_decisions(served_casebook(), rulings, world.alice)
    make_account(served_casebook(), "lena", "reader", person_id=world.person)
    return document_id


def test_a_report_blanks_a_withheld_name_in_the_other_alphabet_and_leaves_open_names(third, as_):
    page = as_("lena").get(f"/reports/{third}/").content.decode()
    assert "Прыдуманы " not in page
    assert "Прыдуманага" not in page
    assert "Prydumany " not in page
    assert "Выдуманая" in page
    assert "Прыдуманскі" in page
    assert "Прыдуманага" in as_("rita").get(f"/reports/{third}/").content.decode()


def test_a_found_report_shows_no_withheld_name_in_the_other_alphabet_and_is_not_found_by_one(third, as_):
    found = as_("lena").post("/search/", {"asked": "Выдуманая"}).content.decode()
    assert f"/reports/{third}/" in found
    assert "Прыдуманскі" in found
    assert "Прыдуманага" not in found
    assert f"/reports/{third}/" not in as_("lena").post("/search/", {"asked": "Прыдуманага"}).content.decode()
    assert f"/reports/{third}/" in as_("rita").post("/search/", {"asked": "Прыдуманага"}).content.decode()


def test_the_page_of_a_case_blanks_others_in_its_quotes_for_who_may_open_it_alone(world, third, as_):
    page = " ".join(as_("lena").get(f"/cases/{world.person}/").content.decode().split())
    assert "was detained again" in page
    assert "Prydumany" not in page
    assert "Adam Prydumanski" in page
    assert "a friend of Boris Prydumany" in " ".join(
        as_("rita").get(f"/cases/{world.person}/").content.decode().split()
    )


def test_no_page_asks_more_for_who_may_open_one_case(world, third, as_):
    client = as_("lena")
    for address in (
        f"/cases/{world.person}/",
        f"/reports/{third}/",
        "/contradictions/",
        "/timeline/?at=2021",
        "/people/",
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        questions = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
        questions = [sql for sql in questions if "auditentry" not in sql and "casebookfact" not in sql]
        assert len(questions) <= MOST_QUERIES, (address, [sql[:120] for sql in questions])
