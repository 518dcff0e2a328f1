"""The page on which one person is protected: level, consent, access to the case, hiding and sealing."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from habeas.model import GrantAccess
from habeas.safety.register import find_holders
from habeas.store.models import PersonRow, Pseudonym
from habeas.web.access import Viewer
from habeas.web.cases.people_behind import names_of_staff
from habeas.web.safety.consent_records import ConsentForm, lines_of
from habeas.web.safety.deciding import Live, ids_of_person, live_decisions, page_policy
from habeas.web.safety.level_records import level_lines
from habeas.web.safety.texts import AUDIENCES, CASE_ROLES


@dataclass(frozen=True, slots=True)
class CaseGrant:
    """A role that somebody has in this one case."""

    decision_id: str
    pseudonym: str
    name: str
    role: str


def grants_in_case(person_ids: set[str], live: list[Live] | None = None) -> list[CaseGrant]:
    """Who has a role in the case of this person alone.

    Args:
        person_ids: The person, under every id.
        live: Decisions about the person, where the page has them already.
    """
    found = [
        (one.decision_id, body)
        for one in (live if live is not None else live_decisions("access", about=person_ids))
        if isinstance(body := one.decision.body, GrantAccess) and body.person_id in person_ids
    ]
    staff = names_of_staff(body.account for _, body in found)
    return [CaseGrant(decision_id, body.account, staff[body.account], body.role) for decision_id, body in found]


def render_person(
    request: HttpRequest, viewer: Viewer, row: PersonRow, form: ConsentForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The page, with a form that was filled in wrongly where there is one.

    Args:
        request: Who asks for what.
        viewer: Somebody who leads.
        row: The person.
        form: As it came, with what is wrong in it.
        status: Of the answer.
    """
    today = timezone.now().date().isoformat()
    ids = ids_of_person(row.person_id)
    live = live_decisions("consent", "level", "access", about=ids)
    levels = level_lines(live)
    accounts = Pseudonym.objects.filter(user__is_active=True).order_by("user__username")
    context = {
        "row": row,
        "level": page_policy().level_of_person(row.person_id, today),
        "levels": levels,
        "earlier": [line for line in levels if not line.field],
        "audiences": AUDIENCES,
        "consents": lines_of(live, viewer),
        "form": form if form is not None else ConsentForm(initial={"given": today, "level": "1"}),
        "open_form": form is not None,
        "grants": grants_in_case(ids, live),
        "accounts": accounts.values_list("pseudonym", "user__username"),
        "roles": CASE_ROLES,
        "holders": len(find_holders(ids)),
    }
    return render(request, "safety/person.html", context, status=status)
