"""Hidden totals: against R dga and R LCMCR on published tables, the samplers' speed, and coverage on simulated lists.

Usage: python -m bench.analysis_totals [graphs] [latent] [speed] [coverage]

Counts and R results of the published tables are read by path from the development data.
"""

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from habeas.analysis import (
    CaptureTable,
    ChainSettings,
    ModelEstimate,
    decomposable_graphs,
    estimate_total,
    latent_classes,
)
from habeas.analysis.diagnostics import effective_draws, split_rhat
from habeas.analysis.graphs import decomposable_graph_set
from habeas.analysis.latent import draw_chains, plain_gibbs
from habeas.analysis.simulate import Kind, simulate_table

KINDS: tuple[Kind, ...] = ("independent", "dependent", "heterogeneous")
TABLES = 40


def read_reference() -> dict[str, dict]:
    """The published tables by name, or an empty dictionary without the development data."""
    folder = Path(os.environ.get("HABEAS_BENCH_DATA", "../shared/bench"))
    path = folder / "mse_reference.json"
    if not path.exists():
        print(f"no {path.name} in {folder}: set HABEAS_BENCH_DATA")
        return {}
    return json.loads(path.read_text())["datasets"]


def table_of(row: dict) -> CaptureTable:
    return CaptureTable.from_patterns(row["list_names"], row["counts"])


def compare_graphs(reference: dict[str, dict]) -> None:
    """Quantiles of N against R dga on its own grid, and seconds."""
    print(
        "decomposable graphs against R dga 2.0.2: 2.5 %, 50 %, 97.5 % of N; largest difference; seconds here and in R"
    )
    for lists in (5, 6):
        decomposable_graph_set(lists)
    worst = 0.0
    for name, row in reference.items():
        for label, r in row.get("dga", {}).items():
            grid = float(r["grid"].split("..")[1].split("*")[0])
            begun = time.perf_counter()
            found = decomposable_graphs(
                table_of(row), delta=float(label.split("=")[1]), max_missing_factor=grid
            ).interval
            spent = time.perf_counter() - begun
            ours = (found.low, found.median, found.high)
            difference = max(abs(a / b - 1) for a, b in zip(ours, r["q"], strict=True))
            worst = max(worst, difference)
            print(f"  {name:18} {label:14} {ours} {difference:7.3%}  {spent:.3f} s, R {r['wall_s']} s")
        if len(row["list_names"]) == 6:
            begun = time.perf_counter()
            found = decomposable_graphs(table_of(row)).interval
            spent = time.perf_counter() - begun
            print(f"  {name:18} six lists, no R  ({found.low}, {found.median}, {found.high})  {spent:.3f} s")
    print(f"  largest difference of all: {worst:.3%} (bar 0.5 %)")


def compare_latent(reference: dict[str, dict]) -> None:
    """Median and limits against long LCMCR runs where those are usable; what happens where they are not."""
    print("latent classes against long runs of R LCMCR 0.4.14 (bars: median 3 %, limits 8 %)")
    for name, row in reference.items():
        r = row.get("LCMCR_verdataK", {}).get("pooled_q")
        begun = time.perf_counter()
        found = latent_classes(table_of(row))
        spent = time.perf_counter() - begun
        interval, details = found.interval, found.details
        ours = (round(interval.low), round(interval.median), round(interval.high))
        usable = row["LCMCR_usable_as_reference"]
        verdict = f"refused: {found.refused_because[0]}" if found.refused_because else "given"
        differences = (
            [f"{a / b - 1:+.1%}" for a, b in zip(ours, r, strict=True)] if r and usable else ["no usable reference"]
        )
        print(
            f"  {name:18} {ours} R-hat {details['rhat']:.3f}, {details['effective_draws']:.0f} effective draws,"
            f" {spent:.1f} s;"
            f" {', '.join(differences)}; {verdict}"
        )


def measure_speed(reference: dict[str, dict], seconds: float = 5.0) -> None:
    """Effective draws of log N a second: plain Gibbs and ours, one after the other, same chains, same estimator."""
    print(
        "effective draws of log N a second on one core, four chains; R LCMCR elsewhere: Kosovo 102, New Orleans 2,034"
    )
    for name in ("kosovo_aggregate", "NewOrl_5", "UKdat_5"):
        if name not in reference:
            continue
        table = table_of(reference[name])
        rates = {}
        for label, base in (("plain Gibbs", plain_gibbs()), ("ours", ChainSettings())):
            settings = replace(base, chains=4, most_rounds=1)
            draw_chains(table, replace(settings, round_draws=50))
            begun = time.process_time()
            draw_chains(table, replace(settings, round_draws=400))
            long = draw_chains(table, replace(settings, round_draws=2400))
            each = (time.process_time() - begun) / (2 * settings.warm_up + 2800) / 4
            draws = int(seconds / each / 4)
            begun = time.process_time()
            draw_chains(table, replace(settings, round_draws=20))
            warming = time.process_time() - begun
            begun = time.process_time()
            long = draw_chains(table, replace(settings, round_draws=draws))
            spent = time.process_time() - begun - warming
            logs = np.log(long.totals)
            rates[label] = effective_draws(logs) / spent
            print(f"  {name:18} {label:12} {rates[label]:8.0f} a second, R-hat {split_rhat(logs):.4f}")
        print(f"  {name:18} ours / plain: {rates['ours'] / rates['plain Gibbs']:.1f}")


def measure_coverage() -> None:
    """How often 95 % limits hold the true 500, by kind of lists, where not refused."""
    print(f"simulated lists of 500 people, {TABLES} tables a kind: limits that hold 500, where not refused; median")
    settings = ChainSettings(chains=4, most_rounds=4, wanted_draws=1500)
    for kind in KINDS:
        results = [
            estimate_total(
                simulate_table(seed, kind=kind),
                chain_settings=settings,
                bootstraps=200,
                sensitivity=False,
                seed=seed + 1,
            )
            for seed in range(TABLES)
        ]
        for model in ("decomposable_graphs", "latent_classes", "log_linear"):
            _print_coverage(kind, model, [result.models[model] for result in results if not result.refused_because])
        ranges = [result.interval for result in results if result.interval is not None]
        held = np.mean([low <= 500 <= high for low, high in ranges]) if ranges else float("nan")
        points = sum(result.point is not None for result in results)
        print(f"  {kind:14} range of models      {held:.2f} of {len(ranges)}; a point was given for {points}")


def _print_coverage(kind: str, model: str, estimates: list[ModelEstimate]) -> None:
    good = [estimate.interval for estimate in estimates if estimate.usable]
    held = np.mean([i.low <= 500 <= i.high for i in good]) if good else float("nan")
    middle = np.median([i.median for i in good]) if good else float("nan")
    print(f"  {kind:14} {model:20} {held:.2f} of {len(good)}; {middle:.0f}")


def main() -> None:
    """Print every figure, or those named on the command line."""
    parts = ("graphs", "latent", "speed", "coverage")
    wanted = [part for part in parts if part in sys.argv] or list(parts)
    reference = read_reference()
    if "graphs" in wanted:
        compare_graphs(reference)
    if "latent" in wanted:
        compare_latent(reference)
    if "speed" in wanted:
        measure_speed(reference)
    if "coverage" in wanted:
        measure_coverage()


if __name__ == "__main__":
    main()
