"""Two lists, or one list with itself: candidates, evidence, probabilities, pairs."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.names.batch import to_probability
from habeas.names.linkage.blocks import Block, expand, plan_blocks
from habeas.names.linkage.choose import group_rows, pick_one_to_one, prior_log_odds, share_among_rivals
from habeas.names.linkage.evidence import weigh_pairs
from habeas.names.linkage.lists import RecordColumns, Shares, read_lists, shares_of
from habeas.names.records import NameRecord

Progress = Callable[[int, int], None]
Record = NameRecord | str
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

# Below these probabilities a pair is not given: one to one, the value that makes F1 greatest where probabilities are
# calibrated is near one half of that F1; lists for people to read may be longer.
LEAST_ONE_TO_ONE = 0.4
LEAST_MANY = 0.1
# Candidates with less than these log-odds against an even prior are forgotten at once.
_FLOOR = 4.0
_MOST_KEPT = 30_000_000
# Short lists are drawn from a population too: before anything is known, two records are one person no more often than
# one time in 20,000.
_HIGHEST_PRIOR = -9.9


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person: row numbers from 0, and the probability."""

    row_a: int
    row_b: int
    probability: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two ids that may be one person, and the probability."""

    id_a: Hashable
    id_b: Hashable
    probability: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """Scored candidate pairs with log-odds, prior included."""

    rows_a: Longs
    rows_b: Longs
    log_odds: Floats


def link(
    list_a: Sequence[Record],
    list_b: Sequence[Record],
    *,
    many: bool = False,
    at_least: float | None = None,
    progress: Progress | None = None,
) -> list[Pair]:
    """Pairs of records of two lists that are probably one person, best first.

    Args:
        list_a: Records, or bare names.
        list_b: The same.
        many: Give every likely pair; without it each record has at most one partner, and rivals share the probability.
        at_least: Smallest probability given; 0.4 one to one, 0.1 with `many`.
        progress: Called with pairs done and pairs to do.

    Returns:
        Pairs, best first. Names are assumed to be of one population: the share of bearers of a name is counted in the
        two lists together. Memory grows with the lists and the likely pairs, not with the candidates.

    Example:
        >>> pairs = link(["Алесь Бяляцкі", "Вольга Кавалькова"], ["Olga Kovalkova", "Ales Bialiatski"])
        >>> sorted((pair.row_a, pair.row_b) for pair in pairs)
        [(0, 1), (1, 0)]
    """
    a, b = read_lists([_records(list_a), _records(list_b)])
    if not len(a) or not len(b):
        return []
    found = score_candidates(a, b, progress=progress)
    if many:
        return _best_pairs(found, to_probability(found.log_odds), LEAST_MANY if at_least is None else at_least)
    probability = share_among_rivals(found.log_odds, found.rows_a, found.rows_b, len(a), len(b))
    chosen = pick_one_to_one(probability, found.rows_a, found.rows_b, len(a), len(b))
    picked = Candidates(found.rows_a[chosen], found.rows_b[chosen], found.log_odds[chosen])
    return _best_pairs(picked, probability[chosen], LEAST_ONE_TO_ONE if at_least is None else at_least)


def dedupe(records: Sequence[Record], *, progress: Progress | None = None) -> list[list[int]]:
    """Groups of records of one list that are probably one person.

    Args:
        records: Records, or bare names.
        progress: Called with pairs done and pairs to do.

    Returns:
        Groups of row numbers, two or more each, sorted by their first row. A group is held together by the mean of
        all its pairs.
    """
    (columns,) = read_lists([_records(records)])
    if not len(columns):
        return []
    found = score_candidates(columns, columns, progress=progress)
    return group_rows(found.rows_a, found.rows_b, to_probability(found.log_odds), len(columns))


def suggest_pairs(
    records: Sequence[tuple[Hashable, Record]], *, at_least: float = LEAST_MANY, progress: Progress | None = None
) -> list[Suggestion]:
    """Questions for a reviewer: pairs of ids of one list that may be one person, best first.

    Args:
        records: (id, record or bare name); an id may come more than once, with other names of the same person, and is
        never paired with itself. Of several pairs of names of two ids the best counts.
        at_least: Smallest probability given.
        progress: Called with pairs done and pairs to do.
    """
    ids = [key for key, _ in records]
    (columns,) = read_lists([_records([record for _, record in records])])
    if not len(columns):
        return []
    found = score_candidates(columns, columns, progress=progress)
    seen: set[tuple[Hashable, Hashable]] = set()
    suggestions = []
    for pair in _best_pairs(found, to_probability(found.log_odds), at_least):
        id_a, id_b = ids[pair.row_a], ids[pair.row_b]
        if id_a != id_b and (id_a, id_b) not in seen:
            seen |= {(id_a, id_b), (id_b, id_a)}
            suggestions.append(Suggestion(id_a, id_b, pair.probability))
    return suggestions


def score_candidates(a: RecordColumns, b: RecordColumns, progress: Progress | None = None) -> Candidates:
    """Scores every candidate pair and keeps the likely ones. With one list given twice each pair is taken once."""
    alone = a is b
    shares = shares_of([a] if alone else [a, b])
    blocks = plan_blocks(a, b)
    pairs = len(a) * (len(a) - 1) / 2 if alone else float(len(a)) * len(b)
    # No prior of a sensible pair of lists is above one match for each record.
    floor = max(-np.log(max(min(len(a), len(b)) / max(pairs, 1.0), 1e-18)), -_HIGHEST_PRIOR) - _FLOOR
    kept = _score_blocks(a, b, blocks, shares=shares, floor=float(floor), progress=progress, alone=alone)
    rows_a, rows_b, scores = _without_doubles(*kept, len(b))
    prior = min(prior_log_odds(scores, max(pairs, 1.0)), _HIGHEST_PRIOR)
    return Candidates(rows_a, rows_b, scores + prior)


def _score_blocks(
    a: RecordColumns,
    b: RecordColumns,
    blocks: list[Block],
    *,
    shares: Shares,
    floor: float,
    progress: Progress | None,
    alone: bool,
) -> tuple[Longs, Longs, Floats]:
    total, done, kept_pairs = sum(block.pairs for block in blocks), 0, 0
    kept: list[tuple[Longs, Longs, Floats]] = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    for block in blocks:
        for rows_a, rows_b in expand(block):
            done += len(rows_a)
            if alone:
                ordered = rows_a < rows_b
                rows_a, rows_b = rows_a[ordered], rows_b[ordered]  # noqa: PLW2901  the half that is new
            scores = weigh_pairs(a, rows_a, b, rows_b, shares)
            likely = scores > floor
            kept.append((rows_a[likely], rows_b[likely], scores[likely]))
            kept_pairs += len(kept[-1][0])
            if kept_pairs > _MOST_KEPT:
                kept = [_without_doubles(*_together(kept), len(b), most=_MOST_KEPT // 2)]
                kept_pairs = len(kept[0][0])
            if progress is not None:
                progress(done, total)
    return _together(kept)


def _together(kept: list[tuple[Longs, Longs, Floats]]) -> tuple[Longs, Longs, Floats]:
    rows_a, rows_b, scores = zip(*kept, strict=True)
    return np.concatenate(rows_a), np.concatenate(rows_b), np.concatenate(scores)


def _without_doubles(
    rows_a: Longs, rows_b: Longs, scores: Floats, size_b: int, most: int | None = None
) -> tuple[Longs, Longs, Floats]:
    """Each pair once (passes overlap, and give a pair one score); with `most`, only the best."""
    _, first = np.unique(rows_a * size_b + rows_b, return_index=True)
    rows_a, rows_b, scores = rows_a[first], rows_b[first], scores[first]
    if most is not None and len(scores) > most:
        best = np.argpartition(-scores, most)[:most]
        rows_a, rows_b, scores = rows_a[best], rows_b[best], scores[best]
    return rows_a, rows_b, scores


def _best_pairs(found: Candidates, probability: Floats, at_least: float) -> list[Pair]:
    likely = np.flatnonzero(probability >= at_least)
    order = likely[np.lexsort((found.rows_b[likely], found.rows_a[likely], -probability[likely]))]
    rows = zip(found.rows_a[order].tolist(), found.rows_b[order].tolist(), probability[order].tolist(), strict=True)
    return [Pair(a, b, p) for a, b, p in rows]


def _records(records: Sequence[Record]) -> list[NameRecord]:
    return [NameRecord(record) if isinstance(record, str) else record for record in records]
