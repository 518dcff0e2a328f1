"""Who says what: a made-up sentence for each way of attributing words and thoughts."""

import pytest
from extraction.what_texts_tell import lines_of, said


def said_in(text):
    return [(who, words.strip('“”"., ')) for who, words in said(text)]


# What is said, by whom, in one sentence or two.
SAID = (
    ("“We were never told why,” said the prisoner's lawyer.", "prisoner's lawyer", "We were never told why"),
    ("The arrest, Anna Madeup said, was an act of revenge.", "Anna Madeup", "was an act of revenge"),
    ("But in recent days, the lawyer said, he was moved to another cell.", "lawyer", "he was moved to another cell"),
    ("The law, the lawyer said, which dates from 1999, was misused.", "lawyer", "which dates from 1999, was misused"),
    (
        "Anna Madeup, head of the Example Department, told reporters that nobody was beaten.",
        "Anna Madeup",
        "nobody was beaten",
    ),
    (
        "The news came from Anna Madeup, director of the Example Department, who told reporters that he was held.",
        "Anna Madeup",
        "he was held",
    ),
    ("Anna Madeup issued a statement saying that her son was innocent.", "Anna Madeup", "her son was innocent"),
    (
        "“It is a form of revenge,” said the group's founder and president, Anna Madeup.",
        "Anna Madeup",
        "It is a form of revenge",
    ),
    ("“Let them all go home!” Anna Madeup said on Monday.", "Anna Madeup", "Let them all go home!"),
    (
        "Anna Madeup said:\n\n“We ask the court to free our colleague.”",
        "Anna Madeup",
        "We ask the court to free our colleague",
    ),
    ("She is his wife. Anna Madeup charged that he was beaten by guards.", "Anna Madeup", "he was beaten by guards"),
    (
        "“It has been years. One of the best of us is in prison,” said Anna Madeup, who knew him.",
        "Anna Madeup",
        "It has been years. One of the best of us is in prison",
    ),
    (
        'Anna Madeup said "budget reforms" and a new tax would pay for the prison.',
        "Anna Madeup",
        'budget reforms" and a new tax would pay for the prison',
    ),
    (
        "Activists slammed the verdict as an attempt to silence the press.",
        "Activists",
        "the verdict as an attempt to silence the press",
    ),
    (
        "The court freed two writers due to the time they have served in jail, the Example news agency reported.",
        "Example news agency",
        "The court freed two writers due to the time they have served in jail",
    ),
    ("Lawyers say she is ill, and was beaten in detention.", "Lawyers", "and was beaten in detention"),
    ("The lawyer said he was ill and his wife was in danger.", "lawyer", "and his wife was in danger"),
    ("Olga Madeup compared the trial to a play.", "Olga Madeup", "the trial to a play"),
    ("“We were never told why.”\n— Anna Madeup, former prisoner, Minsk", "Anna Madeup", "We were never told why"),
    (
        "Guards beat the men near the gate.\n\n— Example Watch (@example) May 1, 2021",
        "Example Watch",
        "Guards beat the men near the gate",
    ),
    ("Lawyers: Jailed writer was beaten\n\nHe is ill.", "Lawyers", "Jailed writer was beaten"),
    ("ANNA MADEUP: I was never told why.\n\nJUDGE: You will be told.", "ANNA MADEUP", "I was never told why"),
)


@pytest.mark.parametrize(("text", "speaker", "content"), SAID)
def test_words_are_given_to_the_one_who_said_them(text, speaker, content):
    assert any(who == speaker and content in words for who, words in said_in(text)), said_in(text)


def test_a_dateline_is_no_speaker_and_a_hyphen_no_dash():
    text = "MINSK, Belarus (AP) — The lawyer Anna Madeup said that her client was innocent."
    assert ("Anna Madeup", "her client was innocent") in said_in(text)
    text = "Anna Madeup, a London-based researcher with Example Watch, told reporters the verdict was unfair."
    assert ("Anna Madeup", "the verdict was unfair") in said_in(text)


