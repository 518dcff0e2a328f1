"""The one door: what is admitted, what is known already, what is refused and why."""

import json

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model.strategies import records
from store.making import ALICE, NOW, TEXT, add, decide, detention, document, extraction, span

from habeas.model import (
    Accept,
    Acquisition,
    Person,
    Span,
    encode_record,
    hash_bytes,
    make_key,
    record_id,
)
from habeas.store.append import append_records
from habeas.store.links import links_of
from habeas.store.models import RecordBody, RecordId, RecordLink, UnfitRecord
from habeas.store.reads import each_record, find_speaking_of, read_bodies, read_records


def append(*raws, foreign=False):
    return append_records(raws, added_at=NOW, foreign=foreign)


def refused(*raws, foreign=False):
    result = append(*raws, foreign=foreign)
    assert result.new_ids == ()
    return [problem.message for problem in result.problems]


def test_records_are_stored_verbatim_in_the_order_offered(casebook):
    found = document()
    claim = detention(found)
    result = add(found, claim, extraction(found, claim))
    assert result.new_ids == tuple(RecordId.objects.values_list("record_id", flat=True))
    assert bytes(RecordBody.objects.first().raw) == encode_record(found)
    assert hash_bytes(bytes(RecordBody.objects.last().raw)) == result.new_ids[-1]


def test_offering_twice_changes_nothing(casebook):
    found = document()
    first = add(found, detention(found))
    again = add(found, detention(found), found)
    assert again.new_ids == ()
    assert set(again.known_ids) == set(first.new_ids)
    assert RecordId.objects.count() == 2


def test_the_same_record_twice_in_one_offer_is_stored_once(casebook):
    assert len(add(document(), document()).new_ids) == 1


def test_what_is_not_canonical_is_refused(casebook):
    loose = json.dumps(json.loads(encode_record(document()))).encode()
    assert loose != encode_record(document())
    assert "canonical" in refused(loose)[0]
    for raw in (b"", b"{}", b"[]", b"\xff", b'{"record":"claim.1"}', encode_record(document())[:-1], b"[" * 100_000):
        assert refused(raw)


def test_one_refusal_does_not_take_the_others_with_it(casebook):
    result = append(b"{}", encode_record(document()))
    assert result.new_ids == (record_id(document()),)
    assert len(result.problems) == 1


def test_a_claim_must_have_the_words_of_its_document(casebook):
    found = document()
    add(found)
    claim = detention(found)
    wrong = msgspec.structs.replace(claim, quote=Span(start=0, end=3, text="xyz"))
    assert "words that the document does not have" in refused(encode_record(wrong))[0]
    assert add(claim).new_ids


def test_a_claim_on_a_document_that_is_not_here_is_refused(casebook):
    assert "not here" in refused(encode_record(detention(document())))[0]


def test_a_claim_may_come_with_its_document_in_any_order(casebook):
    found = document()
    add(detention(found), found)


def test_a_decision_must_be_signed_by_its_casebook(casebook):
    signed = decide(Accept(claim_id="c" * 64))
    forged = msgspec.structs.replace(signed, who="m" * 32)
    moved = msgspec.structs.replace(signed, casebook_id=casebook_of_another())
    unsigned = msgspec.structs.replace(signed, signature="")
    for decision in (forged, moved, unsigned):
        assert "did not sign" in refused(encode_record(decision))[0]
        assert "did not sign" in refused(encode_record(decision), foreign=True)[0]
    add(signed)


def casebook_of_another():
    from habeas.model import casebook_id_of

    return casebook_id_of(make_key())


def test_a_person_cannot_take_the_id_of_another(casebook):
    person = Person(person_id="1" * 32, opened_by=ALICE, opened_at=NOW)
    other = Person(person_id="1" * 32, opened_by=ALICE, opened_at="2020-01-01T00:00:00Z")
    assert len(append(encode_record(person), encode_record(other)).problems) == 1
    add(person)
    assert "another person" in refused(encode_record(other))[0]
    assert read_records(["1" * 32]) == {"1" * 32: person}


