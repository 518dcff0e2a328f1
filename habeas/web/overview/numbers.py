"""Arrests, releases and people held, month by month, with what is not certain beside what is.

All of it is counted from the axis of liberty of the cases, in one walk over the intervals of every person: an arrest
that ten reports tell of is one person newly held. Months are numbers while they are counted, January of the year 1
being 12.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, groupby
from operator import itemgetter

from habeas.model.vocabulary import HELD
from habeas.store.models import StatusRow
from habeas.web.access import Viewer
from habeas.web.kept import keep_until_change
from habeas.web.people.views import people_for

_HELD = frozenset(HELD)
_ARRESTED = ("detained", "administrative_arrest")  # values that begin custody anew after days nothing vouches for
_LET_GO = ("released", "exiled")
_EARLIEST = "1990-01"
_Row = tuple[str, str, str, str, str]  # person, value, certain from, certain until, possible from


@dataclass(frozen=True, slots=True)
class Month:
    """One month.

    Attributes:
        month: 2023-01.
        arrests, releases: People whose custody began, or ended, in the month at the earliest; each of them once.
        held, unsure: People certainly held on its first day; reported held before and nothing certain since.
    """

    month: str
    arrests: int
    releases: int
    held: int
    unsure: int

    @property
    def is_busy(self) -> bool:
        """There is anything to say of the month."""
        return bool(self.arrests or self.releases or self.held or self.unsure)


def months_of(viewer: Viewer, last: date) -> Sequence[Month]:
    """Every month from the first arrest to a day, over the people that a viewer may see; none where none is dated.

    At 100,000 people the walk takes seconds and a page asks three times, so its numbers are kept.
    """
    people = people_for(viewer).values("person_id")
    rows = StatusRow.objects.filter(axis="liberty", person_id__in=people).order_by("person_id")
    fields = ("person_id", "value", "certain_from", "certain_until", "possible_from")
    found = rows.values_list(*fields)
    month = last.year * 12 + last.month - 1
    return keep_until_change(
        "months", viewer, lambda: count_months(found.iterator(chunk_size=10_000), month), asked=month
    )


def count_months(rows: Iterable[_Row], last: int) -> Sequence[Month]:
    """Count people by month.

    Args:
        rows: (person, value, certain from, certain until, possible from), those of a person side by side; days as ISO
            text, empty where nothing is certain.
        last: The number of the last month.
    """
    size = last + 2
    arrests, releases, held, unsure = ([0] * size for _ in range(4))
    first = last + 1
    for _person, found in groupby(rows, itemgetter(0)):
        rows_of_one = list(found)
        intervals = sorted((row for row in rows_of_one if row[4] or row[2]), key=lambda row: row[4] or row[2])
        for counts, months in zip((arrests, releases), _moves(intervals), strict=True):
            for month in months:
                if month <= last:
                    counts[month] += 1
                    first = min(first, month)
        certain = [(value, _first_day_after(since), _number(until)) for _, value, since, until, _ in intervals if since]
        _add(held, [(start, end) for value, start, end in certain if value in _HELD])
        told = (row[4] or row[2] for row in intervals if row[1] in _HELD)  # who knows how long before a certain day
        began = min(map(_first_day_after, told), default=last + 1)
        if began > last and any(row[1] in _HELD and not (row[4] or row[2]) for row in rows_of_one):
            began, first = 0, min(first, last)  # held at some time, nobody tells when: it may have been in any month
        _add(unsure, [(began, last)])
        _add(unsure, [(max(start, began), end) for _value, start, end in certain], -1)
        first = min(first, *(start for _value, start, _end in certain), last + 1)
    counted = (arrests, releases, list(accumulate(held)), list(accumulate(unsure)))
    return [
        Month(f"{month // 12:04d}-{month % 12 + 1:02d}", *(counts[month] for counts in counted))
        for month in range(max(first, _number(_EARLIEST)), last + 1)
    ]


def _moves(intervals: Sequence[_Row]) -> tuple[set[int], set[int]]:
    """The months in which custody of one person begins, and those in which it ends."""
    into, out, before, until = set(), set(), "", ""
    for _person, value, _since, certain_until, earliest in intervals:
        if earliest and value in _HELD and (before not in _HELD or (value in _ARRESTED and _is_later(earliest, until))):
            into.add(_number(earliest))
        elif earliest and value in _LET_GO and before != value:  # what may have begun in any month is in none
            out.add(_number(earliest))
        before, until = value, certain_until
    return into, out


def _is_later(day: str, until: str) -> bool:
    """Whether days lie between the end of what was certain and a day."""
    return bool(until) and date.fromisoformat(day) - date.fromisoformat(until) > timedelta(days=1)


def _add(changes: list[int], spans: Iterable[tuple[int, int]], by: int = 1) -> None:
    """Mark the months that spans cover, both ends included, each month once however many cover it."""
    reached = 0
    for start, end in sorted(spans):
        begin, stop = max(start, reached), min(end, len(changes) - 2)
        if begin <= stop:
            changes[begin] += by
            changes[stop + 1] -= by
            reached = stop + 1


def _number(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _first_day_after(day: str) -> int:
    """The first month whose first day is not before a day."""
    return _number(day) + (day[8:] > "01")
