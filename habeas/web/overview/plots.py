"""Plots in the style of the pages: labelled directly, no legend, ink on nothing, text left as text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.web.overview.numbers import Month

_WIDE, _POINTS = 9.6, 72.0  # inches, and points an inch
_LETTER = 6.4  # points a letter at the size of the labels, Cyrillic ones being the widest
_INKS = {False: ("#1d1b18", "#57524a", "#1d4f80", "#d8d3c8"), True: ("#ebe7df", "#b0aa9d", "#93bde9", "#3d3a34")}


def draw_held(months: Sequence[Month], *, dark: bool = False) -> bytes:
    """People held on the first of each month: certain, and with those of whom nothing is certain any more."""
    ink, quiet, accent, _line = _INKS[dark]
    certainly, perhaps = _("certainly held"), _("with those not known")
    figure, axes = _sheet(months, ink, quiet, beside=max(len(certainly), len(perhaps)))
    x = range(len(months))
    certain = [month.held for month in months]
    most = [month.held + month.unsure for month in months]
    axes.fill_between(x, certain, most, step="post", color=accent, alpha=0.18, linewidth=0)
    axes.step(x, certain, where="post", color=accent, linewidth=1.8)
    axes.step(x, most, where="post", color=accent, linewidth=0.8, linestyle=(0, (2, 2)))
    axes.annotate(certainly, (len(months) - 1, certain[-1]), (6, 0), textcoords="offset points", color=accent)
    if most[-1] != certain[-1]:
        axes.annotate(perhaps, (len(months) - 1, most[-1]), (6, 0), textcoords="offset points", color=quiet)
    return _svg(figure)


def draw_moves(months: Sequence[Month], *, dark: bool = False) -> bytes:
    """Arrests above, releases below the line."""
    ink, quiet, accent, _line = _INKS[dark]
    above, below = _("arrests"), _("releases")
    figure, axes = _sheet(months, ink, quiet, beside=max(len(above), len(below)))
    x = range(len(months))
    axes.bar(x, [month.arrests for month in months], color=accent, width=0.8)
    axes.bar(x, [-month.releases for month in months], color=quiet, width=0.8)
    axes.axhline(0, color=ink, linewidth=0.8)
    at_end = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points"}  # where no bar can stand behind it
    axes.annotate(above, (1, 0), (6, 8), color=accent, **at_end)
    axes.annotate(below, (1, 0), (6, -15), color=quiet, **at_end)
    axes.yaxis.set_major_formatter(lambda value, _position: f"{abs(value):.0f}")
    return _svg(figure)


def _sheet(months: Sequence[Month], ink: str, quiet: str, *, beside: int = 0) -> tuple[Any, Any]:
    """A figure and its axes, with room on the right for a label of `beside` letters."""
    # Matplotlib takes half a second to load; only this page pays for it.
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    figure = Figure(figsize=(_WIDE, 2.8))
    axes = figure.add_axes((0.05, 0.12, 0.93 - beside * _LETTER / (_WIDE * _POINTS), 0.82))
    axes.set_facecolor("none")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(quiet)
    axes.tick_params(colors=ink, length=3, labelsize=9)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    step = max(1, len(months) // 10)
    january = [n for n, month in enumerate(months) if month.month.endswith("-01")]
    ticks = january if len(january) > 2 else list(range(0, len(months), step))
    axes.set_xticks(ticks, [months[n].month[:4] if len(january) > 2 else months[n].month for n in ticks])
    axes.set_xlim(-0.5, max(len(months) - 0.5, 1))
    return figure, axes


def _svg(figure: Any) -> bytes:
    import matplotlib as mpl  # noqa: PLC0415 - as above

    out = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "habeas", "font.family": "sans-serif"}):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return out.getvalue()
