from habeas.publishing.audience import Audience
from habeas.publishing.gate import visible
from habeas.registry.casefile import (
    Case,
    ClaimLine,
    Contradiction,
    EventView,
    Evidence,
    Side,
    StatementView,
    Valued,
)

DAY = "2026-11-22"
ALICE = Audience(1, DAY, reviews=True)
PARTNER = Audience(2, DAY)
PUBLIC = Audience(4, DAY)
CHARLIE = Audience(4, DAY, person_ids=frozenset())
LEVELS = {"arrest": 4, "beating": 1, "transfer": 2}


def level_of(claim_id):
    return LEVELS.get(claim_id, 0)


def event(*claims, kind="detention"):
    return EventView(
        claims[0], kind, "", "2023-01-12", "2023-01-12", "2023-01-12", "asserted", kind, (), Evidence(claims, 1)
    )


def unreviewed():
    return ClaimLine("arrest", "d", "event", "detention", "asserted", "proposed", "", False, 0, 4, ())


def case(**parts):
    base = {
        "person_id": "p",
        "display_name": "Anna Invented",
        "events": (event("arrest", "beating"), event("transfer", kind="transfer")),
        "treatment": (event("beating", kind="ill_treatment"),),
        "unreviewed": (unreviewed(),),
        "evidence": Evidence(("arrest", "beating", "transfer"), 2),
    }
    return Case(**{**base, **parts})


def test_the_case_team_sees_everything():
    assert visible(case(), ALICE, level_of) == case()


def test_a_value_stays_with_the_claims_that_the_audience_may_see():
    seen = visible(case(), PUBLIC, level_of)
    assert [entry.evidence.claim_ids for entry in seen.events] == [("arrest",)]
    assert seen.treatment == ()
    assert seen.evidence.claim_ids == ("arrest",)


def test_partners_see_more_than_the_public_and_nothing_that_nobody_reviewed():
    seen = visible(case(), PARTNER, level_of)
    assert [entry.type for entry in seen.events] == ["detention", "transfer"]
    assert seen.unreviewed == ()


def test_charlie_sees_no_case():
    assert visible(case(), CHARLIE, level_of) is None


def test_a_hidden_person_and_a_case_without_a_visible_claim_are_not_there():
    assert visible(case(hidden=True), PARTNER, level_of) is None
    assert visible(case(), PUBLIC, lambda _claim_id: 1) is None


def test_a_contradiction_goes_as_a_whole_when_a_side_may_not_be_seen():
    sides = (Side(("arrest",), "2023-01-12", (), 1), Side(("beating",), "2023-01-11", (), 1))
    clash = Contradiction("date", "date", "detention", sides, "certain", "Which day?")
    assert visible(case(contradictions=(clash,)), PUBLIC, level_of).contradictions == ()
    assert visible(case(contradictions=(clash,)), ALICE, level_of).contradictions == (clash,)


def test_parts_go_through_the_gate_as_a_case_does():
    parts = (Valued("x", Evidence(("beating",), 1)), StatementView("A. Sample", "", "direct", "words", "d", "arrest"))
    assert visible(parts, PUBLIC, level_of) == parts[1:]
    assert visible(parts[0], PUBLIC, level_of) is None
