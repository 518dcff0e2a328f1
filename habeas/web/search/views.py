"""Search. What is typed is sent in the body of the request: no name stands in an address, a log or a history."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from habeas.model import Document
from habeas.publishing.redaction import blank_spans
from habeas.safety.names import names_withheld_from
from habeas.store.models import DocumentRow
from habeas.store.reads import read_records
from habeas.store.search import find_words, search_documents, search_names
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.highlight import Mark, Segment, split_text
from habeas.web.outside import outlook_of, typed_again
from habeas.web.people.rows import Line, lines_for, lines_of_cases
from habeas.web.people.views import people_for
from habeas.web.reports.views import reports_for
from habeas.web.search.snippets import hidden_spans_of

_PEOPLE, _REPORTS, _BEFORE, _AFTER = 20, 30, 120, 180


@dataclass(frozen=True, slots=True)
class Found:
    """A report that has the words, with the place around the first of them."""

    row: DocumentRow
    snippet: tuple[Segment, ...]


@requires("read")
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """People by name and reports by their words."""
    viewer = viewer_of(request)
    asked = request.POST.get("asked", "").strip()[:200]
    people: list[Line] = []
    reports: list[Found] = []
    if asked:
        people = _find_people(viewer, asked)
        reports = _find_reports(viewer, asked)
    context = {"asked": asked, "typed": typed_again(viewer, asked), "people": people, "reports": reports}
    return render(request, "search/found.html" if request.headers.get("HX-Request") else "search/search.html", context)


def _find_people(viewer: Viewer, asked: str) -> list[Line]:
    best: dict[str, int] = {}
    outlook = outlook_of(viewer)
    for hit in search_names(asked, 100, of="persons"):
        # A name that stands only in what an outsider may not see must not lead to the person.
        if hit.person_id and (outlook is None or outlook.may_read_name(hit.person_id, hit.name)):
            best[hit.person_id] = max(hit.per_mille, best.get(hit.person_id, 0))
    if outlook is not None:
        cases = sorted(
            (outlook.cases[one] for one in best), key=lambda case: (-best[case.person_id], case.display_name)
        )
        return lines_of_cases(cases[:_PEOPLE], viewer.audience, timezone.now().date())
    rows = people_for(viewer, best)
    found = sorted(rows, key=lambda row: (-best[row.person_id], row.display_name))[:_PEOPLE]
    return lines_for(found, viewer.audience, timezone.now().date())


def _find_reports(viewer: Viewer, asked: str) -> list[Found]:
    ids = [hit.document_id for hit in search_documents(asked, _REPORTS)]
    rows = {row.document_id: row for row in reports_for(viewer).filter(document_id__in=ids)}
    records = {key: record for key, record in read_records(rows).items() if isinstance(record, Document)}
    hidden = hidden_spans_of(rows, records, viewer.audience)
    # Names are blanked before the words are looked for: a report that is found by one would tell that it holds it.
    names = None if viewer.audience.leads else names_withheld_from(viewer.audience.level, viewer.audience.day)
    found = []
    for document_id in ids:
        record = records.get(document_id)
        if record is not None:
            text = blank_spans(record.text, hidden.get(document_id, ()))
            text = names.blank(text) if names is not None else text
            found.append(Found(rows[document_id], _snippet(text, asked)))
    return [entry for entry in found if entry.snippet]


def _snippet(text: str, asked: str) -> tuple[Segment, ...]:
    """The words around the first place where one of them stands; nothing where it stands only in what is withheld."""
    places = find_words(text, asked)
    if not places:
        return ()
    first = max(0, places[0][0] - _BEFORE)
    last = min(len(text), places[0][1] + _AFTER)
    marks = [Mark(start - first, end - first, "found") for start, end in places if first <= start and end <= last]
    return split_text(text[first:last], marks)
