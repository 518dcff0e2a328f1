"""Measures beside the releases before and after them, in equal prominence; what is credited apart from what precedes.

Also the contradictions across documents that show there: two reports that put the same measure and releases in opposite
order, and an order told of that the dates of other reports gainsay.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from habeas.model import Event
from habeas.registry.casefile import Evidence, Source  # noqa: TC001 - who decodes a kept view looks them up here
from habeas.registry.days import Range, members_of
from habeas.registry.orders import CausalLink, causal_links
from habeas.registry.policy import DEFAULT_POLICY, Policy
from habeas.registry.sources import evidence_of, organisation_name, said_by
from habeas.registry.worldwide import MEASURES, RELEASES, WorldEvent, contradiction_of_none, world_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from habeas.registry.casefile import Contradiction
    from habeas.registry.ledger import Ledger

_KIND = ("order", "sequence")
WINDOW = 365  # days before and after a measure in which releases are listed
_ORDERED = ("causes", "contributes", "enables", "precedes")


@dataclass(frozen=True, slots=True)
class ReleaseNear:
    """A release near a measure: EDTF date, people (ids or names), a count of unnamed ones in words, its claims."""

    date: str
    people: tuple[str, ...]
    key: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Credit:
    """A claim that ties a measure and a release: who says so, how, and which way round.

    Attributes:
        direction: `measure first` or `release first`.
        relation: causes, contributes, enables or precedes; a mere sequence is never a cause.
    """

    claim_id: str
    direction: str
    relation: str
    said_by: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Precedent:
    """One measure and the releases around it.

    Attributes:
        key, type, variant, date: Of the measure.
        actors: Who took it, as written.
        before, after: Releases certainly before and after it, within a year; `unclear`: those whose order the dates do
            not settle.
        credits: What reports say ties the two.
    """

    key: str
    type: str
    variant: str
    date: str
    actors: tuple[str, ...]
    evidence: Evidence
    before: tuple[ReleaseNear, ...]
    after: tuple[ReleaseNear, ...]
    unclear: tuple[ReleaseNear, ...]
    credits: tuple[Credit, ...]


def derive_precedents(
    ledger: Ledger, policy: Policy = DEFAULT_POLICY, *, proposed: bool = False
) -> tuple[Precedent, ...]:
    """Every measure that accepted claims assert, in order of time."""
    measures = [
        one for one in world_events(ledger, policy, MEASURES, proposed=proposed) if one.group.modality == "asserted"
    ]
    releases = [
        one for one in world_events(ledger, policy, RELEASES, proposed=proposed) if one.group.modality == "asserted"
    ]
    credits_of = find_credits(ledger, policy, proposed=proposed)
    near = [(one.group.days, release_near(ledger, policy, one)) for one in releases] if measures else []
    return tuple(_beside(bare_precedent(ledger, policy, one, credits_of), one.group.days, near) for one in measures)


def find_credits(
    ledger: Ledger, policy: Policy, document_ids: Iterable[str] | None = None, *, proposed: bool = False
) -> dict[str, list[Credit]]:
    """What reports say ties measures and releases, by the claims of the measures.

    Args:
        ledger: The records.
        policy: For the names of who says so.
        document_ids: The reports to look through; all where None.
        proposed: Take in claims that nobody decided yet.
    """
    found: dict[str, list[Credit]] = {}
    for tie in _ties(ledger, policy, document_ids, proposed=proposed):
        credit = Credit(
            tie.link.claim_id, tie.direction, tie.link.body.relation, said_by(ledger, policy, (tie.link.claim_id,))
        )
        for claim_id in tie.measure_claims:
            found.setdefault(claim_id, []).append(credit)
    return found


def release_near(ledger: Ledger, policy: Policy, release: WorldEvent) -> ReleaseNear:
    """A release as it is shown beside a measure."""
    evidence = evidence_of(ledger, policy, release.group.claim_ids)
    return ReleaseNear(release.group.date, release.people, release.group.key, evidence)


def bare_precedent(
    ledger: Ledger, policy: Policy, measure: WorldEvent, credits_of: Mapping[str, list[Credit]]
) -> Precedent:
    """A measure with what is credited to it, and no release beside it yet."""
    bodies = [told.claim.body for told in measure.group.told if isinstance(told.claim.body, Event)]
    credited = {credit.claim_id: credit for found in measure.group.claim_ids for credit in credits_of.get(found, ())}
    return Precedent(
        key=measure.group.key,
        type=measure.group.type,
        variant=", ".join(sorted({body.variant for body in bodies} - {""})),
        date=measure.group.date,
        actors=measure.names,
        evidence=evidence_of(ledger, policy, measure.group.claim_ids),
        before=(),
        after=(),
        unclear=(),
        credits=tuple(credit for _, credit in sorted(credited.items())),
    )


def is_placed(days: Range) -> bool:
    """Whether something has its place in time: nothing is before or after what may lie anywhere in several years."""
    return days.first is not None and days.last is not None and days.width <= 2 * WINDOW


def _beside(precedent: Precedent, day: Range, releases: Iterable[tuple[Range, ReleaseNear]]) -> Precedent:
    """The measure with the releases within a year of its days."""
    near: dict[str, list[ReleaseNear]] = {"before": [], "after": [], "unclear": []}
    for other, release in releases if is_placed(day) else ():
        if is_placed(other) and max(other.start - day.end, day.start - other.end) <= WINDOW:
            place = "before" if other.end < day.start else "after" if other.start > day.end else "unclear"
            near[place].append(release)
    before, after, unclear = (tuple(found) for found in near.values())
    return replace(precedent, before=before, after=after, unclear=unclear)


@dataclass(frozen=True, slots=True)
class _Tie:
    """A causal claim between a measure and a release."""

    link: CausalLink
    direction: str
    measure_claims: tuple[str, ...]
    release_claims: tuple[str, ...]
    actors: frozenset[str]
    type: str
    days: tuple[Range, ...]
    dates: tuple[str, ...]


def _ties(
    ledger: Ledger, policy: Policy, document_ids: Iterable[str] | None = None, *, proposed: bool
) -> Iterator[_Tie]:
    for document_id in sorted(set(ledger.document_ids_of_claims() if document_ids is None else document_ids)):
        if document_id not in ledger.documents:
            continue
        for link in causal_links(ledger, document_id, proposed=proposed):
            if link.body.relation not in _ORDERED:
                continue
            for direction, first, second in (
                ("measure first", link.causes, link.effects),
                ("release first", link.effects, link.causes),
            ):
                measures = [bound.told for bound in first if _type_of(bound.told.claim.body) in MEASURES]
                releases = [bound.told for bound in second if _type_of(bound.told.claim.body) in RELEASES]
                if measures and releases:
                    days = {
                        day for told in (*measures, *releases) if told.dated.edtf for day in members_of(told.dated.edtf)
                    }
                    actors = {
                        organisation_name(ledger, policy, mention.label)
                        for told in measures
                        if isinstance(told.claim.body, Event)
                        for mention in told.claim.body.mentions
                        if mention.role in ("agent", "body") and mention.name is not None
                    }
                    parts = (*measures, *releases) if direction == "measure first" else (*releases, *measures)
                    yield _Tie(
                        link,
                        direction,
                        tuple(sorted(told.claim_id for told in measures)),
                        tuple(sorted(told.claim_id for told in releases)),
                        frozenset(actors),
                        _type_of(measures[0].claim.body),
                        tuple(sorted(days, key=lambda day: (day.start, day.end))),
                        tuple(
                            f"{_type_of(told.claim.body).replace('_', ' ')} {told.dated.edtf}"
                            for told in parts
                            if told.dated.edtf
                        ),
                    )


def _type_of(body: object) -> str:
    return body.event_type if isinstance(body, Event) else ""


def order_contradictions(
    ledger: Ledger, policy: Policy = DEFAULT_POLICY, *, proposed: bool = False
) -> tuple[Contradiction, ...]:
    """Reports that put a measure and the releases of one time in opposite order, and orders that dates gainsay."""
    ties = list(_ties(ledger, policy, proposed=proposed))
    dated = list(_gainsaid(ledger, policy, ties, proposed=proposed))
    found = []
    for told in _opposite(ledger, policy, ties):
        # What two reports tell and their dates show is one contradiction, not two.
        same = [one for one in dated if _claims(one) <= _claims(told)]
        dated = [one for one in dated if one not in same]
        found.append(replace(told, certainty="certain") if any(one.certainty == "certain" for one in same) else told)
    return tuple(sorted((*found, *dated), key=lambda one: [side.claims for side in one.sides]))


def _claims(contradiction: Contradiction) -> set[str]:
    return {claim_id for side in contradiction.sides for claim_id in side.claims}


def _opposite(ledger: Ledger, policy: Policy, ties: list[_Tie]) -> Iterator[Contradiction]:
    first = [tie for tie in ties if tie.direction == "measure first"]
    second = [tie for tie in ties if tie.direction == "release first"]
    for one in first:
        for other in second:
            if one.type == other.type and _may_be_one(one, other):
                sides = {
                    _told(f"{one.type.replace('_', ' ')} first", one): _claims_of(one),
                    _told("release first", other): _claims_of(other),
                }
                question = "One report puts the measure before the release, the other after it."
                yield contradiction_of_none(ledger, policy, _KIND, one.type, sides, question)


def _claims_of(tie: _Tie) -> list[str]:
    return [tie.link.claim_id, *tie.measure_claims, *tie.release_claims]


def _told(order: str, tie: _Tie) -> str:
    """The order that a tie tells, with the dates that it gives: `release first (release 2015-08-22, ...)`."""
    dates = ", ".join(tie.dates)
    return f"{order} ({dates})" if dates else order


def _may_be_one(one: _Tie, other: _Tie) -> bool:
    """Whether two ties may speak of one time and one actor."""
    if one.actors and other.actors and not one.actors & other.actors:
        return False
    if not one.days or not other.days:
        return bool(one.actors & other.actors)
    return any(a.start <= b.end and b.start <= a.end for a in one.days for b in other.days)


def _gainsaid(ledger: Ledger, policy: Policy, ties: list[_Tie], *, proposed: bool) -> Iterator[Contradiction]:
    """A tie by year, beside events of other reports that lie in that year in the other order."""
    if not ties:
        return
    events = world_events(ledger, policy, {tie.type for tie in ties} | set(RELEASES), proposed=proposed)
    events = tuple(one for one in events if one.group.modality == "asserted" and one.group.stated.last is not None)
    for tie in ties:
        own = {*tie.measure_claims, *tie.release_claims}
        for year in tie.days:
            inside = [
                one
                for one in events
                if not own & set(one.group.claim_ids)
                and one.group.stated.width < year.width
                and year.start <= one.group.stated.start
                and one.group.stated.end <= year.end
            ]
            measures = [one for one in inside if one.group.type == tie.type]
            same_actor = [one for one in measures if _acts(one, tie)]
            measures = same_actor or measures
            releases = [one for one in inside if one.group.type in RELEASES]
            if not measures or not releases:
                continue
            first, second = (measures, releases) if tie.direction == "measure first" else (releases, measures)
            if max(one.group.stated.end for one in second) < min(one.group.stated.start for one in first):
                claims = [claim_id for one in (*first, *second) for claim_id in one.group.claim_ids]
                sides = {
                    f"told: {tie.direction}": [tie.link.claim_id, *sorted(own)],
                    "dated: "
                    + ", ".join(
                        f"{one.group.type.replace('_', ' ')} {one.group.date}" for one in (*second, *first)
                    ): claims,
                }
                question = "The dates that other reports give put it the other way round."
                sure = bool(same_actor and tie.actors)
                yield contradiction_of_none(ledger, policy, _KIND, tie.type, sides, question, certain=sure)


def _acts(one: WorldEvent, tie: _Tie) -> bool:
    return not tie.actors or not one.actors or bool(tie.actors & set(one.actors))
