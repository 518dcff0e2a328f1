"""A second pair of eyes: what the office's policy wants two different people to accept before it leaves the case team.

The first acceptance stands, for the case team; it is a decision like any other, and so is the second. Nothing new is
recorded: whether a claim waits follows from how many people stand behind its live decisions.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q, QuerySet

from habeas.model import Claim, vocabulary
from habeas.model.claims import Event
from habeas.model.errors import InputError
from habeas.registry.claimlines import type_of
from habeas.store.models import ClaimRow, DecisionRow, RecordLink
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
    named = Q(kind__in=policy) | Q(kind="event", event_type__in=policy)
    return ClaimRow.objects.filter(named, state="accepted", deciders__lt=2).order_by("document__sequence", "place")


def waiting_among(claims: Iterable[tuple[str, Claim]], policy: frozenset[str]) -> set[str]:
    """Those of these claims that wait for a second person."""
    wanted = [claim_id for claim_id, claim in claims if needs_second(claim, policy)]
    found: set[str] = set()
    for batch in in_batches(wanted):
        found.update(waiting_claims(policy).filter(claim_id__in=batch).order_by().values_list("claim_id", flat=True))
    return found


def first_acceptances(claim_ids: Iterable[str]) -> dict[str, DecisionRow]:
    """The live decision by which each of these claims was accepted; the first of several."""
    links = RecordLink.objects.filter(relation="claim", target__in=list(claim_ids))
    pairs = list(links.values_list("target", "record__record_id"))
    rows = DecisionRow.objects.filter(
        decision_id__in=[decision_id for _claim, decision_id in pairs], live=True, kind__in=("accept", "correct")
    ).in_bulk()
    found: dict[str, DecisionRow] = {}
    for claim_id, decision_id in pairs:
        row = rows.get(decision_id)
        if row is not None and (claim_id not in found or row.when < found[claim_id].when):
            found[claim_id] = row
    return found
