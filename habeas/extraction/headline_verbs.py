"""Verbs of headlines that a parser takes for nouns: "Police arrest man", "Court sentences writer to ten years"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Token

_MOST_WORDS = 30
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ENDS = ".!?"
_BEFORE_NOUNS = ("amod", "compound", "nmod")


@lru_cache(maxsize=1)
def _words() -> tuple[Mapping[str, str], frozenset[str], frozenset[str]]:
    table = load_table("en", "headlines")
    return table["past"], frozenset(table["who"]), frozenset(table["noun_before"])


def reworded(doc: Doc) -> list[str] | None:
    """The words of a headline with its verb in a form that the parser knows; None where it has one, or is none.

    Args:
        doc: A parsed block of a text.

    Returns:
        As many words as the document has, one of them another form of the same verb.
    """
    words = [token for token in doc if not token.is_space]
    if not 3 <= len(words) <= _MOST_WORDS or words[-1].text in _ENDS:
        return None
    if any(token.tag_ in _FINITE and token.dep_ not in _BEFORE_NOUNS for token in words):
        return None
    past = _words()[0]
    for before, token, after in zip(words, words[1:], words[2:], strict=False):
        if token.lower_ in past and _is_noun(token) and _acts(before, after):
            return [past[one.lower_] if one.i == token.i else one.text for one in doc]
    return None


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") or token.dep_ in _BEFORE_NOUNS


def _acts(before: Token, after: Token) -> bool:
    """Whether one word names who may act, and the other may be somebody to whom it is done."""
    _, who, noun_before = _words()
    if after.lower_ in noun_before or not (after.is_alpha or after.like_num):
        return False
    named = after.like_num or after.text[0].isupper()
    return before.lower_ in who or (before.ent_type_ == "GPE" and named and before.text[0].isupper())
