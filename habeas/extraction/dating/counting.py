"""Days counted from an event of the report: "a day after his arrest", "released two weeks after he was detained"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.dating.event_dates import fit_date
from habeas.extraction.grammar.clauses import ancestors, is_verb
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.values.counts import number_value
from habeas.extraction.values.found_dates import FoundDate
from habeas.model import DateExpression, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word

_LATER, _SOONER = word_list("dates", "counting_on"), word_list("dates", "counting_back")
_ONE, _THE = word_list("dates", "counting_one"), word_list("dates", "counting_the")
_MOST = 999  # units; more is no count of days
_MOST_BETWEEN = 6  # words between "after" and the event: "after the unexpected arrest"


def count_dates(sheet: Sheet, book: DateBook, drafts: list[EventDraft]) -> None:
    """Date what the report counts from an event whose day it gives, and the event from what is counted.

    Args:
        sheet: Of the document.
        book: Its dates.
        drafts: Every event of the text, with the days that it has so far.
    """
    heads = {draft.trigger.head.i: draft.event_type for draft in drafts}
    by_sentence: dict[int, list[EventDraft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.trigger.head.sentence, []).append(draft)
    for draft in drafts:
        for first, unit, steps in _counts_from(sheet, draft.trigger.head):
            beside = [other for other in by_sentence[draft.trigger.head.sentence] if other is not draft]
            if draft.date is not None:
                day = count_from(sheet, first, draft.trigger.end, draft.date, steps)
                above = next((word for word in ancestors(unit) if not first.i <= word.i <= draft.trigger.last), None)
                if day is None or above is None:
                    continue
                book.hang(day, above)
                for other in beside:
                    fit = fit_date(sheet, other, day, book, heads) if other.date is None or other.lent else 0.0
                    if fit > 0:
                        other.date, other.date_fit, other.lent = day, fit, False
            else:
                told = _told_above(draft, unit, beside)
                day = told.date if told is not None else _day_above(book, draft, unit)
                if day is not None:
                    draft.date = count_from(sheet, first, unit.end, day, _back(steps))


def _counts_from(sheet: Sheet, head: Word) -> Iterator[tuple[Word, Word, str]]:
    """The first word, the unit and the step of what is counted from an event: "two weeks after", before its words."""
    words = sheet.parsed.words
    start = sheet.parsed.sentence_of(head).first
    for at in range(head.i - 1, max(start, head.i - _MOST_BETWEEN - 1), -1):
        sign = 1 if words[at].low in _LATER else -1 if words[at].low in _SOONER else 0
        if not sign:
            continue
        if at - 3 >= start and words[at - 3].pos == "ADP":
            return  # "was jailed for 33 months after she pleaded guilty": how long, not when
        governs = words[at].child("pobj") is head or (words[at].head is head and words[at].dep == "mark")
        unit = load_table(sheet.language, "dates")["unit"].get(words[at - 1].low) if at - 2 >= start else None
        number = 1 if words[at - 2].low in _ONE else number_value(words[at - 2].low)
        if words[at - 2].low in _THE and unit != "d":
            return  # "in the week after his arrest": some day of that week
        if governs and unit is not None and len(unit) == 1 and number is not None and number <= _MOST:
            rough = "" if unit == "d" else " approximate"
            yield words[at - 2], words[at - 1], f"add:{sign * number}{unit}{rough}"
        return


def count_from(sheet: Sheet, first: Word, end: int, from_day: FoundDate, steps: str) -> FoundDate | None:
    """The day so many steps from another; None where that one is too coarse to count from."""
    base = from_day.expression
    plain = " ".join(step for step in base.rule.split() if step != "since")
    if base.parts or "until" in plain or (steps.split(maxsplit=1)[0][-1] in "dw" and not names_a_day(base)):
        return None
    base = structs.replace(base, rule=plain)
    wording = Span.of(sheet.text, first.start, end)
    return FoundDate(first.start, end, DateExpression(wording=wording, rule=steps, anchor="date", anchor_date=base))


def names_a_day(expression: DateExpression) -> bool:
    """Whether a date is as fine as a day."""
    last = (expression.rule.split() or [""])[-1]
    return (
        expression.value.count("-") == 2
        or last.startswith(("weekday", "day"))
        or (last[:3] == "add" and last[-1] == "d")
    )


def _back(steps: str) -> str:
    """The same steps in the other direction."""
    step, *rest = steps.split()
    turned = step.replace("add:-", "add:") if "add:-" in step else step.replace("add:", "add:-")
    return " ".join((turned, *(rest or ["approximate"])))  # whether both ends were counted, nobody says


def _told_above(draft: EventDraft, unit: Word, beside: list[EventDraft]) -> EventDraft | None:
    """The event whose verb governs the count: "released" in "was released on Monday, two weeks after his arrest"."""
    above = _verb_over(draft, unit)
    return next((other for other in beside if other.trigger.head is above and not other.lent), None)


def _verb_over(draft: EventDraft, unit: Word) -> Word | None:
    head = draft.trigger.head
    return next((word for word in ancestors(head if is_verb(head) else unit, 4) if is_verb(word)), None)


def _day_above(book: DateBook, draft: EventDraft, unit: Word) -> FoundDate | None:
    """As in "saw his family on Monday, three weeks after he was released": the day of what was no event."""
    above = _verb_over(draft, unit)
    if above is None:
        return None
    verbs = (above, *(child for child in above.children if child.dep == "xcomp"))
    days = [date for date in book.near(draft.trigger.head) if book.anchor(date)[0] in verbs]
    plain = [
        day for day in days if not day.expression.parts and not {"since", "until"} & set(day.expression.rule.split())
    ]
    return plain[0] if len(plain) == len(days) == 1 else None


__all__ = ["count_dates", "count_from", "names_a_day"]
