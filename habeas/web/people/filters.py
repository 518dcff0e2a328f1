"""What the table of people can be narrowed to and sorted by. It stands in addresses, so it never holds a name."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from habeas.model.vocabulary import HELD
from habeas.registry.casefile import Case
from habeas.store.models import PersonRow, StatusRow
from habeas.web.outside import is_shown

ANY_BODY = "any"
RECOGNISED = "recognised"
MOST_BODIES = 40
ORDERS = {
    "name": ("display_name", "person_id"),
    "since": ("-held_from", "display_name"),
    "claims": ("-claims", "display_name"),
    "unreviewed": ("-unreviewed", "display_name"),
}
SHOWN = ("all", "held", "unknown", "free", "contradictions", "unreviewed", "recognised")
SHOWN_LABELS: tuple[tuple[str, str | Promise], ...] = (
    ("all", _("All")),
    ("held", _("Held")),
    ("unknown", _("Not known, last reported held")),
    ("free", _("Released")),
    ("recognised", _("Recognised as political prisoners by some body")),
    ("contradictions", _("With contradictions")),
    ("unreviewed", _("Not fully reviewed")),
)
ORDER_LABELS: tuple[tuple[str, str | Promise], ...] = (
    ("name", _("Name")),
    ("since", _("First held")),
    ("claims", _("Claims")),
    ("unreviewed", _("To review")),
)
_PLAIN = (("show", "all"), ("order", "name"))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; never a name.

    Attributes:
        show: A word of `SHOWN`.
        article, place: As the case has them.
        body: Only those whom this body recognised as political prisoners; `any` for any body.
        since: ISO day: only those certainly held from a day not before it.
        order: name, since, claims or unreviewed.
    """

    show: str = "all"
    article: str = ""
    place: str = ""
    body: str = ""
    since: str = ""
    order: str = "name"

    def address(self, **changes: str) -> str:
        """The query of the same filters with some changed."""
        changed = replace(self, **changes)
        given = {one.name: getattr(changed, one.name) for one in fields(self)}
        return urlencode({name: value for name, value in given.items() if value and (name, value) not in _PLAIN})

    @property
    def is_narrow(self) -> bool:
        """Something beyond the choices in the row of links is asked for."""
        return bool(self.article or self.place or self.body or self.since)


def read_filters(request: HttpRequest) -> Filters:
    """The filters of an address; what it does not know it leaves out."""
    show, order = request.GET.get("show", "all"), request.GET.get("order", "name")
    try:
        since = date.fromisoformat(request.GET.get("since", "")).isoformat()
    except ValueError:
        since = ""
    return Filters(
        show if show in SHOWN else "all",
        request.GET.get("article", "").strip()[:40],
        request.GET.get("place", "").strip()[:80],
        request.GET.get("body", "").strip()[:200],
        since,
        order if order in ORDERS else "name",
    )


def condition(show: str, today: date) -> Q:
    """The condition of one choice. Days stand in the rows as ISO text."""
    day = today.isoformat()
    vouched = Q(held_from__gt="", held_from__lte=day, held_until__gte=day)
    choices = {
        "held": vouched,
        "unknown": Q(liberty__in=HELD) & ~vouched,
        "free": Q(liberty__in=("released", "exiled", "at_liberty")),
        "contradictions": Q(contradictions__gt=0),
        "unreviewed": Q(unreviewed__gt=0),
        "recognised": Q(person_id__in=_recognised("").values("person_id")),
    }
    return choices.get(show, Q())


def narrow(rows: QuerySet[PersonRow], filters: Filters, today: date) -> QuerySet[PersonRow]:
    """The rows that filters leave."""
    rows = rows.filter(condition(filters.show, today))
    if filters.article:
        rows = rows.filter(articles__icontains=json.dumps(filters.article, ensure_ascii=False))
    if filters.place:
        rows = rows.filter(places__icontains=json.dumps(filters.place, ensure_ascii=False))
    if filters.since:
        rows = rows.filter(held_from__gte=filters.since)
    if filters.body:
        body = "" if filters.body == ANY_BODY else filters.body
        rows = rows.filter(person_id__in=_recognised(body).values("person_id"))
    return rows


def narrow_cases(cases: Iterable[Case], filters: Filters, today: date) -> list[Case]:
    """The cases that filters leave, for a viewer outside the case team: by what is seen of them alone."""
    return [case for case in cases if _fits(case, filters, today)]


def belongs(case: Case, show: str, today: date) -> bool:
    """Whether a case belongs to one of the choices, by what may be seen of it."""
    return bool(_bodies_of(case)) if show == RECOGNISED else is_shown(case, show, today)


def bodies_that_recognised() -> list[str]:
    """The bodies that recognised somebody as a political prisoner, by name."""
    return list(
        _recognised("").exclude(body="").values_list("body", flat=True).distinct().order_by("body")[:MOST_BODIES]
    )


def bodies_in(cases: Iterable[Case]) -> list[str]:
    """The same, of what may be seen of some cases."""
    return sorted({body for case in cases for body in _bodies_of(case)} - {""})[:MOST_BODIES]


def _recognised(body: str) -> QuerySet[StatusRow]:
    rows = StatusRow.objects.filter(axis="recognition", value=RECOGNISED).order_by()
    return rows.filter(body=body) if body else rows


def _bodies_of(case: Case) -> list[str]:
    return [one.body for one in case.recognition if one.value == RECOGNISED]


def _fits(case: Case, filters: Filters, today: date) -> bool:
    held_from = min((one.certain_from for one in case.liberty if one.value in HELD and one.certain_from), default="")
    bodies = _bodies_of(case)
    return (
        belongs(case, filters.show, today)
        and (not filters.article or filters.article in {charge.article for charge in case.charges})
        and (not filters.place or filters.place in {event.place for event in case.events})
        and (not filters.since or held_from >= filters.since)
        and (not filters.body or (bool(bodies) if filters.body == ANY_BODY else filters.body in bodies))
    )
