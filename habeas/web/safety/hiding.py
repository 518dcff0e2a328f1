"""Taking a person out of sight at once, bringing them back, and whom to tell."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from habeas.model import Withdraw
from habeas.safety import acts
from habeas.safety.register import find_holders
from habeas.web.access import requires
from habeas.web.casebook import served_casebook
from habeas.web.safety.deciding import ids_of_person, leader_of, live_decisions, person_for, reason_of
from habeas.web.safety.notices import notices_for
from habeas.web.trail import note
from habeas.workflow import record_decision


@requires("lead")
@require_http_methods(["GET", "POST"])
def hide_person(request: HttpRequest, person_id: str) -> HttpResponse:
    """Asked for: what hiding does, and the one button. Posted: out of sight at once, or back."""
    viewer = leader_of(request)
    row = person_for(viewer, person_id)
    if request.method == "GET":
        holders = find_holders(ids_of_person(row.person_id))
        return render(request, "safety/hide.html", {"row": row, "holders": len(holders)})
    why = reason_of(request)
    if not row.hidden:
        acts.hide_person(served_casebook(), row.person_id, viewer.pseudonym, why=why)  # writes the audit log itself
        messages.info(request, _("Out of sight, from now on and everywhere."))
        return redirect("notices", row.person_id)
    hides = [one.decision_id for one in live_decisions("hide", about=ids_of_person(row.person_id))]
    if not hides:  # a decision of another casebook, which only its own people take back
        messages.error(request, _("Another casebook asks for this person to be hidden; nothing here can undo it."))
        return redirect("case", row.person_id)
    record_decision(served_casebook(), Withdraw(), viewer.pseudonym, why, hides)
    note(viewer, "brought back", row.person_id)
    return redirect("case", row.person_id)


@requires("lead")
@require_GET
def show_notices(request: HttpRequest, person_id: str) -> HttpResponse:
    """Who holds an export in which this person stands, with a notice to copy for each."""
    viewer = leader_of(request)
    row = person_for(viewer, person_id)
    if row.person_id != person_id:
        raise Http404
    holders = find_holders(ids_of_person(person_id))
    notices = notices_for(holders, timezone.now().date().isoformat())
    return render(request, "safety/notices.html", {"row": row, "notices": notices})
