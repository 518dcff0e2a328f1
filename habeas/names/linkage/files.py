"""Two CSV files in, one CSV file of pairs out."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from habeas.model.errors import InputError
from habeas.names.linkage.linking import Pair, Progress, link
from habeas.names.records import NameRecord

_ENCODINGS = ("utf-8-sig", "utf-16")


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What `link_files` did: rows read and pairs written."""

    rows_a: int
    rows_b: int
    pairs: int


def link_files(
    a: Path,
    b: Path,
    out: Path,
    *,
    many: bool = False,
    at_least: float | None = None,
    progress: Progress | None = None,
) -> LinkSummary:
    """Links two CSV files of persons.

    Args:
        a: UTF-8 (or UTF-16 with its mark) CSV with a header and at least the column `name`; `dob` (EDTF, partial or
            empty) and `place` are used where present.
        b: The same.
        out: Written as CSV: `row_a,row_b,probability`, rows counted from 0 after the header, best pair first.
        many: Every likely pair, not only one to one.
        at_least: Smallest probability written, see `link`.
        progress: Called with pairs done and pairs to do.

    Raises:
        InputError: A file is absent, empty, of another encoding, or lacks the column `name` (one line each).
    """
    list_a, list_b = read_records(a), read_records(b)
    pairs = link(list_a, list_b, many=many, at_least=at_least, progress=progress)
    write_pairs(out, pairs)
    return LinkSummary(len(list_a), len(list_b), len(pairs))


def read_records(path: Path) -> list[NameRecord]:
    """Records of a CSV file; see `link_files` for columns and errors."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    if not raw.strip():
        raise InputError(f"{path} is empty: a header with the column `name` and one person a line are needed")
    encoding = _ENCODINGS[1] if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS[0]
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}); save it as CSV UTF-8") from None
    try:
        return _records_of(path, text)
    except csv.Error as error:
        raise InputError(f"{path} is not a CSV file: {error}") from None


def _records_of(path: Path, text: str) -> list[NameRecord]:
    lines = text.splitlines(keepends=True)
    delimiter = max(",;\t", key=lines[0].count)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    header = [cell.strip().lower() for cell in next(rows)]
    if "name" not in header:
        raise InputError(f"{path} lacks the column `name`; its columns are: {', '.join(header)}")
    places = [header.index(column) if column in header else -1 for column in ("name", "dob", "place")]
    # Blank lines are counted as rows, so that numbers stay those of the file; csv gives them as empty lists.
    return [NameRecord(*(_cell(row, place) for place in places)) for row in rows if row or len(header) == 1]


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if 0 <= place < len(row) else ""


def write_pairs(path: Path, pairs: Sequence[Pair]) -> None:
    """Writes pairs as CSV with six decimals.

    Raises:
        InputError: The file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("row_a", "row_b", "probability"))
            writer.writerows((pair.row_a, pair.row_b, f"{pair.probability:.6f}") for pair in pairs)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from None
