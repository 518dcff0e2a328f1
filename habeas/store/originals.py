"""The files as they came, each under its hash (`originals/ab/ab12..`). Written once, never changed.

In an encrypted casebook each is an age file under a keyed hash of its hash: who holds the folder cannot even ask it
whether a certain file is there.
"""

import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from habeas.model import hash_bytes
from habeas.model.errors import CasebookError
from habeas.store.encryption import Keyring, decrypt_bytes, encrypt_bytes, keyed_name

FOLDER = "originals"
_PART = ".part"
_STALE_SECONDS = 3600  # a half-written file older than this belongs to a take-in that was killed
_open_rings: dict[Path, Keyring] = {}  # of the encrypted casebooks that this process has open


def use_keyring(casebook: Path, keyring: Keyring | None) -> None:
    """Remember the open keys of a casebook, or forget them."""
    if keyring is None:
        _open_rings.pop(casebook, None)
    else:
        _open_rings[casebook] = keyring


def keyring_of(casebook: Path) -> Keyring | None:
    """The open keys of a casebook; None where it is not encrypted or not open."""
    return _open_rings.get(casebook)


def original_path(casebook: Path, file_sha256: str) -> Path:
    """Where the file of this hash is kept."""
    ring = _open_rings.get(casebook)
    name = keyed_name(ring, file_sha256) if ring else file_sha256
    return casebook / FOLDER / name[:2] / name


def keep_original(casebook: Path, content: bytes) -> str:
    """Keep the bytes of a file, on the disk before this returns; the hash under which they are kept.

    The bytes go to a temporary name in the same folder, then are renamed: a file under its hash is always whole.
    """
    file_sha256 = hash_bytes(content)
    path = original_path(casebook, file_sha256)
    if path.exists():
        return file_sha256
    ring = _open_rings.get(casebook)
    kept = encrypt_bytes(ring, content) if ring else content
    folder_is_new = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.parent / f".{path.name}.{secrets.token_hex(4)}{_PART}"
    try:
        with open(part, "xb", opener=_private) as file:
            file.write(kept)
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


def read_original(casebook: Path, file_sha256: str) -> bytes:
    """The bytes of a kept file, decrypted where the casebook is encrypted.

    Raises:
        CasebookError: It is gone, or was truncated or changed and the encryption tells.
    """
    try:
        content = original_path(casebook, file_sha256).read_bytes()
    except OSError as error:
        raise CasebookError(
            f"the original {file_sha256[:12]} cannot be read: {error.strerror}; run habeas verify"
        ) from None
    ring = _open_rings.get(casebook)
    return decrypt_bytes(ring, content, f"the original {file_sha256[:12]}") if ring else content


def name_of_content(casebook: Path, path: Path) -> str:
    """The name that a kept file should have by its bytes; empty where they cannot be decrypted."""
    ring = _open_rings.get(casebook)
    if ring is None:
        return hash_bytes(path.read_bytes())
    try:
        return keyed_name(ring, hash_bytes(decrypt_bytes(ring, path.read_bytes())))
    except CasebookError:
        return ""


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
