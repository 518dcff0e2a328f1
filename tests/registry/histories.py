"""Histories of claims and decisions for property tests: a list of small numbers tells what an office did."""

import random

from hypothesis import strategies as st

from habeas.model import (
    Accept,
    ChooseValue,
    Correct,
    DescribeDocument,
    Hide,
    Metadata,
    Recognise,
    Reject,
    SameOrganisation,
    SetLevel,
    Withdraw,
)
from tests.registry.records import Notebook, span

NAMES = ("Ivan Sample", "Іван Сампл", "Maria Model")
DATES = (
    "",
    "2021-01-10",
    "2021-01-11",
    "2021-01-13",
    "2021-01",
    "2021",
    "2021-02-01",
    "2021-02-20",
    "2021-06-15",
    "2021-09-01",
    "2022",
    "2022-03-05",
    "XXXX-01-11",
    "2021-01-11?",
)
TYPES = (
    ("detention", {}),
    ("administrative_arrest", {"days": 15, "kind": "arrest"}),
    ("remand", {}),
    ("verdict", {"months": 3, "kind": "imprisonment"}),
    ("verdict", {"years": 2, "kind": "imprisonment"}),
    ("verdict", {"variant": "acquitted"}),
    ("release", {}),
    ("transfer", {}),
    ("charge", {"articles": ["342"]}),
    ("charge", {"articles": ["342", "130"], "variant": "suspicion"}),
    ("detention", {"articles": ["342"]}),
    ("verdict", {"years": 2, "kind": "imprisonment", "articles": ["342"]}),
    ("death_in_custody", {}),
    ("charges_dropped", {}),
    ("recognition", {}),
)
MODALITIES = ("asserted", "asserted", "asserted", "alleged", "denied")
OUTLETS = ("Belta", "Paper One", "Paper Two", "")
STATES = ("held", "remand", "at_liberty", "released")

STEPS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500)),
    min_size=1,
    max_size=40,
)


def play(steps) -> Notebook:
    """An office does what the steps say; what makes no sense in their place is done to what is there."""
    office = _Office()
    for kind, one, other, third in steps:
        office.act(kind, one, other, third)
    return office.book


def random_steps(seed: int, size: int = 30):
    """Steps as an office would do them: three claims in four, quarrels about people few."""
    rng = random.Random(seed)
    kinds = [*range(10)] * 6 + [*range(10, 31)] + [10, 18, 18, 19, 20, 21, 22, 22]
    return [(rng.choice(kinds), *(rng.randrange(501) for _ in range(3))) for _ in range(size)]


class _Office:
    def __init__(self) -> None:
        self.book = Notebook()
        self.documents = [
            self.book.document(
                f"Report {number} tells of some people and more.", outlet=OUTLETS[number], published=published
            )
            for number, published in enumerate(("2021-01-20", "2021", "", "2022-06-01"))
        ]
        self.people = [self.book.person(number + 1, f"2023-01-0{number + 1}T00:00:00Z") for number in range(3)]
        self.claims: list[str] = []
        self.decisions: list[str] = []

    def act(self, kind: int, one: int, other: int, third: int) -> None:
        if kind <= 9 or not self.claims:
            self.claims.append(self._claim(one, other, third))
            if one % 4:
                self.decisions.append(self.book.decide_accept(self.claims[-1]))
            if other % 3:
                document = self.book.ledger.claims[self.claims[-1]].document_id
                self.decisions.append(self.book.attach(self._person(third), (document, NAMES[third % 3])))
            return
        makers = (
            lambda: Accept(claim_id=self._of(self.claims, one)),
            lambda: Reject(claim_id=self._of(self.claims, one)),
            lambda: Correct(claim_id=self._of(self.claims, one), replacement_id=self._of(self.claims, other)),
            lambda: ChooseValue(
                person_id=self._person(third),
                field="date",
                claim_id=self._of(self.claims, one),
                claim_ids=(self._of(self.claims, one), self._of(self.claims, other)),
            ),
            lambda: DescribeDocument(
                document_id=self._of(self.documents, one),
                metadata=Metadata(outlet=OUTLETS[other % 4], published=DATES[third % 12]),
            ),
            lambda: SameOrganisation(names=("Paper One", "Paper Two")),
            lambda: Recognise(
                person_id=self._person(one), scheme="s", body="b", status="recognised", date="2021-03-01"
            ),
            lambda: Hide(person_id=self._person(one)),
            lambda: SetLevel(target_kind="person", target=self._person(one), level=other % 5),
        )
        older = (self._of(self.decisions, third),) if self.decisions and third % 3 == 0 else ()
        if kind in (10, 11, 12):
            self.decisions.append(
                self.book.decide(Withdraw(), supersedes=(self._of(self.decisions, one),) if self.decisions else ())
            )
        elif kind in (13, 14):
            self.decisions.append(self.book.attach(self._person(one), self._subject(other, third), supersedes=older))
        elif kind == 15:
            self.decisions.append(self.book.attach(self._person(one), self._person(other), supersedes=older))
        elif kind == 16:
            self.decisions.append(self.book.different(self._subject(one, other), self._subject(third, one)))
        elif kind == 17:
            self.decisions.append(self.book.unsure(self._person(one), self._subject(other, third)))
        elif kind == 18:
            self.decisions.append(self.book.same_event(*self._some(one, other, third)))
        elif kind == 19:
            self.decisions.append(self.book.different_events(*self._some(one, other, third)))
        elif kind == 20:
            document = self._of(self.documents, one)
            mine = [found for found in self.claims if self.book.ledger.claims[found].document_id == document]
            self.book.extraction(document, mine[: other % 6], version=str(third % 3))
        elif kind == 21:
            document = self._of(self.documents, one)
            self.claims.append(self.book.causal(document, span("x" * 40, other * 9), span("y" * 40, third * 9)))
            self.decisions.append(self.book.decide_accept(self.claims[-1]))
        else:
            self.decisions.append(self.book.decide(makers[(kind - 22) % len(makers)](), supersedes=older))

    def _claim(self, one: int, other: int, third: int) -> str:
        document = self._of(self.documents, one) if one % 17 else "e" * 64
        name = NAMES[third % 3]
        if other % 7 == 0:
            since = DATES[third % 8] if third % 2 else ""
            return self.book.state(document, name, STATES[one % 4], DATES[other % 12], since=since)
        event_type, more = TYPES[other % len(TYPES)]
        modality = MODALITIES[third % 5]
        return self.book.claim(document, name, event_type, DATES[(one + third) % len(DATES)], modality=modality, **more)

    def _of(self, things, number: int):
        return things[number % len(things)]

    def _person(self, number: int) -> str:
        return self._of(self.people, number)

    def _subject(self, one: int, other: int):
        if one % 3 == 0:
            return self._person(other)
        document, name = self._of(self.documents, one), NAMES[other % 3]
        return (document, name, self._of(self.claims, other)) if one % 5 == 0 else (document, name)

    def _some(self, *numbers: int) -> list[str]:
        return list(dict.fromkeys(self._of(self.claims, number) for number in numbers))
