"""Who stood where on what, when, and on whose word: a position is never a fixed attribute of an actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import Position, SameIssue
from habeas.registry.casefile import Source  # noqa: TC001 - who decodes a kept view looks it up here
from habeas.registry.country import issue_key, issue_name, issues_covered, larger_body
from habeas.registry.days import Range, range_of
from habeas.registry.documents import date_of_claim, facts_of
from habeas.registry.policy import DEFAULT_POLICY, Policy
from habeas.registry.sources import organisation_name, said_by
from habeas.registry.worldwide import contradiction_of_none, counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from habeas.registry.casefile import Contradiction
    from habeas.registry.ledger import Ledger

_NEAR = 31  # days within which two stances of one actor are held against each other
_KIND = ("position", "stance")
_OPPOSED = (frozenset(("for", "against")), frozenset(("against", "conditional")))


@dataclass(frozen=True, slots=True)
class PositionEntry:
    """One stance, on whose word.

    Attributes:
        stance: for, against, conditional or unclear.
        date: EDTF: of the position, else of the publication; empty where neither is known.
        wording: Of the issue, as the document has it.
        claim_id, document_id: Where it stands.
        said_by: Who says that the actor stands there.
        modality: As claimed.
    """

    stance: str
    date: str
    wording: str
    claim_id: str
    document_id: str
    said_by: tuple[Source, ...]
    modality: str


@dataclass(frozen=True, slots=True)
class ActorOnIssue:
    """One actor on one issue over time.

    Attributes:
        actor, issue: Keys; `actor_name` and `issue_name` for the reader.
        entries: In order of time, those of unknown date first.
        latest: The stance of the latest dated entry; empty where entries of that day differ.
        differ: Sources differ on it within a month.
    """

    actor: str
    actor_name: str
    issue: str
    issue_name: str
    entries: tuple[PositionEntry, ...]
    latest: str
    differ: bool


def derive_positions(
    ledger: Ledger, policy: Policy = DEFAULT_POLICY, *, proposed: bool = False
) -> tuple[ActorOnIssue, ...]:
    """Every accepted position, by actor and issue. Decisions key an issue, else packs, else its wording."""
    return views_of(find_positions(ledger, ledger.claims, policy, proposed=proposed), policy)


@dataclass(frozen=True, slots=True)
class Placed:
    """One stance, and where it belongs: keys of the actor and the issue, and the actor as this report writes it."""

    actor: str
    label: str
    issue: str
    entry: PositionEntry


def find_positions(
    ledger: Ledger, claim_ids: Iterable[str], policy: Policy = DEFAULT_POLICY, *, proposed: bool = False
) -> Iterator[Placed]:
    """The accepted positions among some claims, in their order."""
    for claim_id in claim_ids:
        claim = ledger.claims[claim_id]
        body = claim.body
        if not isinstance(body, Position) or not counts(ledger, claim_id, proposed=proposed):
            continue
        date = date_of_claim(ledger, claim).edtf
        facts = facts_of(ledger, claim.document_id)
        entry = PositionEntry(
            stance=body.stance,
            date=date or ("" if facts.bounded else facts.published),
            wording=body.issue.text,
            claim_id=claim_id,
            document_id=claim.document_id,
            said_by=said_by(ledger, policy, (claim_id,)),
            modality=claim.modality,
        )
        issue = _issue_of(ledger, policy, claim_id, body.issue.text)
        yield Placed(organisation_name(ledger, policy, body.actor.label), body.actor.label, issue, entry)


def views_of(placed: Iterable[Placed], policy: Policy = DEFAULT_POLICY) -> tuple[ActorOnIssue, ...]:
    """All stances of some actors as views, in the order of the keys of actors and issues."""
    found: dict[tuple[str, str], list[PositionEntry]] = {}
    names: dict[str, set[str]] = {}
    for one in placed:
        found.setdefault((one.actor, one.issue), []).append(one.entry)
        names.setdefault(one.actor, set()).add(one.label)
    views = []
    for (actor, issue), entries in sorted(found.items()):
        entries.sort(key=lambda one: (range_of(one.date).start, one.date, one.claim_id))
        last = entries[-1].date
        stances = {one.stance for one in entries if one.date == last and one.modality == "asserted"}
        views.append(
            ActorOnIssue(
                actor=actor,
                actor_name=min(names[actor], key=lambda name: (-len(name), name)),
                issue=issue,
                issue_name=issue_name(policy.countries, issue),
                entries=tuple(entries),
                latest=stances.pop() if len(stances) == 1 else "",
                differ=bool(_clashes(entries)),
            )
        )
    return tuple(views)


def _issue_of(ledger: Ledger, policy: Policy, claim_id: str, wording: str) -> str:
    decided = {
        decision.body.issue
        for _, decision in ledger.live_about("issue", claim_id)
        if isinstance(decision.body, SameIssue)
    }
    if len(decided) == 1:
        return decided.pop()
    return issue_key(policy.countries, wording) or " ".join(wording.casefold().split())


def _clashes(entries: list[PositionEntry]) -> list[PositionEntry]:
    """The entries that stand against another one near in time."""
    asserted = [one for one in entries if one.modality == "asserted"]
    against = set()
    for stances in _OPPOSED:
        one, other = sorted(stances)
        first = [entry for entry in asserted if entry.stance == one]
        second = [entry for entry in asserted if entry.stance == other]
        for entry in first:
            for rival in second:
                if _gap(range_of(entry.date), range_of(rival.date)) <= _NEAR:
                    against |= {entry.claim_id, rival.claim_id}
    return [one for one in asserted if one.claim_id in against]


def _gap(one: Range, other: Range) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def position_contradictions(
    ledger: Ledger, policy: Policy = DEFAULT_POLICY, *, proposed: bool = False
) -> tuple[Contradiction, ...]:
    """Where one actor, or two parts of one larger body, are said to stand on both sides of an issue within a month."""
    views = derive_positions(ledger, policy, proposed=proposed)
    found = []
    for view in views:
        if clashing := _clashes(list(view.entries)):
            values: dict[str, list[str]] = {}
            for entry in clashing:
                values.setdefault(entry.stance, []).append(entry.claim_id)
            subject = f"{view.actor_name}: {view.issue_name}"
            question = "Did the actor change its stance, or does one report misread it?"
            found.append(contradiction_of_none(ledger, policy, _KIND, subject, values, question))
    for one, other in _of_one_body(policy, views):
        if pairs := _clashes_between(one, other):
            values = {}
            for view, entry in pairs:
                values.setdefault(f"{view.actor_name}: {entry.stance}", []).append(entry.claim_id)
            subject = " / ".join(dict.fromkeys((one.issue_name, other.issue_name)))
            question = "Do they differ, has one of them changed its stance, or does one report misread it?"
            found.append(contradiction_of_none(ledger, policy, _KIND, subject, values, question))
    return tuple(found)


def _of_one_body(policy: Policy, views: tuple[ActorOnIssue, ...]) -> Iterator[tuple[ActorOnIssue, ActorOnIssue]]:
    """Pairs of views by actors of one larger body: the first one's issue is the second one's, or covers it."""
    parts: dict[str, list[ActorOnIssue]] = {}
    for view in views:
        parts.setdefault(larger_body(policy.countries, view.actor), []).append(view)
    for members in parts.values():
        for one in members:
            covered = issues_covered(policy.countries, one.issue)
            for other in members:
                same_issue = one.issue == other.issue
                if (same_issue and one.actor < other.actor) or (not same_issue and other.issue in covered):
                    yield one, other


def _clashes_between(one: ActorOnIssue, other: ActorOnIssue) -> list[tuple[ActorOnIssue, PositionEntry]]:
    """Entries of two views that stand against each other.

    Whoever is against the whole may still be for a part of it, so between issues only the other way round counts.
    """
    opposed = _OPPOSED if one.issue == other.issue else ()
    found: dict[str, tuple[ActorOnIssue, PositionEntry]] = {}
    for entry in one.entries:
        for rival in other.entries:
            clash = frozenset((entry.stance, rival.stance)) in opposed or (
                entry.stance in ("for", "conditional") and rival.stance == "against"
            )
            asserted = entry.modality == rival.modality == "asserted"
            if clash and asserted and _gap(range_of(entry.date), range_of(rival.date)) <= _NEAR:
                found[entry.claim_id] = (one, entry)
                found[rival.claim_id] = (other, rival)
    return list(found.values())
