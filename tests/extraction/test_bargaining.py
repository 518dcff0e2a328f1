"""What those who bargain over prisoners demand, discuss, expect or rule out has not happened: it is no release."""

import pytest
from extraction.what_texts_tell import lines_of

SOUGHT = (
    ("demanded", "The release of Olga Testova is the opposition's key demand."),
    ("demanded", "The opposition's key demand is the release of Olga Testova."),
    ("demanded", "Freedom for Olga Testova is the opposition's key demand."),
    ("demanded", "Among their demands was the release of Olga Testova."),
    ("demanded", "Their demands include an inquiry and the release of Olga Testova."),
    ("demanded", "The release of Olga Testova remains a condition for talks."),
    ("demanded", "The release of Olga Testova is one of the goals of the policy."),
    ("demanded", "The law requires the release of Olga Testova."),
    ("demanded", "Pavel Madeup was used as a bargaining chip for the release of Olga Testova."),
    ("denied", "The minister ruled out the release of Olga Testova."),
    ("denied", "There is no sign of the release of Olga Testova."),
    ("planned", "Officials are preparing the release of Olga Testova."),
    ("planned", "Officials were finalising the procedures to release Olga Testova."),
    ("planned", "Norland made a first step to free Olga Testova."),
    ("possible", "The two sides raised the release of Olga Testova."),
    ("possible", "The likelihood of the release of Olga Testova is small."),
    ("possible", "The release of Olga Testova was on the agenda."),
    ("possible", "The question of the release of Olga Testova was raised at the summit."),
    ("hypothetical", "The deal hinged on the release of Olga Testova."),
    ("demanded", "They called for freedom for all political prisoners."),
    ("planned", "Norland considers releasing Olga Testova."),
    ("asserted", "Norland secured the release of Olga Testova."),
    ("asserted", "The release of Olga Testova is the first in years."),
    ("asserted", "The release of Olga Testova was celebrated in Norville."),
    ("asserted", "Sanctions were lifted after the release of Olga Testova."),
)


@pytest.mark.parametrize(("modality", "text"), SOUGHT)
def test_a_release_that_is_bargained_over_has_not_happened(modality, text):
    assert [line["modality"] for line in lines_of(text) if line["event_type"] == "release"] == [modality]


@pytest.mark.parametrize("verb", ["raised", "linked", "tied"])
def test_an_arrest_that_is_discussed_was_made(verb):
    text = f"The two sides {verb} the arrest of Olga Testova."
    assert [line["modality"] for line in lines_of(text) if line["event_type"] == "detention"] == ["asserted"]


def test_what_waits_for_a_condition_has_not_happened():
    text = "The release of Olga Testova was a precondition for lifting sanctions."
    assert not [line for line in lines_of(text) if line["modality"] == "asserted"]


@pytest.mark.parametrize(
    ("recognised", "text"),
    [
        (False, "They called on Norland to free all political prisoners."),
        (False, "Norland put political prisoners on trial."),
        (False, "The amnesty included 36 political prisoners."),
        (False, "It was the first time that Norland recognised the existence of political prisoners."),
        (True, "Rights groups consider Olga Testova a political prisoner."),
        (True, "Example Watch recognised six more political prisoners."),
        (True, "Ten of them are considered political prisoners."),
    ],
)
def test_only_somebody_called_a_political_prisoner_is_recognised(recognised, text):
    assert any(line["event_type"] == "recognition" for line in lines_of(text)) == recognised
