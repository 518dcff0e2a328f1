import pytest

from habeas.model import vocabulary
from habeas.web import words


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (words.EVENT_TYPES, vocabulary.EVENT_TYPE_NAMES),
        (words.KINDS, vocabulary.KINDS),
        (words.MODALITIES, vocabulary.MODALITIES),
        (words.ROLES, vocabulary.ROLES),
        (words.STEP_ROLES, vocabulary.STEP_ROLES),
        (words.LIBERTY, vocabulary.LIBERTY),
        (words.PROCEDURE, vocabulary.PROCEDURE),
        (words.RECOGNITION, vocabulary.RECOGNITION),
        (words.STANCES, vocabulary.STANCES),
        (words.MODES, vocabulary.MODES),
        (words.CAUSAL_RELATIONS, vocabulary.CAUSAL_RELATIONS),
        (words.ATTRIBUTES, vocabulary.ATTRIBUTES),
        (words.RELATIONS, vocabulary.RELATIONS),
    ],
)
def test_every_word_of_the_vocabulary_has_a_word_on_the_page(table, keys):
    assert set(keys) <= set(table)


def test_every_variant_has_a_word():
    assert {v for row in vocabulary.EVENT_TYPES for v in row.variants if v and v != "extended"} <= set(words.VARIANTS)


def test_a_word_of_a_newer_vocabulary_is_made_readable():
    assert words.word_for(words.KINDS, "brand_new") == "brand new"


@pytest.mark.parametrize(
    "ordered",
    [
        ("здароўе", "ізаляцыя", "іншае", "калега", "эмоцыя"),
        ("еда", "ёлка", "жалоба", "эксперт"),
        ("тут", "ўлада", "факт"),
        ("arrest", "Bail", "charge"),
    ],
)
def test_a_list_of_words_is_in_the_order_of_its_alphabet(ordered):
    assert sorted(ordered, key=words.by_alphabet) == list(ordered)
