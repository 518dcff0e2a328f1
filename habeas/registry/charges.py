"""What the authorities charge a person with: every report of one charge together, through the stages that it reached.

Reports of an arrest, a suspicion, a charge and a verdict under one article are presumed to tell of one charge. They are
two where codes differ in kind (an offence is no crime), where one stage is told of different days (by the identity of
events), where a verdict or the dropping of charges certainly lies between, and where people decided that they are
different. What has no certain days of its own joins the one charge that it fits; where it fits several it stays apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from habeas.model import Accusation, Event
from habeas.registry.casefile import ACCUSATION, Charge, ChargeStage
from habeas.registry.caselaw import article_of
from habeas.registry.country import kinds_of_code
from habeas.registry.days import UNKNOWN, Range, range_of
from habeas.registry.events import held_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from habeas.model import LegalReference
    from habeas.registry.gathering import Told
    from habeas.registry.matter import Matter

# What charges, as the procedure goes on; the last one reached names the stage of a charge.
_STAGES = (
    ACCUSATION,
    "wanted_in_absentia",
    "detention",
    "administrative_arrest",
    "suspicion",
    "remand",
    "charge",
    "requalification",
    "charge_in_custody",
    "verdict",
)
_CHARGING = frozenset((*_STAGES[1:], "charge")) - {"suspicion", "requalification"}
_TELLING = ("asserted", "alleged")
_NO_KIND: frozenset[str] = frozenset()


class _Naming(NamedTuple):
    """One place where a claim names an article: the stage, authority and alleged conduct as it has them."""

    told: Told
    reference: LegalReference
    authority: str
    conduct: str = ""


@dataclass(slots=True)
class _Unit:
    """What tells of one stage of one charge: the claims of one event that name the article.

    Attributes:
        stage: A word of `_STAGES`, or another variant of a charge.
        days: Days between which it lies; unknown for an accusation, and for what may be one of several events.
        key: Of the event; empty for accusations.
    """

    stage: str
    days: Range
    key: str
    namings: list[_Naming] = field(default_factory=list)

    @property
    def is_placed(self) -> bool:
        """Both its first and its last day are known."""
        return self.days.first is not None and self.days.last is not None


def charges_of(matter: Matter) -> tuple[Charge, ...]:
    """What the authorities charge the person with; each charge once, with the stages that it reached."""
    pools = _pools(matter)
    if not pools:
        return ()
    rivals: dict[str, set[str]] = {}
    if matter.ledger.speaks_of("event"):
        rivals = held_apart(matter.ledger, (claim_id for group in matter.events for claim_id in group.claim_ids))
    charges = []
    for (article, _), pool in pools.items():
        together = _presumed_one(pool, _ends(matter, article), rivals) if len(pool) > 1 else [pool]
        charges += [_charge(matter, article, units) for units in together]
    if len(charges) == 1:
        return (charges[0],)
    return tuple(
        sorted(charges, key=lambda one: (one.date or "9", one.stage, one.article, one.law, one.evidence.claim_ids))
    )


def _pools(matter: Matter) -> dict[tuple[str, frozenset[str]], list[_Unit]]:
    """The units of each article; of each kind of code where an article is named of codes of different kinds."""
    named: dict[str, list[tuple[_Unit, frozenset[str], _Naming]]] = {}
    for unit, naming in (*_in_events(matter), *_in_accusations(matter)):
        article = article_of(naming.reference)
        if article:
            law = naming.reference.law
            kinds = kinds_of_code(matter.policy.countries, law.text) if law else _NO_KIND
            named.setdefault(article, []).append((unit, kinds, naming))
    pools: dict[tuple[str, frozenset[str]], dict[tuple[str, str], _Unit]] = {}
    for article, several in named.items():
        differ = len(several) > 1 and len({kinds for _, kinds, _ in several if kinds}) > 1
        for unit, kinds, naming in several:
            pool = pools.setdefault((article, kinds if differ else _NO_KIND), {})
            mine = pool.get((unit.key, unit.stage))
            if mine is None:
                mine = pool[unit.key, unit.stage] = _Unit(unit.stage, unit.days, unit.key)
            mine.namings.append(naming)
    return {key: list(units.values()) for key, units in pools.items()}


def _in_events(matter: Matter) -> Iterator[tuple[_Unit, _Naming]]:
    for group in matter.events:
        if group.type not in _CHARGING or group.modality not in _TELLING:
            continue
        unit = None
        for told in group.told:
            body = told.claim.body
            if isinstance(body, Event) and body.legal:
                if unit is None:
                    stage = body.variant if group.type == "charge" and body.variant else group.type
                    unit = _Unit(stage, UNKNOWN if group.could_be else group.days, group.key)
                authority = next((m.label for m in body.mentions if m.role in ("body", "agent")), "")
                for reference in body.legal:
                    yield unit, _Naming(told, reference, authority)


def _in_accusations(matter: Matter) -> Iterator[tuple[_Unit, _Naming]]:
    unit = _Unit(ACCUSATION, UNKNOWN, "")  # the day of alleged conduct is no day of a charge
    for told in matter.told:
        body = told.claim.body
        if isinstance(body, Accusation) and any(mention.label in told.names for mention in body.accused):
            conduct = body.conduct.text if body.conduct else ""
            for reference in body.legal:
                yield unit, _Naming(told, reference, body.accuser.label if body.accuser else "", conduct)


def _ends(matter: Matter, article: str) -> list[Range]:
    """When charges were dropped, of this article or of none that is named."""
    found = []
    for group in matter.events:
        if group.type == "charges_dropped" and group.modality == "asserted":
            bodies = (told.claim.body for told in group.told)
            named = {article_of(one) for body in bodies if isinstance(body, Event) for one in body.legal}
            if (not named or article in named) and group.days.first is not None and group.days.last is not None:
                found.append(group.days)
    return found


def _presumed_one(pool: list[_Unit], ends: list[Range], rivals: Mapping[str, set[str]]) -> list[list[_Unit]]:
    """The units of each charge: those with days in order of time, then the others."""
    placed = sorted(
        (unit for unit in pool if unit.is_placed),
        key=lambda unit: (unit.days.start, unit.days.end, _rank(unit.stage), unit.key),
    )
    charges: list[list[_Unit]] = []
    for unit in placed:
        if charges and _may_go_on(charges[-1], unit, ends, rivals):
            charges[-1].append(unit)
        else:
            charges.append([unit])
    dated = len(charges)
    for unit in sorted((unit for unit in pool if not unit.is_placed), key=lambda unit: (_rank(unit.stage), unit.key)):
        others = islice(charges, dated if dated > 1 else 0, None)
        home = next((charge for charge in others if _may_be(charge, unit, rivals)), None)
        if home is None:
            charges.append([unit])
        else:
            home.append(unit)
    return charges


def _rank(stage: str) -> int:
    return _STAGES.index(stage) if stage in _STAGES else _STAGES.index("charge")


def _may_be(charge: list[_Unit], unit: _Unit, rivals: Mapping[str, set[str]]) -> bool:
    """Whether nothing keeps a unit from being of a charge: no other event of its stage, no decision."""
    if any(other.stage == unit.stage for other in charge):
        return False
    if not rivals:
        return True
    theirs = {naming.told.claim_id for other in charge for naming in other.namings}
    return not any(rivals.get(naming.told.claim_id, set()) & theirs for naming in unit.namings)


def _may_go_on(charge: list[_Unit], unit: _Unit, ends: list[Range], rivals: Mapping[str, set[str]]) -> bool:
    """Whether a charge may go on with a later unit: neither a verdict nor the dropping of charges lies between."""
    begun = min(other.days.end for other in charge)
    over = [days for days in ends if begun <= days.start]
    over += [other.days for other in charge if other.stage == "verdict"]
    between = any(days.end < unit.days.start for days in over)
    return not between and _may_be(charge, unit, rivals)


def _charge(matter: Matter, article: str, units: list[_Unit]) -> Charge:
    namings = [naming for unit in units for naming in unit.namings]
    of_authorities = [naming for unit in units if unit.stage != ACCUSATION for naming in unit.namings]
    if len(units) > 1:
        units.sort(key=lambda unit: (_rank(unit.stage), unit.stage, unit.days.start, unit.key))
    stages = tuple([_stage(matter, unit) for unit in units])
    laws = Counter(naming.reference.law.text for naming in namings if naming.reference.law)
    evidence = (
        stages[0].evidence
        if len(stages) == 1
        else matter.evidence(sorted({naming.told.claim_id for naming in namings}))
    )
    return Charge(
        article=article,
        law=min(laws, key=lambda words: (-laws[words], words), default=""),
        stage=stages[-1].stage,
        date=min((one.date for one in stages if one.date), key=_by_day, default="")
        if len(stages) > 1
        else stages[0].date,
        conduct=min((naming.conduct for naming in namings if naming.conduct), default=""),
        authority=min((one.authority for one in of_authorities or namings if one.authority), default=""),
        said_by=matter.said_by(evidence.claim_ids),
        evidence=evidence,
        stages=stages,
    )


def _stage(matter: Matter, unit: _Unit) -> ChargeStage:
    claims = sorted({naming.told.claim_id for naming in unit.namings})
    dated = [naming.told.dated for naming in unit.namings] if unit.stage != ACCUSATION else []
    known = [(one.days.width, one.days.start, one.edtf) for one in dated if one.edtf]
    return ChargeStage(unit.stage, min(known, default=(0, 0, ""))[2], matter.evidence(claims))


def _by_day(edtf: str) -> tuple[bool, int, int, str]:
    days = range_of(edtf)
    return days.first is None, days.start, days.end, edtf
