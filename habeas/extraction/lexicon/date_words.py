"""The date words of a language, from its pack, and a text cut into tokens that know their classes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from habeas.packs import load_table

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
# Classes of words that stand only inside a date, and those that begin one only before another date word.
_JOINING = frozenset(
    (
        *("to", "and", "or", "of", "in", "unit", "earlier", "later", "ago", "onwards", "ordinal_suffix"),
        *("decade_suffix", "daytime", "half_day"),
    )
)
_ACCOMPANIED = frozenset(
    ("the", "number", "since", "until", "from", "between", "about", "which", "within", "context", "at", "span")
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign; `number` is -1 where it is none. `spaced`: white space stands before it."""

    text: str
    low: str
    start: int
    end: int
    number: int
    spaced: bool


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of one language.

    Attributes:
        phrases: First word to the phrases that begin with it, longest first: `(words, class, value)`.
        starts: Words that may begin a date, to what they need: nothing, or a date word or number right behind.
        guards: Lists of words by the name of the guard.
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, int | str], ...]]
    starts: Mapping[str, bool]
    guards: Mapping[str, frozenset[str]]


@lru_cache(maxsize=8)
def date_words(language: str) -> DateWords:
    """The date words of a language.

    Raises:
        PackError: The language has no table of date words.
    """
    table = load_table(language, "dates")
    phrases: dict[str, list[tuple[tuple[str, ...], str, int | str]]] = {}
    for name, rows in table.items():
        if name in ("language", "guards"):
            continue
        for phrase, value in rows.items():
            words = tuple(token.low for token in cut_tokens(phrase))
            phrases.setdefault(words[0], []).append((words, name, value))
    ordered = {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()}
    guards = {name: frozenset(words) for name, words in table.get("guards", {}).items()}
    starts = {first: needs for first, rows in ordered.items() if (needs := _needs_company(rows)) is not None}
    return DateWords(ordered, starts, guards)


def _needs_company(rows: tuple[tuple[tuple[str, ...], str, int | str], ...]) -> bool | None:
    """Whether a word begins a date only before another date word; None where it never begins one."""
    opening = [(words, name) for words, name, _ in rows if name not in _JOINING]
    if not opening:
        return None
    return all(len(words) == 1 and name in _ACCOMPANIED for words, name in opening)


def cut_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut `text[start:end]` into tokens."""
    tokens = []
    last = start
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = found.group()
        number = int(word) if word.isdigit() and len(word) <= 8 and word.isascii() else -1
        tokens.append(Token(word, word.lower(), found.start(), found.end(), number, found.start() > last))
        last = found.end()
    return tokens
