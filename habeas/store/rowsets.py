"""The rows that views make, table by table, before anybody writes them or compares them with what is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models

from habeas.registry.casefile import Case, ClaimLine, DocumentView
from habeas.registry.documents import mentions_in
from habeas.registry.identity import person_of
from habeas.registry.ledger import Ledger
from habeas.store.disputes import is_disputed
from habeas.store.models import (
    ClaimRow,
    ContradictionRow,
    DecisionRow,
    DocumentRow,
    MentionRow,
    PersonRow,
    PositionRow,
    StatusRow,
    TellingRow,
    WorldEventRow,
)
from habeas.store.rows import (
    Fields,
    fields_of_case,
    fields_of_claim,
    fields_of_contradictions,
    fields_of_document,
    fields_of_mentions,
    fields_of_status,
)

# The tables whose rows belong to a report, to a person, to a decision, and the column that says to which. Those that
# others point to come first.
Owned = tuple[tuple[type[models.Model], str], ...]
OF_DOCUMENTS: Owned = ((DocumentRow, "document_id"), (ClaimRow, "document_id"), (MentionRow, "document_id"))
OF_PERSONS: Owned = ((PersonRow, "person_id"), (StatusRow, "person_id"), (ContradictionRow, "person_id"))
OF_POLITICS: Owned = ((PositionRow, "document_id"), (TellingRow, "document_id"))
OF_PARTS: Owned = ((WorldEventRow, "part"),)
OF_DECISIONS: Owned = ((DecisionRow, "decision_id"),)


@dataclass(slots=True)
class RowSet:
    """Rows of several owners.

    Attributes:
        tables: The rows of each table.
        names: For search: names, person id, document id.
        reports: For search: number of the report, text, title.
    """

    tables: dict[type[models.Model], list[Fields]]
    names: list[tuple[Iterable[str], str, str]] = field(default_factory=list)
    reports: list[tuple[int, str, str]] = field(default_factory=list)


def rows_of_documents(ledger: Ledger, views: Sequence[DocumentView], places: Mapping[str, int]) -> RowSet:
    """Every row of these reports.

    Args:
        ledger: It holds the documents, their claims, and the decisions that say who their mentions are.
        views: As derived on it.
        places: The number of each report in the order of arrival.
    """
    rows = _empty(OF_DOCUMENTS)
    claims, mentions = rows.tables[ClaimRow], rows.tables[MentionRow]
    for view in views:
        document, place = ledger.documents[view.document_id], places[view.document_id]
        rows.tables[DocumentRow].append(fields_of_document(view, document, place))
        rows.reports.append((place, document.text, view.title))
        labels_of: dict[str, None] = {}
        for line in view.claims:
            claim = ledger.claims[line.claim_id]
            labels = [mention.label for mention in mentions_in(claim.body)]
            labels_of |= dict.fromkeys(labels)
            persons = tuple(person_of(ledger, view.document_id, label, line.claim_id).person_id for label in labels)
            claims.append(fields_of_line(ledger, line))
            mentions.extend(fields_of_mentions(line.claim_id, claim, persons))
        rows.names.append((labels_of, "", view.document_id))
    return rows


def fields_of_line(ledger: Ledger, line: ClaimLine) -> Fields:
    """The row of a claim, with how many people stand behind its state."""
    deciders = {ledger.decisions[decision_id].who for decision_id in line.decisions}
    return fields_of_claim(line, ledger.claims[line.claim_id], len(deciders))


def rows_of_cases(cases: Iterable[Case], persons: Mapping[str, Fields] | None = None) -> RowSet:
    """Every row of these persons.

    Args:
        cases: As derived.
        persons: Their rows in the table of persons, by id, where they have been made already.
    """
    rows = _empty(OF_PERSONS)
    for case in cases:
        rows.tables[PersonRow].append(persons[case.person_id] if persons else fields_of_case(case))
        rows.tables[StatusRow].extend(fields_of_status(case))
        rows.tables[ContradictionRow].extend(
            fields_of_contradictions(case.contradictions, case.person_id, is_open=case.opens == "accepted")
        )
        rows.names.append(([name.text for name in case.names], case.person_id, ""))
    return rows


def rows_of_decisions(ledger: Ledger, decision_ids: Iterable[str], trusted: frozenset[str] | None) -> RowSet:
    """The rows of these decisions.

    Args:
        ledger: It holds them and whatever bears on them.
        decision_ids: Those that it does not hold are passed over.
        trusted: Casebooks whose decisions count; None for all.
    """
    rows = _empty(OF_DECISIONS)
    rows.tables[DecisionRow] = [
        {
            "decision_id": decision_id,
            "kind": decision.kind,
            "who": decision.who[:64],
            "when": decision.when,
            "casebook_id": decision.casebook_id,
            "live": ledger.is_live(decision_id),
            "disputed": is_disputed(ledger, decision_id),
            "trusted": trusted is None or decision.casebook_id in trusted,
        }
        for decision_id in decision_ids
        if (decision := ledger.decisions.get(decision_id)) is not None
    ]
    return rows


def _empty(owned: Owned) -> RowSet:
    return RowSet({model: [] for model, _ in owned})
