"""Dates as a report words them, and how their value follows once the day of publication is settled.

A record never stores a value that hangs on the day of publication: "On January 12" is kept as the words, the value
`XXXX-01-12`, the rule `nearest_past` and the anchor `publication`. `resolve_date` computes the EDTF value for a view.

A rule is a line of steps, applied from left to right to the value (or, where there is none, to the anchor):

    nearest_past, nearest_future   give `XXXX-..` the year that brings it nearest before (after) the anchor's day;
                                   none where that is half a year before a bound (`2023-01-13/..`)
    nearest_either                 the same, whichever is nearer: "was postponed to 30 November"
    weekday:N:past|future          the weekday N (1 Monday .. 7 Sunday) on or before (after) the anchor
    weekday:N:before|after         the same, strictly before (after)
    add:N(d|w|m|y)                 the anchor's day, day, month or year, N units on; N may be negative
    week:N                         Monday/Sunday of the anchor's week, N weeks on
    part:early|mid|late            days 1-10, 11-20, 21- of a month; months 01-04, 05-08, 09-12 of a year
    day:N                          the day N of a month: "the 5th of this month"
    season:winter|spring|summer|autumn, quarter:1..4, half:1..2     of a year; winter is December before to February
    interval, set, one_of          of the values of `parts`
    since, until                   `v/..`, `../v`
    approximate, uncertain         `v~`, `v?`
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from habeas.model.dates import PartialDate, canonical_date, parse_date
from habeas.model.errors import DateError
from habeas.model.values import Span, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ANCHORS = ("", "publication", "date")
_BEFORE_A_BOUND = timedelta(days=183)  # half a year: an earlier day is nearer to the bound in the year that follows
_DEPTH = 8  # an expression that leans on another that leans on another .. is not language any more


class DateExpression(Value, frozen=True):
    """A date as worded.

    Attributes:
        wording: The exact words.
        value: EDTF, complete in itself or of unknown year (`XXXX-01-12`); empty where the rule starts from the anchor.
        rule: Steps as the module describes; empty where the value is complete.
        anchor: `publication`, `date` (then `anchor_date` says which), or empty.
        anchor_date: The date named in the text from which this one is counted ("the next day").
        parts: The ends or members of an interval, set or one-of.
    """

    wording: Span
    value: str = ""
    rule: str = ""
    anchor: str = ""
    anchor_date: DateExpression | None = None
    parts: tuple[DateExpression, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """The value of a worded date.

    Attributes:
        edtf: Canonical EDTF; still `XXXX-..` where nothing is known of the anchor; empty where it cannot be computed.
        bounded: The day of publication was not known and a bound drawn from the content stood in for it.
    """

    edtf: str
    bounded: bool = False


def resolve_date(expression: DateExpression, published: str = "", *, bounded: bool = False) -> ResolvedDate:
    """Compute the value of a worded date.

    Args:
        expression: The date as worded.
        published: EDTF of the settled day of publication, or of the bound that stands in for it (`2023-01-13/..`); may
            be empty.
        bounded: Whether `published` is such a bound.

    Returns:
        The value; `edtf` is empty where the rule needs an anchor that is not known.

    Raises:
        DateError: The expression is not well-formed (see `check_date_expression`).
    """
    edtf = _resolve(expression, published, 0)
    counted = not edtf.startswith("XXXX") and _leans_on_publication(expression)
    return ResolvedDate(edtf, bounded and counted)


def check_date_expression(expression: DateExpression) -> str:
    """One line that says what is wrong with an expression, or an empty string."""
    try:
        _resolve(expression, "2023-01-20", 0)
        _resolve(expression, "", 0)
    except DateError as error:
        return str(error)
    return ""


def _leans_on_publication(expression: DateExpression) -> bool:
    below = (*expression.parts, *([expression.anchor_date] if expression.anchor_date else []))
    return expression.anchor == "publication" or any(map(_leans_on_publication, below))


def _resolve(expression: DateExpression, published: str, depth: int) -> str:
    if depth > _DEPTH:
        raise DateError("a date that leans on too many others")
    if expression.anchor not in ANCHORS or (expression.anchor == "date") != (expression.anchor_date is not None):
        raise DateError(f"a date with a broken anchor: {expression.anchor!r}")
    anchor = published if expression.anchor == "publication" else ""
    if expression.anchor_date is not None:
        anchor = _resolve(expression.anchor_date, published, depth + 1)
    value = canonical_date(expression.value) if expression.value else ""
    parts = tuple(_resolve(part, published, depth + 1) for part in expression.parts)
    for step in expression.rule.split():
        name, _, argument = step.partition(":")
        if name in _COMBINATIONS:
            value = _COMBINATIONS[name](parts)
            continue
        if name not in _STEPS:
            raise DateError(f"unknown rule of a date: {step!r}")
        try:
            before, value = value, _STEPS[name](value, _day_of(anchor), argument)
        except (ValueError, OverflowError, KeyError, IndexError) as error:
            raise DateError(f"a rule that cannot be applied: {step!r} ({error})") from None
        if name == "nearest_past" and _is_beyond(value, anchor):
            value = before
    return canonical_date(value) if value else ""


def _day_of(anchor: str) -> date | None:
    """The day to count from: the last that the anchor may be, or its bound where it is open."""
    if not anchor:
        return None
    parsed = parse_date(anchor)
    return parsed.latest or parsed.earliest


def _is_beyond(value: str, anchor: str) -> bool:
    """Whether a day lies far before a bound: the report may be of any day since, so the next such day is as likely."""
    bound = parse_date(anchor) if anchor else None
    if bound is None or bound.latest is not None or bound.earliest is None or not value:
        return False
    day = parse_date(value).earliest
    return day is not None and day < bound.earliest - _BEFORE_A_BOUND


def _nearest(value: str, anchor: date | None, *, past: bool) -> str:
    parsed = parse_date(value)
    if anchor is None or not parsed.year_unknown:
        return value
    for step in range(9):  # 29 February comes back within eight years
        year = anchor.year - step if past else anchor.year + step
        try:
            candidate = parse_date(f"{year:04d}{value[4:]}")
        except DateError:
            continue
        edge = candidate.earliest if past else candidate.latest
        if edge and (edge <= anchor if past else edge >= anchor):
            return candidate.text
    return value


def _nearer(value: str, anchor: date | None) -> str:
    found = [_nearest(value, anchor, past=past) for past in (True, False)]
    days = [parse_date(each).earliest for each in found]
    if anchor is None or days[0] is None or days[1] is None:
        return value
    return found[0] if anchor - days[0] <= days[1] - anchor else found[1]


def _weekday(value: str, anchor: date | None, argument: str) -> str:
    number, _, direction = argument.partition(":")
    day = int(number) - 1
    if not 0 <= day <= 6 or direction not in ("past", "future", "before", "after"):
        raise ValueError(argument)
    if anchor is None:
        return value
    if direction in ("past", "before"):
        back = (anchor.weekday() - day) % 7
        return (anchor - timedelta(days=back or (7 if direction == "before" else 0))).isoformat()
    ahead = (day - anchor.weekday()) % 7
    return (anchor + timedelta(days=ahead or (7 if direction == "after" else 0))).isoformat()


def _add(_value: str, anchor: date | None, argument: str) -> str:
    number, unit = int(argument[:-1]), argument[-1]
    if unit not in "dwmy":
        raise ValueError(argument)
    if anchor is None:
        return ""
    if unit in "dw":
        return (anchor + timedelta(days=number * (7 if unit == "w" else 1))).isoformat()
    if unit == "y":
        return f"{anchor.year + number:04d}"
    months = anchor.year * 12 + anchor.month - 1 + number
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _week(_value: str, anchor: date | None, argument: str) -> str:
    weeks = int(argument)
    if anchor is None:
        return ""
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=weeks)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _part(value: str, _anchor: date | None, argument: str) -> str:
    third = ("early", "mid", "late").index(argument)
    if not value:
        return ""
    parsed = parse_date(value)
    if parsed.precision == "year":
        return f"{value[:4]}-{third * 4 + 1:02d}/{value[:4]}-{third * 4 + 4:02d}"
    if parsed.precision != "month":
        return value
    last = "XX" if parsed.year_unknown else f"{calendar.monthrange(int(value[:4]), int(value[5:7]))[1]:02d}"
    if parsed.year_unknown:
        return value
    return f"{value[:7]}-{third * 10 + 1:02d}/{value[:7]}-{('10', '20', last)[third]}"


def _day(value: str, _anchor: date | None, argument: str) -> str:
    if not value or parse_date(value).precision != "month" or parse_date(value).year_unknown:
        return value
    year, month, day = int(value[:4]), int(value[5:7]), int(argument)
    return f"{value[:7]}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else value


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}


def _season(value: str, _anchor: date | None, argument: str) -> str:
    if argument != "winter" and argument not in _SEASONS:
        raise ValueError(argument)
    if not value or parse_date(value).precision != "year":
        return value
    year = int(value[:4])
    if argument == "winter":
        return f"{year - 1:04d}-12/{year:04d}-02"
    first, last = _SEASONS[argument]
    return f"{year:04d}-{first:02d}/{year:04d}-{last:02d}"


def _months(length: int) -> Callable[[str, date | None, str], str]:
    def step(value: str, _anchor: date | None, argument: str) -> str:
        number = int(argument)
        if not 1 <= number <= 12 // length:
            raise ValueError(argument)
        if not value or parse_date(value).precision != "year":
            return value
        return f"{value[:4]}-{(number - 1) * length + 1:02d}/{value[:4]}-{number * length:02d}"

    return step


def _edge(value: str, *, start: bool) -> str:
    """The first or last part of a value, for an interval that starts or ends with it."""
    if "/" in value:
        return value.split("/")[0 if start else 1]
    if value[:1] in ("{", "["):
        members = value[1:-1].split(",")
        return members[0 if start else -1]
    return value


def _open(value: str, *, start: bool) -> str:
    if not value:
        return ""
    edge = _edge(value, start=start)
    if edge == "..":
        return value
    return f"{edge}/.." if start else f"../{edge}"


def _qualify(mark: str) -> Callable[[str, date | None, str], str]:
    def step(value: str, _anchor: date | None, _argument: str) -> str:
        if not value or value[:1] in ("{", "[") or "/" in value:
            return value
        return value if value[-1] in "~?%" else value + mark

    return step


def _interval(parts: tuple[str, ...]) -> str:
    if len(parts) != 2:
        raise DateError("an interval has two ends")
    if not all(parts):
        return ""
    first, last = _edge(parts[0], start=True), _edge(parts[1], start=False)
    return ordered_interval(first, last)


def ordered_interval(first: str, last: str) -> str:
    """`first/last`, or an empty string where the value would end before it starts."""
    try:
        return canonical_date(f"{first}/{last}")
    except DateError:
        return ""


def _members(opening: str, closing: str) -> Callable[[tuple[str, ...]], str]:
    def combine(parts: tuple[str, ...]) -> str:
        if not parts or not all(parts):
            return ""
        return canonical_date(opening + ",".join(parts) + closing)

    return combine


_COMBINATIONS: Mapping[str, Callable[[tuple[str, ...]], str]] = {
    "interval": _interval,
    "set": _members("{", "}"),
    "one_of": _members("[", "]"),
}
_STEPS: Mapping[str, Callable[[str, date | None, str], str]] = {
    "nearest_past": lambda value, anchor, _: _nearest(value, anchor, past=True),
    "nearest_future": lambda value, anchor, _: _nearest(value, anchor, past=False),
    "day": _day,
    "nearest_either": lambda value, anchor, _: _nearer(value, anchor),
    "weekday": _weekday,
    "add": _add,
    "week": _week,
    "part": _part,
    "season": _season,
    "quarter": _months(3),
    "half": _months(6),
    "since": lambda value, _anchor, _: _open(value, start=True),
    "until": lambda value, _anchor, _: _open(value, start=False),
    "approximate": _qualify("~"),
    "uncertain": _qualify("?"),
}

__all__ = ["DateExpression", "PartialDate", "ResolvedDate", "check_date_expression", "resolve_date"]
