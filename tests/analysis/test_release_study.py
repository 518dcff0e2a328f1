import json
import math
from dataclasses import replace

import numpy as np
import pytest

from habeas.analysis import (
    CountryMeasure,
    CustodyInterval,
    DayRange,
    Period,
    PersonMeasure,
    StudySettings,
    cumulative_incidence,
    release_study,
)
from habeas.analysis.batches import group_releases, shift_test
from habeas.analysis.conditional import DateTables, exact_p, fit_conditional, odds_ratio
from habeas.analysis.errors import StudyError
from habeas.analysis.inputs import RELEASED, TERM_SERVED
from habeas.analysis.release import adjust_holm
from habeas.analysis.simulate import simulate_releases

# Agresti 1990, penicillin and rabbits, as in the help of R's mantelhaen.test: for each level of penicillin
# (at once and cured, delayed and cured, at once and died, delayed and died).
RABBITS = np.array([[0, 0, 6, 5], [3, 0, 3, 6], [6, 2, 0, 4], [5, 6, 1, 0], [2, 5, 0, 0]])


def tables_of(counts):
    return DateTables(counts.sum(axis=1), counts[:, 0] + counts[:, 2], counts[:, 0] + counts[:, 1], counts[:, 0])


def rows_of(counts):
    rows = []
    for date, (a, b, c, d) in enumerate(counts):
        for number, exposed, freed in ((a, 1, 1), (b, 0, 1), (c, 1, 0), (d, 0, 0)):
            rows += [(date, exposed, freed)] * int(number)
    date, exposed, freed = np.array(rows).T
    return exposed[:, None].astype(float), freed.astype(bool), date


def range_of(day, width=1):
    return DayRange(day, day + width - 1)


# The comparison within dates


def test_the_exact_probability_and_the_odds_ratio_are_those_of_r():
    # R mantelhaen.test(Rabbits, exact = TRUE): common odds ratio 10.36102, p = 0.0399449.
    tables = tables_of(RABBITS)
    assert exact_p(tables) == pytest.approx(0.0399449, abs=1e-7)
    assert odds_ratio(tables, firth=False).median == pytest.approx(10.36102, abs=1e-4)


def test_the_penalised_fit_is_that_of_r_coxphf():
    # R coxphf on ten people in counting process form: hazard ratio 0.886. Its Breslow rule for the tie on day 9 is one
    # risk set for each of the two freed.
    start = np.array([1, 2, 5, 2, 1, 7, 3, 4, 8, 8])
    stop = np.array([2, 3, 6, 7, 8, 9, 9, 9, 14, 17])
    event = np.array([1, 1, 1, 1, 1, 1, 1, 0, 0, 0])
    x = np.array([1, 0, 0, 1, 0, 1, 1, 1, 0, 0])
    covariates, freed, dates = [], [], []
    for number, person in enumerate(np.flatnonzero(event)):
        at_risk = np.flatnonzero((start < stop[person]) & (stop >= stop[person]))
        covariates += [[float(x[i])] for i in at_risk]
        freed += [bool(i == person) for i in at_risk]
        dates += [number] * len(at_risk)
    fit = fit_conditional(np.array(covariates), np.array(freed), np.array(dates), ("x",))
    assert fit.intervals[0].median == pytest.approx(0.886, abs=0.0005)


def test_firth_keeps_the_estimate_finite_where_likelihood_rises_for_ever():
    # Two dates of four, each frees one with the measure and one without, of whom one has it: by hand the penalised
    # likelihood 2 log p + log(2 p (1 - p)) / 2 is highest at p = 5 / 6, an odds ratio of 5.
    tables = DateTables(np.array([6, 4]), np.array([3, 1]), np.array([1, 2]), np.array([1, 1]))
    assert odds_ratio(tables).median == pytest.approx(5, abs=1e-4)
    assert odds_ratio(tables).high == math.inf or odds_ratio(tables).high > 50


def test_the_model_with_covariates_agrees_with_the_tables_where_there_is_one():
    x, freed, dates = rows_of(RABBITS)
    fit = fit_conditional(x, freed, dates, ("exposed",))
    table = odds_ratio(tables_of(RABBITS))
    assert fit.intervals[0].median == pytest.approx(table.median, rel=1e-4)
    assert fit.intervals[0].low == pytest.approx(table.low, rel=1e-3)
    assert fit.intervals[0].high == pytest.approx(table.high, rel=1e-3)


