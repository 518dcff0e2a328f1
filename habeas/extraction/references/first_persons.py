"""Who "I" and "we" are: whoever says the quoted words, or the one who tells the whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import coordinated
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.parties import Party, is_bystander
from habeas.extraction.references.only_persons import find_narrator

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.references.referents import Referents

_I, _WE = word_list("people", "first"), word_list("people", "first_plural")
_MOST_TELLERS = 3
_PAST = ("VBD", "VBN")


def first_person(referents: Referents, word: Word, *, wronged: bool) -> list[Party]:
    """Whom a first person names; empty for any other word.

    Args:
        referents: Of the document.
        word: A pronoun or another word.
        wronged: It stands in the place of the person wronged.
    """
    quoted = word.i in referents.quoted.inside
    if word.low in _I:
        return [Party(word, _speaker(referents, word) if quoted else find_narrator(referents, word))]
    told = word.low in _WE and word.head.tag in _PAST  # "they want to murder us" is said for a whole people
    return _speakers(referents, word) if told and wronged and quoted else []


def _tellers(referents: Referents, word: Word) -> list[Word]:
    return referents.quoted.tellers.get(referents.parsed.sentence_of(word).paragraph, [])


def _speaker(referents: Referents, word: Word) -> Somebody | None:
    """Who "I" is between quotation marks: the one person who says something in the paragraph."""
    found = [referents.teller(teller) for teller in _tellers(referents, word)[:_MOST_TELLERS]]
    return found[0] if found and all(person is found[0] for person in found) else None


def _speakers(referents: Referents, word: Word) -> list[Party]:
    """As in '"We were beaten", X said': X, unless a lawyer or official, with others of no name."""
    tellers, by_word = _tellers(referents, word), referents.people.by_word
    told = {id(by_word[i.i]): by_word[i.i] for teller in tellers for i in coordinated(teller) if i.i in by_word}
    if len(tellers) > 1 and len(told) > 1:
        return [Party(word, None)]
    named = [Party(word, person) for person in told.values() if not is_bystander(person)]
    return named if len(named) > 1 else [*named, Party(word, None)]
