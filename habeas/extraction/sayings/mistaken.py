"""Cues that the parser takes for nouns: "UK paper denounces arrest", "In a statement, the GCE calls for a retrial."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE
from habeas.extraction.lexicon.gazetteer import load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.search import Saying
from habeas.extraction.sayings.speech import mode_of

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.lexicon.cues import Cue
    from habeas.extraction.sayings.search import Search

_MOST = 60  # words of a sentence that is looked through for a verb
_LEAST_BEHIND = 2  # words behind the cue
_IN_NAMES = ("compound", "nmod", "amod", "ROOT", "nsubj", "dobj", "appos", "poss")
_FORMS = word_list("sayings", "behind_cues")
_DETERMINED = word_list("sayings", "determined")
_PAPERS = word_list("sources", "documents") | word_list("sources", "announcements")


def by_mistaken(search: Search, word: Word) -> Saying | None:
    """A word that can only be the verb of its sentence, which has no other; its speaker stands just before it."""
    cue = search.cues.verbs.get(word.low)
    sentence = search.parsed.sentence_of(word)
    if cue is None or word.low == cue.lemma or not word.low.endswith("s") or word.i == sentence.first:
        return None
    if sentence.last - sentence.first > _MOST or word.i + _LEAST_BEHIND >= sentence.last:
        return None
    if singular(word.low) in load_gazetteer().role_of:
        return None  # "Norland advocates for freedom": those who advocate
    if word.tag != "NNS" and not (word.tag == "VBZ" and word.dep in ("compound", "nmod", "amod")):
        return None
    words = search.parsed.words
    source = words[word.i - 1]
    named = source.pos in ("PROPN", "NOUN") and source.dep in _IN_NAMES and source.tag != "NNS"
    if not named or source.low in _PAPERS or any(c.low in _DETERMINED for c in word.children):
        return None
    if word.low in search.cues.nouns and not _is_sentence(search, word, source):
        return None  # "police reports of arrests", "prison deaths"
    if any(w.tag in FINITE and w is not word for w in words[sentence.first : sentence.last]):
        return None
    held = held_behind(cue, words[word.i + 1])
    if held is None or search.quoted(word) is not None:
        return None
    form, left = held
    content = search.between(left, sentence.last - 1)
    manner = cue.manner(words[word.i + 1].low if form == "preposition" else form)
    mode = mode_of(search, content)
    return Saying(word, (word.start, word.end), source, [content], manner, mode, "verb", cue.lemma, form)


def _is_sentence(search: Search, word: Word, source: Word) -> bool:
    """Whether what may be a plural closes a name at the head of a full sentence: "GCE calls for a retrial."."""
    sentence = search.parsed.sentence_of(word)
    ends = search.parsed.words[sentence.last - 1].text in (".", "!")
    return ends and source.pos == "PROPN" and source.ent not in ("GPE", "NORP", "DATE")


def held_behind(cue: Cue, after: Word) -> tuple[str, int] | None:
    """What the cue takes, by the word behind it, and the number of the word with which that begins."""
    if after.low in _FORMS:
        return ("preposition", after.i + 1) if cue.takes(after.low) else None
    if after.low == "to":
        return ("infinitive", after.i) if cue.takes("infinitive") else None
    if after.pos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "DET") and cue.takes("object"):
        return "object", after.i
    return None
