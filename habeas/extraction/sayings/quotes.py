"""Quotations: where each begins and ends, also over several sentences, and the citations in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.date_words import cut_tokens, date_words
from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.values.date_nodes import express
from habeas.extraction.values.date_series import SeriesGrammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.values.calendar_dates import Match
    from habeas.model import DateExpression

_OPEN = "“„«"
_CLOSE = "”»"
_DOUBLED = ("''", "``", "’’", "‘‘")  # two single marks make one double mark
_MOST = 4_000  # a quotation longer than this has lost its end
_MOST_BETWEEN = 8  # characters between two paragraphs
_BRACKET = re.compile(r"\(([^()\n]{1,120})\)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `text[start:end]` without the marks; `outer_start`, `outer_end` with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int

    @property
    def words(self) -> int:
        """Characters inside, a measure of whether it is a phrase or speech."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Citation:
    """A source note in brackets: "(Svaboda, January 12)", "(Reuters, El Pais)".

    Attributes:
        start, end: Place of the note with its brackets.
        outlet: Place of the outlet's name, or None where it is missing; of several the first.
        date: The day cited, if there is one.
        credit: It names the source of a photograph and asserts nothing.
    """

    start: int
    end: int
    outlet: tuple[int, int] | None
    date: DateExpression | None
    credit: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """Every quotation of a text, outermost only, in one pass.

    A straight mark opens or closes by what stands beside it; two single marks in a row are one double mark. A quotation
    ends at the border of a paragraph at the latest: one that runs on opens anew there.
    """
    found: list[Quotation] = []
    opened, kind, width, inner = -1, "", 1, 0
    i, size = 0, len(text)
    while i < size:
        character = text[i]
        if character == "\n" and opened >= 0 and (text[i + 1 : i + 2] == "\n" or _reopens(text, i)):
            _close(found, text, (opened, width), i, i)
            opened = -1
        double = text[i : i + 2] in _DOUBLED
        step = 2 if double else 1
        mark = '"' if double or character == '"' else character
        if opened < 0 and character in _SINGLE and not double:
            single = _single_speech(text, i)
            if single is not None:
                _close(found, text, (i, 1), single, single + 1)
                i = single + 1
                continue
        if opened < 0:
            if mark in _OPEN or (mark == '"' and (_opens(text, i + step) or _leads(text, i, i + step))):
                opened, kind, width, inner = i, mark, step, 0
            elif mark == "”":
                _close_unopened(found, text, i)
        elif mark in _OPEN or (mark == '"' and kind != '"' and _opens_inside(text, i, i + step)):
            inner += 1  # a quotation of the other kind inside this one
        elif mark in _CLOSE or mark == '"':
            if inner and (mark == '"') != (kind == '"'):
                inner -= 1
            else:  # also where a straight mark answers a curly one: such slips are common
                _close(found, text, (opened, width), i, i + step)
                opened = -1
        if opened >= 0 and i - opened > _MOST:
            opened = -1
        i += step
    if opened >= 0:
        _close(found, text, (opened, width), size, size)
    return found


def _close_unopened(found: list[Quotation], text: str, i: int) -> None:
    """Speech that goes on in a new paragraph without a mark of its own, where the one before it was left open."""
    start = text.rfind("\n", max(0, i - _MOST), i) + 1
    before = found[-1] if found else None
    if before is None or not start or before.outer_end != before.end or start - before.outer_end > _MOST_BETWEEN:
        return
    if text[before.outer_end : start].strip():
        return
    if text[i - 1 : i] in ".,!?…":
        _close(found, text, (start, 0), i, i + 1)


_SINGLE = "'‘"
_SINGLE_END = re.compile(r"[.,!?…]['’](?=[\s).,;:—–]|\Z)")
_LEAST_SINGLE, _MOST_SINGLE = 12, 800


def _single_speech(text: str, i: int) -> int | None:
    """Where speech between single marks ends: 'They took him away,' said a friend.

    Only where a capital follows the first mark and a sign stands before the last one, so that no apostrophe is a mark.
    """
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if not after.isupper() or (before and not before.isspace() and before not in "(—–"):
        return None
    border = text.find("\n", i, i + _MOST_SINGLE)
    end = _SINGLE_END.search(text, i + _LEAST_SINGLE, border if border > 0 else i + _MOST_SINGLE)
    if end is None or any(mark in text[i : end.end()] for mark in '“”"'):
        return None
    return end.end() - 1