def test_a_quotation_that_opens_with_one_kind_of_mark_and_closes_with_another_ends_there():
    assert ("Anna Madeup", "I was never beaten") in said_in('"I was never beaten,” Anna Madeup said. He left.')


def test_the_clause_beside_the_cue_goes_before_a_later_quotation():
    text = "Anna Madeup said he was beaten in the cell, adding, “It was the guards.”"
    assert ("Anna Madeup", "he was beaten in the cell") in said_in(text)


def test_what_an_aside_tells_behind_the_cue_is_not_said():
    text = "He was charged under a new law, the lawyer said, which was passed in May."
    assert ("lawyer", "He was charged under a new law") in said_in(text)


def test_a_participle_behind_a_comma_belongs_to_the_one_who_spoke_first():
    text = "The ministry said one of the prisoners was a spy, while urging the press to stay calm."
    assert ("ministry", "one of the prisoners was a spy") in said_in(text)
    assert ("ministry", "to stay calm") in [(who, what[-12:]) for who, what in said_in(text)]


def test_the_country_before_the_colon_of_a_headline_says_nothing():
    assert lines_of("Belarus: Writer jailed for ten years\n\nHe is ill.", "statement") == []


def test_a_content_begins_behind_the_dateline():
    text = "ISTANBUL (Reuters) - The court freed two writers on Monday, a lawyer said."
    assert ("lawyer", "The court freed two writers on Monday") in said_in(text)


def test_who_is_told_to_demand_or_to_hope_for_nothing_has_made_no_statement():
    assert lines_of("Police dispersed protesters demanding the release of a writer.", "statement") == []
    assert lines_of("His friends have no hope that he will be freed.", "statement") == []


def test_both_are_the_two_who_spoke_last():
    text = (
        "The lawyer Anna Madeup said the verdict was unjust. The writer Pavel Invented said it was absurd. "
        "Both called for a new trial."
    )
    both = [who for who, words in said_in(text) if "new trial" in words]
    assert both == ["Anna Madeup", "Pavel Invented"]


def test_whoever_is_named_in_the_words_is_not_the_one_who_speaks_them():
    text = (
        "The lawyer Anna Madeup told reporters the sentence was unfair. She said the writer Olga Unreal was innocent. "
        "“Olga Unreal has suffered enough,” she said. “The court must free her.”"
    )
    told = {words: who for who, words in said_in(text)}
    assert told["Olga Unreal has suffered enough"] == "Anna Madeup"
    assert told["The court must free her"] == "Anna Madeup"


def test_words_on_a_banner_are_those_of_the_people_who_carry_it():
    assert ("They", "Free all prisoners now") in said_in(
        "They carried banners with the slogan “Free all prisoners now.”"
    )


def test_the_clause_behind_a_statement_is_what_the_court_said_in_it():
    text = "The court said in a statement that the two men – who were taken from their homes – had planned to flee."
    assert any(who == "court" and words.endswith("had planned to flee") for who, words in said_in(text))


def test_a_quotation_that_two_single_marks_close_ends_there():
    text = "“They took him from the house,’’ Anna Madeup wrote. “We do not know where he is.’’"
    assert said_in(text) == [
        ("Anna Madeup", "They took him from the house"),
        ("Anna Madeup", "We do not know where he is"),
    ]


