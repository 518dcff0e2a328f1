"""Read this first: everything that habeas does to a casebook, one function for each act.

    take_in_report    a file becomes a document, its claims are proposed, what they touch is derived
    record_decision   what somebody decided is signed, stored, and what it touches is derived again
    read_again        a newer reader or extractor proposes anew for reports that are here already
    rebuild           every derived row is made again from the records, or compared with them
    merge_casebook    the records of another casebook join ours        (habeas/store/merging.py)

Each is one transaction: when it returns, all of it is on the disk; when it is stopped, none of it is. Reading and
extraction happen before the transaction begins, so that nobody waits for them.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from habeas.model import (
    Acquisition,
    Claim,
    Decision,
    DecisionBody,
    Document,
    Metadata,
    Person,
    Problem,
    Record,
    SetLevel,
    encode_record,
    hash_bytes,
    record_id,
    sign_decision,
)
from habeas.model.errors import RefusedError
from habeas.reading import ReadingPool, ReadResult, fill, load_file, read_text
from habeas.registry.casefile import Touched
from habeas.store import deriving, reads
from habeas.store.accounts import new_id
from habeas.store.append import AppendResult, append_records
from habeas.store.casebook import Casebook, private_key
from habeas.store.deriving import Progress, Rebuilt
from habeas.store.merging import Merged, merge_records
from habeas.store.moments import moment_after
from habeas.store.originals import keep_original, read_original
from habeas.store.sources import tells_no_more
from habeas.store.targets import check_targets
from habeas.store.transactions import plain_errors, write_transaction

if TYPE_CHECKING:
    from habeas.extraction import Proposal
Extract = Callable[..., "Proposal"]
NOTHING_KNOWN = Metadata()
# The name of a file is a hint of what it is; its original is kept under its hash alone.
_ENDINGS = (("text/markdown", ".md"), ("text/html", ".html"), ("application/pdf", ".pdf"), ("text/plain", ".txt"))


@dataclass(frozen=True, slots=True)
class Source:
    """How a report came to us, and what is known of it beside the file.

    Attributes:
        collector: Pseudonymous id of who brings it.
        metadata: As offered; it goes before what the file says about itself.
        url, basis, note: Where it was; on what ground it is kept; free words.
    """

    collector: str
    metadata: Metadata = NOTHING_KNOWN
    url: str = ""
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one report.

    Attributes:
        document_id: The document.
        outcome: `new`; `known` for a file that is here already; `known, from a new source`.
        claims: How many claims were proposed.
        read_state: `read`, or `not read: ` and why.
        problems: What was repaired, guessed or refused on the way.
        new_ids: Ids of the records that were not here before.
    """

    document_id: str
    outcome: str
    claims: int
    read_state: str
    problems: tuple[Problem, ...] = ()
    new_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a decision did: its id, and whose views were derived again."""

    decision_ids: tuple[str, ...]
    touched: Touched


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision before it is signed: what, why, and in the place of which earlier ones."""

    body: DecisionBody
    why: str = ""
    supersedes: tuple[str, ...] = ()


def propose_claims(document: Document, *, language: str = "") -> "Proposal":
    """As `habeas.extraction.propose_claims`, whose word tables are loaded by the first report that is read."""
    from habeas.extraction import propose_claims as propose  # noqa: PLC0415

    return propose(document, language=language)


def take_in_report(
    casebook: Casebook,
    path: Path,
    source: Source,
    *,
    extract: Extract = propose_claims,
    pool: ReadingPool | None = None,
    retrieved_at: str = "",
) -> TakenIn:
    """Take one report in: read, propose claims, store, derive.

    A file that is here already is not read again; a new source of it is recorded, the same source twice is not.

    Args:
        casebook: The open casebook.
        path: The file.
        source: How it came.
        extract: Proposes claims for a document.
        pool: A reading process to use again, for many files.
        retrieved_at: UTC, whole seconds; now where it is empty.

    Raises:
        ReadingError: The file cannot become a document.
        RefusedError: The file was sealed here.
        CasebookError: The casebook is busy or there is no room; nothing was stored.
    """
    content = load_file(path, pool.limits) if pool else load_file(path)
    return take_in_bytes(casebook, content, path.name, source, extract=extract, pool=pool, retrieved_at=retrieved_at)


