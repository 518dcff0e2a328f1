"""What the start page tells the case team: where to go on, what waits beside it, what changed since the last visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from habeas.model import Consent
from habeas.safety.second_eyes import second_eyes_policy, waiting_claims
from habeas.store import worldwide
from habeas.store.models import (
    AuditEntry,
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
from habeas.web.people.views import people_for
from habeas.web.review.queue import next_report
from habeas.web.safety.consent_records import SOON_DAYS
from habeas.web.safety.deciding import live_decisions

_LOOKED_THROUGH = 300  # decisions, the newest
_CASES_SHOWN = 6
_LONGEST_AWAY = timedelta(days=60)  # after that, everything is news
_ANSWERS = frozenset({"accept", "correct", "reject"})
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"

Recent = Sequence[tuple[str, str, str, str]]  # id, who, kind and moment of decisions, the newest first


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


def count_waiting(viewer: Viewer) -> dict[str, int]:
    """What there is of each kind of work, by its name; of identity and consent only for those who may decide it."""
    worldwide.freshen()
    reports, cases = DocumentRow.objects.order_by(), PersonRow.objects.filter(has_case=True, hidden=False).order_by()
    counted: list[QuerySet[Any]] = [
        _one(reports, "reports", Count("pk")),
        _one(reports.filter(pending__gt=0), "left", Sum("pending")),
        _one(cases, "people", Count("pk")),
        _one(ContradictionRow.objects.filter(listed__in=(True,), chosen="").order_by(), "contradictions", Count("pk")),
    ]
    if viewer.audience.reviews:
        additions = PersonRow.objects.filter(additions__gt=0).order_by()
        counted += [
            _one(QuestionRow.objects.order_by(), "questions", Count("pk")),
            _one(additions, "additions", Sum("additions")),
            _one(waiting_claims(second_eyes_policy()).order_by(), "second", Count("pk")),
        ]
    counts = {name: number or 0 for name, number in counted[0].union(*counted[1:], all=True)}
    return counts | {"consents": _consents_due()} if viewer.audience.leads else counts


def _one(rows: QuerySet[Any], name: str, number: Count | Sum) -> QuerySet[Any]:
    """A line of two columns, so that all the counts are one question to the database."""
    named = rows.values(what_is_counted=Value(name)).annotate(how_many=number)
    return cast("QuerySet[Any]", named.values_list("what_is_counted", "how_many"))


def _consents_due() -> int:
    """Consents that have ended or end soon."""
    soon = (timezone.now().date() + timedelta(days=SOON_DAYS)).isoformat()
    bodies = [one.decision.body for one in live_decisions("consent")]
    given = [body for body in bodies if isinstance(body, Consent) and body.status == "given"]
    return sum(1 for body in given if body.expires and body.expires <= soon)


def recent_decisions() -> Recent:
    """The newest decisions of everybody."""
    newest = RecordId.objects.filter(tag="decision.1").order_by("-sequence").values("record_id")[:_LOOKED_THROUGH]
    arrival = RecordId.objects.filter(record_id=OuterRef("decision_id")).values("sequence")
    rows = DecisionRow.objects.filter(decision_id__in=newest).annotate(arrival=Subquery(arrival)).order_by("-arrival")
    return list(rows.values_list("decision_id", "who", "kind", "when"))


def report_to_go_on(viewer: Viewer, recent: Recent) -> DocumentRow | None:
    """The report in which a reviewer decided last and something waits still; else the one whose turn it is."""
    mine = next((one for one, who, kind, _when in recent if who == viewer.pseudonym and kind in _ANSWERS), None)
    if mine is not None:
        about = RecordLink.objects.filter(relation="claim", record__record_id=mine).values("target")
        rows = DocumentRow.objects.defer("body").filter(pending__gt=0, claim_rows__in=about)
        begun = rows.first()
        if begun is not None:
            return begun
    return next_report(0, viewer.pseudonym)


def changes_for(viewer: Viewer, signed_in: str, recent: Recent) -> Changes | None:
    """What changed between the last visit and now; None for somebody who was never here.

    Args:
        viewer: Of the case team.
        signed_in: When this visit began (UTC): the last thing noted before it ends the visit before.
        recent: The newest decisions.
    """
    oldest = (timezone.now() - _LONGEST_AWAY).strftime(_MOMENT)
    before = AuditEntry.objects.filter(who=viewer.pseudonym, at__lt=signed_in, at__gte=oldest).order_by("-at")
    last = before.values_list("at", flat=True).first()
    if last is None:
        return None
    reports = 0
    if viewer.may_everywhere("read"):
        known = RecordId.objects.filter(added_at__lte=last).order_by("-sequence").values("sequence")[:1]
        reports = DocumentRow.objects.filter(sequence__gt=Coalesce(Subquery(known), 0)).count()
    theirs = [one for one, who, _kind, when in recent if when > last and who != viewer.pseudonym]
    found: list[PersonRow] = []
    if theirs:
        claims = RecordLink.objects.filter(relation="claim", record__record_id__in=theirs).values("target")
        mentions = MentionRow.objects.filter(claim_id__in=claims, role="person").exclude(person_id="")
        people = set(mentions.values_list("person_id", flat=True))  # asked apart: else all people are walked by name
        found = list(people_for(viewer).filter(pk__in=people).order_by("display_name")[: _CASES_SHOWN + 1])
    return Changes(last[:10], reports, tuple(found[:_CASES_SHOWN]), len(found) > _CASES_SHOWN)
