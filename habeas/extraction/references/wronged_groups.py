"""Groups of persons to whom something happened, in the order of the text: whom "they" and "both men" may take up."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.values.counts import number_value, quantity_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.drafts import EventDraft
    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.people.persons import People, Somebody

_PLURAL, _WHOLE = word_list("people", "plural"), word_list("people", "whole")
_DEFINITE, _CAPTIVE = word_list("people", "definite"), word_list("people", "captive")
SERVING = frozenset(("official", "lawyer"))  # who acts, or speaks for others
VICTIMS = frozenset(("killing", "enforced_disappearance"))  # of what others are then held and tried for
_APART = 2  # sentences between two arrests of one person each that "they" may still join
_NO_GROUPS = frozenset(("diplomatic_act", "negotiation", "intervention", "appeal", "organisation_status"))


@dataclass(frozen=True, slots=True)
class WrongedGroup:
    """Those to whom one thing happened.

    Attributes:
        start: Place of the words that tell of it, or of the last that names them. sentence: Its number.
        persons: Those of them whom the text names; empty where somebody else of no name stands there.
        unnamed: How many more there are; None where the text gives no number.
    """

    start: int
    sentence: int
    persons: tuple[Somebody, ...]
    unnamed: int | None = 0

    @property
    def size(self) -> int | None:
        """How many they are; None where the text does not say."""
        return None if self.unnamed is None else len(self.persons) + self.unnamed


def find_wronged_groups(drafts: Sequence[EventDraft], parsed: ParsedText) -> list[WrongedGroup]:
    """The groups of a text, in order; each event that only takes the last one up moves it on.

    Args:
        drafts: The events as first found, in order of the text.
        parsed: The words.
    """
    plural_nouns = _plural_nouns(parsed)
    groups: list[WrongedGroup] = []
    singles: list[tuple[int, Somebody]] = []  # of one person each, with the sentence, since the last group
    for draft in drafts:
        parties = [role.party for role in draft.roles if role.role == "person"]
        if draft.event_type in _NO_GROUPS or not parties:
            continue
        sentence = draft.trigger.head.sentence
        start = max(draft.trigger.start, *(party.word.start for party in parties if party.word.sentence == sentence), 0)
        persons = list(dict.fromkeys(party.person for party in parties if party.person is not None))
        others = [party.word for party in parties if party.person is None]
        if len(persons) > 1 or (persons and others):
            groups.append(WrongedGroup(start, sentence, tuple(persons), _number_of(parsed, others)))
            singles = []
        elif persons:
            singles = [single for single in singles if sentence - single[0] <= _APART and single[1] is not persons[0]]
            singles.append((sentence, persons[0]))
            if len(singles) > 1:
                groups.append(WrongedGroup(start, sentence, tuple(person for _, person in singles)))
        elif groups and all(_takes_up(word, groups[-1], plural_nouns) for word in others):
            groups.append(WrongedGroup(start, sentence, groups[-1].persons, groups[-1].unnamed))
        else:
            groups.append(WrongedGroup(start, sentence, (), None))
            singles = []
    groups.sort(key=lambda group: group.start)
    return groups


def _plural_nouns(parsed: ParsedText) -> list[int]:
    """Where people stand in the plural, but no officials, lawyers, or "their friends": a "they" may mean these."""
    role_of = load_gazetteer().role_of
    found = []
    for word in parsed.words:
        role = role_of.get(singular(word.low)) if word.tag == "NNS" else None
        if word.low == "people" or role not in (None, *SERVING):
            owner = word.child("poss")
            if owner is None or owner.low not in _PLURAL:
                found.append(word.start)
    return found


def _takes_up(word: Word, last: WrongedGroup, plural_nouns: Sequence[int]) -> bool:
    """Whether a word only points back at those told of last: "they", "both men", "the five"."""
    if word.low in _PLURAL:
        at = bisect_left(plural_nouns, word.start)
        return not at or plural_nouns[at - 1] < last.start
    if not any(child.low in _DEFINITE or child.low in _WHOLE for child in word.children if child.i < word.i):
        return False
    counted = word.tag == "CD" or any(child.dep == "nummod" or child.low in _WHOLE for child in word.children)
    return counted or singular(word.low) in _CAPTIVE


def _number_of(parsed: ParsedText, words: list[Word]) -> int | None:
    total = 0
    for word in words:
        quantity = quantity_at(parsed, word)
        value = quantity.value if quantity is not None and not quantity.qualifier else None
        one = 1 if word.tag == "NN" and any(child.low in ("a", "an", "another") for child in word.children) else None
        number = value or number_value(word.low) or one
        if number is None:
            return None
        total += number
    return total


def note_wronged(drafts: Sequence[EventDraft], people: People) -> None:
    """Note of every person how often something was done to this person, and what, by the events as first found."""
    wronged = [
        (party, draft.event_type)
        for draft in drafts
        if draft.event_type not in ("sanction_change", "organisation_status")
        for party in draft.persons("person")
    ]
    by_name = [(party, kind) for party, kind in wronged if party.word.i in people.by_word]
    for party, kind in by_name or wronged:  # what a pronoun was taken for in the first round proves nothing
        if party.person is not None:
            party.person.wronged += 1
            party.person.suffered.add(kind)


def held_persons(drafts: Sequence[EventDraft]) -> frozenset[int]:
    """Marks of all to whom something was done but a killing or abduction: for these, others are tried."""
    told = (draft for draft in drafts if draft.event_type not in VICTIMS)
    return frozenset(id(party.person) for draft in told for party in draft.persons("person"))


def last_group(groups: list[WrongedGroup], start: int) -> WrongedGroup | None:
    """The last group told of before a place."""
    at = bisect_left(groups, start, key=lambda group: group.start)
    return groups[at - 1] if at else None


def group_of_size(groups: list[WrongedGroup], start: int, size: int, first: int) -> WrongedGroup | None:
    """The last group of just so many before a place, from a sentence on."""
    at = bisect_left(groups, start, key=lambda group: group.start)
    for group in reversed(groups[max(0, at - 12) : at]):
        if group.sentence < first:
            break
        if group.persons and group.size == size:
            return group
    return None
