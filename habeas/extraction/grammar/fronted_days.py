"""Days that open a sentence without a comma: in "On Friday police detained X" a parser sees "Friday police"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.word_lists import word_list
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.grammar.words import Word

_OPENING, _AMID = word_list("fronted_days", "opening"), word_list("fronted_days", "amid")
_JOINING = word_list("fronted_days", "joining")
_GOING_ON = ("ADP", "CCONJ", "PART", "PUNCT", "SPACE", "SYM", "VERB", "AUX")
_LONGEST = 8
_BARE = 2  # words of a year with its preposition
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def _is_counted(year: Word, noun: Word) -> bool:
    """As in "In 2000 cases": how many, not when."""
    guards = load_table("en", "dates")["guards"]
    return noun.low in guards["not_a_year_before"] or (year.text.endswith("00") and noun.low in guards["counted"])


@lru_cache(maxsize=1)
def _days() -> frozenset[str]:
    table = load_table("en", "dates")
    return frozenset((*table["month"], *table["weekday"])) | word_list("fronted_days", "relative")


def missing_commas(sentence: Sequence[Word]) -> list[int]:
    """The number of the word behind which a comma would part the day that opens a sentence from the rest.

    Args:
        sentence: Its words, as parsed.

    Returns:
        One number, or none where no such day stands there or the parser saw it for what it is.
    """
    words = [word for word in sentence if word.pos != "SPACE" and word.text not in "\"'("]
    if len(words) < 4 or words[0].low not in _OPENING:
        return []
    last = 0
    while last + 1 < min(len(words), _LONGEST) and _is_of_day(words[last + 1]):
        last += 1
    while words[last].low in _JOINING:
        last -= 1
    behind = words[last + 1 : last + 2]
    run = words[: last + 1]
    if not behind or behind[0].pos in _GOING_ON or not behind[0].text[0].isalpha():
        return []
    if _is_year(run[-1]) and len(run) == _BARE and _is_counted(run[-1], behind[0]):
        return []
    if not any(word.low in _days() or _is_year(word) for word in run) or not _is_mistaken(run, words):
        return []
    return [run[-1].i]


def _is_of_day(word: Word) -> bool:
    return (
        word.low in _days()
        or word.low in _AMID
        or word.low in _JOINING
        or word.text.isdigit()
        or word.low[:-2].isdigit()
    )


def _is_year(word: Word) -> bool:
    return word.text.isdigit() and _FIRST_YEAR <= int(word.text) <= _LAST_YEAR


def _is_mistaken(run: list[Word], words: list[Word]) -> bool:
    """Whether a word of the day hangs on what stands behind it, or the sentence was left without its verb."""
    last = run[-1].i
    if any(word.head.i > last and word.head.pos not in ("VERB", "AUX") for word in run[1:]):
        return True
    if any(child.i > last and child.dep == "pobj" for child in run[0].children):
        return True
    root = next((word for word in words if word.head is word), None)
    return root is not None and root.pos in ("NOUN", "PROPN") and any(word.tag == "VBD" for word in words)
