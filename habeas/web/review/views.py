"""The review page: one claim at a time beside its words, every act a plain form that htmx makes quick."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from habeas.model import Claim, Document, Span
from habeas.model.errors import HabeasError, InputError
from habeas.store.models import DocumentRow
from habeas.web.access import Viewer, find_claim, find_document, requires, viewer_of
from habeas.web.evidence import published_of
from habeas.web.reports.reading import Report, load_report
from habeas.web.review import acts
from habeas.web.review.corrections import correct_claim
from habeas.web.review.fields import blank_event, choices_of, fields_of
from habeas.web.review.queue import find_place, next_report, people_in
from habeas.web.text_offsets import span_from_browser, span_of_words


@dataclass(frozen=True, slots=True)
class Desk:
    """What a review page works on."""

    viewer: Viewer
    row: DocumentRow
    report: Report

    def claim(self, claim_id: str) -> Claim:
        """A claim of the report."""
        if claim_id not in self.report.numbers:
            raise Http404
        return self.report.records[claim_id]


def desk_of(request: HttpRequest, document_id: str) -> Desk:
    """The report under review, for one who reviews everywhere."""
    viewer = viewer_of(request)
    row = find_document(viewer, document_id)
    if not viewer.may_everywhere("review"):
        raise Http404
    return Desk(viewer, row, load_report(row, viewer.audience))


@requires("review")
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """To the report whose turn it is."""
    after = request.GET.get("after", "")
    row = next_report(int(after) if after.isdigit() else 0)
    if row is None:
        return render(request, "review/nothing_left.html")
    return redirect("review_report", row.document_id)


@requires("review")
@require_GET
def review_report(request: HttpRequest, document_id: str) -> HttpResponse:
    """The first claim of a report that waits."""
    return _show(request, desk_of(request, document_id), "")


@requires("review")
@require_GET
def review_claim(request: HttpRequest, document_id: str, claim_id: str) -> HttpResponse:
    """One claim."""
    desk = desk_of(request, document_id)
    desk.claim(claim_id)
    return _show(request, desk, claim_id, opened=request.GET.get("open", ""))


def _show(
    request: HttpRequest, desk: Desk, claim_id: str, *, opened: str = "", given: Mapping[str, str] | None = None
) -> HttpResponse:
    place = find_place(desk.report.cards, claim_id)
    context: dict[str, Any] = {
        "row": desk.row,
        "report": desk.report,
        "states": {card.claim_id: card.state for card in desk.report.cards},
        "place": place,
        "opened": opened,
        "may_undo": acts.last_decision(desk.viewer.pseudonym, desk.row.document_id) is not None,
    }
    if place is not None:
        claim = desk.claim(place.card.claim_id)
        fields = fields_of(claim, published_of(desk.row))
        context["fields"] = [(field, (given or {}).get(field.name, field.text)) for field in fields]
        context["people"] = people_in(place.card.claim_id, claim)
    return render(request, "review/review.html", context, status=400 if given is not None else 200)


@requires("review")
@require_POST
def decide(request: HttpRequest, document_id: str, claim_id: str) -> HttpResponse:
    """Accept or reject a claim, then go on to the next that waits."""
    desk = desk_of(request, document_id)
    claim = desk.claim(claim_id)
    act = request.POST.get("act", "")
    why = request.POST.get("why", "").strip()[:500]
    if act == "accept":
        acts.accept(desk.viewer, claim_id, claim, request.POST, why)
    elif act == "reject":
        acts.reject(desk.viewer, claim_id, why)
    else:
        raise Http404
    return _go_on(desk, claim_id)


def _go_on(desk: Desk, claim_id: str) -> HttpResponse:
    place = find_place(desk.report.cards, claim_id)
    if place is not None and place.next_pending:
        return redirect("review_claim", desk.row.document_id, place.next_pending)
    return redirect("review_report", desk.row.document_id)


@requires("review")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, document_id: str, claim_id: str) -> HttpResponse:
    """Put a corrected claim in the place of one: the form in its place, or what was filled in."""
    desk = desk_of(request, document_id)
    claim = desk.claim(claim_id)
    if request.method == "GET":
        return _show(request, desk, claim_id, opened="correct")
    given = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    try:
        made = correct_claim(claim, desk.report.document, given, published_of(desk.row))
        acts.correct(desk.viewer, claim_id, made, given.get("why", "").strip()[:500])
    except HabeasError as error:
        messages.error(request, str(error))
        return _show(request, desk, claim_id, opened="correct", given=given)
    return _go_on(desk, claim_id)


@requires("review")
@require_POST
def undo(request: HttpRequest, document_id: str) -> HttpResponse:
    """Take back the reviewer's own last decision on this report, and go back to where it was made."""
    desk = desk_of(request, document_id)
    claim_id = acts.undo_last(desk.viewer, document_id)
    if claim_id is None:
        messages.error(request, _("You have decided nothing on this report that could be taken back."))
        return redirect("review_report", document_id)
    messages.info(request, _("Taken back."))
    if claim_id in desk.report.numbers:
        return redirect("review_claim", document_id, claim_id)
    return redirect("review_report", document_id)


@requires("review")
@require_http_methods(["GET", "POST"])
def add_claim(request: HttpRequest, document_id: str) -> HttpResponse:
    """A claim that no machine proposed, made from words of the report and accepted by the one who makes it."""
    desk = desk_of(request, document_id)
    context: dict[str, Any] = {"types": choices_of("event_type"), "given": request.POST}
    if request.method == "POST":
        try:
            quote = _quote(desk.report.document, request.POST)
            blank = Claim(
                document_id=document_id,
                quote=quote,
                body=blank_event(request.POST.get("event_type", ""), quote),
                modality="asserted",
            )
            given = {**{key: str(value) for key, value in request.POST.items()}, "quote": quote.text}
            given.pop("quote-start", None)
            made = correct_claim(blank, desk.report.document, given, published_of(desk.row))
            claim_id = acts.add(desk.viewer, made, request.POST)
        except HabeasError as error:
            messages.error(request, str(error))
        else:
            messages.info(request, _("The claim was added and accepted."))
            return redirect("review_claim", document_id, claim_id)
    context |= {
        "row": desk.row,
        "report": desk.report,
        "states": {card.claim_id: card.state for card in desk.report.cards},
    }
    return render(request, "review/add.html", context, status=400 if request.method == "POST" else 200)


def _quote(document: Document, given: Mapping[str, Any]) -> Span:
    words = str(given.get("quote", "")).strip()
    start, end = str(given.get("quote-start", "")), str(given.get("quote-end", ""))
    if start.isdigit() and end.isdigit():
        return span_from_browser(document.text, int(start), int(end), str(given.get("quote", "")))
    found = span_of_words(document.text, words, 0)
    if found is None:
        raise InputError(_("Select or type the words of the report that say it."))
    return found


__all__ = ["add_claim", "correct", "decide", "desk_of", "find_claim", "review", "review_claim", "review_report", "undo"]
