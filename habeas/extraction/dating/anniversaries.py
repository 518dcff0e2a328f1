"""Days of anniversaries, which are years after what they mark: "on the third anniversary of his arrest, 5 May 2021"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.grammar.clauses import is_verb
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.values.counts import number_value
from habeas.packs import load_table

if TYPE_CHECKING:
    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.values.found_dates import FoundDate

_ANNIVERSARY, _OF = word_list("dates", "anniversary"), word_list("dates", "of")
_YEAR, _DAY = 4, 10  # characters of "2021", "2021-05-05"


def count_anniversaries(book: DateBook, drafts: list[EventDraft], language: str) -> None:
    """Take the years off the day of an anniversary; none is given where the text does not say how many.

    Args:
        book: The dates of the document.
        drafts: Its events, with the days that they have so far.
        language: Whose words for numbers.
    """
    for draft in drafts:
        marked = _anniversary_of(draft.trigger.head)
        if marked is None or draft.date is None or not _is_of_the_day(book, draft.date, draft.trigger.head):
            continue
        draft.date = _years_before(draft.date, _years(marked, language))


def _anniversary_of(head: Word) -> Word | None:
    link = head.head
    noun = link.head if head.dep == "pobj" and link.low in _OF else None
    return noun if noun is not None and noun.lemma in _ANNIVERSARY and not is_verb(head) else None


def _is_of_the_day(book: DateBook, date: FoundDate, head: Word) -> bool:
    """Whether the date stands beside the anniversary, and not with "on" behind what it marks."""
    inside = book.words_of(date)
    before = book.words[inside[0].i - 1] if inside and inside[0].i else None
    return before is not None and inside[0].i > head.i and before.text in (",", "(", "-", "–", "—")


def _years(anniversary: Word, language: str) -> int | None:
    table = load_table(language, "dates")
    ordinals, suffixes = table["ordinal"], tuple(table["ordinal_suffix"])
    for child in anniversary.children:
        number = ordinals.get(child.low) or number_value(child.low.split("-")[0])
        suffix = next((end for end in suffixes if child.low.endswith(end)), "")
        if number is None and suffix:
            number = number_value(child.low.removesuffix(suffix))
        if number is not None and number > 0:
            return int(number)
    return None


def _years_before(date: FoundDate, years: int | None) -> FoundDate | None:
    value = date.expression.value
    if years is None or len(value) != _DAY or not value[:_YEAR].isdigit() or date.expression.rule:
        return None
    counted = f"{int(value[:_YEAR]) - years:04d}{value[_YEAR:]}"
    return replace(date, expression=structs.replace(date.expression, value=counted))


__all__ = ["count_anniversaries"]
