"""Whom the fields of case sheets and the lines of profiles are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.events.triggers import Trigger
    from habeas.extraction.grammar.words import Word

_WANTING = word_list("entry", "wanting", "lists")


def _named_in_value(sheet: Sheet, trigger: Trigger) -> list[Word]:
    """As in "Detained: A, a writer; B and C": a field that tells of whom it names."""
    wanting = trigger.pattern.lemma.rpartition(" ")[2] in _WANTING  # "Charged with: ..": of whom nothing is told
    inside = sheet.parsed.words_in(*trigger.value) if trigger.value is not None and not wanting else []
    inside = _before_next_label(inside)
    if not inside or inside[0].i not in sheet.people.by_word:
        return []
    return [sheet.people.run_of[i].head for i in dict.fromkeys(_runs_in(sheet, inside))]


def _before_next_label(words: list[Word]) -> list[Word]:
    """As in "Freed: A and B. Still held: C", "Freed: A; fined: B": the next colon has names of its own."""
    colon = next((at for at, word in enumerate(words) if word.text == ":"), None)
    if colon is None:
        return words
    ends = (at for at in range(colon, 0, -1) if words[at].text == ";" or words[at].sentence != words[colon].sentence)
    return words[: next(ends, len(words))]


def _runs_in(sheet: Sheet, words: list[Word]) -> Iterator[int]:
    for word in words:
        if word.i in sheet.people.by_word and sheet.people.run_of[word.i].words[0] is word:
            yield word.i


def label_roles(sheet: Sheet, trigger: Trigger) -> Iterator[tuple[str, Word]]:
    """The person whose file a field belongs to: of the entry that it stands in, else the last one named before it."""
    owners = _named_in_value(sheet, trigger) or sheet.people.owners(trigger.start)
    if not owners and sheet.people.entries.at(trigger.start) is None:
        line = sheet.text.rfind("\n", 0, trigger.start) + 1
        own = any(char.isalpha() for char in sheet.text[line : trigger.start])  # "A teacher. Arrested: 5 May"
        below = trigger.value is not None and "\n" in sheet.text[trigger.end : trigger.value[0]]
        if below:
            return  # a label alone on its line, in no entry: a column of a table whose cells were torn apart
        owners = [word for start, _, word in sheet.people.before(trigger.start, 1) if start >= line or not own]
    for word in owners:
        yield "person", word


def profiled(sheet: Sheet, word: Word) -> Sequence[Word]:
    """As in "Iran – Ana Testova: poet, was jailed in May", where the parser takes the country for the subject."""
    entry = sheet.people.entries.at(word.start)
    place = word.i in sheet.people.run_of and word.i not in sheet.people.by_word
    before = entry is not None and place and word.start < min(start for start, _ in entry.names)
    return (sheet.people.owners(word.start) if before else None) or (word,)
