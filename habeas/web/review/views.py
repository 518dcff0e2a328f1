"""The review page: one claim at a time beside its words, every act a plain form that htmx makes quick."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from habeas.model import Claim
from habeas.model.errors import HabeasError
from habeas.safety.second_eyes import first_looks
from habeas.store.models import DocumentRow
from habeas.store.rows import case_of_row
from habeas.store.transactions import write_transaction
from habeas.web import words
from habeas.web.access import Viewer, find_document, requires, viewer_of
from habeas.web.evidence import ClaimCard, load_evidence, published_of
from habeas.web.reports.reading import Report, load_report
from habeas.web.review import acts
from habeas.web.review.additions import additions_in
from habeas.web.review.corrections import correct_claim
from habeas.web.review.drafts import draft_of, forget_draft
from habeas.web.review.fields import fields_of
from habeas.web.review.presence import note_at_work, others_at
from habeas.web.review.queue import find_place, next_report, people_in
from habeas.web.review.why import reasons_of


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


def report_to_review(request: HttpRequest, document_id: str) -> tuple[Viewer, DocumentRow]:
    """Who reviews, and the row of the report.

    Raises:
        Http404: There is none, or not for this viewer, who has to review everywhere.
    """
    viewer = viewer_of(request)
    row = find_document(viewer, document_id)
    if not viewer.may_everywhere("review"):
        raise Http404
    return viewer, row


def desk_of(request: HttpRequest, document_id: str, claim_id: str = "") -> Desk:
    """The report under review with all its claims; `claim_id` is marked whatever its state."""
    viewer, row = report_to_review(request, document_id)
    return Desk(viewer, row, load_report(row, viewer.audience, also=claim_id))


def claim_to_decide(viewer: Viewer, document_id: str, claim_id: str) -> Claim:
    """A claim that somebody is about to decide, by itself: the rest of its report is not needed for that.

    Raises:
        Http404: There is none in this report, or not for this viewer.
    """
    book = load_evidence([claim_id], viewer.audience)
    claim = book.claims.get(claim_id)
    if claim is None or claim.document_id != document_id:
        raise Http404
    return claim


@requires("review")
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """To the report whose turn it is."""
    after = request.GET.get("after", "")
    row = next_report(int(after) if after.isdigit() else 0, viewer_of(request).pseudonym)
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
    desk = desk_of(request, document_id, claim_id)
    desk.claim(claim_id)
    return _show(request, desk, claim_id, opened=request.GET.get("open", ""))


def _show(
    request: HttpRequest,
    desk: Desk,
    claim_id: str,
    *,
    opened: str = "",
    given: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer, document_id = desk.viewer, desk.row.document_id
    note_at_work(viewer.pseudonym, request.user.get_username(), document_id)
    place = find_place(desk.report.cards, claim_id)
    context: dict[str, Any] = {
        "row": desk.row,
        "report": desk.report,
        "states": {card.claim_id: card.state for card in desk.report.cards},
        "place": place,
        "opened": opened,
        "others": others_at([document_id], viewer.pseudonym).get(document_id, ()),
        "frame": "layout/part.html" if request.headers.get("HX-Request") else "layout/page.html",
    }
    if place is not None:
        claim = desk.claim(place.card.claim_id)
        context |= _about_card(desk, place.card, claim)
        context["draft"] = f"correct {document_id} {place.card.claim_id}"
        if opened == "correct":
            kept = draft_of(viewer.pseudonym, context["draft"]) if given is None else None
            filled = kept.fields if kept else given or {}
            context |= {"kept": kept, "given": filled, "fields": _filled(claim, desk.row, filled)}
    return render(request, "review/review.html", context, status=status)


def _about_card(desk: Desk, card: ClaimCard, claim: Claim) -> dict[str, Any]:
    """Who is in the claim under review, whether a case holds it already, and who looked at it before."""
    people = people_in(card.claim_id, claim)
    about: dict[str, Any] = {"people": people, "why": reasons_of(claim, desk.report.document.text)}
    if card.state == "proposed" and card.kind == "event" and people:
        events = [additions_in(case_of_row(who.person)).get(card.claim_id) if who.person else None for who in people]
        about["adds_to"] = events[0] if all(events) else None
    if card.claim_id in desk.report.waiting:
        first = first_looks([card.claim_id]).get(card.claim_id)
        about["first_by"] = first.name if first else ""
    return about


# Shown even where the claim leaves them open: what reviewers correct most.
_ALWAYS_SHOWN = ("date", "legal")


def _filled(claim: Claim, row: DocumentRow, given: Mapping[str, str]) -> list[dict[str, Any]]:
    """The fields of the form, each with its words and the value beside them: as typed, else as the claim has them."""
    filled = []
    for field in fields_of(claim, published_of(row)):
        beside = field.name if field.widget == "choice" else f"{field.name}-value"
        text, value = given.get(field.name, field.text), given.get(beside, field.value)
        if field.widget != "quote":
            text = " ".join(text.split())  # a field of one line swallows the breaks of the report's lines
        shown = field.widget in ("choice", "quote") or field.name.partition(".")[0] in _ALWAYS_SHOWN
        holds = bool(text or (value and field.widget != "person"))
        filled.append({"field": field, "text": text, "value": value, "filled": shown or holds})
    return filled


@requires("review")
@require_POST
def decide(request: HttpRequest, document_id: str, claim_id: str) -> HttpResponse:
    """Accept or reject a claim, then go on to the next that waits."""
    viewer, row = report_to_review(request, document_id)
    claim = claim_to_decide(viewer, document_id, claim_id)
    act = request.POST.get("act", "")
    why = request.POST.get("why", "").strip()[:500]
    if act not in ("accept", "reject"):
        raise Http404
    try:
        with write_transaction():
            meanwhile = acts.decided_meanwhile(claim_id, request.POST.get("state", ""), act)
            if meanwhile is None or meanwhile.agrees:
                if act == "accept":
                    acts.accept(viewer, claim_id, claim, request.POST, why)
                else:
                    acts.reject(viewer, claim_id, why)
    except HabeasError as error:
        messages.error(request, str(error))
        return _stay(_show(request, desk_of(request, document_id, claim_id), claim_id, status=409))
    if meanwhile is not None and not meanwhile.agrees:
        return _tell(request, row, claim_id, meanwhile)
    if meanwhile is not None:
        text = _("%(name)s gave the same answer at %(time)s UTC; both are kept.")
        messages.info(request, text % {"name": meanwhile.by, "time": meanwhile.when})
    return _go_on(request, document_id, claim_id)


def _tell(
    request: HttpRequest,
    row: DocumentRow,
    claim_id: str,
    meanwhile: acts.Meanwhile,
    *,
    opened: str = "",
    given: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Somebody was quicker: the page again, with their answer and with what was typed; nothing was recorded."""
    text = _(
        "While you were looking, %(name)s decided this claim at %(time)s UTC: it is now %(state)s. Your answer was not"
        " recorded, and nothing you typed is lost. Give it again if you see it otherwise: both will be shown."
    )
    state = words.word_for(words.CLAIM_STATES, meanwhile.state)
    messages.error(request, text % {"name": meanwhile.by, "time": meanwhile.when, "state": state})
    fresh = desk_of(request, row.document_id, claim_id)
    return _stay(_show(request, fresh, claim_id, opened=opened, given=given, status=409))


