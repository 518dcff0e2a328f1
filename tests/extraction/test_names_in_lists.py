"""Headings over names, brackets behind names and rows without one: whom each tells of."""

import pytest
from extraction.what_texts_tell import lines_of


def told(text):
    """Type, names and day or term of each event of a text."""
    return [
        (line["event_type"], ", ".join(line["people"]), line["date"] or line["term"] or "")
        for line in lines_of(text, published="2022-06-01")
    ]


HEADINGS = """Sentenced to 30 years in prison:
Naam Asfadi
Mohamed Burigal

Sentenced to 25 years in prison:
Hassan Dahti
Karim Zawari
"""


def test_a_heading_over_names_tells_of_those_below_it_and_not_of_those_above():
    assert told(HEADINGS) == [
        ("verdict", "Naam Asfadi, Mohamed Burigal", "30 years in prison"),
        ("verdict", "Hassan Dahti, Karim Zawari", "25 years in prison"),
    ]


def test_a_heading_may_stand_over_bulleted_names_that_say_more():
    text = (
        "Detained on 5 May 2021:\n- Anton Verbitov\n- Nina Salkova, student (released on 8 May)\n\n"
        "Released on 9 May 2021:\n1. Marta Lisek\n2. Jan Korwin\n"
    )
    found = told(text)
    assert ("detention", "Anton Verbitov, Nina Salkova", "2021-05-05") in found
    assert ("release", "Marta Lisek, Jan Korwin", "2021-05-09") in found
    assert [names for kind, names, _ in found if kind == "release"] == ["Nina Salkova", "Marta Lisek, Jan Korwin"]


def test_names_over_a_field_share_it_though_a_blank_line_stands_behind_them():
    text = "Saida Abdelko, Adma\nYusuf Mohaled, Tsiga\nImprisoned: September 2001\n\nThey worked for papers.\n"
    assert told(text) == [("detention", "Saida Abdelko, Yusuf Mohaled", "2001-09")]


@pytest.mark.parametrize("heading", ["Sentenced by:", "Charged with:", "Arrested together with:"])
def test_a_heading_that_wants_what_stands_below_it_tells_nothing_of_that(heading):
    text = f"Anton Verbitov\nArrested on 5 May 2021\n{heading}\nNina Salkova\nOleg Dranko\n"
    assert not [names for _, names, _ in told(text) if "Salkova" in names or "Dranko" in names]


def test_what_a_bracket_says_is_told_of_the_name_before_it_alone():
    text = (
        "The following people remain in prison: Igor Stasko (arrested on 3 May 2020, sentenced to 4 years), "
        "Vera Molina (arrested on 5 May 2020, sentenced to 3 years) and Oleg Pank (awaiting trial since June 2020)."
    )
    assert told(text) == [
        ("detention", "Igor Stasko", "2020-05-03"),
        ("verdict", "Igor Stasko", "4 years"),
        ("detention", "Vera Molina", "2020-05-05"),
        ("verdict", "Vera Molina", "3 years"),
    ]


def test_a_pronoun_in_a_bracket_is_the_one_named_before_it():
    text = (
        "Two leaders are still in prison: Andrei Sankov, Mikola Statov (it is his second conviction) and Zmicer Uskov."
    )
    assert told(text) == [("verdict", "Mikola Statov", "")]


def test_a_plural_in_a_bracket_takes_up_the_names_since_the_bracket_before():
    text = (
        "Those listed are Igor Stasko (he was sentenced to 23 years), Alan Uskov, Danil Bagrat (they were sentenced to "
        "11 years), Marlen Asko, Server Zakir, Ernes Amet (three Tatars have also been charged) and Oleg Pank."
    )
    assert told(text) == [
        ("verdict", "Igor Stasko", "23 years"),
        ("verdict", "Alan Uskov, Danil Bagrat", "11 years"),
        ("charge", "Marlen Asko, Server Zakir, Ernes Amet", ""),
    ]


def test_a_count_in_a_bracket_that_fits_no_names_is_nobody_named():
    text = "The list has Marlen Asko, Server Zakir, Ernes Amet (eleven Tatars have also been charged) and Oleg Pank."
    assert told(text) == [("charge", "", "")]


def test_a_bracket_behind_no_name_changes_nothing():
    assert told("Igor Stasko and Vera Molina were arrested (again) on 5 May 2020.") == [
        ("detention", "Igor Stasko, Vera Molina", "2020-05-05")
    ]
    assert told("Igor Stasko (arrested on 3 May 2020) was freed on 8 May 2020.") == [
        ("detention", "Igor Stasko", "2020-05-03"),
        ("release", "Igor Stasko", "2020-05-08"),
    ]


