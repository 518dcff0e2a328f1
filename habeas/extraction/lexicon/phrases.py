"""Phrases of a pack held against the words of a sentence, without trying each phrase at each word.

A phrase can only stand where its rarest word stands. Phrases are therefore kept by that word, once for each pack, and
the words of a sentence by their forms, once for each sentence; most questions end with two sets that share nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.model.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from habeas.extraction.grammar.words import ParsedText, Word

Phrase = tuple[str, ...]
STOPS = frozenset((".", ";", ":", "!", "?"))
_QUOTES = frozenset(('"', "“", "”", "''", "``", "«", "»"))  # a phrase may stand in them: 'a "foreign agent"'
_ANY, _PLACE = "*", "<place>"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of which one is looked for; false where there are none.

    Attributes:
        phrases: In the order of the pack, which is the order of preference. In a phrase `*` is any one word, `<place>`
            a place that the packs know, `-year` the second half of a compound such as "10-year", anything else the
            written form of a word or the dictionary form of a noun.
        by_anchor: The form that a phrase cannot do without, to the numbers of its phrases and its place in each.
        anchors: All of those forms.
        longest: How far from the start of a phrase such a form stands at most.
    """

    phrases: tuple[Phrase, ...]
    by_anchor: Mapping[str, tuple[tuple[int, int], ...]] = field(compare=False)
    anchors: frozenset[str] = field(compare=False)
    longest: int = field(compare=False)

    def __len__(self) -> int:
        return len(self.phrases)


def index_phrases(phrases: Iterable[Phrase]) -> Phrases:
    """Phrases by the form that each cannot do without: its longest word, which is seldom its commonest.

    Raises:
        PackError: A phrase holds nothing but `*`, and would be found anywhere.
    """
    kept = tuple(phrases)
    by_anchor: dict[str, list[tuple[int, int]]] = {}
    for number, phrase in enumerate(kept):
        asked = [(len(wanted), -at) for at, wanted in enumerate(phrase) if wanted != _ANY]
        if not asked:
            raise PackError(f"the phrase {' '.join(phrase)!r} of a pack says nothing that could be looked for")
        at = -max(asked)[1]
        by_anchor.setdefault(_anchor(phrase[at]), []).append((number, at))
    ordered = {form: tuple(rows) for form, rows in by_anchor.items()}
    return Phrases(
        kept, ordered, frozenset(ordered), max((at for rows in ordered.values() for _, at in rows), default=0)
    )


NO_PHRASES = index_phrases(())


def _anchor(wanted: str) -> str:
    """The form under which a word that answers `wanted` is kept: of a compound, its last part."""
    return f"-{wanted.rpartition('-')[2]}" if _is_ending(wanted) else wanted


def _is_ending(wanted: str) -> bool:
    return len(wanted) > 1 and wanted[0] == "-"


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words of a sentence by the forms under which a phrase may ask for them.

    Attributes:
        places: Form to the numbers of the words, ascending.
        forms: All of those forms.
        stops: Numbers of the words that end a clause.
        first, last: Numbers of the first word, and of the one behind the last.
    """

    places: Mapping[str, list[int]]
    forms: frozenset[str]
    stops: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SearchedText:
    """A text, with the table of each sentence that was asked for."""

    parsed: ParsedText
    tables: dict[int, WordTable] = field(default_factory=dict)

    def table_of(self, word: Word) -> WordTable:
        """The table of the sentence that holds the word."""
        table = self.tables.get(word.sentence)
        if table is None:
            table = self.tables[word.sentence] = _table(self.parsed, word.sentence)
        return table


def _table(parsed: ParsedText, number: int) -> WordTable:
    sentence = parsed.sentences[number]
    words = parsed.words[sentence.first : sentence.last]
    known = load_gazetteer().places
    before = parsed.words[sentence.first - 1].text if sentence.first else ""
    places: dict[str, list[int]] = {}
    stops: list[int] = []
    for i, word in enumerate(words, sentence.first):
        low = word.low
        if word.cut_off and i > sentence.first:
            stops.append(i - 1)  # "arrested on 5 May – sentenced in absentia"
        places.setdefault(low, []).append(i)
        if word.pos == "NOUN" and word.lemma != low:
            places.setdefault(word.lemma, []).append(i)
        if before == "-" or "-" in low:
            places.setdefault(f"-{low.rpartition('-')[2]}", []).append(i)
        if low in known and word.text[:1].isupper():
            places.setdefault(_PLACE, []).append(i)
        before = word.text
        if before in STOPS:
            stops.append(i)
    return WordTable(places, frozenset(places), tuple(stops), sentence.first, sentence.last)


def first_place(
    words: list[Word], table: WordTable, phrases: Phrases, first: int, last: int, *, over: int = -1
) -> tuple[int, int] | None:
    """Where the first of the phrases stands: numbers of its first and last word.

    Args:
        words: Of the text.
        table: Of the sentence; no phrase reaches out of it.
        phrases: What is looked for; where two begin at one word, the first named is preferred.
        first: Number of the first word at which a phrase may begin.
        last: Number of the word behind the last at which it may begin.
        over: The number of a word that the phrase must hold, or end right before; any place will do where negative.
    """
    best: tuple[int, int, int] | None = None
    for form in phrases.anchors & table.forms:
        places = table.places[form]
        for place in places[bisect_left(places, first) :]:
            if place - 2 * phrases.longest >= (last if best is None else best[0] + 1):
                break
            for number, at in phrases.by_anchor[form]:
                first_word = _back(words, place, at)
                found = (first_word, number)
                if not first <= first_word < last or (best is not None and found >= best[:2]):
                    continue
                phrase = phrases.phrases[number]
                if over >= 0 and not first_word <= over <= first_word + len(phrase):
                    continue
                end = end_of(words, first_word, phrase, table.last)
                if end is not None:
                    best = (*found, end)
    return None if best is None else (best[0], best[2])


def _back(words: list[Word], place: int, steps: int) -> int:
    """The word so many before another, where quotation marks do not count."""
    for _ in range(steps):
        place -= 1
        if place > 0 and words[place].text in _QUOTES:
            place -= 1
    return place


def stands_at(words: list[Word], i: int, phrase: Phrase, last: int) -> bool:
    """Whether a phrase begins at word `i` and ends before word `last`."""
    return end_of(words, i, phrase, last) is not None


def end_of(words: list[Word], i: int, phrase: Phrase, last: int) -> int | None:
    """The last word of a phrase that begins at word `i`, where it ends before word `last`."""
    k = i - 1
    for wanted in phrase:
        k += 1
        if i < k < last and words[k].text in _QUOTES:
            k += 1
        if k >= last or not _answers(words, k, wanted):
            return None
    return k


def _answers(words: list[Word], k: int, wanted: str) -> bool:
    word = words[k]
    if wanted == _ANY:
        return word.text not in STOPS and word.text != ","
    if wanted == _PLACE:
        return word.low in load_gazetteer().places and word.text[:1].isupper()
    if _is_ending(wanted):
        return _ends_compound(words, k, wanted)
    return word.low == wanted or (word.lemma == wanted and word.pos == "NOUN")


def _ends_compound(words: list[Word], i: int, wanted: str) -> bool:
    """As in "-year" at the second half of "10-year", which the tokeniser may cut or leave whole."""
    word = words[i]
    if word.low.endswith(wanted) and len(word.low) > len(wanted):
        return True
    return word.low == wanted[1:] and i > 0 and words[i - 1].text == "-"
