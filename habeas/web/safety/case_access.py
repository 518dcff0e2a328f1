"""Access to one case: who may open it without seeing the rest of the casebook."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from habeas.model import GrantAccess, Withdraw
from habeas.store.models import Pseudonym
from habeas.web.access import requires
from habeas.web.casebook import served_casebook
from habeas.web.safety.deciding import ids_of_person, leader_of, person_for, reason_of
from habeas.web.safety.person_page import grants_in_case
from habeas.web.safety.texts import CASE_ROLES
from habeas.web.trail import note
from habeas.workflow import record_decision


@requires("lead")
@require_POST
def give(request: HttpRequest, person_id: str) -> HttpResponse:
    """Give an account a role in this case alone."""
    viewer = leader_of(request)
    row = person_for(viewer, person_id)
    account, role = request.POST.get("account", ""), request.POST.get("role", "")
    known = Pseudonym.objects.filter(pseudonym=account, user__is_active=True).exists()
    if role not in dict(CASE_ROLES) or not known:
        messages.error(request, _("There is no such role, or no such account. Nothing was changed."))
    else:
        body = GrantAccess(account=account, role=role, person_id=row.person_id)
        record_decision(served_casebook(), body, viewer.pseudonym, reason_of(request))
        note(viewer, "gave role in case", row.person_id)
        messages.info(request, _("The role was given, in this case alone."))
    return redirect("protect", row.person_id)


@requires("lead")
@require_POST
def take_back(request: HttpRequest, person_id: str) -> HttpResponse:
    """Take a role in this case back."""
    viewer = leader_of(request)
    row = person_for(viewer, person_id)
    asked = request.POST.get("decision", "")
    if asked not in {grant.decision_id for grant in grants_in_case(ids_of_person(row.person_id))}:
        raise Http404
    record_decision(served_casebook(), Withdraw(), viewer.pseudonym, reason_of(request), [asked])
    note(viewer, "took role in case", row.person_id)
    messages.info(request, _("The role was taken back."))
    return redirect("protect", row.person_id)
