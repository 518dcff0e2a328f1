"""An index of records in memory, with the look-ups that views need.

A ledger holds all records of a casebook or any slice of it that is closed for a person (`habeas.registry.slices`);
every view is the same on both. The order in which records are added never matters. Nothing is refused here: what does
not fit is left out of views and listed by `habeas.registry.problems`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from sys import intern
from typing import TYPE_CHECKING

from habeas.model import (
    Accept,
    Acquisition,
    AnyRecord,
    Claim,
    Correct,
    Decision,
    DescribeDocument,
    Document,
    Extraction,
    Person,
    Reject,
    SameOrganisation,
    TrustKey,
)
from habeas.registry.liveness import DecisionIndex
from habeas.registry.reviews import UNDECIDED, Review
from habeas.registry.sharing import share_words
from habeas.registry.targets import IDENTITY, subjects_of, targets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from habeas.model import DecisionBody
    from habeas.registry.documents import Facts

_OF_PEOPLE = (*IDENTITY, SameOrganisation)
_NUMBERS = re.compile(r"\d+|\D+")

__all__ = ["Ledger", "Review", "subjects_of", "targets_of"]


class Ledger(DecisionIndex):
    """Records by id, and the look-ups that views need.

    Args:
        casebook_id: The public key of the casebook at home. Decisions of other keys are live only where a live decision
            of home trusts them. None trusts every key (a slice that the store has checked, a test).
        sharing: Keep one copy of equal words: memory saved among many records, time among few.
    """

    def __init__(self, casebook_id: str | None = None, *, sharing: bool = True) -> None:
        super().__init__(casebook_id)
        self._sharing = sharing
        self.documents: dict[str, Document] = {}
        self.claims: dict[str, Claim] = {}
        self.persons: dict[str, Person] = {}
        self.acquisitions: dict[str, Acquisition] = {}
        self.extractions: dict[str, Extraction] = {}
        self._claims_of: dict[str, list[str]] = {}
        self._acquisitions_of: dict[str, list[str]] = {}
        self._extractions_of: dict[str, list[str]] = {}
        self._readings: dict[str, list[str]] = {}
        # Views keep what they computed of a document or of people here; `_forget` drops what a new record changes.
        self.of_documents: dict[str, Facts] = {}
        self.of_people: dict[object, object] = {}

    def add(self, record_id: str, record: AnyRecord) -> None:
        """Take in one record; the same id again changes nothing."""
        if self._sharing:
            record_id = intern(record_id)
            share_words(record)
        if isinstance(record, Claim):
            if record_id not in self.claims:
                self.claims[record_id] = record
                self._claims_of.setdefault(record.document_id, []).append(record_id)
                self.of_documents.pop(record.document_id, None)
        elif isinstance(record, Decision):
            if record_id not in self.decisions:
                for changed in self.add_decision(record_id, record):
                    self._forget(changed.body)
        else:
            self._add_other(record_id, record)

    def add_all(self, records: Iterable[tuple[str, AnyRecord]]) -> None:
        """Take in many (id, record) pairs, in any order."""
        for record_id, record in records:
            self.add(record_id, record)

    def records(self) -> Iterator[tuple[str, AnyRecord]]:
        """Every record with its id, kind by kind."""
        kinds: tuple[Mapping[str, AnyRecord], ...] = (
            self.documents,
            self.acquisitions,
            self.extractions,
            self.claims,
            self.persons,
            self.decisions,
        )
        for kind in kinds:
            yield from kind.items()

    def _add_other(self, record_id: str, record: Document | Acquisition | Extraction | Person) -> None:
        if isinstance(record, Document):
            if record_id not in self.documents:
                self.documents[record_id] = record
                self._readings.setdefault(record.file_sha256, []).append(record_id)
                for other in self._readings[record.file_sha256]:
                    self.of_documents.pop(other, None)
        elif isinstance(record, Acquisition):
            if record_id not in self.acquisitions:
                self.acquisitions[record_id] = record
                self._acquisitions_of.setdefault(record.document_id, []).append(record_id)
                self.of_documents.pop(record.document_id, None)
        elif isinstance(record, Extraction):
            if record_id not in self.extractions:
                self.extractions[record_id] = record
                self._extractions_of.setdefault(record.document_id, []).append(record_id)
                self.of_documents.pop(record.document_id, None)
        else:
            known = self.persons.get(record_id)
            # Two records of one id (only a broken merge brings them): the earlier one, in whatever order they come.
            if known is None or (record.opened_at, record.opened_by) < (known.opened_at, known.opened_by):
                self.persons[record_id] = record
                self.of_people.clear()

    def _forget(self, body: DecisionBody) -> None:
        """Drop the views that a decision may shape."""
        if isinstance(body, _OF_PEOPLE):
            self.of_people.clear()
            if isinstance(body, SameOrganisation):
                self.of_documents.clear()
        elif isinstance(body, TrustKey):
            self.of_people.clear()
            self.of_documents.clear()
        elif isinstance(body, DescribeDocument):
            self.of_documents.pop(body.document_id, None)

    # Claims and documents.

    def claims_of(self, document_id: str) -> list[str]:
        """Ids of the claims on a document, in order of its text."""
        claims = self.claims
        return [
            found
            for _, found in sorted(
                [(claims[found].quote.start, found) for found in self._claims_of.get(document_id, ())]
            )
        ]

    def document_ids_of_claims(self) -> Iterable[str]:
        """Every document id that a claim names, present or not."""
        return self._claims_of.keys()

    def acquisitions_of(self, document_id: str) -> list[Acquisition]:
        """The acquisitions of a document, sorted by id."""
        return [self.acquisitions[found] for found in sorted(self._acquisitions_of.get(document_id, ()))]

    def ids_of_document(self, document_id: str) -> list[str]:
        """Ids of the acquisitions and extractions of a document."""
        return [*self._acquisitions_of.get(document_id, ()), *self._extractions_of.get(document_id, ())]

    def readings_of(self, file_sha256: str) -> list[str]:
        """Ids of the documents that were read from one file, sorted."""
        return sorted(self._readings.get(file_sha256, ()))

    def extractions_of(self, document_id: str) -> list[Extraction]:
        """The extractions of a document, sorted by id."""
        return [self.extractions[found] for found in sorted(self._extractions_of.get(document_id, ()))]

    def newest_extractions(self, document_id: str) -> list[Extraction]:
        """Of each extractor the extractions of its newest version; several where their settings differ."""
        found = self._extractions_of.get(document_id, ())
        if len(found) == 1:
            return [self.extractions[found[0]]]
        newest: dict[str, list[Extraction]] = {}
        for extraction in self.extractions_of(document_id):
            best = newest.get(extraction.extractor)
            order = _version_order(extraction.version)
            if best is None or order > _version_order(best[0].version):
                newest[extraction.extractor] = [extraction]
            elif order == _version_order(best[0].version):
                best.append(extraction)
        return [extraction for _, several in sorted(newest.items()) for extraction in several]

    def claim_state(self, claim_id: str) -> str:
        """proposed, accepted, corrected, rejected, disputed, stale or by_hand."""
        return self.review_of(claim_id).state

    def review_of(self, claim_id: str) -> Review:
        """What people decided about a claim, and what follows for it."""
        about: Sequence[str] = self._about.get(claim_id, ())
        if claim_id not in self._replacing and len(about) < 2:  # nearly every claim: judged once, or not at all
            judged = self.decisions[about[0]].body if about and self.is_live(about[0]) else None
            if judged is None:
                return UNDECIDED[self._undecided(claim_id)]
            if isinstance(judged, Accept):
                return Review("accepted", (about[0],))
            if isinstance(judged, Reject):
                return Review("rejected", (about[0],))
        answers, decisions = self._explicit_answers(claim_id)
        replaces = []
        for decision_id in self._replacing.get(claim_id, ()):
            body = self.decisions[decision_id].body
            if not isinstance(body, Correct) or body.claim_id == claim_id or not self.is_live(decision_id):
                continue
            if not self._replaces(body):
                continue
            # The correction accepts its replacement, unless the corrected claim itself is disputed.
            others, _ = self._explicit_answers(body.claim_id)
            answers.add("accepted" if len(others) == 1 else "unsettled")
            decisions.append(decision_id)
            replaces.append(body.claim_id)
        if not answers:
            return UNDECIDED[self._undecided(claim_id)]
        ids, olds = tuple(sorted(decisions)), tuple(sorted(replaces))
        if len(answers) > 1 or "unsettled" in answers:
            return Review("disputed", ids, replaces=olds)
        state, _, replacement = answers.pop().partition(":")
        return Review(state, ids, replacement, olds)

    def _explicit_answers(self, claim_id: str) -> tuple[set[str], list[str]]:
        answers: set[str] = set()
        decisions: list[str] = []
        for decision_id in self._about.get(claim_id, ()):
            if not self.is_live(decision_id):
                continue
            body = self.decisions[decision_id].body
            if isinstance(body, Accept):
                answers.add("accepted")
            elif isinstance(body, Reject):
                answers.add("rejected")
            elif isinstance(body, Correct) and body.claim_id != body.replacement_id:
                answers.add(f"corrected:{body.replacement_id}")
            else:
                continue
            decisions.append(decision_id)
        return answers, decisions

    def _replaces(self, body: Correct) -> bool:
        """Whether a correction puts another claim on the same document in the place of one that is here.

        Only then is its replacement accepted. The corrected claim is out in any case: somebody found it wrong.
        """
        old, new = self.claims.get(body.claim_id), self.claims.get(body.replacement_id)
        return old is not None and new is not None and old.document_id == new.document_id

    def _undecided(self, claim_id: str) -> str:
        claim = self.claims.get(claim_id)
        extractions = self._extractions_of.get(claim.document_id, ()) if claim else ()
        if not any(_holds_id(self.extractions[found], claim_id) for found in extractions):
            # A correction that was taken back leaves nothing to decide; anything else was claimed by a person.
            return "stale" if claim_id in self._replacing else "by_hand"
        if len(extractions) == 1:
            return "proposed"
        newest = self.newest_extractions(claim.document_id) if claim else []
        return "proposed" if any(_holds_id(extraction, claim_id) for extraction in newest) else "stale"


def _holds_id(extraction: Extraction, claim_id: str) -> bool:
    """Whether a sorted tuple of ids holds one."""
    place = bisect_left(extraction.claim_ids, claim_id)
    return place < len(extraction.claim_ids) and extraction.claim_ids[place] == claim_id


def _version_order(version: str) -> tuple[tuple[int, int, str], ...]:
    """Versions in the order a person expects: 2 before 10."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _NUMBERS.findall(version))
