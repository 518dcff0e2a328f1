"""What a new record may change: whose cases and which documents are to be derived again.

The answer may name more than what changes, never less: it looks at decisions whether they are live or not, and at all
that a decision supersedes, since each of those may change its state.

A judgement on a claim changes the cases of those whom the claim names, not of everybody in its report: a list of five
hundred prisoners is reviewed line by line. It reaches further only where a case reads a claim that does not name the
person: words that stand over a name, causes bound to events, and what another reading of the file inherits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import (
    Accept,
    Acquisition,
    Causal,
    ChooseValue,
    Claim,
    Consent,
    Correct,
    Decision,
    DescribeDocument,
    DifferentEvents,
    DifferentPersons,
    Document,
    Event,
    Extraction,
    Grade,
    Hide,
    Person,
    Recognise,
    Reject,
    SameEvent,
    SameIssue,
    SameOrganisation,
    SamePerson,
    Seal,
    SetLevel,
    Statement,
    TrustKey,
    UnsurePersons,
)
from habeas.registry.casefile import Touched
from habeas.registry.documents import facts_of, mentions_in
from habeas.registry.ledger import subjects_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from habeas.model import AnyRecord
    from habeas.registry.ledger import Ledger


def touched_by(ledger: Ledger, record: AnyRecord) -> Touched:
    """What a record may change, once it is in the ledger.

    Args:
        ledger: With the record in it, and everything that bears on the persons and documents that it speaks of.
        record: The record.

    Returns:
        Persons (joined ones too), documents, and mentions that may be somebody else's, sorted; `everything` for what
        speaks of all (a trusted key, names of one organisation).
    """
    touching = _Touching(ledger)
    touching.take(record)
    return Touched(
        tuple(sorted(touching.people)),
        tuple(sorted(touching.documents)),
        touching.everything,
        tuple(sorted(touching.mentions())),
    )


class _Touching:
    """Ids while they are found."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.people: set[str] = set()
        self.documents: set[str] = set()
        self.everything = False
        self._identity = False  # who is who may change
        self._compared: set[tuple[str, str]] = set()

    def mentions(self) -> set[tuple[str, str]]:
        """(document, name) of every mention that was ever put to one of the persons, where who is who may change."""
        if not self._identity:
            return set()
        found = set(self._compared)
        for person_id in self.people:
            for decision_id in self.ledger.about("person", person_id):
                body = self.ledger.decisions[decision_id].body
                if isinstance(body, SamePerson | DifferentPersons | UnsurePersons):
                    found |= _mentions_in(body)
        return found

    def take(self, record: AnyRecord) -> None:
        if isinstance(record, Person):
            self._identity = True
            self._add_people({record.person_id})
        elif isinstance(record, Claim | Extraction | Acquisition):
            self._add_documents({record.document_id})
        elif isinstance(record, Document):
            self._add_documents(self.ledger.readings_of(record.file_sha256))
        else:
            for decision in self._with_superseded(record):
                self._take_decision(decision)

    def _with_superseded(self, decision: Decision) -> Iterator[Decision]:
        """The decision and all that it supersedes, directly or through others: each of them may change its state."""
        stack, seen = [decision], set[str]()
        while stack:
            current = stack.pop()
            yield current
            for older in current.supersedes:
                found = self.ledger.decisions.get(older)
                if found is not None and older not in seen:
                    seen.add(older)
                    stack.append(found)

    def _take_decision(self, decision: Decision) -> None:
        body = decision.body
        if isinstance(body, Accept | Reject):
            self._add_claims([body.claim_id])
        elif isinstance(body, Correct):
            self._add_claims([body.claim_id, body.replacement_id])
        elif isinstance(body, SameEvent | DifferentEvents | SameIssue):
            self._add_claims(body.claim_ids, judged=False)
        elif isinstance(body, ChooseValue):
            self._add_people({body.person_id})
            self._add_claims(body.claim_ids, judged=False)
        elif isinstance(body, SamePerson | DifferentPersons | UnsurePersons):
            self._add_subjects(body)
        elif isinstance(body, DescribeDocument):
            self._add_documents([body.document_id])
        elif isinstance(body, Recognise | Consent | Hide):
            self._add_people({body.person_id})
        elif isinstance(body, Grade | SetLevel | Seal):
            self._add_target(body.target_kind, body.target)
        elif isinstance(body, TrustKey | SameOrganisation):
            self.everything = True

    def _add_target(self, kind: str, target: str) -> None:
        if kind == "claim":
            self._add_claims([target])
        elif kind == "document":
            self._add_documents([target])
        elif kind == "person":
            self._add_people({target})

    def _add_subjects(self, body: SamePerson | DifferentPersons | UnsurePersons) -> None:
        self._identity = True
        self._compared |= _mentions_in(body)
        self._add_people({subject.person_id for subject in subjects_of(body) if subject.person_id})
        for document_id, name in _mentions_in(body):
            self._add_mention(document_id, name)

    def _add_claims(self, claim_ids: Iterable[str], *, judged: bool = True) -> None:
        """Claims with their documents, and whoever has them in the case; `judged` where their state may change."""
        for claim_id in claim_ids:
            claim = self.ledger.claims.get(claim_id)
            if claim is None:
                continue
            document = self.ledger.documents.get(claim.document_id)
            readings = self.ledger.readings_of(document.file_sha256) if document else []
            self.documents.update((claim.document_id, *readings))
            if judged and (len(readings) > 1 or len(self.ledger.extractions_of(claim.document_id)) > 1):
                self._add_documents((claim.document_id, *readings))  # what was read again may inherit the decision
                continue
            names = self._names_of(claim, judged=judged)
            if judged:
                for decision_id in self.ledger.about(claim_id):
                    body = self.ledger.decisions[decision_id].body
                    other = self.ledger.claims.get(body.replacement_id) if isinstance(body, Correct) else None
                    if other is not None and other.document_id == claim.document_id:
                        names |= self._names_of(other, judged=True)
            for name in names:
                self._add_mention(claim.document_id, name)

    def _names_of(self, claim: Claim, *, judged: bool) -> set[str]:
        """Names, in its document, of those whose case has the claim, or reads it by its place in the text."""
        body = claim.body
        is_side = isinstance(body, Event) and self._is_bound(claim.document_id, body)
        if judged and (is_side or isinstance(body, Causal)):
            return set(facts_of(self.ledger, claim.document_id).labels)
        names = {mention.label for mention in mentions_in(body)}
        if judged and isinstance(body, Statement):
            for other_id in self.ledger.claims_of(claim.document_id):
                mentions = mentions_in(self.ledger.claims[other_id].body)
                names |= {mention.label for mention in mentions if mention.written.overlaps(body.content)}
        return names

    def _is_bound(self, document_id: str, event: Event) -> bool:
        """Whether a causal claim of the document may have the event as one of its sides (`habeas.registry.orders`)."""
        places = [event.trigger, *(one.written for one in event.mentions if one.role in ("agent", "body"))]
        causal = (self.ledger.claims[found].body for found in facts_of(self.ledger, document_id).causal)
        sides = [side for body in causal if isinstance(body, Causal) for side in (body.cause, body.effect)]
        return any(place.overlaps(side) for place in places for side in sides)

    def _add_documents(self, document_ids: Iterable[str]) -> None:
        """A document, other readings of its file, and everybody whom a mention in it was ever put to."""
        for document_id in document_ids:
            self.documents.add(document_id)
            document = self.ledger.documents.get(document_id)
            if document is not None:
                self.documents.update(self.ledger.readings_of(document.file_sha256))
            for name in facts_of(self.ledger, document_id).labels:
                self._add_mention(document_id, name)

    def _add_mention(self, document_id: str, name: str) -> None:
        for decision_id in self.ledger.about("mention", document_id, name):
            body = self.ledger.decisions[decision_id].body
            if isinstance(body, SamePerson | DifferentPersons | UnsurePersons):
                self._add_people({subject.person_id for subject in subjects_of(body) if subject.person_id})

    def _add_people(self, people: set[str]) -> None:
        """Persons, and everybody ever joined with them or compared with a mention of theirs."""
        stack = list(people - self.people)
        while stack:
            person_id = stack.pop()
            if person_id in self.people:
                continue
            self.people.add(person_id)
            for decision_id in self.ledger.about("person", person_id):
                body = self.ledger.decisions[decision_id].body
                if isinstance(body, SamePerson | DifferentPersons | UnsurePersons):
                    stack.extend(subject.person_id for subject in subjects_of(body) if subject.person_id)


def _mentions_in(body: SamePerson | DifferentPersons | UnsurePersons) -> set[tuple[str, str]]:
    """(document, name) of the mentions that a decision of identity speaks of."""
    return {
        (subject.mention.document_id, subject.mention.name)
        for subject in subjects_of(body)
        if subject.mention is not None
    }
