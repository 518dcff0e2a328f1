"""An answer about hidden totals as its page shows it: the documented count first, small cells not told apart."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from habeas.web.analysis.figures import each, few, people
from habeas.web.analysis.runs import Run
from habeas.web.analysis.sentences import in_words
from habeas.web.dates import day_in_words

_MODELS: Mapping[str, Callable[[], str]] = {
    "decomposable_graphs": lambda: _("graphs of dependence, averaged"),
    "latent_classes": lambda: _("unseen classes of people"),
    "log_linear": lambda: _("log-linear model, chosen and bootstrapped"),
}


def describe_totals(run: Run) -> dict[str, Any]:
    """What the template needs beside the run."""
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
        "words_of_point": each(found["point_refused"]),
        "refused": each(found["refused"]),
        "cautions": each(found["cautions"]),
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
        "assumptions": each(found["model_assumptions"].get(name, ())),
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
