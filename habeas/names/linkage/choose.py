"""From log-likelihood ratios to probabilities, and from probabilities to pairs: one to one, many, or groups."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
_ROUNDS = 30


def prior_log_odds(scores: Floats, pairs: float) -> float:
    """The log-odds before evidence that fit the scores: expected matches over all pairs of the two lists.

    The share of matches is found by iteration (the EM step for the prior alone): each round sums the probabilities
    that the last prior gives to the candidates. Pairs that were no candidates count as no matches.

    Args:
        scores: Log-likelihood ratios of the candidates.
        pairs: Number of all pairs of the lists.
    """
    if not len(scores):
        return -float(np.log(max(pairs, 2.0)))
    matches = max(1.0, min(np.sqrt(pairs) / 2, len(scores) / 2))
    for _ in range(30):
        prior = np.log(matches / max(pairs - matches, 1.0))
        found = max(1.0, float(np.sum(1 / (1 + np.exp(-np.clip(scores + prior, -60, 60))))))
        if abs(found - matches) < 0.001 * matches:
            break
        matches = min(found, pairs / 2)
    return float(np.log(matches / max(pairs - matches, 1.0)))


def share_among_rivals(log_odds: Floats, rows_a: Longs, rows_b: Longs, size_a: int, size_b: int) -> Floats:
    """Probabilities when each record has at most one partner.

    Every matching of the records is weighed by the product of the odds of its pairs; the probability of a pair is its
    share in all matchings. Belief propagation gives it exactly where the candidates form a tree, and closely
    elsewhere (Bayati, Shah and Sharma 2008 show the same messages to find the best matching): each end of a pair
    tells the other how free its rivals leave it.
    """
    # Above e^20 nothing changes but the rounding of the differences below.
    odds = np.exp(np.clip(log_odds, -60, 20))
    free_a, free_b = np.ones(len(odds)), np.ones(len(odds))
    for _ in range(_ROUNDS):
        offered_a, offered_b = odds * free_b, odds * free_a
        sum_a = np.bincount(rows_a, weights=offered_a, minlength=size_a)
        sum_b = np.bincount(rows_b, weights=offered_b, minlength=size_b)
        next_a = 1 / (1 + np.maximum(sum_a[rows_a] - offered_a, 0))
        next_b = 1 / (1 + np.maximum(sum_b[rows_b] - offered_b, 0))
        # Half of the old value keeps rings of rivals from swinging.
        free_a, free_b = (free_a + next_a) / 2, (free_b + next_b) / 2
    joint = odds * free_a * free_b
    probability: Floats = joint / (1 + joint)
    return probability


def pick_one_to_one(probability: Floats, rows_a: Longs, rows_b: Longs, size_a: int, size_b: int) -> Longs:
    """Places of the pairs chosen, best first, each record at most once; ties by row numbers."""
    order = np.lexsort((rows_b, rows_a, -probability))
    used_a, used_b = np.zeros(size_a, dtype=bool), np.zeros(size_b, dtype=bool)
    chosen = []
    for place, a, b in zip(order.tolist(), rows_a[order].tolist(), rows_b[order].tolist(), strict=True):
        if not (used_a[a] or used_b[b]):
            used_a[a] = used_b[b] = True
            chosen.append(place)
    return np.array(chosen, dtype=np.int64)


def group_rows(rows_a: Longs, rows_b: Longs, probability: Floats, size: int) -> list[list[int]]:
    """Groups of records by average linkage over the pairs given.

    Two groups join where the mean probability of all pairs between them is at least one half; a pair that is not among
    the candidates counts as 0. A chain of likely pairs does not join by itself.

    Returns:
        Groups of two or more, each sorted, in the order of their first record.
    """
    links: list[dict[int, float]] = [{} for _ in range(size)]
    for a, b, p in zip(rows_a.tolist(), rows_b.tolist(), probability.tolist(), strict=True):
        links[a][b] = links[b][a] = p
    members = {row: [row] for row in range(size) if links[row]}
    root = list(range(size))
    order = np.lexsort((rows_b, rows_a, -probability))
    for a, b in zip(rows_a[order].tolist(), rows_b[order].tolist(), strict=True):
        first, other = root[a], root[b]
        if first == other:
            continue
        one, two = members[first], members[other]
        total = sum(links[x].get(y, 0.0) for x in one for y in two)
        if total / (len(one) * len(two)) >= 0.5:
            for row in two:
                root[row] = first
            members[first] = one + two
            del members[other]
    return sorted(sorted(group) for group in members.values() if len(group) > 1)
