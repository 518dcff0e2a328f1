"""Read this first: everything that habeas does to a casebook, one function for each act.

    take_in_report    a file becomes a document, its claims are proposed, what they touch is derived  (taking_in.py)
    read_again        a newer reader or extractor proposes anew for reports that are here already     (taking_in.py)
    record_decision   what somebody decided is signed, stored, and what it touches is derived again   (deciding.py)
    rebuild           every derived row is made again from the records, or compared with them         (deriving.py)
    merge_casebook    the records of another casebook join ours                                       (merging.py)

Each is one transaction: when it returns, all of it is on the disk; when it is stopped, none of it is. Reading and
extraction happen before the transaction begins, so that nobody waits for them.
"""

from habeas.workflow.deciding import Recorded, Ruling, add_claims, open_person, record_decision, record_decisions
from habeas.workflow.deriving import rebuild
from habeas.workflow.merging import merge_casebook
from habeas.workflow.moments import now
from habeas.workflow.taking_in import (
    NOTHING_KNOWN,
    Extract,
    Source,
    TakenIn,
    propose_claims,
    read_again,
    take_in_bytes,
    take_in_report,
    take_in_text,
)

__all__ = [
    "NOTHING_KNOWN",
    "Extract",
    "Recorded",
    "Ruling",
    "Source",
    "TakenIn",
    "add_claims",
    "merge_casebook",
    "now",
    "open_person",
    "propose_claims",
    "read_again",
    "rebuild",
    "record_decision",
    "record_decisions",
    "take_in_bytes",
    "take_in_report",
    "take_in_text",
]
