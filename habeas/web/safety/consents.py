"""Consent: who agreed to what, recorded, withdrawn, asked for again; a second person where nobody could be asked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from habeas.model import Consent
from habeas.publishing.policy import UNREACHABLE
from habeas.safety import acts
from habeas.store.models import PersonRow
from habeas.web.access import requires
from habeas.web.casebook import served_casebook
from habeas.web.safety.consent_records import DUE, SOON_DAYS, ConsentForm, lines_of
from habeas.web.safety.deciding import Live, ids_of_person, leader_of, live_decisions, person_for, reason_of
from habeas.web.safety.person_page import render_person
from habeas.web.trail import note

_A_PAGE = 50


@requires("lead")
@require_GET
def list_consents(request: HttpRequest) -> HttpResponse:
    """Every record of consent that holds: whom to ask again and who waits for a second person come first."""
    viewer = leader_of(request)
    found = live_decisions("consent")
    about = {body.person_id for one in found if isinstance(body := one.decision.body, Consent)}
    rows = PersonRow.objects.filter(person_id__in=about).values_list("person_id", "display_name")
    lines = lines_of(found, viewer, dict(rows))
    due = sorted((one for one in lines if one.state in DUE), key=lambda one: one.consent.expires)
    waiting = [one for one in lines if one.state == "waiting"]
    rest = [one for one in lines if one.state not in (*DUE, "waiting")]
    page = Paginator(rest, _A_PAGE).get_page(request.GET.get("page"))
    context = {"due": due, "waiting": waiting, "page": page, "days": SOON_DAYS}
    return render(request, "safety/consents.html", context)


@requires("lead")
@require_POST
def give(request: HttpRequest, person_id: str) -> HttpResponse:
    """Record what was agreed to or refused; with `earlier`, in the place of the record that it renews."""
    viewer = leader_of(request)
    row = person_for(viewer, person_id)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return render_person(request, viewer, row, form, status=400)
    known = {one.decision_id for one in live_decisions("consent", about=ids_of_person(row.person_id))}
    earlier = [one for one in request.POST.getlist("earlier") if one in known]
    consent, why = form.consent_of(row.person_id), form.cleaned_data["why"].strip()
    acts.record_consent(served_casebook(), consent, viewer.pseudonym, why=why, supersedes=earlier)
    note(viewer, "recorded consent", row.person_id)
    if consent.given_by == UNREACHABLE and consent.status == "given":
        messages.info(request, _("Recorded. It opens nothing until a second lead has recorded the same ground."))
    else:
        messages.info(request, _("The consent was recorded. It holds from now on."))
    return redirect("protect", row.person_id)


def _records_asked(request: HttpRequest, person_id: str) -> tuple[Consent, list[Live]]:
    """The record asked for, and every live one that says the same."""
    asked = request.POST.get("decision", "")
    live = live_decisions("consent", about=ids_of_person(person_id))
    for one in live:
        body = one.decision.body
        if one.decision_id == asked and isinstance(body, Consent):
            return body, [same for same in live if same.decision.body == body]
    raise Http404


@requires("lead")
@require_POST
def withdraw(request: HttpRequest, person_id: str) -> HttpResponse:
    """Somebody takes consent back: what it opened is closed at once."""
    viewer = leader_of(request)
    row = person_for(viewer, person_id)
    consent, same = _records_asked(request, row.person_id)
    body = Consent(
        person_id=row.person_id,
        given_by=consent.given_by,
        status="withdrawn",
        level=1,
        given=timezone.now().date().isoformat(),
    )
    why = reason_of(request) or _("taken back")
    acts.record_consent(
        served_casebook(), body, viewer.pseudonym, why=why, supersedes=[one.decision_id for one in same]
    )
    note(viewer, "withdrew consent", row.person_id)
    messages.info(request, _("The consent was taken back; what it opened is closed from now on."))
    return redirect("notices", row.person_id)


@requires("lead")
@require_POST
def approve(request: HttpRequest, person_id: str) -> HttpResponse:
    """The second person: the same ground, recorded by somebody else."""
    viewer = leader_of(request)
    row = person_for(viewer, person_id)
    consent, same = _records_asked(request, row.person_id)
    why = reason_of(request)
    if consent.given_by != UNREACHABLE or consent.status != "given":
        raise Http404
    if viewer.pseudonym in {one.decision.who for one in same}:
        messages.error(request, _("The second person must be somebody else. Nothing was changed."))
    elif not why:
        messages.error(request, _("Say why you agree: two grounds are kept. Nothing was changed."))
    else:
        acts.record_consent(served_casebook(), consent, viewer.pseudonym, why=why)
        note(viewer, "seconded consent", row.person_id)
        messages.info(request, _("Two have agreed: it holds from now on."))
    return redirect("protect", row.person_id)
