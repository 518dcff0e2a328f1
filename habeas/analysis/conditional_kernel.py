"""Compiled conditional likelihood of who was freed among those held the same day.

Loaded only when covariates are in the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

LARGE = 1e200


@njit(cache=True, error_model="numpy")
def exact_likelihood(
    covariates: NDArray[np.float64], freed: NDArray[np.bool_], starts: NDArray[np.int64], beta: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:  # pragma: no cover - compiled
    """Log likelihood, score and information, exact for many freed on one day (Gail, Lubin and Rubinstein 1981).

    Args:
        covariates: shape (rows, P); the rows of one date stand together.
        freed: shape (rows,).
        starts: shape (dates + 1,): first row of each date, and the number of rows.
        beta: shape (P,).
    """
    size = covariates.shape[1]
    likelihood = 0.0
    score = np.zeros(size)
    information = np.zeros((size, size))
    for d in range(len(starts) - 1):
        first, last = starts[d], starts[d + 1]
        number = 0
        for i in range(first, last):
            if freed[i]:
                number += 1
                for a in range(size):
                    likelihood += covariates[i, a] * beta[a]
                    score[a] += covariates[i, a]
        # Sums over all ways to free that many, with first and second derivatives, one person at a time.
        sums = np.zeros(number + 1)
        slopes = np.zeros((number + 1, size))
        bends = np.zeros((number + 1, size, size))
        sums[0] = 1.0
        shift = 0.0
        for i in range(first, last):
            rate = 0.0
            for a in range(size):
                rate += covariates[i, a] * beta[a]
            rate = np.exp(rate)
            for m in range(min(number, i - first + 1), 0, -1):
                for a in range(size):
                    xa = covariates[i, a]
                    for b in range(size):
                        xb = covariates[i, b]
                        bends[m, a, b] += rate * (
                            xa * xb * sums[m - 1] + xa * slopes[m - 1, b] + xb * slopes[m - 1, a] + bends[m - 1, a, b]
                        )
                for a in range(size):
                    slopes[m, a] += rate * (covariates[i, a] * sums[m - 1] + slopes[m - 1, a])
                sums[m] += rate * sums[m - 1]
            largest = sums.max()
            if largest > LARGE:
                sums /= largest
                slopes /= largest
                bends /= largest
                shift += np.log(largest)
        likelihood -= np.log(sums[number]) + shift
        for a in range(size):
            score[a] -= slopes[number, a] / sums[number]
            for b in range(size):
                # Divided before they are multiplied: the sums may be near the largest number there is.
                share = (slopes[number, a] / sums[number]) * (slopes[number, b] / sums[number])
                information[a, b] += bends[number, a, b] / sums[number] - share
    return likelihood, score, information
