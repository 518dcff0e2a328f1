"""Positions as a table: rows actors, columns issues, cells the latest stances with their dates; all of one cell apart.

Actors are paged, and a cell tells where there is more of it: nothing is left out for being old.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.publishing.gate import visible
from habeas.registry.positions import ActorOnIssue, PositionEntry
from habeas.store.models import PositionRow
from habeas.store.politics import position_of_row
from habeas.store.views_of_politics import positions_of
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.evidence import EvidenceBook, load_evidence
from habeas.web.outside import outlook_of

_ACTORS = 8  # of a page
_SHOWN = 3  # stances of a cell; the latest alone where a page has many cells
_MANY = 60  # cells
_LOADED = 8  # stances of a cell that are looked at, since some of them may be withheld
_MOST = 480  # stances of a page that are looked at: so many claims are read with one question
_COLUMNS = 12  # issues that stand side by side; more of them stand below one another
_STANCES = 50  # of the page of one cell


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor on one issue: the latest stances, the newest first.

    Attributes:
        more: The claim by which the page of all of them is found; empty where there are no more.
    """

    name: str
    entries: tuple[PositionEntry, ...]
    differ: bool
    more: str


@dataclass(frozen=True, slots=True)
class Row:
    """One actor with a cell for each issue; None where nobody says."""

    name: str
    cells: tuple[Cell | None, ...]


@requires("read")
@require_GET
def show_positions(request: HttpRequest) -> HttpResponse:
    """The table."""
    viewer = viewer_of(request)
    page: Page[Any] = Paginator(_actors(viewer), _ACTORS).get_page(request.GET.get("page"))
    views = _views(viewer, list(page))
    loaded = max(1, min(_LOADED, _MOST // max(1, len(views))))
    newest = [entry.claim_id for one in views for entry in one.entries[-loaded:]]
    book = load_evidence(newest, viewer.audience)
    # Where the latest are all withheld, older ones may be seen.
    behind = [one for one in views if len(one.entries) > loaded and not _seen(one.entries[-loaded:], viewer, book)]
    if behind:
        older = [entry.claim_id for one in behind for entry in one.entries]
        book = load_evidence([*newest, *older], viewer.audience)
    shown = _SHOWN if len(views) <= _MANY else 1
    cells = {
        (one.actor, one.issue): cell
        for one in views
        if (cell := _cell(one, viewer, book, loaded=loaded, shown=shown)) is not None
    }
    issues = list(dict.fromkeys((one.issue, one.issue_name) for one in views if (one.actor, one.issue) in cells))
    names = {one.actor: one.actor_name for one in views}
    context = {
        "page": page,
        "kept": "",
        "issues": [name for _key, name in issues],
        "side_by_side": len(issues) <= _COLUMNS,
        "rows": [
            Row(names[actor], tuple(cells.get((actor, issue)) for issue, _name in issues))
            for actor in sorted({actor for actor, _issue in cells}, key=lambda actor: (names[actor], actor))
        ],
        "book": book,
    }
    return render(request, "positions/positions.html", context)


@requires("read")
@require_GET
def show_stances(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Every stance of one actor on one issue, the newest first: those of the claim that the address names."""
    viewer = viewer_of(request)
    view = _view_of(viewer, claim_id)
    entries = tuple(reversed(view.entries)) if view is not None else ()
    page: Page[Any] = Paginator(entries, _STANCES).get_page(request.GET.get("page"))
    book = load_evidence([claim_id, *(entry.claim_id for entry in page)], viewer.audience)
    if view is None or book.level_of(claim_id) < viewer.audience.level:
        raise Http404
    context = {
        "page": page,
        "kept": "",
        "view": view,
        "entries": _seen(page, viewer, book),
        "book": book,
    }
    return render(request, "positions/stances.html", context)


def _actors(viewer: Viewer) -> Sequence[str] | Any:
    """The keys of all who stand somewhere, in their order."""
    outlook = outlook_of(viewer)
    if outlook is not None:
        return sorted({one.actor for one in outlook.positions})
    return PositionRow.objects.order_by("actor").values_list("actor", flat=True).distinct()


def _views(viewer: Viewer, actors: list[str]) -> tuple[ActorOnIssue, ...]:
    outlook = outlook_of(viewer)
    if outlook is not None:
        return tuple(one for one in outlook.positions if one.actor in actors)
    return positions_of(PositionRow.objects.filter(actor__in=actors))


def _view_of(viewer: Viewer, claim_id: str) -> ActorOnIssue | None:
    outlook = outlook_of(viewer)
    if outlook is not None:
        held = (one for one in outlook.positions if any(entry.claim_id == claim_id for entry in one.entries))
        return next(held, None)
    row = PositionRow.objects.filter(pk=claim_id).first()
    if row is None:
        return None
    placed = position_of_row(row)
    found = positions_of(PositionRow.objects.filter(actor=row.actor))
    return next(one for one in found if one.issue == placed.issue)


def _cell(view: ActorOnIssue, viewer: Viewer, book: EvidenceBook, *, loaded: int, shown: int) -> Cell | None:
    entries = _seen(reversed(view.entries[-loaded:]), viewer, book) or _seen(reversed(view.entries), viewer, book)
    if not entries:
        return None
    more = len(entries) > shown or len(view.entries) > loaded
    return Cell(view.issue_name, entries[:shown], view.differ, entries[0].claim_id if more else "")


def _seen(entries: Iterable[PositionEntry], viewer: Viewer, book: EvidenceBook) -> tuple[PositionEntry, ...]:
    return visible(tuple(entries), viewer.audience, book.level_of) or ()
