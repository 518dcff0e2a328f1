"""The slow registry's rules of liberty, applied to one day at a time."""

from datetime import date, timedelta

from habeas.model import State, parse_date
from habeas.model.vocabulary import HELD

FIRST, LAST = date.min, date.max
RANK = ("held", "detained", "administrative_arrest", "remand", "serving")


class Liberty:
    """Needs `events`, `told_of`, `claims`, `days`, `edtf`, `published` and `strongest` of its subclass."""

    def held_on(self, person: str, day: date):
        """True, False, or None for not known."""
        starts, ends, limits, news = self.marks(person)
        stops = [(self.since_witness(e, starts, news), e["last"]) for e in ends]
        stops += [(limit["first"], limit["last"]) for limit in limits]

        def stopped(begun: date, by: date) -> bool:
            return any(last >= begun and first <= by for first, last in stops)

        held = any(self.start_holds(s, starts, day, stopped) for s in starts)
        held |= any(self.news_holds(n, starts, ends, day, stopped) for n in news)
        free = any(self.end_holds(e, starts, ends, news, day) for e in ends)
        assert not (held and free)
        return True if held else False if free else None

    def start_holds(self, s, starts, day, stopped) -> bool:
        if not s["last"] <= day <= s["vouched"] or stopped(s["first"], day):
            return False
        return not any(
            (o["opens"] and o["first"] > s["last"] and o["first"] <= day)
            or (not o["opens"] and order(o) > order(s) and o["last"] <= day)
            for o in starts
        )

    def news_holds(self, n, starts, ends, day, stopped) -> bool:
        told = n["last"]
        if n["first"] != told or not self.credible(n, starts, ends):
            return False
        if day == told:
            return True
        if n["since"] and n["since"][1] <= day < told:
            return not stopped(n["since"][0], told)
        before = [s for s in starts if s["last"] <= told]
        if day < told or not before:
            return False
        last = max(before, key=order)
        if not last["renews"] or stopped(last["first"], told) or stopped(told, day):
            return False
        later = [
            o
            for o in starts
            if (o["opens"] and o["first"] > last["last"] and o["first"] <= day)
            or (not o["opens"] and order(o) > order(last) and o["last"] <= day)
        ]
        return day <= plus(told, 548) and not later

    def credible(self, n, starts, ends) -> bool:
        told = n["last"]
        for e in ends:
            if e["last"] > told or (n["since"] and n["since"][0] > e["last"]):
                continue
            if e["state"] and e["last"] == told:
                return False
            if not any(s["first"] <= told and self.may_follow(s, e, starts, ends) for s in starts):
                return False
        return True

    def may_follow(self, s, e, starts, ends) -> bool:
        return s["last"] >= e["first"] and s is not self.necessary(e, starts, ends)

    def necessary(self, e, starts, ends):
        for s in starts:
            consumed = any(o is not e and o["first"] >= s["last"] and o["last"] <= e["first"] for o in ends)
            if s["last"] < e["first"] and not consumed:
                return None
        over = [s for s in starts if s["first"] <= e["last"] and s["last"] >= e["first"]]
        return min(over, key=lambda s: (s["first"], s["last"], s["key"])) if over else None

    def end_holds(self, e, starts, ends, news, day) -> bool:
        if e["state"]:
            told = any(n["first"] <= e["last"] <= n["last"] for n in news)
            return e["first"] == e["last"] == day and not told
        if day < e["last"]:
            return False
        if any(self.may_follow(s, e, starts, ends) and s["first"] <= day for s in starts):
            return False
        for n in news:
            begun = n["since"][0] if n["since"] and n["since"][0] > e["last"] else n["first"]
            if n["first"] > e["last"] and begun <= day:
                return False
        return not any(not o["state"] and order(o) > order(e) and o["last"] <= day for o in ends)

    def since_witness(self, e, starts, news) -> date:
        if not e["state"]:
            return e["first"]
        seen = [m["last"] for m in (*starts, *news) if m["last"] < e["first"]]
        return max(seen) + timedelta(days=1) if seen else FIRST

    def marks(self, person: str):
        starts, ends, limits, news = [], [], [], []
        for group in self.events(person):
            if self.strongest(group) == "asserted":
                self.mark(group, starts, ends, limits, news)
        for claim_id in self.told_of(person):
            body = self.claims[claim_id].body
            first, last = self.days(claim_id)
            if isinstance(body, State) and self.claims[claim_id].modality == "asserted" and first != FIRST:
                since = bounds(body.since.value) if body.since else None
                known = (since[0], min(since[1], last)) if since and since[1] != LAST and since[0] <= first else None
                mark = made(body.status, first, last, claim_id, since=known, state=True)
                (news if body.status in HELD else ends).append(mark)
        for s in starts:
            if s["years"] or s["months"]:
                s["vouched"] = max(plus(self.sentence_end(s, starts, ends, limits), -1), s["first"])
        return starts, ends, limits, news

    def mark(self, group, starts, ends, limits, news) -> None:
        body = self.claims[group[0]].body
        speaking = [one for one in group if self.claims[one].modality == "asserted"]
        first, last = self.when(speaking)
        name = body.event_type
        bodies = [self.claims[one].body for one in speaking]
        if (
            first == FIRST
            and last == LAST
            and name not in ("release", "death_in_custody", "charges_dropped", "verdict")
        ):
            return
        key = min(group)
        if name == "detention":
            starts.append(made("detained", first, last, key, vouched=plus(first, 2), opens=True))
        elif name == "administrative_arrest":
            starts.append(made(name, first, last, key, vouched=plus(first, 14), opens=True))
        elif name == "remand":
            starts.append(made(name, first, last, key, vouched=plus(first, 548), renews=True))
        elif name == "verdict":
            terms = [b.term for b in bodies if b.term]
            if any(b.variant == "acquitted" for b in bodies):
                limits.append(made("", first, last, key))
            elif terms and not (first == FIRST and last == LAST):
                term = min(terms, key=lambda t: t.years * 12 + t.months)
                starts.append(made("serving", first, last, key, years=term.years, months=term.months))
        elif name in ("release", "death_in_custody"):
            ends.append(made("released" if name == "release" else "died_in_custody", first, last, key))
        elif name == "charges_dropped":
            limits.append(made("", first, last, key))
        elif name == "transfer":
            news.append(made("held", first, last, key))

    def when(self, speaking) -> tuple[date, date]:
        """Where all dates of an event agree, the days they share; else from the first to the last; told by then."""
        ranges = {self.days(one) for one in speaking if self.edtf(one)}
        ranges = {days for days in ranges if days != (FIRST, LAST)}
        low, high = FIRST, LAST
        if ranges:
            low, high = max(first for first, _ in ranges), min(last for _, last in ranges)
            if low > high:
                low, high = min(first for first, _ in ranges), max(last for _, last in ranges)
        known = [bounds(self.published(self.claims[one].document_id))[1] for one in speaking]
        by = min(known, default=LAST)
        return (low, by) if low <= by < high else (low, high)

    def sentence_end(self, s, starts, ends, limits) -> date:
        over = [(m["first"], m["last"]) for m in (*ends, *limits)]
        before = [
            o
            for o in starts
            if o["first"] < s["first"] and not any(last >= o["first"] and first <= s["last"] for first, last in over)
        ]
        base = min((o["first"] for o in before), default=s["first"])
        if base == FIRST:
            return s["first"]
        end = later(base, s["years"] * 12 + s["months"])
        if before:
            end -= timedelta(days=(plus(s["first"], 120) - base).days * 1 // 2)
        return max(end, base)


def made(value, first, last, key, **more):
    mark = {"value": value, "first": first, "last": last, "key": key, "vouched": FIRST, "opens": False, "renews": False}
    return {**mark, "since": None, "state": False, "years": 0, "months": 0, **more}


def order(mark):
    rank = RANK.index(mark["value"]) if mark["value"] in RANK else len(RANK)
    return (mark["last"], mark["first"], rank, mark["key"])


def bounds(edtf: str) -> tuple[date, date]:
    if not edtf:
        return FIRST, LAST
    parsed = parse_date(edtf)
    return parsed.earliest or FIRST, parsed.latest or LAST


def plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return LAST if days > 0 else FIRST


def later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError
