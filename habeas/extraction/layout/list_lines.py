"""Lines of lists: where a new one begins although the line before it has no full stop."""

from __future__ import annotations

import re

_ITEM = re.compile(r"\(?\d{1,3}[.)]\)?[ \t]+\S|\d{1,3}[ \t]{0,3}[;|\t]|\|")
_LABEL = re.compile(r"[A-Z][A-Za-z]{0,24}(?:[ /][A-Za-z]{1,24}){0,4}[ \t]{0,3}:[ \t]")
_BARS = re.compile(r"\||\t")
_DASHES = re.compile(r"[ \t][-–—][ \t]|;[ \t]")
_NAMED = re.compile(r"(?:[^\W\d_][\w'’.-]{0,40}[ \t]){1,4}[^\W\d_][\w'’.-]{0,40}[ \t]?[,(–—-]")
_YEAR_LAST = re.compile(r"(?:\d{4}|\))[ \t]*\Z")
_PARTS = 2  # marks by which a line is known for a row


def begins_line(before: str, after: str) -> bool:
    """Whether a line of a list begins here and does not go on from the one before it.

    Args:
        before: The line before.
        after: The line, without the spaces before it.
    """
    if _ITEM.match(after) or _LABEL.match(after) or _is_row(_BARS, before, after):
        return True
    if not after[:1].isupper():
        return False
    return _is_row(_DASHES, before, after) or (
        _NAMED.match(after) is not None and _YEAR_LAST.search(before) is not None
    )


def _is_row(marks: re.Pattern[str], before: str, after: str) -> bool:
    return all(len(marks.findall(line)) >= _PARTS for line in (before, after))


__all__ = ["begins_line"]
