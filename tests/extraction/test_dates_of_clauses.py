"""Days that stand elsewhere in the sentence than beside their verb, and days that tell something else."""

import pytest
from extraction.what_texts_tell import days_of

FOUND = (
    # since an occasion
    ("detention", "Since the start of the military coup in March 2022, 89 people have been arrested.", "2022-03/.."),
    ("detention", "Since the February 1 coup, 89 people have been arrested.", "2023-02-01/.."),
    ("detention", "Pavel Invented has been detained since the protests on 3 May.", "2023-05-03/.."),
    # a noun that is part of what the event is told with
    ("clemency", "The president signed a pardon decree on 3 May, under which 40 men were freed.", "2023-05-03"),
    # the day that a clause takes up
    ("detention", "The raid took place on 3 May, when police seized Anna Testova.", "2023-05-03"),
    ("verdict", "He has been in prison since 2016, when he was sentenced to eight years.", "2016"),
    ("detention", "The 2019 protests, during which Pavel Invented was arrested, were the largest.", "2019"),
    (
        "detention",
        "They marched on the anniversary of last year's September rally in which 40 were arrested.",
        "2022-09",
    ),
    ("detention", "In May 2022, I was at home when a car came, and men arrested Anna Testova.", "2022-05"),
    # verbs that share a day
    ("search_seizure", "Five offices have been raided and sealed across the country this year.", "2023"),
    ("detention", "Anna Testova was arrested and beaten in May 2019.", "2019-05"),
    ("search_seizure", "Police arrested Pavel Invented on 5 May and searched his flat.", "2023-05-05"),
    ("release", "The court acquitted Pavel Invented on Monday and ordered his release.", "2023-06-12"),
    ("release", "The appeal was dismissed on Monday and Pavel Invented's release ordered.", "2023-06-12"),
    # what came of it at once
    ("detention", "Rallies were held on Sunday, with 40 people detained.", "2023-06-11"),
    ("ill_treatment", "On Sunday thousands marched, with dozens arrested and beaten.", "2023-06-11"),
    # a day that the parser takes for the sentence, or for part of a name
    ("charge", "Anna Testova was arrested on 5 May. The following day she was charged.", "2023-05-06"),
    ("detention", "Police have arrested ten people since Monday's protest.", "2023-06-12/.."),
    # a term that tells when it was given
    ("verdict", "Pavel Invented is serving a five-year sentence handed down in May 2020.", "2020-05"),
    # what is set for a day
    ("court_hearing", "The next hearing is set for July 20.", "2023-07-20"),
    ("court_hearing", "The hearing was set for June 1.", "2023-06-01"),
    # nouns beside the day
    ("verdict", "Pavel Invented was sentenced to death in 2002 for a murder.", "2002"),
    ("detention", "Anna Testova was arrested under the law on Monday.", "2023-06-12"),
    ("killing", "The reporter Pavel Invented was killed in a 2015 drone strike.", "2015"),
    ("killing", "The reporter Pavel Invented was killed in an attack on 3 March 2019.", "2019-03-03"),
    ("detention", "Two men were arrested in a crackdown last week.", "2023-06-05/2023-06-11"),
    ("verdict", "Anna Testova was found guilty of spreading rumours, among other charges on 30 May.", "2023-05-30"),
    # commas, infinitives and entries
    ("detention", "Police seized Anna Testova, who was ill, in September 2013 to prevent a trip.", "2013-09"),
    ("killing", "18.03.2021 Pavel Invented, a journalist, was killed in the street.", "2021-03-18"),
    # stretches up to the day of publication
    ("detention", "In the past two months, police have arrested nine writers.", "2023-04/2023-06"),
    ("detention", "Police have detained 40 people over the last three weeks.", "2023-05-25/2023-06-15"),
    ("detention", "Police detained 40 people over the past year.", "2022-06/2023-06"),
    ("detention", "Pavel Invented was arrested this weekend.", "2023-06-10/2023-06-11"),
    ("court_hearing", "The trial of Pavel Invented will be held this weekend.", "2023-06-17/2023-06-18"),
    # news of the day behind what somebody was charged with, and what was done beside a verb
    ("execution", "Arana hanged Pavel Invented for murder, abduction and his links on Saturday.", "2023-06-10"),
    (
        "detention",
        "Police stopped a truck near the town for a routine check on Monday, arresting the driver.",
        "2023-06-12",
    ),
    ("search_seizure", "Anna Testova was arrested on Monday, as 200 police searched her offices.", "2023-06-12"),
    (
        "killing",
        "The crisis hit a low last month when a school student was abducted and killed.",
        "2023-05",
    ),
    (
        "killing",
        "The state has responded by killing 150 people since the start of the protests on 4 May.",
        "2023-05-04/..",
    ),
    ("detention", "Police have arrested dozens of people believed to be smugglers so far in 2023.", "2023"),
    (
        "search_seizure",
        "On 7 March nine people were arrested in a series of raids conducted by the army.",
        "2023-03-07",
    ),
    ("killing", "Pavel Invented was murdered during the 1985 hijacking of a plane.", "1985"),
    ("transfer", "Also in March, Anna Testova was moved to a camp. And Pavel Novotny was moved to a camp.", "2023-03"),
    # about another time
    ("charge", "Forty people were referred to trial just before the head of state lifted the ban in May.", "2023-05~"),
    ("detention", "Anna Testova was arrested moments after she crossed the border on 5 May.", "2023-05-05"),
    ("detention", "Directly after the ban was announced on May 17, three men seized Anna Testova.", "2023-05-17~"),
    ("killing", "2020, the year Anna Testova was murdered, saw the most such crimes.", "2020"),
    (
        "detention",
        "In May 2019, officers lured the writer Anna Testova to the capital, where she was seized.",
        "2019-05",
    ),
    # a name with a dash is no place with a day
    ("verdict", "In March, Ms Testova – a writer for Radio 5 – was sentenced to three years in prison.", "2023-03"),
    # what lies ahead
    ("court_hearing", "Her trial would begin on July 20, her lawyer said.", "2023-07-20"),
    ("diplomatic_act", "The embassy will be closed as of July 10.", "2023-07-10"),
    # rough
    ("detention", "Pavel Invented was arrested two years ago.", "2021~"),
    ("verdict", "Pavel Invented was sentenced a month ago to three years in prison.", "2023-05~"),
)


