"""What takes long to count is counted once, for one audience, until the casebook changes."""

import pytest

from habeas.model import Hide
from habeas.publishing.audience import Audience
from habeas.web.access import Viewer
from habeas.web.casebook import served_casebook
from habeas.web.kept import keep_until_change
from habeas.workflow import record_decision


def counter():
    asked = []

    def count():
        asked.append(1)
        return len(asked)

    return count


def team(**rights):
    return Viewer(audience=Audience(1, "2026-11-22", **rights))


def test_it_counts_once_until_a_record_comes_in(world):
    count = counter()
    assert [keep_until_change("a test", team(), count) for _ in range(3)] == [1, 1, 1]
    record_decision(served_casebook(), Hide(person_id=world.person), world.alice)
    assert [keep_until_change("a test", team(), count) for _ in range(2)] == [2, 2]


def test_what_one_audience_was_given_no_other_is(world):
    count = counter()
    assert keep_until_change("another test", team(), count) == 1
    assert keep_until_change("another test", team(leads=True), count) == 2
    assert keep_until_change("another test", team(person_ids=frozenset({world.person})), count) == 3


def test_another_question_is_another_count(world):
    count = counter()
    assert keep_until_change("a third test", team(), count, asked="2026-11-22") == 1
    assert keep_until_change("a third test", team(), count, asked="2026-11-23") == 2


def test_a_count_that_fails_is_not_kept(world):
    def fail():
        raise ValueError("no such table")

    with pytest.raises(ValueError, match="no such table"):
        keep_until_change("a fourth test", team(), fail)
    assert keep_until_change("a fourth test", team(), counter()) == 1
