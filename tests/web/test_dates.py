from datetime import date

import pytest
from django.utils import translation

from habeas.web.dates import date_in_words, day_in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-01-12", "12 January 2023"),
        ("2021-10", "October 2021"),
        ("2022", "2022"),
        ("199X", "the 1990s"),
        ("XXXX-07-14", "14 July, year not known"),
        ("XXXX-07", "July, year not known"),
        ("2022~", "about 2022"),
        ("2023-01-12?", "12 January 2023 (uncertain)"),
        ("2020-06-11/2020-06-20", "mid-June 2020"),
        ("2020-02-21/2020-02-29", "late February 2020"),
        ("2022-01/2022-04", "early 2022"),
        ("2021-12/2022-02", "winter 2021-22"),
        ("2021-03/2021-05", "spring 2021"),
        ("2020-08/..", "since August 2020"),
        ("../2021-05-17", "until 17 May 2021"),
        ("2020-02/2022-09", "between February 2020 and September 2022"),
        ("{2008,2015}", "2008 and 2015"),
        ("[2023-01-11,2023-01-12]", "11 January 2023 or 12 January 2023"),
        ("", ""),
        ("not a date", "not a date"),
    ],
)
def test_a_date_is_printed_as_exactly_as_it_is_known(edtf, words):
    with translation.override("en"):
        assert date_in_words(edtf) == words


def test_a_day_is_printed_in_words():
    with translation.override("en"):
        assert day_in_words(date(2020, 9, 7)) == "7 September 2020"
