"""The list of names that "the two journalists", "the couple" or "all four" takes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.counts import number_value
from habeas.extraction.gazetteer import singular
from habeas.extraction.parties import Party, is_bystander
from habeas.extraction.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.references import Referents
    from habeas.extraction.words import Word

_PAIRS = word_list("people", "pairs")
_PLAIN = word_list("people", "plain_groups")
_MOST = 12  # names in a row; a higher number is a year or a crowd


def described_group(referents: Referents, word: Word, depth: int) -> list[Party]:
    """The list of names that "the two journalists" or "the couple" takes up."""
    counted = word.tag == "CD" and _count(word) > 0 and not any(c.low == "of" for c in word.children)
    whole = counted and referents.parsed.words[word.i - 1].low == "all"
    both = word.tag == "NNS" and any(child.low == "both" and child.i < word.i for child in word.children)
    if not (referents.is_definite(word) or whole or both) or depth > 2:
        return []
    number = _number_of(word)
    number = _count(word) if counted else 2 if both else number
    pair = 2 if word.low in _PAIRS else 0
    if word.tag != "NNS" and not pair and not counted:
        return []
    role = referents.gazetteer.role_of.get(singular(word.low))
    if role is None and not pair and not counted and word.low not in _PLAIN:
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
    return _last_of_noun(referents, word, number) if number > 1 else []


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
