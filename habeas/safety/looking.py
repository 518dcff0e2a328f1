"""What the case team itself may not see any more: whoever is hidden, and what is at level 0. For the command line."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

from habeas.model import AnyRecord, Claim
from habeas.publishing.audience import CASE_TEAM, SEALED, Audience
from habeas.publishing.gate import visible
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import Names, blank_spans
from habeas.safety.levels import levels_of
from habeas.safety.protection import newest_read, read_policy
from habeas.store.models import ClaimRow, DocumentRow, MentionRow
from habeas.store.reads import read_records

T = TypeVar("T")
_known: dict[str, "tuple[Policy, int, TeamSight]"] = {}


@dataclass(frozen=True, slots=True)
class TeamSight:
    """What somebody at the keyboard sees on a day.

    Attributes:
        policy: Of all live decisions.
        day: ISO.
        out_of_sight: Persons that are hidden, or that nobody may see by a decision.
        names: Theirs.
    """

    policy: Policy
    day: str
    out_of_sight: frozenset[str]
    names: Names

    def show(self, view: T) -> T | None:
        """A view without what nobody may see; None where nothing is left."""
        if not self._withholds():
            return view
        ids = set(claim_ids_in(view))
        claims = {one: claim for one, claim in read_records(ids).items() if isinstance(claim, Claim)}
        documents = {claim.document_id for claim in claims.values()}
        outlets = dict(DocumentRow.objects.filter(document_id__in=documents).values_list("document_id", "outlet"))
        levels = levels_of(claims, outlets, self.day, self.policy)
        return visible(view, Audience(CASE_TEAM, self.day), lambda one: levels.get(one, SEALED))

    def sees_claim(self, claim_id: str, claim: AnyRecord) -> bool:
        """Whether a claim may be seen at all."""
        if not self._withholds() or not isinstance(claim, Claim):
            return True
        return levels_of({claim_id: claim}, {}, self.day, self.policy)[claim_id] >= CASE_TEAM

    def blank_report(self, document_id: str, text: str) -> str:
        """The words of a report without the spans of claims that nobody may see."""
        if not self._withholds():
            return text
        ids = ClaimRow.objects.filter(document_id=document_id).values_list("claim_id", flat=True)
        claims = {one: claim for one, claim in read_records(ids).items() if isinstance(claim, Claim)}
        levels = levels_of(claims, {}, self.day, self.policy)
        spans = [(claim.quote.start, claim.quote.end) for one, claim in claims.items() if levels[one] == SEALED]
        return self.names.blank(blank_spans(text, spans))

    def _withholds(self) -> bool:
        nobody = any(level == SEALED for level in (*self.policy.levels.values(), *self.policy.caps.values()))
        return bool(nobody or self.out_of_sight)


def team_sight(day: str) -> TeamSight:
    """What the case team sees on a day; the same until a record comes in."""
    policy = read_policy()
    newest = newest_read()
    known = _known.get(day)
    if known is None or known[0] is not policy or known[1] != newest:
        _known.clear()
        known = _known[day] = (policy, newest, _sight(policy, day))
    return known[2]


def _sight(policy: Policy, day: str) -> TeamSight:
    closed = {target for kind, target, _ in (*policy.levels, *policy.caps) if kind == "person"}
    closed |= {*policy.consents, *policy.limiting}
    gone = policy.hidden | policy.sealed | {one for one in closed if policy.level_of_person(one, day) == SEALED}
    rows = MentionRow.objects.filter(person_id__in=gone) if gone else MentionRow.objects.none()
    names = set(rows.filter(named=True).values_list("name", flat=True).distinct())
    shared = MentionRow.objects.filter(named=True, name__in=names).exclude(person_id__in={*gone, ""})
    return TeamSight(policy, day, frozenset(gone), Names(names, set(shared.values_list("name", flat=True))))


def forget_sight() -> None:
    """After a seal: no name of who is gone stays in memory."""
    _known.clear()


def claim_ids_in(view: Any) -> Iterator[str]:
    """Every id of a claim that a view names."""
    if isinstance(view, tuple):
        for part in view:
            yield from claim_ids_in(part)
    elif is_dataclass(view) and not isinstance(view, type):
        for field in fields(view):
            value = getattr(view, field.name)
            if field.name == "claim_id" and value:
                yield value
            elif field.name in ("claims", "claim_ids") and value and isinstance(value[0], str):
                yield from value
            else:
                yield from claim_ids_in(value)