# Views held without a verb of saying, and words told in other ways.
VIEWS = (
    ("For Anna Madeup, this is a show trial.", "Anna Madeup", "this is a show trial"),
    ("Anna Madeup is of the opinion that the verdict is revenge.", "Anna Madeup", "the verdict is revenge"),
    ("The lawyer's argument is that the law was misused.", "lawyer", "the law was misused"),
    ("Anna Madeup made it clear that she would appeal.", "Anna Madeup", "she would appeal"),
    ("Anna Madeup has no doubt that the verdict was ordered.", "Anna Madeup", "the verdict was ordered"),
    (
        "The verdict, in the words of Anna Madeup, is a disgrace to the court.",
        "Anna Madeup",
        "is a disgrace to the court",
    ),
    ("Anna Madeup called the verdict “a disgrace”.", "Anna Madeup", "the verdict “a disgrace"),
    ("The report finds that torture is common in the prison.", "report", "torture is common in the prison"),
    ("Amid criticism by Example Watch that the law is vague, he resigned.", "Example Watch", "the law is vague"),
    ("UN experts expressed alarm that he was held in isolation.", "UN experts", "he was held in isolation"),
    ("Anna Madeup called on the court to free her son.", "Anna Madeup", "the court to free her son"),
    ("The family insists on his innocence.", "family", "his innocence"),
)


@pytest.mark.parametrize(("text", "speaker", "content"), VIEWS)
def test_a_view_is_given_to_the_one_who_holds_it(text, speaker, content):
    assert any(who == speaker and content in words for who, words in said_in(text)), said_in(text)


def test_whoever_is_cited_said_what_the_paper_reports():
    text = "The Example news agency, citing police, said he was moved to another prison."
    assert said_in(text) == [
        ("police", "he was moved to another prison"),
        ("Example news agency", "he was moved to another prison"),
    ]


NOBODY = (
    "The film shows that the street was empty.",
    "He went to the station for his son, and the train was late.",
    "The ministry did not comment on the case.",
)


@pytest.mark.parametrize("text", NOBODY)
def test_where_nobody_says_anything_there_is_no_statement(text):
    assert lines_of(text, "statement") == []


def test_a_participle_goes_with_the_clause_that_it_follows():
    text = "Anna Madeup has not been seen since May, when the army seized power, claiming that votes were stolen."
    assert ("army", "votes were stolen") in said_in(text)


def test_they_may_be_a_team_or_a_family():
    text = "The family is angry about the verdict, which they say was bought."
    assert [who for who, _ in said_in(text)] == ["family"]


def test_a_second_participle_ends_what_the_first_one_says():
    text = "The writer Pavel Invented appeared in a film, saying he was held in Minsk, and confessing to unrest."
    assert ("Pavel Invented", "he was held in Minsk") in said_in(text)


def test_whoever_spoke_last_goes_on_and_not_the_one_who_is_spoken_about():
    text = (
        "The activist Pavel Invented has eaten nothing for a month, according to his former wife, Anna Madeup.\n\n"
        "“He is very weak,” she told the BBC.\n\n“They never let him write,” she said."
    )
    assert [who for who, _ in said_in(text)] == ["Anna Madeup", "Anna Madeup", "Anna Madeup"]


def test_a_single_name_in_capitals_before_a_colon_is_a_dateline():
    text = "BERLIN: The ministry called for his release on Friday.\n\nHe is ill."
    assert [line["speaker"] for line in lines_of(text, "statement")] == ["ministry"]


def test_a_quantity_behind_the_cue_is_no_topic():
    text = "The office said about half of the 24 activists held since July have been freed."
    assert ("office", "about half of the 24 activists held since July have been freed") in said_in(text)


def test_whoever_works_to_defend_somebody_takes_no_stand_by_it():
    assert lines_of("The lawyer Anna Madeup has worked for years to defend farmers.", "position") == []
    (stand,) = lines_of("The lawyer Anna Madeup supports the new law.", "position")
    assert (stand["stance"], stand["people"]) == ("for", ["Anna Madeup"])


def test_speech_between_single_marks_is_speech_and_an_apostrophe_is_none():
    text = "'Three people took him away, they covered his head,' said a friend. The prisoners' wives wept."
    (line,) = lines_of(text, "statement")
    assert (line["speaker"], line["mode"]) == ("friend", "direct")
    assert line["content"]["text"] == "Three people took him away, they covered his head,"
    text = "The prisoners' wives said the guards' dogs bit them. 'Anna Madeup's son was there."
    assert "direct" not in [line["mode"] for line in lines_of(text, "statement")]


