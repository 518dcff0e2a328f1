"""Browsers count UTF-16 code units, records count code points: the one place where the two meet."""

from habeas.model.errors import InputError
from habeas.model.values import Span

_LAST_OF_PLANE_ZERO = 0xFFFF


def code_points_of(text: str, units: int) -> int:
    """The number of code points in the first `units` UTF-16 code units of a text.

    Raises:
        InputError: The place is outside the text, or inside a character that takes two units.
    """
    if units < 0:
        raise InputError("The selection starts before the text.")
    if units <= len(text) and text[:units].isascii():
        return units
    counted = 0
    for index, character in enumerate(text):
        if counted == units:
            return index
        counted += 2 if ord(character) > _LAST_OF_PLANE_ZERO else 1
        if counted > units:
            raise InputError("The selection cuts a character in two; select it whole.")
    if counted == units:
        return len(text)
    raise InputError("The selection ends after the text.")


def utf16_units_of(text: str, code_points: int) -> int:
    """The way back: how many UTF-16 code units the first `code_points` characters take."""
    return code_points + sum(ord(character) > _LAST_OF_PLANE_ZERO for character in text[:code_points])


def span_from_browser(text: str, start: int, end: int, words: str) -> Span:
    """The span of a selection made in a browser.

    Args:
        text: The document's text.
        start: First UTF-16 code unit of the selection.
        end: One past its last.
        words: The selected words as the browser saw them; they must be the document's.

    Raises:
        InputError: The place is not in the text, is empty, or holds other words than the browser saw.
    """
    first, last = code_points_of(text, start), code_points_of(text, end)
    if first >= last:
        raise InputError("Nothing is selected. Select the words in the report, then try again.")
    if text[first:last] != words.replace("\r\n", "\n"):
        raise InputError("The selected words are not the report's words at that place. Select them again.")
    trimmed = text[first:last]
    first += len(trimmed) - len(trimmed.lstrip())
    last -= len(trimmed) - len(trimmed.rstrip())
    if first >= last:
        raise InputError("Only spaces are selected. Select the words in the report, then try again.")
    return Span.of(text, first, last)


def span_of_words(text: str, words: str, near: int) -> Span | None:
    """The occurrence of some words that is nearest to a place, or None where the text does not have them.

    This is how words are chosen where no script runs: they are typed or pasted, and found again. Runs of white space
    are taken as equal, so that words pasted from a page whose lines were broken elsewhere are found.
    """
    wanted = words.split()
    if not wanted:
        return None
    best: tuple[int, int, int] | None = None
    start = text.find(wanted[0])
    while start != -1:
        end = _end_of_match(text, wanted, start)
        if end is not None and (best is None or abs(start - near) < best[0]):
            best = (abs(start - near), start, end)
        start = text.find(wanted[0], start + 1)
    return Span.of(text, best[1], best[2]) if best else None


def _end_of_match(text: str, wanted: list[str], start: int) -> int | None:
    position = start
    for number, word in enumerate(wanted):
        if number:
            gap = position
            while position < len(text) and text[position].isspace():
                position += 1
            if position == gap:
                return None
        if not text.startswith(word, position):
            return None
        position += len(word)
    return position
