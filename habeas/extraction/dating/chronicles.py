"""Chronologies: lines that begin with their date, "2015: arrested again"; the date is that of what the line tells."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.grammar.clauses import ancestors, is_verb
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.values.found_dates import FoundDate

_BULLET = re.compile(r"[ \t\xa0]{0,8}(?:[•*·▪‣◦–—-][ \t\xa0]{0,4})?[\[(]?")
_SIGN = re.compile(r"[\])]?[ \t\xa0]{0,2}(?::|[–—]|-(?=[ \t\xa0])|\|)[ \t\xa0]{0,3}(?=\S)")  # "2015: ", "May 2015 – "
_ALONE = re.compile(r"[\])]?[ \t\xa0]{0,2}:?[ \t\xa0]{0,3}\n")  # a line of its own
_ELSEWHEN = word_list("dates", "another_time")
_FEWEST, _FEWEST_HEADINGS = 2, 3  # one such line is a dateline, two headings the days of two posts
_LONGEST = 1_200  # characters under a heading
ROW_FIT = 0.4  # how well the date of a row fits: a date of the clause itself goes before it
_WHOLE = re.compile(r"\d{4}(?:-\d\d){0,2}~?\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """What one date of a chronology covers: `text[start:end]`, without the date itself."""

    date: FoundDate
    start: int
    end: int
    heading: bool = False


def find_chronicle(text: str, dates: Sequence[FoundDate]) -> list[Row]:
    """The rows of the chronologies of a text, in order; none where too few lines begin with a whole date."""
    rows = [row for date in dates if (row := _row(text, date)) is not None]
    inline = [row for row in rows if not row.heading]
    headings = [row for row in rows if row.heading]
    found = inline if len(inline) >= _FEWEST and _is_in_order(inline) else []
    if len(headings) >= _FEWEST_HEADINGS and _is_in_order(headings):
        ends = [row.date.start for row in headings[1:]] + [len(text)]
        found = found + [
            replace(row, end=min(end, row.start + _LONGEST)) for row, end in zip(headings, ends, strict=True)
        ]
    return sorted(found, key=lambda row: row.start)


def _row(text: str, date: FoundDate) -> Row | None:
    opens = text.rfind("\n", 0, date.start) + 1
    steps = set(date.expression.rule.split())
    if not _WHOLE.match(date.expression.value) or date.expression.anchor or steps & {"since", "until"}:
        return None
    if not _BULLET.fullmatch(text, opens, date.start):
        return None
    sign = _SIGN.match(text, date.end)
    if sign is not None:
        end = text.find("\n", sign.end())
        return Row(date, sign.end(), end if end >= 0 else len(text))
    alone = _ALONE.match(text, date.end)
    return Row(date, alone.end(), alone.end(), heading=True) if alone is not None else None


def _is_in_order(rows: list[Row]) -> bool:
    """Whether the rows go on in time; a digest of posts begins with the newest."""
    days = [row.date.expression.value.strip("~") for row in rows]
    return all(first[: len(second)] <= second[: len(first)] for first, second in pairwise(days))


def row_at(rows: Sequence[Row], place: int) -> Row | None:
    """The row in which a place lies."""
    at = bisect_right(rows, place, key=lambda row: row.start) - 1
    return rows[at] if at >= 0 and place < rows[at].end else None


def count_from_rows(sheet: Sheet) -> list[FoundDate]:
    """The dates of a text, with the year-less days of a chronology counted from the date of their row."""
    rows = find_chronicle(sheet.text, sheet.dates)
    return [_counted(date, row_at(rows, date.start)) for date in sheet.dates] if rows else sheet.dates


def _counted(date: FoundDate, row: Row | None) -> FoundDate:
    expression = date.expression
    if row is None or expression.anchor != "publication" or expression.parts:
        return date
    day = row.date.expression.value.count("-") > 1
    less = expression.value.startswith("XXXX-") and "nearest_past" in expression.rule.split()
    if not day and not less:
        return date  # "yesterday", in a line of a whole year
    rule = expression.rule.replace("nearest_past", "nearest_future") if day else expression.rule
    counted = structs.replace(expression, anchor="date", anchor_date=row.date.expression, rule=rule)
    return replace(date, expression=counted, dependent=True)


def date_by_rows(sheet: Sheet, rows: Sequence[Row]) -> None:
    """Give the date of its row to what a chronology tells without another date, and not of earlier times."""
    for draft in sheet.events if rows else ():
        row = row_at(rows, draft.trigger.start)
        if row is not None and draft.date is None and _is_told_here(draft):
            draft.date, draft.date_fit = row.date, ROW_FIT


def _is_told_here(draft: EventDraft) -> bool:
    """Not as in "is freed from the prison where he had been held", "after his release", "he was later convicted"."""
    head, noun = draft.trigger.head, draft.trigger.head
    if not is_verb(noun):
        if noun.dep not in ("nsubj", "nsubjpass", "dobj", "ROOT") or draft.trigger.pattern.kind == "label":
            return False
        head = draft.verb or noun
    clause: list[Word] = [head, *ancestors(head, 6)]
    aside = any(word.dep in ("relcl", "acl", "pcomp") or any(c.low == "had" for c in word.children) for word in clause)
    return not aside and not any(child.low in _ELSEWHEN for child in head.children)
