"""What a parser is given instead of a block that it mistook: plainer verbs, commas, subjects that a list leaves out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.grammar.cut_off_clauses import find_left_out
from habeas.extraction.grammar.fronted_days import missing_commas
from habeas.extraction.grammar.headline_verbs import plainer_verbs
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from habeas.extraction.grammar.words import Word

_CITING = word_list("sayings", "citing")


@dataclass(slots=True)
class Rewording:
    """Changes to a block, by the number of a word in it.

    Attributes:
        instead: Another form of a word. behind: Words behind which a comma is missing. before: Words to put before one.
    """

    instead: dict[int, str] = field(default_factory=dict)
    behind: set[int] = field(default_factory=set)
    before: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.instead or self.behind or self.before)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of a text stand among those that were parsed: `kept[i]` is the place of the i-th."""

    kept: Sequence[int]
    led_in: Mapping[int, int] = field(default_factory=dict)  # the place of a word put before another to that other's

    def head(self, place: int) -> int:
        """The number of the word at a place; of the one that a word put in leads in, or of the one before a comma."""
        return bisect_right(self.kept, self.led_in.get(place, place)) - 1

    def left(self, place: int) -> int:
        """The number of the first word at or behind a place."""
        return min(bisect_left(self.kept, place), len(self.kept) - 1)

    def right(self, place: int) -> int:
        """The number of the last word at or before a place."""
        return max(0, bisect_right(self.kept, place) - 1)


def find_rewording(words: Sequence[Word], sentences: Sequence[Sequence[Word]]) -> Rewording:
    """What to change in a block before it is parsed once more; empty where the parser saw it for what it is.

    Args:
        words: Its words, as parsed.
        sentences: The same, sentence by sentence.
    """
    first = words[0].i if words else 0
    found = Rewording()
    for sentence in sentences:
        found.instead |= {i - first: form for i, form in plainer_verbs(sentence).items()}
        if sentence[0].low in _CITING and sentence[0].tag == "NNP":
            found.instead[sentence[0].i - first] = sentence[0].low  # "Citing Viasna, the paper ..": of one name
        found.behind.update(i - first for i in missing_commas(sentence))
    left_out = find_left_out(words, sentences)
    for i, lead in left_out.before.items():
        found.before[i - first] = lead
        found.instead[i - first] = words[i - first].low
    found.instead |= {i - first: mark for i, mark in left_out.instead.items()}
    return found


def reword(doc: Doc, changes: Rewording) -> tuple[Doc, Places]:
    """The words to parse instead, and the place among them of each word of the text."""
    words: list[str] = []
    spaces: list[bool] = []
    kept: list[int] = []
    led_in: dict[int, int] = {}
    for token in doc:
        lead = changes.before.get(token.i, ())
        for number, word in enumerate(lead):
            led_in[len(words)] = len(words) + len(lead) - number
            words.append(word)
            spaces.append(True)
        kept.append(len(words))
        words.append(changes.instead.get(token.i, token.text))
        spaces.append(bool(token.whitespace_))
        if token.i in changes.behind:
            spaces[-1] = False
            words.append(",")
            spaces.append(True)
    return type(doc)(doc.vocab, words, spaces), Places(kept, led_in)


__all__ = ["Places", "Rewording", "find_rewording", "reword"]
