"""What brought an event about, in each construction that the pack knows, and what is no cause."""

import pytest
from extraction.what_texts_tell import claims_of

from habeas.model import Causal

HEAD = "The journalist Anna Madeup lives in Minsk. "


def ties_in(text):
    claims = claims_of(HEAD + text, Causal)
    return [(c.body.cause.text, c.body.effect.text, c.body.relation, c.modality) for c in claims]


WAYS = (
    ("The protest led to her arrest.", "The protest", "her arrest", "contributes"),
    (
        "A letter helped secure the release of Anna Madeup.",
        "A letter",
        "secure the release of Anna Madeup",
        "contributes",
    ),
    ("The visit of an envoy secured her release.", "The visit of an envoy", "her release", "causes"),
    (
        "He credits her release to the decision to suspend sanctions.",
        "the decision to suspend sanctions",
        "her release",
        "causes",
    ),
    ("He credited the envoy with securing her release.", "the envoy", "securing her release", "causes"),
    ("They blame the new law for her arrest.", "the new law", "her arrest", "causes"),
    ("Her release made it possible to lift the sanctions.", "Her release", "to lift the sanctions", "enables"),
    ("The visit of an envoy made her release happen.", "The visit of an envoy", "her release", "causes"),
    ("The envoy has been crucial in securing her release.", "The envoy", "securing her release", "causes"),
    ("The talks were instrumental in freeing Anna Madeup.", "The talks", "freeing Anna Madeup", "contributes"),
    ("The talks played a role in her release.", "The talks", "her release", "contributes"),
    ("Her release was the result of talks that began in May.", "talks that began in May", "Her release", "causes"),
    ("The reason for her arrest was an article.", "an article", "her arrest", "causes"),
    ("The talks paved the way for her release.", "The talks", "her release", "enables"),
    ("Her release stems from a deal to end the strike.", "a deal to end the strike", "Her release", "causes"),
    ("She was freed because of pressure from abroad.", "pressure from abroad", "She was freed", "causes"),
)


@pytest.mark.parametrize(("sentence", "cause", "effect", "relation"), WAYS)
def test_each_side_of_a_tie_is_its_whole_phrase(sentence, cause, effect, relation):
    assert ties_in(sentence) == [(cause, effect, relation, "asserted")]


def test_what_only_came_before_is_no_cause():
    sentence = "A decision of the Union to suspend sanctions preceded the release of Anna Madeup."
    (tie,) = ties_in(sentence)
    assert tie[:3] == ("A decision of the Union to suspend sanctions", "the release of Anna Madeup", "precedes")
    (tie,) = ties_in("Her release followed the decision to suspend sanctions.")
    assert tie[:3] == ("the decision to suspend sanctions", "Her release", "precedes")


def test_an_aside_behind_a_comma_is_no_part_of_a_side():
    (tie,) = ties_in("The visit of an envoy, who came in May, brought about her release, which was announced later.")
    assert tie[:2] == ("The visit of an envoy", "her release")


def test_a_tie_that_is_denied_or_possible_is_marked_so():
    assert [tie[3] for tie in ties_in("The visit did not lead to her release.")] == ["denied"]
    assert [tie[3] for tie in ties_in("The talks could lead to her release.")] == ["possible"]


NONE = (
    "They met an envoy to secure her release.",
    "The rain led to a flood.",
    "She took part in the trial.",
)


@pytest.mark.parametrize("sentence", NONE)
def test_a_purpose_a_thing_without_an_event_and_presence_are_no_causes(sentence):
    assert ties_in(sentence) == []


def test_what_did_the_trick_led_to_the_outcome_told_before_it():
    text = "The writer Pavel Invented was released in May. A request by the bishop did the trick."
    assert [tie[:2] for tie in ties_in(text)] == [("A request by the bishop", "was released")]


def test_a_trick_without_an_outcome_is_no_tie():
    assert ties_in("A request by the bishop did the trick.") == []
