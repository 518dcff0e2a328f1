"""Days that stand beside an event and do not tell when it happened: bounds, lengths, days of other things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import ancestors, is_verb
from habeas.extraction.grammar.prospects import is_put_off_to
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.values.found_dates import FoundDate

_OCCASIONS = word_list("occasions", "occasions")
_COURT_OCCASIONS = word_list("occasions", "court_occasions")
_GATHERINGS = word_list("occasions", "gatherings")
# "Before Monday", "prior to 5 May" tell when it was not.
_BOUNDS = word_list("dates", "bounds")
_LEADING_UP = tuple(sorted(word_list("dates", "leading_up")))
# "As of Monday" is the day of a state.
_STANDING = word_list("dates", "standing")
_KEEPING = word_list("events", "keeping")
_SERVING = word_list("dates", "lasting")
_RULED = word_list("dates", "ruled")
_RANKS = word_list("modality", "ranks") | word_list("dates", "another_occasion")
# "Adjourned the trial to 5 May": it was heard before.
_ADJOURNING = word_list("dates", "adjourning")
_AT_FIRST = word_list("dates", "at_first")
_DONE_BEFORE, _TOLD_OF = word_list("dates", "done_before"), word_list("dates", "told_of")
_KNOWN = word_list("dates", "known")
_IN_A_WHILE = word_list("dates", "in_a_while")
_OWNING = ("amod", "compound", "nmod", "nummod", "poss")
_AUXILIARIES = ("aux", "auxpass")
_CONNECTING = word_list("dates", "connecting")
_BIRTHS = word_list("dates", "births")
_WITHIN, _LINKS = word_list("dates", "within"), word_list("dates", "links")
_ATTITUDES = word_list("dates", "attitudes")
_COMPARED = word_list("dates", "compared")
_REASONS, _ANSWERED = word_list("dates", "reasons"), word_list("dates", "answered")
_NAMING = ("ADJ", "ADP", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PROPN")
_LONGEST_PHRASE = 16  # words between "the arrest" and its day
_LONGEST_LEAD = 24  # characters of the longest of `_LEADING_UP` with an article


def tells_no_time(sheet: Sheet, draft: EventDraft, date: FoundDate, anchor: Word, preposition: str) -> bool:
    """Whether a date is a bound, a length of time, the day of a state or one within a term."""
    before = sheet.text[max(0, date.start - _LONGEST_LEAD) : date.start].casefold().rstrip().removesuffix(" the")
    # "prior to this week's raids": the week is that of the raids
    owned = preposition in _OWNING and draft.trigger.first <= anchor.i <= draft.trigger.last
    bound = preposition in _BOUNDS or (before.endswith(_LEADING_UP) and not owned)
    return (
        bound
        or (anchor is not draft.trigger.head and any(child.low in _AT_FIRST for child in anchor.children))
        or (draft.trigger.head.lemma in _ADJOURNING and is_put_off_to(sheet.parsed.words_in(date.start, date.end)))
        or (
            anchor.dep == "appos" and anchor.pos == "NOUN" and "since" in date.expression.rule.split()
        )  # "editor since"
        or _stands(sheet, date)
        or _is_served(draft, anchor)
        or _counts_a_while(date, draft.trigger.head, preposition)
        or _is_of_another(draft.trigger.head, anchor)
        or _is_compared(sheet, date)
    )


def keeps_till_then(sheet: Sheet, draft: EventDraft, date: FoundDate, anchor: Word) -> bool:
    """As in "is being held as of Monday": the day of a state, where the event is one."""
    kept = draft.trigger.pattern.lemma in _KEEPING and anchor.i >= draft.trigger.head.i
    return kept and _stands(sheet, date)


def _stands(sheet: Sheet, date: FoundDate) -> bool:
    told = "future" not in date.expression.rule  # "will be closed as of 10 July"
    return told and sheet.text[max(0, date.start - 6) : date.start].casefold().strip() in _STANDING


def _counts_a_while(date: FoundDate, head: Word, preposition: str) -> bool:
    """As in "has spent the past two years in prison", "the third raid in the past month": how long, or how often."""
    stretch = date.expression.rule == "interval" and any(
        part.rule.startswith("add:0") for part in date.expression.parts
    )
    ranked = any(child.low in _RANKS for child in head.children if child.dep in ("advmod", "amod"))
    return stretch and (preposition not in _IN_A_WHILE or ranked)


def _is_of_another(head: Word, anchor: Word) -> bool:
    """As in "On Monday she was held, and her custody has been renewed", "held in connection with a raid on Monday".

    Nor is the year in which somebody was born that of anything else: "was born in 1992 and is held in Minsk".
    """
    if anchor.low in _CONNECTING and any(child.low == "with" for child in anchor.children):
        return True
    now = any(c.dep in _AUXILIARIES and c.tag in ("VBZ", "VBP") for c in head.children)
    past = any(word.tag == "VBD" for word in (anchor, *anchor.children) if word is anchor or word.dep in _AUXILIARIES)
    return (anchor.low in _BIRTHS and anchor is not head) or (
        now and past and head.dep == "conj" and head.head is anchor
    )


def _is_compared(sheet: Sheet, date: FoundDate) -> bool:
    """As in "jailed at least 26, an increase from 8 in 2020": the year of another number."""
    first = next(iter(sheet.parsed.words_in(date.start, date.end)), None)
    if first is None or first.i < 2:
        return False
    at = first.i - 2 if sheet.parsed.words[first.i - 1].low in _LINKS else first.i - 1
    number = sheet.parsed.words[at]
    return number.pos == "NUM" and number.dep == "pobj" and number.head.low in _COMPARED


def _is_served(draft: EventDraft, anchor: Word) -> bool:
    """As in "This month she is serving her sixth year": a day of the term, not that of the verdict."""
    lasting = draft.event_type == "verdict" and draft.trigger.head.lemma in _SERVING
    return lasting and not is_of_term(draft, anchor)


def is_of_term(draft: EventDraft, anchor: Word) -> bool:
    """As in "is serving a sentence handed down in May": the term tells when it was given."""
    given = anchor.dep == "acl" and anchor.low in draft.trigger.pattern.participle | _RULED
    return given and draft.event_type == "verdict" and draft.trigger.first <= anchor.head.i <= draft.trigger.last


def follows_occasion(sheet: Sheet, draft: EventDraft, date: FoundDate) -> bool:
    """As in "the protests in 2019": the date stands right behind a noun that is an occasion of its own."""
    inside = sheet.parsed.words_in(date.start, date.end)
    at = inside[0].i - 1 if inside else -1
    words = sheet.parsed.words
    if at >= 0 and words[at].low in _LINKS:
        at -= 1
    if at < 0 or words[at].sentence != inside[0].sentence or words[at].low not in _OCCASIONS:
        return False
    # "signed a pardon decree on 17 March": the noun that the words of the event belong to; "to ten days of arrest"
    own = draft.trigger.first <= at <= draft.trigger.last or words[draft.trigger.last].head is words[at]
    link = words[at].head
    own = own or (link.low == "of" and draft.trigger.first <= link.head.i <= draft.trigger.last)
    if own or words[at].low in _COURT_OCCASIONS:
        return False
    above = words[at].head.low
    if above in _WITHIN and words[at].low in _GATHERINGS and words[at].head.head is draft.trigger.head:
        return False  # "arrested in a crackdown last week": one and the same day
    # "sentenced to death in 2002", "arrested under the law on Monday"
    to_death = above == "to" and words[at].low == "death"
    if words[at].dep == "pobj" and (to_death or (above == "under" and is_news_of_the_day(date))):
        return False
    return words[at].pos == "NOUN" and words[at].dep in ("pobj", "dobj", "conj", "compound")


def explains_a_noun(sheet: Sheet, draft: EventDraft, date: FoundDate) -> bool:
    """As in "ahead of Press Freedom Day (3 May)": a date in brackets is that of the noun before them."""
    if sheet.text[max(0, date.start - 1) : date.start] != "(":
        return False
    before = sheet.parsed.words_in(date.start - 3, date.start - 1)[:1]
    if not before or before[0].pos not in ("NOUN", "PROPN"):
        return False
    run = sheet.people.run_of.get(before[0].i)
    own = draft.trigger.first <= before[0].i <= draft.trigger.last
    return not own and (run is None or run.kind not in ("place", "person"))


def is_news_of_the_day(date: FoundDate) -> bool:
    """As in "appeared in court and was charged on Monday": a weekday or "today" dates the whole sentence."""
    return "weekday" in date.expression.rule or date.expression.rule.startswith("add:0d")


def is_only_told(noun: Word, verb: Word) -> bool:
    """As in "The arrest of X was announced on Monday": done some time before; but a verdict is told by giving it."""
    if noun.lemma not in _DONE_BEFORE:
        return False
    public = any(child.dep in ("oprd", "acomp", "ccomp") and child.low in _KNOWN for child in verb.children)
    return verb.lemma in _TOLD_OF or public


def is_reason(noun: Word) -> bool:
    """As in "was sentenced in 2002 for a murder", "charged on Monday with kidnapping": done before that day."""
    for above in ancestors(noun, 4):
        if above.dep == "prep":
            return above.low in _REASONS and (
                is_verb(above.head) or (above.head.dep == "dobj" and above.low in _ANSWERED)
            )
        if is_verb(above):
            return False
    return False


def closes_phrase(sheet: Sheet, draft: EventDraft, date: FoundDate, anchor: Word) -> bool:
    """As in "condemned the arrest of X and Y in May 2017": a month or year behind what is spoken about is its own."""
    head = draft.trigger.head
    inside = sheet.parsed.words_in(date.start, date.end)
    if draft.trigger.pattern.who == "bearer":  # "X (in prison since 2019)", whatever the day hangs on
        return bool(inside) and inside[0].i == draft.trigger.last + 1
    if is_verb(head) or not inside or inside[0].i <= head.i or is_news_of_the_day(date):
        return False
    if is_verb(anchor) and anchor.lemma not in _ATTITUDES:
        return False
    between = sheet.parsed.words[draft.trigger.last + 1 : inside[0].i]
    return (
        1 < len(between) <= _LONGEST_PHRASE
        and between[0].low == "of"
        and all(word.pos in _NAMING or word.text in (",", "-", "'s", "’s") for word in between)
    )


__all__ = [
    "closes_phrase",
    "explains_a_noun",
    "follows_occasion",
    "is_news_of_the_day",
    "is_of_term",
    "is_only_told",
    "is_reason",
    "keeps_till_then",
    "tells_no_time",
]
