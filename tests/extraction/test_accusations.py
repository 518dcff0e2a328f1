"""Accusations carry whoever makes them, in the active and the passive; praise is none, and a name called is one."""

import pytest

from .what_texts_tell import lines_of, said


def accusations_of(text):
    """Accused, conduct and accuser (None where the text leaves it unsaid) of each accusation."""
    lines = lines_of(text, "accusation")
    assert all(line["modality"] == "alleged" for line in lines)
    return [
        (
            [one["name"] for one in line["accused"]],
            line["conduct"]["text"],
            (line.get("accuser") or {}).get("name"),
        )
        for line in lines
    ]


@pytest.mark.parametrize(
    ("text", "conduct", "accuser"),
    [
        ("Olga Madeup was accused of fraud by a rival.", "fraud", "rival"),
        ("A rival accused Olga Madeup of fraud.", "fraud", "rival"),
        ("Olga Madeup is accused of extremism by the KGB.", "extremism", "KGB"),
        ("Olga Madeup, who is accused of extremism by the KGB, was held again.", "extremism", "KGB"),
        ("Olga Madeup was accused of treason by the Inquiry Committee in 2021.", "treason", "Inquiry Committee"),
        ("Olga Madeup has been accused by prosecutors of inciting hatred.", "inciting hatred", "prosecutors"),
        ("Olga Madeup was accused by the state media of spying for Norland.", "spying for Norland", "state media"),
        ("Olga Madeup was accused of working for spies by President Tarko.", "working for spies", "Tarko"),
        ("Olga Madeup was blamed for the riots by the ministry.", "the riots", "ministry"),
        ("Olga Madeup is accused of treason.", "treason", None),
        ("Olga Madeup was accused of having been paid by the ministry.", "having been paid by the ministry", None),
        (
            "Olga Madeup was accused of misleading readers by printing lies.",
            "misleading readers by printing lies",
            None,
        ),
    ],
)
def test_an_accusation_has_its_accuser_where_one_is_told(text, conduct, accuser):
    assert accusations_of(text) == [(["Olga Madeup"], conduct, accuser)]


@pytest.mark.parametrize(
    ("text", "accused", "conduct"),
    [
        ("State television accused the poet of treason.", "poet", "treason"),
        ("The minister accused the union of sabotage.", "union", "sabotage"),
        ("Prosecutors accused Olga Madeup, a poet, of extremism.", "Olga Madeup", "extremism"),
    ],
)
def test_the_charge_is_no_part_of_the_accused(text, accused, conduct):
    assert [line[:2] for line in accusations_of(text)] == [([accused], conduct)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry accused members of the opposition.",
        "The envoy praised Olga Madeup for her courage.",
        "The dean thanked Olga Madeup for her help.",
        "The church commended Olga Madeup for telling the truth.",
        "The council denounced the threats against Olga Madeup for her articles.",
    ],
)
def test_nobody_is_accused_by_praise_or_of_where_he_belongs(text):
    assert accusations_of(text) == []


@pytest.mark.parametrize(
    ("text", "conduct", "accuser"),
    [
        ("Olga Madeup was exposed as a foreign agent by state television.", "a foreign agent", "state television"),
        ("State television exposed Olga Madeup as a spy.", "a spy", "State television"),
        ("Olga Madeup was dubbed an enemy of the people.", "an enemy of the people", None),
        ("The mayor branded Olga Madeup a traitor.", "a traitor", "mayor"),
        ("Olga Madeup was described by prosecutors as the ringleader.", "the ringleader", "prosecutors"),
    ],
)
def test_a_hostile_name_is_an_accusation_by_whoever_calls_it(text, conduct, accuser):
    assert accusations_of(text) == [(["Olga Madeup"], conduct, accuser)]
    assert lines_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Friends describe Olga Madeup as a quiet man.",
        "Olga Madeup was never called a traitor.",
        "If Olga Madeup is exposed as a spy, he will be shot.",
        "The club named Olga Madeup its agent.",
    ],
)
def test_a_friendly_denied_or_supposed_name_is_no_accusation(text):
    assert accusations_of(text) == []


def test_who_condemns_somebody_has_not_sentenced_him_unless_he_judges():
    assert lines_of("The minister condemned Olga Madeup for lying.") == []
    assert [e["event_type"] for e in lines_of("A court condemned Olga Madeup for lying.")] == ["verdict"]
    assert [e["term"] for e in lines_of("Olga Madeup was condemned to ten years in prison.")] == ["ten years in prison"]


@pytest.mark.parametrize(
    ("text", "accuser"),
    [
        ("The ministry used a press conference to accuse Olga Madeup of treason.", "ministry"),
        ("The council denounced the mayor for taking bribes.", "council"),
    ],
)
def test_who_uses_a_thing_to_accuse_is_the_accuser(text, accuser):
    assert [one[2] for one in accusations_of(text)] == [accuser]


def test_who_confesses_to_a_deed_has_said_so_and_who_relays_it_too():
    found = said("Olga Madeup confessed to plotting a coup, the KGB said.")
    assert ("Olga Madeup", "plotting a coup") in found
    assert ("KGB", "Olga Madeup confessed to plotting a coup") in found
    assert said("Olga Madeup confessed to the police at night.") == []


@pytest.mark.parametrize(
    ("modality", "text"),
    [
        ("alleged", "Investigators established that Olga Madeup had beaten a policeman."),
        ("alleged", "According to investigators, Olga Madeup kidnapped a judge."),
        ("alleged", "The prosecution said that the defendant had killed a mayor."),
        ("asserted", "Police said gunmen kidnapped ten pupils on Monday."),
        ("asserted", "Police said that Olga Madeup went missing on Monday."),
        ("asserted", "A witness said that Pavel Invented had beaten Olga Madeup."),
        ("asserted", "Police said that Olga Madeup was arrested on Monday."),
    ],
)
def test_what_an_authority_tells_against_a_person_is_alleged(modality, text):
    assert {line["modality"] for line in lines_of(text)} == {modality}
