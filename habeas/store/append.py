"""The one door by which records enter. Everything that is ever stored has passed through `append_records`."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Max

from habeas.model import (
    AnyRecord,
    Claim,
    Decision,
    Document,
    Person,
    Problem,
    Seal,
    check_quotes,
    check_record,
    check_signature,
    decode_record,
    id_of_bytes,
    read_tag,
)
from habeas.model.errors import NewerRecordError, RecordError, SignatureError
from habeas.store.fitness import look_again
from habeas.store.links import links_of
from habeas.store.models import CasebookFact, RecordId, Tombstone
from habeas.store.reads import in_batches, read_bodies
from habeas.store.transactions import write_transaction

_ABOUT = ("document", "mention", "claim", "person", "target")


@dataclass(frozen=True, slots=True)
class AppendResult:
    """What became of the records that were offered.

    Attributes:
        new_ids: Ids now stored that were not before, in the order offered; then those of records that had waited for
            one of these documents.
        known_ids: Ids that were stored already.
        problems: One for each record that was refused, and for each that was kept but left out of views.
    """

    new_ids: tuple[str, ...] = ()
    known_ids: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Offered:
    """One record on its way in; `record` is None for a tag that this version does not know."""

    record_id: str
    raw: bytes
    tag: str
    record: AnyRecord | None
    unfit: str = ""


@dataclass(slots=True)
class _Batch:
    """Everything that one call offers, and the documents that its claims point to."""

    foreign: bool
    offered: dict[str, _Offered] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)

    def refuse(self, record_id: str, message: str) -> None:
        """Leave a record out, and say why."""
        self.offered.pop(record_id, None)
        self.problems.append(Problem(where="records", message=message, record_id=record_id))


def append_records(raws: Iterable[bytes], *, added_at: str, foreign: bool = False) -> AppendResult:
    """Store records that are new, by id; offering them twice changes nothing.

    Every record must be in canonical form, satisfy `check_record`, and, for a claim, quote its document exactly; a
    decision must be signed by the casebook that it names. What fails is refused with a Problem and the rest is stored,
    in one transaction.

    Args:
        raws: Canonical bytes.
        added_at: Now, UTC, whole seconds.
        foreign: They come from another casebook: a record of a newer habeas, or a claim whose document did not come
            with it, is then kept verbatim and left out of views, not refused.
    """
    with write_transaction():
        batch = _Batch(foreign)
        for raw in raws:
            _admit(batch, raw)
        for check in _CHECKS:
            check(batch)
        _write(batch, added_at)
        waiting = look_again(one.record_id for one in _each(batch) if isinstance(one.record, Document))
    return AppendResult((*batch.offered, *waiting), tuple(batch.known), tuple(batch.problems))


def _admit(batch: _Batch, raw: bytes) -> None:
    """Decode one record; the same bytes twice are one record."""
    try:
        record = decode_record(raw)
    except NewerRecordError as error:
        if _is_canonical(raw):
            batch.offered[id_of_bytes(raw)] = _Offered(id_of_bytes(raw), raw, read_tag(raw), None, str(error))
        else:
            batch.problems.append(Problem(where="records", message=f"{error}, and not in canonical form"))
        return
    except RecordError as error:
        batch.problems.append(Problem(where="records", message=str(error)))
        return
    record_id = id_of_bytes(raw)
    earlier = batch.offered.get(record_id)
    if earlier is not None and earlier.raw != raw:
        batch.refuse(record_id, "two different persons under one id: neither is kept")
        return
    batch.offered[record_id] = _Offered(record_id, raw, read_tag(raw), record)


def _is_canonical(raw: bytes) -> bool:
    try:
        text = raw.decode("utf-8")
        again = json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return False
    return again == text


def _set_known_aside(batch: _Batch) -> None:
    """What is stored already is known; a person's id with other words behind it, or what was sealed, is refused."""
    for ids in in_batches(batch.offered):
        stored = dict(RecordId.objects.filter(record_id__in=ids).values_list("record_id", "body__raw"))
        buried = set(Tombstone.objects.filter(target__in=ids).values_list("target", flat=True))
        for record_id in ids:
            if record_id in buried or (record_id in stored and stored[record_id] is None):
                batch.refuse(record_id, "sealed here: it stays away")
            elif record_id in stored:
                if isinstance(batch.offered[record_id].record, Person) and (
                    bytes(stored[record_id]) != batch.offered[record_id].raw
                ):
                    batch.refuse(record_id, "another person is stored under this id: the one that is here stays")
                else:
                    del batch.offered[record_id]
                    batch.known.append(record_id)


