"""Many rows with one statement: plain values in, without the Django object that would stand for each."""

import json
from collections.abc import Iterable, Sequence
from operator import itemgetter

from django.db import connection, models

from habeas.store.reads import in_lists
from habeas.store.rows import Fields

_BATCH = 1000
_MARKS = 500  # below the number of parameters that any SQLite takes


def delete_rows(table: str, column: str, ids: Iterable[str | int]) -> None:
    """Delete the rows whose column has one of these values, without Django's own delete.

    That one first reads every row that hangs on one.

    Args:
        table: A name of this program.
        column: Of the table; a name of this program.
        ids: Values.
    """
    with connection.cursor() as cursor:
        for batch in in_lists(ids, _MARKS):
            marks = ", ".join(["%s"] * len(batch))
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({marks})", batch)  # noqa: S608 - see above


def insert_rows(model: type[models.Model], rows: Sequence[Fields]) -> None:
    """Put rows into a table; their fields of lists become JSON in place.

    Args:
        model: The table.
        rows: Values by the names of the columns, all of them but the number that the database gives.
    """
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if field.name != "id"]  # noqa: SLF001
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})"  # noqa: S608, SLF001
    values_of = itemgetter(*(field.attname for field in fields))
    as_json = [field.attname for field in fields if isinstance(field, models.JSONField)]
    with connection.cursor() as cursor:
        for batch in in_lists(rows, _BATCH):
            if as_json:
                for row in batch:
                    row.update({name: json.dumps(row[name], ensure_ascii=False) for name in as_json})
            cursor.executemany(statement, [values_of(row) for row in batch])
