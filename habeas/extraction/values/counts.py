"""Numbers of people and things as they are worded: 29, "at least 11", "a few thousand", "25 of which"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.word_lists import word_list
from habeas.model import Quantity, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.grammar.words import ParsedText, Word

_VAGUE = word_list("counts", "vague")
_SCALE: Mapping[str, int] = load_table("en", "word_lists")["scales"]
_ARTICLES, _ONE, _FEW, _AND = (word_list("counts", name) for name in ("articles", "one", "few", "and"))
_ARTICLES_OF_LAW = frozenset(load_table("en", "law")["article_words"])
_MOST_ARTICLES = 24  # words of a list of articles
_HUNDRED = 100
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


def _step_on(words: list[Word], last: int) -> int:
    """How many words on a number goes: "two [hundred]", "hundred [and fifty]", "thirty[-seven]"; 0 if it ends."""
    here, after = words[last].low, words[last + 1].low
    behind = words[last + 2].low if last + 2 < len(words) else ""
    known = _numbers().keys() - _ARTICLES
    if after in _SCALE or (here in _SCALE and after in known):
        return 1
    joined = (after in _AND and here in _SCALE) or (after == "-" and here in known)
    return 2 if joined and behind in known else 0


def _worded(words: list[Word], at: int) -> tuple[int, int, int] | None:
    """A number of several words around one of them, "thirty-seven", "two hundred and fifty": its value, first and last.

    None where the words beside it are no part of one number ("between five and seven", "the three two-year terms").
    """
    known, first, last = _numbers(), at, at
    while last + 1 < len(words) and (step := _step_on(words, last)):
        last += step
    while first > 0:
        before, further = words[first - 1].low, words[first - 2].low if first > 1 else ""
        if before in _SCALE or (before in known and (before not in _ARTICLES or words[first].low in _SCALE)):
            first -= 1
        elif (before == "-" and further in known) or (before in _AND and further in _SCALE):
            first -= 2
        else:
            break
    parts = [word.low for word in words[first : last + 1] if word.low in known or word.low in _SCALE]
    if len(parts) < 2 or words[first].sentence != words[at].sentence:
        return None
    total = current = 0
    for part in parts:
        if part in _SCALE:
            scaled = max(1, current) * _SCALE[part]
            total, current = (total, scaled) if _SCALE[part] <= _HUNDRED else (total + scaled, 0)
        elif current == 0 or (current % 100 == 0 and known[part] < 100) or (current % 10 == 0 and 0 < known[part] < 10):
            current += known[part]
        else:
            return None
    return total + current, first, last


def quantity_at(parsed: ParsedText, word: Word) -> Quantity | None:
    """The quantity that stands with a noun, or that the word itself is."""
    figure = _figure_of(word) or _in_brackets(parsed, word)
    words = parsed.words
    if figure is None or _numbers_article(words, figure.i):
        return None
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
    worded = _worded(words, figure.i) if figure.low.isalpha() and not vague else None
    if worded is not None:
        value, first, last = worded
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


def _numbers_article(words: list[Word], at: int) -> bool:
    """As in "under Articles 103, 111, and 296": the number of a law, and of nobody."""
    for before in reversed(words[max(0, at - _MOST_ARTICLES) : at]):
        if before.low in _ARTICLES_OF_LAW:
            return True
        if not (before.text[:1].isdigit() or before.text in (",", ";") or before.low in ("and", "or")):
            return False
    return False


def _in_brackets(parsed: ParsedText, word: Word) -> Word | None:
    """As in "(1077) people have been sentenced": a number, although a parser may take it for a year."""
    before = parsed.words[max(0, word.i - 3) : word.i]
    if len(before) < 3 or word.tag not in ("NNS", "NNPS") or (before[0].text, before[2].text) != ("(", ")"):
        return None
    return before[1] if before[1].sentence == word.sentence and number_value(before[1].low) is not None else None


def _figure_of(word: Word) -> Word | None:
    if word.pos == "NUM" or word.low in _VAGUE or number_value(word.low) is not None:
        return None if word.ent in ("MONEY", "PERCENT", "DATE", "TIME", "ORDINAL") else word
    for child in word.children:
        beside = child.dep in ("nummod", "amod", "det", "quantmod") and child.i < word.i
        worded = child.dep == "nummod" and number_value(child.low) is not None
        if beside and (worded or child.pos == "NUM" or child.low in _VAGUE or child.low in _SCALE):
            return child if child.ent not in ("MONEY", "PERCENT", "DATE", "TIME", "ORDINAL") else None
    return None
