"""Ways of saying that stand outside the plain "X said that ..": headlines, feelings voiced, requests, papers."""

import pytest
from extraction.what_texts_tell import claims_of, said


def chains(text: str) -> list[tuple[str, list[str]]]:
    """Modality and the names of the chain of each event."""
    return [(claim.modality, [step.label for step in claim.attribution]) for claim in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Norland jails five poets: report", "report", "Norland jails five poets"),
        ("Police beat a jailed poet: lawyer", "lawyer", "Police beat a jailed poet"),
        ("Police beat a jailed poet: Norland Rights Watch", "Norland Rights Watch", "Police beat a jailed poet"),
        ("UN: Norland must free the poet", "UN", "Norland must free the poet"),
        ("The League claimed fraud after the election.", "League", "fraud after the election"),
        (
            "The League reported many arrests of poets, with shops closing early.",
            "League",
            "many arrests of poets",
        ),
        ("The envoy voiced alarm at the arrests of poets.", "envoy", "the arrests of poets"),
        ("The envoy also expressed concern about three missing poets.", "envoy", "three missing poets"),
        ("Anna Madeup described how she was beaten in her cell.", "Anna Madeup", "how she was beaten in her cell"),
        ("Court documents show that she was held in May.", "Court documents", "she was held in May"),
        (
            "According to court documents seen by the BBC, she was held in May.",
            "court documents",
            "she was held in May",
        ),
        (
            "On Friday, the foreign minister of Norland, Anna Madeup, called on the army to stop.",
            "Anna Madeup",
            "the army to stop",
        ),
        (
            "Sudria blamed the army, with its foreign minister, Anna Madeup, saying that the shots were unprovoked.",
            "Anna Madeup",
            "the shots were unprovoked",
        ),
        (
            "Norland has said it will close its embassy in Sudria, just as the envoys of the south met in Norburg.",
            "Norland",
            "it will close its embassy in Sudria",
        ),
        (
            "He said the men were armed, though these allegations were firmly disputed by the family.",
            "He",
            "the men were armed",
        ),
    ],
)
def test_it_is_heard_who_says_what(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The man of the year in Norland is back: Anna Madeup",
        "Two years of a long silence: report",
        "Norland: Poet freed",
        "The clerk did not report the attack on her.",
        "The clerk confirmed the incident.",
        "They issued a plea on social media.",
        "Two of them were there to voice concern about the arrests.",
        "The world voiced alarm at the arrests.",
    ],
)
def test_what_nobody_says_aloud_is_no_statement(text: str) -> None:
    assert said(text) == []


def test_who_asks_not_to_be_named_says_only_the_rest() -> None:
    assert said("A guard, who asked not to be named, said two people had been held.") == [
        ("guard", "two people had been held")
    ]


@pytest.mark.parametrize("asked", ["urged", "begged"])
def test_a_request_not_to_do_something_keeps_its_not(asked: str) -> None:
    assert said(f"The envoy {asked} the soldiers not to kill the hostages.") == [
        ("envoy", "the soldiers not to kill the hostages")
    ]
    assert all(modality == "denied" for modality, _ in chains(f"The envoy {asked} the soldiers not to kill her."))


def test_a_sentence_asked_for_is_said_by_whoever_asks() -> None:
    assert chains("Prosecutors recommended a jail sentence of five years for Anna Madeup.") == [
        ("demanded", ["Prosecutors"])
    ]


def test_an_order_is_a_deed_of_whoever_gives_it() -> None:
    assert [names for _, names in chains("The governor ordered the radio station to shut down.")] in ([], [[]])


def test_we_in_somebodys_words_are_whoever_speaks() -> None:
    text = "“We call on the army to release Carl Madeup,” Anna Madeup said."
    assert [names for _, names in chains(text)] == [["Anna Madeup"]]


