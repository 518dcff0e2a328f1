"""Arrests, releases and people held, month by month, with what is not certain beside what is."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import Substr

from habeas.model.vocabulary import HELD
from habeas.store.models import ClaimRow, StatusRow
from habeas.web.access import Viewer
from habeas.web.people.views import people_for

_ARRESTS = ("detention", "administrative_arrest")
_RELEASES = ("release", "exchange", "forced_exile")


@dataclass(frozen=True, slots=True)
class Month:
    """One month.

    Attributes:
        month: 2023-01.
        arrests, releases: Accepted claims dated to the month.
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


def months_of(viewer: Viewer, last: date) -> list[Month]:
    """Every month from the first arrest to a day; none where nothing is dated."""
    people = people_for(viewer).values("person_id")
    arrests = _by_month(_ARRESTS)
    releases = _by_month(_RELEASES)
    intervals = list(
        StatusRow.objects.filter(axis="liberty", person_id__in=people).values_list(
            "person_id", "value", "certain_from", "certain_until", "possible_from"
        )
    )
    starts = [*arrests, *(row[2][:7] for row in intervals if row[2])]
    if not starts:
        return []
    found = []
    for month in _months(max(min(starts), "1990-01"), last):
        day = f"{month}-01"
        held = {row[0] for row in intervals if row[1] in HELD and row[2] and row[2] <= day <= row[3]}
        settled = {row[0] for row in intervals if row[2] and row[2] <= day <= row[3]}
        before = {row[0] for row in intervals if row[1] in HELD and row[4] <= day}
        found.append(Month(month, arrests[month], releases[month], len(held), len(before - settled)))
    return found


def _by_month(types: tuple[str, ...]) -> Counter[str]:
    rows = (
        ClaimRow.objects.filter(
            event_type__in=types, state__in=("accepted", "by_hand"), modality="asserted", earliest__gt="1900"
        )
        .annotate(month=Substr("earliest", 1, 7))
        .values("month")
        .annotate(n=Count("pk"))
    )
    return Counter({row["month"]: row["n"] for row in rows})


def _months(first: str, last: date) -> list[str]:
    number, months = int(first[:4]) * 12 + int(first[5:7]) - 1, []
    while number <= last.year * 12 + last.month - 1:
        months.append(f"{number // 12:04d}-{number % 12 + 1:02d}")
        number += 1
    return months
