"""Release study: false positives and power in simulated worlds, beside the plain comparisons.

Usage: python -m bench.analysis_releases [WORLDS]

In every world requests and releases both grow in thaws. In the null worlds requests do nothing.
"""

import sys

import numpy as np

from habeas.analysis import CountryMeasure, DayRange, MeasureResult, release_study
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


def study_calendars(worlds: int) -> None:
    """Country's measures at random times, against batches that come in thaws: how often a difference is found."""
    found = 0
    for seed in range(worlds):
        world = simulate_releases(seed)
        batches = group_releases([p.end.earliest for p in world.people if p.end_kind == RELEASED])
        rng = np.random.default_rng([seed, 7])
        # Measures come in clusters too, as visits do.
        starts = rng.choice(world.period.days - 120, size=4)
        days = [world.period.first + int(s + extra) for s in starts for extra in rng.integers(0, 100, size=3)]
        measures = [CountryMeasure("visit", DayRange(day, day)) for day in days]
        found += shift_test([m.day.earliest for m in measures], batches, world.period, after=60).p <= 0.05
    print(f"  measures of the country at times of their own: {found} of {worlds} below 0.05 ({found / worlds:.1%})")


def main() -> None:
    """Print every figure."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    worlds = numbers[0] if numbers else 120
    print("release study in simulated worlds (bar: at most 7 % in null worlds; a plain comparison elsewhere: 93 %)")
    study_worlds(worlds)
    study_worlds(worlds, spread=0.7)
    study_worlds(worlds, odds_ratio=3.0)
    study_calendars(worlds)


if __name__ == "__main__":
    main()
