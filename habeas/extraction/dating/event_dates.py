"""When an event happened: the date of its own clause, never that of another clause or noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from habeas.extraction.dating.bounds import (
    closes_phrase,
    explains_a_noun,
    follows_occasion,
    is_news_of_the_day,
    is_of_term,
    is_only_told,
    is_reason,
    keeps_till_then,
    tells_no_time,
)
from habeas.extraction.dating.clause_dates import (
    happened_then,
    happened_there,
    is_at_the_same_time,
    is_one_scene,
    is_outcome,
    shortly_beside,
    since_when,
    stands_behind,
)
from habeas.extraction.dating.conjuncts import AT_ONCE, comes_after, is_apart, shares_day
from habeas.extraction.dating.lending import day_itself, is_long_ago, roughly
from habeas.extraction.grammar.clauses import ancestors, is_verb, verb_above
from habeas.extraction.lexicon.cues import load_cues
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.bracketed import is_told_apart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.values.found_dates import FoundDate

# Nouns that are occasions of their own: a date on one of them is not the date of the verb above it.
_OCCASIONS = word_list("occasions", "occasions")
# Occasions whose date is that of what the court did there.
_COURT_OCCASIONS = word_list("occasions", "court_occasions")
# "Before Monday" tells when it was not.
_BOUNDS = word_list("dates", "bounds")
# "On Monday the union condemned the arrest": the day is not that of the arrest.
_ATTITUDES = word_list("dates", "attitudes")
# "The decision to free her came on Monday": its day is that of what was decided.
_OF, _UNDER = word_list("dates", "of"), word_list("dates", "under")
# "Was sentenced on Monday after being arrested": some day before.
_BEHIND, _HOURS = word_list("dates", "behind"), word_list("dates", "within_hours")
_DASHES, _DAYS_OFF = 2, re.compile(r"add:-?\d{1,3}d")
_ABOUT, _SOON_AFTER = word_list("dates", "about"), word_list("dates", "soon_after")
# "On Monday two died in riots over the arrest of X": the arrest came before.
_CAUSES = word_list("dates", "causes")
_DECIDING = word_list("dates", "deciding")
_AGAINST, _ANSWERS = word_list("dates", "against"), word_list("dates", "answers")
# "Was jailed on terrorism charges in 2019": the year is that of the verb.
_ACCUSING = word_list("dates", "accusing")
_ON = word_list("dates", "on")
_CONTRASTING = word_list("dates", "contrasting")
# "In the wake of a purchase in May": the day of what went before.
_WAKES = word_list("dates", "wakes")
# "Over a 2017 operation" tells of what a charge is about.
_CONCERNING = word_list("dates", "about") | word_list("dates", "over")
# Nouns of what took place at one time: "the 2019 protests, during which".
_GATHERINGS = word_list("occasions", "gatherings")
_DATED = _OCCASIONS | _COURT_OCCASIONS | _GATHERINGS


def date_events(sheet: Sheet, book: DateBook) -> None:
    """Give each event the date of its clause; a date until which it lasts goes to `until`."""
    heads = {draft.trigger.head.i: draft.event_type for draft in sheet.events}
    for draft in sheet.events:
        if draft.trigger.pattern.kind == "label":
            _date_label(draft, book)
            continue
        best: tuple[float, FoundDate] | None = None
        for date in book.in_sentence(draft.trigger.head):
            rule = date.expression.rule.split()
            if {"since", "until"} & set(rule) and happened_then(sheet.parsed, date, draft.trigger.head):
                date = day_itself(date)  # noqa: PLW2901 - "since 2016, when she was jailed": it was in 2016
            elif "until" in rule:
                if fit_date(sheet, draft, date, book, heads) > 0:
                    draft.until = date
                continue
            score = fit_date(sheet, draft, date, book, heads)
            score /= 2 if is_long_ago(date) else 1  # "almost three years ago, in January 2019"
            if score > 0 and (best is None or score > best[0]):
                best = (score, date)
        since = since_when(draft.trigger.head, book)
        if since is not None and (best is None or best[1].start == since[1].start):
            best = since
        best = best or shortly_beside(draft.trigger.head, book)
        if best is not None:
            draft.date, draft.date_fit = roughly(best[1], sheet.language), best[0]


def _date_label(draft: EventDraft, book: DateBook) -> None:
    start, end = draft.trigger.value or (draft.trigger.end, draft.trigger.end)
    for date in book.dates[bisect_left(book.starts, start) :][:1]:
        if date.start < end:
            draft.date = date


def fit_date(sheet: Sheet, draft: EventDraft, date: FoundDate, book: DateBook, heads: Mapping[int, str]) -> float:
    """How well a date of the sentence fits an event; 0 or less: not at all."""
    anchor, preposition = book.anchor(date)
    head = draft.trigger.head
    days = sheet.parsed.words_in(date.start, date.end)
    parted = bool(days) and is_told_apart(sheet.parsed, sheet.people, head, days[0], heads)
    parted = parted or _comes_before(sheet, head, date)
    if anchor is None or parted or (anchor.cut_off and head.cut_off and anchor is not head):
        return 0.0  # "sentenced to 15 years; arrested in May 2011"
    if tells_no_time(sheet, draft, date, anchor, preposition):
        return 3.0 if keeps_till_then(sheet, draft, date, anchor) else 0.0
    nearness = 1.0 / (1.0 + abs(date.start - head.start) / 40.0)
    told_beside = _by_clause(sheet, head, anchor, date, heads)
    if told_beside or follows_occasion(sheet, draft, date) or explains_a_noun(sheet, draft, date):
        return told_beside and told_beside + nearness
    own = {head.i, *range(draft.trigger.first, draft.trigger.last + 1)}
    if anchor.i in own:
        return 4.0 + nearness
    behind = anchor.i not in heads and closes_phrase(sheet, draft, date, anchor)
    if behind or _is_of_charges(draft, anchor, preposition):
        return 1.6 + nearness
    if anchor.i in heads and not is_verb(anchor):
        return _shared_occasion(draft, anchor, nearness) or _just_after(head, anchor, date)
    if _is_participle_of(draft, anchor) or (anchor.i not in heads and _stands_beside(sheet, date, head, anchor)):
        return 2.8 + nearness
    ruled = _by_ruling(head, anchor, nearness, heads)
    if ruled or not is_verb(anchor):
        return ruled or _by_noun(draft, anchor, date, preposition, nearness, heads)
    if draft.trigger.pattern.kind == "verb":
        return _by_verb(draft, head, anchor, date, nearness, heads) or _by_decision(head, anchor, nearness, heads)
    above = draft.verb
    if above is None:
        return 0.0
    if anchor is above:
        return (
            0.0
            if _is_cue(above) or (above.i in heads and is_reason(head)) or not _hangs_directly(head, above)
            else 2.0 + nearness
        )
    return (
        _by_verb(draft, above, anchor, date, nearness, heads) - 0.5
        if _hangs_directly(head, above) and not _is_cue(above)
        else 0.0
    )


def _by_clause(sheet: Sheet, head: Word, anchor: Word, date: FoundDate, heads: Mapping[int, str]) -> float:
    """Of a clause that tells what happened at the time that another one names."""
    if not is_verb(head):
        return 0.0
    if happened_then(sheet.parsed, date, head) or happened_there(head, anchor, _DATED):
        return 3.2
    return 0.9 if is_at_the_same_time(head, anchor, date, heads) or is_outcome(head, anchor) else 0.0


def _is_of_charges(draft: EventDraft, anchor: Word, preposition: str) -> bool:
    """As in "was found guilty of all charges on Monday": whoever is charged is so before."""
    charges = anchor.lemma in _ACCUSING and preposition in _ON and anchor.dep != "pcomp"
    above = ancestors(anchor, 12) if charges else ()
    return any(word is draft.trigger.head for word in above)


def _is_participle_of(draft: EventDraft, anchor: Word) -> bool:
    """As in "the arrest made on Monday", "a trial on these charges held in May"."""
    head = draft.trigger.head
    if is_verb(head) or anchor.dep not in ("acl", "relcl"):
        return is_of_term(draft, anchor)
    if anchor.head is head:
        return anchor.low in draft.trigger.pattern.participle
    held = draft.event_type == "court_hearing" and anchor.low == "held"
    return held and any(above is head for above in ancestors(anchor, 3))


def _stands_before(sheet: Sheet, date: FoundDate, head: Word) -> bool:
    """As in "A bench led by Judge X on Thursday dismissed ..": the day right before the verb is the verb's."""
    inside = sheet.parsed.words_in(date.start, date.end)
    if not inside or not is_verb(head) or inside[-1].i + 1 >= len(sheet.parsed.words):
        return False
    after = sheet.parsed.words[inside[-1].i + 1]
    return after is head or (after.head is head and after.dep in ("aux", "auxpass"))


