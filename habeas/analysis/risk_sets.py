"""Who was held under observation on each date of release, and who of them after the measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from habeas.analysis.conditional import DateTables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from habeas.analysis.inputs import CustodyInterval, DayRange, Period, PersonMeasure

ENDLESS = 10**7


@dataclass(frozen=True, slots=True)
class DrawnCustody:
    """Custody with every date drawn: one possible past.

    Attributes:
        entry: shape (P,): day from which each interval is under observation; at risk from the day after.
        leave: shape (P,): last day at risk.
        ended: shape (P,): whether `leave` is the day of the end that is studied.
        start: shape (P,): day of arrest, or -1 where unknown.
    """

    entry: NDArray[np.int64]
    leave: NDArray[np.int64]
    ended: NDArray[np.bool_]
    start: NDArray[np.int64]


def draw_custody(
    people: Sequence[CustodyInterval],
    period: Period,
    kinds: Sequence[str],
    rng: np.random.Generator,
    *,
    vouched_days: int,
    extreme: str = "",
) -> DrawnCustody:
    """Draw every uncertain day uniformly inside its range.

    A person enters on the day when the case was first documented, not on the day of arrest: earlier they could not have
    been seen to be released. Whose end nobody tells leaves when the last news of them is older than `vouched_days`.

    Args:
        people: custody intervals with a usable entry and end.
        period: of the study.
        kinds: the end that is studied, such as released.
        rng: source of the draws.
        vouched_days: for how long the last report of custody vouches for it.
        extreme: "early" puts every end at its first possible day, "late" at its last.
    """
    entry, leave, ended, start = [], [], [], []
    for person in people:
        documented = _draw(person.first_documented, period, rng)
        begun = _draw(person.start, period, rng) if person.start.earliest is not None else -1
        if person.end_kind:
            end = _draw(person.end, period, rng, extreme)
        elif person.last_reported is not None:
            end = min(period.last, person.last_reported + vouched_days)
        else:
            end = period.last
        entry.append(max(documented, period.first - 1))
        leave.append(min(end, period.last))
        ended.append(person.end_kind in kinds and period.first <= end <= period.last)
        start.append(begun)
    return DrawnCustody(np.array(entry), np.array(leave), np.array(ended, dtype=bool), np.array(start))


def draw_exposure(
    people: Sequence[CustodyInterval],
    measures: Sequence[PersonMeasure],
    dates: NDArray[np.int64],
    period: Period,
    rng: np.random.Generator,
    *,
    window: int | None,
    shift: int = 0,
    extreme: str = "",
) -> NDArray[np.bool_]:
    """Whether each person is within the window after a measure on each date, shape (D, P).

    Args:
        people: custody intervals.
        measures: measures of one kind.
        dates: shape (D,): dates of release.
        period: of the study.
        rng: source of the draws.
        window: days after the measure that count, the day itself left out; None for ever.
        shift: days by which the window is moved later, for the negative control.
        extreme: "early" or "late" puts every measure at that end of its range.
    """
    column: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        column.setdefault(person.person_key, []).append(index)
    exposed = np.zeros((len(dates), len(people)), dtype=bool)
    for measure in measures:
        day = _draw(measure.day, period, rng, extreme) + shift
        inside = (dates > day) & (dates <= (day + window if window is not None else ENDLESS))
        for index in column.get(measure.person_key, ()):
            exposed[inside, index] = True
    return exposed


def release_dates(custody: DrawnCustody) -> NDArray[np.int64]:
    """The dates on which somebody under observation was freed, each once, in order."""
    at_risk = custody.entry < custody.leave
    return np.unique(custody.leave[custody.ended & at_risk])


def held_on(custody: DrawnCustody, dates: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Who was held under observation on each date, shape (D, P)."""
    return (custody.entry < dates[:, None]) & (dates[:, None] <= custody.leave)


def tabulate(custody: DrawnCustody, exposed: NDArray[np.bool_], dates: NDArray[np.int64]) -> DateTables:
    """One 2 x 2 table for each date."""
    held = held_on(custody, dates)
    freed = held & custody.ended & (custody.leave == dates[:, None])
    return DateTables(held.sum(axis=1), (held & exposed).sum(axis=1), freed.sum(axis=1), (freed & exposed).sum(axis=1))


def _draw(day: DayRange, period: Period, rng: np.random.Generator, extreme: str = "") -> int:
    earliest = period.first if day.earliest is None else day.earliest
    latest = period.last if day.latest is None else day.latest
    latest = max(earliest, latest)
    if earliest == latest or extreme == "early":
        return earliest
    return latest if extreme == "late" else int(rng.integers(earliest, latest + 1))
