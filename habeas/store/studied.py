"""What studies over the whole casebook read: every case, where and when reports came out, how many by month.

Reading them decodes every row, so it is done by commands and by runs in the background, never by a page that waits.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Count

from habeas.registry.casefile import Case
from habeas.registry.policy import DEFAULT_POLICY, Policy
from habeas.registry.worldwide import WorldEvent, world_events
from habeas.store.models import ClaimRow, DocumentRow, MentionRow, PersonRow, QuestionRow
from habeas.store.rows import case_of_row
from habeas.store.worldwide import read_worldwide

_CHUNK = 500


class Report(NamedTuple):
    """Of one report what studies need: its outlet, and its settled day of publication as EDTF."""

    outlet: str
    published: str


def each_case() -> Iterator[Case]:
    """Every case that an accepted claim opens, but those of hidden persons."""
    rows = PersonRow.objects.filter(has_case=True, redirect_to="", hidden=False)
    for row in rows.iterator(chunk_size=_CHUNK):
        yield case_of_row(row)


def reports() -> dict[str, Report]:
    """Outlet and day of publication of every report, by its id."""
    rows = DocumentRow.objects.order_by().values_list("document_id", "outlet", "published")
    return {
        document_id: Report(outlet, published) for document_id, outlet, published in rows.iterator(chunk_size=5_000)
    }


def names_of_held() -> frozenset[str]:
    """Every name of everybody of whose liberty anything is known, to tell relatives of people who were held."""
    rows = PersonRow.objects.filter(has_case=True, redirect_to="", hidden=False).exclude(liberty="").order_by()
    return frozenset(
        name for names in rows.values_list("names", flat=True).iterator(chunk_size=5_000) for name in names.splitlines()
    )


def reports_by_month() -> dict[str, int]:
    """How many reports were published in each month, of those whose day of publication is known to the month."""
    rows = DocumentRow.objects.exclude(earliest="").exclude(latest="").values_list("earliest", "latest")
    return dict(Counter(first[:7] for first, last in rows.iterator(chunk_size=5_000) if first[:7] == last[:7]))


def days_of_reports() -> tuple[str, str]:
    """The first and last day on which reports came out, ISO; empty where no report has a day."""
    rows = DocumentRow.objects.exclude(earliest="").exclude(latest="")
    first = rows.order_by("earliest").values_list("earliest", flat=True).first()
    last = rows.order_by("-latest").values_list("latest", flat=True).first()
    return first or "", last or ""


def people_by_outlet() -> dict[str, int]:
    """How many persons each outlet names, the outlet with most first; outlets that name nobody are left out."""
    outlets = dict(DocumentRow.objects.exclude(outlet="").values_list("document_id", "outlet"))
    hidden = PersonRow.objects.filter(hidden=True).values("person_id")
    rows = MentionRow.objects.filter(role="person").exclude(person_id="").exclude(person_id__in=hidden).order_by()
    people: dict[str, set[str]] = {}
    for document_id, person_id in rows.values_list("document_id", "person_id").distinct().iterator(chunk_size=5_000):
        if document_id in outlets:
            people.setdefault(outlets[document_id], set()).add(person_id)
    return {outlet: len(named) for outlet, named in sorted(people.items(), key=lambda row: (-len(row[1]), row[0]))}


def measures_by_type(types: tuple[str, ...]) -> dict[str, int]:
    """How many accepted claims there are of each of some types of event."""
    rows = ClaimRow.objects.filter(event_type__in=types, state__in=("accepted", "by_hand"), modality="asserted")
    return {row["event_type"]: row["n"] for row in rows.values("event_type").annotate(n=Count("pk")).order_by()}


def measures_of_world(types: tuple[str, ...], policy: Policy = DEFAULT_POLICY) -> tuple[WorldEvent, ...]:
    """What was done by or to whole countries: events of these types that people accepted and reports assert."""
    if not types:
        return ()
    found = world_events(read_worldwide(kinds=(), types=types), policy, types)
    return tuple(one for one in found if one.group.modality == "asserted")


def open_questions() -> Iterator[tuple[str, str, float]]:
    """Pairs of persons of whom nobody decided whether they are one, with the probability that they are."""
    for row in QuestionRow.objects.filter(kind="same_person").iterator(chunk_size=_CHUNK):
        ids = [str(side.get("person_id", "")) for side in row.sides]
        if len(ids) == 2 and all(ids):
            yield ids[0], ids[1], row.per_mille / 1000
