import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.names import NameRecord, compare, compare_many, compare_records, explain, parse_name
from habeas.names.columns import columns_of

GIVEN = (
    "Мікола",
    "Николай",
    "Mikalai",
    "Олена",
    "Елена",
    "Alena",
    "Сергій",
    "Siarhei",
    "Ганна",
    "Anna",
    "Яўген",
    "Я.",
    "М.П.",
    "Y.",
    "Ilham",
    "Sam",
)
PATRONYMIC = ("", "Пятровіч", "Petrovich", "Петровна", "Аляксееўна", "Olexiyivna", "П.", "P.", "Middle")
SURNAME = (
    "Гарбузов",
    "Harbuzou",
    "Чыжэўская",
    "Chizhevsky",
    "Лукашевич",
    "Гарбузова-Чижевская",
    "Smith",
    "Гарбуз",
    "Нгуен",
    "",
)


@st.composite
def names(draw):
    words = [draw(st.sampled_from(column)) for column in (GIVEN, PATRONYMIC, SURNAME)]
    if draw(st.booleans()):
        words = [words[2], words[0], words[1]]
    name = " ".join(word for word in words if word)
    return name.upper() if draw(st.booleans()) else name


anything = st.one_of(names(), st.text(max_size=30))


@settings(max_examples=300)
@given(anything, anything)
def test_compare_is_symmetric_and_a_probability(a, b):
    assert compare(a, b) == compare(b, a)
    assert 0 < compare(a, b) < 1


@settings(max_examples=300)
@given(anything, anything)
def test_the_parts_of_an_explanation_add_up_to_the_score(a, b):
    why = explain(a, b)
    assert why.log_odds == pytest.approx(why.start + sum(part.contribution for part in why.parts), abs=1e-9)
    assert why.probability == pytest.approx(compare(a, b), abs=1e-12)
    assert why.probability == pytest.approx(1 / (1 + math.exp(-why.log_odds)), abs=1e-12)
    assert all(part.sentence for part in why.parts)


@settings(max_examples=100)
@given(st.lists(st.tuples(anything, anything), min_size=1, max_size=30))
def test_a_batch_gives_what_single_comparisons_give(pairs):
    many = compare_many([a for a, _ in pairs], [b for _, b in pairs])
    assert np.allclose(many, [compare(a, b) for a, b in pairs], atol=1e-12)


@settings(max_examples=200)
@given(names(), names(), st.randoms(use_true_random=False))
def test_order_and_case_never_matter_where_parsing_is_certain(a, b, rng):
    words = a.split()
    rng.shuffle(words)
    turned = " ".join(words).swapcase()
    first, other = parse_name(a), parse_name(turned)
    if first.certain and other.certain and (first.given, first.surname) == (other.given, other.surname):
        assert compare(a, b) == compare(turned, b)


def test_a_name_of_three_known_parts_is_read_alike_in_every_order():
    """Guards the test above: its condition must hold for ordinary names."""
    orders = ("Мікола Пятровіч Гарбузоў", "Гарбузоў Мікола Пятровіч", "Пятровіч Мікола Гарбузоў")
    scores = {compare(order, "Nikolai Petrovich Garbuzov") for order in orders}
    assert len(scores) == 1
    assert scores.pop() > 0.99


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ales Bialiatski", "Александр Беляцкий"),
        ("Aliaksandr Bialiatski", "Aleksandr Belyatsky"),
        ("Алесь Бяляцкі", "Ales Bialiatski"),
        ("Мікола Гарбузоў", "Nikolai Garbuzov"),
        ("Вольга Ціхамірава", "Olga Tikhomirova"),
        ("Harbuzou M. P.", "Николай Петрович Гарбузов"),
        ("Гарбузоў Мікалай", "Nikolai Petrovich Garbuzov"),
        ("Яўген Чыжэўскі", "Y. Chizhevsky"),
        ("Миколы Гарбузова", "Mikalai Harbuzou"),
        ("Sam Jackson", "Сэм Джексон"),
    ],
)
def test_one_person_in_two_spellings_is_found(a, b):
    assert compare(a, b) > 0.8


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Николай Петрович Гарбузов", "Николай Иванович Гарбузов"),
        ("Николай Петрович Гарбузов", "Сергей Петрович Гарбузов"),
        ("Николай Гарбузов", "Ольга Гарбузова"),
        ("Евгений Чижевский", "Евгения Чижевская"),
        ("Николай Петрович Гарбузов", "Николай Петрович Чижевский"),
        ("Е. Гарбузов", "Юрий Гарбузов"),
        ("Петров", "Петров"),
        ("Анна", "Анна"),
    ],
)
def test_other_people_and_bare_words_are_not(a, b):
    assert compare(a, b) < 0.5


