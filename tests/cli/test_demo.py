"""The demo by the command line: its reports show what they were written for, and a second demo changes nothing."""

import json
import os
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run habeas on a casebook of the demo; what it prints on standard output."""
    casebook = tmp_path_factory.mktemp("demo") / "casebook"

    def _run(*arguments):
        command = [sys.executable, "-m", "habeas", "--casebook", str(casebook), *arguments]
        environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    _run("demo", "--no-serve")
    return _run


@pytest.fixture(scope="module")
def contradictions(run):
    return json.loads(run("contradictions", "--format", "json"))


def values(contradiction):
    return [side["value"] for side in contradiction["sides"]]


def find(contradictions, kind, *words):
    return [one for one in contradictions if one["type"] == kind and all(word in str(values(one)) for word in words)]


def test_the_order_of_releases_and_sanctions_is_disputed_for_both_years(contradictions):
    for release, suspension in (("2008-08", "2008-10-13"), ("2015-08-22", "2015-10-29")):
        (found,) = find(contradictions, "order", release, suspension)
        (first,) = [side for side in found["sides"] if side["value"].startswith("sanction change first")]
        assert {source["name"] for source in first["said_by"]} == {"Eurasia Daily Monitor"}
        assert all(side["claims"] for side in found["sides"])


def test_the_ambassador_came_after_the_release_that_she_is_credited_with(contradictions):
    (found,) = find(contradictions, "order", "diplomatic act 2022-09", "release 2022-02-18")
    assert found["question"]


def test_the_two_days_of_one_arrest_are_shown(contradictions):
    assert find(contradictions, "date", "2023-01-11", "2023-01-12")


def test_twenty_nine_and_thirty_signatories_of_one_appeal_are_a_question(contradictions):
    (found,) = find(contradictions, "count", "29", "30")
    assert found["question"].endswith("?")


def test_the_cabinets_stance_and_its_leaders_office_are_on_two_sides(contradictions):
    found = find(contradictions, "position", "cabinet", "against", "for")
    assert found
    assert {one["certainty"] for one in found} == {"possible"}


def test_a_second_demo_changes_nothing(run, contradictions):
    run("demo", "--no-serve")
    assert json.loads(run("contradictions", "--format", "json")) == contradictions
