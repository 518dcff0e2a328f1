"""After any history of level, consent, hide, seal, join, split and merge nobody sees more than the strictest answer.

The judge below is written anew and naively: it asks every decision that was made and not taken back, and everybody
who was ever one with a person since.
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workflow.stubs import take_in

from habeas.model import Accept, Consent, MentionReference, SamePerson, Subject, Withdraw
from habeas.safety import acts
from habeas.safety.exporting import make_export
from habeas.safety.protection import forget_policy
from habeas.store import casebook as casebook_module
from habeas.store.models import ClaimRow
from habeas.workflow import merge_casebook, open_person, record_decision

DAY = "2026-11-22"
WHO = ("a" * 32, "b" * 32)
NAMES = ("Anna Sample", "Boris Sample", "Clara Sample")
TEXTS = tuple(f"{name} was arrested on 2021-0{number}-0{number}." for number, name in enumerate(NAMES, 1))
STEPS = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 2), st.integers(0, 2), st.integers(0, 4), st.integers(0, 1)),
    min_size=1,
    max_size=9,
)


@pytest.fixture(scope="module")
def three(tmp_path_factory, empty_casebook, django_db_blocker):
    """Three reports, one person in each, everything accepted and open to all."""
    folder = tmp_path_factory.mktemp("three") / "casebook"
    shutil.copytree(empty_casebook, folder)
    with django_db_blocker.unblock():
        casebook = casebook_module.open_casebook(folder)
        people, documents = [], []
        for name, text in zip(NAMES, TEXTS, strict=True):
            documents.append(take_in(casebook, text).document_id)
            person = open_person(WHO[0])
            people.append(person.person_id)
            subject = Subject(mention=MentionReference(document_id=documents[-1], name=name))
            record_decision(casebook, SamePerson(person_id=people[-1], subjects=(subject,)), WHO[0], also=[person])
            consent = Consent(person_id=people[-1], given_by="person", status="given", level=4)
            record_decision(casebook, consent, WHO[0])
        for claim_id in ClaimRow.objects.values_list("claim_id", flat=True):
            record_decision(casebook, Accept(claim_id=claim_id), WHO[0])
        casebook_module.close_casebook()
    return folder, people, documents


class Office:
    """Does what the steps say, and keeps the naive account of it."""

    def __init__(self, casebook, people, documents, older):
        self.casebook, self.people, self.documents, self.older = casebook, people, documents, older
        self.limits = []  # [decision id or None, level, people or documents that it binds]
        self.joins = []  # [decision id, pair, live]
        self.seals = {}  # document to who sealed it
        self.moment = 0

    def when(self):
        self.moment += 1
        return f"2026-11-22T{self.moment // 60:02}:{self.moment % 60:02}:00Z"

    def decide(self, body, supersedes=()):
        return record_decision(self.casebook, body, WHO[0], supersedes=supersedes, when=self.when()).decision_ids[0]

    def one_with(self, person):
        found = {person}
        while True:
            more = {one for _, pair, live in self.joins if live and found & pair for one in pair} - found
            if not more:
                return found
            found |= more

    def step(self, kind, one, other, level, who):
        person, document = self.people[one], self.documents[one]
        if document in self.seals and len(self.seals[document]) > 1:
            return
        if kind == 0:
            body = acts.SetLevel(target_kind="person", target=person, level=level)
            self.limits.append([self.decide(body), level, self.one_with(person)])
        elif kind == 1:
            body = Consent(person_id=person, given_by="family", status=("withdrawn", "given")[who], level=level)
            self.limits.append([self.decide(body), level if who else 1, self.one_with(person)])
        elif kind == 2:
            self.limits.append([self.decide(acts.Hide(person_id=person)), 0, self.one_with(person)])
        elif kind == 3:
            acts.seal_target(self.casebook, "document", document, WHO[who])
            self.seals.setdefault(document, set()).add(WHO[who])
        elif kind in (4, 5) and one != other:
            join = SamePerson(person_id=person, subjects=(Subject(person_id=self.people[other]),))
            self.joins.append([self.decide(join), {person, self.people[other]}, True])
            self.spread()
        elif kind == 6 and any(live for *_, live in self.joins):
            last = next(join for join in reversed(self.joins) if join[2])
            self.decide(Withdraw(), (last[0],))
            last[2] = False
        elif kind == 7:
            merge_casebook(self.casebook, self.older, WHO[0])
        elif kind == 8:
            body = acts.SetLevel(target_kind="document", target=document, level=level)
            self.limits.append([self.decide(body), level, {document}])

    def spread(self):
        """What was decided about one of those who are joined now binds them all from now on."""
        for limit in self.limits:
            for member in list(limit[2]):
                if member in self.people:
                    limit[2] |= self.one_with(member)

    def may_see(self, number, level):
        person, document = self.people[number], self.documents[number]
        strictest = min([4, *(found for _, found, bound in self.limits if {person, document} & bound)])
        return document not in self.seals and strictest >= level


def no_view_shows_more(three, steps, level):
    folder, people, documents = three
    with tempfile.TemporaryDirectory() as place:
        work, older = Path(place) / "work", Path(place) / "older"
        shutil.copytree(folder, work)
        shutil.copytree(folder, older)
        forget_policy()
        office = Office(casebook_module.open_casebook(work), people, documents, older)
        for step in steps:
            office.step(*step)
        export = make_export(office.casebook, level, DAY)
        said = repr(export)
        for number, name in enumerate(NAMES):
            if not office.may_see(number, level):
                day = f"2021-0{number + 1}-0{number + 1}"
                assert name.split()[0] not in said, (name, steps)
                assert day not in said, (day, steps)
        casebook_module.close_casebook()


def test_without_any_limit_everybody_is_shown_so_that_the_test_can_fail(three, database):
    folder, *_ = three
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(folder, Path(place) / "work")
        forget_policy()
        export = make_export(casebook_module.open_casebook(Path(place) / "work"), 4, DAY)
        assert {entry.case.display_name for entry in export.cases} == set(NAMES)
        casebook_module.close_casebook()


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, level=st.integers(2, 4))
def test_no_view_shows_more_than_the_strictest_decision_allows(three, database, steps, level):
    no_view_shows_more(three, steps, level)


@pytest.mark.slow
@settings(max_examples=1000, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, level=st.integers(2, 4))
def test_nor_after_a_thousand_histories(three, database, steps, level):
    no_view_shows_more(three, steps, level)
