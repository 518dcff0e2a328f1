"""Who may see and do what: one rule on every view, one helper for every kind of object, and 404 for everybody else.

A stranger is told nothing, not even that a thing exists: what may not be seen answers exactly as what is not there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from habeas.model import GrantAccess, decode_record
from habeas.publishing.audience import CASE_TEAM, MECHANISMS, PARTNERS, PUBLIC, Audience
from habeas.safety.names import documents_open_to
from habeas.store.models import ClaimRow, DecisionRow, DocumentRow, MentionRow, PersonRow, Pseudonym, RecordBody

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# What each role may do. Whoever keeps the accounts sees no case by that.
_ABILITIES: Mapping[str, frozenset[str]] = {
    "mechanism": frozenset({"read"}),
    "partner": frozenset({"read"}),
    "reader": frozenset({"read"}),
    "reviewer": frozenset({"read", "review"}),
    "lead": frozenset({"read", "review", "lead"}),
    "admin": frozenset({"admin"}),
}
ROLES = tuple(_ABILITIES)
# Readers, reviewers and leads are the case team; partners and mechanisms are outside it.
_LEVELS: Mapping[str, int] = {"mechanism": MECHANISMS, "partner": PARTNERS}


_PSEUDONYM = "pseudonym"  # of the account, kept in its session: it never changes, and ends with the account
_NOBODY = Audience(PUBLIC, "", frozenset())


@dataclass(frozen=True, slots=True)
class Viewer:
    """The account behind a request.

    Attributes:
        pseudonym: Its random id, as records name it; empty for a stranger.
        abilities: What its roles in the whole casebook let it do: read, review, lead, admin.
        cases: What it may do in single cases, by person id.
        audience: As what the gate knows it.
    """

    pseudonym: str = ""
    abilities: frozenset[str] = frozenset()
    cases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    audience: Audience = _NOBODY

    def may(self, ability: str) -> bool:
        """Whether it may do this somewhere."""
        return ability in self.abilities or any(ability in found for found in self.cases.values())

    def may_everywhere(self, ability: str) -> bool:
        """Whether it may do this in the whole casebook."""
        return ability in self.abilities


STRANGER = Viewer()


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request, found once."""
    known: tuple[object, Viewer] | None = getattr(request, "habeas_viewer", None)
    if known is None or known[0] != request.user.pk:  # signing in changes who asks
        known = (request.user.pk, _find_viewer(request))
        request.habeas_viewer = known  # type: ignore[attr-defined]
    return known[1]


def _find_viewer(request: HttpRequest) -> Viewer:
    if not request.user.is_authenticated:
        return STRANGER
    pseudonym = request.session.get(_PSEUDONYM)
    if pseudonym is None:
        pseudonym = Pseudonym.objects.filter(user_id=request.user.pk).values_list("pseudonym", flat=True).first()
        if pseudonym is not None:
            request.session[_PSEUDONYM] = pseudonym
    today = timezone.now().date().isoformat()
    return viewer_with(pseudonym, grants_of(pseudonym), today) if pseudonym else STRANGER


def grants_of(pseudonym: str) -> list[GrantAccess]:
    """The live decisions that give an account something."""
    live = DecisionRow.objects.filter(kind="access", live=True, trusted=True, disputed=False).values("decision_id")
    bodies = RecordBody.objects.filter(
        record__links__relation="account", record__links__target=pseudonym, record__record_id__in=live
    ).values_list("raw", flat=True)
    found = [getattr(decode_record(bytes(raw)), "body", None) for raw in bodies]
    return [body for body in found if isinstance(body, GrantAccess) and body.role in _ABILITIES]


def viewer_with(pseudonym: str, grants: list[GrantAccess], today: str) -> Viewer:
    """The viewer that these grants make on a day (ISO)."""
    reading = [grant for grant in grants if "read" in _ABILITIES[grant.role]]
    whole = frozenset[str]().union(*(_ABILITIES[grant.role] for grant in grants if not grant.person_id))
    cases: dict[str, frozenset[str]] = {}
    for grant in grants:
        if grant.person_id:
            cases[grant.person_id] = cases.get(grant.person_id, frozenset()) | _ABILITIES[grant.role]
    if "read" in whole:
        reading = [grant for grant in reading if not grant.person_id]
    audience = Audience(
        level=min((_LEVELS.get(grant.role, CASE_TEAM) for grant in reading), default=PUBLIC),
        day=today,
        person_ids=None if "read" in whole else frozenset(cases),
        reviews="review" in whole,
        leads="lead" in whole,
    )
    return Viewer(pseudonym, whole, cases, audience)


def requires(ability: str) -> Callable[[View], View]:
    """The rule of a view: only for those who may do this; nobody else learns that it is there."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not viewer_of(request).may(ability):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.access_rule = ability  # type: ignore[attr-defined]
        return cast("View", guarded)

    return decorate


def for_everybody(view: View) -> View:
    """The rule of a view that a stranger may open: signing in, the start page, help."""
    view.access_rule = "everybody"  # type: ignore[attr-defined]
    return view


def for_accounts(view: View) -> View:
    """The rule of a view about the account that opens it; a stranger gets 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            raise Http404
        return view(request, *args, **kwargs)

    guarded.access_rule = "account"  # type: ignore[attr-defined]
    return cast("View", guarded)


def find_person(viewer: Viewer, person_id: str) -> PersonRow:
    """The row of a person that the viewer may see; the one joined to, where the person was joined to another.

    Raises:
        Http404: There is none, or not for this viewer.
    """
    row = PersonRow.objects.filter(person_id=person_id).first()
    if row is not None and row.redirect_to:
        row = PersonRow.objects.filter(person_id=row.redirect_to).first()
    if row is None or not viewer.audience.may_open(row.person_id):
        raise Http404
    if row.hidden and not viewer.audience.leads:
        raise Http404
    return row


def find_document(viewer: Viewer, document_id: str) -> DocumentRow:
    """The row of a report that the viewer may open; who sees single cases sees the reports of these cases.

    Raises:
        Http404: There is none, or not for this viewer.
    """
    row = DocumentRow.objects.filter(document_id=document_id).defer("body").first()
    if row is None or not _may_open(viewer, document_id):
        raise Http404
    return row


def _may_open(viewer: Viewer, document_id: str) -> bool:
    persons = viewer.audience.person_ids
    if viewer.audience.level > CASE_TEAM and document_id not in documents_open_to(
        viewer.audience.level, viewer.audience.day
    ):
        return False
    if persons is None:
        return True
    return MentionRow.objects.filter(document_id=document_id, person_id__in=persons).exists()


def find_claim(viewer: Viewer, claim_id: str) -> ClaimRow:
    """The row of a claim that the viewer may see.

    Raises:
        Http404: There is none, or not for this viewer.
    """
    row = ClaimRow.objects.filter(claim_id=claim_id).first()
    if row is None or not _may_open(viewer, row.document_id):
        raise Http404
    return row
