"""Speech around a cue: which quotations it utters, how far quotation marks hold a content, and the cue's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_inside, is_verb
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.quotes import Quotation
    from habeas.extraction.sayings.search import Range, Search

_DENYING, _WITHHELD, _REPORTS = (word_list("sayings", name) for name in ("denying", "withheld", "reports"))
_POINTING, _AT, _SEEN, _POINTED = (
    word_list("sayings", name) for name in ("pointing", "pointing_at", "seen", "pointed")
)
_JOINTS = word_list("sayings", "joints")
_GOING_ON, _WITH = word_list("sayings", "going_on"), word_list("sayings", "going_on_with")
LEAST_PART = 3  # a shorter piece before or behind "he said" is a joining word


def quoted_contents(search: Search, verb: Word) -> list[Range]:
    """The quotations around a verb that are speech: in its sentence, set off by it or by punctuation."""
    found: list[Range] = []
    for quotation in search.by_sentence.get(verb.sentence, ()):
        if quotation.outer_start <= verb.start < quotation.outer_end:
            return []
        if quotation.words >= 3 and _touches(search, verb, quotation) and _is_set_off(search, verb, quotation, found):
            found.append((quotation.start, quotation.end))
    return found


_MOST_BEFORE = 12  # words of a sentence that only names the speaker of a quotation beside it


_MOST_BEHIND = 8


def neighbouring(search: Search, verb: Word) -> list[Range]:
    """A quotation that ends just before the cue's sentence, or opens just behind one that ends in a colon.

    The parser cuts a sentence at the mark that closes speech: “Free them!” / the crowd shouted.
    """
    text, sentence = search.parsed.text, search.parsed.sentence_of(verb)
    if search.parsed.words[sentence.last - 1].text == ":" or text[sentence.start : sentence.end].rstrip()[-1:] == ":":
        after = search.quotation_at(sentence.end)
        return [(after.start, after.end)] if after is not None and after.words >= LEAST_PART else []
    if verb.i - sentence.first > _MOST_BEFORE or verb.dep not in ("ROOT", "conj"):
        return []
    before = search.quotation_before(sentence.start)
    long = sentence.last - verb.i > _MOST_BEHIND and text[verb.end : verb.end + 1] not in (",", ".")
    if long or before is None or before.words < LEAST_PART or text[before.outer_end : sentence.start].strip(" "):
        return []
    if text[before.end - 1] == "." and not text[sentence.start].islower():
        return []  # "“It is over.” The ministry has not replied": a sentence of its own
    return [(before.start, before.end)] if text[before.end - 1] in ",.!?…—" else []


def is_no_speech(verb: Word) -> bool:
    """As in "he was denied bail", "pointed to the wall", "continue with their campaign": nothing is said by it."""
    thing = verb.child("dobj")
    if verb.lemma in _DENYING:
        return thing is not None and thing.lemma in _WITHHELD and not any(c.low in _REPORTS for c in thing.children)
    if verb.lemma in _POINTING:
        shown = [child.child("pobj") for child in verb.children if child.low in _AT]
        seen = any(word is not None and singular(word.low) in _SEEN for word in shown)
        return seen or (thing is not None and singular(thing.low) in _POINTED)
    quoted = any(child.text == '"' for child in verb.children if child.i < verb.i)
    return (
        verb.lemma in _GOING_ON
        and not quoted
        and any(child.low in _WITH for child in verb.children if child.i > verb.i)
    )


def _is_set_off(search: Search, verb: Word, quotation: Quotation, found: list[Range]) -> bool:
    """Whether a quotation is speech of its own, and no words borrowed in the middle of a clause."""
    text = search.parsed.text
    sentence = search.parsed.sentence_of(verb)
    if quotation.outer_start > verb.start:
        between = text[verb.end : quotation.outer_start].strip()
        if between.strip(",:—–- ") == "" or between.endswith(":"):
            return True
        if _is_told_to(search, verb, quotation):
            return True
        if between.endswith(",") and (found or text[quotation.start].isupper()):
            return True
        joint = between.rpartition(",")[2].strip(" ")  # "“..,” he said, but “..”"
        return bool(found) and (between.endswith((",", ".")) or joint in _JOINTS)
    opens = quotation.outer_start <= sentence.start + 2 or text[: quotation.outer_start].rstrip()[-1:] in ",.:;—–"
    return opens and search.closes(quotation)


def _is_told_to(search: Search, verb: Word, quotation: Quotation) -> bool:
    """As in 'told her "she would never see him again"': nothing stands between but whom it was told."""
    told = verb.child("dobj", "dative")
    after = search.parsed.words_in(quotation.outer_start, quotation.outer_start + 1)
    return (
        verb.lemma == "tell" and told is not None and bool(after) and told.i > verb.i and told.right + 1 == after[0].i
    )


def _touches(search: Search, verb: Word, quotation: Quotation) -> bool:
    """Whether no other cue stands between the verb and the quotation with a better claim to it."""
    low, high = sorted((verb.start, quotation.start))
    for word in search.parsed.words_in(low, high):
        if (
            (
                word is not verb
                and word.low in search.cues.verbs
                and is_verb(word)
                and word.dep in ("ROOT", "ccomp", "conj")
            )
            and word.start > verb.start
            and not is_inside(word, verb)
        ):
            return False
    return True


def mode_of(search: Search, content: Range) -> str:
    """direct, indirect or mixed: how far quotation marks hold a content."""
    start, end = content
    first = search.parsed.words_in(start, min(end, start + 1))
    quotations = search.by_sentence.get(first[0].sentence, ()) if first else ()
    for quotation in quotations:
        if quotation.start <= start and end <= quotation.end:
            return "indirect" if quotation.outer_start < start - 40 else "direct"
    return "mixed" if any(start <= q.outer_start and q.outer_start < end for q in quotations) else "indirect"


_PAPERS = word_list("sayings", "cue_papers")
_OF_CUES = word_list("sayings", "cue_prepositions")
_KEPT = word_list("sayings", "kept_prepositions")
_NEAR_CUE = ("aux", "auxpass", "neg", "prt")


def _leads_to_day(words: Sequence[Word], particle: Word) -> bool:
    """As in "said on Monday, without ..", where the parser sees a verb with a particle."""
    after = words[particle.i + 1] if particle.i + 1 < len(words) else None
    return after is not None and after.ent == "DATE"


def cue_range_of(search: Search, verb: Word) -> Range:
    """The verb with its auxiliaries, its negation, the adverb before it, its particle and the day of saying."""
    left = right = verb.i
    words = search.parsed.words
    for child in reversed([c for c in verb.children if c.i < verb.i]):
        near = child.dep in _NEAR_CUE or (child.dep == "advmod" and child.right == child.left and child.low != "when")
        if (near and child.i == left - 1) or (near and child.dep in _NEAR_CUE and left - child.i <= 3):
            left = child.i
    for child in verb.children:
        if child.i == right + 1 and child.dep == "prt" and not _leads_to_day(words, child):
            right = child.i
        elif child.i > right and child.left == right + 1 and child.dep == "npadvmod" and child.ent == "DATE":
            right = child.right if child.right - child.i < LEAST_PART else child.i
        elif child.i == right + 1 and child.dep == "prep" and child.low == "in" and child.child("pobj"):
            below = child.child("pobj")
            if below is not None and below.low in _PAPERS and below.right - child.i <= 3:
                right = below.right
        elif child.i == right + 1 and child.dep == "prep" and child.low in _OF_CUES and not _leads_to_day(words, child):
            right = child.i if child.child("pobj", "pcomp") is not None and not search.quoted(child) else right
    if right == verb.i + 1 and words[right].dep == "prep" and words[right].low not in _KEPT:
        right = verb.i
    return words[left].start, words[right].end
