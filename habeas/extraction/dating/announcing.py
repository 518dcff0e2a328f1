"""Days of what is done by announcing it, "has banned it, the ministry said on Friday", and of what is set for a day."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.dating.bounds import is_news_of_the_day
from habeas.extraction.dating.call_dates import day_at
from habeas.extraction.grammar.clauses import ancestors, is_verb
from habeas.extraction.lexicon.cues import load_cues
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.values.found_dates import FoundDate

# What an authority does by saying so.
_DONE_BY_SAYING = ("diplomatic_act", "extremist_designation", "organisation_status", "sanction_change")
_ANNOUNCING = word_list("dates", "announcing")
_ELSEWHEN = word_list("dates", "another_occasion") | word_list("dates", "moving_on")
_NOW, _THEN = word_list("dates", "now"), word_list("dates", "then")
_TURNED = MappingProxyType(
    {
        "nearest_past": "nearest_future",
        **{f"weekday:{number}:past": f"weekday:{number}:future" for number in range(1, 8)},
    }
)
_THEMSELVES = word_list("dates", "themselves")


def date_announcements(sheet: Sheet, book: DateBook) -> None:
    """Give an undated act of state the day on which whoever did it announced it.

    Args:
        sheet: Of the document; its events know their modality.
        book: Its dates.
    """
    for draft in sheet.events:
        undated = draft.date is None and draft.until is None and draft.modality == "asserted"
        if undated and draft.event_type in _DONE_BY_SAYING:
            draft.date = _day_announced(draft, book)
    _point_ahead(sheet, book)


def _point_ahead(sheet: Sheet, book: DateBook) -> None:
    """Turn the day of what is planned to the one that comes: "is set for July 20" tells of the next July.

    Args:
        sheet: Of the document; its events know their modality and their days.
        book: Its dates.
    """
    for draft in sheet.events:
        if draft.modality != "planned" or draft.date is None or not _is_told_now(draft, book):
            continue
        expression = draft.date.expression
        if expression.anchor == "publication" and expression.rule in _TURNED:
            ahead = structs.replace(expression, rule=_TURNED[expression.rule])
            draft.date = replace(draft.date, expression=ahead)


def _is_told_now(draft: EventDraft, book: DateBook) -> bool:
    verbs = [verb for verb in (draft.trigger.head, draft.verb) if verb is not None]
    verbs.extend(word for verb in tuple(verbs) for word in ancestors(verb, 2) if is_verb(word))
    helpers = {child.low for verb in verbs for child in verb.children if child.dep in ("aux", "auxpass")}
    if "would" in helpers and len(book.in_sentence(draft.trigger.head)) > 1:
        return False  # "said in 2015 that she would be tried on 5 May"
    return bool(helpers & _NOW) and not helpers & _THEN


def _day_announced(draft: EventDraft, book: DateBook) -> FoundDate | None:
    verb = draft.trigger.head if is_verb(draft.trigger.head) else draft.verb
    if verb is None or any(child.low in _ELSEWHEN for child in verb.children):
        return None
    clause = verb
    for _ in range(2):  # "has frozen funds and banned travel, the ministry said"
        if clause.dep != "conj" or not is_verb(clause.head):
            break
        clause = clause.head
    if clause.dep != "ccomp" or load_cues().verbs.get(clause.head.low) is None or _has_own_day(verb, book):
        return None
    subject = clause.child("nsubj")
    helpers = {child.low for child in clause.children if child.dep in ("aux", "auxpass")}
    own = subject is not None and subject.low in _THEMSELVES
    if clause.head.lemma not in _ANNOUNCING and not own and not helpers & _NOW:
        return None
    day = day_at(clause.head, book)
    return day if day is not None and is_news_of_the_day(day) else None


def _has_own_day(verb: Word, book: DateBook) -> bool:
    return any(book.anchor(date)[0] is verb for date in book.near(verb))


__all__ = ["date_announcements"]
