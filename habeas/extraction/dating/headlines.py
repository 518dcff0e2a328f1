"""Days that a headline without names takes from the report below it: "Gunmen kidnap dozens from a school"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.dating.counting import names_a_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Sentence
    from habeas.model import DateExpression

_TOLD = ("asserted", "alleged")
_TOP = 3  # paragraphs among which headlines stand
_LEAD = 4  # sentences below a headline in which a report tells its news
_SHARED = 2  # words that a headline and its report have in common at least, with that of the event
_ENDS = (".", "!", "?", "”", '"', "’", ":", ";", "…")
_TELLING = ("NOUN", "PROPN", "VERB")


def date_headlines(sheet: Sheet, drafts: Sequence[EventDraft]) -> None:
    """Give the undated event of a headline the day of the first event of its kind below, where both tell of one thing.

    Args:
        sheet: Of the document.
        drafts: Every event of the text in order, with the days that it has so far.
    """
    for number, draft in enumerate(drafts):
        headline = sheet.parsed.sentence_of(draft.trigger.head)
        if headline.paragraph >= _TOP:
            return
        undated = draft.date is None and draft.until is None and draft.modality in _TOLD
        if not undated or draft.persons("person") or not _is_headline(sheet, headline):
            continue
        below = (other for other in drafts[number + 1 :] if other.event_type == draft.event_type)
        first = next((other for other in below if not _is_headline(sheet, _sentence(sheet, other))), None)
        if first is None or not _is_news(sheet, headline, first):
            continue
        told = _sentence(sheet, first)
        if len(_words(sheet, headline) & _words(sheet, told)) >= _SHARED:
            draft.date, draft.lent = first.date, True


def _sentence(sheet: Sheet, draft: EventDraft) -> Sentence:
    return sheet.parsed.sentence_of(draft.trigger.head)


def _is_headline(sheet: Sheet, sentence: Sentence) -> bool:
    """Whether a sentence is a line of its own without a full stop."""
    line = sheet.text[sentence.start : sentence.end].rstrip()
    before = sheet.text[max(0, sentence.start - 2) : sentence.start]
    after = sheet.text[sentence.start + len(line) : sentence.end + 2]
    alone = (not before or "\n" in before) and "\n" in after
    return sentence.paragraph < _TOP and alone and not line.endswith(_ENDS)


def _is_news(sheet: Sheet, headline: Sentence, first: EventDraft) -> bool:
    """Whether the first event of its kind below is told at once, with a day of its own."""
    if first.date is None or first.lent or first.modality not in _TOLD:
        return False
    between = [
        sentence
        for sentence in sheet.parsed.sentences[headline.number + 1 : first.trigger.head.sentence]
        if not _is_headline(sheet, sentence)
    ]
    return len(between) < _LEAD and _is_day(first.date.expression)


def _is_day(expression: DateExpression) -> bool:
    open_ended = {"since", "until", "approximate"} & set(expression.rule.split())
    return not open_ended and not expression.parts and names_a_day(expression)


def _words(sheet: Sheet, sentence: Sentence) -> set[str]:
    words = sheet.parsed.words[sentence.first : sentence.last]
    return {word.lemma.casefold() for word in words if word.pos in _TELLING}


__all__ = ["date_headlines"]
