import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import Verdict, canonical_date, contains, is_before, is_same_day, parse_date
from habeas.model.errors import DateError

CERTAIN, POSSIBLE, IMPOSSIBLE = Verdict.CERTAIN, Verdict.POSSIBLE, Verdict.IMPOSSIBLE


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023-01-12", date(2023, 1, 12), date(2023, 1, 12)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2020-06-11/2020-06-20", date(2020, 6, 11), date(2020, 6, 20)),
        ("2021-07-14/..", date(2021, 7, 14), None),
        ("../2027", None, date(2027, 12, 31)),
        ("{2008,2015}", date(2008, 1, 1), date(2015, 12, 31)),
        ("[2022-02,2022-09]", date(2022, 2, 1), date(2022, 9, 30)),
        ("XXXX-07-14", None, None),
        ("2022-09-10~", date(2022, 8, 26), date(2022, 9, 25)),
        ("0001~", date(1, 1, 1), date(3, 1, 1)),
        ("9999~", date(9997, 12, 31), date(9999, 12, 31)),
    ],
)
def test_bounds(text, earliest, latest):
    parsed = parse_date(text)
    assert (parsed.earliest, parsed.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("{2015,2008}", "{2008,2015}"), ("{2015,2015}", "2015"), ("[2023-01-12]", "2023-01-12"), ("2022/2022", "2022")],
)
def test_one_canonical_form(text, canonical):
    assert canonical_date(text) == canonical
    assert canonical_date(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 January",
        "2023-13",
        "2023-02-30",
        "2023-00-10",
        "XXXX",
        "XXXX-02-30",
        "199X-05",
        "2023/2022",
        "../..",
        "/2023",
        "2023/",
        "{}",
        "{2008",
        "{2008,[2009,2010]}",
        "2022-%",
        "0000",
        "2023-1-1",
        "２０２３",
        "9" * 10_000,
    ],
)
def test_what_is_outside_the_grammar_is_one_plain_line(text):
    with pytest.raises(DateError) as refusal:
        parse_date(text)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("2022-01/2022-04", "2022-09", CERTAIN),
        ("2022-09", "2022-01/2022-04", IMPOSSIBLE),
        ("2022", "2022-09", POSSIBLE),
        ("2022-09-01", "2022-09-01", IMPOSSIBLE),
        ("2022-01?", "2022-09", POSSIBLE),
        ("2021-07-14/..", "2030", POSSIBLE),
        ("../2020", "2021-05", CERTAIN),
        ("{2008,2015}", "2012", POSSIBLE),
        ("{2008,2015}", "2016", CERTAIN),
        ("XXXX-07-14", "2023", POSSIBLE),
    ],
)
def test_before(one, other, verdict):
    assert is_before(parse_date(one), parse_date(other)) is verdict


@pytest.mark.parametrize(
    ("one", "other", "within", "verdict"),
    [
        ("2023-01-11", "2023-01-12", 0, IMPOSSIBLE),
        ("2023-01-11", "2023-01-12", 3, POSSIBLE),
        ("2023-01-12", "2023-01-12", 0, CERTAIN),
        ("2023-01", "2023-01-12", 0, POSSIBLE),
        ("2022", "2023-01-12", 3, IMPOSSIBLE),
        ("XXXX-01-12", "XXXX-01-13", 0, IMPOSSIBLE),
        ("XXXX-01-12", "2023-01-12", 0, POSSIBLE),
        ("2023-01-12?", "2023-01-12", 0, POSSIBLE),
    ],
)
def test_same_day(one, other, within, verdict):
    assert is_same_day(parse_date(one), parse_date(other), within) is verdict
    assert is_same_day(parse_date(other), parse_date(one), within) is verdict


def test_the_exacter_date_lies_within_the_wider():
    assert contains(parse_date("2022-01/2022-04"), parse_date("2022-02-18"))
    assert not contains(parse_date("2022-02-18"), parse_date("2022-01/2022-04"))


days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
partial = st.one_of(
    days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), days.map(lambda day: day[:4] + "~")
)
any_date = st.one_of(partial, st.lists(partial, min_size=1, max_size=3).map(lambda dates: "{" + ",".join(dates) + "}"))


@given(any_date, any_date)
def test_before_and_after_never_contradict(one, other):
    first, second = parse_date(one), parse_date(other)
    if is_before(first, second) is CERTAIN:
        assert is_before(second, first) is IMPOSSIBLE
        assert is_same_day(first, second) is IMPOSSIBLE
    assert is_same_day(first, second) is is_same_day(second, first)


@given(st.text(max_size=20))
def test_no_text_makes_the_parser_fall_over(text):
    with contextlib.suppress(DateError):
        assert canonical_date(canonical_date(text)) == canonical_date(text)
