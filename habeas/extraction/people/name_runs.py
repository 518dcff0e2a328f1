"""A name as it stands in one place of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word

_MARKS = ".-'\"‘’“”"


@dataclass(slots=True)
class NameRun:
    """A name as it stands in one place.

    Attributes:
        words: Its words. before: Words stripped from its front (titles, nationalities).
        kind: person, place, organisation or unknown, once the document has voted.
    """

    words: list[Word]
    before: list[Word]
    kind: str = "unknown"

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @property
    def head(self) -> Word:
        """The word on which the rest hangs."""
        numbers = {word.i for word in self.words}
        for word in reversed(self.words):
            if word.head.i not in numbers:
                return word
        return self.words[-1]

    @property
    def key(self) -> tuple[str, ...]:
        """Its words in lower case, without hyphens and points."""
        return tuple(word.low.strip(".") for word in self.words if word.low.strip(_MARKS))
