"""Filling empty tables: indexes and triggers of derived tables go first, and are made again at the end, at once.

All of it happens in the caller's transaction: killed in the middle, the casebook is as it was, indexes and all.
PostgreSQL keeps its indexes: there a rebuild waits for the server, not for them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models

_TELL_SPELLINGS = "INSERT INTO store_search_spellings (store_search_spellings) VALUES (%s)"
_NAMES = ("store_search_names", "store_search_forms", "store_search_sounds", "store_search_near")
_WORDS = "store_search_documents"


@contextmanager
def filled_at_once(tables: Iterable[type[models.Model]]) -> Iterator[None]:
    """Empty these tables and the search tables, and have them filled inside without the cost of every single index.

    Args:
        tables: Derived tables, those that others point to last.
    """
    names = [table._meta.db_table for table in tables]  # noqa: SLF001 - Django's name of the table
    again = _take_down([*names, *_NAMES]) if connection.vendor == "sqlite" else []
    with connection.cursor() as cursor:
        for name in (*names, *_NAMES):
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - names of this program
        if connection.vendor == "sqlite":
            cursor.execute(_TELL_SPELLINGS, ("delete-all",))
            # To delete from an index of words is to look up every word of it; a new one costs nothing.
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", (_WORDS,))
            (statement,) = cursor.fetchone()
            cursor.execute(f"DROP TABLE {_WORDS}")
            cursor.execute(statement)
        else:
            cursor.execute(f"DELETE FROM {_WORDS}")  # noqa: S608 - as above
    yield
    with connection.cursor() as cursor:
        for statement in again:
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            cursor.execute(_TELL_SPELLINGS, ("rebuild",))


def _take_down(tables: list[str]) -> list[str]:
    """Drop the indexes and triggers of tables; what makes each of them again, as the database itself remembers it."""
    marks = ", ".join(["%s"] * len(tables))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL "  # noqa: S608
            f"AND tbl_name IN ({marks}) ORDER BY type, name",
            tables,
        )
        found = cursor.fetchall()
        for kind, name, _ in found:
            cursor.execute(f'DROP {kind} "{name}"')
    return [statement for _, _, statement in found]
