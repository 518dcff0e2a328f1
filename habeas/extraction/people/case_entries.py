"""The entries of lists of prisoners, and whom each is about: case sheets, numbered items, rows of a table.

An entry begins with a name on a line of its own, in a field "Name:", or before the parts of a row. What follows without
a subject, up to the next entry, is told of that person.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, SUBJECTS
from habeas.extraction.layout.case_tables import field_labels, find_labels, find_table_heads, find_table_rows
from habeas.extraction.layout.entry_names import behind_item_mark, name_at
from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.row_terms import find_row_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import ParsedText, Word

_LINE = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
_FIELD = re.compile(
    r"[ \t•*|·▪-]{0,20}([A-Z][A-Za-z /]{1,40}?)(?:[ \t]{0,9}(?P<number>\d{1,3}))?(?:[ \t]{0,9}[:|.]|[ ]{2}|\t)"
)
# Two marks between the parts of a row; the first one may open a bracket.
_OPENING_MARK, _NEXT_MARK = re.compile(r"[–—;|(]| - "), re.compile(r"[–—;|]| - ")
_ROW_LINE = re.compile(r"^(?:(?! - )[^\n–—;|(])*(?:[–—;|(]| - )[^\n]*(?:[–—;|]| - )", re.MULTILINE)
_ITEM_MARK = re.compile(r"^[ \t]*(?:\(?\d{1,3}[.)]\)?|[•*·▪◦●–—-])[ \t]+[^\W\d_a-z]", re.MULTILINE)
_HEADING = re.compile(r"^[^\W\d_a-z][^\n.:;!?]{3,80}\n{1,3}(?=[^\n]{60})", re.MULTILINE)  # a short line over a long one
_FEWEST_ITEMS = 2
_LONGEST_HEAD = 240
_SHORTEST_PROSE = 12  # words
_LONGEST_ENTRY = 8_000
_BEHIND_NAMES = frozenset((",", "(", "–", "—", "-", ":", ".", ";", "|", "/", "["))
_LINKS = word_list("entry", "links", "lists")
_MOST_NAMES = 12
_MOST_LISTED = 400
_WANTING = word_list("entry", "wanting", "lists")
_NAMING = "name"
_NUMBERED = word_list("entry", "numbered", "lists")


@dataclass(slots=True)
class Entry:
    """One entry.

    Attributes:
        start, end: Its place. names: Places of the names of those it is about.
        sheet: It goes on over many lines, and is no mere row.
        sure: It is written as only the entry of a list is.
        prose: Its heading stands over whole paragraphs, up to the next heading.
        row: It began with a name and fields in one line, so that another such line is another entry.
    """

    start: int
    end: int
    names: list[tuple[int, int]]
    sheet: bool
    sure: bool = True
    prose: bool = False
    row: bool = False


@dataclass(slots=True)
class Entries:
    """The entries of a text, in order; none overlaps another."""

    found: list[Entry] = field(default_factory=list)

    def at(self, place: int) -> Entry | None:
        """The entry that holds a place."""
        at = bisect_right(self.found, place, key=lambda entry: entry.start) - 1
        return self.found[at] if at >= 0 and place < self.found[at].end else None

    def names(self) -> list[tuple[int, int]]:
        """The places of the names with which sure entries begin, in order."""
        return sorted(name for entry in self.found if entry.sure for name in entry.names)


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    words: list[Word]
    label: str
    value: int  # where the value of the field begins
    apart: bool  # a blank line stands before it
    named: tuple[int, int] = (0, 0)  # which of its words are a name at its beginning
    has_field: bool = False  # the label of a field stands behind the name
    has_term: bool = False  # a part of it is a term of prison and no more
    listed: list[tuple[int, int]] = field(default_factory=list)  # the names below that it is the heading of
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        letters = [char for word in self.words for char in word.text if char.isalpha()]
        self.bold = len(letters) > 3 and all(char.isupper() for char in letters)

    @property
    def is_item(self) -> bool:
        """Whether a name stands in it behind a bullet or number."""
        return 0 < self.named[0] < self.named[1]

    @property
    def is_cut(self) -> bool:
        """Whether it begins with a clause that lacks its subject."""
        return any(word.cut_off for word in self.words[:6])

    @property
    def holds_cut(self) -> bool:
        """Whether such a clause stands anywhere in it."""
        return any(word.cut_off for word in self.words)

    @property
    def is_plain(self) -> bool:
        """Whether no verb with a tense of its own stands in it."""
        return not any(word.tag in FINITE and not word.cut_off and word.dep != "relcl" for word in self.words)


@lru_cache(maxsize=1)
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    """The labels of fields that name the person, and all others."""
    names, events, others = field_labels()
    return names, events | others


def find_entries(parsed: ParsedText) -> Entries:
    """The entries of a text. Linear in its length."""
    tables = _table_entries(parsed)
    if not tables and not _may_hold_entries(parsed):
        return Entries()
    laid = {entry.start for entry in tables} | {start for start, _ in find_table_heads(parsed.text)}
    lines = [line for line in _lines(parsed) if line.start not in laid]
    for number, line in enumerate(lines):
        line.listed = _names_below(lines, number) if _is_heading_of_names(parsed.text, line) else []
    found: list[Entry] = []
    items = sum(line.is_item for line in lines) >= _FEWEST_ITEMS
    headings = _headings_of_prose(lines)
    for number, line in enumerate(lines):
        entry = _entry_at(lines, number, found[-1] if found else None) or headings.get(number)
        entry = entry or (_item(line) if items else None)
        if entry is not None:
            found.append(entry)
        elif found and found[-1].end == line.start and _goes_on(found[-1], lines, number):
            found[-1].end = lines[number + 1].start if number + 1 < len(lines) else len(parsed.text)
    return Entries(_with_tables(found, tables))


def _ends_label(label: re.Match[str] | None) -> bool:
    """Whether more than a point stands behind what looks like a label."""
    return label is not None and label.group()[-1:] != "."


def _item(line: _Line) -> Entry | None:
    """As in "2. Ana Testova, an editor, was arrested": whom an item of a list tells of, if that is a person."""
    if not line.is_item:
        return None
    first, last = line.named
    names = [(line.words[first].start, line.words[last - 1].end), *_further_names(line)[0]]
    return Entry(line.start, line.end, names, sheet=False, sure=last - first == 1)


def _headings_of_prose(lines: list[_Line]) -> dict[int, Entry]:
    """As in "1. Ana Testova", "Ana Testova and Ivan Testov", each over a paragraph that tells of whom it names."""
    found: dict[int, Entry] = {}
    for number, (line, below) in enumerate(pairwise(lines)):
        first, last = line.named
        if first == last or line.end - line.start > _LONGEST_HEAD or len(below.words) < _SHORTEST_PROSE:
            continue
        further, end = _further_names(line)
        if end < len(line.words):
            continue
        names = [(line.words[first].start, line.words[last - 1].end), *further]
        ends = {high for _, high in names}
        families = [word.text for word in line.words if word.end in ends]
        taken = {word.text for word in below.words if word.text in families}
        if len(taken) < len(families) and not below.holds_cut:
            continue
        short = {word.text for word in below.words if word.dep in SUBJECTS and word.left == word.i} & taken
        found[number] = Entry(line.start, below.start, names, sheet=True, sure=len(short) == len(families), prose=True)
    return found if len(found) >= _FEWEST_ITEMS else {}


def _table_entries(parsed: ParsedText) -> list[Entry]:
    """The lines of tables, each an entry of its own."""
    return [
        Entry(row.start, row.end, [(row.name.start, row.name.end)], sheet=False) for row in find_table_rows(parsed.text)
    ]


def _with_tables(found: list[Entry], tables: list[Entry]) -> list[Entry]:
    """All entries in order; one that a line of a table begins in ends there."""
    together = sorted([*found, *tables], key=lambda entry: entry.start)
    for entry, after in pairwise(together):
        entry.end = min(entry.end, after.start)
    return together


def _may_hold_entries(parsed: ParsedText) -> bool:
    if any(word.cut_off for word in parsed.words) or len(_HEADING.findall(parsed.text)) >= _FEWEST_ITEMS:
        return True
    if len(_ITEM_MARK.findall(parsed.text)) >= _FEWEST_ITEMS:
        return True
    return _ROW_LINE.search(parsed.text) is not None or bool(find_labels(parsed.text))


def _lines(parsed: ParsedText) -> Iterator[_Line]:
    names, others = _labels()
    inside = [label.start for label in find_labels(parsed.text) if not label.bare]
    at, last = 0, 0
    for found in _LINE.finditer(parsed.text):
        words = []
        while at < len(parsed.words) and parsed.words[at].start < found.end():
            if parsed.words[at].pos != "SPACE" and parsed.words[at].start >= found.start():
                words.append(parsed.words[at])
            at += 1
        label = _FIELD.match(parsed.text, found.start(), found.end())
        known = label.group(1).strip().lower() if label else ""
        numbered = label is not None and label.group("number") is not None and known in _NUMBERED
        line = _Line(
            found.start(),
            found.end(),
            words,
            _NAMING if numbered else known if known in names | others and _ends_label(label) else "",
            label.end() if label is not None else found.start(),
            parsed.text.count("\n", last, found.start()) > 1,
        )
        behind = bisect_left(inside, found.start())
        line.has_field = behind < len(inside) and inside[behind] < found.end()
        if not line.label:
            first = behind_item_mark(words)
            line.named = first, first + (name_at(words, first) or _given_alone(words, first))
            last_name = words[line.named[1] - 1].end if line.named[0] < line.named[1] else found.end()
            mark = _OPENING_MARK.search(parsed.text, last_name, found.end())
            terms = mark is not None and _NEXT_MARK.search(parsed.text, mark.end(), found.end()) is not None
            line.has_term = terms and any(find_row_terms(parsed.text, last_name, found.end()))
        last = found.end()
        yield line


def _given_alone(words: list[Word], at: int) -> int:
    """As in "Nima and Sara Testova, both writers": 1 where a given name shares the family name behind it."""
    shared = words[at + 1 : at + 2]
    given = at < len(words) and words[at].text[:1].isupper() and words[at].low in load_gazetteer().given
    return int(bool(given and shared and shared[0].low in _LINKS and name_at(words, at + 2)))


def _entry_at(lines: list[_Line], number: int, before: Entry | None) -> Entry | None:
    line = lines[number]
    after = lines[number + 1].start if number + 1 < len(lines) else line.end
    if line.listed:
        if before is not None and before.end > line.start:
            before.end = line.start
        return Entry(line.start, after, line.listed, sheet=False)
    if line.label in _labels()[0]:
        span = _named_in_field(line)
        if span is None:
            return None
        if before is not None and before.end == line.start and before.names == [span]:
            return None  # the heading has said so
        return Entry(line.start, after, [span], sheet=True)
    first, last = line.named
    inline = line.has_field and line.is_plain
    if first == last or (not inline and last < len(line.words) and line.words[last].text not in _BEHIND_NAMES):
        return _told_entry(line, after) if first != last else None
    sheet = _heads_a_sheet(lines, number)
    row = any(word.cut_off for word in line.words[last:]) or (line.has_term and line.is_plain)
    if not sheet and not row and not inline:
        return None
    names = [(line.words[first].start, line.words[last - 1].end), *_further_names(line)[0]]
    start = line.start
    for above in _names_above(lines, number) if sheet else ():
        if before is not None and above.start <= before.start:
            break
        first, last = above.named
        names.insert(0, (above.words[first].start, above.words[last - 1].end))
        start = above.start
    if before is not None and before.end > start:
        before.end = start
    return Entry(start, after, names, sheet=sheet or inline, row=inline)


def _is_heading_of_names(text: str, line: _Line) -> bool:
    """As in "Sentenced to 20 years:", "Released on 5 May:": a clause without a subject, nothing behind its colon."""
    if not line.words or line.named[0] < line.named[1] or not text[line.start : line.end].rstrip().endswith(":"):
        return False
    last = next((word for word in reversed(line.words) if word.text[-1:].isalnum()), None)
    if last is None or last.pos == "ADP" or last.low in _WANTING:
        return False  # "Charged with:", "Sentenced by:"
    return line.is_plain and (line.holds_cut or line.label in _labels()[1])


def _names_below(lines: list[_Line], number: int) -> list[tuple[int, int]]:
    """The names with which the lines below a heading begin, up to a blank line."""
    found: list[tuple[int, int]] = []
    for line in lines[number + 1 : number + 1 + _MOST_LISTED]:
        first, last = line.named
        if first == last or (line.apart and found) or not line.is_plain:
            break
        if last < len(line.words) and line.words[last].text not in _BEHIND_NAMES:
            break
        found.append((line.words[first].start, line.words[last - 1].end))
    return found


def _names_above(lines: list[_Line], number: int) -> Iterator[_Line]:
    """The lines right above a heading that are names too, and share what stands below."""
    for at in range(number - 1, max(-1, number - _MOST_NAMES), -1):
        line = lines[at]
        named = line.named[0] < line.named[1] and line.end - line.start <= _LONGEST_HEAD
        if lines[at + 1].apart or not named or not line.is_plain or line.holds_cut or line.bold != lines[number].bold:
            return
        yield line


def _told_entry(line: _Line, after: int) -> Entry | None:
    """As in "Ana Testova was arrested in May. Sentenced to six years in June": the sentence names her first."""
    first, last = line.named
    verb = line.words[last] if last < len(line.words) else None
    if verb is None or verb.tag not in FINITE or not any(word.cut_off for word in line.words[last:]):
        return None
    return Entry(line.start, after, [(line.words[first].start, line.words[last - 1].end)], sheet=False)


def _heads_a_sheet(lines: list[_Line], number: int) -> bool:
    """Whether a line is the heading of a sheet: no sentence, and fields or clauses without a subject right below."""
    line = lines[number]
    if line.end - line.start > _LONGEST_HEAD or not line.is_plain:
        return False
    below = lines[number + 1 : number + 3]
    if not below or below[0].named[0] < below[0].named[1] or any(each.listed for each in below):
        return False
    if below[0].label in _labels()[1] or below[0].is_cut:
        return True
    if below[0].apart or not below[0].is_plain:
        return False
    return (
        below[0].holds_cut
        or below[0].has_field
        or (len(below) > 1 and (below[1].label in _labels()[1] or below[1].is_cut))
    )


def _named_in_field(line: _Line) -> tuple[int, int] | None:
    at = next((at for at, word in enumerate(line.words) if word.start >= line.value), 0)
    count = name_at(line.words, at, least=1) if at else 0
    return (line.words[at].start, line.words[at + count - 1].end) if count else None


def _further_names(line: _Line) -> tuple[list[tuple[int, int]], int]:
    """The others of a heading that names several, "A, B and C", and how many of its words stand up to their end."""
    found: list[tuple[int, int]] = []
    at, linked = line.named[1], False
    while at < len(line.words) and (line.words[at].low in _LINKS or line.words[at].text == ","):
        linked = linked or line.words[at].low in _LINKS
        at += 1
        if at < len(line.words) and line.words[at].low in _LINKS:
            linked, at = True, at + 1
        count = name_at(line.words, at)
        if not count:
            break
        found.append((line.words[at].start, line.words[at + count - 1].end))
        at += count
    return (found, at) if linked else ([], line.named[1])


def _goes_on(entry: Entry, lines: list[_Line], number: int) -> bool:
    """Whether a line belongs to the entry before it."""
    line = lines[number]
    if line.end - entry.start > _LONGEST_ENTRY:
        return False
    if entry.prose and line.apart and len(line.words) < _SHORTEST_PROSE and line.is_plain and not line.label:
        return False  # another heading
    if entry.row and line.has_field and not line.label and not line.is_cut:
        return False  # another row, whose name is not known to be one
    if entry.sheet:
        return not (line.bold and line.apart and not line.label)
    return not line.apart and (line.is_cut or bool(line.label))


__all__ = ["Entries", "Entry", "find_entries"]
