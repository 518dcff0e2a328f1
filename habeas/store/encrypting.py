"""An encrypted copy of a casebook, in a new folder; the old one stays as it is until its owner removes it.

Of an encrypted casebook the copy has new keys: whoever got hold of the old ones, on a device that was lost, opens
nothing that is written from then on.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from habeas.model import hash_bytes
from habeas.model.errors import CasebookError, InputError
from habeas.store.backup import copy_database, copy_encrypted_database
from habeas.store.casebook import SQLITE_FILE, Casebook
from habeas.store.encryption import Keyring, create_keyring, decrypt_bytes, is_encrypted, key_text, open_keyring
from habeas.store.originals import FOLDER, keep_original, keyring_of, list_originals, use_keyring
from habeas.store.transactions import plain_errors


def encrypt_casebook(
    casebook: Casebook, target: Path, passphrase: str, progress: Callable[[int], None] = lambda _: None
) -> int:
    """Write the open casebook anew, encrypted under new keys.

    Args:
        casebook: The open casebook.
        target: A folder that does not exist yet.
        passphrase: Opens the new one. Whoever forgets it has lost that copy.
        progress: Called with the number of originals written so far.

    Returns:
        How many originals were written.

    Raises:
        InputError: The target exists.
        CasebookError: There is no room, or the passphrase is too short; nothing is left of the target.
    """
    folder, before = target.absolute(), keyring_of(casebook.path)
    if folder.exists():
        raise InputError(f"{target} exists already: name a new folder")
    try:
        with plain_errors():
            folder.mkdir(parents=True, mode=0o700)
            keyring = create_keyring(folder, passphrase)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            (folder / FOLDER).mkdir(mode=0o700)
            _encrypt_database(folder, keyring, before)
            use_keyring(folder, keyring)
            count = 0
            for count, path in enumerate(list_originals(casebook.path), 1):
                content = path.read_bytes()
                keep_original(folder, decrypt_bytes(before, content, "an original") if before else content)
                progress(count)
    except BaseException:
        use_keyring(folder, None)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return count


def encrypt_originals(casebook: Casebook, passphrase: str, progress: Callable[[int], None] = lambda _: None) -> int:
    """Encrypt the originals of a casebook on PostgreSQL where they are; the database is its operator's to encrypt.

    Each is written encrypted before its plain file is overwritten and removed. Stopped in the middle, it is begun again
    by the same call.

    Args:
        casebook: The open casebook.
        passphrase: Opens the originals; that of the casebook, where some are encrypted already.
        progress: Called with the number of originals encrypted so far.

    Returns:
        How many were encrypted now.

    Raises:
        LockedCasebookError: Some are encrypted already, with another passphrase.
        CasebookError: There is no room, or the passphrase is too short.
    """
    with plain_errors():
        begun = is_encrypted(casebook.path)
        keyring = open_keyring(casebook.path, passphrase) if begun else create_keyring(casebook.path, passphrase)
        use_keyring(casebook.path, keyring)
        count = 0
        for path in list(list_originals(casebook.path)):
            content = path.read_bytes()
            if hash_bytes(content) != path.name:
                continue  # encrypted already: it stands under a keyed name
            keep_original(casebook.path, content)
            _overwrite(path)
            count += 1
            progress(count)
    return count


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _encrypt_database(folder: Path, keyring: Keyring, before: Keyring | None) -> None:
    """Copy the database as it is beside the target's, export it under the new key, and overwrite the copy."""
    plain = folder / f".{SQLITE_FILE}.copy"
    try:
        (copy_encrypted_database if before else copy_database)(plain)
        export = dbapi2.connect(str(plain))
        try:
            if before:
                export.execute(f'PRAGMA key = "{key_text(before)}"')
            export.execute("ATTACH DATABASE ? AS safe KEY ?", (str(folder / SQLITE_FILE), key_text(keyring)))
            export.execute("SELECT sqlcipher_export('safe')")
            (version,) = export.execute("PRAGMA user_version").fetchone()
            export.execute(f"PRAGMA safe.user_version = {int(version)}")
            export.execute("DETACH DATABASE safe")
        except dbapi2.DatabaseError as error:
            raise CasebookError(f"the database could not be encrypted: {error}") from None
        finally:
            export.close()
    finally:
        if plain.exists():
            _overwrite(plain)
    (folder / SQLITE_FILE).chmod(0o600)
