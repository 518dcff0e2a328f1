"""Half-written forms, kept on the server for the one who writes them: a dropped line or a closed lid loses nothing.

Nothing is kept in the browser, whose store outlives a session. A draft is no record: it goes when the form is sent,
when its writer throws it away, when something is sealed, and after two weeks in any case.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from habeas.store.models import Draft
from habeas.store.transactions import write_transaction
from habeas.web.access import requires, viewer_of
from habeas.workflow import now

_NAME = re.compile(r"note|take-in|add ([0-9a-f]{64})|correct ([0-9a-f]{64}) ([0-9a-f]{64})")
_DAYS = 14
_MOST_CHARACTERS = 200_000
_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "draft", "draft-act", "state"})


def draft_of(pseudonym: str, name: str) -> Draft | None:
    """What somebody left half-written; None for nothing."""
    return Draft.objects.filter(who=pseudonym, name=short_name(name)).first()


def forget_draft(pseudonym: str, name: str) -> None:
    """The form was sent, or its writer does not want it any more."""
    Draft.objects.filter(who=pseudonym, name=short_name(name)).delete()


def short_name(name: str) -> str:
    """The name under which a draft is kept: a claim's id tells its report as well."""
    kind, *ids = name.split(" ")
    return " ".join([kind, *ids[-1:]])


@requires("review")
@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a form, or throw it away. A script asks for it while one writes; a button does without."""
    viewer = viewer_of(request)
    name = request.POST.get("draft", "")
    match = _NAME.fullmatch(name)
    if match is None or not viewer.may_everywhere("review"):
        raise Http404
    if request.POST.get("draft-act") == "forget":
        forget_draft(viewer.pseudonym, name)
    else:
        given = {key: value for key, value in request.POST.items() if isinstance(value, str) and key not in _NOT_KEPT}
        _keep(viewer.pseudonym, name, given)
    if request.headers.get("HX-Request") or request.headers.get("X-Requested-With"):
        return HttpResponse(status=204)
    return redirect(_page_of(match))


def _keep(pseudonym: str, name: str, given: Mapping[str, str]) -> None:
    if sum(map(len, given.values())) > _MOST_CHARACTERS:
        return
    old = (timezone.now() - timedelta(days=_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with write_transaction():
        Draft.objects.filter(kept_at__lt=old).delete()
        Draft.objects.update_or_create(
            who=pseudonym, name=short_name(name), defaults={"fields": dict(given), "kept_at": now()}
        )


def _page_of(match: re.Match[str]) -> str:
    if match.group(1):
        return reverse("add_claim", args=[match.group(1)])
    if match.group(2):
        return reverse("correct", args=[match.group(2), match.group(3)])
    return reverse("take_in" if match.group() == "take-in" else "write_note")
