"""The one function that opens a casebook, and what a casebook is.

A casebook is a folder: `casebook.sqlite3` (unless HABEAS_DATABASE_URL names a PostgreSQL database), `originals/` and a
`.gitignore` of `*`. A process works on one casebook at a time: opening another points Django's connection at it.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings as django_settings
from django.db import connection, connections

from habeas.model import casebook_id_of, make_key
from habeas.model.errors import CasebookError, LockedCasebookError
from habeas.store import migrating
from habeas.store.models import CasebookFact
from habeas.store.originals import FOLDER, sweep_parts
from habeas.store.transactions import plain_errors, write_transaction

SQLITE_FILE = "casebook.sqlite3"
_SQLITE_HEAD = b"SQLite format 3\x00"


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
        create: Make it where there is none.
        passphrase: Of an encrypted casebook.

    Raises:
        NewerCasebookError: A newer habeas has written to it.
        LockedCasebookError: It is encrypted, or a passphrase was given for one that is not.
        CasebookError: There is none, the folder holds something else, or it cannot be read.
    """
    folder = Path(path).absolute()
    if passphrase is not None:
        raise LockedCasebookError("this casebook is not encrypted: leave the passphrase out")
    with plain_errors():
        is_new = _prepare_folder(folder, create=create)
        _bind(folder)
        migrating.bring_up_to_date(folder, is_new=is_new)
        casebook = Casebook(folder, _read_or_make_key())
        sweep_parts(folder)
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


def _prepare_folder(folder: Path, *, create: bool) -> bool:
    if is_casebook(folder):
        database = folder / SQLITE_FILE
        if connection.vendor == "sqlite" and database.is_file() and database.stat().st_size:
            with database.open("rb") as file:
                if file.read(16) != _SQLITE_HEAD:
                    raise LockedCasebookError(f"{database} is encrypted or damaged: it does not open without its key")
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


def _bind(folder: Path) -> None:
    """Point Django's connection at the casebook; its settings are shared by the connections of every thread."""
    if connection.vendor != "sqlite":
        return
    name = str(folder / SQLITE_FILE)
    if connections.settings["default"]["NAME"] != name:
        connection.close()
        connections.settings["default"]["NAME"] = name
        connection.settings_dict["NAME"] = name


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
    if not getattr(django_settings, "HABEAS").secret_key:  # noqa: B009 - a setting of our own, unknown to the stubs
        django_settings.SECRET_KEY = facts["session_key"]
    return facts["casebook_id"]
