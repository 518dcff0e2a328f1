"""Example records whose ids may never change. A failure here means that every casebook in the world would break.

`pinned_records.jsonl` holds one canonical record a line after its id. It may only ever grow.
"""

from pathlib import Path

import pytest

from habeas.model import decode_record, encode_record, id_of_bytes, record_id

PINNED = tuple(
    tuple(line.split(" ", 1))
    for line in (Path(__file__).parent / "pinned_records.jsonl").read_text(encoding="utf-8").splitlines()
)


@pytest.mark.parametrize(("pinned_id", "line"), PINNED)
def test_a_pinned_record_keeps_its_id_and_bytes(pinned_id, line):
    raw = line.encode()
    record = decode_record(raw)
    assert record_id(record) == pinned_id == id_of_bytes(raw)
    assert encode_record(record) == raw


def test_every_kind_of_record_claim_and_decision_is_pinned():
    seen = {kind_of(decode_record(line.encode())) for _, line in PINNED}
    assert seen == set(ALL_KINDS)


def kind_of(record):
    tag = str(record.__struct_config__.tag)
    return f"{tag}:{record.kind}" if hasattr(record, "kind") else tag


CLAIM_KINDS = """event state statement accusation position causal count classification attribute relation
affiliation"""
DECISION_KINDS = """accept correct reject withdraw same_person different_persons unsure_persons same_event
different_events same_organisation same_issue choose_value describe_document grade recognition_checklist level consent
access trust hide seal"""
ALL_KINDS = (
    "document.1",
    "acquisition.1",
    "extraction.1",
    "person.1",
    *(f"claim.1:{kind}" for kind in CLAIM_KINDS.split()),
    *(f"decision.1:{kind}" for kind in DECISION_KINDS.split()),
)
