"""Which decisions contradict one another, and which may have begun or ceased to do so by a new one."""

from collections.abc import Iterable

from habeas.model import Accept, Correct, Decision, DifferentPersons, Reject, SamePerson, UnsurePersons
from habeas.registry.casefile import Touched
from habeas.registry.identity import group_of, person_of
from habeas.registry.ledger import Ledger, subjects_of, targets_of
from habeas.registry.targets import IDENTITY


def find_shaken(ledger: Ledger, decision_ids: Iterable[str], touched: Touched) -> set[str]:
    """These decisions, every other about the same targets, and all that say who the touched persons are.

    A chain of joins is disputed as a whole, also where the decision that made it so speaks of its ends only.
    """
    known = {decision_id for decision_id in decision_ids if decision_id in ledger.decisions}
    found = set(known)
    if any(isinstance(ledger.decisions[decision_id].body, IDENTITY) for decision_id in known):
        found.update(shaken for mention in touched.mentions for shaken in ledger.about("mention", *mention))
        found.update(shaken for person_id in touched.person_ids for shaken in ledger.about("person", person_id))
    for decision_id in known:
        decision = ledger.decisions[decision_id]
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
        if len(ledger.about_claim(body.claim_id)) == 1:
            return set()  # nobody else says anything about it
        review = ledger.review_of(body.claim_id)
        return set(review.decisions) if review.state == "disputed" else set()
    if isinstance(body, SamePerson | DifferentPersons | UnsurePersons):
        found: set[str] = set()
        for subject in subjects_of(body):
            if subject.mention is not None:
                mention = subject.mention
                if len(ledger.about("mention", mention.document_id, mention.name)) == 1:
                    continue  # nobody else says anything about it
                found.update(person_of(ledger, mention.document_id, mention.name, mention.claim_id).disputed)
            else:
                found.update(group_of(ledger, subject.person_id).disputed)
        return found
    return set()
