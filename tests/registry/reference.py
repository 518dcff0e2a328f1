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
from tests.registry.reference_liberty import FIRST, Liberty, bounds

TOLD = ("asserted", "alleged", "possible")
_QUESTIONS = ("live", "all_live", "state", "groups", "said", "whose", "told_of", "published", "days", "events")


class Reference(Liberty):
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
        self.apart: set[str] = set()  # keys of the vaguer events that fit several others
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
        apart: list[list[str]] = []
        for decided, group in sorted(units, key=exactness):
            fitting = [other for other in board if self.fits(group, other[1], rivals, walls)]
            if len(fitting) == 1 and not (decided and fitting[0][0]):
                fitting[0][1].extend(group)
            elif len(fitting) > 1:
                apart.append(group)
            else:
                board.append((decided, list(group)))
        self.apart |= {min(group) for group in apart}
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


def within(one, other) -> bool:
    (a, b), (c, d) = bounds(one.text), bounds(other.text)
    return c <= a and b <= d
