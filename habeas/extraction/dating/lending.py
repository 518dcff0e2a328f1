"""Days that an event takes from another mention of the same occasion: a lead and the sentence that tells it in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.dating.bounds import is_news_of_the_day, is_reason
from habeas.extraction.dating.chronicles import ROW_FIT
from habeas.extraction.grammar.clauses import ancestors, is_verb, verb_above
from habeas.extraction.lexicon.cues import load_cues
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.values.counts import quantity_at
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.values.found_dates import FoundDate
    from habeas.model import DateExpression

# What befalls somebody once in a report as a rule. Hearings, blows, visits and charges come again and again.
_ONCE = frozenset(
    (
        "administrative_arrest",
        "appeal_ruling",
        "clemency",
        "death_in_custody",
        "detention",
        "enforced_disappearance",
        "exchange",
        "execution",
        "forced_exile",
        "killing",
        "release",
        "verdict",
    )
)
_SOON = 3  # sentences behind "was first arrested in 1973" in which "the arrest" is that one
_MANY = 5  # "nine women" and "the nine" are the same nine; two and two may be four
_ITS_OWN = 4.0  # of `date_fit`: the day hangs on the very word
_TOLD = ("asserted", "alleged")
# Verbs of a state: "was held on 5 May" does not tell when that began.
_KEEPING = word_list("events", "keeping") | word_list("dates", "lasting")
_PRESENT = word_list("events", "present")
_REASONS = word_list("dates", "reasons")
_ATTITUDES, _TELLING = word_list("dates", "attitudes"), word_list("occasions", "telling")
# Words for being taken: each may stand for another of them, but not for being jailed, sentenced or moved.
_SEIZING, _JAILS = word_list("dates", "seizing"), word_list("dates", "jails")
_FOR, _HOURS = word_list("events", "punished_for"), word_list("dates", "hours")
# Beside these an occasion is another one than that told elsewhere.
_ANOTHER = word_list("dates", "another_occasion")


def lend_dates(sheet: Sheet, book: DateBook, drafts: list[EventDraft]) -> None:
    """Give an event without a day the one that the report gives the same occasion elsewhere, if it gives just one.

    Args:
        sheet: Of the document.
        book: Its dates.
        drafts: Every event of the text, those too that are no claims of their own.
    """
    _end_weeks_today(drafts)
    dated = _Occasions(sheet, drafts)
    taken = {draft.date.start for draft in drafts if draft.date is not None}
    for draft in drafts:
        if draft.date is None and draft.until is None and _may_borrow(sheet, draft, book, taken):
            day = dated.day_of(draft)
            if day is not None:
                draft.date, draft.lent = day, True


def _end_weeks_today(drafts: list[EventDraft]) -> None:
    """As in "was arrested this week": what has happened did so by the day on which it is told."""
    for draft in drafts:
        week = draft.date.expression if draft.date is not None else None
        if draft.date is None or week is None or week.rule != "week:0" or draft.modality not in _TOLD:
            continue
        ends = (structs.replace(week, rule="weekday:1:past"), structs.replace(week, rule="add:0d"))
        told = structs.replace(week, rule="interval", anchor="", anchor_date=None, parts=ends)
        draft.date = replace(draft.date, expression=told)


class _Occasions:
    """The dated events of a text, by whom they befell."""

    def __init__(self, sheet: Sheet, drafts: Iterable[EventDraft]) -> None:
        self._sheet = sheet
        self._by_person: dict[tuple[str, int], list[EventDraft]] = {}
        self._by_number: dict[tuple[str, int], list[tuple[str, EventDraft]]] = {}
        for draft in drafts:
            if draft.lent or not _may_lend(draft):
                continue
            for person in _persons(draft):
                self._by_person.setdefault((draft.event_type, person), []).append(draft)
            group = _group(sheet, draft)
            if group is not None:
                self._by_number.setdefault((draft.event_type, group[0]), []).append((group[1], draft))

    def day_of(self, draft: EventDraft) -> FoundDate | None:
        """The one day that other mentions of a draft's occasion give; None where they give none or several."""
        persons = _persons(draft)
        if persons:
            told = self._by_person.get((draft.event_type, min(persons)), [])
            told = [other for other in told if persons <= _persons(other) and _agree(self._sheet, draft, other)]
        else:
            group = _group(self._sheet, draft)
            counted = self._by_number.get((draft.event_type, group[0]), []) if group is not None else []
            alike = [other for kind, other in counted if group is not None and (kind == group[1] or group[0] >= _MANY)]
            told = [other for other in alike if not _persons(other) and _agree(self._sheet, draft, other)]
        same_word = [other for other in told if other.trigger.head.lemma == draft.trigger.head.lemma]
        return _one_day(same_word) or (None if same_word else _one_day(told))


