"""Release study: false positives and power in simulated worlds, beside the plain comparisons.

Usage: python -m bench.analysis_releases [WORLDS]

In every world requests and releases both grow in thaws. In the null worlds requests do nothing.
"""

import sys

import numpy as np

from habeas.analysis import MeasureResult, Period, release_study
from habeas.analysis.batches import group_releases, shift_test
from habeas.analysis.conditional import DateTables, exact_p
from habeas.analysis.inputs import RELEASED
from habeas.analysis.simulate import World, simulate_releases


def ever_against_never(world: World) -> float:
    """The plain comparison: of those ever asked for, how many came out, against those never asked for."""
    asked = {measure.person_key for measure in world.measures}
    counts = np.zeros((2, 2), dtype=int)
    for person in world.people:
        counts[int(person.person_key in asked), int(person.end_kind == RELEASED)] += 1
    return exact_p(
        DateTables(*(np.array([n]) for n in (counts.sum(), counts[1].sum(), counts[:, 1].sum(), counts[1, 1])))
    )


def study_worlds(worlds: int, **truth: float) -> None:
    """Print how often the study and the plain comparison say that there is a difference."""
    results: list[MeasureResult] = []
    plain = []
    for seed in range(worlds):
        world = simulate_releases(seed, **truth)
        study = release_study(world.people, world.period, person_measures=world.measures, with_incidence=False)
        results.append(study.measures[0])
        plain.append(ever_against_never(world) <= 0.05)
    tested = [result for result in results if result.p is not None]
    found = sum(result.p <= 0.05 for result in tested)
    ratios = [result.interval for result in tested if result.interval is not None]
    true = truth.get("odds_ratio", 1.0)
    held = np.mean([i.low <= true <= i.high for i in ratios])
    exposed = np.mean([result.counts["exposed_releases"] for result in results])
    print(
        f"  {truth or 'null'}: {found} of {len(tested)} tested below 0.05 ({found / len(tested):.1%};"
        f" {found / worlds:.1%} of all"
        f" {worlds}); {worlds - len(tested)} refused; {exposed:.0f} exposed releases a world; the limits of"
        f" {len(ratios)} ratios hold"
        f" {true:g} in {held:.1%}, middle {np.median([i.median for i in ratios]):.2f}; ever asked against never:"
        f" {np.mean(plain):.1%}"
    )


def study_calendars(worlds: int, *, years: int, followed: float = 0.0, yearly: bool = False, season: int = 15) -> None:
    """Country's measures in clusters: how often the moved calendars find a difference.

    Args:
        worlds: number of worlds.
        years: length of the study.
        followed: share of the measures that a batch follows within 40 days; 0 is a world without an effect.
        yearly: measures and batches each have their own weeks of every summer, and nothing else in common.
        season: by how many days a moved measure may leave its season.
    """
    found = 0
    for seed in range(worlds):
        rng = np.random.default_rng([seed, 7])
        length = int(365.25 * years)
        period = Period(1, length)
        if yearly:
            days = [int(365.25 * y + 150 + rng.integers(-20, 20)) for y in range(years) for _ in range(2)]
            freed = [int(365.25 * y + 180 + rng.integers(-15, 15)) for y in range(years)]
            freed += [int(day) for day in rng.integers(1, length, size=5)]
        elif followed:
            starts = rng.choice(length - 160, size=4) + 1
            days = [int(s + extra) for s in starts for extra in rng.integers(0, 100, size=3)]
            freed = [int(day) for day in rng.integers(1, length, size=8)]
            freed += [day + int(rng.integers(1, 40)) for day in days if rng.random() < followed]
        else:
            world = simulate_releases(seed, years=years)
            freed = [p.end.earliest - world.period.first + 1 for p in world.people if p.end_kind == RELEASED]
            starts = rng.choice(length - 120, size=4) + 1
            days = [int(s + extra) for s in starts for extra in rng.integers(0, 100, size=3)]
        found += shift_test(days, group_releases(freed), period, after=60, season=season).p <= 0.05
    kind = (
        "each with its own weeks of the year" if yearly else f"followed in {followed:.0%}" if followed else "no effect"
    )
    print(f"  measures of the country, {years} years, {kind}, season {season} days: {found} of {worlds} below 0.05")


def main() -> None:
    """Print every figure."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    worlds = numbers[0] if numbers else 120
    print("release study in simulated worlds (bar: at most 7 % in null worlds; a plain comparison elsewhere: 93 %)")
    study_worlds(worlds)
    study_worlds(worlds, spread=0.7)
    study_worlds(worlds, odds_ratio=3.0)
    for years in (4, 8):
        study_calendars(worlds, years=years)
        study_calendars(worlds, years=years, followed=0.8)
    for season in (15, 45):
        study_calendars(worlds, years=8, yearly=True, season=season)


if __name__ == "__main__":
    main()
