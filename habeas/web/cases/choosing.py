"""Deciding on a case: which value of a contradiction is shown, with the reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from habeas.model import ChooseValue
from habeas.model.errors import HabeasError
from habeas.store.rows import case_of_row
from habeas.web.access import find_person, requires, viewer_of
from habeas.web.casebook import served_casebook
from habeas.workflow import record_decision


@requires("review")
@require_POST
def choose_value(request: HttpRequest, person_id: str) -> HttpResponse:
    """Choose the value of one side of a contradiction. The reason is shown with it for ever, so it must be given."""
    viewer = viewer_of(request)
    if not viewer.may_everywhere("review"):
        raise Http404
    row = find_person(viewer, person_id)
    field, claim_id = request.POST.get("field", ""), request.POST.get("claim", "")
    why = request.POST.get("why", "").strip()[:500]
    clash = next(
        (
            one
            for one in case_of_row(row).contradictions
            if one.field == field and any(claim_id in side.claims for side in one.sides)
        ),
        None,
    )
    if clash is None:
        raise Http404
    if not why:
        messages.error(request, _("Say why: the reason is shown beside the value. Nothing was changed."))
        return redirect("case", row.person_id)
    weighed = tuple(sorted({claim for side in clash.sides for claim in side.claims}))
    body = ChooseValue(person_id=row.person_id, field=field, claim_id=claim_id, claim_ids=weighed)
    earlier = [clash.chosen_by] if clash.chosen_by else []
    try:
        record_decision(served_casebook(), body, viewer.pseudonym, why, earlier)
    except HabeasError as error:
        messages.error(request, str(error))
    else:
        messages.info(request, _("The value was chosen; both sides stay."))
    return redirect("case", row.person_id)
