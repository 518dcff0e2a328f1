"""An answer as its page shows it: sentences in the language of the page, rows for the tables, a sentence to quote."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from habeas.web import words
from habeas.web.analysis.figures import each, people, probability, tenths
from habeas.web.analysis.runs import Run
from habeas.web.analysis.sentences import in_words
from habeas.web.analysis.total_answers import describe_totals
from habeas.web.dates import date_in_words

NameOfValue = Callable[[str, str, str], str]
_ENDS: Mapping[str, Callable[[], str]] = {
    "released": lambda: _("released"),
    "term served": lambda: _("term served"),
    "died": lambda: _("died"),
    "exiled": lambda: _("exiled"),
    "escaped": lambda: _("escaped"),
    "other": lambda: _("other"),
}


def describe(run: Run, language: str, name_of_value: NameOfValue) -> dict[str, Any]:
    """What the template of an answer needs beside the run.

    Args:
        run: A run that is done.
        language: Of the page.
        name_of_value: The name of a value of a dimension in a language.
    """
    if run.kind == "totals":
        return describe_totals(run)
    if run.kind == "releases":
        return _describe_releases(run)
    return _describe_trends(run, language, name_of_value)


# Releases.


def _describe_releases(run: Run) -> dict[str, Any]:
    found = run.answer
    measures = [_measure(one, run.asked) for one in found["measures"]]
    incidence = found["incidence"]
    return {
        "measures": measures,
        "with_cases": [one for one in measures if one["cases"]],
        "absent": _absent(run.asked["measures"], found),
        "cautions": each(found["cautions"]),
        "refused": each(found["refused"]),
        "first": date_in_words(found["period"][0]),
        "last": date_in_words(found["period"][1]),
        "batches": [
            {"first": first, "last": last, "people": number} for first, last, number in found["calendar"]["batches"]
        ],
        "calendar": [
            {"measure": words.word_for(words.EVENT_TYPES, kind), "day": day, "label": label}
            for kind, day, label in found["calendar"]["measures"]
        ],
        "incidence": _incidence(incidence) if incidence else None,
        "sentence": _release_sentence(found),
    }


def _absent(chosen: Iterable[str], found: Mapping[str, Any]) -> list[str]:
    """Measures that were chosen and of which no accepted claim tells; they too are part of what was tried."""
    told = {one["measure"] for one in found["measures"]}
    return [words.word_for(words.EVENT_TYPES, one) for one in chosen if one not in told]


def _measure(one: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    counts = one["counts"]
    person = one["level"] == "person"
    return {
        "name": words.word_for(words.EVENT_TYPES, one["measure"]),
        "level": _("for one person") if person else _("of a country"),
        "window": asked["window"] if person else asked["country_window"],
        "cases": one["cases"],
        "observed": tenths(counts.get("exposed_releases", counts.get("followed"))),
        "expected": tenths(counts.get("expected_exposed_releases", counts.get("expected_followed"))),
        "before": tenths(counts.get("preceded")),
        "expected_before": tenths(counts.get("expected_preceded")),
        "odds": _odds(one["odds_ratio"]),
        "p": probability(one["p"]),
        "p_holm": probability(one["p_holm"]),
        "refused": each(one["refused"]),
        "words": each(sentence for sentence in one["words"] if sentence not in one["refused"]),
        "cautions": each(one["cautions"]),
        "assumptions": each(one["assumptions"]),
        "controls": [
            {"name": in_words(name), "p": probability(p) or _("too few ends")} for name, p in one["controls"].items()
        ],
    }


def _odds(odds: Mapping[str, float | None] | None) -> str:
    if odds is None:
        return ""
    middle, low, high = (odds[name] for name in ("median", "low", "high"))
    return _("%(middle)s (%(low)s to %(high)s)") % {
        name: "∞" if value is None else number_format(value, 2)
        for name, value in (("middle", middle), ("low", low), ("high", high))
    }


def _incidence(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "people": found["people"],
        "left_out": found["left_out"],
        "days": found["days_since_arrest"],
        "rows": [
            {
                "name": _ENDS.get(kind, lambda kind=kind: kind)(),
                "ends": row["ends"],
                "shares": [f"{number_format(100 * share, 0)} %" for share in row["shares"]],
            }
            for kind, row in found["shares"].items()
        ],
        "cautions": each(found["cautions"]),
    }


def _release_sentence(found: Mapping[str, Any]) -> str:
    listed = sum(len(measure["cases"]) for measure in found["measures"])
    return _(
        "From %(first)s to %(last)s %(releases)s releases are documented among %(people)s times in custody; "
        "%(listed)s of them followed a measure for the same person. That something was followed by a release does not "
        "show that it brought it about. Method: comparison with others held the same day; measures of a country "
        "against the same calendar at other times."
    ) % {
        "first": date_in_words(found["period"][0]),
        "last": date_in_words(found["period"][1]),
        "releases": people(found["releases"]),
        "people": people(found["people"]),
        "listed": people(listed),
    }


# Trends.


def _describe_trends(run: Run, language: str, name_of_value: NameOfValue) -> dict[str, Any]:
    found = run.answer
    trend = found["trend"]
    by = trend["by"]

    def called(dimension: str, value: str) -> str:
        if value == "all":
            return _("arrests") if trend["what"] == "arrests" else _("releases")
        return in_words(name_of_value(dimension, value, language))

    plotted = found.get("plotted", [])
    return {
        "what": _("arrests") if trend["what"] == "arrests" else _("releases"),
        "first": date_in_words(found["period"][0]),
        "last": date_in_words(found["period"][1]),
        "plots": [{"name": f"trend-{number}", "label": called(by, value)} for number, value in enumerate(plotted)],
        "trend": [
            {"name": called(by, value), "cells": _trend_cells(trend, cells)} for value, cells in trend["rows"].items()
        ],
        "cautions": each(trend["cautions"]),
        "held": [row for row in reversed(found["held"]) if row["certain"] or row["possible"] or row["not_known"]],
        "definition": in_words(found["held"][-1]["title"]) if found["held"] else "",
        "composition": _composition(found["composition"], called),
        "lags": found["lags"]["rows"],
        "lag_cautions": each(found["lags"]["cautions"]),
        "sentence": _trend_sentence(found),
    }


def _trend_cells(trend: Mapping[str, Any], cells: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    rows = [
        {
            "span": span,
            "read": read,
            "complete": None if share is None else f"{number_format(100 * share, 0)} %",
            **cell,
        }
        for span, cell, read, share in zip(trend["spans"], cells, trend["reports_read"], trend["complete"], strict=True)
    ]
    return [row for row in reversed(rows) if row["possible"]]


def _composition(found: Mapping[str, Any] | None, called: Callable[[str, str], str]) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "periods": [date_in_words(period) for period in found["periods"]],
        "rows": [
            {
                "name": called(found["dimension"], name),
                "before": _share(pair[0]),
                "after": _share(pair[1]),
                "p": probability(found["p"].get(name)),
            }
            for name, pair in found["rows"].items()
        ],
        "cautions": each(found["cautions"]),
        "refused": each(found["refused"]),
    }


def _share(share: Mapping[str, Any]) -> str:
    number = _("%(n)s of %(of)s") % {"n": tenths(share["number"]), "of": tenths(share["of"])}
    if share["share"] is None:
        return number
    middle, low, high = (number_format(100 * share[name], 0) for name in ("share", "low", "high"))
    return f"{number}: {middle} % ({low}-{high} %)"


def _trend_sentence(found: Mapping[str, Any]) -> str:
    cells = [cell for row in found["trend"]["rows"].values() for cell in row]
    if found["trend"]["by"] or not found["held"]:
        return ""
    certain, possible = sum(cell["certain"] for cell in cells), sum(cell["expected"] for cell in cells)
    what = _("arrests") if found["trend"]["what"] == "arrests" else _("releases")
    held = found["held"][-1]
    return _(
        "From %(first)s to %(last)s %(n)s documented %(what)s (partial dates counted by their share of days; "
        "%(certain)s are dated certainly to one month or year). On %(day)s %(held)s people were certainly held, by "
        "the definition: %(title)s. Counted are reports that people reviewed; more reading finds more."
    ) % {
        "first": date_in_words(found["period"][0]),
        "last": date_in_words(found["period"][1]),
        "n": people(possible),
        "what": what,
        "certain": people(certain),
        "day": date_in_words(held["day"]),
        "held": people(held["certain"]),
        "title": in_words(held["title"]),
    }
