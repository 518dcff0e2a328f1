"""Laws as they are written: "Part 2 of Article 289", "Articles 361-1 and 342", "under the national security law"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.extraction.lexicon.word_lists import any_of
from habeas.model import LegalReference, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.grammar.words import ParsedText, Sentence, Word

# "342", "361-1", "207.3", "124A", "314/2", "505(a)", "21 (1)(b)"; never the beginning of a longer number or of a share
_NUMBER = (
    r"\d{1,4}(?:[.-]\d{1,3}){0,3}(?:/\d{1,2})?(?![\d%])(?:-?[A-Z]{1,2}(?![A-Za-z]))?(?:\s?\([0-9a-zA-Z]{1,3}\)){0,4}"
)
_GLOSS = r"(?:\s?\([^()\n]{3,120}\))?"  # "506 (criminal intimidation), 124 (sedition)"
_BEFORE = 70  # how far before an article the name of its law may begin


@dataclass(frozen=True, slots=True)
class LawWords:
    """The patterns of a language and its table of words."""

    article: re.Pattern[str]
    number: re.Pattern[str]
    before: re.Pattern[str]
    bare: re.Pattern[str]
    table: Mapping[str, Any]


def _list_of_numbers(table: Mapping[str, Any]) -> str:
    """As in "361-1, 342 and 369"; what a further number counts is no article ("Article 342, 12 people")."""
    single, counted, whom = (any_of(table[name]) for name in ("no_plurals", "counted", "counted_whom"))
    people = rf"(?!\s(?!(?:{single})\b)[a-z]+s\b|\s(?:{counted})\b|\sof\s(?:{whom}|the\s[a-z]+s\b))"
    links = any_of(table["list_links"])
    return rf"{_NUMBER}(?:{_GLOSS}\s{{0,2}}(?:,\s?(?:{links})|,|{links}|&)\s{{0,2}}{_NUMBER}{people}){{0,40}}"


@lru_cache(maxsize=1)
def _words() -> LawWords:
    table = load_table("en", "law")
    articles, parts = any_of(table["article_words"]), any_of(table["part_words"])
    capital = any_of(word.capitalize() for word in table["law_words"])
    small = any_of(table["codes"])
    numbered = rf"(?:,?\s(?i:{any_of(table['number_words'])})\.?\s?\d[\w/.-]{{0,12}})?"
    year = rf"{numbered}(?:\s(?:of\s)?(?:1[89]|20)\d{{2}}\b)?"
    title = rf"(?:(?:[A-Z][\w’'-]*|{any_of(table['title_links'])})\s{{1,4}}){{0,9}}(?:{capital})\b"
    named = rf"(?:{title}|(?:[A-Z][a-z]+\s)?(?i:{small})\b){year}"
    short = rf"(?:{any_of(table['law_short'])})\b"
    inside, whose = any_of(table["law_links"]), any_of(table["law_owners"])
    article = (
        rf"(?:(?P<part_word>(?i:{parts}))s?\s{{1,4}}(?P<part>\d{{1,2}}|[IVX]{{1,4}}|[a-z]\b)\s{{0,4}}"
        r"(?:,|of|to)?\s{0,4}(?:the\s{1,4})?)?"
        rf"(?<!\w)(?i:{articles})\.?\s{{0,4}}(?P<numbers>{_list_of_numbers(table)})"
        rf"(?:\s{{0,4}},?\s{{0,4}}(?i:{parts})\s{{1,4}}(?P<part_after>\d{{1,2}}))?"
        rf"(?P<rest>\s{{0,4}}(?:\([^()\n]{{3,160}}\)\s{{0,4}})?"
        rf"(?:(?:{inside})\s{{1,4}}(?:(?:{whose}|[A-Z]\w+['’]s?)\s{{1,4}})?"
        rf"(?P<law>{named}|{short})|(?P<short>{short})))?"
    )
    return LawWords(
        article=re.compile(article),
        number=re.compile(_NUMBER),
        before=re.compile(
            rf"\b(?P<law>(?:[A-Z][\w’'-]{{1,24}}\s){{0,4}}(?:(?i:{small})|(?:{capital})|{short}))(?:['’]s)?[,:]?\s$"
        ),
        bare=re.compile(
            rf"{_list_of_numbers(table)}(?![\w-]|\s+(?:{any_of(load_table('en', 'law')['term']['units'])})\b)"
        ),
        table=table,
    )


def find_articles(text: str) -> list[LegalReference]:
    """Every article that is written with its number, one reference for each number."""
    words = _words()
    found = []
    for match in words.article.finditer(text):
        law = _law_of(text, match, words)
        part = match.group("part") or match.group("part_after") or ""
        numbers = re.sub(r"\s\([^()\n]{4,120}\)", lambda gloss: " " * len(gloss.group()), match.group("numbers"))
        for one in words.number.finditer(numbers):
            start = match.start("numbers") + one.start()
            whole = (match.start(), match.end()) if match.group("numbers") == one.group() else None
            quote = Span.of(text, *whole) if whole else Span.of(text, match.start(), max(match.end("numbers"), start))
            found.append(
                LegalReference(quote=_trimmed(text, quote), article=one.group().replace(" ", ""), part=part, law=law)
            )
    return found


def bare_articles(text: str, start: int, end: int) -> list[LegalReference]:
    """The numbers of a field "Article: 361-1, 342", where the value begins with them; one reference for each."""
    words = _words()
    begun = words.bare.match(text, start, end)
    if begun is None:
        return []
    numbers = re.sub(r"\([^()\n]{3,160}\)", lambda gloss: " " * len(gloss.group()), begun.group())
    return [
        LegalReference(
            quote=Span.of(text, start + one.start(), start + one.end()), article=one.group().replace(" ", "")
        )
        for one in words.number.finditer(numbers)
    ]


def _law_of(text: str, match: re.Match[str], words: LawWords) -> Span | None:
    """The law named behind the number, or right before the article: "penal code article 263"."""
    for name in ("law", "short"):
        if match.group(name):
            return _trimmed(text, Span.of(text, match.start(name), match.end(name)))
    start = max(0, match.start() - _BEFORE)
    ahead = words.before.search(text[start : match.start()])
    return Span.of(text, start + ahead.start("law"), start + ahead.end("law")) if ahead else None


def _trimmed(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span.of(text, span.start, end)


def find_named_laws(parsed: ParsedText, sentence: Sentence, taken: list[tuple[int, int]]) -> list[LegalReference]:
    """Laws that are only named: "under a telecommunications law", "under the Levinson Act", "under Decree 53"."""
    table = _words().table
    words, before = frozenset(table["law_words"]), frozenset(table["law_before"])
    empty, idle = frozenset(table["law_empty"]), frozenset(table["law_idle"])
    found = []
    for word in parsed.words[sentence.first : sentence.last]:
        if word.low not in words or word.pos not in ("NOUN", "PROPN"):
            continue
        if any(start <= word.start < end for start, end in taken):
            continue
        left = word.left
        for child in word.children:
            if child.i < word.i and child.dep in ("det", "poss"):
                left = max(left, child.right + 1)
        while left < word.i and parsed.words[left].low in idle:
            left += 1
        last = _numbered(parsed, word, sentence.last)
        if left >= word.i and last is word:
            continue
        above = word.head
        near = {above.low, parsed.words[left - 1].low, parsed.words[max(sentence.first, left - 2)].low}
        start, end = parsed.words[left].start, last.end
        if not near & before or parsed.text[start:end].lower() in empty or end - start > 80:
            continue
        span = Span.of(parsed.text, start, end)
        found.append(LegalReference(quote=span, law=span))
    return found


def _numbered(parsed: ParsedText, word: Word, last: int) -> Word:
    """The last word of a law's own number: "Law No. 11", "Decree 53", "Cybercrime Act 2015"; else the word itself."""
    end, signs = word, _words().table["number_words"]
    for after in parsed.words[word.i + 1 : min(last, word.i + 4)]:
        if after.low.strip(".") in signs and end is word:
            continue
        if not after.text[:1].isdigit():
            break
        end = after
        break
    return end
