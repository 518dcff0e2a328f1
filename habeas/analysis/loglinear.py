"""Log-linear estimates of a total, with a bootstrap that repeats the choice of the model, and Chao's lower bound."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from scipy.special import ndtr, ndtri

from habeas.analysis.errors import NoOverlapError, TableError
from habeas.analysis.loglinear_models import Fit, ModelSpace, Terms, describe_model, hierarchical_models
from habeas.analysis.results import Interval, ModelEstimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from habeas.analysis.capture import CaptureTable

MODEL = "log_linear"
ASSUMPTIONS = (
    (
        "The lists that the chosen model does not join are independent, and no interaction of all lists exists; neither"
        " can be tested."
    ),
    "Within the table everybody has the same chance to be on each list.",
    ("Nobody joins or leaves while the lists are made, people are linked without error, and all could be listed."),
)
EXHAUSTIVE_LISTS = 4
LISTS_OF_TWO_STARTS = 6
LISTS_OF_ALL_ORDERS = 5
FEWEST_DRAWS_SHARE = 0.9

Criterion = Literal["bic", "aicc"]


def log_linear(
    table: CaptureTable,
    *,
    criterion: Criterion = "bic",
    max_order: int | None = None,
    bootstraps: int = 200,
    level: float = 0.95,
    seed: int = 1,
) -> ModelEstimate:
    """Estimate the total by the best Poisson log-linear model for which an estimate exists.

    All hierarchical models are tried for 3 and 4 lists; for more, the search starts at independent lists and (up to
    6 lists) at all pairs, and goes downhill by one term at a time. Every bootstrap table repeats the whole choice,
    because limits that hold the model fixed are too short: 61 % instead of 95 % in Chan, Silverman and Vincent (2021).
    Limits are bias-corrected and accelerated (Efron 1987).

    Args:
        table: the capture table, 3 lists or more.
        criterion: `bic` or `aicc`.
        max_order: the largest interaction tried; default one less than the number of lists, and pairs only from 6 lists
            on.
        bootstraps: number of bootstrap tables; 0 gives no limits.
        level: coverage that the limits aim at.
        seed: of the bootstrap.

    Returns:
        `interval.median` is the estimate under the chosen model. `details` has the ten best models and the models left
        out.

    Raises:
        NoOverlapError: nobody is on two lists.
        TableError: fewer than 3 lists or more than 8, or an unknown criterion.

    Source:
        Fienberg, Biometrika 59 (1972), 591-603; existence: Fienberg and Rinaldo, Annals of Statistics 40 (2012),
        996-1023.

    Example:
        >>> from habeas.analysis import CaptureTable, log_linear
        >>> spina = {"100": 60, "010": 49, "110": 4, "001": 247, "101": 112, "011": 142, "111": 12}
        >>> estimate = log_linear(CaptureTable.from_patterns("ABC", spina), bootstraps=0)
        >>> round(estimate.interval.median), estimate.details["model"]
        (731, '[A B][C]')
    """
    if not 3 <= len(table.lists) <= 8:
        raise TableError(f"Log-linear models are fitted for 3 to 8 lists; this table has {len(table.lists)}.")
    if criterion not in {"bic", "aicc"}:
        raise TableError(f"A model is chosen by bic or aicc, not by {criterion}.")
    if not table.on_several:
        raise NoOverlapError("Nobody is on two lists, so nothing can be said about people on none.")
    order = max_order or (len(table.lists) - 1 if len(table.lists) <= LISTS_OF_ALL_ORDERS else 2)
    space = ModelSpace(len(table.lists), order)
    counts = table.array()
    fits, left_out = _rank_models(space, counts, criterion)
    if not fits:
        return ModelEstimate(
            MODEL,
            table.documented,
            None,
            assumptions=ASSUMPTIONS,
            refused_because=("For no log-linear model does an estimate of the total exist with these empty overlaps.",),
        )
    best = fits[0]
    cautions = []
    if left_out:
        cautions.append(
            f"{left_out} log-linear models that would fit as well or better were left out because no finite estimate"
            " exists for them."
        )
    details: dict[str, Any] = {
        "criterion": criterion,
        "model": describe_model(best.terms, table.lists),
        "bootstraps": bootstraps,
        "chao_lower_bound": chao_lower_bound(table),
        "best_models": tuple(
            {
                "model": describe_model(fit.terms, table.lists),
                "total": fit.total,
                "bic": fit.bic,
                "aicc": fit.aicc,
            }
            for fit in fits[:10]
        ),
        "left_out": left_out,
    }
    draws = _bootstrap(space, counts, criterion, bootstraps, seed) if bootstraps else np.empty(0)
    refused: tuple[str, ...] = ()
    interval = Interval(best.total, best.total, best.total, 0.0)
    if bootstraps:
        if len(draws) < FEWEST_DRAWS_SHARE * bootstraps:
            refused = (f"In {bootstraps - len(draws)} of {bootstraps} bootstrap tables no log-linear estimate exists.",)
        if len(draws) > 1:
            low, high = _accelerated_limits(space, counts, criterion, estimate=best.total, draws=draws, level=level)
            interval = Interval(best.total, low, high, level)
            details["bootstrap_median"] = float(np.median(draws))
    else:
        cautions.append("No bootstrap was run, so there are no limits.")
    return ModelEstimate(
        MODEL,
        table.documented,
        interval,
        assumptions=ASSUMPTIONS,
        cautions=tuple(cautions),
        refused_because=refused,
        details=MappingProxyType(details),
        draws=draws,
    )


def chao_lower_bound(table: CaptureTable) -> float:
    """Chao's lower bound of the total for lists of unequal length.

    It adds to the documented people `sum of a_i a_j over pairs / (b + 1)`, with a_i the people on list i alone and b
    those on exactly two lists. Where people differ in their chances the true total is higher, so it is a floor, not an
    estimate; it is no floor when lists avoid each other.

    Source:
        Chao, Biometrics 45 (1989), 427-438.

    Example:
        >>> from habeas.analysis import CaptureTable, chao_lower_bound
        >>> chao_lower_bound(CaptureTable.from_patterns("AB", {"10": 30, "01": 20, "11": 9}))
        119.0
    """
    single = [table.counts[1 << j] for j in range(len(table.lists))]
    double = sum(n for pattern, n in enumerate(table.counts) if pattern.bit_count() == 2)
    products = (sum(single) ** 2 - sum(a * a for a in single)) / 2
    return table.documented + products / (double + 1)


def _rank_models(space: ModelSpace, counts: NDArray[np.int64], criterion: Criterion) -> tuple[list[Fit], int]:
    """Fitted models with an estimate, best first, and how many better ones than the best had none."""
    visited = _visit_models(space, counts, criterion)
    ranked = sorted(visited.values(), key=lambda fit: (getattr(fit, criterion), fit.parameters))
    good: list[Fit] = []
    left_out = 0
    for fit in ranked:
        if len(good) == 10:
            break
        if space.exists(counts, fit):
            good.append(fit)
        elif not good:
            left_out += 1
    return good, left_out


def _best_total(space: ModelSpace, counts: NDArray[np.int64], criterion: Criterion) -> float | None:
    """The total under the best model with an estimate, or None."""
    visited = _visit_models(space, counts, criterion)
    for fit in sorted(visited.values(), key=lambda fit: (getattr(fit, criterion), fit.parameters)):
        if space.exists(counts, fit):
            return fit.total
    return None


def _visit_models(space: ModelSpace, counts: NDArray[np.int64], criterion: Criterion) -> dict[Terms, Fit]:
    """All models for few lists; for more, those met on the way downhill from two ends."""
    if space.lists <= EXHAUSTIVE_LISTS:
        fits = ((terms, space.fit(counts, terms)) for terms in hierarchical_models(space.lists, space.max_order))
        return {terms: fit for terms, fit in fits if fit is not None}
    seen: dict[Terms, Fit | None] = {}
    starts: tuple[Terms, ...] = (frozenset(), frozenset(s for s in space.all_terms() if s.bit_count() == 2))
    if space.lists > LISTS_OF_TWO_STARTS:
        starts = starts[:1]
    for start in starts:
        here = start
        seen.setdefault(here, space.fit(counts, here))
        while True:
            for near in space.neighbours(here):
                if near not in seen:
                    seen[near] = space.fit(counts, near)
            current = seen[here]
            score = np.inf if current is None or not space.exists(counts, current) else getattr(current, criterion)
            better = sorted(
                (getattr(fit, criterion), sorted(near), near)
                for near in space.neighbours(here)
                if (fit := seen[near]) is not None and getattr(fit, criterion) < score
            )
            found = next((near for _, _, near in better if (fit := seen[near]) and space.exists(counts, fit)), None)
            if found is None:
                break
            here = found
    return {terms: fit for terms, fit in seen.items() if fit is not None}


def _bootstrap(
    space: ModelSpace, counts: NDArray[np.int64], criterion: Criterion, number: int, seed: int
) -> NDArray[np.float64]:
    documented = int(counts.sum())
    tables = np.random.default_rng(seed).multinomial(documented, counts / documented, size=number)
    totals = [_best_total(space, table, criterion) for table in tables]
    return np.array([total for total in totals if total is not None])


def _accelerated_limits(
    space: ModelSpace,
    counts: NDArray[np.int64],
    criterion: Criterion,
    *,
    estimate: float,
    draws: NDArray[np.float64],
    level: float,
) -> tuple[float, float]:
    """BCa limits; the acceleration comes from leaving out one person of each pattern.

    Choosing the model again each time.
    """
    below = (np.sum(draws < estimate) + 0.5 * np.sum(draws == estimate)) / len(draws)
    edge = 0.5 / len(draws)
    bias = ndtri(np.clip(below, edge, 1 - edge))
    weights, totals = [], []
    for cell in np.flatnonzero(counts):
        fewer = counts.copy()
        fewer[cell] -= 1
        total = _best_total(space, fewer, criterion)
        if total is not None:
            weights.append(int(counts[cell]))
            totals.append(total)
    weight, total_without = np.array(weights, dtype=float), np.array(totals)
    shift = np.sum(weight * total_without) / weight.sum() - total_without
    spread = np.sum(weight * shift**2)
    acceleration = np.sum(weight * shift**3) / (6 * spread**1.5) if spread > 0 else 0.0
    limits = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        move = bias + ndtri(tail)
        limits.append(float(np.quantile(draws, ndtr(bias + move / (1 - acceleration * move)))))
    return limits[0], limits[1]
