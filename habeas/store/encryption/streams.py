"""One file under a passphrase of its own, written and read as a stream: a backup of a casebook that is not encrypted.

The file is one line that says what it is, one line with a keyring (random keys, wrapped by the key that Argon2id makes
of the passphrase), and an age file for these keys. Nothing of it is on the disk in plain words on the way.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage

from habeas.model.errors import CasebookError, LockedCasebookError
from habeas.store.encryption.keyring import new_keyring, unwrap_keyring

HEAD = b"habeas encrypted file 1\n"
_LARGEST_KEYRING = 10_000


def is_encrypted_file(path: Path) -> bool:
    """Whether a file needs a passphrase."""
    try:
        with path.open("rb") as file:
            return file.read(len(HEAD)) == HEAD
    except OSError:
        return False


@contextmanager
def encrypting(target: IO[bytes], passphrase: str) -> Iterator[IO[bytes]]:
    """A stream whose content ends encrypted in `target`.

    Raises:
        CasebookError: The passphrase is too short.
    """
    wrapped, keyring = new_keyring(passphrase)
    target.write(HEAD + wrapped + b"\n")
    recipients = [pyrage.x25519.Recipient.from_str(keyring.recipient)]
    with _through(lambda reader: pyrage.encrypt_io(reader, target, recipients)) as stream:
        yield stream


@contextmanager
def decrypting(source: IO[bytes], passphrase: str, name: str) -> Iterator[IO[bytes]]:
    """A stream of what stands encrypted in `source`. Only when the block ends without an error was it whole.

    Args:
        source: The file, at its beginning.
        passphrase: The one that it was written with.
        name: What to call it in a message.

    Raises:
        LockedCasebookError: No passphrase, or a wrong one.
        CasebookError: The file was truncated or changed.
    """
    damaged = f"{name} is damaged: it was truncated or changed; use another backup"
    if source.read(len(HEAD)) != HEAD:
        raise CasebookError(damaged)
    if not passphrase:
        raise LockedCasebookError(f"{name} is encrypted: give its passphrase")
    keyring = unwrap_keyring(source.readline(_LARGEST_KEYRING).rstrip(b"\n"), passphrase, name)
    identities = [pyrage.x25519.Identity.from_str(keyring.identity)]
    failed: list[BaseException] = []
    reading, writing = os.pipe()

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as plain:
                pyrage.decrypt_io(source, plain, identities)
        except (pyrage.DecryptError, OSError) as error:
            failed.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    try:
        with os.fdopen(reading, "rb") as stream:
            try:
                yield stream
                while stream.read(1 << 20):
                    pass  # what comes after the archive's own end is decrypted too, so that a cut end shows
            except Exception:
                _drain(stream)
                worker.join()
                if failed:
                    raise CasebookError(damaged) from None
                raise
    finally:
        worker.join()
    if failed:
        raise CasebookError(damaged)


def _drain(stream: IO[bytes]) -> None:
    while not stream.closed and stream.read(1 << 20):
        pass


@contextmanager
def _through(use: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """A stream to write to; another thread uses what comes out of it."""
    failed: list[BaseException] = []
    reading, writing = os.pipe()

    def run() -> None:
        try:
            with os.fdopen(reading, "rb") as reader:
                use(reader)
        except (pyrage.EncryptError, OSError) as error:
            failed.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    try:
        with os.fdopen(writing, "wb") as stream:
            yield stream
    except BrokenPipeError:
        worker.join()
        if failed and isinstance(failed[0], OSError):
            raise failed[0] from None
        raise
    finally:
        worker.join()
    if failed:
        raise failed[0]
