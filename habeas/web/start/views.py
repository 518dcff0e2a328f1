"""The start page: signing in for a stranger, what waits for everybody else; and the pages for what is wrong."""

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from habeas.safety.second_eyes import second_eyes_policy, waiting_claims
from habeas.store import worldwide
from habeas.store.models import ContradictionRow, DocumentRow, PersonRow, QuestionRow
from habeas.web.access import for_everybody, viewer_of
from habeas.web.outside import outlook_of


@for_everybody
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What there is to do, or the way to sign in."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    viewer = viewer_of(request)
    if not viewer.may("read"):
        return render(request, "start/nothing_granted.html")
    counts = {}
    outlook = outlook_of(viewer)
    if outlook is not None:
        counts = {
            "reports": len({claim.document_id for claim in outlook.open_claims.values()}),
            "people": len(outlook.cases),
            "contradictions": sum(bool(one.person_id) for one in outlook.contradictions),
        }
    elif viewer.may_everywhere("read"):
        worldwide.freshen()
        reports = DocumentRow.objects.aggregate(reports=Count("document_id"), left=Sum("pending"))
        counts = {
            "reports": reports["reports"],
            "left": reports["left"] or 0,
            "people": PersonRow.objects.filter(has_case=True, hidden=False).count(),
            "questions": QuestionRow.objects.count(),
            "additions": PersonRow.objects.filter(additions__gt=0).aggregate(sum=Sum("additions"))["sum"] or 0,
            "second": waiting_claims(second_eyes_policy()).order_by().count(),
            "contradictions": ContradictionRow.objects.filter(proposed=False).count(),
        }
    return render(request, "start/start.html", {"counts": counts})


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
