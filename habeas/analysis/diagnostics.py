"""Whether chains agree and how many independent draws they are worth (Vehtari and others 2021)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata

if TYPE_CHECKING:
    from numpy.typing import NDArray


def split_rhat(chains: NDArray[np.float64]) -> float:
    """Rank-normalised split R-hat: the larger of that of the values and that of their distance from the median.

    Args:
        chains: shape (chains, draws), at least 4 draws each.

    Returns:
        1 where chains cannot be told apart; chains that disagree in place or in spread give more.

    Source:
        Vehtari, Gelman, Simpson, Carpenter, Bürkner, Bayesian Analysis 16 (2021), 667-718.

    Example:
        >>> import numpy as np
        >>> draws = np.random.default_rng(1).normal(size=(4, 1000))
        >>> bool(split_rhat(draws) < 1.01), bool(split_rhat(draws + np.arange(4.0)[:, None]) > 1.3)
        (True, True)
    """
    halves = _split(chains)
    folded = np.abs(halves - np.median(halves))
    return max(_rhat(_rank_normalise(halves)), _rhat(_rank_normalise(folded)))


def effective_draws(chains: NDArray[np.float64]) -> float:
    """Effective sample size of the mean of rank-normalised values over all chains (bulk ESS).

    Args:
        chains: shape (chains, draws).

    Returns:
        The number of independent draws that would estimate as well; Geyer's initial monotone sequence.

    Example:
        >>> import numpy as np
        >>> draws = np.random.default_rng(1).normal(size=(4, 1000))
        >>> bool(3000 < effective_draws(draws) < 5000)
        True
    """
    return _effective(_rank_normalise(_split(chains)))


def effective_tail_draws(chains: NDArray[np.float64], tail: float = 0.025) -> float:
    """The lesser of the effective sample sizes of the two limits (tail ESS).

    For limits that leave out `tail` on each side.
    """
    halves = _split(chains)
    low, high = np.quantile(halves, [tail, 1 - tail])
    return min(_effective((halves <= low).astype(float)), _effective((halves <= high).astype(float)))


def _split(chains: NDArray[np.float64]) -> NDArray[np.float64]:
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, -half:]])


def _rank_normalise(values: NDArray[np.float64]) -> NDArray[np.float64]:
    ranks = rankdata(values.ravel()).reshape(values.shape)
    normal: NDArray[np.float64] = ndtri((ranks - 0.375) / (values.size + 0.25))
    return normal


def _rhat(chains: NDArray[np.float64]) -> float:
    draws = chains.shape[1]
    within = chains.var(axis=1, ddof=1).mean()
    if within == 0:
        return 1.0 if np.ptp(chains) == 0 else float("inf")
    between = draws * chains.mean(axis=1).var(ddof=1)
    return float(np.sqrt(((draws - 1) / draws * within + between / draws) / within))


def _effective(chains: NDArray[np.float64]) -> float:
    number, draws = chains.shape
    size = 2 ** int(np.ceil(np.log2(2 * draws)))
    centred = chains - chains.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, size, axis=1)
    covariance = np.fft.irfft(np.abs(spectrum) ** 2, size, axis=1)[:, :draws] / draws
    within = (covariance[:, 0] * draws / (draws - 1)).mean()
    if within == 0:
        return float(number * draws)
    variance = within * (draws - 1) / draws + chains.mean(axis=1).var(ddof=1)
    correlation = 1 - (within - covariance.mean(axis=0)) / variance
    pairs = correlation[: draws // 2 * 2].reshape(-1, 2).sum(axis=1)
    positive = pairs[: int(np.argmax(pairs < 0))] if (pairs < 0).any() else pairs
    length = -1 + 2 * float(np.minimum.accumulate(positive).sum()) if len(positive) else 1.0
    return float(min(number * draws / max(length, 1e-12), number * draws * np.log10(number * draws)))
