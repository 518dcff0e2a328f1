"""Where lines end, whose day a joined verb has, and what reports of agencies name: titles, faiths, sums, cases."""

import pytest

from .what_texts_tell import days_of, lines_of, people_of, said


def test_a_line_without_a_stop_ends_where_the_next_is_longer_than_its_width():
    text = (
        "The suspect allegedly gathered intelligence about a soldier and plotted sabotage at a railway station\n"
        "A resident of Norburg, Olga Madeup, has been detained by the security service on suspicion of treason, "
        "the ministry announced on Monday."
    )
    ((speaker, content),) = said(text)
    assert speaker == "ministry"
    assert content.startswith("A resident of Norburg")


def test_a_wrapped_line_goes_on_where_the_next_word_did_not_fit():
    text = (
        "The ministry announced on Monday that the police had seized and held\n"
        "Olga Madeup at her flat in Norburg for treason."
    )
    assert people_of(text, "detention") == ["Olga Madeup"]
    assert said(text)[0][0] == "ministry"


def test_a_line_of_authors_is_no_part_of_a_headline():
    text = "Police detain the editor of the Norburg Times, accuse her of attempts on the law\nBy Anna Author @author"
    assert [line["conduct"]["text"] for line in lines_of(text, "accusation")] == ["attempts on the law"]


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("The police arrested Olga Madeup and returned to her house on Sunday.", "detention", [None]),
        ("Olga Madeup was convicted and appealed on 3 May 2021.", "verdict", [None]),
        ("Olga Madeup was arrested but came home on 3 May 2021.", "detention", [None]),
        ("Olga Madeup was arrested and taken to a station on 3 May 2021.", "detention", ["2021-05-03"]),
    ],
)
def test_a_day_goes_back_to_what_was_done_at_once_and_no_further(text, kind, days):
    assert days_of(text, kind) == days


def test_a_faith_is_nobodys_name():
    (event,) = lines_of("At least 13 Baha’is were arrested on Monday.")
    assert (event["people"], event["count"]) == ([], 13)


def test_a_title_with_a_stop_ends_no_sentence():
    (event,) = lines_of("A court sentenced five people, including Ven. Kalpana Madeup, to three years in prison.")
    assert (event["people"], event["term"]) == (["Kalpana Madeup"], "three years in prison")


def test_a_sum_is_no_place():
    events = lines_of("The journalists were released on bail, which was set at LE20,000 for Olga Madeup.")
    assert {event["place"] for event in events} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "The High Court delivered a verdict in the case of Olga Madeup.",
        "The court passed a sentence of five years in the case against Olga Madeup.",
    ],
)
def test_a_ruling_in_a_case_is_that_of_whom_the_case_is(text):
    assert people_of(text, "verdict") == ["Olga Madeup"]


def test_what_somebody_wrote_on_is_no_source_of_what_stands_before():
    text = "“They were charged in May, as they wrote on leaflets telling people to refuse orders,” Olga Madeup said."
    assert "they" not in [speaker for speaker, _ in said(text)]
    assert [line["said_by"] for line in lines_of(text)] == [["Olga Madeup"]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to Olga Madeup's account, nobody was told of it that night.", "Olga Madeup"),
        (
            (
                "The investigation has officially indicted four detainees for taking part in a coup plot, head of the "
                "investigation department at the State Committee (KGB) Pavel Rovny said Wednesday."
            ),
            "Pavel Rovny",
        ),
    ],
)
def test_an_account_is_that_of_its_owner_and_a_post_goes_with_its_name(text, speaker):
    assert [one for one, _ in said(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("Those who protest will be identified, face criminal prosecution, and be punished.", "charge", "planned"),
        ("Olga Madeup was arrested and faces charges of treason.", "charge", "asserted"),
        ("Olga Madeup planned to speak on the day of her arrest, May 3.", "detention", "asserted"),
    ],
)
def test_a_joined_verb_lies_ahead_with_the_first_and_the_day_of_an_arrest_does_not(text, kind, modality):
    assert [line["modality"] for line in lines_of(text) if line["event_type"] == kind] == [modality]


def test_the_day_of_an_arrest_lies_behind_whatever_was_planned_for_it():
    assert days_of("Olga Madeup planned to speak on the day of her arrest, October 26.", "detention") == ["2022-10-26"]
