"""The phrases that tell of events, from the packs, by the written form that begins a search."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.extraction.lexicon.forms import noun_forms, verb_forms
from habeas.extraction.lexicon.phrases import NO_PHRASES, Phrase, Phrases, index_phrases
from habeas.extraction.lexicon.word_lists import word_list
from habeas.packs import list_tables, load_table

if TYPE_CHECKING:
    from collections.abc import Mapping


_UNCUT = word_list("clauses", "uncut")
_NEVER = index_phrases((("\0",),))  # no word is written so


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of an events table.

    Attributes:
        entry: `table#number`, by which `explain` names it.
        event_type: Type of the event.
        kind: verb, noun, label or headline.
        lemma: The verb or noun in its dictionary form.
        who: object, subject, light, against, owner, agent, sanctioned, organisation or none.
        needs, unless: Phrases of which one must, or none may, stand in the clause; `*` is any one word.
        of: Prepositions behind a noun that name the person wronged.
        reach: How far `needs` looks: window (eight words), object (the object of the verb), clause (also its subject),
            sentence.
        needs_person, needs_people, needs_organisation, weak, agents, negative, passive: As the tables explain.
        not_under: Verbs that make another event, or none, of the noun: "dropped the charges".
        beside: One of these must stand in the sentence too.
        strong: For these verbs the needs may be missing.
        attributive: The participle before the noun tells of it too: "the slain reporter X".
        by_prosecution: Only where those who prosecute do it, or it is done to somebody in custody.
        modality: How the words by themselves vouch for it, where nothing around them says otherwise.
        variant: As in the vocabulary.
        taking: Who takes somebody, and what is told of where they are, makes an event of one type or another, or none.
    """

    entry: str
    event_type: str
    kind: str
    lemma: str
    who: str = "none"
    needs: Phrases = NO_PHRASES
    unless: Phrases = NO_PHRASES
    of: tuple[str, ...] = ()
    reach: str = "window"
    needs_person: bool = False
    needs_people: bool = False
    needs_organisation: bool = False
    needs_captive: bool = False
    needs_after: Phrases = NO_PHRASES
    needs_participle: bool = False
    participle: frozenset[str] = frozenset()
    not_under: frozenset[str] = frozenset()
    beside: Phrases = NO_PHRASES
    around: frozenset[str] = frozenset()
    weak: bool = False
    agents: bool = False
    negative: bool = False
    passive: bool = False
    attributive: bool = False
    official: bool = False
    by_prosecution: bool = False
    only_modality: tuple[str, ...] = ()
    modality: str = ""
    variant: str = ""
    taking: bool = False


@dataclass(frozen=True, slots=True)
class PatternBook:
    """All patterns: verbs and nouns by written form (nouns by the form of their last word), labels and headlines."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[tuple[Phrase, Pattern], ...]]
    labels: tuple[tuple[str, Pattern], ...]
    headlines: tuple[tuple[str, Pattern], ...] = ()


@lru_cache(maxsize=4)
def load_patterns(language: str) -> PatternBook:
    """Every pattern of a language, from its tables `events_*`."""
    verbs: dict[str, list[Pattern]] = defaultdict(list)
    nouns: dict[str, list[tuple[Phrase, Pattern]]] = defaultdict(list)
    labels: list[tuple[str, Pattern]] = []
    headlines: list[tuple[str, Pattern]] = []
    for table in list_tables(language):
        if not table.startswith("events_"):
            continue
        for number, row in enumerate(load_table(language, table)["pattern"]):
            for verb in row.get("verbs", ()):
                pattern = _pattern(row, f"{table}#{number}", "verb", verb)
                for form in verb_forms(verb):
                    verbs[form].append(pattern)
            for noun in row.get("nouns", ()):
                pattern = _pattern(row, f"{table}#{number}", "noun", noun)
                words = _phrase(noun)
                for form in noun_forms(words[-1]):
                    nouns[form].append(((*words[:-1], form), pattern))
            labels.extend(
                (label, _pattern(row, f"{table}#{number}", "label", label)) for label in row.get("labels", ())
            )
            headlines.extend(
                (words, _pattern(row, f"{table}#{number}", "headline", words)) for words in row.get("headlines", ())
            )
    ordered = {form: tuple(sorted(rows, key=lambda row: -len(row[0]))) for form, rows in nouns.items()}
    return PatternBook({form: tuple(rows) for form, rows in verbs.items()}, ordered, tuple(labels), tuple(headlines))


def _phrase(text: str) -> Phrase:
    """The tokens of a phrase, cut as the tokeniser cuts a text: "pre-trial" is three, "years'" two; "-year" stays."""
    tokens: list[str] = []
    for word in text.split():
        if word.endswith("'s") or (word.endswith("'") and len(word) > 1):
            at = word.rindex("'")
            tokens.extend((*_hyphened(word[:at]), word[at:]))
        else:
            tokens.extend(_hyphened(word))
    return tuple(tokens)


def _hyphened(word: str) -> list[str]:
    return [word] if word.startswith("-") or word in _UNCUT else [part for part in re.split("(-)", word) if part]


def _phrases(row: Mapping[str, Any], name: str) -> Phrases:
    return _indexed(row.get(name, ()))


@lru_cache(maxsize=2048)
def _indexed(phrases: tuple[str, ...]) -> Phrases:
    """The phrases of a row, which its many verbs share."""
    return index_phrases(map(_phrase, phrases))


def _pattern(row: Mapping[str, Any], entry: str, kind: str, lemma: str) -> Pattern:
    strong = "strong" in row
    free = strong and lemma in row["strong"]
    needs = NO_PHRASES if free else _phrases(row, "needs")
    only = row.get("only")
    if only is not None and lemma not in only:
        needs = _NEVER
    return Pattern(
        entry=entry,
        event_type=row["type"],
        kind=kind,
        lemma=lemma,
        who=row.get("who", "none"),
        needs=needs,
        unless=_phrases(row, "unless"),
        of=tuple(row.get("of", ())),
        reach=row.get("reach", "window"),
        needs_person=row.get("needs_person", False),
        needs_people=row.get("needs_people", False),
        needs_organisation=row.get("needs_organisation", False),
        needs_captive=row.get("needs_captive", False),
        needs_after=_phrases(row, "needs_after"),
        needs_participle=row.get("needs_participle", False),
        participle=frozenset(form for verb in row.get("participle", ()) for form in verb_forms(verb)),
        beside=_phrases(row, "beside"),
        not_under=frozenset(form for verb in row.get("not_under", ()) for form in verb_forms(verb)),
        around=frozenset(form for verb in row.get("verbs_around", ()) for form in verb_forms(verb)),
        weak=row.get("weak", False),
        agents=row.get("agents", False),
        negative=row.get("negative", False),
        passive=row.get("passive", False),
        attributive=row.get("attributive", False),
        official=row.get("official", False),
        by_prosecution=row.get("by_prosecution", False),
        only_modality=tuple(row.get("only_modality", ())),
        modality=row.get("modality", ""),
        variant=row.get("variant", ""),
        taking=row.get("taking", False),
    )
