"""The keyring: random keys of a casebook in one small file, wrapped by a key that Argon2id makes from the passphrase.

Changing the passphrase rewrites this file only. The file names its own parameters, so that they can be raised later.
"""

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pyrage
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from habeas.model.errors import CasebookError, LockedCasebookError

FILE_NAME = "keyring.json"
_CONTEXT = b"habeas keyring 1"
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4  # RFC 9106, second recommended option
_LARGEST_MEMORY_KIB, _LARGEST_PASSES, _LARGEST_LANES = 4 * 1024 * 1024, 64, 64  # a forged file must not stall us


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The open keys of one casebook; never printed.

    Attributes:
        database_key: 32 bytes for SQLCipher.
        identity: The age identity that decrypts files.
        recipient: The age recipient that encrypts them.
    """

    database_key: bytes
    identity: str
    recipient: str


class _Keys(msgspec.Struct, frozen=True):
    database_key: bytes
    identity: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keyring: int
    memory_kib: int
    passes: int
    lanes: int
    salt: bytes
    nonce: bytes
    wrapped: bytes


def is_encrypted(folder: Path) -> bool:
    """Whether the casebook in this folder has a keyring."""
    return (folder / FILE_NAME).exists()


def create_keyring(folder: Path, passphrase: str) -> Keyring:
    """Make new random keys, write them wrapped, and return them open.

    Raises:
        CasebookError: The folder has a keyring already, or the passphrase is too short.
    """
    if is_encrypted(folder):
        raise CasebookError("this casebook is encrypted already; change its passphrase instead")
    identity = pyrage.x25519.Identity.generate()
    keys = _Keys(database_key=secrets.token_bytes(32), identity=str(identity))
    _write(folder, passphrase, keys)
    return _open(keys)


def new_keyring(passphrase: str) -> tuple[bytes, Keyring]:
    """New random keys: wrapped, in one line to be kept, and open.

    Raises:
        CasebookError: The passphrase is too short.
    """
    keys = _Keys(database_key=secrets.token_bytes(32), identity=str(pyrage.x25519.Identity.generate()))
    return _wrap(passphrase, keys), _open(keys)


def unwrap_keyring(wrapped: bytes, passphrase: str, name: str) -> Keyring:
    """Open the keys of a line that `new_keyring` made.

    Args:
        wrapped: The line.
        passphrase: The one that it was made with.
        name: Of the file in which it stands, for a message.

    Raises:
        LockedCasebookError: The passphrase is wrong, or the line was changed.
        CasebookError: It is no keyring.
    """
    return _open(_unwrap(wrapped, passphrase, name))


def open_keyring(folder: Path, passphrase: str) -> Keyring:
    """Open the keys of an encrypted casebook.

    Raises:
        LockedCasebookError: No passphrase, or a wrong one, which cannot be told from a changed file.
        CasebookError: The file is no keyring.
    """
    if not passphrase:
        raise LockedCasebookError("this casebook is encrypted: give its passphrase")
    return _open(_read(folder, passphrase))


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Wrap the same keys with another passphrase.

    Raises:
        LockedCasebookError: The old passphrase is wrong.
        CasebookError: The new one is too short.
    """
    _write(folder, new, _read(folder, old))


def _open(keys: _Keys) -> Keyring:
    recipient = pyrage.x25519.Identity.from_str(keys.identity).to_public()
    return Keyring(database_key=keys.database_key, identity=keys.identity, recipient=str(recipient))


def _read(folder: Path, passphrase: str) -> _Keys:
    try:
        raw = (folder / FILE_NAME).read_bytes()
    except FileNotFoundError:
        raise CasebookError("this casebook is not encrypted") from None
    return _unwrap(raw, passphrase, "the keyring file")


def _unwrap(raw: bytes, passphrase: str, name: str) -> _Keys:
    try:
        file = msgspec.json.decode(raw, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise CasebookError(f"{name} is damaged; restore it from a backup") from None
    sane = (
        file.keyring == 1
        and 8 <= file.memory_kib <= _LARGEST_MEMORY_KIB
        and 1 <= file.passes <= _LARGEST_PASSES
        and 1 <= file.lanes <= _LARGEST_LANES
        and len(file.salt) >= 16
        and len(file.nonce) == 12
    )
    if not sane:
        raise CasebookError(f"{name} is damaged or of a newer habeas; restore it from a backup")
    key = _derive(passphrase, file.salt, file.memory_kib, file.passes, file.lanes)
    try:
        return msgspec.json.decode(ChaCha20Poly1305(key).decrypt(file.nonce, file.wrapped, _CONTEXT), type=_Keys)
    except InvalidTag:
        raise LockedCasebookError(f"wrong passphrase, or {name} was changed") from None


def _wrap(passphrase: str, keys: _Keys) -> bytes:
    if len(passphrase) < 12:
        raise CasebookError("a passphrase needs 12 characters at least; five or six random words are better")
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    key = _derive(passphrase, salt, _MEMORY_KIB, _PASSES, _LANES)
    wrapped = ChaCha20Poly1305(key).encrypt(nonce, msgspec.json.encode(keys), _CONTEXT)
    return msgspec.json.encode(_File(1, _MEMORY_KIB, _PASSES, _LANES, salt, nonce, wrapped))


def _write(folder: Path, passphrase: str, keys: _Keys) -> None:
    content = _wrap(passphrase, keys)
    # Written beside and renamed: a kill leaves the old keyring or the new one, never half of one.
    temporary = folder / f".{FILE_NAME}.{secrets.token_hex(4)}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    temporary.replace(folder / FILE_NAME)


def _derive(passphrase: str, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, passes, memory_kib, lanes, 32, Type.ID)


def keyed_name(keyring: Keyring, name: str) -> str:
    """A name that tells nothing of the given one to whoever lacks the keys: 64 hex digits."""
    return hmac.new(keyring.database_key, b"habeas name 1 " + name.encode(), hashlib.sha256).hexdigest()


def key_text(keyring: Keyring) -> str:
    """The database key as SQLCipher takes a raw key: `x'..'` with 64 hex digits."""
    return "x'" + base64.b16encode(keyring.database_key).decode() + "'"
