"""Files in the age format: originals, backups and bundles of an encrypted casebook."""

from pathlib import Path

import pyrage

from habeas.model.errors import CasebookError
from habeas.store.encryption.keyring import Keyring


def encrypt_bytes(keyring: Keyring, plain: bytes) -> bytes:
    """The age file of these bytes."""
    encrypted: bytes = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(keyring.recipient)])
    return encrypted


def decrypt_bytes(keyring: Keyring, encrypted: bytes, what: str = "a file") -> bytes:
    """The bytes of an age file.

    Raises:
        CasebookError: The file was truncated or changed, or belongs to another casebook.
    """
    try:
        plain: bytes = pyrage.decrypt(encrypted, [pyrage.x25519.Identity.from_str(keyring.identity)])
    except pyrage.DecryptError:
        raise CasebookError(f"{what} cannot be decrypted: truncated, changed, or of another casebook") from None
    return plain


def encrypt_file(keyring: Keyring, source: Path, target: Path) -> None:
    """Encrypt a file of any size, in a stream."""
    pyrage.encrypt_file(str(source), str(target), [pyrage.x25519.Recipient.from_str(keyring.recipient)])


def decrypt_file(keyring: Keyring, source: Path, target: Path) -> None:
    """Decrypt a file of any size, in a stream; where it fails, nothing is left at `target`.

    Raises:
        CasebookError: The file was truncated or changed, or belongs to another casebook.
    """
    try:
        pyrage.decrypt_file(str(source), str(target), [pyrage.x25519.Identity.from_str(keyring.identity)])
    except (pyrage.DecryptError, OSError):
        target.unlink(missing_ok=True)
        raise CasebookError(f"{source.name} cannot be decrypted: truncated, changed, or of another casebook") from None
