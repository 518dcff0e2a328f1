"""Poisson log-linear models of a capture table: which there are, whether an estimate exists, and the fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog
from scipy.special import gammaln

from habeas.analysis.poisson_kernel import fit_poisson

if TYPE_CHECKING:
    from numpy.typing import NDArray

Terms = frozenset[int]
"""The interaction terms of a model, each a bit set of two lists or more; intercept and main effects are always in."""

STILL = 0.01
"""A fit whose last step moved no log mean by more has found its maximum; see `ModelSpace.exists`."""


@dataclass(frozen=True, slots=True)
class Fit:
    """One fitted model.

    Attributes:
        terms: its interactions.
        total: estimated number of people, on lists or not.
        bic: -2 log likelihood + parameters x log(documented people), as R Rcapture.
        aicc: the corrected Akaike criterion with the documented people as the sample.
        parameters: number of them, those at minus infinity included.
        still: whether the last step of the search moved nothing.
    """

    terms: Terms
    total: float
    bic: float
    aicc: float
    parameters: int
    still: bool


@dataclass(slots=True)
class ModelSpace:
    """The models over J lists, and a memory of which have an estimate for which set of empty cells."""

    lists: int
    max_order: int
    _exists: dict[tuple[Terms, bytes], bool] = field(default_factory=dict)

    def all_terms(self) -> tuple[int, ...]:
        """Every interaction that a model may hold, lower orders first."""
        subsets = (s for s in range(2**self.lists) if 2 <= s.bit_count() <= min(self.max_order, self.lists - 1))
        return tuple(sorted(subsets, key=lambda s: (s.bit_count(), s)))

    def neighbours(self, terms: Terms) -> list[Terms]:
        """The hierarchical models that differ by one term."""
        near = []
        for term in self.all_terms():
            if term in terms:
                if not any(other != term and other & term == term for other in terms):
                    near.append(terms - {term})
            elif all(part in terms for part in _parts(term)):
                near.append(terms | {term})
        return near

    def fit(self, counts: NDArray[np.int64], terms: Terms) -> Fit | None:
        """Fit one model; None where Newton's method does not converge. Ask `exists` whether the estimate exists.

        A term whose lists share nobody is at minus infinity: it and the cells it empties are left out, as Chan,
        Silverman and Vincent (2021) do.
        """
        empty = _empty_terms(counts, terms)
        design, cells = _design(self.lists, terms - empty, empty)
        converged, likelihood, beta, moved = fit_poisson(design, counts[cells].astype(np.float64))
        if not converged:
            return None
        documented = int(counts.sum())
        parameters = 1 + self.lists + len(terms)
        deviance = -2 * (likelihood - float(gammaln(counts + 1.0).sum()))
        spare = documented - parameters - 1
        correction = 2 * parameters * (parameters + 1) / spare if spare > 0 else np.inf
        return Fit(
            terms,
            documented + float(np.exp(min(beta[0], 60.0))),
            deviance + parameters * float(np.log(documented)),
            deviance + 2 * parameters + correction,
            parameters,
            still=moved < STILL,
        )

    def exists(self, counts: NDArray[np.int64], fit: Fit) -> bool:
        """Whether the maximum likelihood estimate exists and identifies the total.

        The estimate exists when the sufficient statistics lie inside the cone of the design, which fails exactly when
        some combination of its columns is zero on every cell with people, nowhere negative, and positive on an empty
        cell: a linear program (Fienberg and Rinaldo 2012). It depends only on which cells are empty, so answers are
        kept.
        """
        if fit.still:
            return True
        terms = fit.terms
        key = (terms, (counts > 0).tobytes())
        if key not in self._exists:
            empty = _empty_terms(counts, terms)
            design, cells = _design(self.lists, terms - empty, empty)
            self._exists[key] = _maximum_exists(design, counts[cells] > 0)
        return self._exists[key]


def _parts(term: int) -> list[int]:
    """The interactions that a hierarchical model with this term must also hold."""
    return [term & ~(1 << j) for j in range(term.bit_length()) if term >> j & 1 and (term & ~(1 << j)).bit_count() > 1]


def _empty_terms(counts: NDArray[np.int64], terms: Terms) -> Terms:
    patterns = np.arange(len(counts))
    return frozenset(s for s in terms if not counts[(patterns & s) == s].any())


@lru_cache(maxsize=65536)
def _design(lists: int, terms: Terms, empty: Terms) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The 0/1 design over the cells that can hold people, and those cells; columns: intercept, lists, interactions."""
    patterns = np.arange(1, 2**lists)
    possible = np.ones(len(patterns), dtype=bool)
    for term in empty:
        possible &= (patterns & term) != term
    # An interaction that contains an empty one never acts, so it has no column of its own.
    acting = sorted(s for s in terms if not any(s & e == e for e in empty))
    cells = patterns[possible]
    columns = [0, *(1 << j for j in range(lists)), *acting]
    design = np.array([[float(cell & column == column) for column in columns] for cell in cells])
    return np.ascontiguousarray(design), cells


def _maximum_exists(design: NDArray[np.float64], occupied: NDArray[np.bool_]) -> bool:
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return False
    if occupied.all():
        return True
    hollow = design[~occupied]
    program = linprog(
        -hollow.sum(axis=0),
        A_ub=np.vstack([-hollow, hollow]),
        b_ub=np.concatenate([np.zeros(len(hollow)), np.ones(len(hollow))]),
        A_eq=design[occupied],
        b_eq=np.zeros(int(occupied.sum())),
        bounds=(None, None),
        method="highs",
    )
    # Zero is always allowed; a positive optimum is a direction in which the likelihood rises for ever.
    return bool(program.status == 0 and program.fun is not None and program.fun > -1e-7)


@lru_cache(maxsize=8)
def hierarchical_models(lists: int, max_order: int) -> tuple[Terms, ...]:
    """Every hierarchical model with all main effects and no interaction of all lists: 8 for 3 lists, 113 for 4."""
    space = ModelSpace(lists, max_order)
    found: set[Terms] = {frozenset()}
    frontier = [frozenset[int]()]
    while frontier:
        grown = {near for terms in frontier for near in space.neighbours(terms) if len(near) > len(terms)} - found
        found |= grown
        frontier = list(grown)
    return tuple(sorted(found, key=lambda terms: (len(terms), sorted(terms))))


def describe_model(terms: Terms, names: tuple[str, ...]) -> str:
    """The generators of a model in brackets, as statisticians write it: `[a b][b c][d]`."""
    singles = [1 << j for j in range(len(names))]
    shown = [s for s in (*singles, *sorted(terms)) if not any(o != s and o & s == s for o in terms)]
    shown.sort(key=lambda s: (-s.bit_count(), s))
    return "".join("[" + " ".join(name for j, name in enumerate(names) if s >> j & 1) + "]" for s in shown)


def pairs_of(lists: int) -> list[int]:
    """Every pair of lists as a bit set."""
    return [1 << a | 1 << b for a, b in combinations(range(lists), 2)]