def test_the_likelihood_stays_finite_when_many_are_freed_on_one_day():
    rng = np.random.default_rng(4)
    x = (rng.random(1500) < 0.4).astype(float)
    freed = np.zeros(1500, dtype=bool)
    freed[rng.choice(1500, size=400, replace=False, p=np.exp(0.7 * x) / np.exp(0.7 * x).sum())] = True
    table = odds_ratio(DateTables(*(np.array([n]) for n in (1500, int(x.sum()), 400, int(x[freed].sum())))))
    fit = fit_conditional(x[:, None], freed, np.zeros(1500, dtype=int), ("x",))
    assert fit.intervals[0].median == pytest.approx(table.median, rel=1e-3)


def test_dates_on_which_chance_had_no_say_change_nothing():
    useless = np.array([[0, 0, 0, 7], [3, 0, 0, 0], [0, 2, 4, 0]])
    with_more = tables_of(np.vstack([RABBITS, useless[:2]]))
    assert exact_p(with_more) == pytest.approx(exact_p(tables_of(RABBITS)))
    with pytest.raises(StudyError, match="On no date"):
        odds_ratio(tables_of(useless[:2]))


def test_a_covariate_that_never_differs_is_named():
    x, freed, dates = rows_of(RABBITS)
    with pytest.raises(StudyError, match="region never differs"):
        fit_conditional(np.column_stack([x, np.ones(len(x))]), freed, dates, ("exposed", "region"))


# The study


def study_of(world, **changes):
    settings = StudySettings(**changes)
    study = release_study(
        world.people, world.period, person_measures=world.measures, settings=settings, with_incidence=False
    )
    return study, study.measures[0]


def test_a_true_effect_is_found_and_worded_as_order_not_cause():
    _, found = study_of(simulate_releases(2, odds_ratio=3))
    assert found.p < 0.001
    assert found.interval.low > 1
    assert any("was followed by release more often" in words for words in found.words)
    assert not any("caus" in words for words in found.words)


def test_in_worlds_without_an_effect_at_most_a_few_are_taken_for_one():
    ps = [study_of(simulate_releases(seed))[1].p for seed in range(40)]
    # 40 worlds: more than six below 0.05 has a chance of 0.3 % when the true share is 5 %.
    assert sum(p is not None and p <= 0.05 for p in ps) <= 6
    assert sum(p is not None for p in ps) > 25


def test_the_plain_comparison_fails_in_the_same_worlds():
    wrong = 0
    for seed in range(20):
        world = simulate_releases(seed)
        asked = {measure.person_key for measure in world.measures}
        freed = np.array([[0, 0], [0, 0]])
        for person in world.people:
            freed[int(person.person_key in asked), int(person.end_kind == RELEASED)] += 1
        tables = DateTables(*(np.array([n]) for n in (freed.sum(), freed[1].sum(), freed[:, 1].sum(), freed[1, 1])))
        wrong += exact_p(tables) <= 0.05
    assert wrong >= 3


def test_few_exposed_releases_are_listed_and_not_computed():
    world = simulate_releases(3)
    few = replace(world, measures=world.measures[:3])
    _, result = study_of(few)
    assert result.p is None
    assert result.interval is None
    assert "the cases are listed and nothing is computed" in result.refused_because[0]
    assert all(case.order_certain for case in result.cases)


def test_between_five_and_ten_there_is_a_probability_but_no_ratio():
    world = simulate_releases(5, requested=0.25)
    _, result = study_of(world, window_days=200)
    assert 5 <= result.counts["exposed_releases"] < 10
    assert result.p is not None
    assert result.interval is None
    assert "from 10 on each side a ratio is fitted" in result.refused_because[0]


def test_people_enter_when_documented_not_when_arrested():
    # Everybody is arrested on day 1. Those with a request are documented only on the eve of their release.
    people = [CustodyInterval(f"p{i}", range_of(1), range_of(99 + i), range_of(100 + i), RELEASED) for i in range(10)]
    people += [CustodyInterval(f"q{i}", range_of(1), range_of(500), range_of(600 + i), RELEASED) for i in range(10)]
    measures = [PersonMeasure("request", f"p{i}", range_of(50)) for i in range(10)]
    study = release_study(people, Period(1, 1000), person_measures=measures, with_incidence=False)
    # Nobody else is under observation on those days, so no date tells anything.
    assert study.measures[0].counts["informative_dates"] == 0


