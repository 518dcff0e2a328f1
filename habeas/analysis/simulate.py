"""Made-up worlds whose truth is known, to see how often methods are right, or what a study could find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from habeas.analysis.capture import CaptureTable
from habeas.analysis.inputs import RELEASED, TERM_SERVED, CustodyInterval, DayRange, Period, PersonMeasure

Kind = Literal["independent", "dependent", "heterogeneous"]
FIRST_DAY = 730_000
REQUEST = "request that names the person"


@dataclass(frozen=True, slots=True)
class World:
    """A made-up country: who was held, for whom something was asked, and when they came out."""

    people: tuple[CustodyInterval, ...]
    measures: tuple[PersonMeasure, ...]
    period: Period


def simulate_releases(
    seed: int,
    *,
    prisoners: int = 200,
    years: float = 4.0,
    odds_ratio: float = 1.0,
    window: int = 365,
    spread: float = 0.0,
    requested: float = 0.35,
) -> World:
    """A country in which requests and releases both grow in thaws, so they go together even when requests do nothing.

    On each day of release everybody held is freed with the chance of that day. Within `window` days after a request the
    odds are multiplied by `odds_ratio`: 1 is a world in which requests do nothing. About a tenth leave at the end of a
    term.

    Args:
        seed: of the world.
        prisoners: number of people.
        years: length of the study.
        odds_ratio: what a request does to the odds of release on a day.
        window: for how many days it does so.
        spread: standard deviation of the log odds of release between people.
        requested: about the share of people for whom a request is made.

    Returns:
        Custody, requests and the period.

    Example:
        >>> world = simulate_releases(1)
        >>> len(world.people), len({p.person_key for p in world.people})
        (200, 200)
    """
    rng = np.random.default_rng([seed, 101])
    length = int(365.25 * years)
    thaw = np.zeros(length, dtype=bool)
    for begins in rng.choice(length - 90, size=4, replace=False):
        thaw[begins : begins + 75] = True
    arrested = rng.integers(-200, int(length * 0.75), size=prisoners)
    documented = arrested + rng.geometric(1 / 20, size=prisoners)
    own = np.exp(spread * rng.normal(size=prisoners))
    term_end = np.where(rng.random(prisoners) < 0.2, arrested + rng.integers(300, 1100, size=prisoners), 10**6)
    end = np.full(prisoners, 10**6)
    kind = np.full(prisoners, "", dtype=object)
    asked = np.full(prisoners, 10**6)
    for day in range(length):
        served = (end == 10**6) & (term_end == day) & (documented < day)
        end[served], kind[served] = day, TERM_SERVED
        held = (end == 10**6) & (documented < day)
        if rng.random() < (0.09 if thaw[day] else 0.03) and held.any():
            chance = 0.035 if thaw[day] else 0.012
            exposed = (asked < day) & (day <= asked + window)
            odds = chance / (1 - chance) * own * np.where(exposed, odds_ratio, 1.0)
            freed = held & (rng.random(prisoners) < odds / (1 + odds))
            end[freed], kind[freed] = day, RELEASED
        candidates = np.flatnonzero((end == 10**6) & (documented < day) & (asked == 10**6))
        if len(candidates) and rng.random() < requested * prisoners / length * (3.0 if thaw[day] else 0.7):
            asked[rng.choice(candidates)] = day
    exact = [DayRange(FIRST_DAY + d, FIRST_DAY + d) for d in range(-200, length + 400)]
    people = tuple(
        CustodyInterval(
            f"person {i}",
            exact[arrested[i] + 200],
            exact[documented[i] + 200],
            exact[end[i] + 200] if kind[i] else DayRange(None, None),
            kind[i],
        )
        for i in range(prisoners)
    )
    measures = tuple(
        PersonMeasure(REQUEST, f"person {i}", exact[asked[i] + 200]) for i in range(prisoners) if asked[i] < 10**6
    )
    return World(people, measures, Period(FIRST_DAY, FIRST_DAY + length - 1))


def simulate_table(seed: int, *, total: int = 500, lists: int = 4, kind: Kind = "independent") -> CaptureTable:
    """Lists drawn from a group of known size.

    Args:
        seed: of the lists.
        total: the true number of people.
        lists: number of lists.
        kind: `independent` lists; `dependent`: the second list takes from the first; `heterogeneous`: two kinds of
            people, of whom one is often listed and the other seldom.

    Example:
        >>> simulate_table(1).documented < 500
        True
    """
    rng = np.random.default_rng([seed, 202])
    chances = np.tile(rng.uniform(0.15, 0.5, size=lists), (total, 1))
    if kind == "heterogeneous":
        seldom = rng.random(total) < 0.5
        chances = np.where(seldom[:, None], chances * 0.5, np.minimum(0.9, chances * 1.6))
    on = rng.random((total, lists)) < chances
    if kind == "dependent":
        on[:, 1] |= on[:, 0] & (rng.random(total) < 0.4)
    patterns = (on * 2 ** np.arange(lists)).sum(axis=1)
    counts = np.bincount(patterns, minlength=2**lists)
    counts[0] = 0
    return CaptureTable(tuple("ABCDEFGH"[:lists]), tuple(int(n) for n in counts))
