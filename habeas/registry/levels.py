"""Who may see what, as decisions have it: the strictest answer holds; and the grades that people gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import Grade, Seal, SetLevel
from habeas.registry.country import plain_name

if TYPE_CHECKING:
    from habeas.registry.ledger import Ledger

SEALERS = 2


def strictest_level(ledger: Ledger, target_kind: str, target: str, default: int, field: str = "") -> int:
    """The level of a target: the strictest of the decisions on it, whatever casebook they come from; else the default.

    A decision of a casebook that nobody trusts yet may make a level stricter than the default, never wider.

    Args:
        ledger: The decisions.
        target_kind: claim, document, source, person or kind.
        target: An id or a name.
        default: The level without a decision (`model.default_level`).
        field: A field of the target; decisions on the whole target count too.
    """
    trusted: list[int] = []
    foreign: list[int] = []
    for decision_id in ledger.about("level", target_kind, target):
        body = ledger.decisions[decision_id].body
        if isinstance(body, SetLevel) and body.field in ("", field) and ledger.is_live(decision_id, protective=True):
            (trusted if ledger.is_live(decision_id) else foreign).append(body.level)
    own = min(trusted, default=default)
    return min([own, *foreign])


@dataclass(frozen=True, slots=True)
class SealState:
    """How far a seal has come.

    Attributes:
        holds: Two live decisions at home by different people: the bodies go.
        asked_by: Pseudonymous ids of all who decided it, at home or elsewhere, sorted.
        closure: Ids of the records that go with it, as every decision lists them, sorted.
        decisions: Ids of the live decisions, sorted.
    """

    holds: bool
    asked_by: tuple[str, ...]
    closure: tuple[str, ...]
    decisions: tuple[str, ...]


def seal_state(ledger: Ledger, target_kind: str, target: str) -> SealState:
    """How far the seal of a target has come. A foreign seal removes nothing until two people at home confirm."""
    live = [
        (decision_id, ledger.decisions[decision_id])
        for decision_id in sorted(ledger.about("seal", target_kind, target))
        if ledger.is_live(decision_id, protective=True)
    ]
    home = {
        decision.who for _, decision in live if ledger.casebook_id is None or decision.casebook_id == ledger.casebook_id
    }
    closure = {found for _, decision in live if isinstance(decision.body, Seal) for found in decision.body.closure}
    return SealState(
        holds=len(home) >= SEALERS,
        asked_by=tuple(sorted({decision.who for _, decision in live})),
        closure=tuple(sorted(closure)),
        decisions=tuple(decision_id for decision_id, _ in live),
    )


@dataclass(frozen=True, slots=True)
class GradeView:
    """One grade with who gave it and why; `F` and 6 stand for "cannot be judged"."""

    source: str
    item: int
    who: str
    when: str
    why: str
    decision_id: str


@dataclass(frozen=True, slots=True)
class Grades:
    """The live grades of a target, and whether they agree.

    Attributes:
        source, item: The agreed grade; F and 6 where nobody gave one, or people differ.
        disputed: People differ.
        given: Every live grade.
    """

    source: str
    item: int
    disputed: bool
    given: tuple[GradeView, ...]


def grades_of(ledger: Ledger, target_kind: str, target: str) -> Grades:
    """The grades of a source (any spelling of its name), document or claim. Nothing computes one."""
    wanted = plain_name(target)
    ids = set(ledger.about("grade", target_kind, target))
    if target_kind == "source":
        ids |= {
            decision_id
            for decision_id, decision in ledger.decisions.items()
            if isinstance(decision.body, Grade)
            and decision.body.target_kind == "source"
            and plain_name(decision.body.target) == wanted
        }
    given = []
    for decision_id in sorted(ids):
        decision = ledger.decisions[decision_id]
        if isinstance(decision.body, Grade) and ledger.is_live(decision_id):
            body = decision.body
            given.append(GradeView(body.source, body.item, decision.who, decision.when, decision.why, decision_id))
    sources = {one.source for one in given if one.source}
    items = {one.item for one in given if one.item}
    return Grades(
        source=sources.pop() if len(sources) == 1 else "F",
        item=items.pop() if len(items) == 1 else 6,
        disputed=len(sources) > 1 or len(items) > 1,
        given=tuple(given),
    )
