"""How many are held on a day, by a named definition; the definitions are data (`habeas/packs/analysis/held.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from habeas.analysis.errors import DefinitionError
from habeas.analysis.inputs import FAR_FUTURE, CustodyInterval, Period, StatusSpan
from habeas.analysis.trends import divide_period
from habeas.model.errors import PackError
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PACK, TABLE = "analysis", "held"
ANY_BODY = "any"


@dataclass(frozen=True, slots=True)
class HeldDefinition:
    """What "held" means in one count.

    Attributes:
        name: by which the definition is asked for.
        title: in words, for the heading of every output.
        statuses: values of the liberty axis that count.
        recognised_by: "" for no condition, "any", or the name of a body that must have recognised the person.
            Recognition is read, never computed.
        stale_after_days: days without news after which a case is not known.
    """

    name: str
    title: str
    statuses: tuple[str, ...]
    recognised_by: str
    stale_after_days: int


@dataclass(frozen=True, slots=True)
class HeldCount:
    """Who is held on one day.

    Attributes:
        definition: by which it was counted.
        day: the day.
        certain: keys of people who certainly were held.
        possible: keys of people who may have been: dates or sources leave it open.
        not_known: keys of people last reported held too long ago, with the day of that report: (key, day).
    """

    definition: HeldDefinition
    day: int
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    not_known: tuple[tuple[str, int], ...]

    @property
    def words(self) -> str:
        """One line that names the definition."""
        return (
            f"{date.fromordinal(self.day).isoformat()}: {len(self.certain)} held, {len(self.possible)} perhaps,"
            f" {len(self.not_known)} not"
            f' known for want of news; by the definition "{self.definition.name}": {self.definition.title}.'
        )

    def as_json(self) -> dict[str, Any]:
        """Plain values, without names."""
        return {
            "definition": self.definition.name,
            "title": self.definition.title,
            "day": date.fromordinal(self.day).isoformat(),
            "certain": len(self.certain),
            "possible": len(self.possible),
            "not_known": len(self.not_known),
        }


def list_definitions() -> tuple[HeldDefinition, ...]:
    """All definitions, in the order of the file.

    Raises:
        DefinitionError: the table is missing or a definition is incomplete.

    Example:
        >>> [definition.name for definition in list_definitions()][:2]
        ['deprived_of_liberty', 'behind_bars']
    """
    try:
        table = load_table(PACK, TABLE)
    except PackError as problem:
        raise DefinitionError(f"The definitions of held cannot be read: {problem}") from problem
    return tuple(_read(name, row) for name, row in table.items())


def find_definition(name: str) -> HeldDefinition:
    """One definition by its name.

    Raises:
        DefinitionError: there is none of that name; the message lists those there are.
    """
    known = list_definitions()
    for definition in known:
        if definition.name == name:
            return definition
    raise DefinitionError(f"There is no definition {name!r}; known are {', '.join(d.name for d in known)}.")


def count_held(people: Iterable[CustodyInterval], day: int, definition: HeldDefinition) -> HeldCount:
    """Count the people held on a day; each person once, whatever the number of their custody intervals.

    Args:
        people: custody intervals.
        day: the day.
        definition: what held means.

    Example:
        >>> from habeas.analysis import DayRange
        >>> person = CustodyInterval("a", DayRange.of("2023-01-12"), DayRange.of("2023-01-12"))
        >>> count = count_held([person], DayRange.of("2023-02-01").earliest, find_definition("behind_bars"))
        >>> count.words[:57]
        '2023-02-01: 1 held, 0 perhaps, 0 not known for want of ne'
    """
    return _count(_by_person(people, definition), day, definition)


@dataclass(frozen=True, slots=True)
class _Person:
    """What is asked of one person for every day: each interval with the spans that count, and the days they reach."""

    intervals: tuple[tuple[CustodyInterval, tuple[StatusSpan, ...]], ...]
    first: int
    last: int


def _by_person(people: Iterable[CustodyInterval], definition: HeldDefinition) -> dict[str, _Person]:
    found: dict[str, list[tuple[CustodyInterval, tuple[StatusSpan, ...]]]] = {}
    for interval in people:
        spans = interval.statuses or _span_of(interval)
        counted = tuple(span for span in spans if span.value in definition.statuses)
        found.setdefault(interval.person_key, []).append((interval, counted))
    return {
        key: _Person(
            tuple(several),
            min((span.possible_from for _, spans in several for span in spans), default=FAR_FUTURE),
            max((span.possible_until for _, spans in several for span in spans), default=0),
        )
        for key, several in found.items()
    }


def _count(by_person: Mapping[str, _Person], day: int, definition: HeldDefinition) -> HeldCount:
    certain, possible, not_known = [], [], []
    for key, person in by_person.items():
        if not person.first <= day <= person.last:
            continue
        intervals = [interval for interval, _ in person.intervals]
        if definition.recognised_by and not _recognised(intervals, day, definition.recognised_by):
            continue
        answers = [_answer(interval, counted, day, definition) for interval, counted in person.intervals]
        if "certain" in answers:
            certain.append(key)
        elif "possible" in answers:
            possible.append(key)
        elif "stale" in answers:
            reported = [i.last_reported for i in intervals if i.last_reported is not None]
            not_known.append((key, max(reported)))
    return HeldCount(definition, day, tuple(certain), tuple(possible), tuple(not_known))


def count_held_over_time(
    people: Sequence[CustodyInterval], period: Period, definition: HeldDefinition
) -> tuple[HeldCount, ...]:
    """Count the people held on the first day of each month of a period, and on its last day."""
    days = [span.first for span in divide_period(period)]
    if days[-1] != period.last:
        days.append(period.last)
    by_person = _by_person(people, definition)
    return tuple(_count(by_person, day, definition) for day in days)


def _read(name: str, row: Mapping[str, Any]) -> HeldDefinition:
    missing = [key for key in ("title", "statuses", "recognised_by", "stale_after_days") if key not in row]
    if missing:
        raise DefinitionError(f"The definition {name!r} of held lacks {', '.join(missing)}.")
    return HeldDefinition(
        name, str(row["title"]), tuple(row["statuses"]), str(row["recognised_by"]), int(row["stale_after_days"])
    )


def _recognised(intervals: Sequence[CustodyInterval], day: int, body: str) -> bool:
    return any(
        since <= day and body in {ANY_BODY, name} for interval in intervals for name, since in interval.recognised_by
    )


def _answer(interval: CustodyInterval, counted: tuple[StatusSpan, ...], day: int, definition: HeldDefinition) -> str:
    certain = any(
        span.certain_from is not None
        and span.certain_until is not None
        and span.certain_from <= day <= span.certain_until
        for span in counted
    )
    possible = certain or any(span.possible_from <= day <= span.possible_until for span in counted)
    if not possible:
        return ""
    if interval.last_reported is not None and day - interval.last_reported > definition.stale_after_days:
        return "stale"
    return "certain" if certain else "possible"


def _span_of(interval: CustodyInterval) -> tuple[StatusSpan, ...]:
    """The one span of an interval of which only start and end are known."""
    start, end = interval.start, interval.end
    if start.latest is None and interval.first_documented.latest is None:
        return ()
    known = start.latest if start.latest is not None else interval.first_documented.latest
    first = start.earliest if start.earliest is not None else known
    open_end = not interval.end_kind
    last_certain = FAR_FUTURE if open_end else (None if end.earliest is None else end.earliest - 1)
    last_possible = FAR_FUTURE if open_end or end.latest is None else end.latest
    if known is None or first is None:
        return ()
    if last_certain is None or last_certain < known:
        return (StatusSpan("held", first, last_possible),)
    return (StatusSpan("held", first, last_possible, known, last_certain),)
