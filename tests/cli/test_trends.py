import json

import pytest
from web.world import build_world

from habeas.model import Accept, Accusation, Claim, DateExpression, Mention, Span, record_id
from habeas.store.casebook import open_casebook
from habeas.store.reads import read_document
from habeas.workflow import Ruling, add_claims, record_decisions


@pytest.fixture
def casebook(habeas, tmp_path):
    """The small casebook of the page tests, with an accusation that dates what is alleged."""
    opened = open_casebook(tmp_path / "casebook")
    known = build_world(opened)
    text = read_document(known.first).text
    first = text.index("She was beaten")
    where = text.index("Anna Vydumanaya", text.index("On 5 May"))
    name = Span.of(text, where, where + len("Anna Vydumanaya"))
    cue = Span.of(text, text.index("believes"), text.index("believes") + len("believes"))
    body = Accusation(
        accused=(Mention(role="person", written=name, name=name),),
        cue=cue,
        conduct=Span.of(text, text.index("she breached"), text.index("she breached") + len("she breached Article 342")),
        conduct_date=DateExpression(wording=Span.of(text, first, first + 3), value="2020-08-09"),
    )
    claim = Claim(document_id=known.first, quote=cue, body=body, modality="alleged")
    add_claims([claim])
    record_decisions(opened, [Ruling(Accept(claim_id=record_id(claim)))], known.alice)
    return habeas


def test_trends_say_what_dates_leave_open_and_how_long_after_the_alleged_conduct_people_are_taken(casebook):
    value = json.loads(casebook("trends", "--from", "2021-01-01", "--to", "2021-12-31", "--format", "json"))
    march = value["trend"]["spans"].index("2021-03")
    assert value["trend"]["rows"]["all"][march]["possible"] == 1
    assert value["lags"]["rows"][0]["known"] == 1
    text = casebook("trends", "--from", "2021-01-01", "--to", "2021-12-31")
    assert "2021: 1 arrests with both days, 0 without: too few" in text
    assert "definition deprived_of_liberty" in text


def test_composition_is_refused_for_a_handful_and_names_families_in_words(casebook):
    text = casebook("composition", "--before", "2020-01-01/2020-12-31", "--after", "2021-01-01/2021-12-31")
    assert "gatherings and riots: 0 of 0 against 1 of 1" in text
    assert "at least 10 each are needed" in text
    wrong = casebook("composition", "--before", "x", "--after", "y", code=2)
    assert "2020-08-09/2021-08-08" in wrong


def test_with_the_eyes_of_others_there_is_nobody_of_whom_nothing_is_open(casebook):
    days = ("--from", "2021-01-01", "--to", "2021-12-31", "--format", "json")
    value = json.loads(casebook("trends", *days, "--level", "3"))
    assert value["times_in_custody"] == 0
    none = json.loads(
        casebook(
            "composition",
            "--before",
            "2020-01-01/2020-12-31",
            "--after",
            "2021-01-01/2021-12-31",
            "--level",
            "2",
            "--format",
            "json",
        )
    )
    assert none["rows"] == {}
