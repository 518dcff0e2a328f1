"""Proposals that only add a source to what a case holds, listed with what it holds, and accepted many at once.

Which they are the registry says (`habeas.registry.additions`); here stands only who may see and sign them. Each one
that is chosen becomes a decision of its own; all of them hold, or none, and one act takes them back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from habeas.model import Accept, Withdraw
from habeas.registry.casefile import Case, EventView
from habeas.store.models import DecisionRow, MentionRow, PersonRow
from habeas.store.rows import case_of_row
from habeas.store.transactions import write_transaction
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.casebook import served_casebook
from habeas.web.evidence import ClaimCard, load_evidence
from habeas.workflow import Ruling, record_decisions

_PAGE = 12  # persons
_EACH = 6  # proposals of one person on a page; the others come up once these are decided
_HELD_SHOWN = 2
_WHY = "adds a source to what the case holds"
_BATCH = "additions"  # in the session: ids of the decisions that were taken in one go, nothing else


@dataclass(frozen=True, slots=True)
class Addition:
    """A proposal beside what the case holds already.

    Attributes:
        card: The proposal.
        held: Accepted claims of the event.
    """

    card: ClaimCard
    held: list[ClaimCard]


@dataclass(frozen=True, slots=True)
class Gain:
    """One event of one case, and the proposals that would add a source to it; `more` of them are not on the page."""

    person: PersonRow
    event: EventView
    additions: list[Addition]
    more: int = 0


def additions_in(case: Case) -> dict[str, EventView]:
    """Claim id to the event of the case to which the claim would only add a source."""
    events = {event.key: event for event in case.events}
    return {line.claim_id: events[line.adds_to] for line in case.unreviewed if line.adds_to in events}


def find_gains(rows: Iterable[PersonRow], viewer: Viewer, *, each: int = 0) -> list[Gain]:
    """What proposals would add to the cases of these persons, as far as the viewer may see and decide it.

    A claim about several people is among them only where the case of each of them holds it.

    Args:
        rows: The persons.
        viewer: Who would sign.
        each: So many proposals for one event at most; 0 for all.
    """
    people = {row.person_id: row for row in rows if _may_see(viewer, row)}
    found = {person_id: additions_in(case_of_row(row)) for person_id, row in people.items()}
    whole = _held_for_all({claim_id for events in found.values() for claim_id in events}, found)
    gains: dict[tuple[str, str], dict[str, EventView]] = {}
    shown: set[str] = set()
    for person_id, events in found.items():
        for claim_id, event in events.items():
            if claim_id in whole and claim_id not in shown:
                shown.add(claim_id)
                gains.setdefault((person_id, event.key), {})[claim_id] = event
    held = [one for entry in gains.values() for one in _first(entry).evidence.claim_ids[: 2 * _HELD_SHOWN]]
    wanted = [claim_id for entry in gains.values() for claim_id in (list(entry)[:each] if each else entry)]
    book = load_evidence([*wanted, *held], viewer.audience)
    made = []
    for (person_id, _key), entry in gains.items():
        event = _first(entry)
        there = book.cards(event.evidence.claim_ids)[:_HELD_SHOWN]
        found_here = [Addition(card, there) for card in book.cards(entry) if there]
        if found_here:
            more = max(0, len(entry) - each) if each else 0
            made.append(Gain(people[person_id], event, found_here, more))
    return made


def _first(entry: dict[str, EventView]) -> EventView:
    return next(iter(entry.values()))


def _held_for_all(claim_ids: set[str], found: dict[str, dict[str, EventView]]) -> set[str]:
    """Those of these claims that add a source for everybody who is wronged in them."""
    wronged: dict[str, set[str]] = {}
    rows = MentionRow.objects.filter(claim_id__in=claim_ids, role="person").order_by()
    for claim_id, person_id in rows.values_list("claim_id", "person_id"):
        wronged.setdefault(claim_id, set()).add(person_id)
    elsewhere = {person_id for people in wronged.values() for person_id in people} - {"", *found}
    if elsewhere:
        found = found | {
            row.person_id: additions_in(case_of_row(row)) for row in PersonRow.objects.filter(pk__in=elsewhere)
        }
    return {
        claim_id
        for claim_id, people in wronged.items()
        if all(claim_id in found.get(person_id, ()) for person_id in people)
    }


def _may_see(viewer: Viewer, row: PersonRow) -> bool:
    return viewer.audience.may_open(row.person_id) and (not row.hidden or viewer.audience.leads)


@requires("review")
@require_http_methods(["GET", "POST"])
def additions(request: HttpRequest) -> HttpResponse:
    """The list, and accepting what was chosen in it."""
    viewer = viewer_of(request)
    if not viewer.may_everywhere("review"):
        raise Http404
    if request.method == "POST":
        chosen = list(dict.fromkeys(request.POST.getlist("claim")))
        _accept(request, viewer, chosen)
        return redirect("additions")
    page = request.GET.get("page", "1")
    number = int(page) if page.isdigit() and 0 < int(page) < 10_000 else 1
    rows = PersonRow.objects.filter(additions__gt=0).order_by("-additions", "person_id")
    several = list(rows[(number - 1) * _PAGE : number * _PAGE + 1])
    context = {
        "gains": find_gains(several[:_PAGE], viewer, each=_EACH),
        "number": number,
        "more": len(several) > _PAGE,
        "all": request.GET.get("all") == "1",
        "batch": request.session.get(_BATCH, []),
    }
    return render(request, "review/additions.html", context)


def _accept(request: HttpRequest, viewer: Viewer, chosen: list[str]) -> None:
    """Sign one acceptance for each chosen claim that still is a mere addition; say how many no longer are."""
    with write_transaction():
        people = MentionRow.objects.filter(claim_id__in=chosen, role="person").exclude(person_id="").order_by()
        rows = PersonRow.objects.filter(pk__in=people.values("person_id"), additions__gt=0)
        there = {one.card.claim_id for gain in find_gains(rows, viewer) for one in gain.additions}
        signed = [claim_id for claim_id in chosen if claim_id in there]
        recorded = None
        if signed:
            rulings = [Ruling(Accept(claim_id=claim_id), _WHY) for claim_id in signed]
            recorded = record_decisions(served_casebook(), rulings, viewer.pseudonym)
    if recorded is not None:
        request.session[_BATCH] = list(recorded.decision_ids)
        text = ngettext("%(n)s claim was accepted.", "%(n)s claims were accepted.", len(signed))
        messages.info(request, text % {"n": len(signed)})
    if not chosen:
        messages.error(request, _("Nothing was chosen, so nothing was accepted."))
    left = len(chosen) - len(signed)
    if left:
        text = ngettext(
            "%(n)s claim was left as it is: it was decided meanwhile, or says more than the case holds.",
            "%(n)s claims were left as they are: they were decided meanwhile, or say more than the cases hold.",
            left,
        )
        messages.error(request, text % {"n": left})


@requires("review")
@require_POST
def undo_additions(request: HttpRequest) -> HttpResponse:
    """Take back everything that was accepted in one go last."""
    viewer = viewer_of(request)
    if not viewer.may_everywhere("review"):
        raise Http404
    ids = DecisionRow.objects.filter(
        decision_id__in=request.session.pop(_BATCH, []), who=viewer.pseudonym, live=True
    ).values_list("decision_id", flat=True)
    if ids:
        record_decisions(served_casebook(), [Ruling(Withdraw(), "", tuple(ids))], viewer.pseudonym)
        messages.info(request, _("Taken back."))
    else:
        messages.error(request, _("There is nothing of yours to take back here."))
    return redirect("additions")
