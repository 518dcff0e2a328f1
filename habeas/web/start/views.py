"""The start page: signing in for a stranger, what waits for everybody else; and the pages for what is wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from habeas.web.access import Viewer, for_everybody, viewer_of
from habeas.web.outside import outlook_of
from habeas.web.people.rows import lines_for
from habeas.web.people.views import people_for
from habeas.web.start.waiting import changes_for, count_waiting, last_visit, recent_decisions, report_to_go_on

_CASES = 60  # of somebody who sees single cases


@for_everybody
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What there is to do, or the way to sign in."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    viewer = viewer_of(request)
    if not viewer.may("read"):
        return render(request, "start/nothing_granted.html")
    outlook = outlook_of(viewer)
    if outlook is not None:
        counts = {
            "reports": len({claim.document_id for claim in outlook.open_claims.values()}),
            "people": len(outlook.cases),
            "contradictions": sum(bool(one.person_id) for one in outlook.contradictions),
        }
        return render(request, "start/start.html", {"counts": counts})
    return render(request, "start/start.html", _for_the_team(request, viewer))


def _for_the_team(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    """What the start page tells the case team, and those of it who see single cases only."""
    recent = recent_decisions()
    began = getattr(request.user, "last_login", None)
    since = last_visit(viewer, began.strftime("%Y-%m-%dT%H:%M:%SZ")) if began else ""
    if not viewer.may_everywhere("read"):
        rows = list(people_for(viewer).order_by("display_name")[:_CASES])
        cases = lines_for(rows, viewer.audience, timezone.now().date())
        return {"changes": changes_for(viewer, since, 0, recent), "cases": cases}
    context: dict[str, Any] = {"counts": count_waiting(viewer, since)}
    context["changes"] = changes_for(viewer, since, context["counts"]["new"], recent)
    if viewer.audience.reviews and context["counts"]["left"]:
        context["begun"] = report_to_go_on(viewer, recent)
    return context


@for_everybody
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages, for this browser."""
    answer: HttpResponse = set_language(request)
    return answer


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """What is not there, and what is not for the one who asks: the same answer."""
    return render(request, "layout/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """A request that no page of ours makes."""
    return render(request, "layout/refused.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Refused, after signing in."""
    return render(request, "layout/refused.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; nothing that was acknowledged is lost."""
    return render(request, "layout/broken.html", status=500)
