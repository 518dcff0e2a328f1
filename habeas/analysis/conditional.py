"""Within-date comparison: at each date of release, the freed against all others held that day.

Everything that acts on the whole country on a date, such as a thaw or an amnesty, cancels, since only people held the
same day are compared.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.special import gammaln
from scipy.stats import chi2

from habeas.analysis.errors import StudyError
from habeas.analysis.results import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

FAR = 1e12
WIDEST = 15.0
"""Log odds ratios are sought between minus and plus this."""


@dataclass(frozen=True, slots=True)
class DateTables:
    """One 2 x 2 table for each date of release.

    Attributes:
        held: shape (D,): people held that day under observation.
        exposed: shape (D,): those of them after the measure.
        freed: shape (D,): those of them freed that day.
        exposed_freed: shape (D,): freed after the measure.
    """

    held: NDArray[np.int64]
    exposed: NDArray[np.int64]
    freed: NDArray[np.int64]
    exposed_freed: NDArray[np.int64]

    def __post_init__(self) -> None:
        low = np.maximum(0, self.freed + self.exposed - self.held)
        if (self.exposed_freed < low).any() or (self.exposed_freed > np.minimum(self.freed, self.exposed)).any():
            raise StudyError("A date of release frees more people than it holds.")

    @property
    def informative(self) -> NDArray[np.bool_]:
        """Dates on which chance could have gone either way."""
        low = np.maximum(0, self.freed + self.exposed - self.held)
        return np.asarray(low < np.minimum(self.freed, self.exposed))

    def without(self, index: int) -> DateTables:
        """The tables of all dates but one."""
        keep = np.arange(len(self.held)) != index
        return DateTables(self.held[keep], self.exposed[keep], self.freed[keep], self.exposed_freed[keep])


def exact_p(tables: DateTables) -> float:
    """Two-sided exact probability that the dates would be as unequal as they are if the measure made no difference.

    It is the permutation test that shuffles who was freed within each date, with every shuffle counted: the number of
    exposed among the freed is hypergeometric on each date, and the sum over dates is their convolution. Outcomes no
    likelier than the observed one count, as in R's mantelhaen.test(exact = TRUE).

    Example:
        >>> import numpy as np
        >>> one = DateTables(*(np.array([n]) for n in (10, 5, 5, 5)))
        >>> round(exact_p(one), 6)
        0.007937
    """
    probability, low = _convolve(tables)
    if not len(probability):
        return 1.0
    observed = probability[int(tables.exposed_freed.sum()) - low]
    return float(min(1.0, probability[probability <= observed * (1 + 1e-7)].sum()))


def odds_ratio(tables: DateTables, *, firth: bool = True, level: float = 0.95) -> Interval:
    """Common odds ratio over the dates, with limits from the profile of the likelihood.

    Args:
        tables: one table for each date.
        firth: add Firth's penalty, half the log of the information, which keeps the ratio finite where all or none were
            exposed.
        level: coverage of the limits.

    Raises:
        StudyError: no date is informative.

    Source:
        Heinze and Schemper, Biometrics 57 (2001), 114-119; the conditional likelihood of tied dates is exact.

    Example:
        >>> import numpy as np
        >>> odds_ratio(DateTables(*(np.array([n, n]) for n in (8, 4, 4, 2)))).median
        1.0
    """
    useful = tables.informative
    if not useful.any():
        raise StudyError("On no date could chance have gone either way.")
    weights, values = _log_weights(tables, useful)
    total = float(tables.exposed_freed[useful].sum())

    def value(beta: float) -> float:
        """Penalised log likelihood."""
        logs = weights + beta * values
        peak = logs.max(axis=1, keepdims=True)
        tilted = np.exp(logs - peak)
        sums = tilted.sum(axis=1)
        likelihood = total * beta - float((np.log(sums) + peak[:, 0]).sum())
        if not firth:
            return likelihood
        means = (tilted * values).sum(axis=1) / sums
        information = float(((tilted * values**2).sum(axis=1) / sums - means**2).sum())
        return likelihood + 0.5 * float(np.log(max(information, 1e-300)))

    best = _climb(value)
    drop = value(best) - chi2.ppf(level, 1) / 2
    low = -np.inf if value(-WIDEST) > drop else brentq(lambda b: value(b) - drop, -WIDEST, best)
    high = np.inf if value(WIDEST) > drop else brentq(lambda b: value(b) - drop, best, WIDEST)
    return Interval(round(float(np.exp(best)), 6), float(np.exp(low)), float(np.exp(high)), level)


@dataclass(frozen=True, slots=True)
class ConditionalFit:
    """A fitted conditional model.

    Attributes:
        names: the covariates.
        coefficients: shape (P,): log odds ratios.
        intervals: odds ratios with profile limits, one for each covariate that was asked for.
        p: likelihood ratio p of each of those.
    """

    names: tuple[str, ...]
    coefficients: tuple[float, ...]
    intervals: tuple[Interval, ...]
    p: tuple[float, ...]


def fit_conditional(
    covariates: NDArray[np.float64],
    freed: NDArray[np.bool_],
    dates: NDArray[np.int64],
    names: tuple[str, ...],
    *,
    profiled: int = 1,
    firth: bool = True,
    level: float = 0.95,
) -> ConditionalFit:
    """Fit the model with covariates: conditional logistic regression by date, exact for ties, with Firth's penalty.

    Args:
        covariates: shape (rows, P), one row for each person held on each date.
        freed: shape (rows,): freed on that date.
        dates: shape (rows,): the date of each row.
        names: P names.
        profiled: for how many covariates, from the first on, limits are computed.
        firth: add Firth's penalty.
        level: coverage of the limits.

    Raises:
        StudyError: arrays that do not fit together, or a covariate that never differs within a date.

    Source:
        Gail, Lubin and Rubinstein, Biometrika 68 (1981), 703-707; Heinze and Schemper, Biometrics 57 (2001), 114-119.
    """
    # Compiled code is loaded only where covariates ask for it.
    from habeas.analysis.conditional_kernel import exact_likelihood  # noqa: PLC0415

    if covariates.ndim != 2 or covariates.shape != (len(freed), len(names)) or len(dates) != len(freed):
        raise StudyError("The covariates, the freed and the dates do not fit together.")
    order = np.argsort(dates, kind="stable")
    x = np.ascontiguousarray(covariates[order], dtype=np.float64)
    y = np.ascontiguousarray(freed[order])
    starts = np.concatenate([[0], np.flatnonzero(np.diff(dates[order])) + 1, [len(y)]]).astype(np.int64)
    # Centring within dates changes nothing but the size of the numbers.
    for first, last in itertools.pairwise(starts):
        x[first:last] -= x[first:last].mean(axis=0)
    spread = np.sqrt((x**2).mean(axis=0))
    if (spread < 1e-12).any():
        raise StudyError(f"{names[int(np.argmin(spread))]} never differs among people held the same day.")
    x /= spread

    def loss(beta: NDArray[np.float64]) -> float:
        """Negative penalised log likelihood."""
        likelihood, _, information = exact_likelihood(x, y, starts, beta)
        penalty = 0.5 * float(np.linalg.slogdet(information)[1]) if firth else 0.0
        total = -(float(likelihood) + penalty)
        # A step of the search may go where numbers end; it must then turn back.
        return total if np.isfinite(total) else FAR

    best = minimize(loss, np.zeros(len(names)), method="BFGS")
    intervals, ps = [], []
    for index in range(profiled):
        profile = _Profile(loss, np.asarray(best.x), index)
        drop = float(best.fun) + chi2.ppf(level, 1) / 2
        ends = [profile.cross(drop, direction) / spread[index] for direction in (-1, 1)]
        intervals.append(
            Interval(
                float(np.exp(best.x[index] / spread[index])), float(np.exp(ends[0])), float(np.exp(ends[1])), level
            )
        )
        ps.append(float(chi2.sf(max(0.0, 2 * (profile.at(0.0) - float(best.fun))), 1)))
    return ConditionalFit(names, tuple(float(b) for b in best.x / spread), tuple(intervals), tuple(ps))


class _Profile:
    """The loss as a function of one coefficient, the others at their best."""

    def __init__(self, loss: Callable[[NDArray[np.float64]], float], best: NDArray[np.float64], index: int) -> None:
        self.loss, self.best, self.index = loss, best, index
        self.start = np.delete(best, index)

    def at(self, value: float) -> float:
        if not len(self.start):
            return float(self.loss(np.array([value])))

        def loss(rest: NDArray[np.float64]) -> float:
            """The loss with this coefficient held."""
            return self.loss(np.insert(rest, self.index, value))

        return float(minimize(loss, self.start, method="BFGS").fun)

    def cross(self, level: float, direction: int) -> float:
        """Where the profile reaches a level, to one side; infinite where it does not."""
        inner, step = float(self.best[self.index]), 0.5 * direction
        outer = inner + step
        while self.at(outer) < level:
            inner, step = outer, step * 2
            outer = inner + step
            if abs(outer) > 4 * WIDEST:
                return direction * np.inf
        return float(brentq(lambda value: self.at(value) - level, inner, outer, xtol=1e-6))


def _climb(value: Callable[[float], float]) -> float:
    """The top of a function with one top, by golden section."""
    low, high = -WIDEST, WIDEST
    ratio = (np.sqrt(5) - 1) / 2
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = value(left), value(right)
    while high - low > 1e-9:
        if at_left > at_right:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = value(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = value(right)
    return float((low + high) / 2)


def _log_weights(tables: DateTables, useful: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log number of ways to have k exposed among the freed, padded to one array, and the k; shapes (D, most)."""
    held, exposed, freed = (a[useful].astype(np.float64)[:, None] for a in (tables.held, tables.exposed, tables.freed))
    low, high = np.maximum(0, freed + exposed - held), np.minimum(freed, exposed)
    values = low + np.arange(int((high - low).max()) + 1)
    inside = values <= high
    k = np.where(inside, values, low)
    ways = _log_choose(exposed, k) + _log_choose(held - exposed, freed - k)
    return np.where(inside, ways, -np.inf), k


def _log_choose(n: NDArray[np.float64], k: NDArray[np.float64]) -> NDArray[np.float64]:
    result: NDArray[np.float64] = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return result


def _convolve(tables: DateTables) -> tuple[NDArray[np.float64], int]:
    """Distribution of the number of exposed among all freed, and its least value."""
    useful = tables.informative
    fixed = int(tables.exposed_freed[~useful].sum())
    if not useful.any():
        return np.empty(0), fixed
    weights, values = _log_weights(tables, useful)
    probability = np.ones(1)
    for row in weights:
        ways = np.exp(row[np.isfinite(row)] - row.max())
        probability = np.convolve(probability, ways / ways.sum())
    return probability, fixed + int(values[:, 0].sum())
