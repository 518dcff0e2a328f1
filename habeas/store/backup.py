"""Backup of a live casebook into one file, and restore. Both are whole or not there: a temporary name, then a rename.

The archive is a plain tar: `casebook.sqlite3` (a consistent copy by SQLite's online backup), every original, and
`manifest.json` with the hash of each, so that a restore can tell a damaged archive before it becomes a casebook. Of an
encrypted casebook every member is as encrypted as in its folder, and the keyring goes with them. Of any other the whole
archive may be written under a passphrase of its own (`habeas.store.encryption.streams`).
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import connection

from habeas.model.errors import CasebookError, InputError
from habeas.store.casebook import SQLITE_FILE
from habeas.store.encryption import FILE_NAME as KEYRING
from habeas.store.encryption import decrypting, encrypting, is_encrypted_file
from habeas.store.originals import FOLDER, keyring_of, list_originals
from habeas.store.transactions import plain_errors

MANIFEST = "manifest.json"
_FORMAT = "habeas-backup.1"
_LARGEST_MANIFEST = 200_000_000
_PAGES = 2000  # pages copied between two chances for a writer


@dataclass(frozen=True, slots=True)
class BackupResult:
    """What went into an archive, or came out of one."""

    path: Path
    files: int
    bytes: int


def backup_casebook(
    casebook: Path, archive: Path, progress: Callable[[int], None] = lambda _: None, *, passphrase: str = ""
) -> BackupResult:
    """Write the open casebook into one file while others may go on working.

    The database is copied first and the originals after it: a file is kept before the record that names it, so that
    every record of the copy finds its file.

    Args:
        casebook: Its folder.
        archive: A file that is not there yet.
        progress: Called with the number of files written so far.
        passphrase: The archive opens with it alone; empty for an archive that anybody can read.

    Raises:
        InputError: The archive exists already, or the casebook is encrypted and its backup with it.
        CasebookError: There is no room, or the casebook's database is not SQLite.
    """
    if connection.vendor != "sqlite":
        raise CasebookError(
            "a casebook on PostgreSQL is backed up by its own tools: pg_dump for the tables first, then a copy of the "
            "folder for the originals (docs/guide/backup.md)"
        )
    if archive.exists():
        raise InputError(f"{archive} exists already: name another file")
    if passphrase and keyring_of(casebook):
        raise InputError("this casebook is encrypted, and so are its backups: they open with its own passphrase")
    archive.parent.mkdir(parents=True, exist_ok=True)
    part = archive.with_name(archive.name + ".part")
    try:
        # No plain copy may stand beside an archive that is encrypted: it is made beside what it is a copy of.
        beside = casebook if passphrase else archive.parent
        with plain_errors(), tempfile.TemporaryDirectory(dir=beside, prefix=".habeas-") as scratch:
            copy = Path(scratch) / SQLITE_FILE
            if keyring_of(casebook):
                copy_encrypted_database(copy)
            else:
                copy_database(copy)
            with open(part, "wb", opener=_private) as file:
                with encrypting(file, passphrase) if passphrase else nullcontext(file) as stream:
                    count = _write_archive(stream, casebook, copy, progress)
                file.flush()
                os.fsync(file.fileno())
            part.replace(archive)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return BackupResult(archive, count, archive.stat().st_size)


def copy_database(target: Path) -> None:
    """A consistent copy of the open casebook's database, by SQLite's online backup."""
    connection.ensure_connection()
    source = connection.connection
    with open(target, "xb", opener=_private):
        pass
    copy = sqlite3.connect(target)
    try:
        source.backup(copy, pages=_PAGES)
    finally:
        copy.close()


def copy_encrypted_database(target: Path) -> None:
    """The same of an encrypted casebook, under the same key: the standard library's backup cannot read it."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    target.chmod(0o600)