@pytest.mark.parametrize(("event_type", "text", "day"), FOUND)
def test_the_day_is_found_wherever_its_sentence_puts_it(event_type, text, day):
    assert day in days_of(text, event_type)


NOT_ITS_DAY = (
    # two set against each other
    ("detention", "Anna Testova was arrested, but Pavel Invented was freed on Monday."),
    # what is done later than that with which it is told
    ("verdict", "Pavel Invented was arrested on 5 May and sentenced to five years in prison."),
    ("charge", "Police arrested Pavel Invented on 5 May and charged him with treason."),
    ("search_seizure", "Police arrested Pavel Invented on 5 May and later searched his flat."),
    ("detention", "Pavel Invented was arrested and sentenced to ten years in prison in 2015."),
    # the day of the telling
    ("detention", "A reporter was detained while he was preparing an interview, a union said Friday."),
    # what a charge or a conviction is about
    ("verdict", "Pavel Invented was convicted in the 2015 bombing."),
    ("charge", "The army faces charges of genocide over a 2017 operation in the north."),
    ("killing", "Pavel Invented was sentenced to death in 2002 for the murder of Anna Testova."),
    ("ill_treatment", "Police charged Pavel Invented on Monday with the torture of Anna Testova."),
    ("detention", "Two men were arrested in connection with the attack on Monday."),
    # what has been so since
    ("remand", "On 22 September Pavel Invented was arrested and his detention has been renewed."),
    # what may have gone on for days
    ("ill_treatment", "On 5 May 2020 officers moved Anna Testova to a prison, where she was beaten."),
    # another number, another time, what was answered
    ("enforced_disappearance", "Anna Testova vanished at three and would have turned 17 last month."),
    ("detention", "Arana jailed at least 26 writers, a steep increase from 8 in 2020."),
    ("detention", "Police had already jailed Anna Testova prior to this week's raids."),
    ("charge", "Pavel Invented was charged in the wake of the purchase of the club in May 2011."),
    ("detention", "Anna Testova was arrested after the government lifted the ban in May 2011."),
    ("charge", "Anna Testova was released on Monday, as she had been charged with a mere insult."),
    # how long, how often, and what came before
    ("detention", "Pavel Invented has been detained for the past two years."),
    ("detention", "Pavel Invented has been arrested, and has spent the last two years at home."),
    ("detention", "The third arrest of Pavel Invented in the past three months shocked many."),
    ("detention", "Pavel Invented was detained prior to 2021."),
    ("summons", "Pavel Invented was interrogated in the last ten days before his trial."),
    ("verdict", "This month Pavel Invented is serving the sixth year of his sentence."),
    ("detention", "In 2000 cases police arrested lawyers."),
    ("detention", "Police arrested nine men in a 2000 strong crowd."),
    # the election is no occasion at which anybody was arrested
    ("detention", "The 2020 election, which led to the arrest of Pavel Invented, was rigged."),
    ("detention", "He came home in May 2020, when police had already arrested Anna Testova."),
)


@pytest.mark.parametrize(("event_type", "text"), NOT_ITS_DAY)
def test_a_day_that_tells_something_else_is_no_day_of_the_event(event_type, text):
    days = days_of(text, event_type)
    assert days
    assert not any(days)


def test_from_a_week_on_is_from_no_known_day_on():
    assert days_of("Pavel Invented has been detained since the protests last week.", "detention") in ([], [None])


def test_a_bare_year_opens_a_sentence_and_a_round_number_counts():
    assert days_of("In 2019 students were arrested.", "detention") == ["2019"]
    assert days_of("In 2000 students were arrested.", "detention") == [None]
