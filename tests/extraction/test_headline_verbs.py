"""Verbs of headlines that a parser takes for nouns are verbs, and nouns stay nouns."""

import pytest
from extraction.what_texts_tell import claims_of

from habeas.extraction import language_model
from habeas.extraction.grammar.parsing import parse_text

BODY = "\n\nThe weather was fine on Monday."


def events_of(headline):
    bodies = [claim.body for claim in claims_of(headline + BODY)]
    return [
        (body.event_type, body.trigger.text, [mention.label for mention in body.mentions if mention.role == "person"])
        for body in bodies
    ]


@pytest.mark.parametrize(
    ("headline", "event"),
    [
        (
            "Hong Kong police arrest 5 trade union members for sedition",
            ("detention", "arrest", "5 trade union members"),
        ),
        ("Greek police arrest man suspected of theft", ("detention", "arrest", "man")),
        ("Police detain union chief over alleged theft", ("detention", "detain", "union chief")),
        ("Judge sentences Pavel Invented to nine years", ("verdict", "sentences", "Pavel Invented")),
    ],
)
def test_what_an_authority_does_in_a_headline_is_told(headline, event):
    found = events_of(headline)
    assert (event[0], event[1], [event[2]]) in found


@pytest.mark.parametrize(
    "headline",
    [
        "Police arrest records lost in fire",
        "Court fines for traffic offences in Minsk",
        "Police charge sheet against Pavel Invented",
        "Spring arrests in Minsk",
    ],
)
def test_nouns_of_headlines_stay_nouns(headline):
    assert not [event for event in events_of(headline) if event[2] == [] and event[0] in ("detention", "verdict")]
    words = parse_text(headline, language_model("en")).words
    assert not [word for word in words if word.low in ("arrest", "arrests", "fines", "charge") and word.pos == "VERB"]


def test_letters_and_places_stay_as_written():
    text = "Hong Kong police arrest 5 trade union members for sedition" + BODY
    parsed = parse_text(text, language_model("en"))
    assert all(text[word.start : word.end] == word.text for word in parsed.words)
    (verb,) = (word for word in parsed.words if word.low == "arrest")
    assert (verb.tag, verb.child("nsubj").text, verb.child("dobj").text) == ("VBD", "police", "members")
