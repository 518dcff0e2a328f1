import pickle
from dataclasses import replace

from habeas.analysis import count_held, find_definition
from habeas.analysis.from_cases import (
    all_custody_intervals,
    capture_records,
    country_measures,
    custody_intervals,
    person_measures,
    year_of_arrest,
)
from habeas.analysis.inputs import RELEASED, TERM_SERVED, DayRange, Period
from habeas.registry.casefile import (
    OPEN_END,
    AccusationView,
    Case,
    Charge,
    DocumentView,
    Episode,
    EventView,
    Evidence,
    Interval,
    Intervention,
    NameForm,
    Valued,
)

NONE = Evidence((), 0)


def event(key, type_, date, **more):
    return EventView(key, type_, more.pop("variant", ""), date, date, date, "asserted", type_, (), NONE, **more)


def document(id_, published, outlet="Outlet A"):
    return DocumentView(id_, "", "", outlet, "", "en", published, False, "decided", (), "", "read", (), (), 0)


def liberty(value, first, last):
    return Interval(value, first, last, first, last, first, last, "2023-03-01", "", NONE)


CASE = Case(
    "nora-lindt",
    opens="accepted",
    liberty=(liberty("remand", "2023-01-12", "2023-06-30"), liberty("released", "2023-07-01", OPEN_END)),
    recognition=(replace(liberty("recognised", "2023-02-01", OPEN_END), body="A Body"),),
    episodes=(
        Episode("detention", "2023-01-12", "release", "2023-07-01", OPEN_END, ("remand",), ("e1", "e2"), "", NONE),
    ),
    events=(event("e1", "detention", "2023-01-12", place="Northtown"), event("e2", "release", "2023-07-01")),
    charges=(
        Charge("342", "", "charge", "2023-01", "walked on a road", "", (), NONE),
        Charge("361", "", "charge", "2024-05", "", "", (), NONE),
    ),
    interventions=(Intervention(("An Envoy",), (), "intervention", "2023-06-20", "", (), "", (), NONE),),
    documents=("d1", "d2"),
)
DOCUMENTS = {"d1": document("d1", "2023-01-15"), "d2": document("d2", "2023-08-01", "Outlet B")}


def test_an_episode_becomes_an_interval_with_its_own_charges():
    (interval,) = custody_intervals(CASE, DOCUMENTS)
    assert interval.start == DayRange.of("2023-01-12")
    assert interval.first_documented == DayRange.of("2023-01-15")
    assert (interval.end, interval.end_kind) == (DayRange.of("2023-07-01"), RELEASED)
    assert (interval.articles, interval.place, interval.stated_reason) == (("342",), "Northtown", "walked on a road")
    assert interval.recognised_by == (("A Body", DayRange.of("2023-02-01").earliest),)
    assert not interval.known_by_end_only


def test_a_served_term_is_no_release():
    served = replace(CASE, events=(CASE.events[0], event("e2", "release", "2023-07-01", variant="end_of_term")))
    assert custody_intervals(served, DOCUMENTS)[0].end_kind == TERM_SERVED
    unknown = replace(CASE, episodes=(replace(CASE.episodes[0], ended_by="amnesia"),))
    assert custody_intervals(unknown, DOCUMENTS)[0].end_kind == "other"


def test_a_case_first_reported_when_it_ended_is_marked():
    (interval,) = custody_intervals(CASE, {"d2": DOCUMENTS["d2"]})
    assert interval.known_by_end_only
    assert custody_intervals(CASE, {})[0].first_documented.width is None


def test_hidden_and_joined_cases_give_nothing():
    for case in (replace(CASE, hidden=True), Case("x", redirect="nora-lindt")):
        assert custody_intervals(case, DOCUMENTS) == ()
        assert person_measures(case) == ()
        assert capture_records([case], DOCUMENTS) == ()


def test_held_is_answered_from_the_status_of_the_case():
    intervals = custody_intervals(CASE, DOCUMENTS)
    closed = find_definition("behind_bars")
    assert count_held(intervals, DayRange.of("2023-05-01").earliest, closed).certain == ("nora-lindt",)
    assert count_held(intervals, DayRange.of("2023-07-02").earliest, closed).certain == ()


def test_measures_and_capture_records_come_from_the_case():
    assert [(m.measure, m.day.written()) for m in person_measures(CASE)] == [("intervention", "2023-06-20")]
    assert person_measures(CASE, ("appeal",)) == ()
    step = event("s", "sanction_change", "2023-06-25", variant="imposed")
    assert [m.measure for m in country_measures([step, step, CASE.events[0]])] == ["sanction_change: imposed"]
    assert [record.source for record in capture_records([CASE], DOCUMENTS)] == ["Outlet A", "Outlet B"]


def accusation(conduct, date, told_by):
    return AccusationView(conduct, date, "The prosecution", ("342",), "", told_by, (), NONE)


def test_alleged_conduct_gives_the_lag_its_first_day_and_the_reason_its_kind():
    case = replace(
        CASE,
        accusations=(
            accusation("took part in a march", "2020-08", "2023-01-20"),
            accusation("took part in a march", "2020-08-23", "2023-02-01"),
            accusation("gave donations", "2024-01-01", "2023-03-01"),
        ),
    )
    (interval,) = custody_intervals(case, DOCUMENTS)
    assert interval.conduct == DayRange.of("2020-08-23")
    assert interval.families == ("protest",)
    assert interval.reasons == ("protest", "donation", "other")
    assert "alleged donor" in interval.groups


def test_an_accusation_told_in_a_later_time_in_custody_belongs_to_that_one():
    again = Episode("detention", "2024-05-01", "", "", OPEN_END, ("remand",), (), "", NONE)
    told = (accusation("a comment", "2021-01-01", "2023-02-01"), accusation("a comment", "2022-02-02", "2024-06-01"))
    case = replace(CASE, episodes=(*CASE.episodes, again), accusations=told)
    assert [one.conduct for one in custody_intervals(case, DOCUMENTS)] == [
        DayRange.of("2021-01-01"),
        DayRange.of("2022-02-02"),
    ]
    unknown = replace(case, accusations=(accusation("a comment", "2021-01-01", ""),))
    assert [one.conduct.width for one in custody_intervals(unknown, DOCUMENTS)] == [None, None]


def test_public_roles_come_from_the_work_that_is_told_and_kin_from_others_who_were_held():
    spouse = Case(
        "olga-lindt",
        opens="accepted",
        names=(NameForm("Olga Lindt", "Latn", ("c",)),),
        episodes=CASE.episodes,
        attributes=(Valued("a photojournalist", NONE, note="profession"),),
        relations=(Valued("Nora Lindt", NONE, note="spouse"),),
    )
    nora = replace(CASE, names=(NameForm("Nora Lindt", "Latn", ("c",)),))
    alone, both = all_custody_intervals([spouse], {}), all_custody_intervals([spouse, nora], {})
    assert alone[0].groups == ("journalist",)
    assert both[0].groups == ("journalist", "relative of another who was held")


def test_capture_records_can_be_held_to_a_period_and_told_apart_by_year_of_arrest():
    year = Period.of("2024-01-01", "2024-12-31")
    assert capture_records([CASE], DOCUMENTS, held_in=year) == ()
    found = capture_records([CASE], DOCUMENTS, held_in=Period.of("2023-01-01", "2023-12-31"), stratum_of=year_of_arrest)
    assert {record.stratum for record in found} == {"2023"}


def test_intervals_can_go_to_another_process():
    intervals = custody_intervals(CASE, DOCUMENTS)
    assert pickle.loads(pickle.dumps(intervals)) == intervals
