"""Days counted from occasions, years told in one breath, what is put off, and days that are another thing's."""

import pytest
from extraction.what_texts_tell import days_of

COUNTED = (
    ("Two days after the election of 7 May, police seized Anna Testova.", "2023-05-09"),
    ("Anna Testova was arrested three days after the presidential vote on 7 May.", "2023-05-10"),
    ("Two weeks after the coup of 1 February 2021, soldiers arrested Anna Testova.", "2021-02-15~"),
    ("The day after the vote of 9 August 2020, Anna Testova was detained.", "2020-08-10"),
    ("The night before the vote of 9 August 2020, Anna Testova was detained.", "2020-08-08"),
    ("On the eve of the rally of 25 March 2021, officers detained Anna Testova.", "2021-03-24"),
    ("Hours after the coup of 1 February 2021, soldiers arrested Anna Testova.", "2021-02-01~"),
    ("Two days after the strike was called off on 7 May, police arrested Anna Testova.", "2023-05-09"),
    # no day from which to count, or no count of days
    ("Two days after the 7 May vote was annulled, police arrested Anna Testova.", None),
    ("Two years after the law of 2018, police arrested Anna Testova.", None),
    ("Anna Testova was held for two days after the election of 7 May.", None),
    # the day is taken for a part of who did it
    ("In mid-August 2021 Taliban fighters detained Anna Testova.", "2021-08-11/2021-08-20"),
    ("In August 2021 Taliban fighters arrested Anna Testova.", "2021-08"),
)


@pytest.mark.parametrize(("text", "day"), COUNTED)
def test_a_day_is_counted_from_that_of_an_occasion(text, day):
    assert days_of(text, "detention") == [day]


ONE_BREATH = (
    ("verdict", "Anna Testova was arrested on 15 March 2018 and was sentenced on 21 October.", "2018-10-21"),
    ("verdict", "Anna Testova was arrested on 15 December 2018 and sentenced on 21 March.", "2019-03-21"),
    (
        "court_hearing",
        "Anna Testova was seized on 5 March 2018, formally charged on 21 April and tried on 7 May of the same year.",
        "2018-05-07",
    ),
    # of another time
    ("release", "Anna Testova, arrested on 5 April 2019, was released on 1 February.", "2023-02-01"),
    ("release", "Anna Testova was arrested on 5 April 2019 and is to be released on 7 December.", "2023-12-07"),
    ("detention", "Anna Testova was born on 3 May 1987 and was arrested on 4 April.", "2023-04-04"),
    # joined by a semicolon
    ("detention", "On 5 May police searched the flat of Anna Testova; she was taken away.", "2023-05-05"),
    ("detention", "On 5 May police searched the flat of Anna Testova; the next day she was arrested.", "2023-05-06"),
    ("detention", "On 5 May 2020 the law was changed; Anna Testova was arrested for breaking it.", None),
    ("release", "Anna Testova was arrested on 5 May; she was later released.", None),
    # what is made lasts
    ("detention", "The law was adopted on 3 May 2020, and Anna Testova was arrested.", None),
    ("verdict", "Anna Testova founded the paper in 2015 and was jailed for three years.", None),
    ("detention", "The rally was held on 3 May 2021 and ten people were arrested.", "2021-05-03"),
    ("detention", "Soldiers entered the village on 9 August 2020 and ten men were arrested.", "2020-08-09"),
    ("verdict", "The trial of Anna Testova ended on 3 May 2021 and she was sentenced to two years.", "2021-05-03"),
    # of the term
    ("administrative_arrest", "Anna Testova was sentenced to 15 days of arrest on 4 June 2021.", "2021-06-04"),
    (
        "administrative_arrest",
        "Anna Testova was jailed for 15 days for her part in the protest on 4 June 2021.",
        None,
    ),
)


@pytest.mark.parametrize(("kind", "text", "day"), ONE_BREATH)
def test_a_day_is_shared_by_what_is_told_in_one_breath(kind, text, day):
    assert days_of(text, kind) == [day]


PUT_OFF = (
    ("The trial of Anna Testova was postponed to 30 November.", ["2023-11-30"]),
    ("The hearing of Anna Testova was set for 30 November.", ["2023-11-30"]),
    ("The trial of Anna Testova, which was due to begin on 8 May, was postponed to 30 May.", ["2023-05-30"]),
    ("On 10 February the judge adjourned the trial of Anna Testova to 17 February.", ["2023-02-10"]),
    ("The judge adjourned the trial of Anna Testova to 3 July.", [None]),
    ("Her trial, originally set for 8 June, opened on 13 September 2021.", ["2021-09-13"]),
)


@pytest.mark.parametrize(("text", "days"), PUT_OFF)
def test_what_is_put_off_to_a_day_lies_ahead(text, days):
    assert days_of(text, "court_hearing") == days


