"""Capture tables: how many people are on which lists, and on which lists together.

A table holds one count for each pattern of lists. A pattern is a number: list `j` is on it when bit `j` is set, so the
first list is the lowest bit. Pattern 0, "on no list", is never observed and its count is always 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from habeas.analysis.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

MOST_LISTS = 16


@dataclass(frozen=True, slots=True)
class CaptureTable:
    """Counts of people by the lists that name them.

    Attributes:
        lists: names of the J lists, in order.
        counts: 2**J counts of people, indexed by pattern; `counts[0]` is 0.

    Raises:
        TableError: fewer than two lists, names that repeat, counts that are negative, not whole, or of the wrong
            number.

    Example:
        >>> table = CaptureTable.from_patterns(("ngo", "court"), {"10": 30, "01": 20, "11": 10})
        >>> table.documented, table.on_list("ngo"), table.on_both("ngo", "court")
        (60, 40, 10)
    """

    lists: tuple[str, ...]
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.lists) < 2:
            raise TableError(f"A capture table needs at least two lists; this one has {len(self.lists)}.")
        if len(self.lists) > MOST_LISTS:
            raise TableError(f"A capture table has at most {MOST_LISTS} lists; this one has {len(self.lists)}.")
        if len(set(self.lists)) < len(self.lists) or not all(self.lists):
            raise TableError("Every list of a capture table needs a name of its own.")
        if len(self.counts) != 2 ** len(self.lists):
            raise TableError(f"{len(self.lists)} lists have {2 ** len(self.lists)} patterns, not {len(self.counts)}.")
        if any(isinstance(n, bool) or not isinstance(n, int) for n in self.counts):
            raise TableError("A count of people must be a whole number.")
        if any(n < 0 for n in self.counts):
            raise TableError("A count of people cannot be negative.")
        if self.counts[0]:
            raise TableError("A table cannot count people who are on none of its lists.")
        if not any(self.counts):
            raise TableError("The table counts nobody.")

    @classmethod
    def from_patterns(cls, lists: Sequence[str], patterns: Mapping[str, int]) -> CaptureTable:
        """Build a table from written patterns, such as `{"110": 4}` for four people on the first two lists of three.

        Raises:
            TableError: a pattern of the wrong length or with another character than 0 or 1, or a bad count.
        """
        counts = [0] * 2 ** len(lists)
        for written, count in patterns.items():
            if len(written) != len(lists) or set(written) - {"0", "1"}:
                raise TableError(f"The pattern {written!r} is not {len(lists)} digits 0 or 1.")
            counts[sum(1 << j for j, digit in enumerate(written) if digit == "1")] = count
        return cls(tuple(lists), tuple(counts))

    @classmethod
    def from_memberships(cls, lists: Sequence[str], people: Iterable[Iterable[str]]) -> CaptureTable:
        """Count people, each given as the names of the lists they are on; people on none of the lists are left out."""
        position = {name: j for j, name in enumerate(lists)}
        counts = [0] * 2 ** len(lists)
        for memberships in people:
            pattern = sum(1 << position[name] for name in set(memberships) if name in position)
            if pattern:
                counts[pattern] += 1
        return cls(tuple(lists), tuple(counts))

    @property
    def documented(self) -> int:
        """Number of different people on at least one list."""
        return sum(self.counts)

    @property
    def on_several(self) -> int:
        """Number of people on two lists or more: what every estimate here is made of."""
        return sum(n for pattern, n in enumerate(self.counts) if pattern.bit_count() > 1)

    def array(self) -> NDArray[np.int64]:
        """The counts as an array of shape (2**J,)."""
        return np.array(self.counts, dtype=np.int64)

    def written(self, pattern: int) -> str:
        """A pattern as digits, first list first."""
        return "".join("1" if pattern >> j & 1 else "0" for j in range(len(self.lists)))

    def on_list(self, name: str) -> int:
        """Number of people on one list."""
        bit = 1 << self.lists.index(name)
        return sum(n for pattern, n in enumerate(self.counts) if pattern & bit)

    def on_both(self, first: str, second: str) -> int:
        """Number of people on both of two lists."""
        bits = (1 << self.lists.index(first)) | (1 << self.lists.index(second))
        return sum(n for pattern, n in enumerate(self.counts) if pattern & bits == bits)

    def without(self, name: str) -> CaptureTable:
        """The table that would exist if one list did not; people only on that list are gone."""
        j = self.lists.index(name)
        kept = [0] * 2 ** (len(self.lists) - 1)
        low = (1 << j) - 1
        for pattern, n in enumerate(self.counts):
            kept[(pattern & low) | (pattern >> (j + 1) << j)] += n
        kept[0] = 0
        return CaptureTable(self.lists[:j] + self.lists[j + 1 :], tuple(kept))

    def merged(self, names: Sequence[str], into: str) -> CaptureTable:
        """The table in which several lists count as one, for lists that share a source."""
        together = [self.lists.index(name) for name in names]
        rest = [j for j in range(len(self.lists)) if j not in together]
        kept = [0] * 2 ** (len(rest) + 1)
        for pattern, n in enumerate(self.counts):
            new = sum(1 << i for i, j in enumerate(rest) if pattern >> j & 1)
            if any(pattern >> j & 1 for j in together):
                new |= 1 << len(rest)
            kept[new] += n
        return CaptureTable((*(self.lists[j] for j in rest), into), tuple(kept))

    def plus(self, other: CaptureTable) -> CaptureTable:
        """The table of two groups of people taken together, over the same lists."""
        if other.lists != self.lists:
            raise TableError("Tables can be added only over the same lists.")
        return CaptureTable(self.lists, tuple(a + b for a, b in zip(self.counts, other.counts, strict=True)))
