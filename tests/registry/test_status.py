import msgspec
import pytest

from habeas.model.errors import InputError
from habeas.registry import HeldIndex, derive_case, public_by, status_on
from tests.registry.records import Notebook


def told(*events, states=()):
    book = Notebook()
    person = book.person()
    for event_type, when, *more in events:
        book.tell(person, "Ivan Sample", event_type, when, **(more[0] if more else {}))
    for status, when, *since in states:
        document = book.document(f"{status} {when}", outlet=f"Paper {status} {when}")
        claim = book.state(document, "Ivan Sample", status, when, since=since[0] if since else "")
        book.decide_accept(claim)
        book.attach(person, (document, "Ivan Sample"))
    return derive_case(book.ledger, person)


def values(case, *days):
    return [status_on(case, day).value for day in days]


def test_a_detention_vouches_for_the_legal_limit_and_no_longer():
    case = told(("detention", "2023-01-12"))
    assert values(case, "2023-01-11", "2023-01-12", "2023-01-14", "2023-01-15") == [
        "not known",
        "detained",
        "detained",
        "not known",
    ]


def test_crimes_against_the_state_have_the_longer_limit_once_it_is_law():
    case = told(("detention", "2023-04-12", {"articles": ["361-4"]}))
    assert values(case, "2023-04-21", "2023-04-22") == ["detained", "not known"]
    assert values(told(("detention", "2022-04-12", {"articles": ["361-4"]})), "2022-04-15") == ["not known"]


def test_an_administrative_arrest_vouches_for_its_days():
    case = told(("administrative_arrest", "2021-05-01", {"days": 15, "kind": "arrest"}))
    assert values(case, "2021-05-01", "2021-05-15", "2021-05-16") == [
        "administrative_arrest",
        "administrative_arrest",
        "not known",
    ]


def test_remand_is_vouched_for_eighteen_months_without_news_and_news_renews_it():
    case = told(("remand", "2021-01-10"))
    assert values(case, "2022-07-12", "2022-07-13") == ["remand", "not known"]
    case = told(("remand", "2021-01-10"), ("transfer", "2022-06-01"))
    assert values(case, "2023-11-30", "2023-12-02") == ["remand", "not known"]


def test_past_the_calculated_end_of_a_term_nothing_is_known():
    case = told(("detention", "2021-01-10"), ("verdict", "2021-01-10", {"years": 1, "kind": "imprisonment"}))
    assert status_on(case, "2021-06-01").calculated
    assert status_on(case, "2022-01-20").words == "not known (last reported held on 2021-01-10)"


def test_a_term_counts_from_the_arrest_and_never_vouches_past_the_greatest_credit():
    """Eighteen months from 11 January 2023, freed on 20 April 2024 in the end: no day from then on may read held."""
    case = told(("detention", "2023-01-11"), ("verdict", "2023-04-06", {"months": 18, "kind": "imprisonment"}))
    assert status_on(case, "2024-03-01").value == "serving"
    assert status_on(case, "2024-04-20").held is None
    assert case.terms[0].calculated_end == "2024-07-11"
    assert case.terms[0].note.startswith("calculated")


def test_a_release_ends_it_and_an_inexact_one_leaves_a_gap_of_not_known():
    case = told(("remand", "2021-09-01"), ("release", "2022-01/2022-04"))
    assert values(case, "2021-12-31", "2022-01-01", "2022-04-29", "2022-04-30", "2025-01-01") == [
        "remand",
        "not known",
        "not known",
        "released",
        "released",
    ]
    assert status_on(case, "2022-02-01").possible == ("released", "remand")


def test_a_release_of_unknown_date_makes_held_uncertain_everywhere():
    case = told(("remand", "2021-09-01"), ("release", ""))
    assert status_on(case, "2021-09-05").held is None


def test_a_state_bears_witness_for_its_day_and_opens_no_episode():
    case = told(states=[("held", "2023-01-12")])
    assert values(case, "2023-01-11", "2023-01-12", "2023-01-13") == ["not known", "held", "not known"]
    assert case.episodes == ()
    assert case.opens == "accepted"


def test_a_state_that_says_since_when_vouches_for_the_time_between():
    case = told(states=[("remand", "2023-01-12", "2022-11-05")])
    assert values(case, "2022-11-04", "2022-11-05", "2023-01-12", "2023-01-13") == [
        "not known",
        "remand",
        "remand",
        "not known",
    ]


def test_jailed_after_a_release_without_a_new_arrest_is_a_contradiction_and_not_known():
    case = told(("detention", "2022-01-01"), ("release", "2022-02-01"), states=[("held", "2022-03-01")])
    assert values(case, "2022-02-15", "2022-03-01", "2022-04-01") == ["released", "not known", "not known"]
    assert [found.type for found in case.contradictions] == ["state"]


def test_reported_free_while_custody_was_vouched_for_leaves_only_the_witnessed_days():
    case = told(("remand", "2022-01-01"), states=[("at_liberty", "2022-05-01")])
    assert values(case, "2022-01-01", "2022-03-01", "2022-05-01", "2022-05-02") == [
        "remand",
        "not known",
        "at_liberty",
        "not known",
    ]
    assert [found.type for found in case.contradictions] == ["state"]


def test_released_and_detained_again_the_same_day_is_not_known():
    case = told(("remand", "2021-01-01"), ("release", "2021-06-01"), ("detention", "2021-06-01"))
    assert status_on(case, "2021-06-02").held is None
    assert status_on(case, "2021-05-31").value == "remand"


def test_arrested_in_a_year_and_released_on_a_day_of_it_is_released():
    case = told(("detention", "2020"), ("release", "2020-09-01"))
    assert status_on(case, "2021-01-01").value == "released"


