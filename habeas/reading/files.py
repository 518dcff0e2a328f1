"""Files on the disk of this machine: their bytes, their hash, and their names made fit to be shown."""

import hashlib
import stat
from pathlib import Path
from typing import BinaryIO

from habeas.model.errors import ReadingError
from habeas.reading.metadata import tidy
from habeas.reading.results import DEFAULT_LIMITS, Limits, too_large

_PIECE = 1 << 20


def show_name(path: Path | str) -> str:
    """The last part of a path on one line; what cannot be written in UTF-8 is replaced."""
    name = Path(path).name or str(path)
    return tidy(name.encode("utf-8", "replace").decode("utf-8")) or "the file"


def load_file(path: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of an ordinary file.

    Raises:
        ReadingError: No such file, not an ordinary file, no permission, empty, or larger than `limits.file_bytes`.
    """
    with _open(path) as file:
        try:
            data = file.read(limits.file_bytes + 1)
        except OSError as error:
            raise ReadingError(_explain(path, error)) from None
    if not data:
        raise ReadingError(f"{show_name(path)}: the file is empty; fetch the original again")
    if len(data) > limits.file_bytes:
        raise ReadingError(f"{show_name(path)}: {too_large(limits)}")
    return data


def file_sha256(path: Path) -> str:
    """SHA-256 (hex) of a file of any size, read piece by piece.

    Raises:
        ReadingError: No such file, not an ordinary file, or no permission.
    """
    digest = hashlib.sha256()
    with _open(path) as file:
        try:
            while piece := file.read(_PIECE):
                digest.update(piece)
        except OSError as error:
            raise ReadingError(_explain(path, error)) from None
    return digest.hexdigest()


def _open(path: Path) -> BinaryIO:
    shown = show_name(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadingError(f"{shown}: this is a folder; name the files in it")
        if not stat.S_ISREG(mode):
            # A pipe or a device could keep us waiting for ever.
            raise ReadingError(f"{shown}: this is not an ordinary file; copy it into one")
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise ReadingError(_explain(path, error)) from None


def _explain(path: Path, error: OSError | ValueError) -> str:
    shown = show_name(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{shown}: there is no such file; check the path"
    if isinstance(error, PermissionError):
        return f"{shown}: you may not read this file; ask for the right, or copy it"
    reason = tidy(getattr(error, "strerror", None) or str(error))
    return f"{shown}: the file cannot be opened ({reason}); check the path"
