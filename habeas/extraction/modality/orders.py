"""Whose order it is: a court rules, what keepers order is done, what a body abroad orders is only demanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word

_JUDGES, _RULING = word_list("modality", "judges"), word_list("modality", "ruling")
_KEEPERS, _ORDERING = word_list("modality", "keepers"), word_list("modality", "ordering")
_ABROAD, _BODIES = word_list("modality", "abroad"), word_list("modality", "bodies_abroad")


def is_ruling(source: Word | None) -> bool:
    """As in "the judge ordered his release": what a court orders is ruled, and not only asked for."""
    if source is None or is_from_abroad(source):
        return False
    titles = [below for child in source.children if child.dep == "compound" for below in child.children]
    return any(word.low in _JUDGES for word in (source, *source.children, *titles))


def is_ruled(source: Word | None, lemma: str) -> bool:
    """Whether what somebody says is done by being said: a court rules, or a keeper of prisoners orders."""
    if lemma in _ORDERING and source is not None and source.lemma in _KEEPERS:
        return True  # "the warden ordered him to be sent to a punishment cell"
    return lemma in _RULING and is_ruling(source)


def is_from_abroad(source: Word) -> bool:
    """As in "the European Court of Human Rights": a body that no prison obeys by itself."""
    around = {
        word.low for word in (source, *source.children, *(below for c in source.children for below in c.children))
    }
    return source.lemma.lower() in _BODIES and bool(around & _ABROAD)


def _helps(word: Word) -> bool:
    """As in "ruled that the state had violated her rights": the finite part of what was found."""
    return word.dep in ("aux", "auxpass") and word.tag != "MD"


def is_asked_from_abroad(verb: Word) -> bool:
    """As in "the Inter-American Court ordered his release": asked of the state that holds him."""
    subject, told = verb.child("nsubj"), verb.child("ccomp")
    if told is not None and any(word.tag in FINITE for word in (told, *told.children) if word is told or _helps(word)):
        return False  # "determined that his detention was unlawful" finds, and asks for nothing
    return subject is not None and verb.lemma in _RULING and is_from_abroad(subject)