def _persons(draft: EventDraft) -> frozenset[int]:
    return frozenset(id(party.person) for party in draft.persons("person"))


def _group(sheet: Sheet, draft: EventDraft) -> tuple[int, str] | None:
    """As in "five union members": how many of what, where the text gives a plain number."""
    if draft.counted is None or _persons(draft):
        return None
    quantity = quantity_at(sheet.parsed, draft.counted)
    if quantity is None or quantity.qualifier or quantity.value is None or quantity.value < 2:
        return None
    return quantity.value, draft.counted.lemma


def _may_lend(draft: EventDraft) -> bool:
    """Whether the day of a draft is that on which its occasion took place."""
    if draft.event_type not in _ONCE or draft.modality not in _TOLD or draft.date is None:
        return False
    if draft.date_fit == ROW_FIT:
        return False  # each row of a chronology tells of another occasion
    expression = draft.date.expression
    steps = expression.rule.split()
    if draft.trigger.head.low in _TELLING:
        return False  # "was reported missing on Monday": the day of the report
    if expression.parts or "until" in steps:
        return False
    if not is_verb(draft.trigger.head) and draft.date_fit < _ITS_OWN:
        return False
    return "since" in steps or draft.trigger.head.lemma not in _KEEPING


def _is_one_of_many(sheet: Sheet, draft: EventDraft) -> bool:
    """As in "was first arrested in 1973": an earlier or further occasion."""
    beside = (*draft.trigger.head.children, *sheet.parsed.words[draft.trigger.first : draft.trigger.last + 1])
    day = (draft.date.start, draft.date.end) if draft.date is not None else (0, 0)  # "arrested earlier this month"
    return any(word.low in _ANOTHER and word.dep != "mark" and not day[0] <= word.start < day[1] for word in beside)


def _may_borrow(sheet: Sheet, draft: EventDraft, book: DateBook, taken: set[int]) -> bool:
    """Whether a draft tells of an occasion as such: no state, no earlier or further one, none with a day of its own."""
    if draft.event_type not in _ONCE or draft.modality not in _TOLD:
        return False
    head = draft.trigger.head
    if head.lemma in _KEEPING or draft.trigger.pattern.lemma in _KEEPING or _lasts(head):
        return False
    if _is_one_of_many(sheet, draft):
        return False
    if head.dep == "amod" and head.tag == "VBN":
        return True  # "The search for the abducted girl ended on Tuesday"
    # "X, arrested over a poem, was released on Monday", "convicted on Monday over the murder of X"
    aside = head.dep in ("relcl", "acl") or (not is_verb(head) and is_reason(head))
    return all((aside and date.start in taken) or _is_of_something_else(book, date, head) for date in book.near(head))


def _is_of_something_else(book: DateBook, date: FoundDate, head: Word) -> bool:
    """As in "On Monday Britain condemned his arrest", "was convicted of backing the 2013 protests": no day of it."""
    anchor, _ = book.anchor(date)
    verb = anchor if anchor is None or is_verb(anchor) else verb_above(anchor)
    if verb is None:
        return False
    if verb.lemma in _ATTITUDES or verb.lemma in load_cues().verbs or verb.low in _TELLING:
        return True
    if verb.dep == "pcomp" and verb.head.low in _REASONS and verb.head.head is head:
        return not is_news_of_the_day(date)
    # "The reason for her arrest was her work for a union, which was strong until 2015"
    return (
        verb.dep == "relcl" and verb.head is not head and all(above is not verb for above in (head, *ancestors(head)))
    )


def _lasts(head: Word) -> bool:
    """As in "is detained", "had been arrested", "to arrest": a state, what went before, or what was not yet done."""
    if not is_verb(head):
        return False
    helpers = {child.low for child in head.children if child.dep in ("aux", "auxpass")}
    standing = helpers & _PRESENT and any(child.dep == "auxpass" for child in head.children)
    return bool(standing) or bool(helpers & {"being", "to"}) or ("had" in helpers and not _is_reported(head))


