"""What is said around a cue that the parser gave no clause: before ", he said", before ", said X", behind "he said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, SUBJECTS
from habeas.extraction.lexicon.gazetteer import load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.search import Range, Search

MOST_AROUND = 90  # words; a sentence longer than two hundred is no sentence
RELATIVES = word_list("sayings", "relatives")
_MOST_CLOSING = 9  # words behind the cue: "on Monday", "in a statement"
_LEAST_TOLD = 4  # words
_WRITTEN = word_list("sources", "documents") | word_list("sources", "announcements")
_MOST_ADDRESSED = 14  # words from a cue to "that": "confirmed to the local newspaper on Monday that"
_PLAINLY = word_list("statements", "plainly_said")
_TOLD = word_list("statements", "told")
_OCCASIONS, _INSIDE, _MOST_NAMED = word_list("sources", "occasions"), word_list("sayings", "inside"), 4
ADDRESSING = word_list("sayings", "addressing")
_CLOSING = word_list("statements", "closing")
CLOSING_CUES = _TOLD | _CLOSING | word_list("statements", "thought_behind")
SPEAKING = (
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
    if behind is not None and _closes_aside(words, verb, behind):
        return search.between(max(sentence.first, verb.i - 2 * MOST_AROUND), min(verb.head.right, sentence.last - 1))
    if behind is not None:
        return search.between(max(sentence.first, verb.i - 2 * MOST_AROUND), verb.i - 2)
    if own is None or verb.lemma not in _TOLD or verb.tag not in FINITE or sentence.last - verb.i > _MOST_CLOSING + 1:
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
    if verb.lemma not in _CLOSING or verb.tag not in ("VBD", "VBZ", "VBP") or words[verb.i - 1].text != ",":
        return None
    behind = next((c for c in verb.children if c.left == verb.i + 1 and c.pos in ("NOUN", "PROPN")), None)
    if behind is None or behind.dep not in ("dobj", "nsubj", "npadvmod", "attr"):
        return None
    after = words[behind.right + 1].text if behind.right + 1 < sentence.last else "."
    after = "." if after in _INSIDE and _is_occasion(search, behind.right + 2, sentence.last) else after
    if behind.low in _WRITTEN and any(c.low in ("a", "an") for c in behind.children):
        return None  # "came home, wrote a book"
    if after == "," and _closes_aside(words, verb, behind):
        return behind
    if verb.i - sentence.first <= _LEAST_TOLD:
        return None
    last = after != "," and behind.right - behind.left < _MOST_CLOSING and behind.low not in _WRITTEN
    if any(c.dep in SUBJECTS and c.i < verb.i for c in verb.children) and (not last or behind.pos == "PROPN"):
        return None  # "Poets face torture, say campaigners", but "He came, wrote a report and left"
    known = behind.pos == "PROPN" or behind.low in SPEAKING or singular(behind.low) in load_gazetteer().role_of
    return behind if known and after in (",", ".", "!", "?") else None


def _closes_aside(words: list[Word], verb: Word, behind: Word) -> bool:
    """As in "The verdict, say observers, was bought": the cue and its speaker stand between two commas."""
    at = behind.right + 2
    speaks = behind.low in SPEAKING or behind.pos == "PROPN" or singular(behind.low) in load_gazetteer().role_of
    plain = behind.left == verb.i + 1 and verb.dep in ("parataxis", "ccomp")
    within = at < len(words) and words[at - 1].text == ","
    return speaks and plain and within and words[at].tag in (*FINITE, "MD") and words[at].i < verb.head.right


def _is_occasion(search: Search, at: int, last: int) -> bool:
    """As in ", writes X in a letter to the ministry": where it is said, and nothing that is done."""
    words = search.parsed.words[at : min(at + _MOST_NAMED, last)]
    noun = next((word for word in words if word.tag in ("NN", "NNS", "NNP")), None)
    return noun is not None and (noun.low in _OCCASIONS or noun.ent == "DATE")


def told_behind(search: Search, verb: Word) -> Range | None:
    """The rest of a sentence behind a finite "he said" to which the parser gave nothing that is said."""
    words = search.parsed.words
    addressed = _told_somebody(search, verb)
    if addressed is not None:
        return search.between(addressed.left, search.parsed.sentence_of(verb).last - 1)
    that = _that_behind(search, verb)
    if that is not None:
        return search.between(that + 1, min(search.parsed.sentence_of(verb).last, that + 2 * MOST_AROUND) - 1)
    own = verb.child("nsubj")
    if verb.tag == "VBG" and verb.lemma in _PLAINLY and verb.dep == "advcl":
        return _clause_cut_off(search, verb)
    if own is None or own.i > verb.i or verb.lemma not in _PLAINLY or verb.tag not in FINITE:
        return None
    if verb.dep == "parataxis" or any(c.dep == "neg" for c in verb.children):
        return None
    last = min(verb.right, search.parsed.sentence_of(verb).last - 1, verb.i + 2 * MOST_AROUND)
    joined = next((c for c in verb.children if c.dep == "conj" and c.tag in FINITE and c.i > verb.i), None)
    last = joined.left - 1 if joined is not None else last
    inside = words[verb.i + 1 : last + 1]
    quoted = any(
        q.outer_start > verb.end and q.end <= words[last].end for q in search.by_sentence.get(verb.sentence, ())
    )
    if len(inside) < _LEAST_TOLD or not (quoted or any(word.tag in FINITE for word in inside)):
        return None
    return search.between(verb.i + 1, last)


def _told_somebody(search: Search, verb: Word) -> Word | None:
    """The verb of what somebody is told, where the parser hung it on the listener: "told the judge the police .."."""
    listener = verb.child("dobj") if verb.lemma in ADDRESSING and verb.tag in FINITE else None
    clause = listener.child("relcl") if listener is not None else None
    own = clause.child(*SUBJECTS) if clause is not None else None
    if clause is None or own is None or own.low in RELATIVES or own.left != clause.left:
        return None
    others = [c for c in verb.children if c.i > verb.i and c.dep in ("ccomp", "xcomp", "dobj", "prep", "dative")]
    behind = search.parsed.words[clause.i + 1 : search.parsed.sentence_of(verb).last]
    whole = any(word.dep == "dobj" for word in behind) and clause.child("prep", "xcomp") is None
    return clause if whole and others == [listener] else None  # else "told the lawyer they had hired of it"


def _that_behind(search: Search, verb: Word) -> int | None:
    """Number of the "that" of a cue which the parser hung on whom it was told to: "confirmed to the Post that .."."""
    words, last = search.parsed.words, search.parsed.sentence_of(verb).last
    next_low = words[min(verb.i + 1, last - 1)].low
    told = verb.lemma in _TOLD or next_low == "that"
    if not told or verb.tag not in (*FINITE, "VBN", "VBG") or verb.dep in ("amod", "acl"):
        return None
    if verb.child("dobj") is not None and verb.lemma not in ADDRESSING and next_low != "that":
        return None  # "noted reports that she was held": a clause of the reports
    for word in words[verb.i + 1 : min(last - _LEAST_TOLD, verb.i + _MOST_ADDRESSED)]:
        if word.text in (",", ";", ":", '"', "(") or word.tag in FINITE or word.low in search.cues.verbs:
            return None
        if word.low == "that":
            marks = word.dep == "mark" and word.head.i > word.i + 1
            return word.i if marks and words[word.i + 1].pos != "VERB" else None
    return None


def _clause_cut_off(search: Search, verb: Word) -> Range | None:
    """As in "She voiced concern, saying the abuse of women is a crime", where the parser ends the clause at "abuse"."""
    words, last = search.parsed.words, min(search.parsed.sentence_of(verb).last, verb.i + 2 * MOST_AROUND)
    thing = verb.child("dobj")
    if thing is None or thing.left != verb.i + 1 or words[verb.i - 1].text != ",":
        return None
    finite = next((w for w in words[thing.i + 1 : last] if w.tag in FINITE and w.dep != "relcl"), None)
    cut_off = (
        finite is not None and not thing.left <= finite.i <= verb.right and words[finite.i - 1].low not in RELATIVES
    )
    return search.between(verb.i + 1, last - 1) if cut_off else None
