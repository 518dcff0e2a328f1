import time

import numpy as np
import pytest

from habeas.analysis import (
    CustodyInterval,
    DayRange,
    Period,
    StatusSpan,
    compare_composition,
    count_events,
    count_held,
    count_held_over_time,
    find_definition,
    list_definitions,
    measure_lags,
)
from habeas.analysis.errors import DefinitionError, StudyError
from habeas.analysis.inputs import RELEASED
from habeas.analysis.trends import estimate_reported
from habeas.model.vocabulary import HELD

YEAR = Period.of("2023-01-01", "2023-12-31")


def arrest(key, first, last=None, documented=None, **more):
    start = DayRange.of(first, last)
    return CustodyInterval(key, start, documented or DayRange.of(last or first), **more)


def test_partial_dates_bound_the_count_of_each_month():
    people = [
        arrest("Alma Reyes", "2023-03-05"),
        arrest("Bruno Keller", "2023-03-01", "2023-03-31"),
        arrest("Clara Weiss", "2023-01-01", "2023-12-31"),
        CustodyInterval("Dario Conti", DayRange(None, None), DayRange.of("2023-04-01")),
    ]
    trend = count_events(people, YEAR)
    march = trend.rows["all"][2]
    assert (march.certain, march.possible) == (2, 3)
    assert march.expected == pytest.approx(2 + 31 / 365)
    assert trend.undated == 1
    assert any("1 arrests have no usable date" in caution for caution in trend.cautions)


def test_rows_by_article_place_and_group_keep_the_unknown():
    people = [
        arrest("a", "2023-01-05", articles=("342", "361"), place="North", groups=("donor",)),
        arrest("b", "2023-01-06"),
    ]
    assert set(count_events(people, YEAR, by="article").rows) == {"342", "361", "not known"}
    assert list(count_events(people, YEAR, by="place").rows) == ["North", "not known"]
    assert any("do not add up" in caution for caution in count_events(people, YEAR, by="group").cautions)


def test_releases_are_counted_by_their_own_day_and_kind():
    freed = arrest("a", "2023-01-05", end=DayRange.of("2023-06-01"), end_kind=RELEASED)
    served = arrest("b", "2023-01-05", end=DayRange.of("2023-06-01"), end_kind="term served")
    trend = count_events([freed, served], YEAR, what="releases", step="year")
    assert trend.rows["all"][0].certain == 1


def test_the_number_of_reports_read_stands_beside_the_count():
    trend = count_events([arrest("a", "2023-01-05")], YEAR, reports_read={"2023-01": 40})
    assert trend.reports_read[:2] == (40, None)
    assert not any("number of reports read is not known" in caution for caution in trend.cautions)
    assert any("number of reports read" in caution for caution in count_events([], YEAR).cautions)


def test_late_reports_are_seen_in_the_last_months_only():
    people = []
    for day in range(1, 360, 3):
        for delay in (5, 100):
            documented = YEAR.first + day + delay
            # A report that would come after the end of the year is not there yet.
            if documented <= YEAR.last:
                known = DayRange(documented, documented)
                start = DayRange(YEAR.first + day, YEAR.first + day)
                people.append(CustodyInterval(f"p{day}-{delay}", start, known))
    trend = count_events(people, YEAR)
    assert trend.complete[0] == 1
    assert trend.complete[-1] == pytest.approx(0.5, abs=0.07)
    assert any("From 2023-10 on" in caution for caution in trend.cautions)


def test_delays_that_could_not_have_been_seen_do_not_count_as_short():
    # Half of all delays are 200 days, but for recent events only the short ones can be seen.
    old = [(10, 400)] * 30 + [(200, 400)] * 30
    recent = [(10, 50)] * 30
    assert estimate_reported(old + recent, 50) == pytest.approx(0.5)
    assert estimate_reported(old[:5], 50) is None


# Composition


def arrests_of(period, number, groups, offset=0):
    return [
        CustodyInterval(f"{groups}{offset}{i}", DayRange(period.first + i, period.first + i), YEAR_DAY, groups=groups)
        for i in range(number)
    ]


YEAR_DAY = DayRange.of("2023-12-31")
BEFORE, AFTER = Period.of("2021-01-01", "2021-12-31"), Period.of("2022-01-01", "2022-12-31")


def test_a_change_in_who_is_arrested_is_told_with_its_probability():
    people = arrests_of(BEFORE, 40, ("party leader",)) + arrests_of(BEFORE, 10, ("donor",), 1)
    people += arrests_of(AFTER, 10, ("party leader",), 2) + arrests_of(AFTER, 40, ("donor",), 3)
    found = compare_composition(people, BEFORE, AFTER, "group")
    first, second = found.rows["donor"]
    assert (first.interval.median, second.interval.median) == (0.2, 0.8)
    # Wilson's limits for 10 of 50, by hand.
    assert first.interval.low == pytest.approx(0.1124, abs=1e-4)
    assert first.interval.high == pytest.approx(0.3304, abs=1e-4)
    assert found.p["donor"] < 1e-6
    assert any("only arrests that were reported" in caution.lower() for caution in found.cautions)


def test_few_arrests_are_not_compared():
    people = arrests_of(BEFORE, 9, ("donor",)) + arrests_of(AFTER, 40, ("donor",), 1)
    found = compare_composition(people, BEFORE, AFTER, "group")
    assert found.p["donor"] is None
    assert found.rows["donor"][0].interval is None
    assert "at least 10 each are needed" in found.refused_because[0]


