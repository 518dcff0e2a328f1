"""Who is who: persons joined by decisions, and the mentions that decisions attach to them. Nothing merges by itself.

A join whose two ends somebody also calls different (or unsure) is disputed and holds nothing; where the joins of a
group together contradict a "different" inside it, no join of the group holds until people decide. The id opened first
stands for a group, and the others redirect to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import DifferentPersons, MentionReference, SamePerson, Subject, UnsurePersons
from habeas.registry.casefile import PersonGroup
from habeas.registry.documents import facts_of
from habeas.registry.ledger import subjects_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from habeas.model import Decision
    from habeas.registry.ledger import Ledger

_FEW = 12  # mentions of one join that are looked through one by one


@dataclass(frozen=True, slots=True)
class Group:
    """Persons who are one: the id opened first, all ids, and the decisions that contradict one another about them."""

    person_id: str
    members: tuple[str, ...]
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """Whose a mention is: a person's id or an empty string, and the decisions that contradict one another about it."""

    person_id: str
    disputed: tuple[str, ...] = ()


def group_of(ledger: Ledger, person_id: str) -> Group:
    """The group that a person belongs to; a person of its own for an unknown id."""
    found = ledger.of_people.get(person_id)
    if isinstance(found, Group):
        return found
    joined = _joined_with(ledger, person_id)
    for group in _settle(ledger, joined):
        for member in group.members:
            ledger.of_people[member] = group
    settled = ledger.of_people[person_id]
    assert isinstance(settled, Group)
    return settled


def person_of(ledger: Ledger, document_id: str, name: str, claim_id: str) -> Attachment:
    """Whose a mention is. An answer for the claim goes before the answer for its whole document."""
    found = ledger.about("mention", document_id, name)
    if len(found) == 1 and isinstance(body := ledger.decisions[found[0]].body, SamePerson):  # nearly every mention
        put = _put_by(ledger, found[0], body)
        is_put = (document_id, name, "") in put or (document_id, name, claim_id) in put
        return Attachment(group_of(ledger, body.person_id).person_id if is_put and ledger.is_live(found[0]) else "")
    about = ledger.live_about("mention", document_id, name)
    if not about:
        return Attachment("")
    narrow = _answers(ledger, about, MentionReference(document_id=document_id, name=name, claim_id=claim_id))
    wide = _answers(ledger, about, MentionReference(document_id=document_id, name=name))
    same, against = (narrow.same, narrow.against) if narrow.same else (wide.same, wide.against)
    if not same:
        return Attachment("")
    if len(same) > 1:
        return Attachment("", _sorted_ids(same))
    person_id = next(iter(same))
    if person_id in against:
        return Attachment("", _sorted_ids(same, {person_id: against[person_id]}))
    if not narrow.same and person_id in narrow.against:
        return Attachment("")
    return Attachment(person_id)


def _put_by(ledger: Ledger, decision_id: str, body: SamePerson) -> Collection[tuple[str, str, str]]:
    """The mentions that a join puts to its person; kept at hand for one that speaks of many."""
    found = ledger.of_people.get(("put", decision_id))
    if not isinstance(found, frozenset):
        mentions = [subject.mention for subject in body.subjects if subject.mention is not None]
        put = [(mention.document_id, mention.name, mention.claim_id) for mention in mentions]
        if len(put) <= _FEW:
            return put
        found = ledger.of_people["put", decision_id] = frozenset(put)
    return found


def mentions_of_person(ledger: Ledger, person_id: str) -> list[tuple[str, str, str]]:
    """(claim id, role, name) of every mention that is the person's, sorted; `person_id` is that of a group."""
    found = set()
    for document_id, name, only in _references(ledger, group_of(ledger, person_id).members):
        labels = facts_of(ledger, document_id).labels.get(name)
        if not labels:
            continue
        # Where only one decision ever spoke of a name, it is the join that led here.
        alone = len(ledger.about("mention", document_id, name)) == 1
        for claim_id, role in labels:
            if only in ("", claim_id) and (alone or _is_attached(ledger, document_id, name, claim_id, person_id)):
                found.add((claim_id, role, name))
    return sorted(found)


