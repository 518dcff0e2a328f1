"""Plots of the analysis room in the theme and language of a page."""

from habeas.analysis.batches import group_releases
from habeas.analysis.inputs import CountryMeasure, DayRange, Period
from habeas.analysis.plots import plot_calendar
from habeas.web.drawing.images import restyle, send_svg

YEAR = Period.of("2021-01-01", "2021-12-31")
DAY = DayRange.of("2021-05-01")
SVG = plot_calendar(group_releases([DAY.earliest]), [CountryMeasure("sanction_change", DAY)], YEAR, note=False)


def test_a_plot_takes_the_inks_of_the_theme_and_stands_on_nothing():
    light, dark = (restyle(SVG, dark=dark, in_words=str) for dark in (False, True))
    assert "#22303c" not in light + dark
    assert "#1d4f80" in light
    assert "#93bde9" in dark
    assert "#ffffff" not in light + dark
    assert "<!--" not in light


def test_labels_are_worded_again_escaped_and_have_room_on_the_left():
    told = restyle(SVG, dark=False, in_words=lambda text: "<b> & a much longer label" if "sanction" in text else text)
    assert "&lt;b&gt; &amp; a much longer label" in told
    assert "sanction_change" not in told
    assert 'viewBox="-' in told
    assert 'viewBox="0 0' in restyle(SVG, dark=False, in_words=str)


def test_an_image_runs_nothing():
    response = send_svg(SVG)
    assert response["Content-Type"] == "image/svg+xml"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
