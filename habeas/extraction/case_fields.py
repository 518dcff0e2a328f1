"""Fields of case sheets, "Date of arrest: 12 May 2021", many on a line too, and cells of tables: each is an event."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.case_tables import find_labels, find_table_heads, find_table_rows
from habeas.extraction.clauses import FINITE
from habeas.extraction.legal import bare_articles
from habeas.extraction.terms import find_term
from habeas.extraction.triggers import Trigger
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.event_patterns import Pattern, PatternBook
    from habeas.extraction.words import ParsedText
    from habeas.model import LegalReference

_VALUE_START = re.compile(r"[ \t]*[:|]?[ \t]*(?:\n[ \t]*){0,2}")
_LONGEST_BARE = 120
_LONGEST_VALUE = 600
# What the words of a charge may name without telling of it: "Charges: violence against the police".
_IN_A_CHARGE = frozenset(
    (
        "ill_treatment",
        "killing",
        "enforced_disappearance",
        "dispersal",
        "hunger_strike",
        "search_seizure",
        "diplomatic_act",
        "negotiation",
        "appeal",
        "intervention",
        "extremist_designation",
        "organisation_status",
        "sanction_change",
        "coerced_statement",
        "denial_of_rights",
        "court_hearing",
        "release",
        "exchange",
    )
)


def field_triggers(parsed: ParsedText, book: PatternBook) -> Iterator[Trigger]:
    """The fields and cells that tell of events. Linear in the length of the text."""
    patterns: dict[str, Pattern] = dict(book.labels)
    heads = find_table_heads(parsed.text) if "|" in parsed.text or "\t" in parsed.text else []
    if heads:
        for row in find_table_rows(parsed.text):
            for cell in row.cells:
                yield from _trigger(parsed, patterns[cell.head], (cell.start, cell.end), (cell.start, cell.end))
    starts = [start for start, _ in heads]
    labels = find_labels(parsed.text)
    for number, found in enumerate(labels):
        at = bisect_right(starts, found.start()) - 1
        if at >= 0 and found.start() < heads[at][1]:
            continue
        group = "label" if found.group("label") else "bare"
        pattern = patterns.get(found.group(group).lower())
        after = labels[number + 1].start() if number + 1 < len(labels) else len(parsed.text)
        value = _value(parsed, found, after) if pattern is not None else None
        if pattern is not None and value is not None:
            yield from _trigger(parsed, pattern, found.span(group), value)


def _trigger(parsed: ParsedText, pattern: Pattern, place: tuple[int, int], value: tuple[int, int]) -> Iterator[Trigger]:
    inside = parsed.words_in(*place)
    if inside and _tells(parsed.text[slice(*value)]):
        yield Trigger(pattern, inside[-1], inside[0].i, inside[-1].i, *place, value=value)


def _value(parsed: ParsedText, found: re.Match[str], after: int) -> tuple[int, int] | None:
    """Where the value of a field stands: up to the next field or the end of its line."""
    text = parsed.text
    begun = _VALUE_START.match(text, found.end())
    start = begun.end() if begun is not None else found.end()
    end = text.find("\n", start)
    end = min(len(text) if end < 0 else end, after, start + _LONGEST_VALUE)
    if "|" in text[found.end() : start]:
        bar = text.find("|", start, end)
        end = bar if bar >= 0 else end
    told = next((word.start for word in parsed.words_in(start, end) if word.cut_off and word.start > start + 1), end)
    if text[start:told].rstrip()[-1:] == ".":
        end = told  # "Sentence: 13 years. Released in May"
    if found.group("bare"):
        words = parsed.words_in(start, end)
        if end - start > _LONGEST_BARE or any(word.tag in FINITE and not word.cut_off for word in words):
            return None  # a heading over a paragraph
    return (start, end) if text[start:end].strip() else None


def _tells(value: str) -> bool:
    """Whether a value says that there was something: not "none", "n/a", "awaiting trial"."""
    table = load_table("en", "lists")["values"]
    plain = value.strip().strip(".").lower()
    return plain not in table["empty"] and not plain.startswith(tuple(table["undone"]))


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
            bare = draft.trigger.pattern.lemma in load_table("en", "lists")["values"]["of_articles"]
            draft.legal = own or (bare_articles(sheet.text, *value) if bare else [])


def settle_fields(drafts: list[EventDraft]) -> list[EventDraft]:
    """The drafts without what the words of a label or of a charge seem to tell, and without a field told in full."""
    fields = [draft for draft in drafts if (value := draft.trigger.value) and value[0] != draft.trigger.start]
    if not fields:
        return drafts
    dropped: set[int] = set()
    starts = [field.trigger.start for field in fields]
    for draft in drafts:
        if draft.trigger.value is not None and draft.trigger.value[0] != draft.trigger.start:
            continue
        at = bisect_right(starts, draft.trigger.start) - 1
        field = fields[at] if at >= 0 else None
        if field is None or field.trigger.value is None or draft.trigger.start >= field.trigger.value[1]:
            continue
        if draft.trigger.start < field.trigger.end:
            dropped.add(id(draft))  # the label itself
        elif field.event_type == "charge" and draft.event_type in _IN_A_CHARGE:
            dropped.add(id(draft))
        elif draft.trigger.value is not None:
            dropped.add(id(draft))  # a term that stands in the field of the sentence
        elif draft.event_type == field.event_type and draft.trigger.pattern.kind == "verb":
            dropped.add(id(field))  # "Verdict: sentenced to 5 years"
    return [draft for draft in drafts if id(draft) not in dropped]


__all__ = ["complete_fields", "field_triggers", "settle_fields"]
