"""Texts within a report that have a day of their own: posts, captions and reprints; "today" in them is that day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import ParsedText
    from habeas.extraction.values.found_dates import FoundDate
    from habeas.model import DateExpression


def _any(key: str) -> str:
    return "|".join(sorted(re.escape(word) for word in word_list("dates", key)))


# Behind the name of the author: "(@testova) March 12, 2022".
_POSTED = re.compile(r"\(@\w{1,40}\)\s*\Z")
# "This statement was originally published on example.org on 31 December 2021."
_REPRINTED = re.compile(
    rf"(?:\bthis\b[^.;\n]{{0,40}}|(?:\A|\n)\W{{0,4}})\b(?:{_any('reprinting')})\s+(?:{_any('printed')})\b"
    r"(?:[^.;\n]|\.(?=\S)){0,80}\Z",
    re.IGNORECASE,
)
# "In this photo taken December 14, 2020, .."
_PICTURED = re.compile(
    rf"\b(?:{_any('pictures')})\b[^.;\n]{{0,40}}\b(?:{_any('pictured')})\s+(?:on\s+)?\Z", re.IGNORECASE
)
# What stands before the report begins: "MINSK, May 5 (AP) - ", "(GENEVA, 5 May 2021) – ".
_DATELINE = re.compile(r"\(?[A-Z][^\n.;:!?–—]{1,60}\Z")
_DATELINE_END = re.compile(r"(?:,? \d{4})?[^\n.;:!?–—]{0,30}(?:[–—]|--| - )|: ")  # "The Lamp Project, 5 May 2021: "
# "In August, Mr Testov – a writer – was .." opens with a day, and with no place.
_OPENING = word_list("fronted_days", "opening")
_LONGEST_POST = 700
_HEAD, _HEAD_DATES, _TOP, _LONGEST_TITLE = 400, 4, 6, 140  # where the title of a bulletin may stand
_WEEK, _THIS_WEEK = "week:", "week:0"
_LOOK_BACK = 180


def anchor_dates(parsed: ParsedText, dates: list[FoundDate]) -> list[FoundDate]:
    """The dates of a text; those inside a dated post, caption or reprint, or behind a dateline, counted from its day.

    Args:
        parsed: The text.
        dates: Its dates, in order.
    """
    dates = _of_period(parsed.text, dates)
    days = [date for date in dates if _is_whole_day(date.expression)]
    posts = [day for day in days if is_signature(parsed.text, day)]
    reprints = [day for day in days if _REPRINTED.search(_before(parsed.text, day))]
    captions = {
        parsed.sentence_of(words[0]).number: day
        for day in days
        if _PICTURED.search(_before(parsed.text, day)) and (words := parsed.words_in(day.start, day.end))
    }
    headed = [day for day in days if is_in_dateline(parsed.text, day)]
    if not (posts or reprints or captions or headed):
        return dates
    heads = [day.start for day in headed]
    starts = [post.start for post in posts]
    found = []
    for date in dates:
        at = bisect_left(starts, date.end)
        own = posts[at] if at < len(posts) and _is_in_post(parsed.text, date, posts[at]) else None
        words = parsed.words_in(date.start, date.end)
        pictured = captions.get(parsed.sentence_of(words[0]).number) if words else None
        begun = bisect_right(heads, date.start - 1)
        dateline = headed[begun - 1] if begun else None
        day = own or pictured or dateline or (reprints[0] if len(reprints) == 1 else None)
        found.append(replace(date, expression=_lean(date.expression, day.expression)) if day is not None else date)
    return found


def is_in_dateline(text: str, date: FoundDate) -> bool:
    """As in "MINSK, May 5 (AP) - Police ..": the day of the report, not that of what it tells."""
    start = text.rfind("\n", max(0, date.start - 64), date.start) + 1
    if not start and date.start >= 64:  # the line begins farther back than any dateline
        return False
    before = _DATELINE.match(text, start, date.start)
    place = text[start : date.start].replace("(", " ").split(",")[0].split()
    named = before is not None and all(word[:1].isupper() or word.isdigit() for word in place)
    named = named and not (place and place[0].casefold() in _OPENING)
    if text[date.end : date.end + 1] == ":" and not _is_whole_day(date.expression):
        return False  # "ORIGINAL ENTRY, JULY 14: four were charged"
    return named and _DATELINE_END.match(text, date.end, date.end + 48) is not None


def _of_period(text: str, dates: list[FoundDate]) -> list[FoundDate]:
    """As in "Bulletin 15: April 9-15", where "this week" is the week of which it tells, whenever it came out."""
    period = next((date for date in dates[:_HEAD_DATES] if _is_period(text, date)), None)
    if period is None:
        return dates
    line = text[text.rfind("\n", 0, period.start) + 1 : period.start]
    weeks = [d.expression.rule for d in dates if d.expression.rule.startswith(_WEEK) and d.end <= period.start]
    rule = weeks[-1] if weeks and len(line) > period.start - dates[0].start else _THIS_WEEK
    whole = structs.replace(period.expression, anchor="", anchor_date=None)
    return [
        replace(date, expression=structs.replace(whole, wording=date.expression.wording))
        if date.expression.rule == rule and date.start > period.end
        else date
        for date in dates
    ]


def _is_period(text: str, date: FoundDate) -> bool:
    """Whether a stretch of days stands in the title of a bulletin, or in a line of its own near the top."""
    if date.expression.rule != "interval" or len(date.expression.parts) != 2 or date.start > _HEAD:
        return False
    if any(part.value.count("-") != 2 for part in date.expression.parts):
        return False
    start, end = text.rfind("\n", 0, date.start) + 1, text.find("\n", date.end)
    line = text[start : end if end >= 0 else len(text)].strip()
    return len(line) <= _LONGEST_TITLE and line[-1:] not in (".", "!", "?", ":") and text.count("\n", 0, start) <= _TOP


def is_signature(text: str, date: FoundDate) -> bool:
    """Whether a date says when a post was sent, behind the name of its author."""
    return _POSTED.search(text, max(0, date.start - 48), date.start) is not None


def _before(text: str, date: FoundDate) -> str:
    return text[max(0, date.start - _LOOK_BACK) : date.start]


def _is_in_post(text: str, date: FoundDate, post: FoundDate) -> bool:
    return post.start - date.end < _LONGEST_POST and "\n" not in text[date.end : post.start]


def _is_whole_day(expression: DateExpression) -> bool:
    value = expression.value
    return value.count("-") == 2 and not value.startswith("X") and not expression.anchor and not expression.rule


def _lean(expression: DateExpression, day: DateExpression) -> DateExpression:
    """The same, counted from a day instead of the day of publication."""
    changes: dict[str, object] = {}
    if expression.parts:
        changes["parts"] = tuple(_lean(part, day) for part in expression.parts)
    if expression.anchor_date is not None:
        changes["anchor_date"] = _lean(expression.anchor_date, day)
    elif expression.anchor == "publication":
        changes.update(anchor="date", anchor_date=day)
    return structs.replace(expression, **changes) if changes else expression


__all__ = ["anchor_dates", "is_in_dateline", "is_signature"]