def test_a_case_known_only_by_its_end_is_left_out():
    world = simulate_releases(2, odds_ratio=3)
    people = tuple(replace(person, known_by_end_only=i < 30) for i, person in enumerate(world.people))
    study, _ = study_of(replace(world, people=people))
    assert any("30 cases known only because they ended" in caution for caution in study.cautions)


def test_undated_entries_refuse_the_whole_study():
    world = simulate_releases(2)
    people = tuple(
        replace(p, first_documented=DayRange(None, None)) if i % 3 == 0 else p for i, p in enumerate(world.people)
    )
    study, result = study_of(replace(world, people=people))
    assert "have no usable day of documentation or end" in study.refused_because[0]
    assert result.p is None


def test_unknown_order_of_measure_and_release_is_refused():
    world = simulate_releases(2, odds_ratio=3)
    vague = tuple(replace(m, day=DayRange(m.day.earliest - 150, m.day.latest + 150)) for m in world.measures)
    _, result = study_of(replace(world, measures=vague), draws=5)
    assert any("not known whether the measure came first" in reason for reason in result.refused_because)


def test_uncertain_days_are_drawn_and_widen_the_interval():
    world = simulate_releases(2, odds_ratio=3)
    _, exact = study_of(world)
    vague = tuple(replace(m, day=DayRange(m.day.earliest - 4, m.day.latest + 4)) for m in world.measures)
    _, drawn = study_of(replace(world, measures=vague), draws=20)
    assert drawn.counts["draws"] == 20
    assert drawn.interval.median == pytest.approx(exact.interval.median, rel=0.15)
    assert study_of(replace(world, measures=vague), draws=20)[1].interval == drawn.interval


def test_a_negative_control_that_differs_voids_the_comparison():
    # People who are asked for are also the ones whose terms end, all the time: something else is different about them.
    rng = np.random.default_rng(9)
    people, measures = [], []
    for i in range(200):
        begun = int(rng.integers(1, 600))
        chosen = i % 2 == 0
        length = int(rng.integers(100, 300)) if chosen else int(rng.integers(700, 900))
        kind = TERM_SERVED if i % 4 < 2 else RELEASED
        people.append(CustodyInterval(f"p{i}", range_of(begun), range_of(begun), range_of(begun + length), kind))
        if chosen:
            measures.append(PersonMeasure("request", f"p{i}", range_of(begun + 50)))
    study = release_study(people, Period(1, 2000), person_measures=measures, with_incidence=False)
    assert any("negative control differs" in reason for reason in study.measures[0].refused_because)


def test_one_day_of_pardon_gets_no_interval():
    people = [CustodyInterval(f"p{i}", range_of(1), range_of(5), range_of(400), RELEASED) for i in range(24)]
    people += [CustodyInterval(f"q{i}", range_of(1), range_of(5), range_of(300 + 9 * i), RELEASED) for i in range(24)]
    measures = [PersonMeasure("request", f"p{i}", range_of(250)) for i in range(20)]
    study = release_study(people, Period(1, 900), person_measures=measures, with_incidence=False)
    result = study.measures[0]
    assert result.interval is None
    assert any("One date holds" in reason for reason in result.refused_because)


def test_covariates_enter_the_model_when_there_are_enough_releases():
    world = simulate_releases(2, odds_ratio=3)
    _, plain = study_of(world)
    _, adjusted = study_of(world, adjust_for=("years_since_arrest",))
    assert adjusted.interval != plain.interval
    assert adjusted.interval.low > 1
    _, missing = study_of(world, adjust_for=("charge_group",))
    assert any("charge_group is not known for everybody" in caution for caution in missing.cautions)
    assert missing.interval == plain.interval


def test_the_study_prints_as_json_and_is_for_the_case_team():
    study, _ = study_of(simulate_releases(2))
    printed = study.as_json()
    assert json.loads(json.dumps(printed)) == printed
    assert printed["access_level"] == 1


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([], "needs people who were held"),
        ([CustodyInterval("a", range_of(1), range_of(1), range_of(9), "vanished")], "is no way of ending custody"),
    ],
)
def test_input_that_makes_no_sense_is_refused_in_a_sentence(people, said):
    with pytest.raises(StudyError, match=said):
        release_study(people, Period(1, 100))


# Measures of a whole country


def test_releases_close_together_are_one_batch():
    assert [b.people for b in group_releases([5, 1, 3, 20, 40, 41])] == [3, 1, 2]


