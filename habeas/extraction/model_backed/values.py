"""Values of grounded words, by the code of the rule reader; the model computes none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.grammar.parsing import cut_blocks, parse_text
from habeas.extraction.language_models import MODELS, language_model
from habeas.extraction.lexicon.cues import load_cues
from habeas.extraction.model_backed.grounding import Ungrounded
from habeas.extraction.sayings.quotes import Citation, find_citations
from habeas.extraction.values.counts import number_value, quantity_at
from habeas.extraction.values.date_finding import find_dates
from habeas.extraction.values.legal import find_articles
from habeas.extraction.values.terms import find_term
from habeas.model import DateExpression, LegalReference, Quantity, Span, Term
from habeas.packs import list_tables, load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.values.date_nodes import Node
    from habeas.extraction.values.found_dates import FoundDate

_AHEAD = frozenset(("planned", "demanded"))
_BEHIND_SENTENCE = 3  # a full stop and a space may stand between a sentence and its citation


class Values:
    """What the grammars of the packs find in a document, to be looked up by place.

    Attributes:
        dates: Every date, those without a year pointing back.
        citations: Every bracketed source note.
    """

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language
        self._has_dates = "dates" in list_tables(language)
        self.dates = list(self._find(ahead=False))
        self._ahead: list[FoundDate] | None = None
        self._articles = find_articles(text) if language == "en" else []
        self.citations: list[Citation] = find_citations(text, language) if self._has_dates else []
        self._citation_starts = [citation.start for citation in self.citations]

    def date(self, slot: str, span: Span, modality: str) -> DateExpression:
        """The date that the words give, with its rule and anchor.

        Raises:
            Ungrounded: The grammar finds no date there, or several.
        """
        dates = self.dates
        if modality in _AHEAD:
            self._ahead = dates = list(self._find(ahead=True)) if self._ahead is None else self._ahead
        low = bisect_left(dates, span.start, key=lambda date: date.end - 1)
        high = bisect_left(dates, span.end, key=lambda date: date.start)
        if high - low != 1:
            raise Ungrounded(f"{slot}: words that are not one date of the grammar")
        return dates[low].expression

    def laws(self, slot: str, span: Span) -> tuple[LegalReference, ...]:
        """The articles in the words; a law without a number where a word for a law is among them.

        Raises:
            Ungrounded: Neither.
        """
        low = bisect_left(self._articles, span.start, key=lambda law: law.quote.end - 1)
        found = []
        for law in self._articles[low:]:
            if law.quote.start >= span.end:
                break
            found.append(law)
        if found:
            return tuple(found)
        known = frozenset(load_table("en", "law")["law_words"])
        if known.intersection(span.text.lower().split()) and not any(c.isdigit() for c in span.text):
            return (LegalReference(quote=span, law=span),)
        raise Ungrounded(f"{slot}: words that name no law")

    def term(self, slot: str, span: Span) -> Term:
        """The sentence or measure in the words.

        Raises:
            Ungrounded: There is none.
        """
        term = find_term(self._text, span.start, span.end)
        if term is None:
            raise Ungrounded(f"{slot}: words that are no term")
        return term

    def quantity(self, slot: str, span: Span) -> Quantity:
        """The number in the words.

        Raises:
            Ungrounded: There is none.
        """
        found = self._quantity(span)
        if found is None:
            raise Ungrounded(f"{slot}: words that are no number")
        return found

    def citation(self, start: int, end: int) -> Citation | None:
        """The source note that follows words in their own sentence, or right behind it."""
        low = bisect_left(self._citation_starts, start)
        high = bisect_right(self._citation_starts, end + _BEHIND_SENTENCE)
        return next((note for note in self.citations[low:high] if not note.credit), None)

    def stance(self, cue: Span | None) -> str:
        """How a cue stands to what it reports: neutral (empty), endorses, distances."""
        if cue is None:
            return ""
        cues = load_cues()
        for word in cue.text.lower().split():
            lemma = cues.verbs[word].lemma if word in cues.verbs else word
            if lemma in cues.endorses:
                return "endorses"
            if lemma in cues.distances:
                return "distances"
        return ""

    def _find(self, *, ahead: bool) -> Iterator[FoundDate]:
        if not self._has_dates:
            return
        last: Node | None = None
        paragraph = -1
        for start, end, number in cut_blocks(self._text):
            if number != paragraph:
                last, paragraph = None, number
            found, last = find_dates(self._text, start, end, self._language, lambda _start, _end: ahead, last)
            yield from found

    def _quantity(self, span: Span) -> Quantity | None:
        if self._language not in dict(MODELS):
            value = number_value(span.text.strip())
            return Quantity(quote=span, value=value) if value is not None else None
        parsed = parse_text(span.text, language_model(self._language))
        for word in parsed.words:
            found = quantity_at(parsed, word)
            if found is not None:
                place = span.start + found.quote.start, span.start + found.quote.end
                return Quantity(
                    quote=Span.of(self._text, *place),
                    value=found.value,
                    low=found.low,
                    high=found.high,
                    qualifier=found.qualifier,
                )
        return None
