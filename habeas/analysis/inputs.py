"""What the studies of this room read: plain days and words, so that they need no registry.

A day is `date.toordinal()`, so days subtract. A date that is not known to the day is a range of days.
"""

from __future__ import annotations

import copyreg
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping


def _read_only(values: dict[str, float]) -> MappingProxyType[str, float]:
    return MappingProxyType(values)


# Intervals cross to the process that computes; a read-only mapping does so as the dictionary that it shows.
copyreg.pickle(MappingProxyType, lambda shown: (_read_only, (dict(shown),)))

FAR_FUTURE = date.max.toordinal()
RELEASED = "released"
TERM_SERVED = "term served"
END_KINDS = (RELEASED, TERM_SERVED, "died", "exiled", "escaped", "other")


@dataclass(frozen=True, slots=True)
class DayRange:
    """The days between which something lies, both included.

    Attributes:
        earliest: first possible day, or None where nothing bounds it.
        latest: last possible day, or None.

    Example:
        >>> DayRange.of("2023-01-12").exact, DayRange.of("2023-01-01", "2023-01-31").width
        (True, 31)
    """

    earliest: int | None
    latest: int | None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError("A range of days ends before it begins.")

    @classmethod
    def of(cls, first: str, last: str | None = None) -> Self:
        """From ISO days; one day alone is exact."""
        return cls(date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal())

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def width(self) -> int | None:
        """Number of possible days, or None where it is open."""
        return None if self.earliest is None or self.latest is None else self.latest - self.earliest + 1

    def written(self) -> str:
        """As EDTF: a day, or an interval with open ends."""
        ends = ["" if day is None else date.fromordinal(day).isoformat() for day in (self.earliest, self.latest)]
        return ends[0] if self.exact else "/".join(end or ".." for end in ends)


UNKNOWN = DayRange(None, None)


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A value of the liberty axis and the days on which it held.

    Attributes:
        value: a word of the vocabulary, such as remand.
        possible_from: first day on which it may have held.
        possible_until: last such day; `FAR_FUTURE` where nothing bounds it.
        certain_from: first day on which it certainly held, or None.
        certain_until: last such day, or None.
    """

    value: str
    possible_from: int
    possible_until: int
    certain_from: int | None = None
    certain_until: int | None = None


@dataclass(frozen=True, slots=True)
class CustodyInterval:
    """One time in custody of one person, as far as the registry knows it.

    Attributes:
        person_key: the person; the same in all their intervals.
        start: when custody began.
        first_documented: when the case became known; the person is under observation from then.
        end: when custody ended; `UNKNOWN` while it lasts or where nobody tells.
        end_kind: one of `END_KINDS`, or "" while it lasts.
        sentence_end: expected end of the sentence, where known.
        articles: what the authorities charge, as written.
        families: families of these charges, by the tables of the packs.
        place: where the person was taken or is held.
        groups: words for the person: public role, alleged donor, relative of another who was held ..
        stated_reason: the authorities' reason in words, or "".
        reasons: the kinds of reason that these words speak of, by the table of the pack.
        conduct: when the alleged conduct is said to have happened.
        statuses: values of the liberty axis with the days on which each certainly held: (value, first day, last day or
            None).
        recognised_by: bodies that recognise the person as a political prisoner, with the day of recognition: (body, day
            or None).
        last_reported: last day on which a source bears witness to custody, or None.
        covariates: numbers by name for the release study, such as 1.0 for a charge group.
        known_by_end_only: the case is documented only because it ended.
    """

    person_key: str
    start: DayRange
    first_documented: DayRange
    end: DayRange = UNKNOWN
    end_kind: str = ""
    sentence_end: DayRange = UNKNOWN
    articles: tuple[str, ...] = ()
    place: str = ""
    groups: tuple[str, ...] = ()
    stated_reason: str = ""
    conduct: DayRange = UNKNOWN
    statuses: tuple[StatusSpan, ...] = ()
    recognised_by: tuple[tuple[str, int], ...] = ()
    last_reported: int | None = None
    covariates: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    known_by_end_only: bool = False
    families: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonMeasure:
    """Something done for one person: a request that names them, a visit, the adoption of a case.

    Attributes:
        measure: its kind, in words.
        person_key: for whom.
        day: when.
    """

    measure: str
    person_key: str
    day: DayRange


@dataclass(frozen=True, slots=True)
class CountryMeasure:
    """Something done to or by a whole country: sanctions, an envoy's visit, an exchange.

    Attributes:
        measure: its kind, in words.
        day: when.
        label: the single event, in words, for the calendar.
    """

    measure: str
    day: DayRange
    label: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a study covers, both included."""

    first: int
    last: int

    @classmethod
    def of(cls, first: str, last: str) -> Self:
        """From ISO days."""
        return cls(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())

    @property
    def days(self) -> int:
        """Number of days."""
        return self.last - self.first + 1
