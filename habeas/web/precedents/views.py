"""Each measure with the releases before and after it, in equal prominence; what came first is shown, not concluded.

Measures are paged; of the releases beside each the nearest in time are shown, and the others have a page of their own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.publishing.gate import visible
from habeas.registry.precedents import Precedent, ReleaseNear
from habeas.store.models import WorldEventRow
from habeas.store.politics import precedent_of_row
from habeas.store.views_of_politics import PLACES, precedents_of, releases_beside
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.addresses import is_person_id
from habeas.web.evidence import EvidenceBook, load_evidence
from habeas.web.outside import outlook_of
from habeas.web.people.called import names_of_people

_MEASURES = 10  # of a page
_SHOWN = 5  # releases of each place beside a measure
_LOADED = 12  # releases that are looked at for these, since some of them may be withheld
_RELEASES = 50  # of the page of all releases of one place


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with the nearest releases; `more` are the places that have more of them."""

    view: Precedent
    more: frozenset[str]


@requires("read")
@require_GET
def show_precedents(request: HttpRequest) -> HttpResponse:
    """The measures in order of time, the newest first."""
    viewer = viewer_of(request)
    page: Page[Any] = Paginator(_measures(viewer), _MEASURES).get_page(request.GET.get("page"))
    found: Sequence[Precedent] = (
        precedents_of(page, most=_LOADED) if outlook_of(viewer) is None else [_nearest(one, _LOADED) for one in page]
    )
    book = _evidence(found, viewer)
    shown = [
        Measure(_nearest(seen, _SHOWN), _places_with_more(one, seen))
        for one in found
        if (seen := visible(one, viewer.audience, book.level_of)) is not None
    ]
    releases = [release for one in shown for release in _releases_of(one.view)]
    context = {"page": page, "kept": "", "measures": shown, "names": _names(viewer, releases), "book": book}
    return render(request, "precedents/precedents.html", context)


@requires("read")
@require_GET
def show_releases(request: HttpRequest, claim_id: str, place: str) -> HttpResponse:
    """Every release of one place beside a measure, the nearest first; the claim is the first of the measure."""
    viewer = viewer_of(request)
    number = max(1, int(asked)) if (asked := request.GET.get("page", "")).isdecimal() and len(asked) < 7 else 1
    found = _beside(viewer, claim_id, place, (number - 1) * _RELEASES)
    if found is None:
        raise Http404
    measure, releases = found
    bare = replace(measure, before=(), after=(), unclear=(), credits=())
    book = _evidence([replace(bare, after=tuple(releases))], viewer)
    seen = visible(bare, viewer.audience, book.level_of)
    if seen is None:
        raise Http404
    context = {
        "measure": seen,
        "place": place,
        "releases": visible(tuple(releases[:_RELEASES]), viewer.audience, book.level_of) or (),
        "names": _names(viewer, releases),
        "book": book,
        "back": number - 1,
        "next": number + 1 if len(releases) > _RELEASES else 0,
    }
    return render(request, "precedents/beside.html", context)


def _measures(viewer: Viewer) -> Sequence[Precedent] | QuerySet[WorldEventRow]:
    outlook = outlook_of(viewer)
    if outlook is not None:
        return tuple(reversed(outlook.precedents))
    # As `= true`: an index answers that.
    return WorldEventRow.objects.filter(measure__in=(True,)).order_by("-start", "-end", "-key")


def _beside(viewer: Viewer, key: str, place: str, first: int) -> tuple[Precedent, Sequence[ReleaseNear]] | None:
    """A measure and the releases of a page beside it, and one more where there are more."""
    outlook = outlook_of(viewer)
    if outlook is not None:
        measure = next((one for one in outlook.precedents if one.key == key), None)
        if measure is None:
            return None
        releases: Sequence[ReleaseNear] = getattr(measure, place)
        nearest = releases[::-1] if place == "before" else releases
        return measure, nearest[first : first + _RELEASES + 1]
    row = WorldEventRow.objects.filter(pk=key, measure=True).first()
    if row is None:
        return None
    return precedent_of_row(row), releases_beside(row, place, first=first, most=_RELEASES + 1)


def _nearest(view: Precedent, most: int) -> Precedent:
    """The view with the nearest releases only, in order of time."""
    return replace(view, before=view.before[-most:], after=view.after[:most], unclear=view.unclear[:most])


def _places_with_more(found: Precedent, seen: Precedent) -> frozenset[str]:
    """Where more can be seen, or so much was found that more may be."""
    return frozenset(
        place for place in PLACES if len(getattr(seen, place)) > _SHOWN or len(getattr(found, place)) >= _LOADED
    )


def _releases_of(view: Precedent) -> Iterable[ReleaseNear]:
    return chain(view.before, view.after, view.unclear)


def _evidence(views: Sequence[Precedent], viewer: Viewer) -> EvidenceBook:
    claim_ids = [claim_id for one in views for claim_id in one.evidence.claim_ids]
    claim_ids += [claim_id for one in views for near in _releases_of(one) for claim_id in near.evidence.claim_ids]
    claim_ids += [credit.claim_id for one in views for credit in one.credits]
    return load_evidence(claim_ids, viewer.audience)


def _names(viewer: Viewer, near: Sequence[ReleaseNear]) -> dict[str, str]:
    """How the people of releases are called on the page, by id; who is not attached to a person has a name alone."""
    ids = {person for one in near for person in one.people}
    # Whom no decision has attached to a person stands there by name.
    return names_of_people(viewer, ids) | {person: person for person in ids if not is_person_id(person)}
