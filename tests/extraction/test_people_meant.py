"""Whom pronouns, descriptions and counted groups mean, where no name stands before them."""

import pytest
from extraction.what_texts_tell import people_of


def test_his_client_is_whoever_is_named_behind_it():
    text = "The lawyer Ana Testova was held. Her client, Pavel Novotny, whom she had been advising, was found guilty."
    assert people_of(text, "verdict") == ["Pavel Novotny"]


CLIENTS = (
    ("The lawyer of Pavel Novotny said that his client was arrested.", ["Pavel Novotny"]),
    ("Pavel Novotny's lawyer, Mira Testova, said that her client was arrested.", ["Pavel Novotny"]),
    ("Mira Testova, who represents Pavel Novotny, said on Friday that her client was arrested.", ["Pavel Novotny"]),
    ('"My client was arrested twice," said Mira Testova, the lawyer of Pavel Novotny.', ["Pavel Novotny"]),
    (
        "Mira Testova, a lawyer for Pavel Novotny and Ivan Smirnov, said her clients were arrested.",
        ["Pavel Novotny", "Ivan Smirnov"],
    ),
    # whose lawyer speaks: the one of the sentence
    (
        "Eva Madeup is the lawyer of Pavel Doe. Mira Testova represents Ana Roe. Madeup said her client was arrested.",
        ["Pavel Doe"],
    ),
    # and nobody where two may be meant, or one of them is not told
    ("The lawyer of Pavel Novotny and the lawyer of Ivan Smirnov met; one said that his client was arrested.", []),
    ("The lawyer Mira Testova wrote to Pavel Novotny and said that her client was arrested.", []),
)


@pytest.mark.parametrize(("text", "people"), CLIENTS)
def test_his_client_is_whom_the_text_says_that_the_lawyer_stands_for(text, people):
    assert people_of(text, "detention") == people


WHOSE = (
    (
        "detention",
        "Ana Testova spoke. Pavel Novotny, whose arrest in May was condemned, is in hospital.",
        "Pavel Novotny",
    ),
    (
        "verdict",
        "Ana Testova spoke. The second man, Pavel Novotny, whose conviction was a shock, is ill.",
        "Pavel Novotny",
    ),
    (
        "appeal_ruling",
        "Ana Testova spoke. Pavel Novotny, whose sentence was upheld on Monday, is ill.",
        "Pavel Novotny",
    ),
    ("recognition", "Ana Testova is ill. A rights group declared her a prisoner of conscience in May.", "Ana Testova"),
)


@pytest.mark.parametrize(("event_type", "text", "person"), WHOSE)
def test_whose_and_her_in_a_small_clause_take_up_the_nearest_noun_and_not_an_earlier_person(event_type, text, person):
    assert people_of(text, event_type) == [person]


BESIDE = (
    ("detention", "Ana Testova called for the release of Pavel Novotny, arrested in May.", ["Pavel Novotny"]),
    ("detention", "Ana Testova went to the trial of Pavel Novotny after she was arrested in May.", ["Ana Testova"]),
    ("charge", "Writer Ana Testova arrested and charged in Northtown over protests", ["Ana Testova"]),
    ("ill_treatment", "Activist Ana Testova detained, beaten in Northtown", ["Ana Testova"]),
    ("administrative_arrest", "Ana Testova was fined and Pavel Novotny jailed for ten days.", ["Pavel Novotny"]),
    ("verdict", "Prosecutor Ana Testova asked the court to jail Pavel Novotny for nine years.", ["Pavel Novotny"]),
)


@pytest.mark.parametrize(("event_type", "text", "people"), BESIDE)
def test_whom_a_short_clause_is_about_stands_beside_it(event_type, text, people):
    assert people_of(text, event_type) == people


def test_a_subject_in_the_plural_is_not_the_single_name_that_stands_nearer_to_the_verb():
    text = "Two monks who had been jailed for meeting then President Pavel Novotny were among 300 prisoners released."
    assert people_of(text, "release") == []


BEHIND = (
    ("After she was arrested, Ana Testova went on hunger strike.", ["Ana Testova"]),
    ("Even after he was arrested outside the camp, Pavel Novotny decided to stay.", ["Pavel Novotny"]),
    ("A driver spoke to us. After he was arrested, Pavel Novotny wrote a poem.", []),
    ("He was arrested after Pavel Novotny wrote a poem.", []),
    ("After she was arrested, Mr Pavel Novotny wrote a poem.", []),
    ("Ivan Smirnov spoke. After he was arrested, Ana Testova wrote a poem.", ["Ivan Smirnov"]),
)


@pytest.mark.parametrize(("text", "people"), BEHIND)
def test_a_pronoun_before_anybody_is_named_is_the_subject_of_the_clause_behind(text, people):
    assert people_of(text, "detention") == people


def test_a_description_of_two_nouns_is_not_whoever_else_is_called_by_the_first():
    text = (
        "The reporter Ana Testova died.\n\nReports say that Mira Novotna was in hospital after her hunger strike. "
        "The reporter and website editor had been detained in May."
    )
    assert people_of(text, "detention") == ["Mira Novotna"]


def test_a_group_counted_in_figures_is_the_row_of_so_many_names():
    text = "The writers Ana Testova, Mira Novotna and Pavel Novotny met in Minsk. The 3 writers were arrested."
    assert people_of(text, "detention") == ["Ana Testova", "Mira Novotna", "Pavel Novotny"]
    assert people_of(text.replace("The 3", "The 4"), "detention") == []


def test_one_of_several_seized_is_not_the_person_whom_the_report_names():
    lead = "Police have detained five people, including a surgeon and a musician, over the killing of a journalist."
    text = f"{lead}\n\nThe motive for killing the journalist Pavel Novotny was to spread fear, officials said."
    assert people_of(text, "detention") == []


