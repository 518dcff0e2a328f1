"""Where a content ends: before what its speaker did besides, and behind a second "and that .."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, SUBJECTS
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.search import Range, Search

_LEAST = 3  # words of a content before a second deed
_MOST_LOOKED_AT = 90  # words
_MOST_JOINT = 4  # words: ", ” and that"
_JOINTS = word_list("sayings", "deed_joints")
_SPOKEN = frozenset(("report", "demand", "accuse", "judgement", "refusal"))
_PRESENT = word_list("sayings", "present_auxiliaries")
_PAST = word_list("sayings", "past_auxiliaries")


def before_own_deed(search: Search, verb: Word, content: Range) -> Range:
    """As in "says he backs sanctions" + "and called for more": the tense gives the second cue to the speaker.

    Only where the second verb agrees with the cue and not with what it is joined to.
    """
    if content[0] < verb.start:
        return content
    own = _tense(verb)
    inside = search.parsed.words_in(*content)[_LEAST:_MOST_LOOKED_AT]
    for word in inside if own in ("past", "present") else ():
        cue = search.cues.verbs.get(word.low)
        if (
            cue is None
            or word.dep != "conj"
            or word.child("auxpass")
            or _SPOKEN.isdisjoint(manner for manner, _ in cue.frames)
        ):
            continue
        joint = search.parsed.words[word.left - 1]
        if joint.low not in _JOINTS or any(c.dep in SUBJECTS for c in word.children) or joint.start <= content[0]:
            continue
        if search.quoted(word) is None and _tense(word) == own and _tense(word.head) not in ("", own):
            search.deeds[word.i] = verb
            return search.between(inside[0].i - _LEAST, joint.i)
    return content


def _tense(verb: Word) -> str:
    """past, present, or bare for what stands with "to" or "would"; an empty string where nothing tells."""
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    if any(c.tag == "MD" or c.low == "to" for c in helpers):
        return "bare"
    lows = {c.low for c in helpers}
    if lows & _PAST or (not lows and verb.tag == "VBD"):
        return "past"
    if lows & _PRESENT or (not lows and verb.tag in ("VBZ", "VBP")):
        return "present"
    return "bare" if verb.tag == "VB" else ""


def and_that(search: Search, right: int) -> int:
    """The end of a content with a second clause that opens with "and that", wherever the parser hung it."""
    words = search.parsed.words
    last = search.parsed.sentence_of(words[right]).last
    for word in words[right + 1 : min(right + 1 + _MOST_JOINT, last)]:
        if word.low == "that" and words[word.i - 1].low in _JOINTS and words[word.i - 1].pos != "PUNCT":
            top = word.head if word.dep == "mark" else None
            whole = top is not None and top.i > word.i and top.tag in (*FINITE, "VB", "VBN", "VBG")
            return max(right, top.right) if top is not None and whole and top.right < last else right
        if word.pos != "PUNCT" and word.low not in _JOINTS:
            return right
    return right