def take_in_bytes(
    casebook: Casebook,
    content: bytes,
    name: str,
    source: Source,
    *,
    extract: Extract = propose_claims,
    pool: ReadingPool | None = None,
    retrieved_at: str = "",
) -> TakenIn:
    """As `take_in_report`, for a file that is in memory already; `name` is shown, and its ending is a hint."""
    moment = retrieved_at or now()
    known = _known(hash_bytes(content), name, source, moment)
    if known is not None:
        return known
    with ReadingPool() if pool is None else nullcontext(pool) as process:
        result = process.read_bytes(content, name)
    return _store_reading(casebook, content, result, source, extract=extract, moment=moment)


def take_in_text(
    casebook: Casebook, text: str, source: Source, *, extract: Extract = propose_claims, retrieved_at: str = ""
) -> TakenIn:
    """Take in words that somebody pastes or types: a message, an interview, a note."""
    result = read_text(text)
    moment = retrieved_at or now()
    return _known(result.document.file_sha256, "this text", source, moment) or _store_reading(
        casebook, result.document.text.encode(), result, source, extract=extract, moment=moment
    )


def _known(file_sha256: str, name: str, source: Source, moment: str) -> TakenIn | None:
    """A file that is here: its claims stand; a source that tells something new is recorded. None for a new file."""
    with write_transaction():
        if reads.is_buried(file_sha256):
            raise RefusedError(f"{name} was sealed here and stays away")
        readings = reads.find_readings(file_sha256)
        if not readings:
            return None
        document_id = readings[-1]
        offered = _acquisition(document_id, source, source.metadata, moment)
        known = any(tells_no_more(offered, other) for other in reads.find_acquisitions(readings))
        appended = AppendResult() if known else _append([offered], moment)
        deriving.derive_touched(appended.new_ids)
        return TakenIn(
            document_id=document_id,
            outcome="known" if known else "known, from a new source",
            claims=0,
            read_state=reads.read_state(document_id),
            problems=appended.problems,
            new_ids=appended.new_ids,
        )


def _store_reading(
    casebook: Casebook, content: bytes, result: ReadResult, source: Source, *, extract: Extract, moment: str
) -> TakenIn:
    from habeas.extraction import detect_language  # noqa: PLC0415 - as in `propose_claims`

    metadata = fill(source.metadata, result.metadata)
    if not metadata.language:
        metadata = msgspec.structs.replace(metadata, language=detect_language(result.document.text))
    document_id = record_id(result.document)
    proposal = extract(result.document, language=metadata.language)
    offered = (
        result.document,
        _acquisition(document_id, source, metadata, moment),
        *_records_of(proposal, metadata.language),
    )
    with plain_errors():
        keep_original(casebook.path, content)
    with write_transaction():
        meanwhile = _known(result.document.file_sha256, "this report", source, moment)
        if meanwhile is not None:
            return meanwhile  # another thread took the same file in while this one read it
        appended = _append(offered, moment)
        deriving.derive_touched(appended.new_ids)
    return TakenIn(
        document_id=document_id,
        outcome="new",
        claims=len(proposal.claims),
        read_state=reads.read_state(document_id),
        problems=(*result.problems, *proposal.problems, *appended.problems),
        new_ids=appended.new_ids,
    )


def read_again(
    casebook: Casebook, document_id: str, *, extract: Extract = propose_claims, pool: ReadingPool | None = None
) -> TakenIn:
    """Read the original of a report anew and propose claims anew; what is as before stays the same record.

    A newer reader makes another document of the same file; a newer extractor, another extraction. Decisions stand.
    """
    document, metadata = reads.read_document(document_id), reads.settled_metadata(document_id)
    content = read_original(casebook.path, document.file_sha256)
    moment, again = now(), document
    if not document.reader.startswith(("paste.", "note.")):  # what a person entered was never parsed
        with ReadingPool() if pool is None else nullcontext(pool) as process:
            again = process.read_bytes(content, document_id[:12] + dict(_ENDINGS).get(document.media_type, "")).document
    proposal = extract(again, language=metadata.language)
    offered: list[Record] = [again, *_records_of(proposal, metadata.language)]
    if record_id(again) != document_id:
        offered += [
            msgspec.structs.replace(one, document_id=record_id(again)) for one in reads.find_acquisitions([document_id])
        ]
    with write_transaction():
        appended = _append(offered, moment)
        deriving.derive_touched(appended.new_ids)
    return TakenIn(
        document_id=record_id(again),
        outcome="read again" if appended.new_ids else "as before",
        claims=len(proposal.claims),
        read_state=reads.read_state(record_id(again)),
        problems=(*proposal.problems, *appended.problems),
        new_ids=appended.new_ids,
    )