PASTOR = "Pastor Pavel Novotny was arrested in May. His wife, Ana Testova, was beaten."
MEANT = (
    (f"{PASTOR} She said that her husband was charged with treason.", ["Pavel Novotny"]),
    (f"{PASTOR} She said that her brother was charged with treason.", []),
    ("Ana Testova wrote to Pavel Novotny. The latter was charged with treason.", ["Pavel Novotny"]),
    ("Ana Testova wrote to Pavel Novotny. The former was charged with treason.", ["Ana Testova"]),
    ("Ana Testova, Mira Novotna and Pavel Novotny met. The latter was charged with treason.", []),
    ("The writer Ana Testova was arrested. The mother of two was charged with treason.", ["Ana Testova"]),
    ("The writer Ana Testova was arrested. The mother of a victim was charged with treason.", []),
    ("Ana Testova was arrested. The rights activist was charged with treason.", ["Ana Testova"]),
    ("Ana Testova met Mira Novotna. The masked activist was charged with treason.", []),
)


@pytest.mark.parametrize(("text", "people"), MEANT)
def test_a_relative_a_parent_and_the_latter_are_whom_the_text_has_named(text, people):
    assert people_of(text, "charge") == people


def test_a_pronoun_behind_a_long_row_is_not_the_last_of_the_row():
    text = "Police arrested Pavel Novotny and two others, identified as Ivan Testov and Oleg Testov. He was charged."
    assert people_of(text, "charge") == ["Pavel Novotny"]


def test_the_clause_around_a_pronoun_tells_of_an_official_too_where_it_names_nobody_else():
    assert people_of("President Pavel Novotny was a client when he was arrested in May.", "detention") == [
        "Pavel Novotny"
    ]
    text = "President Pavel Novotny met the writer Ivan Testov when he was arrested in May."
    assert people_of(text, "detention") == ["Ivan Testov"]


def test_a_name_in_a_caption_does_not_hinder_a_lead_from_meaning_it():
    head = "Ruritania: Speech Under Attack\n\nClick to enlarge: Journalist Pavel Novotny in Strelsau, 2018.\n\n"
    text = f"{head}A journalist was jailed for a tweet, a group said. Pavel Novotny, 33, is to be tried on 2 July."
    assert people_of(text, "detention") == ["Pavel Novotny"]
    assert people_of(text.replace("Click to enlarge: Journalist", "Ministers met"), "detention") == []


CONVICTED = "Pavel Novotny was convicted of murder."
APPEALS = (
    (f"{CONVICTED} The appeal by the victim's parents, Ana and Ivan Testov, was dismissed.", ["Pavel Novotny"]),
    ("The court dismissed an appeal against the acquittal of Pavel Novotny by a family.", ["Pavel Novotny"]),
    ("The appeal lodged by Pavel Novotny was rejected.", ["Pavel Novotny"]),
    ("The court rejected an appeal by prosecutors against the release of Pavel Novotny.", ["Pavel Novotny"]),
    ("An appeal by the lawyer Ana Testova was rejected.", ["Ana Testova"]),
)


@pytest.mark.parametrize(("text", "people"), APPEALS)
def test_an_appeal_is_about_the_one_whose_ruling_it_is(text, people):
    assert people_of(text, "appeal_ruling") == people


def test_those_freed_are_named_behind_the_verb():
    text = "Among the released children are two boys from the south, Pavel Novotny and Ivan Testov."
    assert people_of(text, "release") == ["Pavel Novotny", "Ivan Testov"]


def test_a_headline_that_calls_for_a_release_means_whom_the_body_names():
    text = "Ruritania: Free Outspoken Journalist\n\nPavel Novotny, a journalist, was jailed on 2 May for a tweet."
    assert people_of(text, "release") == ["Pavel Novotny"]
    assert people_of(text.replace("Outspoken Journalist", "All Hostages"), "release") == []


NEAR = "A Ruritanian journalist was beaten on Monday, a group said."
LATER = (
    (
        f"{NEAR}\n\nPavel Novotny, a reporter, was beaten while he met Ivan Testov, who was beaten too.",
        ["Pavel Novotny"],
    ),
    (f"{NEAR}\n\nPavel Novotny and Ivan Testov were beaten.", []),
)


@pytest.mark.parametrize(("text", "people"), LATER)
def test_of_several_named_later_the_one_of_the_same_trade_is_meant(text, people):
    assert people_of(text.replace("beaten", "arrested"), "detention") == people


BODY = "I was arrested on 3 May 2020."
NARRATED = (
    (f"Ten days\n\nBy Ana Testova\n\n{BODY}", ["Ana Testova"]),
    (f"Ana Testova, teacher: {BODY}", ["Ana Testova"]),
    (f"Ten days\n\nBy Ana Testova and Pavel Novotny\n\n{BODY}", []),
    (f"Ana Testova has said: {BODY}", []),
    (f"Ten days\n\nBy Ana Testova\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nA letter came.\n\n{BODY}", []),
)


@pytest.mark.parametrize(("text", "people"), NARRATED)
def test_i_is_the_author_only_where_the_text_makes_it_plain(text, people):
    assert people_of(text, "detention") == people


def test_her_hearing_is_not_that_of_the_lawyer_who_has_just_told_of_it():
    text = (
        "Mira Testova said she was arrested on Monday. Ana Novotny, Testova's lawyer, told reporters that the court "
        "used videos to convict her on grounds that she was rude. Her appeals hearing is scheduled for October 31."
    )
    assert people_of(text, "court_hearing") == ["Mira Testova"]
