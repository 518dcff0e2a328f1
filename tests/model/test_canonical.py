import hashlib
import json

import msgspec
import pytest
from hypothesis import given
from model.strategies import records

from habeas.model import Person, decode_record, encode_record, id_of_bytes, read_tag, record_id
from habeas.model.errors import NewerRecordError, RecordError


def standard_bytes(raw):
    return json.dumps(json.loads(raw), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


@given(records)
def test_anyone_can_verify_a_record_with_the_standard_library(record):
    raw = encode_record(record)
    assert raw == standard_bytes(raw)
    if not isinstance(record, Person):
        assert record_id(record) == hashlib.sha256(standard_bytes(raw)).hexdigest()


@given(records)
def test_a_record_comes_back_as_it_went(record):
    raw = encode_record(record)
    assert decode_record(raw) == record
    assert id_of_bytes(raw) == record_id(record)
    assert encode_record(decode_record(raw)) == raw


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"record":"claim.1"}',
        b'{"record":"person.1","opened_by":"a","opened_at":"b","person_id":"c"}',  # keys out of order
        b'{"opened_at":"b","opened_by":"a","person_id":"c","record":"person.1"} ',
        b'{"opened_at":"b","opened_at":"b","opened_by":"a","person_id":"c","record":"person.1"}',
        b'{"opened_at": "b","opened_by":"a","person_id":"c","record":"person.1"}',
        b'{"opened_at":"\\u0062","opened_by":"a","person_id":"c","record":"person.1"}',
        b'{"extra":1,"opened_at":"b","opened_by":"a","person_id":"c","record":"person.1"}',
        b'{"opened_at":1e16,"opened_by":"a","person_id":"c","record":"person.1"}',
        b'{"record":"' + b"x" * 100 + b'.1"}',
        b"[" * 100_000,
    ],
)
def test_what_is_not_canonical_is_refused_in_one_line(raw):
    with pytest.raises(RecordError) as refusal:
        decode_record(raw)
    assert "\n" not in str(refusal.value)
    assert not isinstance(refusal.value, NewerRecordError)


@pytest.mark.parametrize("tag", ["claim.2", "verdict.1", "decision.17"])
def test_a_newer_tag_is_told_from_a_broken_record(tag):
    raw = msgspec.json.encode({"anything": [1, 2], "record": tag})
    with pytest.raises(NewerRecordError, match=tag):
        decode_record(raw)
    assert read_tag(raw) == tag
    assert id_of_bytes(raw) == hashlib.sha256(raw).hexdigest()


def test_text_that_utf8_cannot_carry_is_refused():
    with pytest.raises(RecordError, match="cannot be stored"):
        encode_record(Person(person_id="\ud800", opened_by="a", opened_at="b"))
