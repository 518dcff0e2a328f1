"""Compiled sampler of the latent class model; loaded only when it runs.

State of one chain: `sticks` (K,), logits of the stick breaks V (the last is never used: the last class takes what is
left); `logits` (K, J), logits of the chance of each class to be on each list; `alpha`. People are never assigned for
good: given these, the number on no list is negative binomial, and every move but the assignment sweep works on the
likelihood with people and N summed out, `prod p_c**n_c / (1 - p_0)**n` (the prior of N is 1/N).
"""

# ruff: noqa: C901, NPY002, PLR0915, PLR0917 - compiled code: long loops, plain arguments, numba's own
# generator

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from habeas.analysis.mixture_kernel import (
    STEEPEST,
    draw_binomial,
    draw_log_gamma,
    draw_missing,
    fill_patterns,
    fill_weights,
    log_left,
    logistic,
    mix,
    stick_from_log_left,
)

Floats = NDArray[np.float64]

TARGET_ACCEPTANCE = 0.8
MOST_LEAPS = 80


@njit(cache=True, nogil=True, error_model="numpy")
def _assign_people(
    counts: NDArray[np.int64], sticks: Floats, logits: Floats, alpha: float, prior_shape: float, prior_rate: float
) -> float:  # pragma: no cover - compiled
    """One Gibbs sweep: people to classes, then class chances.

    Sticks and concentration. Returns the new concentration.
    """
    classes, lists = logits.shape
    size = len(counts)
    weights = np.empty(classes)
    fill_weights(sticks, weights)
    patterns = np.empty((classes, size))
    chances = np.empty(lists)
    cells = np.zeros(size)
    for k in range(classes):
        for j in range(lists):
            chances[j] = logistic(logits[k, j])
        fill_patterns(chances, patterns[k])
        for c in range(size):
            patterns[k, c] *= weights[k]
            cells[c] += patterns[k, c]
    members = np.zeros(classes)
    on_list = np.zeros((classes, lists))
    missing = min(draw_missing(counts, cells), 1e15)
    for c in range(size):
        left = int(missing) if c == 0 else counts[c]
        if left == 0:
            continue
        mass = cells[c]
        for k in range(classes):
            if left == 0:
                break
            here = left if k == classes - 1 else draw_binomial(left, min(1.0, patterns[k, c] / max(mass, 1e-300)))
            mass -= patterns[k, c]
            left -= here
            members[k] += here
            for j in range(lists):
                if (c >> j) & 1:
                    on_list[k, j] += here
    for k in range(classes):
        for j in range(lists):
            on = draw_log_gamma(1.0 + on_list[k, j])
            logits[k, j] = on - draw_log_gamma(1.0 + members[k] - on_list[k, j])
    after = members.sum()
    log_rest = 0.0
    for k in range(classes - 1):
        after -= members[k]
        stick = draw_log_gamma(1.0 + members[k]) - draw_log_gamma(alpha + max(after, 0.0))
        sticks[k] = min(max(stick, -STEEPEST), 1e12)
        log_rest += log_left(sticks[k])
    return float(np.random.gamma(prior_shape + classes - 1.0) / (prior_rate - log_rest))


