"""The whole path: a text goes in, grounded claims come out."""

import gc

import pytest
from extraction.what_texts_tell import document_of

from habeas.extraction import interchange_lines, propose_claims
from habeas.model import check_quotes
from habeas.model.errors import ExtractionError

TEXT = """Court jails writer

A court in the capital on Tuesday sentenced the writer Pavel Invented to five years in prison,
his lawyer Olga Madeup said.

Invented was arrested on 3 March 2021 (Reuters, April 7)."""


def test_a_sentence_and_an_arrest_become_claims_with_person_date_term_and_source():
    document = document_of(TEXT)
    proposal = propose_claims(document)
    lines = list(interchange_lines("made-up", document, proposal, published="2022-04-08"))
    events = {line["event_type"]: line for line in lines if line["kind"] == "event"}
    assert events["verdict"]["people"] == ["Pavel Invented"]
    assert events["verdict"]["date"] == "2022-04-05"
    assert events["verdict"]["term"] == "five years in prison"
    assert events["verdict"]["said_by"] == ["Olga Madeup"]
    assert events["detention"]["people"] == ["Pavel Invented"]
    assert events["detention"]["date"] == "2021-03-03"
    assert events["detention"]["outlet"] == "Reuters"
    assert events["detention"]["cited"] == "2022-04-07"


def test_every_proposed_claim_is_word_for_word_in_the_document():
    document = document_of(TEXT)
    proposal = propose_claims(document)
    assert proposal.claims
    assert not proposal.problems
    assert not [fault for claim in proposal.claims for fault in check_quotes(document, claim)]


def test_the_records_do_not_hang_on_what_is_known_beside_the_text():
    document = document_of(TEXT)
    assert propose_claims(document).claims == propose_claims(document, published="2022-04-08", outlet="BBC").claims


def test_a_language_without_a_reader_gives_one_problem_and_no_claims():
    proposal = propose_claims(document_of("Суд у Мінску асудзіў актывіста на пяць гадоў калоніі."), language="be")
    assert proposal.claims == ()
    assert [problem.message for problem in proposal.problems] == ["not read: language be"]


def test_an_empty_text_gives_no_claims_and_no_problem():
    proposal = propose_claims(document_of(" \n"))
    assert proposal.claims == proposal.problems == ()


@pytest.mark.parametrize("running", [True, False])
def test_reading_leaves_the_collector_of_cycles_as_it_was(monkeypatch, running):
    seen = []
    monkeypatch.setattr("habeas.extraction.reading.read_parsed", lambda *_: seen.append(gc.isenabled()))
    before = gc.isenabled()
    (gc.enable if running else gc.disable)()
    try:
        propose_claims(document_of(TEXT), language="en")
        after = gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()
    assert seen == [False]
    assert after is running


def test_a_reading_that_fails_does_not_leave_the_collector_off(monkeypatch):
    def fail(*_):
        raise ValueError("a bug")

    monkeypatch.setattr("habeas.extraction.reading.read_parsed", fail)
    assert gc.isenabled()
    with pytest.raises(ExtractionError, match="ValueError"):
        propose_claims(document_of(TEXT), language="en")
    assert gc.isenabled()
