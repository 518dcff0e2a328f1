"""Numbers of people and things as they are worded: 29, "at least 11", "a few thousand", "25 of which"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.word_lists import word_list
from habeas.model import Quantity, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.words import ParsedText, Word

_VAGUE = word_list("counts", "vague")
_SCALE: Mapping[str, int] = load_table("en", "word_lists")["scales"]
_ARTICLES, _ONE, _FEW = (word_list("counts", name) for name in ("articles", "one", "few"))
_MOST = 10**9  # the range of a record
_BEFORE: Mapping[str, str] = load_table("en", "word_lists")["qualifiers"]


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    return dict(load_table("en", "law")["term"]["numbers"])


def number_value(low: str) -> int | None:
    """The number that a word or figure gives, or None."""
    if low in _ARTICLES:
        return None
    figure = low.replace(",", "").replace(".", "")
    if re.fullmatch(r"\d{1,9}", figure) and (figure == low or re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", low)):
        return int(figure)
    return _numbers().get(low)


def quantity_at(parsed: ParsedText, word: Word) -> Quantity | None:
    """The quantity that stands with a noun, or that the word itself is."""
    figure = _figure_of(word)
    if figure is None:
        return None
    words = parsed.words
    first = last = figure.i
    value = number_value(figure.low)
    vague = figure.low in _VAGUE
    if figure.i + 1 < len(words) and words[figure.i + 1].low in _SCALE and value is not None:
        last = figure.i + 1
        value *= _SCALE[words[last].low]
    if figure.low in _SCALE and value is None:
        before = words[figure.i - 1] if figure.i else None
        lead = number_value(before.low) if before is not None else None
        if before is not None and before.low in _FEW:
            vague = True
            first = figure.i - 1
        elif lead is not None or (before is not None and before.low in _ONE):
            value, first = (lead or 1) * _SCALE[figure.low], figure.i - 1
    if figure.low in _VAGUE and figure.i and words[figure.i - 1].low in _ARTICLES:
        first = figure.i - 1
    if (value is None and not vague) or (value is not None and value > _MOST):
        return None
    qualifier = "vague" if value is None else ""
    for phrase, name in _BEFORE.items():
        parts = phrase.split()
        start = first - len(parts)
        if start >= 0 and [w.low for w in words[start:first]] == parts and words[start].sentence == word.sentence:
            qualifier, first = (name if value is not None else "vague"), start
            break
    quote = Span.of(parsed.text, words[first].start, words[last].end)
    low = value if qualifier == "at_least" else None
    high = value if qualifier == "at_most" else None
    return Quantity(quote=quote, value=value, low=low, high=high, qualifier=qualifier)


def _figure_of(word: Word) -> Word | None:
    if word.pos == "NUM" or word.low in _VAGUE or number_value(word.low) is not None:
        return None if word.ent in ("MONEY", "PERCENT", "DATE", "TIME", "ORDINAL") else word
    for child in word.children:
        beside = child.dep in ("nummod", "amod", "det", "quantmod") and child.i < word.i
        if beside and (child.pos == "NUM" or child.low in _VAGUE or child.low in _SCALE):
            return child if child.ent not in ("MONEY", "PERCENT", "DATE", "TIME", "ORDINAL") else None
    return None
