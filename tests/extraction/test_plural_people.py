"""Whom "they", "both men", "the couple" and "neither" mean: the group to whom something happened before."""

import pytest
from extraction.what_texts_tell import people_of

PAIR = ["Ana Testova", "Pavel Novotny"]
APART = "Ana Testova was arrested on 3 May. Her colleague Pavel Novotny was detained the next day."
TOGETHER = "Ana Testova and Pavel Novotny were arrested in May."


CASES = (
    (f"{APART} They were charged with treason.", PAIR),
    (f"{APART} Both were charged with treason.", PAIR),
    (f"{APART} Neither has been charged.", PAIR),
    (f"{TOGETHER} Neither man has been charged.", PAIR),
    (f"{APART} The two journalists were charged with treason.", PAIR),
    (f"{TOGETHER}\n\nPolice officers beat them. The government charged them with treason.", PAIR),
    (f"{TOGETHER} Their families say they were charged with treason.", PAIR),
    (f"{TOGETHER} Hundreds of students marched. They were charged with rioting.", []),
    ("The activist Ana Testova and a co-accused, Pavel Novotny, were freed. The government charged them.", PAIR),
    ("Ana Testova and another woman, Mira Novotna, were seized. They were charged.", ["Ana Testova", "Mira Novotna"]),
    ("Ana Testova and three colleagues were arrested. They were charged with treason.", ["Ana Testova"]),
    ("Ana Testova, along with three others, was arrested. They were charged with treason.", ["Ana Testova"]),
    ("Police arrested Pavel Novotny and his wife Ana Testova. The couple was charged.", PAIR[::-1]),
    ("Ana Testova was arrested in May. Reporters were arrested too. They were charged with treason.", []),
    (f"{TOGETHER} Later ten people fled. They were seized by a coast guard. They were charged.", []),
    ("Ana Testova met Pavel Novotny in May. Both were charged with treason.", PAIR),
)


@pytest.mark.parametrize(("text", "people"), CASES)
def test_a_plural_takes_up_those_to_whom_something_happened(text, people):
    assert people_of(text, "charge") == people


ASKING = (
    "Protesters demanded their release.",
    "Students gathered in the square, demanding their release.",
    "Students rallied for their release.",
)


@pytest.mark.parametrize("asking", ASKING)
def test_whoever_asks_for_a_release_is_not_the_one_to_be_freed(asking):
    assert people_of(f"{TOGETHER} {asking}", "release") == PAIR


def test_a_counted_whole_is_the_group_of_just_so_many():
    text = f"{TOGETHER} Mira Novotna, Ivan Smirnov and Olga Smirnova were expelled. All three were charged."
    assert people_of(text, "charge") == ["Mira Novotna", "Ivan Smirnov", "Olga Smirnova"]
    assert people_of(text.replace("three", "six"), "charge") == []
