"""The pages of analysis in a real browser: asked, waited for, read; with many invented people and with a handful."""

import threading
from dataclasses import replace

import pytest

from habeas.analysis.answers import ReleaseQuestion, TotalsQuestion, TrendQuestion, answer
from habeas.analysis.inputs import CountryMeasure, DayRange, Period
from habeas.analysis.linked_lists import CaptureRecord
from habeas.analysis.simulate import simulate_releases, simulate_table
from habeas.web.analysis import asking, runs


@pytest.fixture
def many_people(monkeypatch):
    """Questions get simulated people in place of the casebook's handful, and are answered in this process."""
    table = simulate_table(4, total=500, lists=4)
    records = tuple(
        CaptureRecord(f"{pattern}-{n}-{j}", f"{pattern}-{n}", f"Outlet {j + 1}", "2021" if n % 2 else "2022")
        for pattern, count in enumerate(table.counts)
        for n in range(count)
        for j in range(4)
        if pattern >> j & 1
    )
    world = simulate_releases(3, odds_ratio=3.0)
    people = tuple(
        replace(
            one,
            articles=("342", "361-4")[: 1 + n % 2],
            families=("protest", "extremism")[: 1 + n % 2],
            conduct=DayRange(one.start.earliest - 100 - n, one.start.earliest - 60),
        )
        for n, one in enumerate(world.people)
    )
    first = world.period.first
    country = tuple(
        CountryMeasure("sanction_change", DayRange(first + n, first + n), "Some Council") for n in range(90, 900, 150)
    )
    lists = tuple((f"Outlet {j}", (f"Outlet {j}",)) for j in range(1, 5))
    monkeypatch.setattr(asking, "prepare_totals", lambda _: (TotalsQuestion(records, lists), "0" * 64))
    monkeypatch.setattr(
        asking,
        "prepare_releases",
        lambda _: (ReleaseQuestion(people, world.period, tuple(world.measures), country), "0" * 64),
    )
    middle = (world.period.first + world.period.last) // 2
    monkeypatch.setattr(
        asking,
        "prepare_trends",
        lambda asked: (
            TrendQuestion(
                people,
                world.period,
                by=asked["by"],
                before=Period(world.period.first, middle),
                after=Period(middle + 1, world.period.last),
                dimension=asked["dimension"],
                reports_read=(("2021-03", 12),),
            ),
            "0" * 64,
        ),
    )
    monkeypatch.setattr(runs, "_compute_apart", answer)
    runs.forget_runs()
    yield
    runs.forget_runs()


def arrive(page, heading):
    """Wait on the page of a run until its answer is there; scripts look again by themselves."""
    page.wait_for_selector("#sentence-h", timeout=120_000)
    assert heading in page.inner_text("h1")


def test_every_question_is_asked_and_answered_for_many_people(site, open_page, sign_in, judge, many_people):
    served, _world = site
    page = sign_in(open_page(), served, "bob")
    page.goto(f"{served.url}/analysis/")
    judge(page, "analysis-1440")
    page.click("text=How many are on no list")
    page.locator("input[name=list-0][value='1']").check()
    page.locator("input[name=list-1][value='2']").check()
    judge(page, "analysis-ask-totals-1440")
    page.click("button.first")
    arrive(page, "How many are on no list")
    assert "people are documented on at least one of 4 lists" in page.inner_text("main")
    answers = {"totals": page.url}
    page.goto(f"{served.url}/analysis/releases/")
    page.locator("input[name=measure]").first.check()
    judge(page, "analysis-ask-releases-1440")
    page.click("button.first")
    arrive(page, "What went before releases")
    answers["releases"] = page.url
    page.goto(f"{served.url}/analysis/trends/")
    judge(page, "analysis-ask-trends-1440")
    page.click("button.first")
    arrive(page, "Whom they take now")
    answers["trends"] = page.url
    for size, language in (("1440", "en"), ("768", "be"), ("360", "ru")):
        small = sign_in(open_page(size, dark=size == "768"), served, "bob")
        small.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
        for kind, address in answers.items():
            small.goto(address)
            judge(small, f"analysis-{kind}-{size}-{language}")
        small.goto(f"{served.url}/analysis/totals/")
        judge(small, f"analysis-ask-totals-{size}-{language}")


def test_a_handful_is_refused_and_everything_works_without_scripts(site, open_page, sign_in, judge, monkeypatch):
    monkeypatch.setattr(runs, "_compute_apart", answer)
    runs.forget_runs()
    served, _world = site
    page = sign_in(open_page(scripts=False), served, "alice")
    page.goto(f"{served.url}/analysis/trends/")
    page.fill("#split", "2021-04-01")
    page.fill("#first", "2021-01-01")
    page.fill("#last", "2021-12-31")
    page.click("button.first")
    for _ in range(100):
        if not page.locator("text=Look again").count():
            break
        page.click("text=Look again")
    assert "at least 10 each are needed" in page.inner_text("main")
    page.goto(f"{served.url}/analysis/totals/")
    page.locator("input[name=list-0][value='1']").check()
    page.locator("input[name=list-1][value='2']").check()
    page.click("button.first")
    for _ in range(100):
        if not page.locator("text=Look again").count():
            break
        page.click("text=Look again")
    assert "No total is estimated" in page.inner_text("main")


def test_waiting_failing_and_not_being_asked_are_pages_too(site, open_page, sign_in, judge, monkeypatch):
    gate = threading.Event()

    def fail(_question):
        gate.wait(20)
        raise StopIteration

    monkeypatch.setattr(runs, "_compute_apart", fail)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)  # the fault is meant
    runs.forget_runs()
    served, _world = site
    page = sign_in(open_page("360"), served, "alice")
    page.goto(f"{served.url}/analysis/trends/")
    page.click("button.first")
    page.wait_for_selector("text=Being computed")
    judge(page, "analysis-waiting-360")
    gate.set()
    page.wait_for_selector("text=No answer")
    judge(page, "analysis-failed-360")
    outsider = sign_in(open_page("360"), served, "petra")
    outsider.goto(f"{served.url}/analysis/")
    judge(outsider, "analysis-not-for-you-360")