def test_what_stands_between_the_cue_and_that_is_no_part_of_what_is_said():
    text = "Anna Madeup said after the decision was read out on February 26 that she has not yet decided to appeal."
    assert ("Anna Madeup", "she has not yet decided to appeal") in said_in(text)


def test_the_day_of_saying_is_no_particle_of_the_verb():
    text = "The governor freed 30 people, his press service said on Wednesday, without naming them."
    assert [line["cue"]["text"] for line in lines_of(text, "statement")] == ["said"]


def test_a_court_that_finds_somebody_guilty_makes_a_ruling_and_no_statement():
    assert (
        lines_of(
            "The judge sentenced Pavel Invented to a year in prison after finding him guilty of slander.", "statement"
        )
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "The BBC, citing Viasna, reported that Anna Madeup was detained on 3 May 2021.",
        "The BBC reported, citing Viasna, that Anna Madeup was detained on 3 May 2021.",
        "Citing Viasna, the BBC reported that Anna Madeup was detained on 3 May 2021.",
        "He is a writer. Citing Viasna, the BBC said that Anna Madeup was detained on 3 May 2021.",
        "The BBC reported that Anna Madeup was detained on 3 May 2021, citing Viasna.",
        "Anna Madeup was detained on 3 May 2021, the BBC said, citing Viasna.",
        "The BBC reported with reference to Viasna that Anna Madeup was detained on 3 May 2021.",
        "The BBC, referring to Viasna, said Anna Madeup was detained on 3 May 2021.",
    ],
)
def test_who_is_cited_stands_behind_who_cites(text):
    (event,) = lines_of(text, "event")
    assert [step["name"] for step in event["attribution"]] == [None, "BBC", "Viasna"]
    told = {line["speaker"]: line["content"]["text"] for line in lines_of(text, "statement")}
    assert set(told) == {"BBC", "Viasna"}
    assert all("Viasna" not in content for content in told.values())


def test_who_is_referred_to_without_a_report_says_nothing():
    assert lines_of("Referring to Viasna, the minister laughed.", "statement") == []
    assert lines_of("The police opened a case with reference to Article 342.", "statement") == []


NOTED = (
    "Ten students were freed. (Norland Post, Reuters)\nPavel Madeup was beaten. (Example Courier) Olga Testova left."
)


def test_a_note_of_outlets_behind_a_full_stop_says_who_printed_it():
    assert [(line["event_type"], line["outlet"]) for line in lines_of(NOTED)] == [
        ("release", "Norland Post"),
        ("ill_treatment", "Example Courier"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ten students were freed. (Applause) Olga Testova left.",  # no outlet that anybody knows
        "NORVILLE, May 5. (Reuters) - Ten students were freed.",
        "A friend (Reuters) said ten students were freed.",
        "Ten students were freed.\n\n(Reuters)",  # of the whole report
    ],
)
def test_other_brackets_are_no_notes(text):
    assert [line["outlet"] for line in lines_of(text)] == [None]


def test_a_note_is_no_part_of_what_is_said_behind_it():
    text = "Ten students were freed. (Reuters) Five more are held, a lawyer said."
    assert said(text) == [("lawyer", "Five more are held")]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Ten students were beaten in jail, writes activist and former detainee Olga Testova in a letter.",
            ("Olga Testova", "Ten students were beaten in jail"),
        ),
        ("He came home, wrote a book and left.", None),
        ("Olga Testova told the judge the police had beaten her.", ("Olga Testova", "the police had beaten her")),
        ("Olga Testova told the lawyer her family had hired about the beating.", None),
        (
            "According to Example Watch, a group based in Norland, ten students were beaten.",
            ("Example Watch", "ten students were beaten"),
        ),
        (
            "According to Example Watch, a group of officers beat ten students.",
            ("Example Watch", "a group of officers beat ten students"),
        ),
    ],
)
def test_titles_and_appositions_of_a_source_are_no_part_of_what_is_said(text, spoken):
    assert said(text) == ([spoken] if spoken else [])
