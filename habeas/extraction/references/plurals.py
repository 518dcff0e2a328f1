"""Whom "they", "their" and "both" name: the last list of names, plural noun or group of those wronged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import ancestors, subject_of
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.parties import Party, is_bystander
from habeas.extraction.references.wronged_groups import SERVING, WrongedGroup, group_of_size, last_group

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.references.referents import Referents

_PLURAL = word_list("people", "plural")
_ASKING, _CAMPAIGNING = word_list("events", "asking"), word_list("people", "campaigning")
_MOST_APART = 3  # sentences
_PAIRED, _TWO, _PARTING = word_list("people", "paired"), 2, (":", ";", "-", "–", "—")


def plural_pronoun(referents: Referents, word: Word, depth: int, *, wronged: bool) -> list[Party]:
    """Whom "they", "both" or "neither" names: the last list of names or plural noun, or those wronged last, if near."""
    sentence = word.sentence
    group = _near_group(referents, word) if wronged else None
    if word.low in _PAIRED:
        kin = _kin_before(referents, word, depth)
        if kin:
            return kin
        found = group_of_size(referents.wronged_groups, word.start, 2, sentence - _MOST_APART) if wronged else None
        beside = _pair_beside(referents, word)
        if found is None or (beside and beside[0].word.start > found.start):
            return [Party(word, party.person) for party in beside] or _last_two(referents, word)
        return members(found, word)
    for start, heads in reversed(referents.groups_before(word.start)):
        head = heads[0]
        if sentence - head.sentence > 2 or (group is not None and group.start >= start):
            break
        if head.dep == "pobj" and sentence == head.sentence and head.head.low == "of":
            continue
        if wronged and _is_other_side(referents, head, word):
            continue
        parties = referents.resolve_deeper(head, wronged=True, depth=depth)
        if wronged and all(is_bystander(party.person) for party in parties):
            break
        return [Party(word, party.person) for party in parties]
    return members(group, word) if group is not None else [Party(word, None)]


def _kin_before(referents: Referents, word: Word, depth: int) -> list[Party]:
    """As in "X may visit her mother and brother. Both were jailed": those two, and not X."""
    for _, heads in reversed(referents.groups_before(word.start)):
        if word.sentence - heads[0].sentence > 1:
            break
        if referents.is_kin(heads[0]):
            return [
                Party(word, party.person) for party in referents.resolve_deeper(heads[0], wronged=True, depth=depth)
            ]
        break
    return []


def _pair_beside(referents: Referents, word: Word) -> list[Party]:
    """As in "X and Y are farmers: both had been jailed": the two of whom a clause told just before."""
    for _, heads in reversed(referents.groups_before(word.start)):
        head = heads[0]
        if head.sentence != word.sentence:
            break
        row = referents.named_row(head) if head.dep in ("nsubj", "nsubjpass") else []
        parted = any(w.text in _PARTING for w in referents.parsed.words[head.i : word.i])
        if len(row) == _TWO and parted:
            return row
    return []


def members(group: WrongedGroup, word: Word) -> list[Party]:
    """Those of a group as members of what a word points to; one without a name where the text leaves some unnamed."""
    named = [Party(word, person) for person in group.persons]
    return [*named, Party(word, None)] if group.unnamed != 0 else named


def _near_group(referents: Referents, word: Word) -> WrongedGroup | None:
    group = last_group(referents.wronged_groups, word.start)
    if group is None or not group.persons or word.sentence - group.sentence > _MOST_APART:
        return None
    return group


def _is_other_side(referents: Referents, head: Word, word: Word) -> bool:
    """As in "Officers beat them", "Their lawyers say they were beaten": those who act or tell are not those wronged."""
    if head.i in referents.people.by_word:
        return False
    if referents.gazetteer.role_of.get(singular(head.low)) in SERVING:
        return True
    owner = head.child("poss")
    if owner is not None and owner.low in _PLURAL:
        return True
    if head.dep != "nsubj":
        return False
    verb = head.head
    if (
        word.head is verb
        or (word.dep == "dobj" and subject_of(word.head) is head)
        or (word.dep == "poss" and verb in _who_asks_for(word.head))
    ):
        return True  # "protesters beat them", "protesters gathered, demanding their release"
    return any(above.dep == "ccomp" and above.head is verb for above in ancestors(word, 8))


def _who_asks_for(noun: Word) -> tuple[Word, ...]:
    """The verb that calls for what a noun names, and the one that it hangs on; empty where nothing is called for."""
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    return (verb, verb.head) if verb.lemma in _ASKING or verb.lemma in _CAMPAIGNING else ()


def _last_two(referents: Referents, word: Word) -> list[Party]:
    found: list[Somebody] = []
    for _, person, head in referents.before(word.start, 8):
        if word.sentence - head.sentence > 1:
            break
        if person not in found and head.dep in ("nsubj", "appos", "nsubjpass", "conj", "pobj", "dobj"):
            found.append(person)
    return [Party(word, person) for person in found[1::-1]] if len(found) >= 2 else [Party(word, None)]
