"""Days on lines of their own, over the news of each day in a chronology: "22nd November:", "Friday 3 May 2019"."""

from __future__ import annotations

import re
from functools import lru_cache

from habeas.extraction.lexicon.date_words import cut_tokens
from habeas.packs import load_table

_LINE = re.compile(r"^[^\w\n]{0,6}(\w[^\n]{2,38})$", re.MULTILINE)
_SIGNS = frozenset(",.:-–—/()*#")
_FEWEST = 2
_LATEST, _LAST_DAY = 2099, 31


def find_day_lines(text: str) -> list[tuple[int, int]]:
    """The places of the days that stand as headings of a text; none where there are fewer than two.

    Args:
        text: The whole text; the search is linear in its length.
    """
    found = [line.span(1) for line in _LINE.finditer(text) if _is_day(line.group(1))]
    return found if len(found) >= _FEWEST else []


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    table = load_table("en", "dates")
    beside = frozenset((*table["weekday"], *table["ordinal_suffix"], "the", "of"))
    return frozenset(table["month"]), beside


def _is_day(line: str) -> bool:
    """Whether a line is a day and nothing else: a month or a row of numbers, with a day of the month."""
    months, beside = _words()
    named = days = numbers = 0
    for token in cut_tokens(line):
        if token.number >= 0:
            if token.number > _LATEST:
                return False
            numbers += 1
            days += 0 < token.number <= _LAST_DAY
        elif token.low in months:
            named += 1
        elif token.low not in beside and token.text not in _SIGNS:
            return False
    return days > 0 and (named == 1 or (not named and numbers == 3))


__all__ = ["find_day_lines"]
