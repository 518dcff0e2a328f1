"""What people decided about one claim, as a ledger finds it."""

from types import MappingProxyType

import msgspec


class Review(msgspec.Struct, frozen=True):
    """What people decided about one claim. A working value, made anew for each claim: a Struct is the quickest to make.

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
