"""When something was demanded: the day of the call, where the text gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import SUBJECTS, ancestors, is_verb, verb_above
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality.judging import modal_words
from habeas.extraction.values.found_dates import FoundDate
from habeas.model import DateExpression, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from habeas.extraction.dating.book import DateBook
    from habeas.extraction.drafts import EventDraft, Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.finding import Saying
    from habeas.extraction.speakers.chains import Chains

_OUGHT = word_list("modality", "ought")
_SPOKEN = ("report", "demand", "label")  # "called it unacceptable" is said too
_NEAR = 1500  # characters; farther away the same speaker may speak on another day
# "During a press conference on Tuesday, she called ..".
_MEETINGS = word_list("dates", "meetings")
# What is asked for somebody who is held.
_ASKED_FOR = ("appeal_ruling", "charges_dropped", "clemency", "release", "release_on_conditions")
_CALLING = word_list("dates", "calling")
_ALREADY = word_list("dates", "another_occasion") | word_list("dates", "moving_on")
_ANNIVERSARY, _ON = word_list("dates", "anniversary"), word_list("dates", "on")
_IN = word_list("dates", "within") | word_list("dates", "by_message")
_GIVEN_OUT = word_list("dates", "given_out")
_PRESENT = word_list("dates", "asking_now")
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
        draft.date = _day_of_call(sheet, chains, book, draft, days, by_speaker, today) or _day_about_now(
            sheet, book, draft
        )


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
        day = day_at(above, book) if is_verb(above) and above.low in demand else None
        if day is not None:
            return day
    for number in draft.sayings:
        for name in _names(sheet.sayings[number], chains):
            near = [day for day in by_speaker.get(name, ()) if abs(day.start - draft.trigger.start) < _NEAR]
            if near:
                return min(near, key=lambda day: abs(day.start - draft.trigger.start))
    quoted = any(sheet.sayings[number].mode == "direct" for number in draft.sayings)
    return today if quoted or _word_of_call(sheet, draft) is not None else None


def _day_about_now(sheet: Sheet, book: DateBook, draft: EventDraft) -> FoundDate | None:
    """As in "The union is calling for her release", "She must be freed": asked about the day of publication."""
    word = _word_of_call(sheet, draft)
    if word is None or _has_day(book, word, draft.trigger.head):
        return None
    wording = Span.of(sheet.text, word.start, word.end)
    expression = DateExpression(wording=wording, rule="add:0d approximate", anchor="publication")
    return FoundDate(word.start, word.end, expression)


def _has_day(book: DateBook, word: Word, head: Word) -> bool:
    """Whether a day of the sentence may be that of the call; "to mark Human Rights Day" gives none."""
    over = {above.i for above in (word, *ancestors(word), head, *ancestors(head))}
    for date in book.near(word):
        anchor, _ = book.anchor(date)
        verb = anchor if anchor is None or is_verb(anchor) else verb_above(anchor)
        if verb is not None and verb.i in over and not book.is_aside(date):
            return True
    return False


def _word_of_call(sheet: Sheet, draft: EventDraft) -> Word | None:
    """The word that asks in the present: a verb, "must", or that of a headline."""
    head = draft.trigger.head
    if draft.event_type not in _ASKED_FOR:
        return None
    if draft.trigger.pattern.kind == "headline":
        return head
    for above in ancestors(head, 6):
        if is_verb(above) and above.lemma in _CALLING:
            helpers = {child.low for child in above.children if child.dep == "aux"}
            asks = above.tag in ("VBP", "VBZ") or (above.tag == "VBG" and bool(helpers & _PRESENT))
            told = any(child.low in _ALREADY for child in above.children)
            return above if asks and not told and above.dep in ("ROOT", "ccomp", "conj", "parataxis") else None
    verbs = (head, *(word for word in ancestors(head, 2) if head.dep == "conj" and is_verb(word)))
    ought = next(
        (child for verb in verbs for child in verb.children if child.low in _OUGHT and child.dep == "aux"), None
    )
    indirect = any(sheet.sayings[number].mode != "direct" for number in draft.sayings)
    past = any(child.low == "have" and child.dep == "aux" for child in head.children)  # "should have been freed"
    return None if indirect or past else ought


def _day_of_saying(saying: Saying, book: DateBook) -> FoundDate | None:
    if saying.cue is None or saying.manner not in _SPOKEN:
        return None
    quoted = saying.contents if saying.mode == "direct" else []  # 'He said: "April 11 marks two years since .."'
    cue = saying.cue
    said = cue.head if cue.tag == "VBG" and cue.dep in ("advcl", "xcomp") and is_verb(cue.head) else cue
    return day_at(cue, book, quoted) or (
        day_at(said, book) if said is not cue else None
    )  # "said today, calling for .."


def day_at(cue: Word, book: DateBook, quoted: Sequence[tuple[int, int]] = ()) -> FoundDate | None:
    """The day that hangs on a word of saying, or on the message in which it was said, and not in what is quoted."""
    for date in book.near(cue):
        if "since" in date.expression.rule or "until" in date.expression.rule:
            continue
        if any(start <= date.start < end for start, end in quoted):
            continue
        anchor, _ = book.anchor(date)
        if anchor is None or book.is_aside(date):
            continue
        if anchor is cue or (anchor.low in _MESSAGES | _MEETINGS and verb_above(anchor) is cue):
            return date
        if _is_of_message(anchor, cue) or _is_of_anniversary(anchor, cue):
            return date
        if anchor.dep in SUBJECTS and anchor.head is cue and book.words_of(date)[-1].i + 1 == cue.i:
            return date  # "four experts on Friday urged .."
    return None


def _is_of_message(anchor: Word, cue: Word) -> bool:
    """As in "In a letter dated 5 May, ten writers urged ..", "in Opinion 23 adopted on 7 May"."""
    told = anchor.dep == "acl" and anchor.tag in ("VBN", "VBD") and anchor.low in _GIVEN_OUT
    noun = anchor.head
    if not told or not (noun.low in _MESSAGES or noun.pos in ("PROPN", "NUM")):
        return False
    if noun.dep in SUBJECTS:
        return noun.head is cue  # "A letter dated 5 May calls for .."
    link = noun.head if noun.dep == "pobj" else noun.head.head
    return link.low in _IN and verb_above(noun) is cue


def _is_of_anniversary(anchor: Word, cue: Word) -> bool:
    """As in "On the first anniversary of his arrest, 5 May 2021, the union called .."."""
    for above in (anchor, *ancestors(anchor, 3)):
        if above.lemma in _ANNIVERSARY:
            return above.dep == "pobj" and above.head.low in _ON and above.head.head is cue
        if is_verb(above):
            return False
    return False


def _names(saying: Saying, chains: Chains) -> Iterator[str]:
    """Who speaks, and the organisation for which they do."""
    mention, affiliation = chains.speaker(saying)
    if mention is not None and (mention.name is not None or mention.written.text[:1].isupper()):
        yield mention.label.casefold()
    if affiliation is not None:
        yield affiliation.text.casefold()
