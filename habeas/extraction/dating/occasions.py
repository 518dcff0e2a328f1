"""Days of the occasion in which an event took place: "seized during the raid", where the report dates that raid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.dating.anniversaries import count_anniversaries
from habeas.extraction.dating.counted_occasions import date_by_counts
from habeas.extraction.dating.lending import date_key
from habeas.extraction.grammar.clauses import is_verb, verb_above
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.values.found_dates import FoundDate

_OCCASIONS = word_list("occasions", "occasions") | word_list("occasions", "court_occasions")
# What people are seized "in" or "at"; "in the case" and "in the article" are no place in time.
_GATHERINGS = word_list("occasions", "gatherings")
# What people are killed or hurt "in"; one may be charged "in" them years after.
_ASSAULTS = word_list("occasions", "assaults")
# What comes days after what it is about.
_RULED = frozenset(("appeal_ruling", "charge", "remand", "verdict"))
_HURTING = frozenset(("death_in_custody", "enforced_disappearance", "ill_treatment", "killing"))
_WITHIN = word_list("dates", "within")
_BESIDE = word_list("dates", "beside_a_time")
# "In a series of raids", "at the time of his arrest".
_HEAPS, _MOMENTS = word_list("occasions", "heaps"), word_list("occasions", "moments")
_SAME_TIME = word_list("dates", "same_time")
_KNOWN = word_list("people", "definite") | word_list("people", "personal")
_MOST_SENTENCES = 12  # further on, "the raid" may be one of which everybody knows
_TOLD = ("asserted", "alleged")


def date_by_occasions(sheet: Sheet, book: DateBook, drafts: list[EventDraft]) -> None:
    """Give an event without a day that of the occasion during which it took place.

    Args:
        sheet: Of the document.
        book: Its dates.
        drafts: Every event of the text, with the days that it has so far.
    """
    date_by_counts(sheet, book, drafts)
    count_anniversaries(book, drafts, sheet.language)
    by_head = {draft.trigger.head.i: draft for draft in drafts if draft.date is not None}
    named: dict[str, list[tuple[Word, FoundDate]]] | None = None
    for draft in drafts:
        if draft.date is not None or draft.until is not None or draft.modality not in _TOLD:
            continue
        for noun in _occasions_of(draft.trigger.head, draft.event_type):
            own = by_head.get(noun.i)
            day = own.date if own is not None else _day_in_its_words(book, noun)
            if day is None and _is_known(noun):
                named = _named_days(sheet, book) if named is None else named
                day = _last_told(sheet, noun, named.get(noun.lemma, []))
            if day is not None and not day.expression.rule.endswith(("since", "until")):
                draft.date, draft.lent = day, True
                break
    _date_named_occasions(drafts)


def _date_named_occasions(drafts: list[EventDraft]) -> None:
    """As in "On Monday nine were arrested in a series of raids": the raids took place that day."""
    undated = {}
    for draft in drafts:
        head = draft.trigger.head
        if draft.date is None and draft.until is None and draft.modality in _TOLD:
            undated[head.head.i if head.dep == "acl" else head.i] = draft
    for draft in drafts:
        day = draft.date
        if not undated or day is None or draft.modality not in _TOLD or not is_verb(draft.trigger.head):
            continue
        if {"since", "until"} & set(day.expression.rule.split()):
            continue
        for noun in _occasions_of(draft.trigger.head, draft.event_type):
            occasion = undated.pop(noun.i, None)
            if occasion is not None and occasion is not draft:
                occasion.date, occasion.lent = day, True


def _occasions_of(head: Word, event_type: str) -> Iterator[Word]:
    """The nouns during which the verb tells that something was done, or the verb of which it was done meanwhile."""
    for verb in _same_scene(head):
        for child in verb.children:
            noun = child.child("pobj") if child.dep == "prep" and child.low in _WITHIN else None
            if noun is None:
                continue
            inner = _of(noun) if noun.low in _HEAPS | _MOMENTS else None
            if event_type in _RULED and noun.low in _GATHERINGS and child.low != "during":
                continue  # "was charged over her part in the protest"
            whole = child.low == "during" or (inner is not None and noun.low in _MOMENTS)
            kind = _OCCASIONS | _GATHERINGS if whole else _GATHERINGS
            kind = kind | _ASSAULTS if event_type in _HURTING else kind
            noun = noun if inner is None else inner
            if noun.pos == "NOUN" and noun.low in kind:
                yield noun


def _of(noun: Word) -> Word | None:
    within = next((below for below in noun.children if below.low == "of" and below.dep == "prep"), None)
    return within.child("pobj") if within is not None else None


def _same_scene(head: Word) -> Iterator[Word]:
    word = head
    for _ in range(3):
        if not is_verb(word):
            return
        yield word
        meanwhile = word.dep == "advcl" and any(c.low in _SAME_TIME and c.dep == "mark" for c in word.children)
        if word.dep != "conj" and not meanwhile:
            return
        word = word.head


def _day_in_its_words(book: DateBook, noun: Word) -> FoundDate | None:
    """As in "a raid that killed nine in December", "the raid on 5 May"."""
    for date in book.near(noun):
        if not noun.left <= _place(date, book) <= noun.right:
            continue
        anchor, preposition = book.anchor(date)
        clause = anchor if anchor is None or is_verb(anchor) else verb_above(anchor)
        told = clause is not None and clause.head is noun and clause.dep in ("relcl", "acl")
        if preposition not in _BESIDE and (anchor is noun or told):
            return date
    return None


def _place(date: FoundDate, book: DateBook) -> int:
    anchor, _ = book.anchor(date)
    return anchor.i if anchor is not None else -1


def _is_known(noun: Word) -> bool:
    """As in "the raid", "his arrest": one that the report has told of."""
    return noun.tag == "NN" and any(child.low in _KNOWN for child in noun.children if child.i < noun.i)


def _named_days(sheet: Sheet, book: DateBook) -> dict[str, list[tuple[Word, FoundDate]]]:
    """The occasions of a report that it dates: "the Dec. 30 operation", "Monday's raid"."""
    found: dict[str, list[tuple[Word, FoundDate]]] = {}
    for date in book.dates:
        anchor, _ = book.anchor(date)
        behind = sheet.parsed.words_in(date.end, date.end + 2)[-1:]  # "the May 5, 2020 operation", however parsed
        near = (word for word in (*behind, anchor) if word is not None and word.low in _OCCASIONS | _GATHERINGS)
        noun = next(near, None)
        if noun is not None and noun.pos == "NOUN":
            found.setdefault(noun.lemma, []).append((noun, date))
    return found


def _last_told(sheet: Sheet, noun: Word, named: list[tuple[Word, FoundDate]]) -> FoundDate | None:
    """The day of the occasion that "the raid" takes up: the last one told, where no other was told of since."""
    before = [(other, date) for other, date in named if other.i < noun.i]
    if not before or len({date_key(date.expression) for _, date in named}) > 1:
        return None
    last, day = before[-1]
    if noun.sentence - last.sentence > _MOST_SENTENCES:
        return None
    between = [word for word in sheet.parsed.words[last.i + 1 : noun.i] if word.lemma == noun.lemma]
    return day if all(word.pos == "NOUN" and _is_known(word) for word in between) else None


__all__ = ["date_by_occasions"]
