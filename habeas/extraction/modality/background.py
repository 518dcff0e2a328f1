"""What a sentence only tells while it asks for, plans or denies something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import ancestors, is_verb
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality import occurring
from habeas.packs import load_table

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word

BESIDE, _ALLEGATIONS = word_list("modality", "beside"), word_list("people", "allegations")
_ANNIVERSARIES = word_list("modality", "anniversaries")
_DEMANDING = frozenset(load_table("en", "modality")["demand_verbs"])


def _is_relative(verb: Word) -> bool:
    return any(
        child.low in ("who", "which", "whose", "whom", "that") and child.dep != "mark" for child in verb.children
    )


def is_background(head: Word) -> bool:
    """As in "demanded the release of those who were arrested", "fears for X, who was beaten": told, not demanded."""
    if any(word.dep == "relcl" and _is_relative(word) for word in (head, *ancestors(head, 3))):
        return not any(child.low == "be" or (child.low == "to" and child.dep == "aux") for child in head.children)
    if _is_occasion(head):
        return True
    bare = not any(child.low == "be" or child.dep == "mark" for child in head.children)  # "claims that he was beaten"
    return head.dep in ("relcl", "acl") and head.tag in ("VBN", "VBD") and bare


def _is_occasion(noun: Word) -> bool:
    """As in "called for calm after the arrest", "an inquiry into her allegations of torture": what it is about."""
    if noun.pos not in ("NOUN", "PROPN"):
        return False
    word = noun
    for _ in range(6):
        if word.dep == "prep" and word.low in BESIDE:
            return True
        if word is not noun and word.low in _DEMANDING:
            return False
        if word.pos in ("NOUN", "PROPN") and occurring.is_only_spoken_of(word):
            return True
        if word is not noun and (
            word.lemma in _ALLEGATIONS | _ANNIVERSARIES or (word.dep == "acl" and word.tag == "VBN")
        ):
            return True  # "the 12 reporters detained in a wave of arrests"
        if is_verb(word):
            return False
        word = word.head
    return False
