"""Each type of event in its grammar (active, passive, nominal, light verbs, participles, headlines); what is none."""

from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest
from extraction.what_texts_tell import claims_of

from habeas.model import EVENT_TYPES, Event, State

HERE = Path(__file__).parent


def rows_of(name):
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [tuple(part.strip() for part in line.split(" | ")) for line in lines if line and not line.startswith("#")]


TOLD = {kind: [sentence for _, sentence in rows] for kind, rows in groupby(sorted(rows_of("told.txt")), itemgetter(0))}


def bodies_of(text, kind=Event):
    return [(claim.body, claim.modality) for claim in claims_of(text, kind)]


def test_every_type_of_event_has_its_sentences():
    assert set(TOLD) == {row.name for row in EVENT_TYPES}


@pytest.mark.parametrize("event_type", TOLD)
def test_each_way_of_telling_is_read(event_type):
    missed = [
        sentence
        for sentence in TOLD[event_type]
        if event_type not in [body.event_type for body, _ in bodies_of(sentence)]
    ]
    assert missed == []


@pytest.mark.parametrize(("demand", "event_type", "sentence"), rows_of("not_told.txt"))
def test_a_plan_a_threat_a_demand_or_another_meaning_is_not_told_as_done(demand, event_type, sentence):
    found = [modality for body, modality in bodies_of(sentence) if body.event_type == event_type]
    assert found == [] if demand == "never" else "asserted" not in found


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Pavel Madeup is being held in a prison in Vitebsk.", "held"),
        ("Olga Testova remains in custody.", "held"),
        ("Olga Testova, currently held in Minsk, wrote a letter.", "held"),
        ("Olga Testova, held in Minsk, wrote a letter.", "held"),
        ("Olga Testova, a journalist now in prison, wrote a letter.", "held"),
        ("Olga Testova, a writer in exile, wrote a letter.", "exiled"),
        ("Olga Testova is imprisoned in a colony.", "held"),
        ("Pavel Madeup remains in custody awaiting trial.", "held"),
        ("Pavel Madeup has been behind bars for three years.", "held"),
        ("Olga Testova continues to be held in prison.", "held"),
    ],
)
def test_how_somebody_is_kept_is_a_state_told_once(sentence, status):
    assert [body.status for body, _ in bodies_of(sentence, State)] == [status]


def test_a_noun_and_its_verb_tell_of_one_hearing_with_its_person():
    ((body, _),) = bodies_of("Pavel Madeup was charged. His trial started on 4 May.")[1:]
    assert body.event_type == "court_hearing"
    assert [mention.label for mention in body.mentions] == ["Pavel Madeup"]


def test_a_law_of_a_charge_is_that_of_the_custody_beside_it():
    found = bodies_of("Pavel Madeup is suspected of treason under Article 342, and he has been detained.")
    assert {body.event_type: [law.article for law in body.legal] for body, _ in found} == {
        "charge": ["342"],
        "detention": ["342"],
    }


def test_coordinated_nouns_share_whom_they_tell_of():
    found = bodies_of("The prosecution and imprisonment of Pavel Madeup is a warning.")
    assert [(body.event_type, [m.label for m in body.mentions]) for body, _ in found] == [
        ("charge", ["Pavel Madeup"]),
        ("detention", ["Pavel Madeup"]),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Olga Testova, held in 2019 for a day, wrote a letter.",
        "Olga Testova, once a writer in exile, wrote a letter.",
        "Olga Testova, no longer in prison, wrote a letter.",
        "Olga Testova, then in prison, wrote a letter.",
        "Olga Testova appeared in prison clothes.",
        "The brother of Olga Testova, held in Minsk, wrote a letter.",
    ],
)
def test_what_was_once_or_is_no_longer_so_is_no_state(sentence):
    assert bodies_of(sentence, State) == []


def test_a_charge_that_was_filed_is_one_charge_with_its_law():
    text = "Olga Invented was jailed. A charge, filed on Monday, was under a section of the old penal code, he said."
    charges = [body for body, _ in bodies_of(text) if body.event_type == "charge"]
    assert [[law.quote.text for law in body.legal] for body in charges] == [["old penal code"]]
