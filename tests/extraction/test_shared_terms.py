"""Rulings that give each of several persons a term of his or her own."""

import pytest
from extraction.what_texts_tell import lines_of

DAY = "2022-06-01"


def rulings_of(text):
    """Names, date and term of each ruling of a text."""
    lines = [line for line in lines_of(text, published=DAY) if line["event_type"] == "verdict"]
    return [(", ".join(line["people"]), line["date"] or "", line["term"] or "") for line in lines]


TOLD = (
    (
        "On 4 April 2022 Pavel Sosnin was sentenced to 7 years, Ivan Vetrov to 6 years and Anna Vetkina to 4.",
        [
            ("Pavel Sosnin", "2022-04-04", "7 years"),
            ("Ivan Vetrov", "2022-04-04", "6 years"),
            ("Anna Vetkina", "2022-04-04", "4"),
        ],
    ),
    (
        "The court sentenced Pavel Sosnin to 7 years in prison and Ivan Vetrov to 6 years.",
        [("Pavel Sosnin", "", "7 years in prison"), ("Ivan Vetrov", "", "6 years")],
    ),
    (
        "Pavel Sosnin and Ivan Vetrov were sentenced to seven and six years in prison respectively.",
        [("Pavel Sosnin", "", "seven"), ("Ivan Vetrov", "", "six years in prison")],
    ),
    (
        "Pavel Sosnin (7 years) and Ivan Vetrov (6 years) were sentenced on 5 May 2021.",
        [("Pavel Sosnin", "2021-05-05", "7 years"), ("Ivan Vetrov", "2021-05-05", "6 years")],
    ),
    (
        "Pavel Sosnin was sentenced to five and a half years in May 2014. His friend Ivan Vetrov got three and a half.",
        [("Pavel Sosnin", "2014-05", "five and a half years"), ("Ivan Vetrov", "", "three and a half")],
    ),
)


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_each_has_the_term_that_the_sentence_gives(text, expected):
    assert rulings_of(text) == expected


NOT_SHARED = (
    "Pavel Sosnin and Ivan Vetrov were sentenced to five years and six months in prison.",
    "Pavel Sosnin was sentenced to 7 years in prison, and Ivan Vetrov, 45, left the country.",
    "Pavel Sosnin was sentenced to 7 years in prison. Ivan Vetrov got three letters from him.",
    "Pavel Sosnin was sentenced to 7 years, Ivan Vetrov said.",
)


@pytest.mark.parametrize("text", NOT_SHARED)
def test_one_term_stays_one_ruling(text):
    assert len(rulings_of(text)) == 1


def test_the_day_of_the_ruling_is_that_of_what_was_ordered_by_it():
    text = "Pavel Sosnin was sentenced to five years in jail under a decision issued by the court on 5 November 2014."
    assert rulings_of(text) == [("Pavel Sosnin", "2014-11-05", "five years in jail")]
