"""Tables of prisoners as text: a line of column heads, and lines whose cells bars, tabs, semicolons or commas part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.event_patterns import load_patterns
from habeas.extraction.lexicon.word_lists import any_of, word_list
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
_RULED = re.compile(r"[\s|:+=_-]*")  # a line that parts the heads of a table from what stands below
_LOOSE = (";", ",")  # marks that part the cells of a table, but as often the words of a sentence
_BRACKET = re.compile(r"\s{0,9}\([^()]{0,200}\)")
# What may stand before the only label of a line: a bullet or number, or a name.
_BEFORE_LABEL = re.compile(r"^[^\w\n]*\d*[^\w\n]*(?:[^\W\d_][\w'’-]*[,.;]?[ \t]+){0,6}(?:[–-][ \t]*)?", re.MULTILINE)
_ENDS = frozenset(".;|)!?—–•")
_NUMBERING = word_list("entry", "numbering", "lists")
_FEWEST = 2  # columns that are known, before a line is taken for the heads
_MOST_GAP = 2  # line ends between two lines of a table
_LONGEST_HEADS = 400
_SPREAD = {"|": ";", "\t": "\t", ";": "\t", ",": "\t"}


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
    """A known label with a capital letter, before a colon, a bar or a dash and a number, or alone on its line."""
    every = any_of(label for each in field_labels() for label in each)
    return re.compile(
        rf"(?:(?<=[\s|;,.(•*–—-])|\A)(?=[A-Z])(?P<label>(?i:{every}))(?P<many>\(s\))?"
        rf"(?=[ \t]{{0,2}}(?:[:|]|[–—-][ \t]\d))"
        rf"|^(?=[A-Z])(?P<column>(?i:{every}))(?=(?:[ ]{{2}}|\t)[ \t]*\S)"
        rf"|^[ \t•*]*(?=[A-Z])(?P<bare>(?i:{every}))(?=[ \t]*\n)",
        re.MULTILINE,
    )


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a field.

    Attributes:
        name: In lower case. start, end: Its place. after: Where what belongs to it ends, as in "Charge(s)".
        bare: It stands alone on its line.
    """

    name: str
    start: int
    end: int
    after: int
    bare: bool


def find_labels(text: str) -> list[Label]:
    """The labels of fields in order: those that begin a line or sentence, stand behind a name, or several in a line."""
    found = list(_field_label().finditer(text))
    lines = [text.rfind("\n", 0, label.start()) + 1 for label in found]
    several = {line for line, after in pairwise(lines) if line == after}
    return [
        _label(label)
        for label, line in zip(found, lines, strict=True)
        if line in several
        or text[line : label.start()].rstrip()[-1:] in _ENDS
        or _BEFORE_LABEL.fullmatch(text, line, label.start()) is not None
    ]


def _label(found: re.Match[str]) -> Label:
    group = next(name for name in ("label", "column", "bare") if found.group(name))
    return Label(found.group(group).lower(), *found.span(group), found.end(), bare=group == "bare")


def find_table_rows(text: str) -> list[TableRow]:
    """The lines of every table of a text under heads that are known; linear in its length."""
    rows = (_row(line) for line in _table_lines(text) if not line.is_head)
    return [row for row in rows if row is not None]


def find_table_heads(text: str) -> list[tuple[int, int]]:
    """The places of the lines that hold the heads of columns."""
    return [(line.start, line.end) for line in _table_lines(text) if line.is_head]


def spread_cells(text: str) -> str:
    """The text with other marks between the cells of tables, which a parser cuts and takes for no sentence's end."""
    parts: list[str] = []
    done = 0
    for line in _table_lines(text):
        for (_, end), (start, _) in pairwise(line.cells):
            parts.extend((text[done:end], text[end:start].replace(line.mark, _SPREAD[line.mark])))
            done = start
    return "".join((*parts, text[done:])) if parts else text


@dataclass(frozen=True, slots=True)
class _TableLine:
    """A line of a table: the heads of its columns in lower case, the mark between its cells, and their places."""

    start: int
    end: int
    heads: list[str]
    mark: str
    cells: list[tuple[int, int]]
    is_head: bool


def _table_lines(text: str) -> Iterator[_TableLine]:
    heads: list[str] = []
    mark, last = "", 0
    for line in _LINE.finditer(text):
        start, end = line.span()
        if heads and text.count("\n", last, start) > _MOST_GAP:
            heads = []
        found = next((head for each in _marks(text, start, end) if (head := _heads(text, start, end, each))), None)
        if found is not None:
            heads, mark, last = found.heads, found.mark, end
            yield found
        elif heads and mark in line.group():
            last = end
            cells = list(_cells(text, start, end, mark))
            fits = len(cells) >= len(heads) - 1 and (mark not in _LOOSE or len(cells) <= len(heads))
            if fits and _RULED.fullmatch(text, start, end) is None:
                yield _TableLine(start, end, heads, mark, cells, is_head=False)


def _marks(text: str, start: int, end: int) -> Iterator[str]:
    """The marks that may part the cells of a line, if it holds the heads of columns."""
    sure = next((mark for mark in ("|", "\t") if text.find(mark, start, end) >= 0), None)
    if sure is not None:
        yield sure
    elif end - start <= _LONGEST_HEADS:
        yield from (mark for mark in _LOOSE if text.count(mark, start, end) >= _FEWEST)


def _heads(text: str, start: int, end: int, mark: str) -> _TableLine | None:
    cells = list(_cells(text, start, end, mark))
    named = [_BRACKET.sub("", text[low:high]).strip().lower() for low, high in cells]
    names, events, others = field_labels()
    known = sum(name in events or name in names or name in others for name in named)
    if known < max(_FEWEST, len(named) // 2) or not any(name in events for name in named):
        return None
    if mark in _LOOSE and not any(name in names for name in named):
        return None  # "Arrest, trial, sentence: what comes next?"
    return _TableLine(start, end, named, mark, cells, is_head=True)


def _cells(text: str, start: int, end: int, mark: str) -> Iterator[tuple[int, int]]:
    """The places of the cells of a line, without bars around it and quotation marks around them."""
    if mark == "|":
        start = start + 1 if text.startswith("|", start) else start
        end = start + len(text[start:end].rstrip().removesuffix("|"))
    while start <= end:
        closed = text.find('"', start + 1, end) if mark in _LOOSE and text.startswith('"', start) else start
        stop = text.find(mark, max(start, closed), end)
        stop = end if stop < 0 else stop
        low, high = start, stop
        while low < high and (text[low].isspace() or (closed > start and low <= start)):
            low += 1
        while high > low and (text[high - 1].isspace() or (closed > start and high > closed)):
            high -= 1
        yield low, high
        start = stop + 1


def _row(line: _TableLine) -> TableRow | None:
    names, events, _ = field_labels()
    cells = [Cell(head, low, high) for head, (low, high) in zip(line.heads, line.cells, strict=False)]
    column = next((at for at, head in enumerate(line.heads) if head in names), None)
    if column is None:
        column = next((at for at, head in enumerate(line.heads) if head and head not in _NUMBERING), 0)
    if column >= len(cells) or cells[column].start == cells[column].end:
        return None
    kept = tuple(cell for cell in cells if cell.head in events and cell.start < cell.end)
    return TableRow(line.start, line.end, cells[column], kept)


__all__ = [
    "Cell",
    "Label",
    "TableRow",
    "field_labels",
    "find_labels",
    "find_table_heads",
    "find_table_rows",
    "spread_cells",
]
