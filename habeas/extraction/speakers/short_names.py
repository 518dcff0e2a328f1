"""The full name behind the short one of an organisation: CPJ is the "Committee to Protect Journalists" of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Range = tuple[int, int]

_GIVEN = re.compile(r"[ \u00a0]\(([A-Z][A-Za-z]{1,9})(?=[),;])")  # .. to Protect Journalists (CPJ)
# Writers Without Fear, known by its French acronym ESP
_KNOWN = re.compile(
    r", (?:(?:also|better) )?known (?:as|by)(?: its)?(?: \w{1,20})?(?: acronym| initials)?,? (?:the )?([A-Z]\w{1,14})\b"
)
_SHORT = re.compile(r"\b[A-Z]{3,6}\b")
_WORD = re.compile(r"[^\W\d_][\w’'.­-]*")
_FULL = re.compile(r"\b[A-Z][\w’'­-]{1,40}(?: (?:[a-z]{2,7} ){0,2}[A-Z][\w’'­-]{1,40}){1,9}")
_LINKS = word_list("sources", "name_links")
_MOST_BEFORE = 140  # characters before the bracket
_MOST_WORDS = 12
_LEAST_LETTERS, _LEAST_WORDS = 3, 2


def short_names(text: str) -> Mapping[str, Range]:
    """Where the full name of each short one stands; in time linear in the length of the text."""
    found: dict[str, Range] = {}
    for match in (*_GIVEN.finditer(text), *_KNOWN.finditer(text)):
        short = match.group(1)
        place = _full_before(text, match.start(), short)
        if place is not None:
            found.setdefault(short, place)
    outlets = load_gazetteer().outlets
    wanted = {short for match in _SHORT.finditer(text) if (short := match.group()).lower() not in outlets} - {*found}
    for match in _FULL.finditer(text) if wanted else ():
        for short, place in _by_initials(match, wanted):
            found.setdefault(short, place)
    return found


def _full_before(text: str, end: int, short: str) -> Range | None:
    """The name that ends before the bracket: the words whose initials make the short one, else all with a capital."""
    start = max(0, end - _MOST_BEFORE)
    start = max(start, text.rfind("\n", start, end) + 1)
    words = list(_WORD.finditer(text, start, end))[-_MOST_WORDS:]
    tail: list[re.Match[str]] = []
    for word in reversed(words):
        behind = tail[-1].start() if tail else end
        if text[word.end() : behind].strip(" \u00a0") or not (word.group()[0].isupper() or word.group() in _LINKS):
            break
        tail.append(word)
        if word.group()[0].isupper() and _initials(tail) == short.upper():
            return word.start(), end
    while tail and not tail[-1].group()[0].isupper():
        tail.pop()
    fits = short.isupper() or any(word.group()[0] == short[0] for word in tail)
    if len(tail) < _LEAST_WORDS or not fits or text[tail[-1].start() : end].isupper():
        return None  # "Beijing (AFP)", "Communist Party (Marxist)"
    return tail[-1].start() + (4 if tail[-1].group() == "The" else 0), end


def _initials(backwards: list[re.Match[str]]) -> str:
    return "".join(word.group()[0] for word in reversed(backwards) if word.group()[0].isupper())


def _by_initials(name: re.Match[str], wanted: set[str]) -> Iterator[tuple[str, Range]]:
    """Short names whose letters are the initials of the last words of a long one."""
    capitals = [word for word in _WORD.finditer(name.group()) if word.group()[0].isupper()]
    letters = "".join(word.group()[0] for word in capitals)
    for size in range(_LEAST_LETTERS, len(letters) + 1):
        short = letters[-size:]
        if short in wanted and name.group() != short:
            yield short, (name.start() + capitals[-size].start(), name.end())
