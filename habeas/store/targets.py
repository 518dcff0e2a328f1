"""Before a decision is signed into the casebook: what it speaks of must be here, and the answer must be one."""

from collections.abc import Sequence

from habeas.model import (
    ChooseValue,
    Claim,
    Correct,
    Decision,
    DecisionBody,
    DifferentPersons,
    Document,
    Person,
    Record,
    SamePerson,
    UnsurePersons,
    Withdraw,
    record_id,
)
from habeas.model.errors import RefusedError
from habeas.store.links import links_of
from habeas.store.reads import read_records

_KINDS = {"claim": Claim, "person": Person, "document": Document, "mention": Document, "supersedes": Decision}
_NAMES = {"claim": "claim", "person": "person", "document": "report", "mention": "report", "supersedes": "decision"}


def check_targets(decision: Decision, also: Sequence[Record] = ()) -> None:
    """Refuse a decision that cannot mean anything here.

    Args:
        decision: What is to be recorded.
        also: Records that are to be stored with it.

    Raises:
        RefusedError: It speaks of a record that is not here, or contradicts itself; one line that says what.
    """
    wanted = [(relation, target) for relation, target in links_of(decision) if relation in _KINDS]
    found: dict[str, Record] = {record_id(record): record for record in also}
    found |= read_records({target for _, target in wanted} - set(found))
    for relation, target in wanted:
        if not isinstance(found.get(target), _KINDS[relation]):
            raise RefusedError(f"no {_NAMES[relation]} {target[:12]} in this casebook: nothing was decided")
    fault = _fault_of(decision, found)
    if fault:
        raise RefusedError(f"{fault}: nothing was decided")


def _fault_of(decision: Decision, found: dict[str, Record]) -> str:
    faults = (
        (_is_empty_withdrawal(decision), "a withdrawal names the decision that it takes back"),
        (_is_no_correction(decision.body, found), "a correction is another claim on the same report"),
        (_chooses_elsewhere(decision.body), "the chosen value is the value of one of the claims"),
        (_joins_nobody(decision.body), "a join is of a person and somebody else"),
        (_parts_nobody(decision.body), "two different subjects are needed"),
    )
    return next((message for holds, message in faults if holds), "")


def _is_empty_withdrawal(decision: Decision) -> bool:
    return isinstance(decision.body, Withdraw) and not decision.supersedes


def _is_no_correction(body: DecisionBody, found: dict[str, Record]) -> bool:
    if not isinstance(body, Correct):
        return False
    old, new = found[body.claim_id], found[body.replacement_id]
    return old == new or not (isinstance(old, Claim) and isinstance(new, Claim) and old.document_id == new.document_id)


def _chooses_elsewhere(body: DecisionBody) -> bool:
    return isinstance(body, ChooseValue) and body.claim_id not in body.claim_ids


def _joins_nobody(body: DecisionBody) -> bool:
    return isinstance(body, SamePerson) and (
        not body.subjects or any(subject.person_id == body.person_id for subject in body.subjects)
    )


def _parts_nobody(body: DecisionBody) -> bool:
    return isinstance(body, DifferentPersons | UnsurePersons) and body.one == body.other
