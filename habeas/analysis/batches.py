"""Measures of a whole country against batches of releases: the measures are moved around the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from habeas.analysis.errors import StudyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from habeas.analysis.inputs import Period

YEAR = 365.25
SEASONAL_YEARS = 3


@dataclass(frozen=True, slots=True)
class ReleaseBatch:
    """Releases that stand together in time.

    Attributes:
        first: day of the first.
        last: day of the last.
        people: number of them.
    """

    first: int
    last: int
    people: int


@dataclass(frozen=True, slots=True)
class ShiftTest:
    """How often batches stand in a window beside the measures, against the same measures at other times.

    Attributes:
        observed: number of measures with a batch in the window.
        events: number of measures.
        expected: mean of that number over the moved calendars.
        p: two-sided probability, counted over the moved calendars and the true one.
        calendars: number of moved calendars.
        seasonal: whether the moves kept the season.
    """

    observed: int
    events: int
    expected: float
    p: float
    calendars: int
    seasonal: bool


def group_releases(days: Sequence[int], *, gap: int = 3) -> tuple[ReleaseBatch, ...]:
    """Batches of releases; a release more than `gap` days after the one before opens a new batch.

    Example:
        >>> [batch.people for batch in group_releases([10, 10, 12, 40])]
        [3, 1]
    """
    batches: list[list[int]] = []
    for day in sorted(days):
        if batches and day - batches[-1][-1] <= gap:
            batches[-1].append(day)
        else:
            batches.append([day])
    return tuple(ReleaseBatch(batch[0], batch[-1], len(batch)) for batch in batches)


def shift_test(
    measures: Sequence[int],
    batches: Sequence[ReleaseBatch],
    period: Period,
    *,
    after: int,
    before: int = 0,
    season: int = 15,
    draws: int = 999,
    seed: int = 1,
) -> ShiftTest:
    """Move the measures around the calendar and count again.

    Measures closer together than the window move as one block, so clusters of visits stay clusters. With three years or
    more each block moves to the same season of a year drawn by lot, give or take `season` days, so that a yearly pardon
    stays a yearly pardon; with less it moves anywhere and the season is not kept. Moving the whole calendar as one
    piece would leave hardly more calendars than years: it found false differences in 13 % of simulated worlds when the
    moves nearest to the truth were left out, and almost no true ones when they were not.

    Args:
        measures: days of the measures.
        batches: batches of releases.
        period: of the study; the calendar is closed to a circle.
        after: a batch counts when it begins 1 to this many days after a measure.
        before: when more than 0, a batch counts instead when it begins 1 to this many days before.
        season: days by which a moved measure may leave its season.
        draws: number of moved calendars.
        seed: of the moves.

    Raises:
        StudyError: no measures or no batches, or measures outside the period.

    Example:
        >>> from habeas.analysis import Period
        >>> batches = group_releases([110, 500, 905])
        >>> shift_test([100, 490, 900], batches, Period(1, 1000), after=15).observed
        3
    """
    if not measures or not batches:
        raise StudyError("A calendar needs measures and releases.")
    if any(not period.first <= day <= period.last for day in measures):
        raise StudyError("A measure lies outside the period of the study.")
    length = period.days
    days = np.array(sorted(measures)) - period.first
    starts = np.zeros(length, dtype=bool)
    for batch in batches:
        if period.first <= batch.first <= period.last:
            starts[batch.first - period.first] = True
    near = _near(starts, -before if before else 1, -1 if before else after)
    block = np.concatenate([[0], np.cumsum(np.diff(days) > max(after, before))])
    rng = np.random.default_rng(seed)
    size = (int(block[-1]) + 1, draws)
    seasonal = length >= SEASONAL_YEARS * YEAR
    if seasonal:
        years = np.round(rng.integers(0, int(length // YEAR), size=size) * YEAR).astype(np.int64)
        moves = years + rng.integers(-season, season + 1, size=size)
    else:
        moves = rng.integers(0, length, size=size)
    counts = near[(days[:, None] + moves[block]) % length].sum(axis=0)
    observed = int(near[days].sum())
    high = (1 + np.sum(counts >= observed)) / (1 + draws)
    low = (1 + np.sum(counts <= observed)) / (1 + draws)
    return ShiftTest(observed, len(days), float(counts.mean()), float(min(1.0, 2 * min(high, low))), draws, seasonal)


def _near(starts: NDArray[np.bool_], first: int, last: int) -> NDArray[np.bool_]:
    """Whether a batch begins between `first` and `last` days from each day, on the circle."""
    near = np.zeros_like(starts)
    for step in range(first, last + 1):
        near |= np.roll(starts, -step)
    return near
