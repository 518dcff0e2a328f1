"""Ways of telling that case profiles and appeals are full of."""

from extraction.what_texts_tell import days_of, lines_of, people_of


def test_the_full_stop_of_an_article_ends_no_sentence():
    text = "Officers charged Olga Testova under Art. 54 of the Criminal Code on 3 May 2015."
    found = next(line for line in lines_of(text) if line["event_type"] == "charge")
    assert (found["people"], found["date"], found["legal"]) == (["Olga Testova"], "2015-05-03", ["54"])


def test_a_word_that_ends_a_sentence_is_no_article():
    text = "Pavel Invented studied art. Olga Testova was arrested on 3 May 2015."
    assert people_of(text, "detention") == ["Olga Testova"]


def test_the_last_of_several_deeds_has_the_day_of_the_first():
    text = (
        "On May 27, 2007, the Norland government replaced Bishop Pavel Invented with Bishop Ivan Testov of Example, "
        "forcefully removed the bishop from his home, and placed him under house arrest."
    )
    assert days_of(text, "house_arrest") == ["2007-05-27"]


def test_what_a_protest_answers_happened_before_it():
    text = "Pavel Invented began a hunger strike on 7 June in protest at his ongoing ill-treatment by guards."
    assert days_of(text, "hunger_strike") == ["2023-06-07"]
    assert days_of(text, "ill_treatment") == [None]


def test_who_received_information_passes_it_on():
    text = "According to reliable information received by the Example Centre for Rights, Pavel Invented was beaten."
    assert [line["said_by"] for line in lines_of(text)] == [["Example Centre for Rights"]]


def test_who_only_saw_a_paper_does_not_speak_in_it():
    text = "According to documents seen by Reuters, Pavel Invented was beaten."
    assert [line["said_by"] for line in lines_of(text)] == [["documents"]]


def test_somebody_made_to_sign_something_is_coerced():
    assert people_of("Officers coerced Olga Testova into signing a paper.", "coerced_statement") == ["Olga Testova"]


def test_whom_another_only_urges_to_speak_is_no_source():
    text = "The groups urged ministers to press for the release of Pavel Invented."
    assert [(line["modality"], line["said_by"]) for line in lines_of(text)] == [("demanded", ["groups"])]


def test_who_does_urge_is_a_source():
    text = "The union said that the minister had urged the court to free Olga Testova."
    assert [line["said_by"] for line in lines_of(text)] == [["minister"]]


def test_behind_a_dateline_with_a_colon_somebody_else_is_told_of():
    text = "The Lamp Project, March 22, 2017: Blogger Olga Testova (Example province) was arrested on March 21."
    assert (people_of(text, "detention"), days_of(text, "detention")) == (["Olga Testova"], ["2017-03-21"])


def test_a_day_that_opens_a_sentence_is_no_dateline():
    assert days_of("On Monday, 5 May 2015: Pavel Invented was arrested.", "detention") == ["2015-05-05"]
