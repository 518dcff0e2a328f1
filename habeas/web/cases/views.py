"""The case page: everything that accepted claims and decisions tell of one person, every value open to its words."""

from collections.abc import Iterator

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from habeas.publishing.audience import CASE_TEAM
from habeas.publishing.gate import visible
from habeas.registry.casefile import Case, Evidence
from habeas.safety.exporting import case_for
from habeas.store.models import DocumentRow, PersonRow
from habeas.web.access import Viewer, find_person, requires, viewer_of
from habeas.web.casebook import served_casebook
from habeas.web.cases.clocks import Clocks, case_by, read_clocks
from habeas.web.cases.drawing import draw_case
from habeas.web.cases.naming import names_shown, shown_name
from habeas.web.cases.people_behind import names_of_staff
from habeas.web.cases.status import sentence_of
from habeas.web.cases.unreviewed import by_report
from habeas.web.evidence import EvidenceBook, load_evidence
from habeas.web.reports.views import reports_for
from habeas.web.trail import note_seen

_DECODER = msgspec.json.Decoder(Case)


def case_of(row: PersonRow) -> Case:
    """The case that a row holds."""
    return _DECODER.decode(bytes(row.body))


def _whole_case(viewer: Viewer, row: PersonRow, clocks: Clocks) -> Case | None:
    """The case of a row; for outsiders derived anew, so that nothing in it rests on what they may not see."""
    if clocks.are_turned_back:
        return case_by(clocks, viewer, row.person_id)
    if viewer.audience.level <= CASE_TEAM:
        return case_of(row)
    return case_for(served_casebook().casebook_id, row.person_id, viewer.audience)


def claim_ids_of(case: Case) -> list[str]:
    """Every claim that the page of a case shows the words of."""
    return list(dict.fromkeys(_claim_ids(case)))


def _claim_ids(case: Case) -> Iterator[str]:
    parts = (case.liberty, case.procedure, case.recognition, case.events, case.charges, case.rulings, case.terms)
    more = (case.accusations, case.treatment, case.interventions, case.attributes, case.relations, case.classifications)
    for several in (*parts, *more):
        for part in several:
            evidence: Evidence = part.evidence
            yield from evidence.claim_ids
    for clash in case.contradictions:
        for side in clash.sides:
            yield from side.claims
    for name in case.names:
        yield from name.claims[:1]
    for statement in case.statements:
        yield statement.claim_id
    for line in case.unreviewed:
        yield line.claim_id
    yield from case.evidence.claim_ids


def _documents_of(viewer: Viewer, case: Case, book: EvidenceBook) -> list[DocumentRow]:
    """The reports of a case that the viewer may open; those of the page's own claims are at hand already."""
    missing = [document_id for document_id in case.documents if document_id not in book.documents]
    if missing or viewer.audience.level > CASE_TEAM or viewer.audience.person_ids is not None:
        return list(reports_for(viewer).filter(document_id__in=case.documents).order_by("sequence"))
    found = [book.documents[document_id] for document_id in case.documents]
    return sorted(found, key=lambda row: row.sequence)


@requires("read")
@require_GET
def show_case(request: HttpRequest, person_id: str) -> HttpResponse:
    """One case."""
    viewer = viewer_of(request)
    row = find_person(viewer, person_id)
    if row.person_id != person_id:
        return redirect("case", row.person_id)
    if row.hidden:  # only a lead comes so far, to bring the person back
        return render(request, "cases/hidden.html", {"row": row})
    clocks = read_clocks(request)
    whole = _whole_case(viewer, row, clocks)
    if whole is None:
        raise Http404
    book = load_evidence(claim_ids_of(whole), viewer.audience)
    case = visible(whole, viewer.audience, book.level_of)
    if (
        clocks.are_turned_back
        and row.has_case
        and viewer.audience.level <= CASE_TEAM
        and not (whole.opens or whole.names)
    ):
        return render(request, "cases/not_known_then.html", {"row": row, "clocks": clocks})
    if case is None or not row.has_case:
        raise Http404
    day = clocks.as_of
    documents = _documents_of(viewer, case, book)
    unreviewed = by_report(book.cards(line.claim_id for line in case.unreviewed))
    context = {
        "case": case,
        "book": book,
        "status": sentence_of(case, day, book),
        "name": shown_name(case.display_name),
        "names": names_shown(case.names, shown_name(case.display_name)),
        "clocks": clocks,
        "day": day,
        "is_today": clocks.is_today,
        "drawing": draw_case(case, book, day),
        "documents": documents,
        "events": sorted(case.events, key=lambda event: not event.date),  # what has no day comes last
        "staff": names_of_staff(line.who for line in case.decisions),
        "may_review": viewer.may_everywhere("review") and not clocks.are_turned_back,
        "accepted": len(case.evidence.claim_ids),
        "open_contradictions": [clash for clash in case.contradictions if not clash.rests_on_unreviewed],
        "unreviewed": unreviewed,
        "unreviewed_count": sum(report.count for report in unreviewed),
    }
    response = render(request, "cases/case.html", context)
    note_seen(response, viewer, "saw case", row.person_id)
    return response
