"""Who may be one person: questions for people, best first. Nothing here joins anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from habeas.model import DifferentPersons, UnsurePersons
from habeas.registry.casefile import IdentityQuestion
from habeas.registry.documents import mentions_in
from habeas.registry.gathering import SUBJECT_ROLES
from habeas.registry.identity import group_of, person_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from habeas.model import Subject
    from habeas.registry.ledger import Ledger

_LIKELY = 0.5
_ALIVE = ("accepted", "proposed", "by_hand", "disputed")

# A person as (id, "", ""), a mention that nobody attached as ("", document id, name).
Entry = tuple[str, str, str]


def suggest_matches(ledger: Ledger, *, at_least: float = _LIKELY) -> tuple[IdentityQuestion, ...]:
    """Questions of identity between persons and mentions that nobody attached, best first.

    Args:
        ledger: Everything, or as much as is to be compared.
        at_least: Smallest probability, by names alone, that is worth a question.

    Returns:
        Each pair once, without the pairs that people answered, also by "unsure".
    """
    return suggest_between(names_by_entry(ledger), answered_pairs(ledger), at_least=at_least)


def suggest_between(
    names: Mapping[Entry, set[str]], answered: Collection[frozenset[Entry]], *, at_least: float = _LIKELY
) -> tuple[IdentityQuestion, ...]:
    """As `suggest_matches`, for whoever has the names at hand without a ledger.

    Args:
        names: The names of each person, and of each mention that nobody attached.
        answered: Pairs that people called different or unsure.
        at_least: As above.
    """
    # Half a second of compiled parts that only this needs.
    from habeas.names import explain, suggest_pairs  # noqa: PLC0415

    records = [(entry, name) for entry in sorted(names) for name in sorted(names[entry])]
    questions = []
    for found in suggest_pairs(records, at_least=at_least):
        one, other = sorted((cast("Entry", found.id_a), cast("Entry", found.id_b)))
        if frozenset((one, other)) in answered:
            continue
        name, other_name = _likest(names[one], names[other])
        questions.append(
            IdentityQuestion(
                one=one,
                other=other,
                name=name,
                other_name=other_name,
                per_mille=round(1000 * found.probability),
                explanation="; ".join(part.sentence for part in explain(name, other_name).parts),
            )
        )
    return tuple(sorted(questions, key=lambda question: (-question.per_mille, question.one, question.other)))


def _likest(names: set[str], others: set[str]) -> tuple[str, str]:
    """The pair of names to show: the same one where both have it, else the fullest of each."""
    shared = names & others
    if shared:
        best = max(sorted(shared), key=lambda name: len(name.split()))
        return best, best
    return (
        max(sorted(names), key=lambda name: len(name.split())),
        max(sorted(others), key=lambda name: len(name.split())),
    )


def names_by_entry(ledger: Ledger) -> dict[Entry, set[str]]:
    """The names of each person, and of each mention that nobody attached, in claims that are not out."""
    names: dict[Entry, set[str]] = {}
    for claim_id, claim in ledger.claims.items():
        if claim.document_id not in ledger.documents:
            continue
        wanted = {m.label for m in mentions_in(claim.body) if m.role in SUBJECT_ROLES and m.name is not None}
        if not wanted or ledger.claim_state(claim_id) not in _ALIVE:
            continue
        for name in wanted:
            person_id = person_of(ledger, claim.document_id, name, claim_id).person_id
            entry = (person_id, "", "") if person_id else ("", claim.document_id, name)
            names.setdefault(entry, set()).add(name)
    return names


def answered_pairs(ledger: Ledger) -> set[frozenset[Entry]]:
    """Pairs that people called different or unsure."""
    pairs = set()
    for decision_id, decision in ledger.decisions.items():
        body = decision.body
        if isinstance(body, DifferentPersons | UnsurePersons) and ledger.is_live(decision_id):
            for one in _entries(ledger, body.one):
                pairs |= {frozenset((one, other)) for other in _entries(ledger, body.other)}
    return pairs


def _entries(ledger: Ledger, subject: Subject) -> Iterable[Entry]:
    if subject.mention is None:
        yield (group_of(ledger, subject.person_id).person_id, "", "")
        return
    mention = subject.mention
    yield ("", mention.document_id, mention.name)
    person_id = person_of(ledger, mention.document_id, mention.name, mention.claim_id).person_id
    if person_id:
        yield (person_id, "", "")
