"""Which words name people: names, pronouns, nouns for what people are, acronyms that are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import taken_up_by
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word

_HUMAN, _AT_LARGE = word_list("people", "human"), word_list("people", "at_large")
_THINGS, _NO_ACRONYMS = word_list("people", "things"), word_list("people", "no_acronyms")
_ARTICLES = word_list("counts", "articles")
_PERSONAL = word_list("people", "personal")
_HUMAN_ENDINGS = tuple(sorted(word_list("people", "human_endings")))


def is_human(sheet: Sheet, word: Word) -> bool:
    """Whether a word names people: a person, a pronoun for people, or a noun for what people are."""
    if word.i in sheet.people.by_word or word.low in _HUMAN:
        return True
    if word.low in _PERSONAL:
        return True
    owner = taken_up_by(word) if word.dep == "poss" else None
    if owner is not None:
        return is_human(sheet, owner)  # "X, whose arrest was condemned"
    if _is_acronym(word):
        return True
    run = sheet.people.run_of.get(word.i)
    role_of = sheet.referents.gazetteer.role_of
    one_word = run is not None and len(run.words) == 1
    alone = one_word and (word.low in role_of or singular(word.low) in role_of)  # "Activist jailed" in a headline
    if run is not None and run.kind == "organisation" and not alone:
        one = len(run.words) == 1 and any(child.low in _ARTICLES for child in word.children)
        return one and word.low.endswith(_HUMAN_ENDINGS)  # "a Londoner"
    low = singular(word.low)
    if low in role_of or word.low in role_of:
        return word.low not in _AT_LARGE
    if word.low in sheet.referents.gazetteer.demonyms or low in sheet.referents.gazetteer.demonyms:
        return word.pos in ("NOUN", "PROPN")
    if word.pos == "NUM":
        return word.ent not in ("MONEY", "PERCENT", "DATE", "TIME")
    return (
        low.endswith(_HUMAN_ENDINGS)
        and word.tag in ("NNS", "NN")
        and word.ent == ""
        and low not in _AT_LARGE
        and low not in _THINGS
    )


def _is_acronym(word: Word) -> bool:
    """As in "37 MPs": capitals with a small plural ending, counted, that stand for people and not for things."""
    capitals = word.text[:-1]
    counted = any(child.dep == "nummod" and child.ent not in ("MONEY", "PERCENT") for child in word.children)
    plain = word.text[-1:] == "s" and len(capitals) > 1 and capitals.isalpha() and capitals.isupper()
    return plain and counted and capitals.lower() not in _NO_ACRONYMS
