"""Days over the news of a chronology: under "22nd November:" what a line tells first happened on that day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.layout.day_lines import find_day_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Sentence, Word

_TOLD = ("asserted", "alleged")
_MAIN = ("ROOT", "conj", "ccomp")
_MOST_STEPS = 4
_LONGEST = 2_500  # characters of the news of a day


def date_by_day_headings(sheet: Sheet, book: DateBook, drafts: Sequence[EventDraft]) -> None:
    """Give the undated events of the first sentence of a line the day that stands over them.

    Args:
        sheet: Of the document.
        book: Its dates.
        drafts: Every event of the text in order, with the days that it has so far.
    """
    lines = find_day_lines(sheet.text)
    starts = [start for start, _ in lines]
    told: set[int] = set()  # headings under which something else is told of a day of its own
    for draft in drafts:
        at = bisect_right(starts, draft.trigger.start) - 1
        undated = draft.date is None and draft.until is None and draft.modality in _TOLD
        told_here = undated and draft.trigger.pattern.kind == "verb" and _is_main(draft.trigger.head)
        if draft.date is not None and not draft.lent:
            told.add(at)
        if at < 0 or at in told or not told_here or draft.trigger.start - starts[at] > _LONGEST:
            continue
        sentence = sheet.parsed.sentence_of(draft.trigger.head)
        if not _opens_line(sheet, sentence, lines[at]) or _has_day(book, sentence, lines[at]):
            continue
        day = next((date for date in book.dates[bisect_left(book.starts, lines[at][0]) :][:1]), None)
        if day is not None and day.end <= lines[at][1]:
            draft.date, draft.lent = day, True


def _is_main(verb: Word) -> bool:
    """Whether a verb tells the news itself: no clause of a noun, and nothing that had happened before."""
    for _ in range(_MOST_STEPS):
        if verb.dep not in _MAIN or any(child.dep == "aux" and child.low == "had" for child in verb.children):
            return False
        if verb.head is verb:
            return True
        verb = verb.head
    return False


def _opens_line(sheet: Sheet, sentence: Sentence, heading: tuple[int, int]) -> bool:
    """Whether a sentence is the first of its line, or goes on from the heading itself."""
    before = sheet.text[max(heading[1], sheet.text.rfind("\n", 0, sentence.start) + 1) : sentence.start]
    return sentence.start <= heading[0] or not any(char.isalnum() for char in before)


def _has_day(book: DateBook, sentence: Sentence, heading: tuple[int, int]) -> bool:
    low, high = bisect_left(book.starts, sentence.start), bisect_left(book.starts, sentence.end)
    return any(date.start >= heading[1] for date in book.dates[low:high])


__all__ = ["date_by_day_headings"]
