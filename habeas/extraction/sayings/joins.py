"""Whose words they are where one sentence holds several cues: participles, joined verbs, quotations that go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE
from habeas.extraction.lexicon.gazetteer import load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.closings import SPEAKING

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.search import Saying, Search

_SPOKEN = ("report", "demand")
_BETWEEN = word_list("sayings", "between_cues")
_MOST_CUES = 8  # of one sentence
_MOST_APART = 120  # characters
_MOST_JOINED = 14  # words between a joint and the words in marks
_PLAINLY = word_list("statements", "plainly_said")
_PERSONAL = word_list("sayings", "personal")
_OTHERS = word_list("sayings", "told_of_himself")
_JOINTS = word_list("sayings", "joints")


def give_participles_back(search: Search, found: list[Saying]) -> None:
    """As in "X said he was beaten, adding that ..": the one who adds is X, and what he said ends before it."""
    words = search.parsed.words
    told: dict[int, list[Saying]] = {}
    for saying in found:
        cue = saying.cue
        if cue is None or saying.finder != "verb":
            continue
        at = cue.i - 1
        while at > 0 and cue.i - at <= 2 and (words[at].low in _BETWEEN or words[at].text == '"'):
            at -= 1
        if cue.tag != "VBG" or cue.dep != "advcl" or words[at].text != ",":
            told.setdefault(cue.sentence, []).append(saying)
            continue
        if any(c.low in _OTHERS and c.dep in ("dobj", "dative") for c in cue.children):
            continue  # "X said Y had pressed her, warning her that ..": Y warns
        outer = next((one for one in told.get(cue.sentence, [])[:_MOST_CUES] if _holds(one, words[at], cue)), None)
        if outer is not None and search.quoted(cue) is None:
            outer.contents[-1] = search.trim(outer.contents[-1][0], words[at].start)
            saying.source = outer.source


def _holds(outer: Saying, comma: Word, cue: Word) -> bool:
    """Whether a report runs on over a comma and the cue behind it."""
    if outer.cue is None or outer.source is None or outer.manner not in _SPOKEN or outer.cue.i > cue.i:
        return False
    start, end = outer.contents[-1]
    return start < comma.start < end and start < cue.start


def give_joined_back(search: Search, found: list[Saying]) -> None:
    """As in "X admitted that theft has risen but declared that ..": the one who declares is X, and not the theft.

    The parser joins a second cue to the clause that the first one holds. The tenses tell them apart: the two cues share
    theirs, and the clause between them has another.
    """
    latest: dict[int, Saying] = {}
    for saying in found:
        cue = saying.cue
        if cue is None or saying.finder != "verb":
            continue
        outer = latest.get(cue.sentence)
        joined = cue.dep in ("conj", "dep") and cue.tag in ("VBD", "VBZ")
        if outer is None or not joined or not _is_beside(outer, cue) or not _is_of_its_own(search, outer, cue):
            if outer is None and saying.form == "clause" and cue.tag in ("VBD", "VBZ") and saying.manner == "report":
                latest[cue.sentence] = saying
            continue
        own = cue.child("nsubj")
        inner = cue.head.child("nsubj", "nsubjpass", "expl")
        if own is None and (
            inner is None or (_may_tell(inner) and not _is_contrast(cue) and not _is_later(outer, cue))
        ):
            continue
        if own is not None and (own.low in _PERSONAL or not _may_tell(own)):
            continue
        joint = own.left - 1 if own is not None else min(c.left for c in (cue, *cue.children)) - 1
        words = search.parsed.words
        while joint > 0 and words[joint].low in _BETWEEN:
            joint -= 1
        start, end = outer.contents[-1]
        if not start < words[joint].end < end or search.quoted(cue) is not None:
            continue
        outer.contents[-1] = search.trim(start, words[joint].end)
        if own is None:
            saying.source = outer.source


def _is_beside(outer: Saying, cue: Word) -> bool:
    """Whether a cue of the same tense as the first stands in what that one holds."""
    if outer.cue is None or outer.source is None or outer.cue.tag != cue.tag:
        return False
    start, end = outer.contents[-1]
    return start < cue.start < end and outer.cue.end <= start


def _is_of_its_own(search: Search, outer: Saying, cue: Word) -> bool:
    """Whether a joined cue goes with the first one, and not with the clause between them."""
    inner = cue.head.child("nsubj", "nsubjpass")
    of_a_thing = inner is not None and inner.pos == "NOUN" and not _may_tell(inner) and cue.child("nsubj") is None
    told = _is_contrast(cue) or _is_later(outer, cue) or _says_besides(search, cue)
    return of_a_thing or _is_apart(outer, cue) or told


def _says_besides(search: Search, cue: Word) -> bool:
    """As in "The mayor said some had fled and a doctor said ten were ill", and not "and that a doctor said"."""
    own = cue.child("nsubj")
    if own is None or cue.lemma not in _PLAINLY or own.low in _PERSONAL or not own.left:
        return False
    return search.parsed.words[own.left - 1].low in _JOINTS


def _is_apart(outer: Saying, cue: Word) -> bool:
    """Whether the clause between two cues of one tense has another."""
    return outer.cue is not None and _tense_of(cue.head) not in ("", outer.cue.tag)


def _is_contrast(cue: Word) -> bool:
    """As in "X said she knew nothing but admitted that ..": she is X."""
    inner = cue.head.child("nsubj")
    but = any(c.low == "but" and c.dep == "cc" for c in cue.head.children)
    return but and inner is not None and inner.low in ("he", "she", "they", "it") and cue.child("nsubj") is None


def _is_later(outer: Saying, cue: Word) -> bool:
    """As in "X admitted that two men had died but insisted that ..": what had happened before is not what insists."""
    before = any(c.low == "had" and c.dep in ("aux", "auxpass") for c in cue.head.children)
    but = any(c.low == "but" and c.dep == "cc" for c in cue.head.children)
    past = outer.cue is not None and outer.cue.tag == cue.tag == "VBD"
    return past and before and but and cue.child("nsubj", "aux") is None


def _tense_of(verb: Word) -> str:
    """The finite form of a clause: that of its first auxiliary, else of its verb."""
    helper = next((c.tag for c in verb.children if c.dep in ("aux", "auxpass") and c.i < verb.i), verb.tag)
    return helper if helper in FINITE else ""


def _may_tell(word: Word) -> bool:
    """Whether a subject can be one who says something."""
    known = word.low in SPEAKING or {word.low, singular(word.low)} & {*load_gazetteer().role_of}
    return word.pos == "PROPN" or word.low in _PERSONAL or bool(known)


def take_in_quotations(search: Search, found: list[Saying]) -> None:
    """As in "X said he wanted to go and let them know that “he was free”": words in marks behind a joint go on.

    Only where no other cue of the sentence can own them.
    """
    cues: dict[int, int] = {}  # number of a sentence to the place of its last cue
    for saying in found:
        if saying.cue is not None:
            cues[saying.cue.sentence] = max(saying.cue.start, cues.get(saying.cue.sentence, 0))
    for saying in found:
        cue = saying.cue
        told = saying.finder == "verb" and saying.form == "clause" and saying.manner == "report"
        if cue is None or not told or saying.mode == "direct" or search.quoted(cue) is not None:
            continue
        start, end = saying.contents[-1]
        sentence = search.parsed.sentence_of(cue)
        behind = search.quotation_behind(end)
        if start < cue.start or behind is None or behind.end > sentence.end or behind.outer_start - end > _MOST_APART:
            continue
        between = [w for w in search.parsed.words_in(end, behind.outer_start) if w.pos != "PUNCT"]
        joined = bool(between) and between[0].low in _JOINTS and len(between) <= _MOST_JOINED
        if joined and end > cues[cue.sentence]:
            saying.contents[-1] = search.trim(start, behind.end)
            saying.mode = "mixed"