def _stands_beside(sheet: Sheet, date: FoundDate, head: Word, anchor: Word) -> bool:
    """Whether a date stands right before or behind a verb, whatever the parser says."""
    if is_news_of_the_day(date) and _stands_before(sheet, date, head):
        return True
    return is_verb(anchor) and stands_behind(sheet.parsed, date, head)


def _just_after(head: Word, anchor: Word, date: FoundDate) -> float:
    """As in "Was released just after the arrival of X in early 2022": a stretch of time holds both."""
    link = anchor.head
    near = link.low in _SOON_AFTER and link.head is head
    long = (
        date.expression.value.count("-") < 2
        and "add" not in date.expression.rule
        and "weekday" not in date.expression.rule
    )
    return 0.5 if near and long else 0.0


def _by_decision(head: Word, anchor: Word, nearness: float, heads: Mapping[int, str]) -> float:
    """As in "The decision to free her came on Monday": the day of the verb above what was decided."""
    noun = head.head
    if head.dep != "acl" or noun.low not in _DECIDING or not any(child.low == "to" for child in head.children):
        return 0.0
    above = verb_above(noun)
    return 1.4 + nearness if anchor is above and anchor.i not in heads and _hangs_directly(noun, anchor) else 0.0


def _by_ruling(head: Word, anchor: Word, nearness: float, heads: Mapping[int, str]) -> float:
    """As in "was jailed under a decision issued by the court on 5 May", "by a ruling of the court of 5 May"."""
    noun = anchor.head if anchor.dep == "acl" and anchor.tag == "VBN" else anchor
    if noun.low not in _COURT_OCCASIONS and noun.head.low in _OF and noun.head.head.low in _COURT_OCCASIONS:
        noun = noun.head.head
    link = noun.head
    stands = link.dep in ("prep", "agent") and link.low in _UNDER and link.head is head
    near = noun.low in _COURT_OCCASIONS and noun.i not in heads and anchor.i not in heads
    return 1.6 + nearness if near and stands and is_verb(head) else 0.0


