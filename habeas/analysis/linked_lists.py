"""From linked people to capture tables.

Lists are sources or groups of sources, and uncertain matches are drawn, not decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from habeas.analysis.capture import CaptureTable
from habeas.analysis.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class CaptureRecord:
    """One mention of one person in one source.

    Attributes:
        record_key: its own name.
        person_key: the person it was attached to by decisions; records with one key are one person in every draw.
        source: who named the person.
        stratum: a group to be estimated apart, such as a region; "" for none.
    """

    record_key: str
    person_key: str
    source: str
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class UncertainMatch:
    """Two person keys that may be one person.

    Attributes:
        first: a person key.
        second: another.
        probability: that they are one person, between 0 and 1.
    """

    first: str
    second: str
    probability: float


def table_from_records(records: Sequence[CaptureRecord], lists: Mapping[str, Sequence[str]]) -> CaptureTable:
    """The capture table of decided people.

    Args:
        records: mentions with their person and source.
        lists: for each list its sources; sources outside are not used.

    Raises:
        TableError: fewer than two lists, a source in two lists, or nobody on any list.

    Example:
        >>> records = [CaptureRecord("1", "p", "ngo"), CaptureRecord("2", "p", "court"), CaptureRecord("3", "q", "ngo")]
        >>> table_from_records(records, {"ngo": ["ngo"], "court": ["court"]}).counts
        (0, 1, 0, 1)
    """
    return _table(records, _list_of_source(lists), tuple(lists), {})


def draw_tables(
    records: Sequence[CaptureRecord],
    lists: Mapping[str, Sequence[str]],
    matches: Sequence[UncertainMatch],
    *,
    draws: int = 20,
    seed: int = 1,
) -> tuple[CaptureTable, ...]:
    """Capture tables over draws of the uncertain matches.

    Each match is joined with its probability, and chains of matches then make one person.

    Estimating on one linkage as if it were certain makes limits too short, and missed matches raise the total twice:
    one person becomes two, and an overlap is lost (Sadinle 2018 averages over draws in this way).

    Args:
        records: mentions with their person and source.
        lists: for each list its sources.
        matches: pairs that may be one person.
        draws: number of tables.
        seed: of the draws.

    Raises:
        TableError: a probability outside 0 to 1, or as `table_from_records`.

    Source:
        Sadinle, Annals of Applied Statistics 12 (2018), 1013-1038.
    """
    if any(not 0 <= match.probability <= 1 for match in matches):
        raise TableError("The probability of a match lies between 0 and 1.")
    known = {record.person_key for record in records}
    useful = [match for match in matches if match.first in known and match.second in known]
    where = _list_of_source(lists)
    rng = np.random.default_rng(seed)
    tables = []
    for _ in range(draws):
        joined = [m for m, u in zip(useful, rng.random(len(useful)), strict=True) if u < m.probability]
        tables.append(_table(records, where, tuple(lists), _group(joined)))
    return tuple(tables)


def split_by_stratum(records: Sequence[CaptureRecord]) -> dict[str, tuple[CaptureRecord, ...]]:
    """The records of each stratum, in the order of the strata's names."""
    return {name: tuple(r for r in records if r.stratum == name) for name in sorted({r.stratum for r in records})}


def _list_of_source(lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    where: dict[str, str] = {}
    for name, sources in lists.items():
        for source in sources:
            if source in where:
                raise TableError(f"The source {source} stands in two lists, {where[source]} and {name}.")
            where[source] = name
    return where


def _group(joined: Sequence[UncertainMatch]) -> dict[str, str]:
    """The head of each joined person key (union-find)."""
    head: dict[str, str] = {}

    def find(key: str) -> str:
        while head.get(key, key) != key:
            key = head[key]
        return key

    for match in joined:
        first, second = sorted((find(match.first), find(match.second)))
        head[second] = first
    return {key: find(key) for key in head}


def _table(
    records: Sequence[CaptureRecord], where: Mapping[str, str], lists: tuple[str, ...], heads: Mapping[str, str]
) -> CaptureTable:
    people: dict[str, set[str]] = {}
    for record in records:
        name = where.get(record.source)
        if name is not None:
            people.setdefault(heads.get(record.person_key, record.person_key), set()).add(name)
    return CaptureTable.from_memberships(lists, people.values())
