"""The page of contradictions: those across reports too, for whoever may read the whole casebook."""

from web.world import make_account

from habeas.registry.casefile import Contradiction, Side
from habeas.store import derived, worldwide
from habeas.web.casebook import served_casebook


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
