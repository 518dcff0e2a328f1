"""Everything that decisions tie to one person, read once: the ground on which every part of a case is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from habeas.model import Event, State
from habeas.registry.casefile import ProblemView
from habeas.registry.days import range_of
from habeas.registry.documents import UNDATED, Dated, date_in, date_of_claim, facts_of
from habeas.registry.identity import mentions_of_person

if TYPE_CHECKING:
    from habeas.model import Claim
    from habeas.registry.documents import Facts
    from habeas.registry.ledger import Ledger, Review

# The modalities that tell that something happened, the strongest first; each other modality stands by itself.
TOLD = ("asserted", "alleged", "possible")
# Roles in which an event is about the person: wronged, or acted for.
SUBJECT_ROLES = frozenset(("person", "beneficiary"))
UNDECIDED = ("proposed", "by_hand", "disputed")


class Told(msgspec.Struct, frozen=True, eq=False):
    """One claim of a person, with what views need of it.

    Attributes:
        claim_id, claim: The claim.
        review: What people decided about it.
        roles, names: The person's roles and names in it.
        dated: Its main date.
        since: Of a state, since when it has been so; of an event, to when it is ordered or lasts.
        known_by: The last day by which it must have happened, as an ordinal, since it was told by then: cited,
            announced or published. None where nothing says so.
    """

    claim_id: str
    claim: Claim
    review: Review
    roles: frozenset[str]
    names: frozenset[str]
    dated: Dated
    since: Dated
    known_by: int | None


@dataclass(slots=True)
class Gathered:
    """The claims of one person.

    Attributes:
        accepted: Those that people accepted.
        undecided: Proposed, disputed and by hand.
        documents: Sorted ids of the documents of both.
        problems: Claims left out.
    """

    accepted: list[Told] = field(default_factory=list)
    undecided: list[Told] = field(default_factory=list)
    documents: tuple[str, ...] = ()
    problems: list[ProblemView] = field(default_factory=list)


def gather(ledger: Ledger, person_id: str) -> Gathered:
    """Read everything tied to a person; `person_id` is that of a group."""
    parts: dict[str, tuple[set[str], set[str]]] = {}
    for claim_id, role, name in mentions_of_person(ledger, person_id):
        roles, names = parts.setdefault(claim_id, (set(), set()))
        roles.add(role)
        names.add(name)
    return gather_claims(ledger, parts)


def gather_claims(ledger: Ledger, parts: dict[str, tuple[set[str], set[str]]]) -> Gathered:
    """Read claims by id, each with the roles and names that the person has in it."""
    gathered = Gathered()
    documents = set()
    for claim_id in sorted(parts):
        claim = ledger.claims[claim_id]
        if claim.document_id not in ledger.documents:
            gathered.problems.append(ProblemView("a claim on a document that is absent; it was left out", claim_id))
            continue
        review = ledger.review_of(claim_id)
        if review.state != "accepted" and review.state not in UNDECIDED:
            continue
        roles, names = parts[claim_id]
        told = tell(ledger, claim_id, review, frozenset(roles), frozenset(names))
        (gathered.accepted if review.state == "accepted" else gathered.undecided).append(told)
        documents.add(claim.document_id)
    gathered.documents = tuple(sorted(documents))
    return gathered


def tell(
    ledger: Ledger,
    claim_id: str,
    review: Review,
    roles: frozenset[str] = frozenset(),
    names: frozenset[str] = frozenset(),
) -> Told:
    """One claim with its date and the day by which it was known."""
    claim = ledger.claims[claim_id]
    facts = facts_of(ledger, claim.document_id)
    dated = date_of_claim(ledger, claim)
    body, since = claim.body, UNDATED
    if isinstance(body, Event):
        if body.until is not None:
            since = date_in(ledger, claim.document_id, body.until)
    elif isinstance(body, State):
        if body.as_of is None and facts.published:
            # "the jailed X", undated, speaks of the day on which the report was published, or of some day from a bound.
            dated = Dated(facts.published, range_of(facts.published), facts.bounded)
        since = date_in(ledger, claim.document_id, body.since)
    return Told(claim_id, claim, review, roles, names, dated, since, _known_by(ledger, claim, facts))


def _known_by(ledger: Ledger, claim: Claim, facts: Facts) -> int | None:
    """An event told of as having happened lies no later than the day on which it was told."""
    if claim.modality not in TOLD:
        return None
    known_by = facts.known_by
    told_on = [step.cited for step in claim.attribution if step.cited]
    if isinstance(claim.body, Event) and claim.body.announced is not None:
        told_on.append(claim.body.announced)
    for expression in told_on:
        day = date_in(ledger, claim.document_id, expression).days.last
        if day is not None and (known_by is None or day < known_by):
            known_by = day
    return known_by
