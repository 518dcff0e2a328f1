"""What the pages of protection share: who may open them, what they are told, which decisions hold now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from habeas.model import Decision, decode_record
from habeas.publishing.audience import CASE_TEAM
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import Names
from habeas.safety.names import names_withheld_from
from habeas.safety.protection import read_policy
from habeas.store.models import DecisionRow, PersonRow, RecordBody
from habeas.web.access import Viewer, find_person, viewer_of

_REASON_LENGTH = 500
_JUST_NOW = 0.5  # seconds: the page has read the policy itself


@dataclass(frozen=True, slots=True)
class Live:
    """A decision that holds: its id and what it is."""

    decision_id: str
    decision: Decision


def leader_of(request: HttpRequest) -> Viewer:
    """Who asks, if that is somebody who leads in the whole casebook.

    Raises:
        Http404: It is somebody else; they learn nothing.
    """
    viewer = viewer_of(request)
    if not viewer.may_everywhere("lead"):
        raise Http404
    read_policy()  # once for the page, as it is now
    return viewer


def person_for(viewer: Viewer, person_id: str) -> PersonRow:
    """The person that a page of protection is about; a lead finds whoever is hidden as well.

    Raises:
        Http404: There is none.
    """
    return find_person(viewer, person_id)


def reason_of(request: HttpRequest) -> str:
    """The reason as given, of a length that a decision keeps."""
    return request.POST.get("why", "").strip()[:_REASON_LENGTH]


def hidden_names() -> Names:
    """The names of whoever is out of sight: on these pages a lead does not read them either."""
    return names_withheld_from(CASE_TEAM, timezone.now().date().isoformat(), within=_JUST_NOW)


def page_policy() -> Policy:
    """What decisions say about who may see what, as the page found it when it began."""
    return read_policy(within=_JUST_NOW)


def live_decisions(*kinds: str, about: Iterable[str] | None = None) -> list[Live]:
    """The decisions of these kinds that hold, the oldest first.

    Args:
        kinds: Any of level, consent, hide, seal, access.
        about: Ids of which one must be spoken of; None for all.
    """
    rows = DecisionRow.objects.filter(kind__in=kinds, live=True, trusted=True)
    bodies = RecordBody.objects.filter(record__record_id__in=rows.values("decision_id"))
    if about is not None:
        bodies = bodies.filter(record__links__target__in=list(about)).distinct()
    found = []
    for record_id, raw in bodies.order_by("record__sequence").values_list("record__record_id", "raw"):
        record = decode_record(bytes(raw))
        if isinstance(record, Decision):
            found.append(Live(record_id, record))
    return found


def ids_of_person(person_id: str) -> set[str]:
    """The id of a person and of everybody who was joined to them."""
    joined = PersonRow.objects.filter(redirect_to=person_id).values_list("person_id", flat=True)
    return {person_id, *joined}


def person_with_joined(viewer: Viewer, person_id: str) -> tuple[str, ...]:
    """The id of a person whom a lead protects, then those of everybody who was joined to them.

    Raises:
        Http404: There is none.
    """
    rows = dict(PersonRow.objects.filter(Q(pk=person_id) | Q(redirect_to=person_id)).values_list("pk", "redirect_to"))
    if rows.get(person_id) == "" and viewer.may_everywhere("lead"):
        return person_id, *sorted(rows.keys() - {person_id})
    root = person_for(viewer, person_id).person_id
    return root, *sorted(ids_of_person(root) - {root})
