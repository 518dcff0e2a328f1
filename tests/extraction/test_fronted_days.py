"""A day that opens a sentence without a comma is the day of its verb, and no part of the name behind it."""

import pytest
from extraction.what_texts_tell import claims_of

from habeas.extraction import language_model
from habeas.extraction.grammar.parsing import parse_text


def days_of(text):
    bodies = [claim.body for claim in claims_of(text)]
    return [(body.event_type, body.date.value if body.date else "") for body in bodies]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("On 3 May 2021 police detained Pavel Invented.", "2021-05-03"),
        ("In May 2021 police detained Pavel Invented.", "2021-05"),
        ("In 2020 police detained Pavel Invented.", "2020"),
        ("On May 3, 2021 police detained Pavel Invented.", "2021-05-03"),
        ("On 3 May 2021, police detained Pavel Invented.", "2021-05-03"),
        ("On 3 May 2021 Pavel Invented was detained.", "2021-05-03"),
        ("He is a writer. On 3 May 2021 police detained Pavel Invented. He wrote again.", "2021-05-03"),
        ("In 2020 alone police detained 300 people.", "2020"),
    ],
)
def test_the_day_is_that_of_the_verb(sentence, day):
    assert ("detention", day) in days_of(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "On Friday police detained Pavel Invented. On Tuesday Olga Madeup was arrested.",
        "In May 2021 police “detained” Pavel Invented\n\nOn Friday police raided the house.  He was out.",
    ],
)
def test_letters_places_and_trees_stay_whole(text):
    parsed = parse_text(text, language_model("en"))
    plain = text.replace("“", '"').replace("”", '"')
    assert all(plain[word.start : word.end] == word.text for word in parsed.words)
    assert [word.i for word in parsed.words] == list(range(len(parsed.words)))
    assert not [word for word in parsed.words if word.text == ","]
    for word in parsed.words:
        assert word.head is word or word in word.head.children
        assert word.left <= word.i <= word.right
        assert parsed.words[word.head.i] is word.head
    for sentence in parsed.sentences:
        assert all(word.sentence == sentence.number for word in parsed.words[sentence.first : sentence.last])
