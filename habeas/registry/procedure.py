"""The axes of procedure and of recognition. Recognition is never computed: bodies said it, or people decided it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.model import Event, Recognise, event_type
from habeas.model.vocabulary import PROCEDURE
from habeas.registry.casefile import OPEN_END, Evidence, Interval
from habeas.registry.custody import bodies_of, terms_of
from habeas.registry.days import FIRST_DAY, LAST_DAY, bound, iso, parsed_or_none, range_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from habeas.registry.events import EventGroup
    from habeas.registry.ledger import Ledger

    Judge = Callable[[Iterable[str]], Evidence]

_OVER = ("acquitted", "terminated")


def procedure_intervals(groups: Sequence[EventGroup], evidence: Judge) -> tuple[Interval, ...]:
    """The stages of the procedure; within one case a stage reached is not lost again to an earlier one."""
    stages = [(group, stage) for group in groups if group.modality == "asserted" and (stage := _stage_of(group))]
    stages = [(group, stage) for group, stage in stages if group.days.last is not None or group.days.first is not None]
    stages.sort(key=lambda pair: (pair[0].days.end, pair[0].days.start, PROCEDURE.index(pair[1]), pair[0].key))
    kept: list[tuple[EventGroup, str]] = []
    for group, stage in stages:
        reached = kept[-1][1] if kept else "none"
        new_case = reached in _OVER or (group.type == "charge" and reached == "convicted_final")
        if new_case or stage in _OVER or PROCEDURE.index(stage) > PROCEDURE.index(reached):
            kept.append((group, stage))
    intervals = []
    for place, (group, stage) in enumerate(kept):
        following = kept[place + 1][0] if place + 1 < len(kept) else None
        certain_until = following.days.start - 1 if following else LAST_DAY
        possible_until = following.days.end if following else LAST_DAY
        certain = group.days.end <= certain_until and group.days.last is not None
        intervals.append(
            Interval(
                value=stage,
                certain_from=iso(group.days.end) if certain else "",
                certain_until=_until(certain_until) if certain else "",
                possible_from=bound(group.days.start),
                possible_until=_until(max(possible_until, group.days.start)),
                start=group.date,
                end=following.date if following else "",
                last_reported=group.date,
                reason="until news",
                evidence=evidence(told.claim_id for told in group.asserted),
            )
        )
    return tuple(intervals)


def _until(day: int) -> str:
    return OPEN_END if day >= LAST_DAY else iso(day)


def _stage_of(group: EventGroup) -> str:
    """The stage of the procedure that an event begins; empty for none, or for an outcome that is not told."""
    row = event_type(group.type)
    if row is None or not row.procedure:
        return ""
    variants = {body.variant for body in bodies_of(group)} - {""}
    if group.type == "charge" and variants == {"suspicion"}:
        return "suspect"
    if group.type == "verdict" and any(term.in_absentia for term in terms_of(group)):
        return "absentia_convicted"
    if group.type == "appeal_ruling" and not variants:
        return ""
    for variant, stage in (("acquitted", "acquitted"), ("quashed", "review")):
        if variant in variants:  # beside another outcome it is a contradiction, and no stage
            return stage if variants == {variant} else ""
    return row.procedure


def recognition_intervals(
    ledger: Ledger, members: Iterable[str], groups: Sequence[EventGroup], evidence: Judge
) -> tuple[Interval, ...]:
    """Who recognises the person as what, since when: claims of type recognition, and checklists that people decided.

    Recognitions by different bodies stand side by side. Two live decisions of one body and scheme that say different
    things on one day are both shown.
    """
    found = [
        _of_claims(group, evidence) for group in groups if group.type == "recognition" and group.modality == "asserted"
    ]
    for member in members:
        for decision_id, decision in ledger.live_about("recognition_checklist", member):
            if isinstance(decision.body, Recognise):
                found.append(_of_checklist(decision_id, decision.body, evidence))
    found.sort(key=lambda one: (one.body, one.scheme, one.possible_from, one.value, one.decisions))
    return tuple(_ended_by_next(found))


def _of_claims(group: EventGroup, evidence: Judge) -> Interval:
    bodies = sorted(
        {
            mention.label
            for told in group.asserted
            if isinstance(told.claim.body, Event)
            for mention in told.claim.body.mentions
            if mention.role in ("body", "agent")
        }
    )
    return Interval(
        value="recognised",
        certain_from=iso(group.days.end) if group.days.last is not None else "",
        certain_until=OPEN_END if group.days.last is not None else "",
        possible_from=bound(group.days.start),
        possible_until=OPEN_END,
        start=group.date,
        end="",
        last_reported=group.date,
        reason="as reported",
        evidence=evidence(told.claim_id for told in group.asserted),
        body=", ".join(bodies),
    )


def _of_checklist(decision_id: str, body: Recognise, evidence: Judge) -> Interval:
    days = range_of(body.date) if parsed_or_none(body.date) else None
    known = days is not None and days.last is not None
    claims = sorted({claim_id for answer in body.answers for claim_id in answer.claim_ids})
    return Interval(
        value=body.status,
        certain_from=iso(days.end) if days and known else "",
        certain_until=OPEN_END if known else "",
        possible_from=bound(days.start if days else FIRST_DAY),
        possible_until=OPEN_END,
        start=body.date if days else "",
        end="",
        last_reported=body.date if days else "",
        reason="a checklist that people decided",
        evidence=Evidence(tuple(claims), 0) if claims else evidence(()),
        body=body.body,
        scheme=body.scheme,
        decisions=(decision_id,),
    )


def _ended_by_next(found: list[Interval]) -> Iterable[Interval]:
    """A later word of the same body under the same scheme takes the place of an earlier one."""
    for place, one in enumerate(found):
        later = [
            other.possible_from
            for other in found[place + 1 :]
            if (other.body, other.scheme) == (one.body, one.scheme) and other.possible_from > one.possible_from
        ]
        if not later:
            yield one
            continue
        until = iso(range_of(min(later)).start - 1)
        certain = one.certain_from if one.certain_from and one.certain_from <= until else ""
        yield replace(
            one, certain_from=certain, certain_until=until if certain else "", possible_until=until, end=min(later)
        )
