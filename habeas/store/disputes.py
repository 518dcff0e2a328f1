"""Which decisions contradict one another, and which may have begun or ceased to do so by a new one."""

from collections.abc import Iterable

from habeas.model import Accept, Correct, Decision, DifferentPersons, Reject, SamePerson, UnsurePersons
from habeas.registry.identity import group_of, person_of
from habeas.registry.ledger import Ledger, subjects_of, targets_of


def find_shaken(ledger: Ledger, decision_ids: Iterable[str]) -> set[str]:
    """These decisions, and every other about the same targets."""
    found = set()
    for decision_id in decision_ids:
        decision = ledger.decisions.get(decision_id)
        if decision is None:
            continue
        found.add(decision_id)
        for key in targets_of(decision):
            if key != (decision.kind,):  # kinds that have no target are not about one thing
                found.update(ledger.about(key) if isinstance(key, str) else ledger.about(*key))
    return found


def is_disputed(ledger: Ledger, decision_id: str) -> bool:
    """Whether a live decision is contradicted by another live one."""
    decision = ledger.decisions[decision_id]
    if not ledger.is_live(decision_id):
        return False
    return decision_id in _disputed_beside(ledger, decision)


def _disputed_beside(ledger: Ledger, decision: Decision) -> set[str]:
    body = decision.body
    if isinstance(body, Accept | Reject | Correct):
        review = ledger.review_of(body.claim_id)
        return set(review.decisions) if review.state == "disputed" else set()
    if isinstance(body, SamePerson | DifferentPersons | UnsurePersons):
        found: set[str] = set()
        for subject in subjects_of(body):
            if subject.mention is not None:
                mention = subject.mention
                found.update(person_of(ledger, mention.document_id, mention.name, mention.claim_id).disputed)
            else:
                found.update(group_of(ledger, subject.person_id).disputed)
        return found
    return set()
