"""An export as a folder, complete or absent: it is written beside its place and renamed when all of it is there."""

import secrets
import shutil
from pathlib import Path

from habeas.model.errors import InputError
from habeas.publishing.exports.contents import (
    CASE_COLUMNS,
    EVENT_COLUMNS,
    Export,
    case_rows,
    describe_export,
    event_rows,
)
from habeas.publishing.exports.pages import render_page
from habeas.publishing.exports.tables import write_csv, write_jsonl, write_xlsx

FORMATS = ("csv", "xlsx", "jsonl", "pages")


def write_export(folder: Path, export: Export, formats: tuple[str, ...] = FORMATS) -> tuple[Path, ...]:
    """Write an export into a new folder.

    Args:
        folder: A folder that does not exist yet.
        export: Views that have passed the gate.
        formats: Any of `FORMATS`; a codebook always goes with them.

    Returns:
        The files, sorted. File names hold no person's name.

    Raises:
        InputError: The folder exists, cannot be written, or a format is unknown.
    """
    unknown = set(formats) - set(FORMATS)
    if unknown:
        raise InputError(f"no such format: {', '.join(sorted(unknown))} (there are {', '.join(FORMATS)})")
    if folder.exists():
        raise InputError(f"{folder} exists already; an export never writes over anything")
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        beside.mkdir(mode=0o700, parents=True)
        _write_files(beside, export, formats)
        beside.rename(folder)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise InputError(f"the export could not be written: {error.strerror or error}") from None
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


def _write_files(folder: Path, export: Export, formats: tuple[str, ...]) -> None:
    if "csv" in formats:
        write_csv(folder / "cases.csv", CASE_COLUMNS, case_rows(export), export)
        write_csv(folder / "events.csv", EVENT_COLUMNS, event_rows(export), export)
    if "xlsx" in formats:
        write_xlsx(folder / "cases.xlsx", export)
    if "jsonl" in formats:
        write_jsonl(folder / "cases.jsonl", export)
    if "pages" in formats:
        (folder / "pages").mkdir()
        for entry in export.cases:
            page = folder / "pages" / f"{entry.case.person_id}.html"
            page.write_text(render_page(export, entry), encoding="utf-8")
    (folder / "codebook.md").write_text(_codebook(export), encoding="utf-8")


def _codebook(export: Export) -> str:
    lines = ["# Codebook", ""]
    lines += [f"- {what}: {value}" for what, value in describe_export(export)]
    for title, columns in (("cases", CASE_COLUMNS), ("events", EVENT_COLUMNS)):
        lines += ["", f"## {title}", "", "| column | meaning |", "|---|---|"]
        lines += [f"| `{name}` | {meaning} |" for name, meaning in columns]
    return "\n".join(lines) + "\n"
