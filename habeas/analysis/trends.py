"""Arrests, releases and people held over time, with what partial dates and late reports leave open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from habeas.analysis.errors import StudyError
from habeas.analysis.inputs import RELEASED, CustodyInterval, DayRange, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

What = Literal["arrests", "releases"]
By = Literal["", "article", "place", "group"]
NOT_KNOWN = "not known"
FEWEST_DELAYS = 20
LEAST_COMPLETE = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """One month or year of a trend: its label and its days, both included."""

    label: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TrendCell:
    """How many events fall into one span.

    Attributes:
        certain: events whose whole range of days lies inside.
        expected: each event counted by the share of its days that lie inside.
        possible: events of which at least one day lies inside.
    """

    certain: int
    expected: float
    possible: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Events over time.

    Attributes:
        what: arrests or releases.
        by: what the rows are, or "".
        spans: months or years.
        rows: for each value, one cell for each span; a person with two articles is in two rows.
        undated: events without any bound on their day; they are in no cell.
        reports_read: number of reports read for each span, or None where nobody counted.
        complete: estimated share of the events of each span that has been reported by now, or None where it cannot be
            told.
        cautions: what must be read under the table.
    """

    what: What
    by: By
    spans: tuple[Span, ...]
    rows: Mapping[str, tuple[TrendCell, ...]]
    undated: int
    reports_read: tuple[int | None, ...]
    complete: tuple[float | None, ...]
    cautions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "what": self.what,
            "by": self.by,
            "spans": [span.label for span in self.spans],
            "rows": {
                name: [{"certain": c.certain, "expected": round(c.expected, 2), "possible": c.possible} for c in cells]
                for name, cells in self.rows.items()
            },
            "undated": self.undated,
            "reports_read": list(self.reports_read),
            "complete": [None if share is None else round(share, 3) for share in self.complete],
            "cautions": list(self.cautions),
        }


