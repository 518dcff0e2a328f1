"""A second pair of eyes: what the office's policy wants two different people to accept before it leaves the case team.

The first acceptance stands, for the case team; it is a decision like any other, and so is the second. Nothing new is
recorded: whether a claim waits follows from how many people stand behind its live decisions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from habeas.model import Claim, decode_record, vocabulary
from habeas.model.claims import Event
from habeas.model.errors import InputError
from habeas.registry.claimlines import type_of
from habeas.store.models import ClaimRow, DecisionRow, Pseudonym, RecordBody, RecordLink
from habeas.store.reads import in_batches

_NONE = "none"


def second_eyes_policy() -> frozenset[str]:
    """The event types and kinds of claim that need two people.

    Raises:
        InputError: HABEAS_SECOND_EYES names something that is neither.
    """
    return check_policy(settings.HABEAS.second_eyes)  # type: ignore[misc]


def check_policy(named: Iterable[str]) -> frozenset[str]:
    """The same names, once each of them is known to be one."""
    wanted = frozenset(named) - {_NONE}
    unknown = sorted(wanted - {*vocabulary.EVENT_TYPE_NAMES, *vocabulary.KINDS})
    if unknown:
        raise InputError(f"HABEAS_SECOND_EYES: {unknown[0]!r} is neither an event type nor a kind of claim")
    return wanted


def needs_second(claim: Claim, policy: frozenset[str]) -> bool:
    """Whether the policy wants two people for this claim."""
    return claim.kind in policy or (isinstance(claim.body, Event) and type_of(claim.body) in policy)


def waits(row: ClaimRow, policy: frozenset[str]) -> bool:
    """Whether a claim was accepted by one person and waits for another."""
    if row.state != "accepted" or row.deciders > 1:
        return False
    return row.kind in policy or (row.kind == "event" and row.event_type in policy)


def waiting_claims(policy: frozenset[str]) -> QuerySet[ClaimRow]:
    """Every claim that waits for a second person, in the order of the reports."""
    kinds = policy.intersection(vocabulary.KINDS)
    named = Q(kind="event", event_type__in=policy - kinds)  # one index answers it; with kinds beside, a scan of it
    if kinds:
        named |= Q(kind__in=kinds)
    return ClaimRow.objects.filter(named, state="accepted", deciders__lt=2).order_by("document__sequence", "place")


def waiting_among(claims: Iterable[tuple[str, Claim]], policy: frozenset[str]) -> set[str]:
    """Those of these claims that wait for a second person."""
    wanted = [claim_id for claim_id, claim in claims if needs_second(claim, policy)]
    found: set[str] = set()
    for batch in in_batches(wanted):
        found.update(waiting_claims(policy).filter(claim_id__in=batch).order_by().values_list("claim_id", flat=True))
    return found


@dataclass(frozen=True, slots=True)
class FirstLook:
    """By whom a claim was accepted that waits: pseudonymous id, and the name inside the case team."""

    who: str
    name: str


def first_looks(claim_ids: Iterable[str]) -> dict[str, FirstLook]:
    """Who accepted each of these claims, each of which waits, so that one person did."""
    wanted = set(claim_ids)
    about = RecordLink.objects.filter(relation="claim", target__in=wanted)
    label = Pseudonym.objects.filter(pseudonym=OuterRef("who")).values("label")[:1]
    rows = (
        DecisionRow.objects.filter(decision_id__in=about.values("record__record_id"))
        .filter(live=True, kind__in=("accept", "correct"))
        .annotate(label=Subquery(label), raw=Subquery(_raw_of_decision()))
    )
    found: dict[str, FirstLook] = {}
    for row in rows:
        body = getattr(decode_record(bytes(row.raw)), "body", None) if row.raw else None
        claim_id = getattr(body, "replacement_id", "") or getattr(body, "claim_id", "")
        if claim_id in wanted:
            found[claim_id] = FirstLook(row.who, row.label or f"{row.who[:8]}")
    return found


def _raw_of_decision() -> QuerySet[RecordBody, Any]:
    return RecordBody.objects.filter(record__record_id=OuterRef("decision_id")).values("raw")[:1]