def test_a_calendar_that_goes_with_the_batches_is_told_from_one_that_does_not():
    rng = np.random.default_rng(3)
    period = Period(1, 3000)
    visits = sorted(int(d) for d in rng.choice(2900, size=12, replace=False))
    with_visits = group_releases([d + 10 for d in visits])
    elsewhere = group_releases([int(d) for d in rng.choice(2900, size=12, replace=False)])
    assert shift_test(visits, with_visits, period, after=20).p < 0.02
    assert shift_test(visits, elsewhere, period, after=20).p > 0.05


def test_releases_before_the_measure_are_told_beside_those_after():
    period = Period(1, 3000)
    visits = [300 * i + 17 * (i % 4) for i in range(1, 10)]
    people = [
        CustodyInterval(f"p{i}", range_of(1), range_of(2), range_of(day - 12), RELEASED) for i, day in enumerate(visits)
    ]
    measures = [CountryMeasure("visit", range_of(day)) for day in visits]
    study = release_study(people, period, country_measures=measures, with_incidence=False)
    result = study.measures[0]
    assert result.counts["preceded"] == 9
    assert result.counts["followed"] == 0
    assert "9 were preceded by releases" in result.words[0]


def test_few_events_of_a_country_give_a_calendar_only():
    people = [CustodyInterval(f"p{i}", range_of(1), range_of(2), range_of(100 * i + 50), RELEASED) for i in range(1, 9)]
    measures = [CountryMeasure("sanctions", range_of(100 * i)) for i in range(1, 5)]
    study = release_study(people, Period(1, 2000), country_measures=measures, with_incidence=False)
    assert study.measures[0].p is None
    assert "only the calendar is shown" in study.measures[0].refused_because[0]


def test_the_season_is_kept_when_the_period_allows():
    batches = group_releases([180 + round(365.25 * y) for y in range(8)])
    pardons = [170 + round(365.25 * y) for y in range(8)]
    result = shift_test(pardons, batches, Period(0, 2921), after=20)
    assert result.seasonal
    # Every year has its visit and then its pardon, so other years explain all of it.
    assert result.observed == 8
    assert result.expected > 4
    assert result.p > 0.05


def test_holm_never_lowers_and_keeps_the_order():
    assert adjust_holm([0.04, 0.01, None, 0.02]) == [0.04, 0.03, None, 0.04]
    assert adjust_holm([0.9, 0.8]) == [1.0, 1.0]


# How custody ended


def test_cumulative_incidence_by_hand_with_late_entry():
    # Days since arrest: A from 0, freed 10; B from 5, served 20; C from 15, freed 30; D from 0, held at 40.
    people = [
        CustodyInterval("a", range_of(100), range_of(100), range_of(110), RELEASED),
        CustodyInterval("b", range_of(100), range_of(105), range_of(120), TERM_SERVED),
        CustodyInterval("c", range_of(100), range_of(115), range_of(130), RELEASED),
        CustodyInterval("d", range_of(100), range_of(100), DayRange(None, None), ""),
    ]
    result = cumulative_incidence(people, Period(1, 140), horizons=(15, 25, 35), fewest=4)
    # At 10: A, B, D at risk: 1/3. At 20: B, C, D: served 2/3 x 1/3. At 30: C, D: freed 2/3 x 2/3 x 1/2.
    released, ends = result.shares[RELEASED]
    assert released == pytest.approx((1 / 3, 1 / 3, 1 / 3 + 2 / 9))
    assert result.shares[TERM_SERVED][0] == pytest.approx((0, 2 / 9, 2 / 9))
    assert ends == 2


def test_how_custody_ended_is_not_estimated_from_a_handful_or_where_nobody_was_documented_early():
    few = [CustodyInterval(f"p{i}", range_of(i), range_of(i), range_of(i + 50), RELEASED) for i in range(1, 6)]
    refused = cumulative_incidence(few, Period(1, 2000))
    assert refused.shares == {}
    assert refused.cautions == ("How custody ended is not estimated from 5 people; it needs 10.",)
    # The first one documented late is also the first one out, alone under watch: all shares after that are empty.
    late = [CustodyInterval("first", range_of(1), range_of(400), range_of(410), RELEASED)]
    late += [CustodyInterval(f"p{i}", range_of(1), range_of(600), range_of(700 + i), RELEASED) for i in range(12)]
    assert cumulative_incidence(late, Period(1, 2000)).shares == {}
