"""Running heads, feet and page numbers of a PDF: they cut sentences that go on over a page.

What recurs in the margins of the pages is kept where it stands first, since it may be the only place with a date or a
title, and left out on the pages after it. Plain page numbers are left out everywhere: the page map has them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.packs import load_table

_MARGIN = 0.08  # share of a page's height, at its top and at its bottom, in which no line of the body stands
_LEAST = 3  # pages on which a line has to recur
_DRIFT = 6.0  # points by which its height may differ
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
# Read when the module is: the process that reads reports may open no file.
_PAGE_WORDS = frozenset(load_table("world", "print")["page_number"])
_AT_END = re.compile(r"^\W*\d|\d\W*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print: points from the lower left corner of the page, size of the font in points."""

    text: str
    left: float
    right: float
    top_y: float  # base of its first character
    last_y: float  # base of its last one; another line where a hyphen joined two
    size: float


def drop_running(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> tuple[list[list[Line]], int]:
    """The lines without running ones and page numbers, and how many repeats of the former were left out.

    Args:
        pages: The lines of each page, as the file has them.
        heights: Of the pages, in points.
    """
    places: dict[tuple[str, str, int], list[tuple[int, Line]]] = defaultdict(list)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for edge, line in _in_margins(lines, height):
            places[edge, _DIGITS.sub("#", line.text.casefold()), round(line.top_y / _DRIFT)].append((number, line))
    dropped: set[tuple[int, int]] = set()
    repeats = 0
    for (_, words, _), found in places.items():
        if len({number for number, _ in found}) < min(_LEAST, max(2, len(pages))):
            continue
        counted = _counts_pages(found)
        differ = len({line.text for _, line in found}) > 1
        if differ and not (counted and _AT_END.search(words.replace("#", "0"))):
            continue  # rows of a table, sentences that only look alike
        plain = counted and _PAGE_WORDS.issuperset(_WORDS.findall(words))
        dropped |= {(number, id(line)) for number, line in (found if plain else found[1:])}
        repeats += 0 if plain else len(found) - 1
    kept_lines = [[line for line in lines if (number, id(line)) not in dropped] for number, lines in enumerate(pages)]
    return kept_lines, repeats


def _in_margins(lines: Sequence[Line], height: float) -> list[tuple[str, Line]]:
    top = [("top", line) for line in lines if line.top_y > (1 - _MARGIN) * height]
    return top + [("bottom", line) for line in lines if line.top_y < _MARGIN * height]


def _counts_pages(found: Sequence[tuple[int, Line]]) -> bool:
    """Whether some number in these lines goes up with the pages, by the same step."""
    offsets = None
    for number, line in found:
        here = {int(digits) - number for digits in _DIGITS.findall(line.text) if len(digits) <= 4}
        offsets = here if offsets is None else offsets & here
    return bool(offsets)
