"""The records of another casebook join ours."""

from pathlib import Path

from habeas.model import SetLevel
from habeas.store.casebook import Casebook
from habeas.store.merging import Merged, merge_records
from habeas.workflow.deciding import Ruling, record_decisions
from habeas.workflow.moments import now


def merge_casebook(
    casebook: Casebook, other: Path, who: str, *, max_level: int | None = None, passphrase: str = ""
) -> Merged:
    """Take in the records of another casebook, of an office that worked apart; neither side's word is lost.

    Decisions from there are live once somebody here trusts its key (`TrustKey`); what hides or limits works at once.

    Args:
        casebook: The open casebook.
        other: The folder of the other one; it is only read.
        who: Pseudonymous id of who merges.
        max_level: Show what is new to nobody beyond this level until somebody decides otherwise.
        passphrase: Of the other casebook, where it is encrypted.
    """
    merged = merge_records(casebook.path, casebook.casebook_id, other, added_at=now(), passphrase=passphrase)
    if max_level is not None and merged.document_ids:
        rulings = [
            Ruling(SetLevel(target_kind="document", target=document_id, level=max_level), f"merged from {other.name}")
            for document_id in merged.document_ids
        ]
        record_decisions(casebook, rulings, who)
    return merged
