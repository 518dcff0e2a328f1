"""Partial dates: the EDTF subset of habeas, one canonical form, and comparisons that know what they do not know.

Grammar (EDTF / ISO 8601-2): day `2023-01-12`, month `2021-10`, year `2023`, decade `199X`, a day or month of an unknown
year `XXXX-07-14`, `XXXX-07`; a qualifier `~` (approximate), `?` (uncertain) or `%` (both) after any of these; intervals
`a/b` with open ends `..`; sets `{a,b}` (all of them) and one-of `[a,b]`. An interval says that the thing happened or
held at some time between its ends. Nothing here reads a clock.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from habeas.model.errors import DateError

Kind = Literal["single", "interval", "set", "one_of"]

_SINGLE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|XXXX)(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<qualifier>[~?%]?)"
)
# What "approximate" may be off by, by precision, in days: half a month, a month, a year, a decade.
_SLACK = (("day", 15), ("month", 31), ("year", 366), ("decade", 3653))
_SLACK_DAYS = dict(_SLACK)


class Verdict(StrEnum):
    """What two partial dates allow one to say."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last day that a date may be; None is open (or unknown)."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A parsed date.

    Attributes:
        text: The canonical form; `parse_date(d.text) == d`.
        kind: single, interval, set or one_of.
        precision: day, month, year, decade or range; that of the coarsest part.
        members: The bounds of each member of a set or one-of; one pair otherwise.
        uncertain: Marked `?` or `%` anywhere.
        year_unknown: Of the form `XXXX-..`.
    """

    text: str
    kind: Kind
    precision: str
    members: tuple[Bounds, ...]
    uncertain: bool = False
    year_unknown: bool = False

    @property
    def earliest(self) -> date | None:
        """First possible day of the first member, None where open."""
        starts = [member.earliest for member in self.members]
        return None if None in starts else min(day for day in starts if day is not None)

    @property
    def latest(self) -> date | None:
        """Last possible day of the last member, None where open."""
        ends = [member.latest for member in self.members]
        return None if None in ends else max(day for day in ends if day is not None)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=65536)
def parse_date(text: str) -> PartialDate:
    """Parse one date of the grammar above.

    Raises:
        DateError: The text is outside the grammar, or names a day that does not exist, or ends before it starts.
    """
    if text[:1] in ("{", "["):
        return _parse_members(text)
    if "/" in text:
        return _parse_interval(text)
    return _parse_single(text)


def canonical_date(text: str) -> str:
    """The one way of writing the same date."""
    return parse_date(text).text


def _parse_single(text: str) -> PartialDate:
    match = _SINGLE.fullmatch(text)
    if match is None:
        raise DateError(f"not a date that habeas can read: {text[:40]!r} (write 2023-01-12, 2023-01, 2023 or 2022~)")
    year, month, day, qualifier = match["year"], match["month"], match["day"], match["qualifier"]
    uncertain, approximate = qualifier in "?%" and qualifier != "", qualifier in "~%" and qualifier != ""
    if year == "XXXX":
        if month is None:
            raise DateError("an unknown year needs a month: XXXX-07 or XXXX-07-14")
        _last_day(2024, int(month), int(day or 1), text)
        return PartialDate(
            text, "single", "day" if day else "month", (Bounds(None, None),), uncertain, year_unknown=True
        )
    if year.endswith("X"):
        if month is not None:
            raise DateError(f"a decade has no months: {text!r}")
        first = int(year[:3]) * 10
        precision, bounds = "decade", (_day(first, 1, 1, text), date(min(first + 9, 9999), 12, 31))
    else:
        precision, bounds = _bounds_of(int(year), month, day, text)
    if approximate:
        bounds = _widen(bounds, _SLACK_DAYS[precision])
    return PartialDate(text, "single", precision, (Bounds(*bounds),), uncertain)


def _bounds_of(year: int, month: str | None, day: str | None, text: str) -> tuple[str, tuple[date, date]]:
    if month is None:
        return "year", (_day(year, 1, 1, text), date(year, 12, 31))
    if day is None:
        last = _last_day(year, int(month), 1, text)
        return "month", (date(year, int(month), 1), date(year, int(month), last))
    whole = _day(year, int(month), int(day), text)
    return "day", (whole, whole)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(f"no such day: {text!r}") from None


def _last_day(year: int, month: int, day: int, text: str) -> int:
    if not 1 <= month <= 12 or year < 1:
        raise DateError(f"no such month: {text!r}")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DateError(f"no such day: {text!r}")
    return last


def _widen(bounds: tuple[date, date], days: int) -> tuple[date, date]:
    first, last = bounds
    first = date.fromordinal(max(1, first.toordinal() - days))
    return first, date.fromordinal(min(date.max.toordinal(), last.toordinal() + days))


def _parse_interval(text: str) -> PartialDate:
    first, _, last = text.partition("/")
    if first == last == ".." or not first or not last:
        raise DateError(f"an interval needs a date at one end at least: {text[:40]!r}")
    start = None if first == ".." else _parse_single(first)
    end = None if last == ".." else _parse_single(last)
    if start is not None and end is not None:
        if start.text == end.text:
            return start
        if start.earliest and end.latest and start.earliest > end.latest:
            raise DateError(f"the interval ends before it starts: {text[:40]!r}")
    parts = [part for part in (start, end) if part is not None]
    bounds = Bounds(start.earliest if start else None, end.latest if end else None)
    unknown = any(part.year_unknown for part in parts)
    return PartialDate(
        f"{start or '..'}/{end or '..'}", "interval", "range", (bounds,), any(p.uncertain for p in parts), unknown
    )


def _parse_members(text: str) -> PartialDate:
    closing = "}" if text[0] == "{" else "]"
    if not text.endswith(closing) or len(text) < 3:
        raise DateError(f"a set of dates is written {{2008,2015}}, one of several [2008,2015], not {text[:40]!r}")
    members = {part.text: part for part in map(parse_date, text[1:-1].split(","))}
    if any(part.kind in ("set", "one_of") for part in members.values()):
        raise DateError(f"sets of dates do not nest: {text[:40]!r}")
    if len(members) == 1:
        return next(iter(members.values()))
    ordered = sorted(members.values(), key=lambda part: (part.earliest or date.min, part.latest or date.max, part.text))
    return PartialDate(
        text[0] + ",".join(part.text for part in ordered) + closing,
        "set" if closing == "}" else "one_of",
        "range",
        tuple(part.members[0] for part in ordered),
        any(part.uncertain for part in ordered),
        any(part.year_unknown for part in ordered),
    )


def _judge(one: PartialDate, other: PartialDate, test: Callable[[Bounds, Bounds], Verdict]) -> Verdict:
    """The verdict over every pair of members: certain or impossible only where all agree."""
    verdicts = {test(a, b) for a in one.members for b in other.members}
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.POSSIBLE
    if verdict is Verdict.CERTAIN and (one.uncertain or other.uncertain):
        return Verdict.POSSIBLE
    return verdict


def is_before(one: PartialDate, other: PartialDate) -> Verdict:
    """Whether `one` lies on an earlier day than `other`."""

    def test(a: Bounds, b: Bounds) -> Verdict:
        if a.latest and b.earliest and a.latest < b.earliest:
            return Verdict.CERTAIN
        if a.earliest and b.latest and a.earliest >= b.latest:
            return Verdict.IMPOSSIBLE
        return Verdict.POSSIBLE

    return _judge(one, other, test)


def is_same_day(one: PartialDate, other: PartialDate, within_days: int = 0) -> Verdict:
    """Whether the two may be one day, or at most `within_days` apart."""
    slack = timedelta(days=within_days)

    def test(a: Bounds, b: Bounds) -> Verdict:
        if a.latest and b.earliest and b.earliest - a.latest > slack:
            return Verdict.IMPOSSIBLE
        if b.latest and a.earliest and a.earliest - b.latest > slack:
            return Verdict.IMPOSSIBLE
        if a.earliest and a.earliest == a.latest == b.earliest == b.latest:
            return Verdict.CERTAIN
        return Verdict.POSSIBLE

    verdict = _judge(one, other, test)
    if verdict is Verdict.POSSIBLE and one.year_unknown and other.year_unknown and one.text[4:] != other.text[4:]:
        return Verdict.POSSIBLE if within_days else Verdict.IMPOSSIBLE
    return verdict


def contains(outer: PartialDate, inner: PartialDate) -> bool:
    """Whether every day that `inner` may be lies within `outer`: `inner` says the same, more exactly."""

    def inside(part: Bounds, whole: Bounds) -> bool:
        starts = whole.earliest is None or (part.earliest is not None and part.earliest >= whole.earliest)
        return starts and (whole.latest is None or (part.latest is not None and part.latest <= whole.latest))

    return all(any(inside(part, whole) for whole in outer.members) for part in inner.members)
