"""Bayesian model averaging over decomposable graphical models (Madigan and York 1997), computed exactly."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.special import gammaln

from habeas.analysis.edge import EdgeRule, judge_edge
from habeas.analysis.errors import NoOverlapError, TableError
from habeas.analysis.graphs import FEWEST_LISTS, MOST_LISTS, GraphSet, decomposable_graph_set
from habeas.analysis.results import Interval, ModelEstimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from habeas.analysis.capture import CaptureTable

MODEL = "decomposable_graphs"
MOST_POINTS = 3_000_000
NO_WEIGHT = 60.0
"""Graphs whose log weight stays this far below the best everywhere cannot change any digit that is printed."""
ASSUMPTIONS = (
    (
        "Lists depend on each other only in ways that a decomposable graph can draw; given the graph, everybody has the"
        " same chances."
    ),
    ("Nobody joins or leaves while the lists are made, people are linked without error, and all could be listed."),
    (
        "Before the data, every graph is as likely as any other, and the total N has weight 1/N up to the edge of the"
        " grid."
    ),
)


@dataclass(frozen=True, slots=True)
class GridPosterior:
    """The posterior of the number of people on no list.

    Attributes:
        documented: number of people on at least one list.
        missing: shape (M,): numbers of people on no list; each from 1 on, in steps where there would be millions.
        probability: shape (M,): probability of each; sums to 1.
        beyond: share of the posterior past the last, on a grid a hundred times as long: what the edge cuts off.
        graph_probability: shape (G,): posterior probability of each graph.
        graph_set: the graphs.
    """

    documented: int
    missing: NDArray[np.float64]
    probability: NDArray[np.float64]
    beyond: float
    graph_probability: NDArray[np.float64]
    graph_set: GraphSet

    def quantile(self, share: float) -> int:
        """The least total N whose cumulative probability reaches `share`."""
        place = int(np.searchsorted(np.cumsum(self.probability), share))
        return self.documented + int(self.missing[min(place, len(self.missing) - 1)])

    def draws(self, number: int, seed: int) -> NDArray[np.float64]:
        """Random totals from the posterior, shape (number,)."""
        uniform = np.random.default_rng(seed).random(number)
        cumulative = np.cumsum(self.probability)
        places = np.minimum(np.searchsorted(cumulative, uniform), len(cumulative) - 1)
        return self.documented + self.missing[places]


def decomposable_graphs(
    table: CaptureTable,
    *,
    delta: float | None = None,
    max_missing_factor: float = 30.0,
    edge: EdgeRule | None = None,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> ModelEstimate:
    """Estimate the total by averaging over every decomposable graph of 3 to 6 lists.

    Args:
        table: the capture table.
        delta: prior count for each cell of the hyper-Dirichlet prior; default 2**-J. The answer can hang on it: vary
            it.
        max_missing_factor: the grid for people on no list runs from 1 to this many times the documented people, as in R
            dga.
        edge: when to refuse because the posterior runs into the end of the grid.
        level: probability inside the limits.
        draws: number of random totals kept, for sums over strata.
        seed: of those draws.

    Returns:
        Median and central limits of N, with the posterior in `details["posterior"]`.

    Raises:
        NoOverlapError: nobody is on two lists.
        TableError: another number of lists than 3 to 6.

    Source:
        Madigan and York, Biometrika 84 (1997), 19-31; the computation agrees with R package dga 2.0.2 to the last
        person.

    Example:
        >>> from habeas.analysis import CaptureTable, decomposable_graphs
        >>> spina = {"100": 60, "010": 49, "110": 4, "001": 247, "101": 112, "011": 142, "111": 12}
        >>> decomposable_graphs(CaptureTable.from_patterns("ABC", spina)).interval
        Interval(median=731, low=694, high=787, level=0.95)
    """
    posterior = grid_posterior(table, delta=delta, max_missing_factor=max_missing_factor)
    tail = (1 - level) / 2
    interval = Interval(posterior.quantile(0.5), posterior.quantile(tail), posterior.quantile(1 - tail), level)
    at_edge = float(posterior.probability[posterior.missing > 0.99 * posterior.missing[-1]].sum())
    refused, cautions = judge_edge(edge or EdgeRule(), at_edge, posterior.beyond, max_missing_factor)
    best = np.argsort(-posterior.graph_probability)[:3]
    details: dict[str, Any] = {
        "delta": 2.0 ** -len(table.lists) if delta is None else delta,
        "max_missing_factor": max_missing_factor,
        "at_edge": at_edge,
        "beyond_edge": posterior.beyond,
        "graphs": len(posterior.graph_probability),
        "most_probable": tuple(
            (
                tuple((table.lists[a], table.lists[b]) for a, b in posterior.graph_set.describe(int(g))),
                float(posterior.graph_probability[g]),
            )
            for g in best
        ),
        "posterior": posterior,
    }
    return ModelEstimate(
        MODEL,
        table.documented,
        interval,
        assumptions=ASSUMPTIONS,
        cautions=cautions,
        refused_because=refused,
        details=MappingProxyType(details),
        draws=posterior.draws(draws, seed),
    )


def grid_posterior(
    table: CaptureTable, *, delta: float | None = None, max_missing_factor: float = 30.0
) -> GridPosterior:
    """The posterior of the number of people on no list, exact on the whole grid of whole numbers.

    The log posterior is a smooth function, so it is evaluated at some hundred nodes (every small number, then in
    geometric steps) as one matrix product, (graphs x marginals) @ (marginals x nodes), and a cubic spline gives it at
    every whole number between.

    Raises:
        NoOverlapError: nobody is on two lists.
        TableError: another number of lists than 3 to 6, or a prior or grid that is not positive.
    """
    size = len(table.lists)
    if not FEWEST_LISTS <= size <= MOST_LISTS:
        raise TableError(
            f"Decomposable graphs are computed for {FEWEST_LISTS} to {MOST_LISTS} lists; this table has {size}."
        )
    if not table.on_several:
        raise NoOverlapError("Nobody is on two lists, so nothing can be said about people on none.")
    prior = 2.0**-size if delta is None else delta
    if not prior > 0 or not max_missing_factor > 0:
        raise TableError("The prior count and the length of the grid must be positive.")
    graph_set = decomposable_graph_set(size)
    edge = max(int(max_missing_factor * table.documented), 10)
    nodes = _place_nodes(100 * edge)
    marginals = _log_marginals(table.array(), size, prior, nodes)
    # The number of ways to leave m of N people out, and the prior 1/N: (N-1)!/m! up to a constant.
    ways = gammaln(nodes + table.documented) - gammaln(nodes + 1)
    # Most graphs of six lists have no weight worth a number; a look at every tenth node finds those that have.
    rough = (graph_set.weights @ marginals[:, ::10] + ways[::10]).max(axis=1)
    kept = np.flatnonzero(rough > rough.max() - NO_WEIGHT)
    log_joint = graph_set.weights[kept] @ marginals + ways
    peak = log_joint.max()
    share = np.exp(log_joint - peak)
    # The floor keeps the logarithm finite where the density is nothing at all.
    total = np.maximum(share.sum(axis=0), 1e-300)
    spline = CubicSpline(np.log(nodes), np.log(total))
    if edge <= MOST_POINTS:
        whole = np.arange(1.0, edge + 1)
    else:
        whole = np.unique(np.round(np.geomspace(1.0, edge, MOST_POINTS)))
    density = np.exp(spline(np.log(whole))) * np.diff(whole, prepend=0.0)
    inside = density.sum()
    far = nodes[nodes >= edge]
    beyond = float(np.trapezoid(total[nodes >= edge], far))
    widths = np.gradient(nodes) * (nodes <= edge)
    by_graph = np.zeros(len(graph_set.graphs))
    by_graph[kept] = share @ widths
    return GridPosterior(
        table.documented, whole, density / inside, beyond / (inside + beyond), by_graph / by_graph.sum(), graph_set
    )


def _place_nodes(far: int) -> NDArray[np.float64]:
    """Every number to 40, then geometric steps of about 2 % to `far`."""
    small = np.arange(1.0, 41.0)
    if far <= 60:
        return np.arange(1.0, far + 1.0)
    steps = int(np.log(far / 41.0) / 0.02) + 2
    return np.concatenate([small, np.geomspace(41.0, float(far), steps)])


def _log_marginals(
    counts: NDArray[np.int64], size: int, delta: float, nodes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Log marginal likelihood of the table over each set of lists, for each number of missing people.

    Shape (2**J, nodes).

    Only the cell "on none of the set" changes with that number; all other cells are added once.
    """
    patterns = np.arange(2**size)
    total_prior = delta * 2**size
    total = float(counts.sum())
    result = np.empty((2**size, len(nodes)))
    normaliser = gammaln(total_prior) - gammaln(total_prior + total + nodes)
    for subset in range(2**size):
        cells = np.bincount(patterns & subset, weights=counts, minlength=2**size)
        prior = delta * 2.0 ** (size - subset.bit_count())
        inside = (patterns & ~subset) == 0
        inside[0] = False
        fixed = gammaln(cells[inside] + prior).sum() - (inside.sum() + 1) * gammaln(prior)
        result[subset] = fixed + gammaln(cells[0] + nodes + prior) + normaliser
    return result
