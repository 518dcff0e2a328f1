"""Positions and precedents made of rows: all of them, or those of a page with the nearest releases."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import connection

from habeas.registry.positions import ActorOnIssue, views_of
from habeas.registry.precedents import WINDOW, Precedent, ReleaseNear
from habeas.store.models import PositionRow, WorldEventRow
from habeas.store.politics import position_of_row, precedent_of_row, release_of_row

PLACES = ("before", "after", "unclear")
# Beside a measure: the releases of each place, the nearest first; the days are ordinals, both included.
_WHERE = {
    "before": ('"end" < %s AND "end" >= %s', '"end" DESC, start DESC, key DESC'),
    "after": ("start > %s AND start <= %s", 'start, "end", key'),
    "unclear": ('start <= %s AND "end" >= %s', 'start, "end", key'),
}
_COLUMNS = 'key, start, "end", body'
_AT_ONCE = 100  # parts of one question; a database takes no more than a few hundred


def positions_of(rows: Iterable[PositionRow]) -> tuple[ActorOnIssue, ...]:
    """All stances of some actors, given as all their rows."""
    return views_of(position_of_row(row) for row in rows)


def precedents_of(measures: Iterable[WorldEventRow], *, most: int | None = None) -> tuple[Precedent, ...]:
    """Measures with the releases within a year before and after them.

    Args:
        measures: Their rows.
        most: How many releases of each place, those nearest in time; all where None.

    Returns:
        In the order of the rows; the releases of each place in order of time.
    """
    rows = list(measures)
    wanted = [(row, place) for row in rows if row.placed for place in PLACES]
    found: dict[tuple[str, str], list[WorldEventRow]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for key, place, release in _read(wanted[start : start + _AT_ONCE], most):
            found.setdefault((key, place), []).append(release)

    def beside(row: WorldEventRow, place: str) -> tuple[ReleaseNear, ...]:
        releases = sorted(found.get((row.key, place), ()), key=lambda one: (one.start, one.end, one.key))
        return tuple(release_of_row(one) for one in releases)

    return tuple(
        replace(
            precedent_of_row(row),
            before=beside(row, "before"),
            after=beside(row, "after"),
            unclear=beside(row, "unclear"),
        )
        for row in rows
    )


def releases_beside(row: WorldEventRow, place: str, *, first: int, most: int) -> list[ReleaseNear]:
    """The releases of one place beside a measure, the nearest first.

    Args:
        row: Of the measure.
        place: before, after or unclear.
        first: How many to pass over.
        most: How many at most.
    """
    found = [release for _, _, release in _read([(row, place)], most, first)] if row.placed else []
    nearest = sorted(found, key=lambda one: (one.start, one.end, one.key))
    if place == "before":
        nearest.sort(key=lambda one: (one.end, one.start, one.key), reverse=True)
    return [release_of_row(one) for one in nearest]


def _read(
    wanted: list[tuple[WorldEventRow, str]], most: int | None, first: int = 0
) -> list[tuple[str, str, WorldEventRow]]:
    """One question for the releases of all these places: key of the measure, place, row; in no particular order."""
    parts: list[str] = []
    values: list[int | bool] = []
    for number, (row, place) in enumerate(wanted):
        where, order = _WHERE[place]
        limit = "" if most is None else f" LIMIT {int(most)} OFFSET {int(first)}"
        parts.append(
            f"SELECT * FROM (SELECT {number} AS number, {_COLUMNS} FROM store_worldeventrow "  # noqa: S608 - see above
            f"WHERE measure = %s AND placed = %s AND {where} ORDER BY {order}{limit}) found{number}"
        )
        values += [False, True, *_bounds_of(row, place)]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return [
            (wanted[number][0].key, wanted[number][1], WorldEventRow(key=key, start=start, end=end, body=body))
            for number, key, start, end, body in cursor.fetchall()
        ]


def _bounds_of(row: WorldEventRow, place: str) -> tuple[int, int]:
    if place == "before":
        return row.start, row.start - WINDOW
    return (row.end, row.end + WINDOW) if place == "after" else (row.end, row.start)