@njit(cache=True, nogil=True, error_model="numpy")
def _swap_labels(sticks: Floats, logits: Floats) -> None:  # pragma: no cover - compiled
    """Offer each pair of neighbouring classes to exchange places with their weights.

    The likelihood does not change and the prior changes only by the piece of stick left between the two, so a swap
    costs nothing.
    """
    for k in range(len(sticks) - 2):
        left, left_next = log_left(sticks[k]), log_left(sticks[k + 1])
        new_break = logistic(sticks[k + 1]) * np.exp(left)
        if new_break >= 1.0:
            continue
        new_left = np.log1p(-new_break)
        if np.log(1.0 - np.random.random()) < left - new_left:
            sticks[k] = stick_from_log_left(new_left)
            sticks[k + 1] = stick_from_log_left(min(left + left_next - new_left, -1e-300))
            for j in range(logits.shape[1]):
                held = logits[k, j]
                logits[k, j] = logits[k + 1, j]
                logits[k + 1, j] = held


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract", "reassoc", "nsz", "arcp"})
def _slope(
    counts: Floats,
    documented: float,
    place: Floats,
    rest: Floats,
    alpha: float,
    patterns: Floats,
    cells: Floats,
    slope: Floats,
    with_value: bool,
) -> float:  # pragma: no cover - compiled
    """Gradient (into `slope`) and, when asked, value of the log posterior of the first classes.

    People and N are summed out.

    `place` and `slope` have shape (moving, 1 + J): the stick, then the logits of the class. `rest` is the mixture of
    the classes that do not move, for a stick of length 1.
    """
    moving, width = place.shape
    lists = width - 1
    size = len(counts)
    breaks = np.empty(moving)
    weights = np.empty(moving)
    chances = np.empty((moving, lists))
    left = 1.0
    value = 0.0
    for k in range(moving):
        breaks[k] = logistic(place[k, 0])
        weights[k] = left * breaks[k]
        # 1 - V loses its digits near 1; the logit keeps them.
        left *= logistic(-place[k, 0])
        for j in range(lists):
            chances[k, j] = logistic(place[k, 1 + j])
        fill_patterns(chances[k], patterns[k])
    for c in range(size):
        total = left * rest[c]
        for k in range(moving):
            total += weights[k] * patterns[k, c]
        cells[c] = total
    listed = 0.0
    for c in range(1, size):
        listed += cells[c]
    if with_value:
        value -= documented * np.log(listed)
        for c in range(1, size):
            if counts[c] > 0.0:
                value += counts[c] * np.log(cells[c])
        for k in range(moving):
            value += alpha * log_left(place[k, 0]) + log_left(-place[k, 0])
            for j in range(lists):
                value += log_left(place[k, 1 + j]) + log_left(-place[k, 1 + j])
    cells[0] = documented / listed
    for c in range(1, size):
        cells[c] = counts[c] / cells[c]
    later = 0.0
    for c in range(size):
        later += cells[c] * rest[c]
    later *= left
    for i in range(moving):
        k = moving - 1 - i
        one = patterns[k]
        mass = 0.0
        for c in range(size):
            one[c] *= cells[c]
            mass += one[c]
        mass *= weights[k]
        slope[k, 0] = (1.0 - breaks[k]) * (1.0 + mass) - breaks[k] * (later + alpha)
        later += mass
        # Fold the array in halves: what is left in the upper half is the mass of the patterns with the list.
        half = size
        for i_list in range(lists):
            j = lists - 1 - i_list
            half //= 2
            on = 0.0
            for c in range(half):
                on += one[c + half]
                one[c] += one[c + half]
            slope[k, 1 + j] = weights[k] * on - chances[k, j] * mass + 1.0 - 2.0 * chances[k, j]
    return value


@njit(cache=True, nogil=True, error_model="numpy")
def _fly(
    counts: Floats,
    documented: float,
    sticks: Floats,
    logits: Floats,
    alpha: float,
    moving: int,
    step: float,
    leaps: int,
    scales: Floats,
) -> float:  # pragma: no cover - compiled
    """One Hamiltonian trajectory over the first `moving` classes. Returns its acceptance probability."""
    classes, lists = logits.shape
    size = len(counts)
    rest = np.zeros(size)
    tail_weights = np.empty(classes - moving)
    fill_weights(sticks[moving:], tail_weights)
    mix(logits[moving:], tail_weights, rest)
    place = np.empty((moving, 1 + lists))
    place[:, 0] = sticks[:moving]
    place[:, 1:] = logits[:moving]
    patterns = np.empty((moving, size))
    cells = np.empty(size)
    slope = np.empty((moving, 1 + lists))
    before = _slope(counts, documented, place, rest, alpha, patterns, cells, slope, True)
    push = np.empty((moving, 1 + lists))
    energy = 0.0
    for k in range(moving):
        for j in range(1 + lists):
            push[k, j] = np.random.normal()
            energy += 0.5 * push[k, j] * push[k, j]
    after = before
    for leap in range(leaps):
        for k in range(moving):
            for j in range(1 + lists):
                push[k, j] += 0.5 * step * scales[k, j] * slope[k, j]
                place[k, j] += step * scales[k, j] * push[k, j]
        after = _slope(counts, documented, place, rest, alpha, patterns, cells, slope, leap == leaps - 1)
        for k in range(moving):
            for j in range(1 + lists):
                push[k, j] += 0.5 * step * scales[k, j] * slope[k, j]
    new_energy = 0.0
    for k in range(moving):
        for j in range(1 + lists):
            new_energy += 0.5 * push[k, j] * push[k, j]
    gain = after - new_energy - before + energy
    if not np.isfinite(gain):
        return 0.0
    acceptance = min(1.0, np.exp(min(gain, 0.0)))
    if np.random.random() < acceptance:
        sticks[:moving] = place[:, 0]
        logits[:moving] = place[:, 1:]
    return float(acceptance)


