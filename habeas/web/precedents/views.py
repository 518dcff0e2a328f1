"""Each measure with the releases before and after it, in equal prominence: what came first is shown, not concluded."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.publishing.gate import visible
from habeas.registry.precedents import Precedent, ReleaseNear
from habeas.web.access import requires, viewer_of
from habeas.web.cases.naming import shown_name
from habeas.web.evidence import load_evidence
from habeas.web.outside import outlook_of
from habeas.web.people.views import people_for
from habeas.web.politics import MOST_REPORTS, derived


@requires("read")
@require_GET
def show_precedents(request: HttpRequest) -> HttpResponse:
    """The measures in order of time, the newest first."""
    viewer = viewer_of(request)
    found, cut = derived("precedents", viewer)
    measures: list[Precedent] = list(found)
    near = [one for measure in measures for one in (*measure.before, *measure.after, *measure.unclear)]
    claim_ids = [claim_id for measure in measures for claim_id in measure.evidence.claim_ids]
    claim_ids += [claim_id for release in near for claim_id in release.evidence.claim_ids]
    claim_ids += [credit.claim_id for measure in measures for credit in measure.credits]
    book = load_evidence(claim_ids, viewer.audience)
    seen = [one for one in (visible(one, viewer.audience, book.level_of) for one in measures) if one is not None]
    ids = {person for one in near for person in one.people}
    rows = people_for(viewer).filter(person_id__in=ids).values_list("person_id", "display_name")
    outlook = outlook_of(viewer)
    # The form that most reports use may stand in one that an outsider sees nothing of.
    names = {
        person_id: shown_name(name if outlook is None else outlook.cases[person_id].display_name)
        for person_id, name in rows
        if outlook is None or person_id in outlook.cases
    }
    context = {
        "measures": list(reversed(seen)),
        "names": names | {person: person for person in _unattached(near)},
        "book": book,
        "cut": cut,
        "most": MOST_REPORTS,
    }
    return render(request, "precedents/precedents.html", context)


def _unattached(near: Iterable[ReleaseNear]) -> set[str]:
    """Names that no decision has attached to a person; a person's id is 32 hex digits."""
    return {
        person
        for one in near
        for person in one.people
        if len(person) != 32 or not all(letter in "0123456789abcdef" for letter in person)
    }
