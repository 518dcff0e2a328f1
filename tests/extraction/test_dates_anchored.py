"""Dates in posts, captions and reprints within a report, and days that are not those of what stands beside them."""

import pytest
from extraction.what_texts_tell import days_of

READ = (
    # a post
    ("Police arrested a man today. — Anna Testova (@testova) March 12, 2022", ["2022-03-12"]),
    ("Police arrested a man on Monday. — Anna Testova (@testova) March 12, 2022", ["2022-03-07"]),
    ("Police arrested a man today.\n\nThey waved. — Anna Testova (@testova) March 12, 2022", ["2023-06-15"]),
    ("Police arrested a man. — Anna Testova (@testova) March 12, 2022", [None]),
    # a reprint
    (
        "This statement was originally published on example.org on 31 December 2021.\n\nPolice arrested Li yesterday.",
        ["2021-12-30"],
    ),
    ("Originally published on 3 May 2021\n\nPolice arrested a man today.", ["2021-05-03"]),
    ("His novel was first published on 5 May 2020. Police arrested a man on Monday.", ["2023-06-12"]),
    # a caption
    (
        "In this photo taken May 4, 2021, friends greet an activist who was arrested last week.",
        ["2021-04-26/2021-05-02"],
    ),
    ("Anna Testova was taken on May 4, 2021 from her home.", ["2021-05-04"]),
    # a week that is not over
    ("Police arrested a man this week.", ["2023-06-12/2023-06-15"]),
    ("Police will arrest a man this week.", ["2023-06-12/2023-06-18"]),
    # right behind its verb, and what was done on the way
    ("They heard him cry as Pavel Novotny was being arrested, in November 2016.", ["2016-11"]),
    ("Anna Testova was arrested, on Monday her lawyer wrote.", [None]),
    ("On Monday officers stormed the court to arrest Anna Testova.", ["2023-06-12"]),
    ("Officers stormed the court to arrest Anna Testova. On Monday they left.", [None]),
    # brackets
    ("Police arrested a man before the Day of the Press (3 May).", [None]),
    ("Police arrested a man in Minsk (3 May).", ["2023-05-03"]),
)


@pytest.mark.parametrize(("text", "days"), READ)
def test_a_day_is_counted_from_that_of_the_text_in_which_it_stands(text, days):
    assert days_of(text, "detention") == days
