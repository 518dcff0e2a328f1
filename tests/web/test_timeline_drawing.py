import re
from datetime import date
from xml.etree import ElementTree as ET

from django.utils import translation

from habeas.web.drawing.axis import Scale, choose_ticks
from habeas.web.drawing.timeline import Band, Lane, Point, draw_timeline

ARREST = Point(date(2023, 1, 12), date(2023, 1, 12), "arrest", "Arrest of A. Sample, 12 January 2023", "/claims/1")
EARLY_2022 = Point(date(2022, 1, 1), date(2022, 4, 30), "release", "Release, early 2022")
HELD = Band((date(2020, 9, 7), date(2020, 9, 7)), (date(2022, 1, 1), date(2022, 4, 30)), "held", "Held")


def drawn(*lanes, **options):
    with translation.override("en"):
        return ET.fromstring(str(draw_timeline(lanes, title="Timeline", **options)))


def test_a_day_that_is_known_is_solid_and_one_that_is_not_reaches_over_its_bounds():
    svg = drawn(Lane("Rulings", (ARREST, EARLY_2022)))
    classes = [circle.get("class") for circle in svg.iter("circle")]
    assert sorted(classes) == ["point", "point exact"]
    reach = next(line for line in svg.iter("line") if line.get("class") == "reach")
    assert float(reach.get("x2")) - float(reach.get("x1")) > 20


def test_a_band_is_solid_where_it_is_certain_and_fades_where_its_end_is_not():
    svg = drawn(Lane("Custody", (), (HELD,)))
    solid = [rect for rect in svg.iter("rect") if rect.get("fill") == "currentColor"]
    fading = [rect for rect in svg.iter("rect") if rect.get("class") == "fading"]
    assert len(solid) == len(fading) == 1
    assert float(fading[0].get("x")) >= float(solid[0].get("x")) + float(solid[0].get("width")) - 0.2
    assert fading[0].get("fill") == "url(#t-fade-0)"


def test_custody_without_an_end_fades_after_the_day_it_can_be_vouched_for():
    unended = Band((date(2020, 6, 11), date(2020, 6, 20)), (None, None), "held", "Held", vouched=date(2021, 12, 1))
    svg = drawn(Lane("Custody", (EARLY_2022,), (unended,)), today=date(2026, 11, 22))
    fading = [rect for rect in svg.iter("rect") if rect.get("class") == "fading"]
    assert len(fading) == 2


def test_words_from_reports_cannot_break_out_of_the_drawing():
    svg = str(draw_timeline([Lane("<b>", (Point(date(2020, 1, 1), None, '"><script>', "&<'"),))], title='"x'))
    assert "<script" not in svg
    assert ET.fromstring(svg).get("aria-label") == '"x'


def test_it_writes_no_style_and_no_script_attribute():
    svg = str(draw_timeline([Lane("Rulings", (ARREST, EARLY_2022), (HELD,))], title="Timeline"))
    assert not re.search(r"\s(style|on\w+)=", svg)


def test_labels_of_one_lane_that_would_overlap_stand_in_rows():
    points = tuple(Point(date(2023, 1, d), date(2023, 1, d), f"event number {d}", "x") for d in (1, 3, 5))
    svg = drawn(Lane("Rulings", points))
    heights = {circle.get("cy") for circle in svg.iter("circle")}
    assert len(heights) == 3


def test_nothing_dated_draws_nothing():
    assert draw_timeline([Lane("Rulings", (Point(None, None, "x", "x"),))], title="Timeline") == ""


def test_ticks_are_few_and_lie_inside():
    with translation.override("en"):
        for last in (date(2020, 5, 1), date(2022, 1, 1), date(2039, 1, 1), date(2190, 1, 1)):
            ticks = choose_ticks(date(2020, 2, 3), last)
            assert 1 <= len(ticks) <= 13
            assert all(date(2020, 2, 3) <= day <= last for day, _ in ticks)
    assert choose_ticks(date(2020, 1, 1), date(2026, 1, 1))[1][1] == "2021"


def test_a_scale_of_one_day_is_still_a_scale():
    scale = Scale.over(date(2023, 1, 12), date(2023, 1, 12), 100, 900)
    assert 400 < scale.x(date(2023, 1, 12)) < 600
    assert scale.x(date(1990, 1, 1)) == 100
