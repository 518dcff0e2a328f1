"""Who bears what is told of: without a passive, behind a copula, in captions, among others, told by onlookers."""

import pytest
from extraction.what_texts_tell import lines_of, people_of


def last_people_of(text, event_type):
    """Of the last event of a type; None where there is none."""
    found = [line["people"] for line in lines_of(text) if line["event_type"] == event_type]
    return found[-1] if found else None


BORNE = (
    ("The writer Pavel Novotny was sentenced to four months in prison and fined $900.", "verdict", ["Pavel Novotny"]),
    ("The professor Ana Testova is thought to be under house arrest.", "house_arrest", ["Ana Testova"]),
    ("Pavel Novotny sold books. He spent two years imprisoned in Norland.", "detention", ["Pavel Novotny"]),
    ("The writer Pavel Novotny was arrested in May and pleads guilty.", "verdict", ["Pavel Novotny"]),
    (
        "Poets such as Ana Testova and Pavel Novotny, who are now in exile or incarcerated, were praised.",
        "detention",
        ["Ana Testova", "Pavel Novotny"],
    ),
    (
        "The three kidnapped were identified as Ana Testova, Pavel Novotny and Mira Zolova.",
        "detention",
        ["Ana Testova", "Pavel Novotny", "Mira Zolova"],
    ),
    ("Minsk baker found guilty of treason", "verdict", []),
    (
        "The baker Pavel Novotny was freed, and the court seized 900 books and fined his brother $100.",
        "verdict",
        [],
    ),
)


@pytest.mark.parametrize(("text", "event_type", "people"), BORNE)
def test_who_bears_it_is_found_where_the_parser_makes_no_passive(text, event_type, people):
    assert last_people_of(text, event_type) == people


AMONG = (
    ("The reporter Ana Testova wrote on floods and was among the 50 arrested in raids.", "detention", ["Ana Testova"]),
    ("The tycoon Pavel Novotny became the best-known person arrested under the law.", "detention", ["Pavel Novotny"]),
    ("Ana Testova wrote a song about the best-known person arrested under the law.", "detention", []),
)


@pytest.mark.parametrize(("text", "event_type", "people"), AMONG)
def test_who_is_said_to_be_one_of_those_held_is_held(text, event_type, people):
    assert last_people_of(text, event_type) == people


TOLD = (
    ("Men stopped Pavel Novotny, a driver. A witness saw them beating him.", "ill_treatment", ["Pavel Novotny"]),
    ("Men stopped Pavel Novotny, a driver. A columnist said they had beaten him.", "ill_treatment", []),
    (
        "Karel Zeman is an artist. Zeman tells the story of Mira Zolova, a woman who says she was beaten in custody.",
        "ill_treatment",
        ["Mira Zolova"],
    ),
    (
        "The group's envoy, Pavel Novotny, was held on charges like those against Ivan Smirnov. He was freed in April.",
        "release",
        ["Pavel Novotny"],
    ),
    (
        "Ana Testova, a reporter, and Pavel Novotny, an editor, show their wounds after fighters seized and beat them.",
        "ill_treatment",
        ["Ana Testova", "Pavel Novotny"],
    ),
    ("The lawyer for Pavel Novotny spoke. He had been arrested in May.", "detention", ["Pavel Novotny"]),
)


@pytest.mark.parametrize(("text", "event_type", "people"), TOLD)
def test_who_tells_or_sees_it_is_not_the_one_to_whom_it_was_done(text, event_type, people):
    assert last_people_of(text, event_type) == people


def test_a_name_may_hold_a_word_that_the_tagger_takes_for_a_preposition():
    assert last_people_of("Maung Mya Than, a reporter, was arrested at home.", "detention") == ["Maung Mya Than"]


def test_a_surname_goes_on_to_mean_whom_it_has_meant_so_far():
    lead = "Pavel Novotny sells books. Novotny likes tea. Novotny likes rain. Novotny likes snow. "
    assert last_people_of(f"{lead}He was born to Mira Novotny. Novotny was arrested.", "detention") == ["Pavel Novotny"]
    assert last_people_of("Pavel Novotny met Mira Novotny. Novotny was arrested.", "detention") == ["Mira Novotny"]


