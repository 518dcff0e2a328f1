"""Demands in headlines and slogans: "Ruritania: Free Journalist X", signs that read "Free X". They have no grammar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from habeas.extraction.drafts import EventDraft, Role
from habeas.extraction.events.triggers import Trigger
from habeas.extraction.lexicon.event_patterns import Pattern, load_patterns
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.people.parties import Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word

_NEAR = 4  # words behind the demand
_LONGEST = 160
_LINE = re.compile(
    r"^[^\S\n]*(?P<where>[A-Z][^\n:.,;!?]{1,40}?(?::| [-–—])[^\S\n]+)?(?P<rest>[A-Z][^\n]{3,158})$", re.MULTILINE
)

# What is shouted or stands on a sign, between quotation marks: "Free X!", "Freedom for X and Y".
_SLOGAN = re.compile(r"[\"“‘](?P<rest>[A-Z][a-z]{1,9} [^\"“”‘’\n]{3,80})[\"”’]")


def draft_headlines(sheet: Sheet) -> Iterator[EventDraft]:
    """The demands of the headlines of a text. Linear in its length."""
    rows = load_patterns(sheet.language).headlines
    for line in _LINE.finditer(sheet.text):
        rest = line.group("rest").rstrip()
        if rest.endswith((".", ";", ",")):
            continue
        for words, pattern in rows:
            if rest.lower().startswith(f"{words} ") and rest.split(" ")[0][:1].isupper():
                draft = _draft(sheet, pattern, line.start("rest"), line.start("rest") + len(words), line.end())
                bare = " " in words or (line.group("where") and not _is_thing(draft.trigger, rest)) if draft else False
                if draft is not None and (draft.roles or (bare and not pattern.needs_person)):
                    yield draft
                break
    yield from _draft_slogans(sheet, rows)


def _draft_slogans(sheet: Sheet, rows: tuple[tuple[str, Pattern], ...]) -> Iterator[EventDraft]:
    for slogan in _SLOGAN.finditer(sheet.text):
        start, low = slogan.start("rest"), slogan.group("rest").lower()
        for words, pattern in rows:
            draft = (
                _draft(sheet, pattern, start, start + len(words), slogan.end()) if low.startswith(f"{words} ") else None
            )
            if draft is not None and draft.persons("person"):
                yield draft
                break


def _is_thing(trigger: Trigger, rest: str) -> bool:
    """As in "Free Speech Under Attack", "Release of X"."""
    after = rest[trigger.end - trigger.start :].split()
    return not after or after[0].lower().strip(",") in trigger.pattern.participle


def _draft(sheet: Sheet, pattern: Pattern, start: int, end: int, until: int) -> EventDraft | None:
    inside = sheet.parsed.words_in(start, end)
    if not inside:
        return None
    trigger = Trigger(pattern, inside[0], inside[0].i, inside[-1].i, start, end)
    draft = EventDraft(trigger, None)
    for word in _named(sheet, inside[-1].i + 1, until):
        draft.roles.append(Role("person", Party(word, sheet.people.by_word[word.i])))
    described = None if draft.roles else _described(sheet, inside[-1].i + 1, until)
    for party in sheet.referents.resolve(described, wronged=True) if described is not None else ():
        if party.person is not None:
            draft.roles.append(Role("person", party))
    return draft


def _described(sheet: Sheet, first: int, until: int) -> Word | None:
    """The first word of a line for what somebody is: "Free Outspoken Journalist"."""
    role_of = sheet.referents.gazetteer.role_of
    inside = (word for word in sheet.parsed.words[first : first + _NEAR] if word.start < until)
    return next((word for word in inside if singular(word.low) in role_of), None)


def _named(sheet: Sheet, first: int, until: int) -> Iterator[Word]:
    seen: set[int] = set()
    for word in sheet.parsed.words[first : first + _LONGEST]:
        if word.start >= until:
            return
        person = sheet.people.by_word.get(word.i)
        if person is not None and id(person) not in seen:
            seen.add(id(person))
            yield sheet.people.run_of[word.i].head
