"""One occasion told by two verbs, and whom findings, appeals and amnesties tell of."""

import pytest
from extraction.what_texts_tell import claims_of

from habeas.model import Event


def events_of(text):
    return [
        (claim.body.event_type, sorted(mention.label for mention in claim.body.mentions if mention.role == "person"))
        for claim in claims_of(text, Event)
    ]


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("Olga Testova was convicted of incitement and sentenced to two years on 3 May 2021.", "verdict"),
        ("Olga Testova was found guilty of slander and given six years.", "verdict"),
        ("The court convicted Olga Testova of incitement and jailed her for two years.", "verdict"),
        ("Olga Testova was summoned to the police station and questioned for six hours.", "summons"),
        ("Olga Testova was arrested and taken into custody.", "detention"),
    ],
)
def test_two_joined_verbs_tell_of_one_occasion(sentence, event_type):
    assert events_of(sentence) == [(event_type, ["Olga Testova"])]


def test_the_ruling_that_stays_has_term_law_and_day():
    text = "Olga Testova was convicted under Article 130 on 3 May 2021 and sentenced to two years in prison."
    (claim,) = claims_of(text, Event)
    assert claim.body.term is not None
    assert [law.article for law in claim.body.legal] == ["130"]
    assert claim.body.date is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Olga Testova was convicted of theft but later sentenced again.",
        "Olga Testova was convicted of theft and acquitted of treason.",
        "Olga Testova was detained on 3 May 2021 and arrested on 9 June 2021.",
        "Olga Testova was convicted in May 2020 and sentenced in June 2021.",
    ],
)
def test_two_occasions_stay_two(sentence):
    assert len(events_of(sentence)) == 2


@pytest.mark.parametrize(
    ("sentence", "event_type"),
    [
        ("The lawyers of Olga Testova lodged an appeal.", "appeal_filed"),
        ("The UN Working Group found that the detention of Olga Testova was arbitrary.", "international_finding"),
        (
            "The European Court of Human Rights ruled that Norland had violated Olga Testova's rights.",
            "international_finding",
        ),
        ("Olga Testova's term was cut by four years under an amnesty.", "clemency"),
        ("The arrest of trade unionist Olga Testova on 6 May 2021 drew condemnation.", "detention"),
        ("Officers beat the imam, Olga Testova, in custody.", "ill_treatment"),
        ("The prosecutor requested 12 years in a colony for Olga Testova.", "verdict"),
        ("During a search of the home of Olga Testova, nothing was found.", "search_seizure"),
    ],
)
def test_it_is_told_of_whom_it_befell(sentence, event_type):
    assert (event_type, ["Olga Testova"]) in events_of(sentence)


def test_the_people_that_villagers_belong_to_are_nobody():
    text = "Three Shan villagers, Sai Madeup and Nang Invented, were abducted by troops on 7 July 2021."
    assert [people for _, people in events_of(text)] == [["Nang Invented", "Sai Madeup"]]


def test_what_a_court_abroad_found_is_told_and_the_hearing_took_place():
    text = "The European Court of Human Rights ruled that Norland had violated the rights of Olga Testova."
    assert [c.modality for c in claims_of(text, Event) if c.body.event_type == "international_finding"] == ["asserted"]
    text = "The prosecutor requested 12 years for Olga Testova at the hearing of 2 November 2021."
    assert [c.modality for c in claims_of(text, Event) if c.body.event_type == "court_hearing"] == ["asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Madeup was sentenced to 30 days of administrative arrest by the Testov District Court.",
        "Pavel Madeup was given 15 days of administrative arrest by a judge on Monday.",
    ],
)
def test_the_arrest_by_which_days_are_measured_is_told_once(text):
    assert events_of(text) == [("administrative_arrest", ["Pavel Madeup"])]


def test_others_told_of_by_the_first_verb_alone_are_kept():
    text = "The court convicted Ivan Testov and two others of riot and sentenced Testov to five years."
    assert events_of(text) == [("verdict", ["Ivan Testov", "two others"]), ("verdict", ["Ivan Testov"])]
