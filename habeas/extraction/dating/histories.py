"""Year-less days in case histories: "travelled on 24 January 2013. On 4 February he was arrested" goes on in 2013.

News counts such a day from its own; the entry of a list, read years later, tells them in the order in which they came.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.layout.case_tables import find_labels
from habeas.extraction.lexicon.event_patterns import load_patterns
from habeas.model import parse_date, resolve_date
from habeas.model.errors import DateError

if TYPE_CHECKING:
    from datetime import date

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.people.case_entries import Entry
    from habeas.extraction.values.found_dates import FoundDate
    from habeas.model import DateExpression

_REACH = 800  # characters from one day to the next
_SHORTLY_BEFORE = timedelta(days=45)  # what leads to an arrest is told behind its field
_LOOK_BACK = 60


def date_histories(sheet: Sheet) -> list[FoundDate]:
    """The dates of a text, with the year-less days of its entries counted from the day told before."""
    if not sheet.people.entries.found:
        return sheet.dates
    found = list(sheet.dates)
    starts = [each.start for each in found]
    kinds = _field_kinds(sheet)
    for entry in sheet.people.entries.found:
        _read_entry(sheet, entry, found, starts, kinds)
    return found


def _field_kinds(sheet: Sheet) -> dict[int, str]:
    """By the number of a paragraph, the type of event of the field that it begins with; empty for another field."""
    patterns = {label: pattern.event_type for label, pattern in load_patterns(sheet.language).labels}
    kinds: dict[int, str] = {}
    for label in find_labels(sheet.text):
        if not label.bare:
            kinds.setdefault(_paragraph_of(sheet, label.start), patterns.get(label.name, ""))
    return kinds


def _paragraph_of(sheet: Sheet, place: int) -> int:
    return sheet.parsed.sentence_of(sheet.parsed.words_in(place, place + 1)[0]).paragraph


def _read_entry(sheet: Sheet, entry: Entry, found: list[FoundDate], starts: list[int], kinds: dict[int, str]) -> None:
    arrest: FoundDate | None = None
    base: FoundDate | None = None
    last: FoundDate | None = None
    paragraph = -1
    for at in range(bisect_left(starts, entry.start), bisect_left(starts, entry.end)):
        each = found[at]
        here = _paragraph_of(sheet, each.start)
        kind = kinds.get(here, "")
        if here != paragraph:
            base, last, paragraph = None, None, here
        if _is_whole(each.expression):
            if kind == "detention":
                arrest = arrest or each
            elif not kind:
                base = last = each
        elif _is_year_less(each.expression) and not kind:
            base = base if last is not None and each.start - last.end <= _REACH else arrest
            moved = _counted(sheet, each, base, from_field=base is arrest) if base is not None else None
            if moved is not None and (last is None or base is last or _is_in_order(last, moved)):
                found[at] = last = moved


def _is_in_order(before: FoundDate, after: FoundDate) -> bool:
    days = _day(before.expression), _day(after.expression)
    return days[0] is not None and days[1] is not None and days[0] <= days[1]


def _is_whole(expression: DateExpression) -> bool:
    value = expression.value
    return not expression.anchor and not expression.parts and "X" not in value and value.count("-") >= 1


def _is_year_less(expression: DateExpression) -> bool:
    return (
        expression.anchor == "publication"
        and expression.value.startswith("XXXX-")
        and "nearest_past" in expression.rule.split()
        and not expression.parts
    )


def _counted(sheet: Sheet, each: FoundDate, anchor: FoundDate, *, from_field: bool) -> FoundDate | None:
    """A year-less day counted from another: the first such day behind it, or shortly before it in a field."""
    told = anchor.end if anchor.end <= each.start else 0
    words = sheet.parsed.words_in(max(told, each.start - _LOOK_BACK), each.start)
    sentence = sheet.parsed.words_in(each.start, each.end)[0].sentence
    if not from_field and any(word.low == "had" and word.sentence == sentence for word in words):
        return None  # "had been searched on 2 February": before what was just told
    base = structs.replace(anchor.expression, rule=_plain(anchor.expression.rule))
    try:
        day = _day(base)
        ahead = _lean(each.expression, base, "nearest_future")
        behind = _lean(each.expression, base, "nearest_past")
        if day is None:
            return None
        before = _day(behind)
        back = before is not None and before >= day - (_SHORTLY_BEFORE if from_field else timedelta(0))
    except DateError:
        return None
    same_month = base.value.count("-") == 1 and base.value[5:7] == each.expression.value[5:7]
    return replace(each, expression=behind if back or same_month else ahead)


def _day(expression: DateExpression) -> date | None:
    resolved = resolve_date(expression).edtf
    return parse_date(resolved).earliest if resolved and "X" not in resolved else None


def _plain(rule: str) -> str:
    return " ".join(step for step in rule.split() if step not in ("since", "until", "approximate"))


def _lean(expression: DateExpression, base: DateExpression, rule: str) -> DateExpression:
    rules = " ".join(rule if step == "nearest_past" else step for step in expression.rule.split())
    return structs.replace(expression, rule=rules, anchor="date", anchor_date=base)


__all__ = ["date_histories"]
