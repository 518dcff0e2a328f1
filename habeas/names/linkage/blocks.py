"""Candidate pairs: records that share a key of the skeleton. Seven passes, each a join of two columns of keys.

A pass leaves out its largest blocks (`most`), whose pairs other passes bring together or nothing could tell apart; that
of surname and given name leaves out none that lists of people have.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.names.columns import Columns, Ints, WordColumns
from habeas.names.linkage.lists import RecordColumns, given_groups

Longs = NDArray[np.int64]
CHUNK = 1_000_000
# A block above this (4,500 namesakes on either side) is left to the passes with birth dates: a blank form filled in
# with one name ten thousand times must not take a night.
WIDEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys and the record each belongs to, equally long; a record may have several keys or none."""

    keys: Longs
    rows: Longs


@dataclass(frozen=True, slots=True)
class Block:
    """The join of one pass: where the records of each shared key lie in the two sorted columns."""

    rows_a: Longs
    rows_b: Longs
    start_a: Longs
    start_b: Longs
    count_a: Longs
    count_b: Longs

    @property
    def pairs(self) -> int:
        """Number of pairs that the join expands to."""
        return int((self.count_a * self.count_b).sum())


@dataclass(frozen=True, slots=True)
class _View:
    """Records by their parts; a record with two readings or two surnames stands in several rows."""

    row: Longs
    given: Ints
    patronymic: Ints
    surname: Ints


def plan_blocks(a: RecordColumns, b: RecordColumns) -> list[Block]:
    """The joins of all passes over two lists."""
    if not a.names.book.words:
        return []
    view_a, view_b = _view_of(a.names), _view_of(b.names)
    joined = []
    for keys_a, keys_b, most in zip(_passes(a, view_a), _passes(b, view_b), _MOST, strict=True):
        joined.append(_join(keys_a, keys_b, most))
    initial_a, whole_a = _initial_keys(a, view_a)
    initial_b, whole_b = _initial_keys(b, view_b)
    joined += [_join(initial_a, whole_b, WIDEST), _join(whole_a, initial_b, WIDEST)]
    return [block for block in joined if len(block.count_a)]


def expand(block: Block) -> Iterator[tuple[Longs, Longs]]:
    """Pairs of a join in chunks of about a million, so that memory is bounded whatever the lists."""
    sizes = block.count_a * block.count_b
    ends = np.cumsum(sizes)
    at, done = 0, 0
    while at < len(sizes):
        upto = max(at + 1, int(np.searchsorted(ends, done + CHUNK, side="right")))
        part = slice(at, upto)
        yield from _expand_part(block, part, sizes[part])
        done = int(ends[upto - 1])
        at = upto


