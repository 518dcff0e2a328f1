"""What was to be and did not come about: "was due to be freed on 3 May but was kept", "tried to seize her, but ..".

Asked by the dates, for the way in which a day points, and by modality.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, SUBJECTS, is_verb
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word

_TO, _SETTING = word_list("prospects", "to"), word_list("prospects", "setting")
_CALLING_OFF = word_list("prospects", "calling_off")
_OUGHT = word_list("prospects", "ought")
_ATTEMPTED, _UNABLE = word_list("prospects", "attempted"), word_list("prospects", "unable")
_GONE_THROUGH = word_list("prospects", "gone_through")
_ORDERING = word_list("modality", "ordering")
_BUT, _FIXED = word_list("prospects", "but"), word_list("prospects", "fixed")
_TRYING, _IN_VAIN = word_list("prospects", "trying"), word_list("prospects", "in_vain")
_ATTEMPTS, _FAILING = word_list("prospects", "attempts"), word_list("prospects", "failing")
_MOST_ABOVE, _MOST_CLIMBED = 2, 6


def came_to_nothing(verb: Word) -> bool:
    """As in "was to be freed on 3 May but is still held", "was due to be tried, but the judge fell ill".

    Args:
        verb: The infinitive of what was to be, or the "was" above it.
    """
    below = verb.child("xcomp") if is_to(verb) else None
    verb = below if below is not None else verb
    if verb.dep != "xcomp" or not any(child.low == "to" and child.dep == "aux" for child in verb.children):
        return False
    above = verb.head
    if above.low in _FIXED and above.dep == "acomp":
        above = above.head
    told = above.lemma == "be" or above.low in _FIXED
    past = any(word.tag == "VBD" for word in (above, *above.children) if word is above or word.dep == "auxpass")
    return told and past and (_is_turned(above) or _is_turned(verb))


def is_to(verb: Word) -> bool:
    """As in "is to appear in court": the "is" of what lies ahead."""
    below = verb.child("xcomp") if verb.lemma == "be" and verb.tag in FINITE else None
    to = next((c for c in below.children if c.low == "to" and c.dep == "aux"), None) if below is not None else None
    return to is not None and not any(verb.i < child.i < to.i and child.dep != "neg" for child in verb.children)


def failed_to_come(verb: Word) -> bool:
    """As in "tried to seize her, but she got away", "an attempt to arrest him failed", "were unable to arrest her"."""
    if verb.pos == "NOUN":
        tried = any(child.low in _ATTEMPTED and child.dep == "amod" for child in verb.children)
        return tried and verb.low not in _GONE_THROUGH
    if not any(child.low == "to" and child.dep == "aux" for child in verb.children):
        return False
    above = verb.head
    if verb.dep == "xcomp" and above.lemma in _TRYING and above.tag in ("VBD", "VBN"):
        vain = any(child.low in _IN_VAIN for child in above.children)
        return vain or _is_turned(above)
    if verb.dep == "xcomp" and above.low in _UNABLE and above.dep == "acomp":
        return not any(child.dep == "neg" for child in (*above.children, *above.head.children))
    if verb.dep != "acl" or above.lemma not in _ATTEMPTS:
        return False
    failed = above.head if above.dep in ("nsubj", "nsubjpass", "dobj") else None
    return any(child.low in _IN_VAIN for child in above.children) or (failed is not None and failed.lemma in _FAILING)


def _is_turned(verb: Word) -> bool:
    """Whether "but" and another clause stand behind a verb."""
    links = [child for child in verb.children if child.dep == "cc" and child.low in _BUT]
    return bool(links) and any(c.dep == "conj" and is_verb(c) and c.i > links[0].i for c in verb.children)


def is_commissioned(verb: Word) -> bool:
    """As in "Police have been ordered to arrest X": not done yet; but "was ordered to serve a term" is a ruling."""
    thing = verb.child("dobj")
    told = verb.dep == "xcomp" and verb.head.lemma in _ORDERING and verb.head.child("auxpass") is not None
    return told and thing is not None and thing.pos in ("PROPN", "PRON")


def ought_to_have(verb: Word) -> bool:
    """As in "should have been freed on 3 May": she was not; but "should not have been held" tells that she was."""
    helpers = {child.low for child in verb.children if child.dep in ("aux", "auxpass")}
    negated = any(child.dep == "neg" for child in verb.children)
    asked = any(child.text == "?" or child.tag == "WRB" for child in verb.children)
    return "have" in helpers and bool(helpers & _OUGHT) and not negated and not asked


def is_put_off_to(day: list[Word]) -> bool:
    """As in "was postponed to 5 May", "has set the trial for 5 May": a day that comes, whatever the tense.

    Args:
        day: The words of the date.
    """
    numbers = {word.i for word in day}
    link = next((word.head for word in day if word.head.i not in numbers), None)
    link = link or next((word for word in day if word.dep == "prep"), None)
    if link is None or link.dep != "prep" or link.low not in _TO:
        return False
    return link.head.lemma in _SETTING and link.head.tag in ("VBD", "VBN", "VBG")


def was_due(day: list[Word]) -> bool:
    """As in "was due to be freed on 3 May", "had been scheduled for 3 May": told once that day was past, or not yet.

    Args:
        day: The words of the date.
    """
    numbers = {word.i for word in day}
    root = next((word for word in day if word.head.i not in numbers), None)
    word = root.head if root is not None and root.dep != "appos" else None  # "the day of her arrest, October 26"
    for _ in range(_MOST_CLIMBED):
        if word is None or word.dep == "ROOT":
            break
        if word.low in _FIXED:
            break
        word = word.head
    if word is None or word.low not in _FIXED or is_given_up(word):
        return False
    clause = word.head if word.dep == "acomp" else word
    return any(c.tag == "VBD" for c in (clause, *clause.children) if c is clause or c.dep in ("aux", "auxpass"))


def is_given_up(word: Word) -> bool:
    """Whether a word by which something lies ahead is that of what came to nothing."""
    if word.low not in _FIXED:
        return False
    below = word.child("xcomp")
    clause = word.head if word.dep == "acomp" else word
    # "The trial, which was due to begin on 5 May, was postponed"
    noun = clause.head
    for _ in range(_MOST_ABOVE):  # "the trial of X, which .."
        if noun.dep != "pobj" or noun.head.dep != "prep":
            break
        noun = noun.head.head
    put_off = clause.dep == "relcl" and noun.dep in SUBJECTS and noun.head.lemma in _SETTING | _CALLING_OFF
    return put_off or (below is not None and came_to_nothing(below))


__all__ = [
    "came_to_nothing",
    "failed_to_come",
    "is_commissioned",
    "is_given_up",
    "is_put_off_to",
    "is_to",
    "ought_to_have",
    "was_due",
]
