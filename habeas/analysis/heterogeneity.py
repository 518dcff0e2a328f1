"""Whether some people are often listed and others seldom: what makes every total too low."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from habeas.analysis.conditional import DateTables, exact_p

if TYPE_CHECKING:
    from habeas.analysis.capture import CaptureTable

LARGEST_P = 0.01


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """Whether lists go together among people on a third list.

    Attributes:
        pairs: for each pair of lists, how many people of the third lists are on both, and how many would be by chance.
        p: probability of all pairs together, a guide since people are counted under several third lists.
        found: whether every pair goes together more than by chance and p is below 0.01.
    """

    pairs: dict[tuple[str, str], tuple[int, float]]
    p: float
    found: bool

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
    together = all(observed > expected for observed, expected in pairs.values())
    return Heterogeneity(pairs, p, together and p < LARGEST_P)
