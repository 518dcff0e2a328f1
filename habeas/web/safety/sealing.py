"""Sealing: one lead asks, another does it; what goes is shown before either."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from habeas.model import Seal
from habeas.model.errors import HabeasError
from habeas.safety import acts
from habeas.safety.register import Holder, find_holders
from habeas.store.models import Tombstone
from habeas.store.sealing import Closure, find_closure
from habeas.web.access import Viewer, find_document, requires
from habeas.web.casebook import served_casebook
from habeas.web.cases.people_behind import names_of_staff
from habeas.web.safety.deciding import Live, hidden_names, leader_of, live_decisions, person_with_joined, reason_of
from habeas.web.safety.notices import notices_for

_SHOWN = 200  # reports and persons that the page names one by one


@dataclass(frozen=True, slots=True)
class Asked:
    """A seal that waits for a second person.

    Attributes:
        target_kind, target: A report or a person.
        who: Pseudonymous id of who asked, and `name`, theirs.
        when: The day.
        why: The reason.
    """

    target_kind: str
    target: str
    who: str
    name: str
    when: str
    why: str


def seals_waiting() -> list[Asked]:
    """Every seal that one person has asked for and nobody has done, the oldest first."""
    found = live_decisions("seal")
    targets = [body.target for one in found if isinstance(body := one.decision.body, Seal)]
    buried = set(Tombstone.objects.filter(target__in=targets).values_list("target", flat=True))
    return _asked_in([one for one in found if not any(_is_seal_of(one, target) for target in buried)])


def _is_seal_of(one: Live, target: str) -> bool:
    return isinstance(one.decision.body, Seal) and one.decision.body.target == target


def _asked_in(found: list[Live]) -> list[Asked]:
    staff = names_of_staff(one.decision.who for one in found) if found else {}
    hidden = hidden_names()
    return [
        Asked(
            body.target_kind,
            body.target,
            one.decision.who,
            staff[one.decision.who],
            one.decision.when[:10],
            hidden.blank(one.decision.why),
        )
        for one in found
        if isinstance(body := one.decision.body, Seal)
    ]


@requires("lead")
@require_http_methods(["GET", "POST"])
def seal_report(request: HttpRequest, document_id: str) -> HttpResponse:
    """What goes with a report; posted: asked, or done."""
    viewer = leader_of(request)
    find_document(viewer, document_id)
    return _seal(request, viewer, "document", document_id, [])


@requires("lead")
@require_http_methods(["GET", "POST"])
def seal_person(request: HttpRequest, person_id: str) -> HttpResponse:
    """What goes with a person: every report that names them; posted: asked, or done."""
    viewer = leader_of(request)
    people = person_with_joined(viewer, person_id)
    return _seal(request, viewer, "person", people[0], list(find_holders(people)), people)


def _seal(
    request: HttpRequest, viewer: Viewer, kind: str, target: str, holders: list[Holder], people: Collection[str] = ()
) -> HttpResponse:
    try:
        closure = find_closure(kind, target, people)
    except HabeasError as error:
        messages.error(request, str(error))
        return redirect("safety")
    asked = _asked_in([one for one in live_decisions("seal", about=[target]) if _is_seal_of(one, target)])
    others = [one for one in asked if one.who != viewer.pseudonym]
    mine = [one for one in asked if one.who == viewer.pseudonym]
    if request.method == "POST" and request.POST.get("sure") == "yes" and (others or not mine):
        return _ask(request, viewer, closure, finishes=bool(others))
    if request.method == "POST":
        messages.error(request, _("Nothing was changed: tick that you are sure, or wait for the second person."))
    context = {
        "target_kind": kind,
        "target": target,
        "closure": closure,
        "reports": closure.reports[:_SHOWN],
        "others": sorted(closure.named[:_SHOWN], key=lambda one: one[1]),
        "asked": asked,
        "finishes": bool(others),
        "waits": bool(mine) and not others,
        "holders": holders,
    }
    return render(request, "safety/seal.html", context, status=400 if request.method == "POST" else 200)


def _ask(request: HttpRequest, viewer: Viewer, closure: Closure, *, finishes: bool) -> HttpResponse:
    try:
        done = acts.seal_target(
            served_casebook(), closure.target_kind, closure.target, viewer.pseudonym, why=reason_of(request)
        )
    except HabeasError as error:
        messages.error(request, _refusal(error))
        return redirect(request.path)
    if done.sealed is None:
        if finishes:  # what came in between goes when somebody asks once more
            messages.info(request, _("Recorded. Records came in since; somebody else must ask once more."))
        else:
            messages.info(request, _("Asked, and out of sight from now on. A second lead must do the same."))
        return redirect("safety")
    notices = notices_for(done.holders, timezone.now().date().isoformat())
    return render(request, "safety/sealed.html", {"sealed": done.sealed, "notices": notices})


def _refusal(error: HabeasError) -> str:
    if "reason names" in str(error):
        return _(
            "The reason names somebody who is to be gone, and the decision stays. Give another. Nothing was changed."
        )
    return str(error)
