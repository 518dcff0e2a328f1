"""Ledger slices: just the records that the views of some persons and documents rest on, read through indexed rows.

`derive_case` gives on such a slice what it gives on the whole casebook; `habeas rebuild --check` and the tests hold it
to that. What a slice holds:

- of a document: it, other readings of its file, all claims, acquisitions and extractions, and every decision that
  speaks of it, its mentions or its claims;
- of a person: everybody joined with it or told apart from it, every decision that speaks of them, all documents whose
  mentions are theirs;
- of other people who are named there only the decisions that settle who they are;
- everything that supersedes one of these decisions, and what holds everywhere: trusted keys, same organisations.
"""

from collections.abc import Iterable

from habeas.model import (
    AnyRecord,
    Claim,
    Decision,
    DifferentPersons,
    Document,
    SamePerson,
    UnsurePersons,
)
from habeas.model.claims import walk_values
from habeas.registry.ledger import Ledger, subjects_of
from habeas.store.reads import each_record, find_by_relation, find_speaking_of, read_records

_EVERYWHERE = ("casebook", "organisation")
_OF_DOCUMENT = ("document", "mention", "seal", "target")
_OF_PERSON = ("person", "seal", "target", "account")


def read_ledger(casebook_id: str) -> Ledger:
    """Every record of the open casebook that is fit for views."""
    ledger = Ledger(casebook_id)
    ledger.add_all(each_record())
    return ledger


def read_slice(casebook_id: str, *, person_ids: Iterable[str] = (), document_ids: Iterable[str] = ()) -> Ledger:
    """The closed slice of these persons and documents.

    Args:
        casebook_id: The open casebook's.
        person_ids: Persons whose cases are to be derived.
        document_ids: Documents whose views are to be derived.
    """
    return GrowingSlice(casebook_id).grow(person_ids=person_ids, document_ids=document_ids)


def find_seeds(records: Iterable[AnyRecord]) -> tuple[set[str], set[str]]:
    """Persons and documents that new records speak of, through the decisions that they supersede as well.

    Returns:
        Ids of persons, ids of documents.
    """
    people: set[str] = set()
    documents: set[str] = set()
    claims: set[str] = set()
    waiting, seen = list(records), set[str]()
    while waiting:
        record = waiting.pop()
        for value in walk_values(record if not isinstance(record, Decision) else record.body):
            people.update(_ids_in(value, "person_id"))
            documents.update(_ids_in(value, "document_id"))
            claims.update(_ids_in(value, "claim_id", "claim_ids", "replacement_id"))
            target_kind, target = getattr(value, "target_kind", ""), getattr(value, "target", "")
            {"person": people, "document": documents, "claim": claims}.get(target_kind, set()).add(target)
            if isinstance(value, Claim | Document):
                break
        if isinstance(record, Decision):
            below = set(record.supersedes) - seen
            seen |= below
            waiting.extend(read_records(below).values())
    for found in read_records(claims).values():
        if isinstance(found, Claim):
            documents.add(found.document_id)
    return people, documents


def _ids_in(value: object, *fields: str) -> Iterable[str]:
    for field in fields:
        found = getattr(value, field, None)
        if isinstance(found, str) and found:
            yield found
        elif isinstance(found, tuple):
            yield from found


