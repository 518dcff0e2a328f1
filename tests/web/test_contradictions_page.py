"""The page of contradictions: those across reports too, for whoever may read the whole casebook."""

from web.world import make_account

from habeas.model import Hide
from habeas.registry.casefile import Contradiction, Side
from habeas.store import derived, worldwide
from habeas.web import freshening
from habeas.web.casebook import served_casebook
from habeas.workflow import record_decision


def of_no_case(world, values):
    """A contradiction of no case between two claims of the world."""
    claims = (world.claims["detained"], world.claims["detained_again"])
    return Contradiction(
        type="order",
        field="sequence",
        subject="sanction_change",
        sides=tuple(Side((claim,), value, (), 1) for claim, value in zip(claims, values, strict=True)),
        certainty="possible",
        question="One report puts the measure before the release, the other after it.",
    )


def test_what_lies_across_reports_is_shown_apart_from_cases(world, as_):
    worldwide.freshen()
    derived.replace_other_contradictions((of_no_case(world, ("sanction change first", "release first")),))
    text = as_("alice").get("/contradictions/").content.decode()
    assert "Across reports" in text
    assert "first: change of sanctions" in text
    assert "first: release" in text
    assert "Across reports" in as_("alice").get("/contradictions/?type=order").content.decode()
    assert "Across reports" not in as_("alice").get("/contradictions/?type=date").content.decode()


def test_who_reads_one_case_sees_nothing_of_other_reports(world, as_):
    worldwide.freshen()
    derived.replace_other_contradictions((of_no_case(world, ("sanction change first", "release first")),))
    make_account(served_casebook(), "clara", "reader", person_id=world.person)
    assert "Across reports" not in as_("clara").get("/contradictions/").content.decode()


def test_a_large_casebook_says_that_what_lies_across_reports_is_older(world, as_, monkeypatch):
    behind = "as they were before the newest decisions"
    assert behind not in as_("alice").get("/contradictions/").content.decode()
    worldwide.mark_stale()
    monkeypatch.setattr(worldwide, "_AT_ONCE", 1)
    text = as_("alice").get("/contradictions/").content.decode()
    assert behind in text
    assert "they are being looked for again" in text
    freshening.wait_for_work(20)
    assert behind not in as_("alice").get("/contradictions/").content.decode()
    worldwide.mark_stale()
    monkeypatch.setattr(worldwide, "_IN_MEMORY", 1)
    assert "habeas rebuild looks for them again" in as_("alice").get("/contradictions/").content.decode()
    freshening.wait_for_work(20)
    monkeypatch.undo()
    assert behind not in as_("alice").get("/contradictions/").content.decode()


def test_contradictions_of_who_is_hidden_are_listed_for_leads_only(world, as_):
    assert "Vydumanaya" in as_("rita").get("/contradictions/").content.decode()
    record_decision(served_casebook(), Hide(person_id=world.person), world.alice)
    text = as_("rita").get("/contradictions/").content.decode()
    assert world.person not in text
    assert "Vydumanaya" not in text
