"""Positions as a table: rows actors, columns issues, cells the latest stance with its date."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.publishing.gate import visible
from habeas.registry.positions import ActorOnIssue
from habeas.web.access import requires, viewer_of
from habeas.web.evidence import load_evidence
from habeas.web.politics import MOST_REPORTS, derived


@dataclass(frozen=True, slots=True)
class Row:
    """One actor with a cell for each issue; None where nobody says."""

    name: str
    cells: tuple[ActorOnIssue | None, ...]


@requires("read")
@require_GET
def show_positions(request: HttpRequest) -> HttpResponse:
    """The table."""
    viewer = viewer_of(request)
    found, cut = derived("positions", viewer)
    entries: list[ActorOnIssue] = list(found)
    book = load_evidence([entry.claim_id for one in entries for entry in one.entries], viewer.audience)
    seen = [one for one in (visible(one, viewer.audience, book.level_of) for one in entries) if one and one.entries]
    issues = list(dict.fromkeys((one.issue, one.issue_name) for one in seen))
    context = {
        "issues": [name for _key, name in issues],
        "rows": _rows(seen, [key for key, _name in issues]),
        "book": book,
        "cut": cut,
        "most": MOST_REPORTS,
    }
    return render(request, "positions/positions.html", context)


def _rows(entries: Iterable[ActorOnIssue], issues: list[str]) -> list[Row]:
    by_actor: dict[str, dict[str, ActorOnIssue]] = {}
    names: dict[str, str] = {}
    for entry in entries:
        by_actor.setdefault(entry.actor, {})[entry.issue] = entry
        names[entry.actor] = entry.actor_name
    return [
        Row(names[actor], tuple(cells.get(issue) for issue in issues))
        for actor, cells in sorted(by_actor.items(), key=lambda pair: names[pair[0]])
    ]
