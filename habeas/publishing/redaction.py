"""Text with what is above an audience's level blanked, or not shown at all. Length and line breaks stay."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from habeas.model import Span

BLANK = "█"
T = TypeVar("T")
P = TypeVar("P")


def blank_spans(text: str, hidden: Iterable[tuple[int, int]], offset: int = 0) -> str:
    """The text with hidden spans blanked, character by character, so that every other offset still fits.

    Args:
        text: The words, standing at `offset` in their document.
        hidden: (start, end) pairs in the document; those outside the text do nothing.
        offset: Where the text starts in the document.
    """
    letters = list(text)
    for start, end in hidden:
        for index in range(max(start - offset, 0), min(end - offset, len(letters))):
            if not letters[index].isspace():
                letters[index] = BLANK
    return "".join(letters)


def blank_quote(quote: Span, hidden: Iterable[tuple[int, int]]) -> str:
    """The words of a quote with hidden spans blanked; empty where nothing but blanks would be left."""
    blanked = blank_spans(quote.text, hidden, quote.start)
    return blanked if any(letter.isalnum() for letter in blanked) else ""


def mentions_elsewhere(text: str, names: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where any of these names stands in a text, whatever its case: a hidden name goes where no claim marks it too.

    Only whole words count, so that a short surname does not blank parts of other words.
    """
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that folds to two would shift every offset after it
        folded = "".join(letter.casefold() if len(letter.casefold()) == 1 else letter for letter in text)
    found = []
    for name in sorted({name.casefold() for name in names if name.strip()}, key=len, reverse=True):
        start = folded.find(name)
        while start != -1:
            end = start + len(name)
            before, after = folded[start - 1 : start], folded[end : end + 1]
            if not (before.isalnum() or after.isalnum()):
                found.append((start, end))
            start = folded.find(name, end)
    return tuple(found)


class Names:
    """Names that are not to be read anywhere, each with its parts and, in Cyrillic, its endings.

    Args:
        withheld: Full names, and names as written.
        shown: Names that the audience may read; their words are never blanked.
    """

    def __init__(self, withheld: Iterable[str], shown: Iterable[str] = ()) -> None:
        kept = {word.casefold() for name in shown for word in _WORD.findall(name)}
        words = {word for name in withheld for word in _WORD.findall(name) if len(word) > 2 and word[:1].isupper()}
        patterns = sorted(
            {_pattern_of(word.casefold()) for word in words if word.casefold() not in kept}, key=len, reverse=True
        )
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE) if patterns else None

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """(start, end) of each place where one of them stands."""
        return tuple(found.span() for found in self._pattern.finditer(text)) if self._pattern else ()

    def blank(self, text: str) -> str:
        """The text with each of them blanked."""
        return blank_spans(text, self.spans(text))


_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ENDINGS = "аяйоеыиуюьэёіў"


def _pattern_of(word: str) -> str:
    """The word; for a long Cyrillic one with any ending, since names are declined."""
    if len(word) > 3 and "а" <= word[0] <= "ў":
        return re.escape(word.rstrip(_ENDINGS) if len(word.rstrip(_ENDINGS)) > 2 else word) + r"\w{0,4}"
    return re.escape(word)


def map_parts(view: T, kind: type[P], change: Callable[[P], P]) -> T:
    """A view made of frozen dataclasses and tuples with every part of one kind in it changed."""
    if isinstance(view, kind):
        return change(view)  # type: ignore[return-value]
    if isinstance(view, tuple):
        return tuple(map_parts(part, kind, change) for part in view)  # type: ignore[return-value]
    if is_dataclass(view) and not isinstance(view, type):
        changes: Any = {one.name: map_parts(getattr(view, one.name), kind, change) for one in fields(view)}
        return replace(view, **changes)
    return view