def _write_archive(file: IO[bytes], casebook: Path, database: Path, progress: Callable[[int], None]) -> int:
    hashes: dict[str, str] = {}
    with tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        members = [(SQLITE_FILE, database)]
        if keyring_of(casebook):
            members.append((KEYRING, casebook / KEYRING))
        members += [(f"{FOLDER}/{path.parent.name}/{path.name}", path) for path in list_originals(casebook)]
        for number, (name, path) in enumerate(members, 1):
            hashes[name] = _hash_file(path)
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = path.stat().st_size, 0o600
            with path.open("rb") as content:
                archive.addfile(entry, content)
            progress(number)
        manifest = json.dumps({"format": _FORMAT, "files": hashes}, sort_keys=True).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(manifest), 0o600
        with tempfile.SpooledTemporaryFile() as content:
            content.write(manifest)
            content.seek(0)
            archive.addfile(entry, content)
    return len(members)


def restore_casebook(archive: Path, folder: Path, passphrase: str = "") -> BackupResult:
    """Make a casebook of an archive; every file is checked against the manifest before the folder appears.

    Args:
        archive: The file.
        folder: Where the casebook is to be.
        passphrase: Of an archive that is encrypted; not looked at where it is not.

    Raises:
        InputError: The folder exists and is not empty, or the file is no archive of habeas.
        LockedCasebookError: The archive is encrypted, and the passphrase is missing or wrong.
        CasebookError: The archive is damaged, or there is no room.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is not empty: restore into a new folder (--casebook FOLDER)")
    if not archive.is_file():
        raise InputError(f"{archive} is not there")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with plain_errors():
        scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".habeas-"))
        try:
            count = _unpack(archive, scratch, passphrase)
            (scratch / ".gitignore").write_text("*\n", encoding="utf-8")
            (scratch / FOLDER).mkdir(exist_ok=True, mode=0o700)
            if folder.exists():
                folder.rmdir()
            scratch.rename(folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return BackupResult(folder, count, archive.stat().st_size)


def _unpack(archive: Path, folder: Path, passphrase: str) -> int:
    with archive.open("rb") as file:
        if not is_encrypted_file(archive):
            return _unpack_stream(file, folder, archive.name)
        with decrypting(file, passphrase, archive.name) as stream:
            return _unpack_stream(stream, folder, archive.name)


def _unpack_stream(file: IO[bytes], folder: Path, name: str) -> int:
    hashes: dict[str, str] = {}
    manifest: dict[str, str] | None = None
    try:
        with tarfile.open(fileobj=file, mode="r|") as members:
            for entry in members:
                if not entry.isfile() or not _is_expected(entry.name):
                    raise InputError(f"{name} is not a backup of habeas: it holds other files")
                content = members.extractfile(entry)
                assert content is not None
                if entry.name == MANIFEST:
                    manifest = _read_manifest(content.read(_LARGEST_MANIFEST))
                    continue
                target = folder / entry.name
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                digest = hashlib.sha256()
                with open(target, "xb", opener=_private) as kept:
                    while piece := content.read(1 << 20):
                        digest.update(piece)
                        kept.write(piece)
                    kept.flush()
                    os.fsync(kept.fileno())
                hashes[entry.name] = digest.hexdigest()
    except tarfile.TarError as error:
        raise CasebookError(f"{name} is damaged or not a backup of habeas: {error}") from None
    if manifest is None:
        raise CasebookError(f"{name} is cut short: it has no manifest at its end; use another backup")
    wrong = sorted(name for name in manifest.keys() | hashes.keys() if manifest.get(name) != hashes.get(name))
    if wrong:
        raise CasebookError(f"{name} is damaged ({len(wrong)} files, first {wrong[0]}); use another backup")
    return len(hashes)


def _is_expected(name: str) -> bool:
    parts = name.split("/")
    return name in (SQLITE_FILE, MANIFEST, KEYRING) or (
        len(parts) == 3
        and parts[0] == FOLDER
        and len(parts[1]) == 2
        and len(parts[2]) == 64
        and all(letter in "0123456789abcdef" for letter in parts[1] + parts[2])
    )


def _read_manifest(raw: bytes) -> dict[str, str]:
    try:
        content = json.loads(raw)
        if content["format"] != _FORMAT:
            raise CasebookError("this backup was made by a newer habeas: restore it with that version")
        return {str(name): str(digest) for name, digest in content["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CasebookError("the manifest of this backup is damaged; use another backup") from None


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
