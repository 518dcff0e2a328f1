"""Who speaks where the text does not say it outright: "the statement said", "his lawyer, X", "which he believed"."""

import pytest
from extraction.what_texts_tell import said


def test_a_statement_speaks_for_whoever_issued_it() -> None:
    text = (
        "In a statement on Monday, Anna Madeup called for an end to the trial.\n\n"
        "“The judges are trying to bring back the old days,” the statement said."
    )
    assert ("Anna Madeup", "The judges are trying to bring back the old days,") in said(text)


def test_a_statement_after_blame_is_of_whoever_blamed() -> None:
    text = (
        "The Norland Rights Centre condemned the arrest in a statement on Monday.\n\n"
        "“Nobody should be held for a poem,” the statement said."
    )
    assert ("Norland Rights Centre", "Nobody should be held for a poem,") in said(text)


def test_a_statement_of_nobody_before_it_speaks_for_itself() -> None:
    assert ("statement", "nobody was hurt") in said("The statement said that nobody was hurt.")


@pytest.mark.parametrize("name", ["Anna Madeup", "Inibehe Effiong"])
def test_the_person_named_behind_a_description_speaks(name: str) -> None:
    assert said(f"His lawyer, {name}, announced that his client was free.") == [(name, "his client was free")]


def test_an_employer_named_behind_the_word_is_no_person() -> None:
    found = said("The group's lawyer, Norland Rights Centre, announced that the men were free.")
    assert "Norland Rights Centre" not in [speaker for speaker, _ in found]


def test_what_is_feared_within_a_speech_is_no_statement_of_its_own() -> None:
    text = "“Many of us are still afraid that it will happen again, and nobody helps,” Anna Madeup said on Monday."
    assert [speaker for speaker, _ in said(text)] == ["Anna Madeup"]


def test_what_somebody_named_believes_within_a_speech_stays() -> None:
    text = "“The prosecution believes that he crossed the border in the night,” Anna Madeup said on Monday."
    assert ("prosecution", "he crossed the border in the night") in said(text)


def test_a_claim_ends_where_its_denial_begins() -> None:
    text = "Police claimed that the men had fired at them but this was repeatedly denied by their families."
    assert said(text)[0] == ("Police", "the men had fired at them")


def test_groups_without_a_name_call_for_something() -> None:
    assert said("Rights groups continued to call for an end to the trial.") == [
        ("Rights groups", "an end to the trial"),
    ]


def test_speech_goes_on_with_the_speaker_and_not_with_the_paper_that_relays_it() -> None:
    text = (
        "“I do not know why I am standing here,” Anna Madeup said, according to the Norland Times. "
        "“My mind does not accept that I am here for a song.”"
    )
    assert ("Anna Madeup", "My mind does not accept that I am here for a song.") in said(text)


def test_the_activist_is_the_lawyer_named_behind_his_description() -> None:
    text = "His lawyer, Inibehe Effiong, announced that his client was free.\n\n" + QUOTED + " the activist tweeted."
    assert [who for who, _ in said(text)] == ["Inibehe Effiong"] * 2


SPOKE = "Anna Madeup, his lawyer, said on Monday that her client was free."
QUOTED = "“He was released from the prison after we met the conditions,”"


def test_the_activist_behind_a_quotation_is_whoever_spoke_just_before() -> None:
    assert [who for who, _ in said(f"{SPOKE}\n\n{QUOTED} the fiery rights activist tweeted.")] == ["Anna Madeup"] * 2


@pytest.mark.parametrize(
    ("between", "who"),
    [("An activist was held in the street.", "the activist"), ("", "her sister"), ("", "an activist")],
)
def test_somebody_else_behind_a_quotation_is_not_whoever_spoke_before(between: str, who: str) -> None:
    found = said(f"{SPOKE} {between}\n\n{QUOTED} {who} said.")
    assert len(found) == 2
    assert found[1][0] != "Anna Madeup"


@pytest.mark.parametrize(("who", "how"), [("Reports", "surfaced on Monday"), ("Rumours", "emerged")])
def test_reports_that_surface_say_something(who: str, how: str) -> None:
    assert said(f"{who} {how} that she had been beaten in prison.") == [(who, "she had been beaten in prison")]


def test_a_report_that_surfaces_without_words_says_nothing() -> None:
    assert not said("Reports surfaced on Monday in the prison.")


def test_he_may_be_an_officer_whom_nobody_names() -> None:
    text = "A police officer said ten men were held. The source disclosed nothing. He confirmed that one man had died."
    assert said(text)[-1] == ("police officer", "one man had died")


def test_he_is_not_the_woman_who_spoke_before_the_officer() -> None:
    text = "Anna Madeup said she was held. A police officer said: “She is free.” He added that she was well."
    assert said(text)[-1] == ("police officer", "she was well")


def test_the_letters_of_a_post_stand_for_whoever_spoke_in_it() -> None:
    text = (
        "The Police Public Relations Officer in the State, Ubah Madeup who confirmed this told reporters that four men "
        "had been held. The PPRO said, “Investigation is ongoing.”"
    )
    assert said(text)[-1] == ("Ubah Madeup", "Investigation is ongoing.")


def test_she_who_is_quoted_on_and_on_is_the_one_who_spoke_and_not_the_one_in_prison() -> None:
    text = (
        "Olga Madeup, a supporter of the party in Norburg, said the case was absurd.\n\n"
        "More than ten people have been arrested. Two have died. Anna Testova has been sentenced before.\n\n"
        "“They are only trying to look strong. That is why they delay it,” she said."
    )
    assert said(text)[-1][0] == "Olga Madeup"
