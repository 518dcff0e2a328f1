"""Which decisions speak of what: the keys under which a ledger finds them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import (
    Accept,
    ChooseValue,
    Consent,
    Correct,
    Decision,
    DescribeDocument,
    DifferentEvents,
    DifferentPersons,
    Grade,
    GrantAccess,
    Hide,
    Recognise,
    Reject,
    SameEvent,
    SameIssue,
    SamePerson,
    Seal,
    SetLevel,
    Subject,
    UnsurePersons,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

IDENTITY = (SamePerson, DifferentPersons, UnsurePersons)

Key = tuple[str, ...]


def targets_of(decision: Decision) -> Iterator[str | Key]:
    """The keys under which a decision is found: a claim id or a kind alone, else a tuple that begins with a word."""
    body = decision.body
    if isinstance(body, Accept | Reject | Correct):
        yield body.claim_id
    elif isinstance(body, IDENTITY):
        yield from dict.fromkeys(key for subject in subjects_of(body) for key in _keys_of_subject(subject))
    elif isinstance(body, SameEvent | DifferentEvents):
        yield from dict.fromkeys(("event", claim_id) for claim_id in body.claim_ids)
    elif isinstance(body, SameIssue):
        yield from dict.fromkeys(("issue", claim_id) for claim_id in body.claim_ids)
    elif isinstance(body, DescribeDocument):
        yield ("document", body.document_id)
    elif isinstance(body, ChooseValue):
        yield ("value", body.person_id)
    elif isinstance(body, Recognise | Consent | Hide):
        yield (decision.kind, body.person_id)
    elif isinstance(body, Grade | SetLevel | Seal):
        yield (decision.kind, body.target_kind, body.target)
    elif isinstance(body, GrantAccess):
        yield ("access", body.account)
    else:  # trust, same_organisation, withdraw: few, and asked for all at once
        yield decision.kind


def subjects_of(body: SamePerson | DifferentPersons | UnsurePersons) -> tuple[Subject, ...]:
    """Everybody a decision of identity speaks of; the person of a join goes first."""
    if isinstance(body, SamePerson):
        return (Subject(person_id=body.person_id), *body.subjects)
    return (body.one, body.other)


def _keys_of_subject(subject: Subject) -> Iterator[Key]:
    if subject.mention is not None:
        yield ("mention", subject.mention.document_id, subject.mention.name)
    elif subject.person_id:
        yield ("person", subject.person_id)
