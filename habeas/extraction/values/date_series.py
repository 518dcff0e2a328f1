"""Dates that hold several: intervals, lists, alternatives, open ends; and dates of which the text is not sure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from habeas.extraction.values.date_grammar import SINGLE, Grammar, Rules
from habeas.extraction.values.date_nodes import Node

if TYPE_CHECKING:
    from habeas.extraction.values.calendar_dates import Match

_DASHES = ("-", "–", "—")


class SeriesGrammar(Grammar):
    """Reads whole date expressions."""

    def expression(self, i: int) -> Match:
        """The longest date expression at `i`."""
        series = self.longest(i, self._SERIES)
        found = self.single(i)
        return found if found and (series is None or found[1] > series[1]) else series

    def _qualified(self, i: int) -> Match:
        about = self.word(i, "about")
        found = self.expression(about[1]) if about else None
        if not about or not found or found[0].parts:
            return None
        return found[0].spread(self.tokens[i].start, 0).then("approximate"), found[1]

    def _open(self, i: int) -> Match:
        for name in ("since", "until"):
            word = self.word(i, name)
            found = self._whole(word[1], loose=name == "until") if word else None
            if word and found and "approximate" not in found[0].rules:
                node = found[0].spread(self.tokens[i].start, 0)
                if name == "until":
                    node = replace(node, rules=tuple(rule for rule in node.rules if rule != "part:late"))
                    node = node if self._is_denied(i) else self._ahead(node)
                return node.then(name), found[1]
        return None

    def _is_denied(self, i: int) -> bool:
        """As in "Nobody heard of him until 5 May": what ended on a day that is past."""
        denials = self.words.guards.get("denials", frozenset())
        return any(self.low(at) in denials for at in range(max(0, i - 14), i))

    def _ahead(self, node: Node) -> Node:
        """What something lasts until, or must be done by, lies ahead of the day of publication."""
        rules = tuple("nearest_future" if rule == "nearest" else rule for rule in node.rules)
        rules = tuple(f"{r}:future" if r.startswith("weekday:") and r.count(":") == 1 else r for r in rules)
        return replace(node, rules=rules)

    def _whole(self, i: int, *, loose: bool) -> Match:
        found = self.single(i)
        if found or not loose:
            return found
        return self.bare_year(i)

    def _end_of_range(self, i: int) -> Match:
        """One end of a range: a date, a bare year or a bare day."""
        found = self.single(i) or self.bare_year(i)
        if found:
            return found
        day = self.day_number(i)
        if day:
            return self.node(i, day[1], day=day[0], weak=True), day[1]
        return None

    def _from_to(self, i: int) -> Match:
        start = self.word(i, "from")
        first = self._end_of_range(start[1]) if start else None
        if not start or not first:
            return None
        onwards = self.word(first[1], "onwards")
        if onwards and not first[0].weak:
            return first[0].spread(self.tokens[i].start, self.tokens[onwards[1] - 1].end).then("since"), onwards[1]
        to = self.word(first[1], "to")
        second = self._end_of_range(to[1]) if to else None
        return self._interval(i, first[0], second[0], second[1]) if second else None

    def _between(self, i: int) -> Match:
        start = self.word(i, "between")
        first = self._end_of_range(start[1]) if start else None
        link = self.word(first[1], "and") if first else None
        second = self._end_of_range(link[1]) if link else None
        if not first or not second:
            return None
        return self._interval(i, first[0], second[0], second[1])

    def _interval(self, i: int, first: Node, second: Node, end: int) -> Match:
        first = _complete(first, second)
        if first.weak or second.weak:
            return None
        return Node(self.tokens[i].start, self.tokens[end - 1].end, rules=("interval",), parts=(first, second)), end

    def _days(self, i: int) -> Match:
        """Several days of one month: `9-12 August 2020`, `October 5, 19 and 26`, `from May 2 to 5, 2022`."""
        night = self.word(i, "night") or self.word(i, "from")
        start = night[1] if night else i
        month = self.month_at(start)
        days, signs, at = self._day_run(month[1] if month else start)
        if len(days) < 2:
            return None
        if not month:
            of = self.word(at, "of")
            month = self.month_at(of[1] if of else at)
            if not month:
                return None
            at = month[1]
        elif self.month_at(at):
            return None
        nodes = [Node(a, b, month=month[0], day=day) for day, a, b in days]
        last, end = self.with_year(nodes[-1], at, comma=True)
        nodes = [replace(last, start=node.start, end=node.end, day=node.day) for node in nodes]
        whole = (self.tokens[i].start, self.tokens[end - 1].end)
        if signs == {"-"} and len(nodes) == 2:
            return Node(*whole, rules=("interval",), parts=tuple(nodes)), end
        if "-" in signs:
            return None
        rule = "one_of" if "or" in signs else "set"
        return Node(*whole, rules=(rule,), parts=tuple(nodes)), end

    def _day_run(self, i: int) -> tuple[list[tuple[int, int, int]], set[str], int]:
        days: list[tuple[int, int, int]] = []
        signs: set[str] = set()
        at = i
        while (day := self.day_number(at)) is not None:
            days.append((day[0], self.tokens[at].start, self.tokens[day[1] - 1].end))
            at = day[1]
            sign, after = self._link(at)
            to = self.word(at, "to") if not sign else None
            if to:
                sign, after = "-", to[1]
            if not sign or self.day_number(after) is None:
                break
            signs.add(sign)
            at = after
        return days, signs, at

    def _feast(self, i: int) -> Match:
        """A day with a name, and its year: `Human Rights Day in 2020`, `last year's Christmas Eve`."""
        owner = self.owning_year(i)
        at = owner[1] if owner else i
        word = self.word(at, "feast")
        if not word or not self.tokens[at].text[:1].isupper():
            return None
        month, day = divmod(int(word[0]), 100)
        if owner:
            return self.of_that_year(owner[0], i, word[1], month, day), word[1]
        node = self.node(i, word[1], month=month, day=day)
        year = self.year_at(word[1] + (self.low(word[1]) in self.words.guards.get("feast_links", ())))
        if year:
            return self.node(i, year[1], month=month, day=day, year=year[0]), year[1]
        return self.with_year(node, word[1], comma=True)

    def _eve(self, i: int) -> Match:
        """The day before one that is named: `the eve of August 5`, `the eve of Monday's vote`."""
        word = self.word(i, "eve")
        the = self.word(word[1], "the") if word else None
        at = the[1] if the else word[1] if word else i
        found = (self._feast(at) or self.single(at)) if word else None
        if not word or not found or found[0].needs or not (found[0].day or _is_weekday(found[0])):
            return None
        node = self.node(i, found[1], rules=(f"add:{word[0]}d",), anchor="date", anchor_node=found[0])
        return node, found[1]

    def _span(self, i: int) -> Match:
        """A stretch of time up to the day of publication: `the past two months`, `the past year`."""
        word = self.word(i, "span")
        amount = self.amount(word[1]) if word else None
        unit = self.word(word[1], "unit") if word and word[0] == 1 else None
        if amount is None and unit is not None:
            amount = int(str(unit[0])[:-1] or 1), str(unit[0])[-1], unit[1]
        if not amount or self.word(amount[2], "earlier") or self.word(amount[2], "of"):
            return None  # "the last ten days before the vote" end with the vote
        count, name, end = amount
        if name == "y":  # "the past year" is no calendar year
            count, name = 12 * count, "m"
        last = "add:0m" if name == "m" else "add:0d"
        rules = ((f"add:-{count}{name}",), (last,))
        parts = tuple(self.node(i, end, rules=rule, anchor="publication") for rule in rules)
        return Node(self.tokens[i].start, self.tokens[end - 1].end, rules=("interval",), parts=parts), end

    def _weekend(self, i: int) -> Match:
        """The Saturday and Sunday before the day of publication, `last weekend`, or those nearest, `this weekend`."""
        word = self.word(i, "weekend")
        if not word:
            return None
        way = ":before" if word[0] else ""
        days = [self.node(i, word[1], rules=(f"weekday:{day}{way}",), anchor="publication") for day in (6, 7)]
        return Node(self.tokens[i].start, self.tokens[word[1] - 1].end, rules=("interval",), parts=tuple(days)), word[1]

    def _clock(self, i: int) -> Match:
        """An hour of the day that the text is at: `at around 2 p.m.`; an hour beside a day of its own tells nothing."""
        at = self.word(i, "at")
        about = self.word(at[1], "about") if at else None
        hour = about[1] if about else at[1] if at else i
        if not at or not 0 <= self.number(hour) <= 23 or self.word_is(i - 1, "daytime") or self.word_is(i - 1, "unit"):
            return None
        end = hour + 3 if self.low(hour + 1) in (":", ".") and 0 <= self.number(hour + 2) <= 59 else hour + 1
        half = self.word(end, "half_day")
        if not half or self._names_a_day(half[1]):
            return None
        return self.node(i, half[1], rules=("add:0d",), anchor="date", needs="d"), half[1]

    def _names_a_day(self, i: int) -> bool:
        """Whether a day follows: `at 2 p.m. on Monday`, `at 6 p.m. yesterday`."""
        for at in range(i, i + 5):
            if self.single(at):
                return True
            if self.low(at) in (".", ";", ""):
                return False
        return False

    def _link(self, i: int) -> tuple[str, int]:
        if self.low(i) in _DASHES:
            return "-", i + 1
        comma = i + 1 if self.low(i) == "," else i
        for name in ("and", "or"):
            word = self.word(comma, name)
            if word:
                return name, word[1]
        return (",", comma) if comma > i else ("", i)

    def _list(self, i: int) -> Match:
        """Several whole dates: `2006, 2010 and 2020`, `2019 or 2020`, `2015-2018`, `30 December 2023 - 8 January`."""
        first = self.single(i)
        if not first or first[0].needs:
            return None
        nodes, signs, at = [first[0]], set(), first[1]
        last_end, last_signs, last_nodes = at, set[str](), list(nodes)
        while True:
            sign, after = self._link(at)
            to = self.word(at, "to") if not sign and nodes[-1].month else None
            if to:
                sign, after = "-", to[1]
            found = self._member(after, nodes[-1]) if sign else None
            if not found:
                break
            signs.add(sign)
            nodes.append(found[0])
            at = found[1]
            if sign != ",":
                last_end, last_signs, last_nodes = at, set(signs), list(nodes)
                break
        if len(last_nodes) < 2:
            return None
        whole = (self.tokens[i].start, self.tokens[last_end - 1].end)
        if "-" in last_signs:
            if len(last_nodes) != 2:
                return None
            return Node(*whole, rules=("interval",), parts=(_complete(*last_nodes), last_nodes[1])), last_end
        rule = "one_of" if "or" in last_signs else "set"
        members = tuple(_complete(node, last_nodes[-1]) for node in last_nodes)
        return Node(*whole, rules=(rule,), parts=members), last_end

    def _member(self, i: int, before: Node) -> Match:
        """The next member of a list: of the same sort as the one before it."""
        year = self.bare_year(i)
        if year and before.year and not before.month:
            return None if self.low(year[1]) in self.words.guards.get("not_a_year_before", ()) else year
        found = self.single(i)
        if not found or found[0].needs:
            return None
        node = found[0]
        weekdays = _is_weekday(node) and _is_weekday(before)
        same = bool(node.month) == bool(before.month) and bool(node.day) == bool(before.day)
        return found if weekdays or (same and node.month) else None

    _SERIES: ClassVar[Rules] = (
        (("about",), _qualified),
        (("since", "until"), _open),
        (("from",), _from_to),
        (("between",), _between),
        (("figure", "the", "month", "night", "from"), _days),
        (SINGLE, _list),
        (("span",), _span),
        (("weekend",), _weekend),
        (("which", "feast"), _feast),
        (("eve",), _eve),
        (("at",), _clock),
    )


def _is_weekday(node: Node) -> bool:
    return any(rule.startswith("weekday") for rule in node.rules)


def _complete(first: Node, second: Node) -> Node:
    """The first end with what only the second says: `3 to 5 May 2022`, `August and November 2020`."""
    if _is_weekday(first) and second.anchor_node and first.anchor != "date":
        rules = tuple(rule + ":past" if rule.count(":") == 1 else rule for rule in first.rules)
        return replace(first, rules=rules, anchor="date", anchor_node=second.anchor_node)
    if first.weak and first.day and second.month and second.day:
        shared = replace(second, start=first.start, end=first.end, day=first.day)
        return replace(shared, weak=False)
    if first.month and not first.year and second.year and second.month:
        later = (first.month, first.day) > (second.month, second.day or 31)
        year = f"{int(second.year) - later:04d}" if second.year.isdigit() else second.year
        rules = tuple(rule for rule in first.rules if not rule.startswith("nearest"))
        return replace(first, year=year, rules=rules, anchor="", anchor_node=None)
    leans = first.month and not first.year and first.anchor == "publication" and second.month and second.anchor_node
    if leans and (first.month, first.day) <= (second.month, second.day or 31):  # "from March to December of last year"
        return replace(first, rules=second.rules, anchor=second.anchor, anchor_node=second.anchor_node)
    return first
