"""`habeas verify`: every record and file hashed again, every signature and quote checked, each disagreement named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from habeas.model import (
    Claim,
    Decision,
    Document,
    Problem,
    check_quotes,
    check_signature,
    decode_record,
    hash_bytes,
    id_of_bytes,
    read_tag,
)
from habeas.model.errors import CasebookError, NewerRecordError, RecordError, SignatureError
from habeas.store.links import links_of
from habeas.store.models import RecordBody, RecordId, RecordLink, SealTarget, Tombstone
from habeas.store.originals import list_originals, name_of_content, original_path, read_original
from habeas.store.trail import check_trail
from habeas.store.transactions import plain_errors
from habeas.store.triggers import trigger_names

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and everything that does not agree.

    Attributes:
        records: Records whose bytes were hashed.
        sealed: Ids whose bodies were removed by a seal.
        files: Originals that were hashed.
        waiting: Originals that no record names: what a take-in that was stopped left behind; harmless.
        problems: One for each thing that does not agree; empty for a sound casebook.
    """

    records: int
    sealed: int
    files: int
    waiting: int
    problems: tuple[Problem, ...]


def verify_casebook(casebook: Path, progress: Progress = lambda _: None) -> Verification:
    """Look at everything.

    Args:
        casebook: Its folder; it must be the open one.
        progress: Called with the number of records and files looked at so far.
    """
    with plain_errors():
        problems = list(_check_database())
        records, hashes = 0, dict[str, str]()
        texts: dict[str, Document] = {}
        for row in RecordBody.objects.select_related("record").order_by("record_id").iterator(chunk_size=500):
            records += 1
            problems.extend(_check_body(row.record, bytes(row.raw), hashes, texts))
            progress(records)
        sealed, missing = _check_bodyless()
        problems.extend(missing)
        files = 0
        for file_sha256, document_id in sorted(hashes.items()):
            files += 1
            problems.extend(_check_file(casebook, file_sha256, document_id))
            progress(records + files)
        waiting = 0
        named = {original_path(casebook, file_sha256).name for file_sha256 in hashes}
        for path in list_originals(casebook):
            if path.name not in named:
                waiting += 1
                if name_of_content(casebook, path) != path.name:
                    problems.append(Problem(where="files", message=f"{path.name[:12]}: its bytes have changed"))
        problems.extend(check_trail())
    return Verification(records, sealed, files, waiting, tuple(problems))


def _check_database() -> Iterator[Problem]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check(20)")
            for (line,) in cursor.fetchall():
                if line != "ok":
                    yield Problem(where="database", message=str(line)[:200])
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        present = {str(name) for (name,) in cursor.fetchall()}
    for name in sorted(trigger_names(connection.vendor) - present):
        yield Problem(where="database", message=f"the trigger {name}, which keeps records from changing, is gone")


def _check_body(row: RecordId, raw: bytes, hashes: dict[str, str], texts: dict[str, Document]) -> Iterator[Problem]:
    for message in _faults(row, raw, hashes, texts):
        yield Problem(where="records", message=message, record_id=row.record_id)


def _faults(row: RecordId, raw: bytes, hashes: dict[str, str], texts: dict[str, Document]) -> Iterator[str]:
    try:
        record = decode_record(raw)
    except NewerRecordError:
        if hash_bytes(raw) != row.record_id and id_of_bytes(raw) != row.record_id:
            yield "its bytes have changed: they hash to another id"
        return
    except RecordError:  # whose text may hold words of the record
        yield "its bytes have changed: not a record any more"
        return
    if id_of_bytes(raw) != row.record_id or read_tag(raw) != row.tag:
        yield "its bytes have changed: they hash to another id"
        return
    if set(RecordLink.objects.filter(record=row).values_list("relation", "target")) != set(links_of(record)):
        yield "its index does not agree with it"
    if isinstance(record, Document):
        hashes[record.file_sha256] = row.record_id
    elif isinstance(record, Decision):
        yield from _faults_of_signature(record)
    elif isinstance(record, Claim) and (document := _document_of(record, texts)) is not None:
        yield from (fault.message for fault in check_quotes(document, record))


def _faults_of_signature(decision: Decision) -> Iterator[str]:
    try:
        check_signature(decision)
    except SignatureError as error:
        yield str(error)


def _document_of(claim: Claim, texts: dict[str, Document]) -> Document | None:
    """The document of a claim; the last few are kept, since the claims of one stand together."""
    if claim.document_id not in texts:
        raw = RecordBody.objects.filter(record__record_id=claim.document_id).values_list("raw", flat=True).first()
        try:
            document = decode_record(bytes(raw)) if raw is not None else None
        except RecordError:
            document = None  # named on its own line
        if not isinstance(document, Document):
            return None
        if len(texts) >= 16:
            texts.pop(next(iter(texts)))
        texts[claim.document_id] = document
    return texts[claim.document_id]


def _check_bodyless() -> tuple[int, list[Problem]]:
    """Ids without a body: sealed, or lost."""
    gone = set(RecordId.objects.filter(body=None).values_list("record_id", flat=True))
    buried = set(Tombstone.objects.filter(target__in=gone).values_list("target", flat=True)) if gone else set()
    sealed = set(SealTarget.objects.filter(target__in=gone).values_list("target", flat=True)) if gone else set()
    lost = sorted(gone - buried - sealed)
    return len(gone) - len(lost), [
        Problem(where="records", message="its bytes are gone, and no seal took them", record_id=record_id)
        for record_id in lost
    ]


def _check_file(casebook: Path, file_sha256: str, document_id: str) -> Iterator[Problem]:
    if not original_path(casebook, file_sha256).exists():
        yield Problem(where="files", message=f"the original {file_sha256[:12]} is gone", record_id=document_id)
        return
    try:
        content = read_original(casebook, file_sha256)
    except CasebookError as error:
        yield Problem(where="files", message=str(error), record_id=document_id)
        return
    if hash_bytes(content) != file_sha256:
        yield Problem(
            where="files", message=f"the original {file_sha256[:12]}: its bytes have changed", record_id=document_id
        )
