"""From days to places on a line, and the days worth naming under it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS_3

_MOST_TICKS = 10
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240)  # months between ticks


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of days on a stretch of the drawing.

    Attributes:
        first, last: The days at the ends.
        left, right: Where they lie.
    """

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def over(cls, first: date, last: date, left: float, right: float) -> "Scale":
        """A scale with a little air at both ends; at least ninety days long."""
        air = max((last - first).days // 25, (90 - (last - first).days) // 2, 5)
        start = date.fromordinal(max(1, first.toordinal() - air))
        return cls(start, date.fromordinal(min(date.max.toordinal(), last.toordinal() + air)), left, right)

    def x(self, day: date) -> float:
        """The place of a day; days outside lie at the ends."""
        share = (day - self.first) / (self.last - self.first)
        return round(self.left + max(0.0, min(1.0, share)) * (self.right - self.left), 1)


def choose_ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Firsts of months between two days, far enough apart to be read, with their words."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in _STEPS if months / step <= _MOST_TICKS), _STEPS[-1])
    number = first.year * 12 + first.month - 1
    number = -(-number // step) * step
    ticks: list[tuple[date, str]] = []
    while number // 12 <= last.year:
        day = date(number // 12, number % 12 + 1, 1)
        if day > last:
            break
        if day >= first:
            ticks.append((day, _words(day, alone=not ticks, step=step)))
        number += step
    return ticks or [(first + timedelta(days=1), str(first.year))]


def _words(day: date, *, alone: bool, step: int) -> str:
    if step >= 12:
        return str(day.year)
    month = str(MONTHS_3[day.month]).capitalize()
    return f"{month} {day.year}" if alone or day.month == 1 else month
