"""A case: everything that accepted claims and decisions tell of one person, each value with its claims.

`derive_case` is a pure function of records, packs and policy. It reads no clock and gives the same case on a slice that
is closed for the person as on everything.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.model import MentionReference, SamePerson
from habeas.registry.additions import find_additions
from habeas.registry.casefile import Case, DecisionLine, ProblemView
from habeas.registry.caselaw import accusations_of, rulings_of, terms_of_case
from habeas.registry.caseparts import (
    attributes_of,
    classifications_of,
    event_view,
    names_of,
    opens_case,
    relations_of,
    statements_of,
    treatment_of,
)
from habeas.registry.charges import charges_of
from habeas.registry.claimlines import line_of
from habeas.registry.contradictions import find_contradictions
from habeas.registry.days import asked_day
from habeas.registry.documents import facts_of
from habeas.registry.episodes import episodes_of, find_flags
from habeas.registry.gathering import Gathered, gather, gather_claims
from habeas.registry.identity import group_of
from habeas.registry.interventions import interventions_of
from habeas.registry.ledger import subjects_of
from habeas.registry.matter import make_matter
from habeas.registry.policy import DEFAULT_POLICY, Policy, views_digest
from habeas.registry.procedure import procedure_intervals, recognition_intervals
from habeas.registry.slices import digest_of_ids, records_of_person
from habeas.registry.status import liberty_intervals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.registry.casefile import ClaimLine, Contradiction
    from habeas.registry.gathering import Told
    from habeas.registry.ledger import Ledger
    from habeas.registry.matter import Matter

_OF_PERSON = ("person", "value", "recognition_checklist", "consent", "hide")


def derive_case(
    ledger: Ledger,
    person: str | MentionReference | tuple[MentionReference, ...],
    policy: Policy = DEFAULT_POLICY,
    *,
    as_of: str = "",
    proposed: bool = False,
    record_set: bool = False,
) -> Case:
    """The case of a person.

    Args:
        ledger: All records, or a slice closed for the person.
        person: A person's id; or a mention that nobody attached yet, or several that are presumed one person's, whose
            claims then are all unreviewed.
        policy: Packs and numbers.
        as_of: ISO day: leave out events that certainly lie after it (the clock of the world).
        proposed: Add contradictions that rest on unreviewed claims, worded as questions and marked.
        record_set: Add the digest of the ids of all records that the case rests on.

    Returns:
        The case; only `person_id` and `redirect` for an id that was joined with another. An unknown id gives an empty
        case, for which `opens` is empty.

    Raises:
        InputError: `as_of` is no day.
    """
    if not isinstance(person, str):
        several = (person,) if isinstance(person, MentionReference) else person
        gathered, person_id = _gather_mentions(ledger, several), ""
        members: tuple[str, ...] = ()
    else:
        group = group_of(ledger, person)
        if group.person_id != person:
            return Case(person_id=person, redirect=group.person_id, digest=views_digest(policy))
        gathered, members, person_id = gather(ledger, person), group.members, person
    if as_of:
        _leave_out_later(gathered, asked_day(as_of))
    matter = make_matter(ledger, policy, gathered.accepted, person_id, members)
    case = _assemble(matter, gathered, members)
    if proposed:
        held = case.contradictions
        case = replace(case, contradictions=(*held, *_questions(matter, gathered, members, held)))
    if record_set and person_id:
        case = replace(case, record_set=digest_of_ids(records_of_person(ledger, person_id)))
    return case


def _gather_mentions(ledger: Ledger, mentions: Iterable[MentionReference]) -> Gathered:
    parts: dict[str, tuple[set[str], set[str]]] = {}
    for mention in mentions:
        for claim_id, role in facts_of(ledger, mention.document_id).labels.get(mention.name, ()):
            if mention.claim_id in ("", claim_id):
                roles, names = parts.setdefault(claim_id, (set(), set()))
                roles.add(role)
                names.add(mention.name)
    return gather_claims(ledger, parts)


def _leave_out_later(gathered: Gathered, day: int) -> None:
    """What certainly lies after a day had not happened by then; what has no date may have."""

    def may_have_been(told: Told) -> bool:
        return told.dated.days.first is None or told.dated.days.start <= day

    gathered.accepted = [told for told in gathered.accepted if may_have_been(told)]
    gathered.undecided = [told for told in gathered.undecided if may_have_been(told)]


def _assemble(matter: Matter, gathered: Gathered, members: tuple[str, ...]) -> Case:
    names, display_name = names_of(gathered.accepted or gathered.undecided)
    if gathered.accepted and not names:
        names, display_name = names_of(gathered.undecided)
    events = tuple(event_view(matter, group) for group in matter.events)
    accepted = any(opens_case(told) for told in gathered.accepted)
    waiting = any(opens_case(told) for told in gathered.undecided)
    ledger = matter.ledger
    return Case(
        person_id=matter.person_id,
        display_name=display_name,
        joined=tuple(member for member in members if member != matter.person_id),
        opens="accepted" if accepted else "proposed" if waiting else "",
        names=names,
        liberty=liberty_intervals(matter.axis, matter.evidence),
        procedure=procedure_intervals(matter.events, matter.evidence),
        recognition=recognition_intervals(ledger, members, matter.events, matter.evidence),
        episodes=episodes_of(matter),
        events=events,
        charges=charges_of(matter),
        accusations=accusations_of(matter),
        rulings=rulings_of(matter),
        terms=terms_of_case(matter),
        treatment=treatment_of(events),
        interventions=interventions_of(matter),
        statements=statements_of(matter),
        attributes=attributes_of(matter),
        relations=relations_of(matter),
        classifications=classifications_of(matter),
        contradictions=find_contradictions(matter),
        flags=find_flags(matter),
        documents=gathered.documents,
        unreviewed=_lines(matter, gathered.undecided),
        decisions=_history(matter, gathered, members),
        evidence=matter.evidence(told.claim_id for told in gathered.accepted),
        problems=(*gathered.problems, *_odd_decisions(ledger, members)),
        hidden=is_hidden(ledger, members),
        digest=views_digest(matter.policy),
    )


def _lines(matter: Matter, undecided: list[Told]) -> tuple[ClaimLine, ...]:
    additions = find_additions(matter, undecided) if matter.events and undecided else {}
    lines = [line_of(matter.ledger, told.claim_id, review=told.review) for told in undecided]
    if additions:
        lines = [replace(one, adds_to=additions[one.claim_id]) if one.claim_id in additions else one for one in lines]
    return tuple(sorted(lines, key=lambda line: (line.document_id, line.start, line.claim_id)))


def is_hidden(ledger: Ledger, members: Iterable[str]) -> bool:
    """Whether anybody hid the person under any of its ids: a hide of any casebook works at once."""
    return any(ledger.is_live(found, protective=True) for member in members for found in ledger.about("hide", member))


def _history(matter: Matter, gathered: Gathered, members: Iterable[str]) -> tuple[DecisionLine, ...]:
    """Every decision on the person and its claims, live or not, the oldest first."""
    ledger = matter.ledger
    words = [word for word in _OF_PERSON if ledger.speaks_of(word)]
    found = {decision_id for member in members for word in words for decision_id in ledger.about(word, member)}
    for told in (*gathered.accepted, *gathered.undecided):
        found.update(ledger.about_claim(told.claim_id))
    found = ledger.with_superseding(found)
    disputed = set(matter.disputed)
    disputed |= {d for told in gathered.undecided if told.review.state == "disputed" for d in told.review.decisions}
    lines = [
        DecisionLine(
            decision_id=decision_id,
            kind=(decision := ledger.decisions[decision_id]).kind,
            who=decision.who,
            when=decision.when,
            why=decision.why,
            live=ledger.is_live(decision_id),
            disputed=decision_id in disputed,
        )
        for decision_id in found
    ]
    return tuple(sorted(lines, key=lambda line: (line.when, line.decision_id)))


def _odd_decisions(ledger: Ledger, members: Iterable[str]) -> Iterable[ProblemView]:
    for member in members:
        for decision_id, decision in ledger.live_about("person", member):
            subjects = subjects_of(decision.body) if isinstance(decision.body, SamePerson) else ()
            if any(subject.person_id == member for subject in subjects[1:]) and subjects[0].person_id == member:
                yield ProblemView("a person joined with himself; the decision joins nobody", decision_id)


def _what_differs(found: Contradiction) -> tuple[object, ...]:
    return (found.type, found.field, found.subject, found.folded, *(side.value for side in found.sides))


def _questions(
    matter: Matter, gathered: Gathered, members: tuple[str, ...], held: Iterable[Contradiction]
) -> Iterable[Contradiction]:
    """Contradictions that appear only with what nobody reviewed yet."""
    if not gathered.undecided:
        return
    undecided = {told.claim_id for told in gathered.undecided}
    wider = make_matter(
        matter.ledger, matter.policy, [*gathered.accepted, *gathered.undecided], matter.person_id, members
    )
    known = {_what_differs(found) for found in held}
    for found in find_contradictions(wider):
        if _what_differs(found) in known:
            continue  # a proposal that says what one side says already asks nothing new
        claims = {claim_id for side in found.sides for claim_id in side.claims}
        unreviewed = claims & undecided or any(matter.ledger.claim_state(claim_id) != "accepted" for claim_id in claims)
        if unreviewed:
            question = f"{found.question} (rests on claims that nobody reviewed yet)"
            yield replace(found, rests_on_unreviewed=True, question=question)
