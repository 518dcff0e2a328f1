import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import (
    Attribute,
    Claim,
    Consent,
    Decision,
    Event,
    Hide,
    Mention,
    Seal,
    SetLevel,
    Span,
    record_id,
)
from habeas.publishing.policy import build_policy, consents_due

DAY = "2026-11-22"
TEXT = "Test Person, an invented name, was arrested."
PERSON, OTHER = "a" * 32, "b" * 32


def span(words):
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def claim(event_type="detention", role="person"):
    mention = Mention(role=role, written=span("Test Person"))
    body = Event(event_type=event_type, trigger=span("was arrested"), mentions=(mention,))
    return Claim(document_id="d" * 64, quote=span(TEXT), body=body, modality="asserted")


def decide(body):
    return Decision(body=body, who="alice", when="2026-11-22T09:30:00Z", casebook_id="c" * 64)


def level(*bodies, what=None, persons=(PERSON,), day=DAY, source="", redirects=None):
    what = what or claim()
    policy = build_policy([decide(body) for body in bodies], redirects)
    return policy.level_of_claim(record_id(what), what, day, persons=persons, source=source)


def consent(level=4, status="given", person=PERSON, **more):
    return Consent(person_id=person, given_by="family", status=status, level=level, **more)


def test_without_any_decision_a_person_wronged_is_for_the_case_team_only():
    assert level() == 1
    assert level(persons=()) == 1


def test_politics_without_a_person_wronged_is_public_by_default():
    assert level(what=claim("diplomatic_act", role="agent"), persons=()) == 4


def test_consent_opens_up_to_its_level_and_no_further():
    assert level(consent(3)) == 3
    assert level(consent(4)) == 4
    assert level(consent(4), what=claim("ill_treatment")) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"status": "withdrawn"},
        {"status": "refused"},
        {"expires": "2026-11-21"},
        {"given": "2026-11-23"},
        {"status": "a word of a later version"},
    ],
)
def test_a_consent_that_does_not_hold_on_the_day_opens_nothing(given):
    assert level(consent(4, **given)) == 1


def test_of_two_consents_the_stricter_holds():
    assert level(consent(4), consent(2)) == 2
    assert level(consent(4), consent(4, status="withdrawn")) == 1


def test_hidden_and_sealed_are_seen_by_nobody_whatever_else_is_decided():
    open_all = (consent(4), SetLevel(target_kind="person", target=PERSON, level=4))
    assert level(*open_all) == 4
    assert level(*open_all, Hide(person_id=PERSON)) == 0
    assert level(*open_all, Seal(target_kind="claim", target=record_id(claim()))) == 0
    assert level(*open_all, Seal(target_kind="document", target="x", closure=("d" * 64,))) == 0


@pytest.mark.parametrize(
    ("kind", "target"),
    [("document", "d" * 64), ("source", "Invented Courier"), ("kind", "detention"), ("kind", "event")],
)
def test_any_dimension_can_only_make_it_stricter(kind, target):
    assert level(consent(4), SetLevel(target_kind=kind, target=target, level=2), source="Invented Courier") == 2


def test_a_decision_on_a_claim_may_raise_what_its_kind_withholds():
    treated = claim("ill_treatment")
    raised = SetLevel(target_kind="claim", target=record_id(treated), level=3)
    assert level(consent(4), raised, what=treated) == 3


def test_what_was_decided_about_a_joined_person_holds_for_the_person_joined_to():
    assert level(consent(4), Hide(person_id=OTHER), redirects={OTHER: PERSON}) == 0
    assert level(consent(4), SetLevel(target_kind="person", target=OTHER, level=2), redirects={OTHER: PERSON}) == 2


def test_everybody_wronged_in_a_claim_counts():
    assert level(consent(4), persons=(PERSON, OTHER)) == 1
    assert level(consent(4), persons=(PERSON, "")) == 1
    assert level(consent(4), consent(3, person=OTHER), persons=(PERSON, OTHER)) == 3


def test_a_field_can_be_limited_alone():
    what = claim()
    policy = build_policy([decide(SetLevel(target_kind="claim", target=record_id(what), level=1, field="place"))])
    assert policy.level_of_field(record_id(what), what, "place") == 1
    assert policy.level_of_field(record_id(what), what, "date") == 4


def test_health_is_for_the_case_team():
    body = Attribute(person=Mention(role="person", written=span("Test Person")), attribute="health", value=span("name"))
    assert level(consent(4), what=Claim(document_id="d" * 64, quote=span(TEXT), body=body, modality="asserted")) == 1


def test_consents_to_renew_are_listed_ended_ones_first():
    policy = build_policy(
        [decide(consent(3, expires="2026-12-01")), decide(consent(2, person=OTHER, expires="2026-01-01"))]
    )
    assert [person for person, _ in consents_due(policy, DAY, "2026-12-31")] == [OTHER, PERSON]
    assert [person for person, _ in consents_due(policy, DAY, "2026-11-30")] == [OTHER]


bodies = st.one_of(
    st.builds(consent, st.integers(0, 4), st.sampled_from(["given", "withdrawn", "refused"])),
    st.builds(Hide, person_id=st.sampled_from([PERSON, OTHER])),
    st.builds(
        SetLevel,
        target_kind=st.sampled_from(["person", "document", "kind"]),
        target=st.sampled_from([PERSON, OTHER, "d" * 64, "event", "detention"]),
        level=st.integers(0, 4),
    ),
)


@given(st.lists(bodies, max_size=6), st.lists(bodies, max_size=6))
def test_more_restrictions_never_show_more_except_where_a_level_or_consent_is_the_first_of_its_kind(first, more):
    both = level(*first, *more)
    assert both == level(*more, *first)
    for body in (*first, *more):
        if isinstance(body, Hide) and body.person_id == PERSON:
            assert both == 0
        if isinstance(body, Consent) and body.status != "given":
            assert both <= 1 or body.person_id != PERSON
        if isinstance(body, SetLevel) and body.target in (PERSON, "d" * 64):
            assert both <= body.level or (body.target_kind, body.target) not in (
                ("person", PERSON),
                ("document", "d" * 64),
            )


def test_where_nobody_can_be_reached_a_second_one_must_record_the_same_ground():
    body = Consent(person_id=PERSON, given_by="public_interest", status="given", level=4)
    one = Decision(body=body, who="alice", when="2026-11-22T09:30:00Z", casebook_id="c" * 64)
    other = Decision(body=body, who="bob", when="2026-11-22T09:31:00Z", casebook_id="c" * 64)
    assert build_policy([one]).level_of_person(PERSON, DAY) == 1
    assert build_policy([one, one]).level_of_person(PERSON, DAY) == 1
    assert build_policy([one, other]).level_of_person(PERSON, DAY) == 4


def test_a_decision_that_only_limits_never_opens():
    opening = decide(SetLevel(target_kind="person", target=PERSON, level=4))
    limiting = decide(SetLevel(target_kind="person", target=PERSON, level=2))
    assert build_policy([], limits=[(opening, "")]).level_of_person(PERSON, DAY) == 1
    assert build_policy([opening], limits=[(limiting, "")]).level_of_person(PERSON, DAY) == 2
    assert build_policy([opening], limits=[(decide(Hide(person_id=OTHER)), PERSON)]).level_of_person(PERSON, DAY) == 0


def test_of_a_decision_on_a_claim_and_one_on_its_kind_the_stricter_holds():
    wide = SetLevel(target_kind="claim", target=record_id(claim()), level=4)
    strict = SetLevel(target_kind="kind", target="detention", level=1)
    assert level(consent(4), wide, strict) == 1