def _expand_part(block: Block, part: slice, sizes: Longs) -> Iterator[tuple[Longs, Longs]]:
    if len(sizes) == 1 and sizes[0] > CHUNK:  # one huge block: some of its rows at a time
        a = block.rows_a[block.start_a[part][0] :][: block.count_a[part][0]]
        b = block.rows_b[block.start_b[part][0] :][: block.count_b[part][0]]
        step = max(1, CHUNK // len(b))
        for start in range(0, len(a), step):
            some = a[start : start + step]
            yield np.repeat(some, len(b)), np.tile(b, len(some))
        return
    which = np.repeat(np.arange(len(sizes)), sizes)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    width = block.count_b[part][which]
    yield (
        block.rows_a[block.start_a[part][which] + offset // width],
        block.rows_b[block.start_b[part][which] + offset % width],
    )


def _join(a: Keys, b: Keys, most: int) -> Block:
    order_a, order_b = np.argsort(a.keys, kind="stable"), np.argsort(b.keys, kind="stable")
    unique_a, start_a, count_a = np.unique(a.keys[order_a], return_index=True, return_counts=True)
    unique_b, start_b, count_b = np.unique(b.keys[order_b], return_index=True, return_counts=True)
    _, at_a, at_b = np.intersect1d(unique_a, unique_b, assume_unique=True, return_indices=True)
    fits = count_a[at_a] * count_b[at_b] <= most
    at_a, at_b = at_a[fits], at_b[fits]
    return Block(a.rows[order_a], b.rows[order_b], start_a[at_a], start_b[at_b], count_a[at_a], count_b[at_b])


def _view_of(names: Columns) -> _View:
    parts = [(np.arange(len(names), dtype=np.int64), names.slots)]
    if names.others is not None:
        rows = np.flatnonzero(names.other >= 0)
        parts.append((rows, names.others.slots[names.other[rows]]))
    for rows, slots in tuple(parts):
        second = np.flatnonzero(slots[:, 3] >= 0)
        if len(second):
            turned = slots[second].copy()
            turned[:, 2] = turned[:, 3]
            parts.append((rows[second], turned))
    row = np.concatenate([rows for rows, _ in parts])
    slots = np.concatenate([found for _, found in parts])
    return _View(row, slots[:, 0], slots[:, 1], slots[:, 2])


# Largest block of each pass, in pairs.
_MOST = (WIDEST, WIDEST, 250_000, 40_000, 250_000)


def _passes(records: RecordColumns, view: _View) -> tuple[Keys, ...]:
    """Keys of the passes.

    Surname and given name; frame of the surname and given name; given name and birth day; given name, father and head
    of the surname; surname and birth year.
    """
    words = records.names.book.columns()
    given_group, father_group = given_groups(records.names.book)
    frames = _frame_numbers(words)
    given, patronymic, surname = view.given, view.patronymic, view.surname
    whole_given = (given >= 0) & ~words.initial[given]
    whole_surname = (surname >= 0) & ~words.initial[surname]
    whole_patronymic = (patronymic >= 0) & ~words.initial[patronymic]
    dates = records.dates[view.row].astype(np.int64)
    day = dates[:, 0] * 10_000 + dates[:, 1] * 100 + dates[:, 2]
    group, father = given_group[given].astype(np.int64), father_group[patronymic].astype(np.int64)
    stem, frame = words.stem_number[surname].astype(np.int64), frames[surname]
    head = _head_numbers(words)[surname]
    return (
        _keys(stem << 31 | group, whole_given & whole_surname, view),
        _keys(frame << 31 | group, whole_given & whole_surname, view),
        _keys(day << 31 | group, whole_given & (dates[:, 2] > 0), view),
        _keys((father << 31 | group) << 5 | head, whole_given & whole_surname & whole_patronymic, view),
        _keys(stem << 31 | dates[:, 0], whole_surname & (dates[:, 0] > 0), view),
    )


def _keys(keys: Longs, present: NDArray[np.bool_], view: _View) -> Keys:
    return Keys(keys[present], view.row[present])


def _initial_keys(records: RecordColumns, view: _View) -> tuple[Keys, Keys]:
    """Frame of the surname and a letter: for initials their own, and for every record all that its given name fits."""
    words = records.names.book.columns()
    named = (view.given >= 0) & (view.surname >= 0)
    rows, given = view.row[named], view.given[named]
    frame = _frame_numbers(words)[view.surname[named]]
    initial = words.initial[given]
    fitting = np.where(initial, words.wide[given], words.letters[given])
    own: tuple[list[Longs], list[Longs]] = ([], [])
    every: tuple[list[Longs], list[Longs]] = ([], [])
    for letter in range(62):
        bit = np.uint64(1 << letter)
        for (keys, found), chosen in (
            (own, initial & ((words.letters[given] & bit) != 0)),
            (every, (fitting & bit) != 0),
        ):
            keys.append(frame[chosen] << 6 | letter)
            found.append(rows[chosen])
    return (
        Keys(np.concatenate(own[0]), np.concatenate(own[1])),
        Keys(np.concatenate(every[0]), np.concatenate(every[1])),
    )


def _frame_numbers(words: WordColumns) -> Longs:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(frame, len(numbers)) for frame in words.frame] or [0], dtype=np.int64)


def _head_numbers(words: WordColumns) -> Longs:
    return np.array([ord(frame[0]) & 31 if frame else 0 for frame in words.frame] or [0], dtype=np.int64)