def _refuse_sealed_files(batch: _Batch) -> None:
    """Neither a sealed file, nor anything on a sealed report, nor a decision that speaks of it comes back."""
    if not Tombstone.objects.exists():
        return
    about = {one.record_id: _spoken_of(one.record) for one in _each(batch)}
    buried = {
        target
        for part in in_batches(set().union(*about.values()))
        for target in Tombstone.objects.filter(target__in=part).values_list("target", flat=True)
    }
    for record_id, targets in about.items():
        if not buried.isdisjoint(targets):
            batch.refuse(record_id, "it speaks of what was sealed here: it stays away")


def _spoken_of(record: AnyRecord | None) -> set[str]:
    if isinstance(record, Document):
        return {record.file_sha256}
    if isinstance(record, Decision):
        # A seal stays for ever, and names only ids.
        return set() if isinstance(record.body, Seal) else {target for how, target in links_of(record) if how in _ABOUT}
    return {getattr(record, "document_id", "")}


def _check_shape(batch: _Batch) -> None:
    for one in list(_each(batch)):
        if one.record is None:
            if batch.foreign:
                batch.problems.append(Problem(where="records", message=f"{one.unfit}: kept", record_id=one.record_id))
            else:
                batch.refuse(one.record_id, one.unfit)
            continue
        faults = check_record(one.record)
        if faults and batch.foreign and all(fault.message.startswith("unknown ") for fault in faults):
            one.unfit = faults[0].message  # a word of a newer vocabulary
            batch.problems.append(faults[0])
        elif faults:
            batch.refuse(one.record_id, faults[0].message)


def _check_signatures(batch: _Batch) -> None:
    for one in list(_each(batch)):
        if isinstance(one.record, Decision):
            try:
                check_signature(one.record)
            except SignatureError as error:
                batch.refuse(one.record_id, str(error))


def _check_claims(batch: _Batch) -> None:
    claims = [(one, one.record) for one in _each(batch) if isinstance(one.record, Claim)]
    documents = {one.record_id: one.record for one in _each(batch) if isinstance(one.record, Document)}
    absent = {claim.document_id for _, claim in claims} - set(documents)
    for raw in read_bodies(absent).values():
        document = decode_record(raw)
        if isinstance(document, Document):
            documents[id_of_bytes(raw)] = document
    for one, claim in claims:
        if claim.document_id not in documents:
            if batch.foreign:
                one.unfit = "its document is not here"
                batch.problems.append(
                    Problem(where="records", message="a claim on a document that is not here", record_id=one.record_id)
                )
            else:
                batch.refuse(one.record_id, "a claim on a document that is not here")
        elif faults := check_quotes(documents[claim.document_id], claim):
            batch.refuse(one.record_id, faults[0].message)


def _each(batch: _Batch) -> Iterator[_Offered]:
    return iter(batch.offered.values())


_CHECKS: tuple[Callable[[_Batch], None], ...] = (
    _set_known_aside,
    _refuse_sealed_files,
    _check_shape,
    _check_signatures,
    _check_claims,
)


def _write(batch: _Batch, added_at: str) -> None:
    """Numbers are given here, under the write lock, so that order of arrival has no holes that a rollback made."""
    if not batch.offered:
        return
    first = (RecordId.objects.aggregate(last=Max("sequence"))["last"] or 0) + 1
    numbered = list(enumerate(batch.offered.values(), first))
    own = CasebookFact.objects.filter(name="casebook_id").values_list("value", flat=True).first()
    links = [
        (sequence, relation, target)
        for sequence, one in numbered
        if one.record is not None
        for relation, target in links_of(one.record)
    ]
    seals = [
        (sequence, target[:64], one.record.who[:64], one.record.casebook_id == own)
        for sequence, one in numbered
        if isinstance(one.record, Decision) and isinstance(one.record.body, Seal)
        for target in one.record.body.closure
    ]
    with connection.cursor() as cursor:
        for statement, rows in (
            (
                "INSERT INTO store_recordid (sequence, record_id, tag, added_at) VALUES (%s, %s, %s, %s)",
                [(sequence, one.record_id, one.tag, added_at) for sequence, one in numbered],
            ),
            (
                "INSERT INTO store_recordbody (sequence, raw) VALUES (%s, %s)",
                [(sequence, one.raw) for sequence, one in numbered],
            ),
            ("INSERT INTO store_recordlink (sequence, relation, target) VALUES (%s, %s, %s)", links),
            ("INSERT INTO store_sealtarget (decision_id, target, who, local) VALUES (%s, %s, %s, %s)", seals),
            (
                "INSERT INTO store_unfitrecord (sequence, reason) VALUES (%s, %s)",
                [(sequence, one.unfit[:200]) for sequence, one in numbered if one.unfit],
            ),
        ):
            if rows:
                cursor.executemany(statement, rows)
