"""Reading records: by id, by what they speak of, and slices of the ledger that are closed for one derivation."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import connection

from habeas.model import Acquisition, AnyRecord, Document, Metadata, Person, decode_record
from habeas.model.errors import InputError
from habeas.store.decoded import DECODED
from habeas.store.models import DocumentRow, RecordBody, RecordId, RecordLink, Tombstone

T = TypeVar("T")
_BATCH = 500  # below the number of parameters that any SQLite takes
_FIT = """SELECT record.record_id, {column} FROM store_recordid record
    JOIN store_recordbody body ON body.sequence = record.sequence
    LEFT JOIN store_unfitrecord unfit ON unfit.sequence = record.sequence
    WHERE record.record_id IN ({marks}) AND unfit.sequence IS NULL {tags}"""
_SPEAKING = """SELECT DISTINCT record.record_id FROM store_recordlink link
    JOIN store_recordid record ON record.sequence = link.sequence
    WHERE link.relation IN ({relations}) AND link.target IN ({marks})"""


def in_batches(ids: Iterable[str], size: int = _BATCH) -> Iterator[list[str]]:
    """Lists of at most `size` of them, in order."""
    rest = iter(list(ids))
    while batch := list(islice(rest, size)):
        yield batch


def in_lists(values: Iterable[T], size: int = _BATCH) -> Iterator[list[T]]:
    """As `in_batches`, but only the next of them are looked at: what makes the others has not run yet."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def read_bodies(ids: Iterable[str]) -> dict[str, bytes]:
    """The bytes of each of these records that is here and not sealed."""
    found: dict[str, bytes] = {}
    for batch in in_batches(ids):
        rows = RecordBody.objects.filter(record__record_id__in=batch).values_list("record__record_id", "raw")
        found |= {record_id: bytes(raw) for record_id, raw in rows}
    return found


def read_records(ids: Iterable[str], *tags: str) -> dict[str, AnyRecord]:
    """Each of these records that is here, fit for views and not sealed; of these tags only, where any is given."""
    found: dict[str, AnyRecord] = {}
    wanted = set(ids)
    for batch in in_batches(wanted):
        found |= _read_batch(batch, tags)
    return found


def _read_batch(ids: list[str], tags: tuple[str, ...]) -> dict[str, AnyRecord]:
    """What was decoded before is not decoded again; that it is still here, and fit, is asked every time."""
    decoded = {record_id: record for record_id in ids if (record := DECODED.get(record_id)) is not None}
    rest = [record_id for record_id in ids if record_id not in decoded]
    found: dict[str, AnyRecord] = {}
    with connection.cursor() as cursor:
        if decoded:
            cursor.execute(_FIT.format(column="1", marks=_marks(decoded), tags=_tagged(tags)), (*decoded, *tags))
            found |= {record_id: decoded[record_id] for record_id, _ in cursor.fetchall()}
        if rest:
            cursor.execute(_FIT.format(column="body.raw", marks=_marks(rest), tags=_tagged(tags)), (*rest, *tags))
            for record_id, raw in cursor.fetchall():
                content = bytes(raw)
                record = found[record_id] = decode_record(content)
                if not isinstance(record, Person):  # a person's id is no hash: another casebook may use it otherwise
                    DECODED.put(record_id, record, len(content))
    return found


