"""Terms that stand alone in a row of a list: "Ana Testova – teacher – 5 years – Northern Prison"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.word_lists import any_of, word_list
from habeas.extraction.values.terms import find_term

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"[–—:;|(][ \t]*|(?<=[ \t])-[ \t]+")
_PARTS_OF_TERMS = any_of(word_list("rows", "parts", "lists"))
_SOFT = re.compile(rf",[ \t]+(?!\d+ (?:{_PARTS_OF_TERMS})\b)")
_GLOSS = re.compile(r"[ \t]{0,9}\([^()\n]{0,200}\)?[ .]{0,9}\Z")
_BESIDE_TERMS = word_list("rows", "beside_terms", "lists")
_LONGEST_PART = 160
_YOUNGEST = 16
_MOST_PARTS = 40
_NUMBER = re.compile(r"\d+")


def find_row_terms(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a row that are a term and nothing else.

    Args:
        text: The whole text.
        start: Where the name of the row ends.
        end: Where its line ends.
    """
    for part_start, low, high in _parts(text, start, end):
        if low < high and _is_term(text, low, high, next_to_name=part_start):
            yield low, high


def _parts(text: str, start: int, end: int) -> Iterator[tuple[bool, int, int]]:
    """The parts of a row: whether the name stands right before, and the place without what closes it."""
    places = [
        (mark.end(), mark.start())
        for mark in _MARK.finditer(text, start, end)
        if "(" not in mark.group() or mark.start() - start <= 1  # not "convicted in May (15 years)"
    ][:_MOST_PARTS]
    soft = [(mark.end(), mark.start()) for mark in _SOFT.finditer(text, start, end)][:_MOST_PARTS]
    marks = sorted({*places, *soft})
    for number, (low, before) in enumerate(marks):
        high = marks[number + 1][1] if number + 1 < len(marks) else end
        if high - low > _LONGEST_PART:
            continue
        gloss = _GLOSS.search(text, low, high)
        high = gloss.start() if gloss is not None else high
        while high > low and text[high - 1] in " .\t)\r":
            high -= 1
        yield not text[start:before].strip(), low, high


def _is_term(text: str, start: int, end: int, *, next_to_name: bool) -> bool:
    term = find_term(text, start, end)
    if term is None or term.quote.start != start or not (term.years or term.months or term.days or term.life):
        return False
    rest = text[term.quote.end : end].replace(",", " ").lower().split()
    if any(word not in _BESIDE_TERMS and not word.isdigit() for word in rest):
        return False
    number = _NUMBER.match(text, start)
    worded = len(text[start:end].split()) > 2
    return worded or not (next_to_name and number is not None and int(number.group()) >= _YOUNGEST)  # an age


__all__ = ["find_row_terms"]
