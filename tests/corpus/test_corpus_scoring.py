"""The expected claims fit their reports, and the scorer tells right from wrong."""

from pathlib import Path

import pytest
from corpus.scoring import expected_reports, locate, same_name, score_report, trigger_span

from habeas.model import EVENT_TYPES, Claim, DateExpression, Event, Mention, Span, parse_date
from habeas.model.vocabulary import CAUSAL_RELATIONS, MODALITIES, MODES, STANCES
from habeas.reading import ReadingPool
from habeas.samples import claims_by_hand, sample_reports

TEXTS = Path(__file__).parents[2] / "habeas" / "samples" / "texts"
REPORTS = [report for language in ("en", "ru", "be") for report in expected_reports(language)]


@pytest.fixture(scope="module")
def documents():
    with ReadingPool() as pool:
        return {report["doc"]: pool.read(TEXTS / report["doc"]).document for report in REPORTS}


def test_every_bundled_report_has_expected_claims():
    assert {report["doc"] for report in REPORTS} == {report.name for report in sample_reports()}


def test_expected_words_stand_in_their_report(documents):
    for report in REPORTS:
        text = documents[report["doc"]].text
        for event in report["events"]:
            assert trigger_span(text, event)
            assert locate(text, event["near"], locate(text, event["near"])[1]) is None, event["near"]
        for statement in report["statements"]:
            assert locate(text, statement["content"]), statement["content"]
            assert locate(text, statement["cue"]), statement["cue"]
        for causal in report["causal"]:
            assert locate(text, causal["cause"]), causal["cause"]
            assert locate(text, causal["effect"]), causal["effect"]


def test_expected_claims_use_the_words_of_the_vocabulary():
    types = {row.name for row in EVENT_TYPES}
    for report in REPORTS:
        for event in report["events"]:
            assert event["type"] in types
            assert event["modality"] in MODALITIES
            assert event["date"] is None or parse_date(event["date"]).text == event["date"]
        assert {statement["mode"] for statement in report["statements"]} <= set(MODES)
        assert {causal["relation"] for causal in report["causal"]} <= set(CAUSAL_RELATIONS)
        assert {position["stance"] for position in report["positions"]} <= set(STANCES)


def test_expected_publication_dates_are_those_of_the_sidecars():
    offered = {report.name: report.metadata.published for report in sample_reports()}
    for report in REPORTS:
        assert report["published"] == (offered[report["doc"]] or "2023-01")


def test_claims_by_hand_of_the_other_languages_are_among_the_expected_ones(documents):
    for report in REPORTS:
        claims = claims_by_hand(documents[report["doc"]])
        if claims:
            score = score_report(documents[report["doc"]].text, report, claims)
            assert score.spurious == []
            assert score.hits == sum(1 for claim in claims if claim.kind == "event")


def claim_of(text, words, event_type, person="", date=None):
    start = text.index(words)
    trigger = Span.of(text, start, start + len(words))
    name = text.find(person) if person else -1
    spot = Span.of(text, name, name + len(person)) if name >= 0 else None
    body = Event(
        event_type=event_type,
        trigger=trigger,
        mentions=(Mention(role="person", written=spot, name=spot),) if spot else (),
        date=DateExpression(wording=trigger, value=date) if date else None,
    )
    return Claim(document_id="0" * 64, quote=trigger, body=body, modality="asserted")


TEXT = "On Monday Alice Example was arrested in Anytown. Later Bob Instance was released."
EXPECTED = {
    "doc": "invented",
    "published": "2024-05-20",
    "events": [
        {
            "type": "detention",
            "trigger": "was arrested",
            "near": "was arrested in Anytown",
            "people": ["Alice Example"],
            "date": "2024-05-20",
            "modality": "asserted",
        }
    ],
    "statements": [],
    "people": [{"name": "Alice Example"}],
}


def test_a_right_claim_is_a_whole_hit():
    score = score_report(TEXT, EXPECTED, [claim_of(TEXT, "arrested", "detention", "Alice Example", "2024-05-20")])
    assert (score.hits, score.whole, score.proposed, score.people_hit) == (1, 1, 1, 1)


def test_a_claim_with_a_wrong_date_is_a_hit_but_not_whole():
    score = score_report(TEXT, EXPECTED, [claim_of(TEXT, "arrested", "detention", "Alice Example", "2024-05-19")])
    assert (score.hits, score.whole) == (1, 0)


def test_a_claim_that_nobody_expected_is_spurious_and_a_missing_one_is_missed():
    score = score_report(TEXT, EXPECTED, [claim_of(TEXT, "was released", "release", "Bob Instance")])
    assert (score.hits, score.proposed, len(score.missed), len(score.spurious)) == (0, 1, 1, 1)
    assert (score.recall, score.precision) == (0.0, 0.0)


def test_a_claim_of_another_type_does_not_count():
    assert score_report(TEXT, EXPECTED, [claim_of(TEXT, "arrested", "charge", "Alice Example")]).hits == 0


def test_names_agree_when_the_shorter_is_part_of_the_longer():
    assert same_name("Example", "Alice Example")
    assert not same_name("Alice Example", "Alice Other")
    assert not same_name("", "Alice")
