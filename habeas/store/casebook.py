"""The one function that opens a casebook, and what a casebook is.

A casebook is a folder: `casebook.sqlite3` (unless HABEAS_DATABASE_URL names a PostgreSQL database), `originals/` and a
`.gitignore` of `*`. A process works on one casebook at a time: opening another points Django's connection at it.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.db import connection, connections

from habeas.model import casebook_id_of, make_key
from habeas.model.errors import CasebookError, LockedCasebookError
from habeas.store import cleansing, migrating
from habeas.store.encryption import Keyring, create_keyring, is_encrypted, key_text, open_keyring
from habeas.store.models import CasebookFact
from habeas.store.originals import FOLDER, keyring_of, sweep_parts, use_keyring
from habeas.store.transactions import plain_errors, write_transaction

SQLITE_FILE = "casebook.sqlite3"
_SQLITE_HEAD = b"SQLite format 3\x00"
_PLAIN_ENGINE = "django.db.backends.sqlite3"
_CIPHER_ENGINE = "habeas.store.sqlcipher"


@dataclass(frozen=True, slots=True)
class Casebook:
    """An open casebook.

    Attributes:
        path: Its folder, absolute.
        casebook_id: Its public key, 64 hex digits; every decision made here names it.
    """

    path: Path
    casebook_id: str


def open_casebook(path: Path | str, *, create: bool = False, passphrase: str | None = None) -> Casebook:
    """Open a casebook, bringing its tables up to this version; every other way in goes through here.

    Django must be set up already (`habeas.settings.configure_django`).

    Args:
        path: Its folder.
        create: Make it where there is none; encrypted, where a passphrase is given.
        passphrase: Of an encrypted casebook; not looked at where the casebook is not encrypted.

    Raises:
        NewerCasebookError: A newer habeas has written to it.
        LockedCasebookError: It is encrypted, and the passphrase is missing or wrong.
        CasebookError: There is none, the folder holds something else, or it cannot be read.
    """
    folder = Path(path).absolute()
    with plain_errors():
        is_new = _prepare_folder(folder, create=create)
        keyring = _unlock(folder, passphrase, is_new=is_new and create)
        use_keyring(folder, keyring)
        _bind(folder, keyring)
        migrating.bring_up_to_date(folder, is_new=is_new)
        casebook = Casebook(folder, _read_or_make_key())
        refuse_ended(dict(CasebookFact.objects.filter(name="ends").values_list("name", "value")))
        sweep_parts(folder)
        if cleansing.is_unfinished():
            cleansing.remove_traces(folder)
    return casebook


def is_casebook(folder: Path) -> bool:
    """Whether the folder is a casebook."""
    return (folder / SQLITE_FILE).is_file() or (folder / FOLDER).is_dir()


def private_key() -> str:
    """The key that signs the decisions of the open casebook."""
    return CasebookFact.objects.get(name="private_key").value


def close_casebook() -> None:
    """Close this thread's connection; the last one to close folds the write-ahead log into the database."""
    connections["default"].close()


@contextmanager
def working_in(folder: Path, *, instead_of: Casebook, passphrase: str = "") -> Iterator[Casebook]:
    """Make and open another casebook for a while, on SQLite whatever the settings say; then the first is open again.

    Args:
        folder: Of the other one; it is not there yet.
        instead_of: The open one.
        passphrase: Encrypts the other one; empty for none.
    """
    before, key = connections.settings["default"], django_settings.SECRET_KEY
    close_casebook()
    connections.settings["default"] = {**before, **_setting("HABEAS_SQLITE"), "NAME": str(folder / SQLITE_FILE)}
    del connections["default"]
    try:
        yield open_casebook(folder, create=True, passphrase=passphrase or None)
    finally:
        close_casebook()
        use_keyring(folder.absolute(), None)
        connections.settings["default"] = before
        del connections["default"]
        django_settings.SECRET_KEY = key
        open_casebook(instead_of.path)


def _prepare_folder(folder: Path, *, create: bool) -> bool:
    if is_casebook(folder):
        database = folder / SQLITE_FILE
        if (
            connection.vendor == "sqlite"
            and database.is_file()
            and database.stat().st_size
            and not is_encrypted(folder)
        ):
            with database.open("rb") as file:
                if file.read(16) != _SQLITE_HEAD:
                    raise LockedCasebookError(
                        f"{database} is damaged, or encrypted and its keyring file is gone: restore a backup"
                    )
        return connection.vendor == "sqlite" and not (database.is_file() and database.stat().st_size)
    if not create:
        raise CasebookError(
            f"there is no casebook in {folder}; take a report in to make one (habeas take-in FILE), "
            "or name another with --casebook FOLDER"
        )
    if folder.exists() and (not folder.is_dir() or any(path.name != ".gitignore" for path in folder.iterdir())):
        raise CasebookError(f"{folder} is not a casebook and not empty; name another folder with --casebook FOLDER")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name != "nt":
        folder.chmod(0o700)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    (folder / FOLDER).mkdir(mode=0o700)
    return connection.vendor == "sqlite"


def _unlock(folder: Path, passphrase: str | None, *, is_new: bool) -> Keyring | None:
    if is_encrypted(folder):
        already_open = keyring_of(folder) if passphrase is None else None
        return already_open or open_keyring(folder, passphrase or "")
    return create_keyring(folder, passphrase) if passphrase and is_new else None


def _bind(folder: Path, keyring: Keyring | None) -> None:
    """Point Django's connection at the casebook; its settings are shared by the connections of every thread."""
    if connection.vendor != "sqlite":
        return
    name, key = str(folder / SQLITE_FILE), key_text(keyring) if keyring else ""
    before = connections.settings["default"]
    if before["NAME"] == name and before["OPTIONS"].get("cipher_key", "") == key:
        return
    options = {what: value for what, value in before["OPTIONS"].items() if what != "cipher_key"}
    if key:
        options["cipher_key"] = key
    engine = _CIPHER_ENGINE if key else _PLAIN_ENGINE
    connections["default"].close()
    del connections["default"]  # the next one is made by the engine that this casebook needs
    connections.settings["default"] = {**before, "ENGINE": engine, "NAME": name, "OPTIONS": options}


def _read_or_make_key() -> str:
    facts = dict(CasebookFact.objects.values_list("name", "value"))
    if "casebook_id" not in facts:
        with write_transaction():
            key = make_key()
            if not CasebookFact.objects.filter(name="casebook_id").exists():
                for name, value in (
                    ("casebook_id", casebook_id_of(key)),
                    ("private_key", key),
                    ("session_key", secrets.token_urlsafe(48)),
                ):
                    CasebookFact.objects.create(name=name, value=value)
        facts = dict(CasebookFact.objects.values_list("name", "value"))
    if not _setting("HABEAS").secret_key:
        django_settings.SECRET_KEY = facts["session_key"]
    return facts["casebook_id"]


def refuse_ended(facts: Mapping[str, str]) -> None:
    """A bundle for a journey is closed after its last day. Who can change the database can change that day too.

    Args:
        facts: Of the casebook, by name.

    Raises:
        LockedCasebookError: Its last day is over.
    """
    ends = facts.get("ends", "")
    if ends and datetime.now(UTC).date().isoformat() > ends:
        raise LockedCasebookError(f"this bundle was to be used until {ends} and does not open any more: destroy it")


def _setting(name: str) -> Any:
    """A setting of our own, which Django's stubs do not know."""
    return getattr(django_settings, name)
