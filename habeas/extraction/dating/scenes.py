"""Days that go on from the sentence before: "On 5 May she was filming. Police broke in and arrested her"; "also"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from habeas.extraction.dating.conjuncts import is_apart
from habeas.extraction.dating.counting import names_a_day
from habeas.extraction.grammar.clauses import is_verb, verb_above
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.humans import is_human

if TYPE_CHECKING:
    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Sentence, Word
    from habeas.extraction.values.found_dates import FoundDate

# What happens on the spot. Charges, verdicts and releases come days after what the report told before them.
_AT_ONCE = frozenset(("detention", "dispersal", "enforced_disappearance", "ill_treatment", "killing", "search_seizure"))
_TOLD = ("asserted", "alleged")
_KEEPING = word_list("events", "keeping") | word_list("dates", "lasting")
# Beside these the telling leaves the day that it was at.
_ELSEWHEN = word_list("dates", "another_occasion") | word_list("dates", "moving_on")
_ALSO, _WAS = word_list("dates", "also"), word_list("dates", "was")
_TAKERS, _PERSONAL = word_list("dates", "takers"), word_list("people", "personal")
_SCENES = word_list("occasions", "gatherings") | word_list("occasions", "assaults")
_MOST_BEFORE = 2  # words of a sentence before the day that opens it
_MOST_AWAY = 2  # sentences between two events of which the later "also" happened


def date_by_scenes(sheet: Sheet, book: DateBook, drafts: list[EventDraft]) -> None:
    """Give an event without a day that of the sentence that it goes on from.

    Args:
        sheet: Of the document.
        book: Its dates.
        drafts: Every event of the text in order, with the days that it has so far.
    """
    last: dict[str, EventDraft] = {}
    for draft in drafts:
        if draft.date is None and draft.until is None and draft.modality in _TOLD and _goes_on(draft.trigger.head):
            own = book.in_sentence(draft.trigger.head)
            if own:
                day = _told_beside(book, draft, own)
            else:
                day = _also_then(draft, last.get(draft.event_type)) or _opened_before(sheet, book, draft)
            if day is not None:
                draft.date, draft.lent = day, True
        if draft.date is not None and not draft.lent and draft.modality in _TOLD:
            last[draft.event_type] = draft


def _goes_on(head: Word) -> bool:
    """Whether a verb tells what happened next or then: in the plain past, and of no other time."""
    if not is_verb(head) or head.lemma in _KEEPING or not _is_main(head):
        return False
    helpers = {child.low for child in head.children if child.dep in ("aux", "auxpass")}
    plain = helpers <= _WAS and (head.tag == "VBD" or (head.tag == "VBN" and bool(helpers)))
    joined = head.dep == "conj" and head.tag in ("VBD", "VBN") and not helpers
    return (plain or joined) and not any(child.low in _ELSEWHEN for child in head.children)


def _is_main(verb: Word) -> bool:
    """Whether a verb tells a main clause; "was filming and arrested her" is no pair, whatever the parser says."""
    word = verb
    for _ in range(4):
        if word.dep != "conj":
            break
        if word.tag == "VBD" and word.head.tag == "VBG":
            return verb_above(word.head) is not None
        word = word.head
    return word.head is word


def _also_then(draft: EventDraft, last: EventDraft | None) -> FoundDate | None:
    """As in "The court jailed X on Monday. It also acquitted her brother"."""
    head = draft.trigger.head
    if last is None or last.date is None:
        return None
    if not any(child.low in _ALSO for child in head.children) and not _is_one_more(draft, last):
        return None
    if any(child.low in _ELSEWHEN for child in last.trigger.head.children):
        return None  # "had earlier been held in May": told from before
    steps = last.date.expression.rule.split()
    near = head.sentence - last.trigger.head.sentence <= _MOST_AWAY
    return last.date if near and not {"since", "until"} & set(steps) else None


def _is_one_more(draft: EventDraft, last: EventDraft) -> bool:
    """As in "In March X was moved to Testin. And Y was moved to Probin": the next sentence has the same verb."""
    head, before = draft.trigger.head, last.trigger.head
    opens = any(child.dep == "cc" and child.i < head.i and child.sentence == head.sentence for child in head.children)
    return opens and head.dep == "ROOT" and head.lemma == before.lemma and head.sentence == before.sentence + 1


def _told_beside(book: DateBook, draft: EventDraft, dates: list[FoundDate]) -> FoundDate | None:
    """As in "On 5 May police searched the flat; X was taken away": the one day of the clause before."""
    head = draft.trigger.head
    if draft.event_type not in _AT_ONCE or len(dates) != 1:
        return None
    before, _ = book.anchor(dates[0])
    if before is None or not is_verb(before) or before.dep != "ccomp" or before.head is not head:
        return None
    if not any(word.text == ";" for word in book.words[before.i : head.i]) or dates[0].start > head.start:
        return None
    told = before.tag in ("VBD", "VBN") and not any(child.low in _ELSEWHEN for child in before.children)
    plain = names_a_day(dates[0].expression) and not {"since", "until"} & set(dates[0].expression.rule.split())
    return dates[0] if told and plain and not is_apart(draft.event_type, head, before) else None


def _opened_before(sheet: Sheet, book: DateBook, draft: EventDraft) -> FoundDate | None:
    """The day that opens the sentence before, in the same paragraph: "On 5 May, .."."""
    head = draft.trigger.head
    if draft.event_type not in _AT_ONCE or not head.sentence:
        return None
    here, before = sheet.parsed.sentences[head.sentence], sheet.parsed.sentences[head.sentence - 1]
    if here.paragraph != before.paragraph:
        return None
    dates = book.dates[bisect_left(book.starts, before.start) : bisect_left(book.starts, before.end)]
    if len(dates) != 1 or not _opens(sheet, before, dates[0]):
        return None
    anchor, _ = book.anchor(dates[0])
    told = anchor is not None and is_verb(anchor) and _goes_on(anchor) and not is_apart(draft.event_type, head, anchor)
    return dates[0] if told and anchor is not None and _is_of_the_scene(sheet, draft, anchor) else None


def _is_of_the_scene(sheet: Sheet, draft: EventDraft, anchor: Word) -> bool:
    """Whether a sentence tells of those who come again: "police came to her home", not "the law came into force"."""
    subject = anchor.child("nsubj", "nsubjpass")
    if subject is None or not is_human(sheet, subject):
        return subject is not None and subject.lemma in _TAKERS | _SCENES
    persons = {id(party.person) for party in draft.persons("person")}
    sentence = sheet.parsed.sentence_of(anchor)
    inside = sheet.parsed.words[sentence.first : sentence.last]
    named = any(id(sheet.people.by_word.get(word.i)) in persons for word in inside) if persons else False
    meant = any(word.low in _PERSONAL and word.dep != "poss" for word in inside)
    return named or meant or not persons or subject.lemma in _TAKERS


def _opens(sheet: Sheet, sentence: Sentence, date: FoundDate) -> bool:
    plain = not {"since", "until"} & set(date.expression.rule.split())
    return (
        plain
        and names_a_day(date.expression)
        and len(sheet.parsed.words_in(sentence.start, date.start)) <= _MOST_BEFORE
    )


__all__ = ["date_by_scenes"]
