"""Takings ("abducted", "kidnapped", "snatched", "seized"): custody, a disappearance, or nothing of a state."""

import pytest
from extraction.what_texts_tell import lines_of

CUSTODY = (
    "Security forces abducted the lawyer Pavel Madeup on 3 May, who remains in prison.",
    "The journalist Olga Testova was kidnapped and tortured before being jailed.",
    "The kidnapping of Mayor Pavel Madeup by Norland forces was condemned.",
    "Pavel Madeup's abduction by the secret police caused an outcry.",
    "Olga Testova was snatched by police from a bus stop.",
    "She accused the army of abducting the teacher Pavel Madeup.",
    # what is said of somebody else is not said of him
    "Soldiers abducted Pavel Madeup on Monday. Another reporter, Olga Testova, is still missing.",
    # one state's doing makes the others its doing, too, ransom or not
    "Soldiers abducted Pavel Madeup. Ivan Sample was kidnapped on Friday. Bandits in the area ask for ransom.",
)
HIDDEN = (
    "Pavel Madeup was abducted by unidentified armed men on 3 May 2020.",
    "Masked men abducted Olga Testova from her home.",
    "Pavel Madeup was abducted by state agents on 3 May 2020 and has not been seen since.",
    "Pavel Madeup was abducted on 3 May 2020. His whereabouts are unknown.",
    "Soldiers abducted Olga Testova on Monday. The army denied holding her.",
    "The military kidnapped and disappeared Olga Testova.",
    "Olga Testova was kidnapped. It is unclear who took her.",
    # a political group that is no state, and somebody who is named
    "Jihadists kidnapped the teacher Olga Testova in 2019.",
)
CRIMES = (
    "Bandits abducted Olga Testova on Monday.",
    "Olga Testova was kidnapped on Monday. The family paid a ransom.",
    "Pavel Madeup was charged with kidnapping Olga Testova.",
    "Two men were held in connection with the kidnapping of Olga Testova.",
    "Militants kidnapped dozens of pupils from a school.",
)


def taken(text):
    """What a text says was done to people: types of its events of custody that are no arrests by word."""
    words = ("abduct", "kidnap", "snatch")
    return {
        line["event_type"] for line in lines_of(text) if any(word in line["trigger"]["text"].lower() for word in words)
    }


@pytest.mark.parametrize("text", CUSTODY)
def test_an_abduction_is_custody_whoever_calls_it_so(text):
    assert taken(text) == {"detention"}


@pytest.mark.parametrize("text", HIDDEN)
def test_an_abduction_is_a_disappearance_where_nobody_says_who_holds_somebody_or_where(text):
    assert taken(text) == {"enforced_disappearance"}


@pytest.mark.parametrize("text", CRIMES)
def test_an_abduction_for_money_or_by_rebels_of_nobody_named_is_no_event(text):
    assert taken(text) == set()


def test_who_is_not_known_in_one_place_is_not_known_in_another():
    text = "Two miners were kidnapped in Norland.\n\nUnknown gunmen attacked a camp on Sunday and kidnapped two miners."
    assert taken(text) == {"enforced_disappearance"}
