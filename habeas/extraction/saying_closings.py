"""What is said around a cue that the parser gave no clause: before ", he said", before ", said X", behind "he said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.clauses import SUBJECTS
from habeas.extraction.gazetteer import load_gazetteer, singular
from habeas.extraction.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.saying_search import Range, Search
    from habeas.extraction.words import Word

MOST_AROUND = 90  # words; a sentence longer than two hundred is no sentence
RELATIVES = word_list("sayings", "relatives")
_MOST_CLOSING = 6  # words behind the cue: "on Monday", "in a statement"
_LEAST_TOLD = 4  # words
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_PLAINLY = word_list("statements", "plainly_said")
_CLOSING = word_list("statements", "closing")
_SPEAKING = (
    word_list("sources", "speaking")
    | word_list("sources", "bodies")
    | word_list("sources", "documents")
    | word_list("sources", "announcements")
    | word_list("sources", "anonymous")
)


def told_before(search: Search, verb: Word) -> Range | None:
    """What stands before a closing ", the agency reported" or ", reported the agency", however the parser hung it."""
    words, sentence = search.parsed.words, search.parsed.sentence_of(verb)
    behind = inverted(search, verb)
    own = verb.child("nsubj") if behind is None else None
    if behind is not None:
        return search.between(max(sentence.first, verb.i - 2 * MOST_AROUND), verb.i - 2)
    if own is None or verb.tag not in _FINITE or sentence.last - verb.i > _MOST_CLOSING + 1:
        return None
    comma = own.left - 1
    if own.right != verb.i - 1 or comma <= sentence.first + 2 or words[comma].text != "," or own.low in RELATIVES:
        return None
    closing = words[verb.i + 1 : sentence.last]
    if any(word.tag.startswith("VB") or word.text == "," for word in closing):
        return None
    if verb.child("dobj") is not None and verb.lemma != "tell":
        return None
    return search.between(max(sentence.first, comma - 2 * MOST_AROUND), comma - 1)


def inverted(search: Search, verb: Word) -> Word | None:
    """The speaker who closes a sentence behind the cue: "Two were killed, reported the agency."."""
    words, sentence = search.parsed.words, search.parsed.sentence_of(verb)
    if verb.lemma not in _CLOSING or verb.tag not in ("VBD", "VBZ") or verb.i - sentence.first <= _LEAST_TOLD:
        return None
    if words[verb.i - 1].text != "," or any(c.dep in SUBJECTS and c.i < verb.i for c in verb.children):
        return None
    behind = next((c for c in verb.children if c.left == verb.i + 1 and c.pos in ("NOUN", "PROPN")), None)
    if behind is None or behind.dep not in ("dobj", "nsubj", "npadvmod", "attr"):
        return None
    after = words[behind.right + 1].text if behind.right + 1 < sentence.last else "."
    known = behind.pos == "PROPN" or behind.low in _SPEAKING or singular(behind.low) in load_gazetteer().role_of
    return behind if known and after in (",", ".", "!", "?") else None


def told_behind(search: Search, verb: Word) -> Range | None:
    """The rest of a sentence behind a finite "he said" to which the parser gave nothing that is said."""
    own = verb.child("nsubj")
    if own is None or own.i > verb.i or verb.lemma not in _PLAINLY or verb.tag not in _FINITE:
        return None
    if verb.dep == "parataxis" or any(c.dep == "neg" for c in verb.children):
        return None
    words = search.parsed.words
    last = min(verb.right, search.parsed.sentence_of(verb).last - 1, verb.i + 2 * MOST_AROUND)
    joined = next((c for c in verb.children if c.dep == "conj" and c.tag in _FINITE and c.i > verb.i), None)
    last = joined.left - 1 if joined is not None else last
    inside = words[verb.i + 1 : last + 1]
    quoted = any(
        q.outer_start > verb.end and q.end <= words[last].end for q in search.by_sentence.get(verb.sentence, ())
    )
    if len(inside) < _LEAST_TOLD or not (quoted or any(word.tag in _FINITE for word in inside)):
        return None
    return search.between(verb.i + 1, last)