def test_first_and_repeated_arrests_are_told_apart_and_open_order_is_not_known():
    people = [
        arrest("a", "2021-02-01"),
        arrest("a", "2022-02-01"),
        arrest("b", "2022-02-01"),
        arrest("c", "2022-01-01", "2022-06-30"),
        arrest("c", "2022-05-01", "2022-07-31"),
    ]
    rows = compare_composition(people, BEFORE, AFTER, "repeat").rows
    assert rows["repeated arrest"][1].number == pytest.approx(1)
    assert rows["first known arrest"][1].number == pytest.approx(1)
    assert rows["not known"][1].number == pytest.approx(2)


def test_charge_families_come_from_a_table_and_dimensions_are_known():
    people = [arrest("a", "2021-02-01", articles=("342",)), arrest("b", "2021-02-01", articles=("999",))]
    rows = compare_composition(people, BEFORE, AFTER, "charge_family", families={"342": "public order"}).rows
    assert set(rows) == {"public order", "not known"}
    with pytest.raises(StudyError, match="table of the family"):
        compare_composition(people, BEFORE, AFTER, "charge_family")
    with pytest.raises(StudyError, match="no dimension hair"):
        compare_composition(people, BEFORE, AFTER, "hair")


def test_the_lag_from_alleged_conduct_is_a_median_with_limits():
    people = [
        CustodyInterval(
            str(i),
            DayRange(YEAR.first + i, YEAR.first + i),
            YEAR_DAY,
            conduct=DayRange(YEAR.first + i - 100, YEAR.first + i - 100),
        )
        for i in range(30)
    ]
    rows, cautions = measure_lags(people, YEAR)
    assert (rows[0].interval.median, rows[0].interval.low, rows[0].known) == (100, 100, 30)
    assert any("the lag grows by itself" in caution for caution in cautions)
    vague = [
        CustodyInterval(p.person_key, p.start, YEAR_DAY, conduct=DayRange(p.conduct.earliest - 60, p.conduct.latest))
        for p in people
    ]
    wide = measure_lags(vague, YEAR)[0][0].interval
    assert wide.high > wide.low
    assert measure_lags(people[:9], YEAR)[0][0].interval is None


# Held


def test_a_definition_is_data_and_stands_in_every_output():
    definitions = list_definitions()
    assert {value for definition in definitions for value in definition.statuses} <= set(HELD)
    count = count_held([], YEAR.first, definitions[0])
    assert definitions[0].name in count.words
    assert count.as_json()["definition"] == definitions[0].name
    with pytest.raises(DefinitionError, match="known are deprived_of_liberty"):
        find_definition("invented")


def test_held_is_certain_perhaps_or_not_known():
    closed = find_definition("behind_bars")
    people = [
        CustodyInterval("certain", DayRange.of("2023-01-10"), DayRange.of("2023-01-10")),
        CustodyInterval("perhaps", DayRange.of("2023-01-01", "2023-12-31"), DayRange.of("2023-12-31")),
        CustodyInterval(
            "stale",
            DayRange.of("2020-01-10"),
            DayRange.of("2020-01-10"),
            last_reported=DayRange.of("2020-05-01").earliest,
        ),
        CustodyInterval(
            "freed", DayRange.of("2023-01-10"), DayRange.of("2023-01-10"), DayRange.of("2023-02-01"), RELEASED
        ),
        CustodyInterval(
            "at home",
            DayRange.of("2023-01-10"),
            DayRange.of("2023-01-10"),
            statuses=(StatusSpan("house_arrest", YEAR.first, YEAR.last, YEAR.first, YEAR.last),),
        ),
    ]
    count = count_held(people, DayRange.of("2023-06-01").earliest, closed)
    assert (count.certain, count.possible) == (("certain",), ("perhaps",))
    assert [key for key, _ in count.not_known] == ["stale"]
    wider = count_held(people, DayRange.of("2023-06-01").earliest, find_definition("deprived_of_liberty"))
    assert wider.certain == ("certain", "at home")


def test_recognition_is_read_and_counts_from_its_day():
    recognised = find_definition("recognised_prisoner")
    day = DayRange.of("2023-06-01").earliest
    person = CustodyInterval(
        "a", DayRange.of("2023-01-10"), DayRange.of("2023-01-10"), recognised_by=(("a body", day),)
    )
    assert count_held([person], day, recognised).certain == ("a",)
    assert count_held([person], day - 1, recognised).certain == ()


def test_a_person_with_two_intervals_counts_once():
    person = CustodyInterval("a", DayRange.of("2023-01-10"), DayRange.of("2023-01-10"))
    counts = count_held_over_time([person, person], YEAR, find_definition("behind_bars"))
    assert [len(count.certain) for count in counts] == [0] + [1] * 12


def test_the_share_reported_by_now_is_that_of_the_plain_formula_and_takes_no_longer_for_many():
    rng = np.random.default_rng(5)
    most = rng.integers(0, 900, size=300)
    delays = [(int(rng.integers(0, m + 1)), int(m)) for m in most]
    for within in (0, 3, 40, 200, 899, 2000):
        share = 1.0
        for delay in sorted({d for d, _ in delays if d > within}):
            at_risk = sum(1 for d, m in delays if d <= delay <= m)
            share *= 1 - sum(1 for d, _ in delays if d == delay) / at_risk
        assert estimate_reported(delays, within) == pytest.approx(share)
    begun = time.process_time()
    estimate_reported([(n % 3000, 3000) for n in range(100_000)], 30)
    assert time.process_time() - begun < 3
