"""The cue words of English, from the pack, by the form in which they stand in a text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from habeas.extraction.lexicon.forms import noun_forms, verb_forms
from habeas.packs import load_table


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb: its dictionary form, and by manner what it may take as its content."""

    lemma: str
    frames: tuple[tuple[str, frozenset[str]], ...]

    def manner(self, *takes: str) -> str:
        """The manner of the first frame that takes one of these, or an empty string."""
        for manner, taken in self.frames:
            if taken.intersection(takes):
                return manner
        return ""

    def takes(self, what: str) -> bool:
        """Whether any frame takes this."""
        return any(what in taken for _, taken in self.frames)


@dataclass(frozen=True, slots=True)
class CueWords:
    """Cue words by written form, and the closed lists of the pack; `starts`: every word at which a cue may be found."""

    verbs: dict[str, Cue]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    shown: frozenset[str]
    light: frozenset[str]
    holders: frozenset[str]
    links: frozenset[str]
    viewpoint: frozenset[str]
    copulas: frozenset[str]
    making: frozenset[str]
    made_clear: frozenset[str]
    content_prepositions: frozenset[str]
    sourced: tuple[tuple[str, ...], ...]
    possessed: frozenset[str]
    as_verbs: frozenset[str]
    unnamed: frozenset[str]
    passive: frozenset[str]
    distances: frozenset[str]
    endorses: frozenset[str]
    starts: frozenset[str]


@lru_cache(maxsize=1)
def load_cues() -> CueWords:
    """The cue words of English."""
    table = load_table("en", "cues")
    frames: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for row in table["verb"]:
        for verb in row["verbs"]:
            frames[verb].append((row["manner"], frozenset(row["takes"])))
    verbs: dict[str, Cue] = {}
    for lemma, rows in frames.items():
        cue = Cue(lemma, tuple(rows))
        for form in sorted(verb_forms(lemma)):
            if form not in verbs or lemma == form:
                verbs[form] = cue
    nouns, phrases = table["nouns"], table["phrases"]
    words = CueWords(
        verbs=verbs,
        nouns=frozenset(form for word in nouns["words"] for form in noun_forms(word)),
        adjectives=frozenset(table["adjectives"]["words"]),
        shown=frozenset(form for word in nouns["shown"] for form in noun_forms(word)),
        light=frozenset(form for word in nouns["light"] for form in verb_forms(word)),
        holders=frozenset(nouns["holders"]),
        viewpoint=frozenset(table["views"]["viewpoint"]),
        copulas=frozenset(form for verb in table["views"]["copulas"] for form in verb_forms(verb)),
        making=frozenset(form for verb in table["views"]["making"] for form in verb_forms(verb)),
        made_clear=frozenset(table["views"]["made_clear"]),
        links=frozenset(table["links"]["prepositions"]),
        content_prepositions=frozenset(nouns["content_prepositions"]),
        sourced=tuple(tuple(phrase.split()) for phrase in phrases["sourced"]),
        possessed=frozenset(phrases["possessed"]),
        as_verbs=frozenset(form for verb in phrases["as_verbs"] for form in verb_forms(verb)),
        unnamed=frozenset(phrases["unnamed"]),
        passive=frozenset(phrases["passive"]),
        distances=frozenset(phrases["distances"]),
        endorses=frozenset(phrases["endorses"]),
        starts=frozenset(),
    )
    single = words.nouns | words.shown | words.adjectives | words.possessed | words.viewpoint | words.made_clear
    return replace(words, starts=single | words.as_verbs | {*verbs} | {phrase[0] for phrase in words.sourced})