def test_an_acquittal_or_dropped_charges_vouch_for_nothing_any_more():
    for ruling in (("verdict", "2021-03-01", {"variant": "acquitted"}), ("charges_dropped", "2021-03-01")):
        case = told(("remand", "2021-01-01"), ruling)
        assert values(case, "2021-02-28", "2021-03-01") == ["remand", "not known"]


@pytest.mark.parametrize("kind", ["fine", "restricted_freedom", "community_service"])
def test_a_verdict_without_prison_is_never_held(kind):
    case = told(("verdict", "2021-03-01", {"years": 2, "kind": kind}))
    assert status_on(case, "2021-06-01").held is not True


def test_a_verdict_in_absentia_moves_the_procedure_and_not_liberty():
    case = told(("verdict", "2021-03-01", {"years": 12, "kind": "imprisonment", "in_absentia": True}))
    assert case.liberty == ()
    assert [one.value for one in case.procedure] == ["absentia_convicted"]


def test_the_procedure_moves_on_and_never_back():
    case = told(
        ("charge", "2021-01-05", {"variant": "suspicion"}),
        ("charge", "2021-01-15", {"variant": "charge"}),
        ("court_hearing", "2021-05-01"),
        ("remand", "2021-05-10"),
        ("verdict", "2021-06-01", {"years": 2, "kind": "imprisonment"}),
        ("appeal_ruling", "2021-08-01", {"variant": "upheld"}),
    )
    assert [one.value for one in case.procedure] == [
        "suspect",
        "accused",
        "on_trial",
        "convicted_not_final",
        "convicted_final",
    ]


def test_repeated_short_arrests_are_episodes_of_their_own_and_flagged():
    case = told(
        ("administrative_arrest", "2021-05-01", {"days": 15, "kind": "arrest"}),
        ("administrative_arrest", "2021-05-20", {"days": 15, "kind": "arrest"}),
    )
    assert [(one.start, one.end) for one in case.episodes] == [("2021-05-01", ""), ("2021-05-20", "")]
    assert {flag.kind for flag in case.flags} == {"repeated_arrest", "end_unknown"}


def test_one_episode_runs_from_arrest_to_release_and_a_new_arrest_opens_another():
    case = told(
        ("detention", "2020-08-01"),
        ("remand", "2020-08-11"),
        ("verdict", "2021-02-01", {"years": 2, "kind": "imprisonment"}),
        ("release", "2022-01-10"),
        ("detention", "2023-03-03"),
    )
    assert [(one.begun_by, one.start, one.ended_by, one.end) for one in case.episodes] == [
        ("detention", "2020-08-01", "release", "2022-01-10"),
        ("detention", "2023-03-03", "", ""),
    ]
    assert case.episodes[0].values == ("detained", "remand", "serving")
    assert {flag.kind for flag in case.flags} == {"detained_again"}


def test_death_ends_everything_and_what_is_dated_after_it_is_a_contradiction():
    case = told(("remand", "2021-01-01"), ("death_in_custody", "2021-05-21"), ("court_hearing", "2021-06-01"))
    assert values(case, "2021-05-20", "2021-05-21", "2030-01-01") == ["remand", "died_in_custody", "died_in_custody"]
    assert [found.field for found in case.contradictions if found.type == "order"] == ["death"]


def test_a_new_charge_while_serving_is_flagged():
    case = told(
        ("detention", "2020-08-01"),
        ("verdict", "2021-02-01", {"years": 5, "kind": "imprisonment"}),
        ("charge_in_custody", "2022-03-01", {"articles": ["411"]}),
    )
    assert "charge_in_custody" in {flag.kind for flag in case.flags}


def test_ten_thousand_contradictory_dates_fold_and_say_so():
    book = Notebook()
    person = book.person()
    from datetime import date as day
    from datetime import timedelta

    document = book.document("many", outlet="One")
    claims = []
    for number in range(300):
        when = (day(1990, 1, 1) + timedelta(days=11 * number)).isoformat()
        claim = book.claim(document, "Ivan Sample", "detention", when)
        book.decide_accept(claim)
        claims.append(claim)
    book.attach(person, (document, "Ivan Sample"))
    case = derive_case(book.ledger, person)
    assert len(case.events) == 300
    book.same_event(*claims)
    case = derive_case(book.ledger, person)
    (found,) = [one for one in case.contradictions if one.type == "date"]
    assert len(found.sides) + found.folded == 300
    assert found.folded > 0
    assert status_on(case, "1995-01-01").held is None


def test_what_nothing_dates_has_no_first_possible_day():
    case = told(("release", ""), states=[("held", "../2021-03-01")])
    assert {one.possible_from for one in case.liberty} == {""}
    assert "0001-01-01" not in msgspec.json.encode(case).decode()
    assert HeldIndex.of_cases([case]).held_on("2020-01-01").not_known == ()
    dated = told(("release", "2021-05-01"))
    assert [one.possible_from for one in dated.liberty] == ["2021-05-01"]


@pytest.mark.parametrize("day", ["2023-13-01", "20230112", "2023-W02-4", "2023-01", "yesterday", ""])
def test_a_day_is_asked_for_as_days_are_written_or_refused(day):
    case = told(("detention", "2023-01-12"))
    with pytest.raises(InputError, match="not a day"):
        HeldIndex.of_cases([case]).held_on(day)
    book = Notebook()
    with pytest.raises(InputError, match="not a day"):
        public_by(book.ledger, day)
    if day:  # no day is now
        with pytest.raises(InputError, match="not a day"):
            derive_case(book.ledger, book.person(), as_of=day)