def test_an_omitted_patronymic_is_far_from_a_contradicted_one():
    full, omitted, other = "Николай Петрович Гарбузов", "Николай Гарбузов", "Николай Иванович Гарбузов"
    assert explain(full, omitted).log_odds - explain(full, other).log_odds > 5


def test_rare_names_weigh_more_than_common_ones():
    assert compare("Апанас Ключыц", "Афанасий Ключиц") > compare("Іван Іваноў", "Иван Иванов")


def test_a_looser_form_agrees_less_than_an_equivalent():
    assert compare("Саша Гарбузов", "Александр Гарбузов") < compare("Аляксандр Гарбузоў", "Александр Гарбузов")


def test_a_name_that_may_be_a_case_gets_a_middling_score_and_says_so():
    why = explain("Александра Гарбузова", "Aliaksandr Harbuzou")
    assert 0.3 < why.probability < 0.9 < compare("Александра Гарбузова", "Aliaksandra Harbuzava")
    assert any(part.part == "case" for part in why.parts)


def test_birth_dates_and_places_join_in():
    a = NameRecord("Мікола Гарбузоў", "1962-09", "Мінск")
    same = NameRecord("Nikolai Garbuzov", "1962-09-25", "Minsk, Belarus")
    other = NameRecord("Nikolai Garbuzov", "1971-01-02", "Vitebsk")
    blank = NameRecord("Nikolai Garbuzov")
    assert compare_records(a, same) > compare_records(a, blank) > compare_records(a, other)
    assert compare_records(a, blank) == pytest.approx(compare(a.name, blank.name))
    assert {"birth date", "place"} <= {part.part for part in explain(a, same).parts}


def test_an_explanation_says_which_word_agreed_with_which():
    why = explain("Ales Bialiatski", "Александр Беляцкий")
    kinds = {part.part: (part.a, part.b, part.kind) for part in why.parts}
    assert kinds["given name"] == ("ales", "александр", "looser form")
    assert kinds["surname"] == ("bialiatski", "беляцкий", "same spelling")
    assert "Беляцкий" in str(why)


def test_a_maiden_name_crosses_over_and_is_shown():
    why = explain("Анна Гарбузова (Чижевская)", "Анна Чижевская")
    surname = next(part for part in why.parts if part.part == "surname")
    assert (surname.a, surname.b) == ("чижевская", "чижевская")
    assert any(part.kind == "crosses" for part in why.parts)


def test_columns_can_be_handed_to_another_engine():
    table = columns_of(["Мікола Пятровіч Гарбузоў", "Nikolai Garbuzov", "习近平"]).table()
    assert {len(column) for column in table.values()} == {3}
    assert table["surname"][0] == table["surname"][1]
    assert table["given_set"][0] == table["given_set"][1] > 0
    assert table["father_set"][0] > 0 == table["father_set"][1]


def test_lists_of_unlike_length_are_refused():
    with pytest.raises(ValueError, match="one length"):
        compare_many(["a"], [])


def test_empty_lists_give_an_empty_answer():
    assert len(compare_many([], [])) == 0
