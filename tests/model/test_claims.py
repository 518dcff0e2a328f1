"""The values inside a claim: both ways of asking for them give the same, in the same order."""

from pathlib import Path

import pytest

from habeas.model import Claim, decode_record
from habeas.model.claims import all_values, spans_of, walk_values
from habeas.model.values import Span

LINES = (Path(__file__).parent / "pinned_records.jsonl").read_bytes().splitlines()
RECORDS = [decode_record(line.split(b" ", 1)[1]) for line in LINES]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_all_values_are_those_that_the_walk_meets(record):
    found = all_values(record)
    assert [id(value) for value in found] == [id(value) for value in walk_values(record)]
    assert found[0] is record


def test_the_spans_of_a_claim_are_among_its_values():
    claims = [record for record in RECORDS if isinstance(record, Claim)]
    assert claims
    for claim in claims:
        spans = spans_of(claim)
        assert claim.quote in spans
        assert len(spans) == sum(isinstance(value, Span) for value in walk_values(claim)) > 1
