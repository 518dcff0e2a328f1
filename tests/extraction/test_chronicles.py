"""Chronologies: the date that opens a line is that of what the line tells."""

import pytest
from extraction.what_texts_tell import days_of, lines_of, people_of

LINES = "Pavel Invented is a lawyer who defended farmers.\n"


def told_in(*rows, sep="\n"):
    return LINES + sep.join(rows)


@pytest.mark.parametrize("sign", [": ", " – ", " - ", "— ", " | "])
@pytest.mark.parametrize("bullet", ["", "- ", "• "])
def test_the_date_before_a_line_is_that_of_the_line(sign, bullet):
    text = told_in(f"{bullet}2003{sign}He is sentenced to four years.", f"{bullet}May 2005{sign}He is released early.")
    assert (days_of(text, "verdict"), days_of(text, "release")) == (["2003"], ["2005-05"])


def test_a_line_without_a_subject_tells_of_whom_the_text_tells():
    text = told_in("2015: Arrested in May.", "12 March 2017: Sentenced to ten years in prison.")
    found = [(line["event_type"], line["people"], line["date"]) for line in lines_of(text)]
    assert ("detention", ["Pavel Invented"], "2015-05") in found
    assert ("verdict", ["Pavel Invented"], "2017-03-12") in found


def test_a_line_without_a_subject_is_left_open_where_two_are_told_of():
    text = "Pavel Invented and Olga Testova are lawyers.\n2015: Arrested.\n2017: Sentenced to ten years in prison."
    assert people_of(text, "verdict") in (None, [])


def test_a_day_of_a_line_is_of_the_year_of_the_line():
    text = told_in(
        "2015: In May he is arrested. On 7 June he is charged.", "12 March 2017: On 20 March he is released."
    )
    assert [days_of(text, kind) for kind in ("detention", "charge", "release")] == [
        ["2015-05"],
        ["2015-06-07"],
        ["2017-03-20"],
    ]


def test_dates_that_head_paragraphs_are_theirs():
    text = told_in(
        "January 1984",
        "Invented is tried for theft and acquitted.",
        "3 May 1986",
        "The police arrest Invented and search his home.",
        "June 1990",
        "Invented is released from the prison where he had been beaten. He later was arrested.",
        sep="\n\n",
    )
    assert days_of(text, "court_hearing") == ["1984-01"]
    assert days_of(text, "detention") == ["1986-05-03", None]
    assert (days_of(text, "release"), days_of(text, "ill_treatment")) == (["1990-06"], [None])


def test_one_date_before_a_colon_is_that_of_the_report():
    assert days_of("3 May 2015: Police say that Pavel Invented was arrested.", "detention") != ["2015-05-03"]


def test_a_digest_from_the_newest_post_on_is_no_chronology():
    text = told_in("2005: Invented was released.", "2003: Invented was sentenced to four years.")
    assert days_of(text, "verdict") == [None]


def test_yesterday_is_counted_from_the_day_of_its_line():
    text = told_in("27 January 2020: Invented was arrested yesterday.", "5 March 2020: Invented was freed on Monday.")
    assert (days_of(text, "detention"), days_of(text, "release")) == (["2020-01-26"], ["2020-03-02"])
