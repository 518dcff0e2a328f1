"""What the finders of attributions share: one attribution, and the text in which they look."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.cues import CueWords, load_cues
from habeas.extraction.lexicon.word_lists import word_list
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.sayings.quotes import Quotation

Range = tuple[int, int]


_JOINING = word_list("sayings", "joints") | frozenset((",", ";", "–", "—", "--"))
_TRIM = " ,.;:!?\n\t\"'“”‘’«»„–—-"


@dataclass(slots=True)
class Saying:
    """One attribution.

    Attributes:
        cue: The cue word itself, None for a quotation that leans on the one before it.
        cue_range: Place of the cue with its auxiliaries.
        source: Head of the words for who says it; None where unsaid.
        contents: Places of what is said, in order; quotations without their marks.
        manner: report, mind, demand, intend, refusal, judgement, label or accuse.
        mode: direct, indirect or mixed.
        finder: Which finder made it.
        lemma: Dictionary form of the cue.
        form: What holds the content: clause, quote, infinitive, object, preposition ..
        negated: "does not think".
        outlet: The word for the outlet to which it was said ("told the BBC").
        follows: Number of the saying that it continues, or -1.
        stated: It is somebody's statement, and so counts in a chain of attribution.
    """

    cue: Word | None
    cue_range: Range | None
    source: Word | None
    contents: list[Range]
    manner: str
    mode: str
    finder: str
    lemma: str = ""
    form: str = "clause"
    negated: bool = False
    outlet: Word | None = None
    follows: int = -1
    stated: bool = False


@dataclass(slots=True)
class Search:
    """What the finders share."""

    parsed: ParsedText
    quotations: list[Quotation]
    cues: CueWords = field(default_factory=load_cues)
    by_sentence: dict[int, list[Quotation]] = field(default_factory=dict)
    deeds: dict[int, Word] = field(default_factory=dict)  # of a cue that the parser put into a content, whose it is

    def __post_init__(self) -> None:
        """Note which quotations touch which sentence."""
        at = 0
        for sentence in self.parsed.sentences:
            while at < len(self.quotations) and self.quotations[at].outer_end <= sentence.start:
                at += 1
            k = at
            while k < len(self.quotations) and self.quotations[k].outer_start < sentence.end:
                self.by_sentence.setdefault(sentence.number, []).append(self.quotations[k])
                k += 1

    def quoted(self, word: Word) -> Quotation | None:
        """The quotation that holds a word."""
        for quotation in self.by_sentence.get(word.sentence, ()):
            if quotation.start <= word.start < quotation.end:
                return quotation
        return None

    def quotation_at(self, place: int) -> Quotation | None:
        """The quotation that opens at a place, white space apart."""
        at = bisect_left(self.quotations, place, key=lambda quotation: quotation.outer_start)
        found = self.quotations[at] if at < len(self.quotations) else None
        blank = found is not None and not self.parsed.text[place : found.outer_start].strip()
        return found if blank else None

    def quotation_behind(self, place: int) -> Quotation | None:
        """The first quotation that opens behind a place."""
        at = bisect_left(self.quotations, place, key=lambda quotation: quotation.outer_start)
        return self.quotations[at] if at < len(self.quotations) else None

    def quotation_before(self, place: int) -> Quotation | None:
        """The last quotation that has ended before a place."""
        at = bisect_left(self.quotations, place, key=lambda quotation: quotation.outer_start)
        found = self.quotations[at - 1] if at else None
        return found if found is not None and found.outer_end <= place else None

    def closes(self, quotation: Quotation) -> bool:
        """Whether a quotation ends as speech does, with a sign before or behind its mark."""
        return self.closes_at(quotation.end)

    def closes_at(self, end: int) -> bool:
        """Whether speech ends here: a sign stands before or behind the mark."""
        after = self.parsed.text[end : end + 3].lstrip("\"'”»’")
        inner = self.parsed.text[end - 2] if self.parsed.text[end - 1] in "'’" else self.parsed.text[end - 1]
        return inner in ",.!?…—" or after[:1] in (",", ".")

    def trim(self, start: int, end: int) -> Range:
        """A range without white space and punctuation at its ends."""
        text = self.parsed.text
        while start < end and text[start] in _TRIM:
            start += 1
        while end > start and text[end - 1] in _TRIM:
            end -= 1
        return start, end

    def between(self, first: int, last: int) -> Range:
        """The trimmed range of the words `first` to `last`, without a last joining word; empty behind the text."""
        words = self.parsed.words
        if first >= len(words):
            return len(self.parsed.text), len(self.parsed.text)  # the text breaks off: "described it as"
        for _ in range(2):
            last -= last > first and words[last].low in _JOINING
        return self.trim(words[first].start, words[last].end)


def manner_of_noun(lemma: str) -> str:
    """What sort of act a cue noun is: "demand", "fear"."""
    return _NOUN_MANNERS.get(lemma, "report")


_NOUN_MANNERS: Mapping[str, str] = load_table("en", "cues")["noun_manners"]
