"""Who is newly arrested, and how long after what they are accused of.

A claim that the authorities run out of obvious targets is a claim about exactly these two.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from scipy.stats import fisher_exact

from habeas.analysis.errors import StudyError
from habeas.analysis.inputs import CustodyInterval, DayRange, Period
from habeas.analysis.results import Interval
from habeas.analysis.trends import NOT_KNOWN, divide_period, overlap_share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Dimension = Literal["group", "article", "charge_family", "place", "repeat", "stated_reason"]
DIMENSIONS: tuple[Dimension, ...] = ("group", "article", "charge_family", "place", "repeat", "stated_reason")
FEWEST_ARRESTS = 10
SELECTION = (
    "Only arrests that were reported are here, and what is known of people changes with who reports; a change in the"
    " mix of sources"
    " looks like a change in the mix of arrests."
)


@dataclass(frozen=True, slots=True)
class Share:
    """The share of one value among new arrests.

    Attributes:
        number: arrests with the value, partial dates counted by their share of days.
        of: all arrests of the period, those of which the value is not known included.
        interval: the share with Wilson's limits, or None below 10 arrests.
    """

    number: float
    of: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Composition:
    """New arrests of two periods by one dimension.

    Attributes:
        dimension: what the rows are.
        periods: labels of the two periods.
        rows: for each value its share in the first and in the second period.
        p: for each value Fisher's exact probability of the difference, adjusted by Holm's rule; None where refused.
        cautions: what must be read with it.
        refused_because: why no comparison is made.
    """

    dimension: Dimension
    periods: tuple[str, str]
    rows: Mapping[str, tuple[Share, Share]]
    p: Mapping[str, float | None]
    cautions: tuple[str, ...]
    refused_because: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "dimension": self.dimension,
            "periods": list(self.periods),
            "rows": {
                name: [
                    {
                        "number": round(share.number, 2),
                        "of": round(share.of, 2),
                        "share": None if share.interval is None else round(share.interval.median, 4),
                        "low": None if share.interval is None else round(share.interval.low, 4),
                        "high": None if share.interval is None else round(share.interval.high, 4),
                    }
                    for share in pair
                ]
                for name, pair in self.rows.items()
            },
            "p": dict(self.p),
            "cautions": list(self.cautions),
            "refused": list(self.refused_because),
        }


@dataclass(frozen=True, slots=True)
class ConductLag:
    """Days from alleged conduct to arrest, for the arrests of one span.

    Attributes:
        label: the span.
        known: arrests with both dates.
        not_known: arrests without.
        interval: the median lag with the limits that sampling and partial dates leave, or None below 10 known.
    """

    label: str
    known: int
    not_known: int
    interval: Interval | None


def compare_composition(
    people: Sequence[CustodyInterval],
    before: Period,
    after: Period,
    dimension: Dimension,
    *,
    families: Mapping[str, str] | None = None,
) -> Composition:
    """Compare who was newly arrested in two periods, fixed before looking.

    Args:
        people: custody intervals.
        before: the first period.
        after: the second.
        dimension: group (public role, donor, relative ..), article, charge family, place, first or repeated arrest, or
            the reason that the authorities state.
        families: charge family by article, in place of the families that the intervals carry.

    Raises:
        StudyError: an unknown dimension, or charge families where neither the intervals nor a table has any.

    Source:
        Wilson, JASA 22 (1927), 209-212, for the limits of a share.

    Example:
        >>> days = [DayRange.of(f"2023-01-{day:02}") for day in range(1, 13)]
        >>> people = [CustodyInterval(str(i), day, day, groups=("donor",)) for i, day in enumerate(days)]
        >>> early, late = Period.of("2022-01-01", "2022-12-31"), Period.of("2023-01-01", "2023-12-31")
        >>> compare_composition(people, early, late, "group").refused_because
        ('There are 0 arrests before and 12 after; at least 10 each are needed.',)
    """
    values = _values_of(people, dimension, families)
    totals = [0.0, 0.0]
    numbers: dict[str, list[float]] = {}
    for index, person in enumerate(people):
        for side, period in enumerate((before, after)):
            weight = overlap_share(person.start, period.first, period.last)
            totals[side] += weight
            for value in values(index) if weight else ():
                numbers.setdefault(value, [0.0, 0.0])[side] += weight
    enough = min(totals) >= FEWEST_ARRESTS
    rows = {
        value: (_share(number[0], totals[0]), _share(number[1], totals[1]))
        for value, number in sorted(numbers.items(), key=lambda row: (row[0] == NOT_KNOWN, -sum(row[1]), row[0]))
    }
    raw = {value: _compare(number, totals) for value, number in numbers.items()} if enough else {}
    refused = () if enough else (_too_few(totals),)
    cautions = [SELECTION]
    unknown = numbers.get(NOT_KNOWN, [0.0, 0.0])
    shares = [n / t if t else 0.0 for n, t in zip(unknown, totals, strict=True)]
    if max(shares) > 0.2:
        cautions.append(f"It is not known for {shares[0]:.0%} of the arrests before and {shares[1]:.0%} after.")
    undated = sum(person.start.width is None for person in people)
    if undated:
        cautions.append(f"{undated} arrests without a usable date are in neither period.")
    return Composition(
        dimension,
        (_label(before), _label(after)),
        MappingProxyType(rows),
        MappingProxyType(_holm(raw) if enough else dict.fromkeys(rows)),
        tuple(cautions),
        refused,
    )


def measure_lags(
    people: Sequence[CustodyInterval],
    period: Period,
    *,
    step: Literal["month", "year"] = "year",
    draws: int = 200,
    seed: int = 1,
) -> tuple[tuple[ConductLag, ...], tuple[str, ...]]:
    """The median time from alleged conduct to arrest, by time of arrest.

    What is alleged is the authorities' word and may never have happened. Limits come from draws over the partial dates
    joined with a bootstrap over people.

    Args:
        people: custody intervals.
        period: days of arrest.
        step: month or year.
        draws: draws of dates, each with its own bootstrap sample.
        seed: of the draws.

    Returns:
        One row for each span, and the cautions that go with them.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for span in divide_period(period, step):
        inside = [person for person in people if overlap_share(person.start, span.first, span.last) > 0.5]
        known = [p for p in inside if p.conduct.width is not None and p.start.width is not None]
        interval = None
        if len(known) >= FEWEST_ARRESTS:
            medians = []
            for _ in range(draws):
                chosen = rng.integers(0, len(known), size=len(known))
                lags = [max(0, _draw(known[i].start, rng) - _draw(known[i].conduct, rng)) for i in chosen]
                medians.append(float(np.median(lags)))
            low, middle, high = np.quantile(medians, [0.025, 0.5, 0.975])
            interval = Interval(float(middle), float(low), float(high))
        rows.append(ConductLag(span.label, len(known), len(inside) - len(known), interval))
    cautions = (
        "The conduct is what the authorities allege, and its date is theirs.",
        (
            "While arrests for the same past events go on, the lag grows by itself, since no lag can be longer than the"
            " time since the"
            " events; only a lag that grows faster than the calendar says more."
        ),
        SELECTION,
    )
    return tuple(rows), cautions


