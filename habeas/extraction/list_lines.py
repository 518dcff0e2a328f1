"""Lines of lists: where a new one begins although the line before it has no full stop."""

from __future__ import annotations

import re

_ITEM = re.compile(r"\(?\d{1,3}[.)]\)?[ \t]+\S")
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
    if _ITEM.match(after) or _LABEL.match(after):
        return True
    for marks in (_BARS, _DASHES):
        if len(marks.findall(before)) >= _PARTS and len(marks.findall(after)) >= _PARTS and after[:1].isupper():
            return True
    return after[:1].isupper() and _NAMED.match(after) is not None and _YEAR_LAST.search(before) is not None


__all__ = ["begins_line"]
