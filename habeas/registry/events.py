"""Which claims tell of one event.

Claims on one person, of one type, whose dates overlap or lie within three days of each other, with no release certainly
between them (for releases: no new arrest), are presumed to tell of one event, and marked so. Decisions override. The
more exact dates are placed first; a vaguer one that fits several events stays apart and says which it could be.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from habeas.model import DifferentEvents, Event, SameEvent
from habeas.registry.days import UNKNOWN, Range
from habeas.registry.event_dates import date_event
from habeas.registry.gathering import TOLD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from habeas.registry.event_dates import Choices
    from habeas.registry.gathering import Told
    from habeas.registry.ledger import Ledger
    from habeas.registry.policy import Policy

# Types whose variants are different things: credentials are no visit, a suspicion is not yet a charge.
_BY_VARIANT = frozenset(
    ("charge", "hunger_strike", "diplomatic_act", "sanction_change", "negotiation", "organisation_status")
)
# Types whose actors make them different things: a minister's request is not an ambassador's.
_BY_ACTOR = frozenset(
    ("intervention", "negotiation", "appeal", "diplomatic_act", "sanction_change", "state_concession")
)
OPENERS = ("detention", "administrative_arrest", "remand", "house_arrest", "enforced_disappearance")
ENDERS = ("release", "exchange", "forced_exile", "release_on_conditions")
_BUCKET = 64  # days
_NARROW = 16 * _BUCKET


@dataclass(slots=True)
class EventGroup:
    """Claims that tell of one event.

    Attributes:
        key: The smallest claim id.
        type: The event type.
        told: The claims, sorted by id; `claim_ids`: their ids.
        modality: The strongest among them; `asserted`: the claims that carry it.
        date: EDTF: chosen, else the most exact date that no other gainsays; empty where unknown.
        days: Days between which the event lies; where dates gainsay one another, from the first to the last of them.
        stated: The same, without what follows from the day on which it was told.
        bounded: `date` leans on a bound.
        decided, disputed: People decided that the claims tell of one event; or they differ on it.
        could_be: Keys of the events that it may be as well.
        chosen: The decision that chose its date, or empty.
    """

    key: str
    type: str
    told: list[Told]
    modality: str
    claim_ids: tuple[str, ...]
    asserted: list[Told]
    date: str = ""
    days: Range = UNKNOWN
    stated: Range = UNKNOWN
    bounded: bool = False
    decided: bool = False
    disputed: bool = False
    could_be: tuple[str, ...] = ()
    chosen: str = ""


def group_events(
    ledger: Ledger,
    policy: Policy,
    told: Iterable[Told],
    choices: Choices | None = None,
    types: Collection[str] | None = None,
) -> list[EventGroup]:
    """The events that claims of kind event tell of, in order of time.

    Args:
        ledger: For the decisions on events.
        policy: How far apart dates of one event may lie.
        told: Claims of one person, or of one matter.
        choices: Values that people chose for the person.
        types: Group events of these types only; the others still stand between them.
    """
    parts: dict[tuple[str, str, str], list[Told]] = {}
    for one in told:
        body = one.claim.body
        if isinstance(body, Event):
            modality = "told" if one.claim.modality in TOLD else one.claim.modality
            if one.dated.edtf.startswith("{"):
                modality += one.dated.edtf  # "in 2008 and 2015" tells of several events: no one of them
            variant = body.variant if body.event_type in _BY_VARIANT else ""
            if body.event_type in _BY_ACTOR:
                actors = {mention.label for mention in body.mentions if mention.role in ("agent", "body")}
                variant = " ".join([variant, *sorted(actors)])
            parts.setdefault((body.event_type, variant, modality), []).append(one)
    walls = _Walls(parts)
    speaks = ledger.speaks_of("event")
    groups = []
    for (name, _, _), claims in parts.items():
        if types is None or name in types:
            units, rivals = _units(ledger, claims) if speaks else (_units_by_date(claims), {})
            if len(units) > 1:
                units = _place(policy, units, rivals, walls.between(name))
            groups += [_group(name, unit, choices) for unit in units]
    return sorted(groups, key=lambda group: (group.days.start, group.days.end, group.type, group.key))


class _Walls:
    """Asserted releases and arrests of certain dates: what stands between two events makes them two."""

    def __init__(self, parts: dict[tuple[str, str, str], list[Told]]) -> None:
        self._parts = parts
        self._known: dict[tuple[str, ...], list[Range]] = {}

    def between(self, name: str) -> list[Range]:
        """What would stand between two events of a type, in order."""
        kinds = OPENERS if name in ENDERS else ENDERS
        found = self._known.get(kinds)
        if found is None:
            days = {
                one.dated.days
                for (kind, _, modality), claims in self._parts.items()
                if kind in kinds and modality == "told"
                for one in claims
                if one.claim.modality == "asserted"
                and one.dated.days.first is not None
                and not one.dated.days.uncertain
            }
            found = self._known[kinds] = sorted(days, key=lambda one: (one.start, one.end))
        return found


@dataclass(slots=True)
class _Unit:
    """Claims that go together for certain: decided so, or of one date."""

    told: list[Told]
    decided: bool = False
    disputed: bool = False
    max_start: int = 0
    min_end: int = 0
    width: int = 0
    rivals: set[str] = field(default_factory=set)
    could_be: tuple[str, ...] = ()

    def measure(self) -> None:
        first = self.told[0].dated.days
        self.max_start, self.min_end, self.width = first.start, first.end, first.width
        for one in self.told:
            days = one.dated.days
            if days is not first:
                self.max_start = max(self.max_start, days.start)
                self.min_end = min(self.min_end, days.end)
                self.width = min(self.width, days.width)


def _group(name: str, unit: _Unit, choices: Choices | None) -> EventGroup:
    told = unit.told
    if len(told) > 1:
        told.sort(key=_claim_id)
    modalities = {one.claim.modality for one in told}
    modality = min(modalities, key=_strength) if len(modalities) > 1 else told[0].claim.modality
    group = EventGroup(
        key=told[0].claim_id,
        type=name,
        told=told,
        modality=modality,
        claim_ids=tuple([one.claim_id for one in told]),
        asserted=[one for one in told if one.claim.modality == modality] if len(modalities) > 1 else told,
        decided=unit.decided,
        disputed=unit.disputed,
        could_be=unit.could_be,
    )
    date_event(group, choices)
    return group


_claim_id = attrgetter("claim_id")


def _strength(modality: str) -> int:
    return TOLD.index(modality) if modality in TOLD else len(TOLD)


def _units_by_date(claims: list[Told]) -> list[_Unit]:
    """Claims of the very same date, where no decision speaks of any event."""
    by_date: dict[str, _Unit] = {}
    for one in claims:
        unit = by_date.get(one.dated.edtf)
        if unit is None:
            by_date[one.dated.edtf] = _Unit([one])
        else:
            unit.told.append(one)
    for unit in by_date.values():
        unit.measure()
    return list(by_date.values())


def _units(ledger: Ledger, claims: list[Told]) -> tuple[list[_Unit], dict[str, set[str]]]:
    """Claims decided to be one event, else of the very same date; and for each claim, what is decided to be another."""
    by_id = {one.claim_id: one for one in claims}
    same, rivals = _decided(ledger, by_id)
    units, placed = _decided_units(by_id, same, rivals)
    left = []
    for claim_id, one in by_id.items():
        if claim_id in rivals and claim_id not in placed:
            units.append(_Unit([one]))
        elif claim_id not in placed:
            left.append(one)
    for unit in units:
        unit.measure()
        unit.rivals = set().union(*(rivals.get(one.claim_id, ()) for one in unit.told))
    return [*units, *_units_by_date(left)], rivals


def _decided(ledger: Ledger, by_id: dict[str, Told]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """For each claim those that decisions call the same event, and those that they call other events."""
    same: dict[str, set[str]] = {}
    rivals: dict[str, set[str]] = {}
    for claim_id in by_id:
        for _, decision in ledger.live_about("event", claim_id) if ledger.about("event", claim_id) else ():
            if isinstance(decision.body, SameEvent | DifferentEvents):
                others = {other for other in decision.body.claim_ids if other != claim_id and other in by_id}
                if others:
                    (same if isinstance(decision.body, SameEvent) else rivals).setdefault(claim_id, set()).update(
                        others
                    )
    return same, rivals


def held_apart(ledger: Ledger, claim_ids: Iterable[str]) -> dict[str, set[str]]:
    """For each claim those that live decisions call another event."""
    found: dict[str, set[str]] = {}
    for claim_id in claim_ids if ledger.speaks_of("event") else ():
        for _, decision in ledger.live_about("event", claim_id):
            if isinstance(decision.body, DifferentEvents):
                found.setdefault(claim_id, set()).update(set(decision.body.claim_ids) - {claim_id})
    return found


def _decided_units(
    by_id: dict[str, Told], same: dict[str, set[str]], rivals: dict[str, set[str]]
) -> tuple[list[_Unit], set[str]]:
    units, placed = [], set[str]()
    for claim_id in sorted(same):
        if claim_id in placed:
            continue
        members = _reach(same, claim_id)
        placed |= members
        if any(rivals.get(member, set()) & members for member in members):
            # People differ: each claim stands by itself again, and says so.
            units += [_Unit([by_id[member]], disputed=True) for member in sorted(members)]
        else:
            units.append(_Unit([by_id[member] for member in sorted(members)], decided=True))
    return units, placed


def _reach(edges: dict[str, set[str]], start: str) -> set[str]:
    found, stack = set(), [start]
    while stack:
        current = stack.pop()
        if current not in found:
            found.add(current)
            stack.extend(edges.get(current, ()))
    return found


class _Board:
    """Placed units, found again by the days that they may lie on."""

    def __init__(self, policy: Policy) -> None:
        self.slack = policy.same_event_days
        self.units: list[_Unit] = []
        self._wide: list[_Unit] = []
        self._buckets: dict[int, list[_Unit]] = {}

    def put(self, unit: _Unit) -> None:
        self.units.append(unit)
        self._list(unit)

    def _list(self, unit: _Unit) -> None:
        low, high = sorted((unit.min_end, unit.max_start))
        if high - low > _NARROW:
            self._wide.append(unit)
            return
        for bucket in range((low - self.slack) // _BUCKET, (high + self.slack) // _BUCKET + 1):
            listed = self._buckets.setdefault(bucket, [])
            if not any(other is unit for other in listed):
                listed.append(unit)

    def near(self, unit: _Unit) -> Sequence[_Unit]:
        """Every placed unit that may lie near enough, and others."""
        low, high = sorted((unit.min_end, unit.max_start))
        if high - low > _NARROW:
            return self.units
        found = {id(other): other for other in self._wide}
        for bucket in range((low - self.slack) // _BUCKET, (high + self.slack) // _BUCKET + 1):
            found.update((id(other), other) for other in self._buckets.get(bucket, ()))
        return list(found.values())

    def merge(self, into: _Unit, unit: _Unit) -> None:
        into.told += unit.told
        into.rivals |= unit.rivals
        into.disputed |= unit.disputed
        into.max_start = max(into.max_start, unit.max_start)
        into.min_end = min(into.min_end, unit.min_end)
        self._list(into)


def _place(policy: Policy, units: list[_Unit], rivals: dict[str, set[str]], walls: list[Range]) -> list[_Unit]:
    """Put the most exact first; join each next one to the one unit that it fits, if it is one."""
    board = _Board(policy)
    apart = []
    order = sorted(
        units, key=lambda unit: (not unit.decided, unit.width, unit.min_end, unit.max_start, unit.told[0].claim_id)
    )
    for unit in order:
        fitting = []
        for other in board.near(unit):
            if _fits(policy, unit, other, rivals, walls):
                fitting.append(other)
                if len(fitting) > policy.sides_shown:
                    break
        if len(fitting) == 1 and not (unit.decided and fitting[0].decided):
            board.merge(fitting[0], unit)
        elif len(fitting) > 1:
            unit.could_be = tuple(sorted(min(one.claim_id for one in other.told) for other in fitting))
            apart.append(unit)
        else:
            board.put(unit)
    return board.units + apart


def _fits(policy: Policy, unit: _Unit, other: _Unit, rivals: dict[str, set[str]], walls: list[Range]) -> bool:
    slack = policy.same_event_days
    if unit.max_start - other.min_end > slack or other.max_start - unit.min_end > slack:
        return False
    if rivals and any(one.claim_id in unit.rivals for one in other.told):
        return False
    return not (
        _stands_between(walls, other.min_end, unit.max_start) or _stands_between(walls, unit.min_end, other.max_start)
    )


def _stands_between(walls: list[Range], after: int, before: int) -> bool:
    """Whether an event of certain dates lies wholly between two days; the days are at most a few apart."""
    if not walls or before - after < 2:
        return False
    place = bisect_right(walls, after, key=lambda days: days.start)
    while place < len(walls) and walls[place].start < before:
        if walls[place].end < before:
            return True
        place += 1
    return False
