"""Events that belong to no one case, for the views across cases: measures, appeals, releases of groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import Event
from habeas.registry.casefile import Contradiction, Side
from habeas.registry.documents import mentions_in
from habeas.registry.events import EventGroup, group_events
from habeas.registry.gathering import TOLD, UNDECIDED, Told, tell
from habeas.registry.identity import person_of
from habeas.registry.sources import count_origins, organisation_name, said_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from habeas.registry.ledger import Ledger
    from habeas.registry.policy import Policy

RELEASES = ("release", "exchange", "clemency")
MEASURES = ("sanction_change", "state_concession", "negotiation", "intervention", "diplomatic_act", "appeal")


@dataclass(frozen=True, slots=True)
class WorldEvent:
    """An event of the wider world.

    Attributes:
        group: The claims that tell of it.
        actors: Keys of those who act in it, sorted.
        names: Their names as written.
        people: Ids of the persons concerned, else their names, sorted.
    """

    group: EventGroup
    actors: tuple[str, ...]
    names: tuple[str, ...]
    people: tuple[str, ...]


def world_events(
    ledger: Ledger, policy: Policy, types: Iterable[str], *, proposed: bool = False
) -> tuple[WorldEvent, ...]:
    """The events of some types across all documents, in order of time.

    Claims of one type by the same actors, on the same people, dated alike, are presumed one event as in a case. What
    names nobody and has no date is presumed one only within a report.
    """
    wanted = frozenset(types)
    parts: dict[tuple[tuple[str, ...], tuple[str, ...], str], list[Told]] = {}
    names: dict[str, set[str]] = {}
    for claim_id, claim in ledger.claims.items():
        body = claim.body
        if not isinstance(body, Event) or body.event_type not in wanted or claim.modality not in TOLD:
            continue
        if claim.document_id not in ledger.documents or not counts(ledger, claim_id, proposed=proposed):
            continue
        actors: set[str] = set()
        for mention in mentions_in(body):
            if mention.role in ("agent", "body") and mention.label:
                key = organisation_name(ledger, policy, mention.label)
                actors.add(key)
                names.setdefault(key, set()).add(mention.label)
        people = {
            person_of(ledger, claim.document_id, mention.label, claim_id).person_id or mention.label
            for mention in mentions_in(body)
            if mention.role in ("person", "beneficiary") and (mention.name is not None)
        }
        told = tell(ledger, claim_id, ledger.review_of(claim_id))
        within = "" if actors or people or told.dated.edtf else claim.document_id
        parts.setdefault((tuple(sorted(actors)), tuple(sorted(people)), within), []).append(told)
    found = []
    for (actors_of, people_of, _), told_of in sorted(parts.items()):
        shown = tuple(min(names[key]) for key in actors_of)
        found += [WorldEvent(group, actors_of, shown, people_of) for group in group_events(ledger, policy, told_of)]
    return tuple(sorted(found, key=lambda one: (one.group.days.start, one.group.days.end, one.group.key)))


def counts(ledger: Ledger, claim_id: str, *, proposed: bool) -> bool:
    """Whether a claim counts: accepted, or for questions not decided yet."""
    state = ledger.claim_state(claim_id)
    return state == "accepted" or (proposed and state in UNDECIDED)


def contradiction_of_none(
    ledger: Ledger,
    policy: Policy,
    kind: tuple[str, str],
    subject: str,
    values: Mapping[str, Iterable[str]],
    question: str,
    *,
    certain: bool = False,
) -> Contradiction:
    """A contradiction that belongs to no case: its type and field, and for each value the claims that say it."""
    claims = {value: tuple(sorted(set(found))) for value, found in sorted(values.items())}
    return Contradiction(
        type=kind[0],
        field=kind[1],
        subject=subject,
        sides=tuple(
            Side(ids, value, said_by(ledger, policy, ids), count_origins(ledger, policy, ids))
            for value, ids in claims.items()
        ),
        certainty="certain" if certain else "possible",
        question=question,
        rests_on_unreviewed=any(ledger.claim_state(one) != "accepted" for ids in claims.values() for one in ids),
    )
