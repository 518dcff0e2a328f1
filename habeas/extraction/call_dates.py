"""When something was demanded: the day of the call, where the text gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.clauses import ancestors, is_verb, verb_above
from habeas.extraction.modality import modal_words
from habeas.extraction.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.chains import Chains
    from habeas.extraction.date_book import DateBook
    from habeas.extraction.date_finding import FoundDate
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.sayings import Saying
    from habeas.extraction.words import Word

_OUGHT = word_list("modality", "ought")
_NEAR = 1500  # characters; farther away the same speaker may speak on another day
_MESSAGES = word_list("sources", "announcements") | word_list("sources", "documents")


def date_calls(sheet: Sheet, chains: Chains, book: DateBook) -> None:
    """Give each undated demand the day of the call: of its own cue, else of what the same speaker said on a day.

    What is quoted, or stands as a headline, in a report that says "today" of its first words, was said that day.
    """
    undated = [draft for draft in sheet.events if draft.modality == "demanded" and draft.date is None]
    if not undated:
        return
    days = {
        number: day for number, saying in enumerate(sheet.sayings) if (day := _day_of_saying(saying, book)) is not None
    }
    by_speaker: dict[str, list[FoundDate]] = {}
    for number, day in days.items():
        for name in _names(sheet.sayings[number], chains):
            by_speaker.setdefault(name, []).append(day)
    today = next((day for day in days.values() if day.expression.rule.startswith("add:0d")), None)
    for draft in undated:
        draft.date = _day_of_call(sheet, chains, book, draft, days, by_speaker, today)


def _day_of_call(
    sheet: Sheet,
    chains: Chains,
    book: DateBook,
    draft: EventDraft,
    days: dict[int, FoundDate],
    by_speaker: dict[str, list[FoundDate]],
    today: FoundDate | None,
) -> FoundDate | None:
    if draft.trigger.pattern.kind == "headline":
        return today
    for number in reversed(draft.sayings):
        if number in days:
            return days[number]
    demand = modal_words().demand_verbs
    for above in ancestors(draft.trigger.head, 5):
        day = _day_at(above, book) if is_verb(above) and above.low in demand else None
        if day is not None:
            return day
    for number in draft.sayings:
        for name in _names(sheet.sayings[number], chains):
            near = [day for day in by_speaker.get(name, ()) if abs(day.start - draft.trigger.start) < _NEAR]
            if near:
                return min(near, key=lambda day: abs(day.start - draft.trigger.start))
    quoted = any(sheet.sayings[number].mode == "direct" for number in draft.sayings)
    own_voice = not draft.sayings and any(child.low in _OUGHT for child in draft.trigger.head.children)
    return today if quoted or own_voice else None


def _day_of_saying(saying: Saying, book: DateBook) -> FoundDate | None:
    return _day_at(saying.cue, book) if saying.cue is not None and saying.manner in ("report", "demand") else None


def _day_at(cue: Word, book: DateBook) -> FoundDate | None:
    """The day that hangs on a word of saying, or on the message in which it was said."""
    for date in book.near(cue):
        if "since" in date.expression.rule or "until" in date.expression.rule:
            continue
        anchor, _ = book.anchor(date)
        if anchor is None:
            continue
        if anchor is cue or (anchor.low in _MESSAGES and verb_above(anchor) is cue):
            return date
    return None


def _names(saying: Saying, chains: Chains) -> Iterator[str]:
    """Who speaks, and the organisation for which they do."""
    mention, affiliation = chains.speaker(saying)
    if mention is not None and (mention.name is not None or mention.written.text[:1].isupper()):
        yield mention.label.casefold()
    if affiliation is not None:
        yield affiliation.text.casefold()
