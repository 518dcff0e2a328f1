"""Where the words of a statement begin and end, and cues that the parser misreads or that stand in headlines."""

import pytest
from extraction.what_texts_tell import said

BOTH: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    # whoever is blamed stands with what he is blamed for, but a pronoun does not
    (
        "The movement accused the president of building palaces.",
        [("movement", "the president of building palaces")],
    ),
    ("Critics slammed the ministry for the arrests.", [("Critics", "the ministry for the arrests")]),
    ("The movement accused him of building palaces.", [("movement", "building palaces")]),
    # the tense gives a second cue to the speaker
    (
        "The prime minister said he supports the talks and added that Norland stands with its partners.",
        [("prime minister", "he supports the talks"), ("prime minister", "Norland stands with its partners")],
    ),
    (
        "The council implores the government to act and criticises the severe restrictions on visits.",
        [("council", "the government to act"), ("council", "the severe restrictions on visits")],
    ),
    ("She says she was ill and hopes to return.", [("She", "she was ill and hopes to return")]),
    # a second "and that .."
    (
        "Madeup said the guard was “between life and death,” and that his wife was waiting.",
        [("Madeup", "the guard was “between life and death,” and that his wife was waiting")],
    ),
    # a clause before a cue that only acts
    ("Strike divides the town, metal workers protest", []),
    ("Ten were freed, experts believe.", [("experts", "Ten were freed")]),
    # a cue alone in quotation marks
    (
        "The car maker “strongly condemned” the detention of seven managers.",
        [("car maker", "the detention of seven managers")],
    ),
    # "what somebody called", "as she put it", "for the day to be kept"
    (
        "He was held on what the Union of Norland Lawyers (NUL) called “fabricated charges.”",
        [("Union of Norland Lawyers", "fabricated charges.")],
    ),
    (
        "Hemmed in by two states that “don’t like our way of life,” as Madeup put it, the country spends much on arms.",
        [("Madeup", "don’t like our way of life,")],
    ),
    (
        "Anna Madeup called for May 7 to be observed as a “day of the poets”.",
        [("Anna Madeup", "May 7 to be observed as a “day of the poets")],
    ),
    ("It is an issue that many states see as a sign of abuse.", [("many states", "a sign of abuse")]),
    ("The people who identified as poets left.", []),
    # headlines
    ("Poets in Norland face torture, say campaigners", [("campaigners", "Poets in Norland face torture")]),
    ("Poets in Norland came home, wrote a book about it", []),
    ("Rights group: Norland tortures poets", [("Rights group", "Norland tortures poets")]),
    ("UK newspaper denounces arrest of poets in Norland", [("UK newspaper", "arrest of poets in Norland")]),
    ("Police reports of arrests in Norville", []),
    (
        "Furthermore, GCHR calls for courts to protect the poets of Norland.",
        [("GCHR", "courts to protect the poets of Norland")],
    ),
    # feelings voiced, told again or still felt
    ("The ministry voiced “grave” concern at the arrests.", [("ministry", "grave” concern at the arrests")]),
    ("The league expressed its concern about the fate of poets.", [("league", "the fate of poets")]),
    ("I know that Norland shares our determination that he be freed.", []),
    (
        "They reiterate their support for the strikers of Norville.",
        [("They", "their support for the strikers of Norville")],
    ),
    (
        "The council repeated its call on the state to stop the arrests of poets.",
        [("council", "the state to stop the arrests of poets")],
    ),
    ("The league is deeply concerned by the arrests of poets.", [("league", "the arrests of poets")]),
    ("The guards were worried about the noise in the yard.", []),
    ("The ministry regretted the decision of the court.", [("ministry", "the decision of the court")]),
    ("The critics pointed to rivalry among officials.", [("critics", "rivalry among officials")]),
    ("A guard pointed to a house behind the wall.", []),
    ("The mayor praised the country as a whole.", []),
    # somebody who is not often heard
    ("A UN expert warned of torture in the prisons of Norland.", [("UN expert", "torture in the prisons of Norland")]),
    (
        "Trade union officials accused mine management of planning to keep them on the roll.",
        [("Trade union officials", "mine management of planning to keep them on the roll")],
    ),
    # quotations whose cue is rare, or that have none
    ("“Together we will change Norland,” the alliance commits.", [("alliance", "Together we will change Norland")]),
    (
        "Anna Madeup in a tweet: “She is free now, and we thank you all for your help.”",
        [("Anna Madeup", "She is free now, and we thank you all for your help")],
    ),
    ("He posted a photo with the caption “Free them all now”.", [("He", "Free them all now")]),
    ("The sign read: “Free them all now.”", [("sign", "Free them all now")]),
    # requests and doubts
    ("Delegates questioned whether the court could hear it.", [("Delegates", "whether the court could hear it")]),
    ("Ten poets were questioned about the strike, the league claimed to know.", []),
    ("The lawyers claim to have seen the poet.", [("lawyers", "to have seen the poet")]),
    ("The court turned away those claiming to speak for the poet.", []),
)


@pytest.mark.parametrize(("text", "expected"), BOTH)
def test_it_cuts_a_statement_where_its_speaker_ends(text: str, expected: list[tuple[str | None, str]]) -> None:
    found = said(text)
    assert [content.rstrip(".,") for _, content in found] == [content.rstrip(".,") for _, content in expected]
    assert [speaker for speaker, _ in found] == [speaker for speaker, _ in expected]


def test_a_clause_that_opens_with_that_is_told_whatever_its_verb_looks_like() -> None:
    text = 'The commission revealed on Thursday that Norland "tortures and abuses" poets in Example Prison.'
    assert said(text) == [("commission", 'Norland "tortures and abuses" poets in Example Prison')]


def test_a_copy_of_a_letter_tells_what_the_letter_says() -> None:
    assert said("A copy of the letter revealed that he was summoned.")[0][1] == "he was summoned"


def test_a_quotation_behind_a_few_words_goes_on_with_the_speaker_before_it() -> None:
    lead = "The judge noted that none saw it. But in the case of Madeup, "
    words = "nowhere in the papers was it told that anybody had seen the arms."
    assert said(f"{lead}“{words}”") == [("judge", "none saw it"), ("judge", words)]
    assert said(f"The judge noted that none saw it. But the guards carried a board, “{words[:30]}”") == [
        ("judge", "none saw it")
    ]
