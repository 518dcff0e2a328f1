"""What a derivation is told besides records: which packs, and the few numbers on which people may disagree."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import version

from habeas.model import vocabulary
from habeas.packs import pack_digest

# To be raised whenever the same records would give other views: rows of an older number are derived again.
VIEWS = 7


@dataclass(frozen=True, slots=True)
class Policy:
    """How views are derived.

    Attributes:
        countries: Packs of countries, the one whose law of custody holds first.
        same_event_days: How far apart two dates of one presumed event may lie.
        sides_shown: How many sides of a contradiction are listed; the rest is counted as folded.
        near_duplicate: From what similarity on, in thousandths of Jaccard's measure, two texts are one origin.
        remand_days: For how long remand is vouched for without news.
        definitions: Whom `held_on` counts: (name, values of the liberty axis).
    """

    countries: tuple[str, ...] = ("by", "ru")
    same_event_days: int = 3
    sides_shown: int = 12
    near_duplicate: int = 600
    remand_days: int = vocabulary.REMAND_VOUCHED_DAYS
    definitions: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("held", vocabulary.HELD),
        (
            "behind_bars",
            tuple(value for value in vocabulary.HELD if value not in ("house_arrest", "restricted_open_facility")),
        ),
        ("sentenced", tuple(value for value in vocabulary.HELD if value.startswith("serving"))),
        ("restricted", (*vocabulary.HELD, "restricted_home", "conditional_liberty")),
    )


DEFAULT_POLICY = Policy()


@lru_cache(maxsize=64)
def views_digest(policy: Policy = DEFAULT_POLICY) -> str:
    """Digest (hex) of everything besides records that shapes a view: code, packs, policy."""
    shape = [version("habeas"), VIEWS, pack_digest(), asdict(policy)]
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()
