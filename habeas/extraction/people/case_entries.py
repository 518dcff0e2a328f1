"""The entries of lists of prisoners, and whom each is about: case sheets, numbered items, rows of a table.

An entry begins with a name on a line of its own, in a field "Name:", or before the parts of a row. What follows without
a subject, up to the next entry, is told of that person.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, SUBJECTS
from habeas.extraction.layout.case_tables import find_labels, find_table_heads, find_table_rows
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.entry_lines import (
    DASHES,
    EntryLine,
    entry_labels,
    further_names,
    named_in_field,
    read_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import ParsedText, Word

_ROW_LINE = re.compile(r"^(?:(?! - )[^\n–—;|(])*(?:[–—;|(]| - )[^\n]*(?:[–—;|]| - )", re.MULTILINE)
_ITEM_MARK = re.compile(r"^[ \t]*(?:\(?\d{1,3}[.)]\)?|[•*·▪◦●–—-])[ \t]+[^\W\d_a-z]", re.MULTILINE)
_HEADING = re.compile(r"^[^\W\d_a-z][^\n.:;!?]{3,80}\n{1,3}(?=[^\n]{60})", re.MULTILINE)  # a short line over a long one
_PROFILE = re.compile(r"^[ \t]*[^\W\d_a-z][^\n:]{3,70}:[ \t]+\S", re.MULTILINE)  # "Iran – Ana Testova: poet, is .."
_FEWEST_ITEMS = 2
_LONGEST_HEAD = 240
_SHORTEST_PROSE = 12  # words
_LONGEST_ENTRY = 8_000
_BEHIND_NAMES = frozenset((",", "(", "–", "—", "-", ":", ".", ";", "|", "/", "["))
_SHORTEST_PROFILE, _LONGEST_DESCRIPTION = 6, 10  # words
_MOST_NAMES = 12
_MOST_LISTED = 400
_WANTING = word_list("entry", "wanting", "lists")


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


def find_entries(parsed: ParsedText) -> Entries:
    """The entries of a text. Linear in its length."""
    tables = _table_entries(parsed)
    if not tables and not _may_hold_entries(parsed):
        return Entries()
    laid = {entry.start for entry in tables} | {start for start, _ in find_table_heads(parsed.text)}
    lines = [line for line in read_lines(parsed) if line.start not in laid]
    for number, line in enumerate(lines):
        line.listed = _names_below(lines, number) if _is_heading_of_names(parsed.text, line) else []
    found: list[Entry] = []
    items = sum(line.is_item for line in lines) >= _FEWEST_ITEMS
    headings = _headings_of_prose(lines)
    profiles = [line.start for line in lines if _is_profile(line)]
    for number, line in enumerate(lines):
        entry = _entry_at(lines, number, found[-1] if found else None) or headings.get(number)
        if entry is None and len(profiles) >= _FEWEST_ITEMS and _is_profile(line):
            entry = _of_names(line, sure=True)
        entry = entry or (_item(line) if items else None)
        if entry is not None:
            found.append(entry)
        elif found and found[-1].end == line.start and _goes_on(found[-1], lines, number):
            found[-1].end = lines[number + 1].start if number + 1 < len(lines) else len(parsed.text)
    return Entries(_with_tables(found, tables))


def _item(line: EntryLine) -> Entry | None:
    """As in "2. Ana Testova, an editor, was arrested": whom an item of a list tells of, if that is a person."""
    return _of_names(line, sure=line.named[1] - line.named[0] == 1) if line.is_item else None


def _of_names(line: EntryLine, *, sure: bool) -> Entry:
    first, last = line.named
    names = [(line.words[first].start, line.words[last - 1].end), *further_names(line)[0]]
    return Entry(line.start, line.end, names, sheet=False, sure=sure)


def _is_profile(line: EntryLine) -> bool:
    """As in "Ana Testova: poet, has been held ..", "Iran – Ana Testova: Testova was ..": no speaker in a dialogue."""
    first, last = line.named
    behind = line.words[last + 1 :]
    if first == last or len(behind) < _SHORTEST_PROFILE or line.words[last].text not in (":", *DASHES):
        return False
    family = line.words[last - 1].text
    return behind[0].text[:1].islower() or any(word.text == family for word in behind[:_SHORTEST_PROFILE])


def _headings_of_prose(lines: list[EntryLine]) -> dict[int, Entry]:
    """As in "1. Ana Testova", "Ana Testova and Ivan Testov", each over a paragraph that tells of whom it names."""
    found: dict[int, Entry] = {}
    for number, (line, below) in enumerate(pairwise(lines)):
        first, last = line.named
        if first == last or line.end - line.start > _LONGEST_HEAD or len(below.words) < _SHORTEST_PROSE:
            continue
        further, end = further_names(line)
        if end < len(line.words) and not _only_describes(line.words[end:]):
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


def _only_describes(words: list[Word]) -> bool:
    """As in "Ana Testova – student activist": what stands behind the name of a heading says only what she is."""
    plain = words[0].text in DASHES and len(words) <= _LONGEST_DESCRIPTION and words[-1].text[-1:].isalnum()
    return plain and len(words) > 1 and all(word.text[:1].islower() or not word.text[:1].isalpha() for word in words)


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
    if _ROW_LINE.search(parsed.text) is not None or find_labels(parsed.text):
        return True
    return len(_PROFILE.findall(parsed.text)) >= _FEWEST_ITEMS


def _entry_at(lines: list[EntryLine], number: int, before: Entry | None) -> Entry | None:
    line = lines[number]
    after = lines[number + 1].start if number + 1 < len(lines) else line.end
    if line.listed:
        if before is not None and before.end > line.start:
            before.end = line.start
        return Entry(line.start, after, line.listed, sheet=False)
    if line.label in entry_labels()[0]:
        span = named_in_field(line)
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
    names = [(line.words[first].start, line.words[last - 1].end), *further_names(line)[0]]
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


def _is_heading_of_names(text: str, line: EntryLine) -> bool:
    """As in "Sentenced to 20 years:", "Released on 5 May:": a clause without a subject, nothing behind its colon."""
    if not line.words or line.named[0] < line.named[1] or not text[line.start : line.end].rstrip().endswith(":"):
        return False
    last = next((word for word in reversed(line.words) if word.text[-1:].isalnum()), None)
    if last is None or last.pos == "ADP" or last.low in _WANTING:
        return False  # "Charged with:", "Sentenced by:"
    return line.is_plain and (line.holds_cut or line.label in entry_labels()[1])


def _names_below(lines: list[EntryLine], number: int) -> list[tuple[int, int]]:
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


def _names_above(lines: list[EntryLine], number: int) -> Iterator[EntryLine]:
    """The lines right above a heading that are names too, and share what stands below."""
    for at in range(number - 1, max(-1, number - _MOST_NAMES), -1):
        line = lines[at]
        named = line.named[0] < line.named[1] and line.end - line.start <= _LONGEST_HEAD
        if lines[at + 1].apart or not named or not line.is_plain or line.holds_cut or line.bold != lines[number].bold:
            return
        yield line


def _told_entry(line: EntryLine, after: int) -> Entry | None:
    """As in "Ana Testova was arrested in May. Sentenced to six years in June": the sentence names her first."""
    first, last = line.named
    verb = line.words[last] if last < len(line.words) else None
    if verb is None or verb.tag not in FINITE or not any(word.cut_off for word in line.words[last:]):
        return None
    return Entry(line.start, after, [(line.words[first].start, line.words[last - 1].end)], sheet=False)


def _heads_a_sheet(lines: list[EntryLine], number: int) -> bool:
    """Whether a line is the heading of a sheet: no sentence, and fields or clauses without a subject right below."""
    line = lines[number]
    if line.end - line.start > _LONGEST_HEAD or not line.is_plain:
        return False
    below = lines[number + 1 : number + 3]
    if not below or below[0].named[0] < below[0].named[1] or any(each.listed for each in below):
        return False
    if below[0].label in entry_labels()[1] or below[0].is_cut:
        return True
    if below[0].apart or not below[0].is_plain:
        return False
    return (
        below[0].holds_cut
        or below[0].has_field
        or (len(below) > 1 and (below[1].label in entry_labels()[1] or below[1].is_cut))
    )


def _goes_on(entry: Entry, lines: list[EntryLine], number: int) -> bool:
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
