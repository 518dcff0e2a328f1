"""Lines of lists: where a new one begins although the line before it has no full stop."""

from __future__ import annotations

import re

_ITEM = re.compile(r"\(?\d{1,3}[.)]\)?[ \t]+\S|\d{1,3}[ \t]{0,3}[;|\t]|\|")
# "18 March 2016 – Geneva – ..": the dateline of a report, below its title.
_DAY_LINE = re.compile(r"\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}[ \t]*[–—-]")
_LABEL = re.compile(r"[A-Z][A-Za-z]{0,24}(?:[ /][A-Za-z]{1,24}){0,4}[ \t]{0,3}:[ \t]")
_BARS = re.compile(r"\||\t")
_DASHES = re.compile(r"[ \t][-–—][ \t]|;[ \t]")
_NAMED = re.compile(r"(?:[^\W\d_][\w'’.-]{0,40}[ \t]){1,4}[^\W\d_][\w'’.-]{0,40}[ \t]?[,(–—-]")
_YEAR_LAST = re.compile(r"(?:\d{4}|\))[ \t]*\Z")
# "• Captain Jailed for Helping Crews: Ivan Testov has been sentenced ..": a title, and behind its colon a sentence.
_RUN_IN = re.compile(
    r"[ \t]{0,8}(?:[•*·▪◦●–—-][ \t]{1,8})?([^\W_][^\n:]{19,160}):[”\"]?[ \t]{1,3}(?=[^\W\d_][^\n]{60})"
)
_LONG = re.compile(r"[^\W\d_]{4,40}")
_LEAST_TITLE, _CAPITALS = 4, 0.75
_PARTS = 2  # marks by which a line is known for a row


def begins_line(before: str, after: str) -> bool:
    """Whether a line of a list begins here and does not go on from the one before it.

    Args:
        before: The line before.
        after: The line, without the spaces before it.
    """
    if _DAY_LINE.match(after) or _ITEM.match(after) or _LABEL.match(after) or _is_row(_BARS, before, after):
        return True
    if not after[:1].isupper():
        return False
    return _is_row(_DASHES, before, after) or (
        _NAMED.match(after) is not None and _YEAR_LAST.search(before) is not None
    )


def end_of_title(text: str, start: int, end: int) -> int:
    """Where the title ends that opens a block of text before its first sentence; `start` where none does."""
    found = _RUN_IN.match(text, start, end)
    if found is None:
        return start
    title, rest = _LONG.findall(found.group(1)), _LONG.findall(text[found.end() : end])
    told = sum(word[0].isupper() for word in rest) < (1 - _CAPITALS) * len(rest) + _LEAST_TITLE
    capitals = sum(word[0].isupper() for word in title)
    return found.end() if len(title) > _LEAST_TITLE and capitals >= _CAPITALS * len(title) and told else start


def _is_row(marks: re.Pattern[str], before: str, after: str) -> bool:
    return all(len(marks.findall(line)) >= _PARTS for line in (before, after))


__all__ = ["begins_line", "end_of_title"]
