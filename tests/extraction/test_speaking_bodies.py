"""Organisations that speak: by their short name, as "the group", through their papers."""

import pytest
from extraction.what_texts_tell import said

from habeas.extraction.speakers.short_names import short_names


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("The Norland Committee to Protect Writers (NCPW) is small.", "NCPW", "Norland Committee to Protect Writers"),
        ("The League of Free Readers met. Later LFR left.", "LFR", "League of Free Readers"),
        ("leaders of the Green Meadow Movement (Gremov) met", "Gremov", "Green Meadow Movement"),
    ],
)
def test_a_short_name_leads_to_the_full_one(text: str, short: str, full: str) -> None:
    start, end = short_names(text)[short]
    assert text[start:end] == full


@pytest.mark.parametrize("text", ["Norburg (NPA) He was held.", "the Party of Norland (Radical) met", "NPA said so."])
def test_what_is_no_short_name_leads_nowhere(text: str) -> None:
    assert not short_names(text)


def test_a_short_name_speaks_under_the_full_one() -> None:
    text = "The Committee to Protect Writers (CPW) is worried. CPW said the trial was unfair."
    assert said(text) == [("Committee to Protect Writers", "the trial was unfair")]


def test_the_group_is_the_organisation_that_spoke_last() -> None:
    text = "Norland Rights Watch said the trial was unfair. He was beaten, the group added."
    assert [speaker for speaker, _ in said(text)] == ["Norland Rights Watch", "Norland Rights Watch"]


def test_a_review_speaks_for_whoever_made_it() -> None:
    assert said("The trial was unfair, according to a statement from Norland Rights Watch.") == [
        ("Norland Rights Watch", "The trial was unfair")
    ]


@pytest.mark.parametrize("who", ["delegate", "leaflet", "affidavit"])
def test_whatever_says_speaks(who: str) -> None:
    assert said(f"The {who} said that the trial was unfair.") == [(who, "the trial was unfair")]


@pytest.mark.parametrize("verb", ["condemned", "denounced", "slammed"])
def test_blame_is_spoken(verb: str) -> None:
    assert said(f"The minister {verb} the arrest of the writers.") == [("minister", "the arrest of the writers")]


@pytest.mark.parametrize("verb", ["welcomed", "praised", "supported"])
def test_praise_is_a_stance_and_no_words_of_anybody(verb: str) -> None:
    assert said(f"The minister {verb} the arrest of the writers.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The minister condemned him.",
        "The minister condemned the police.",
        "The minister condemned the raid by staying away.",
        "The international community condemned the raid.",
        "He was charged with threatening the judge.",
    ],
)
def test_a_person_blamed_or_threatened_is_nothing_said(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Two writers were killed in the raid, reported the BBC.", "BBC", "Two writers were killed in the raid"),
        ("He called for the president to step down.", "He", "the president to step down"),
        ("The union asked banks freeze all funds.", "union", "banks freeze all funds"),
        ("The court document said at the time he was ill.", "court document", "at the time he was ill"),
        ('The police told her "she was never to come back", he wrote.', "police", "she was never to come back"),
        ("The writers were held after what critics say was a sham trial.", "critics", "was a sham trial"),
        ("Life went on with officials saying that the town was calm.", "officials", "the town was calm"),
        ("One of the lawyers said that the trial was unfair.", "One of the lawyers", "the trial was unfair"),
        ("“They took him at night,” he went on.", "he", "They took him at night,"),
        ("Anna Madeup, who came late, called on the state to act.", "Anna Madeup", "the state to act"),
        ("She stated that she was well, but she was beaten.", "She", "she was well, but she was beaten"),
        ("He said that, according to the report, two were held.", "report", "two were held"),
        ("Experts warned over the health of the writers.", "Experts", "the health of the writers"),
        ("LAGOS, Nigeria - Police said that two were held.", "Police", "two were held"),
    ],
)
def test_what_is_said_in_one_sentence_is_found(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The crowd grew as he described the charges.",
        "Many voted for the minister's plan.",
        "Assuming that the trial is held, she will come.",
        "The court rejected the petition of the writers.",
        "“They wrote many papers, according to the figures in them,” stood in it.",
    ],
)
def test_what_is_done_is_nothing_said(text: str) -> None:
    assert said(text) == []


