"""What changed since a moment, and by whose decision or document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.registry.casefile import OPEN_END
from habeas.registry.cases import derive_case
from habeas.registry.clocks import recorded_by
from habeas.registry.policy import DEFAULT_POLICY, Policy
from habeas.registry.touching import touched_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from habeas.registry.casefile import AccusationView, Case, Charge, DecisionLine, Interval
    from habeas.registry.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads differently.

    Attributes:
        person_id, display_name: Whose case, by its name now.
        field: opens, name, status, events, charges, accusations, terms, interventions, attributes, contradictions ..
        before, after: In words; empty for nothing.
        because: The decisions and acquisitions since then that bear on the case, oldest first.
    """

    person_id: str
    display_name: str
    field: str
    before: str
    after: str
    because: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed since a moment, with the digest of the record set of then."""

    since: str
    digest: str
    changes: tuple[Change, ...]


def changes_since(
    ledger: Ledger,
    moment: str,
    policy: Policy = DEFAULT_POLICY,
    extracted_at: Mapping[str, str] | None = None,
) -> Changes:
    """Compare every case that later records touch with what it was at a moment.

    Args:
        ledger: Everything.
        moment: UTC, whole seconds.
        policy: Packs and numbers; the same for then and now, so that only records make a difference.
        extracted_at: When each extraction was made, as the store keeps it.

    Raises:
        InputError: Not a moment.
    """
    then = recorded_by(ledger, moment, extracted_at)
    before = {record_id for record_id, _ in then.ledger.records()}
    people: set[str] = set()
    for record_id, record in list(ledger.records()):
        if record_id in before:
            continue
        touched = touched_by(ledger, record)
        if touched.everything:
            people = set(ledger.persons)
            break
        people.update(touched.person_ids)
    found = []
    for person_id in sorted(people):
        old, new = derive_case(then.ledger, person_id, policy), derive_case(ledger, person_id, policy)
        if old == new:
            continue
        because = tuple(line for line in new.decisions if line.when > moment)
        found += [
            Change(person_id, new.display_name or old.display_name, field, was, now, because)
            for field, was, now in _differences(old, new)
        ]
    return Changes(moment, then.digest, tuple(found))


def _differences(old: Case, new: Case) -> Iterator[tuple[str, str, str]]:
    was, now = dict(_words(old)), dict(_words(new))
    for field, value in now.items():
        if was[field] != value:
            yield field, was[field], value


def _words(case: Case) -> Iterator[tuple[str, str]]:
    yield "joined", case.redirect
    yield "opens", case.opens
    yield "name", case.display_name
    yield "status", "; ".join(_interval(one) for one in case.liberty)
    yield "procedure", "; ".join(_interval(one) for one in case.procedure)
    yield "recognition", "; ".join(f"{one.body} {_interval(one)}".strip() for one in case.recognition)
    yield "events", "; ".join(f"{one.label} {one.date} ({one.modality})" for one in case.events)
    yield "charges", "; ".join(sorted({f"{one.article} ({', '.join(_stages(one))})" for one in case.charges}))
    yield "accusations", "; ".join(_accusation(one) for one in case.accusations)
    yield "terms", "; ".join(one.text for one in case.terms)
    yield (
        "interventions",
        "; ".join(f"{', '.join(one.actors)} {one.type} {one.date}".strip() for one in case.interventions),
    )
    for name in ("attributes", "relations", "classifications"):
        yield name, "; ".join(f"{one.note} {one.value} {one.date}".strip() for one in getattr(case, name))
    yield "statements", str(len(case.statements)) if case.statements else ""
    yield (
        "contradictions",
        "; ".join(
            f"{one.type} {one.subject}: "
            + " / ".join(side.value for side in one.sides)
            + (f" (chosen: {one.chosen})" if one.chosen else "")
            for one in case.contradictions
        ),
    )
    yield "hidden", "hidden" if case.hidden else ""
    yield "unreviewed", str(len(case.unreviewed)) if case.unreviewed else ""


def _interval(one: Interval) -> str:
    until = ".." if one.certain_until == OPEN_END else one.certain_until or "?"
    return f"{one.value} {one.certain_from or one.possible_from or '?'}/{until}"


def _accusation(one: AccusationView) -> str:
    return f"{one.conduct or ', '.join(one.articles)} (by {one.accuser or 'whom is not said'})"


def _stages(one: Charge) -> Iterable[str]:
    return dict.fromkeys(stage.stage for stage in one.stages) or (one.stage,)
