"""The list of names that "the two journalists", "the couple" or "all four" takes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.gazetteer import singular
from habeas.extraction.parties import Party, is_bystander
from habeas.extraction.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.references import Referents
    from habeas.extraction.words import Word

_PAIRS = word_list("people", "pairs")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def described_group(referents: Referents, word: Word, depth: int) -> list[Party]:
    """The list of names that "the two journalists" or "the couple" takes up."""
    counted = word.tag == "CD" and word.low in _NUMBERS and not any(c.low == "of" for c in word.children)
    whole = counted and referents.parsed.words[word.i - 1].low == "all"
    both = word.tag == "NNS" and any(child.low == "both" and child.i < word.i for child in word.children)
    if not (referents.is_definite(word) or whole or both) or depth > 2:
        return []
    number = _number_of(word)
    number = _NUMBERS[word.low] if counted else 2 if both else number
    pair = 2 if word.low in _PAIRS else 0
    if word.tag != "NNS" and not pair and not counted:
        return []
    role = referents.gazetteer.role_of.get(singular(word.low))
    if role is None and not pair and not counted and word.low not in ("men", "women"):
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
    return next((_NUMBERS.get(child.low, 0) for child in word.children if child.dep == "nummod"), 0)


def _last_of_noun(referents: Referents, word: Word, number: int) -> list[Party]:
    """The persons whom the document has called by a noun, where they are just so many: "the three journalists"."""
    noun = singular(word.low)
    fitting = [person for person in referents.people.persons if noun in person.nouns and person.mentions]
    fitting = [person for person in fitting if person.mentions[0][0] < word.start]
    return [Party(word, person) for person in fitting] if len(fitting) == number else []
