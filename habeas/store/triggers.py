"""Append-only, held by the database itself: UPDATE, DELETE and REPLACE of a record are refused on both databases.

SQLite's `INSERT OR REPLACE` deletes a row without firing its DELETE trigger, so an INSERT of an id that is there is
refused BEFORE it happens. A body may go only where two live seals, made here by different people, name its record; a
seal that anything supersedes is not counted, which errs on the side of keeping.

A migration runs `create_statements` as they were when it was written: change a rule by a new migration that drops and
creates again.
"""

from collections.abc import Iterator

# Each append-only table and its key columns.
_KEYS = (
    ("store_recordid", ("sequence", "record_id")),
    ("store_recordbody", ("sequence",)),
    ("store_recordlink", ("id",)),
    ("store_sealtarget", ("id",)),
    ("store_tombstone", ("target",)),
    ("store_auditentry", ("id",)),
)
# Tables whose rows go with a sealed record; the column that names the record.
_SEALABLE = ("store_recordbody", "store_recordlink")
_SEALED = """(
    SELECT count(DISTINCT seal.who) FROM store_sealtarget seal
    JOIN store_recordid decision ON decision.sequence = seal.decision_id
    WHERE seal.local AND seal.target = (SELECT record_id FROM store_recordid WHERE sequence = OLD.sequence)
    AND NOT EXISTS (
        SELECT 1 FROM store_recordlink link WHERE link.relation = 'supersedes' AND link.target = decision.record_id
    )
) >= 2"""
_BURIED = """EXISTS (
    SELECT 1 FROM store_tombstone WHERE target = (SELECT record_id FROM store_recordid WHERE sequence = NEW.sequence)
)"""


def create_statements(vendor: str) -> tuple[str, ...]:
    """The statements that put every trigger in place.

    Args:
        vendor: `sqlite` or `postgresql`, as Django names it.
    """
    return tuple(_on_sqlite() if vendor == "sqlite" else _on_postgresql())


def trigger_names(vendor: str) -> frozenset[str]:
    """The names of the triggers that a sound casebook has."""
    names = {f"{table}_no_{verb}" for table, _ in _KEYS for verb in ("update", "delete")}
    if vendor == "sqlite":
        return frozenset(names | {f"{table}_no_replace" for table, _ in _KEYS})
    return frozenset(names | {f"{table}_no_truncate" for table, _ in _KEYS} | {"store_recordbody_no_replace"})


def drop_statements(vendor: str) -> tuple[str, ...]:
    """The statements that take every trigger away, for the next migration that changes them."""
    if vendor == "sqlite":
        return tuple(
            f"DROP TRIGGER IF EXISTS {table}_no_{verb}"
            for table, _ in _KEYS
            for verb in ("update", "delete", "replace")
        )
    return tuple(
        f"DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}"
        for table, _ in _KEYS
        for verb in ("update", "delete", "truncate", "replace")
    )


def _on_sqlite() -> Iterator[str]:
    for table, keys in _KEYS:
        refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
        there = " OR ".join(f"{key} = NEW.{key}" for key in keys)
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {there})"  # noqa: S608 - names of this file only
        if table == "store_recordbody":
            taken = f"{taken} OR {_BURIED}"
        unless_sealed = f" WHEN NOT {_SEALED}" if table in _SEALABLE else ""
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse}; END"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}{unless_sealed} BEGIN {refuse}; END"
        yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} BEGIN {refuse}; END"


def _on_postgresql() -> Iterator[str]:
    yield """CREATE OR REPLACE FUNCTION store_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""
    yield f"""CREATE OR REPLACE FUNCTION store_refuse_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF {_SEALED} THEN RETURN OLD; END IF; RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""
    yield f"""CREATE OR REPLACE FUNCTION store_refuse_buried() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF {_BURIED} THEN RAISE EXCEPTION 'a sealed record stays away'; END IF; RETURN NEW; END $$"""
    for table, _ in _KEYS:
        on_delete = "store_refuse_unsealed" if table in _SEALABLE else "store_refuse"
        for verb, each, function in (
            ("update", "ROW", "store_refuse"),
            ("delete", "ROW", on_delete),
            ("truncate", "STATEMENT", "store_refuse"),
        ):
            yield (
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION {function}()"
            )
    yield (
        "CREATE TRIGGER store_recordbody_no_replace BEFORE INSERT ON store_recordbody "
        "FOR EACH ROW EXECUTE FUNCTION store_refuse_buried()"
    )
