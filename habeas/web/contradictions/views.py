"""Every contradiction in every case that one may see, those without a chosen value first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.publishing.gate import visible
from habeas.store.models import ContradictionRow
from habeas.store.rows import contradiction_of_row
from habeas.web import words
from habeas.web.access import requires, viewer_of
from habeas.web.evidence import load_evidence
from habeas.web.people.views import people_for

_PAGE = 20


@requires("read")
@require_GET
def list_contradictions(request: HttpRequest) -> HttpResponse:
    """The list, by type."""
    viewer = viewer_of(request)
    kind = request.GET.get("type", "")
    people = people_for(viewer)
    rows = ContradictionRow.objects.filter(proposed=False, person_id__in=people.values("person_id"))
    if kind in words.CONTRADICTIONS:
        rows = rows.filter(contradiction_type=kind)
    page = Paginator(rows.order_by("chosen", "person_id", "number"), _PAGE).get_page(request.GET.get("page"))
    clashes = [contradiction_of_row(row) for row in page]
    book = load_evidence([claim for one in clashes for side in one.sides for claim in side.claims], viewer.audience)
    names = dict(people.filter(person_id__in=[row.person_id for row in page]).values_list("person_id", "display_name"))
    shown = [
        (row.person_id, names.get(row.person_id, ""), seen)
        for row, clash in zip(page, clashes, strict=True)
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
