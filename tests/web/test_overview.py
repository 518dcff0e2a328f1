"""The numbers of the overview: people, not claims, and nobody who is out of sight."""

from habeas.model import Hide
from habeas.web.casebook import served_casebook
from habeas.web.overview.numbers import count_months
from habeas.workflow import record_decision

LAST = 2021 * 12 + 11  # December 2021


def row(person, value, since, until, earliest=None):
    return (person, value, since, until, earliest or since)


def numbers(rows, name):
    return {month.month: getattr(month, name) for month in count_months(rows, LAST) if getattr(month, name)}


def test_custody_that_changes_its_kind_is_one_arrest():
    rows = [
        row("a", "detained", "2021-03-03", "2021-03-05"),
        row("a", "remand", "2021-03-20", "2021-05-04"),
        row("a", "serving", "2021-05-05", "2021-08-31"),
        row("a", "released", "2021-09-01", "2021-12-31"),
    ]
    assert numbers(rows, "arrests") == {"2021-03": 1}
    assert numbers(rows, "releases") == {"2021-09": 1}


def test_a_new_detention_after_days_that_nothing_vouches_for_is_a_new_arrest():
    rows = [row("a", "detained", "2021-03-03", "2021-03-05"), row("a", "detained", "2021-06-01", "2021-06-03")]
    assert numbers(rows, "arrests") == {"2021-03": 1, "2021-06": 1}


def test_somebody_taken_twice_in_a_month_counts_once_in_it():
    rows = [
        row("a", "administrative_arrest", "2021-03-01", "2021-03-05"),
        row("a", "released", "2021-03-06", "2021-03-09"),
        row("a", "administrative_arrest", "2021-03-10", "2021-03-15"),
        row("b", "detained", "2021-03-10", "2021-03-12"),
    ]
    assert numbers(rows, "arrests") == {"2021-03": 2}


def test_people_are_held_on_first_days_of_months_and_not_known_once_nothing_vouches_for_them():
    rows = [
        row("a", "remand", "2021-03-01", "2021-05-01", "2021-02-20"),
        row("b", "serving", "2021-03-02", "2021-04-30"),
        row("b", "released", "2021-05-02", "2021-12-31"),
    ]
    assert numbers(rows, "held") == {"2021-03": 1, "2021-04": 2, "2021-05": 1}
    unsure = numbers(rows, "unsure")
    assert unsure["2021-05"] == 1  # b, between the last day that is vouched for and the release
    assert unsure["2021-06"] == unsure["2021-12"] == 1  # a
    assert "2021-03" not in unsure


def test_custody_and_release_whose_beginning_is_open_are_in_no_month():
    rows = [
        ("a", "serving_colony", "", "", ""),
        ("b", "released", "2021-11-30", "9999-12-31", ""),
        ("c", "serving_colony", "", "", ""),
        row("c", "detained", "2021-03-03", "2021-03-05"),
    ]
    assert numbers(rows, "arrests") == {"2021-03": 1}
    assert numbers(rows, "releases") == {}


def test_held_without_any_certain_day_is_not_known():
    rows = [row("a", "held", "", "", "2021-11-15")]
    assert numbers(rows, "held") == {}
    assert numbers(rows, "unsure") == {"2021-12": 1}


def test_who_was_witnessed_held_is_not_known_after_though_nobody_tells_since_when():
    rows = [("a", "held", "2021-04-01", "2021-04-01", ""), ("a", "serving", "", "", "")]
    assert numbers(rows, "arrests") == {}
    assert numbers(rows, "held") == {"2021-04": 1}
    assert numbers(rows, "unsure") == {f"2021-{month:02d}": 1 for month in range(5, 13)}


def test_who_was_held_on_no_day_that_is_told_is_among_those_not_known():
    assert numbers([("a", "held", "", "", "")], "unsure") == {"2021-12": 1}
    rows = [("a", "held", "", "", ""), row("b", "detained", "2021-11-03", "2021-11-05")]
    assert numbers(rows, "unsure") == {"2021-11": 1, "2021-12": 2}
    assert numbers(rows, "arrests") == {"2021-11": 1}


def test_who_is_hidden_is_in_no_number_but_a_leads(world, as_):
    rita = as_("rita")
    before = rita.get("/overview/").context["months"]
    record_decision(served_casebook(), Hide(person_id=world.person), world.alice)
    after = rita.get("/overview/").context["months"]
    assert sum(month.arrests for month in after) < sum(month.arrests for month in before)
    assert as_("bob").get("/overview/").context["months"] == before