def test_a_family_of_two_names_in_capitals_stands_before_its_given_names():
    text = (
        "ABRANTO, Pedro. Arrested: 18 March 2003. Sentence: 20 years.\n"
        "BELMORAN SOTO, Luis Enrique. Arrested: 19 March 2003. Sentence: 14 years.\n"
    )
    assert [names for kind, names, _ in told(text) if kind == "detention"] == [
        "ABRANTO, Pedro",
        "BELMORAN SOTO, Luis Enrique",
    ]


def test_a_row_of_nobody_named_is_not_told_of_the_row_before():
    text = (
        "ABRANTO, Pedro. Arrested: 18 March 2003. Sentence: 20 years.\n"
        "Unnamed teacher. Arrested: 20 March 2003. Sentence: 12 years.\n"
    )
    assert [(kind, day) for kind, names, day in told(text) if names] == [
        ("detention", "2003-03-18"),
        ("verdict", "20 years"),
    ]


def test_a_profile_under_its_country_is_told_of_the_one_profiled():
    text = (
        "China – Gao Yulin: journalist, she was arrested on 23 April 2014.\n\n"
        "Iran – Mahvesh Sabetan: poet, is serving a 20-year prison sentence. She has been detained since 2008.\n\n"
        "Vietnam – Doan Kim Lanh: journalist, was sentenced to nine years in prison on 14 December 2021.\n"
    )
    assert told(text) == [
        ("detention", "Gao Yulin", "2014-04-23"),
        ("verdict", "Mahvesh Sabetan", "20-year prison sentence"),
        ("detention", "Mahvesh Sabetan", "2008/.."),
        ("verdict", "Doan Kim Lanh", "2021-12-14"),
    ]


def test_a_profile_says_nothing_and_a_headline_with_a_speaker_does():
    assert not lines_of("Nina Salkova: poet, is serving a 12-year prison sentence.\n", "statement")
    assert not lines_of("Explainer: Who are the prisoners of Norland?\n\nThey are many.\n", "statement")
    said = lines_of("Nina Salkova: poets must be free at once\n\nShe spoke on Monday.\n", "statement")
    assert [line["speaker"] for line in said] == ["Nina Salkova"]


def test_a_heading_may_say_what_its_person_is():
    text = (
        "Li Haidun - student activist\n\nLi Haidun, a student of history, was held for long. He had been detained in "
        "May 1995; he was formally arrested on August 19 after police searched his home on June 5.\n\n"
        "Liu Nianlin - labour activist\n\nLiu Nianlin, who led a league of workers, is still held near the capital.\n"
    )
    assert [day for kind, names, day in told(text) if names == "Li Haidun" and kind == "detention"] == [
        "1995-05",
        "1995-08-19",
    ]


def test_the_elder_of_a_family_is_not_the_one_whom_the_text_calls_so():
    text = (
        "Pavel Stasko was arrested in March 2014. Stasko's father, Ivan, was a general. "
        "Authorities arrested the elder Stasko in 2009 and released him in 2015."
    )
    assert told(text) == [
        ("detention", "Pavel Stasko", "2014-03"),
        ("detention", "Stasko", "2009"),
        ("release", "Stasko", "2015"),
    ]


CHRONICLE = """3 February:
Police arrested teacher Janek Polti in Gomel. He had been fined before.

22nd February
- A student was detained at the airport.
- Vera Molina, who was arrested in January, was fined.

2 March 2022
The trial of Ivan Ruzin is to begin on 9 March. Oleg Pank said that he had been beaten.
"""


def test_what_a_chronicle_tells_first_happened_on_the_day_above_it():
    found = told(CHRONICLE)
    assert ("detention", "Janek Polti", "2022-02-03") in found
    assert ("detention", "", "2022-02-22") in found
    assert ("detention", "Vera Molina", "2022-01") in found
    assert not [day for _, names, day in found if names == "Oleg Pank" and day]
    assert not [day for kind, names, day in found if names == "Janek Polti" and kind == "verdict" and day]


def test_somebody_unnamed_is_not_the_one_named_under_another_day():
    text = (
        "22nd November:\nPolice have arrested a 42-year-old man on suspicion of sedition.\n\n"
        "1st November:\nSze Lingwe, a former secretary, was arrested at the airport on 5th November.\n"
    )
    assert told(text) == [("detention", "", "2021-11-22"), ("detention", "Sze Lingwe", "2021-11-05")]


