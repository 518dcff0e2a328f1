"""Who "his wife" and "her husband" are: the relative whom the text names, or the one whose relative somebody is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import singular
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.references.referents import Referents

_NEAR = 1  # sentences between a relative of no name and who takes the relative up
Tie = tuple["Somebody", str, "Somebody"]  # a relative, what the text calls it, and whose relative that is


@lru_cache(maxsize=1)
def _kinds() -> tuple[Mapping[str, str], Mapping[str, str]]:
    table = load_table("en", "relations")
    return table["relation"], table["inverse"]


def find_ties(referents: Referents) -> list[Tie]:
    """Every "his wife Y", "X's brother, Y" and "Y, the wife of X" of a text whose two persons are known."""
    kinds, _ = _kinds()
    by_word = referents.people.by_word
    ties: list[Tie] = []
    for word in referents.parsed.words:
        owner = word.child("poss") if kinds.get(word.low) and word.pos == "NOUN" else None
        named = named_beside(referents, word) if owner is not None else None
        if owner is None or named is None:
            continue
        owners = [party.person for party in referents.resolve_deeper(owner, wronged=False, depth=1)]
        other = by_word[named.i]
        if len(owners) == 1 and owners[0] is not None and owners[0] is not other:
            ties.append((other, word.low, owners[0]))
    return ties


def named_beside(referents: Referents, word: Word) -> Word | None:
    """The name that goes with a word for a relative: "his wife Y", "Y, the wife of X"."""
    by_word = referents.people.by_word
    for child in word.children:
        if child.dep == "appos" and child.i in by_word:
            return child
    if word.dep in ("appos", "compound") and word.head.i in by_word:
        return word.head
    words = referents.parsed.words
    after = words[word.i + 1] if word.i + 1 < len(words) else None
    return after if after is not None and after.i in by_word and after.sentence == word.sentence else None


def named_after_owner(referents: Referents, word: Word) -> Somebody | None:
    """As in "The wife of Ivan Testov, Olga Testova, was held": the second name, set off by commas, is the wife's."""
    people, words = referents.people, referents.parsed.words
    of = next((child for child in word.children if child.low == "of" and child.i == word.i + 1), None)
    below = of.child("pobj") if of is not None else None
    if below is None or word.tag != "NN" or singular(word.low) not in referents.gazetteer.role_of:
        return None
    owner = next((people.run_of[i] for i in range(below.left, below.right + 1) if i in people.by_word), None)
    at = owner.words[-1].i + 1 if owner is not None else len(words)
    other = people.run_of.get(at + 1) if at < len(words) and words[at].text == "," else None
    if owner is None or other is None or other.head.i not in people.by_word:
        return None
    end = other.words[-1].i + 1
    closes = end + 1 < len(words) and words[end].text == "," and words[end + 1].pos in ("VERB", "AUX")
    person = people.by_word[other.head.i]
    return person if closes and person is not people.by_word[owner.head.i] else None  # else a row: "of A, B, and C"


def kinsman(referents: Referents, word: Word, depth: int) -> Somebody | None:
    """Who "his wife" is, where the document calls just one person so, or says of whom the owner is the husband.

    Args:
        referents: Of the document.
        word: A noun for a relative, in the singular.
        depth: How many steps led here.
    """
    gazetteer = referents.gazetteer
    owner = word.child("poss")
    if owner is None or word.tag != "NN" or gazetteer.role_of.get(word.low) != "relative":
        return None
    owners = [party.person for party in referents.resolve_deeper(owner, wronged=False, depth=depth)]
    known = referents.kin.get(word.low, [])
    if len(known) == 1 and known[0] not in owners:
        return known[0]
    kinds, inverse = _kinds()
    wanted = inverse.get(kinds.get(word.low, ""), "")
    sex = "f" if word.low in gazetteer.female else "m" if word.low in gazetteer.male else ""
    found = {
        id(whose): whose
        for other, noun, whose in referents.ties()
        if other in owners and wanted and kinds.get(noun) == wanted and whose.sex in ("", sex)
    }
    if len(found) == 1 and len(owners) == 1:
        return next(iter(found.values()))
    nameless = _of_nameless(referents, owner, wanted, sex, depth) if len(owners) == 1 else None
    return nameless if owners[:1] in ([None], [nameless]) else None  # "X's daughter fled when her mother was held"


def _of_nameless(referents: Referents, owner: Word, wanted: str, sex: str, depth: int) -> Somebody | None:
    """As in "The wife of X, a mayor, fled. Her husband was held": X, whose relative of no name the owner is."""
    kinds, gazetteer = _kinds()[0], referents.gazetteer
    own = "f" if owner.low in ("her", "hers") else "m" if owner.low == "his" else ""
    first = referents.parsed.sentences[max(0, owner.sentence - _NEAR)].first
    for word in reversed(referents.parsed.words[first : owner.i]):
        if word.pos != "NOUN" or not wanted or kinds.get(word.low) != wanted:
            continue
        if (own == "f" and word.low in gazetteer.male) or (own == "m" and word.low in gazetteer.female):
            continue
        of = next((child for child in word.children if child.low == "of" and child.dep == "prep"), None)
        whose = word.child("poss") or (of.child("pobj") if of is not None else None)
        parties = referents.resolve_deeper(whose, wronged=False, depth=depth) if whose is not None else []
        if len(parties) == 1 and parties[0].person is not None and parties[0].person.sex in ("", sex):
            return parties[0].person
    return None
