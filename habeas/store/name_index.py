"""What search finds names by. A name as it is written stands once, however many persons and reports have it.

A casebook of a million claims has two million names in it and tens of thousands of different ones; whatever compares
names goes through these, and only then asks whose they are.
"""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.backends.utils import CursorWrapper

from habeas.store.folding import fold, near_sounds, sounds_of
from habeas.store.reads import in_lists

_MARKS = 500  # below the number of parameters that any SQLite takes
_CHUNK = 2000
NameRow = tuple[str, str, str]


def index_names(names: Iterable[str], *, person_id: str = "", document_id: str = "") -> None:
    """Make the names of a person, or the names that stand in a report, findable; again replaces what was there."""
    unindex_names(persons=[person_id] if person_id else (), documents=[document_id] if document_id else ())
    index_all_names([(names, person_id, document_id)])


def index_all_names(entries: Iterable[tuple[Iterable[str], str, str]]) -> None:
    """Make the names of many persons or reports findable: names, person id, document id; none of them is there yet."""
    rows = rows_of_names(entries)
    with connection.cursor() as cursor:
        forms = _numbers_of(cursor, dict.fromkeys(name for name, _, _ in rows))
        cursor.executemany(
            "INSERT INTO store_search_names (form_id, person_id, document_id) VALUES (%s, %s, %s)",
            [(forms[name], person_id, document_id) for name, person_id, document_id in rows],
        )


def rows_of_names(entries: Iterable[tuple[Iterable[str], str, str]]) -> list[NameRow]:
    """What the index of names holds for these: name, person id, document id."""
    return [
        (name, person_id, document_id) for names, person_id, document_id in entries for name in dict.fromkeys(names)
    ]


def unindex_names(*, persons: Iterable[str] = (), documents: Iterable[str] = ()) -> None:
    """Forget the names of persons and of reports; a name that nobody else has leaves no trace."""
    forms: set[int] = set()
    with connection.cursor() as cursor:
        for column, ids in (("person_id", persons), ("document_id", documents)):
            for batch in in_lists(ids, _MARKS):
                where = f"FROM store_search_names WHERE {column} IN ({_marks(batch)})"
                cursor.execute(f"SELECT DISTINCT form_id {where}", batch)
                forms.update(form_id for (form_id,) in cursor.fetchall())
                cursor.execute(f"DELETE {where}", batch)
        _drop_unused(cursor, forms)


def _numbers_of(cursor: CursorWrapper, names: Iterable[str]) -> dict[str, int]:
    """The number of each of these names; those that are new get one."""
    wanted = list(names)
    found = _known(cursor, wanted)
    missing = [name for name in wanted if name not in found]
    if not missing:
        return found
    cursor.executemany(
        "INSERT INTO store_search_forms (name, folded) VALUES (%s, %s)", [(name, fold(name)) for name in missing]
    )
    made = _known(cursor, missing)
    sounds = [(key, form_id) for name, form_id in made.items() for key in sorted(set(sounds_of(name)))]
    cursor.executemany("INSERT INTO store_search_sounds (key, form_id) VALUES (%s, %s)", sounds)
    cursor.executemany(
        "INSERT INTO store_search_near (near, key) VALUES (%s, %s) ON CONFLICT DO NOTHING",
        [(near, key) for key in dict.fromkeys(key for key, _ in sounds) for near in near_sounds(key)],
    )
    return found | made


def _known(cursor: CursorWrapper, names: list[str]) -> dict[str, int]:
    # PostgreSQL refuses to index a long text as it stands: there the names are found by their hash.
    column, mark = ("name", "%s") if connection.vendor == "sqlite" else ("md5(name)", "md5(%s)")
    found: dict[str, int] = {}
    for batch in in_lists(names, _MARKS):
        cursor.execute(
            f"SELECT name, id FROM store_search_forms WHERE {column} IN ({_marks(batch, mark)})",  # noqa: S608
            batch,
        )
        found.update(cursor.fetchall())
    return found


def _drop_unused(cursor: CursorWrapper, forms: Iterable[int]) -> None:
    for batch in in_lists(sorted(forms), _MARKS):
        cursor.execute(
            f"SELECT id FROM store_search_forms WHERE id IN ({_marks(batch)}) AND NOT EXISTS "  # noqa: S608
            "(SELECT 1 FROM store_search_names WHERE form_id = store_search_forms.id)",
            batch,
        )
        if not (unused := [form_id for (form_id,) in cursor.fetchall()]):
            continue
        marks = _marks(unused)
        cursor.execute(f"SELECT DISTINCT key FROM store_search_sounds WHERE form_id IN ({marks})", unused)  # noqa: S608
        keys = [key for (key,) in cursor.fetchall()]
        cursor.execute(f"DELETE FROM store_search_sounds WHERE form_id IN ({marks})", unused)  # noqa: S608
        cursor.execute(f"DELETE FROM store_search_forms WHERE id IN ({marks})", unused)  # noqa: S608
        for some in in_lists(keys, _MARKS):
            cursor.execute(
                f"DELETE FROM store_search_near WHERE key IN ({_marks(some)}) AND NOT EXISTS "  # noqa: S608
                "(SELECT 1 FROM store_search_sounds WHERE store_search_sounds.key = store_search_near.key)",
                some,
            )


def find_misindexed_names() -> Iterator[str]:
    """Names that are there with another folding or other sounds than they have, or that nobody has; by their numbers.

    Sounds that are near others than they should be are named too. All of it is gone through a few thousand at a time.
    """
    last = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT id, name, folded, EXISTS (SELECT 1 FROM store_search_names WHERE form_id = form.id) "
                "FROM store_search_forms form WHERE id > %s ORDER BY id LIMIT %s",
                (last, _CHUNK),
            )
            found = cursor.fetchall()
            if not found:
                break
            bounds = (last, found[-1][0])
            cursor.execute("SELECT form_id, key FROM store_search_sounds WHERE form_id > %s AND form_id <= %s", bounds)
            there: dict[int, set[str]] = {}
            for form_id, key in cursor.fetchall():
                there.setdefault(form_id, set()).add(key)
            for form_id, name, folded, is_used in found:
                sounds = there.pop(form_id, set())
                if folded != fold(name) or sounds != set(sounds_of(name)) or not is_used:
                    yield f"form {form_id}"
            yield from (f"form {form_id}" for form_id in there)
            last = bounds[1]
        cursor.execute("SELECT DISTINCT form_id FROM store_search_sounds WHERE form_id > %s", (last,))
        yield from (f"form {form_id}" for (form_id,) in cursor.fetchall())
        cursor.execute("SELECT DISTINCT key FROM store_search_sounds")
        keys = [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT near, key FROM store_search_near")
        expected = {(near, key) for key in keys for near in near_sounds(key)}
        yield from sorted({f"sound {key}" for _, key in expected ^ set(cursor.fetchall())})


def _marks(values: Iterable[object], mark: str = "%s") -> str:
    return ", ".join(mark for _ in values)
