from habeas.model import EVENT_TYPES, default_level, event_type
from habeas.model.vocabulary import DEAD, HELD, LIBERTY, PROCEDURE, ROLES


def test_there_are_forty_two_types_each_once():
    assert len(EVENT_TYPES) == len({row.name for row in EVENT_TYPES}) == 42


def test_every_row_uses_known_words():
    for row in EVENT_TYPES:
        assert set(row.roles) <= set(ROLES), row.name
        assert row.liberty in ("", "unchanged", *LIBERTY), row.name
        assert row.procedure in ("", *PROCEDURE), row.name
        assert row.vouched in ("", "term", "days", "custody_limit", "remand", "open"), row.name
        assert row.variants[0] == "" or row.variants == ("",), row.name
        assert 0 <= row.level <= 4


def test_whatever_begins_a_state_of_custody_says_how_long_it_can_be_vouched_for():
    for row in EVENT_TYPES:
        if row.liberty in (*HELD, *DEAD):
            assert row.vouched, row.name


def test_politics_never_opens_a_case():
    for name in ("diplomatic_act", "negotiation", "intervention", "appeal", "sanction_change", "state_concession"):
        row = event_type(name)
        assert row is not None
        assert not row.opens_case


def test_what_can_hurt_is_for_the_case_team_unless_somebody_decides():
    for name in ("ill_treatment", "denial_of_medical_care", "hunger_strike", "isolation", "intervention"):
        assert default_level("event", name) == 1
    assert default_level("attribute", "health") == 1
    assert default_level("relation") == 1
    assert default_level("event", "a type of a later version") == 1