LEANING = (
    ("verdict", "Anna Testova was arrested in December 2019 and sentenced the following March.", "2020-03"),
    ("verdict", "Anna Testova was arrested on 3 May 2020 and sentenced on the 28th of the same month.", "2020-05-28"),
    ("detention", "Anna Testova was arrested on the 12th of this month.", "2023-06-12"),
    ("detention", "In the week after the vote on 9 August 2020, 70 people were detained.", "2020-08-09/2020-08-16"),
    ("detention", "A week after the vote on 9 August 2020, 70 people were detained.", "2020-08-16~"),
    ("charge", "Anna Testova was charged over her part in the protest of 9 August 2020.", None),
    ("detention", "Anna Testova was held for 72 hours before being charged on 6 May 2021.", None),
    ("charge", "Anna Testova was held for 72 hours before being charged on 6 May 2021.", "2021-05-06"),
    ("detention", "The arrest of Anna Testova was announced on 3 May.", None),
    ("detention", "Anna Testova, the editor since 2015, was arrested.", None),
    ("detention", "The arrest of Anna Testova was made public on 3 May.", None),
    ("detention", "The arrest of Anna Testova was condemned on 3 May.", None),
    ("verdict", "The verdict against Anna Testova was announced on 3 May.", "2023-05-03"),
    ("release", "In a letter dated 4 May, ten writers urged Norland to free the novelist Anna Testova.", "2023-05-04"),
    ("release", "A resolution adopted on 4 May calls for the release of Anna Testova.", "2023-05-04"),
    ("release", "Under a law adopted on 4 May, the union asked the court to release Anna Testova.", None),
)


@pytest.mark.parametrize(("kind", "text", "day"), LEANING)
def test_a_day_is_that_of_what_it_stands_with(kind, text, day):
    assert days_of(text, kind) == [day]


WRITTEN = (
    ("Anna Testova was detained on Friday (May 12) at her home.", "2023-05-12"),
    ("Anna Testova was detained the Friday before last.", "2023-06-02"),
    ("Anna Testova was detained almost three years ago, in January 2020.", "2020-01"),
    ("Anna Testova was detained on 3/5/21.", "2021-05-03"),
    ("Anna Testova was detained on 03.05.21.", "2021-05-03"),
    ("Anna Testova was detained on 2021.05.03.", "2021-05-03"),
    ("Anna Testova was detained under Article 12.10.15 of the code.", None),
    ("Anna Testova was detained on the third of May.", "2023-05-03"),
    # from the sentence before
    ("On 3 May police came to her home. Anna Testova was detained.", "2023-05-03"),
    ("On 3 May students marched in Testin. Forty people were detained.", "2023-05-03"),
    ("On 3 May a rally took place in Testin. Anna Testova was detained.", "2023-05-03"),
    ("On 3 May three masked males forced their way into her flat. Anna Testova was detained.", "2023-05-03"),
    ("On 3 May the law came into force. Anna Testova was detained under it.", None),
    ("On 3 May the newspaper published her article. Anna Testova was detained.", None),
    ("On 3 May the minister spoke in parliament. Anna Testova was detained.", None),
)


@pytest.mark.parametrize(("text", "day"), WRITTEN)
def test_the_day_of_an_arrest_is_read_as_it_is_written(text, day):
    assert days_of(text, "detention") == [day]


KEPT = (
    ("Anna Testova, 34 (in custody since 27 November 2020)", ["2020-11-27/.."]),
    ("Anna Testova (in prison since May 2019)", ["2019-05/.."]),
    ("Anna Testova, in custody since 27 November 2020, is a teacher.", ["2020-11-27/.."]),
    ("In prison since May 2019, Anna Testova is ill.", ["2019-05/.."]),
    ("Anna Testova has been in custody since 27 November 2020.", ["2020-11-27/.."]),
    ("Violence in prison since May 2019 has grown.", []),
    ("Anna Testova has lost weight in prison since May 2019.", []),
)


@pytest.mark.parametrize(("text", "days"), KEPT)
def test_who_is_in_custody_since_a_day_needs_no_verb(text, days):
    assert days_of(text, "detention") == days


def test_fields_with_a_dash_and_days_of_trials_are_read():
    text = "Name: Anna Testova\nArrested – 10 August 2020\nDate of trial: 4 February 2021\nSentence: 5 years"
    assert days_of(text, "detention") == ["2020-08-10"]
    assert days_of(text, "court_hearing") == ["2021-02-04"]
    assert days_of("Arrested - 10 people, jailed - 3 people.", "detention") != ["2020-08-10"]


DUE = (
    ("Anna Testova was due to be released on 3 May, her lawyer said.", "2023-05-03"),
    ("Anna Testova was due to be released on 3 July, her lawyer said.", "2023-07-03"),
    ("Anna Testova is due to be released on 3 May, her lawyer said.", "2024-05-03"),
    ("Anna Testova was due to be released on 3 July but was kept in prison.", "2022-07-03"),
)


@pytest.mark.parametrize(("text", "day"), DUE)
def test_what_was_due_on_a_day_was_due_on_the_nearest_one(text, day):
    assert days_of(text, "release") == [day]


MARKED = (
    ("On the first anniversary of her arrest, 6 October 2021, friends of Anna Testova held a vigil.", "2020-10-06"),
    ("On the fifth anniversary of her arrest, 6 October 2021, friends of Anna Testova held a vigil.", "2016-10-06"),
    ("On the first anniversary of her arrest on 6 October 2020, friends of Anna Testova held a vigil.", "2020-10-06"),
    ("On the anniversary of her arrest, 6 October 2021, friends of Anna Testova held a vigil.", None),
)


@pytest.mark.parametrize(("text", "day"), MARKED)
def test_an_anniversary_is_years_after_what_it_marks(text, day):
    assert days_of(text, "detention") == [day]
