"""The axis of liberty as intervals, and the answer on one day.

Custody is certain on a day only where a start vouches for it and nothing that may have ended it may lie between that
start and the day. A start is followed by the next one; a new arrest ends whatever was vouched for before. News (a
transfer, a state reported on an exact day) confirms the day itself and renews remand. Freedom is certain from the last
day on which the release may lie, until anything may have begun custody again. Everything else is not known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec.structs import replace

from habeas.model.vocabulary import HELD
from habeas.registry.casefile import NOT_KNOWN, OPEN_END, Evidence, Interval, Status
from habeas.registry.days import FIRST_DAY, LAST_DAY, bound, iso, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from habeas.registry.casefile import Case
    from habeas.registry.custody import Mark
    from habeas.registry.policy import Policy

HELD_VALUES = frozenset(HELD)


class LibertyAxis:
    """The marks of one person, sorted out once.

    Args:
        policy: How long remand is vouched for.
        marks: As `custody.marks_of` gives them.
    """

    def __init__(self, policy: Policy, marks: Sequence[Mark]) -> None:
        self.policy = policy
        self.starts = sorted((mark for mark in marks if mark.kind == "start"), key=lambda mark: mark.order)
        self.ends = sorted((mark for mark in marks if mark.kind == "end"), key=lambda mark: mark.order)
        self.news = [mark for mark in marks if mark.kind == "news"]
        limits = [mark for mark in marks if mark.kind == "limit"]
        # What may have ended custody: the ends, and the rulings after which nothing vouches for it any more.
        self.stops = [*(self._since_last_witness(end) for end in self.ends), *limits]
        # Sorted for look-up, so that a case of ten thousand reports costs no square of them.
        self._openers = sorted(mark.first for mark in self.starts if mark.opens)
        self._followers = [mark for mark in self.starts if not mark.opens]
        self._follower_orders = [mark.order for mark in self._followers]
        self._stops_by_last = sorted((stop.last, stop.first) for stop in self.stops)
        firsts = [first for _, first in reversed(self._stops_by_last)]
        self._earliest_stop = list(accumulate(firsts, min))[::-1]
        self._start_lasts = [start.last for start in self.starts]
        self._end_lasts = [end.last for end in self.ends]
        self._place = {end.key: place for place, end in enumerate(self.ends)}
        self._anew_from = {end.key: self.anew_from(end) for end in self.ends}

    def _since_last_witness(self, end: Mark) -> Mark:
        """Somebody reported free on a day was let go at some time since the last day on which he was witnessed held."""
        if end.type != "state":
            return end
        witnessed = [mark.last for mark in (*self.starts, *self.news) if mark.last < end.first]
        return replace(end, first=max(witnessed, default=FIRST_DAY - 1) + 1)

    def _necessary_start(self, end: Mark) -> Mark | None:
        """The start that must lie before a release although their dates overlap: who is released was held."""
        place = bisect_left(self._start_lasts, end.first)
        if place:
            last = self._start_lasts[place - 1]
            between = self.ends[bisect_left(self._end_lasts, last) : bisect_right(self._end_lasts, end.first)]
            if not any(other.first >= last for other in between if other is not end):
                return None
        overlapping = [start for start in self.starts[place:] if start.first <= end.last]
        return min(overlapping, key=lambda start: (start.first, start.last, start.key), default=None)

    def anew_from(self, end: Mark) -> int:
        """The first day on which custody may have begun anew after an end."""
        necessary = self._necessary_start(end)
        place = bisect_left(self._start_lasts, end.first)
        later = (start.first for start in self.starts[place:] if start is not necessary)
        return min(later, default=LAST_DAY + 1)

    def over_from(self, first: int) -> int:
        """The first day on which custody that began on a day, at the earliest, may be over."""
        place = bisect_left(self._stops_by_last, (first, 0))
        return self._earliest_stop[place] if place < len(self._earliest_stop) else LAST_DAY + 1

    def certain_of_start(self, start: Mark) -> tuple[int, int]:
        """The days on which a start makes custody certain; empty where the second lies before the first."""
        return start.last, min(start.vouched, self.over_from(start.first) - 1, self._followed_on(start))

    def _followed_on(self, start: Mark) -> int:
        """The last day before the next start takes over, or before a new arrest ends what was vouched for."""
        until = LAST_DAY
        place = bisect_right(self._openers, start.last)
        if place < len(self._openers):
            until = self._openers[place] - 1
        place = bisect_right(self._follower_orders, start.order)
        return min(until, self._followers[place].last - 1) if place < len(self._followers) else until

    def certain_of_news(self, news: Mark) -> tuple[int, int]:
        """The days on which news makes custody certain: the exact day told of, back to `since`, on while it renews."""
        day = news.last
        if news.first != news.last or not self._is_credible(news):
            return day, day - 1
        start_day, until = day, day
        if news.since is not None and news.since[1] <= day and self.over_from(news.since[0]) > day:
            start_day = news.since[1]
        found = [start for start in self.starts if start.last <= day]
        if found and found[-1].renews and self.over_from(found[-1].first) > day:
            until = min(day + self.policy.remand_days, self.over_from(day) - 1, self._followed_on(found[-1]), LAST_DAY)
        return start_day, max(day, until)

    def _is_credible(self, news: Mark) -> bool:
        """Whether no end before the day gainsays it, unless custody may have begun anew in between."""
        day = news.last
        since = news.since[0] if news.since else day
        return not any(
            end.last <= day
            and not (since > end.last and news.since)
            and ((end.type == "state" and end.last == day) or self._anew_from[end.key] > day)
            for end in self.ends
        )

    def certain_of_end(self, end: Mark) -> tuple[int, int]:
        """The days on which an end makes freedom certain."""
        if end.type == "state":
            blocked = end.first != end.last or any(news.first <= end.last <= news.last for news in self.news)
            return end.last, end.last - 1 if blocked else end.last
        until = min(self._anew_from[end.key] - 1, LAST_DAY)
        for news in self.news:
            since = news.since[0] if news.since and news.since[0] > end.last else news.first
            if news.first > end.last:
                until = min(until, since - 1)
        later = (other for other in self.ends[self._place[end.key] + 1 :] if other.type != "state")
        following = next(later, None)
        return end.last, min(until, following.last - 1) if following else until

    def next_end(self, mark: Mark) -> Mark | None:
        """The first end that certainly lies after a mark."""
        return next((end for end in self.ends if end.first > mark.last and end.type != "state"), None)

    def value_on(self, day: int) -> str:
        """The value of the last start before a day, where news itself tells none."""
        found = [start for start in self.starts if start.last <= day and start.vouched >= day]
        return found[-1].value if found else "held"


def liberty_intervals(axis: LibertyAxis, evidence: Callable[[Iterable[str]], Evidence]) -> tuple[Interval, ...]:
    """The axis of liberty in order of time; no day is certainly held and certainly free."""
    found = [_interval_of_start(axis, start, evidence) for start in axis.starts]
    found += [_interval_of_news(axis, news, evidence) for news in axis.news]
    found += [_interval_of_end(axis, end, evidence) for end in axis.ends]
    return tuple(
        sorted(
            found,
            key=lambda one: (one.possible_from, one.certain_from, one.certain_until, one.value, one.evidence.claim_ids),
        )
    )


def _certain(days: tuple[int, int]) -> tuple[str, str]:
    return (iso(days[0]), _until(days[1])) if days[0] <= days[1] else ("", "")


def _until(day: int) -> str:
    return OPEN_END if day >= LAST_DAY else iso(day)


def _witnessed(mark: Mark) -> str:
    """The date of a mark; empty where it does not say a year."""
    return mark.date if mark.first > FIRST_DAY and "XXXX" not in mark.date else ""


def _interval_of_start(axis: LibertyAxis, start: Mark, evidence: Callable[[Iterable[str]], Evidence]) -> Interval:
    days = axis.certain_of_start(start)
    certain_from, certain_until = _certain(days)
    ended = axis.next_end(start)
    possible = min(start.vouched + start.last - start.first, LAST_DAY)
    if ended is not None:
        possible = min(possible, ended.last)
    return Interval(
        value=start.value,
        certain_from=certain_from,
        certain_until=certain_until,
        possible_from=bound(start.first),
        possible_until=_until(max(possible, start.first, days[1])),
        start=start.date,
        end=ended.date if ended is not None and ended.first <= start.vouched + 1 else "",
        last_reported=_witnessed(start),
        reason=start.reason,
        evidence=evidence(start.claims),
        calculated=start.calculated and bool(certain_until) and days[1] == start.vouched,
    )


def _interval_of_news(axis: LibertyAxis, news: Mark, evidence: Callable[[Iterable[str]], Evidence]) -> Interval:
    days = axis.certain_of_news(news)
    certain_from, certain_until = _certain(days)
    return Interval(
        value=news.value if news.type == "state" else axis.value_on(news.last),
        certain_from=certain_from,
        certain_until=certain_until,
        possible_from=bound(min(news.first, days[0])),
        possible_until=_until(max(news.last, days[1])),
        start=news.date,
        end="",
        last_reported=_witnessed(news),
        reason="reported on that day" if days[1] <= days[0] else "news of custody",
        evidence=evidence(news.claims),
    )


def _interval_of_end(axis: LibertyAxis, end: Mark, evidence: Callable[[Iterable[str]], Evidence]) -> Interval:
    days = axis.certain_of_end(end)
    certain_from, certain_until = _certain(days)
    return Interval(
        value=end.value,
        certain_from=certain_from,
        certain_until=certain_until,
        possible_from=bound(end.first),
        possible_until=_until(max(days[1], end.last)),
        start=end.date,
        end="",
        last_reported=_witnessed(end),
        reason="reported on that day" if end.type == "state" else "until news",
        evidence=evidence(end.claims),
    )


def status_on(case: Case, day: str) -> Status:
    """What is known of a person's liberty on a day.

    Args:
        case: The case, whatever was left out of it.
        day: ISO day.

    Returns:
        A value of the axis only where an interval makes it certain; `not known` otherwise, with the last day on which
        somebody bore witness that the person was held.
    """
    certain = [one for one in case.liberty if one.certain_from and one.certain_from <= day <= one.certain_until]
    held = {one.value in HELD_VALUES for one in certain}
    witnessed = [
        one for one in case.liberty if one.value in HELD_VALUES and one.possible_from <= day and one.last_reported
    ]
    witness = max(witnessed, key=lambda one: (one.certain_from or one.possible_from, one.possible_from), default=None)
    last = witness.last_reported if witness else ""
    if len(held) == 1:
        best = max(certain, key=lambda one: (one.certain_from, one.possible_from, one.value))
        return Status(day, best.value, held.pop(), (), last, _words_of(best), best.evidence, best.calculated)
    possible = tuple(sorted({one.value for one in case.liberty if one.possible_from <= day <= one.possible_until}))
    words = f"{NOT_KNOWN} (last reported held on {spoken(last)})" if last else NOT_KNOWN
    return Status(day, NOT_KNOWN, None, possible, last, words, witness.evidence if witness else Evidence((), 0))


def _words_of(interval: Interval) -> str:
    words = interval.value.replace("_", " ")
    if interval.start:
        since = spoken(interval.start)
        words += f" since {since}" if "reported" not in interval.reason else f", reported on {since}"
    else:
        words += ", since when is not known"
    return f"{words} (calculated end)" if interval.calculated else words
