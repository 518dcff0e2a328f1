"""Who speaks in the head of a report without a name, and is named below: "a rights group said", "lawyer says"."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody

_TAKEN_UP = word_list("sources", "taken_up")
_WATCHDOGS = word_list("sources", "watchdogs")
_ENDINGS = word_list("sayings", "outlet_endings")
_ARTICLES = word_list("counts", "articles")
_HEAD = 4  # paragraphs: headline, caption, dateline, lead
_MOST_PARAGRAPHS = 4
_MOST_SENTENCES = 7


def body_named_later(sheet: Sheet, word: Word, spoken: list[tuple[int, Word]]) -> Word | None:
    """The organisation that "a rights group" of the head is: the first one that speaks below it.

    Args:
        sheet: Of the document.
        word: A source.
        spoken: Place and word of every source that is no person, in order.
    """
    if word.low not in _TAKEN_UP or not _is_new_in_head(sheet, word):
        return None
    at = bisect_right(spoken, word.end, key=lambda pair: pair[0])
    for _, source in spoken[at : at + 4]:
        if not _is_near(sheet, word, source):
            return None
        run = sheet.people.run_of.get(source.i)
        if run is not None and run.kind == "organisation":
            return None if _is_outlet(run.key) else run.head
    return None


def person_named_later(sheet: Sheet, word: Word, spoken: list[tuple[int, int, Somebody]]) -> Somebody | None:
    """The person that "a lawyer" of the head is: the first who speaks below it, and whom the text calls so.

    Args:
        sheet: Of the document.
        word: A source.
        spoken: Place, sentence and person of every source that is one, in order.
    """
    if word.low not in load_gazetteer().role_of or not _is_new_in_head(sheet, word):
        return None
    at = bisect_right(spoken, word.end, key=lambda one: one[0])
    for _, sentence, person in spoken[at : at + 3]:
        if sentence - word.sentence > _MOST_SENTENCES:
            return None
        new = person.mentions[0][0] > word.start if person.mentions else person.start > word.start
        if new and word.low in person.nouns:
            return person
    return None


def _is_new_in_head(sheet: Sheet, word: Word) -> bool:
    """Whether a noun without a name stands in the head of a report: "a rights group", "rights group"."""
    if (
        word.tag not in ("NN", "JJ")
        or word.i in sheet.people.run_of
        or sheet.parsed.sentence_of(word).paragraph >= _HEAD
    ):
        return False
    before = {child.low for child in word.children if child.dep in ("det", "poss", "nummod")}
    return before <= _ARTICLES and not any(child.dep in ("prep", "appos", "relcl") for child in word.children)


def _is_near(sheet: Sheet, word: Word, other: Word) -> bool:
    first, second = sheet.parsed.sentence_of(word), sheet.parsed.sentence_of(other)
    near = second.number - first.number <= _MOST_SENTENCES
    return near and second.paragraph - first.paragraph <= _MOST_PARAGRAPHS


def _is_outlet(key: tuple[str, ...]) -> bool:
    """Whether a name is that of a news outlet, and of no rights group."""
    name = " ".join(key)
    if _WATCHDOGS.intersection(key):
        return False
    return key[-1] in _ENDINGS or "news" in key or bool({name, name.removeprefix("the ")} & load_gazetteer().outlets)
