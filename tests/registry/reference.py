"""A second registry, slow and obvious, written against the rules and not against the code: it looks at every day.

It answers who a person's claims are, the state of each, which of them tell of one event, whether the person was held on
a day, and which dates gainsay one another. No index and no interval: plain loops over everything there is.
"""

from datetime import date, timedelta
from functools import lru_cache

from habeas.model import (
    Accept,
    Correct,
    DescribeDocument,
    DifferentEvents,
    DifferentPersons,
    Event,
    Reject,
    SameEvent,
    SamePerson,
    State,
    UnsurePersons,
    Verdict,
    is_same_day,
    parse_date,
)
from habeas.model.vocabulary import HELD

FIRST, LAST = date.min, date.max
TOLD = ("asserted", "alleged", "possible")
_QUESTIONS = ("live", "all_live", "state", "groups", "said", "whose", "told_of", "published", "days", "events")
RANK = ("held", "detained", "administrative_arrest", "remand", "serving")


class Reference:
    def __init__(self, records) -> None:
        self.records = dict(records)
        # The same question has the same answer; asking it again would only make the slow one slower.
        for question in (
            "live",
            "all_live",
            "state",
            "groups",
            "said",
            "whose",
            "told_of",
            "published",
            "days",
            "events",
        ):
            setattr(self, question, lru_cache(maxsize=None)(getattr(self, question)))
        self.decisions = {i: r for i, r in self.records.items() if type(r).__name__ == "Decision"}
        self.claims = {i: r for i, r in self.records.items() if type(r).__name__ == "Claim"}
        self.documents = {i for i, r in self.records.items() if type(r).__name__ == "Document"}

    # Decisions.

    def live(self, found: str) -> bool:
        return not any(found in other.supersedes and self.live(i) for i, other in self.decisions.items())

    def all_live(self, *kinds):
        return [d.body for i, d in sorted(self.decisions.items()) if isinstance(d.body, kinds) and self.live(i)]

    def judged(self, claim_id: str) -> set[str]:
        answers = set()
        for body in self.all_live(Accept, Reject, Correct):
            if body.claim_id != claim_id:
                continue
            if isinstance(body, Correct):
                if body.replacement_id != claim_id:
                    answers.add(f"corrected {body.replacement_id}")
            else:
                answers.add("accepted" if isinstance(body, Accept) else "rejected")
        return answers

    def state(self, claim_id: str) -> str:
        answers = self.judged(claim_id)
        for body in self.all_live(Correct):
            old = self.claims.get(body.claim_id)
            fits = old is not None and old.document_id == self.claims[claim_id].document_id
            if body.replacement_id == claim_id and body.claim_id != claim_id and fits:
                answers.add("accepted" if len(self.judged(body.claim_id)) == 1 else "unsettled")
        if len(answers) > 1 or "unsettled" in answers:
            return "disputed"
        return answers.pop().split(" ")[0] if answers else "undecided"

    # People.

    def groups(self) -> dict[str, set[str]]:
        """For every person the whole group that it belongs to."""
        people = {i for i, r in self.records.items() if type(r).__name__ == "Person"}
        against, different = set(), set()
        for body in self.all_live(DifferentPersons, UnsurePersons):
            pair = frozenset((body.one.person_id, body.other.person_id))
            if len(pair) == 2 and "" not in pair:
                against.add(pair)
                if isinstance(body, DifferentPersons):
                    different.add(pair)
        joins = {
            frozenset((body.person_id, subject.person_id))
            for body in self.all_live(SamePerson)
            for subject in body.subjects
            if subject.person_id and subject.person_id != body.person_id
        } - against
        groups = {person: {person} for person in people}
        for _ in people:
            for pair in joins:
                one, other = sorted(pair)
                both = groups[one] | groups[other]
                for member in both:
                    groups[member] = both
        return {
            person: {person} if any(pair <= group for pair in different) else group for person, group in groups.items()
        }

    def head(self, person: str) -> str:
        return min(self.groups()[person], key=lambda one: (self.records[one].opened_at, one))

    def whose(self, document: str, name: str, claim_id: str) -> str:
        narrow, wide = self.said(document, name, claim_id), self.said(document, name, "")
        same, against = narrow if narrow[0] else wide
        if len(same) != 1 or same & against:
            return ""
        person = next(iter(same))
        return "" if not narrow[0] and person in narrow[1] else person

    def said(self, document: str, name: str, claim_id: str):
        def is_it(subject) -> bool:
            m = subject.mention
            return m is not None and (m.document_id, m.name, m.claim_id) == (document, name, claim_id)

        same = {self.head(b.person_id) for b in self.all_live(SamePerson) if any(map(is_it, b.subjects))}
        against = set()
        for body in self.all_live(DifferentPersons, UnsurePersons):
            for one, other in ((body.one, body.other), (body.other, body.one)):
                if is_it(one) and other.person_id:
                    against.add(self.head(other.person_id))
                elif is_it(one) and isinstance(body, DifferentPersons):
                    against |= {
                        self.head(b.person_id)
                        for b in self.all_live(SamePerson)
                        if any(s.mention == other.mention for s in b.subjects)
                    }
        return same, against

    def told_of(self, person: str) -> list[str]:
        """Accepted claims of kind event or state on a person, on documents that are there."""
        found = []
        for claim_id, claim in sorted(self.claims.items()):
            body = claim.body
            if not isinstance(body, Event | State) or claim.document_id not in self.documents:
                continue
            name = (body.mentions[0] if isinstance(body, Event) else body.person).label
            if self.state(claim_id) == "accepted" and self.whose(claim.document_id, name, claim_id) == person:
                found.append(claim_id)
        return found

    # Dates.

    def published(self, document: str) -> str:
        decided = {b.metadata.published for b in self.all_live(DescribeDocument) if b.document_id == document}
        if decided:
            if len(decided) == 1:
                return decided.pop()
            if "" in decided:
                return ""
            dates = [parse_date(text) for text in decided]
            inside = [d for d in dates if all(within(d, other) for other in dates)]
            return inside[0].text if inside else ""
        for record in self.records.values():
            if type(record).__name__ == "Acquisition" and record.document_id == document:
                return record.metadata.published
        return ""

    def edtf(self, claim_id: str) -> str:
        claim = self.claims[claim_id]
        expression = claim.body.date if isinstance(claim.body, Event) else claim.body.as_of
        if expression is not None:
            return expression.value
        return self.published(claim.document_id) if isinstance(claim.body, State) else ""

    def days(self, claim_id: str) -> tuple[date, date]:
        return bounds(self.edtf(claim_id))

    # Events.

    def events(self, person: str) -> list[list[str]]:
        """Accepted event claims on a person in groups that tell of one event."""
        claims = [found for found in self.told_of(person) if isinstance(self.claims[found].body, Event)]
        kinds: dict[tuple, list[str]] = {}
        for found in claims:
            claim = self.claims[found]
            modality = "told" if claim.modality in TOLD else claim.modality
            variant = claim.body.variant if claim.body.event_type == "charge" else ""
            kinds.setdefault((claim.body.event_type, variant, modality), []).append(found)
        groups = []
        for (name, _, _), members in kinds.items():
            walls = [
                self.days(found)
                for found in claims
                if self.claims[found].modality == "asserted"
                and self.claims[found].body.event_type
                in (("release",) if name != "release" else ("detention", "administrative_arrest", "remand"))
                and self.days(found)[0] != FIRST
                and "?" not in self.edtf(found)
            ]
            groups += self.grouped(members, walls)
        return [sorted(group) for group in groups]

    def grouped(self, members: list[str], walls) -> list[list[str]]:
        same, rivals = self.linked(members, SameEvent), self.linked(members, DifferentEvents)
        units, placed = [], set()
        for found in members:
            if found in placed or not same[found]:
                continue
            reached = {found}
            while True:
                wider = reached.union(*(same[one] for one in reached))
                if wider == reached:
                    break
                reached = wider
            placed |= reached
            if any(rivals[one] & reached for one in reached):
                units += [(False, [one]) for one in reached]
            else:
                units.append((True, sorted(reached)))
        by_date: dict[str, list[str]] = {}
        for found in members:
            if found not in placed and rivals[found]:
                units.append((False, [found]))
            elif found not in placed:
                by_date.setdefault(self.edtf(found), []).append(found)
        units += [(False, group) for group in by_date.values()]
        return self.placed(units, rivals, walls)

    def linked(self, members: list[str], kind) -> dict[str, set[str]]:
        links = {found: set() for found in members}
        for body in self.all_live(kind):
            for found in set(body.claim_ids) & set(members):
                links[found] |= (set(body.claim_ids) & set(members)) - {found}
        return links

    def placed(self, units, rivals, walls) -> list[list[str]]:
        def exactness(unit):
            decided, group = unit
            ranges = [self.days(found) for found in group]
            width = min(last - first for first, last in ranges)
            return (not decided, width, min(last for _, last in ranges), max(first for first, _ in ranges), min(group))

        board: list[tuple[bool, list[str]]] = []
        apart = []
        for decided, group in sorted(units, key=exactness):
            fitting = [other for other in board if self.fits(group, other[1], rivals, walls)]
            if len(fitting) == 1 and not (decided and fitting[0][0]):
                fitting[0][1].extend(group)
            elif len(fitting) > 1:
                apart.append(group)
            else:
                board.append((decided, list(group)))
        return [group for _, group in board] + apart

    def fits(self, group, other, rivals, walls) -> bool:
        near = timedelta(days=3)
        for one in group:
            for two in other:
                (a, b), (c, d) = self.days(one), self.days(two)
                if a - d > near or c - b > near or two in rivals[one]:
                    return False
                low, high = min(b, d), max(a, c)
                if any(low < first and last < high for first, last in walls):
                    return False
        return True

    # Contradictions.

    def clashing_dates(self, person: str) -> list[list[str]]:
        found = []
        for group in self.events(person):
            values = {self.edtf(one) for one in group if self.claims[one].modality == self.strongest(group)}
            values = {value for value in values if value and bounds(value)[0] != FIRST}
            sides = {
                one
                for one in values
                for two in values
                if is_same_day(parse_date(one), parse_date(two)) is Verdict.IMPOSSIBLE
            }
            if sides:
                found.append(sorted(sides))
        return sorted(found)

    def strongest(self, group) -> str:
        modalities = {self.claims[one].modality for one in group}
        return next((m for m in TOLD if m in modalities), min(modalities))

    # Liberty.

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

    def mark(self, group, starts, ends, limits, news) -> None:  # noqa: C901 - one branch for each type
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


def within(one, other) -> bool:
    (a, b), (c, d) = bounds(one.text), bounds(other.text)
    return c <= a and b <= d


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
