"""Claims and decisions become who-is-who, cases, status, contradictions, timelines and positions: pure functions.

Start with `Ledger`, which holds records; `derive_case` and `derive_document` make the views, `touched_by` says which of
them a new record may change. Nothing here knows a database, a clock or a user.
"""

from habeas.registry.appeals import derive_appeals, derive_typologies
from habeas.registry.cases import derive_case
from habeas.registry.changes import changes_since
from habeas.registry.claimlines import derive_document
from habeas.registry.clocks import digest_of_records, public_by, recorded_by
from habeas.registry.held import HeldIndex, held_on
from habeas.registry.identity import group_people
from habeas.registry.ledger import Ledger
from habeas.registry.levels import grades_of, seal_state, strictest_level
from habeas.registry.matching import suggest_matches
from habeas.registry.merging import check_merge, plan_bundle
from habeas.registry.overall import all_contradictions
from habeas.registry.policy import DEFAULT_POLICY, Policy, views_digest
from habeas.registry.positions import derive_positions
from habeas.registry.precedents import derive_precedents
from habeas.registry.problems import find_problems
from habeas.registry.status import status_on
from habeas.registry.touching import touched_by

__all__ = [
    "DEFAULT_POLICY",
    "HeldIndex",
    "Ledger",
    "Policy",
    "all_contradictions",
    "changes_since",
    "check_merge",
    "derive_appeals",
    "derive_case",
    "derive_document",
    "derive_positions",
    "derive_precedents",
    "derive_typologies",
    "digest_of_records",
    "find_problems",
    "grades_of",
    "group_people",
    "held_on",
    "plan_bundle",
    "public_by",
    "recorded_by",
    "seal_state",
    "status_on",
    "strictest_level",
    "suggest_matches",
    "touched_by",
    "views_digest",
]
