"""A second pair of eyes: what one person accepted and the office wants another to look at before it goes out."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from habeas.model import Accept
from habeas.safety.second_eyes import first_looks, second_eyes_policy, waiting_claims
from habeas.store.transactions import write_transaction
from habeas.web import words
from habeas.web.access import requires, viewer_of
from habeas.web.casebook import served_casebook
from habeas.web.evidence import ClaimCard, load_evidence
from habeas.workflow import Ruling, record_decisions

_MOST = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits.

    Attributes:
        card: The claim.
        by: Who accepted it, as accounts are named inside the case team.
        own: The viewer accepted it: somebody else has to look.
    """

    card: ClaimCard
    by: str
    own: bool


@requires("review")
@require_http_methods(["GET", "POST"])
def second_eyes(request: HttpRequest) -> HttpResponse:
    """The queue, and seeing a claim for the second time."""
    viewer = viewer_of(request)
    if not viewer.may_everywhere("review"):
        raise Http404
    policy = second_eyes_policy()
    if request.method == "POST":
        claim_id = request.POST.get("claim", "")
        with write_transaction():
            waiting = waiting_claims(policy).filter(claim_id=claim_id).exists()
            book = load_evidence([claim_id], viewer.audience) if waiting else None
            first = first_looks([claim_id]).get(claim_id) if waiting else None
            own = first is not None and first.who == viewer.pseudonym
            seen = book is not None and book.card(claim_id) is not None
            if seen and not own:
                record_decisions(served_casebook(), [Ruling(Accept(claim_id=claim_id))], viewer.pseudonym)
        if own:
            messages.error(request, _("You accepted this claim yourself: somebody else has to look at it."))
        elif not seen:
            messages.error(request, _("This claim no longer waits: somebody decided it meanwhile."))
        else:
            messages.info(request, _("Accepted by two people."))
        return redirect("second_eyes")
    rows = list(waiting_claims(policy)[: _MOST + 1])
    ids = [row.claim_id for row in rows[:_MOST]]
    book = load_evidence(ids, viewer.audience)
    firsts = first_looks(ids)
    waiting_list = [
        Waiting(card, first.name, first.who == viewer.pseudonym)
        for card in book.cards(ids)
        if (first := firsts.get(card.claim_id)) is not None
    ]
    waiting_list.sort(key=lambda one: one.own)
    named = [_word(name) for name in sorted(policy)]
    context = {"waiting": waiting_list, "policy": named, "more": len(rows) > _MOST}
    return render(request, "review/second.html", context)


def _word(name: str) -> str:
    return words.word_for(words.EVENT_TYPES if name in words.EVENT_TYPES else words.KINDS, name)
