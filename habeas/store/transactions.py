"""One writer at a time, all or nothing, and the database's own errors in plain words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

from habeas.model.errors import CasebookError

# Any constant will do, so long as every writer of habeas takes the same.
_WRITER_LOCK = 0x68616265
_PLAIN = (
    ("disk is full", "no room is left on the disk: nothing was changed; make room and run the same command again"),
    ("locked", "the casebook is busy: another habeas is writing to it; try again when it has finished"),
    ("lock timeout", "the casebook is busy: another habeas is writing to it; try again when it has finished"),
    ("readonly", "the casebook cannot be written to: look at the rights of its folder"),
    ("not a database", "the casebook's database is damaged or encrypted; restore a backup: habeas restore FILE"),
    ("malformed", "the casebook's database is damaged; restore a backup: habeas restore FILE"),
    ("disk i/o", "the disk could not be read or written; nothing was changed"),
    ("unable to open", "the casebook's database cannot be opened: look at the rights of its folder"),
    ("could not connect", "the database server does not answer: look at HABEAS_DATABASE_URL"),
    ("connection", "the database server does not answer: look at HABEAS_DATABASE_URL"),
    ("append-only", "records are never changed or removed"),
)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the database or the disk says into one line that says what to do.

    Raises:
        CasebookError: The casebook is busy, damaged, read-only or out of room.
    """
    try:
        yield
    except DatabaseError as error:
        text = str(error).lower()
        for sign, message in _PLAIN:
            if sign in text:
                raise CasebookError(message) from error
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CasebookError(_PLAIN[0][1]) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise CasebookError(f"{error.filename or 'a file of the casebook'} cannot be written to") from error
        raise


@contextmanager
def write_transaction() -> Iterator[None]:
    """Everything inside happens or nothing does; no other writer comes between.

    SQLite takes its one write lock when the transaction begins (BEGIN IMMEDIATE, see `habeas.settings`); PostgreSQL
    is given one by an advisory lock that ends with the transaction.

    Raises:
        CasebookError: As `plain_errors`.
    """
    with plain_errors(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITER_LOCK,))
        yield
