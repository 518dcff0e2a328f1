"""Whether some people are often listed and others seldom: what makes every total too low."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from habeas.analysis.conditional import DateTables, exact_p
from habeas.analysis.results import Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from habeas.analysis.capture import CaptureTable

LARGEST_P = 0.01
SPREAD = 3.5  # how unequal the chances are taken to be: the value that Rivest and Baillargeon settle on
MOST_LISTS = 8
MOST_TIMES = 20.0  # of the documented people, from where on the lists do not limit the total from above
_STEPS, _HALVES, _CLOSE, _LARGEST_LOG = 80, 20, 1e-10, 40.0


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """Whether lists go together among people on a third list.

    Attributes:
        pairs: for each pair of lists, how many people of the third lists are on both, and how many would be by chance.
        p: probability of all pairs together, a guide since people are counted under several third lists.
        found: whether every pair goes together more than by chance and p is below 0.01.
        together: how many pairs go together more than by chance.
    """

    pairs: dict[tuple[str, str], tuple[int, float]]
    p: float
    found: bool
    together: int = 0

    def suspected(self, largest_p: float) -> bool:
        """Whether all pairs but one at most go together, and p is below a bound: reason enough to widen a range."""
        fewest = len(self.pairs) - (len(self.pairs) > 3)
        return self.found or (self.p < largest_p and self.together >= fewest)

    @property
    def words(self) -> str:
        """A caution, or ""."""
        if not self.found:
            return ""
        return (
            "Every pair of lists goes together, also among the people on a third list: some people are often listed and"
            " others seldom, and then all these models tend to give too low a total."
        )


def look_for_heterogeneity(table: CaptureTable) -> Heterogeneity:
    """Compare lists in pairs among the people on each third list, where the table has no hidden cell.

    Two lists that copy each other make one pair go together. People who differ in their chances make every pair do so.

    Args:
        table: three lists or more.

    Example:
        >>> from habeas.analysis import CaptureTable
        >>> often_and_seldom = {"100": 60, "010": 60, "001": 60, "110": 9, "101": 9, "011": 9, "111": 30}
        >>> look_for_heterogeneity(CaptureTable.from_patterns("ABC", often_and_seldom)).found
        True
    """
    counts = table.array()
    patterns = np.arange(len(counts))
    on = [(patterns >> j) & 1 == 1 for j in range(len(table.lists))]
    pairs: dict[tuple[str, str], tuple[int, float]] = {}
    rows = []
    for i, j in combinations(range(len(table.lists)), 2):
        observed, expected = 0, 0.0
        for k in range(len(table.lists)):
            if k in {i, j}:
                continue
            members, first, second, both = (
                int(counts[where].sum()) for where in (on[k], on[k] & on[i], on[k] & on[j], on[k] & on[i] & on[j])
            )
            if members:
                rows.append((members, first, second, both))
                observed += both
                expected += first * second / members
        pairs[table.lists[i], table.lists[j]] = (observed, expected)
    p = exact_p(DateTables(*np.array(rows).T)) if rows else 1.0
    together = sum(observed > expected for observed, expected in pairs.values())
    return Heterogeneity(pairs, p, together == len(pairs) and p < LARGEST_P, together)


def unequal_chances(table: CaptureTable, *, bootstraps: int = 200, seed: int = 1) -> Interval | None:
    """The total if every person has chances of their own, and the lists depend on each other by that alone.

    A log-linear model with one more term, a curve in the number of lists on which a person is, such as
    gamma-distributed chances give it. Which curve is right cannot be told from lists (Link 2003), so this is no
    estimate by itself: it says how far a range has to reach when people seem to differ.

    Args:
        table: three to eight lists.
        bootstraps: tables drawn from the fitted model for the limits.
        seed: of the draws.

    Returns:
        The interval; None where the fit fails, where there are too many lists, or where no bootstraps are wanted.

    Source:
        Rivest and Baillargeon, Biometrics 63 (2007), 999-1006; Link, Biometrics 59 (2003), 1123-1130.

    Example:
        >>> from habeas.analysis import CaptureTable
        >>> often_and_seldom = {"100": 60, "010": 60, "001": 60, "110": 9, "101": 9, "011": 9, "111": 30}
        >>> found = unequal_chances(CaptureTable.from_patterns("ABC", often_and_seldom), bootstraps=50)
        >>> found.high > 2 * 237
        True
    """
    lists = len(table.lists)
    if not 3 <= lists <= MOST_LISTS or bootstraps < 2:
        return None
    counts = table.array()[1:].astype(np.float64)
    design = _design(lists)
    fitted = _fit(design, counts)
    if fitted is None:
        return None
    means, unseen = fitted
    total = counts.sum() + unseen
    if not np.isfinite(total) or total > 1e9:
        return Interval(float(total), float(counts.sum()), float("inf"))
    shares = np.append(means, unseen)
    rng = np.random.default_rng(seed)
    totals = []
    for _ in range(bootstraps):
        drawn = rng.multinomial(round(total), shares / shares.sum())[:-1].astype(np.float64)
        again = _fit(design, drawn) if drawn.sum() else None
        totals.append(float("inf") if again is None else float(drawn.sum() + again[1]))
    low, high = np.quantile(totals, [0.025, 0.975], method="nearest")
    return Interval(float(total), max(float(counts.sum()), float(low)), float(high))


def _design(lists: int) -> NDArray[np.float64]:
    """One row for each pattern but "on none": intercept, the lists, and the curve freed of its straight part."""
    patterns = np.arange(1, 2**lists)
    on = (patterns[:, None] >> np.arange(lists) & 1).astype(np.float64)
    number = on.sum(axis=1)
    curve = np.log(SPREAD) - np.log(SPREAD + number)
    curve -= number * (curve @ number) / (number @ number)  # the lists themselves take up what is straight
    return np.column_stack([np.ones(len(patterns)), on, curve / np.abs(curve).max()])


def _fit(design: NDArray[np.float64], counts: NDArray[np.float64]) -> tuple[NDArray[np.float64], float] | None:
    """Means of the patterns and of "on none", by Newton's steps, halved where they go too far; None if not found."""
    logs = np.log(counts + 0.5)
    weights: NDArray[np.float64] = np.linalg.lstsq(design, logs, rcond=None)[0].astype(np.float64)
    likelihood = _likelihood(design, counts, weights)
    for _ in range(_STEPS):
        means = np.exp(np.clip(design @ weights, -_LARGEST_LOG, _LARGEST_LOG))
        bend = design.T @ (design * means[:, None]) + 1e-9 * np.eye(len(weights))
        step = np.linalg.solve(bend, design.T @ (counts - means))
        for _half in range(_HALVES):
            better = _likelihood(design, counts, weights + step)
            if better >= likelihood:
                break
            step = step / 2
        weights = weights + step
        if abs(better - likelihood) < _CLOSE * (abs(likelihood) + 1):
            return np.exp(np.clip(design @ weights, -_LARGEST_LOG, _LARGEST_LOG)), float(
                np.exp(min(weights[0], _LARGEST_LOG))
            )
        likelihood = better
    return None


def _likelihood(design: NDArray[np.float64], counts: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    logs = np.clip(design @ weights, -_LARGEST_LOG, _LARGEST_LOG)
    return float(counts @ logs - np.exp(logs).sum())
