"""What packs make of words: the family of a charge, a public role, a stated reason. Machine sorting, for counting only.

A case keeps every word as its reports have it; here the words are put into few kinds, so that kinds can be counted.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.model.errors import PackError
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COUNTRIES = ("by", "ru")
OTHER = "other"
PACK = "analysis"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def charge_family(article: str, law: str = "", countries: tuple[str, ...] = COUNTRIES) -> str:
    """The family of a charge; empty where no pack knows the article.

    Where several codes have the number, the words for the law decide, else the first country and its first code.

    Args:
        article: as a case writes it: `342`, `361-4 part 2`.
        law: the words that name the code, or empty.
        countries: packs, in the order in which they are asked.

    Example:
        >>> charge_family("342 part 1"), charge_family("24.23"), charge_family("9999")
        ('protest', 'protest', '')
    """
    number = article.partition(" part ")[0].strip().translate(_DASHES)
    found = [(code, family) for code, family in _families(countries).get(number, ())]
    named = [family for code, family in found if law and _names_code(countries, code, law)]
    return (named or [family for _, family in found] or [""])[0]


def public_role(words: str) -> str:
    """The public role that words for somebody's work tell of; empty where none of the table does.

    Example:
        >>> public_role("former journalist of a newspaper"), public_role("a neighbour")
        ('journalist', '')
    """
    return next((key for key, stems in _stems("role") if _has(words, stems)), "")


def reason_kinds(words: str) -> tuple[str, ...]:
    """The kinds of reason that words of the authorities speak of, each once; `other` where words fit none.

    Example:
        >>> reason_kinds("insulting the president in a comment"), reason_kinds("an unheard-of thing"), reason_kinds("")
        (('online', 'insult'), ('other',), ())
    """
    if not words.strip():
        return ()
    return tuple(key for key, stems in _stems("reason") if _has(words, stems)) or (OTHER,)


def name_of_value(dimension: str, value: str, language: str = "en") -> str:
    """What a value of a dimension of composition is called in a language: English where the language has no name.

    Args:
        dimension: as in `compare_composition`.
        value: a row of it.
        language: en, be or ru.

    Example:
        >>> name_of_value("charge_family", "protest"), name_of_value("place", "Minsk")
        ('gatherings and riots', 'Minsk')
    """
    table: Mapping[str, Any] = {}
    if dimension == "charge_family":
        table = load_table(PACK, "families")
    elif dimension in {"group", "stated_reason"}:
        table = load_table(PACK, "groups")["role" if dimension == "group" else "reason"]
    names = table.get(value, {}).get("names", {})
    return str(names.get(language) or names.get("en") or value)


@lru_cache(maxsize=8)
def _families(countries: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """(code, family) by article, the first country first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for country in countries:
        for row in _rows(country, "families", "family"):
            for article in row["articles"]:
                found.setdefault(article, []).append((row["code"], row["key"]))
    return {article: tuple(several) for article, several in found.items()}


@lru_cache(maxsize=1024)
def _names_code(countries: tuple[str, ...], code: str, law: str) -> bool:
    """Whether words for a law name this code: a name of it lies in them, and no longer name of another code."""
    words = law.casefold()
    best = [
        (len(name), row["key"])
        for country in countries
        for row in _rows(country, "laws", "code")
        for names in row["names"].values()
        for name in names
        if name.casefold() in words
    ]
    longest = max((length for length, _ in best), default=0)
    return any(key == code for length, key in best if length == longest)


def _rows(country: str, table: str, array: str) -> tuple[Mapping[str, Any], ...]:
    try:
        rows: tuple[Mapping[str, Any], ...] = load_table(country, table).get(array, ())
    except PackError:
        return ()
    return rows


@lru_cache(maxsize=2)
def _stems(part: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((key, tuple(row["stems"])) for key, row in load_table(PACK, "groups")[part].items())


def _has(words: str, stems: tuple[str, ...]) -> bool:
    """Whether a word of the text begins with a stem; a stem of several words stands at the beginning of a word."""
    text = f" {' '.join(_plain_words(words))} "
    return any(f" {stem}" in text for stem in stems)


def _plain_words(words: str) -> Iterator[str]:
    for word in words.casefold().translate(_DASHES).split():
        yield word.strip(" .,;:!?\"'“”«»()")
