"""The table of people. What is typed is sent in the body of the request: a name stands in no address and in no log."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings as django_settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from habeas.model.vocabulary import HELD
from habeas.publishing.audience import CASE_TEAM
from habeas.registry.casefile import Case
from habeas.safety.outlook import Outlook
from habeas.store.models import PersonRow, RecordId
from habeas.store.search import search_names
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.levels import persons_open_to
from habeas.web.outside import is_shown, outlook_of
from habeas.web.people.rows import lines_for, lines_of_cases

_PAGE = 50
_ORDERS = {
    "name": ("display_name", "person_id"),
    "since": ("-held_from", "display_name"),
    "claims": ("-claims", "display_name"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; never a name.

    Attributes:
        show: all, held, unknown, free, contradictions or unreviewed.
        article, place: As the case has them.
        order: name, since or claims.
    """

    show: str = "all"
    article: str = ""
    place: str = ""
    order: str = "name"

    def address(self, **changes: str) -> str:
        """The query of the same filters with some changed."""
        changed = replace(self, **changes)
        given = {name: getattr(changed, name) for name in ("show", "article", "place", "order")}
        return urlencode({name: value for name, value in given.items() if value and (name, value) not in _PLAIN})


_PLAIN = (("show", "all"), ("order", "name"))
SHOWN = ("all", "held", "unknown", "free", "contradictions", "unreviewed")


def read_filters(request: HttpRequest) -> Filters:
    """The filters of an address; what it does not know it leaves out."""
    show, order = request.GET.get("show", "all"), request.GET.get("order", "name")
    return Filters(
        show if show in SHOWN else "all",
        request.GET.get("article", "")[:40],
        request.GET.get("place", "")[:80],
        order if order in _ORDERS else "name",
    )


def people_for(viewer: Viewer) -> QuerySet[PersonRow]:
    """The persons with a case that a viewer may see."""
    rows = PersonRow.objects.filter(has_case=True, redirect_to="").defer("body")
    if not viewer.audience.leads:
        rows = rows.filter(hidden=False)
    if viewer.audience.person_ids is not None:
        rows = rows.filter(person_id__in=viewer.audience.person_ids)
    if viewer.audience.level > CASE_TEAM:
        rows = rows.filter(person_id__in=persons_open_to(viewer.audience))
    return rows


SHOWN_LABELS: tuple[tuple[str, str | Promise], ...] = (
    ("all", _("All")),
    ("held", _("Held")),
    ("unknown", _("Not known, last reported held")),
    ("free", _("Released")),
    ("contradictions", _("With contradictions")),
    ("unreviewed", _("Not fully reviewed")),
)
ORDER_LABELS: tuple[tuple[str, str | Promise], ...] = (
    ("name", _("Name")),
    ("since", _("Held since")),
    ("claims", _("Claims")),
)


def _condition(show: str, today: date) -> Q:
    """The condition of one filter. Days stand in the rows as ISO text."""
    day = today.isoformat()
    vouched = Q(held_from__gt="", held_from__lte=day, held_until__gte=day)
    choices = {
        "held": vouched,
        "unknown": Q(liberty__in=HELD) & ~vouched,
        "free": Q(liberty__in=("released", "exiled", "at_liberty")),
        "contradictions": Q(contradictions__gt=0),
        "unreviewed": Q(unreviewed__gt=0),
    }
    return choices.get(show, Q())


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter as a link: its name, address and how many people it shows."""

    label: str | Promise
    address: str
    count: int
    here: bool


def choices_for(viewer: Viewer, filters: Filters, today: date) -> list[Choice]:
    """The filters with their counts; counted again only when a record has come in since."""
    outlook = outlook_of(viewer)
    if outlook is not None:
        seen = {show: sum(is_shown(case, show, today) for case in outlook.cases.values()) for show in SHOWN}
        return _as_choices(seen, filters)
    newest = RecordId.objects.aggregate(newest=Max("sequence"))["newest"]
    persons = viewer.audience.person_ids
    key = (newest, today, viewer.audience.leads, persons, django_settings.DATABASES["default"]["NAME"])
    counts = _counts.get(key)
    if counts is None:
        marks = {show: Count("person_id", filter=_condition(show, today)) for show in SHOWN[1:]}
        counts = people_for(viewer).aggregate(all=Count("person_id"), **marks)
        _counts.clear()
        _counts[key] = counts
    return _as_choices(counts, filters)


def _as_choices(counts: Mapping[str, int], filters: Filters) -> list[Choice]:
    return [
        Choice(label, filters.address(show=show), counts[show], filters.show == show)
        for show, label in SHOWN_LABELS
        if counts[show] or show in ("all", "held")
    ]


_counts: dict[object, dict[str, int]] = {}


def _cases_outside(outlook: Outlook, filters: Filters, asked: str, today: date) -> list[Case]:
    """The cases that a viewer outside the case team may see, by filters and a name, by what is seen of them alone."""
    found = [case for case in outlook.cases.values() if is_shown(case, filters.show, today)]
    if filters.article:
        found = [case for case in found if filters.article in {charge.article for charge in case.charges}]
    if filters.place:
        found = [case for case in found if filters.place in {event.place for event in case.events}]
    if asked:
        hits = search_names(asked, 200)
        named = {hit.person_id for hit in hits if hit.person_id and outlook.may_read_name(hit.person_id, hit.name)}
        found = [case for case in found if case.person_id in named]
    return found


@requires("read")
@require_http_methods(["GET", "POST"])
def list_people(request: HttpRequest) -> HttpResponse:
    """The table, by filters in the address and by a name in the body."""
    viewer = viewer_of(request)
    today = timezone.now().date()
    filters = read_filters(request)
    rows = people_for(viewer).filter(_condition(filters.show, today))
    if filters.article:
        rows = rows.filter(articles__icontains=json.dumps(filters.article, ensure_ascii=False))
    if filters.place:
        rows = rows.filter(places__icontains=json.dumps(filters.place, ensure_ascii=False))
    asked = request.POST.get("name", "").strip()[:200]
    outlook = outlook_of(viewer)
    if outlook is not None:
        cases = _cases_outside(outlook, filters, asked, today)
        page: Page[Any] = Paginator(cases, _PAGE).get_page(request.GET.get("page"))
        lines = lines_of_cases(list(page), viewer.audience, today)
    elif asked:
        hits = {hit.person_id: hit.per_mille for hit in search_names(asked, 200) if hit.person_id}
        found = sorted(rows.filter(person_id__in=hits), key=lambda row: -hits[row.person_id])
        page = Paginator(found, 200).get_page(1)
        lines = lines_for(list(page), viewer.audience, today)
    else:
        page = Paginator(rows.order_by(*_ORDERS[filters.order]), _PAGE).get_page(request.GET.get("page"))
        lines = lines_for(list(page), viewer.audience, today)
    context = {
        "page": page,
        "lines": lines,
        "asked": asked,
        "filters": filters,
        "choices": choices_for(viewer, filters, today),
        "orders": [(order, filters.address(order=order), label) for order, label in ORDER_LABELS],
        "today": today,
        "kept": f"{filters.address()}&" if filters.address() else "",
    }
    return render(request, "people/table.html" if request.headers.get("HX-Request") else "people/people.html", context)
