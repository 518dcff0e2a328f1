"""What judgments, yearly country chapters and analyses have of their own: parties, columns, histories, bounds."""

import pytest
from extraction.what_texts_tell import days_of, document_of, lines_of, people_of

from habeas.extraction import propose_claims

JUDGMENT = "The applicant, Mr Pavel Madeup, was born in 1992 and lives in Norville."
FILLER = "\n".join(f"The court recalled rule {number} of its code." for number in range(3, 20))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f"{JUDGMENT}\n{FILLER}\nOn 30 April 2013 the applicant was arrested.", ["Pavel Madeup"]),
        (
            'A case was lodged by Mr Pavel Madeup ("the applicant").\nThe applicant was arrested on 2 November 2015.',
            ["Pavel Madeup"],
        ),
        (
            "The applicants, Mr Pavel Madeup and Ms Olga Testova, appealed. On 3 May the applicants were arrested.",
            ["Pavel Madeup", "Olga Testova"],
        ),
        (f"{JUDGMENT} Mira Novotna is an applicant too. On 3 May 2013 the applicant was arrested.", []),
        ("An asylum applicant was turned away. On Monday the applicant was arrested, Ivan Probin said.", []),
    ],
)
def test_the_applicant_is_the_one_whom_a_judgment_calls_so(text, people):
    assert people_of(text, "detention") == people


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "Olga Testova is the sister of Ivan Probin, human rights activist arbitrarily held since 2012.",
            "Ivan Probin",
        ),
        ("Olga Testova is the wife of Ivan Probin, opposition journalist jailed in 2012.", "Ivan Probin"),
        ("Olga Testova is the chair of the club, a journalist jailed in 2012.", "Olga Testova"),
        ("Olga Testova was in exile or jailed in May 2012.", "Olga Testova"),
    ],
)
def test_an_apposition_without_an_article_is_of_the_name_before_it(text, person):
    assert people_of(text, "detention") == [person]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ivan Probin and Pavel Madeup are farmers: both had been jailed for libel.", ["Ivan Probin", "Pavel Madeup"]),
        (
            "Ivan Probin and Pavel Madeup visited them before both were jailed for libel.",
            ["Olga Testova", "Mira Novotna"],
        ),
    ],
)
def test_both_are_the_two_of_the_clause_before_the_colon(text, people):
    assert people_of(f"Olga Testova and Mira Novotna were beaten in May. {text}", "detention") == people


def test_the_year_of_a_birth_is_no_other_day():
    assert days_of("Olga Testova was born in 1992 and was arrested in Norville.", "detention") == [None]
    assert days_of("Olga Testova was seized in 2012 and was arrested in Norville in 2013.", "detention")[-1] == "2013"


COLUMN = (
    "The court found that the authorities\nhad violated the rights of the blogger Ivan\n"
    "Probin for want of an inquiry into his\nclaims. On 28 April police arrested Olga\n"
    "Testova in the capital, and she was\ncharged the next day."
)


def test_a_narrow_column_is_read_as_running_text():
    assert people_of(COLUMN, "detention") == ["Olga Testova"]


def test_a_heading_above_a_column_is_not_read_into_it():
    text = COLUMN.replace("claims. On", "claims.\nReleases and Arrests\nOn")
    assert people_of(text, "detention") == ["Olga Testova"]
    heading = text.index("Releases")
    assert not any(line["quote"]["start"] < heading < line["quote"]["end"] for line in lines_of(text))


@pytest.mark.parametrize("when", ["1914", "March 1914"])
def test_a_bare_year_or_month_bounds_no_day_without_a_year(when):
    text = f"Police have arrested ten students since 29 July. A poet wrote of the city in {when}."
    assert [line["date"] for line in lines_of(text, published="")] == ["XXXX-07-29/.."]


def test_a_whole_day_still_bounds_the_publication():
    proposal = propose_claims(document_of("On 3 May 2014 police arrested Olga Testova."), language="en")
    assert proposal.published_bound == "2014-05-03/.."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 3 May 2021 Olga Testova was sentenced to two years after being arrested in Norville.", None),
        ("Olga Testova was released on 3 May 2021 after being arrested on 1 May 2021.", "2021-05-01"),
        ("The army took control on 3 May 2021, hours after arresting Olga Testova.", "2021-05-03"),
        ("Olga Testova was arrested on 3 May 2021 before being taken to court.", "2021-05-03"),
    ],
)
def test_what_came_before_a_dated_event_has_not_its_day(text, day):
    assert days_of(text, "detention") == [day]


@pytest.mark.parametrize(
    ("event_type", "text"),
    [
        ("death_in_custody", "Olga Testova was found hanged in her prison cell."),
        ("execution", "Olga Testova was hanged in Norville on Monday."),
    ],
)
def test_who_is_found_hanged_was_not_executed(event_type, text):
    assert [line["event_type"] for line in lines_of(text)] == [event_type]
