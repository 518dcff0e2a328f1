"""An answer as its page shows it: sentences in the language of the page, rows for the tables, a sentence to quote."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from habeas.web import words
from habeas.web.analysis.runs import Run
from habeas.web.analysis.sentences import in_words
from habeas.web.dates import date_in_words, day_in_words

NameOfValue = Callable[[str, str, str], str]
_MODELS: Mapping[str, Callable[[], str]] = {
    "decomposable_graphs": lambda: _("graphs of dependence, averaged"),
    "latent_classes": lambda: _("unseen classes of people"),
    "log_linear": lambda: _("log-linear model, chosen and bootstrapped"),
}
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
        return _describe_totals(run)
    if run.kind == "releases":
        return _describe_releases(run)
    return _describe_trends(run, language, name_of_value)


def _each(sentences: Iterable[str]) -> list[str]:
    return [in_words(sentence) for sentence in sentences]


def people(number: float) -> str:
    """A whole number of people as the language writes it: 12,595."""
    return str(number_format(round(number), use_l10n=True, force_grouping=True))


# Hidden totals.


def _describe_totals(run: Run) -> dict[str, Any]:
    found = run.answer
    lists = list(found["lists"])
    span = found["range"]
    matrix = [
        {"name": name, "cells": [{"n": n, "same": row == column} for column, n in enumerate(cells)]}
        for row, (name, cells) in enumerate(zip(lists, found["overlaps"], strict=True))
    ]
    left_out = found.get("leave_one_list_out", {})
    return {
        "lists": lists,
        "documented": people(found["documented"]),
        "low": people(span["low"]) if span else "",
        "high": people(span["high"]) if span else "",
        "point": people(found["point"]) if found["point"] is not None else "",
        "estimand": in_words(found["estimand"]),
        "words_of_point": _each(found["point_refused"]),
        "refused": _each(found["refused"]),
        "cautions": _each(found["cautions"]),
        "models": [_model_row(name, found) for name in found["models"]],
        "matrix": matrix,
        "cells": [
            {"on": [mark == "1" for mark in cell["pattern"]], "n": cell["n"]}
            for cell in sorted(found["capture_table"], key=lambda cell: (-_size(cell["n"]), cell["pattern"]))
        ],
        "without": [_left_out_row(name, row) for name, row in left_out.items()],
        "priors": [*_priors(found.get("sensitivity", {})), *_unequal(found)],
        "strata": _strata(found.get("strata")),
        "linkage": found.get("documented_over_linkage"),
        "scenario": people(found["scenario_if_independent"]) if "scenario_if_independent" in found else "",
        "sentence": _totals_sentence(found),
    }


def _size(number: int | str) -> int:
    return number if isinstance(number, int) else 0


def _model_row(name: str, found: Mapping[str, Any]) -> dict[str, Any]:
    model = found["models"][name]
    refused = bool(found["refused"])  # the figures of single models then are for checking only, and not shown
    return {
        "name": _MODELS[name](),
        "median": "" if refused or "refused" in model else people(model["median"]),
        "low": "" if refused or "refused" in model else people(model["low"]),
        "high": "" if refused or "refused" in model else people(model["high"]),
        "refused": in_words(model["refused"]) if "refused" in model else "",
        "assumptions": _each(found["model_assumptions"].get(name, ())),
    }


def _left_out_row(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    def said(model: str) -> str:
        value = row.get(model)
        return in_words(value["refused"]) if isinstance(value, dict) else "" if value is None else people(value)

    return {
        "name": name,
        "refused": in_words(row["refused"]) if "refused" in row else "",
        "graphs": said("decomposable_graphs"),
        "linear": said("log_linear"),
    }


def _priors(found: Mapping[str, Any]) -> list[dict[str, str]]:
    rows = []
    for delta, value in found.get("decomposable_graphs_by_delta", {}).items():
        label = _("graphs of dependence, prior count %(delta)s") % {"delta": delta}
        rows.append({"name": label, "value": _with_limits(value)})
    for prior, value in found.get("latent_classes_by_prior", {}).items():
        label = _("unseen classes, %(prior)s") % {"prior": in_words(prior)}
        rows.append({"name": label, "value": in_words(value["refused"]) if "refused" in value else _with_limits(value)})
    for factor, total in found.get("log_linear_if_all_lists_interact", {}).items():
        label = _("log-linear, unseen people times %(factor)s, as if all lists went together") % {"factor": factor}
        rows.append({"name": label, "value": people(total)})
    if "chao_lower_bound" in found:
        rows.append({"name": _("Chao's lower bound"), "value": people(found["chao_lower_bound"])})
    return rows


def _unequal(found: Mapping[str, Any]) -> list[dict[str, str]]:
    spread = found.get("if_chances_are_unequal")
    return [{"name": _("log-linear, people with unequal chances"), "value": _with_limits(spread)}] if spread else []


def _with_limits(value: Mapping[str, Any]) -> str:
    return _("%(middle)s (%(low)s to %(high)s)") % {
        "middle": people(value["median"]),
        "low": people(value["low"]),
        "high": people(value["high"]),
    }


def _strata(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not found:
        return None
    rows = [
        {
            "name": in_words(name),
            "documented": few(row["documented"]),
            "value": in_words(row["refused"]) if "refused" in row else _with_limits(row),
        }
        for name, row in found["strata"].items()
    ]
    total = found["sum"]
    return {
        "rows": rows,
        "merged": [in_words(name) for name in found["merged"]],
        "sum": in_words(total["refused"]) if "refused" in total else _with_limits(total),
    }


def few(number: float) -> str:
    """A number of people, one to four of them not told apart."""
    return "1-4" if 0 < number < 5 else people(number)


def _totals_sentence(found: Mapping[str, Any]) -> str:
    day = day_in_words(timezone.now().date())
    lists = "; ".join(found["lists"])
    n = found["documented"]
    start = ngettext(
        "On %(day)s %(n)s person is documented on at least one of these lists: %(lists)s.",
        "On %(day)s %(n)s people are documented on at least one of these lists: %(lists)s.",
        n,
    ) % {"day": day, "n": people(n), "lists": lists}
    if found["range"] is None:
        return start + " " + _("No total is estimated, since the lists do not allow it.")
    return (
        start
        + " "
        + _(
            "Models with different assumptions place the total between %(low)s and %(high)s (95 %% limits of "
            "decomposable graphs, latent classes and log-linear models, each alone); people who had no chance to be "
            "on any list are in none of these numbers."
        )
        % {"low": people(found["range"]["low"]), "high": people(found["range"]["high"])}
    )


# Releases.


def _describe_releases(run: Run) -> dict[str, Any]:
    found = run.answer
    measures = [_measure(one, run.asked) for one in found["measures"]]
    incidence = found["incidence"]
    return {
        "measures": measures,
        "with_cases": [one for one in measures if one["cases"]],
        "cautions": _each(found["cautions"]),
        "refused": _each(found["refused"]),
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


def _measure(one: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    counts = one["counts"]
    person = one["level"] == "person"
    return {
        "name": words.word_for(words.EVENT_TYPES, one["measure"]),
        "level": _("for one person") if person else _("of a country"),
        "window": asked["window"] if person else asked["country_window"],
        "cases": one["cases"],
        "observed": _tenths(counts.get("exposed_releases", counts.get("followed"))),
        "expected": _tenths(counts.get("expected_exposed_releases", counts.get("expected_followed"))),
        "before": _tenths(counts.get("preceded")),
        "expected_before": _tenths(counts.get("expected_preceded")),
        "odds": _odds(one["odds_ratio"]),
        "p": _probability(one["p"]),
        "p_holm": _probability(one["p_holm"]),
        "refused": _each(one["refused"]),
        "words": _each(sentence for sentence in one["words"] if sentence not in one["refused"]),
        "cautions": _each(one["cautions"]),
        "assumptions": _each(one["assumptions"]),
        "controls": [
            {"name": in_words(name), "p": _probability(p) or _("too few ends")} for name, p in one["controls"].items()
        ],
    }


def _tenths(number: float | None) -> str:
    """With one decimal where it has any; empty for none."""
    if number is None:
        return ""
    return str(number_format(round(number, 1), 0 if round(number, 1) == round(number) else 1))


def _odds(odds: Mapping[str, float | None] | None) -> str:
    if odds is None:
        return ""
    middle, low, high = (odds[name] for name in ("median", "low", "high"))
    return _("%(middle)s (%(low)s to %(high)s)") % {
        name: "∞" if value is None else number_format(value, 2)
        for name, value in (("middle", middle), ("low", low), ("high", high))
    }


def _probability(p: float | None) -> str:
    if p is None:
        return ""
    return f"< {number_format(0.001, 3)}" if p < 0.001 else number_format(p, 3)


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
        "cautions": _each(found["cautions"]),
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
        "cautions": _each(trend["cautions"]),
        "held": [row for row in reversed(found["held"]) if row["certain"] or row["possible"] or row["not_known"]],
        "definition": in_words(found["held"][-1]["title"]) if found["held"] else "",
        "composition": _composition(found["composition"], called),
        "lags": found["lags"]["rows"],
        "lag_cautions": _each(found["lags"]["cautions"]),
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
                "p": _probability(found["p"].get(name)),
            }
            for name, pair in found["rows"].items()
        ],
        "cautions": _each(found["cautions"]),
        "refused": _each(found["refused"]),
    }


def _share(share: Mapping[str, Any]) -> str:
    number = _("%(n)s of %(of)s") % {"n": _tenths(share["number"]), "of": _tenths(share["of"])}
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
