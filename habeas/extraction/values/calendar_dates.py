"""Dates of the calendar: days, months, years and decades, with the year that a text names beside them or by its place.

Each rule takes a place in the tokens and gives `(node, next place)` or None. Nothing here guesses a number that is not
written.
"""

from __future__ import annotations

from dataclasses import replace

from habeas.extraction.values.date_nodes import Node
from habeas.extraction.values.date_tokens import TokenReader

Match = tuple[Node, int] | None
_THIS_CENTURY = 70  # "-69" is 2069, "-70" is 1970
_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class CalendarGrammar(TokenReader):
    """Reads dates of the calendar at a place in a list of tokens."""

    def year_at(self, i: int) -> tuple[str, int] | None:
        """A written year at `i`."""
        number = self.number(i)
        if 1900 <= number <= 2099 and len(self.tokens[i].text) == 4:
            return str(number), i + 1
        return None

    def bare_year(self, i: int) -> Match:
        """A year, whatever stands beside it."""
        year = self.year_at(i)
        return (self.node(i, year[1], year=year[0]), year[1]) if year else None

    def day_number(self, i: int) -> tuple[int, int] | None:
        """A day of a month as a number: 7, 7th, the 7th."""
        the = self.word(i, "the")
        at = the[1] if the else i
        number = self.number(at)
        if not 1 <= number <= 31 or len(self.tokens[at].text) > 2:
            return None
        suffix = self.word(at + 1, "ordinal_suffix")
        if suffix and not self.tokens[at + 1].spaced:
            return number, suffix[1]
        hyphen = self.low(at + 1) == "-" and self.word(at + 2, "ordinal_suffix")
        if hyphen:
            return number, hyphen[1]
        return None if the else (number, at + 1)

    def month_at(self, i: int) -> tuple[int, int] | None:
        """A month, with the full stop of its short form."""
        found = self.word(i, "month")
        if not found:
            return None
        at = found[1]
        short = self.low(at) == "." and not self.tokens[at].spaced and len(self.tokens[at - 1].text) <= 4
        return int(found[0]), at + 1 if short and at + 1 < len(self.tokens) else at

    def tail_year(self, i: int, *, comma: bool) -> tuple[str, Node | None, int] | None:
        """A year behind a month or day: `2021`, `, 2021`, `of 2021`, `last year`, `of this year`."""
        at = i + 1 if comma and self.low(i) == "," else i
        year = self.year_at(at) or self.short_year_at(at)
        if year and not self._is_counted(year[1]):
            return year[0], None, year[1]
        of = self.word(i, "of")
        at = of[1] if of else i
        if of and (year := self.year_at(at)):
            return year[0], None, year[1]
        which = self.word(at, "which")
        unit = self.word(which[1], "unit") if which else None
        if which and unit and unit[0] == "y":
            anchor = self.node(at, unit[1], rules=(f"add:{which[0]}y",), anchor="publication")
            return "", anchor, unit[1]
        context = self.word(at, "context")
        unit = self.word(context[1], "unit") if context else None
        if context and unit and unit[0] == "y":  # "in August of that year"
            anchor = self.node(at, unit[1], rules=(f"add:{context[0]}y",), anchor="date", needs="y")
            return "", anchor, unit[1]
        return None

    def _is_counted(self, i: int) -> bool:
        return self.low(i) in self.words.guards.get("not_a_year_before", ())

    def with_year(self, node: Node, i: int, *, comma: bool) -> tuple[Node, int]:
        """The node with the year that stands behind it, or pointing to the nearest one."""
        found = self.tail_year(i, comma=comma)
        if found is None:
            return replace(node, rules=("nearest",), anchor="publication"), i
        year, anchor, at = found
        wide = node.spread(node.start, self.tokens[at - 1].end)
        if anchor is not None:
            return replace(wide, rules=("nearest_past",), anchor="date", anchor_node=anchor, needs=anchor.needs), at
        return replace(wide, year=year), at

    def _weekday_prefix(self, i: int) -> int:
        found = self.word(i, "weekday")
        if not found:
            return i
        at = found[1]
        return at + 1 if self.low(at) in (",", ".", "(") else at

    def _day_in_words(self, i: int) -> tuple[int, int] | None:
        """A day of a month in words: `the third of May`."""
        the = self.word(i, "the")
        ordinal = self.word(the[1], "ordinal") if the else None
        named = ordinal is not None and int(ordinal[0]) > 0 and self.word(ordinal[1], "of") is not None
        return (int(ordinal[0]), ordinal[1]) if ordinal is not None and named else None

    def numeric(self, i: int) -> Match:
        """A day in figures: `12.03.2021`, `2021-03-12`, `23-Feb-21`, `3/5/21`."""
        a, b, c, sign = self.number(i), self.number(i + 2), self.number(i + 4), self.low(i + 1)
        named = self.word(i + 2, "month")  # "23-Feb-21"
        b = int(named[0]) if named and named[1] == i + 3 else b
        apart = min(a, b, c) < 0 or sign not in ("-", ".", "/") or self.low(i + 3) != sign
        if apart or any(self.tokens[i + k].spaced for k in (1, 2, 3, 4)):
            return None
        # "03.05.21" is a day, "3.5.21" as often the number of an article
        full = sign == "/" or all(len(self.tokens[i + k].text) == len("03") for k in (0, 2))
        full = full and sign != "-" and self.low(i - 1) not in self.words.guards.get("not_a_year_after", ())
        short = (named or full) and len(self.tokens[i + 4].text) == len("21")
        c += (2000 if c < _THIS_CENTURY else 1900) if short else 0
        if 1900 <= a <= 2099 and len(self.tokens[i].text) == len("2021"):
            a, c = c, a
        elif 1900 <= c <= 2099:
            a, b = (b, a) if b > 12 else (a, b)
        else:
            return None
        known = 1 <= b <= 12 and 1 <= a <= _DAYS[b]
        return (self.node(i, i + 5, year=str(c), month=b, day=a), i + 5) if known else None

    def day(self, i: int) -> Match:
        """A day of a month: `Friday, 12 March 2021`, `March 12th`."""
        at = self._weekday_prefix(i)
        day = self.day_number(at) or self._day_in_words(at)
        if day:
            of = self.word(day[1], "of")
            month = self.month_at(of[1] if of else day[1])
            if month and day[0] <= _DAYS[month[0]]:
                node = self.node(i, month[1], month=month[0], day=day[0])
                return self.with_year(node, month[1], comma=True)
        month = self.month_at(at)
        if month:
            day = self.day_number(month[1])
            if day and day[0] <= _DAYS[month[0]] and not self._is_time(day[1]):
                node = self.node(i, day[1], month=month[0], day=day[0])
                return self.with_year(node, day[1], comma=True)
        return None

    def year_first(self, i: int) -> Match:
        """A day behind its year: `2014, March 14`."""
        year = self.year_at(i)
        day = self.day(year[1] + 1) if year and self.low(year[1]) == "," else None
        if not year or not day or day[0].rules != ("nearest",):
            return None
        node = day[0].spread(self.tokens[i].start, 0)
        return replace(node, year=year[0], rules=(), anchor=""), day[1]

    def _is_time(self, i: int) -> bool:
        return self.low(i) == ":" and self.number(i + 1) >= 0

    def month(self, i: int) -> Match:
        """A month: `March 2021`, `last March`, `last year's March`."""
        owned = self._month_of_year(i)
        if owned:
            return owned
        which = self.word(i, "which")
        month = self.month_at(which[1] if which else i)
        if not month:
            return None
        node = self.node(i, month[1], month=month[0])
        if which and which[0] == 0:
            anchor = Node(node.start, node.end, rules=("add:0y",), anchor="publication")
            return replace(node, rules=("nearest_past",), anchor="date", anchor_node=anchor), month[1]
        if which and which[0] == 1:
            return replace(node, rules=("nearest_future",), anchor="publication"), month[1]
        return self.with_year(node, month[1], comma=True)

    def _month_of_year(self, i: int) -> Match:
        """A month behind the year that it is of: `last year's September protests`."""
        year = self.owning_year(i)
        month = self.month_at(year[1]) if year else None
        return (self.of_that_year(year[0], i, month[1], month[0]), month[1]) if year and month else None

    def which_unit(self, i: int) -> Match:
        """A week, month or year by its place: `last week`, `this year`."""
        which = self.word(i, "which")
        unit = self.word(which[1], "unit") if which else None
        if not which or not unit or unit[0] not in ("w", "m", "y"):
            return None
        step = f"week:{which[0]}" if unit[0] == "w" else f"add:{which[0]}{unit[0]}"
        return self.node(i, unit[1], rules=(step,), anchor="publication"), unit[1]

    def owning_year(self, i: int) -> Match:
        """A year that owns what stands behind it: `last year's`."""
        year = self.which_unit(i)
        owns = year and year[0].rules[-1].endswith("y") and self.low(year[1]) in ("'", "’")
        return (year[0], year[1] + 2) if year and owns and self.low(year[1] + 1) == "s" else None

    def of_that_year(self, year: Node, i: int, end: int, month: int, day: int = 0) -> Node:
        """A month or day of a year named by its place: `last year's September`."""
        return self.node(i, end, month=month, day=day, rules=("nearest_past",), anchor="date", anchor_node=year)

    def year(self, i: int) -> Match:
        """A year that stands where years do; 2021 of a count is none."""
        year = self.year_at(i)
        if not year:
            return None
        guards = self.words.guards
        before, after = self.low(i - 1), self.low(year[1])
        if before in guards.get("not_a_year_after", ()) or after in guards.get("not_a_year_before", ()):
            return None
        if int(year[0]) % 100 == 0 and after in guards.get("counted", ()):
            return None
        glued = year[1] < len(self.tokens) and not self.tokens[year[1]].spaced and after not in ",.;:)]–—-!?'’\"”"
        known = before in guards.get("year_after", ()) or after in guards.get("year_before", ())
        if glued or not (known or not after or after in ",.;:)]!?" or i == 0):
            return None
        return self.node(i, year[1], year=year[0]), year[1]

    def decade(self, i: int) -> Match:
        """A decade: `the 1990s`, `the nineties`."""
        the = self.word(i, "the")
        at = the[1] if the else i
        word = self.word(at, "decade_word")
        if word and the:
            return self.node(i, word[1], year=f"{word[0]}X"), word[1]
        number = self.number(at)
        if 1900 <= number <= 2090 and number % 10 == 0:
            hyphen = at + 2 if self.low(at + 1) in ("-", "'", "’") else at + 1
            suffix = self.word(hyphen, "decade_suffix")
            if suffix and not self.tokens[hyphen].spaced:
                return self.node(i, suffix[1], year=f"{number // 10}X"), suffix[1]
        return None
