"""Sentences and measures as they are worded, with their numbers: "10 years six months in jail", "life imprisonment"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.extraction.lexicon.word_lists import any_of
from habeas.model import Span, Term
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping


_FRACTIONS = (("½", 0.5), ("1/2", 0.5), ("¼", 0.25), ("1/4", 0.25), ("¾", 0.75), ("3/4", 0.75))


@dataclass(frozen=True, slots=True)
class TermWords:
    """The patterns of a language: a length, a bare number, a whole term, sums of money, lashes; the table of words."""

    one: re.Pattern[str]
    bare: re.Pattern[str]
    whole: re.Pattern[str]
    bounded: re.Pattern[str]
    money: re.Pattern[str]
    lashes: re.Pattern[str]
    table: Mapping[str, Any]


def _where(table: Mapping[str, Any]) -> str:
    """Behind a length: how or where it is served, "in a penal colony", "of imprisonment", or nothing."""
    custody, prisons, terms = (any_of(table[name]) for name in ("custody", "prisons", "terms"))
    articles, before = any_of(table["articles"]), any_of(table["custody_prepositions"])
    return (
        rf"(?P<where>\s{{0,3}}(?:-?\s?(?:{before})\s{{1,3}}(?:(?:{articles})\s+)?(?:[\w-]+\s+){{0,2}}?(?:{custody})"
        rf"|\s{{0,3}}(?:of\s+)?(?:{any_of(table['imprisonment'])})|\s{{1,3}}(?:{prisons})(?:\s+(?:{terms}))?"
        rf"|\s{{1,3}}(?:{any_of(table['kinds'])})|-?\s{{0,3}}(?:{terms})"
        rf"|\s{{1,3}}(?:of\s+)?(?:{any_of(table['measures'])}|[“\"]?(?:{any_of(table['service'])})))|)"
    )


@lru_cache(maxsize=1)
def _words() -> TermWords:
    table = load_table("en", "law")["term"]
    numbers = table["numbers"]
    tens = any_of(word for word, value in numbers.items() if value >= 20 and value % 10 == 0)
    small = any_of(word for word, value in numbers.items() if value < 10 and len(word) > 2)
    number = rf"(?:\d{{1,3}}(?:\.\d|\s?[½¼¾]|[ -][13]/[24])?|(?:{tens})(?:[ -](?:{small}))?|{any_of(numbers)})"
    half = "".join(rf"[\s-]{{1,3}}{word}" for word in table["half"].split())
    units = any_of(table["units"])
    half_more = "".join(rf"\s{{1,3}}{word}" for word in table["half"].split())
    possessive, trailing = r"(?:['’]s?)?", rf"(?:{half_more}\b)?"
    more = rf"(?:\s{{1,3}}(?:{any_of(table['further'])}))?"
    length = rf"(?:{number})(?:{half})?{more}[\s-]{{1,3}}(?:{units})\b{possessive}{trailing}"
    one = rf"(?<![\w.,/-]){length}"
    parts = (
        rf"(?<![\w.,/-])(?P<number>{number})(?P<half>{half})?{more}[\s-]{{1,3}}(?P<unit>{units})\b(?:['’]s?)?"
        rf"(?P<more>{half_more}\b)?"
    )
    where = _where(table)
    least = rf"(?:{number})(?:{half})?(?:[\s-]{{1,3}}(?:{units}))?"
    span = (
        rf"\b(?:{any_of(table['ranging'])})\s{{1,3}}{least}\s{{1,3}}(?:to|and)\s{{1,3}}"
        rf"|(?<![\w.,/-])(?<!from )(?<!by )(?:(?:{number})(?:{half})?(?:\s{{1,3}}to\s{{1,3}}|-to-)"
        r"|\d{1,3}\s?[–-]\s?(?=\d))"
    )
    followed = rf"(?:(?:,?\s{{1,3}}and\s{{1,3}}|,?\s{{1,3}}){one})*"
    whole = rf"(?:(?P<range>{span}){length}|(?P<length>{one}{followed})){where}"
    marks, currencies = any_of(table["currency_marks"]), any_of(table["currencies"])
    scales = any_of(table["scales"])
    amount = rf"\d[\d,.]{{0,20}}(?: ?(?:{scales}|{any_of(table['scale_marks'])})\b)?"
    worded = rf"(?:{any_of((*numbers, *table['hundreds']))}) (?:{scales})"
    return TermWords(
        one=re.compile(parts, re.IGNORECASE),
        bare=re.compile(rf"(?P<number>{number})(?P<half>{half})?(?![\w%])(?![-.,]\d)", re.IGNORECASE),
        whole=re.compile(whole, re.IGNORECASE),
        bounded=re.compile(rf"\b(?:{any_of(table['bounds'])})[\s-]{{1,3}}(?:a\s|an\s)?$", re.IGNORECASE),
        money=re.compile(
            rf"(?<!\w)(?:{marks})\s?{amount}|(?:{amount}|\b{worded})\s(?:[A-Z][a-z]+\s){{0,2}}(?i:{currencies})\b"
        ),
        lashes=re.compile(rf"(?<![\d.,])\d[\d,]{{0,6}} (?:{any_of(table['lashes'])})", re.IGNORECASE),
        table=table,
    )


def find_term(text: str, start: int, end: int) -> Term | None:
    """The first sentence or measure in `text[start:end]`, or None.

    A bare length ("two years") is taken only where the caller looks behind words of sentencing. A length that is a
    bound ("up to 20 years") or a range ("between two and three years") keeps its words and no number.
    """
    words = _words()
    table = words.table
    piece = text[start:end]
    lower = piece.lower()
    life, death = _longest(lower, table["life"]), _first(lower, table["death"])
    fine = words.money.search(piece) if _first(lower, table["fine"]) else None
    suspended, in_absentia = (_first(lower, table[name]) is not None for name in ("suspended", "in_absentia"))
    match = next((found for found in words.whole.finditer(piece) if _is_length(found, piece, table)), None)
    if life is not None and (match is None or life[0] < match.start()):
        return Term(
            quote=_span(text, start, life), kind="imprisonment", life=True, suspended=suspended, in_absentia=in_absentia
        )
    if match is not None:
        years, months, days = _lengths(match.group("length") or "", words)
        if words.bounded.search(piece[: match.start()]):
            years = months = days = 0
        regime = _first(lower, table["regime"])
        return Term(
            quote=_span(text, start, match.span()),
            kind=_kind(lower, match, words),
            years=years,
            months=months,
            days=days,
            regime=_span(text, start, regime) if regime else None,
            fine=_span(text, start, fine.span()) if fine else None,
            suspended=suspended,
            in_absentia=in_absentia,
        )
    if death is not None:
        return Term(quote=_span(text, start, death), kind="death", suspended=suspended, in_absentia=in_absentia)
    if fine is not None:
        span = _span(text, start, fine.span())
        return Term(quote=span, kind="fine", fine=span)
    lashes = words.lashes.search(piece)
    return Term(quote=_span(text, start, lashes.span()), kind="flogging") if lashes else None


def bare_term(text: str, start: int, end: int, like: Term) -> Term | None:
    """As in "X got seven years and Y six": a number at a place that counts what the term before it counts."""
    words = _words()
    found = words.bare.match(text, start, end)
    if found is None or not (like.years or like.months or like.days):
        return None
    count = _number(found.group("number").lower(), words.table["numbers"]) + (0.5 if found.group("half") else 0)
    months = 12 * count if like.years else count if like.months else 0
    days = count if not (like.years or like.months) else 0
    if months % 1 or days % 1:
        return None
    years = int(months // 12) if like.years else 0
    return Term(
        quote=_span(text, 0, found.span()),
        kind=like.kind,
        years=years,
        months=int(months) - 12 * years,
        days=int(days),
    )


def _is_length(match: re.Match[str], piece: str, table: Mapping[str, Any]) -> bool:
    """Whether a match is a term: hours only of work, and no age ("a 20-year-old", "20 years old") or stretch ago."""
    behind = piece[match.end() :].lstrip().lower()
    if piece[: match.start()].rstrip().lower().endswith(" from") and behind.startswith("to ") and behind[3:4].isalnum():
        return False  # "was reduced from seven years to five years"
    if piece[match.end() : match.end() + 5].lower().lstrip(" -").startswith(tuple(table["no_lengths"])):
        return False
    units = {table["units"].get(word, "") for word in re.findall(r"[a-z]+", match.group().lower())}
    return (
        bool(units & {"y", "m", "w", "d"}) or _first((match.group("where") or "").lower(), table["service"]) is not None
    )


def _span(text: str, start: int, place: tuple[int, int]) -> Span:
    low, high = start + place[0], start + place[1]
    while high > low and text[high - 1].isspace():
        high -= 1
    return Span.of(text, low, high)


def _first(text: str, phrases: tuple[str, ...]) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    for phrase in phrases:
        at = text.find(phrase)
        if at >= 0 and (best is None or at < best[0]):
            best = (at, at + len(phrase))
    return best


def _longest(text: str, phrases: tuple[str, ...]) -> tuple[int, int] | None:
    """The first of the phrases, or a longer one that it overlaps: "to life imprisonment" is worded as imprisonment."""
    first = _first(text, phrases)
    if first is None:
        return None
    starts = ((text.find(phrase, first[0], first[1] + len(phrase)), len(phrase)) for phrase in phrases)
    inside = [(at, at + size) for at, size in starts if 0 <= at < first[1]]
    return max([first, *inside], key=lambda place: place[1] - place[0])


def _lengths(length: str, words: TermWords) -> tuple[int, int, int]:
    """Years, months and days of a worded length; none where it says less or more than whole months and days."""
    months = days = 0.0
    for found in words.one.finditer(length):
        unit = words.table["units"].get(found.group("unit").lower(), "")
        count = _number(found.group("number").lower(), words.table["numbers"])
        count += 0.5 if found.group("half") or found.group("more") else 0
        if unit == "y":
            months += 12 * count
        elif unit == "m":
            months += count
        elif unit == "w":
            days += 7 * count
        elif unit == "d":
            days += count
    if months % 1 == 0.5:
        months, days = months - 0.5, days + 15  # half a month
    if months % 1 or days % 1:
        return 0, 0, 0
    years = _worded_years(length, words)
    return years, int(months) - 12 * years, int(days)


def _worded_years(length: str, words: TermWords) -> int:
    """Whole years as worded: "18 months" stays months."""
    years = 0
    for found in words.one.finditer(length):
        if words.table["units"].get(found.group("unit").lower()) == "y":
            years += int(_number(found.group("number").lower(), words.table["numbers"]))
    return years


def _number(worded: str, numbers: Mapping[str, int]) -> float:
    if worded[0].isdigit():
        rest = worded.lstrip("0123456789.")
        return float(worded.removesuffix(rest)) + dict(_FRACTIONS).get(rest.strip(" -"), 0)
    if worded in numbers:
        return numbers[worded]
    return sum(numbers.get(part, 0) for part in re.split(r"[ -]", worded))


def _kind(text: str, match: re.Match[str], words: TermWords) -> str:
    table, where = words.table, (match.group("where") or "").lower()
    for kind, name in (
        ("house_arrest", "house_arrest"),
        ("restricted_freedom", "restricted"),
        ("community_service", "service"),
    ):
        if _first(where, table[name]) or _first(text[match.end() : match.end() + 24], table[name]):
            return kind
    years, _, days = _lengths(match.group("length") or "", words)
    if days and not years and _first(text, table["arrest"]):
        return "arrest"
    if where.strip():
        return "supervision" if "probation" in where else "imprisonment"
    return ""
