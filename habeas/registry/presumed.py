"""Names that nobody attached to a person yet, laid together where they are presumed one person's: for questions only.

Reports that nobody reviewed contradict one another too. What they tell of one name (the same in writing, or nearly
certainly the same in another spelling or alphabet) is laid side by side, with the case of the person who bears it where
there is one; what cannot all be right is asked, marked, and never published. Nothing is attached by it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from habeas.registry.contradictions import find_contradictions
from habeas.registry.documents import facts_of
from habeas.registry.gathering import gather_claims
from habeas.registry.identity import group_of, mentions_of_person, person_of
from habeas.registry.matching import answered_pairs, names_by_entry
from habeas.registry.matter import make_matter
from habeas.registry.policy import DEFAULT_POLICY, Policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.registry.casefile import Contradiction
    from habeas.registry.ledger import Ledger
    from habeas.registry.matching import Entry

# By names alone, that two are one: asked about, so a little may be wrong, but a crowd of namesakes helps nobody.
_PRESUMED = 0.9


def presumed_contradictions(ledger: Ledger, policy: Policy = DEFAULT_POLICY) -> tuple[Contradiction, ...]:
    """Questions about what reports say of names that nobody attached yet, in the order of names.

    Args:
        ledger: All records.
        policy: Packs and numbers.

    Returns:
        Contradictions with at least one claim on such a name, each marked as resting on what nobody reviewed;
        `person_id` is that of the person who is presumed to bear the name, or empty.
    """
    names = names_by_entry(ledger)
    return tuple(
        found
        for group in sorted(_groups(ledger, names), key=lambda group: (min(min(names[one]) for one in group), group))
        for found in _asked(ledger, policy, group, min(name for one in group if not one[0] for name in names[one]))
    )


def _asked(ledger: Ledger, policy: Policy, group: list[Entry], name: str) -> Iterator[Contradiction]:
    persons = [person_id for person_id, _, _ in group if person_id]
    person_id = persons[0] if len(persons) == 1 else ""  # of two namesakes nobody knows which
    parts: dict[str, tuple[set[str], set[str]]] = {}
    for claim_id, role, written in mentions_of_person(ledger, person_id) if person_id else ():
        _put(parts, claim_id, role, written)
    unattached = set()
    for _, document_id, written in (entry for entry in group if not entry[0]):
        for claim_id, role in facts_of(ledger, document_id).labels.get(written, ()):
            if not person_of(ledger, document_id, written, claim_id).person_id:
                _put(parts, claim_id, role, written)
                unattached.add(claim_id)
    gathered = gather_claims(ledger, parts)
    told = [*gathered.accepted, *gathered.undecided]
    if len(told) < 2 or not any(one.claim_id in unattached for one in told):
        return
    members = group_of(ledger, person_id).members if person_id else ()
    for found in find_contradictions(make_matter(ledger, policy, told, person_id, members)):
        if any(claim_id in unattached for side in found.sides for claim_id in side.claims):
            question = f"{name}, a name that nobody attached to a person yet: {found.question}"
            yield replace(found, question=question, rests_on_unreviewed=True)


def _put(parts: dict[str, tuple[set[str], set[str]]], claim_id: str, role: str, name: str) -> None:
    roles, names = parts.setdefault(claim_id, (set(), set()))
    roles.add(role)
    names.add(name)


def _groups(ledger: Ledger, names: dict[Entry, set[str]]) -> list[list[Entry]]:
    """Entries presumed one, each group with a name that nobody attached; answered pairs stand in no group together."""
    by_name: dict[str, list[Entry]] = {}
    for entry, written in names.items():
        for name in written:
            by_name.setdefault(" ".join(name.casefold().split()), []).append(entry)
    edges: dict[Entry, set[Entry]] = {entry: set() for entry in names}
    for same in by_name.values():
        for entry in same[1:]:
            edges[same[0]].add(entry)
            edges[entry].add(same[0])
    for one, other in _alike(names):
        edges[one].add(other)
        edges[other].add(one)
    answered = answered_pairs(ledger)
    groups = []
    seen: set[Entry] = set()
    for start in sorted(names):
        if start in seen:
            continue
        group = _reached(edges, start)
        seen |= group
        # Of whom people said that they differ, or that they are unsure, nothing is presumed.
        group -= {entry for pair in answered if pair <= group for entry in pair}
        if any(not entry[0] for entry in group):
            groups.append(sorted(group))
    return groups


def _reached(edges: dict[Entry, set[Entry]], start: Entry) -> set[Entry]:
    found, stack = {start}, [start]
    while stack:
        further = edges[stack.pop()] - found
        found |= further
        stack.extend(further)
    return found


def _alike(names: dict[Entry, set[str]]) -> Iterator[tuple[Entry, Entry]]:
    # Half a second of compiled parts that only this needs.
    from habeas.names import suggest_pairs  # noqa: PLC0415

    records = [(entry, name) for entry in sorted(names) for name in sorted(names[entry])]
    for found in suggest_pairs(records, at_least=_PRESUMED):
        yield cast("Entry", found.id_a), cast("Entry", found.id_b)