def _hangs_directly(noun: Word, verb: Word) -> bool:
    """Whether only prepositions and nouns stand between a noun and the verb above it, which is no mere view of it."""
    view = verb.head if verb.lemma == "be" and verb.dep == "ccomp" else verb  # "found the arrest to be unlawful in May"
    if is_only_told(noun, view) or (view.lemma in _ATTITUDES and (view is not verb or noun.dep != "nsubj")):
        return False
    for above in ancestors(noun, 6):
        if above is verb:
            return True
        if is_verb(above) or (above.dep == "prep" and above.low in _ABOUT | _BOUNDS | _CAUSES | _AGAINST):
            return False
        if _answers(above):
            return False
        if above.pos == "NOUN" and above.low in _OCCASIONS:
            return False
    return False


def _answers(word: Word) -> bool:
    """As in "began a hunger strike on 7 June in protest at his ill-treatment": what is answered came before."""
    links = [child for child in word.head.children if child.dep == "prep"] if word.dep == "prep" else []
    before = [noun for link in links for noun in link.children if noun.i == word.i - 1]  # hung on the verb itself
    return any(noun.pos == "NOUN" and noun.lemma in _ANSWERS for noun in (word, *before))


def _is_cue(verb: Word) -> bool:
    cue = load_cues().verbs.get(verb.low)
    return cue is not None and cue.takes("clause") and verb.child("ccomp") is not None


def _tells(verb: Word) -> bool:
    """As in ", a union said Friday", which a parser may take for one more thing done."""
    cue = load_cues().verbs.get(verb.low)
    return cue is not None and cue.takes("clause")


def _shared_occasion(draft: EventDraft, anchor: Word, nearness: float) -> float:
    """As in "In Monday's verdict, the court sentenced ..": the date of the occasion is the event's."""
    above = list(ancestors(anchor, 4))
    if any(word.low in _CONCERNING and word.dep == "prep" for word in above[:1]):
        return 0.0
    if anchor.low in _COURT_OCCASIONS and draft.verb is not None and any(word is draft.verb for word in above):
        return 2.5 + nearness
    if draft.trigger.pattern.kind == "noun" and anchor.dep == "conj" and anchor.head is draft.trigger.head:
        return 1.5 + nearness
    return 0.0


def _by_noun(
    draft: EventDraft, anchor: Word, date: FoundDate, preposition: str, nearness: float, heads: Mapping[int, str]
) -> float:
    """A date that the parser hung on a noun: the verb's own, unless the noun is an occasion of its own."""
    if anchor.low in _COURT_OCCASIONS:
        return _shared_occasion(draft, anchor, nearness)
    if anchor.low in _OCCASIONS or preposition in ("of", "poss", "compound", "amod", "nmod", "nummod"):
        return 0.0
    head = draft.trigger.head
    today = is_news_of_the_day(date)  # "was hanged for murder, abduction and his links on Saturday"
    if today and not is_verb(head) and is_reason(head):
        return 0.0
    for above in ancestors(anchor, 8):
        if above.low in _WAKES and above.dep == "pobj":
            return 0.0
        if today and above.pos == "NOUN" and is_reason(above):
            continue
        if above.i in heads and above is not head and not _is_coordinated(above, head):
            return 0.0
        if above is head:
            return 2.5 + nearness
        if is_verb(above):
            if (
                draft.trigger.pattern.kind == "noun"
                and above is draft.verb
                and _hangs_directly(head, above)
                and not _is_cue(above)
            ):
                return 1.2 + nearness
            beside = head.dep == "advcl" and head.tag == "VBG" and head.head is above and not _is_cue(above)
            return 1.0 + nearness if beside or _is_coordinated(above, head) else 0.0
        if above.low in _OCCASIONS:
            return 0.0
    return 0.0


