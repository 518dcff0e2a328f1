"""The list of names that "the two journalists", "the couple" or "all four" takes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.parties import Party, is_bystander
from habeas.extraction.references.plurals import members
from habeas.extraction.references.wronged_groups import group_of_size, last_group
from habeas.extraction.values.counts import number_value

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.references.referents import Referents
    from habeas.extraction.references.wronged_groups import WrongedGroup

_PAIRED = word_list("people", "paired")
_SIZES = {name: size for size, key in ((2, "pairs"), (3, "threes"), (4, "fours")) for name in word_list("people", key)}
_PLAIN, _CAPTIVE = word_list("people", "plain_groups"), word_list("people", "captive")
_PARTIES, _THE = word_list("people", "parties"), word_list("people", "definite")
_MOST_APART = 8  # sentences between a group and what takes it up
_FEWEST = 2
_MOST = 12  # names in a row; a higher number is a year or a crowd


def described_group(referents: Referents, word: Word, depth: int) -> list[Party]:
    """The list of names that "the two journalists" or "the couple" takes up."""
    if singular(word.low) in _PARTIES and word.tag == "NNS" and word.i:
        return _parties(referents, word)
    counted = word.tag == "CD" and _count(word) > 0 and not any(c.low == "of" for c in word.children)
    whole = counted and referents.parsed.words[word.i - 1].low == "all"
    both = any(child.low in _PAIRED and child.i < word.i for child in word.children if child.dep != "conj")
    if not (referents.is_definite(word) or whole or both) or depth > 2:
        return []
    number = _number_of(word)
    number = _count(word) if counted else 2 if both else number
    pair = _SIZES.get(word.low, 0)
    if word.tag != "NNS" and not pair and not counted and not both:
        return []
    role = referents.gazetteer.role_of.get(singular(word.low))
    if role is None and not pair and not counted and word.low not in (*_PLAIN, "man", "woman"):
        return []
    if not number and any(child.dep in ("relcl", "acl") for child in word.children):
        return []
    if not number and any(child.dep in ("amod", "compound", "nmod", "poss") for child in word.children):
        return []  # "the hooded men" are others than those named last
    for _, heads in reversed(referents.groups_before(word.start)):
        if word.sentence - heads[0].sentence > 8:
            break
        if heads[0].i not in referents.people.by_word and not (number and _number_of(heads[0]) == number):
            continue
        parties = referents.resolve_deeper(heads[0], wronged=True, depth=depth)
        named = [party for party in parties if party.person is not None]
        if role != "official" and all(is_bystander(party.person) for party in named):
            continue
        if len(named) == (number or pair or len(named)) and len(named) > 1:
            return [Party(word, party.person) for party in named]
    wronged = _wronged_before(referents, word, number or pair) if role != "official" else None
    if wronged is not None:
        return members(wronged, word)
    return _last_of_noun(referents, word, number) if number > 1 else []


def _parties(referents: Referents, word: Word) -> list[Party]:
    """As in "the applicants" all through a judgment: all whom it calls so, where they are several."""
    called = [person for person in referents.people.persons if singular(word.low) in person.nouns]
    plain = referents.parsed.words[word.i - 1].low in _THE  # not "the first two applicants"
    return [Party(word, person) for person in called] if plain and len(called) >= _FEWEST else []


def _wronged_before(referents: Referents, word: Word, number: int) -> WrongedGroup | None:
    """The group of just so many to whom something happened; without a number the last one, if the noun fits it."""
    if number:
        return group_of_size(referents.wronged_groups, word.start, number, word.sentence - _MOST_APART)
    group = last_group(referents.wronged_groups, word.start)
    if group is None or word.sentence - group.sentence > _MOST_APART:
        return None
    noun = singular(word.low)
    if len(group.persons) < _FEWEST:
        return None
    fits = noun in _CAPTIVE or any(noun in person.nouns for person in group.persons)
    return group if fits else None


def _number_of(word: Word) -> int:
    return next((_count(child) for child in word.children if child.dep == "nummod"), 0)


def _count(word: Word) -> int:
    """The number that a word gives, if it may be that of a row of names; else 0."""
    value = number_value(word.low)
    return value if value is not None and 2 <= value <= _MOST else 0


def _last_of_noun(referents: Referents, word: Word, number: int) -> list[Party]:
    """The persons whom the document has called by a noun, where they are just so many: "the three journalists"."""
    noun = singular(word.low)
    fitting = [person for person in referents.people.persons if noun in person.nouns and person.mentions]
    fitting = [person for person in fitting if person.mentions[0][0] < word.start]
    return [Party(word, person) for person in fitting] if len(fitting) == number else []
