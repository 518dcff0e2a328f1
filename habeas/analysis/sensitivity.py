"""How far the answers move when priors change or one list is left out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from habeas.analysis.decomposable import decomposable_graphs
from habeas.analysis.errors import TableError
from habeas.analysis.latent import ChainSettings, latent_classes
from habeas.analysis.loglinear import log_linear
from habeas.analysis.results import ModelEstimate
from habeas.analysis.rules import EstimateRules, refuse_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from habeas.analysis.capture import CaptureTable


def title(model: str) -> str:
    """The name of a model as a sentence has it."""
    return model.replace("_", " ").capitalize()


def run_or_refuse(name: str, table: CaptureTable, run: Callable[[], ModelEstimate]) -> ModelEstimate:
    """A table that one model cannot take, such as seven lists for graphs, is that model's refusal, not the end."""
    try:
        return run()
    except TableError as problem:
        return ModelEstimate(name, table.documented, None, refused_because=(str(problem),))


def vary_priors(
    table: CaptureTable,
    rules: EstimateRules,
    models: Mapping[str, ModelEstimate],
    chain_settings: ChainSettings | None,
    seed: int,
) -> tuple[dict[str, Any], list[str]]:
    """Estimate again under other priors.

    Args:
        table: the capture table.
        rules: how far the graph models may move.
        models: the answers under the usual priors.
        chain_settings: how the chains of the latent class model run.
        seed: of those chains.

    Returns:
        The answers by prior, and a sentence when the graph models move too far for a point to be given. The unseen
        interaction of all lists is also varied: every estimate takes it to be absent, and no data can show it
        (Aleshin-Guendel, Sadinle and Wakefield 2024).
    """
    found: dict[str, Any] = {}
    moved = []
    graphs = models["decomposable_graphs"]
    if graphs.interval is not None:
        base = 2.0 ** -len(table.lists)
        by_delta = {}
        for delta in sorted({base, base * rules.delta_factor, 0.5, 1.0}):
            varied = decomposable_graphs(table, delta=delta, draws=0).interval
            if varied is not None:
                by_delta[f"{delta:g}"] = varied.as_json()
        found["decomposable_graphs_by_delta"] = by_delta
        after = by_delta[f"{base * rules.delta_factor:g}"]["median"]
        if graphs.usable and abs(after - graphs.interval.median) > rules.most_delta_move * graphs.interval.median:
            moved.append(
                f"Multiplying the prior count of the graph models by {rules.delta_factor:g} moves their central value"
                " from"
                f" {graphs.interval.median:,.0f} to {after:,.0f}: only the range is given."
            )
    if models["latent_classes"].usable:
        # A check of direction, so shorter chains do.
        short = replace(chain_settings or ChainSettings(), seed=seed, chains=4, most_rounds=2, wanted_draws=1000)
        for name, settings in (
            ("at most 5 classes", replace(short, classes=5)),
            ("more classes expected", replace(short, prior_shape=1.0, prior_rate=1.0)),
        ):
            found.setdefault("latent_classes_by_prior", {})[name] = latent_classes(table, settings=settings).as_json()
    linear = models["log_linear"]
    if linear.interval is not None:
        hidden = linear.interval.median - table.documented
        found["log_linear_if_all_lists_interact"] = {
            f"{factor:g}": round(table.documented + factor * hidden) for factor in (0.5, 1.0, 2.0)
        }
        found["log_linear_best_models"] = linear.details["best_models"]
        found["chao_lower_bound"] = round(linear.details["chao_lower_bound"])
    return found, moved


def leave_one_out(
    table: CaptureTable, rules: EstimateRules, models: Mapping[str, ModelEstimate]
) -> tuple[dict[str, Any], list[str]]:
    """Estimate again without each list in turn.

    Args:
        table: the capture table.
        rules: from which change on a caution is given.
        models: the answers from all lists.

    Returns:
        Central values by list left out, and cautions.
    """
    found: dict[str, Any] = {}
    cautions = []
    for name in table.lists:
        if len(table.lists) - 1 < rules.fewest_lists:
            break
        fewer = table.without(name)
        if refuse_table(fewer, rules):
            found[name] = {"refused": " ".join(refuse_table(fewer, rules))}
            continue
        row: dict[str, Any] = {}
        without = {
            "decomposable_graphs": run_or_refuse(
                "decomposable_graphs", fewer, partial(decomposable_graphs, fewer, draws=0)
            ),
            "log_linear": run_or_refuse("log_linear", fewer, partial(log_linear, fewer, bootstraps=0)),
        }
        for model, estimate in without.items():
            row[model] = (
                {"refused": " ".join(estimate.refused_because)} if not estimate.usable else estimate.as_json()["median"]
            )
            full = models[model]
            if estimate.interval is None or not full.usable or full.interval is None or not estimate.usable:
                continue
            ratio = estimate.interval.median / full.interval.median
            if max(ratio, 1 / ratio) > rules.most_list_factor:
                cautions.append(
                    f"Without the list {name}, the central value of {title(model).lower()} goes from"
                    f" {full.interval.median:,.0f} to"
                    f" {estimate.interval.median:,.0f}."
                )
        found[name] = row
    return found, cautions
