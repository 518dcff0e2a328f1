"""What is only planned, weighed or opposed has not happened; whose words stand behind the cue; who "my son" is not."""

import pytest

from .what_texts_tell import lines_of, people_of, said


@pytest.mark.parametrize(
    ("modality", "text"),
    [
        ("planned", "The ministry plans the release of Olga Madeup."),
        ("planned", "The regime planned the arrest of Olga Madeup."),
        ("planned", "The court is considering the release of Olga Madeup."),
        ("planned", "Officials discussed the release of Olga Madeup."),
        ("planned", "The president promised the release of Olga Madeup."),
        ("planned", "The family expects the arrest of Olga Madeup."),
        ("denied", "The minister opposed the release of Olga Madeup."),
        ("denied", "The minister had blocked the release of Olga Madeup."),
        ("asserted", "The minister opposed the arrest of Olga Madeup."),
        ("asserted", "The families discussed the arrest of Olga Madeup."),
        ("asserted", "The president ordered the release of Olga Madeup."),
    ],
)
def test_what_is_thought_of_has_not_been_done(modality, text):
    assert {line["modality"] for line in lines_of(text)} == {modality}


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Olga Madeup was taken against her will to a clinic, denounced her daughter.",
            "her daughter",
            "Olga Madeup was taken against her will to a clinic",
        ),
        (
            "Olga Madeup was beaten in her cell, alleged her lawyer, Pavel Invented.",
            "Pavel Invented",
            "Olga Madeup was beaten in her cell",
        ),
    ],
)
def test_who_closes_a_sentence_behind_his_cue_has_said_it(text, speaker, content):
    assert said(text) == [(speaker, content)]
    assert [line["actor"]["name"] for line in lines_of(text, "position")] in ([], [speaker])


def test_they_who_write_are_not_the_prize_of_which_they_write():
    text = (
        "Olga Madeup and Pavel Invented wrote letters to the Union. "
        "“The Sand Prize should be a commitment of all,” they detailed in their letters."
    )
    assert [speaker for speaker, _ in said(text)] == ["Olga Madeup and Pavel Invented"]


def test_a_son_in_law_is_nobody_of_whom_a_mother_speaks_as_her_son():
    text = "The mother claims: “My son was captured as a hostage.” Among those held is his {}, Pavel Invented."
    assert people_of(text.format("son-in-law"), "detention") == []
    assert people_of(text.format("son"), "detention") == ["Pavel Invented"]