class GrowingSlice:
    """A slice that may be asked for more; each kind of id waits until all of it can be read in one question."""

    def __init__(self, casebook_id: str) -> None:
        self.ledger = Ledger(casebook_id, sharing=False)
        self._known: set[str] = set()
        self._whole: set[str] = set()  # people whose documents are wanted
        self._people: set[str] = set()
        self._documents: set[str] = set()
        self._mentioning: set[str] = set()  # documents of which only the decisions on mentions are wanted
        self._compared: set[tuple[str, str]] = set()
        self._new_whole: set[str] = set()
        self._new_people: set[str] = set()
        self._new_documents: set[str] = set()
        self._new_mentioning: set[str] = set()

    def grow(self, *, person_ids: Iterable[str] = (), document_ids: Iterable[str] = ()) -> Ledger:
        """The ledger, once everything about these persons and documents is in it too."""
        self.ask_people(person_ids, whole=True)
        self.ask_documents(document_ids)
        self._collect()
        return self.ledger

    def ask_people(self, person_ids: Iterable[str], *, whole: bool) -> None:
        """People to be read: with all their documents, or only who they are."""
        for person_id in person_ids:
            if whole and person_id not in self._whole:
                self._new_whole.add(person_id)
            elif not whole and person_id not in self._people and person_id not in self._whole:
                self._new_people.add(person_id)

    def ask_documents(self, document_ids: Iterable[str]) -> None:
        """Documents to be read with everything that speaks of them."""
        self._new_documents.update(set(document_ids) - self._documents)

    def _collect(self) -> None:
        """Read until nothing new is asked for."""
        if not self._known:
            self._add(find_by_relation(*_EVERYWHERE))
        while self._new_whole or self._new_people or self._new_documents or self._new_mentioning:
            whole, self._new_whole = self._new_whole, set()
            people, self._new_people = self._new_people, set()
            documents, self._new_documents = self._new_documents, set()
            mentioning, self._new_mentioning = self._new_mentioning, set()
            self._whole |= whole
            self._people |= people | whole
            self._documents |= documents
            self._mentioning |= mentioning | documents
            self._read_people(whole | people)
            self._read_documents(documents)
            self._add(find_speaking_of(mentioning - documents, "mention"))

    def _read_people(self, people: set[str]) -> None:
        if people:
            self._add(people | find_speaking_of(people, *_OF_PERSON))
            # A decision that was read before may tell more of somebody who is wanted whole only now.
            for person_id in people & self._whole:
                for decision_id in list(self.ledger.about("person", person_id)):
                    self._follow(self.ledger.decisions[decision_id])

    def _read_documents(self, documents: set[str]) -> None:
        if not documents:
            return
        found = read_records(documents)
        self._take(found)
        files = {record.file_sha256 for record in found.values() if isinstance(record, Document)}
        self.ask_documents(find_speaking_of(files, "file"))
        self._add(find_speaking_of(documents, *_OF_DOCUMENT))
        claims = [claim_id for document_id in documents for claim_id in self.ledger.claims_of(document_id)]
        self._add(find_speaking_of(claims, "claim", "seal", "target"))

    def _add(self, record_ids: set[str]) -> None:
        """Read records, then everything that supersedes a decision among them, and so on."""
        while record_ids:
            found = read_records(record_ids - self._known)
            self._known |= record_ids
            self._take(found)
            decisions = [record_id for record_id, record in found.items() if isinstance(record, Decision)]
            record_ids = find_speaking_of(decisions, "supersedes") - self._known

    def _take(self, found: dict[str, AnyRecord]) -> None:
        self._known |= set(found)
        for record_id, record in found.items():
            self.ledger.add(record_id, record)
            if isinstance(record, Decision):
                self._follow(record)

    def _follow(self, decision: Decision) -> None:
        """Whom a decision of identity leads to: all of them are wanted whole where one is."""
        body = decision.body
        if not isinstance(body, SamePerson | DifferentPersons | UnsurePersons):
            return
        subjects = subjects_of(body)
        people = [subject.person_id for subject in subjects if subject.person_id]
        mentions = {
            (subject.mention.document_id, subject.mention.name) for subject in subjects if subject.mention is not None
        }
        wanted = self._whole | self._new_whole
        through_people = any(person_id in wanted for person_id in people)
        whole = through_people or not self._compared.isdisjoint(mentions)
        self.ask_people(people, whole=whole)
        if through_people:
            self.ask_documents(document_id for document_id, _ in mentions)
        if not isinstance(body, SamePerson):
            self._new_mentioning.update({document_id for document_id, _ in mentions} - self._mentioning)
            if whole:
                self._compare(mentions - self._compared)

    def _compare(self, mentions: set[tuple[str, str]]) -> None:
        """Mentions that somebody wanted whole is told apart from: whoever they are is wanted whole too."""
        self._compared |= mentions
        for mention in mentions:
            for decision_id in list(self.ledger.about("mention", *mention)):
                self._follow(self.ledger.decisions[decision_id])
