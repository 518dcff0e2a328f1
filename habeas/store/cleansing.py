"""The traces of a seal: originals, the search index, free pages, the write-ahead log. Begun again until done."""

import logging
import time
from pathlib import Path

from django.db import ProgrammingError, connection

from habeas.model.errors import CasebookError
from habeas.store.models import CasebookFact, Tombstone
from habeas.store.originals import remove_original
from habeas.store.transactions import plain_errors, write_transaction

_FACT = "seal_unfinished"
_TRIES, _PAUSE = 50, 0.1  # for another connection to finish what it reads


def mark_unfinished() -> None:
    """Traces are left to be removed; in the transaction that removes the bodies."""
    CasebookFact.objects.update_or_create(name=_FACT, defaults={"value": "yes"})


def is_unfinished() -> bool:
    """Whether a seal was stopped before its traces were gone."""
    return CasebookFact.objects.filter(name=_FACT).exists()


def remove_traces(casebook: Path) -> None:
    """Remove what the folder still holds of sealed records: files, index, free pages, the log.

    A casebook that was closed or killed in the middle does this when it is opened again.

    Raises:
        CasebookError: Somebody else is reading all the time; the rest is done when the casebook is opened next.
    """
    for target in Tombstone.objects.values_list("target", flat=True):
        remove_original(casebook, target)
    with plain_errors():
        if connection.vendor == "sqlite":
            _clean_sqlite()
        else:
            _clean_postgresql()
    CasebookFact.objects.filter(name=_FACT).delete()
    if connection.vendor == "sqlite":
        _empty_log()


def _clean_sqlite() -> None:
    with write_transaction(), connection.cursor() as cursor:
        # A row that leaves an FTS5 table stays in its index as a mark until segments are merged: write it anew.
        for table in ("store_search_documents", "store_search_spellings"):
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608 - names of this file
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    _empty_log()


def _empty_log() -> None:
    for _ in range(_TRIES):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_rest) = cursor.fetchone()
        if not busy:
            return
        time.sleep(_PAUSE)
    raise CasebookError(
        "sealed, but another habeas is reading, so that the log still holds old pages: end it and open the casebook"
    )


def _clean_postgresql() -> None:
    """Write every table anew, and what the planner remembers of their values: it keeps the commonest of each column.

    Its write-ahead log, replicas and backups are out of our reach: they are its operator's to clean.
    """
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}")
    for statement in ("VACUUM FULL pg_catalog.pg_statistic", "CHECKPOINT"):
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
        except ProgrammingError:
            # Only who owns the database may; without it the old pages go when the server next makes room for itself.
            logging.getLogger(__name__).warning("PostgreSQL did not let us run %s: its operator should", statement)
