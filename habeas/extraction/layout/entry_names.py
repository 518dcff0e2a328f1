"""The name with which a line of a list begins: "3. Ana Testova, teacher", "• TESTOV, Ivan – 5 years"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.layout.case_tables import field_labels
from habeas.extraction.lexicon.gazetteer import load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.grammar.words import Word

_MOST_WORDS = 8
_MOST_LABEL = 5
_MOST_GIVEN = 3
_INITIALS = 2  # letters
_ITEM_MARKS = frozenset(("•", "*", "-", "–", "—", "·", "|", ";", "(", ")", ".", "▪", "◦", "●", "○", "➢", "\t"))
_JOINING = frozenset(("-", "'", "’"))
_NO_NAME = frozenset(("DET", "PRON", "AUX", "SCONJ"))
_MONTHS, _HEADINGS = word_list("names", "months"), word_list("entry", "headings", "lists")


def behind_item_mark(words: Sequence[Word]) -> int:
    """How many words of a line are its bullet or number: "•", "(3)", "12."."""
    at = 0
    while at < min(4, len(words)) and (words[at].text in _ITEM_MARKS or words[at].text.rstrip(".)").isdigit()):
        at += 1
    return at


def name_at(words: Sequence[Word], at: int, least: int = 2) -> int:
    """How many words from a place on are a name in capitals; 0 where no name of `least` words stands there."""
    end = at
    while end < len(words) and end - at < _MOST_WORDS and _goes_on(words, end, at):
        if end > at and _opens_label(words, end):
            break
        end += 1
    if at < end < len(words):
        end += _turned(words, at, end)  # "TESTOVA, Ana Maria."
    while end > at and words[end - 1].text in _JOINING:
        end -= 1
    capitals = [word for word in words[at:end] if word.text[:1].isupper()]
    if len(capitals) < least or end - at >= _MOST_WORDS or any(_is_of_heading(word) for word in capitals):
        return 0
    return end - at


def _turned(words: Sequence[Word], at: int, comma: int) -> int:
    """How many words the comma and the given names behind a family name in capitals are; 0 where none stand there."""
    family = [word.text for word in words[at:comma] if word.text not in _JOINING]
    if words[comma].text != "," or not all(name.isupper() for name in family) or len(max(family, key=len)) <= _INITIALS:
        return 0
    end = comma + 1
    while end < min(len(words), comma + 1 + _MOST_GIVEN) and words[end].text[:1].isupper():
        if words[end].text.isupper() and len(words[end].text) > 1:
            return 0
        end += 1
    closed = end == len(words) or words[end].text in ".,(;:–-—|"
    return end - comma if end > comma + 1 and closed else 0


def _opens_label(words: Sequence[Word], at: int) -> bool:
    """As in "Ana Testova Date of arrest: ..": the label of a field, right behind a name."""
    for end in range(at, min(at + _MOST_LABEL, len(words) - 1)):
        if words[end + 1].text in (":", "|"):
            label = " ".join(word.low for word in words[at : end + 1])
            return any(label in known for known in field_labels())
    return False


def _goes_on(words: Sequence[Word], at: int, first: int) -> bool:
    word = words[at]
    if at > first and word.start - words[at - 1].end > 1:
        return False
    if word.text[:1].isupper():
        return word.pos not in _NO_NAME or len(word.text) <= 2 or word.text.isupper()
    if at == first:
        return False
    if word.text in _JOINING:
        return words[at - 1].end == word.start
    small = word.low in load_gazetteer().particles or words[at - 1].text in _JOINING
    return small and at + 1 < len(words) and (words[at + 1].text[:1].isupper() or words[at + 1].text in _JOINING)


def _is_of_heading(word: Word) -> bool:
    """Whether a word stands in headings and names of bodies and in no person's name."""
    gazetteer = load_gazetteer()
    if word.low in gazetteer.given:
        return False
    plural = singular(word.low) != word.low and singular(word.low) in gazetteer.role_of
    return word.low in _HEADINGS or word.low in gazetteer.organisation_words or word.low in _MONTHS or plural


__all__ = ["behind_item_mark", "name_at"]
