"""Clauses of lists without a subject, "Arrested on 5 May; sentenced to 7 years": what a full sentence would have there.

A parser takes such participles for adjectives and nouns. It is given the words that the list leaves out; the entry in
which the clause stands tells of whom it is said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.extraction.grammar.clauses import FINITE, SUBJECTS
from habeas.extraction.layout.entry_names import behind_item_mark, name_at
from habeas.extraction.lexicon.date_words import date_words
from habeas.extraction.lexicon.word_lists import word_list
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from habeas.extraction.grammar.words import Word

_ENDS = ".!?;,)]–—-|"
_MOST_LABEL = 6
_IN_LABELS = ("-", "/", "&")  # "Ill-treatment: beaten on 5 May"
_BEFORE_DAYS = word_list("cut_off", "before_days", "lists")
_SHORT = 5  # "July", "Ely": no adverbs
_HARD = frozenset((";", "–", "—", "-", "|", ":", "•", "·", "/"))  # these end what was said of the name before


@dataclass(slots=True)
class LeftOut:
    """What the parser is given beside the words of a block.

    Attributes:
        before: By the number of a word, the words that a full sentence has before it.
        instead: By the number of a mark between parts of a row, the one that parts clauses.
    """

    before: dict[int, tuple[str, ...]] = field(default_factory=dict)
    instead: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Openers:
    subjects: Mapping[str, tuple[str, ...]]  # a participle to the words that a full sentence has before it
    adverbs: frozenset[str]
    behind: frozenset[str]
    done: frozenset[str]  # done to somebody: participles of the passive
    told: frozenset[str]  # of these only with "to" behind them
    marks: frozenset[str]
    days: frozenset[str]


@lru_cache(maxsize=1)
def _openers() -> _Openers:
    table: Mapping[str, Any] = load_table("en", "lists")["cut_off"]
    subjects = dict.fromkeys(table["past"], tuple(table["subject_of_past"]))
    subjects |= dict.fromkeys(table["doing"], tuple(table["subject_of_doing"]))
    subjects |= dict.fromkeys((*table["told"], *table["done"]), tuple(table["subject_of_done"]))
    return _Openers(
        subjects=subjects,
        adverbs=frozenset(table["adverbs"]),
        behind=frozenset(table["behind"]),
        done=frozenset((*table["told"], *table["done"])),
        told=frozenset(table["told"]),
        marks=frozenset(table["marks"]),
        days=frozenset(date_words("en").starts),
    )


def find_left_out(words: Sequence[Word], sentences: Sequence[Sequence[Word]]) -> LeftOut:
    """The subjects that the clauses of a block leave out.

    Args:
        words: The words of the block, as parsed at first.
        sentences: The same, sentence by sentence.
    """
    found = LeftOut()
    openers = _openers()
    if not any(word.low in openers.subjects for word in words):
        return found
    row = is_row([word for word in words if word.pos != "SPACE"])
    for sentence in sentences:
        inside = [word for word in sentence if word.pos != "SPACE"]
        _read_sentence(inside, found, row=row)
        row = row and not any(word.text[:1].isalpha() for word in inside)  # "1." may be a sentence of its own
    return found


def is_row(words: Sequence[Word]) -> bool:
    """Whether a line begins as an entry of a list does: a mark or number, a name in capitals, and a sign behind it."""
    at = behind_item_mark(words)
    end = at + name_at(words, at)
    return at < end < len(words) and words[end].text in _openers().marks | {"."}


def _read_sentence(words: Sequence[Word], found: LeftOut, *, row: bool) -> None:
    openers = _openers()
    start = _opening(words)
    opened = start >= 0 and not _has_subject(words, words[start])
    if opened:
        found.before[words[start].i] = openers.subjects[words[start].low]
    elif not row:
        return
    finite = [word for word in words if _is_finite(word)]
    for at in range(1, len(words)):
        word = words[at]
        if word.low not in openers.subjects or at == start or not _is_opener(words, at):
            continue
        mark = _mark_before(words, at)
        if mark is None:
            continue
        hard = words[mark].text in _HARD
        if any(verb.i < word.i for verb in finite) or (finite and not hard):
            continue
        found.before[word.i] = openers.subjects[word.low]
        if words[mark].text in (",", "–", "—", "-", "|", ":", "/", "•", "·"):
            found.instead[words[mark].i] = ";"


def _opening(words: Sequence[Word]) -> int:
    """Where the participle stands that opens a sentence, behind adverbs and a day; -1 where none does."""
    openers = _openers()
    at = _behind_label(words)
    while at < len(words) and (_is_adverb(words[at]) or (at and words[at].text == ",")):
        at += 1
    if at < len(words) and words[at].low in _BEFORE_DAYS and words[at].low not in openers.subjects:
        last = at + 1
        while last < min(len(words), at + 7) and (_is_of_day(words[last])):
            last += 1
        at = last if last > at + 1 else at
        while at < len(words) and _is_adverb(words[at]):
            at += 1
    return at if at < len(words) and words[at].low in openers.subjects and _is_opener(words, at) else -1


def _is_of_day(word: Word) -> bool:
    return word.text[:1].isdigit() or word.text in (",", "the") or word.low in _openers().days


def _is_adverb(word: Word) -> bool:
    return word.low in _openers().adverbs or (word.low.endswith("ly") and len(word.low) > _SHORT)


def _behind_label(words: Sequence[Word]) -> int:
    """As in "Status: held in Prison No. 2": behind the label of a field, and behind the mark of an item."""
    first = behind_item_mark(words)
    for at in range(first + 1, min(len(words) - 1, first + _MOST_LABEL)):
        if words[at].text == ":":
            return at + 1
        if not words[at].text[0].isalpha() and words[at].text not in _IN_LABELS:
            break
    return first


def _is_label(words: Sequence[Word], at: int) -> bool:
    """As in "Arrested: 5 May", "Charged with: treason": the label of a field itself."""
    return any(word.text == ":" for word in words[at + 1 : at + 4])


def _is_opener(words: Sequence[Word], at: int) -> bool:
    """Whether a participle is told of somebody, by what stands behind it: "Detained in May", not "Detained writers"."""
    openers = _openers()
    if _is_label(words, at):
        return False
    if words[at].low not in openers.done:
        return True
    if at + 1 == len(words):
        return True
    after = words[at + 1]
    if words[at].low in openers.told:
        return after.low == "to"
    return after.text in _ENDS or after.text[:1].isdigit() or after.low in openers.behind or after.low in openers.days


def _has_subject(words: Sequence[Word], opener: Word) -> bool:
    """As in "Arrested in May, he was ..", "Also arrested was X": the sentence has a subject of its own."""
    if any(child.dep in ("aux", "auxpass") and child.i > opener.i for child in opener.children):
        return True
    root = next((word for word in words if word.head is word), opener)
    if root is not opener and root.pos == "AUX":
        return True
    numbers = {word.i for word in words}
    for word in words:
        if word.dep not in SUBJECTS or word.head.i not in numbers:
            continue
        verb = word.head
        top = verb
        for _ in range(6):
            if top.dep != "conj":
                break
            top = top.head
        if top.head is top and (word.i > opener.i or verb is not opener):
            return True
    return False


def _is_finite(word: Word) -> bool:
    """A verb with a tense of its own, outside "who" clauses."""
    if word.tag not in FINITE or "relcl" in (word.dep, word.head.dep):
        return False
    bare = word.low in _openers().subjects and not any(child.dep in ("aux", "auxpass") for child in word.children)
    return not bare


def _mark_before(words: Sequence[Word], at: int) -> int | None:
    """The number of the mark that parts a participle from what stands before it, over adverbs."""
    openers = _openers()
    before = at - 1
    while before > 0 and _is_adverb(words[before]):
        before -= 1
    return before if words[before].text in openers.marks else None


__all__ = ["LeftOut", "find_left_out", "is_row"]
