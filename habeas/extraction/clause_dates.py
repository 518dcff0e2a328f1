"""Days of clauses beside that of an event: what went on at the same time, and since when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.clauses import is_verb, verb_above
from habeas.extraction.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.date_book import DateBook
    from habeas.extraction.date_finding import FoundDate
    from habeas.extraction.words import ParsedText, Word

# Clauses that tell of the same time as the one above them.
_SAME_TIME = word_list("dates", "same_time")
# Of these, the ones that do not set two happenings against each other, as "while" may.
_ONE_OCCASION = word_list("dates", "one_occasion")
_BESIDE = (",", "in", "on")


def since_clause(head: Word, book: DateBook) -> tuple[float, FoundDate] | None:
    """As in "Since he took power in 2012, dozens have been jailed": from that day on."""
    # "has curtailed liberties since 2012, rounding up lawyers": what goes on beside a verb goes on as long
    verb = head.head if head.dep == "advcl" and head.tag == "VBG" and head.i > head.head.i else head
    clause = next(
        (
            c
            for c in verb.children
            if c.dep == "advcl" and any(m.low == "since" and m.dep == "mark" for m in c.children)
        ),
        None,
    )
    perfect = any(child.lemma == "have" and child.dep == "aux" for child in verb.children)
    for date in book.near(clause) if clause is not None and perfect else ():
        anchor, _ = book.anchor(date)
        plain = not {"since", "until"} & set(date.expression.rule.split())
        if plain and anchor is not None and (anchor is clause or verb_above(anchor) is clause):
            rule = f"{date.expression.rule} since".strip()
            return 1.0, replace(date, expression=structs.replace(date.expression, rule=rule))
    return None


def is_at_the_same_time(head: Word, anchor: Word, date: FoundDate, heads: set[int]) -> bool:
    """As in "He was seized while covering a trial in April", "On 7 March nine died while six were arrested"."""
    marked = head.dep == "advcl" and any(c.low in _SAME_TIME and c.i < head.i for c in head.children)
    if marked and anchor is head.head:
        return date.start < min(anchor.start, head.start)
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


def is_one_scene(verb: Word, anchor: Word) -> bool:
    """As in "On Monday officers came to his flat, where they seized a phone", "stormed the court to arrest her"."""
    if verb.dep == "relcl":
        bare = not any(child.dep == "aux" for child in verb.children)
        there = verb.tag == "VBD" and any(child.low == "where" for child in verb.children)
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