def divide_period(period: Period, step: Literal["month", "year"] = "month") -> tuple[Span, ...]:
    """The calendar months or years of a period, the first and last cut to it.

    Example:
        >>> [span.label for span in divide_period(Period.of("2022-11-15", "2023-01-10"))]
        ['2022-11', '2022-12', '2023-01']
    """
    spans: list[Span] = []
    day = period.first
    while day <= period.last:
        at = date.fromordinal(day)
        if step == "month":
            following = date(at.year + at.month // 12, at.month % 12 + 1, 1)
            label = f"{at.year:04}-{at.month:02}"
        else:
            following = date(at.year + 1, 1, 1)
            label = f"{at.year:04}"
        spans.append(Span(label, day, min(following.toordinal() - 1, period.last)))
        day = following.toordinal()
    return tuple(spans)


def count_events(
    people: Sequence[CustodyInterval],
    period: Period,
    *,
    what: What = "arrests",
    by: By = "",
    step: Literal["month", "year"] = "month",
    reports_read: Mapping[str, int] | None = None,
) -> Trend:
    """Count arrests or releases over time.

    A partial date is spread evenly over its days for the expected count, and the certain and possible counts bound what
    the dates allow. More reports read find more arrests, so the number of reports stands beside them.

    Args:
        people: custody intervals.
        period: days of the trend.
        what: arrests (starts) or releases.
        by: one row for each article, place or group; "" for one row.
        step: month or year.
        reports_read: number of reports read by label of span.

    Raises:
        StudyError: the period has no day.

    Example:
        >>> person = CustodyInterval("a", DayRange.of("2023-01-20", "2023-02-08"), DayRange.of("2023-02-09"))
        >>> trend = count_events([person], Period.of("2023-01-01", "2023-02-28"))
        >>> [(cell.certain, cell.expected, cell.possible) for cell in trend.rows["all"]]
        [(0, 0.6, 1), (0, 0.4, 1)]
    """
    if period.days < 1:
        raise StudyError("The period of a trend ends before it begins.")
    spans = divide_period(period, step)
    values = _values_of(by)
    day_of: Callable[[CustodyInterval], DayRange] = (lambda p: p.start) if what == "arrests" else (lambda p: p.end)
    chosen = [person for person in people if what == "arrests" or person.end_kind == RELEASED]
    dated = [(person, day) for person in chosen if (day := day_of(person)).width is not None]
    rows: dict[str, list[list[float]]] = {}
    begins = [span.first for span in spans]
    for person, day in dated:
        # Only the spans that the date touches; a person in a value that nobody else has still makes a row.
        first = max(0, bisect_right(begins, day.earliest or 0) - 1)
        last = bisect_right(begins, day.latest or 0)
        for value in values(person):
            cells = rows.setdefault(value, [[0, 0.0, 0] for _ in spans])
            for cell, span in zip(cells[first:last], spans[first:last], strict=True):
                share = overlap_share(day, span.first, span.last)
                cell[0] += share == 1.0
                cell[1] += share
                cell[2] += share > 0
    if not by:
        rows.setdefault("all", [[0, 0.0, 0] for _ in spans])
    undated = len(chosen) - len(dated)
    complete = _estimate_complete(dated, spans, period)
    read = reports_read or {}
    return Trend(
        what,
        by,
        spans,
        MappingProxyType(
            {
                name: tuple(TrendCell(int(c[0]), round(c[1], 6), int(c[2])) for c in cells)
                for name, cells in sorted(rows.items(), key=lambda row: (row[0] == NOT_KNOWN, row[0]))
            }
        ),
        undated,
        tuple(read.get(span.label) for span in spans),
        complete,
        _caution(what, by, undated, complete, spans, has_reports=reports_read is not None),
    )


def overlap_share(day: DayRange, first: int, last: int) -> float:
    """The share of the possible days of a date that lie between two days, both included; 0 for an open date."""
    if day.earliest is None or day.latest is None:
        return 0.0
    inside = min(day.latest, last) - max(day.earliest, first) + 1
    return max(0, inside) / (day.latest - day.earliest + 1)


def estimate_reported(delays: Sequence[tuple[int, int]], within: int) -> float | None:
    """The share of events that is reported within some days, from delays that are cut off by today.

    Only events already reported are seen, and recent ones only with short delays; turning time round makes that
    ordinary late entry (Lagakos, Barraj and De Gruttola 1988). The share is of those reported within the longest delay
    that can be seen.

    Args:
        delays: for each event its delay, and the longest delay that could have been seen by now, in days.
        within: days.

    Returns:
        The share, or None with fewer than 20 events.

    Source:
        Lagakos, Barraj and De Gruttola, Biometrika 75 (1988), 515-523.

    Example:
        >>> seen = [(1, 400)] * 20 + [(100, 400)] * 20
        >>> estimate_reported(seen, 50), estimate_reported(seen, 100)
        (0.5, 1.0)
    """
    return _share_within(_reported_curve(delays), within)


def _reported_curve(delays: Sequence[tuple[int, int]]) -> tuple[list[int], list[float]] | None:
    """Distinct delays, the shortest first, and for each the share that is reported sooner; None with fewer than 20.

    Who is at risk at a delay was reported by then and could have been reported so late: of those reported by then all
    but those whose time to be seen was shorter, so that two sorted lists answer for every delay.
    """
    usable = [(delay, most) for delay, most in delays if 0 <= delay <= most]
    if len(usable) < FEWEST_DELAYS:
        return None
    seen, most = sorted(delay for delay, _ in usable), sorted(longest for _, longest in usable)
    distinct = sorted(set(seen))
    shares, share = [], 1.0
    for delay in reversed(distinct):
        by_then = bisect_right(seen, delay)
        share *= 1 - (by_then - bisect_left(seen, delay)) / (by_then - bisect_left(most, delay))
        shares.append(share)
    return distinct, shares[::-1]


def _share_within(curve: tuple[list[int], list[float]] | None, within: int) -> float | None:
    if curve is None:
        return None
    place = bisect_right(curve[0], within)
    return curve[1][place] if place < len(curve[0]) else 1.0


def _estimate_complete(
    dated: Sequence[tuple[CustodyInterval, DayRange]], spans: Sequence[Span], period: Period
) -> tuple[float | None, ...]:
    """For each span, the share of its events that this trend's own delays let us expect to be reported by now."""
    delays = []
    for person, day in dated:
        known = person.first_documented
        if day.earliest is None or day.latest is None or known.earliest is None or known.latest is None:
            continue
        middle, reported = (day.earliest + day.latest) // 2, (known.earliest + known.latest) // 2
        if middle <= period.last and reported <= period.last:
            delays.append((max(0, reported - middle), period.last - middle))
    curve = _reported_curve(delays)
    return tuple(_share_within(curve, period.last - (span.first + span.last) // 2) for span in spans)


def _values_of(by: By) -> Callable[[CustodyInterval], tuple[str, ...]]:
    if by == "article":
        return lambda person: person.articles or (NOT_KNOWN,)
    if by == "place":
        return lambda person: (person.place or NOT_KNOWN,)
    if by == "group":
        return lambda person: person.groups or (NOT_KNOWN,)
    return lambda _: ("all",)


def _caution(
    what: What,
    by: By,
    undated: int,
    complete: Sequence[float | None],
    spans: Sequence[Span],
    *,
    has_reports: bool,
) -> tuple[str, ...]:
    cautions = []
    if undated:
        cautions.append(f"{undated} {what} have no usable date and are in no span.")
    late = [span.label for span, share in zip(spans, complete, strict=True) if share is not None and share < 0.9]
    if late:
        cautions.append(
            f"From {late[0]} on, part of the {what} is likely not yet reported; a fall there may be nothing but delay."
        )
    if any(share is None for share in complete):
        cautions.append(
            f"There are fewer than {FEWEST_DELAYS} known delays, so the effect of late reports is not told."
        )
    if not has_reports:
        cautions.append("The number of reports read is not known; more reading finds more cases.")
    if by in {"article", "group"}:
        cautions.append(f"A person with several is in several rows, so rows do not add up to the number of {what}.")
    return tuple(cautions)
