"""Totals over several tables: draws of an uncertain linkage, or strata whose totals are added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from habeas.analysis.capture import CaptureTable
from habeas.analysis.decomposable import decomposable_graphs
from habeas.analysis.errors import TableError
from habeas.analysis.results import Interval, ModelEstimate
from habeas.analysis.rules import EstimateRules, refuse_table

Model = Callable[[CaptureTable], ModelEstimate]
REST = "strata too small to estimate apart"


@dataclass(frozen=True, slots=True)
class StrataEstimate:
    """Totals of strata and of all together, by one model.

    Attributes:
        documented: people on at least one list, over all strata.
        strata: the answer or refusal of each stratum, small ones merged under `REST`.
        merged: names of the merged strata.
        total: the sum, from draws; refused when any part is.
    """

    documented: int
    strata: Mapping[str, ModelEstimate]
    merged: tuple[str, ...]
    total: ModelEstimate


def estimate_over_linkage(tables: Sequence[CaptureTable], model: Model, *, most_refused: float = 0.1) -> ModelEstimate:
    """Run one model on every drawn table and pool the draws, so that limits hold the uncertainty of the linkage too.

    Args:
        tables: tables of the same lists, one for each draw of the linkage.
        model: from a table to an estimate with draws, such as `decomposable_graphs`.
        most_refused: refuse when the model refuses a larger share of the tables.

    Raises:
        TableError: no tables, or tables over different lists.

    Example:
        >>> from habeas.analysis import decomposable_graphs
        >>> counts = {"100": 60, "010": 49, "001": 247, "110": 4, "101": 112, "011": 142, "111": 12}
        >>> table = CaptureTable.from_patterns("ABC", counts)
        >>> estimate_over_linkage([table, table], decomposable_graphs).usable
        True
    """
    if not tables or any(table.lists != tables[0].lists for table in tables):
        raise TableError("An estimate over a linkage needs tables over the same lists.")
    estimates = [model(table) for table in tables]
    good = [e for e in estimates if e.usable and e.draws is not None and len(e.draws)]
    documented = min(table.documented for table in tables)
    name = estimates[0].model
    if len(good) < (1 - most_refused) * len(tables):
        reason = next((r for e in estimates for r in e.refused_because), "The model gave no draws.")
        refused = (
            f"The model refused {len(tables) - len(good)} of {len(tables)} draws of the linkage, for example: {reason}"
        )
        return ModelEstimate(name, documented, None, refused_because=(refused,))
    size = min(len(e.draws) for e in good if e.draws is not None)
    rng = np.random.default_rng(1)
    pooled = np.concatenate([rng.choice(e.draws, size) for e in good if e.draws is not None])
    medians = [e.interval.median for e in good if e.interval is not None]
    details: dict[str, Any] = {
        "tables": len(tables),
        "documented_range": (documented, max(table.documented for table in tables)),
        "medians_by_table": (min(medians), max(medians)),
    }
    return ModelEstimate(
        name,
        documented,
        _summarise(pooled),
        assumptions=estimates[0].assumptions,
        cautions=tuple(dict.fromkeys(caution for e in good for caution in e.cautions)),
        details=MappingProxyType(details),
        draws=pooled,
    )


def estimate_strata(
    strata: Mapping[str, CaptureTable], model: Model, *, rules: EstimateRules | None = None, seed: int = 1
) -> StrataEstimate:
    """Estimate strata apart and add their draws; small strata are first put together, or refused.

    Interval ends are never added: the limits of a sum come from sums of draws.

    Args:
        strata: tables by stratum, over the same lists.
        model: from a table to an estimate with draws.
        rules: thresholds; a stratum is small when they refuse its table.
        seed: of the pairing of draws.

    Raises:
        TableError: no strata, or tables over different lists.
    """
    chosen = rules or EstimateRules()
    if not strata:
        raise TableError("There are no strata.")
    small = [name for name, table in strata.items() if refuse_table(table, chosen)]
    tables = {name: table for name, table in strata.items() if name not in small}
    if small:
        rest = strata[small[0]]
        for name in small[1:]:
            rest = rest.plus(strata[name])
        tables[REST if len(small) > 1 else small[0]] = rest
    estimates = {name: _estimate_stratum(table, model, chosen) for name, table in tables.items()}
    documented = sum(table.documented for table in strata.values())
    refused = [
        f"{name}: {' '.join(e.refused_because)}" for name, e in estimates.items() if not e.usable or e.draws is None
    ]
    model_name = next(iter(estimates.values())).model
    if refused:
        reason = "No sum is given, because a stratum has no estimate. " + " ".join(refused)
        total = ModelEstimate(model_name, documented, None, refused_because=(reason,))
    else:
        rng = np.random.default_rng(seed)
        parts = [rng.choice(e.draws, 4000) for e in estimates.values() if e.draws is not None]
        summed = np.sum(parts, axis=0)
        total = ModelEstimate(
            model_name,
            documented,
            _summarise(summed),
            assumptions=(
                *next(iter(estimates.values())).assumptions,
                "Given the data, the totals of the strata are independent.",
            ),
            draws=summed,
        )
    return StrataEstimate(documented, MappingProxyType(estimates), tuple(small) if len(small) > 1 else (), total)


def describe_strata(
    strata: Mapping[str, CaptureTable], *, rules: EstimateRules | None = None, seed: int = 1
) -> dict[str, Any]:
    """Strata by the graph models, as JSON has them: each stratum, the merged ones, and the sum or its refusal."""
    found = estimate_strata(strata, partial(decomposable_graphs, seed=seed), rules=rules, seed=seed)
    return {
        "model": "decomposable_graphs",
        "strata": {
            name: {"documented": estimate.documented, **estimate.as_json()} for name, estimate in found.strata.items()
        },
        "merged": list(found.merged),
        "sum": {"documented": found.documented, **found.total.as_json()},
    }


def _estimate_stratum(table: CaptureTable, model: Model, rules: EstimateRules) -> ModelEstimate:
    reasons = refuse_table(table, rules)
    if reasons:
        return ModelEstimate("", table.documented, None, refused_because=reasons)
    return model(table)


def _summarise(draws: Any) -> Interval:
    low, median, high = np.quantile(draws, [0.025, 0.5, 0.975])
    return Interval(float(median), float(low), float(high))
