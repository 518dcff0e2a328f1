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