def disputed_about(ledger: Ledger, person_id: str) -> tuple[str, ...]:
    """Ids of the live decisions that contradict one another about a person or its mentions."""
    group = group_of(ledger, person_id)
    found = set(group.disputed)
    for document_id, name, only in _references(ledger, group.members):
        if len(ledger.about("mention", document_id, name)) > 1:
            found.update(person_of(ledger, document_id, name, only).disputed)
    return tuple(sorted(found))


def group_people(ledger: Ledger) -> tuple[PersonGroup, ...]:
    """Everybody who is open or named by a join, grouped; sorted by id."""
    groups = {group.person_id: group for group in (group_of(ledger, person_id) for person_id in everybody(ledger))}
    return tuple(
        PersonGroup(
            person_id=person_id,
            members=group.members,
            mentions=tuple(sorted(_attached_references(ledger, group))),
            disputed=disputed_about(ledger, person_id),
        )
        for person_id, group in sorted(groups.items())
    )


def everybody(ledger: Ledger) -> set[str]:
    """Ids of everybody who is open or named by a join, those that redirect among them."""
    people = set(ledger.persons)
    for decision_id, decision in ledger.decisions.items():
        if isinstance(decision.body, SamePerson) and ledger.is_live(decision_id):
            people.update(subject.person_id for subject in subjects_of(decision.body) if subject.person_id)
    return people


def _attached_references(ledger: Ledger, group: Group) -> set[tuple[str, str, str]]:
    return {
        (document_id, name, only)
        for document_id, name, only in _references(ledger, group.members)
        if person_of(ledger, document_id, name, only).person_id == group.person_id
    }


def _is_attached(ledger: Ledger, document_id: str, name: str, claim_id: str, person_id: str) -> bool:
    return person_of(ledger, document_id, name, claim_id).person_id == person_id


