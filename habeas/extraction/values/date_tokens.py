"""Looking at the tokens of a text with the date words of its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.values.date_nodes import Node

if TYPE_CHECKING:
    from collections.abc import KeysView

    from habeas.extraction.lexicon.date_words import DateWords, Token

_FIGURES, _CENTURY, _TURN = 2, 2000, 60  # "14" is 2014, "87" is 1987


class TokenReader:
    """What stands at a place in a list of tokens."""

    def __init__(self, words: DateWords, tokens: list[Token]) -> None:
        self.words = words
        self.tokens = tokens
        self._known: dict[int, dict[str, tuple[int | str, int]]] = {}

    def word(self, i: int, name: str) -> tuple[int | str, int] | None:
        """The longest phrase of a class at `i`: its value and the next place."""
        known = self._known.get(i)
        if known is None:
            known = self._known[i] = self._classes(i) if 0 <= i < len(self.tokens) else {}
        return known.get(name)

    def classes(self, i: int) -> KeysView[str]:
        """The classes of the words that begin at `i`; "figure" where a number in figures does."""
        self.word(i, "")
        return self._known[i].keys()

    def _classes(self, i: int) -> dict[str, tuple[int | str, int]]:
        """The longest phrase of every class at `i`."""
        found: dict[str, tuple[int | str, int]] = {}
        for words, row, value in self.words.phrases.get(self.tokens[i].low, ()):
            if row in found or i + len(words) > len(self.tokens):
                continue
            if all(self.tokens[i + k].low == words[k] for k in range(1, len(words))) and self._is_plain(i, row):
                found[row] = (value, i + len(words))
        if self.tokens[i].number >= 0:
            found["figure"] = (self.tokens[i].number, i + 1)
        return found

    def low(self, i: int) -> str:
        """The lower-case text at `i`, or an empty string."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def number(self, i: int) -> int:
        """The number at `i`, or -1."""
        return self.tokens[i].number if 0 <= i < len(self.tokens) else -1

    def node(self, i: int, j: int, **fields: object) -> Node:
        """A node over the tokens `i` to `j` (exclusive)."""
        return Node(self.tokens[i].start, self.tokens[j - 1].end, **fields)  # type: ignore[arg-type]

    def _is_plain(self, i: int, name: str) -> bool:
        """Whether a word that is also something else is meant as a date word here."""
        token = self.tokens[i]
        if name not in ("month", "weekday"):
            return True
        if token.low in self.words.guards.get("capitals", ()) and not token.text[0].isupper():
            return False
        if token.low not in self.words.guards.get("doubtful", ()):
            return True
        beside = self.words.guards.get("beside", frozenset())
        near = self.low(i - 1) in beside or self.low(i - 2) in beside
        return near or self.number(i + 1) > 0 or self.number(i - 1) > 0 or self.word_is(i - 1, "ordinal_suffix")

    def word_is(self, i: int, name: str) -> bool:
        """Whether a single word of a class stands at `i`."""
        return any(row == name and len(words) == 1 for words, row, _ in self.words.phrases.get(self.low(i), ()))

    def short_year_at(self, i: int) -> tuple[str, int] | None:
        """A year of two figures behind a month, where a bracket closes: `(CHRD, 25 February 14)`."""
        number = self.number(i)
        closes = self.low(i + 1) in ("", ")", "]", ";")  # nothing more: the note itself is read
        if number < 0 or len(self.tokens[i].text) != _FIGURES or not closes or not self.low(i - 1).strip(".").isalpha():
            return None
        return str((_CENTURY if number < _TURN else _CENTURY - 100) + number), i + 1
