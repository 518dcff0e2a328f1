import subprocess
import sys

from analysis.published_tables import KOSOVO
from lxml import etree

from habeas.analysis import (
    CaptureTable,
    CountryMeasure,
    CustodyInterval,
    DayRange,
    Period,
    count_events,
    count_held_over_time,
    estimate_total,
    find_definition,
)
from habeas.analysis.batches import group_releases
from habeas.analysis.plots import plot_calendar, plot_held, plot_models, plot_overlaps, plot_trend

YEAR = Period.of("2023-01-01", "2023-12-31")


def texts(svg):
    root = etree.fromstring(svg.encode())
    return " ".join("".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text"))


def test_overlaps_name_the_lists_and_hide_small_cells():
    table = CaptureTable.from_patterns(("courts", "families"), {"10": 40, "01": 30, "11": 2})
    svg = plot_overlaps(table)
    assert "courts (42)" in texts(svg)
    assert "1-4" in texts(svg)
    assert svg == plot_overlaps(table)
    assert "<dc:date>" not in svg


def test_combinations_that_do_not_fit_are_counted():
    assert "10 further combinations" in texts(plot_overlaps(KOSOVO, most_patterns=5))


def test_a_refused_total_is_drawn_as_refused():
    small = CaptureTable.from_patterns("AB", {"10": 40, "01": 30, "11": 12})
    written = texts(plot_models(estimate_total(small)))
    assert "no estimate" in written
    assert "No total is estimated." in written
    assert "documented 82" in written


def test_calendar_held_and_trend_carry_their_caveat():
    person = CustodyInterval("a", DayRange.of("2023-01-10"), DayRange.of("2023-01-10"))
    measures = [
        CountryMeasure("visit", DayRange.of("2023-05-01")),
        CountryMeasure("sanctions", DayRange.of("2023-06-01")),
    ]
    calendar = texts(plot_calendar(group_releases([YEAR.first + 40, YEAR.first + 200]), measures, YEAR))
    assert "need not belong together" in calendar
    assert "visit" in calendar
    held = plot_held(count_held_over_time([person], YEAR, find_definition("behind_bars")))
    assert 'Definition "behind_bars"' in texts(held)
    trend = plot_trend(count_events([person], YEAR))
    assert "more reading finds more cases" in texts(trend)


def test_importing_the_room_loads_nothing_heavy():
    heavy = ("numpy", "scipy", "numba", "lifelines", "pandas", "matplotlib")
    code = f"import sys, habeas.analysis; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    import habeas.analysis as room

    assert sorted(room.__all__) == list(room.__all__)
    for name in room.__all__:
        assert callable(getattr(room, name))
