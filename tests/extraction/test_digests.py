"""Digests and bulletins: several cases one after the other, each behind its bullet, title or lead."""

import pytest
from extraction.what_texts_tell import days_of, lines_of, people_of, said

ANOTHER_CASE = (
    # a lead without a verb over its paragraph
    """Fresh charges against the activist Olga Testova. The activist was arrested on Monday.

Criminal charges for a video. The police were so displeased that they at once launched criminal proceedings.""",
    # bullets
    "- The activist Olga Testova was arrested on Monday.\n- Prosecutors filed new charges on 4 May.",
    # a heading on a line of its own
    "The activist Olga Testova was arrested.\n\nNews from the regions\n\nProsecutors filed new charges on 4 May.",
)


@pytest.mark.parametrize("text", ANOTHER_CASE)
def test_what_a_digest_tells_of_the_next_case_is_not_told_of_the_last_person(text):
    later = [line for line in lines_of(text) if line["event_type"] == "charge" and line["trigger"]["start"] > 50]
    assert [line["people"] for line in later] == [[]]


def test_within_one_case_the_charges_are_those_of_the_person_just_named():
    text = "The activist Olga Testova was arrested on Monday.\n\nProsecutors filed new charges on 4 May."
    assert people_of(text, "charge") == ["Olga Testova"]


def test_a_title_before_the_colon_of_an_item_is_no_part_of_its_sentence():
    text = (
        "• Norland Captain-Turned-Rights Defender Imprisoned for Helping Families: Pavel Madeup, who captained a ship, "
        "has been sentenced to three years in prison."
    )
    assert people_of(text, "verdict") == ["Pavel Madeup"]


def test_a_speaker_before_a_colon_is_no_title():
    text = "Norland Rights Watch: “The authorities must release the writer Olga Testova at once and drop all charges.”"
    assert people_of(text, "release") == ["Olga Testova"]


def test_arrests_before_a_colon_are_those_of_the_people_named_behind_it():
    text = "The week was marked by several arrests: the poets Olga Testova, Ivan Sample and Pavel Madeup."
    assert people_of(text, "detention") == ["Olga Testova", "Ivan Sample", "Pavel Madeup"]


def test_of_whom_somebody_is_the_father_is_not_arrested_with_him():
    text = (
        "Ivan Sample, father of Olga Testova, and Pavel Madeup, elder brother of Anna Invented, "
        "were arrested as hostages on Monday."
    )
    assert people_of(text, "detention") == ["Ivan Sample", "Pavel Madeup"]


def test_who_opens_a_sentence_is_arrested_and_not_the_house_to_which_she_belongs():
    text = (
        "Olga Testova, 72, who is a member of the movement and deputy of the Norland District, Testland State Duma, "
        "was arrested on 4 May."
    )
    assert people_of(text, "detention") == ["Olga Testova"]


def test_a_member_named_behind_a_description_is_held_and_not_the_league():
    text = "Another League for Norland member, Pavel Madeup, is waiting for his lawyer two months after being detained."
    assert people_of(text, "detention") == ["Pavel Madeup"]


def test_a_family_name_with_a_hyphen_alone_is_that_of_the_person_named_in_full():
    text = (
        "Judge Ivan Sample sentenced the activist Lena Mir-Gafari to two years in prison.\n\n"
        "Mir-Gafari was detained on 2 October 2022."
    )
    assert people_of(text, "detention") == ["Lena Mir-Gafari"]


def test_a_lady_in_white_is_named_without_the_colour():
    assert people_of("The Lady in White Olga Testova was arrested on Monday.", "detention") == ["Olga Testova"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("118 people have been tried, of them 39 have been sentenced to death.", [39]),
        ("Since then (1077) people have been sentenced.", [1077]),
        ("Of those held, 12 have been sentenced to death.", [12]),
        ("(121) people were tried, of whom (42) have been sentenced to death.", [42]),
    ],
)
def test_a_number_in_brackets_or_behind_of_them_counts_those_of_whom_it_is_told(text, counts):
    assert [line["count"] for line in lines_of(text) if line["event_type"] == "verdict"] == counts


def test_the_title_of_an_offence_in_quotation_marks_is_no_event():
    text = "Ten reporters are tried on charges of “insult” and “resisting an official to prevent him from working”."
    assert {line["event_type"] for line in lines_of(text)} == {"court_hearing"}


def test_what_somebody_is_accused_of_doing_to_others_is_kept_where_it_is_no_title():
    text = "The court heard on Monday how guards had beaten the prisoner Pavel Madeup."
    assert people_of(text, "ill_treatment") == ["Pavel Madeup"]


def test_how_often_somebody_is_arrested_is_no_arrest():
    text = "Olga Testova often stands in our articles, given how often she is arrested."
    assert people_of(text, "detention") is None


def test_an_arrest_that_lasted_some_days_lends_its_day_to_no_other():
    text = (
        "The writer Pavel Madeup was taken into custody.\n"
        "In March 2019, Madeup was detained for 28 days because of a protest."
    )
    assert days_of(text, "detention") == [None, "2019-03"]