def test_a_place_between_dashes_is_no_dateline() -> None:
    text = "Police in Norland – once known as Oldland – have arrested two writers, their lawyer said."
    assert said(text) == [("their lawyer", text.removesuffix(", their lawyer said."))]


def test_a_quotation_goes_on_from_what_somebody_described() -> None:
    text = "Anna Madeup described her cell. “There was no window and no bed in it for us.”"
    assert ("Anna Madeup", "There was no window and no bed in it for us.") in said(text)


def test_the_full_name_is_whole_where_the_parser_cuts_it() -> None:
    text = "The Committee to Protect Writers (CPW) met. Two are held, according to the Committee to Protect Writers."
    assert ("Committee to Protect Writers", "Two are held") in said(text)


def test_the_office_that_issued_a_statement_speaks_in_it() -> None:
    text = "“The school must be closed at once,” said a statement issued by the ministry."
    assert ("ministry", "The school must be closed at once,") in said(text)


def test_the_duo_is_the_two_who_were_named_together() -> None:
    text = "Anna Madeup and Boris Invented came. The duo said that the trial was unfair."
    assert said(text) == [("Anna Madeup and Boris Invented", "the trial was unfair")]


def test_speech_that_runs_on_without_a_mark_of_its_own_is_found() -> None:
    text = "Anna Madeup said, “They came at night.\n\nThey took all our papers away,” she added."
    assert [content for _, content in said(text)] == ["They came at night.", "They took all our papers away,"]


def test_whoever_is_told_of_in_a_speech_does_not_go_on_with_it() -> None:
    text = "Anna Madeup said: “The minister said that it was late.\n\n“We were held in the dark for ten whole days.”"
    assert said(text)[-1] == ("Anna Madeup", "We were held in the dark for ten whole days.")


def test_what_is_promised_stands_behind_the_promise() -> None:
    assert ("government", "to investigate") in said("Two were killed, the government promised to investigate.")


def test_a_post_inside_its_line_is_the_words_of_the_one_who_signs_it() -> None:
    text = "Police arrested two writers in Norburg today. pic.example.org/abc — Anna Madeup (@madeup) March 12, 2022"
    assert said(text) == [("Anna Madeup", "Police arrested two writers in Norburg today")]


def test_a_foreign_acronym_that_the_report_explains_is_a_short_name() -> None:
    text = "Writers Without Fear, known by its French acronym ESP, met. Two are held, ESP said."
    assert said(text) == [("Writers Without Fear", "Two are held")]


@pytest.mark.parametrize("text", ["The army declared a ceasefire.", "The police announced a state of emergency."])
def test_what_is_announced_is_said(text: str) -> None:
    assert len(said(text)) == 1


def test_bodies_in_a_row_speak_together() -> None:
    bodies = "Norland International, Madeup for Human Rights, Human Rights Circle and the Green Meadow Foundation"
    assert said(f"Two writers must be freed, {bodies} have said.") == [(bodies, "Two writers must be freed")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("They met at a rally of the Madeup trade union. The union says the contracts are a trap.", "Madeup"),
        ("The Madeup trade union met. A union says the contracts are a trap.", "union"),
        ("The Madeup trade union met. The dockers' union says the contracts are a trap.", "dockers' union"),
    ],
)
def test_the_union_is_the_only_one_that_the_text_calls_so(text: str, speaker: str) -> None:
    assert [who for who, _ in said(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lawmakers demand prompt investigations into his death.", "prompt investigations into his death"),
        ("Anna Madeup called for protests on Friday in all cities.", "protests on Friday in all cities"),
        ("Relatives called for an inquiry on Monday.", "an inquiry"),
    ],
)
def test_what_is_asked_for_goes_on_to_its_circumstances(text: str, content: str) -> None:
    assert [words for _, words in said(text)] == [content]