def test_the_outlet_to_which_somebody_speaks_is_in_the_chain() -> None:
    text = "Speaking to the BBC, Anna Madeup said that she was beaten in prison."
    assert [names for _, names in chains(text)] == [["BBC", "Anna Madeup"]]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "“The arrest of poets reminds me (and others I know) of the worst of times,” tweeted reporter Mark Madeup.",
            "Mark Madeup",
            "The arrest of poets reminds me (and others I know) of the worst of times,",
        ),
        (
            "“She helped them not to hide themselves. She would tell them that they have worth,” Madeup remembers.",
            "Madeup",
            "She helped them not to hide themselves. She would tell them that they have worth,",
        ),
        (
            "After the raid, “Anna wept and wept. The street was empty for days, and that was it,” Madeup states.",
            "Madeup",
            "Anna wept and wept. The street was empty for days, and that was it,",
        ),
        (
            "Although it is hard, Carl Madeup plans to stay abroad: “I know that we shall return some day.”",
            "Carl Madeup",
            "I know that we shall return some day.",
        ),
        (
            'The kidnappers "have been taking cover under the trees," Madeup was quoted as saying.',
            "Madeup",
            'The kidnappers "have been taking cover under the trees',
        ),
        (
            "He said that the friends “are doubling their gifts to us. We have no lack of them.”",
            "He",
            "the friends “are doubling their gifts to us. We have no lack of them",
        ),
        (
            "She described the “climate of fear and silence” in the prison.",
            "She",
            "the “climate of fear and silence” in the prison",
        ),
    ],
)
def test_the_marks_tell_whose_words_they_are(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in said(text)


def test_paragraphs_left_open_belong_to_the_speech_that_closes_behind_them() -> None:
    text = (
        "“The matter is that they were held at night.\n\n“If you know the case, you know the men.\n\n"
        "“They took some of us there,” Anna Madeup disclosed."
    )
    assert [speaker for speaker, _ in said(text)] == ["Anna Madeup"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers seized a note in his flat: “I shall never tell them where we have been.”",
        "She wore the badge of the “friends of the good people of the north,” a club.",
        "He leads the daily “Short walk to freedom,” which the state banned.",
    ],
)
def test_marks_beside_nobody_give_words_to_nobody(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Example Watch urged Norland to free the poet.", "Example Watch", "Norland to free the poet"),
        (
            "She warned the army on Sunday to keep the rule of law and threatened it with sanctions.",
            "She",
            "the army on Sunday to keep the rule of law",
        ),
        (
            "He explained that the justice department of Norland sent a notice, in which it claimed that he was ill.",
            "justice department of Norland",
            "he was ill",
        ),
        (
            "The Norburg-based Committee to Protect Readers said the men were ill.",
            "Committee to Protect Readers",
            "the men were ill",
        ),
        (
            "The Norburg-based Readers Without Borders said the men were ill.",
            "Readers Without Borders",
            "the men were ill",
        ),
    ],
)
def test_speakers_and_contents_are_whole(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in said(text)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "An analysis of the bill shows that the state could use it.",
            "analysis of the bill",
            "the state could use it",
        ),
        ("He was accused of theft, and said he was held next to a bank.", "He", "he was held next to a bank"),
    ],
)
def test_papers_show_and_the_accused_speaks(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in said(text)


def test_what_an_inquiry_would_show_is_not_shown() -> None:
    assert said("An inquiry would show that the file is based on lies.") == []


def test_his_lawyer_is_not_he() -> None:
    text = "Carl Madeup is ill. His lawyer said he told her that guards had beaten him."
    assert [names for _, names in chains(text)] == [["His lawyer", "Carl Madeup"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("According to the BBC, the ministry said that Carl Madeup was arrested.", ["BBC", "ministry"]),
        ("Police confirmed the arrest of Carl Madeup.", ["Police"]),
        ("The arrest of Carl Madeup was reported by Example Watch.", ["Example Watch"]),
        ("The arrest of Carl Madeup was condemned by Example Watch.", ["Example Watch"]),
        ("Carl Madeup, who according to his wife was arrested on Monday, is ill.", ["his wife"]),
    ],
)
def test_an_arrest_is_told_by_whoever_tells_of_it(text: str, names: list[str]) -> None:
    assert [names for _, names in chains(text)] == [names]


def test_whoever_was_told_has_not_told() -> None:
    assert "He" not in [speaker for speaker, _ in said("He was asked to sign and told he would be freed.")]


def test_to_announce_a_ban_is_to_impose_it() -> None:
    assert said("The ministry announced sanctions on ten judges.") == []
