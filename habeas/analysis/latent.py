"""Bayesian nonparametric latent class model of a capture table (Manrique-Vallier 2016).

By several chains that must agree.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from habeas.analysis.diagnostics import effective_draws, effective_tail_draws, split_rhat
from habeas.analysis.edge import EdgeRule, judge_edge
from habeas.analysis.errors import NoOverlapError, TableError
from habeas.analysis.latent_kernel import run_chain
from habeas.analysis.results import Interval, ModelEstimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from habeas.analysis.capture import CaptureTable

MODEL = "latent_classes"
ASSUMPTIONS = (
    (
        "People fall into unseen classes; within a class the lists are independent and everybody has the same chances."
        " What the classes"
        " say of people on no list is carried over from people on lists and cannot be tested."
    ),
    ("Nobody joins or leaves while the lists are made, people are linked without error, and all could be listed."),
    (
        "Before the data, every chance of a class to be listed is as likely as any other, few classes are likelier than"
        " many, and N has"
        " weight 1/N."
    ),
)
MOST_LISTS = 10
KEEP_EVERY = 25
START_HIDDEN = (0.3, 0.9, 0.6, 0.98, 0.1, 0.8, 0.5, 0.95)
"""Shares of people on no list at which the chains start, so that they start far from each other."""


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """How the chains run.

    Attributes:
        chains: number of chains, 4 or more.
        classes: most classes K; default the lesser of 2**J - 1 and 15, as verdata uses.
        warm_up: draws thrown away per chain, while the sampler tunes itself.
        round_draws: draws per chain in one round.
        most_rounds: rounds after which the sampler gives up; it stops earlier once it has `wanted_draws`.
        wanted_draws: effective draws of the total and of its limits at which it stops.
        swaps: offer label swaps between neighbouring classes.
        flights: Hamiltonian trajectories per draw; 0 without swaps is the plain Gibbs sampler.
        reach: length of a trajectory in standard deviations.
        prior_shape: of the gamma prior of the concentration, as in LCMCR.
        prior_rate: of the same.
        seed: of everything.
    """

    chains: int = 6
    classes: int | None = None
    warm_up: int = 4000
    round_draws: int = 4000
    most_rounds: int = 12
    wanted_draws: float = 4000.0
    swaps: bool = True
    flights: int = 1
    reach: float = 6.0
    prior_shape: float = 0.25
    prior_rate: float = 0.25
    seed: int = 1


@dataclass(frozen=True, slots=True)
class ChainDraws:
    """What the chains gave.

    Attributes:
        totals: draws of N, shape (chains, draws).
        cells: probabilities of every pattern, shape (kept draws, 2**J).
        rhat: rank-normalised split R-hat of log N.
        effective: effective draws of log N.
        effective_tail: the lesser effective draws of the two limits.
        acceptance: mean acceptance probability of the trajectories of each chain.
    """

    totals: NDArray[np.float64]
    cells: NDArray[np.float64]
    rhat: float
    effective: float
    effective_tail: float
    acceptance: tuple[float, ...]


def latent_classes(
    table: CaptureTable,
    *,
    settings: ChainSettings | None = None,
    max_missing_factor: float = 20.0,
    edge: EdgeRule | None = None,
    most_rhat: float = 1.02,
    fewest_effective: float = 400.0,
    level: float = 0.95,
) -> ModelEstimate:
    """Estimate the total with a mixture of classes of people, the number of classes left to the data.

    The model and priors are those of R LCMCR. The sampler is not: people and N are summed out and the chances and sizes
    of the classes move along Hamiltonian trajectories between Gibbs sweeps, with label swaps. The cap on N that LCMCR
    applies without a word is a named setting here; N itself is drawn without it and the share of draws beyond it is
    reported.

    Args:
        table: the capture table, 3 to 10 lists.
        settings: how the chains run.
        max_missing_factor: limits are of the posterior with at most this many times the documented people on no list.
        edge: when to refuse because the posterior runs into that cap.
        most_rhat: refuse when chains differ more.
        fewest_effective: refuse when the draws are worth fewer.
        level: probability inside the limits.

    Returns:
        Median and limits of N; diagnostics and posterior predictive checks in `details`.

    Raises:
        NoOverlapError: nobody is on two lists.
        TableError: fewer than 3 lists or more than 10, or fewer than 4 chains.

    Source:
        Manrique-Vallier, Biometrics 72 (2016), 1246-1254; label swaps: Papaspiliopoulos and Roberts, Biometrika 95
        (2008), 169-186.

    Example:
        >>> from habeas.analysis import CaptureTable, ChainSettings, latent_classes
        >>> spina = {"100": 60, "010": 49, "110": 4, "001": 247, "101": 112, "011": 142, "111": 12}
        >>> quick = ChainSettings(chains=4, warm_up=1000, round_draws=1000, wanted_draws=500)
        >>> estimate = latent_classes(CaptureTable.from_patterns("ABC", spina), settings=quick)
        >>> 700 < estimate.interval.median < 760
        True
    """
    chosen = settings or ChainSettings()
    _check(table, chosen)
    draws = draw_chains(table, chosen)
    pooled = draws.totals.ravel()
    cap = table.documented * (1 + max_missing_factor)
    beyond = float(np.mean(pooled > cap))
    inside = pooled[pooled <= cap]
    tail = (1 - level) / 2
    low, median, high = np.quantile(inside if len(inside) else pooled, [tail, 0.5, 1 - tail])
    by_chain = tuple(float(m) for m in np.median(draws.totals, axis=1))
    refused = []
    if not draws.rhat <= most_rhat:
        refused.append(
            f"The chains disagree (R-hat {draws.rhat:.2f}, more than {most_rhat:g}): their medians run from"
            f" {min(by_chain):,.0f} to"
            f" {max(by_chain):,.0f}, so no figure can be given."
        )
    if draws.effective < fewest_effective:
        refused.append(
            f"The draws are worth only {draws.effective:.0f} independent ones, fewer than {fewest_effective:g}."
        )
    at_edge = float(np.mean(inside > table.documented * (1 + 0.99 * max_missing_factor))) if len(inside) else 1.0
    edge_refused, edge_cautions = judge_edge(edge or EdgeRule(), at_edge, beyond, max_missing_factor)
    checks = check_overlaps(table, draws.cells, seed=chosen.seed)
    poor = [check for check in checks if check["tail"] < 0.01]
    cautions = tuple(
        f"The model does not reproduce {check['what']}: {check['observed']} people, expected {check['low']:.0f} to"
        f" {check['high']:.0f}."
        for check in poor
    )
    details: dict[str, Any] = {
        "rhat": draws.rhat,
        "effective_draws": draws.effective,
        "effective_tail_draws": draws.effective_tail,
        "draws": pooled.size,
        "chains": chosen.chains,
        "chain_medians": by_chain,
        "classes": _most_classes(table, chosen),
        "max_missing_factor": max_missing_factor,
        "at_edge": at_edge,
        "beyond_edge": beyond,
        "seed": chosen.seed,
        "checks": checks,
    }
    step = max(1, len(inside) // 2000)
    return ModelEstimate(
        MODEL,
        table.documented,
        Interval(float(median), float(low), float(high), level),
        assumptions=ASSUMPTIONS,
        cautions=edge_cautions + cautions,
        refused_because=(*refused, *edge_refused),
        details=MappingProxyType(details),
        draws=inside[::step],
    )


def draw_chains(table: CaptureTable, settings: ChainSettings) -> ChainDraws:
    """Run dispersed chains, in rounds, until they are worth enough draws or the rounds are used up."""
    counts = table.array()
    starts = [_start_chain(table, settings, chain) for chain in range(settings.chains)]
    rounds: list[NDArray[np.float64]] = []
    cells: list[NDArray[np.float64]] = []
    with ThreadPoolExecutor(max_workers=max(1, min(settings.chains, os.cpu_count() or 1))) as pool:

        def advance(
            number: int, *, warm: bool
        ) -> list[tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]]:
            """One round of all chains at once; the kernel lets go of the interpreter lock."""
            return list(
                pool.map(
                    lambda chain: _run(counts, starts[chain], settings, chain=chain, number=number, warm=warm),
                    range(len(starts)),
                )
            )

        advance(0, warm=True)
        for number in range(1, settings.most_rounds + 1):
            parts = advance(number, warm=False)
            rounds.append(np.array([part[0] for part in parts]))
            cells.extend(part[1] for part in parts)
            acceptance = tuple(float(part[2][0]) for part in parts)
            totals = np.concatenate(rounds, axis=1)
            log_totals = np.log(totals)
            rhat = split_rhat(log_totals)
            effective, effective_tail = effective_draws(log_totals), effective_tail_draws(log_totals)
            if min(effective, effective_tail) >= settings.wanted_draws and rhat <= 1.01:
                break
    return ChainDraws(totals, np.concatenate(cells), rhat, effective, effective_tail, acceptance)


def check_overlaps(table: CaptureTable, cells: NDArray[np.float64], *, seed: int) -> tuple[dict[str, Any], ...]:
    """Posterior predictive check: does the model give back the overlaps of the lists?

    Args:
        table: the observed table.
        cells: probabilities of every pattern in draws of the posterior, shape (draws, 2**J).
        seed: of the replicated tables.

    Returns:
        For each pair of lists, and for each number of lists, the observed count, the middle 95 % of replicated counts
        and the two-sided tail probability of the observed one.
    """
    rng = np.random.default_rng(seed)
    used = cells[:: max(1, len(cells) // 1000)]
    shares = used[:, 1:] / used[:, 1:].sum(axis=1, keepdims=True)
    replicated = np.zeros((len(used), cells.shape[1]))
    replicated[:, 1:] = rng.multinomial(table.documented, shares)
    counts = table.array()
    patterns = np.arange(len(counts))
    on_several = np.array([int(p).bit_count() for p in patterns])
    which = [
        (f"the overlap of {table.lists[a]} and {table.lists[b]}", (patterns >> a & 1 & (patterns >> b)) == 1)
        for a, b in combinations(range(len(table.lists)), 2)
    ]
    which += [(f"the people on exactly {k} lists", on_several == k) for k in range(2, len(table.lists) + 1)]
    checks = []
    for what, where in which:
        observed = int(counts[where].sum())
        values = replicated[:, where].sum(axis=1)
        tail = min(1.0, 2 * min(float(np.mean(values <= observed)), float(np.mean(values >= observed))))
        low, high = np.quantile(values, [0.025, 0.975])
        checks.append({"what": what, "observed": observed, "low": float(low), "high": float(high), "tail": tail})
    return tuple(checks)


@dataclass(slots=True)
class _ChainState:
    sticks: NDArray[np.float64]
    logits: NDArray[np.float64]
    tuning: NDArray[np.float64]
    scales: NDArray[np.float64]


def _check(table: CaptureTable, settings: ChainSettings) -> None:
    if not 3 <= len(table.lists) <= MOST_LISTS:
        raise TableError(f"Latent classes are fitted for 3 to {MOST_LISTS} lists; this table has {len(table.lists)}.")
    if settings.chains < 4:
        raise TableError(f"At least 4 chains are needed to see whether they agree; {settings.chains} were asked for.")
    if settings.classes is not None and settings.classes < 3:
        raise TableError(f"At least 3 classes are needed; {settings.classes} were asked for.")
    if not table.on_several:
        raise NoOverlapError("Nobody is on two lists, so nothing can be said about people on none.")


def _most_classes(table: CaptureTable, settings: ChainSettings) -> int:
    return settings.classes or min(2 ** len(table.lists) - 1, 15)


def _start_chain(table: CaptureTable, settings: ChainSettings, chain: int) -> _ChainState:
    """A chain far from the others: random classes, chances shifted until a given share of people is on no list."""
    rng = np.random.default_rng([settings.seed, chain, 0])
    classes, lists = _most_classes(table, settings), len(table.lists)
    sticks = rng.logistic(size=classes)
    logits = rng.logistic(size=(classes, lists))
    broken = 1 / (1 + np.exp(-sticks))
    broken[-1] = 1
    weights = broken * np.concatenate([[1.0], np.cumprod(1 - broken[:-1])])
    hidden = START_HIDDEN[chain % len(START_HIDDEN)]
    low, high = -30.0, 30.0
    for _ in range(60):
        middle = (low + high) / 2
        share = weights @ np.prod(1 / (1 + np.exp(logits + middle)), axis=1)
        low, high = (low, middle) if share < hidden else (middle, high)
    return _ChainState(sticks, logits + low, np.array([1.0, np.log(0.1), 2.0]), np.ones((classes, 1 + lists)))


def _run(
    counts: NDArray[np.int64], state: _ChainState, settings: ChainSettings, *, chain: int, number: int, warm: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    seed = int(np.random.SeedSequence([settings.seed, chain, number + 1]).generate_state(1)[0])
    totals, kept, acceptance = run_chain(
        counts,
        state.sticks,
        state.logits,
        state.tuning,
        state.scales,
        settings.warm_up if warm else settings.round_draws,
        warm,
        settings.swaps,
        settings.flights,
        settings.reach,
        settings.prior_shape,
        settings.prior_rate,
        KEEP_EVERY,
        seed,
    )
    return totals, kept, acceptance


def plain_gibbs(settings: ChainSettings | None = None) -> ChainSettings:
    """The settings of the sampler of LCMCR, for comparison: assignment sweeps only."""
    return replace(settings or ChainSettings(), swaps=False, flights=0)
