"""Canonical bytes and ids: anyone can verify a record with one line of standard Python.

hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
"""

import hashlib
import re

import msgspec

from habeas.model.claims import Claim
from habeas.model.decisions import Decision
from habeas.model.errors import NewerRecordError, RecordError
from habeas.model.records import Acquisition, Document, Extraction, Person
from habeas.model.values import Record

AnyRecord = Document | Acquisition | Claim | Extraction | Person | Decision

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)
_TAGS = frozenset(
    str(kind.__struct_config__.tag) for kind in (Document, Acquisition, Claim, Extraction, Person, Decision)
)
_TAG = re.compile(r"[a-z_]{1,40}\.[1-9][0-9]{0,5}")


class _Tagged(msgspec.Struct):
    record: str


def encode_record(record: Record) -> bytes:
    """The canonical bytes of a record: UTF-8 JSON, keys sorted, no spaces, defaults left out.

    Raises:
        RecordError: The record holds text that UTF-8 cannot carry (a lone surrogate).
    """
    try:
        return _ENCODER.encode(record)
    except (UnicodeEncodeError, msgspec.ValidationError) as error:
        raise RecordError(f"a record holds text that cannot be stored: {error}") from None


def decode_record(raw: bytes) -> AnyRecord:
    """The record of these bytes, accepted only in canonical form.

    Raises:
        NewerRecordError: A record of a tag that this version does not know.
        RecordError: Anything else that is not a canonical record.
    """
    try:
        record: AnyRecord = _DECODER.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, ValueError) as error:
        tag = read_tag(raw)
        if tag and tag not in _TAGS:
            raise NewerRecordError(f"a record of a newer kind: {tag}") from None
        raise RecordError(f"not a record: {str(error)[:200]}") from None
    if encode_record(record) != raw:
        raise RecordError("a record that is not in canonical form")
    return record


def read_tag(raw: bytes) -> str:
    """The tag of a record of any version, or an empty string."""
    try:
        tag = msgspec.json.decode(raw, type=_Tagged).record
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return ""
    return tag if _TAG.fullmatch(tag) else ""


def hash_bytes(raw: bytes) -> str:
    """SHA-256, 64 hex digits."""
    return hashlib.sha256(raw).hexdigest()


def record_id(record: Record) -> str:
    """The id of a record: the hash of its canonical bytes; for a person, the random id it carries."""
    return record.person_id if isinstance(record, Person) else hash_bytes(encode_record(record))


def id_of_bytes(raw: bytes) -> str:
    """The id of canonical bytes, also of a newer tag."""
    if read_tag(raw).partition(".")[0] == "person":
        return msgspec.json.decode(raw, type=_PersonId).person_id
    return hash_bytes(raw)


class _PersonId(msgspec.Struct):
    person_id: str