@njit(cache=True, nogil=True, error_model="numpy")
def run_chain(
    counts: NDArray[np.int64],
    sticks: Floats,
    logits: Floats,
    tuning: Floats,
    scales: Floats,
    iterations: int,
    warm: bool,
    swaps: bool,
    flights: int,
    reach: float,
    prior_shape: float,
    prior_rate: float,
    keep_every: int,
    seed: int,
) -> tuple[Floats, Floats, Floats]:  # pragma: no cover - compiled
    """Run one chain and leave its state in `sticks`, `logits`, `tuning` and `scales`.

    Args:
        counts: shape (2**J,).
        sticks: shape (K,), changed in place.
        logits: shape (K, J), changed in place.
        tuning: shape (3,): concentration alpha, log step size, number of classes that fly; changed in place.
        scales: shape (K, 1 + J): standard deviations by which the flights are scaled; changed while `warm`.
        iterations: number of draws.
        warm: learn step size, scales and the number of flying classes on the way; such draws are not to be used.
        swaps: whether to offer label swaps.
        flights: Hamiltonian trajectories per iteration; 0 with `swaps=False` is the plain Gibbs sampler of LCMCR.
        reach: trajectories go up to about this far in scaled units, the step number being random.
        prior_shape: of the gamma prior of the concentration.
        prior_rate: of the same.
        keep_every: pattern probabilities are kept every so many draws.
        seed: of this call.

    Returns:
        Totals N, shape (iterations,); pattern probabilities, shape (iterations // keep_every, 2**J); acceptance, shape
        (1,).
    """
    np.random.seed(seed)
    classes, lists = logits.shape
    size = len(counts)
    documented = float(counts.sum())
    float_counts = counts.astype(np.float64)
    totals = np.empty(iterations)
    kept = np.empty((iterations // keep_every, size))
    weights = np.empty(classes)
    cells = np.empty(size)
    alpha = tuning[0]
    log_step, mean_log_step, error, offers = tuning[1], tuning[1], 0.0, 0
    anchor = tuning[1] + np.log(5.0)
    moving = int(tuning[2])
    seen, mean, spread = 0, np.zeros((classes, 1 + lists)), np.zeros((classes, 1 + lists))
    occupied = np.zeros(classes)
    accepted = 0.0
    window = max(50, iterations // 8)
    for i in range(iterations):
        alpha = _assign_people(counts, sticks, logits, alpha, prior_shape, prior_rate)
        if swaps:
            _swap_labels(sticks, logits)
        for _ in range(flights):
            step = np.exp(log_step) * (0.8 + 0.4 * np.random.random())
            leaps = 1 + np.random.randint(max(4, min(MOST_LEAPS, int(reach / step))))
            probability = _fly(float_counts, documented, sticks, logits, alpha, moving, step, leaps, scales)
            accepted += probability
            if warm:
                # Dual averaging (Nesterov 2009), with the constants of Hoffman and Gelman (2014).
                offers += 1
                error = (1.0 - 1.0 / (offers + 10.0)) * error + (TARGET_ACCEPTANCE - probability) / (offers + 10.0)
                log_step = anchor - np.sqrt(float(offers)) / 0.05 * error
                share = offers**-0.75
                mean_log_step = share * log_step + (1.0 - share) * mean_log_step
        fill_weights(sticks, weights)
        mix(logits, weights, cells)
        totals[i] = documented + draw_missing(counts, cells)
        if (i + 1) % keep_every == 0:
            kept[(i + 1) // keep_every - 1] = cells
        if warm:
            seen += 1
            for k in range(classes):
                occupied[k] += 1.0 if weights[k] * totals[i] > 0.5 else 0.0
                for j in range(1 + lists):
                    x = sticks[k] if j == 0 else logits[k, j - 1]
                    # Sticks of unused classes wander off to where nothing changes any more.
                    x = min(max(x, -12.0), 12.0)
                    shift = x - mean[k, j]
                    mean[k, j] += shift / seen
                    spread[k, j] += shift * (x - mean[k, j])
            if seen == window and i + window < iterations:
                moving = 2
                for k in range(classes - 1):
                    if occupied[k] > 0.05 * seen:
                        moving = max(moving, k + 1)
                moving = min(moving, classes - 1)
                for k in range(classes):
                    for j in range(1 + lists):
                        scales[k, j] = np.sqrt((spread[k, j] + 0.05) / (seen + 5.0))
                seen = 0
                mean[:] = 0.0
                spread[:] = 0.0
                occupied[:] = 0.0
                anchor = mean_log_step + np.log(5.0)
                log_step, error, offers = mean_log_step, 0.0, 0
    if warm and flights > 0:
        log_step = mean_log_step
    tuning[0], tuning[1], tuning[2] = alpha, log_step, float(moving)
    acceptance = np.empty(1)
    acceptance[0] = accepted / max(1, iterations * flights)
    return totals, kept, acceptance