def _stay(answer: HttpResponse) -> HttpResponse:
    """The address of the page does not become that of the form."""
    answer["HX-Push-Url"] = "false"
    return answer


def _go_on(request: HttpRequest, document_id: str, claim_id: str) -> HttpResponse:
    """The next claim that waits after one: at once where a script asks, so that an act is one question to the server.

    Where nothing waits any more, the end of the report.
    """
    desk = desk_of(request, document_id)
    place = find_place(desk.report.cards, claim_id)
    return _go_to(request, desk, place.next_pending if place else "")


def _go_to(request: HttpRequest, desk: Desk, claim_id: str) -> HttpResponse:
    document_id = desk.row.document_id
    where = ("review_claim", [document_id, claim_id]) if claim_id else ("review_report", [document_id])
    address = reverse(where[0], args=where[1])
    if not request.headers.get("HX-Request"):
        return redirect(address)
    answer = _show(request, desk, claim_id)
    answer["HX-Push-Url"] = address
    return answer


@requires("review")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, document_id: str, claim_id: str) -> HttpResponse:
    """Put a corrected claim in the place of one: the form in its place, or what was filled in."""
    desk = desk_of(request, document_id, claim_id)
    claim = desk.claim(claim_id)
    if request.method == "GET":
        return _show(request, desk, claim_id, opened="correct")
    given = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    try:
        made = correct_claim(claim, desk.report.document, given, published_of(desk.row))
        with write_transaction():
            meanwhile = acts.decided_meanwhile(claim_id, given.get("state", ""), "correct")
            if meanwhile is None:
                made_id = acts.correct(desk.viewer, claim_id, made, given.get("why", "").strip()[:500])
                forget_draft(desk.viewer.pseudonym, f"correct {claim_id}")
    except HabeasError as error:
        messages.error(request, str(error))
        return _stay(_show(request, desk, claim_id, opened="correct", given=given, status=400))
    if meanwhile is not None:
        return _tell(request, desk.row, claim_id, meanwhile, opened="correct", given=given)
    if acts.has_open_names(made_id):
        messages.info(request, _("Saved and accepted. Now say who it is, and accept once more."))
        return _go_to(request, desk_of(request, document_id, made_id), made_id)
    return _go_on(request, document_id, claim_id)


@requires("review")
@require_POST
def undo(request: HttpRequest, document_id: str) -> HttpResponse:
    """Take back the reviewer's own last decision on this report, and go back to where it was made."""
    viewer, _row = report_to_review(request, document_id)
    claim_id = acts.undo_last(viewer, document_id)
    if claim_id is None:
        messages.error(request, _("You have decided nothing on this report that could be taken back."))
    else:
        messages.info(request, _("Taken back."))
    desk = desk_of(request, document_id, claim_id or "")
    return _go_to(request, desk, claim_id if claim_id in desk.report.numbers else "")


__all__ = ["correct", "decide", "desk_of", "review", "review_claim", "review_report", "undo"]
