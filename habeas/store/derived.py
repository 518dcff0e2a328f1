"""The one door for derived rows: views go in, the rows in their place go out, in the caller's transaction."""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

from habeas.registry.casefile import Case, Contradiction, DocumentView, IdentityQuestion
from habeas.registry.documents import mentions_in
from habeas.registry.identity import person_of
from habeas.registry.ledger import Ledger
from habeas.store import search
from habeas.store.disputes import is_disputed
from habeas.store.models import (
    ClaimRow,
    ContradictionRow,
    DecisionRow,
    DocumentRow,
    MentionRow,
    PersonRow,
    QuestionRow,
    RecordId,
    StatusRow,
)
from habeas.store.reads import in_batches
from habeas.store.rows import (
    row_of_case,
    row_of_claim,
    row_of_document,
    row_of_question,
    rows_of_contradictions,
    rows_of_mentions,
    rows_of_status,
)

_BATCH = 1000
DERIVED_TABLES: tuple[type[models.Model], ...] = (
    MentionRow,
    ClaimRow,
    DocumentRow,
    StatusRow,
    ContradictionRow,
    PersonRow,
    DecisionRow,
    QuestionRow,
)


def replace_documents(ledger: Ledger, views: Iterable[DocumentView]) -> None:
    """Put the rows of these documents in the place of those that are there: report, claims, mentions, search.

    Args:
        ledger: It holds the documents, their claims, and the decisions that say who their mentions are.
        views: As derived on it.
    """
    for batch in _lists(views):
        ids = [view.document_id for view in batch]
        _delete("store_mentionrow", "document_id", ids)
        _delete("store_claimrow", "document_id", ids)
        _delete("store_documentrow", "document_id", ids)
        places = dict(RecordId.objects.filter(record_id__in=ids).values_list("record_id", "sequence"))
        documents: list[DocumentRow] = []
        claims: list[ClaimRow] = []
        mentions: list[MentionRow] = []
        for view in batch:
            document = ledger.documents[view.document_id]
            documents.append(row_of_document(view, document, places[view.document_id]))
            names: dict[str, None] = {}
            for line in view.claims:
                claim = ledger.claims[line.claim_id]
                labels = [mention.label for mention in mentions_in(claim.body)]
                names |= dict.fromkeys(labels)
                persons = tuple(person_of(ledger, view.document_id, label, line.claim_id).person_id for label in labels)
                claims.append(row_of_claim(line, claim))
                mentions.extend(rows_of_mentions(line.claim_id, claim, persons))
            search.index_document(places[view.document_id], document.text, view.title)
            search.index_names(names, document_id=view.document_id)
        _insert(DocumentRow, documents)
        _insert(ClaimRow, claims)
        _insert(MentionRow, mentions)


def replace_cases(cases: Iterable[Case]) -> None:
    """Put the rows of these persons in the place of those that are there: person, status, contradictions, names."""
    for derived in _lists(cases):
        rows = {case.person_id: row_of_case(case) for case in derived}
        # Whoever stands in a decided report is derived again, and few of them read differently afterwards.
        there = dict(PersonRow.objects.filter(pk__in=list(rows)).values_list("person_id", "digest"))
        batch = [case for case in derived if there.get(case.person_id) != rows[case.person_id].digest]
        ids = [case.person_id for case in batch]
        for table in ("store_statusrow", "store_contradictionrow", "store_personrow"):
            _delete(table, "person_id", ids)
        _insert(PersonRow, [rows[person_id] for person_id in ids])
        _insert(StatusRow, [row for case in batch for row in rows_of_status(case)])
        _insert(
            ContradictionRow,
            [row for case in batch for row in rows_of_contradictions(case.contradictions, case.person_id)],
        )
        for case in batch:
            search.index_names([name.text for name in case.names], person_id=case.person_id)


def replace_decisions(ledger: Ledger, decision_ids: Iterable[str]) -> None:
    """Put the rows of these decisions in the place of those that are there."""
    trusted = ledger.trusted_casebooks()
    for ids in in_batches(decision_ids):
        _delete("store_decisionrow", "decision_id", ids)
        _insert(
            DecisionRow,
            [
                DecisionRow(
                    decision_id=decision_id,
                    kind=decision.kind,
                    who=decision.who[:64],
                    when=decision.when,
                    casebook_id=decision.casebook_id,
                    live=ledger.is_live(decision_id),
                    disputed=is_disputed(ledger, decision_id),
                    trusted=trusted is None or decision.casebook_id in trusted,
                )
                for decision_id in ids
                if (decision := ledger.decisions.get(decision_id)) is not None
            ],
        )


def replace_questions(questions: Iterable[IdentityQuestion]) -> None:
    """Put all questions of identity in the place of those that are there."""
    QuestionRow.objects.all().delete()
    _insert(QuestionRow, [row_of_question(one) for one in questions])


def replace_other_contradictions(contradictions: tuple[Contradiction, ...]) -> None:
    """Put the contradictions that belong to no case in the place of those that are there."""
    _delete("store_contradictionrow", "person_id", [""])
    _insert(ContradictionRow, rows_of_contradictions(contradictions, ""))


def clear_derived() -> None:
    """Remove every derived row; records are not touched."""
    with connection.cursor() as cursor:
        for model in DERIVED_TABLES:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608, SLF001 - Django's name of the table
        cursor.execute("DELETE FROM store_search_documents")
        cursor.execute("DELETE FROM store_search_names")


def snapshot_derived(note: Callable[[str, str, int], None]) -> None:
    """Tell of every derived row: its table, its key, a hash of all of it but the number that the database gave it."""
    for model in DERIVED_TABLES:
        fields = [field.attname for field in model._meta.concrete_fields if field.name != "id"]  # noqa: SLF001
        rows = model._default_manager.order_by().values_list(*fields)  # noqa: SLF001
        for values in rows.iterator(chunk_size=2000):
            key = str(values[0] if model is not MentionRow else values[:2])
            note(model.__name__, key, hash(tuple(_plain(value) for value in values)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, folded, key, person_id, document_id FROM store_search_names")
        for values in cursor.fetchall():
            note("search_names", str(values[0]), hash(tuple(values)))


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else repr(value) if isinstance(value, list) else value


def _delete(table: str, column: str, ids: Sequence[str]) -> None:
    """Without Django's own delete, which first reads every row that hangs on one."""
    with connection.cursor() as cursor:
        for batch in in_batches(ids):
            marks = ", ".join(["%s"] * len(batch))
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({marks})", batch)  # noqa: S608 - names of this file


def _insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Many rows with one statement, without the half of the time that Django spends on composing it."""
    fields = [field for field in model._meta.concrete_fields if field.name != "id"]  # noqa: SLF001
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})"  # noqa: S608, SLF001
    names = [field.attname for field in fields]
    as_json = {field.attname for field in fields if isinstance(field, models.JSONField)}
    with connection.cursor() as cursor:
        for batch in _lists(rows, _BATCH):
            cursor.executemany(
                statement,
                [
                    [
                        json.dumps(value, ensure_ascii=False) if name in as_json else value
                        for name, value in ((name, getattr(row, name)) for name in names)
                    ]
                    for row in batch
                ],
            )


def _lists(values: Iterable[Any], size: int = 200) -> Iterable[list[Any]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
