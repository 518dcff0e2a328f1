"""Views told without a verb of saying: "for X, this is ..", "X's argument is that ..", "X made it clear that .."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_verb, subject_of
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.search import Saying, manner_of_noun
from habeas.extraction.sayings.sources import subject_of_auxiliary
from habeas.extraction.sayings.speech import mode_of

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.search import Search

_OWNING = word_list("sayings", "owning")
_EMPTY = word_list("sayings", "empty_subjects")


def by_viewpoint(search: Search, word: Word) -> Saying | None:
    """As in "For X, this is a show trial": somebody at the head of a sentence that says what something is."""
    if word.low not in search.cues.viewpoint or word.dep != "prep":
        return None
    sentence = search.parsed.sentence_of(word)
    source, verb = word.child("pobj"), word.head
    words = search.parsed.words
    if source is None or word.i != sentence.first or verb.low not in search.cues.copulas or not is_verb(verb):
        return None
    after = source.right + 1
    if after >= sentence.last or words[after].text != "," or source.ent not in ("PERSON", "ORG", "NORP"):
        return None
    content = search.between(after + 1, sentence.last - 1)
    return Saying(
        word, (word.start, word.end), source, [content], "mind", mode_of(search, content), "opinion", word.low
    )


def by_making_clear(search: Search, word: Word) -> Saying | None:
    """As in "X made it clear that she would appeal", "X made known that ..", "X left no doubt that .."."""
    if word.low not in search.cues.made_clear or not word.i:
        return None
    verb = word.head if word.head is not word else word
    if verb.low not in search.cues.making:
        return None
    source = subject_of(verb)
    holders = (word, verb)
    clause = next((c for h in holders for c in h.children if c.i > word.i and _is_clause(c)), None)
    if source is None or source.low in _EMPTY or clause is None:
        return None
    mark = next(c for c in clause.children if c.low == "that" and c.dep == "mark")
    content = search.between(mark.i + 1, clause.right)
    return Saying(verb, (verb.start, word.end), source, [content], "report", mode_of(search, content), "view", word.low)


def by_message(search: Search, word: Word) -> Saying | None:
    """As in "X's argument is that ..", "her demand was that ..", "X is of the opinion that .."."""
    if word.low not in search.cues.nouns or word.pos != "NOUN" or not is_verb(word.head.head):
        return None
    verb = word.head
    if word.dep == "nsubj" and verb.low in search.cues.copulas:
        clause = next((c for c in verb.children if c.i > verb.i and _is_clause(c)), None)
        source = word.child("poss") or _owner(word)
    elif word.dep == "pobj" and verb.low == "of" and verb.head.low in search.cues.copulas:
        clause = next((c for c in word.children if c.i > word.i and _is_clause(c)), None)
        source = subject_of(verb.head) or subject_of_auxiliary(verb.head)
    else:
        return None
    if clause is None or source is None or source.low in _EMPTY:
        return None
    mark = next(c for c in clause.children if c.low == "that" and c.dep == "mark")
    content = search.between(mark.i + 1, clause.right)
    manner = manner_of_noun(word.lemma)
    return Saying(
        word, (word.start, word.end), source, [content], manner, mode_of(search, content), "noun-clause", word.lemma
    )


def _owner(noun: Word) -> Word | None:
    of = next((c for c in noun.children if c.low in _OWNING and c.dep == "prep"), None)
    return of.child("pobj") if of is not None else None


def _is_clause(word: Word) -> bool:
    return is_verb(word) and any(c.low == "that" and c.dep == "mark" for c in word.children)