def test_hours_in_custody_are_those_of_a_brief_arrest():
    text = "The writer Pavel Madeup was briefly detained.\nMadeup was detained for three hours on 4 May 2021."
    assert days_of(text, "detention") == ["2021-05-04", "2021-05-04"]


def test_a_day_before_the_subject_is_that_of_the_verb_which_the_parser_takes_for_a_participle():
    text = "On October 14, 2018, a force of four policemen arrested the dentist Pavel Madeup at his clinic."
    assert days_of(text, "detention") == ["2018-10-14"]


@pytest.mark.parametrize(
    ("text", "event_type", "modality"),
    [
        ("The police wanted to register the reason for the arrest of two women.", "detention", "asserted"),
        ("She was held on Monday with the intention of deporting Pavel Madeup.", "forced_exile", "planned"),
        ("The family wanted to hear of the release of Pavel Madeup.", "release", "demanded"),
    ],
)
def test_how_a_digest_vouches_for_an_event(text, event_type, modality):
    assert [line["modality"] for line in lines_of(text) if line["event_type"] == event_type] == [modality]


def test_a_given_name_spelt_as_an_auxiliary_makes_no_condition():
    text = "Can Testov’s hearing adjourned\n\nThe hearing of the journalist Can Testov was held on Monday."
    assert {line["modality"] for line in lines_of(text)} == {"asserted"}


def test_who_has_served_a_sentence_is_not_sentenced_anew():
    text = "Two prisoners had served their sentences and were released: Pavel Madeup and Ivan Sample."
    assert {line["event_type"] for line in lines_of(text)} == {"release"}


NO_SPEECH = (
    "The writer Pavel Madeup was denied bail.",
    "The court denied him access to his lawyer.",
    "Olga Testova pointed to a picture of the leader on the wall.",
    "The soldier pointed a gun at the crowd.",
    "The women continue with their campaign “We all march” on behalf of the prisoners.",
)


@pytest.mark.parametrize("text", NO_SPEECH)
def test_what_is_withheld_pointed_at_or_gone_on_with_is_said_by_nobody(text):
    assert said(text) == []


def test_denials_and_points_made_are_still_said():
    assert said("The minister denied that Pavel Madeup had been beaten.") == [
        ("minister", "Pavel Madeup had been beaten")
    ]
    assert said("Olga Testova pointed out that nobody had been told.") == [("Olga Testova", "nobody had been told")]


def test_who_is_jailed_for_having_said_something_has_said_it_and_not_the_judge():
    text = "Judge Ivan Sample jailed the poet Olga Testova for having said that the vote was rigged."
    assert [speaker for speaker, _ in said(text)] == ["Olga Testova"]


def test_this_week_in_a_bulletin_is_the_week_of_its_title_whenever_it_came_out():
    text = "Norland Bulletin No. 15: April 9-15\n\nThis week Pavel Madeup was sentenced to two years in prison."
    assert [line["date"] for line in lines_of(text, published="2018-04-16")] == ["2018-04-09/2018-04-15"]


def test_a_stretch_of_days_in_a_sentence_is_no_title():
    text = "Talks were held on April 9-15.\n\nThis week Pavel Madeup was sentenced to two years in prison."
    verdicts = [line for line in lines_of(text, published="2018-04-25") if line["event_type"] == "verdict"]
    assert [line["date"] for line in verdicts] == ["2018-04-23/2018-04-25"]


def test_a_line_that_begins_with_a_dateline_is_no_part_of_the_title_above():
    text = (
        "Norland\nFour Norlanders Arbitrarily Detained\n"
        "18 March 2016 – Norburg – The council said that four Norlanders were held without charge."
    )
    assert said(text) == [("council", "four Norlanders were held without charge")]


def test_articles_behind_a_colon_are_those_of_the_ruling_before_it():
    text = (
        "Olga Testova was sentenced to 6 years in a colony under two articles of the Criminal Code: "
        "Part 2 of Article 293 (mass riots) and Article 292 (seizure of buildings)."
    )
    assert [line["legal"] for line in lines_of(text)] == [["293", "292"]]


def test_a_headline_that_tells_of_a_suspect_asks_for_nothing():
    text = "Suspect Drives Off With Girl in Norburg, Arrested on Kidnapping Charge: Police\n\nHe was held on Monday."
    assert "demanded" not in {line["modality"] for line in lines_of(text)}


def test_what_readers_are_asked_to_do_is_demanded():
    assert [line["modality"] for line in lines_of("Please release the writer Olga Testova.")] == ["demanded"]


def test_a_number_of_people_in_brackets_is_no_year():
    text = "The court released (24) people on bail. (1912) of whom the guards knew were arrested."
    assert [line["date"] for line in lines_of(text)] == [None, None]


def test_both_are_the_two_relatives_told_of_and_not_the_one_who_asks_for_them():
    text = (
        "Olga Testova has asked to be allowed to visit her mother and brother, whom she has not seen. "
        "Both are awaiting their appeal after being sentenced to eight years each."
    )
    assert people_of(text, "verdict") == []
    named = "Olga Testova and Pavel Madeup spoke on Monday. Both were jailed in 2019."
    assert people_of(named, "detention") == ["Olga Testova", "Pavel Madeup"]
