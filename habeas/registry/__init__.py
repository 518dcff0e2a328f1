"""Claims and decisions become who-is-who, cases, status, contradictions, timelines and positions: pure functions.

Start with `Ledger`, which holds records; `derive_case` and `derive_document` make the views, `touched_by` says which of
them a new record may change. Nothing here knows a database, a clock or a user.
"""

from habeas.registry.cases import derive_case
from habeas.registry.claimlines import derive_document
from habeas.registry.identity import group_people
from habeas.registry.ledger import Ledger
from habeas.registry.matching import suggest_matches
from habeas.registry.policy import DEFAULT_POLICY, Policy, views_digest
from habeas.registry.status import status_on
from habeas.registry.touching import touched_by

__all__ = [
    "DEFAULT_POLICY",
    "Ledger",
    "Policy",
    "derive_case",
    "derive_document",
    "group_people",
    "status_on",
    "suggest_matches",
    "touched_by",
    "views_digest",
]
