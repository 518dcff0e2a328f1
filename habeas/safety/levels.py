"""The level of claims in the open casebook: what decisions, consents and the vocabulary make of each.

Beside the persons wronged in a claim, whoever is hidden binds it in any role; so does every source in its chain, and
the claim in whose place it stands. What waits for a second pair of eyes stays with the case team.
"""

from collections.abc import Iterable, Mapping

from habeas.model import Claim, Correct, Decision
from habeas.publishing.audience import CASE_TEAM
from habeas.publishing.policy import Policy
from habeas.safety.second_eyes import second_eyes_policy, waiting_among
from habeas.store.models import MentionRow
from habeas.store.reads import find_speaking_of, in_batches, read_records


def levels_of(claims: Mapping[str, Claim], outlets: Mapping[str, str], day: str, policy: Policy) -> dict[str, int]:
    """The level of each of these claims.

    Args:
        claims: By id.
        outlets: Settled outlet by id of the document.
        day: ISO day of the question.
        policy: Of all live decisions.
    """
    wronged, gone = persons_in(claims, policy)
    earlier = _claims_before(claims, policy)
    levels = {}
    for claim_id, claim in claims.items():
        level = policy.level_of_claim(claim_id, claim, day, persons=wronged.get(claim_id, ()))
        for source in {outlets.get(claim.document_id, ""), *sources_of(claim)} - {""}:
            level = min(level, policy.level_of_target("source", source))
        for other in earlier.get(claim_id, ()):
            level = min(level, policy.level_of_target("claim", other))
        levels[claim_id] = 0 if claim_id in gone else level
    beyond = [(one, claim) for one, claim in claims.items() if levels[one] > CASE_TEAM]
    levels |= dict.fromkeys(waiting_among(beyond, second_eyes_policy()), CASE_TEAM)
    return levels


def sources_of(claim: Claim) -> set[str]:
    """Every name in the chain of attribution."""
    spans = (span for step in claim.attribution for span in (step.name, step.full_name))
    return {span.text for span in spans if span is not None}


def persons_in(claim_ids: Iterable[str], policy: Policy) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """Persons wronged, by claim (an empty string for one whom nobody has attached), and claims that name the hidden."""
    wronged: dict[str, list[str]] = {}
    gone: set[str] = set()
    hidden = policy.hidden | policy.sealed
    for batch in in_batches(claim_ids):
        rows = MentionRow.objects.filter(claim_id__in=batch).order_by()
        for claim_id, role, person_id in rows.values_list("claim_id", "role", "person_id"):
            if role == "person":
                wronged.setdefault(claim_id, []).append(person_id)
            if person_id and person_id in hidden:
                gone.add(claim_id)
    return {claim_id: tuple(persons) for claim_id, persons in wronged.items()}, gone


def _claims_before(claim_ids: Iterable[str], policy: Policy) -> dict[str, set[str]]:
    """The claims that each of these stands in place of, directly or through others, where any claim has a level."""
    if not any(kind == "claim" for kind, _, _ in (*policy.levels, *policy.caps)):
        return {}
    before: dict[str, set[str]] = {}
    waiting, seen = set(claim_ids), set[str]()
    while waiting:
        seen |= waiting
        below = set()
        for record in read_records(find_speaking_of(waiting, "claim")).values():
            body = record.body if isinstance(record, Decision) else None
            if isinstance(body, Correct) and body.claim_id != body.replacement_id:
                before.setdefault(body.replacement_id, set()).add(body.claim_id)
                below.add(body.claim_id)
        waiting = below - seen
    return {claim_id: _all_below(claim_id, before) for claim_id in before}


def _all_below(claim_id: str, before: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = set(before.get(claim_id, ()))
    while waiting:
        found |= waiting
        waiting = {lower for one in waiting for lower in before.get(one, ())} - found
    return found - {claim_id}


def persons_open_to(level: int, day: str, policy: Policy) -> list[str]:
    """The persons whom an audience outside the case team may see: those for whom a consent or a decision says so."""
    if level <= CASE_TEAM:
        message = "the case team sees whom nobody opened"
        raise ValueError(message)
    named = {target for kind, target, _field in policy.levels if kind == "person"} | set(policy.consents)
    return sorted(person for person in named if policy.level_of_person(person, day) >= level)
