"""Numbers over time as plots with their table, and a sentence to copy: number, day, definition, method."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from habeas.publishing.audience import CASE_TEAM
from habeas.registry.policy import DEFAULT_POLICY
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.dates import day_in_words
from habeas.web.overview.numbers import Month, months_of
from habeas.web.overview.plots import draw_held, draw_moves

_IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@requires("read")
@require_GET
def show_overview(request: HttpRequest) -> HttpResponse:
    """The page. Only the case team sees numbers over everybody: a small number can point at a person."""
    months = _months(viewer_of(request))
    context = {
        "any": bool(months),
        "months": [month for month in reversed(months) if month.is_busy],
        "sentence": sentence_of(months),
    }
    return render(request, "overview/overview.html", context)


@requires("read")
@require_GET
def send_plot(request: HttpRequest, name: str) -> HttpResponse:
    """One plot as an image; its sheet holds for the image alone."""
    draw = {"held": draw_held, "moves": draw_moves}.get(name)
    months = _months(viewer_of(request))
    if draw is None or not months:
        raise Http404
    response = HttpResponse(draw(months, dark=request.GET.get("dark") == "1"), content_type="image/svg+xml")
    response["Content-Security-Policy"] = _IMAGE_POLICY
    return response


def _months(viewer: Viewer) -> Sequence[Month]:
    if viewer.audience.level > CASE_TEAM or viewer.audience.person_ids is not None:
        return []
    return months_of(viewer, timezone.now().date())


def sentence_of(months: Sequence[Month]) -> str:
    """What can be quoted: the number with its day, definition and method."""
    if not months:
        return ""
    last = months[-1]
    day = timezone.now().date().replace(day=1)
    values = dict(DEFAULT_POLICY.definitions)["held"]
    held = ngettext("%(n)s person was certainly held", "%(n)s people were certainly held", last.held) % {"n": last.held}
    unsure = ngettext(
        "of %(n)s more it is not known whether they still are",
        "of %(n)s more it is not known whether they still are",
        last.unsure,
    ) % {"n": last.unsure}
    return _(
        "On %(day)s %(held)s; %(unsure)s. Counted are people with a reviewed claim of custody that somebody or the law "
        "vouches for on that day (%(kinds)s kinds of custody); that somebody is absent from the list proves nothing."
    ) % {"day": day_in_words(day), "held": held, "unsure": unsure, "kinds": len(values)}
