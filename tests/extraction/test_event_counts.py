"""How many people an event names, as worded: in figures, in words of several parts, in counted capitals."""

import pytest

from habeas.extraction import interchange_lines, propose_claims
from habeas.model import Document, hash_bytes


def lines_of(text):
    document = Document(file_sha256=hash_bytes(text.encode()), reader="text.1", media_type="text/plain", text=text)
    proposal = propose_claims(document, language="en")
    lines = interchange_lines("made-up", document, proposal, published="2023-06-15")
    return [line for line in lines if line["kind"] == "event"]


def test_counted_capitals_are_people_unless_they_stand_for_things():
    (line,) = lines_of("Police arrested 37 MPs on Monday.")
    assert line["count"] == 37
    assert lines_of("Police seized 37 SUVs on Monday.") == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Police arrested thirty-seven people.", 37),
        ("Sixty-three prisoners were released.", 63),
        ("Police arrested two hundred and fifty people.", 250),
        ("Police arrested a hundred and twenty people.", 120),
        ("Police arrested sixty people.", 60),
        ("Police arrested three people.", 3),
        ("Police arrested two thousand people.", 2000),
        ("The regime freed twenty-two thousand prisoners.", 22000),
        ("Police made the arrests, detaining above 5,000 people.", 5000),
    ],
)
def test_a_number_of_several_words_is_read_whole(sentence, count):
    assert count in [line["count"] for line in lines_of(sentence)]
