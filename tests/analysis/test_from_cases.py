from dataclasses import replace

from habeas.analysis import count_held, find_definition
from habeas.analysis.from_cases import capture_records, country_measures, custody_intervals, person_measures
from habeas.analysis.inputs import RELEASED, TERM_SERVED, DayRange
from habeas.registry.casefile import (
    OPEN_END,
    Case,
    Charge,
    DocumentView,
    Episode,
    EventView,
    Evidence,
    Interval,
    Intervention,
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
