"""Fields of case sheets, "Date of arrest: 12 May 2021", many on a line too, and cells of tables: each is an event."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.drafts import Role
from habeas.extraction.events.triggers import Trigger
from habeas.extraction.grammar.clauses import FINITE
from habeas.extraction.layout.case_tables import find_labels, find_table_heads, find_table_rows
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.parties import Party
from habeas.extraction.values.legal import bare_articles
from habeas.extraction.values.terms import find_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import ParsedText
    from habeas.extraction.layout.case_tables import Label
    from habeas.extraction.lexicon.event_patterns import Pattern, PatternBook
    from habeas.model import LegalReference

_VALUE_START = re.compile(r"[ \t]*[:|]?[ \t]*(?:\n[ \t]*){0,2}")
_LONGEST_BARE = 120
_LONGEST_VALUE = 600
_EMPTY, _IN_A_CHARGE = word_list("values", "empty", "lists"), word_list("values", "in_a_charge", "lists")
_UNDONE = tuple(word_list("values", "undone", "lists"))
_OF_ARTICLES = word_list("values", "of_articles", "lists")


def field_triggers(parsed: ParsedText, book: PatternBook) -> Iterator[Trigger]:
    """The fields and cells that tell of events. Linear in the length of the text."""
    patterns: dict[str, Pattern] = dict(book.labels)
    heads = find_table_heads(parsed.text)
    if heads:
        for row in find_table_rows(parsed.text):
            for cell in row.cells:
                yield from _trigger(parsed, patterns[cell.head], (cell.start, cell.end), (cell.start, cell.end))
    starts = [start for start, _ in heads]
    labels = find_labels(parsed.text)
    for number, label in enumerate(labels):
        at = bisect_right(starts, label.start) - 1
        if at >= 0 and label.start < heads[at][1]:
            continue
        above = labels[number - 1] if number else None
        if label.bare and above is not None and above.bare and not parsed.text[above.after : label.start].strip():
            continue  # the heads of columns, each on a line of its own
        pattern = patterns.get(label.name)
        after = labels[number + 1].start if number + 1 < len(labels) else len(parsed.text)
        value = _value(parsed, label, after) if pattern is not None else None
        if pattern is not None and value is not None:
            yield from _trigger(parsed, pattern, (label.start, label.end), value)


def _trigger(parsed: ParsedText, pattern: Pattern, place: tuple[int, int], value: tuple[int, int]) -> Iterator[Trigger]:
    inside = parsed.words_in(*place)
    if inside and _tells(parsed.text[slice(*value)]):
        yield Trigger(pattern, inside[-1], inside[0].i, inside[-1].i, *place, value=value)


def _value(parsed: ParsedText, label: Label, after: int) -> tuple[int, int] | None:
    """Where the value of a field stands: up to the next field or the end of its line."""
    text = parsed.text
    begun = _VALUE_START.match(text, label.after)
    start = begun.end() if begun is not None else label.after
    end = text.find("\n", start)
    end = min(len(text) if end < 0 else end, after, start + _LONGEST_VALUE)
    if "|" in text[label.after : start]:
        bar = text.find("|", start, end)
        end = bar if bar >= 0 else end
    told = next((word.start for word in parsed.words_in(start, end) if word.cut_off and word.start > start + 1), end)
    if text[start:told].rstrip()[-1:] == ".":
        end = told  # "Sentence: 13 years. Released in May"
    if label.bare:
        words = parsed.words_in(start, end)
        if end - start > _LONGEST_BARE or any(word.tag in FINITE and not word.cut_off for word in words):
            return None  # a heading over a paragraph
    return (start, end) if text[start:end].strip() else None


def _tells(value: str) -> bool:
    """Whether a value says that there was something: not "none", "n/a", "awaiting trial"."""
    plain = value.strip().strip(".").lower()
    return plain not in _EMPTY and not plain.startswith(_UNDONE)


def complete_fields(sheet: Sheet, articles: list[LegalReference], with_law: frozenset[str]) -> None:
    """Give the events of fields the term and the articles of their values, and none from elsewhere; a field asserts.

    Args:
        sheet: Of the document.
        articles: All of the text, in order.
        with_law: Types of events that go with a law.
    """
    for draft in sheet.events:
        value = draft.trigger.value
        if value is None:
            continue
        if draft.modality not in ("asserted", "alleged"):  # "Prison No. 6" denies nothing
            draft.modality = draft.trigger.pattern.modality or "asserted"
        draft.term = find_term(sheet.text, *value) if draft.event_type == "verdict" else None
        if draft.event_type in with_law:
            own = [reference for reference in articles if value[0] <= reference.quote.start < value[1]]
            bare = draft.trigger.pattern.lemma in _OF_ARTICLES
            draft.legal = own or (bare_articles(sheet.text, *value) if bare else [])
    _give_owners(sheet)
    _leave_dates(sheet.events)
    sheet.events = _joined(sheet.events, sheet.text)


def _give_owners(sheet: Sheet) -> None:
    """As in "Charges: all were dropped": what the value of a field tells of nobody else is told of the one on file."""
    fields = [draft for draft in sheet.events if draft.trigger.value is not None]
    values = [(field.trigger.start, field.trigger.value[1]) for field in fields if field.trigger.value is not None]
    for draft in sheet.events:
        if draft.trigger.value is not None or draft.roles or not _stands_in(draft.trigger.start, values):
            continue
        owners = sheet.people.owners(draft.trigger.start)
        if len(owners) == 1:
            draft.roles.append(Role("person", Party(owners[0], sheet.people.by_word[owners[0].i])))


def _leave_dates(drafts: list[EventDraft]) -> None:
    """As in "Charges: dropped on 5 May": the day is that of what the value tells, and not of the field."""
    told: dict[int, list[int]] = {}
    for draft in drafts:
        if draft.trigger.value is None and draft.date is not None:
            told.setdefault(draft.date.start, []).append(draft.trigger.start)
    for draft in drafts:
        value, date = draft.trigger.value, draft.date
        if value and date and any(value[0] <= place < value[1] for place in told.get(date.start, ())):
            draft.date = None


def _joined(drafts: list[EventDraft], text: str) -> list[EventDraft]:
    """The drafts with one for two cells of a line that tell of one event: "Sentenced" its day, "Term" its length."""
    cells: dict[tuple[int, str], EventDraft] = {}
    dropped: set[int] = set()
    for draft in drafts:
        if draft.trigger.value is None or draft.trigger.value[0] != draft.trigger.start:
            continue
        first = cells.setdefault((text.rfind("\n", 0, draft.trigger.start), draft.event_type), draft)
        if (
            first is draft
            or (first.date and draft.date)
            or (first.term and draft.term)
            or (first.legal and draft.legal)
        ):
            continue
        first.date, first.term = first.date or draft.date, first.term or draft.term
        first.legal = first.legal or draft.legal
        dropped.add(id(draft))
    return [draft for draft in drafts if id(draft) not in dropped]


def _stands_in(place: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < spans[at][1]


def settle_fields(drafts: list[EventDraft], text: str) -> list[EventDraft]:
    """The drafts without what the words of a label or of a charge seem to tell, and without a field told in full."""
    heads = find_table_heads(text)
    fields = [draft for draft in drafts if draft.trigger.value is not None]
    if not fields and not heads:
        return drafts
    dropped: set[int] = set()
    for spans in (heads, [(label.start, label.end) for label in find_labels(text)]):
        told = (draft for draft in drafts if draft.trigger.value is None)
        dropped |= {id(draft) for draft in told if _stands_in(draft.trigger.start, spans)}
    starts = [field.trigger.start for field in fields]
    for draft in drafts:
        if id(draft) in dropped:
            continue  # "Charged with: libel", where "charged" is of the label
        at = bisect_right(starts, draft.trigger.start) - 1
        if at > 0 and fields[at] is draft:
            at -= 1
        field = fields[at] if at >= 0 and fields[at] is not draft else None
        if field is None or field.trigger.value is None or draft.trigger.start >= field.trigger.value[1]:
            continue
        if field.event_type == "charge" and draft.event_type in _IN_A_CHARGE:
            dropped.add(id(draft))
        elif draft.trigger.value is not None:
            dropped.add(id(draft))  # a term that stands in the field of the sentence
        elif draft.event_type == field.event_type and draft.trigger.pattern.kind == "verb":
            dropped.add(id(field))  # "Verdict: sentenced to 5 years"
        elif draft.event_type == field.event_type and field.trigger.start == field.trigger.value[0]:
            dropped.add(id(draft))
    return [draft for draft in drafts if id(draft) not in dropped]


__all__ = ["complete_fields", "field_triggers", "settle_fields"]