def add_claims(claims: Sequence[Claim]) -> AppendResult:
    """Store claims that a person makes by hand; accepting them is a decision of its own."""
    with write_transaction():
        deriving.derive_touched((appended := _append(claims, now())).new_ids)
    return appended


def record_decision(
    casebook: Casebook,
    body: DecisionBody,
    who: str,
    why: str = "",
    supersedes: Iterable[str] = (),
    *,
    also: Sequence[Record] = (),
    when: str = "",
) -> Recorded:
    """Sign, store and apply one decision.

    Args:
        casebook: The open casebook, whose key signs.
        body: What is decided.
        who: Pseudonymous id.
        why: The reason, in words.
        supersedes: Ids of the decisions in whose place it stands.
        also: Records that the decision needs and that are stored with it: the claim of a correction, a new person.
        when: UTC, whole seconds; now where it is empty.

    Raises:
        RefusedError: It speaks of something that is not here, or cannot be decided so.
    """
    return record_decisions(casebook, [Ruling(body, why, tuple(supersedes))], who, also=also, when=when)


def record_decisions(
    casebook: Casebook, rulings: Sequence[Ruling], who: str, *, also: Sequence[Record] = (), when: str = ""
) -> Recorded:
    """As `record_decision`, for several that are taken with one keystroke: all of them hold, or none."""
    moment, key = when or moment_after(who, now()), private_key()
    decisions = [
        sign_decision(
            Decision(
                body=ruling.body,
                who=who,
                when=moment,
                casebook_id=casebook.casebook_id,
                why=ruling.why,
                supersedes=tuple(sorted(set(ruling.supersedes))),
            ),
            key,
        )
        for ruling in rulings
    ]
    with write_transaction():
        for decision in decisions:
            check_targets(decision, also)
        appended = _append([*also, *decisions], moment)
        if appended.problems:
            raise RefusedError(f"not decided: {appended.problems[0].message}")
        touched = deriving.derive_touched(appended.new_ids)
    return Recorded(tuple(record_id(decision) for decision in decisions), touched)


def open_person(who: str, *, when: str = "") -> Person:
    """A new person with a random id, to be stored with the decision that attaches the first mention."""
    return Person(person_id=new_id(), opened_by=who, opened_at=when or now())


def rebuild(*, check: bool = False, progress: Progress = lambda _: None) -> Rebuilt:
    """Derive everything anew from the records.

    Args:
        check: Compare only: the rows that are there stay, and each that differs is named.
        progress: Called with the number of documents and persons derived so far.
    """
    with write_transaction():
        return deriving.rebuild(check=check, progress=progress)


def now() -> str:
    """This moment, UTC, whole seconds: `2026-11-22T09:30:00Z`. Nothing below this room reads a clock."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _acquisition(document_id: str, source: Source, metadata: Metadata, moment: str) -> Acquisition:
    return Acquisition(
        document_id=document_id,
        collector=source.collector,
        retrieved_at=moment,
        url=source.url,
        basis=source.basis,
        note=source.note,
        metadata=metadata,
    )


def _records_of(proposal: "Proposal", language: str) -> tuple[Record, ...]:
    """Claims and the record of the reading; a language without a reader was not read, so there is no such record."""
    from habeas.extraction import read_languages  # noqa: PLC0415 - as in `propose_claims`

    return (*proposal.claims, proposal.extraction) if proposal.claims or language in read_languages() else ()


def _append(records: Iterable[Record], moment: str) -> AppendResult:
    return append_records([encode_record(record) for record in records], added_at=moment)


def merge_casebook(
    casebook: Casebook, other: Path, who: str, *, max_level: int | None = None, passphrase: str = ""
) -> Merged:
    """Take in the records of another casebook, of an office that worked apart; neither side's word is lost.

    Decisions from there are live once somebody here trusts its key (`TrustKey`); what hides or limits works at once.

    Args:
        casebook: The open casebook.
        other: The folder of the other one; it is only read.
        who: Pseudonymous id of who merges.
        max_level: Show what is new to nobody beyond this level until somebody decides otherwise.
        passphrase: Of the other casebook, where it is encrypted.
    """
    merged = merge_records(casebook.path, casebook.casebook_id, other, added_at=now(), passphrase=passphrase)
    if max_level is not None and merged.document_ids:
        rulings = [
            Ruling(SetLevel(target_kind="document", target=document_id, level=max_level), f"merged from {other.name}")
            for document_id in merged.document_ids
        ]
        record_decisions(casebook, rulings, who)
    return merged
