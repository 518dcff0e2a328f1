"""Days that an event takes from elsewhere in its report: the same occasion told twice, so many days after another."""

import pytest
from extraction.what_texts_tell import days_of

LENT = (
    (
        "detention",
        "The writer Pavel Invented was arrested, police said on Friday.\n\nPolice detained Pavel Invented on 3 March.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "detention",
        "Pavel Invented was detained on 3 March. Colleagues said that since he was arrested, nobody has seen him.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "verdict",
        "Pavel Invented and Anna Testova were convicted on 3 March. Invented was sentenced to four years in prison.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "release",
        "The poet Anna Testova has been released.\n\nTestova was released from prison on 3 March, her family said.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "detention",
        "Police arrested six students.\n\nThe six students were arrested on Monday at a rally.",
        ["2023-06-12", "2023-06-12"],
    ),
    (
        "detention",
        "Anna Testova, Daily Example\nImprisoned: March 3, 2023\n\nPolice arrested Testova on bribery charges.",
        ["2023-03-03", "2023-03-03"],
    ),
    # one word for being seized and another, and a number that says who is meant
    (
        "detention",
        "Anna Testova was arrested over a poem.\n\nOfficers took Testova into custody at her home on 3 March.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "detention",
        "Police arrested nine union members on Monday. The nine were arrested over leaflets.",
        ["2023-06-12", "2023-06-12"],
    ),
    # a day of something else in the same sentence
    (
        "detention",
        "Anna Testova was arrested on 3 March. Testova was arrested over a song on bread, which was dear until 2015.",
        ["2023-03-03", "2023-03-03"],
    ),
    (
        "verdict",
        "The court jailed Anna Testova for two years on 3 March. Testova was convicted of backing the 2013 protests.",
        ["2023-03-03", "2023-03-03"],
    ),
    # told again just behind it
    (
        "detention",
        "Anna Testova was first arrested on 3 March 2019. After she was arrested, her paper was closed.",
        ["2019-03-03", "2019-03-03"],
    ),
)


@pytest.mark.parametrize(("event_type", "text", "days"), LENT)
def test_the_same_occasion_has_its_day_wherever_it_is_told(event_type, text, days):
    assert days_of(text, event_type) == days


NOT_LENT = (
    # two arrests, each with a day of its own: a third mention may be either
    "Pavel Invented was arrested. He was arrested on 3 March. He was arrested on 5 May.",
    # another time
    "Pavel Invented was arrested on 3 March. He was previously arrested over a poem.",
    "Pavel Invented was arrested on 3 March. He had been arrested over a poem.",
    # another person
    "Anna Testova was arrested on 3 March. Police arrested Pavel Invented.",
    # not yet done
    "Pavel Invented was arrested on 3 March. Police may arrest Invented.",
    "Anna Testova was first arrested on 3 March 2019. She taught. She wrote. She sang. Then Testova was arrested.",
    "Anna Testova was first arrested on 3 March 2019. Officers came and took Testova into custody.",
    # who is taken to jail was seized before
    "Police arrested Anna Testova over a poem. Testova was taken to jail on 3 March.",
    # another group
    "Police arrested three students on Monday. Police arrested three lawyers.",
    "Police arrested six students on Monday. Police arrested nine students.",
)


@pytest.mark.parametrize("text", NOT_LENT)
def test_no_day_is_lent_to_what_may_be_another_occasion(text):
    assert None in days_of(text, "detention")


def test_the_day_on_which_something_was_told_is_lent_to_nobody():
    assert days_of(
        "Pavel Invented was arrested, police said on Friday. Invented was arrested at home.", "detention"
    ) == [
        None,
        None,
    ]


def test_the_day_of_a_report_that_somebody_is_missing_is_not_that_of_the_disappearance():
    text = "Anna Testova was reported missing on Monday. Anna Testova went missing after work."
    assert days_of(text, "enforced_disappearance")[1] is None


def test_a_sentence_of_another_length_is_another_sentence():
    text = "Pavel Invented was sentenced to five years on 3 March. Invented was sentenced to 15 years for treason."
    assert days_of(text, "verdict") == ["2023-03-03", None]


COUNTED = (
    (
        "search_seizure",
        "Pavel Novotny was arrested on 2 April. A day after his arrest, police went to a flat where they seized files.",
        "2023-04-03",
    ),
    (
        "charge",
        "Anna Testova was arrested on 3 March. Two months after her arrest she was charged with treason.",
        "2023-05~",
    ),
    (
        "verdict",
        "Anna Testova was arrested on 3 March. Testova was convicted the day after she was arrested.",
        "2023-03-04",
    ),
    ("detention", "Anna Testova was released on Monday, 100 days after she was arrested by police.", "2023-03-04~"),
    ("release", "Anna Testova was arrested on 3 March. A year after her arrest, Pavel Novotny was freed.", "2024~"),
)


@pytest.mark.parametrize(("event_type", "text", "day"), COUNTED)
def test_a_day_is_counted_from_an_event_of_the_report(event_type, text, day):
    assert day in days_of(text, event_type)


