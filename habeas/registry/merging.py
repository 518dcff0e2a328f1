"""What a merge must check before records of another office come in, and what a bundle for a partner may hold.

A merge is the union of records: order never matters, nothing is overwritten. What is refused comes back as a Problem;
what is well-formed but newer is kept verbatim. A forged signature never comes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import (
    Claim,
    Decision,
    Document,
    Person,
    Problem,
    SamePerson,
    check_quotes,
    check_record,
    check_signature,
    decode_record,
    default_level,
    id_of_bytes,
)
from habeas.model.claims import walk_values
from habeas.model.errors import NewerRecordError, RecordError, SignatureError
from habeas.registry.cases import is_hidden
from habeas.registry.claimlines import type_of
from habeas.registry.documents import mentions_in
from habeas.registry.identity import group_of, person_of
from habeas.registry.ledger import subjects_of
from habeas.registry.levels import strictest_level
from habeas.registry.slices import find_record, records_of_document

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from habeas.model import AnyRecord
    from habeas.registry.ledger import Ledger


@dataclass(frozen=True, slots=True)
class MergeCheck:
    """What may come in.

    Attributes:
        records: (id, raw bytes) that are new and fit, sorted by id; records of newer tags among them.
        known: How many were here already.
        newer: Ids of those that this version keeps verbatim and leaves out of views.
        casebooks: Keys that signed decisions among them and that nobody at home trusts yet: a lead is asked once.
        problems: What was refused, one line each.
    """

    records: tuple[tuple[str, bytes], ...]
    known: int
    newer: tuple[str, ...]
    casebooks: tuple[str, ...]
    problems: tuple[Problem, ...]


def check_merge(
    ledger: Ledger, raw_records: Iterable[bytes], *, tombstones: Container[str] = frozenset()
) -> MergeCheck:
    """Check the records of another casebook against this one.

    Args:
        ledger: What is here, with its own casebook id.
        raw_records: Canonical bytes, in any order.
        tombstones: Ids and file hashes of what was sealed here: refused for ever.

    Returns:
        The records to store, and Problems for what was refused; bad data is never an exception.
    """
    checking = _Checking(ledger, tombstones)
    for raw in raw_records:
        checking.read(raw)
    checking.check_claims()
    trusted = ledger.trusted_casebooks()
    signers = {one.casebook_id for _, one, _ in checking.fit if isinstance(one, Decision)}
    return MergeCheck(
        records=tuple(sorted([*((found, raw) for found, _, raw in checking.fit), *checking.newer])),
        known=checking.known,
        newer=tuple(sorted(found for found, _ in checking.newer)),
        casebooks=tuple(sorted(signers - trusted)) if trusted is not None else (),
        problems=tuple(sorted(checking.problems, key=lambda one: (one.record_id, one.message))),
    )


class _Checking:
    """Records while they are checked."""

    def __init__(self, ledger: Ledger, tombstones: Container[str]) -> None:
        self.ledger = ledger
        self.tombstones = tombstones
        self.fit: list[tuple[str, AnyRecord, bytes]] = []
        self.newer: list[tuple[str, bytes]] = []
        self.problems: list[Problem] = []
        self.known = 0
        self._documents: dict[str, Document] = {}
        self._seen: set[str] = set()

    def read(self, raw: bytes) -> None:
        """One record: refused, known already, or fit so far."""
        try:
            record = decode_record(raw)
        except NewerRecordError:
            self._keep_newer(raw)
            return
        except RecordError as error:
            self._refuse(str(error), "")
            return
        record_id = id_of_bytes(raw)
        if record_id in self._seen:
            return
        self._seen.add(record_id)
        fault = self._fault(record_id, record)
        if fault:
            self._refuse(fault, record_id)
        elif (there := find_record(self.ledger, record_id)) is not None:
            self.known += 1
            if there != record:
                self._refuse("another person of the same id is here already; ours was kept", record_id)
        else:
            self.fit.append((record_id, record, raw))
            if isinstance(record, Document):
                self._documents[record_id] = record

    def _keep_newer(self, raw: bytes) -> None:
        record_id = id_of_bytes(raw)
        if record_id in self.tombstones:
            self._refuse("sealed here: it may not come back", record_id)
        elif record_id not in self._seen:
            self._seen.add(record_id)
            self.newer.append((record_id, raw))

    def _fault(self, record_id: str, record: AnyRecord) -> str:
        about = getattr(record, "document_id", "")
        if record_id in self.tombstones or about in self.tombstones:
            return "sealed here: it may not come back"
        if isinstance(record, Document) and record.file_sha256 in self.tombstones:
            return "its file was sealed here: it may not come back"
        if isinstance(record, Person) and any(
            isinstance(one, Person) and one != record for found, one, _ in self.fit if found == record_id
        ):
            return "two persons of one id in one merge"
        if isinstance(record, Decision):
            try:
                check_signature(record)
            except SignatureError as error:
                return str(error)
        faults = check_record(record)
        return "; ".join(fault.message for fault in faults)

    def check_claims(self) -> None:
        """Claims are held against their documents once all are read; one whose document is nowhere waits for it."""
        kept = []
        for record_id, record, raw in self.fit:
            if isinstance(record, Claim):
                document = self._documents.get(record.document_id) or self.ledger.documents.get(record.document_id)
                faults = check_quotes(document, record) if document is not None else ()
                if faults:
                    self._refuse(faults[0].message, record_id)
                    continue
            kept.append((record_id, record, raw))
        self.fit = kept

    def _refuse(self, message: str, record_id: str) -> None:
        self.problems.append(Problem(where="merge", message=message, record_id=record_id))


def level_of_claim(ledger: Ledger, claim_id: str) -> int:
    """The widest level at which a claim may be seen: the strictest of its type, itself, its document and its people."""
    claim = ledger.claims[claim_id]
    level = strictest_level(ledger, "claim", claim_id, default_level(claim.kind, type_of(claim.body)))
    level = min(level, strictest_level(ledger, "document", claim.document_id, 4))
    level = min(level, strictest_level(ledger, "kind", type_of(claim.body) or claim.kind, 4))
    for mention in mentions_in(claim.body):
        person_id = person_of(ledger, claim.document_id, mention.label, claim_id).person_id
        if person_id:
            level = min(level, strictest_level(ledger, "person", person_id, 4))
            if is_hidden(ledger, group_of(ledger, person_id).members):
                level = min(level, 1)
    return level


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """What a casebook for a partner may hold.

    Attributes:
        record_ids: Sorted ids of the records that go.
        withheld_documents: How many documents stay because some claim in them is not for that level.
    """

    record_ids: tuple[str, ...]
    withheld_documents: int


def plan_bundle(ledger: Ledger, level: int) -> BundlePlan:
    """The records that an audience of a level may have: 2 partners, 3 mechanisms, 4 the public.

    A document cannot be blanked without becoming another, so it goes only where every claim on it that people did not
    reject may be seen at that level. What speaks of a document that stays, stays too; people go who are left.
    """
    documents = set()
    for document_id in ledger.documents:
        claims = [found for found in ledger.claims_of(document_id) if ledger.claim_state(found) != "rejected"]
        allowed = strictest_level(ledger, "document", document_id, 4) >= level
        if claims and allowed and all(level_of_claim(ledger, found) >= level for found in claims):
            documents.add(document_id)
    chosen: set[str] = set()
    people: set[str] = set()
    for document_id in documents:
        chosen.update(found for found in records_of_document(ledger, document_id))
    for decision_id in list(chosen):
        decision = ledger.decisions.get(decision_id)
        if decision is not None and isinstance(decision.body, SamePerson):
            people.update(subject.person_id for subject in subjects_of(decision.body) if subject.person_id)
    chosen |= people & ledger.persons.keys()
    chosen = {found for found in chosen if _may_go(ledger, found, documents)}
    return BundlePlan(tuple(sorted(chosen)), len(ledger.documents) - len(documents))


def _may_go(ledger: Ledger, record_id: str, documents: set[str]) -> bool:
    """Whether a record names no document, and no claim of a document, that stays."""
    if record_id in ledger.documents:
        return record_id in documents
    record = find_record(ledger, record_id)
    if record is None:
        return False
    named = {getattr(record, "document_id", "")} - {""}
    if isinstance(record, Decision):
        for value in walk_values(record.body):
            named |= {getattr(value, "document_id", "")} - {""}
            ids = [getattr(value, name, "") for name in ("claim_id", "replacement_id")]
            ids += getattr(value, "claim_ids", ())
            named |= {ledger.claims[found].document_id for found in ids if found in ledger.claims}
    return named <= documents
