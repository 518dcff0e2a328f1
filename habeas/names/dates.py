"""Birth dates, mostly partial, as evidence: levels and log-odds for one pair and for columns.

A date is any EDTF text of `habeas.model.dates`, or empty. Days, months and years are compared digit by digit, since
lists err in one of them at a time; of intervals, sets and decades only the year counts, where they lie within one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from habeas.model.dates import parse_date
from habeas.model.errors import DateError
from habeas.packs import load_table

DATE_LEVELS = (
    "unknown", "same day", "same new year's day", "same month", "same year", "day differs", "day and month swapped",
    "month differs", "year differs by a digit", "years side by side", "different",
)  # fmt: skip
(UNKNOWN, SAME_DAY, SAME_NEW_YEAR, SAME_MONTH, SAME_YEAR, DAY, SWAPPED, MONTH, YEAR_DIGIT, YEARS_BESIDE, DIFFERENT) = (
    range(11)
)
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")


@lru_cache(maxsize=200_000)
def read_date(text: str) -> tuple[int, int, int]:
    """Year, month, day; 0 where unknown. What is no date of the grammar is unknown, never an error: lists hold worse.

    Example:
        >>> read_date("1962-09"), read_date(""), read_date("1962-09-25~")
        ((1962, 9, 0), (0, 0, 0), (1962, 9, 25))
    """
    text = text.strip()
    match = _PLAIN.fullmatch(text)
    if match:
        year, month, day = (int(part or 0) for part in match.groups())
        return (year, month, day) if year and month <= 12 and day <= 31 else (year, 0, 0)
    if not text:
        return 0, 0, 0
    try:
        date = parse_date(text)
    except DateError:
        return 0, 0, 0
    if date.year_unknown or date.earliest is None or date.latest is None or date.earliest.year != date.latest.year:
        return 0, 0, 0
    return date.earliest.year, 0, 0


def read_dates(texts: Sequence[str]) -> NDArray[np.int16]:
    """Years, months, days, shape (dates, 3)."""
    return np.array([read_date(text) for text in texts], dtype=np.int16).reshape(len(texts), 3)


def date_levels(a: NDArray[np.int16], b: NDArray[np.int16]) -> NDArray[np.uint8]:
    """Levels of two columns of dates, each of shape (pairs, 3)."""
    year_a, month_a, day_a = a.T
    year_b, month_b, day_b = b.T
    years, months, days = year_a == year_b, month_a == month_b, day_a == day_b
    apart = np.abs(year_a - year_b)
    full = (day_a > 0) & (day_b > 0)
    monthly = (month_a > 0) & (month_b > 0)
    digit = (apart % 10 == 0) | (apart % 100 == 0) | (apart == 1)
    # The first that holds wins.
    choices = (
        ((year_a == 0) | (year_b == 0), UNKNOWN),
        (full & years & months & days & (month_a == 1) & (day_a == 1), SAME_NEW_YEAR),
        (full & years & months & days, SAME_DAY),
        (years & ~monthly, SAME_YEAR),
        (years & months & ~full, SAME_MONTH),
        (full & years & (day_a == month_b) & (month_a == day_b), SWAPPED),
        (full & years & months, DAY),
        (full & years & days, MONTH),
        (full & months & days & digit, YEAR_DIGIT),
        (~monthly & (apart == 1), YEARS_BESIDE),
    )
    levels = np.select([test for test, _ in choices], [level for _, level in choices], default=DIFFERENT)
    return levels.astype(np.uint8)


@lru_cache(maxsize=1)
def date_weights() -> NDArray[np.float64]:
    """Log-odds by level, from the table `world/record_weights`."""
    table = load_table("world", "record_weights")["birth"]
    return np.array([float(table[level]) for level in DATE_LEVELS])


def date_level(a: str, b: str) -> int:
    """Level of two dates.

    Example:
        >>> DATE_LEVELS[date_level("1962", "1962-09-25")], DATE_LEVELS[date_level("1962-05-04", "1962-04-05")]
        ('same year', 'day and month swapped')
    """
    return int(date_levels(read_dates([a]), read_dates([b]))[0])
