"""Dates of all sorts, from their words to a value, with the record that a claim keeps."""

import pytest

from habeas.extraction.grammar.parsing import parse_text
from habeas.extraction.language_models import language_model
from habeas.extraction.values.date_finding import dates_of_text, find_dates
from habeas.model import resolve_date
from habeas.model.date_expressions import check_date_expression

DAY = "2023-06-15"  # a Thursday

PHRASES = (
    ("on 12 January 2023", "2023-01-12"),
    ("on January 12, 2023", "2023-01-12"),
    ("on the 7th of July 2021", "2021-07-07"),
    ("on 12.01.2023", "2023-01-12"),
    ("on 12 January", "2023-01-12"),
    ("on 26 December", "2022-12-26"),
    ("in May", "2023-05"),
    ("in November last year", "2022-11"),
    ("in January of this year", "2023-01"),
    ("in mid-June 2020", "2020-06-11/2020-06-20"),
    ("at the end of February", "2023-02-21/2023-02-28"),
    ("in early 2022", "2022-01/2022-04"),
    ("in the first quarter of 2023", "2023-01/2023-03"),
    ("in the winter of 2020–21", "2020-12/2021-02"),
    ("last summer", "2022-06/2022-08"),
    ("on Tuesday", "2023-06-13"),
    ("last Friday", "2023-06-09"),
    ("yesterday", "2023-06-14"),
    ("three days ago", "2023-06-12"),
    ("two weeks ago", "2023-06-01~"),
    ("last month", "2023-05"),
    ("the year before last", "2021"),
    ("last week", "2023-06-05/2023-06-11"),
    ("in 2008 and 2015", "{2008,2015}"),
    ("in 2019 or 2020", "[2019,2020]"),
    ("on 9 and 12 August 2020", "{2020-08-09,2020-08-12}"),
    ("on 9–12 August 2020", "2020-08-09/2020-08-12"),
    ("from 2 March until 20 May 2022", "2022-03-02/2022-05-20"),
    ("between August and November 2020", "2020-08/2020-11"),
    ("on the night of 9-10 August 2020", "2020-08-09/2020-08-10"),
    ("since August 2020", "2020-08/.."),
    ("until 2027", "../2027"),
    ("around 2015", "2015~"),
    ("in the 1990s", "199X"),
    ("late in May 2021", "2021-05-21/2021-05-31"),
    ("in the nineties", "199X"),
    ("this December", "2023-12"),
    ("in 2014, March 14,", "2014-03-14"),
    ("in the final week of February", "2023-02-21/2023-02-28"),
    ("in the first days of May", "2023-05-01/2023-05-10"),
    ("on the eve of May 5", "2023-05-04"),
    ("on the eve of the May 5 vote", "2023-05-04"),
    ("on the eve of Human Rights Day 2020", "2020-12-09"),
    ("on the eve of Monday's vote", "2023-06-11"),
    ("during last year's Human Rights Day", "2022-12-10"),
)


def values_of(text, published=DAY):
    found, _ = find_dates(text, 0, len(text), "en", lambda _start, _end: False)
    assert all(check_date_expression(date.expression) == "" for date in found)
    return [resolve_date(date.expression, published).edtf for date in found]


@pytest.mark.parametrize(("phrase", "value"), PHRASES)
def test_a_phrase_has_its_value(phrase, value):
    assert values_of(f"He was arrested {phrase}.") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The court gave him ten years in prison.",
        "A 45-year-old engineer was held for 15 days.",
        "The charge is under Article 2020 of the code.",
        "At least 1985 people were held in room 2020.",
        "He may appeal within 72 hours, twice a week.",
    ],
)
def test_a_number_or_a_length_of_time_is_no_date(text):
    assert values_of(text) == []


def test_a_date_without_a_year_is_kept_as_worded_and_has_no_year_until_one_is_known():
    text = "He was arrested on January 12."
    (found,), _ = find_dates(text, 0, len(text), "en", lambda _start, _end: False)
    expression = found.expression
    assert (expression.value, expression.rule, expression.anchor) == ("XXXX-01-12", "nearest_past", "publication")
    assert resolve_date(expression).edtf == "XXXX-01-12"
    assert resolve_date(expression, "2020-01-11").edtf == "2019-01-12"


def test_the_next_day_counts_from_the_date_named_before_it():
    assert values_of("He was held on 14 January 2022 and the next day was freed.") == ["2022-01-14", "2022-01-15"]


def test_the_next_day_counts_from_nothing_where_no_date_was_named():
    assert values_of("The next day he was freed.") == []


def test_what_lies_ahead_takes_the_next_such_day():
    text = "The trial will open on 11 January."
    found, _ = find_dates(text, 0, len(text), "en", lambda _start, _end: True)
    assert resolve_date(found[0].expression, DAY).edtf == "2024-01-11"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Friday, the court is to hear the case.", "2023-06-16"),
        ("The trial of the editor resumes on Friday.", "2023-06-16"),
        ("The trial of the editor resumed on Friday.", "2023-06-09"),
        ("The editor faces trial on Friday.", "2023-06-16"),
        ("The editor faces ten years in prison after she was seized on Friday.", "2023-06-09"),
    ],
)
def test_what_the_calendar_holds_lies_ahead_in_the_present_tense(text, value):
    (found,) = dates_of_text(parse_text(text, language_model("en")), "en")
    assert resolve_date(found.expression, DAY).edtf == value


LATER = (
    ("He was detained on 3 May.\n\nThe next day a court jailed him.", "The next day", "2023-05-04"),
    ("He was detained on 3 May. That evening he was beaten.", "That evening", "2023-05-03"),
    ("He was detained on 3 May, his sister said on 10 May. The following morning he was charged.", None, "2023-05-04"),
    ("He was held from March 2 to 5, 2022.", None, "2022-03-02/2022-03-05"),
    ("Protests rose in 2020. In August of that year he was jailed.", "August of that year", "2020-08"),
    ("The site was blocked in August through November 2018.", None, "2018-08/2018-11"),
)


@pytest.mark.parametrize(("text", "wording", "value"), LATER)
def test_a_day_counts_from_the_last_day_on_which_something_happened(text, wording, value):
    found = dates_of_text(parse_text(text, language_model("en")), "en")[-1]
    assert wording is None or text[found.start : found.end] == wording
    assert resolve_date(found.expression, "2023-06-15").edtf == value


def test_the_next_day_is_counted_from_no_month():
    text = "He was jailed in May 2021. The next day he was freed."
    assert len(dates_of_text(parse_text(text, language_model("en")), "en")) == 1