def test_one_day_alone_on_a_line_is_no_chronicle():
    text = "3 February 2022\nTeacher Janek Polti was fined.\nMarta Lisek was detained.\n"
    assert not [day for _, _, day in told(text) if day]


def test_a_numbered_row_of_clauses_is_told_of_its_name_though_the_number_is_a_sentence_for_the_parser():
    text = (
        "1. Orkhan Valmadov – arrested on 12 March 2019; charged under Articles 234.4.3 and 228.1 of the Criminal "
        "Code; sentenced on 3 July 2019 by the Grave Crimes Court to 9 years' imprisonment. Held in Prison No. 6.\n"
        "2. Elvin Turmanov (born 1987): detained on 14.09.2020, remanded for four months on 15.09.2020.\n"
    )
    found = told(text)
    assert ("detention", "Orkhan Valmadov", "2019-03-12") in found
    assert ("verdict", "Orkhan Valmadov", "2019-07-03") in found
    assert ("remand", "Elvin Turmanov", "2020-09-15") in found


def test_a_label_that_reads_like_a_clause_is_one_charge():
    text = "Kamil Sorazov, blogger\nArrested: 7 January 2020\nCharged with: extortion (Article 182)\n"
    assert [line["legal"] for line in lines_of(text) if line["event_type"] == "charge"] == [["182"]]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("23-Feb-21", "2021-02-23"),
        ("5-Mar-2021", "2021-03-05"),
        ("3/Apr/1998", "1998-04-03"),
        ("2021-02-14", "2021-02-14"),
    ],
)
def test_a_day_with_a_named_month_between_hyphens_is_read_whole(written, day):
    assert told(f"Ana Testova, arrested {written}, freed later\n")[0] == ("detention", "Ana Testova", day)


def test_who_is_named_behind_the_body_of_a_post_is_the_one_meant():
    text = (
        "Arif Hajov, head of the youth wing, was convicted in May 2022. Chair of the Youth Front Denis Lobkov was "
        "detained on 3 May 2022. The deputy head of the Union was fined on 4 May 2022."
    )
    assert told(text) == [
        ("verdict", "Arif Hajov", "2022-05"),
        ("detention", "Denis Lobkov", "2022-05-03"),
        ("verdict", "", "2022-05-04"),
    ]


def test_a_row_of_names_goes_on_over_posts_in_capitals():
    text = (
        "A court convicted Arif Hajov, Chairman of the Freedom Party, Tural Abbaz, head of its youth wing and Mahmad "
        "Majid of the Popular Party. They were sentenced to two years in prison."
    )
    assert {names for _, names, _ in told(text)} == {"Arif Hajov, Tural Abbaz, Mahmad Majid"}


def test_a_term_behind_a_dash_is_that_of_the_name_before_it():
    text = "Viktor Sadko was sentenced to two years of imprisonment, Gleb Marat – to four years.\n"
    assert sorted(told(text)) == [
        ("verdict", "Gleb Marat", "four years"),
        ("verdict", "Viktor Sadko", "two years of imprisonment"),
    ]


def test_a_relative_clause_in_the_plural_is_about_the_plural_before_it():
    text = "Twenty people, four of them minors, from the area of Kolm, who were arrested in May 2022, are held."
    assert [line["count"] for line in lines_of(text) if line["event_type"] == "detention"] == [20]


def test_a_call_for_the_release_of_political_prisoners_recognises_nobody():
    text = "The group called for the release of political prisoners at a meeting on Monday."
    assert "recognition" not in {kind for kind, _, _ in told(text)}
    assert "recognition" in {kind for kind, _, _ in told("The group called Ana Testova a political prisoner.")}


def test_who_is_deprived_of_liberty_is_not_denied_a_right():
    text = "They are deprived of liberty in connection with their right to freedom of religion."
    assert "denial_of_rights" not in {kind for kind, _, _ in told(text)}


def test_who_made_a_list_is_not_the_one_whom_its_first_pronoun_tells_of():
    text = "List of writers. Prepared by Erol Onderov, Norland. He was convicted in May 2022 and he was jailed."
    assert not [names for _, names, _ in told(text) if names]


def test_the_heads_of_columns_on_lines_of_their_own_tell_of_nobody():
    text = (
        "Prepared by Erol Onderov\nName\nProfession\nStatus\nLength of Sentence\nOLKUZ Seyitan\nFree People newspaper\n"
    )
    assert told(text) == []


def test_a_name_before_newspaper_is_no_persons():
    text = "The Ozan Halkov newspaper was raided on 3 May 2022 and Ozan Halkov newspaper staff were detained."
    assert not [names for _, names, _ in told(text) if names]
