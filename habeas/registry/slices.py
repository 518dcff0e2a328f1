"""Slices of a ledger, closed for a person or a document: what its view rests on, and all that could change it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from habeas.model import Correct, DifferentPersons, SamePerson, UnsurePersons
from habeas.registry.documents import facts_of
from habeas.registry.ledger import Ledger, subjects_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.model import AnyRecord, Subject

_OF_PERSON = ("person", "value", "recognition_checklist", "consent", "hide")
_OF_EVERYBODY = ("trust", "same_organisation")


def records_of_person(ledger: Ledger, person_id: str) -> tuple[str, ...]:
    """Sorted ids of every record that the case of a person rests on.

    Everybody ever joined with the person; every mention ever put to one of them; the documents of those, with all their
    claims; every decision on any of it, and every decision that supersedes one of these.
    """
    return _Gathering(ledger).of_person(person_id)


def records_of_document(ledger: Ledger, document_id: str) -> tuple[str, ...]:
    """Sorted ids of every record that the view of a document rests on, other readings of its file among them."""
    return _Gathering(ledger).of_document(document_id)


def slice_of(ledger: Ledger, record_ids: Iterable[str]) -> Ledger:
    """A ledger of these records only."""
    small = Ledger(ledger.casebook_id)
    for record_id in record_ids:
        record = find_record(ledger, record_id)
        if record is not None:
            small.add(record_id, record)
    return small


def find_record(ledger: Ledger, record_id: str) -> AnyRecord | None:
    """A record of any kind by its id."""
    return (
        ledger.claims.get(record_id)
        or ledger.decisions.get(record_id)
        or ledger.documents.get(record_id)
        or ledger.acquisitions.get(record_id)
        or ledger.extractions.get(record_id)
        or ledger.persons.get(record_id)
    )


def digest_of_ids(record_ids: Iterable[str]) -> str:
    """Digest (hex) of a set of records, whatever the order in which its ids come."""
    return hashlib.sha256("\n".join(sorted(record_ids)).encode()).hexdigest()


class _Gathering:
    """A set of ids while it grows."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.ids: set[str] = set()

    def of_person(self, person_id: str) -> tuple[str, ...]:
        members = self._joined({person_id})
        references = {
            (subject.mention.document_id, subject.mention.name)
            for member in members
            for decision_id in self.ledger.about("person", member)
            for subject in self._subjects(decision_id)
            if subject.mention is not None
        }
        others: set[str] = set()
        for reference in references:
            others |= self._named(self.ledger.about("mention", *reference))
        members |= self._joined(others - members)
        for member in members:
            for word in _OF_PERSON:
                self._add_decisions(self.ledger.about(word, member))
        for document_id in {document_id for document_id, _ in references}:
            self._add_document(document_id)
        return self._finish()

    def of_document(self, document_id: str) -> tuple[str, ...]:
        document = self.ledger.documents.get(document_id)
        for reading in self.ledger.readings_of(document.file_sha256) if document else (document_id,):
            self._add_document(reading)
        return self._finish()

    def _finish(self) -> tuple[str, ...]:
        for word in _OF_EVERYBODY:
            self._add_decisions(self.ledger.about(word))
        return tuple(sorted(self.ids))

    def _subjects(self, decision_id: str) -> tuple[Subject, ...]:
        body = self.ledger.decisions[decision_id].body
        return subjects_of(body) if isinstance(body, SamePerson | DifferentPersons | UnsurePersons) else ()

    def _joined(self, people: set[str]) -> set[str]:
        """Everybody ever joined with these, whether the decision is live or not."""
        found: set[str] = set()
        stack = list(people)
        while stack:
            person_id = stack.pop()
            if person_id in found:
                continue
            found.add(person_id)
            if person_id in self.ledger.persons:
                self.ids.add(person_id)
            decisions = self.ledger.about("person", person_id)
            self._add_decisions(decisions)
            stack.extend(self._named(decisions))
        return found

    def _named(self, decisions: Iterable[str]) -> set[str]:
        """Persons that decisions of identity name, themselves or through a mention that they compare with."""
        found = set()
        for decision_id in decisions:
            for subject in self._subjects(decision_id):
                if subject.person_id:
                    found.add(subject.person_id)
                elif subject.mention is not None and not isinstance(
                    self.ledger.decisions[decision_id].body, SamePerson
                ):
                    also = self.ledger.about("mention", subject.mention.document_id, subject.mention.name)
                    self._add_decisions(also)
                    found |= {part.person_id for other in also for part in self._subjects(other) if part.person_id}
        return found

    def _add_document(self, document_id: str) -> None:
        ledger = self.ledger
        if document_id in ledger.documents:
            self.ids.add(document_id)
        self.ids.update(ledger.ids_of_document(document_id))
        self._add_decisions(ledger.about("document", document_id))
        for claim_id in ledger.claims_of(document_id):
            self.ids.add(claim_id)
            self._add_decisions(ledger.about_claim(claim_id))
            for decision_id in ledger.about_claim(claim_id):
                body = ledger.decisions[decision_id].body
                if isinstance(body, Correct):
                    self._add_decisions([*ledger.about_claim(body.claim_id), *ledger.about_claim(body.replacement_id)])
        for name in facts_of(ledger, document_id).labels:
            self._add_decisions(ledger.about("mention", document_id, name))

    def _add_decisions(self, decision_ids: Iterable[str]) -> None:
        stack = list(decision_ids)
        while stack:
            decision_id = stack.pop()
            if decision_id not in self.ids:
                self.ids.add(decision_id)
                stack.extend(self.ledger.superseding(decision_id))