def _marks(values: Collection[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _tagged(tags: tuple[str, ...]) -> str:
    # The records were named by their ids; the joined text keeps the planner from walking the index of tags instead.
    return f"AND (record.tag || '') IN ({_marks(tags)})" if tags else ""


def read_document(document_id: str) -> Document:
    """One document.

    Raises:
        InputError: It is not here.
    """
    record = read_records([document_id]).get(document_id)
    if not isinstance(record, Document):
        raise InputError(f"no report {document_id[:12]} in this casebook")
    return record


def find_speaking_of(targets: Iterable[str], *relations: str) -> set[str]:
    """Ids of the records that speak of any of these ids, in any of these relations (see `habeas.store.links`)."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        for batch in in_batches(targets):
            statement = _SPEAKING.format(relations=_marks(relations), marks=_marks(batch))
            cursor.execute(statement, (*relations, *batch))
            found.update(record_id for (record_id,) in cursor.fetchall())
    return found


def find_by_relation(*relations: str) -> set[str]:
    """Ids of the records that speak of anything in one of these relations."""
    return set(RecordLink.objects.filter(relation__in=relations).values_list("record__record_id", flat=True))


def is_buried(target: str) -> bool:
    """Whether an id or the hash of a file was sealed here."""
    return Tombstone.objects.filter(target=target).exists()


def find_readings(file_sha256: str) -> tuple[str, ...]:
    """Ids of the documents that were read from a file, in the order of arrival."""
    links = RecordLink.objects.filter(relation="file", target=file_sha256, record__body__isnull=False)
    return tuple(links.order_by("record_id").values_list("record__record_id", flat=True))


def find_documents(prefixes: Iterable[str]) -> tuple[str, ...]:
    """Ids of the reports whose ids begin so, in the order of arrival; all where nothing is asked for.

    Raises:
        InputError: There is none, or more than one.
    """
    rows = DocumentRow.objects.order_by("sequence")
    wanted = list(prefixes)
    if not wanted:
        return tuple(rows.values_list("document_id", flat=True))
    return tuple(find_id(prefix, "document.1", "report") for prefix in wanted)


def find_id(prefix: str, tag: str, name: str) -> str:
    """The id of the one record that begins so.

    Args:
        prefix: At least four hex digits.
        tag: Of the record: `claim.1`.
        name: What to call it in a message.

    Raises:
        InputError: There is none, or more than one.
    """
    found = list(
        RecordId.objects.filter(record_id__startswith=prefix, tag=tag).values_list("record_id", flat=True)[:2]
        if len(prefix) >= 4
        else []
    )
    if len(found) > 1:
        raise InputError(f"several {name}s begin with {prefix!r}: give more of the id")
    if not found:
        raise InputError(f"no {name} {prefix[:64]!r} in this casebook")
    return found[0]


def find_acquisitions(document_ids: Iterable[str]) -> tuple[Acquisition, ...]:
    """How these documents came in, in no particular order."""
    found = read_records(find_speaking_of(document_ids, "document"), "acquisition.1")
    return tuple(record for record in found.values() if isinstance(record, Acquisition))


def read_state(document_id: str) -> str:
    """`read`, or `not read: ` and why, as the document's row says."""
    return DocumentRow.objects.filter(pk=document_id).values_list("read_state", flat=True).first() or ""


def settled_metadata(document_id: str) -> Metadata:
    """What a document's metadata is, as its row says: a bound of the day of publication is no day of publication."""
    row = DocumentRow.objects.get(pk=document_id)
    return Metadata(
        title=row.title,
        outlet=row.outlet,
        author=row.author,
        published="" if row.published_bounded else row.published,
        language=row.language,
    )


def each_record(*tags: str) -> Iterator[tuple[str, AnyRecord]]:
    """Every record fit for views in the order of arrival, with its id; of these tags only, where any is given."""
    for record_id, raw in each_body(*tags, fit_only=True):
        yield record_id, decode_record(raw)


def each_body(*tags: str, fit_only: bool = False) -> Iterator[tuple[str, bytes]]:
    """Every record that is not sealed, as bytes, in the order of arrival."""
    rows = RecordBody.objects.order_by("record_id")
    if tags:
        rows = rows.filter(record__tag__in=tags)
    if fit_only:
        rows = rows.filter(record__unfit=None)
    for record_id, raw in rows.values_list("record__record_id", "raw").iterator(chunk_size=2000):
        yield record_id, bytes(raw)


def count_records() -> dict[str, int]:
    """How many ids of each tag."""
    counts: dict[str, int] = {}
    for tag in RecordId.objects.order_by().values_list("tag", flat=True).iterator(chunk_size=20000):
        counts[tag] = counts.get(tag, 0) + 1
    return counts
