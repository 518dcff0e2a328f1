"""Proposals that say what a case holds already: an accepted event would gain a source by them, and nothing else.

Which claims tell of one event is answered by `habeas.registry.events`, as for the case itself. Of the proposals that
fall into an accepted event, those are named that have a date, article, term or number of their own which agrees, stand
in a report that does not tell of the event yet, and bring nothing that is not there. "After his release he said
nothing" tells of no release anew: what has none of these is looked at by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import Event
from habeas.registry.caselaw import article_of
from habeas.registry.events import group_events
from habeas.registry.gathering import SUBJECT_ROLES, TOLD
from habeas.registry.quantities import words_of_quantity, words_of_term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.registry.events import EventGroup
    from habeas.registry.gathering import Told
    from habeas.registry.ledger import Ledger
    from habeas.registry.matter import Matter

# What makes a proposal without a date tell of this event and no other.
_TELLING = frozenset(("law", "term", "count"))


def find_additions(matter: Matter, undecided: Iterable[Told]) -> dict[str, str]:
    """Proposed claims that would only add a source to an event of the case.

    Proposals that no reader but a model-backed one makes are never among them: each of these is looked at by itself.

    Args:
        matter: What accepted claims tell of the person.
        undecided: The person's other claims.

    Returns:
        Id of the claim to the key of the event, as the case holds it.
    """
    types = {group.type for group in matter.events}
    proposed = {
        one.claim_id: one
        for one in undecided
        if isinstance(one.claim.body, Event)
        and one.claim.body.event_type in types
        and one.roles & SUBJECT_ROLES
        and one.review.state == "proposed"
        and is_read_by_rules(matter.ledger, one.claim_id)
    }
    if not proposed:
        return {}
    held = {claim_id: group for group in matter.events for claim_id in group.claim_ids}
    accepted = [one for one in matter.told if one.claim_id in held]
    found = {}
    told = [*accepted, *proposed.values()]
    wanted = {one.claim.body.event_type for one in proposed.values() if isinstance(one.claim.body, Event)}
    for group in group_events(matter.ledger, matter.policy, told, matter.choices, wanted):
        there = {id(held[claim_id]): held[claim_id] for claim_id in group.claim_ids if claim_id in held}
        if len(there) != 1 or group.disputed or group.could_be:
            continue  # nothing to add to, or the proposal would make one event of two
        event = next(iter(there.values()))
        for claim_id in group.claim_ids:
            if claim_id in proposed and _says_no_more(proposed[claim_id], event):
                found[claim_id] = event.key
    return found


def is_read_by_rules(ledger: Ledger, claim_id: str) -> bool:
    """Whether the newest version of some reader that asks no model proposes a claim."""
    document_id = ledger.claims[claim_id].document_id
    return any(
        claim_id in extraction.claim_ids and not is_model_backed(extraction.extractor)
        for extraction in ledger.newest_extractions(document_id)
    )


def is_model_backed(extractor: str) -> bool:
    """Whether a reader asks a language model, as its name says: `habeas-model`."""
    return "model" in extractor.split("-")


def _says_no_more(one: Told, event: EventGroup) -> bool:
    body = one.claim.body
    bodies = [told.claim.body for told in event.told if isinstance(told.claim.body, Event)]
    if not isinstance(body, Event) or one.claim.modality not in TOLD or event.modality not in TOLD:
        return False
    if TOLD.index(one.claim.modality) < TOLD.index(event.modality):
        return False  # what was only alleged would become asserted
    if any(told.claim.document_id == one.claim.document_id for told in event.told):
        return False  # the same report again is no further source
    days = one.dated.days
    if days.start > event.stated.end or event.stated.start > days.end:
        return False  # the dates would differ
    new = {*_said(body), *_until(one)}
    dated = days.first is not None and days.last is not None
    if not dated and not any(name in _TELLING for name, _ in new):
        return False  # named in passing
    return new <= {part for other in bodies for part in _said(other)} | {
        part for told in event.told for part in _until(told)
    }


def _said(body: Event) -> set[tuple[str, str]]:
    """What a claim of an event says beside who, when and where."""
    said = {("law", article_of(reference)) for reference in body.legal}
    if body.variant:
        said.add(("variant", body.variant))
    if body.term is not None:
        said.add(("term", words_of_term(body.term)))
    if body.count is not None:
        said.add(("count", words_of_quantity(body.count)))
    if body.stated_reason is not None:
        said.add(("reason", body.stated_reason.text))
    return said


def _until(told: Told) -> set[tuple[str, str]]:
    return {("until", told.since.edtf)} if told.since.edtf else set()
