"""Days that verbs joined by "and" share: "was seized and beaten in May", "raided it on Monday and took a phone"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_verb
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.values.found_dates import FoundDate

# What is done on the spot, beside what was done just before.
AT_ONCE = frozenset(("detention", "dispersal", "enforced_disappearance", "killing", "search_seizure", "transfer"))
# What comes days or years after that with which it is told in one breath.
_LATER = frozenset(("appeal_ruling", "clemency", "death_in_custody", "execution", "forced_exile", "release", "verdict"))
# What a court does in one ruling.
_RULINGS = frozenset(("appeal_ruling", "charges_dropped", "organisation_status", "release", "remand", "verdict"))
_ELSEWHEN = word_list("dates", "another_occasion") | word_list("dates", "moving_on")
_COMING_AFTER = word_list("dates", "coming_after")
_JUDGES = word_list("modality", "judges")
# What is made lasts: "founded a paper in 2015 and was jailed" tells of no one year.
_MAKING = word_list("dates", "making")
_SCENES = word_list("occasions", "gatherings") | word_list("occasions", "court_occasions")
_MOST = 4  # verbs in a row
_SUBJECTS = ("nsubj", "nsubjpass")


def shares_day(event_type: str, verb: Word, anchor: Word, date: FoundDate, heads: Mapping[int, str]) -> bool:
    """Whether the day of one of several verbs is that of another.

    Args:
        event_type: Of the event that has no day of its own.
        verb: Its verb.
        anchor: The verb on which the day hangs.
        date: The day.
        heads: The words of events, to their types.
    """
    if not is_verb(anchor) or _told_of_another_time(verb) or (comes_after(anchor) and anchor.i > verb.i):
        return False
    if _is_joined(anchor, verb):
        return date.start > anchor.start and _is_tight(verb, anchor) and _goes_with(event_type, heads.get(anchor.i, ""))
    if _is_joined(verb, anchor) and anchor.start < date.start < verb.start:
        return _is_same_deed(event_type, verb, anchor, heads)
    return False


def comes_after(verb: Word) -> bool:
    """As in "was convicted and appealed on 3 May", "searched it and returned on Sunday": another day, or it may be."""
    return verb.lemma in _COMING_AFTER


def is_apart(event_type: str, verb: Word, anchor: Word) -> bool:
    """As in "The law was passed on 3 May, and X was jailed", "founded a paper in 2015 and was jailed": later."""
    subject = anchor.child(*_SUBJECTS)
    if subject is not None and subject.low in _SCENES:
        return False  # "A rally was held on 3 May, and ten were seized", "The trial ended and she was sentenced"
    if anchor.lemma in _MAKING:
        return True
    own = any(child.dep in _SUBJECTS for child in verb.children)
    return own and event_type in _LATER | _RULINGS


def _is_joined(later: Word, first: Word) -> bool:
    word = later
    for _ in range(_MOST):
        if word.dep != "conj" or not is_verb(word.head):
            return False
        word = word.head
        if word is first:
            return True
    return False


def _is_tight(first: Word, last: Word) -> bool:
    """As in "was seized, beaten and taken away in May": nothing stands between the verbs that is one's alone."""
    below = {first.i, last.i}
    for verb in (first, last):
        if verb.i != first.i and any(child.dep in _SUBJECTS for child in verb.children):
            return False
        if any(
            first.i < child.i < last.i and child.dep not in _LINKS for child in verb.children if child.i not in below
        ):
            return False
    return True


_LINKS = ("cc", "punct", "conj", "advmod", "aux", "auxpass", "prt", "neg")


def _goes_with(event_type: str, other: str) -> bool:
    return other not in _LATER or other == event_type


def _is_same_deed(event_type: str, verb: Word, anchor: Word, heads: Mapping[int, str]) -> bool:
    """As in "acquitted her on Monday and ordered her release", "was seized in May and taken to a police station"."""
    own = any(child.dep in _SUBJECTS for child in verb.children)
    other = heads.get(anchor.i, "")
    if _is_passive(verb) != _is_passive(anchor):
        return False
    if own:  # "The appeal was dismissed on Monday and her release ordered", "quashed in May and the term was reduced"
        bare = not any(child.dep in ("aux", "auxpass") for child in verb.children)
        return (bare and _is_passive(verb)) or event_type == other == "appeal_ruling"
    if event_type in _RULINGS and other in _RULINGS and not _is_passive(verb):
        subject = anchor.child(*_SUBJECTS)
        return subject is not None and subject.lemma in _JUDGES
    return event_type in AT_ONCE and other not in _LATER


def _is_passive(verb: Word) -> bool:
    if verb.dep == "conj" and verb.tag == "VBN" and not any(child.dep == "aux" for child in verb.children):
        return True
    return any(child.dep == "auxpass" for child in verb.children)


def _told_of_another_time(verb: Word) -> bool:
    return any(child.low in _ELSEWHEN for child in verb.children if child.dep != "mark")


__all__ = ["AT_ONCE", "comes_after", "is_apart", "shares_day"]
