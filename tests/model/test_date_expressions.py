import pytest

from habeas.model import DateExpression, ResolvedDate, Span, resolve_date
from habeas.model.date_expressions import check_date_expression
from habeas.model.errors import DateError

WORDS = Span(start=0, end=5, text="words")


def expression(value="", rule="", anchor="publication", **more):
    return DateExpression(wording=WORDS, value=value, rule=rule, anchor=anchor, **more)


@pytest.mark.parametrize(
    ("value", "rule", "published", "edtf"),
    [
        ("XXXX-01-12", "nearest_past", "2023-01-20", "2023-01-12"),
        ("XXXX-01-12", "nearest_past", "2023-01-12", "2023-01-12"),
        ("XXXX-01-12", "nearest_past", "2023-01-11", "2022-01-12"),
        ("XXXX-01-12", "nearest_future", "2023-01-20", "2024-01-12"),
        ("", "add:0m day:5", "2023-01-20", "2023-01-05"),
        ("", "add:-1m day:30", "2023-01-20", "2022-12-30"),
        ("", "add:-1m day:31", "2023-05-20", "2023-04"),
        ("XXXX-01-12", "nearest_either", "2023-01-20", "2023-01-12"),
        ("XXXX-11-30", "nearest_either", "2023-11-20", "2023-11-30"),
        ("XXXX-01-12", "nearest_either", "2022-12-20", "2023-01-12"),
        ("XXXX-01-12", "nearest_either", "", "XXXX-01-12"),
        ("XXXX-02-29", "nearest_past", "2023-01-20", "2020-02-29"),
        ("XXXX-10", "nearest_past", "2023-01-20", "2022-10"),
        ("XXXX-01-12", "nearest_past", "", "XXXX-01-12"),
        ("XXXX-01-12", "nearest_past", "2023-01-13/..", "2023-01-12"),
        ("XXXX-01-12", "nearest_past", "2023", "2023-01-12"),
        ("", "add:-2d", "2023-01-01", "2022-12-30"),
        ("", "add:-2w approximate", "2023-01-20", "2023-01-06~"),
        ("", "add:-1m", "2023-01-31", "2022-12"),
        ("", "add:-3y", "2023-01-20", "2020"),
        ("", "add:-1y part:early", "2023-01-20", "2022-01/2022-04"),
        ("", "add:0m part:late", "2023-02-20", "2023-02-21/2023-02-28"),
        ("", "week:-1", "2023-01-20", "2023-01-09/2023-01-15"),
        ("", "weekday:5:past", "2023-01-20", "2023-01-20"),
        ("", "weekday:5:before", "2023-01-20", "2023-01-13"),
        ("", "weekday:1:future", "2023-01-20", "2023-01-23"),
        ("", "weekday:5:after", "2023-01-20", "2023-01-27"),
        ("", "add:-1d", "", ""),
        ("2020-06", "part:mid", "", "2020-06-11/2020-06-20"),
        ("2022", "part:early", "", "2022-01/2022-04"),
        ("2021", "season:winter", "", "2020-12/2021-02"),
        ("2021", "season:summer", "", "2021-06/2021-08"),
        ("2021", "quarter:4", "", "2021-10/2021-12"),
        ("2021", "half:1", "", "2021-01/2021-06"),
        ("2020-08", "since", "", "2020-08/.."),
        ("2027", "until", "", "../2027"),
        ("2022", "part:early since", "", "2022-01/.."),
        ("2022", "approximate", "", "2022~"),
    ],
)
def test_rules(value, rule, published, edtf):
    assert resolve_date(expression(value, rule), published).edtf == edtf


def test_a_set_an_interval_and_a_date_that_leans_on_another():
    first, second = expression("2008", anchor=""), expression("2015", anchor="")
    assert resolve_date(expression(rule="set", anchor="", parts=(second, first))).edtf == "{2008,2015}"
    assert resolve_date(expression(rule="interval", anchor="", parts=(first, second))).edtf == "2008/2015"
    assert resolve_date(expression(rule="interval", anchor="", parts=(second, first))).edtf == ""
    named = expression("2023-01-12", anchor="")
    assert resolve_date(expression(rule="add:1d", anchor="date", anchor_date=named)).edtf == "2023-01-13"


def test_a_value_that_rests_on_a_bound_says_so():
    year_less = expression("XXXX-01-12", "nearest_past")
    assert resolve_date(year_less, "2023-01-13/..", bounded=True) == ResolvedDate("2023-01-12", bounded=True)
    unknown = expression("XXXX-05-12", "nearest_past")
    assert resolve_date(unknown, "2023-01-13/..", bounded=True) == ResolvedDate("XXXX-05-12", bounded=False)
    whole = expression("2023-01-12", anchor="")
    assert resolve_date(whole, "2023-01-13/..", bounded=True) == ResolvedDate("2023-01-12", bounded=False)


@pytest.mark.parametrize(
    ("value", "published", "edtf"),
    [
        ("XXXX-12-05", "2023-01-13/..", "2022-12-05"),
        ("XXXX-06-05", "2021-05-03/..", "XXXX-06-05"),  # of 2020, or of 2021 in a report of that summer
        ("XXXX-06", "2021-05-03/..", "XXXX-06"),
        ("XXXX-06-05", "2021-05-03", "2020-06-05"),  # the day itself, and no bound
        ("XXXX-04-05", "2021-05-03/..", "2021-04-05"),
    ],
)
def test_a_bound_gives_a_year_to_what_lies_shortly_before_it(value, published, edtf):
    assert resolve_date(expression(value, "nearest_past"), published).edtf == edtf


@pytest.mark.parametrize(
    "broken",
    [
        expression(rule="no_such_rule"),
        expression(rule="add:-2x"),
        expression(rule="add:x"),
        expression("2022", "part:middle"),
        expression(rule="weekday:9:past"),
        expression("2021", "quarter:5"),
        expression(anchor="date"),
        expression(anchor="elsewhere"),
        expression(rule="interval", parts=(expression("2008", anchor=""),)),
        expression("12 January"),
        expression(rule="add:-999999999d"),
    ],
)
def test_a_broken_expression_is_named_and_refused(broken):
    assert check_date_expression(broken)
    with pytest.raises(DateError):
        resolve_date(broken, "2023-01-20")


def test_leaning_on_too_many_others_is_refused():
    leaning = expression("2023-01-12", anchor="")
    for _ in range(12):
        leaning = expression(rule="add:1d", anchor="date", anchor_date=leaning)
    assert "too many" in check_date_expression(leaning)
