"""A list of records as columns: parsed names, birth dates, places, and how common each name is in the lists."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.names.columns import Columns, Ints, WordBook, columns_of
from habeas.names.dates import read_dates
from habeas.names.records import NameRecord, place_words
from habeas.names.tables import load_tables

Floats = NDArray[np.float64]
_PRIOR_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class RecordColumns:
    """Records as columns.

    Attributes:
        names: Parsed names.
        dates: Year, month, day, 0 where unknown; shape (records, 3).
        places: Number of the set of place words, 0 for none.
        place_sets: The sets by number.
    """

    names: Columns
    dates: NDArray[np.int16]
    places: Ints
    place_sets: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Shares:
    """Natural logarithms of the shares of bearers in the lists, by word number of the book."""

    given: Floats
    patronymic: Floats
    surname: Floats


def read_lists(lists: Sequence[Sequence[NameRecord]]) -> tuple[RecordColumns, ...]:
    """Columns of several lists that share one book of words."""
    book = WordBook()
    numbers: dict[frozenset[str], int] = {frozenset(): 0}
    found = []
    for records in lists:
        names = columns_of([record.name for record in records], book)
        places = [numbers.setdefault(place_words(record.place), len(numbers)) for record in records]
        found.append((names, read_dates([record.dob for record in records]), np.array(places, dtype=np.int32)))
    return tuple(RecordColumns(*columns, tuple(numbers)) for columns in found)


def given_groups(book: WordBook) -> tuple[Ints, Ints]:
    """A group for each word as given name and as patronymic: the set of equivalents, else the stem (after the sets)."""
    words = book.columns()
    group = first_sets()
    behind = int(group.max(initial=0)) + 1
    given = np.where(words.given > 0, group[words.given], behind + words.stem_number)
    father = np.where(words.father > 0, group[words.father], behind + words.root_number)
    father = np.where(words.has_root, father, behind + words.stem_number)
    return given.astype(np.int32), father.astype(np.int32)


def first_sets() -> Ints:
    """For each given name of the tables the number of its first set, in alphabetical order."""
    tables = load_tables()
    firsts = [min(name.same or name.loose, default="") for name in tables.given]
    numbers = {key: place for place, key in enumerate(sorted(set(firsts)))}
    return np.array([numbers[key] for key in firsts], dtype=np.int32)


def shares_of(lists: Sequence[RecordColumns]) -> Shares:
    """Shares over all lists together, as if `_PRIOR_PEOPLE` more with the general shares of the packs were in them.

    Two bearers of each name are not counted, since they may be the very pair that is judged.
    """
    book = lists[0].names.book
    words = book.columns()
    given, father = given_groups(book)
    slots = np.concatenate([records.names.slots for records in lists])

    def logs(slot: int, groups: Ints, general: Floats) -> Floats:
        used = slots[:, slot]
        used = used[used >= 0]
        used = used[~words.initial[used]]
        counts = np.bincount(groups[used], minlength=int(groups.max(initial=0)) + 1)
        bearers = np.maximum(counts[groups] - 2.0, 0.0) + _PRIOR_PEOPLE * np.exp(general)
        shares: Floats = np.log(np.minimum(bearers / (len(used) + _PRIOR_PEOPLE), 1.0))
        return shares

    return Shares(
        logs(0, given, words.given_share),
        logs(1, father, words.given_share),
        logs(2, words.stem_number, words.surname_share),
    )
