"""People put into a kind of somebody's scheme, and what is no such thing."""

import pytest
from extraction.what_texts_tell import claims_of

from habeas.model import Classification


def told_of(claim):
    body = claim.body
    author = body.scheme_author.label if body.scheme_author else ""
    return body.person.label, body.assigned.text, author


WAYS = (
    (
        "The analyst Olga Madeup counts the writer Pavel Invented among those who never left the country.",
        ("Pavel Invented", "those who never left the country", "Olga Madeup"),
    ),
    (
        "Example Watch placed the writer Pavel Invented in the third category.",
        ("Pavel Invented", "the third category", "Example Watch"),
    ),
    (
        "The writer Pavel Invented is classified by Example Watch as a hostage of the first type.",
        ("Pavel Invented", "a hostage of the first type", "Example Watch"),
    ),
    (
        "Olga Madeup is convinced that the writer Pavel Invented belongs in the first category.",
        ("Pavel Invented", "the first category", "Olga Madeup"),
    ),
    (
        "The release of the writer Pavel Invented belongs to the second type, according to Olga Madeup.",
        ("Pavel Invented", "the second type", "Olga Madeup"),
    ),
)


@pytest.mark.parametrize(("text", "told"), WAYS)
def test_a_person_is_put_into_a_kind_by_somebody(text, told):
    assert [told_of(claim) for claim in claims_of(text, Classification)] == [told]


SCHEMES = (
    ("Olga Madeup divides political prisoners into four categories.", "political prisoners into four categories"),
    (
        "Olga Madeup thinks that politicians fall into one of three groups.",
        "politicians fall into one of three groups",
    ),
    ("Olga Madeup distinguishes between two types of release.", "two types of release"),
)


@pytest.mark.parametrize(("sentence", "scheme"), SCHEMES)
def test_the_scheme_of_an_author_goes_with_the_kinds_that_the_same_author_uses_later(sentence, scheme):
    text = f"{sentence} Madeup counts the writer Pavel Invented among the first group."
    (claim,) = claims_of(text, Classification)
    assert claim.body.scheme.text == scheme
    assert claim.body.scheme_author.label == "Olga Madeup"


def test_a_scheme_of_somebody_else_is_not_borrowed():
    text = (
        "Olga Madeup divides prisoners into four categories. Example Watch put the writer Pavel Invented in the third."
    )
    text = text.replace("third.", "third category.")
    (claim,) = claims_of(text, Classification)
    assert claim.body.scheme is None


def test_the_same_said_of_another_takes_up_the_kind_named_before():
    text = (
        "Olga Madeup sorts politicians into three kinds and counts the writer Pavel Invented among the idealists. "
        "Madeup says the same of the jailed activist Anna Unreal."
    )
    first, second = claims_of(text, Classification)
    assert told_of(first) == ("Pavel Invented", "the idealists", "Olga Madeup")
    assert told_of(second) == ("Anna Unreal", "the idealists", "Olga Madeup")
    assert second.body.scheme.text == "politicians into three kinds"


def test_what_is_denied_or_possible_is_marked_so():
    text = "Olga Madeup said the writer Pavel Invented does not belong to the first group."
    (claim,) = claims_of(text, Classification)
    assert claim.modality == "denied"


NONE = (
    "Police put the writer Pavel Invented in prison.",
    "The writer Pavel Invented belongs to a large family.",
    "A court classed the leaflet as extremist.",
    "The writer Pavel Invented belongs to a small group of friends.",
    "Guards placed the writer Pavel Invented in a punishment cell.",
    "The writer Pavel Invented fell into the river. The same is true of the activist Anna Unreal.",
)


@pytest.mark.parametrize("text", NONE)
def test_places_families_and_things_are_no_kinds(text):
    assert claims_of(text, Classification) == []


def test_a_typology_is_a_scheme_of_whoever_it_belongs_to():
    text = "Olga Madeup's typology has three groups. The writer Pavel Invented belongs to the second group."
    (claim,) = claims_of(text, Classification)
    assert told_of(claim) == ("Pavel Invented", "the second group", "Olga Madeup")
    assert claim.body.scheme.text == "Olga Madeup's typology"
