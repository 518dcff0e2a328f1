"""What people decide, and the claims and persons that their decisions need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habeas.model import Claim, Decision, DecisionBody, Person, Record, record_id, sign_decision
from habeas.model.errors import RefusedError
from habeas.registry.casefile import Touched
from habeas.store import deriving
from habeas.store.accounts import new_id
from habeas.store.append import AppendResult
from habeas.store.casebook import Casebook, private_key
from habeas.store.moments import moment_after
from habeas.store.targets import check_targets
from habeas.store.transactions import write_transaction
from habeas.workflow.moments import now
from habeas.workflow.storing import store_records


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a decision did: its id, and whose views were derived again."""

    decision_ids: tuple[str, ...]
    touched: Touched


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision before it is signed: what, why, and in the place of which earlier ones."""

    body: DecisionBody
    why: str = ""
    supersedes: tuple[str, ...] = ()


def add_claims(claims: Sequence[Claim]) -> AppendResult:
    """Store claims that a person makes by hand; accepting them is a decision of its own."""
    with write_transaction():
        appended = store_records(claims, now())
        deriving.derive_touched(appended.new_ids)
    return appended


def record_decision(
    casebook: Casebook,
    body: DecisionBody,
    who: str,
    why: str = "",
    supersedes: Iterable[str] = (),
    *,
    also: Sequence[Record] = (),
    when: str = "",
) -> Recorded:
    """Sign, store and apply one decision.

    Args:
        casebook: The open casebook, whose key signs.
        body: What is decided.
        who: Pseudonymous id.
        why: The reason, in words.
        supersedes: Ids of the decisions in whose place it stands.
        also: Records that the decision needs and that are stored with it: the claim of a correction, a new person.
        when: UTC, whole seconds; now where it is empty.

    Raises:
        RefusedError: It speaks of something that is not here, or cannot be decided so.
    """
    return record_decisions(casebook, [Ruling(body, why, tuple(supersedes))], who, also=also, when=when)


def record_decisions(
    casebook: Casebook, rulings: Sequence[Ruling], who: str, *, also: Sequence[Record] = (), when: str = ""
) -> Recorded:
    """As `record_decision`, for several that are taken with one keystroke: all of them hold, or none."""
    moment, key = when or moment_after(who, now()), private_key()
    decisions = [
        sign_decision(
            Decision(
                body=ruling.body,
                who=who,
                when=moment,
                casebook_id=casebook.casebook_id,
                why=ruling.why,
                supersedes=tuple(sorted(set(ruling.supersedes))),
            ),
            key,
        )
        for ruling in rulings
    ]
    with write_transaction():
        for decision in decisions:
            check_targets(decision, also)
        appended = store_records([*also, *decisions], moment)
        if appended.problems:
            raise RefusedError(f"not decided: {appended.problems[0].message}")
        touched = deriving.derive_touched(appended.new_ids)
    return Recorded(tuple(record_id(decision) for decision in decisions), touched)


def open_person(who: str, *, when: str = "") -> Person:
    """A new person with a random id, to be stored with the decision that attaches the first mention."""
    return Person(person_id=new_id(), opened_by=who, opened_at=when or now())