def _references(ledger: Ledger, members: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """Every mention that a live join puts to one of these ids."""
    return {
        (subject.mention.document_id, subject.mention.name, subject.mention.claim_id)
        for member in members
        for _, decision in ledger.live_about("person", member)
        if isinstance(decision.body, SamePerson) and decision.body.person_id == member
        for subject in decision.body.subjects
        if subject.mention is not None
    }


@dataclass(slots=True)
class _Answers:
    """Persons that a mention is said to be, and said not (or not surely) to be, each with the decisions that say so."""

    same: dict[str, set[str]]
    against: dict[str, set[str]]


def _answers(ledger: Ledger, about: list[tuple[str, Decision]], mention: MentionReference) -> _Answers:
    answers = _Answers({}, {})
    for decision_id, decision in about:
        body = decision.body
        if isinstance(body, SamePerson):
            if any(subject.mention == mention for subject in body.subjects):
                answers.same.setdefault(group_of(ledger, body.person_id).person_id, set()).add(decision_id)
        elif isinstance(body, DifferentPersons | UnsurePersons):
            for one, other in ((body.one, body.other), (body.other, body.one)):
                if one.mention == mention:
                    for person_id in _persons_of(ledger, other, certain=isinstance(body, DifferentPersons)):
                        answers.against.setdefault(person_id, set()).add(decision_id)
    return answers


def _persons_of(ledger: Ledger, subject: Subject, *, certain: bool) -> set[str]:
    """The persons whom a subject is said to be; an unsure answer speaks of a person only, never of a mention's."""
    if subject.mention is None:
        return {group_of(ledger, subject.person_id).person_id}
    if not certain:
        return set()
    mention = subject.mention
    return {
        group_of(ledger, decision.body.person_id).person_id
        for _, decision in ledger.live_about("mention", mention.document_id, mention.name)
        if isinstance(decision.body, SamePerson) and any(part.mention == mention for part in decision.body.subjects)
    }


def _sorted_ids(*answers: dict[str, set[str]]) -> tuple[str, ...]:
    return tuple(sorted({found for answer in answers for ids in answer.values() for found in ids}))


def _joined_with(ledger: Ledger, person_id: str) -> dict[str, set[tuple[str, str]]]:
    """Everybody reached by live joins: for each id the (other id, decision) of its joins."""
    joins: dict[str, set[tuple[str, str]]] = {}
    stack = [person_id]
    while stack:
        current = stack.pop()
        if current in joins:
            continue
        joins[current] = set()
        for decision_id, decision in ledger.live_about("person", current):
            if not isinstance(decision.body, SamePerson):
                continue
            head = decision.body.person_id
            tails = {subject.person_id for subject in decision.body.subjects if subject.person_id}
            others = tails if current == head else {head} if current in tails else set()
            joins[current] |= {(other, decision_id) for other in others if other != current}
        stack.extend(other for other, _ in joins[current])
    return joins


def _settle(ledger: Ledger, joins: dict[str, set[tuple[str, str]]]) -> list[Group]:
    """Groups of what joins connect, without the joins that are gainsaid."""
    against = _against(ledger, joins)
    disputed: set[str] = set()
    kept: dict[str, set[str]] = {person: set() for person in joins}
    for person, others in joins.items():
        for other, decision_id in others:
            pair = frozenset((person, other))
            if pair in against:
                disputed |= {decision_id, *against[pair]}
            else:
                kept[person].add(other)
    groups = []
    for members in _components(kept):
        inside = [pair for pair in against if pair <= members and _is_different(ledger, against[pair])]
        if inside:
            blamed = disputed | {decision for person in members for _, decision in joins[person]}
            blamed = blamed.union(*(against[pair] for pair in inside))
            groups += [Group(person, (person,), tuple(sorted(blamed))) for person in sorted(members)]
        else:
            mine = {found for found in disputed if _concerns(ledger, found, members)}
            groups.append(Group(_opened_first(ledger, members), tuple(sorted(members)), tuple(sorted(mine))))
    return groups


def _against(ledger: Ledger, joins: dict[str, set[tuple[str, str]]]) -> dict[frozenset[str], set[str]]:
    """Pairs among these persons that live decisions call different or unsure, with the decisions."""
    found: dict[frozenset[str], set[str]] = {}
    for person in joins if len(joins) > 1 else ():
        for decision_id, decision in ledger.live_about("person", person):
            if isinstance(decision.body, DifferentPersons | UnsurePersons):
                pair = frozenset((decision.body.one.person_id, decision.body.other.person_id))
                if len(pair) == 2 and "" not in pair and pair <= joins.keys():
                    found.setdefault(pair, set()).add(decision_id)
    return found


def _is_different(ledger: Ledger, decisions: set[str]) -> bool:
    return any(isinstance(ledger.decisions[found].body, DifferentPersons) for found in decisions)


def _concerns(ledger: Ledger, decision_id: str, members: frozenset[str]) -> bool:
    body = ledger.decisions[decision_id].body
    assert isinstance(body, SamePerson | DifferentPersons | UnsurePersons)
    return any(subject.person_id in members for subject in subjects_of(body))


def _components(edges: dict[str, set[str]]) -> list[frozenset[str]]:
    found, seen = [], set[str]()
    for start in sorted(edges):
        if start in seen:
            continue
        group, stack = set(), [start]
        while stack:
            current = stack.pop()
            if current not in group:
                group.add(current)
                stack.extend(edges[current])
        seen |= group
        found.append(frozenset(group))
    return found


def _opened_first(ledger: Ledger, members: frozenset[str]) -> str:
    def opened(person_id: str) -> tuple[str, str]:
        person = ledger.persons.get(person_id)
        return (person.opened_at if person else "~", person_id)

    return min(members, key=opened)
