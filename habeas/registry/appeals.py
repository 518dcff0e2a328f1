"""Open letters and petitions: who asks whom for what, how many signed as reported over time; and typologies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import Classification, Count, Event
from habeas.registry.days import range_of
from habeas.registry.documents import date_of_claim, facts_of, mentions_in
from habeas.registry.identity import person_of
from habeas.registry.orders import causal_links
from habeas.registry.policy import DEFAULT_POLICY, Policy
from habeas.registry.quantities import clash, words_of_quantity
from habeas.registry.sources import evidence_of, said_by
from habeas.registry.worldwide import WorldEvent, contradiction_of_none, counts, world_events

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.model import Quantity
    from habeas.registry.casefile import Contradiction, Evidence, Source
    from habeas.registry.ledger import Ledger

_WEEKS = 31  # days after an appeal in which a report that gives it no date is presumed to tell of it


@dataclass(frozen=True, slots=True)
class Signatures:
    """How many signed, as one claim counts them; `as_of` is EDTF (the claim's, else the publication's) or empty."""

    value: str
    as_of: str
    claim_id: str
    said_by: tuple[Source, ...]
    subset_of: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """An open letter or petition.

    Attributes:
        key, date: Of the event.
        demands: The words of the claims that tell of it.
        addressees, beneficiaries: Names as written.
        signatories: Names as written; never above level 1 without a decision.
        signed: Counts over time; a part of a whole says of what.
        replies: Claim ids of events that reports tie to it as effects.
        contradictions: Counts that cannot both be right.
    """

    key: str
    date: str
    demands: tuple[str, ...]
    addressees: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    signatories: tuple[str, ...]
    signed: tuple[Signatures, ...]
    replies: tuple[str, ...]
    evidence: Evidence
    contradictions: tuple[Contradiction, ...]


def derive_appeals(ledger: Ledger, policy: Policy = DEFAULT_POLICY, *, proposed: bool = False) -> tuple[Appeal, ...]:
    """Every appeal that accepted claims tell of, in order of time.

    Reports of one appeal name its signatories differently, so appeals are told apart by date alone, or by the
    time of the report where it gives none; people decide the rest.
    """
    events = world_events(ledger, policy, ("appeal",), proposed=proposed)
    appeals = [_appeal(ledger, policy, cluster, proposed=proposed) for cluster in _by_date(ledger, policy, events)]
    return tuple(sorted(appeals, key=lambda one: (range_of(one.date).start, one.key)))


def _by_date(ledger: Ledger, policy: Policy, events: Iterable[WorldEvent]) -> list[list[WorldEvent]]:
    """Clusters of events that are presumed one appeal.

    A report that gives no date tells of an appeal that was published not long before: it is presumed the only one of
    these weeks, or that of the same report.
    """
    clusters: list[list[WorldEvent]] = []
    undated = []
    for event in sorted(events, key=lambda one: (one.group.stated.start, one.group.stated.end, one.group.key)):
        days = event.group.stated
        if days.first is None:
            undated.append(event)
            continue
        near = [
            cluster
            for cluster in clusters
            if all(
                max(days.start - other.group.stated.end, other.group.stated.start - days.end) <= policy.same_event_days
                for other in cluster
            )
        ]
        if len(near) == 1:
            near[0].append(event)
        else:
            clusters.append([event])
    dated = list(clusters)
    for event in undated:
        near = [cluster for cluster in dated if _may_tell_of(ledger, event, cluster)]
        near = near or [cluster for cluster in clusters if _reports(event) & _reports(*cluster)]
        if len(near) == 1:
            near[0].append(event)
        else:
            clusters.append([event])
    return clusters


def _may_tell_of(ledger: Ledger, event: WorldEvent, cluster: list[WorldEvent]) -> bool:
    """Whether every report of an undated appeal came out within weeks of a dated one, not before it."""
    days = [range_of(_published(ledger, document_id)) for document_id in _reports(event)]
    start = max((one.group.stated.start for one in cluster if one.group.stated.first is not None), default=0)
    end = min((one.group.stated.end for one in cluster if one.group.stated.first is not None), default=0)
    return all(day.first is not None and day.end >= start and day.start <= end + _WEEKS for day in days)


def _reports(*events: WorldEvent) -> set[str]:
    return {told.claim.document_id for event in events for told in event.group.told}


def _published(ledger: Ledger, document_id: str) -> str:
    facts = facts_of(ledger, document_id)
    return "" if facts.bounded else facts.published


def _appeal(ledger: Ledger, policy: Policy, cluster: list[WorldEvent], *, proposed: bool) -> Appeal:
    claims = sorted({claim_id for one in cluster for claim_id in one.group.claim_ids})
    bodies = {claim_id: ledger.claims[claim_id].body for claim_id in claims}
    roles: dict[str, set[str]] = {}
    for body in bodies.values():
        for mention in mentions_in(body):
            roles.setdefault(mention.role, set()).add(mention.label)
    signed, whole = _signatures(ledger, policy, claims, proposed=proposed)
    dates = sorted((one.group.stated.width, one.group.date) for one in cluster if one.group.date)
    return Appeal(
        key=claims[0],
        date=dates[0][1] if dates else "",
        demands=tuple(sorted({ledger.claims[claim_id].quote.text for claim_id in claims})),
        addressees=tuple(sorted(roles.get("addressee", ()))),
        beneficiaries=tuple(sorted(roles.get("beneficiary", set()) | roles.get("person", set()))),
        signatories=tuple(sorted(roles.get("agent", ()))),
        signed=signed,
        replies=_replies(ledger, claims, proposed=proposed),
        evidence=evidence_of(ledger, policy, claims),
        contradictions=_count_contradictions(ledger, policy, whole),
    )


def _signatures(
    ledger: Ledger, policy: Policy, claims: list[str], *, proposed: bool
) -> tuple[tuple[Signatures, ...], list[tuple[Quantity, str]]]:
    """Counts in the claims and in claims of kind count whose words overlap theirs; the whole ones for comparison."""
    found: dict[str, Signatures] = {}
    whole: list[tuple[Quantity, str]] = []
    for claim_id in claims:
        claim = ledger.claims[claim_id]
        if isinstance(claim.body, Event) and claim.body.count is not None:
            found[claim_id] = _signature(ledger, policy, claim_id, claim.body.count, "")
            whole.append((claim.body.count, claim_id))
        for other_id in ledger.claims_of(claim.document_id):
            other = ledger.claims[other_id]
            if not isinstance(other.body, Count) or not other.quote.overlaps(claim.quote):
                continue
            if not counts(ledger, other_id, proposed=proposed):
                continue
            part = other.body.subset_of.text if other.body.subset_of else ""
            found[other_id] = _signature(ledger, policy, other_id, other.body.quantity, part)
            if not part:
                whole.append((other.body.quantity, other_id))
    ordered = sorted(found.values(), key=lambda one: (range_of(one.as_of).start, one.as_of, one.value, one.claim_id))
    return tuple(ordered), whole


def _signature(ledger: Ledger, policy: Policy, claim_id: str, quantity: Quantity, part: str) -> Signatures:
    claim = ledger.claims[claim_id]
    as_of = date_of_claim(ledger, claim).edtf if isinstance(claim.body, Count) else ""
    as_of = as_of or _published(ledger, claim.document_id)
    return Signatures(words_of_quantity(quantity), as_of, claim_id, said_by(ledger, policy, (claim_id,)), part)


def _count_contradictions(
    ledger: Ledger, policy: Policy, whole: list[tuple[Quantity, str]]
) -> tuple[Contradiction, ...]:
    values: dict[str, list[str]] = {}
    for quantity, claim_id in whole:
        values.setdefault(words_of_quantity(quantity), []).append(claim_id)
    if len(values) < 2 or not clash([quantity for quantity, _ in whole]):
        return ()
    question = "Had more people signed by the later report, or does one of them count wrongly?"
    return (contradiction_of_none(ledger, policy, ("count", "signatories"), "appeal", values, question),)


def _replies(ledger: Ledger, claims: list[str], *, proposed: bool) -> tuple[str, ...]:
    wanted = set(claims)
    found = set()
    for document_id in sorted({ledger.claims[claim_id].document_id for claim_id in claims}):
        for link in causal_links(ledger, document_id, proposed=proposed):
            if any(bound.told.claim_id in wanted for bound in link.causes):
                found |= {bound.told.claim_id for bound in link.effects} - wanted
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class TypologyClass:
    """One class of a scheme and who is put into it: (person id or name, claim id)."""

    name: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Typology:
    """A scheme of classes, always with its author; it is a view of somebody, never a fact about a person."""

    scheme: str
    author: str
    classes: tuple[TypologyClass, ...]
    said_by: tuple[Source, ...]
    evidence: Evidence


def derive_typologies(
    ledger: Ledger, policy: Policy = DEFAULT_POLICY, *, proposed: bool = False
) -> tuple[Typology, ...]:
    """Every scheme that accepted claims put somebody into. Without a stated author, it is that of who says so."""
    found: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
    for claim_id, claim in ledger.claims.items():
        body = claim.body
        if not isinstance(body, Classification) or not counts(ledger, claim_id, proposed=proposed):
            continue
        author = body.scheme_author.label if body.scheme_author else ""
        if not author:
            author = ", ".join(source.name for source in said_by(ledger, policy, (claim_id,)))
        person = person_of(ledger, claim.document_id, body.person.label, claim_id).person_id or body.person.label
        classes = found.setdefault((author, body.scheme.text if body.scheme else ""), {})
        classes.setdefault(body.assigned.text, []).append((person, claim_id))
    views = []
    for (author, scheme), classes in sorted(found.items()):
        claims = sorted(claim_id for people in classes.values() for _, claim_id in people)
        views.append(
            Typology(
                scheme=scheme,
                author=author,
                classes=tuple(TypologyClass(name, tuple(sorted(people))) for name, people in sorted(classes.items())),
                said_by=said_by(ledger, policy, claims),
                evidence=evidence_of(ledger, policy, claims),
            )
        )
    return tuple(views)
