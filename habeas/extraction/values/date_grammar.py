"""Single dates: those of the calendar, their parts, weekdays, relative and dependent dates.

One recursive-descent grammar, whose words come from the pack. Each rule takes a place in the tokens and
gives `(node, next place)` or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from habeas.extraction.values.calendar_dates import CalendarGrammar, Match

if TYPE_CHECKING:
    from habeas.extraction.lexicon.date_words import DateWords, Token

# Rules, each behind the classes of words of which one stands where it begins.
Rules = tuple[tuple[tuple[str, ...], Callable[[Any, int], Match]], ...]
# The classes of words with which a single date begins.
SINGLE = (
    *("figure", "number", "ordinal", "month", "weekday", "season", "night", "part", "relative_day", "relative_year"),
    *("the", "which", "within", "context"),
)


class Grammar(CalendarGrammar):
    """Reads single dates at a place in a list of tokens."""

    def __init__(self, words: DateWords, tokens: list[Token]) -> None:
        super().__init__(words, tokens)
        self._found: dict[int, Match] = {}

    def single(self, i: int) -> Match:
        """The longest single date at `i`."""
        if i not in self._found:
            self._found[i] = self.longest(i, self._SINGLES)
        return self._found[i]

    def longest(self, i: int, rules: Rules) -> Match:
        """What reaches farthest of the rules that can begin at `i`; of two that reach as far, the first."""
        best: Match = None
        classes = self.classes(i)
        for openings, rule in rules:
            found = None if classes.isdisjoint(openings) else rule(self, i)
            if found and (best is None or found[1] > best[1]):
                best = found
        return best

    def _part(self, i: int) -> Match:
        part = self.word(i, "part")
        if not part:
            return None
        at = part[1] + 1 if self.low(part[1]) in ("-", "–") else part[1]
        within = self.word(at, "in")  # "late in May"
        at = within[1] if within else at
        if self.word(at, "weekday"):
            found = self._weekday(at)
            return (found[0].spread(self.tokens[i].start, 0), found[1]) if found else None
        the = self.word(at, "the")
        unit = self.word(the[1] if the else at, "unit")
        if the and unit and unit[0] in ("y", "m"):
            rules = (f"add:0{unit[0]}", f"part:{part[0]}")
            return self.node(i, unit[1], rules=rules, anchor="publication"), unit[1]
        found = self.month(at) or self.which_unit(at) or self._relative_year(at) or self.bare_year(at)
        if found is None or found[0].day or any(rule.startswith("week") for rule in found[0].rules):
            return None
        return found[0].spread(self.tokens[i].start, 0).then(f"part:{part[0]}"), found[1]

    def _half(self, i: int) -> Match:
        the = self.word(i, "the")
        at = the[1] if the else i
        ordinal = self.word(at, "ordinal")
        half = self.word(ordinal[1], "half") if ordinal else None
        if not ordinal or not half:
            return None
        of = self.word(half[1], "of")
        count = 12 // int(half[0])
        number = int(ordinal[0]) if int(ordinal[0]) > 0 else count
        step = f"{'quarter' if half[0] == 3 else 'half'}:{number}"
        found = self.which_unit(of[1] if of else half[1]) or self._relative_year(of[1] if of else half[1])
        year = self.year_at(of[1] if of else half[1])
        if number > count:
            return None
        if year:
            return self.node(i, year[1], year=year[0], rules=(step,)), year[1]
        if found and found[0].rules[-1].endswith("y"):
            return found[0].spread(self.tokens[i].start, 0).then(step), found[1]
        return None

    def _season(self, i: int) -> Match:
        the = self.word(i, "the")
        which = None if the else self.word(i, "which")
        at = the[1] if the else which[1] if which else i
        season = self.word(at, "season")
        if not season:
            return None
        step = f"season:{season[0]}"
        of = self.word(season[1], "of")
        year = self.year_at(of[1] if of else season[1])
        if year:
            end, written = year[1], year[0]
            if self.low(end) in ("-", "–", "/") and len(self.low(end + 1)) in (2, 4) and self.number(end + 1) > 0:
                written, end = written[:2] + self.low(end + 1)[-2:], end + 2
            return self.node(i, end, year=written, rules=(step,)), end
        tail = self.tail_year(season[1], comma=False)
        if tail and tail[1]:
            return replace(tail[1], rules=(*tail[1].rules, step)).spread(self.tokens[i].start, 0), tail[2]
        if which:
            back = -1 if which[0] == -1 and season[0] != "winter" else 1 if which[0] == 1 else 0
            return self.node(i, season[1], rules=(f"add:{back}y", step), anchor="publication"), season[1]
        return None

    def _weekday(self, i: int) -> Match:
        which = self.word(i, "which")
        day = self.word(which[1] if which else i, "weekday")
        if not day:
            return None
        step = f"weekday:{day[0]}"
        at = day[1]
        time = self.word(at, "daytime")
        at = time[1] if time else at
        if which and which[0] in (-1, 1):
            step += ":before" if which[0] == -1 else ":after"
        last = self.word(at, "before_last")
        if last:  # "the Friday before last"
            step = f"weekday:{day[0]}:before"
            anchor = self.node(i, last[1], rules=(step,), anchor="publication")
            return self.node(i, last[1], rules=(step,), anchor="date", anchor_node=anchor), last[1]
        week = self.word(at, "which")
        unit = self.word(week[1], "unit") if week else None
        if week and unit and unit[0] == "w":
            anchor = self.node(at, unit[1], rules=(f"week:{week[0]}",), anchor="publication")
            rules = (f"weekday:{day[0]}:past",)
            return self.node(i, unit[1], rules=rules, anchor="date", anchor_node=anchor), unit[1]
        return self.node(i, at, rules=(step,), anchor="publication"), at

    def _relative_day(self, i: int) -> Match:
        found = self.word(i, "relative_day")
        if not found:
            return None
        return self.node(i, found[1], rules=(f"add:{found[0]}d",), anchor="publication"), found[1]

    def _relative_year(self, i: int) -> Match:
        found = self.word(i, "relative_year")
        if not found:
            return None
        return self.node(i, found[1], rules=(f"add:{found[0]}y",), anchor="publication"), found[1]

    def _within(self, i: int) -> Match:
        word = self.word(i, "within")
        found = self.which_unit(word[1]) if word else None
        return (found[0].spread(self.tokens[i].start, 0), found[1]) if found else None

    def amount(self, i: int) -> tuple[int, str, int] | None:
        """A number and a unit: `two weeks`, `a year`, `10 days`."""
        number = self.word(i, "number")
        count = int(number[0]) if number else self.number(i)
        at = number[1] if number else i + 1
        unit = self.word(at, "unit")
        if not 0 < count < 200 or not unit:
            return None
        name = str(unit[0])
        return count * int(name[:-1] or 1), name[-1], unit[1]

    def _ago(self, i: int) -> Match:
        amount = self.amount(i)
        if not amount:
            return None
        count, unit, at = amount
        ago = self.word(at, "ago")
        if ago:
            rules = (f"add:-{count}{unit}", *(("approximate",) if unit == "w" else ()))
            return self.node(i, ago[1], rules=rules, anchor="publication"), ago[1]
        for name, sign in (("earlier", "-"), ("later", "")):
            word = self.word(at, name)
            if word and not (self.low(at) == "before" and self.low(word[1]) not in ("", ",", ".", ";")):
                rules = (f"add:{sign}{count}{unit}", *(("approximate",) if unit == "w" else ()))
                return self.node(i, word[1], rules=rules, anchor="date", needs=unit), word[1]
        return None

    def _context(self, i: int) -> Match:
        word = self.word(i, "context")
        unit = self.word(word[1], "unit") if word else None
        time = self.word(word[1], "daytime") if word else None
        if word and time:  # "that evening", "the next morning"
            return self.node(i, time[1], rules=(f"add:{word[0]}d",), anchor="date", needs="d"), time[1]
        month = self.month_at(word[1]) if word and word[0] else None
        if word and month:  # "the following March"
            rule = "nearest_future" if word[0] == 1 else "nearest_past"
            return self.node(i, month[1], month=month[0], rules=(rule,), anchor="date", needs="m"), month[1]
        if not word or not unit or unit[0] not in ("d", "w", "m", "y"):
            return None
        step = f"week:{word[0]}" if unit[0] == "w" else f"add:{word[0]}{unit[0]}"
        return self.node(i, unit[1], rules=(step,), anchor="date", needs=str(unit[0])), unit[1]

    def _day_of_month(self, i: int) -> Match:
        """A day of a month told by its distance: `the 5th of this month`, `the 12th of the same month`."""
        day = self.day_number(i)
        of = self.word(day[1], "of") if day else None
        if not day or not of or day[1] == i + 1:  # "5 of this month's prisoners"
            return None
        found = self.which_unit(of[1]) or self._context(of[1])
        if not found or not found[0].rules or not found[0].rules[-1].endswith("m"):
            return None
        return found[0].spread(self.tokens[i].start, 0).then(f"day:{day[0]}"), found[1]

    def _night(self, i: int) -> Match:
        word = self.word(i, "night")
        if not word:
            return None
        first = self.day_number(word[1])
        if not first or self.low(first[1]) not in ("-", "–", "/"):
            found = self.day(word[1]) or self._weekday(word[1]) or self._relative_day(word[1])
            return (found[0].spread(self.tokens[i].start, 0), found[1]) if found else None
        return None

    _SINGLES: ClassVar[Rules] = (
        (("figure",), CalendarGrammar.numeric),
        (("relative_day",), _relative_day),
        (("relative_year",), _relative_year),
        (("part",), _part),
        (("the", "ordinal"), _half),
        (("the", "which", "season"), _season),
        (("night",), _night),
        (("figure", "the", "month", "weekday"), CalendarGrammar.day),
        (("figure",), CalendarGrammar.year_first),
        (("which", "month"), CalendarGrammar.month),
        (("figure", "number"), _ago),
        (("context",), _context),
        (("within",), _within),
        (("figure", "the"), _day_of_month),
        (("which",), CalendarGrammar.which_unit),
        (("which", "weekday"), _weekday),
        (("figure", "the"), CalendarGrammar.decade),
        (("figure",), CalendarGrammar.year),
    )
