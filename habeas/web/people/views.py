"""The table of people. What is typed is sent in the body of the request: a name stands in no address and in no log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from habeas.publishing.audience import CASE_TEAM
from habeas.registry.casefile import Case
from habeas.safety.looking import team_sight
from habeas.safety.outlook import Outlook
from habeas.store.models import PersonRow
from habeas.store.search import search_names
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.kept import keep_until_change
from habeas.web.levels import persons_open_to
from habeas.web.outside import outlook_of, typed_again
from habeas.web.people.filters import (
    ORDER_LABELS,
    ORDERS,
    SHOWN,
    SHOWN_LABELS,
    Filters,
    belongs,
    bodies_in,
    bodies_that_recognised,
    condition,
    narrow,
    narrow_cases,
    read_filters,
)
from habeas.web.people.rows import lines_for, lines_of_cases

_PAGE = 50


def people_for(viewer: Viewer, among: Iterable[str] | None = None) -> QuerySet[PersonRow]:
    """The persons with a case that a viewer may see.

    Args:
        viewer: Who looks.
        among: Of these persons only.
    """
    rows = PersonRow.objects.filter(has_case=True).defer("body", "digest")
    # The index of those who were joined to nobody is for lists of all; a few persons are found by their ids, so that
    # the condition is put in words that this index does not answer.
    rows = rows.filter(redirect_to="") if among is None else rows.filter(pk__in=among).exclude(redirect_to__gt="")
    if not viewer.audience.leads:
        rows = rows.filter(hidden=False).exclude(person_id__in=team_sight(viewer.audience.day).out_of_sight)
    if viewer.audience.person_ids is not None:
        rows = rows.filter(person_id__in=viewer.audience.person_ids)
    if viewer.audience.level > CASE_TEAM:
        rows = rows.filter(person_id__in=persons_open_to(viewer.audience))
    return rows


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
        seen = {show: sum(belongs(case, show, today) for case in outlook.cases.values()) for show in SHOWN}
        return _as_choices(seen, filters)
    marks = {show: Count("person_id", filter=condition(show, today)) for show in SHOWN[1:]}
    people = people_for(viewer)
    counts: Mapping[str, int] = keep_until_change(
        "people", viewer, lambda: people.aggregate(all=Count("person_id"), **marks), asked=today
    )
    return _as_choices(counts, filters)


def _as_choices(counts: Mapping[str, int], filters: Filters) -> list[Choice]:
    return [
        Choice(label, filters.address(show=show), counts[show], filters.show == show)
        for show, label in SHOWN_LABELS
        if counts[show] or show in ("all", "held")
    ]


def _cases_outside(outlook: Outlook, filters: Filters, asked: str, today: date) -> list[Case]:
    """The cases that a viewer outside the case team may see, by filters and a name, by what is seen of them alone."""
    found = narrow_cases(outlook.cases.values(), filters, today)
    if asked:
        hits = search_names(asked, 200, of="persons")
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
    asked = request.POST.get("name", "").strip()[:200]
    outlook = outlook_of(viewer)
    if outlook is not None:
        cases = _cases_outside(outlook, filters, asked, today)
        page: Page[Any] = Paginator(cases, _PAGE).get_page(request.GET.get("page"))
        lines = lines_of_cases(list(page), viewer.audience, today)
    elif asked:
        hits = {hit.person_id: hit.per_mille for hit in reversed(search_names(asked, 200, of="persons"))}
        rows = narrow(people_for(viewer, hits), filters, today)
        found = sorted(rows, key=lambda row: -hits[row.person_id])
        page = Paginator(found, 200).get_page(1)
        lines = lines_for(list(page), viewer.audience, today)
    else:
        rows = narrow(people_for(viewer), filters, today)
        page = Paginator(rows.order_by(*ORDERS[filters.order]), _PAGE).get_page(request.GET.get("page"))
        lines = lines_for(list(page), viewer.audience, today)
    context = {
        "page": page,
        "lines": lines,
        "asked": asked,
        "typed": typed_again(viewer, asked),
        "filters": filters,
        "choices": choices_for(viewer, filters, today),
        "orders": [(order, filters.address(order=order), label) for order, label in ORDER_LABELS],
        "bodies": bodies_that_recognised() if outlook is None else bodies_in(outlook.cases.values()),
        "today": today,
        "kept": f"{filters.address()}&" if filters.address() else "",
    }
    return render(request, "people/table.html" if request.headers.get("HX-Request") else "people/people.html", context)
