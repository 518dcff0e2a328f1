import pytest

from habeas.names import parse_name
from habeas.names.inflection import to_nominative


def parts(name):
    parsed = parse_name(name)
    return parsed.given, parsed.patronymic, parsed.surname


@pytest.mark.parametrize(
    "name",
    [
        "Мікола Пятровіч Гарбузоў",
        "Гарбузоў Мікола Пятровіч",
        "ГАРБУЗОЎ МІКОЛА ПЯТРОВІЧ",
        "Пятровіч Мікола Гарбузоў",
        "Гарбузоў, Мікола Пятровіч",
        "гр. Гарбузоў Мікола Пятровіч",
    ],
)
def test_order_case_and_titles_do_not_change_the_parts(name):
    assert parts(name) == ("мікола", "пятровіч", "гарбузоў")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbuzou M.P.", ("m.", "p.", "harbuzou")),
        ("M. P. Harbuzou", ("m.", "p.", "harbuzou")),
        ("М.Гарбузов", ("м.", "", "гарбузов")),
        ("Yu. Harbuzou", ("yu.", "", "harbuzou")),
        ("Светлана К.", ("светлана", "", "к.")),
        ("Николай П. Гарбузов", ("николай", "п.", "гарбузов")),
    ],
)
def test_initials_stand_for_given_name_patronymic_or_surname(name, expected):
    assert parts(name) == expected


def test_a_surname_like_a_patronymic_is_told_by_its_neighbour():
    assert parts("Лукашевич Сергей Николаевич") == ("сергей", "николаевич", "лукашевич")
    assert parts("Сергей Николаевич Лукашевич") == ("сергей", "николаевич", "лукашевич")


def test_a_name_that_can_be_read_in_two_ways_keeps_both_readings():
    parsed = parse_name("Михаил Иванович")
    assert not parsed.certain
    assert {(r.surname is None, r.patronymic is None) for r in parsed.readings} == {(False, True), (True, False)}


def test_a_turkic_patronymic_goes_with_its_mark():
    parsed = parse_name("Гарбузов Ильхам Гейдар оглы")
    assert (parsed.given, parsed.patronymic, parsed.surname, parsed.sex) == ("ильхам", "гейдар", "гарбузов", "m")


def test_double_surnames_and_maiden_names_are_kept():
    assert parse_name("Анна Гарбузова-Чижевская").second_surname == "чижевская"
    assert parse_name("Гарбузова (урожд. Чижевская) Анна Петровна").second_surname == "чижевская"
    assert parse_name("Гарбузова (Чижевская) Анна").second_surname == "чижевская"


def test_a_double_given_name_is_one_word():
    assert parts("Жан-Клод Гарбузов")[0] == "жанклод"


def test_nicknames_and_call_signs_are_kept_and_no_part_of_the_name():
    parsed = parse_name("Мікола «Гарбуз» Пятровіч Лісіцын")
    assert parsed.nicknames == ("Гарбуз",)
    assert parts("Мікола «Гарбуз» Пятровіч Лісіцын") == ("мікола", "пятровіч", "лісіцын")
    assert parse_name('Мікола Лісіцын (пазыўны "Гарбуз")').nicknames == ('"Гарбуз"',) or parse_name(
        "Мікола Лісіцын (пазыўны Гарбуз)"
    ).nicknames == ("Гарбуз",)


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Вольга Гарбуз", "f"),
        ("Гарбуз Ольга Петровна", "f"),
        ("Chyzheuskaya", "f"),
        ("Сергей Гарбуз", "m"),
        ("Гарбуз", ""),
    ],
)
def test_sex_is_told_by_patronymic_given_name_or_surname(name, sex):
    assert parse_name(name).sex == sex


@pytest.mark.parametrize(
    ("inflected", "nominative"),
    [
        ("Миколы Петровича Чижевского", ("микола", "петрович", "чижевский")),
        ("Вольгі Гарбузовай", ("вольга", "", "гарбузова")),
        ("Ивану Гарбузову", ("иван", "", "гарбузов")),
        ("Ивана Гарбузова", ("иван", "", "гарбузов")),
        ("Чыжэўскага", ("", "", "чыжэўскі")),
        ("Сергеем Леонидовичем Чижевским", ("сергей", "леонидович", "чижевский")),
        ("Олени Іванівни Чижевської", ("олена", "іванівна", "чижевська")),
    ],
)
def test_inflected_names_come_to_the_nominative(inflected, nominative):
    assert parts(inflected) == nominative


@pytest.mark.parametrize(
    "name", ["александра гарбузова", "илья петров", "никита ильин", "валентина чижевская", "луиза ова", "николай попов"]
)
def test_a_name_that_may_be_a_nominative_is_left(name):
    words = tuple(name.split())
    assert to_nominative(words) == words


@pytest.mark.parametrize(
    "name", ["", " ", ".", "()", "«»", "123", "a" * 500, "Ян " * 40, "- -", "ʼ", "习近平", "О’Гара"]
)
def test_no_text_breaks_the_parser(name):
    parsed = parse_name(name)
    assert parsed.written == name
    assert parsed.readings
