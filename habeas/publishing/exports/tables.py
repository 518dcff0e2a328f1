"""CSV, XLSX and JSON Lines. No cell can run as a formula, and no file tells who made it, where or with what."""

import csv
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from habeas.publishing.exports.contents import (
    CASE_COLUMNS,
    EVENT_COLUMNS,
    Export,
    case_rows,
    describe_export,
    event_rows,
)

_LONGEST_CELL = 32_767  # of an XLSX cell
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def write_csv(path: Path, columns: Iterable[tuple[str, str]], rows: Iterable[tuple[str, ...]], export: Export) -> None:
    """A table as CSV (UTF-8, with a byte order mark for spreadsheets); lines that start with # describe the export."""
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        for what, value in describe_export(export):
            target.write(f"# {what}: {value}\n")
        writer = csv.writer(target)
        writer.writerow([name for name, _ in columns])
        writer.writerows([inert(cell) for cell in row] for row in rows)


def inert(cell: str) -> str:
    """The text so that no spreadsheet runs it: an apostrophe goes before what a formula would start with."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def write_xlsx(path: Path, export: Export) -> None:
    """Cases, events, the codebook and the description of the export as sheets of one workbook.

    Cells are typed as text, so that nothing runs; document properties are emptied and the archive holds no time.
    """
    book = Workbook(write_only=True)
    book.properties.creator = ""
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)  # noqa: DTZ001 - the format has no zone
    sheets: tuple[tuple[str, tuple[str, ...], Iterable[tuple[str, ...]]], ...] = (
        ("about", ("what", "value"), describe_export(export)),
        ("cases", tuple(name for name, _ in CASE_COLUMNS), case_rows(export)),
        ("events", tuple(name for name, _ in EVENT_COLUMNS), event_rows(export)),
        ("codebook", ("column", "meaning"), (*CASE_COLUMNS, *EVENT_COLUMNS)),
    )
    for title, header, rows in sheets:
        sheet = book.create_sheet(title)
        for row in (header, *rows):
            cells = []
            for text in row:
                cell = WriteOnlyCell(sheet, value=_printable(text)[:_LONGEST_CELL])
                cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    book.save(path)
    _strip_times(path)


def _printable(text: str) -> str:
    """Without the control characters that XML cannot carry."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")


def _strip_times(path: Path) -> None:
    """Write the archive anew with one time for all members: when it was made is nobody's business."""
    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content, zipfile.ZIP_DEFLATED)


def write_jsonl(path: Path, export: Export) -> None:
    """The description, then one case a line, whole, with the quotes of its claims."""
    with path.open("wb") as target:
        about = {"about": dict(describe_export(export))}
        target.write(msgspec.json.encode(about) + b"\n")
        for entry in export.cases:
            claims = sorted(set(entry.case.evidence.claim_ids) & export.quotes.keys())
            quotes = {claim_id: export.quotes[claim_id] for claim_id in claims}
            line = {"case": entry.case, "status": entry.status, "quotes": quotes}
            target.write(msgspec.json.encode(line) + b"\n")
