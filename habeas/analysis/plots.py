"""Plots as SVG text, the same bytes for the same figures.

Every plot carries its caveat as text under it, so that a copied picture keeps it.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from habeas.analysis.batches import ReleaseBatch
    from habeas.analysis.capture import CaptureTable
    from habeas.analysis.estimate import TotalEstimate
    from habeas.analysis.held import HeldCount
    from habeas.analysis.inputs import CountryMeasure, Period
    from habeas.analysis.trends import Trend

INK, PALE, MARK = "#22303c", "#b9c4cd", "#b3541e"
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "habeas",
    "font.family": "sans-serif",
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}
SMALL_CELL = 5
NO_NEWS = "not known for want of news"


def plot_overlaps(
    table: CaptureTable, *, most_patterns: int = 24, mask_below: int = SMALL_CELL, note: bool = True
) -> str:
    """How many people are on each combination of lists, the largest first, with a dot for each list of the combination.

    Cells below `mask_below` are drawn at that height and marked "1-4", since one person may be recognised in them.

    Args:
        table: the capture table.
        most_patterns: combinations shown; the rest are named in a line of text.
        mask_below: smallest count that is shown as it is.
        note: with the caveat under it; a page that prints the caveat itself leaves it out.

    Returns:
        An SVG document.

    Source:
        The form is the UpSet plot of Lex and others, IEEE TVCG 20 (2014), 1983-1992.
    """
    patterns = sorted((p for p, n in enumerate(table.counts) if n), key=lambda p: (-table.counts[p], p))
    shown = patterns[:most_patterns]
    with _figure(max(4.5, 0.34 * len(shown) + 2.2), 2.6 + 0.28 * len(table.lists)) as (figure, text):
        grid = figure.add_gridspec(2, 1, height_ratios=[2.4, 0.32 * len(table.lists) + 0.2], hspace=0.06)
        bars, dots = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        at = np.arange(len(shown))
        heights = [
            max(table.counts[p], mask_below - 1) if table.counts[p] < mask_below else table.counts[p] for p in shown
        ]
        colours = [MARK if p.bit_count() > 1 else INK for p in shown]
        bars.bar(at, heights, color=colours, width=0.6)
        for x, p, height in zip(at, shown, heights, strict=True):
            label = str(table.counts[p]) if table.counts[p] >= mask_below else f"1-{mask_below - 1}"
            bars.text(float(x), height, label, ha="center", va="bottom", fontsize=7)
        bars.set_ylabel("people")
        bars.set_xticks([])
        bars.set_xlim(-0.6, len(shown) - 0.4)
        for row, name in enumerate(table.lists):
            dots.scatter(at, np.full(len(at), row), s=16, color=PALE)
            on = [x for x, p in zip(at, shown, strict=True) if p >> row & 1]
            dots.scatter(on, np.full(len(on), row), s=16, color=INK)
            dots.text(-0.9, row, f"{name} ({table.on_list(name)})", ha="right", va="center", fontsize=8)
        for x, p in zip(at, shown, strict=True):
            rows = [j for j in range(len(table.lists)) if p >> j & 1]
            dots.plot([x, x], [min(rows), max(rows)], color=INK, linewidth=1)
        dots.set_ylim(len(table.lists) - 0.4, -0.6)
        dots.set_xlim(-0.6, len(shown) - 0.4)
        dots.axis("off")
        caveat = f"{table.documented} people on at least one list, {table.on_several} on several (coloured)."
        if len(patterns) > len(shown):
            rest = sum(table.counts[p] for p in patterns[most_patterns:])
            caveat += f" {len(patterns) - len(shown)} further combinations with {rest} people are not shown."
        _note(figure, caveat, shown=note)
        return text()


def plot_models(estimate: TotalEstimate, *, note: bool = True) -> str:
    """Each model's limits beside each other, the documented count as the floor, refusals where a bar would be.

    Args:
        estimate: the comparison.
        note: with the caveat under it.

    Returns:
        An SVG document.
    """
    names = list(estimate.models)
    with _figure(6.4, 0.55 * len(names) + 1.5) as (figure, text):
        axes = figure.add_subplot()
        reach = float(estimate.documented)
        refused_whole = bool(estimate.refused_because)
        for row, name in enumerate(names):
            model = estimate.models[name]
            if model.usable and not refused_whole and model.interval is not None:
                axes.plot([model.interval.low, model.interval.high], [row, row], color=INK, linewidth=3)
                axes.plot([model.interval.median], [row], "o", color=MARK, markersize=6)
                reach = max(reach, model.interval.high)
            else:
                axes.text(estimate.documented * 1.03, row, "no estimate", va="center", fontsize=8, style="italic")
        axes.axvline(estimate.documented, color=INK, linewidth=1, linestyle="--")
        axes.text(estimate.documented, -0.75, f"documented {estimate.documented:,}", ha="left", va="bottom", fontsize=8)
        axes.set_yticks(range(len(names)), [name.replace("_", " ") for name in names])
        axes.set_ylim(len(names) - 0.4, -0.8)
        axes.set_xlim(0, reach * 1.08)
        axes.set_xlabel("people")
        if estimate.interval is None:
            _note(figure, " ".join(["No total is estimated.", *estimate.refused_because]), shown=note)
        else:
            low, high = estimate.interval
            _note(figure, f"Range of the models: {low:,.0f} to {high:,.0f}. {estimate.words[-1]}", shown=note)
        return text()


def plot_calendar(
    batches: Sequence[ReleaseBatch], measures: Sequence[CountryMeasure], period: Period, *, note: bool = True
) -> str:
    """Batches of releases and measures on one calendar; what stands beside what, and nothing about why.

    Args:
        batches: batches of releases, drawn by the number of people.
        measures: measures of the whole country, one line for each kind.
        period: days of the calendar.
        note: with the caveat under it.

    Returns:
        An SVG document.
    """
    kinds = list(dict.fromkeys(measure.measure for measure in measures))
    with _figure(7.6, 2.4 + 0.35 * len(kinds)) as (figure, text):
        grid = figure.add_gridspec(2, 1, height_ratios=[1.6, 0.3 * len(kinds) + 0.2], hspace=0.1)
        upper, lower = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        middles = [(batch.first + batch.last) / 2 for batch in batches]
        upper.vlines(middles, 0, [batch.people for batch in batches], color=INK, linewidth=2)
        upper.set_ylabel("released")
        upper.yaxis.set_major_locator(MaxNLocator(integer=True))
        upper.set_ylim(bottom=0)
        upper.set_xticks([])
        for row, kind in enumerate(kinds):
            for measure in measures:
                if measure.measure != kind:
                    continue
                earliest = period.first if measure.day.earliest is None else measure.day.earliest
                latest = period.last if measure.day.latest is None else measure.day.latest
                lower.plot([earliest, latest], [row, row], color=MARK, linewidth=2)
                lower.plot([(earliest + latest) / 2], [row], "|", color=MARK, markersize=9, markeredgewidth=1.6)
        lower.set_yticks(range(len(kinds)), kinds)
        lower.set_ylim(len(kinds) - 0.4, -0.6)
        years = list(range(date.fromordinal(period.first).year, date.fromordinal(period.last).year + 1))
        ticks = [(date(y, 1, 1).toordinal(), str(y)) for y in years if date(y, 1, 1).toordinal() >= period.first]
        for axes in (upper, lower):
            axes.set_xlim(period.first, period.last)
            for tick, _ in ticks:
                axes.axvline(tick, color=PALE, linewidth=0.6, zorder=0)
        lower.set_xticks([tick for tick, _ in ticks], [label for _, label in ticks])
        caveat = "What stands close together need not belong together: releases also come before a measure."
        _note(figure, caveat, shown=note)
        return text()


def plot_held(counts: Sequence[HeldCount], *, note: bool = True) -> str:
    """People held over time: certain, perhaps, and not known for want of news, by a named definition.

    Args:
        counts: counts by one definition, in the order of days.
        note: with the caveat under it.

    Returns:
        An SVG document.
    """
    days = np.array([date.fromordinal(count.day) for count in counts], dtype="datetime64[D]")
    certain = np.array([len(count.certain) for count in counts])
    possible = certain + np.array([len(count.possible) for count in counts])
    unknown = possible + np.array([len(count.not_known) for count in counts])
    with _figure(7.2, 3.2) as (figure, text):
        axes = figure.add_subplot()
        axes.fill_between(days, possible, unknown, color=PALE, alpha=0.6, linewidth=0)
        axes.fill_between(days, certain, possible, color=MARK, alpha=0.35, linewidth=0)
        axes.plot(days, certain, color=INK, linewidth=1.8)
        axes.set_ylim(bottom=0, top=max(1.0, 1.12 * float(unknown.max(initial=0))))
        axes.set_ylabel("people")
        _label_bands(axes, days, certain, possible, unknown)
        definition = counts[0].definition if counts else None
        if definition is not None:
            caveat = f'Definition "{definition.name}": {definition.title}. Documented cases only.'
            _note(figure, caveat, shown=note)
        return text()


def _label_bands(axes: Any, days: Any, certain: Any, possible: Any, unknown: Any) -> None:
    """The name of each band beside its end, never one on another; of a band that has ended, above its widest place."""
    if not len(certain):
        return
    top = axes.get_ylim()[1]
    last, below = -1.0, np.zeros_like(certain)
    for values, label, ink in ((certain, "certainly held", INK), (possible, "perhaps", MARK), (unknown, NO_NEWS, INK)):
        band = values - below
        if band[-1] > 0 or label == "certainly held":
            last = max(float(values[-1]) / top, last + 0.07)
            axes.annotate(
                label, (1.0, last), (6, 0), "axes fraction", "offset points", va="center", fontsize=8, color=ink
            )
        elif band.any():
            at = int(band.argmax())
            axes.annotate(
                label, (days[at], values[at]), (0, 6), textcoords="offset points", ha="center", fontsize=8, color=ink
            )
        below = values


def plot_trend(trend: Trend, row: str = "all", *, note: bool = True) -> str:
    """One row of a trend with what its partial dates leave open; spans still being reported are pale.

    Args:
        trend: the trend.
        row: which of its rows.
        note: with the caveat under it.

    Returns:
        An SVG document.
    """
    cells = trend.rows[row]
    at = np.arange(len(cells))
    with _figure(max(5.0, 0.22 * len(cells) + 1.5), 3.0) as (figure, text):
        axes = figure.add_subplot()
        colours = [INK if share is None or share >= 0.9 else PALE for share in trend.complete]
        axes.bar(at, [cell.expected for cell in cells], color=colours, width=0.7)
        axes.vlines(at, [cell.certain for cell in cells], [cell.possible for cell in cells], color=MARK, linewidth=1.6)
        step = max(1, len(cells) // 12)
        axes.set_xticks(at[::step], [span.label for span in trend.spans][::step], rotation=45, ha="right")
        axes.set_ylabel(trend.what)
        _note(figure, " ".join(trend.cautions) or "Lines: what partial dates leave open.", shown=note)
        return text()


@contextmanager
def _figure(width: float, height: float) -> Iterator[tuple[Figure, Callable[[], str]]]:
    """A figure in the style of the house, and a function that gives its SVG; nothing of the style outlives it."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        canvas = FigureCanvasSVG(figure)

        def text() -> str:
            """The SVG without a date, so that equal figures are equal bytes."""
            written = io.StringIO()
            canvas.print_svg(written, metadata={"Date": None, "Creator": None})  # type: ignore[no-untyped-call]
            return written.getvalue()

        yield figure, text


def _note(figure: Figure, note: str, *, shown: bool) -> None:
    """The caveat under the plot, broken to its width; a page that prints it itself does without."""
    if not shown:
        return
    width = max(40, int(figure.get_figwidth() * 15))
    lines, line = [], ""
    for word in note.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    figure.supxlabel("\n".join([*lines, line]), x=0.01, ha="left", fontsize=7.5)
