"""What is derived step by step equals what is derived from everything, whatever happens in whatever order."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from workflow.stubs import take_in

from habeas import workflow
from habeas.model import (
    Accept,
    DescribeDocument,
    DifferentPersons,
    GrantAccess,
    Hide,
    MentionReference,
    Metadata,
    Reject,
    SameEvent,
    SameOrganisation,
    SamePerson,
    SetLevel,
    Subject,
    TrustKey,
    UnsurePersons,
    Withdraw,
)
from habeas.model.errors import RefusedError
from habeas.registry import derive_case, derive_document
from habeas.store import worldwide
from habeas.store.models import ClaimRow, DecisionRow, DocumentRow, MentionRow, PersonRow, QuestionRow
from habeas.store.slices import read_ledger, read_slice

ALICE, BOB = "a" * 32, "b" * 32
NAMES = ("Ales Vydumany", "Alesia Vydumanaja", "Zmicier Nichto")
TEXTS = tuple(
    f"{one} was arrested on 2021-03-0{day}. {other} was released on 2022-04-0{day}. {one} was released on 2022-05-05."
    for day, (one, other) in enumerate((NAMES[:2], NAMES[1:], (NAMES[2], NAMES[0])), 1)
)
KINDS = ("take_in", "accept", "reject", "undo", "open", "join", "part", "unsure", "describe", "event", "hide", "other")


def a_step(casebook, kind, number, who):
    """One act on what is there; refused acts are part of life."""
    claims = list(ClaimRow.objects.order_by("claim_id").values_list("claim_id", flat=True)) or ["0" * 64]
    people = list(PersonRow.objects.order_by("display_name", "person_id").values_list("person_id", flat=True))
    mentions = sorted(set(MentionRow.objects.values_list("document_id", "name"))) or [("0" * 64, "Nobody")]
    decisions = list(DecisionRow.objects.order_by("when", "pk").values_list("pk", flat=True))
    mention = Subject(mention=MentionReference(document_id=(m := mentions[number % len(mentions)])[0], name=m[1]))
    person = people[number % len(people)] if people else "0" * 32
    other = Subject(person_id=people[(number // 3) % len(people)]) if people else mention
    also = []
    supersedes = ()
    if kind == "take_in":
        day = number % 2 + 1
        return take_in(casebook, TEXTS[number % 3], published="" if number % 4 else f"2022-06-0{day}", outlet=f"P{day}")
    if kind == "open":
        opened = workflow.open_person(who)
        also, body = [opened], SamePerson(person_id=opened.person_id, subjects=(mention,))
    elif kind == "undo":
        supersedes = (decisions[number % len(decisions)],) if decisions else ()
        body = Withdraw()
    else:
        body = {
            "accept": Accept(claim_id=claims[number % len(claims)]),
            "reject": Reject(claim_id=claims[number % len(claims)]),
            "join": SamePerson(person_id=person, subjects=(other if number % 2 else mention,)),
            "part": DifferentPersons(one=Subject(person_id=person), other=other if number % 2 else mention),
            "unsure": UnsurePersons(one=mention, other=other),
            "describe": DescribeDocument(document_id=mentions[0][0], metadata=Metadata(outlet="Q", published="2022")),
            "event": SameEvent(claim_ids=tuple(claims[: number % 3 + 1])),
            "hide": Hide(person_id=person),
            "other": (
                SetLevel(target_kind="claim", target=claims[0], level=2),
                SameOrganisation(names=("P1", "P2")),
                TrustKey(casebook_id="0" * 64),
                GrantAccess(account=ALICE, role="lead"),
            )[number % 4],
        }[kind]
    return workflow.record_decision(casebook, body, who, supersedes=supersedes, also=also)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    history=st.lists(
        st.tuples(st.sampled_from(KINDS), st.integers(0, 30), st.sampled_from((ALICE, BOB))), min_size=4, max_size=14
    )
)
def test_step_by_step_equals_all_at_once(casebook, history):
    for kind, number, who in (("take_in", 0, ALICE), ("open", 0, ALICE), *history):
        try:
            a_step(casebook, kind, number, who)
        except RefusedError:
            continue
    assert workflow.rebuild(check=True).differences == ()


def attach(casebook, person, *mentions):
    subjects = tuple(Subject(mention=MentionReference(document_id=found, name=name)) for found, name in mentions)
    body = SamePerson(person_id=person.person_id, subjects=subjects)
    return workflow.record_decision(casebook, body, ALICE, also=[person]).decision_ids[0]


def opened(second):
    return workflow.open_person(ALICE, when=f"2026-01-01T00:00:0{second}Z")


def test_joined_persons_take_all_their_mentions_along(casebook):
    reports = [take_in(casebook, text).document_id for text in TEXTS]
    first, second = opened(1), opened(2)
    attach(casebook, first, (reports[0], NAMES[0]))
    attach(casebook, second, (reports[1], NAMES[1]), (reports[2], NAMES[2]))
    join = SamePerson(person_id=first.person_id, subjects=(Subject(person_id=second.person_id),))
    joined = workflow.record_decision(casebook, join, ALICE).decision_ids
    owners = MentionRow.objects.exclude(person_id="").values_list("person_id", flat=True)
    assert set(owners) == {first.person_id}
    assert workflow.rebuild(check=True).differences == ()
    workflow.record_decision(casebook, Withdraw(), ALICE, supersedes=joined)
    assert set(owners.all()) == {first.person_id, second.person_id}
    assert workflow.rebuild(check=True).differences == ()


def test_a_chain_of_joins_is_disputed_as_a_whole(casebook):
    reports = [take_in(casebook, text).document_id for text in TEXTS]
    people = [opened(number) for number in range(4)]
    for number, person in enumerate(people):
        attach(casebook, person, (reports[number % 3], NAMES[number % 3]))
    for one, other in pairwise(people):
        body = SamePerson(person_id=one.person_id, subjects=(Subject(person_id=other.person_id),))
        workflow.record_decision(casebook, body, ALICE)
    apart = DifferentPersons(one=Subject(person_id=people[0].person_id), other=Subject(person_id=people[3].person_id))
    workflow.record_decision(casebook, apart, ALICE)
    assert DecisionRow.objects.filter(disputed=True, kind="same_person").count() >= 3
    assert workflow.rebuild(check=True).differences == ()


@pytest.fixture
def filled(casebook):
    for text in TEXTS:
        take_in(casebook, text)
    a_step(casebook, "open", 0, ALICE)
    a_step(casebook, "accept", 1, ALICE)
    return casebook


def test_a_check_changes_nothing_and_names_what_differs(filled):
    ClaimRow.objects.filter(pk=ClaimRow.objects.first().pk).update(state="rejected")
    PersonRow.objects.update(display_name="Somebody else")
    differences = workflow.rebuild(check=True).differences
    assert any(line.startswith("ClaimRow") for line in differences)
    assert any(line.startswith("PersonRow") for line in differences)
    assert PersonRow.objects.get().display_name == "Somebody else"


def test_a_rebuild_makes_all_rows_again(filled):
    worldwide.freshen()
    counts = [
        model.objects.count() for model in (DocumentRow, ClaimRow, MentionRow, PersonRow, DecisionRow, QuestionRow)
    ]
    names = list(PersonRow.objects.values_list("display_name", flat=True))
    DocumentRow.objects.all().delete()
    PersonRow.objects.all().delete()
    DecisionRow.objects.all().delete()
    seen = []
    result = workflow.rebuild(progress=seen.append)
    assert (result.documents, result.persons, result.decisions) == (3, 1, 2)
    assert seen[-1] == 4
    assert counts == [
        model.objects.count() for model in (DocumentRow, ClaimRow, MentionRow, PersonRow, DecisionRow, QuestionRow)
    ]
    assert names == list(PersonRow.objects.values_list("display_name", flat=True))
    assert workflow.rebuild(check=True).differences == ()


def test_rows_of_other_code_or_packs_are_known_to_be_old(filled, monkeypatch):
    from habeas.store import deriving

    workflow.rebuild()
    assert not deriving.needs_rebuild()
    monkeypatch.setattr(deriving, "views_digest", lambda: "other")
    assert deriving.needs_rebuild()


@settings(max_examples=12, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(
    history=st.lists(
        st.tuples(st.sampled_from(KINDS), st.integers(0, 30), st.sampled_from((ALICE, BOB))), min_size=6, max_size=20
    )
)
def test_a_slice_gives_the_case_that_everything_gives(casebook, history):
    for kind, number, who in (("take_in", 0, ALICE), ("open", 0, ALICE), ("take_in", 1, ALICE), *history):
        try:
            a_step(casebook, kind, number, who)
        except RefusedError:
            continue
    everything = read_ledger(casebook.casebook_id)
    for person_id in everything.persons:
        part = read_slice(casebook.casebook_id, person_ids=[person_id])
        assert derive_case(part, person_id, record_set=True) == derive_case(everything, person_id, record_set=True)
    for document_id in everything.documents:
        part = read_slice(casebook.casebook_id, document_ids=[document_id])
        assert derive_document(part, document_id) == derive_document(everything, document_id)
