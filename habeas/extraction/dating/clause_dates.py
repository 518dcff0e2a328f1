"""Days of clauses beside that of an event: what went on at the same time, and since when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.grammar.clauses import is_verb, verb_above
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.values.counts import number_value

if TYPE_CHECKING:
    from collections.abc import Container

    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.values.found_dates import FoundDate

# Clauses that tell of the same time as the one above them.
_SAME_TIME = word_list("dates", "same_time")
# Of these, the ones that do not set two happenings against each other, as "while" may.
_ONE_OCCASION = word_list("dates", "one_occasion")
_BESIDE = word_list("dates", "on") | {","}
# What stands between "since" and the day of what has been since: "the beginning of the military coup on".
_NOMINAL = ("ADJ", "ADP", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN")
_MOST_BETWEEN = 8
_SHORTLY, _AT_THAT_MOMENT = word_list("dates", "shortly"), word_list("dates", "at_that_moment")
_BESIDE_A_TIME = word_list("dates", "beside_a_time")
_THERE, _WAS = word_list("dates", "within"), word_list("dates", "was")
_WHENEVER, _TIMES = word_list("dates", "whenever"), word_list("dates", "named_times")


def since_when(head: Word, book: DateBook) -> tuple[float, FoundDate] | None:
    """As in "Since he took power in 2012, dozens have been jailed", "since the coup of 1 May": from that day on."""
    # "has curtailed liberties since 2012, rounding up lawyers": what goes on beside a verb goes on as long
    verb = head.head if head.dep == "advcl" and head.tag == "VBG" and head.i > head.head.i else head
    if head.dep == "pcomp" and head.tag == "VBG" and is_verb(head.head.head):
        verb = head.head.head  # "has responded by jailing dozens since the coup"
    perfect = any(child.lemma == "have" and child.dep == "aux" for child in verb.children)
    for child in (*verb.children, *(() if head is verb else head.children)):
        if child.dep == "advcl" and perfect and any(m.low == "since" and m.dep == "mark" for m in child.children):
            day = _day_of_clause(child, book)
        elif child.low == "since" and child.dep == "prep" and (perfect or verb.tag == "VBN"):
            day = _day_of_noun(child, book)
        else:
            continue
        if day is not None:
            rule = f"{day.expression.rule} since".strip()
            return 1.0, replace(day, expression=structs.replace(day.expression, rule=rule))
    return None


def shortly_beside(head: Word, book: DateBook) -> tuple[float, FoundDate] | None:
    """As in "were tried just before the law was changed in October": about then, or, where it was moments, then."""
    for below in head.children if is_verb(head) else ():
        # "Hours after the coup, ..", for which "after" may hang on the hours
        child = below.child("prep") or below if below.dep == "npadvmod" and below.low in _SHORTLY else below
        mark = child if child.dep == "prep" else next((c for c in child.children if c.dep == "mark"), None)
        if mark is None or mark.low not in _BESIDE_A_TIME or child.dep not in ("advcl", "prep"):
            continue
        near = book.words[mark.i - 1].low
        if number_value(book.words[mark.i - 2].low) is not None:
            continue  # "two days after": a day that is counted, not about that time
        clause = child if child.dep == "advcl" else child.child("pcomp")
        day = _day_of_clause(clause, book) if clause is not None else _day_of_noun(child, book)
        if day is None or near not in _SHORTLY:
            continue
        rule = day.expression.rule if near in _AT_THAT_MOMENT else f"{day.expression.rule} approximate".strip()
        return 0.5, replace(day, expression=structs.replace(day.expression, rule=rule))
    return None


def _day_of_clause(clause: Word, book: DateBook) -> FoundDate | None:
    for date in book.near(clause):
        anchor, _ = book.anchor(date)
        if _is_plain(date) and anchor is not None and (anchor is clause or verb_above(anchor) is clause):
            return date
    return None


def _day_of_noun(since: Word, book: DateBook) -> FoundDate | None:
    """As in "since the coup on 1 February", "since the beginning of the June 20 rallies", wherever the day hangs."""
    words = book.words
    for date in book.near(since):
        inside = book.words_of(date)
        if not _is_plain(date) or not inside or inside[0].i <= since.i:
            continue
        between = words[since.i + 1 : inside[0].i]
        return date if len(between) <= _MOST_BETWEEN and all(word.pos in _NOMINAL for word in between) else None
    return None


def _is_plain(date: FoundDate) -> bool:
    """Whether a day, month or year is named; from "his arrest last week" on is from no known day on."""
    steps = date.expression.rule.split()
    open_ended = {"since", "until"} & set(steps) or any(
        step.startswith(("part:", "season:", "week:")) for step in steps
    )
    return not date.expression.parts and not open_ended


def is_at_the_same_time(head: Word, anchor: Word, date: FoundDate, heads: Container[int]) -> bool:
    """As in "He was seized while covering a trial in April", "On 7 March nine died while six were arrested"."""
    first = _first_of(head)  # "when a car came and took her away"
    marked = first.dep == "advcl" and any(c.low in _SAME_TIME and c.i < first.i for c in first.children)
    if marked and anchor is first.head:
        helpers = {child.low for child in first.children if child.dep in ("aux", "auxpass")}
        plain = helpers <= _WAS and (first.tag == "VBD" or (first.tag == "VBN" and bool(helpers)))
        return date.start < anchor.start < first.start or (plain and anchor.start < date.start < first.start)
    verb = anchor if is_verb(anchor) else verb_above(anchor)
    for _ in range(3):
        if verb is None:
            return False
        infinitive = any(child.low == "to" and child.dep == "aux" for child in verb.children)
        if verb.dep not in ("xcomp", "advcl") or not infinitive:
            break
        verb = verb.head
    if verb is None or verb.dep != "advcl":
        return False
    mark = next((child.low for child in verb.children if child.low in _SAME_TIME and child.i < verb.i), "")
    if not mark or (mark not in _ONE_OCCASION and verb.i in heads and verb.tag != "VBG"):
        return False
    above = head
    for _ in range(4):
        if verb.head is above:
            return True
        if above.dep != "conj":
            return False
        above = above.head
    return False


def happened_then(parsed: ParsedText, date: FoundDate, head: Word) -> bool:
    """As in "on 18 March, when gunmen seized her and took her away": the clause tells what happened that day."""
    behind = [word for word in parsed.words_in(date.end, date.end + 8) if word.text != ","][:1]
    first = _first_of(head)
    helpers = {child.low for child in first.children if child.dep in ("aux", "auxpass")}
    if "had" in helpers or not behind or behind[0].i >= first.i:
        return False
    if behind[0].low == "when":
        return _first_of(behind[0].head) is first
    # "2020, the year she was murdered"
    return behind[0].low == "the" and first.dep == "relcl" and first.head.low in _TIMES and behind[0].head is first.head


def happened_there(head: Word, anchor: Word, occasions: frozenset[str]) -> bool:
    """As in "the 2019 protests, during which she was arrested": the clause tells what happened at a dated occasion."""
    first = _first_of(head)
    if first.dep != "relcl" or anchor is not first.head or anchor.low not in occasions:
        return False
    in_which = (child.child("pobj") for child in first.children if child.dep == "prep" and child.low in _THERE)
    return any(word is not None and word.low == "which" for word in in_which) or any(
        child.low in _WHENEVER for child in first.children if child.i < first.i
    )


def _first_of(verb: Word) -> Word:
    """The first of the verbs that one is coordinated with."""
    for _ in range(4):
        if verb.dep != "conj" or not is_verb(verb.head):
            break
        verb = verb.head
    return verb


def is_outcome(head: Word, anchor: Word) -> bool:
    """As in "Thousands marched on Sunday, with dozens seized and beaten": what came of it at once."""
    first = _first_of(head)
    if first.tag != "VBN" or not is_verb(anchor) or anchor.i > first.i:
        return False
    if first.dep == "advcl":
        return first.head is anchor and any(child.low == "with" and child.dep == "mark" for child in first.children)
    link = first.head if first.dep == "pcomp" else first.head.head
    return first.dep in ("acl", "pcomp", "relcl") and link.low == "with" and verb_above(link) is anchor


def is_one_scene(verb: Word, anchor: Word, *, at_once: bool) -> bool:
    """As in "On Monday officers came to his flat, where they seized a phone", "stormed the court to arrest her".

    Args:
        verb: That tells of the event.
        anchor: The verb that has a day.
        at_once: Whether the event is one of a moment, as "where she was seized" is, and "where she was beaten" may not.
    """
    if verb.dep == "relcl":
        bare = not any(child.dep == "aux" for child in verb.children)
        past = verb.tag == "VBD" or (at_once and {c.low for c in verb.children if c.dep == "auxpass"} <= _WAS)
        there = past and any(child.low == "where" for child in verb.children)
        return there and bare and verb_above(verb.head) is anchor
    to = verb.dep == "advcl" and any(child.low == "to" and child.dep == "aux" for child in verb.children)
    return to and verb.head is anchor and anchor.tag == "VBD"


def stands_behind(parsed: ParsedText, date: FoundDate, head: Word) -> bool:
    """As in "They heard him scream as he was beaten, in May 2020": right behind the verb, and no new clause with it."""
    if not is_verb(head) or head.end >= date.start:
        return False
    between = [word.text for word in parsed.words_in(head.end, date.start)]
    after = parsed.words_in(date.end, date.end + 2)
    closes = not after or after[0].pos == "PUNCT"
    return all(text in _BESIDE for text in between) and ("," not in between or closes)
