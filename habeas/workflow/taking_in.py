"""A file or words become a document with proposed claims."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from habeas.model import Acquisition, Document, Metadata, Problem, Record, hash_bytes, record_id
from habeas.model.errors import ExtractionError, RefusedError
from habeas.reading import ReadingPool, ReadResult, fill, load_file, read_text
from habeas.store import deriving, reads
from habeas.store.append import AppendResult
from habeas.store.casebook import Casebook
from habeas.store.originals import keep_original, read_original
from habeas.store.sources import tells_no_more
from habeas.store.transactions import plain_errors, write_transaction
from habeas.workflow.moments import now
from habeas.workflow.storing import store_records

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
        appended = AppendResult() if known else store_records([offered], moment)
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
    made, claims, problems = _proposed(extract, result.document, metadata.language)
    offered = (result.document, _acquisition(document_id, source, metadata, moment), *made)
    with plain_errors():
        keep_original(casebook.path, content)
    with write_transaction():
        meanwhile = _known(result.document.file_sha256, "this report", source, moment)
        if meanwhile is not None:
            return meanwhile  # another thread took the same file in while this one read it
        appended = store_records(offered, moment)
        deriving.derive_touched(appended.new_ids)
    return TakenIn(
        document_id=document_id,
        outcome="new",
        claims=claims,
        read_state=reads.read_state(document_id),
        problems=(*result.problems, *problems, *appended.problems),
        new_ids=appended.new_ids,
    )


def _proposed(
    extract: Extract, document: Document, language: str
) -> tuple[tuple[Record, ...], int, tuple[Problem, ...]]:
    """Records of what is proposed, how many claims, and problems: a report is kept whatever becomes of its reading."""
    try:
        proposal = extract(document, language=language)
    except ExtractionError as error:
        kept = f"not read: {error}; the report is kept, make claims by hand or read it again with a newer habeas"
        return (), 0, (Problem(where="claims", message=kept),)
    return _records_of(proposal, language), len(proposal.claims), proposal.problems


def read_again(
    casebook: Casebook, document_id: str, *, extract: Extract = propose_claims, pool: ReadingPool | None = None
) -> TakenIn:
    """Read the original of a report anew and propose claims anew; what is as before stays the same record.

    A newer reader makes another document of the same file; a newer extractor, another extraction. Decisions stand.

    Raises:
        ExtractionError: The extractor broke down; what it proposed before stands.
    """
    document = reads.read_document(document_id)
    metadata = reads.settled_metadata(document_id)
    content = read_original(casebook.path, document.file_sha256)
    moment = now()
    again = document
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
        appended = store_records(offered, moment)
        deriving.derive_touched(appended.new_ids)
    return TakenIn(
        document_id=record_id(again),
        outcome="read again" if appended.new_ids else "as before",
        claims=len(proposal.claims),
        read_state=reads.read_state(record_id(again)),
        problems=(*proposal.problems, *appended.problems),
        new_ids=appended.new_ids,
    )


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
