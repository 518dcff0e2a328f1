"""Every contradiction that one may see: across reports, then case by case, those without a chosen value first."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.publishing.gate import visible
from habeas.registry.casefile import Contradiction
from habeas.store import worldwide
from habeas.store.models import ContradictionRow, PersonRow
from habeas.store.rows import contradiction_of_row
from habeas.web import words
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.evidence import load_evidence
from habeas.web.outside import outlook_of
from habeas.web.people.views import people_for

_PAGE = 20


@requires("read")
@require_GET
def list_contradictions(request: HttpRequest) -> HttpResponse:
    """The list, by type."""
    viewer = viewer_of(request)
    kind = request.GET.get("type", "")
    people = people_for(viewer)
    page: Page[Any] = Paginator(_found(viewer, people, kind), _PAGE).get_page(request.GET.get("page"))
    clashes = [one if isinstance(one, Contradiction) else contradiction_of_row(one) for one in page]
    book = load_evidence([claim for one in clashes for side in one.sides for claim in side.claims], viewer.audience)
    named = people.filter(person_id__in=[one.person_id for one in clashes])
    names = dict(named.values_list("person_id", "display_name"))
    outlook = outlook_of(viewer)
    if outlook is not None:
        names = {one: outlook.cases[one].display_name for one in names if one in outlook.cases}
    shown = [
        (clash.person_id, names.get(clash.person_id, ""), seen)
        for clash in clashes
        if (seen := visible(clash, viewer.audience, book.level_of)) is not None
    ]
    context = {
        "page": page,
        "shown": shown,
        "book": book,
        "types": words.CONTRADICTIONS.items(),
        "kind": kind,
        "kept": f"type={kind}&" if kind in words.CONTRADICTIONS else "",
    }
    return render(request, "contradictions/list.html", context)


def _found(
    viewer: Viewer, people: QuerySet[PersonRow], kind: str
) -> Sequence[Contradiction] | QuerySet[ContradictionRow]:
    """Those that a viewer may see; rows for the case team. What lies across reports belongs to no case."""
    known = kind in words.CONTRADICTIONS
    outlook = outlook_of(viewer)
    if outlook is not None:
        found = [one for one in outlook.contradictions if not (known and one.type != kind)]
        return sorted(found, key=lambda one: (one.chosen_claim, one.person_id))
    worldwide.freshen()
    of_cases = Q(person_id__in=people.values("person_id"))
    of_none = Q(person_id="") if viewer.may_everywhere("read") else Q()
    rows = ContradictionRow.objects.filter(of_cases | of_none, proposed=False)
    return (rows.filter(contradiction_type=kind) if known else rows).order_by("chosen", "person_id", "number")
