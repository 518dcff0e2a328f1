"""Events that belong to no one case, for the views across cases: measures, appeals, releases of groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from habeas.model import Event
from habeas.registry.casefile import Contradiction, Side
from habeas.registry.documents import mentions_in
from habeas.registry.events import EventGroup, group_events
from habeas.registry.gathering import TOLD, UNDECIDED, Told, tell
from habeas.registry.identity import person_of
from habeas.registry.sources import count_origins, organisation_name, said_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from habeas.model import Claim
    from habeas.registry.ledger import Ledger
    from habeas.registry.policy import Policy

RELEASES = ("release", "exchange", "clemency")
MEASURES = ("sanction_change", "state_concession", "negotiation", "intervention", "diplomatic_act", "appeal")
CONCERNED = ("person", "beneficiary")  # roles of the people whom a measure or a release concerns


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


class Part(NamedTuple):
    """What claims must share to tell of one event.

    Attributes:
        actors: Keys of those who act, sorted.
        people: Ids of the persons concerned, else their names, sorted.
        within: The one report that may tell of it, where there are neither actors, people nor a date.
    """

    actors: tuple[str, ...]
    people: tuple[str, ...]
    within: str


def world_events(
    ledger: Ledger, policy: Policy, types: Iterable[str], *, proposed: bool = False
) -> tuple[WorldEvent, ...]:
    """The events of some types across all documents, in order of time.

    Claims of one type by the same actors, on the same people, dated alike, are presumed one event as in a case. What
    names nobody and has no date is presumed one only within a report.
    """
    wanted = frozenset(types)
    parts: dict[Part, list[Told]] = {}
    for claim_id, claim in ledger.claims.items():
        if not tells_of(claim, wanted) or not counts(ledger, claim_id, proposed=proposed):
            continue
        if claim.document_id not in ledger.documents:
            continue
        people = {
            person_of(ledger, claim.document_id, mention.label, claim_id).person_id or mention.label
            for mention in mentions_in(claim.body)
            if mention.role in CONCERNED and mention.name is not None
        }
        told = tell(ledger, claim_id, ledger.review_of(claim_id))
        parts.setdefault(part_of(ledger, policy, told, people), []).append(told)
    found = [one for part, told_of in sorted(parts.items()) for one in events_of_part(ledger, policy, part, told_of)]
    return tuple(sorted(found, key=order_of_event))


def tells_of(claim: Claim, types: Collection[str]) -> bool:
    """Whether a claim tells that an event of one of these types happened."""
    return isinstance(claim.body, Event) and claim.body.event_type in types and claim.modality in TOLD


def part_of(ledger: Ledger, policy: Policy, told: Told, people: Iterable[str]) -> Part:
    """Where a claim belongs; `people` are the ids, else the names, of whom it concerns."""
    actors = tuple(sorted(_actors_in(ledger, policy, told)))
    concerned = tuple(sorted(people))
    return Part(actors, concerned, "" if actors or concerned or told.dated.edtf else told.claim.document_id)


def events_of_part(ledger: Ledger, policy: Policy, part: Part, told: Iterable[Told]) -> list[WorldEvent]:
    """The events that all claims of one part tell of."""
    claims = list(told)
    names: dict[str, set[str]] = {}
    for one in claims:
        for key, labels in _actors_in(ledger, policy, one).items():
            names.setdefault(key, set()).update(labels)
    shown = tuple(min(names[key]) for key in part.actors)
    return [WorldEvent(group, part.actors, shown, part.people) for group in group_events(ledger, policy, claims)]


def order_of_event(one: WorldEvent) -> tuple[int, int, str]:
    """In order of time; the key settles the rest."""
    return one.group.days.start, one.group.days.end, one.group.key


def _actors_in(ledger: Ledger, policy: Policy, told: Told) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention in mentions_in(told.claim.body):
        if mention.role in ("agent", "body") and mention.label:
            found.setdefault(organisation_name(ledger, policy, mention.label), set()).add(mention.label)
    return found


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
