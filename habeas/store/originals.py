"""The files as they came, each under its hash (`originals/ab/ab12..`). Written once, never changed."""

import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from habeas.model import hash_bytes

FOLDER = "originals"
_PART = ".part"
_STALE_SECONDS = 3600  # a half-written file older than this belongs to a take-in that was killed


def original_path(casebook: Path, file_sha256: str) -> Path:
    """Where the file of this hash is kept."""
    return casebook / FOLDER / file_sha256[:2] / file_sha256


def keep_original(casebook: Path, content: bytes) -> str:
    """Keep the bytes of a file, on the disk before this returns; the hash under which they are kept.

    The bytes go to a temporary name in the same folder, then are renamed: a file under its hash is always whole.
    """
    file_sha256 = hash_bytes(content)
    path = original_path(casebook, file_sha256)
    if path.exists():
        return file_sha256
    folder_is_new = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.parent / f".{file_sha256}.{secrets.token_hex(4)}{_PART}"
    try:
        with open(part, "xb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    if folder_is_new:
        _sync_folder(path.parent.parent)
    return file_sha256


def list_originals(casebook: Path) -> Iterator[Path]:
    """Every kept file, in the order of its hash."""
    yield from sorted(path for path in (casebook / FOLDER).glob("[0-9a-f][0-9a-f]/*") if path.suffix != _PART)


def remove_original(casebook: Path, file_sha256: str) -> None:
    """Remove the file of a sealed document: overwritten, then unlinked."""
    path = original_path(casebook, file_sha256)
    if path.exists():
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        _sync_folder(path.parent)


def sweep_parts(casebook: Path) -> int:
    """Remove half-written files that a killed take-in left; how many."""
    limit = time.time() - _STALE_SECONDS
    stale = [path for path in (casebook / FOLDER).glob(f"[0-9a-f][0-9a-f]/.*{_PART}") if path.stat().st_mtime < limit]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    """Make a rename last; a folder cannot be synced on Windows, whose renames last by themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
