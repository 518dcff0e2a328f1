"""The tables: records for ever, derived rows for as long as nothing changes, and who is behind a pseudonym."""

from habeas.store.models.accounts import AuditEntry, CasebookFact, Draft, ExportEntry, Pseudonym
from habeas.store.models.derived_rows import (
    ClaimRow,
    ContradictionRow,
    DecisionRow,
    DocumentRow,
    MentionRow,
    MonthRow,
    PersonRow,
    QuestionRow,
    StatusRow,
)
from habeas.store.models.political_rows import PositionRow, TellingRow, WorldEventRow
from habeas.store.models.record_tables import RecordBody, RecordId, RecordLink, SealTarget, Tombstone, UnfitRecord

__all__ = [
    "AuditEntry",
    "CasebookFact",
    "ClaimRow",
    "ContradictionRow",
    "DecisionRow",
    "DocumentRow",
    "Draft",
    "ExportEntry",
    "MentionRow",
    "MonthRow",
    "PersonRow",
    "PositionRow",
    "Pseudonym",
    "QuestionRow",
    "RecordBody",
    "RecordId",
    "RecordLink",
    "SealTarget",
    "StatusRow",
    "TellingRow",
    "Tombstone",
    "UnfitRecord",
    "WorldEventRow",
]
