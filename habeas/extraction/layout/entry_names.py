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
    if end == at + 1 and _is_turned(words, end):
        end += 2  # "TESTOVA, Ana."
    while end > at and words[end - 1].text in _JOINING:
        end -= 1
    capitals = [word for word in words[at:end] if word.text[:1].isupper()]
    if len(capitals) < least or end - at >= _MOST_WORDS or any(_is_of_heading(word) for word in capitals):
        return 0
    return end - at


def _is_turned(words: Sequence[Word], comma: int) -> bool:
    """Whether the family name stands in capitals before a comma and the given name behind it."""
    family, given = words[comma - 1], words[comma + 1 : comma + 2]
    if not (family.text.isupper() and len(family.text) > 2 and given and given[0].text[:1].isupper()):
        return False
    behind = words[comma + 2 : comma + 3]
    return words[comma].text == "," and not given[0].text.isupper() and (not behind or behind[0].text in ".,(;:–-—|")


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
