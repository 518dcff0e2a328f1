"""Every contradiction of a casebook: those of cases, and those that show only across documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.registry.appeals import derive_appeals
from habeas.registry.cases import derive_case
from habeas.registry.policy import DEFAULT_POLICY, Policy
from habeas.registry.positions import position_contradictions
from habeas.registry.precedents import order_contradictions
from habeas.registry.presumed import presumed_contradictions

if TYPE_CHECKING:
    from habeas.registry.casefile import Contradiction
    from habeas.registry.ledger import Ledger


def world_contradictions(
    ledger: Ledger, policy: Policy = DEFAULT_POLICY, *, proposed: bool = False
) -> tuple[Contradiction, ...]:
    """Those of no one case: reversed orders of measures and releases, counts of signatories, stances of actors."""
    return (
        *order_contradictions(ledger, policy, proposed=proposed),
        *(found for appeal in derive_appeals(ledger, policy, proposed=proposed) for found in appeal.contradictions),
        *position_contradictions(ledger, policy, proposed=proposed),
    )


def all_contradictions(
    ledger: Ledger, policy: Policy = DEFAULT_POLICY, *, proposed: bool = False
) -> tuple[Contradiction, ...]:
    """Every contradiction, those of cases first, in the order of persons.

    Args:
        ledger: All records.
        policy: Packs and numbers.
        proposed: With what rests on claims that nobody reviewed, also on names that nobody attached yet.
    """
    of_cases = (
        found
        for person_id in sorted(ledger.persons)
        for found in derive_case(ledger, person_id, policy, proposed=proposed).contradictions
    )
    of_names = presumed_contradictions(ledger, policy) if proposed else ()
    return (*of_cases, *of_names, *world_contradictions(ledger, policy, proposed=proposed))
