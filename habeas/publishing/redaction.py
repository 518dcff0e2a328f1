"""Text with what is above an audience's level blanked, or not shown at all. Length and line breaks stay."""

from collections.abc import Iterable

from habeas.model import Span

BLANK = "█"


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
