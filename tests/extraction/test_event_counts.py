"""How many people an event names, as worded: in figures, in words of several parts, in counted capitals."""

import pytest
from extraction.what_texts_tell import lines_of


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


@pytest.mark.parametrize(
    ("sentence", "worded"),
    [
        ("Police arrested a few thousand people.", (None, "vague", "few thousand")),
        ("Police arrested 3 thousand people.", (3000, "exact", "3 thousand")),
        ("Police arrested at least a dozen people.", (12, "at_least", "at least a dozen")),
        ("Police arrested more than two hundred people.", (200, "at_least", "more than two hundred")),
    ],
)
def test_a_quantity_keeps_its_wording(sentence, worded):
    (line,) = lines_of(sentence, "count")
    assert (line["quantity"]["value"], line["quantity"]["qualifier"], line["quantity"]["text"]) == worded
