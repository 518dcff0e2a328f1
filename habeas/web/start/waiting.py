"""What the start page tells the case team: where to go on, what waits beside it, what changed since the last visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.db.models import Count, Manager, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from habeas.model import Consent
from habeas.safety.second_eyes import second_eyes_policy, waiting_claims
from habeas.store.models import (
    AuditEntry,
    CasebookFact,
    ContradictionRow,
    DecisionRow,
    DocumentRow,
    MentionRow,
    PersonRow,
    QuestionRow,
    RecordId,
    RecordLink,
)
from habeas.web.access import Viewer
from habeas.web.freshening import freshen
from habeas.web.people.views import people_for
from habeas.web.review.queue import next_report
from habeas.web.safety.consent_records import SOON_DAYS
from habeas.web.safety.deciding import live_decisions

_LOOKED_THROUGH = 300  # decisions, the newest
_CASES_SHOWN = 6
_LONGEST_AWAY = timedelta(days=60)  # after that, everything is news
_ANSWERS = frozenset({"accept", "correct", "reject"})
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Recent:
    """A decision that was taken lately.

    Attributes:
        who: The pseudonymous id of whoever decided.
        kind: Of the decision: `accept`.
        when: Its moment (UTC).
        claims: Ids of the claims that it speaks of.
    """

    who: str
    kind: str
    when: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What others did since somebody was here last.

    Attributes:
        since: The day of the last visit.
        reports: How many reports came in; 0 for who sees single cases only.
        cases: Persons about whose claims others decided.
        more: There are further ones.
    """

    since: str
    reports: int
    cases: tuple[PersonRow, ...]
    more: bool


def count_waiting(viewer: Viewer, since: str) -> dict[str, int]:
    """What there is of each kind of work, by its name; of identity and consent only for those who may decide it.

    Args:
        viewer: Of the case team.
        since: The moment after which a report is `new`; nothing is where it is empty.
    """
    freshen()
    known = RecordId.objects.filter(added_at__lte=since).order_by("-sequence").values("sequence")[:1]
    reports = DocumentRow.objects.all()
    clashes = ContradictionRow.objects.filter(listed__in=(True,), chosen="")
    numbers = {
        "reports": _number(reports, Count("*")),
        "left": _number(reports.filter(pending__gt=0), Sum("pending")),
        # Without a moment, every record would be asked whether it came before it.
        "new": _number(reports.filter(sequence__gt=Coalesce(Subquery(known), 0)), Count("*")) if since else Value(0),
        "people": _number(PersonRow.objects.filter(has_case=True, hidden=False), Count("*")),
        "contradictions": _number(clashes, Count("*")),
    }
    if viewer.audience.reviews:
        numbers |= {
            "questions": _number(QuestionRow.objects, Count("*")),
            "additions": _number(PersonRow.objects.filter(additions__gt=0), Sum("additions")),
            "second": _number(waiting_claims(second_eyes_policy()), Count("*")),
        }
    found = cast("dict[str, Any]", CasebookFact.objects.filter(name="casebook_id").values(**numbers).get())
    counts = {name: number or 0 for name, number in found.items()}
    return counts | {"consents": _consents_due()} if viewer.audience.leads else counts


def _number(rows: QuerySet[Any] | Manager[Any], number: Count | Sum) -> Subquery:
    """A number within one question for all of them; alone in its brackets, it is counted without reading the rows."""
    return Subquery(rows.order_by().values(all=Value(1)).annotate(number=number).values("number"))


def _consents_due() -> int:
    """Consents that have ended or end soon."""
    soon = (timezone.now().date() + timedelta(days=SOON_DAYS)).isoformat()
    bodies = [one.decision.body for one in live_decisions("consent")]
    given = [body for body in bodies if isinstance(body, Consent) and body.status == "given"]
    return sum(1 for body in given if body.expires and body.expires <= soon)


def recent_decisions() -> list[Recent]:
    """The newest decisions of everybody, the newest first."""
    newest = RecordId.objects.filter(tag="decision.1").order_by("-sequence").values("record_id")[:_LOOKED_THROUGH]
    arrival = RecordId.objects.filter(record_id=OuterRef("decision_id")).values("sequence")
    rows = DecisionRow.objects.filter(decision_id__in=newest).annotate(arrival=Subquery(arrival)).order_by("-arrival")
    found = list(rows.values_list("arrival", "who", "kind", "when"))
    # By the places of the records alone: asked for a relation too, the database walks through all links of its kind.
    links = RecordLink.objects.filter(record__in=[place for place, *_ in found])
    claims: dict[Any, list[str]] = {}
    for place, relation, target in links.values_list("record_id", "relation", "target"):
        if relation == "claim":
            claims.setdefault(place, []).append(target)
    return [Recent(who, kind, when, tuple(claims.get(place, ()))) for place, who, kind, when in found]


def report_to_go_on(viewer: Viewer, recent: Sequence[Recent]) -> DocumentRow | None:
    """The report in which a reviewer decided last and something waits still; else the one whose turn it is."""
    mine = next((one for one in recent if one.who == viewer.pseudonym and one.kind in _ANSWERS), None)
    if mine is not None:
        rows = DocumentRow.objects.defer("body").filter(pending__gt=0, claim_rows__in=mine.claims)
        begun = rows.first()
        if begun is not None:
            return begun
    return next_report(0, viewer.pseudonym)


def last_visit(viewer: Viewer, signed_in: str) -> str:
    """The moment of the last thing noted of somebody before they signed in (UTC); empty for who was never here."""
    oldest = (timezone.now() - _LONGEST_AWAY).strftime(_MOMENT)
    before = AuditEntry.objects.filter(who=viewer.pseudonym, at__lt=signed_in, at__gte=oldest).order_by("-at")
    return before.values_list("at", flat=True).first() or ""


def changes_for(viewer: Viewer, since: str, reports: int, recent: Sequence[Recent]) -> Changes | None:
    """What changed between the last visit and now; None for somebody who was never here.

    Args:
        viewer: Of the case team.
        since: The moment of the last visit, or empty.
        reports: How many reports came in since.
        recent: The newest decisions.
    """
    if not since:
        return None
    theirs = {claim for one in recent if one.when > since and one.who != viewer.pseudonym for claim in one.claims}
    found: list[PersonRow] = []
    if theirs:
        mentions = MentionRow.objects.filter(claim_id__in=theirs, role="person").exclude(person_id="").order_by()
        people = set(mentions.values_list("person_id", flat=True))  # asked apart: else all people are walked by name
        found = list(people_for(viewer, people).order_by("display_name")[: _CASES_SHOWN + 1])
    return Changes(since[:10], reports, tuple(found[:_CASES_SHOWN]), len(found) > _CASES_SHOWN)
