"""Days as numbers (proleptic ordinals): quick to compare for a hundred thousand people, printed as ISO days."""

from datetime import date, timedelta
from functools import lru_cache

import msgspec
from msgspec.structs import force_setattr

from habeas.model import PartialDate, parse_date
from habeas.model.errors import DateError, InputError

FIRST_DAY = date.min.toordinal()
LAST_DAY = date.max.toordinal()


class Range(msgspec.Struct, frozen=True):
    """The days between which something lies; `None` where open or unknown.

    Attributes:
        first, last: Ordinals, both included.
        uncertain: Marked `?` or `%`.
        start, end: `first` and `last`, or the first and the last of all days where these are open; filled in here.
    """

    first: int | None
    last: int | None
    uncertain: bool = False
    start: int = FIRST_DAY
    end: int = LAST_DAY

    def __post_init__(self) -> None:
        if self.first is not None:
            force_setattr(self, "start", self.first)
        if self.last is not None:
            force_setattr(self, "end", self.last)

    @property
    def width(self) -> int:
        """How many days it spans; a day has 0."""
        return self.end - self.start


UNKNOWN = Range(None, None)


@lru_cache(maxsize=65536)
def range_of(edtf: str) -> Range:
    """The range of an EDTF date; unknown for an empty one and for a day of an unknown year."""
    if not edtf:
        return UNKNOWN
    parsed = parse_date(edtf)
    first, last = parsed.earliest, parsed.latest
    return Range(
        first.toordinal() if first else None,
        last.toordinal() if last else None,
        parsed.uncertain or parsed.year_unknown,
    )


@lru_cache(maxsize=65536)
def members_of(edtf: str) -> tuple[Range, ...]:
    """The range of each member of a set or one-of; one range otherwise."""
    parsed = parse_date(edtf)
    return tuple(
        Range(
            member.earliest.toordinal() if member.earliest else None,
            member.latest.toordinal() if member.latest else None,
            parsed.uncertain,
        )
        for member in parsed.members
    )


def parsed_or_none(edtf: str) -> PartialDate | None:
    """The date, or None for an empty or broken one."""
    try:
        return parse_date(edtf) if edtf else None
    except DateError:
        return None


@lru_cache(maxsize=65536)
def iso(day: int) -> str:
    """The ISO day of an ordinal; days outside the calendar are cut to its ends."""
    return date.fromordinal(min(max(day, FIRST_DAY), LAST_DAY)).isoformat()


def bound(day: int) -> str:
    """The ISO day of a first possible day; empty where nothing bounds it."""
    return iso(day) if day > FIRST_DAY else ""


@lru_cache(maxsize=16384)
def ordinal(iso_day: str) -> int:
    """The ordinal of an ISO day.

    Raises:
        ValueError: It is no day, or not written as 2023-01-12: days compare as text, which 20230112 does not.
    """
    day = date.fromisoformat(iso_day)
    if day.isoformat() != iso_day:
        raise ValueError(iso_day)
    return day.toordinal()


def asked_day(text: str) -> int:
    """The ordinal of a day that somebody asks for.

    Raises:
        InputError: It is no day.
    """
    try:
        return ordinal(text)
    except ValueError:
        raise InputError(f"not a day: {text[:40]!r} (write 2023-01-12)") from None


def spoken(edtf: str) -> str:
    """A date for people: `[2023-01-11,2023-01-12]` reads "2023-01-11 or 2023-01-12"; one day stays as it is."""
    if edtf[:1] in ("[", "{") and "," in edtf and ".." not in edtf:
        *first, last = edtf[1:-1].split(",")
        return f"{', '.join(first)} {'or' if edtf[0] == '[' else 'and'} {last}"
    start, slash, end = edtf.partition("/")
    if not slash:
        return edtf
    if start in ("", ".."):
        return f"{end} or before"
    return f"{start} or later" if end in ("", "..") else f"between {start} and {end}"


def add_span(day: int, years: int, months: int, days: int) -> int:
    """The day so much later, by the calendar: a term of a month from 31 January ends on the last of February.

    A term beyond the calendar ends on its last day.
    """
    start = date.fromordinal(min(max(day, FIRST_DAY), LAST_DAY))
    count = start.year * 12 + start.month - 1 + years * 12 + months
    if count // 12 > date.max.year or days > LAST_DAY:
        return LAST_DAY
    year, month = divmod(count, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1) if (year, month) < (9999, 11) else date.max
    last = (following - timedelta(days=1)).day if following != date.max else 31
    shifted = date(year, month + 1, min(start.day, last)).toordinal() + days
    return min(shifted, LAST_DAY)
