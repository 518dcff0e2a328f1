"""The one door for derived rows: views go in, the rows in their place go out, in the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from django.db import connection, models

from habeas.registry.casefile import Case, Contradiction, DocumentView, IdentityQuestion
from habeas.registry.documents import facts_of
from habeas.registry.identity import person_of
from habeas.registry.ledger import Ledger
from habeas.store import name_index, search
from habeas.store.bulk import filled_at_once
from habeas.store.models import (
    ClaimRow,
    ContradictionRow,
    DecisionRow,
    DocumentRow,
    MentionRow,
    MonthRow,
    PersonRow,
    PositionRow,
    QuestionRow,
    RecordId,
    StatusRow,
    TellingRow,
    WorldEventRow,
)
from habeas.store.reads import in_batches, in_lists
from habeas.store.rows import (
    Fields,
    fields_of_case,
    fields_of_contradictions,
    fields_of_document,
    fields_of_question,
)
from habeas.store.rowsets import RowSet, fields_of_line, rows_of_cases, rows_of_decisions, rows_of_documents
from habeas.store.writing import delete_rows, insert_rows

_OWNERS = 200  # reports or persons that are written at once
DERIVED_TABLES: tuple[type[models.Model], ...] = (
    MentionRow,
    ClaimRow,
    DocumentRow,
    StatusRow,
    ContradictionRow,
    PersonRow,
    DecisionRow,
    QuestionRow,
    PositionRow,
    TellingRow,
    WorldEventRow,
    MonthRow,
)


def replace_documents(ledger: Ledger, views: Iterable[DocumentView], *, emptied: bool = False) -> None:
    """Put the rows of these documents in the place of those that are there: report, claims, mentions, search.

    Where a document has the claims that it had, only the rows that read differently are written: whose its mentions are
    is then for `replace_mentions` to say.

    Args:
        ledger: It holds the documents, their claims, and, for those with other claims than before, the decisions that
            say who their mentions are.
        views: As derived on it.
        emptied: The tables are empty: nothing needs to be looked for.
    """
    for batch in in_lists(views, _OWNERS):
        ids = [view.document_id for view in batch]
        places = dict(RecordId.objects.filter(record_id__in=ids).values_list("record_id", "sequence"))
        if not emptied:
            titles = dict(DocumentRow.objects.filter(pk__in=ids).values_list("pk", "title"))
            there = _claims_there(titles)
            whole = [view for view in batch if _has_other_claims(view, there)]
            apart = {view.document_id for view in whole}
            for view in batch:
                if view.document_id not in apart:
                    _update_document(ledger, view, places[view.document_id], titles, there[view.document_id])
            _delete_documents([view.document_id for view in whole if view.document_id in titles], places)
            batch = whole  # noqa: PLW2901 - what is left of it
        _insert_documents(ledger, batch, places)


def _claims_there(document_ids: Iterable[str]) -> dict[str, dict[str, Fields]]:
    """The rows of the claims of these documents."""
    found: dict[str, dict[str, Fields]] = {document_id: {} for document_id in document_ids}
    for ids in in_batches(found):
        for fields in ClaimRow.objects.filter(document_id__in=ids).order_by().values():
            found[fields["document_id"]][fields["claim_id"]] = dict(fields)
    return found


def _has_other_claims(view: DocumentView, there: Mapping[str, Mapping[str, Fields]]) -> bool:
    known = there.get(view.document_id)
    return known is None or known.keys() != {line.claim_id for line in view.claims}


def _update_document(
    ledger: Ledger, view: DocumentView, sequence: int, titles: Mapping[str, str], there: Mapping[str, Fields]
) -> None:
    document = ledger.documents[view.document_id]
    fields = fields_of_document(view, document, sequence)
    DocumentRow(**fields).save(force_update=True)
    if fields["title"] != titles[view.document_id]:
        search.index_document(sequence, document.text, view.title)
    for line in view.claims:
        fields = fields_of_line(ledger, line)
        if fields != there[line.claim_id]:
            ClaimRow(**fields).save(force_update=True)


def _delete_documents(document_ids: Sequence[str], places: Mapping[str, int]) -> None:
    for table in ("store_mentionrow", "store_claimrow", "store_documentrow"):
        delete_rows(table, "document_id", document_ids)
    name_index.unindex_names(documents=document_ids)
    delete_rows("store_search_documents", "rowid", [places[document_id] for document_id in document_ids])


def _insert_documents(ledger: Ledger, views: Sequence[DocumentView], places: Mapping[str, int]) -> None:
    if views:
        _insert_all(rows_of_documents(ledger, views, places))


def replace_mentions(ledger: Ledger, mentions: Iterable[tuple[str, str]]) -> None:
    """Say anew whose these mentions (document id, name) are.

    Args:
        ledger: It holds the documents, their claims, and the decisions that say who these mentions are.
        mentions: Those that may be somebody else's than before.
    """
    owners = [
        (person_of(ledger, document_id, name, claim_id).person_id, claim_id, name)
        for document_id, name in mentions
        for claim_id in dict.fromkeys(claim_id for claim_id, _ in facts_of(ledger, document_id).labels.get(name, ()))
    ]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE store_mentionrow SET person_id = %s WHERE claim_id = %s AND name = %s", owners)


def replace_cases(cases: Iterable[Case], *, emptied: bool = False) -> None:
    """Put the rows of these persons in the place of those that are there: person, status, contradictions, names.

    Args:
        cases: As derived.
        emptied: The tables are empty: nothing needs to be looked for.
    """
    for derived in in_lists(cases, _OWNERS):
        rows = {case.person_id: fields_of_case(case) for case in derived}
        batch = derived
        if not emptied:
            # Whoever stands in a decided report may be derived again, and few of them read differently afterwards.
            there = dict(PersonRow.objects.filter(pk__in=list(rows)).values_list("person_id", "digest"))
            batch = [case for case in derived if there.get(case.person_id) != rows[case.person_id]["digest"]]
            ids = [case.person_id for case in batch]
            for table in ("store_statusrow", "store_contradictionrow", "store_personrow"):
                delete_rows(table, "person_id", ids)
            name_index.unindex_names(persons=ids)
        _insert_all(rows_of_cases(batch, rows))


def replace_decisions(ledger: Ledger, decision_ids: Iterable[str], *, emptied: bool = False) -> None:
    """Put the rows of these decisions in the place of those that are there, if the table is not `emptied`."""
    trusted = ledger.trusted_casebooks()
    for ids in in_batches(decision_ids):
        if not emptied:
            delete_rows("store_decisionrow", "decision_id", ids)
        _insert_all(rows_of_decisions(ledger, ids, trusted))


def replace_questions(questions: Iterable[IdentityQuestion]) -> None:
    """Put all questions of identity in the place of those that are there."""
    QuestionRow.objects.all().delete()
    insert_rows(QuestionRow, [fields_of_question(one) for one in questions])


def replace_other_contradictions(contradictions: tuple[Contradiction, ...]) -> None:
    """Put the contradictions that belong to no case in the place of those that are there."""
    delete_rows("store_contradictionrow", "person_id", [""])
    insert_rows(ContradictionRow, list(fields_of_contradictions(contradictions, "")))


def filled_anew() -> AbstractContextManager[None]:
    """Remove every derived row, and have them all put in anew inside; records are not touched."""
    return filled_at_once(DERIVED_TABLES)


def _insert_all(rows: RowSet) -> None:
    for model, fields in rows.tables.items():
        insert_rows(model, fields)
    if rows.reports:
        search.index_documents(rows.reports)
    if rows.names:
        name_index.index_all_names(rows.names)
