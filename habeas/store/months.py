"""How many events begin in each month: counted as claims change, so that a timeline does not count them all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Substr

from habeas.store.models import ClaimRow, MentionRow, MonthRow
from habeas.store.reads import in_batches

COUNTED = ("accepted", "by_hand")


def dated_events(first: str = "", last: str = "") -> QuerySet[ClaimRow]:
    """The accepted, asserted events that have a day, certain or possible: what a timeline shows.

    Args:
        first: The day (ISO) in which they begin at the earliest; empty for any.
        last: The day in which they begin at the latest; empty for any.
    """
    rows = ClaimRow.objects.filter(kind="event", state__in=COUNTED, modality="asserted")
    # One lower bound only: of two, SQLite may walk from the lower one through all that lies between.
    rows = rows.filter(earliest__gte=first) if first else rows.filter(earliest__gt="")
    return rows.filter(earliest__lte=last) if last else rows


def count_by_month(rows: QuerySet[ClaimRow]) -> dict[str, int]:
    """Numbers of some dated events by the month in which they may begin."""
    found = rows.order_by().annotate(part=Substr("earliest", 1, 7)).values("part").annotate(n=Count("pk"))
    return {row["part"]: row["n"] for row in found}


@contextmanager
def counted_again(document_ids: Iterable[str]) -> Iterator[None]:
    """Keep the numbers right while the rows of the claims of these reports are replaced inside."""
    ids = list(document_ids)
    before = _count_in(ids)
    yield
    after = _count_in(ids)
    moved = {month: n for month in before | after if (n := after[month] - before[month])}
    for month, n in moved.items():
        if not MonthRow.objects.filter(pk=month).update(events=F("events") + n):
            MonthRow.objects.create(month=month, events=n)
    if any(n < 0 for n in moved.values()):
        MonthRow.objects.filter(events=0).delete()


def fill() -> None:
    """Count every event; the table is empty."""
    MonthRow.objects.bulk_create(MonthRow(month=month, events=n) for month, n in count_by_month(dated_events()).items())


def events_by_month(beginning: str = "", *, without: Iterable[str] = ()) -> dict[str, int]:
    """How many events each month has, in their order.

    Args:
        beginning: Of the months: a year, a month, or empty for all.
        without: Persons in whose claims nobody is to be told that there is anything.
    """
    found = Counter(dict(MonthRow.objects.filter(month__startswith=beginning).values_list("month", "events")))
    gone = set(MentionRow.objects.filter(person_id__in=list(without)).values_list("claim_id", flat=True))
    for batch in in_batches(gone):
        found.subtract(_count(ClaimRow.objects.filter(pk__in=batch)))
    return {month: n for month, n in sorted(found.items()) if n > 0 and month.startswith(beginning)}


def _count_in(document_ids: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for batch in in_batches(document_ids):
        found.update(_count(ClaimRow.objects.filter(document_id__in=batch)))
    return found


def _count(rows: QuerySet[ClaimRow]) -> Counter[str]:
    """As `count_by_month`, for few claims; SQLite is not asked which are dated: it would look through all that are."""
    return Counter(
        earliest[:7]
        for kind, state, modality, earliest in rows.order_by().values_list("kind", "state", "modality", "earliest")
        if kind == "event" and state in COUNTED and modality == "asserted" and earliest
    )
