"""Questions and answers as plain values, and answering in a process of its own."""

import json

import pytest

from habeas.analysis import CustodyInterval, DayRange, Period
from habeas.analysis.answers import MASK, ReleaseQuestion, TotalsQuestion, TrendQuestion, answer, mask_small
from habeas.analysis.apart import StoppedError, answer_apart
from habeas.analysis.linked_lists import CaptureRecord
from habeas.analysis.simulate import simulate_releases

YEAR = Period.of("2021-01-01", "2021-12-31")
ARRESTED = CustodyInterval("a", DayRange.of("2021-03-01"), DayRange.of("2021-03-05"), place="Northtown")


def test_an_answer_is_plain_values_that_cross_to_json():
    found = answer(TrendQuestion((ARRESTED,), YEAR, by="place", before=YEAR, after=YEAR))
    assert json.loads(json.dumps(found)) == found
    assert found["plotted"] == ["Northtown"]
    assert set(found["plots"]) == {"held", "trend-0"}
    assert found["composition"]["dimension"] == "charge_family"
    assert "plots" not in answer(TrendQuestion((ARRESTED,), YEAR), plots=False)


def test_reports_by_month_are_added_up_for_years():
    read = (("2021-03", 4), ("2021-04", 5), ("2022-01", 9))
    found = answer(TrendQuestion((ARRESTED,), YEAR, step="year", reports_read=read), plots=False)
    assert found["trend"]["reports_read"] == [9]


def test_what_leaves_the_case_team_names_nobody_and_tells_no_small_number():
    world = simulate_releases(3)
    asked = ReleaseQuestion(tuple(world.people), world.period, tuple(world.measures))
    found = answer(asked, plots=False)
    assert any(measure["cases"] for measure in found["measures"])
    told = json.dumps(mask_small(found))
    assert not any(f'"{person.person_key}"' in told for person in world.people)
    trend = mask_small(answer(TrendQuestion((ARRESTED,), YEAR), plots=False))
    assert {cell["expected"] for cell in trend["trend"]["rows"]["all"]} == {0.0, MASK}


def test_another_process_answers_as_this_one_and_is_stopped_when_it_takes_too_long():
    records = tuple(
        CaptureRecord(f"{person}{source}", str(person), source)
        for person in range(40)
        for source in "ABC"
        if person % (2 + "ABC".index(source))
    )
    question = TotalsQuestion(records, (("A", ("A",)), ("B", ("B",))))
    apart = answer_apart(question)
    assert apart == json.loads(json.dumps(answer(question)))
    with pytest.raises(StoppedError, match=r"longer than 0 seconds"):
        answer_apart(question, seconds=0.01)


def test_a_question_that_makes_no_sense_comes_back_as_its_sentence():
    question = TotalsQuestion(
        (CaptureRecord("1", "p", "A"), CaptureRecord("2", "q", "B")), (("A", ("A",)), ("B", ("B",)))
    )
    with pytest.raises(StoppedError, match="Nobody in this table is on two lists"):
        answer_apart(question)
