"""Tables of prisoners as text: a line of column heads, and lines whose cells are parted by bars or tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.extraction.event_patterns import load_patterns
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"^[^\n]*[|\t][^\n]*", re.MULTILINE)
_BRACKET = re.compile(r"\s{0,9}\([^()]{0,200}\)")
# What may stand before the only label of a line: a bullet or number, or a name.
_BEFORE_LABEL = re.compile(r"^[^\w\n]*\d*[^\w\n]*(?:[^\W\d_][\w'’-]*[,.;]?[ \t]+){0,6}(?:[–-][ \t]*)?", re.MULTILINE)
_ENDS = frozenset(".;|)!?—–•")
_FEWEST = 2  # columns that are known, before a line is taken for the heads
_MOST_GAP = 2  # line ends between two lines of a table


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the head of its column in lower case, and its place."""

    head: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of a table: its place, the cell with the name, and the cells of columns that are known."""

    start: int
    end: int
    name: Cell
    cells: tuple[Cell, ...]


@lru_cache(maxsize=1)
def field_labels() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Labels of fields in lower case: those that name the person, those of events, and all others."""
    table = load_table("en", "lists")["entry"]
    events = frozenset(label for label, _ in load_patterns("en").labels)
    return frozenset(table["names"]), events, frozenset(table["others"])


@lru_cache(maxsize=1)
def _field_label() -> re.Pattern[str]:
    """A known label with a capital letter, before a colon or bar, or alone on its line."""
    every = "|".join(sorted((re.escape(label) for each in field_labels() for label in each), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=[\s|;,.(•*–—-])|\A)(?=[A-Z])(?P<label>(?i:{every}))(?P<many>\(s\))?(?=[ \t]{{0,2}}[:|])"
        rf"|^[ \t•*]*(?=[A-Z])(?P<bare>(?i:{every}))(?=[ \t]*\n)",
        re.MULTILINE,
    )


def find_labels(text: str) -> list[re.Match[str]]:
    """The labels of fields in order: those that begin a line or sentence, stand behind a name, or several in a line."""
    found = list(_field_label().finditer(text))
    lines = [text.rfind("\n", 0, label.start()) + 1 for label in found]
    several = {line for line, after in pairwise(lines) if line == after}
    return [
        label
        for label, line in zip(found, lines, strict=True)
        if line in several
        or text[line : label.start()].rstrip()[-1:] in _ENDS
        or _BEFORE_LABEL.fullmatch(text, line, label.start()) is not None
    ]


def find_table_rows(text: str) -> list[TableRow]:
    """The lines of every table of a text under heads that are known; linear in its length."""
    found: list[TableRow] = []
    heads: list[str] = []
    last = 0
    for line in _LINE.finditer(text):
        cells = list(_cells(text, line.start(), line.end()))
        if heads and text.count("\n", last, line.start()) > _MOST_GAP:
            heads = []
        last = line.end()
        named = [_BRACKET.sub("", text[start:end]).strip().lower() for start, end in cells]
        if _are_heads(named):
            heads = named
        elif heads and len(cells) >= len(heads) - 1:
            row = _row(line.start(), line.end(), heads, cells)
            if row is not None:
                found.append(row)
    return found


def find_table_heads(text: str) -> list[tuple[int, int]]:
    """The places of the lines that hold the heads of columns."""
    return [
        line.span()
        for line in _LINE.finditer(text)
        if _are_heads([_BRACKET.sub("", text[a:b]).strip().lower() for a, b in _cells(text, line.start(), line.end())])
    ]


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the cells of a line, without the bars around it."""
    mark = "|" if "|" in text[start:end] else "\t"
    while start < end and (text[start] in " |" or (mark == "|" and text[start] == "\t")):
        start += 1
    while end > start and text[end - 1] in " |\r" and mark == "|":
        end -= 1
    while start <= end:
        stop = text.find(mark, start, end)
        stop = end if stop < 0 else stop
        low, high = start, stop
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        yield low, high
        start = stop + 1


def _are_heads(named: list[str]) -> bool:
    names, events, others = field_labels()
    known = [name in events or name in names or name in others for name in named]
    return sum(known) >= max(_FEWEST, len(named) // 2) and any(name in events for name in named)


def _row(start: int, end: int, heads: list[str], places: list[tuple[int, int]]) -> TableRow | None:
    names, events, _ = field_labels()
    cells = [Cell(head, low, high) for head, (low, high) in zip(heads, places, strict=False)]
    column = next((at for at, head in enumerate(heads) if head in names), None)
    if column is None:
        column = next((at for at, head in enumerate(heads) if head not in ("", "no", "no.", "#", "№", "nr")), 0)
    if column >= len(cells) or cells[column].start == cells[column].end:
        return None
    kept = tuple(cell for cell in cells if cell.head in events and cell.start < cell.end)
    return TableRow(start, end, cells[column], kept)


__all__ = ["Cell", "TableRow", "field_labels", "find_labels", "find_table_heads", "find_table_rows"]
