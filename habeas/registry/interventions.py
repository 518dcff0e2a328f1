"""Those who act for a person, and what is credited to them, kept apart from what merely came before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import Event
from habeas.registry.casefile import Intervention
from habeas.registry.documents import mentions_in
from habeas.registry.orders import causal_links, implied_effects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.registry.events import EventGroup
    from habeas.registry.matter import Matter

_ACTING = ("intervention", "negotiation", "appeal", "diplomatic_act", "sanction_change", "state_concession")


def interventions_of(matter: Matter) -> tuple[Intervention, ...]:
    """Acts for the person, and what is credited to them; a cause that no event tells of stands in its own words."""
    if not matter.causal and not any(group.type in _ACTING for group in matter.events):
        return ()
    groups = {claim_id: group for group in matter.events for claim_id in group.claim_ids}
    credited = list(_credits(matter, groups))
    found = []
    for group in matter.events:
        if group.type not in _ACTING:
            continue
        mine = [entry for entry in credited if entry[1] & set(group.claim_ids)]
        found += [_acted(matter, group, outcome, relation, claims) for _, _, outcome, relation, claims in mine] or [
            _acted(matter, group, "", "", [])
        ]
    known = {claim_id for group in matter.events if group.type in _ACTING for claim_id in group.claim_ids}
    for words, causes, outcome, relation, claims in credited:
        if causes & known:
            continue
        events = [matter.ledger.claims[claim_id].body for claim_id in sorted(causes)]
        mentions = [m for body in events for m in mentions_in(body)]
        actors = tuple(sorted({m.label for m in mentions if m.role in ("agent", "body")})) or (words,)
        kinds = sorted({body.event_type for body in events if isinstance(body, Event)})
        found.append(
            Intervention(
                actors=actors,
                counterparts=tuple(sorted({m.label for m in mentions if m.role == "counterpart"})),
                type=kinds[0] if kinds else "",
                date="",
                outcome=outcome,
                credited_by=matter.said_by(claims),
                relation=relation,
                said_by=matter.said_by([*claims, *causes]),
                evidence=matter.evidence([*claims, *causes]),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.date or "9", one.type, one.actors, one.evidence.claim_ids)))


def _acted(matter: Matter, group: EventGroup, outcome: str, relation: str, claims: list[str]) -> Intervention:
    mentions = [mention for told in group.told for mention in mentions_in(told.claim.body)]
    return Intervention(
        actors=tuple(sorted({m.label for m in mentions if m.role in ("agent", "body")})),
        counterparts=tuple(sorted({m.label for m in mentions if m.role in ("counterpart", "addressee")})),
        type=group.type,
        date=group.date,
        outcome=outcome,
        credited_by=matter.said_by(claims),
        relation=relation,
        said_by=matter.said_by(group.claim_ids),
        evidence=matter.evidence([*group.claim_ids, *claims]),
    )


def _credits(matter: Matter, groups: dict[str, EventGroup]) -> Iterator[tuple[str, set[str], str, str, list[str]]]:
    """(words of the cause, claims of its events, key of the event credited to it, relation, the causal claim)."""
    proposed = any(told.review.state != "accepted" for told in matter.told)
    for document_id in matter.causal:
        for link in causal_links(matter.ledger, document_id, proposed=proposed):
            implied = implied_effects(matter, link)
            bounds = implied or link.effects
            effects = {groups[bound.told.claim_id].key for bound in bounds if bound.told.claim_id in groups}
            # Where the effect is told as an act, who acted is who is credited.
            causes = {bound.told.claim_id for bound in (*link.causes, *(link.effects if implied else ()))}
            for outcome in sorted(effects):
                if not causes & set(groups[outcome].claim_ids):
                    yield link.body.cause.text, causes, outcome, link.body.relation, [link.claim_id]
