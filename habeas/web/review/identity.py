"""Who is it: two people side by side, with the word-by-word comparison of their names, for the key `s`."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from habeas.model import mentions_of
from habeas.names import explain
from habeas.publishing.audience import Audience
from habeas.registry.casefile import Case
from habeas.store.models import MentionRow, PersonRow
from habeas.store.rows import case_of_row
from habeas.web.access import find_person, requires
from habeas.web.evidence import EvidenceBook, load_evidence
from habeas.web.review import acts
from habeas.web.review.queue import likely_persons
from habeas.web.review.views import desk_of


@dataclass(frozen=True, slots=True)
class Side:
    """A person who may be meant.

    Attributes:
        row, case: The person.
        book: The words behind the case.
        why: Word by word, how the two names agree and differ.
    """

    row: PersonRow
    case: Case
    book: EvidenceBook
    why: tuple[str, ...]


@requires("review")
@require_http_methods(["GET", "POST"])
def same_person(request: HttpRequest, document_id: str, claim_id: str, number: int) -> HttpResponse:
    """Whose a name in a claim is."""
    desk = desk_of(request, document_id)
    claim = desk.claim(claim_id)
    mentions = mentions_of(claim)
    if number >= len(mentions):
        raise Http404
    name = mentions[number].label
    if request.method == "POST":
        answer = request.POST.get("person", "")
        if answer not in ("", "new"):
            find_person(desk.viewer, answer)
        if answer:
            whose = "" if answer == "new" else answer
            acts.join(desk.viewer, document_id, name, whose, request.POST.get("why", "")[:500])
        return redirect("review_claim", document_id, claim_id)
    attached = MentionRow.objects.filter(claim_id=claim_id, number=number).values_list("person_id", flat=True).first()
    rows = [row for row, _likeness in likely_persons(request.GET.get("like", "") or name, 4)]
    sides = _sides(rows, name, desk.viewer.audience)
    context = {
        "row": desk.row,
        "claim_id": claim_id,
        "number": number,
        "name": name,
        "card": next(card for card in desk.report.cards if card.claim_id == claim_id),
        "sides": sides,
        "attached": attached or "",
    }
    return render(request, "review/same_person.html", context)


def _sides(rows: list[PersonRow], name: str, audience: Audience) -> list[Side]:
    """The persons who may be meant, with the words behind all of their cases read at once."""
    cases = [case_of_row(row) for row in rows]
    book = load_evidence([one for case in cases for one in case.evidence.claim_ids[:6]], audience)
    return [
        Side(row, case, book, tuple(part.sentence for part in explain(name, row.display_name).parts))
        for row, case in zip(rows, cases, strict=True)
    ]