def test_a_word_outside_the_vocabulary_is_refused_but_kept_from_a_newer_habeas(casebook):
    found = document()
    add(found)
    claim = detention(found, modality="whispered")
    assert "unknown modality" in refused(encode_record(claim))[0]
    result = append(encode_record(claim), foreign=True)
    assert result.new_ids == (record_id(claim),)
    assert "unknown modality" in result.problems[0].message
    assert read_bodies(result.new_ids)
    assert read_records(result.new_ids) == {}
    assert record_id(claim) not in dict(each_record())


def test_a_record_of_a_newer_kind_is_kept_verbatim_and_left_out_of_views(casebook):
    raw = b'{"colour":"blue","record":"claim.2"}'
    assert "newer" in refused(raw)[0]
    result = append(raw, foreign=True)
    assert result.new_ids == (hash_bytes(raw),)
    assert read_bodies(result.new_ids) == {hash_bytes(raw): raw}
    assert read_records(result.new_ids) == {}
    assert UnfitRecord.objects.count() == 1
    assert refused(b'{"record":"claim.2","colour":"blue"}', foreign=True)


def test_a_foreign_claim_without_its_document_waits(casebook):
    found = document()
    result = append(encode_record(detention(found)), foreign=True)
    assert result.new_ids
    assert read_records(result.new_ids) == {}


def test_records_are_found_by_what_they_speak_of(casebook):
    found = document()
    claim = detention(found)
    accept = decide(Accept(claim_id=record_id(claim)))
    undone = decide(Accept(claim_id=record_id(claim)), supersedes=(record_id(accept),))
    add(found, claim, accept, undone)
    assert find_speaking_of([record_id(found)], "document") == {record_id(claim)}
    assert find_speaking_of([found.file_sha256], "file") == {record_id(found)}
    assert find_speaking_of([record_id(claim)], "claim") == {record_id(accept), record_id(undone)}
    assert find_speaking_of([record_id(accept)], "supersedes") == {record_id(undone)}


def test_an_acquisition_needs_a_real_moment(casebook):
    found = document()
    add(found)
    wrong = Acquisition(document_id=record_id(found), collector=ALICE, retrieved_at="2026-02-30T00:00:00Z")
    assert "not a moment" in refused(encode_record(wrong))[0]


def test_nothing_is_stored_when_the_transaction_fails(casebook, monkeypatch):
    def fail(record):
        raise RuntimeError

    monkeypatch.setattr("habeas.store.append.links_of", fail)
    with pytest.raises(RuntimeError):
        append(encode_record(document()))
    assert RecordId.objects.count() == RecordLink.objects.count() == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(offered=st.lists(records, max_size=6))
def test_whatever_is_offered_comes_back_verbatim_or_is_named(casebook, offered):
    raws = [encode_record(record) for record in offered]
    result = append(*raws, foreign=True)
    stored = read_bodies(result.new_ids)
    assert set(stored) == set(result.new_ids)
    assert set(stored.values()) <= set(raws)
    kept = set(result.new_ids) | set(result.known_ids)
    assert len({record_id(record) for record in offered} - kept) <= len(result.problems)
    for found in offered:
        for relation, target in links_of(found):
            assert len(relation) <= 16
            assert len(target) <= 64


def test_text_is_measured_in_code_points(casebook):
    found = document("𝔄 " + TEXT)
    claim = detention(found)
    assert claim.quote.end == len(found.text)
    add(found, claim)
    assert span(found.text, "Ales").start == 2 + TEXT.index("Ales")


def test_a_record_that_was_decoded_before_is_still_asked_for(casebook):
    found = document()
    add(found)
    assert set(read_records([record_id(found)])) == {record_id(found)}
    UnfitRecord.objects.create(record=RecordId.objects.get(), reason="test")
    assert read_records([record_id(found)]) == {}


def test_decoded_records_are_kept_up_to_a_size():
    from habeas.store.decoded import DecodedRecords

    kept = DecodedRecords(most_bytes=80)
    for number in range(12):
        kept.put(str(number), document(), 10)
    assert [number for number in range(12) if kept.get(str(number))] == list(range(4, 12))
    kept.put("large", document(), 11)
    assert kept.get("large") is None
    kept.clear()
    assert kept.get("11") is None
