"""Laws as they are written: "Part 2 of Article 289", "Articles 361-1 and 342", "under the national security law"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.model import LegalReference, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.words import ParsedText, Sentence

_NUMBER = r"\d{1,4}(?:[.-]\d{1,3}){0,3}(?![\d%])(?:\s?\([0-9a-zA-Z]{1,3}\))*"
_LIST = rf"{_NUMBER}(?:\s*(?:,|and|or|&|,\s*and)\s*{_NUMBER})*"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], Mapping[str, Any]]:
    table = load_table("en", "law")
    articles = "|".join(sorted((re.escape(word) for word in table["article_words"]), key=len, reverse=True))
    parts = "|".join(sorted((re.escape(word) for word in table["part_words"]), key=len, reverse=True))
    laws = "|".join(word.capitalize() for word in table["law_words"])
    article = re.compile(
        rf"(?:(?P<part_word>{parts})s?\s+(?P<part>\d{{1,2}}|[IVX]{{1,4}}|[a-z])\s*(?:,|of|to)?\s*(?:the\s+)?)?"
        rf"\b(?:{articles})\.?\s*(?P<numbers>{_LIST})"
        rf"(?:\s*,?\s*(?:{parts})\s+(?P<part_after>\d{{1,2}}))?"
        rf"(?P<rest>\s*(?:\([^()\n]{{3,160}}\)\s*)?(?:of|in)\s+(?:the\s+)?(?P<law>(?:[A-Z][\w’'-]*\s+|of\s+|on\s+|and\s+|the\s+){{0,6}}(?:{laws})\b))?",
        re.IGNORECASE if False else 0,
    )
    insensitive = re.compile(
        article.pattern.replace(rf"\b(?:{articles})", rf"\b(?i:{articles})")
        .replace(rf"(?P<part_word>{parts})", rf"(?P<part_word>(?i:{parts}))")
        # a run of white space is bounded: two such runs side by side would try every way to share a long one
        .replace(r"\s*", r"\s{0,4}")
        .replace(r"\s+", r"\s{1,4}")
    )
    number = re.compile(_NUMBER)
    return insensitive, number, table


def find_articles(text: str) -> list[LegalReference]:
    """Every article that is written with its number, one reference for each number."""
    article, number, _ = _patterns()
    found = []
    for match in article.finditer(text):
        law = Span.of(text, match.start("law"), match.end("law")) if match.group("law") else None
        part = match.group("part") or match.group("part_after") or ""
        for one in number.finditer(match.group("numbers")):
            start = match.start("numbers") + one.start()
            whole = (match.start(), match.end()) if match.group("numbers") == one.group() else None
            quote = Span.of(text, *whole) if whole else Span.of(text, match.start(), max(match.end("numbers"), start))
            found.append(
                LegalReference(quote=_trimmed(text, quote), article=one.group().replace(" ", ""), part=part, law=law)
            )
    return found


def _trimmed(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span.of(text, span.start, end)


def find_named_laws(parsed: ParsedText, sentence: Sentence, taken: list[tuple[int, int]]) -> list[LegalReference]:
    """Laws that are only named: "under a telecommunications law", "under the Levinson Act"."""
    _, _, table = _patterns()
    words = frozenset(table["law_words"])
    before = frozenset(table["law_before"])
    empty = frozenset(table["law_empty"])
    found = []
    for word in parsed.words[sentence.first : sentence.last]:
        if word.low not in words or word.pos not in ("NOUN", "PROPN"):
            continue
        if any(start <= word.start < end for start, end in taken):
            continue
        left = word.left
        head = word
        for child in word.children:
            if child.i < word.i and child.dep in ("det", "poss"):
                left = max(left, child.right + 1)
        while left < word.i and parsed.words[left].low in (
            "a",
            "an",
            "the",
            "its",
            "new",
            "controversial",
            "sweeping",
            "draconian",
        ):
            left += 1
        if left >= word.i:
            continue
        above = head.head
        near = {above.low, parsed.words[left - 1].low, parsed.words[max(sentence.first, left - 2)].low}
        start, end = parsed.words[left].start, word.end
        if not near & before or parsed.text[start:end].lower() in empty or end - start > 80:
            continue
        span = Span.of(parsed.text, start, end)
        found.append(LegalReference(quote=span, law=span))
    return found
