"""Other names of one person, and dates and pronouns that stand before a name."""

import pytest
from extraction.what_texts_tell import days_of, lines_of, people_of

SAME = (
    "Tomas Madeup, also known as Tovi, was arrested. Tovi was beaten in prison.",
    "Tomas Madeup (aka Dov Invented) was arrested. Dov was beaten in prison.",
    "Tomas Madeup, better known by his pen name Pavel Testov, was arrested. Testov was beaten in prison.",
    "Tomas Madeup, widely known by the name Pavel Testov, was arrested. Testov was beaten in prison.",
    "Tomas Madeup (Ivan Testov, Pavel Testov), freelance\n\nTestov was beaten in prison.",
)


@pytest.mark.parametrize("text", SAME)
def test_another_name_of_somebody_stands_for_them(text):
    assert people_of(text, "ill_treatment") == ["Tomas Madeup"]


OTHERS = (
    "Tomas Madeup, known as a friend of Pavel Testov, was arrested. Testov was beaten in prison.",
    "Tomas Madeup (Pavel Testov)\n\nTestov was beaten in prison.",
    "Tomas Madeup and Pavel Testov were arrested. Testov was beaten in prison.",
    "Tomas Madeup also called Pavel Testov a liar. Testov was beaten in prison.",
    "Tomas Madeup nicknamed Pavel Testov the fox. Testov was beaten in prison.",
)


@pytest.mark.parametrize("text", OTHERS)
def test_two_names_side_by_side_are_of_two_people(text):
    assert people_of(text, "ill_treatment") == ["Pavel Testov"]


def test_another_name_of_nobody_known_is_a_name_of_nobody():
    """The first is called by a name that the text gives to two."""
    text = "Ana Testova and Olga Testova spoke. Testova, alias Rita Republican, was arrested."
    assert people_of(text, "detention") != ["Rita Republican"]


def test_somebody_of_one_name_is_found_where_it_opens_a_sentence():
    text = (
        "Goshuk Madeup, also known as Tenchok, was freed. Another prisoner, Pavel Testov, was beaten. "
        "Tenchok used to work as a teacher before his imprisonment. Police detained him in April 2008."
    )
    detained = [line for line in lines_of(text) if line["event_type"] == "detention" and line["date"] == "2008-04"]
    assert [line["people"] for line in detained] == [["Goshuk Madeup"]]


def test_a_day_before_a_name_is_that_of_the_arrest_before_it():
    text = "Tomas Madeup is a teacher. Following his arrest on 15 April 2014 Tomas Madeup was beaten."
    assert days_of(text, "detention") == ["2014-04-15"]


def test_a_pronoun_before_everybody_is_of_the_subject_that_follows():
    assert people_of("Following his arrest in May, Tomas Madeup was taken to Norland.", "detention") == ["Tomas Madeup"]


def test_a_year_of_two_figures_in_a_note_is_a_year():
    text = "On 15 January 2014 Tomas Madeup was beaten. On February 20, officers arrested him (Belta, 25 February 14)."
    found = next(line for line in lines_of(text, published="2014-03-01") if line["event_type"] == "detention")
    assert (found["date"], found["said_by"], found["cited"]) == ("2014-02-20", ["Belta"], "2014-02-25")


def test_the_number_of_an_article_counts_nobody():
    text = (
        "A court tried and sentenced Tomas Madeup for leaking secrets, crimes under Articles 103, 111, and 296 of law."
    )
    assert all(line["count"] is None for line in lines_of(text))


def test_the_name_of_a_heading_stays_whole_where_the_text_calls_its_bearer_by_one_word():
    text = "Olga Maria Testova (Venezuela)\n\nThe lawyer Olga was arrested on 9 February 2021."
    assert people_of(text, "detention") == ["Olga Maria Testova"]
