"""Everything in a ledger that views had to leave out, one line each. Bad data is listed, never thrown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import (
    Accept,
    ChooseValue,
    Correct,
    DescribeDocument,
    DifferentEvents,
    DifferentPersons,
    Problem,
    Reject,
    SameEvent,
    SameIssue,
    SamePerson,
    UnsurePersons,
)
from habeas.registry.documents import facts_of
from habeas.registry.ledger import subjects_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.model import Decision, DecisionBody, Subject
    from habeas.registry.ledger import Ledger


def find_problems(ledger: Ledger) -> tuple[Problem, ...]:
    """Claims on absent documents, decisions on what is not there, persons joined with themselves, circles.

    Returns:
        Sorted; the same whatever the order in which the records came.
    """
    found = [Problem(where="registry", message=message, record_id=record_id) for record_id, message in _all(ledger)]
    return tuple(sorted(found, key=lambda one: (one.record_id, one.message)))


def _all(ledger: Ledger) -> Iterator[tuple[str, str]]:
    for claim_id, claim in ledger.claims.items():
        if claim.document_id not in ledger.documents:
            yield claim_id, "a claim on a document that is not here; it is left out of cases"
    yield from _of_documents(ledger)
    for decision_id, decision in ledger.decisions.items():
        if ledger.is_live(decision_id):
            for message in _of_decision(ledger, decision):
                yield decision_id, message
    for decision_id in sorted(ledger.cycles):
        yield decision_id, "decisions that supersede one another in a circle: none of them holds"


def _of_documents(ledger: Ledger) -> Iterator[tuple[str, str]]:
    for record_id, extraction in ledger.extractions.items():
        missing = sum(claim_id not in ledger.claims for claim_id in extraction.claim_ids)
        if extraction.document_id not in ledger.documents:
            yield record_id, "an extraction of a document that is not here"
        if missing:
            yield record_id, f"an extraction that lists claims that are not here: {missing}"
    for record_id, acquisition in ledger.acquisitions.items():
        if acquisition.document_id not in ledger.documents:
            yield record_id, "an acquisition of a document that is not here"


def _of_decision(ledger: Ledger, decision: Decision) -> Iterator[str]:
    missing = sorted(found for found in _claims_of(decision.body) if found not in ledger.claims)
    if missing:
        yield f"a decision on a claim that is not here: {missing[0][:12]}"
    body = decision.body
    if isinstance(body, DescribeDocument) and body.document_id not in ledger.documents:
        yield "a decision on a document that is not here"
    elif isinstance(body, Correct):
        yield from _of_correction(ledger, body)
    elif isinstance(body, ChooseValue) and body.claim_id not in body.claim_ids:
        yield "a value chosen that is not among those weighed"
    elif isinstance(body, SamePerson | DifferentPersons | UnsurePersons):
        yield from _of_identity(ledger, body)


def _claims_of(body: DecisionBody) -> Iterator[str]:
    if isinstance(body, Accept | Reject):
        yield body.claim_id
    elif isinstance(body, Correct):
        yield body.claim_id
        yield body.replacement_id
    elif isinstance(body, SameEvent | DifferentEvents | SameIssue | ChooseValue):
        yield from body.claim_ids


def _of_correction(ledger: Ledger, body: Correct) -> Iterator[str]:
    old, new = ledger.claims.get(body.claim_id), ledger.claims.get(body.replacement_id)
    if body.claim_id == body.replacement_id:
        yield "a claim corrected by itself; it counts for nothing"
    elif old is not None and new is not None and old.document_id != new.document_id:
        yield "a claim corrected by one of another document, which it does not accept"


def _of_identity(ledger: Ledger, body: SamePerson | DifferentPersons | UnsurePersons) -> Iterator[str]:
    subjects = subjects_of(body)
    if isinstance(body, SamePerson):
        if any(subject.person_id == body.person_id for subject in body.subjects):
            yield "a person joined with himself; it joins nobody"
    elif body.one == body.other:
        yield "somebody held against himself; it says nothing"
    unknown = sorted({one.person_id for one in subjects if one.person_id and one.person_id not in ledger.persons})
    if unknown:
        yield f"a decision on a person who is not here: {unknown[0][:12]}"
    for subject in subjects:
        if _names_nobody(ledger, subject):
            yield "a decision on a name that its document does not have"


def _names_nobody(ledger: Ledger, subject: Subject) -> bool:
    mention = subject.mention
    return mention is not None and mention.name not in facts_of(ledger, mention.document_id).labels