NOT_COUNTED = (
    ("verdict", "Anna Testova was jailed for 33 months after she was arrested on Monday."),
    ("charge", "Anna Testova was arrested. A day after her arrest she was charged with treason."),
    ("charge", "Anna Testova was arrested in May. A day after her arrest she was charged with treason."),
    ("detention", "Anna Testova was released on Monday after her arrest."),
)


@pytest.mark.parametrize(("event_type", "text"), NOT_COUNTED)
def test_nothing_is_counted_from_an_unknown_day_or_by_the_length_of_a_term(event_type, text):
    assert days_of(text, event_type)[-1] is None


DURING = (
    (
        "detention",
        "It was used in the May 3, 2022 operation. Nine died during the operation while four others had been arrested.",
        "2022-05-03",
    ),
    ("detention", "Four members had been arrested during a raid that killed nine people in December 2020.", "2020-12"),
    (
        "ill_treatment",
        "Anna Testova was arrested on 5 May. A video showed police beating Testova during the arrest.",
        "2023-05-05",
    ),
    (
        "ill_treatment",
        "Anna Testova was arrested on 5 May. Her brother wrote that officers beat Testova at the time of her arrest.",
        "2023-05-05",
    ),
    ("detention", "The rally on 5 May was the largest. Police arrested 20 people at the rally.", "2023-05-05"),
)


@pytest.mark.parametrize(("event_type", "text", "day"), DURING)
def test_what_happened_during_an_occasion_has_its_day(event_type, text, day):
    assert days_of(text, event_type) == [day]


NOT_DURING = (
    "A rally on 5 May drew many. Police arrested 20 people at a rally in the capital.",
    "A rally on 5 May drew many. Another rally was held. Police arrested 20 people at the rally.",
    "A rally on 5 May and a rally on 7 May drew many. Police arrested 20 people at the rally.",
    "The rally on 5 May drew many. Police arrested the speaker over the rally.",
    "The article of 5 May was long. Police arrested the author in the case.",
)


@pytest.mark.parametrize("text", NOT_DURING)
def test_another_occasion_lends_no_day(text):
    assert days_of(text, "detention") == [None]


def test_a_month_in_which_a_term_is_served_is_not_that_of_the_verdict():
    assert days_of("This month Anna Testova is serving her sixth year of a life sentence.", "verdict") == [None]
    assert days_of("Anna Testova was given a life sentence this month.", "verdict") == ["2023-06"]


def test_both_ends_of_a_range_lie_in_the_year_that_the_second_names():
    text = "From March to December of last year, police harassed the group, taking members in for questioning."
    assert days_of(text, "detention") == ["2022-03/2022-12"]


SCENES = (
    (
        "detention",
        "On 5 May Anna Testova streamed a protest from a flat. Police broke down the door and arrested her.",
        "2023-05-05",
    ),
    ("detention", "Anna Testova was arrested on Monday. Her driver was also arrested.", "2023-06-12"),
    ("verdict", "The court jailed Anna Testova for a year on Monday. It also acquitted Pavel Novotny.", "2023-06-12"),
)


@pytest.mark.parametrize(("event_type", "text", "day"), SCENES)
def test_what_goes_on_from_the_sentence_before_has_its_day(event_type, text, day):
    assert days_of(text, event_type)[-1] == day


NO_SCENES = (
    ("verdict", "On 5 May Anna Testova streamed a protest from a flat. She was sentenced to two years in prison."),
    ("detention", "On 5 May Anna Testova streamed a protest from a flat. She was later arrested."),
    ("detention", "On 5 May Anna Testova streamed a protest from a flat. She had been arrested over a poem."),
    ("detention", "On 5 May Anna Testova streamed a protest.\n\nPolice arrested Pavel Novotny over a poem."),
    (
        "detention",
        "On 5 May Anna Testova wrote to men who lead the police. She praised those who arrested Pavel Novotny.",
    ),
    ("detention", "In May Anna Testova streamed a protest from a flat. Police arrested her."),
    ("detention", "Anna Testova was previously arrested in May. Pavel Novotny was also arrested."),
)


@pytest.mark.parametrize(("event_type", "text"), NO_SCENES)
def test_a_day_does_not_go_on_into_another_scene(event_type, text):
    assert days_of(text, event_type)[-1] is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # a headline without names, and the sentence that tells the same
        (
            "Gunmen kidnap dozens from school\n\nGunmen stormed a school on Wednesday and kidnapped dozens of pupils.",
            ["2023-06-14", "2023-06-14"],
        ),
        # another occasion told first, and without a day
        (
            "Gunmen kidnap dozens from school\n\nGunmen kidnapped pupils. They also kidnapped a guard on Wednesday.",
            [None, None, "2023-06-14"],
        ),
        # nothing in common but the kind of event
        (
            "Writers kidnapped everywhere\n\nGunmen stormed a school on Wednesday and kidnapped dozens of pupils.",
            [None, "2023-06-14"],
        ),
        # a year is no day of news
        ("Gunmen kidnap dozens from school\n\nGunmen kidnapped dozens from a school in 2019.", [None, "2019"]),
    ],
)
def test_a_headline_has_the_day_of_the_news_below_it(text, days):
    assert days_of(text, "enforced_disappearance") == days
