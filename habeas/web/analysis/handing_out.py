"""An answer leaves the case team.

Only by a lead, only with a written note of the harm it may do, with small cells masked, and with an entry in the
register of what left.
"""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from habeas.analysis.answers import mask_small
from habeas.publishing.audience import CASE_TEAM, PUBLIC
from habeas.safety.register import register_export
from habeas.web.access import requires, viewer_of
from habeas.web.analysis.runs import find_run
from habeas.web.trail import note
from habeas.workflow import now

SHORTEST_NOTE = 40


@requires("lead")
@require_POST
def hand_out(request: HttpRequest, run_id: str) -> HttpResponse:
    """Hand out an answer as a file; it is registered before it is sent."""
    viewer = viewer_of(request)
    run = find_run(run_id)
    if not viewer.may_everywhere("lead") or run is None or run.state != "done":
        raise Http404
    harm = " ".join(request.POST.get("harm", "").split())[:2000]
    recipient = request.POST.get("recipient", "").strip()[:200]
    level = request.POST.get("level", "")
    if level not in {str(number) for number in range(CASE_TEAM + 1, PUBLIC + 1)} or not recipient:
        messages.error(request, _("Say who gets it, and for which level. Nothing was handed out."))
        return redirect("answer", run_id)
    if len(harm) < SHORTEST_NOTE:
        messages.error(
            request,
            _("Write down whom this may harm and why it may go out all the same. Nothing was handed out."),
        )
        return redirect("answer", run_id)
    moment = now()
    name = f"habeas-{run.kind}-{moment[:10]}.json"
    number = register_export(
        who=viewer.pseudonym,
        recipient=recipient,
        level=int(level),
        day=moment[:10],
        formats="json",
        record_set=run.record_set,
        name=name,
        persons=(),
        at=moment,
    )
    note(viewer, "handed out answer", run_id)
    body = {
        "kind": run.kind,
        "access_level": int(level),
        "recipient": recipient,
        "day": moment[:10],
        "harm_note": harm,
        "record_set": run.record_set,
        "number_in_register": number,
        "asked": dict(run.asked),
        "answer": mask_small({**run.answer, "access_level": int(level)}),
    }
    text = json.dumps(body, ensure_ascii=False, indent=1)
    response = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
