"""What people decided about one claim, as a ledger finds it."""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Review:
    """What people decided about one claim.

    Attributes:
        state: proposed, accepted, corrected, rejected, disputed, stale or by_hand.
        decisions: Sorted ids of the live decisions on it.
        replaced_by: The claim that stands in its place, where it is corrected.
        replaces: The claims in whose place it stands.
    """

    state: str
    decisions: tuple[str, ...] = ()
    replaced_by: str = ""
    replaces: tuple[str, ...] = ()


# What nobody decided needs no object of its own for each claim.
UNDECIDED = MappingProxyType({state: Review(state) for state in ("proposed", "by_hand", "stale")})