APART = (
    (
        "The wife of the mayor Pavel Novotny burned papers on Sunday. Her husband was arrested on Monday.",
        "detention",
        ["Pavel Novotny"],
    ),
    ("The wife of the mayor Pavel Novotny burned papers. Her brother was arrested on Monday.", "detention", []),
    (
        "Ana Testova is in jail. Communication with Ms Testova's family has been cut.",
        "denial_of_rights",
        ["Ana Testova"],
    ),
    ("The trial began of another journalist, Ana Testova, on Monday.", "court_hearing", ["Ana Testova"]),
    (
        "The baker Pavel Novotny was killed in May. Rights groups expect the trial to be farcical.",
        "court_hearing",
        None,
    ),
    (
        "The baker Pavel Novotny was charged in May. Rights groups expect the trial to be farcical.",
        "court_hearing",
        ["Pavel Novotny"],
    ),
    ("Thieves fled. The Novotny murder verdict is a mockery. Pavel Novotny was a baker.", "verdict", None),
    ("Ana Testova, left, and Mira Zolova were arrested on Monday.", "detention", ["Ana Testova", "Mira Zolova"]),
    (
        "Ivan Smirnov and Mira Zolova were arrested after a woman was able to say that she had been kidnapped.",
        "detention",
        [],
    ),
)


@pytest.mark.parametrize(("text", "event_type", "people"), APART)
def test_whose_it_is_is_found_past_what_stands_between(text, event_type, people):
    found = last_people_of(text, event_type)
    assert (found or None) == (people or None)


LATER = (
    (
        (
            "Three men charged over blast\n\nPolice spoke of a bomb. The baker Pavel Novotny was charged with murder. "
            "The driver Ivan Smirnov was charged with theft.\n\nThe cook Karel Zeman was charged with fraud."
        ),
        "charge",
        ["Pavel Novotny", "Ivan Smirnov", "Karel Zeman"],
    ),
    (
        (
            "Two men charged over blast\n\nPolice spoke of a bomb. The baker Pavel Novotny was charged with murder.\n\n"
            "The cook Karel Zeman was charged with fraud."
        ),
        "charge",
        [],
    ),
    ("Man held after killing woman\n\nMira Zolova was arrested on Sunday.", "killing", []),
    (
        (
            "The former minister's arrest was illegal\n\nDoctors fear for Pavel Novotny, a former minister. "
            "Novotny was arrested in May."
        ),
        "detention",
        ["Pavel Novotny"],
    ),
)


@pytest.mark.parametrize(("text", "event_type", "people"), LATER)
def test_those_of_a_headline_are_the_ones_to_whom_the_same_sort_of_thing_happens(text, event_type, people):
    assert people_of(text, event_type) == people


HUNG = (
    ("The death in custody of the trader Pavel Novotny shocked many.", "death_in_custody", ["Pavel Novotny"]),
    ("The poet Ana Testova, against whom charges were filed in May, denies it.", "charge", ["Ana Testova"]),
    ("The 18th charge being levelled at the poet Ana Testova is one of fraud.", "charge", ["Ana Testova"]),
    ("Some 7,000 Bosniaks and Croats were arrested in the camp.", "detention", []),
)


@pytest.mark.parametrize(("text", "event_type", "people"), HUNG)
def test_whose_it_is_is_found_behind_the_words_that_it_hangs_on(text, event_type, people):
    assert last_people_of(text, event_type) == people


def test_an_official_of_whom_the_sentence_before_tells_may_be_meant_but_no_bystander_beside_a_boy():
    lead = "The investigator Pavel Novotny"
    text = f"{lead} wore a gun. Novotny lives in Norland. He faces charges of theft."
    assert last_people_of(text, "charge") == ["Pavel Novotny"]
    assert last_people_of(f"{lead} said this. The team had questioned a boy before his arrest.", "detention") == []


def test_a_relative_clause_is_told_of_the_name_beside_its_noun():
    assert last_people_of("Her brother Tariq, who was arrested later, is free.", "detention") == ["Tariq"]
    text = "They freed Ana Testova and Mira Zolova, who was arrested in May."
    assert last_people_of(text, "detention") == ["Mira Zolova"]


def test_a_town_named_for_a_saint_is_nobody():
    assert last_people_of("The prison officer of St. Petersburg was held. He was charged.", "charge") == []
