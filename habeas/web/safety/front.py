"""The first page of protection: what waits for a lead; and the page of one person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from habeas.model import Consent, Hide
from habeas.store.models import DocumentRow, ExportEntry, PersonRow
from habeas.web.access import requires
from habeas.web.cases.people_behind import names_of_staff
from habeas.web.safety.consent_records import DUE, lines_of
from habeas.web.safety.deciding import hidden_names, leader_of, live_decisions, person_for
from habeas.web.safety.exports import entries_of
from habeas.web.safety.person_page import render_person
from habeas.web.safety.sealing import Asked, seals_waiting
from habeas.web.trail import note_seen

_LOOKED_THROUGH = 200  # exports, the newest, that the first page looks through


@requires("lead")
@require_GET
def show_front(request: HttpRequest) -> HttpResponse:
    """What waits: second people, consents that end, exports with somebody who is closed by now, who is hidden."""
    viewer = leader_of(request)
    live = live_decisions("consent", "hide")
    found = [one for one in live if isinstance(one.decision.body, Consent)]
    about = {body.person_id for one in found if isinstance(body := one.decision.body, Consent)}
    names = dict(PersonRow.objects.filter(person_id__in=about).values_list("person_id", "display_name"))
    lines = lines_of(found, viewer, names)
    seals = seals_waiting()
    hidden = hidden_names()
    hides = [one.decision for one in live if isinstance(one.decision.body, Hide)]
    context = {
        "seals": [(one, hidden.blank(_label(one)), one.who == viewer.pseudonym) for one in seals],
        "waiting": [line for line in lines if line.state == "waiting"],
        "due": [line for line in lines if line.state in DUE],
        "stale": [one for one in entries_of(list(ExportEntry.objects.order_by("-pk")[:_LOOKED_THROUGH])) if one.closed],
        "hidden": [(one, body.person_id, hidden.blank(one.why)) for one in hides if isinstance(body := one.body, Hide)],
        "staff": names_of_staff(one.who for one in hides),
    }
    return render(request, "safety/front.html", context)


def _label(asked: Asked) -> str:
    """A report by its outlet and title; a person by the first digits of the id, for the name is on its way out."""
    if asked.target_kind == "document":
        row = DocumentRow.objects.filter(document_id=asked.target).defer("body").first()
        if row is not None:
            return " · ".join(part for part in (row.outlet, row.title) if part) or asked.target[:12]
    return asked.target[:12]


@requires("lead")
@require_GET
def show_person(request: HttpRequest, person_id: str) -> HttpResponse:
    """Everything that protects one person."""
    viewer = leader_of(request)
    row = person_for(viewer, person_id)
    if row.person_id != person_id:
        return redirect("protect", row.person_id)
    response = render_person(request, viewer, row)
    note_seen(response, viewer, "saw protection", row.person_id)
    return response
