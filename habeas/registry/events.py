"""Which claims tell of one event.

Claims on one person, of one type, whose dates overlap or lie within three days of each other, with no release certainly
between them (for releases: no new arrest), are presumed to tell of one event, and marked so. Decisions override. The
more exact dates are placed first; a vaguer one that fits several events stays apart and says which it could be.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.model import ChooseValue, DifferentEvents, Event, SameEvent, canonical_date
from habeas.registry.days import UNKNOWN, Range, iso
from habeas.registry.gathering import TOLD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from habeas.registry.documents import Dated
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
_LISTED = 4  # dates that gainsay one another are listed up to so many


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
    walls = _walls(parts)
    groups = []
    for (name, _, _), claims in sorted(parts.items()):
        if types is not None and name not in types:
            continue
        groups += _group_type(ledger, policy, name, claims, walls["ender" if name not in ENDERS else "opener"])
    for group in groups:
        _date(group, choices)
    return sorted(groups, key=lambda group: (group.days.start, group.days.end, group.type, group.key))


def _walls(parts: dict[tuple[str, str, str], list[Told]]) -> dict[str, list[Range]]:
    """Asserted releases and arrests of certain dates: what stands between two events makes them two."""
    walls: dict[str, list[Range]] = {"ender": [], "opener": []}
    for (name, _, modality), claims in parts.items():
        kind = "ender" if name in ENDERS else "opener" if name in OPENERS else ""
        if kind and modality == "told":
            walls[kind] += {
                one.dated.days
                for one in claims
                if one.claim.modality == "asserted"
                and one.dated.days.first is not None
                and not one.dated.days.uncertain
            }
    return {kind: sorted(days, key=lambda one: (one.start, one.end)) for kind, days in walls.items()}


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
        ranges = {one.dated.days for one in self.told}
        self.max_start = max(days.start for days in ranges)
        self.min_end = min(days.end for days in ranges)
        self.width = min(days.width for days in ranges)


def _group_type(ledger: Ledger, policy: Policy, name: str, claims: list[Told], walls: list[Range]) -> list[EventGroup]:
    units, rivals = _units(ledger, claims)
    if len(units) > 1:
        units = _place(policy, units, rivals, walls)
    groups = []
    for unit in units:
        unit.told.sort(key=lambda one: one.claim_id)
        modality = min((one.claim.modality for one in unit.told), key=_strength)
        groups.append(
            EventGroup(
                key=unit.told[0].claim_id,
                type=name,
                told=unit.told,
                modality=modality,
                claim_ids=tuple([one.claim_id for one in unit.told]),
                asserted=[one for one in unit.told if one.claim.modality == modality],
                decided=unit.decided,
                disputed=unit.disputed,
                could_be=unit.could_be,
            )
        )
    return groups


def _strength(modality: str) -> int:
    return TOLD.index(modality) if modality in TOLD else len(TOLD)


def _units(ledger: Ledger, claims: list[Told]) -> tuple[list[_Unit], dict[str, set[str]]]:
    """Claims decided to be one event, else of the very same date; and for each claim, what is decided to be another."""
    by_id = {one.claim_id: one for one in claims}
    same, rivals = _decided(ledger, by_id)
    units, placed = _decided_units(by_id, same, rivals)
    by_date: dict[str, _Unit] = {}
    for claim_id, one in by_id.items():
        if claim_id in rivals and claim_id not in placed:
            units.append(_Unit([one]))
        elif claim_id not in placed:
            by_date.setdefault(one.dated.edtf, _Unit([])).told.append(one)
    units += by_date.values()
    for unit in units:
        unit.measure()
        unit.rivals = set().union(*(rivals.get(one.claim_id, ()) for one in unit.told))
    return units, rivals


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


# The date of an event.


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that people chose for a person: (field, claim id) to the decision, unless they chose differently."""

    by_claim: dict[tuple[str, str], tuple[str, ChooseValue]]

    def find(self, name: str, claim_ids: Iterable[str]) -> tuple[str, ChooseValue] | None:
        """The decision that chose one of these claims for a field; None where none did, or several differ."""
        found = {
            entry[0]: entry for claim_id in claim_ids if (entry := self.by_claim.get((name, claim_id))) is not None
        }
        chosen = {body.claim_id for _, body in found.values()}
        return found[min(found)] if len(chosen) == 1 else None


def choices_of(ledger: Ledger, members: Iterable[str]) -> Choices:
    """The live choices of values for a person, whatever of its ids they name."""
    by_claim = {}
    for member in members:
        for decision_id, decision in ledger.live_about("value", member) if ledger.about("value", member) else ():
            body = decision.body
            if isinstance(body, ChooseValue) and ledger.claim_state(body.claim_id) == "accepted":
                by_claim[body.field, body.claim_id] = (decision_id, body)
    return Choices(by_claim)


def _date(group: EventGroup, choices: Choices | None) -> None:
    """Give an event the chosen date, else the one that its dates share, else the span of all of them."""
    speaking = group.asserted
    chosen = choices.find("date", group.claim_ids) if choices else None
    if chosen is not None:
        group.chosen = chosen[0]
        speaking = [one for one in group.told if one.claim_id == chosen[1].claim_id]
    dates = {one.dated.edtf: one.dated for one in speaking if one.dated.edtf}
    # A day of an unknown year says nothing of when; it is shown where there is nothing better.
    group.date = min(dates, default="")
    bounded = [dated for dated in dates.values() if dated.days.first is not None or dated.days.last is not None]
    known = sorted(bounded, key=lambda dated: (dated.days.width, dated.days.start, dated.edtf))
    if known:
        low = max(dated.days.start for dated in known)
        high = min(dated.days.end for dated in known)
        agree = low <= high
        if not agree:
            low, high = min(d.days.start for d in known), max(d.days.end for d in known)
        group.stated = _range(low, high, uncertain=any(dated.days.uncertain for dated in known))
        group.date = known[0].edtf if agree else _span_text(known, low, high)
        group.bounded = known[0].bounded
    last = min((one.known_by for one in speaking if one.known_by is not None), default=None)
    group.days = group.stated
    if last is not None and last < group.stated.end and last >= group.stated.start:
        group.days = Range(group.stated.first, last, group.stated.uncertain)


def _range(low: int, high: int, *, uncertain: bool) -> Range:
    return Range(low if low > 1 else None, high if high < UNKNOWN.end else None, uncertain)


def _span_text(known: list[Dated], low: int, high: int) -> str:
    """Dates that gainsay one another, as EDTF: one of a few, else between the first and the last."""
    texts = sorted({dated.edtf for dated in known})
    if len(texts) <= _LISTED and not any(text[0] in "[{" for text in texts):
        return canonical_date(f"[{','.join(texts)}]")
    return canonical_date(f"{iso(low)}/{iso(high)}")
