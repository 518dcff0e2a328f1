"""Two casebooks become one by the union of their records; a bundle is a casebook of what a partner may have.

Order never matters and nothing is overwritten. Decisions of another casebook are kept at once, and are live once
somebody here trusts its key; what protects people (hide, level) works at once.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlcipher3 import dbapi2

from habeas.model import Decision, Document, Problem, decode_record, hash_bytes
from habeas.model.errors import CasebookError, InputError, RecordError
from habeas.store import deriving
from habeas.store.append import append_records
from habeas.store.casebook import SQLITE_FILE, Casebook, is_casebook, refuse_ended, working_in
from habeas.store.encryption import Keyring, is_encrypted, key_text, open_keyring
from habeas.store.models import CasebookFact
from habeas.store.originals import keep_original, keyring_of, original_path, read_original, use_keyring
from habeas.store.reads import is_buried, read_records
from habeas.store.sealing import apply_seals
from habeas.store.slices import read_slice
from habeas.store.transactions import write_transaction

_FEW = 200  # new records up to which only what they touch is derived again


@dataclass(frozen=True, slots=True)
class Merged:
    """What came in from another casebook.

    Attributes:
        new, known: How many records.
        document_ids: New documents.
        casebook_ids: Keys that signed decisions among the records and that nobody here trusts yet.
        problems: What was refused, or kept and left out of views.
    """

    new: int
    known: int
    document_ids: tuple[str, ...]
    casebook_ids: tuple[str, ...]
    problems: tuple[Problem, ...]


def merge_records(casebook: Path, casebook_id: str, other: Path, *, added_at: str, passphrase: str = "") -> Merged:
    """Take in every record of another casebook, and the originals of its documents.

    Args:
        casebook: The folder of the open one.
        casebook_id: Its id.
        other: The folder of the other one; it is only read.
        added_at: Now, UTC, whole seconds.
        passphrase: Of the other one, where it is encrypted.

    Raises:
        InputError: There is no casebook there.
        LockedCasebookError: It is encrypted, and the passphrase is missing or wrong; or it is a bundle that has ended.
        CasebookError: It is damaged or of another shape.
    """
    folder = other.absolute()
    was_open = keyring_of(folder)
    if is_encrypted(folder):
        use_keyring(folder, was_open or open_keyring(folder, passphrase))
    try:
        raws = tuple(read_other(folder))
        problems = tuple(_copy_originals(casebook, folder, raws))
    finally:
        use_keyring(folder, was_open)
    with write_transaction():
        appended = append_records(raws, added_at=added_at, foreign=True)
        if len(appended.new_ids) > _FEW:
            deriving.rebuild()
        else:
            deriving.derive_touched(appended.new_ids)
        new = read_records(appended.new_ids, "document.1")
        decided = read_records((*appended.new_ids, *appended.known_ids), "decision.1")
    apply_seals(casebook, added_at=added_at)
    signers = {record.casebook_id for record in decided.values() if isinstance(record, Decision)}
    return Merged(
        new=len(appended.new_ids),
        known=len(appended.known_ids),
        document_ids=tuple(sorted(found for found, record in new.items() if isinstance(record, Document))),
        casebook_ids=tuple(sorted(signers - trusted_keys(casebook_id))),
        problems=(*problems, *appended.problems),
    )


def trusted_keys(casebook_id: str) -> frozenset[str]:
    """The keys whose decisions are live here."""
    return read_slice(casebook_id).trusted_casebooks() or frozenset()


def read_other(other: Path) -> Iterator[bytes]:
    """The records of a casebook that is not the open one, in its order of arrival."""
    database = other / SQLITE_FILE
    if not is_casebook(other) or not database.is_file():
        raise InputError(f"{other} is not the folder of a casebook")
    connection: Any = None
    try:
        connection = _connect(database, keyring_of(other))
        refuse_ended(dict(connection.execute("SELECT name, value FROM store_casebookfact WHERE name = 'ends'")))
        for (raw,) in connection.execute("SELECT raw FROM store_recordbody ORDER BY sequence"):
            yield bytes(raw)
    except (sqlite3.DatabaseError, dbapi2.DatabaseError) as error:
        raise CasebookError(f"{other} cannot be read: it is encrypted, damaged or of another shape ({error})") from None
    finally:
        if connection is not None:
            connection.close()


def _connect(database: Path, keyring: Keyring | None) -> Any:
    """A connection that only reads, to a database that need not be the open casebook's."""
    address = f"{database.absolute().as_uri()}?mode=ro"
    if keyring is None:
        return sqlite3.connect(address, uri=True)
    connection = dbapi2.connect(address, uri=True)
    connection.execute(f'PRAGMA key = "{key_text(keyring)}"')
    return connection


def _copy_originals(casebook: Path, other: Path, raws: Iterable[bytes]) -> Iterator[Problem]:
    """The originals come before the records that name them; one that is missing or changed there is named."""
    for raw in raws:
        try:
            record = decode_record(raw)
        except RecordError:
            continue  # named at the door
        if not isinstance(record, Document) or is_buried(record.file_sha256):
            continue
        if original_path(casebook, record.file_sha256).exists():
            continue
        try:
            content = read_original(other, record.file_sha256)
        except CasebookError:
            content = b""
        if hash_bytes(content) == record.file_sha256:
            keep_original(casebook, content)
        else:
            yield Problem(where="files", message=f"the original {record.file_sha256[:12]} did not come with its record")


@dataclass(frozen=True, slots=True)
class Bundled:
    """What went into a bundle: records and documents, and how many documents stayed."""

    path: Path
    records: int
    documents: int
    withheld_documents: int


def write_bundle(
    casebook: Casebook,
    target: Path,
    raws: Iterable[bytes],
    files: Iterable[str],
    *,
    added_at: str,
    facts: Mapping[str, str] = MappingProxyType({}),
    passphrase: str = "",
) -> None:
    """Write records and originals into a new casebook, with facts about it; the first one is open again afterwards.

    Args:
        casebook: The open one.
        target: The folder of the new one.
        raws: Records, as bytes.
        files: Hashes of the originals that go.
        added_at: Now, UTC, whole seconds.
        facts: About the new one, by name.
        passphrase: Encrypts the new one; empty for none.
    """
    with working_in(target, instead_of=casebook, passphrase=passphrase):
        for file_sha256 in files:
            keep_original(target.absolute(), read_original(casebook.path, file_sha256))
        with write_transaction():
            append_records(raws, added_at=added_at, foreign=True)
            for name, value in facts.items():
                CasebookFact.objects.update_or_create(name=name, defaults={"value": value})
            deriving.rebuild()
