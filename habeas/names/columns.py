"""Names as columns: every word interned once, every name four word numbers, so that NumPy scores millions of pairs.

The columns are plain arrays and strings (`Columns.table`), so that another engine can take over where one machine ends.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.names.inflection import may_be_oblique
from habeas.names.parsing import GIVEN, NONE, PATRONYMIC, SECOND, SURNAME, ParsedName, orders_of, parse_name
from habeas.names.tables import load_tables
from habeas.names.words import Word, word_of

_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_SEXES = {"": 0, "m": 1, "f": 2}
Ints = NDArray[np.int32]


class WordBook:
    """Words of many names, each with a number, and their analysis as columns. Shared by the lists that are compared."""

    def __init__(self) -> None:
        """An empty book."""
        self.words: list[Word] = []
        self._numbers: dict[tuple[str, bool, bool], int] = {}
        self._stems: dict[str, int] = {}
        self._plain: dict[str, tuple[tuple[int, int], ...]] = {}
        self._roles: list[tuple[int, int, int]] = []
        self._kinds: dict[tuple[int, int, int], int] = {}
        self._orders: dict[tuple[int, ...], tuple[tuple[int, ...], ...]] = {}
        self._frozen: WordColumns | None = None

    def number_of(self, word: Word | None) -> int:
        """The number of a word; -1 for none."""
        if word is None:
            return -1
        key = (word.text, word.initial, word.roles[1] == 9)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.words)
            self.words.append(word)
        return number

    def plain_rows(self, name: str) -> tuple[tuple[int, ...], ...]:
        """Rows of a name of two to four whole words and initials, as by `parse_name` but quicker; else empty."""
        numbers: list[int] = []
        kinds: list[int] = []
        for token in name.lower().split():
            entry = self._plain.get(token)
            if entry is None:
                entry = self._plain[token] = self._entry_of(token)
            if not entry:
                return ()
            for number, kind in entry:
                numbers.append(number)
                kinds.append(kind)
        if not 2 <= len(numbers) <= 4:
            return ()
        key = tuple(kinds)
        places = self._orders.get(key)
        if places is None:
            places = self._orders[key] = _places_of(orders_of(tuple(self._roles[kind] for kind in kinds)))
        numbers.append(-1)  # an absent part is the last place
        return tuple([(numbers[g], numbers[p], numbers[s], numbers[t], extra, 0) for g, p, s, t, extra in places])

    def _entry_of(self, token: str) -> tuple[tuple[int, int], ...]:
        """Word number and number of its roles, for a whole word or for initials run together; empty for all else."""
        if _INITIALS.fullmatch(token):
            words = [word_of(letter + ".") for letter in token.split(".") if letter]
        elif len(token) > 2 and token.isalpha() and token not in load_tables().beside and not may_be_oblique(token):
            words = [word_of(token)]
        else:
            return ()
        return tuple((self.number_of(word), self._kind_of(word.roles)) for word in words)

    def _kind_of(self, roles: tuple[int, int, int]) -> int:
        if roles not in self._kinds:
            self._kinds[roles] = len(self._roles)
            self._roles.append(roles)
        return self._kinds[roles]

    def columns(self) -> "WordColumns":
        """The analysis of all words so far; made anew only after new words."""
        if self._frozen is None or len(self._frozen.given) != len(self.words):
            self._frozen = WordColumns.of(self.words, self._stems)
        return self._frozen


@dataclass(frozen=True, slots=True)
class WordColumns:
    """Columns over the words of a book, by word number."""

    stem: NDArray[np.object_]
    frame: NDArray[np.object_]
    western: NDArray[np.object_]
    western_frame: NDArray[np.object_]
    latin: NDArray[np.bool_]
    has_western: NDArray[np.bool_]
    root: NDArray[np.object_]
    root_frame: NDArray[np.object_]
    stem_number: Ints
    root_number: Ints
    given: Ints
    father: Ints
    has_root: NDArray[np.bool_]
    initial: NDArray[np.bool_]
    letters: NDArray[np.uint64]
    wide: NDArray[np.uint64]
    given_share: NDArray[np.float64]
    surname_share: NDArray[np.float64]
    given_sex: NDArray[np.int8]
    patronymic_sex: NDArray[np.int8]
    surname_sex: NDArray[np.int8]

    @classmethod
    def of(cls, words: Sequence[Word], stems: dict[str, int]) -> "WordColumns":
        """Columns of the words; `stems` numbers stems and roots, and grows."""

        def texts(values: list[str]) -> NDArray[np.object_]:
            column = np.empty(len(values), dtype=object)
            column[:] = values
            return column

        def numbers(values: list[str]) -> Ints:
            return np.array([stems.setdefault(value, len(stems)) for value in values] or [], dtype=np.int32)

        given = load_tables().given
        stem, root = [w.stem for w in words], [w.root for w in words]
        return cls(
            stem=texts(stem),
            frame=texts([w.frame for w in words]),
            western=texts([w.western for w in words]),
            western_frame=texts([w.western_frame for w in words]),
            latin=np.array([w.latin for w in words], dtype=bool),
            has_western=np.array([bool(w.western) for w in words], dtype=bool),
            root=texts(root),
            root_frame=texts([w.root_frame for w in words]),
            stem_number=numbers(stem),
            root_number=numbers(root),
            given=np.array([w.given for w in words], dtype=np.int32),
            father=np.array([w.father for w in words], dtype=np.int32),
            has_root=np.array([bool(w.root) for w in words], dtype=bool),
            initial=np.array([w.initial for w in words], dtype=bool),
            letters=np.array([w.letters for w in words], dtype=np.uint64),
            wide=np.array([w.wide for w in words], dtype=np.uint64),
            given_share=np.array([w.given_share for w in words], dtype=np.float64),
            surname_share=np.array([w.surname_share for w in words], dtype=np.float64),
            given_sex=np.array([_SEXES[given[w.given].sex] for w in words], dtype=np.int8),
            patronymic_sex=np.array([_SEXES[w.patronymic_gender] for w in words], dtype=np.int8),
            surname_sex=np.array([_SEXES[w.gender] for w in words], dtype=np.int8),
        )


@dataclass(slots=True)
class Columns:
    """Many names, parsed.

    Attributes:
        book: The words.
        slots: Word numbers of given name, patronymic, surname, second surname; -1 absent; shape (names, 4).
        sex: 0 unknown, 1 m, 2 f.
        extra: Words without a role.
        turned: Read as a case of a man's name, though a woman's name as it stands.
        other: For names with a second reading, its row in `others`; else -1.
        others: Columns of the second readings; empty without any.
    """

    book: WordBook
    slots: Ints
    sex: NDArray[np.int8]
    extra: NDArray[np.int8]
    turned: NDArray[np.bool_]
    other: Ints
    others: "Columns | None" = field(default=None)

    def __len__(self) -> int:
        return len(self.slots)

    def table(self) -> dict[str, list[Any]]:
        """The columns as plain lists of text, for another engine: stems, frames, the number of the given-name set."""
        words = self.book.words
        columns: dict[str, list[Any]] = {
            "sex": ["", "m", "f"],
            "given": [],
            "given_set": [],
            "father_set": [],
            "surname": [],
        }
        columns["sex"] = [("", "m", "f")[code] for code in self.sex]
        for given, patronymic, surname, _ in self.slots.tolist():
            columns["given"].append(words[given].stem if given >= 0 else "")
            columns["given_set"].append(words[given].given if given >= 0 else 0)
            columns["father_set"].append(words[patronymic].father if patronymic >= 0 else 0)
            columns["surname"].append(words[surname].stem if surname >= 0 else "")
        return columns


def columns_of(names: Sequence[str | ParsedName], book: WordBook | None = None) -> Columns:
    """Parses names into columns; equal names are parsed once.

    Args:
        names: Printed names, or names already parsed.
        book: Words shared with other lists; a new book without it.
    """
    book = WordBook() if book is None else book
    rows: list[tuple[int, ...]] = []
    second: list[tuple[int, ...]] = []
    known: dict[str, tuple[tuple[int, ...], ...]] = {}
    other = np.full(len(names), -1, dtype=np.int32)
    for place, name in enumerate(names):
        written = name if isinstance(name, str) else name.written
        found = known.get(written)
        if found is None:
            found = known[written] = book.plain_rows(written) or _rows_of(name, book)
        rows.append(found[0])
        if len(found) > 1:
            other[place] = len(second)
            second.append(found[1])
    columns = _from_rows(rows, book)
    columns.other = other
    if second:
        columns.others = _from_rows(second, book)
    return columns


def _rows_of(name: str | ParsedName, book: WordBook) -> tuple[tuple[int, ...], ...]:
    parsed = parse_name(name) if isinstance(name, str) else name
    number = book.number_of
    return tuple(
        (number(r.given), number(r.patronymic), number(r.surname), number(r.second), min(r.extra, 100), int(r.turned))
        for r in parsed.readings
    )


def _from_rows(rows: list[tuple[int, ...]], book: WordBook) -> Columns:
    table = np.array(rows, dtype=np.int32).reshape(len(rows), 6)
    slots = np.ascontiguousarray(table[:, :4])
    return Columns(
        book=book,
        slots=slots,
        sex=_sexes_of(slots, book.columns()),
        extra=table[:, 4].astype(np.int8),
        turned=table[:, 5].astype(bool),
        other=np.full(len(rows), -1, dtype=np.int32),
    )


def _sexes_of(slots: Ints, words: "WordColumns") -> NDArray[np.int8]:
    """Sex by the patronymic, else the given name, else the ending of the surname, as `parsing` has it."""
    sex = np.zeros(len(slots), dtype=np.int8)
    if len(words.given):
        for slot, known in ((2, words.surname_sex), (0, words.given_sex), (1, words.patronymic_sex)):
            found = np.where(slots[:, slot] >= 0, known[slots[:, slot]], 0)
            sex = np.where(found > 0, found, sex)
    return sex


def _places_of(orders: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """For each order the places of given name, patronymic, surname and second surname (the end if absent); extras."""
    found = []
    for order in orders:
        places = [order.index(role) if role in order else len(order) for role in (GIVEN, PATRONYMIC, SURNAME, SECOND)]
        found.append((*places, order.count(NONE)))
    return tuple(found)


def relation_matrix() -> NDArray[np.uint8]:
    """Relations of all given names of the packs, by number (see `habeas.names.tables`)."""
    tables = load_tables()
    matrix = np.zeros((len(tables.given), len(tables.given)), dtype=np.uint8)
    for (a, b), relation in tables.relation.items():
        matrix[a, b] = relation
    return matrix
