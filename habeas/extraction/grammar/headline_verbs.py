"""Verbs of headlines that a parser takes for nouns: "Police arrest man", "Court sentences writer to ten years"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from habeas.extraction.grammar.words import Word

_MOST_WORDS = 30
_BEFORE_NOUNS = ("amod", "compound", "nmod")
_ENDS = ".!?"


@lru_cache(maxsize=1)
def _words() -> tuple[Mapping[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    table = load_table("en", "headlines")
    return table["past"], frozenset(table["who"]), frozenset(table["noun_before"]), frozenset(table["nouns"])


def plainer_verbs(sentence: Sequence[Word]) -> dict[int, str]:
    """By the number of a word, the form in which a parser knows it for a verb; empty where a headline has its verb.

    Args:
        sentence: The words of a line without a full stop, as parsed.
    """
    words = [word for word in sentence if word.pos != "SPACE"]
    if not 3 <= len(words) <= _MOST_WORDS or words[-1].text in _ENDS:
        return {}
    past = _words()[0]
    if not any(word.low in past for word in words):
        return {}
    finite = {word.i for word in words if word.tag in FINITE and word.dep not in _BEFORE_NOUNS}
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        told_by = finite - {after.i} if after.low in _words()[3] else finite  # "Court grants bail to writer"
        if word.low in past and _is_noun(word) and not told_by and _acts(before, after):
            return {word.i: past[word.low]}
    return {}


def _is_noun(word: Word) -> bool:
    return word.pos in ("NOUN", "PROPN") or word.dep in _BEFORE_NOUNS


def _acts(before: Word, after: Word) -> bool:
    """Whether one word names who may act, and the other may be somebody to whom it is done."""
    _, who, noun_before, _ = _words()
    number = after.pos == "NUM"
    if after.low in noun_before or not (after.text.isalpha() or number):
        return False
    named = number or after.text[0].isupper()
    return before.low in who or (before.ent == "GPE" and named and before.text[0].isupper())
