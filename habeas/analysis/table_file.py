"""Reading a capture table from a CSV file.

One 0/1 column for each list, a last column `n`, and perhaps a first column `stratum`.
"""

from __future__ import annotations

import csv
from types import MappingProxyType
from typing import TYPE_CHECKING

from habeas.analysis.capture import CaptureTable
from habeas.analysis.errors import NoOverlapError, TableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STRATUM = "stratum"
COUNT = "n"
MOST_BYTES = 5_000_000


def read_table(path: Path) -> CaptureTable:
    """Read a capture table; strata, where the file has them, are added up.

    Raises:
        TableError: the file is missing, empty or makes no sense; the message is one sentence that names the line.
        NoOverlapError: nobody is on two lists.
    """
    strata = list(read_strata(path).values())
    whole = strata[0]
    for table in strata[1:]:
        whole = whole.plus(table)
    if not whole.on_several:
        raise NoOverlapError("Nobody in this table is on two lists, so nothing can be said about people on none.")
    return whole


def read_strata(path: Path) -> Mapping[str, CaptureTable]:
    """Read a capture table by stratum; a file without a `stratum` column is one stratum named "".

    Raises:
        TableError: the file is missing, empty or makes no sense, or a stratum has no name or counts nobody.
    """
    rows = _read_rows(path)
    header = [cell.strip() for cell in rows[0][1]]
    if not header or header[-1] != COUNT:
        raise TableError(f"The last column of a capture table must be called {COUNT}; in {path.name} it is not.")
    has_strata = header[0] == STRATUM
    lists = header[1:-1] if has_strata else header[:-1]
    if len(lists) < 2:
        raise TableError(f"A capture table needs at least two lists; {path.name} has {len(lists)}.")
    if any(not name for name in lists) or len(set(lists)) < len(lists):
        raise TableError(f"Every list column of {path.name} needs a name of its own.")
    if len(rows) == 1:
        raise TableError(f"{path.name} has a heading but no rows.")
    patterns = _read_patterns(rows[1:], header, path, has_strata=has_strata)
    for stratum, counts in patterns.items():
        if not any(counts.values()):
            raise TableError(
                f"Stratum {stratum} of {path.name} counts nobody." if stratum else f"{path.name} counts nobody."
            )
    return MappingProxyType(
        {stratum: CaptureTable.from_patterns(lists, counts) for stratum, counts in patterns.items()}
    )


def _read_patterns(
    rows: list[tuple[int, list[str]]], header: list[str], path: Path, *, has_strata: bool
) -> dict[str, dict[str, int]]:
    """The count of each written pattern, by stratum."""
    patterns: dict[str, dict[str, int]] = {}
    for number, cells in rows:
        if len(cells) != len(header):
            raise TableError(f"Line {number} of {path.name} has {len(cells)} cells, the heading {len(header)}.")
        stratum = cells[0].strip() if has_strata else ""
        if has_strata and not stratum:
            raise TableError(f"Line {number} of {path.name} names no stratum.")
        pattern = "".join(_read_mark(cell, number, path) for cell in cells[1 if has_strata else 0 : -1])
        count = _read_count(cells[-1], number, path)
        if "1" not in pattern and count:
            raise TableError(
                f"Line {number} of {path.name} counts people who are on no list; nobody can have seen them."
            )
        seen = patterns.setdefault(stratum, {})
        if pattern in seen:
            where = f" in stratum {stratum}" if stratum else ""
            raise TableError(f"Line {number} of {path.name} repeats the pattern {','.join(pattern)}{where}.")
        seen[pattern] = count
    return patterns


def _read_rows(path: Path) -> list[tuple[int, list[str]]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TableError(f"{path.name} is larger than any capture table.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise TableError(f"{path.name} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise TableError(f"{path.name} is not a text file in UTF-8.") from problem
    if "\0" in text:
        raise TableError(f"{path.name} is not a text file.")
    rows = [
        (number, row)
        for number, row in enumerate(csv.reader(text.splitlines()), start=1)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise TableError(f"{path.name} is empty.")
    return rows


def _read_mark(cell: str, number: int, path: Path) -> str:
    mark = cell.strip()
    if mark not in {"0", "1"}:
        raise TableError(f"Line {number} of {path.name} has {mark!r} where a list column takes only 0 or 1.")
    return mark


def _read_count(cell: str, number: int, path: Path) -> int:
    written = cell.strip()
    unsigned = written.removeprefix("-")
    if not (unsigned.isascii() and unsigned.isdigit()):
        raise TableError(f"Line {number} of {path.name} has {written!r} where a whole number of people is needed.")
    if written.startswith("-") and int(unsigned):
        raise TableError(f"Line {number} of {path.name} has a negative count, {written}.")
    if len(unsigned) > 9:
        raise TableError(f"Line {number} of {path.name} counts more people than a country has, {written}.")
    return int(unsigned)
