"""Compiled small parts of the latent class sampler: random draws, stick breaking, pattern probabilities.

Compiled code is cached by file: after a change here, touch `latent_kernel.py` too, or its cache holds the old parts.
"""

# ruff: noqa: NPY002 - compiled code: plain arguments, numba's own generator

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEEPEST = 700.0
"""Largest size of a logit that is kept."""


@njit(cache=True, nogil=True, error_model="numpy")
def draw_binomial(n: int, p: float) -> int:  # pragma: no cover - compiled
    """Binomial draw whose time does not grow with n (transformed rejection with squeeze, Hörmann 1993)."""
    if n <= 0 or p <= 0.0:
        return 0
    if p >= 1.0:
        return n
    flipped = p > 0.5
    q = 1.0 - p if flipped else p
    if n * q < 10.0:
        # Inversion: few steps, since few successes are expected.
        ratio = q / (1.0 - q)
        term = np.exp(n * np.log1p(-q))
        uniform = np.random.random()
        drawn = 0
        while uniform > term and drawn < n:
            uniform -= term
            drawn += 1
            term *= ratio * (n - drawn + 1) / drawn
    else:
        spread = np.sqrt(n * q * (1.0 - q))
        b = 1.15 + 2.53 * spread
        a = -0.0873 + 0.0248 * b + 0.01 * q
        centre = n * q + 0.5
        v_r = 0.92 - 4.2 / b
        scale = (2.83 + 5.1 / b) * spread
        odds = np.log(q / (1.0 - q))
        mode = np.floor((n + 1) * q)
        top = log_factorial(mode) + log_factorial(n - mode)
        drawn = 0
        while True:
            v = np.random.random()
            u = np.random.random() - 0.5
            us = 0.5 - abs(u)
            k = np.floor((2.0 * a / us + b) * u + centre)
            if k < 0 or k > n:
                continue
            if us >= 0.07 and v <= v_r:
                drawn = int(k)
                break
            v = np.log(v * scale / (a / (us * us) + b))
            if v <= top - log_factorial(k) - log_factorial(n - k) + (k - mode) * odds:
                drawn = int(k)
                break
    return n - drawn if flipped else drawn


@njit(cache=True, nogil=True, error_model="numpy")
def log_factorial(k: float) -> float:  # pragma: no cover - compiled
    """Stirling's series; exact enough from 10 on, a sum below."""
    if k < 10:
        total = 0.0
        for i in range(2, int(k) + 1):
            total += np.log(i)
        return total
    x = k + 1.0
    return float((x - 0.5) * np.log(x) - x + 0.9189385332046727 + 1.0 / (12.0 * x) - 1.0 / (360.0 * x * x * x))


@njit(cache=True, nogil=True, error_model="numpy")
def draw_log_gamma(shape: float) -> float:  # pragma: no cover - compiled
    """Log of a gamma draw, also for shapes so small that the draw itself underflows."""
    if shape < 1.0:
        return float(np.log(np.random.gamma(shape + 1.0)) + np.log(1.0 - np.random.random()) / shape)
    return float(np.log(np.random.gamma(shape)))


@njit(cache=True, nogil=True, error_model="numpy")
def logistic(x: float) -> float:  # pragma: no cover - compiled
    """The inverse of the logit."""
    return float(1.0 / (1.0 + np.exp(-x)))


@njit(cache=True, nogil=True, error_model="numpy")
def log_left(stick: float) -> float:  # pragma: no cover - compiled
    """log(1 - V) from the logit of V, exact at both ends."""
    if stick > 0.0:
        return float(-stick - np.log1p(np.exp(-stick)))
    return float(-np.log1p(np.exp(stick)))


@njit(cache=True, nogil=True, error_model="numpy")
def stick_from_log_left(log_left: float) -> float:  # pragma: no cover - compiled
    """The logit of V from log(1 - V)."""
    broken = -np.expm1(log_left)
    if broken < 1e-300:
        return float(-STEEPEST)
    return float(np.log(broken) - log_left)


@njit(cache=True, nogil=True, error_model="numpy")
def fill_weights(sticks: Floats, weights: Floats) -> None:  # pragma: no cover - compiled
    """Sizes of the classes from the logits of the stick breaks."""
    log_rest = 0.0
    last = len(sticks) - 1
    for k in range(last):
        weights[k] = np.exp(log_rest) * logistic(sticks[k])
        log_rest += log_left(sticks[k])
    weights[last] = np.exp(log_rest)


@njit(cache=True, nogil=True, error_model="numpy")
def fill_patterns(chances: Floats, patterns: Floats) -> None:  # pragma: no cover - compiled
    """Probability of each pattern of lists in one class, doubling the filled part with each list."""
    patterns[0] = 1.0
    size = 1
    for j in range(len(chances)):
        on, off = chances[j], 1.0 - chances[j]
        for c in range(size):
            patterns[c + size] = patterns[c] * on
            patterns[c] *= off
        size *= 2


@njit(cache=True, nogil=True, error_model="numpy")
def mix(logits: Floats, weights: Floats, cells: Floats) -> None:  # pragma: no cover - compiled
    """Probability of each pattern over all classes."""
    classes, lists = logits.shape
    one = np.empty(len(cells))
    chances = np.empty(lists)
    cells[:] = 0.0
    for k in range(classes):
        if weights[k] < 1e-300:
            continue
        for j in range(lists):
            chances[j] = logistic(logits[k, j])
        fill_patterns(chances, one)
        for c in range(len(cells)):
            cells[c] += weights[k] * one[c]


@njit(cache=True, nogil=True, error_model="numpy")
def draw_missing(counts: NDArray[np.int64], cells: Floats) -> float:  # pragma: no cover - compiled
    """The number of people on no list given the class chances: negative binomial under the prior 1/N."""
    documented = counts.sum()
    listed = 0.0
    for c in range(1, len(cells)):
        listed += cells[c]
    rate = np.random.gamma(float(documented)) * cells[0] / max(listed, 1e-300)
    if rate > 1e15:
        return float(rate)
    return float(np.random.poisson(rate))
