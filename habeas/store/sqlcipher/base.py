"""`ENGINE = "habeas.store.sqlcipher"`; the key comes as `OPTIONS["cipher_key"]`, a raw key in SQLCipher's notation.

Django's own backend does everything but three things that name the standard sqlite3 module: connecting, the cursor, and
the converters of types.
"""

import datetime as dt
import decimal
from collections.abc import Iterable, Mapping
from itertools import chain, tee
from typing import Any

from django.db.backends.sqlite3 import base as sqlite_base
from django.db.backends.sqlite3._functions import register as register_functions  # type: ignore[import-untyped]
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2

dbapi2.register_converter("bool", b"1".__eq__)
dbapi2.register_converter("date", sqlite_base.decoder(parse_date))
dbapi2.register_converter("time", sqlite_base.decoder(parse_time))
dbapi2.register_converter("datetime", sqlite_base.decoder(parse_datetime))
dbapi2.register_converter("timestamp", sqlite_base.decoder(parse_datetime))
dbapi2.register_adapter(decimal.Decimal, str)
dbapi2.register_adapter(dt.date, sqlite_base.adapt_date)
dbapi2.register_adapter(dt.datetime, sqlite_base.adapt_datetime)


class CipherCursor(dbapi2.Cursor):  # type: ignore[misc]  # the wheel has no types
    """A cursor that takes Django's `%s` and `%(name)s` parameters."""

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        return super().execute(_convert(query, params), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for each set of parameters."""
        peek, params = tee(iter(param_list))
        first = next(peek, None)
        return super().executemany(_convert(query, first), params)


def _convert(query: str, params: Any) -> str:
    if isinstance(params, Mapping):
        return query % {name: f":{name}" for name in params}
    return sqlite_base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(sqlite_base.DatabaseWrapper):
    """SQLite of the SQLCipher library, keyed before anything else is asked of it."""

    Database = dbapi2

    def get_connection_params(self) -> dict[str, Any]:
        """Parameters of `connect`, the key taken out of the options."""
        params: dict[str, Any] = super().get_connection_params()
        self._cipher_key = params.pop("cipher_key", "")
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, give the key, and only then let Django say its first words."""
        connection = dbapi2.connect(**conn_params)
        if self._cipher_key:
            connection.execute(f'PRAGMA key = "{self._cipher_key}"')
        register_functions(connection)
        for command in chain(("PRAGMA foreign_keys = ON", "PRAGMA legacy_alter_table = OFF"), self.init_commands):  # type: ignore[attr-defined]
            if command.strip():
                connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - the signature is Django's
        """A cursor of this library."""
        return self.connection.cursor(factory=CipherCursor)
