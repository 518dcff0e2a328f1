"""Causes that come after their effects.

A causal claim names its two sides by spans; each is bound to the events of the same document whose trigger it overlaps,
else to events of those whom the span names ("the new ambassador"). Where the effect, by everything that is told of it,
lies before the cause, the document cannot be right in all it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import Causal, Event
from habeas.registry.documents import facts_of
from habeas.registry.gathering import TOLD, UNDECIDED, Told, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.model import Span
    from habeas.registry.casefile import Contradiction
    from habeas.registry.days import Range
    from habeas.registry.events import EventGroup
    from habeas.registry.ledger import Ledger
    from habeas.registry.matter import Matter

_CREDITING = ("causes", "contributes", "enables")
_ORDERED = (*_CREDITING, "precedes")
_OUTCOMES = ("release", "exchange", "clemency", "release_on_conditions")


@dataclass(frozen=True, slots=True)
class Bound:
    """An event that one side of a causal claim speaks of; `direct` where its trigger lies in the side's words."""

    told: Told
    direct: bool


@dataclass(frozen=True, slots=True)
class CausalLink:
    """A causal claim with the events of its two sides."""

    claim_id: str
    document_id: str
    body: Causal
    causes: tuple[Bound, ...]
    effects: tuple[Bound, ...]


def causal_links(ledger: Ledger, document_id: str, *, proposed: bool = False) -> Iterator[CausalLink]:
    """The causal claims of a document, bound to its events.

    Args:
        ledger: The records.
        document_id: The document.
        proposed: Take in claims that nobody decided yet.
    """
    causal = facts_of(ledger, document_id).causal
    if not causal:
        return
    events = _events_of(ledger, document_id, proposed=proposed)
    for claim_id in causal:
        claim = ledger.claims[claim_id]
        if isinstance(claim.body, Causal) and claim.modality in TOLD and _counts(ledger, claim_id, proposed=proposed):
            cause, effect = _bind(claim.body.cause, events), _bind(claim.body.effect, events)
            yield CausalLink(claim_id, document_id, claim.body, cause, effect)


def _counts(ledger: Ledger, claim_id: str, *, proposed: bool) -> bool:
    state = ledger.claim_state(claim_id)
    return state == "accepted" or (proposed and state in UNDECIDED)


def _events_of(ledger: Ledger, document_id: str, *, proposed: bool) -> list[Told]:
    found = []
    for claim_id in ledger.claims_of(document_id):
        claim = ledger.claims[claim_id]
        if isinstance(claim.body, Event) and claim.modality in TOLD and _counts(ledger, claim_id, proposed=proposed):
            found.append(tell(ledger, claim_id, ledger.review_of(claim_id)))
    return found


def _bind(span: Span, events: list[Told]) -> tuple[Bound, ...]:
    direct = [told for told in events if isinstance(told.claim.body, Event) and told.claim.body.trigger.overlaps(span)]
    if direct:
        return tuple(Bound(told, direct=True) for told in direct)
    named = [told for told in events if isinstance(told.claim.body, Event) and _names_actor(told.claim.body, span)]
    return tuple(Bound(told, direct=False) for told in named)


def _names_actor(body: Event, span: Span) -> bool:
    """Whether a side names, without telling of what they did, those who act in an event."""
    return any(mention.role in ("agent", "body") and mention.written.overlaps(span) for mention in body.mentions)


def causal_contradictions(matter: Matter) -> Iterator[Contradiction]:
    """Events of a person that are said to be brought about by what came later."""
    if not matter.causal:
        return
    groups = {claim_id: group for group in matter.events for claim_id in group.claim_ids}
    if not groups:
        return
    mine = {told.claim_id for told in matter.told}
    proposed = any(told.review.state != "accepted" for told in matter.told)
    for document_id in matter.causal:
        for link in causal_links(matter.ledger, document_id, proposed=proposed):
            if link.body.relation not in _ORDERED:
                continue
            for cause in link.causes:
                for effect in (*link.effects, *implied_effects(matter, link)):
                    if not {cause.told.claim_id, effect.told.claim_id} & mine:
                        continue
                    found = _compare(matter, link, cause, effect, groups)
                    if found is not None:
                        yield found


def implied_effects(matter: Matter, link: CausalLink) -> tuple[Bound, ...]:
    """The person's release, for a cause whose effect is told as the act for the person: "the envoy made it happen".

    Only where the effect is such an act, and the document tells of one release of the person. A name that merely stands
    in the same sentence is not enough: two people's cases may be told in one. What is implied is never certain.
    """
    if link.body.relation not in _CREDITING or any(_is_outcome(bound.told.claim.body) for bound in link.effects):
        return ()
    mine = {told.claim_id for told in matter.told if told.claim.document_id == link.document_id}
    if not any(bound.told.claim_id in mine for bound in link.effects):
        return ()
    releases = [
        [one for one in group.told if one.claim_id in mine]
        for group in matter.events
        if group.type in _OUTCOMES and group.modality == "asserted"
    ]
    told = [claims for claims in releases if claims]
    return (Bound(told[0][0], direct=False),) if len(told) == 1 else ()


def _is_outcome(body: object) -> bool:
    return isinstance(body, Event) and body.event_type in _OUTCOMES


def _compare(
    matter: Matter, link: CausalLink, cause: Bound, effect: Bound, groups: dict[str, EventGroup]
) -> Contradiction | None:
    first, second = _side(cause, groups), _side(effect, groups)
    if first.claims & second.claims or first.days.first is None or second.days.last is None:
        return None
    if second.days.end >= first.days.start:
        return None
    sure = cause.direct and effect.direct and not (first.unsure or second.unsure)
    values = {
        f"cause: {first.type} {first.date}": [*sorted(first.claims), link.claim_id],
        f"effect: {second.type} {second.date}": sorted(second.claims),
    }
    relation = "said to follow" if link.body.relation == "precedes" else "credited to"
    question = f"The {second.type} ({second.date}) is {relation} what came later ({first.type}, {first.date})."
    return matter.contradiction("order", "cause", second.type, values, certain=sure, question=question)


@dataclass(frozen=True, slots=True)
class _Side:
    type: str
    date: str
    days: Range
    claims: frozenset[str]
    unsure: bool


def _side(bound: Bound, groups: dict[str, EventGroup]) -> _Side:
    """When one side lay: by everything that is told of its event where it is the person's, else by its own claim."""
    told = bound.told
    group = groups.get(told.claim_id)
    body = told.claim.body
    name = body.event_type.replace("_", " ") if isinstance(body, Event) else ""
    if group is None:
        unsure = told.dated.days.uncertain or told.dated.bounded
        return _Side(name, told.dated.edtf, told.dated.days, frozenset((told.claim_id,)), unsure)
    unsure = group.stated.uncertain or group.bounded
    return _Side(name, group.date, group.stated, frozenset((*group.claim_ids, told.claim_id)), unsure)
