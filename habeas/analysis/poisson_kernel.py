"""Compiled fit of one Poisson log-linear model; loaded only when a model is fitted."""

# ruff: noqa: C901, PLR0912 - compiled code is written out as loops

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_STEPS = 80


@njit(cache=True)
def fit_poisson(
    design: NDArray[np.float64], counts: NDArray[np.float64]
) -> tuple[bool, float, NDArray[np.float64], float]:  # pragma: no cover - compiled
    """Fit by Newton's method with weighted least squares.

    Args:
        design: shape (cells, parameters).
        counts: shape (cells,).

    Returns:
        Whether it converged; the log likelihood without the factorials; the parameters; the largest
        change of a log mean in the last step.
    """
    cells, size = design.shape
    beta = np.zeros(size)
    mean = counts + 0.5
    eta = np.log(mean)
    old = -1e300
    likelihood = old
    for _ in range(MOST_STEPS):
        gram = np.zeros((size, size))
        right = np.zeros(size)
        for c in range(cells):
            target = mean[c] * eta[c] + counts[c] - mean[c]
            for a in range(size):
                if design[c, a] != 0.0:
                    right[a] += target
                    for b in range(a + 1):
                        if design[c, b] != 0.0:
                            gram[a, b] += mean[c]
        # Cholesky by hand: the matrices are small, and a failing pivot is an answer here, not an exception.
        scale = 0.0
        for a in range(size):
            scale = max(scale, gram[a, a])
        for a in range(size):
            for b in range(a + 1):
                value = gram[a, b]
                for k in range(b):
                    value -= gram[a, k] * gram[b, k]
                if a == b:
                    if value <= 1e-13 * scale:
                        return False, likelihood, beta, 0.0
                    gram[a, a] = np.sqrt(value)
                else:
                    gram[a, b] = value / gram[b, b]
        for a in range(size):
            value = right[a]
            for k in range(a):
                value -= gram[a, k] * right[k]
            right[a] = value / gram[a, a]
        for i in range(size):
            a = size - 1 - i
            value = right[a]
            for k in range(a + 1, size):
                value -= gram[k, a] * right[k]
            right[a] = value / gram[a, a]
        beta = right
        likelihood = 0.0
        moved = 0.0
        for c in range(cells):
            value = 0.0
            for a in range(size):
                value += design[c, a] * beta[a]
            value = min(max(value, -60.0), 60.0)
            moved = max(moved, abs(value - eta[c]))
            eta[c] = value
            mean[c] = np.exp(value)
            likelihood += counts[c] * value - mean[c]
        if abs(likelihood - old) < 1e-10 * (abs(likelihood) + 1.0):
            return True, likelihood, beta, moved
        old = likelihood
    return False, likelihood, beta, moved