def _values_of(
    people: Sequence[CustodyInterval], dimension: Dimension, families: Mapping[str, str] | None
) -> Callable[[int], tuple[str, ...]]:
    if dimension not in DIMENSIONS:
        raise StudyError(f"There is no dimension {dimension}; known are {', '.join(DIMENSIONS)}.")
    carried = any(person.families for person in people) or not any(person.articles for person in people)
    if dimension == "charge_family" and families is None and not carried:
        raise StudyError("Charge families need a table of the family of each article.")
    table = families or {}
    repeated = _find_repeated(people)

    def values(index: int) -> tuple[str, ...]:
        """The values of one arrest on the dimension, each once."""
        person = people[index]
        found: tuple[str, ...]
        if dimension == "group":
            found = person.groups
        elif dimension == "article":
            found = person.articles
        elif dimension == "charge_family":
            found = tuple(table[a] for a in person.articles if a in table) if families else person.families
        elif dimension == "place":
            found = (person.place,) if person.place else ()
        elif dimension == "repeat":
            found = (repeated[index],) if repeated[index] else ()
        else:
            found = person.reasons or ((person.stated_reason,) if person.stated_reason else ())
        return tuple(dict.fromkeys(found)) or (NOT_KNOWN,)

    return values


def _find_repeated(people: Sequence[CustodyInterval]) -> list[str]:
    """Whether each arrest is the first known of the person; "" where dates leave it open."""
    by_person: dict[str, list[int]] = {}
    for index, person in enumerate(people):
        by_person.setdefault(person.person_key, []).append(index)
    found = ["first known arrest"] * len(people)
    for indices in by_person.values():
        for i in indices:
            others = [people[j].start for j in indices if j != i]
            mine = people[i].start
            if any(_before(other, mine) for other in others):
                found[i] = "repeated arrest"
            elif any(not _before(mine, other) for other in others):
                found[i] = ""
    return found


def _before(first: DayRange, second: DayRange) -> bool:
    return first.latest is not None and second.earliest is not None and first.latest < second.earliest


def _share(number: float, of: float) -> Share:
    if of < FEWEST_ARRESTS:
        return Share(number, of, None)
    share, z = number / of, 1.959963984540054
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * np.sqrt(max(share * (1 - share), 0.0) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Share(number, of, Interval(share, float(max(0.0, centre - reach)), float(min(1.0, centre + reach))))


def _holm(raw: Mapping[str, float]) -> dict[str, float | None]:
    largest, adjusted = 0.0, {}
    for rank, (name, p) in enumerate(sorted(raw.items(), key=lambda item: item[1])):
        largest = max(largest, min(1.0, p * (len(raw) - rank)))
        adjusted[name] = largest
    return {name: adjusted[name] for name in raw}


def _compare(number: Sequence[float], totals: Sequence[float]) -> float:
    """Fisher's exact probability that both periods have the same share."""
    with_value = [round(n) for n in number]
    without = [max(0, round(t) - n) for t, n in zip(totals, with_value, strict=True)]
    return float(fisher_exact(np.array([with_value, without])).pvalue)


def _too_few(totals: Sequence[float]) -> str:
    return f"There are {totals[0]:g} arrests before and {totals[1]:g} after; at least {FEWEST_ARRESTS} each are needed."


def _label(period: Period) -> str:
    return DayRange(period.first, period.last).written()


def _draw(day: DayRange, rng: np.random.Generator) -> int:
    if day.earliest is None or day.latest is None:
        raise StudyError("An open date cannot be drawn.")
    return int(rng.integers(day.earliest, day.latest + 1))
