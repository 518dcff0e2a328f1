"""Sentences and measures as they are worded, with their numbers: "10 years six months in jail", "life imprisonment"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.model import Span, Term
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONEY = re.compile(
    r"(?:[$€£¥]\s?\d[\d,. ]{0,24}(?:million|billion)?|\d[\d,. ]{0,24}(?:million |billion )?(?:[A-Z][a-z]+ )?"
    r"(?:dollars|euros|roubles|rubles|pounds|manats?|lira|yuan|rupees|hryvnias?|tenge|base units|basic units|kyat))"
)


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], Mapping[str, Any]]:
    table = load_table("en", "law")["term"]
    numbers = "|".join(sorted(map(re.escape, table["numbers"]), key=len, reverse=True))
    units = "|".join(sorted(table["units"], key=len, reverse=True))
    one = rf"(?:\d{{1,3}}|{numbers})(?:\s+and\s+a\s+half)?[\s-]+(?:{units})(?:['’]s?)?"
    custody = "|".join(sorted(map(re.escape, table["custody"]), key=len, reverse=True))
    pattern = re.compile(
        rf"\b(?P<length>{one}(?:(?:,|\s+and|,\s+and)?\s+{one})*)"
        rf"(?P<where>\s*(?:-?\s?(?:in|of|behind)\s+(?:a\s+|an\s+|the\s+)?(?:[\w-]+\s+){{0,2}}?(?:{custody})"
        r"|\s*(?:of\s+)?imprisonment|\s+(?:prison|jail)(?:\s+(?:sentences?|terms?))?|\s+behind bars"
        r"|-?\s*(?:sentences?|terms?)|\s+suspended sentence|\s+administrative (?:arrest|detention)"
        r"|\s+(?:of\s+)?(?:house arrest|restricted freedom|probation|hard lab(?:ou|o)r|community service))?)",
        re.IGNORECASE,
    )
    return pattern, table


def find_term(text: str, start: int, end: int) -> Term | None:
    """The first sentence or measure in `text[start:end]`, or None.

    A bare length ("two years") is taken only where the caller looks behind words of sentencing.
    """
    pattern, table = _words()
    piece = text[start:end]
    lower = piece.lower()
    life = _first(lower, table["life"])
    death = _first(lower, table["death"])
    match = pattern.search(piece)
    fine = _MONEY.search(piece) if _first(lower, table["fine"]) else None
    suspended = _first(lower, table["suspended"]) is not None
    in_absentia = _first(lower, table["in_absentia"]) is not None
    if life is not None and (match is None or life[0] < match.start()):
        return Term(
            quote=_span(text, start, life), kind="imprisonment", life=True, suspended=suspended, in_absentia=in_absentia
        )
    if match is not None:
        years, months, days = _lengths(match.group("length"), table)
        if years or months or days:
            place = (match.start(), match.end())
            regime = _first(lower, table["regime"])
            return Term(
                quote=_span(text, start, place),
                kind=_kind(lower, match.group("where") or "", table, days=days, years=years),
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
    return None


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


def _lengths(words: str, table: Mapping[str, Any]) -> tuple[int, int, int]:
    years = months = days = 0
    units, numbers = table["units"], table["numbers"]
    for found in re.finditer(r"(\d+|[A-Za-z-]+?)(\s+and\s+a\s+half)?[\s-]+([A-Za-z]+)", words):
        unit = units.get(found.group(3).lower(), "")
        word = found.group(1).lower().removeprefix("and ").strip()
        count = int(word) if word.isdigit() else numbers.get(word, 0)
        half = bool(found.group(2))
        if unit == "y":
            years, months = years + count, months + (6 if half else 0)
        elif unit == "m":
            months += count
        elif unit == "w":
            days += 7 * count
        elif unit == "d":
            days += count
    return years, months, days


def _kind(text: str, where: str, table: Mapping[str, Any], *, days: int, years: int) -> str:
    for kind, name in (
        ("house_arrest", "house_arrest"),
        ("restricted_freedom", "restricted"),
        ("community_service", "service"),
    ):
        if _first(where.lower(), table[name]):
            return kind
    if days and not years and _first(text, table["arrest"]):
        return "arrest"
    if where.strip():
        return "supervision" if "probation" in where.lower() else "imprisonment"
    return ""
