"""Every contradiction that one may see: across reports, then case by case, those without a chosen value first."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.publishing.gate import visible
from habeas.registry.casefile import Contradiction
from habeas.safety.looking import team_sight
from habeas.store.models import ContradictionRow, PersonRow
from habeas.store.rows import contradiction_of_row
from habeas.web import words
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.cases.naming import shown_name
from habeas.web.evidence import load_evidence
from habeas.web.freshening import freshen
from habeas.web.outside import outlook_of

_PAGE = 20


@requires("read")
@require_GET
def list_contradictions(request: HttpRequest) -> HttpResponse:
    """The list, by type."""
    viewer = viewer_of(request)
    kind = request.GET.get("type", "")
    # What lies across reports is for those who see all of them.
    asked = freshen() if outlook_of(viewer) is None and viewer.may_everywhere("read") else None
    page: Page[Any] = Paginator(_found(viewer, kind), _PAGE).get_page(request.GET.get("page"))
    clashes = [one if isinstance(one, Contradiction) else contradiction_of_row(one) for one in page]
    book = load_evidence([claim for one in clashes for side in one.sides for claim in side.claims], viewer.audience)
    names = _names(viewer, {one.person_id for one in clashes})
    shown = [
        (clash.person_id, names.get(clash.person_id, ""), seen)
        for clash in clashes
        if (seen := visible(clash, viewer.audience, book.level_of)) is not None
    ]
    context = {
        "page": page,
        "shown": shown,
        "book": book,
        "behind": asked is not None and not asked.contradictions,
        "looking": asked is not None and asked.contradictions_beside,
        "types": words.CONTRADICTIONS.items(),
        "kind": kind,
        "kept": f"type={kind}&" if kind in words.CONTRADICTIONS else "",
    }
    return render(request, "contradictions/list.html", context)


def _found(viewer: Viewer, kind: str) -> Sequence[Contradiction] | QuerySet[ContradictionRow]:
    """Those that a viewer may see; rows for the case team. What lies across reports belongs to no case."""
    known = kind in words.CONTRADICTIONS
    outlook = outlook_of(viewer)
    if outlook is not None:
        found = [one for one in outlook.contradictions if not (known and one.type != kind)]
        return sorted(found, key=lambda one: (one.chosen_claim, one.person_id))
    rows = ContradictionRow.objects.filter(listed__in=(True,))  # as `= true`: an index answers that
    if not viewer.may_everywhere("read"):
        rows = rows.filter(person_id__in=viewer.audience.person_ids or ())
    if not viewer.audience.leads:
        hidden = PersonRow.objects.filter(hidden=True).values("person_id")
        rows = rows.exclude(person_id__in=team_sight(viewer.audience.day).out_of_sight).exclude(person_id__in=hidden)
    return (rows.filter(contradiction_type=kind) if known else rows).order_by("chosen", "person_id", "number")


def _names(viewer: Viewer, person_ids: set[str]) -> dict[str, str]:
    """What the persons of a page are called, of whom each may be seen."""
    outlook = outlook_of(viewer)
    if outlook is not None:
        return {one: shown_name(outlook.cases[one].display_name) for one in person_ids if one in outlook.cases}
    rows = PersonRow.objects.filter(person_id__in=person_ids).values_list("person_id", "display_name")
    return {person_id: shown_name(name) for person_id, name in rows}
