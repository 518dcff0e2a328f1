"""`rebuild --check`: every row is derived anew and held against the one that is there; nothing is written.

A few hundred owners at a time, found by their keys, so that a check takes the memory of what is derived and a batch of
rows. The rows of what no record speaks of are found by going through the owners that the tables name.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models

from habeas.registry.casefile import Case, Contradiction, DocumentView, IdentityQuestion
from habeas.registry.ledger import Ledger
from habeas.store.models import (
    ContradictionRow,
    MonthRow,
    PositionRow,
    QuestionRow,
    RecordId,
    TellingRow,
    WorldEventRow,
)
from habeas.store.months import count_by_month, dated_events
from habeas.store.name_index import find_misindexed_names, rows_of_names
from habeas.store.politics import (
    Members,
    add_members,
    fields_of_events,
    fields_of_positions,
    fields_of_tellings,
    people_in_ledger,
)
from habeas.store.reads import in_lists
from habeas.store.rows import Fields, fields_of_contradictions, fields_of_question
from habeas.store.rowsets import (
    OF_DECISIONS,
    OF_DOCUMENTS,
    OF_PARTS,
    OF_PERSONS,
    OF_POLITICS,
    Owned,
    RowSet,
    rows_of_cases,
    rows_of_decisions,
    rows_of_documents,
)
from habeas.store.search import find_misindexed

_SHOWN = 20  # differences that a check names
_KEPT = 1000  # and of these many the first are chosen
_OWNERS = 200
_CHUNK = 5000
_SEARCHED = (("search_names", "document_id"), ("search_names", "person_id"))
Row = tuple[object, ...]


class Comparison:
    """Rows as they are derived now, held against those that are there; what differs is noted by table and key."""

    def __init__(self) -> None:
        self._found: set[tuple[str, str]] = set()
        self._more = 0
        self._places: set[int] = set()  # numbers of the reports that were compared
        self._parts: Collection[str] = ()

    def compare_documents(self, ledger: Ledger, views: Iterable[DocumentView]) -> None:
        """The rows of these reports, and what search finds them by."""
        for batch in in_lists(views, _OWNERS):
            ids = [view.document_id for view in batch]
            places = dict(RecordId.objects.filter(record_id__in=ids).values_list("record_id", "sequence"))
            self._places.update(places.values())
            rows = rows_of_documents(ledger, batch, places)
            self._compare(OF_DOCUMENTS, rows, ids)
            self._compare_names("document_id", rows, ids)
            ids_of = {place: document_id for document_id, place in places.items()}
            for place in find_misindexed(rows.reports):
                self._note("search_documents", ids_of[place])

    def compare_cases(self, cases: Iterable[Case]) -> None:
        """The rows of these persons, and their names in search."""
        for batch in in_lists(cases, _OWNERS):
            ids = [case.person_id for case in batch]
            rows = rows_of_cases(batch)
            self._compare(OF_PERSONS, rows, ids)
            self._compare_names("person_id", rows, ids)

    def compare_decisions(self, ledger: Ledger) -> None:
        """The row of every decision."""
        trusted = ledger.trusted_casebooks()
        for ids in in_lists(ledger.decisions):
            self._compare(OF_DECISIONS, rows_of_decisions(ledger, ids, trusted), ids)

    def compare_politics(self, ledger: Ledger) -> None:
        """The rows of positions, measures and releases, and the numbers of a timeline."""
        people_of, parts = people_in_ledger(ledger), dict[str, Members]()
        for ids in in_lists(ledger.documents):
            self._compare_table(
                PositionRow, "document_id", (row for one in ids for row in fields_of_positions(ledger, one)), ids
            )
            tellings = [row for one in ids for row in fields_of_tellings(ledger, one, people_of)]
            self._compare_table(TellingRow, "document_id", tellings, ids)
            add_members(parts, ledger, tellings)
        for keys in in_lists(parts):
            rows = fields_of_events(ledger, {key: parts[key] for key in keys})
            self._compare_table(WorldEventRow, "part", rows, keys)
        self._parts = parts.keys()
        # From the rows of claims, which have been compared themselves.
        counted = count_by_month(dated_events())
        there = dict(MonthRow.objects.values_list("month", "events"))
        for month, _ in counted.items() ^ there.items():
            self._note("MonthRow", month)

    def compare_worldwide(
        self, questions: Iterable[IdentityQuestion], contradictions: tuple[Contradiction, ...]
    ) -> set[str]:
        """The rows that belong to no one case; the ids of the questions among them."""
        asked: set[str] = set()
        for batch in in_lists(questions, _OWNERS):
            rows = [fields_of_question(one) for one in batch]
            asked.update(row["question_id"] for row in rows)
            self._compare_table(QuestionRow, "question_id", rows, [row["question_id"] for row in rows])
        self._compare_table(ContradictionRow, "person_id", list(fields_of_contradictions(contradictions, "")), [""])
        return asked

    def find_strangers(
        self, *, documents: Collection[str], persons: Collection[str], decisions: Collection[str], questions: set[str]
    ) -> None:
        """Rows that belong to none of these, of whom every one has been compared."""
        owners: tuple[tuple[Owned, Collection[str]], ...] = (
            ((*OF_DOCUMENTS, *OF_POLITICS), documents),
            (OF_PARTS, self._parts),
            (OF_PERSONS, persons),
            (OF_DECISIONS, decisions),
            (((QuestionRow, "question_id"),), questions),
        )
        for owned, known in owners:
            for model, column in owned:
                for owner in _owners_in(model._meta.db_table, column):  # noqa: SLF001 - Django's name of the table
                    if owner not in known and (model, owner) != (ContradictionRow, ""):
                        self._note(model.__name__, owner)
        for name, column in _SEARCHED:
            for owner in _owners_in(f"store_{name}", column):
                if owner and owner not in (documents if column == "document_id" else persons):
                    self._note(name, owner)
        for key in find_misindexed_names():
            self._note("search_names", key)
        for number in _owners_in("store_search_documents", "rowid"):
            if number not in self._places:
                self._note("search_documents", str(number))

    def in_words(self) -> tuple[str, ...]:
        """One line for each row that differs; the first of them where there are many, and then how many more."""
        lines = [f"{table} {key}" for table, key in sorted(self._found)]
        more = max(0, len(lines) - _SHOWN) + self._more
        return (*lines[:_SHOWN], *([f"and {more} more"] if more else []))

    def _note(self, table: str, key: str) -> None:
        if len(self._found) < _KEPT:
            self._found.add((table, key))
        elif (table, key) not in self._found:
            self._more += 1

    def _compare(self, owned: Owned, rows: RowSet, owners: Sequence[str]) -> None:
        for model, column in owned:
            self._compare_table(model, column, rows.tables[model], owners)

    def _compare_table(
        self, model: type[models.Model], column: str, rows: Iterable[Fields], owners: Sequence[str]
    ) -> None:
        """All rows of some owners in one table, whichever of them the database numbers itself."""
        names = [field.attname for field in model._meta.concrete_fields if field.name != "id"]  # noqa: SLF001
        there = model._default_manager.filter(**{f"{column}__in": owners}).order_by()  # noqa: SLF001
        expected = Counter(_comparable(row[name] for name in names) for row in rows)
        found = Counter(_comparable(values) for values in there.values_list(*names))
        if expected == found:
            return
        place = names.index(column)
        for row in (expected - found) + (found - expected):
            # A claim of a report is named by its own id, a status of a person by the person's.
            key = row[0] if isinstance(row[0], str) and row[0] else row[place]
            self._note(model.__name__, str(key))

    def _compare_names(self, column: str, rows: RowSet, owners: Sequence[str]) -> None:
        marks = ", ".join(["%s"] * len(owners))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, person_id, document_id FROM store_search_names LEFT JOIN store_search_forms "  # noqa: S608
                f"ON store_search_forms.id = form_id WHERE {column} IN ({marks})",
                list(owners),
            )
            found = Counter(cursor.fetchall())
        expected = Counter(rows_of_names(rows.names))
        for row in (expected - found) + (found - expected):
            self._note("search_names", row[1] or row[2])


def _comparable(values: Iterable[object]) -> Row:
    """A row that can be counted: bytes and text for what the database gives in a dress, or an order, of its own."""
    return tuple(
        bytes(value)
        if isinstance(value, memoryview)
        else json.dumps(value, sort_keys=True)
        if isinstance(value, list)
        else value
        for value in values
    )


def _owners_in(table: str, column: str) -> Iterator[Any]:
    """Every owner that a table names, once; a table of a hundred thousand owners is never held as a whole."""
    last: Any = None
    with connection.cursor() as cursor:
        while True:
            where = "" if last is None else f"WHERE {column} > %s"
            cursor.execute(
                f"SELECT DISTINCT {column} FROM {table} {where} ORDER BY {column} LIMIT {_CHUNK}",  # noqa: S608
                [] if last is None else [last],
            )
            found = [owner for (owner,) in cursor.fetchall()]
            yield from found
            if len(found) < _CHUNK:
                return
            last = found[-1]