def _is_reported(head: Word) -> bool:
    """As in "She said that he had been arrested": the tense is that of the report."""
    word = head
    for _ in range(3):
        if word.dep == "ccomp":
            return True
        if word.dep != "conj":
            return False
        word = word.head
    return False


def _agree(sheet: Sheet, draft: EventDraft, other: EventDraft) -> bool:
    """Whether nothing that two mentions tell speaks against their being one occasion."""
    text, same_word = sheet.text, draft.trigger.head.lemma == other.trigger.head.lemma
    behind = 0 < draft.trigger.head.sentence - other.trigger.head.sentence <= _SOON
    if _is_one_of_many(sheet, other) and not (same_word and behind):
        return False
    terms = [structs.astuple(one.term)[2:6] for one in (draft, other) if one.term is not None]
    places = [text[slice(*one.place)] for one in (draft, other) if one.place is not None]
    if other is draft or len(set(terms)) > 1 or len(set(places)) > 1 or _ended(draft) != _ended(other):
        return False
    return draft.event_type != "detention" or same_word or (_seizes(text, draft) and _seizes(text, other))


def _ended(draft: EventDraft) -> str:
    """As in "was detained for 28 days": how long it lasted that time; empty where that is left open."""
    for child in draft.trigger.head.children if draft.event_type == "detention" else ():
        below = child.child("pobj") if child.low in _FOR and child.dep == "prep" else None
        number = below.child("nummod") if below is not None and below.ent in ("DATE", "TIME") else None
        if below is not None and number is not None and below.lemma not in _HOURS:
            return f"{number.low} {below.lemma}"
    return ""


def _seizes(text: str, draft: EventDraft) -> bool:
    """As in "taken into custody", or a field "Imprisoned: 5 May"; who is "taken to jail" was seized before."""
    if draft.trigger.pattern.kind == "label":
        return True
    words = text[draft.trigger.start : draft.trigger.end].casefold().split()
    return draft.trigger.head.lemma in _SEIZING and not _JAILS & set(words)


def _one_day(told: list[EventDraft]) -> FoundDate | None:
    """The day of several mentions, where they agree: the finest, as "2016" and "29 July 2016" do."""
    days = [day_itself(other.date) for other in told if other.date is not None]
    if not days:
        return None
    finest = max(days, key=lambda day: (_marks(day.expression), -day.start))
    return finest if all(_holds(day.expression, finest.expression) for day in days) else None


def day_itself(date: FoundDate) -> FoundDate:
    """The day from which, or until which, something lasts."""
    steps = date.expression.rule.split()
    if "since" not in steps and "until" not in steps:
        return date
    rule = " ".join(step for step in steps if step not in ("since", "until"))
    return replace(date, expression=structs.replace(date.expression, rule=rule))


def roughly(date: FoundDate, language: str) -> FoundDate:
    """What happened "two years ago" happened about then: nobody counts the months."""
    expression = date.expression
    ago = expression.wording.text.casefold().split()[-1] in load_table(language, "dates")["ago"]
    if not ago or not expression.rule.endswith(("m", "y")):
        return date
    return replace(date, expression=structs.replace(expression, rule=f"{expression.rule} approximate"))


def is_long_ago(date: FoundDate) -> bool:
    """As in "three years ago", "two months ago": no day of the calendar, which may stand beside it."""
    rule = date.expression.rule
    return rule.startswith("add:-") and date.expression.anchor == "publication" and rule.endswith(("m", "y"))


def _marks(expression: DateExpression) -> tuple[int, bool]:
    """How fine a date is: a day that stands in full is finer than one of an unknown year."""
    return expression.value.count("-"), not expression.anchor


def _holds(wide: DateExpression, fine: DateExpression) -> bool:
    if date_key(wide) == date_key(fine):
        return True
    plain = not wide.rule and not fine.rule and not wide.anchor and not fine.anchor
    yearless = [one for one in (wide, fine) if one.value.startswith("XXXX-")]
    if yearless and wide.value.count("-") == fine.value.count("-"):
        return wide.value[5:] == fine.value[5:]
    return plain and fine.value.startswith(wide.value)


def date_key(expression: DateExpression | None) -> tuple[object, ...]:
    """What a date says, wherever it stands."""
    if expression is None:
        return ()
    return expression.value, expression.rule, expression.anchor, date_key(expression.anchor_date)


__all__ = ["date_key", "day_itself", "is_long_ago", "lend_dates", "roughly"]
