"""Where a wording stands in the document: by exact search, told from its doubles by the words around it, or refused."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from habeas.model import Span

_LONGEST = 4_000
# Scripts that set no space between words: a wording may begin or end beside any letter of theirs.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x9FFF),
    (0xA980, 0xAADF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


class Ungrounded(Exception):  # noqa: N818 - a refusal that becomes a Problem, not an error of ours
    """Words that the document does not have, or has in several places; the text of the exception says which slot."""


@dataclass(slots=True)
class Ground:
    """The part of a document that one question was about.

    Attributes:
        text: The whole document.
        start, end: The part.
    """

    text: str
    start: int
    end: int
    _names: dict[str, Span | None] = field(default_factory=dict)

    def quote(self, words: str) -> Span:
        """The only place of a claim's quote in the part.

        Raises:
            Ungrounded: It is not there, or more than once.
        """
        return self._only("quote", find_words(self.text, words, self.start, self.end))

    def words(self, slot: str, words: str, context: str, quote: Span, *, inside: bool = False) -> Span:
        """The place of a slot's words: in the quote, else in the part; of several, the one in its context.

        Args:
            slot: Its name, for the refusal.
            words: As the model gave them.
            context: More words around them, or an empty string.
            quote: The quote of the claim.
            inside: Only the quote will do.

        Raises:
            Ungrounded: They are not there, or it cannot be told which of several places is meant.
        """
        found = find_words(self.text, words, quote.start, quote.end)
        if not found and not inside:
            found = find_words(self.text, words, self.start, self.end)
        if len(found) > 1 and context.strip():
            around = find_words(self.text, context, quote.start, quote.end)
            around = around or find_words(self.text, context, self.start, self.end)
            if len(around) == 1:
                found = find_words(self.text, words, *around[0])
        return self._only(slot, found)

    def name(self, slot: str, words: str) -> Span:
        """The first place of a full name in the whole document; a name is the same wherever it stands.

        Raises:
            Ungrounded: The document does not have it.
        """
        if words not in self._names:
            first = find_words(self.text, words, 0, len(self.text), most=1)
            self._names[words] = Span.of(self.text, *first[0]) if first else None
        span = self._names[words]
        if span is None:
            raise Ungrounded(f"{slot}: words that the document does not have")
        return span

    def _only(self, slot: str, places: list[tuple[int, int]]) -> Span:
        if not places:
            raise Ungrounded(f"{slot}: words that the document does not have")
        if len(places) > 1:
            raise Ungrounded(f"{slot}: words that stand in several places")
        return Span.of(self.text, *places[0])


def find_words(text: str, words: str, start: int, end: int, most: int = 8) -> list[tuple[int, int]]:
    """Places of the words in `text[start:end]` that begin and end where words do; white space may be of any sort.

    Letter for letter: no case is folded, no accent dropped. At most `most` places.
    """
    parts = words.split()
    if not parts or len(words) > _LONGEST or not any(character.isalnum() for character in words):
        return []
    found: list[tuple[int, int]] = []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    at = start
    while len(found) < most and (match := pattern.search(text, at, end)):
        if not _joins(text, match.start()) and not _joins(text, match.end()):
            found.append(match.span())
        at = match.start() + 1
    return found


def _joins(text: str, at: int) -> bool:
    """Whether a place lies inside a word."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M"):
        return True  # a sign that belongs to the letter before it
    return before.isalnum() and after.isalnum() and not _is_unspaced(before) and not _is_unspaced(after)


def _is_unspaced(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _UNSPACED)
