"""State claims: "the currently jailed X", "X remains in custody". Evidence at a date, never the start of an episode."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import negation_of, subject_of
from habeas.extraction.lexicon.forms import verb_forms
from habeas.extraction.lexicon.phrases import STOPS
from habeas.extraction.lexicon.word_lists import word_list
from habeas.model import Claim, Mention, Span, State
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.speakers.chains import Chains

    # Phrases and what they say, by their first word.
    _Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

_BEING, _PARTING, _PAST, _SINCE = (word_list("states", name) for name in ("being", "parting", "past", "since"))


@lru_cache(maxsize=1)
def _words() -> tuple[Mapping[str, str], _Phrases, frozenset[str]]:
    table = load_table("en", "states")
    rows = sorted(((tuple(phrase.split()), status) for phrase, status in table["phrases"].items()), key=_first)
    phrases = {first: tuple(group) for first, group in groupby(rows, key=_first)}
    return table["before"], phrases, frozenset(form for verb in table["verbs"] for form in verb_forms(verb))


def _first(row: tuple[tuple[str, ...], str]) -> str:
    return row[0][0]


def state_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, str]]:
    """A claim for each state of a named person, with the entry that found it."""
    before, phrases, verbs = _words()
    taken = {i for draft in sheet.events for i in range(draft.trigger.first, draft.trigger.last + 1)}
    for word in sheet.parsed.words:
        if word.low in before and word.tag != "NNP":
            person = _holder(sheet, word)
            if person is not None and word.i not in taken:
                yield _claim(sheet, chains, person, before[word.low], (word.start, word.end)), f"before {word.low}"
        elif word.low in phrases and word.i not in taken and (holder := _described(sheet, word)) is not None:
            found = _phrase_at(sheet, word.i, phrases)
            if found is not None and _is_lasting(sheet, found[1]):
                place = (word.start, sheet.parsed.words[found[1] - 1].end)
                taken.update(range(word.i, found[1]))
                yield _claim(sheet, chains, holder, found[0], place), f"beside {found[0]}"
        elif word.low in verbs and word.pos in ("AUX", "VERB") and word.i not in taken and not negation_of(word):
            if word.low in _BEING and word.i and sheet.parsed.words[word.i - 1].low in verbs:
                continue  # "is being held" is told once
            found = _phrase_behind(sheet, word, phrases)
            if found is None:
                continue
            subject = subject_of(word) if word.dep not in ("aux", "auxpass") else subject_of(word.head)
            if subject is None or found[1] - 1 in taken:
                continue
            for party in sheet.referents.resolve(subject, wronged=True):
                if party.person is not None:
                    place = (word.start, sheet.parsed.words[found[1] - 1].end)
                    yield _claim(sheet, chains, party.word, found[0], place), f"phrase {found[0]}"


def _holder(sheet: Sheet, word: Word) -> Word | None:
    """The named person before whom the word stands."""
    for after in sheet.parsed.words[word.i + 1 : word.i + 7]:
        if (
            after.sentence != word.sentence
            or (after.low in _PARTING or after.text in STOPS)
            or after.pos in ("VERB", "AUX", "ADP")
        ):
            return None
        if after.i in sheet.people.by_word:
            return sheet.people.run_of[after.i].head
    return None


def _phrase_behind(sheet: Sheet, word: Word, phrases: _Phrases) -> tuple[str, int] | None:
    for at in range(word.i + 1, min(word.i + 4, len(sheet.parsed.words))):
        found = _phrase_at(sheet, at, phrases)
        if found is not None and sheet.parsed.words[at].sentence == word.sentence:
            return found
    return None


def _phrase_at(sheet: Sheet, at: int, phrases: _Phrases) -> tuple[str, int] | None:
    """What the phrase that begins at a word says, and the word behind it."""
    words = sheet.parsed.words
    for phrase, status in phrases.get(words[at].low, ()):
        if tuple(w.low for w in words[at : at + len(phrase)]) == phrase:
            return status, at + len(phrase)
    return None


def _described(sheet: Sheet, word: Word) -> Word | None:
    """The named person of whom a phrase tells by the way: "X, currently held in ..", "X, a writer now in prison"."""
    verb = word.head if word.dep == "advmod" and word.head.dep == "acl" else word
    noun = verb.head
    if verb.dep not in ("acl", "prep") or noun is verb or noun.i > word.i or negation_of(verb):
        return None
    if noun.dep == "appos" and noun.i not in sheet.people.by_word:
        noun = noun.head
    if noun.i not in sheet.people.by_word or any(w.low in _PAST for w in sheet.parsed.words[noun.i : word.i]):
        return None
    return sheet.people.run_of[noun.i].head


def _is_lasting(sheet: Sheet, end: int) -> bool:
    """Not as in "in prison clothes", "held in 2019": behind the phrase stands neither its noun nor a day."""
    words = sheet.parsed.words
    dated = end < len(words) and any(date.start <= words[end].start < date.end for date in sheet.dates)
    return words[end - 1].dep != "compound" and (not dated or words[end].low in _SINCE)


def _claim(sheet: Sheet, chains: Chains, word: Word, status: str, place: tuple[int, int]) -> Claim:
    parties = sheet.referents.resolve(word, wronged=True)
    person = parties[0].person if parties else None
    name = Span.of(sheet.text, person.start, person.end) if person is not None else None
    body = State(
        person=Mention(role="person", written=chains.written(word), name=name),
        status=status,
        trigger=Span.of(sheet.text, *place),
    )
    return Claim(
        document_id=sheet.document_id,
        quote=sheet.quote_of(*place),
        body=body,
        modality="asserted",
        attribution=chains.steps(*place),
    )