def _is_coordinated(verb: Word, head: Word) -> bool:
    return (verb.dep == "conj" and verb.head is head) or (head.dep == "conj" and head.head is verb)


def _by_verb(
    draft: EventDraft, head: Word, anchor: Word, date: FoundDate, nearness: float, heads: Mapping[int, str]
) -> float:
    """A date that hangs on a verb: the event's own, one that it is coordinated with, or one just above it."""
    if anchor is head:
        return 3.5 + nearness
    if anchor.lemma == "be" and head.dep == "acl" and head.tag == "VBN" and _is_said_of(head.head, anchor):
        return 1.0 + nearness
    if shares_day(draft.event_type, head, anchor, date, heads):
        return 1.1 + nearness
    # "On Monday he was arrested and charged": a date before the first verb is for all that are coordinated with it
    word = head
    for _ in range(4):
        if word.dep != "conj" or not is_verb(word.head):
            break
        word = word.head
        if anchor is word:
            fronted = date.start < word.start
            goes_on = anchor.i not in heads and not is_apart(draft.event_type, head, anchor)
            return 1.8 + nearness if fronted or goes_on else 0.0
    open_ended = "since" in date.expression.rule
    if (
        anchor.dep == "conj"
        and anchor.head is head
        and date.start > anchor.start
        and not open_ended
        and not _tells(anchor)
        and not _is_of_another_tense(anchor, head)
        and not _is_set_against(anchor)
    ):
        return 0.6 + nearness if anchor.i not in heads or is_news_of_the_day(date) else 0.0
    if head.dep in ("xcomp", "pcomp") or (head.dep == "ccomp" and not _is_cue(head.head)):
        above = next((a for a in ancestors(head, 3) if is_verb(a)), None)
        first = above.head if above is not None and above.dep == "conj" and date.start < above.head.start else above
        if anchor in (above, first) and not _is_cue(anchor):
            return 1.5 + nearness
    below = anchor.dep in ("xcomp", "advcl") and anchor.head is head and anchor.i not in heads and not _is_cue(anchor)
    aside = any(child.dep in ("mark", "prep", "advmod") and child.i < anchor.i for child in anchor.children)
    if (
        below
        and anchor.tag in ("VBG", "VB")
        and date.start > anchor.start
        and anchor.child("nsubj") is None
        and not aside
    ):
        return 0.8 + nearness
    if word.dep == "advcl" and word.head is anchor and word.tag == "VBG" and not _is_cue(anchor):
        return 0.8 + nearness
    fronted, at_once = date.start < anchor.start, draft.event_type in AT_ONCE
    return 0.7 + nearness if fronted and not _is_cue(anchor) and is_one_scene(word, anchor, at_once=at_once) else 0.0


def _comes_before(sheet: Sheet, head: Word, date: FoundDate) -> bool:
    """As in "On Monday he was sentenced after being arrested": not that day, but "hours after seizing her" it was."""
    link = head.head
    behind = head.dep == "pcomp" and link.low in _BEHIND and date.start < link.start
    return behind and _is_day(date) and sheet.parsed.words[link.i - 1].low not in _HOURS


def _is_day(date: FoundDate) -> bool:
    rule = date.expression.rule
    return date.expression.value.count("-") == _DASHES or "weekday" in rule or _DAYS_OFF.search(rule) is not None


def _is_of_another_tense(verb: Word, first: Word) -> bool:
    """As in "She vanished at three and would have turned 17 last month"."""
    return any(child.dep == "aux" for child in verb.children) and not any(c.dep == "aux" for c in first.children)


def _is_set_against(verb: Word) -> bool:
    """As in "is not free, but was released on Monday", "was held and came back on Monday": of the second alone."""
    return comes_after(verb) or any(c.low in _CONTRASTING and c.dep == "cc" for c in verb.head.children)


def _is_said_of(noun: Word, verb: Word) -> bool:
    """As in "On Monday he was one of the 25 people released": the noun is what the verb says that somebody was."""
    for above in (noun, *ancestors(noun, 5)):
        if above.head is verb:
            return above.dep == "attr" or (above.dep == "prep" and above.low == "among")
        if above.dep not in ("pobj", "prep"):
            return False
    return False
