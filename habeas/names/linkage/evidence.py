"""Log-likelihood ratios of candidate pairs, with the shares of names counted in the lists themselves.

Fellegi and Sunter (1969): agreement on a name borne by a share f of the people is worth -log f, so that a rare
surname weighs more than a common one; disagreement costs what errors and changes of name allow. Weights of levels
other than full agreement are in `world/record_weights`, set by hand.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from habeas.names.agreement import LEVELS
from habeas.names.batch import best_of_readings, pair_levels
from habeas.names.columns import Columns, Ints
from habeas.names.dates import date_levels, date_weights
from habeas.names.linkage.lists import RecordColumns, Shares
from habeas.names.records import place_weights
from habeas.names.weights import SECOND_LEVELS, SEX_LEVELS, load_weights
from habeas.packs import load_table

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """For each level a fixed weight and what part of -log share it earns."""

    fixed: tuple[Floats, Floats, Floats]
    earned: tuple[Floats, Floats, Floats]
    sex: Floats
    second: Floats


@lru_cache(maxsize=1)
def link_weights() -> LinkWeights:
    """The weights of the shipped table."""
    table = load_table("world", "record_weights")["link"]

    def column(part: str, place: int) -> Floats:
        return np.array([float(table[part].get(level, (0.0, 0.0))[place]) for level in LEVELS])

    parts = ("given", "patronymic", "surname")
    return LinkWeights(
        fixed=(column(parts[0], 0), column(parts[1], 0), column(parts[2], 0)),
        earned=(column(parts[0], 1), column(parts[1], 1), column(parts[2], 1)),
        sex=np.array([float(table["sex"][level]) for level in SEX_LEVELS]),
        second=np.array([float(table["second"][level]) for level in SECOND_LEVELS]),
    )


def weigh_pairs(a: RecordColumns, rows_a: Longs, b: RecordColumns, rows_b: Longs, shares: Shares) -> Floats:
    """Log-likelihood ratios of pairs: names, birth dates, places."""
    scores = _weigh_names(a.names, rows_a, b.names, rows_b, shares)
    scores += date_weights()[date_levels(a.dates[rows_a], b.dates[rows_b])]
    return scores + _weigh_places(a, rows_a, b, rows_b)


def _weigh_names(a: Columns, rows_a: Longs, b: Columns, rows_b: Longs, shares: Shares) -> Floats:
    def score(x: Columns, at_x: Longs, y: Columns, at_y: Longs) -> Floats:
        levels = pair_levels(x, at_x, y, at_y)
        slots_x, slots_y = x.slots[at_x], y.slots[at_y]
        weights = link_weights()
        total = weights.sex[levels.sex] + weights.second[levels.second] + load_weights().case * levels.turned
        for slot, (level, share) in enumerate(
            ((levels.given, shares.given), (levels.patronymic, shares.patronymic), (levels.surname, shares.surname))
        ):
            total += weights.fixed[slot][level] - weights.earned[slot][level] * _share(
                share, slots_x[:, slot], slots_y[:, slot]
            )
        return total

    return best_of_readings(score, a, rows_a, b, rows_b)


def _share(share: Floats, a: Ints, b: Ints) -> Floats:
    """The larger share of two words; of one word where the other is absent or an initial. Never that of an initial."""
    if not len(share):
        return np.zeros(len(a))
    larger: Floats = np.maximum(np.where(a >= 0, share[a], -30.0), np.where(b >= 0, share[b], -30.0))
    return larger


def _weigh_places(a: RecordColumns, rows_a: Longs, b: RecordColumns, rows_b: Longs) -> Floats:
    first, other = a.places[rows_a].astype(np.int64), b.places[rows_b].astype(np.int64)
    scores = np.zeros(len(rows_a))
    both = np.flatnonzero((first > 0) & (other > 0))
    if not len(both):
        return scores
    codes, back = np.unique(first[both] << 32 | other[both], return_inverse=True)
    weights = place_weights()
    found = []
    for code in codes.tolist():
        x, y = a.place_sets[code >> 32], b.place_sets[code & 0xFFFFFFFF]
        found.append(weights[1 if x == y else 2 if x <= y or y <= x else 3])
    scores[both] = np.array(found)[back]
    return scores