def _reopens(text: str, i: int) -> bool:
    return text[i + 1 : i + 2] in (*_OPEN, '"') and i + 1 < len(text)


def _opens(text: str, i: int) -> bool:
    after = text[i : i + 1]
    return bool(after) and not after.isspace()


def _leads(text: str, i: int, after: int) -> bool:
    """Whether a mark opens a paragraph, with a blank behind it by mistake: `" He was beaten."`."""
    return (not i or text[i - 1] == "\n") and text[after : after + 1] == " " and text[after + 1 : after + 2].isupper()


def _opens_inside(text: str, i: int, after: int) -> bool:
    return text[i - 1 : i].isspace() and _opens(text, after)


def _close(found: list[Quotation], text: str, opened: tuple[int, int], end: int, outer: int) -> None:
    start, stop = opened[0] + opened[1], end
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if stop > start:
        found.append(Quotation(start, stop, opened[0], outer))


_CREDIT_WORDS = tuple(sorted(word_list("sources", "credits")))


# What a source note stands behind, and what it does not stand before: "MINSK (AP) - " is a dateline.
_BLANK = " \t\xa0"  # "(AFP)" on a line of its own is of the whole report
_CLOSED, _GOING_ON = ".!?…\"'”’»", ("-", "–", "—", ",", ";", ":")
_PARTED = re.compile(r"\s{0,9}[,;/]\s{0,9}(?:and\s{1,9})?|\s{1,9}and\s{1,9}")
_TITLED = re.compile(r"[^\W\d_a-z][^,;:!?]{1,40}")


def find_citations(text: str, language: str) -> list[Citation]:
    """Every bracketed source note that holds a date or names a news outlet, and every photo credit."""
    dated = _dated_notes(text, language)
    places = {note.start for note in dated}
    return sorted((*dated, *(note for note in _bare_notes(text) if note.start not in places)), key=lambda n: n.start)


def behind_note(notes: list[Citation], start: int) -> int:
    """Where words begin that a source note opens; the place itself where none does."""
    at = bisect_left(notes, start, key=lambda note: note.start)
    return notes[at].end + 1 if at < len(notes) and notes[at].start == start else start


def _bare_notes(text: str) -> Iterator[Citation]:
    """As in "He was freed. (Reuters)": notes behind a full stop, in a text one of whose notes names a known outlet."""
    found = []
    outlets, known = load_gazetteer().outlets, False
    for match in _BRACKET.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        behind = text[match.end() : match.end() + 3].lstrip()
        lead = before.rstrip(_BLANK)
        closed = bool(lead) and lead != before and lead[-1] in _CLOSED
        if not closed or behind.startswith(_GOING_ON) or behind[:1].islower():
            continue
        names = [name for name in _PARTED.split(match.group(1).strip()) if name]
        if names and all(_TITLED.fullmatch(name) for name in names):
            start = text.index(names[0], match.start(1))
            known = known or any(name.casefold().removeprefix("the ") in outlets for name in names)
            found.append(Citation(match.start(), match.end(), (start, start + len(names[0])), None))
    yield from found if known else ()


def _dated_notes(text: str, language: str) -> list[Citation]:
    found = []
    for match in _BRACKET.finditer(text):
        inner, at = match.group(1), match.start(1)
        if inner.lower().startswith(_CREDIT_WORDS):
            found.append(Citation(match.start(), match.end(), None, None, credit=True))
            continue
        if "," not in inner:
            continue
        name, _, _rest = inner.partition(",")
        date = _whole_date(text, at + len(name) + 1, match.end(1), language)
        if date is None or (name.strip() and not name.strip()[0].isupper()) or len(name) > 60:
            continue
        lead = len(name) - len(name.lstrip())
        outlet = (at + lead, at + lead + len(name.strip())) if name.strip() else None
        found.append(Citation(match.start(), match.end(), outlet, date))
    return found


def _whole_date(text: str, start: int, end: int, language: str) -> DateExpression | None:
    """The date that fills `text[start:end]`, if one does."""
    tokens = cut_tokens(text, start, end)
    if not tokens:
        return None
    match: Match = SeriesGrammar(date_words(language), tokens).single(0)
    if match is None or match[1] < len(tokens) or not (match[0].day or match[0].month):
        return None
    return express(match[0], text, future=False)
