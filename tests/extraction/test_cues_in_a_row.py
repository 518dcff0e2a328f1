"""Several cues in one sentence, and cues that the parser misreads: whose words they are and where they end."""

import pytest
from extraction.what_texts_tell import said

JOINED = (
    (
        "The mayor admitted that thefts have risen but declared that the town is safe.",
        [("mayor", "thefts have risen"), ("mayor", "the town is safe")],
    ),
    (
        "Anna Madeup said she did not know the charges but admitted that there had been an arrest.",
        [("Anna Madeup", "she did not know the charges"), ("Anna Madeup", "there had been an arrest")],
    ),
    (
        "The official said some students had fled and a security source said ten were ill.",
        [("official", "some students had fled"), ("security source", "ten were ill")],
    ),
    (
        "Public Security said an inquiry was underway and warned that such posts broke the law.",
        [("Public Security", "an inquiry was underway"), ("Public Security", "such posts broke the law")],
    ),
    (
        "Anna Madeup called on the state to act, and said the country needed a plan, saying the last one had failed.",
        [
            ("Anna Madeup", "the state to act"),
            ("Anna Madeup", "the country needed a plan"),
            ("Anna Madeup", "the last one had failed"),
        ],
    ),
    (
        "The experts warned that the laws were “vague and harsh on the poor,” adding, “They serve one group alone.”",
        [("experts", "the laws were “vague and harsh on the poor"), ("experts", "They serve one group alone.")],
    ),
    (
        "Critics accuse the governor of taking bribes, beating workers and jailing rivals.",
        [("Critics", "the governor of taking bribes, beating workers and jailing rivals")],
    ),
    (
        "Anna Madeup claimed that the army has changed but Olga Testova said that it has jailed ten soldiers.",
        [("Anna Madeup", "the army has changed"), ("Olga Testova", "it has jailed ten soldiers")],
    ),
    (
        "“We cannot go on,” Anna Madeup said, adding later, “They never told us why.”",
        [("Anna Madeup", "We cannot go on,"), ("Anna Madeup", "They never told us why.")],
    ),
)


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_each_cue_keeps_its_own_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_somebody_who_admits_and_claims_within_a_report_keeps_both() -> None:
    found = said("The lawyer said the minister lied and claimed that he was abroad.")
    assert ("minister", "he was abroad") in found


MISREAD = (
    (
        "Anna Madeup, the head of the party, confirmed to local newspaper The Norland Echo that two men had died.",
        "Anna Madeup",
        "two men had died",
    ),
    (
        "Anna Madeup had voiced concern over this, saying the abuse of peaceful activists, before all women, is wrong.",
        "Anna Madeup",
        "the abuse of peaceful activists, before all women, is wrong",
    ),
    ("Example Watch claims that he should be freed.", "Example Watch", "he should be freed"),
    ("The lawyers called the charges fabricated.", "lawyers", "the charges fabricated"),
    ("The ministry has branded the incidents very worrying.", "ministry", "the incidents very worrying"),
    (
        "According to independent rights project, Example Watch, approximately ten people have been held.",
        "Example Watch",
        "approximately ten people have been held",
    ),
    (
        "The Director of Public Relations, DSP Anna Madeup, in a statement on Tuesday, said the men have been held.",
        "Anna Madeup",
        "the men have been held",
    ),
    ("Example Watch's Liberty List ranks Norland as one of the worst.", "Example Watch", "Norland as one of the worst"),
    ("The Example Review estimated his fortune at $20 million.", "Example Review", "his fortune at $20 million"),
    ("The Norland Echo quoted Anna Madeup as saying that he was free.", "Anna Madeup", "he was free"),
    ("It cited the editor's lawyer as saying: “He is free.”", "editor's lawyer", "He is free."),
    (
        "According to one of the witnesses, who did not want her name in print: “Pavel was beaten. We saw it all.”",
        "one of the witnesses",
        "Pavel was beaten. We saw it all.",
    ),
    (
        "The United States of America has set a ban on politicians, who it claimed undermined the vote in one state.",
        "United States of America",
        "undermined the vote in one state",
    ),
    (
        "A businessman was rescued by police, the United Community of Norland announced Tuesday on its own website.",
        "United Community of Norland",
        "A businessman was rescued by police",
    ),
    (
        'The Norland embassy in the capital Kinshasa said the situation in three provinces is "severe" for all.',
        "Norland embassy in the capital",
        'the situation in three provinces is "severe" for all',
    ),
    ("“Attacks on schools are crimes,” Example Watch reacted.", "Example Watch", "Attacks on schools are crimes,"),
    (
        "The ministry warned of “massive disruption to the work of its offices and courts”.",
        "ministry",
        "massive disruption to the work of its offices and courts",
    ),
    ("“The men must be freed,” reads the judge's order in part.", "judge", "The men must be freed,"),
    ("According to the lawyer, Anna Madeup was beaten.", "lawyer", "Anna Madeup was beaten"),
    (
        "The ministry revealed that ten workers had died in custody.",
        "ministry",
        "ten workers had died in custody",
    ),
    (
        "The case came to light as Anna Madeup claimed in a post that she was beaten.",
        "Anna Madeup",
        "she was beaten",
    ),
)


@pytest.mark.parametrize(("text", "speaker", "content"), MISREAD)
def test_what_the_parser_misreads_is_said_all_the_same(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The film reveals that the house was empty.",
        "They stayed in prison because the court denied their pleas last Thursday.",
        "Gangs turn to kidnapping, with some families asked to pay for the release of their sons.",
        "A jury found an activist not guilty of helping two men who crossed the border.",
        "They freed him after his wife reported him missing the next morning.",
        "Example Watch could not determine whether the article led to the raid.",
        "The woman accused of driving off with the child was held.",
        "They were arrested for calling for a strike.",
        "BREAKING: Two men held\n\nUPDATE: They are free.",
        "SHAME: Soldiers beat the students near the gate.\n\nCOURAGE: They ran.",
    ],
)
def test_what_is_shown_or_done_is_nothing_said(text: str) -> None:
    assert said(text) == []


def test_nobody_is_warned_to_do_what_others_call_for() -> None:
    assert "to protest" not in [content for _, content in said("The president warns against calls to protest.")]


def test_a_mark_with_a_blank_behind_it_opens_a_paragraph_of_speech() -> None:
    text = 'Anna Madeup said: "The men were never told why they were held.\n\n" They were never told who held them."'
    assert said(text)[-1] == ("Anna Madeup", "They were never told who held them.")


def test_a_full_stop_behind_a_signature_is_no_name() -> None:
    assert said("“We were never told why.”\n— Anna Madeup.")[0][0] == "Anna Madeup"


def test_the_report_is_of_whoever_called_the_country_something_in_it() -> None:
    text = (
        "In its report, the Liberty Commission of Norland called the prison a disgrace. "
        "The report noted that ten men had died."
    )
    assert said(text)[-1] == ("Liberty Commission of Norland", "ten men had died")


def test_what_is_told_of_a_phrase_in_marks_behind_a_dash_is_no_signature() -> None:
    found = said("The chairman said the strike came after “a long period” — three years of waiting.")
    assert [speaker for speaker, _ in found] == ["chairman"]


def test_whom_a_speech_accuses_is_part_of_the_speech() -> None:
    assert len(said("“They accuse others of a childish plot against them,” Anna Madeup said.")) == 1
