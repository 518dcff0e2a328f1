"""The list of reports, and one report: its text with every claim in its place, the claims beside it."""

from io import BytesIO

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.publishing.audience import CASE_TEAM
from habeas.safety.names import documents_open_to
from habeas.store.models import DocumentRow, MentionRow
from habeas.store.originals import original_path, read_original
from habeas.web.access import Viewer, find_document, requires, viewer_of
from habeas.web.casebook import served_casebook
from habeas.web.outside import open_claims_by_report, outlook_of
from habeas.web.reports.notes import tellers_of
from habeas.web.reports.reading import load_report
from habeas.web.review.presence import others_at
from habeas.web.trail import note, note_seen

_PAGE = 50
# A browser must never be asked to show a stranger's file: it is saved under its hash, with a harmless suffix.
_SUFFIXES = {"text/plain": "txt", "text/markdown": "md", "text/html": "html.txt", "application/pdf": "pdf"}


def reports_for(viewer: Viewer) -> QuerySet[DocumentRow]:
    """The reports that a viewer may open, newest first."""
    rows = DocumentRow.objects.defer("body").order_by("-sequence")
    if viewer.audience.level > CASE_TEAM:
        rows = rows.filter(document_id__in=documents_open_to(viewer.audience.level, viewer.audience.day))
    persons = viewer.audience.person_ids
    if persons is None:
        return rows
    ids = MentionRow.objects.filter(person_id__in=persons).values("document_id")
    return rows.filter(document_id__in=ids)


@requires("read")
@require_GET
def list_reports(request: HttpRequest) -> HttpResponse:
    """Every report, newest first, with how much of it is left to review."""
    viewer = viewer_of(request)
    rows = reports_for(viewer)
    outlook = outlook_of(viewer)
    waiting = request.GET.get("left") == "1" and outlook is None
    page = Paginator(rows.filter(pending__gt=0) if waiting else rows, _PAGE).get_page(request.GET.get("page"))
    if outlook is not None:  # the rows count what such a viewer may not see
        claims = open_claims_by_report(outlook)
        for row in page:
            row.claims, row.pending = claims[row.document_id], 0
    shown = [row.document_id for row in page] if viewer.audience.reviews else []
    busy = others_at(shown, viewer.pseudonym)
    return render(request, "reports/list.html", {"page": page, "waiting": waiting, "busy": busy})


@requires("read")
@require_GET
def show_report(request: HttpRequest, document_id: str) -> HttpResponse:
    """One report with its claims."""
    viewer = viewer_of(request)
    row = find_document(viewer, document_id)
    report = load_report(row, viewer.audience)
    context = {
        "row": row,
        "report": report,
        "states": {card.claim_id: card.state for card in report.cards},
        "may_review": viewer.may_everywhere("review"),
        "others": others_at([document_id], viewer.pseudonym).get(document_id, ()) if viewer.audience.reviews else (),
        "may_have_original": _may_have_original(viewer),
        "tellers": tellers_of(document_id) if viewer.audience.leads else (),
    }
    response = render(request, "reports/report.html", context)
    note_seen(response, viewer, "saw report", document_id)
    return response


@requires("read")
@require_GET
def send_original(request: HttpRequest, document_id: str) -> FileResponse:
    """The file as it came, to be saved and never shown by the browser."""
    viewer = viewer_of(request)
    row = find_document(viewer, document_id)
    path = original_path(served_casebook().path, row.file_sha256)
    if not _may_have_original(viewer) or not path.is_file():
        raise Http404
    note(viewer, "saved original", document_id)
    name = f"{row.file_sha256[:16]}.{_SUFFIXES.get(row.media_type, 'bin')}"
    content = BytesIO(read_original(served_casebook().path, row.file_sha256))
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _may_have_original(viewer: Viewer) -> bool:
    """Nothing can be blanked in an original: it is for the case team, and for those who see every case."""
    return viewer.audience.level <= CASE_TEAM and viewer.audience.person_ids is None
