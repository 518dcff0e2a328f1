"""A claim by hand: from words of the report that somebody selects, or from a sentence in which nothing was proposed."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from habeas.model import Claim, Document, Span
from habeas.model.errors import HabeasError, InputError
from habeas.web.access import requires
from habeas.web.evidence import published_of
from habeas.web.review import acts
from habeas.web.review.corrections import correct_claim
from habeas.web.review.drafts import draft_of, forget_draft
from habeas.web.review.fields import blank_event, choices_of
from habeas.web.review.views import Desk, desk_of
from habeas.web.text_offsets import span_from_browser, span_of_words, utf16_units_of

_MOST_CHARACTERS = 4000  # of a sentence that an address may name


@requires("review")
@require_http_methods(["GET", "POST"])
def add_claim(request: HttpRequest, document_id: str) -> HttpResponse:
    """A claim that no machine proposed, made from words of the report and accepted by the one who makes it."""
    desk = desk_of(request, document_id)
    draft = f"add {document_id}"
    if request.method == "POST":
        try:
            claim_id = _add(desk, request.POST)
        except HabeasError as error:
            messages.error(request, str(error))
        else:
            forget_draft(desk.viewer.pseudonym, draft)
            messages.info(request, _("The claim was added and accepted."))
            return redirect("review_claim", document_id, claim_id)
        given: Mapping[str, Any] = request.POST
        kept = None
    else:
        given = _of_sentence(desk, request.GET)
        kept = None if given else draft_of(desk.viewer.pseudonym, draft)
        given = kept.fields if kept else given
    context = {
        "types": choices_of("event_type"),
        "given": given,
        "draft": draft,
        "kept": kept,
        "row": desk.row,
        "report": desk.report,
        "states": {card.claim_id: card.state for card in desk.report.cards},
    }
    return render(request, "review/add.html", context, status=400 if request.method == "POST" else 200)


def _add(desk: Desk, filled: Mapping[str, Any]) -> str:
    document = desk.report.document
    quote = _quote(document, filled)
    blank = Claim(
        document_id=desk.row.document_id,
        quote=quote,
        body=blank_event(str(filled.get("event_type", "")), quote),
        modality="asserted",
    )
    given = {**{key: str(value) for key, value in filled.items()}, "quote": quote.text}
    given.pop("quote-start", None)
    return acts.add(desk.viewer, correct_claim(blank, document, given, published_of(desk.row)), filled)


def _quote(document: Document, given: Mapping[str, Any]) -> Span:
    words = str(given.get("quote", "")).strip()
    start, end = str(given.get("quote-start", "")), str(given.get("quote-end", ""))
    if start.isdigit() and end.isdigit():
        return span_from_browser(document.text, int(start), int(end), str(given.get("quote", "")))
    found = span_of_words(document.text, words, 0)
    if found is None:
        raise InputError(_("Select or type the words of the report that say it."))
    return found


def _of_sentence(desk: Desk, asked: Mapping[str, str]) -> dict[str, str]:
    """The form with a sentence as its quote: `?start=120&end=188`, in code points; empty where there is none there."""
    start, end = asked.get("start", ""), asked.get("end", "")
    if not (start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10):
        return {}
    first, last = int(start), int(end)
    text = desk.report.document.text
    shown = desk.report.text[first:last] if first < last <= first + _MOST_CHARACTERS else ""
    if not shown or shown != text[first:last]:
        return {}  # outside the text, or some of it is withheld from the one who asks
    edges = {"quote-start": utf16_units_of(text, first), "quote-end": utf16_units_of(text, last)}
    return {"quote": shown, **{name: str(units) for name, units in edges.items()}}
