"""Which organisation speaks: behind "the committee", "the group", "a report by X", and behind "CPJ"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.paper_makers import DOCUMENTS
from habeas.extraction.speakers.short_names import Range, short_names
from habeas.model import Span

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word

_OUTLETS = word_list("sources", "outlets")
_TAKEN_UP = word_list("sources", "taken_up")
_PLAIN_MODIFIERS = word_list("sources", "plain_modifiers")
_KEY = 8  # characters at the start of a name by which it is looked up
_MOST_ALIKE = 20
_MOST_BEFORE = 60  # names
_MOST_SPOKEN = 12
_SENTENCES_BACK = 8
_NAMED = ("PROPN", "NOUN", "ADJ")


class Bodies:
    """The organisations of a document that speak."""

    def __init__(self, sheet: Sheet, spoken: list[tuple[int, Word]]) -> None:
        """Note the short names; `spoken`: place and word of every source that is no person, in order."""
        self._sheet = sheet
        self._reports: dict[str, list[tuple[int, Word]]] = {}
        self._shorts = short_names(sheet.text)
        self._longs: dict[str, list[Range]] = {}
        for start, end in self._shorts.values():
            self._longs.setdefault(sheet.text[start : start + _KEY], []).append((start, end))
        self._spoken = spoken
        self._described: dict[str, dict[str, Word]] | None = None

    def full_name(self, word: Word) -> Span | None:
        """Where the name stands in full that is written short here."""
        place = self._shorts.get(word.text) or self._written_out(word)
        if place is None or word.i in self._sheet.people.by_word:
            return None
        run = self._sheet.people.run_of.get(word.i)
        alone = run is None or len(run.words) == 1
        return Span.of(self._sheet.text, *place) if alone or self._written_out(word) else None

    def _written_out(self, word: Word) -> Range | None:
        """The full name that begins with a word: the parser may take "Committee" from "to Protect Writers"."""
        run = self._sheet.people.run_of.get(word.i)
        start = run.start if run is not None else word.start
        text = self._sheet.text
        places = self._longs.get(text[start : start + _KEY], [])[:_MOST_ALIKE]
        return next((place for place in places if text.startswith(text[slice(*place)], start)), None)

    def meant(self, word: Word) -> Word | None:
        """The organisation, or whoever made a paper, that a common noun stands for."""
        return self.publisher(word) or self._named_last(word) or self._described_so(word) or self._heard_last(word)

    def publisher(self, word: Word) -> Word | None:
        """Whose report it is: "a report by X"; "the report" takes up the last such one."""
        if word.low not in DOCUMENTS and word.low not in _OUTLETS:
            return None
        people = self._sheet.people
        for child in word.children:
            below = child.child("pobj") if child.dep in ("prep", "agent") and child.low in ("by", "from") else None
            below = child if child.dep == "appos" else below
            run = people.run_of.get(below.i) if below is not None else None
            if run is not None and run.kind == "organisation":
                known = self._reports.setdefault(word.low, [])
                at = bisect_left(known, word.start, key=_start)
                if at == len(known) or known[at][0] != word.start:
                    insort(known, (word.start, run.head), key=_start)
                return run.head
        words = self._sheet.parsed.words
        after = words[word.i + 1] if word.i + 1 < len(words) else None
        run = people.run_of.get(after.i) if after is not None and after.sentence == word.sentence else None
        if run is None and after is not None and after.i + 1 < len(words) and after.low == "the":
            run = people.run_of.get(after.i + 1)
        if run is not None and run.kind == "organisation" and word.low not in DOCUMENTS:
            return run.head
        if any(child.low == "the" for child in word.children):
            earlier = self._reports.get(word.low, [])
            at = bisect_left(earlier, word.start, key=_start)
            return earlier[at - 1][1] if at else None
        return None

    def _named_last(self, word: Word) -> Word | None:
        """The organisation that "the committee" takes up: the last named "X Committee", "Committee for X"."""
        people = self._sheet.people
        definite = any(child.low == "the" for child in word.children) and len(word.children) == 1
        if not definite or word.i in people.run_of or word.low not in load_gazetteer().organisation_words:
            return None
        at = bisect_right(people.names, word.start, key=lambda run: run.start)
        for run in reversed(people.names[max(0, at - _MOST_BEFORE) : at]):
            if run.kind == "organisation" and len(run.key) > 1 and word.low in (run.key[-1], run.head.low):
                return run.head
        return None

    def _described_so(self, word: Word) -> Word | None:
        """The body that "the union" takes up: the only one that the text calls one, as in "the Madeup trade union"."""
        if word.pos != "NOUN" or word.low not in _TAKEN_UP or word.i in self._sheet.people.run_of:
            return None
        if [child.low for child in word.children if child.i < word.i] != ["the"]:
            return None
        if self._described is None:
            self._described = _described_bodies(self._sheet)
        found = self._described.get(word.low, {})
        return next(iter(found.values())) if len(found) == 1 else None

    def _heard_last(self, word: Word) -> Word | None:
        """The organisation that "the group" takes up: the one beside it, else the last one that spoke."""
        if word.i in self._sheet.people.run_of or word.pos != "NOUN":
            return None
        if word.low in _TAKEN_UP or word.low in load_gazetteer().organisation_words:
            beside = self._beside(word)
            if beside is not None:
                return beside
        if word.low not in _TAKEN_UP:
            return None
        before = {child.low for child in word.children if child.i < word.i}
        if not before & {"the", "this"} or not before <= _PLAIN_MODIFIERS | {"the", "this", "-"}:
            return None
        if any(child.dep in ("prep", "relcl", "appos") for child in word.children):
            return None
        at = bisect_right(self._spoken, word.start - 1, key=_start)
        for _, source in reversed(self._spoken[max(0, at - _MOST_SPOKEN) : at]):
            if word.sentence - source.sentence > _SENTENCES_BACK:
                break
            run = self._sheet.people.run_of.get(source.i)
            if run is not None and run.kind in ("organisation", "unknown"):
                return source
        return None

    def _beside(self, word: Word) -> Word | None:
        """The name set beside a noun: "the rights group, X"; "X, a rights group"."""
        for child in word.children:
            run = self._sheet.people.run_of.get(child.i) if child.dep == "appos" and child.i > word.i else None
            if run is not None and run.kind in ("organisation", "unknown") and child.pos == "PROPN":
                return child
        words = self._sheet.parsed.words
        at = word.i + 1
        at += at < len(words) and words[at].text == ","
        run = self._sheet.people.run_of.get(words[at].i) if at < len(words) else None
        fits = run is not None and run.kind in ("organisation", "unknown") and words[at].sentence == word.sentence
        return run.head if run is not None and fits and len(run.words) > 1 else None


def _described_bodies(sheet: Sheet) -> dict[str, dict[str, Word]]:
    """By a noun such as "union", the bodies that stand beside it: "the Madeup trade union", "union Madeup"."""
    found: dict[str, dict[str, Word]] = {}
    words = sheet.parsed.words
    for run in sheet.people.names:
        if run.kind not in ("organisation", "unknown"):
            continue
        first, last = run.words[0], run.words[-1]
        above = run.head.head
        beside = above if run.head.dep in ("compound", "nmod", "amod") and 0 < above.i - last.i <= 2 else None
        before = words[first.i - 1] if first.i and words[first.i - 1].sentence == first.sentence else None
        if before is not None and before.pos == "NOUN" and before.head.i in range(first.i, last.i + 1):
            beside = before
        if beside is not None and beside.low in _TAKEN_UP:
            found.setdefault(beside.low, {}).setdefault(" ".join(run.key), run.head)
    return found


def _start(pair: tuple[int, Word]) -> int:
    return pair[0]
