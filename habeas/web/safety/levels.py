"""Levels: who may see a claim, a report, a source, a person or a kind of claim, decided with a reason."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from habeas.model import SetLevel, Withdraw
from habeas.model.errors import HabeasError
from habeas.safety import acts
from habeas.store.models import ClaimRow, DocumentRow, MentionRow
from habeas.web.access import requires
from habeas.web.casebook import served_casebook
from habeas.web.evidence import load_evidence
from habeas.web.safety.deciding import ids_of_person, leader_of, live_decisions, page_policy, person_for, reason_of
from habeas.web.safety.level_records import describe_target, kinds_in_words, level_lines
from habeas.web.safety.texts import AUDIENCES, TARGETS
from habeas.web.trail import note, note_seen
from habeas.workflow import record_decision

_A_PAGE = 50
_ID_LENGTHS = {"person": 32, "claim": 64, "document": 64}


def _target_asked(given: Any) -> tuple[str, str]:
    kind, target = given.get("kind", ""), given.get("target", "").strip()[:300]
    if kind == "kind":
        target = given.get("word", "") or target
    return (kind, target) if kind in dict(TARGETS) else ("", "")


def _earlier(kind: str, target: str) -> list[Any]:
    return [
        line
        for line in level_lines(live_decisions("level"))
        if (line.target_kind, line.target, line.field) == (kind, target, "")
    ]


@requires("lead")
@require_GET
def show_levels(request: HttpRequest) -> HttpResponse:
    """Every decision that holds, and a form; `?kind=claim&target=ID` asks about one thing."""
    leader_of(request)
    kind, target = _target_asked(request.GET)
    if kind == "source":  # a name stands in no address
        raise Http404
    label, href = describe_target(kind, target) if target else ("", "")
    if target and not label:
        raise Http404
    lines = level_lines(live_decisions("level"))
    context = {
        "page": Paginator(lines, _A_PAGE).get_page(request.GET.get("page")),
        "kind": kind,
        "target": target,
        "label": label,
        "href": href,
        "earlier": _earlier(kind, target) if target else [],
        "targets": TARGETS,
        "audiences": AUDIENCES,
        "kinds": kinds_in_words(),
    }
    return render(request, "safety/levels.html", context)


@requires("lead")
@require_POST
def decide_level(request: HttpRequest) -> HttpResponse:
    """Decide who may see a target; the earlier decisions on it that were ticked give way."""
    viewer = leader_of(request)
    kind, target = _target_asked(request.POST)
    level, why = request.POST.get("level", ""), reason_of(request)
    if level not in dict(AUDIENCES) or not target:
        messages.error(request, _("Say on what, and who may see it. Nothing was changed."))
        return redirect("levels")
    if not _is_here(kind, target):
        messages.error(request, _("There is nothing of that kind under that id or word. Nothing was changed."))
        return redirect("levels")
    if not why:
        messages.error(request, _("Say why: the reason is kept with the decision. Nothing was changed."))
        return redirect(_page_of(kind, target))
    known = {line.decision_id for line in _earlier(kind, target)}
    earlier = [one for one in request.POST.getlist("earlier") if one in known]
    try:
        acts.set_level(served_casebook(), kind, target, int(level), viewer.pseudonym, why=why, supersedes=earlier)
    except HabeasError as error:
        messages.error(request, str(error))
        return redirect("levels")
    note(viewer, "set level", target if kind in _ID_LENGTHS else "")
    left = min((line.level for line in _earlier(kind, target)), default=int(level))
    if left < int(level):
        messages.info(request, _("Decided. A stricter decision on the same still holds, and the strictest counts."))
    else:
        messages.info(request, _("Decided. It holds from now on."))
    return redirect(_page_of(kind, target))


def _is_here(kind: str, target: str) -> bool:
    return kind == "source" or bool(describe_target(kind, target)[0])


def _page_of(kind: str, target: str) -> str:
    if kind == "person":
        return reverse("protect", args=[target])
    return reverse("levels") + (f"?kind={kind}&target={target}" if kind in _ID_LENGTHS else "")


@requires("lead")
@require_POST
def take_back_level(request: HttpRequest) -> HttpResponse:
    """Take a decision back; what it limited or opened is as it was before."""
    viewer = leader_of(request)
    asked = request.POST.get("decision", "")
    found = next((one for one in live_decisions("level") if one.decision_id == asked), None)
    if found is None or not isinstance(found.decision.body, SetLevel):
        raise Http404
    why = reason_of(request)
    record_decision(served_casebook(), Withdraw(), viewer.pseudonym, why, [asked])
    note(viewer, "took level back", asked)
    messages.info(request, _("The decision was taken back; it no longer holds."))
    body = found.decision.body
    return redirect(_page_of(body.target_kind, body.target) if body.target_kind == "person" else "levels")


@requires("lead")
@require_GET
def show_claims(request: HttpRequest, person_id: str) -> HttpResponse:
    """The claims and reports of one case with the level of each, and the way to change it."""
    viewer = leader_of(request)
    row = person_for(viewer, person_id)
    if row.hidden:
        return redirect("protect", row.person_id)
    mentions = MentionRow.objects.filter(person_id__in=ids_of_person(row.person_id))
    claims = (
        ClaimRow.objects.filter(claim_id__in=mentions.values("claim_id"))
        .exclude(state="rejected")
        .order_by("document_id", "place")
    )
    page = Paginator(claims, _A_PAGE).get_page(request.GET.get("page"))
    book = load_evidence([claim.claim_id for claim in page], viewer.audience, page_policy())
    documents = DocumentRow.objects.filter(document_id__in=mentions.values("document_id")).defer("body")
    context = {
        "row": row,
        "page": page,
        "lines": [(card, book.levels[card.claim_id]) for card in book.cards(claim.claim_id for claim in page)],
        "documents": documents.order_by("sequence")[:200],
    }
    response = render(request, "safety/claims.html", context)
    note_seen(response, viewer, "saw levels", row.person_id)
    return response
