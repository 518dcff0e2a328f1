"""What brackets behind a name say: "A (arrested in May), B (he was fined) and C" tells of A and B, never of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE, OBJECTS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.people.name_runs import NameRun
    from habeas.extraction.people.persons import People

_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_MOST_INSIDE = 60  # words
_NAMING = frozenset(("NOUN", "PROPN", "PRON"))
_BEFORE_NOUNS = frozenset(("DET", "NUM", "ADJ"))
_ONE = frozenset(("was", "is", "has"))
_TOLD = frozenset(("object", "subject", "light"))


def name_before_bracket(parsed: ParsedText, people: People, word: Word) -> NameRun | None:
    """The name right before the bracket that holds a word; None where none stands there.

    Args:
        parsed: The text.
        people: Its names and persons.
        word: Any word.
    """
    opening = _opening(parsed, word)
    run = people.run_of.get(opening - 1) if opening > 0 else None
    named = run is not None and run.words[-1].i == opening - 1 and run.words[-1].i in people.by_word
    return run if named else None


def name_behind_bracket(parsed: ParsedText, people: People, word: Word) -> NameRun | None:
    """The name before a bracket that closes right before a word: X in "X (arrested in May) was freed"."""
    if not word.i or parsed.words[word.i - 1].text not in _CLOSING:
        return None
    return name_before_bracket(parsed, people, parsed.words[word.i - 1])


def told_in_bracket(sheet: Sheet, verb: Word, who: str) -> Word | None:
    """Of whom a clause in brackets without a subject is told: "A (arrested in May)", "B (now serving 5 years)"."""
    if who not in _TOLD or verb.tag not in ("VBN", "VBD", "VBG"):
        return None
    opening = _opening(sheet.parsed, verb)
    if opening < 0 or any(child.dep in OBJECTS and child.i in sheet.people.by_word for child in verb.children):
        return None  # "(arresting X)"
    inside = sheet.parsed.words[opening + 1 : verb.i]
    if any(child.dep in SUBJECTS and child.i < opening for child in verb.children):
        own = _leading_noun(inside)
        if own is not None:
            return own
    tensed = any(child.tag in FINITE and child.i > opening for child in (verb, *verb.children))
    if any(word.dep in SUBJECTS or (tensed and word.pos in _NAMING) for word in inside):
        return None  # "(eleven others have been charged)": a sentence with a subject of its own
    run = name_before_bracket(sheet.parsed, sheet.people, verb)
    return run.head if run is not None else None


def _leading_noun(words: list[Word]) -> Word | None:
    """The noun or pronoun that opens a bracket, "eleven Tatars from the south", whatever hangs on it."""
    last: Word | None = None
    for word in words:
        if word.pos not in _NAMING and word.pos not in _BEFORE_NOUNS:
            break
        last = word
    return last


def is_told_apart(parsed: ParsedText, people: People, head: Word, day: Word, heads: Mapping[int, str]) -> bool:
    """Whether a bracket behind a name parts an event from a day: "A (arrested in May) and B (tried since June)".

    Args:
        parsed: The text.
        people: Its names and persons.
        head: The head word of the event.
        day: The first word of the day.
        heads: The head words of all events.
    """
    inner, outer = _opening(parsed, day), _opening(parsed, head)
    if inner == outer:
        return False
    if outer >= 0 and name_before_bracket(parsed, people, head) is not None:
        return inner < outer or day.i > head.i
    told = inner >= 0 and any(_opening(parsed, parsed.words[i]) == inner for i in range(inner + 1, day.i) if i in heads)
    return told and name_before_bracket(parsed, people, day) is not None


def _opening(parsed: ParsedText, word: Word) -> int:
    """The number of the bracket that is open at a word; -1 outside brackets."""
    depth = 0
    for i in range(word.i - 1, max(-1, word.i - _MOST_INSIDE), -1):
        text = parsed.words[i].text
        if text in _CLOSING:
            depth += 1
        elif text in _OPENING:
            if not depth:
                return i
            depth -= 1
        elif "\n" in text:
            return -1
    return -1


def is_told_of_one(sheet: Sheet, head: Word, word: Word) -> bool:
    """As in "A and B, who was later freed", "A and B (arrested in May)": what is said so is about the last of a row."""
    before = name_before_bracket(sheet.parsed, sheet.people, head)
    return (before is not None and before is sheet.people.run_of.get(word.i)) or (
        head.dep == "relcl" and head.head is word and any(child.low in _ONE for child in head.children)
    )


def named_since_bracket(parsed: ParsedText, people: People, rows: Mapping[int, list[Word]], word: Word) -> list[Word]:
    """Whom "all of them", "the two" in a bracket take up: A, B in "X (held), A, B (both fined)"; none outside brackets.

    Args:
        parsed: The text.
        people: Its names and persons.
        rows: By the head of a name, those of the row that it stands in.
        word: A plural in a bracket right behind a name of a row.
    """
    run = name_before_bracket(parsed, people, word)
    found: list[Word] = []
    for head in rows.get(run.head.i, []) if run is not None else ():
        found.append(head)
        if head is (run.head if run is not None else None):
            return found
        behind = people.run_of[head.i].words[-1].i + 1
        if parsed.words[behind].text in _OPENING:
            found = []
    return []


__all__ = [
    "is_told_apart",
    "is_told_of_one",
    "name_before_bracket",
    "name_behind_bracket",
    "named_since_bracket",
    "told_in_bracket",
]
