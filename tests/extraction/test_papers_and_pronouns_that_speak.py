"""Whose paper speaks, whom "they" and "it" take up that say something, and who speaks together."""

import pytest
from extraction.what_texts_tell import claims_of, said


def speakers(text: str) -> list[str]:
    """The speaker of each statement of a text."""
    return [speaker for speaker, _ in said(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A statement from the victims' families said that the trial was a sham.", "victims' families"),
        ("“The warrant is void,” read the court's ruling.", "court"),
        ("“The warrant is void,” the ruling of Judge Boris Brask read.", "Boris Brask"),
        ("Anna Petrenko posted a video saying that the prison was full.", "Anna Petrenko"),
        ("A recent Example Watch report on prisons said that guards beat inmates.", "Example Watch"),
        ("A statement agreed by the Norland Union said that the dispute was over.", "Norland Union"),
        ("A statement by the police spokesman, Boris Brask, on Sunday said the men were armed.", "Boris Brask"),
    ],
)
def test_a_paper_speaks_for_whoever_made_it(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_the_report_is_of_whoever_told_of_it_first() -> None:
    text = (
        "Example Watch released a report on the prison on Monday. It rained. Nobody came. Boris Brask was ill.\n\n"
        "“The cells are wet,” the report said."
    )
    assert speakers(text)[-1] == "Example Watch"


@pytest.mark.parametrize(
    "text",
    [
        "Boris Brask plans to publish a report. The report will say that the cells are wet, the ministry fears.",
        "Boris Brask kept the union from issuing statements saying that the vote was false.",
        "“The cells are wet,” said a letter seen by Example Watch.",
    ],
)
def test_a_paper_is_of_nobody_who_only_plans_hinders_or_sees_it(text: str) -> None:
    assert not {"Boris Brask", "Example Watch"} & set(speakers(text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The families of the detained met on Friday. They said their sons had been beaten.",
            "families of the detained",
        ),
        ("MEPs condemned the arrests. They call on the judges to free her.", "MEPs"),
        (
            "The Norland Union of Teachers welcomed the ruling. “It is a relief,” they added.",
            "Norland Union of Teachers",
        ),
        ("When the police stopped Anna Petrenko, they told her that it was an order from the top.", "police"),
        (
            "A spokesperson for the college was asked about it. They said that the course was fine.",
            "spokesperson for the college",
        ),
        ("The Norland Church was not satisfied. It warned that the books were false.", "Norland Church"),
        (
            "Anna Petrenko and Boris Brask met the press. They said that the trial was a sham.",
            "Anna Petrenko and Boris Brask",
        ),
    ],
)
def test_they_and_it_take_up_who_acted_last(text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("The Norland Church said that they called themselves readers though they were slaves.", "Norland Church"),
        ("The government wants to stop the leaders they accuse of treason.", "leaders"),
        ("“The judges were bought,” Anna Petrenko said. “The men are told that they are guilty.”", "judges"),
    ],
)
def test_they_take_up_nobody_who_only_speaks_of_them(text: str, nobody: str) -> None:
    assert all(nobody != speaker for speaker in speakers(text)[1:])


def test_two_persons_speak_together() -> None:
    text = "Anna Petrenko and activist Boris Brask said on Monday that the camp was closed."
    assert speakers(text) == ["Anna Petrenko and activist Boris Brask"]


def test_a_post_behind_a_name_makes_no_second_speaker() -> None:
    text = "“Nobody should be held,” said Anna Petrenko, East and North director at Example Watch."
    assert speakers(text) == ["Anna Petrenko"]


def test_her_sister_who_was_named_is_she_and_not_the_one_whose_sister_she_is() -> None:
    text = (
        "Anna Petrenko was arrested on Monday. Her sister Olga Brask said police beat her.\n\n"
        "“They dragged her by the hair,” her sister said."
    )
    assert speakers(text) == ["Olga Brask", "Olga Brask"]


def test_deputies_including_one_who_is_named_are_not_that_one() -> None:
    text = "Thirty deputies, including Boris Brask, urged the minister to free the men."
    assert speakers(text) != ["Boris Brask"]


@pytest.mark.parametrize(
    ("below", "speaker"),
    [
        ("The Madeup Rights Centre said they had been beaten.", "Madeup Rights Centre"),
        ("They had been beaten, according to a report by the Madeup Rights Centre.", "Madeup Rights Centre"),
        ("The Norburg Daily News said they had been beaten.", "rights group"),
        ("Police said they had been beaten.", "rights group"),
    ],
)
def test_a_group_in_the_head_of_a_report_is_the_one_that_speaks_below(below: str, speaker: str) -> None:
    text = f"Two poets were jailed on Monday, a rights group said.\n\n{below}"
    assert speakers(text)[0] == speaker


@pytest.mark.parametrize(
    ("below", "speaker"),
    [
        ("Anna Petrenko, a lawyer for the poet, said that guards used batons.", "Anna Petrenko"),
        ("Anna Petrenko, a journalist, said that guards used batons.", "lawyer"),
    ],
)
def test_a_lawyer_in_the_head_of_a_report_is_the_one_whom_it_names(below: str, speaker: str) -> None:
    assert speakers(f"A poet was beaten in jail on Monday, a lawyer said.\n\n{below}")[0] == speaker


def test_a_short_name_is_of_the_body_with_these_initials() -> None:
    text = "Example Rights Watch is worried about the camp. It has no water.\n\nERW said that the men were ill."
    assert speakers(text)[-1] == "Example Rights Watch"


def sources_of_events(text: str) -> list[str]:
    """By event, the innermost source of its report; empty where the author tells of it."""
    events = claims_of(text)
    return [next((step.label for step in reversed(claim.attribution) if step.label), "") for claim in events]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Judge Boris Brask ordered the police to release both men on Monday.", ""),
        ("Judge Boris Brask declared as “null and void” a warrant that was used to arrest Anna Petrenko.", ""),
        ("We urge the authorities to release Anna Petrenko.", ""),
        ("Judge Boris Brask said that police had arrested Anna Petrenko.", "Boris Brask"),
        ("Boris Brask urged the police to release both men on Monday.", "Boris Brask"),
        ("The ministry announced the arrest of Anna Petrenko.", "ministry"),
    ],
)
def test_an_order_is_no_report_of_what_is_ordered(text: str, source: str) -> None:
    assert sources_of_events(text) == [source]


def test_a_post_on_a_platform_is_not_of_the_platform() -> None:
    assert "Facebook" not in speakers("A Facebook post said that the men were free.")


def test_two_who_speak_by_their_short_names_are_the_two_named_in_full_before() -> None:
    text = "Two lawyers, Pavel Novotny and Mira Testova, left. Novotny and Testova said they were warned."
    assert speakers(text) == ["Pavel Novotny and Mira Testova"]


def test_they_who_describe_a_thing_are_not_those_who_are_held_over_it() -> None:
    text = "Police on Thursday arrested five union members over books they described as seditious."
    assert not any("union members" in speaker for speaker in speakers(text))


def test_a_speaker_is_named_by_the_words_before_the_verb_alone() -> None:
    text = (
        "Unia compared the cells to a grave. The confederation is calling on all progressives, trade unionists and "
        "others to join the campaign and write to the judges to demand Mr Novotny's freedom."
    )
    assert speakers(text)[-1] == "confederation"
