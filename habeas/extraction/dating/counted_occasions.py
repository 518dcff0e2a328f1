"""Days counted from what is no event: "two days after the election of 7 May", "on the eve of the vote on 5 May"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.dating.counting import count_from, names_a_day
from habeas.extraction.dating.event_dates import fit_date
from habeas.extraction.grammar.clauses import ancestors
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.values.counts import number_value
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Sentence, Word
    from habeas.extraction.values.found_dates import FoundDate

_LATER, _SOONER = word_list("dates", "counting_on"), word_list("dates", "counting_back")
_THE = word_list("dates", "counting_the")
_ONE, _EVES = word_list("dates", "counting_one"), word_list("dates", "eves")
# "The night before the rally" is that of the day before.
_PARTS_OF_A_DAY = word_list("dates", "parts_of_a_day")
_LASTING = word_list("events", "punished_for")
_MOST = 200  # units
_MOST_BETWEEN = 8  # words between "after" and the day: "after the disputed presidential election of 7 November"
_NOMINAL = ("ADJ", "ADP", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN")


def date_by_counts(sheet: Sheet, book: DateBook, drafts: list[EventDraft]) -> None:
    """Date what the report counts from an occasion that is no event of its own, and that it dates.

    Args:
        sheet: Of the document.
        book: Its dates.
        drafts: Every event of the text, with the days that it has so far.
    """
    undated: dict[int, list[EventDraft]] = {}
    for draft in drafts:
        if (draft.date is None or draft.lent) and draft.until is None:
            undated.setdefault(draft.trigger.head.sentence, []).append(draft)
    heads = {draft.trigger.head.i: draft.event_type for draft in drafts} if undated else {}
    for number, beside in undated.items():
        for first, link, steps in _counts(sheet, sheet.parsed.sentences[number]):
            day = _counted_day(sheet, book, first, link, steps, heads)
            if day is None:
                continue
            for draft in beside:
                fit = fit_date(sheet, draft, day, book, heads)
                if fit > 0:
                    draft.date, draft.date_fit, draft.lent = day, fit, False


def _counts(sheet: Sheet, sentence: Sentence) -> Iterator[tuple[Word, Word, str]]:
    """The first word, the word that governs the occasion, and the step: "two .. after", "eve .. of"."""
    words = sheet.parsed.words
    for link in words[sentence.first + 1 : sentence.last]:
        before = words[link.i - 1]
        if link.low == "of" and before.low in _EVES:
            yield before, link, "add:-1d"
        sign = 1 if link.low in _LATER else -1 if link.low in _SOONER else 0
        if not sign or link.i - 2 < sentence.first:
            continue
        number = words[link.i - 2]
        count = 1 if number.low in _ONE else number_value(number.low)
        unit = load_table(sheet.language, "dates")["unit"].get(before.low)
        if before.low in _PARTS_OF_A_DAY and number.low in _ONE:
            unit = "d"
        if unit is None or len(unit) != 1 or count is None or not 0 < count <= _MOST:
            continue
        if link.i - 3 >= sentence.first and words[link.i - 3].low in _LASTING:
            continue  # "was jailed for two years after the election": how long
        if number.low in _THE and unit != "d":
            yield number, link, f"within:{sign * count}{unit}"
            continue
        yield number, link, f"add:{sign * count}{unit}{'' if unit == 'd' else ' approximate'}"


def _counted_day(
    sheet: Sheet, book: DateBook, first: Word, link: Word, steps: str, heads: dict[int, str]
) -> FoundDate | None:
    """The day so many steps from that of the occasion; None where it has none, or is an event itself."""
    told = link.child("pobj", "pcomp") or (link.head if link.dep == "mark" else None)
    if told is None or told.i in heads:
        return None
    for date in book.near(link):
        inside = book.words_of(date)
        if not inside or inside[0].i <= link.i or not names_a_day(date.expression):
            continue
        between = sheet.parsed.words[link.i + 1 : inside[0].i]
        nominal = len(between) <= _MOST_BETWEEN and all(word.pos in _NOMINAL for word in between)
        if any(word.i in heads for word in between):
            return None
        if not (nominal if told.pos in _NOMINAL else book.anchor(date)[0] is told):
            return None  # "after the 7 November vote was annulled" counts from no known day
        above = next((word for word in ancestors(first) if not first.i <= word.i <= inside[-1].i), None)
        whole = steps.replace("within", "add")
        day = count_from(sheet, first, date.end, date, whole)
        if day is not None and whole != steps:
            day = _stretch(day, date, back="-" in steps)
        if above is None or day is None:
            return None
        book.hang(day, above)
        return day
    return None


def _stretch(far: FoundDate, near: FoundDate, *, back: bool) -> FoundDate:
    """As in "in the week after the vote of 5 May": from that day to the one so far off."""
    ends = (far.expression, near.expression) if back else (near.expression, far.expression)
    whole = structs.replace(far.expression, rule="interval", anchor="", anchor_date=None, parts=ends)
    return replace(far, expression=whole)


__all__ = ["date_by_counts"]
