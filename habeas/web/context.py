"""What the frame of every page needs: who is looking, where they may go, in which languages."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from habeas.web.access import STRANGER, viewer_of

_VERSION = version("habeas")
_WHOLE = ("lead", "admin")  # abilities that count in the whole casebook only


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation.

    Attributes:
        name: Of the URL.
        label: What it is called.
        ability: What one must be able to do to see it.
        first: It stands in the bar; the others under "More".
    """

    name: str
    label: str | Promise
    ability: str
    first: bool = True


PLACES = (
    Place("reports", _("Reports"), "read"),
    Place("review", _("Review"), "review"),
    Place("people", _("People"), "read"),
    Place("timeline", _("Timeline"), "read"),
    Place("contradictions", _("Contradictions"), "read", first=False),
    Place("positions", _("Positions"), "read", first=False),
    Place("precedents", _("Precedents"), "read", first=False),
    Place("sources", _("Sources"), "read", first=False),
    Place("overview", _("Overview"), "read", first=False),
    Place("analysis", _("Analysis"), "read", first=False),
    Place("help", _("Help"), "read", first=False),
    Place("safety", _("Protection"), "lead", first=False),
    Place("accounts", _("Accounts"), "admin", first=False),
)


def describe_frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor of the settings."""
    viewer = viewer_of(request) if hasattr(request, "user") else STRANGER
    places = [
        {
            "href": (href := reverse(place.name)),
            "label": place.label,
            "first": place.first,
            "here": request.path.startswith(href),
        }
        for place in PLACES
        if (viewer.may_everywhere if place.ability in _WHOLE else viewer.may)(place.ability)
    ]
    more = [place for place in places if not place["first"]]
    return {
        "viewer": viewer,
        "places": places,
        "more_places": more,
        "version": _VERSION,
        "languages": settings.LANGUAGES,
    }
