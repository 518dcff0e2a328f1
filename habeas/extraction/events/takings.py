"""Takings of people: custody where a state is behind it, a disappearance where nobody says where they are, or neither.

"Abducted" is the word of whoever reports; what happened is told by who did it and by what is said of the person since.
See the decision `abduction-is-custody`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import agent_of, coordinated, is_verb, nominal_children, subject_of
from habeas.extraction.lexicon.phrases import first_place, index_phrases
from habeas.extraction.modality.undone_events import is_accused_of
from habeas.packs import load_table

if TYPE_CHECKING:
    from habeas.extraction.drafts import EventDraft
    from habeas.extraction.events.triggers import Trigger
    from habeas.extraction.grammar.words import Sentence, Word
    from habeas.extraction.lexicon.phrases import Phrases, SearchedText

CRIMINALS, ARMED_GROUPS = "criminals", "armed_groups"
_STATE, _UNSAID = "state", ""
_AROUND = 8  # words on each side of the word for who did it: "men from an elite unit of the army"


@lru_cache(maxsize=1)
def _phrases(name: str) -> Phrases:
    return index_phrases(tuple(phrase.split()) for phrase in load_table("en", "takings")[name])


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("en", "takings")[name])


def settle_takings(searched: SearchedText, triggers: list[Trigger]) -> None:
    """Give the takings among the triggers the type that the text around them gives, and note who is behind each."""
    takings = [trigger for trigger in triggers if trigger.pattern.taking]
    if not takings:
        return
    for trigger in takings:
        trigger.taken_by = _taker(searched, trigger)
    takers = {trigger.taken_by for trigger in takings}
    others = CRIMINALS if CRIMINALS in takers or _is_about_ransoms(searched) else ""
    others = others or (ARMED_GROUPS if ARMED_GROUPS in takers else "")
    hidden = [_is_hidden(searched, trigger) for trigger in takings]
    for trigger, is_hidden in zip(takings, hidden, strict=True):
        # Who took somebody is told once: where it is not known, no other mention of a taking knows it either.
        unsaid = trigger.taken_by == _UNSAID
        if is_hidden or trigger.taken_by == ARMED_GROUPS or (unsaid and _STATE not in takers and any(hidden)):
            trigger.pattern = replace(trigger.pattern, event_type="enforced_disappearance")
        if unsaid and _is_accused_of(trigger.head):
            trigger.taken_by = CRIMINALS
        elif unsaid and not is_hidden and _STATE not in takers:
            trigger.taken_by = others


def is_of_no_state(draft: EventDraft) -> bool:
    """As in "bandits kidnapped dozens": a crime. Whom a political group takes, by name, may be missing for all that."""
    taken_by = draft.trigger.taken_by
    return taken_by == CRIMINALS or (taken_by == ARMED_GROUPS and not draft.persons("person"))


def _is_accused_of(act: Word) -> bool:
    """As in "charged with kidnapping X", "arrested in connection with the kidnapping of X"."""
    held = act.dep == "pobj" and act.head.head.low in _words("occasions")
    return held or is_accused_of(act)


def _taker(searched: SearchedText, trigger: Trigger) -> str:
    """Whether a state did it, an armed group or criminals; empty where that is not said."""
    for word in _takers(trigger.head):
        first, last = max(word.left, word.i - _AROUND), min(word.right, word.i + _AROUND)
        for kind in (CRIMINALS, ARMED_GROUPS, _STATE):
            if _stands(searched, word, kind, first, last):
                return kind
    return _UNSAID


def _takers(head: Word) -> list[Word]:
    """Who takes somebody: by the verb or one joined to it, behind "by" of a noun, or accused of it."""
    if not is_verb(head) or head.pos == "NOUN":
        by = [child.child("pobj") for child in nominal_children(head) if child.low == "by"]
        return [word for word in by if word is not None]
    above = head.head
    if head.dep == "pcomp" and above.low == "of" and is_verb(above.head):
        accused = above.head.child("dobj", "nsubjpass")  # "accused troops of abducting her father"
        return [accused] if accused is not None else []
    verbs = [verb for verb in (head, *coordinated(head)[1:]) if is_verb(verb)]
    found = [subject_of(verb) if verb.child("dobj") is not None else agent_of(verb) for verb in verbs]
    return [word for word in found if word is not None]


def _stands(searched: SearchedText, word: Word, name: str, first: int, last: int) -> bool:
    """Whether one of the phrases of a list begins between two words of the sentence that holds the word."""
    found = first_place(searched.parsed.words, searched.table_of(word), _phrases(name), first, last + 1)
    return found is not None


def _is_hidden(searched: SearchedText, trigger: Trigger) -> bool:
    """Whether the sentence or one beside it says that nobody knows where somebody is, or who took them."""
    parsed, head = searched.parsed, trigger.head
    own = parsed.sentence_of(head)
    names = ("hidden", "unidentified") if trigger.taken_by == _STATE else ("hidden", "unidentified", "disguised")
    if any(_stands(searched, head, name, own.first, own.last - 1) for name in names):
        return True
    for number in (own.number - 1, own.number + 1):
        if not 0 <= number < len(parsed.sentences):
            continue
        other = parsed.sentences[number]
        later = max(own, other, key=lambda sentence: sentence.number)
        if _is_taken_up(searched, own, other, later) and _stands(
            searched, parsed.words[other.first], "hidden", other.first, other.last - 1
        ):
            return True
    return False


def _is_taken_up(searched: SearchedText, own: Sentence, other: Sentence, later: Sentence) -> bool:
    """Whether two sentences speak of the same person: the later by a pronoun, or both by a name."""
    words = searched.parsed.words
    if any(word.low in _words("taking_up") for word in words[later.first : later.last]):
        return True
    names = [
        {word.low for word in words[each.first : each.last] if word.pos == "PROPN" and word.ent == "PERSON"}
        for each in (own, other)
    ]
    return not names[0].isdisjoint(names[1])


def _is_about_ransoms(searched: SearchedText) -> bool:
    """Whether anywhere in a text those who take people for money are spoken of."""
    forms = _phrases("ransoms").anchors
    return any(word.low in forms or (word.pos == "NOUN" and word.lemma in forms) for word in searched.parsed.words)


__all__ = ["is_of_no_state", "settle_takings"]
