"""Claims on one person that cannot all be right. Each check is a small function with one signature, in one tuple.

Inside an event that is only presumed to be one, a contradiction is worded as a question: one event told with two dates,
or two events? Distinct values are compared, never claims with claims, so that ten thousand reports cost no square.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import Attribute, Event, event_type
from habeas.model.vocabulary import HELD
from habeas.registry.custody import bodies_of, calculate_sentence, is_dead, terms_of
from habeas.registry.days import iso
from habeas.registry.events import ENDERS, OPENERS
from habeas.registry.orders import causal_contradictions
from habeas.registry.quantities import bounds_of, clash, words_of_quantity, words_of_term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from habeas.registry.casefile import Contradiction
    from habeas.registry.custody import Mark
    from habeas.registry.days import Range
    from habeas.registry.events import EventGroup
    from habeas.registry.matter import Matter

_SOON = 90  # days: a release so shortly before the first arrest that is told of asks for a look


def find_contradictions(matter: Matter) -> tuple[Contradiction, ...]:
    """Everything in a person's claims that cannot all be right, in a stable order."""
    found = [contradiction for check in _CHECKS for contradiction in check(matter)]
    return tuple(sorted(found, key=lambda one: (one.type, one.field, one.subject, [side.claims for side in one.sides])))


def _told_often(matter: Matter) -> list[EventGroup]:
    """The events that several claims tell of: only these can be told differently."""
    return [group for group in matter.events if len(group.asserted) > 1]


def _word(name: str) -> str:
    return name.replace("_", " ")


def _dates(matter: Matter) -> Iterator[Contradiction]:
    for group in _told_often(matter):
        known = {
            one.dated.edtf: one.dated
            for one in group.asserted
            if one.dated.edtf and one.dated.days.last is not None and one.dated.days.first is not None
        }
        if len(known) < 2:
            continue
        last_start = max(dated.days.start for dated in known.values())
        first_end = min(dated.days.end for dated in known.values())
        # A date clashes with another exactly where it ends before the last of them starts, or the other way round.
        sides = {
            edtf: dated for edtf, dated in known.items() if dated.days.end < last_start or dated.days.start > first_end
        }
        if len(sides) < 2:
            continue
        sure = not any(dated.days.uncertain or dated.bounded for dated in sides.values())
        claims: dict[str, list[str]] = {edtf: [] for edtf in sides}
        for one in group.asserted:
            if one.dated.edtf in claims:
                claims[one.dated.edtf].append(one.claim_id)
        word = _word(group.type)
        question = (
            f"Reports of one {word} differ in its date."
            if group.decided
            else f"One {word} told with {len(sides)} dates, or {len(sides)} events?"
        )
        yield matter.contradiction("date", "date", group.type, claims, certain=sure, question=question)


def _since(matter: Matter) -> Iterator[Contradiction]:
    """A state that dates its own beginning, beside an arrest reported a few days off."""
    dated = [told for told in matter.states if told.since.edtf and told.claim.modality == "asserted"]
    if not dated:
        return
    openers = [group for group in matter.events if group.type in OPENERS and group.modality == "asserted"]
    openers = [group for group in openers if group.stated.first is not None and group.stated.last is not None]
    for told in dated:
        since = told.since.days
        if since.last is None or since.first is None:
            continue
        gaps = [(_gap(since, group.stated), group.key, group) for group in openers]
        gap, _, group = min(gaps, default=(0, "", None), key=lambda entry: entry[:2])
        if group is not None and 0 < gap <= matter.policy.same_event_days:
            values = {told.since.edtf: [told.claim_id], group.date: list(group.claim_ids)}
            sure = not (since.uncertain or group.stated.uncertain or told.since.bounded or group.bounded)
            question = f"Held since one day, {_word(group.type)} reported on another: which is right?"
            yield matter.contradiction("date", "since", group.type, values, certain=sure, question=question)


def _gap(one: Range, other: Range) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _terms(matter: Matter) -> Iterator[Contradiction]:
    for group in _told_often(matter):
        values: dict[str, list[str]] = {}
        for told in group.asserted:
            body = told.claim.body
            if isinstance(body, Event) and body.term is not None and (words := words_of_term(body.term)):
                values.setdefault(words, []).append(told.claim_id)
        if len(values) > 1:
            word = _word(group.type)
            question = (
                f"Reports of one {word} differ in its term."
                if group.decided
                else f"One {word} told with {len(values)} terms, or {len(values)} events?"
            )
            yield matter.contradiction("term", "term", group.type, values, certain=group.decided, question=question)


def _ends_of_terms(matter: Matter) -> Iterator[Contradiction]:
    """A release "at the end of the term" long after that end: held past the term, or one of the dates is wrong."""
    groups = {group.key: group for group in matter.events}
    for mark in matter.axis.starts:
        group = groups.get(mark.key)
        if group is None or not mark.calculated:
            continue
        sentence = calculate_sentence(matter.policy, mark, matter.marks, terms_of(group))
        end = matter.axis.next_end(mark)
        if sentence is None or end is None or end.key not in groups:
            continue
        variants = {body.variant for body in bodies_of(groups[end.key])}
        if "end_of_term" in variants and end.first > sentence.latest + matter.policy.same_event_days:
            values = {
                f"calculated end {iso(sentence.latest)}": list(mark.claims),
                f"released {end.date}": list(end.claims),
            }
            question = "Held past the end of the term, or is one of the dates or the term wrong?"
            yield matter.contradiction("term", "end", "release", values, certain=False, question=question)


def _outcomes(matter: Matter) -> Iterator[Contradiction]:
    """One verdict told as conviction and acquittal, one release as pardon and as end of term."""
    for group in _told_often(matter):
        values: dict[str, list[str]] = {}
        for told in group.asserted:
            body = told.claim.body
            if isinstance(body, Event):
                variant = body.variant or ("convicted" if group.type == "verdict" and body.term else "")
                if variant:
                    values.setdefault(variant, []).append(told.claim_id)
        if len(values) > 1:
            question = f"How did this {_word(group.type)} come about?"
            yield matter.contradiction("state", "variant", group.type, values, certain=False, question=question)


def _counts(matter: Matter) -> Iterator[Contradiction]:
    for group in _told_often(matter):
        counted = [
            (body.count, told.claim_id)
            for told in group.asserted
            if isinstance(body := told.claim.body, Event) and body.count is not None
        ]
        values: dict[str, list[str]] = {}
        for quantity, claim_id in counted:
            if bounds_of(quantity) is not None:
                values.setdefault(words_of_quantity(quantity), []).append(claim_id)
        if len(values) > 1 and clash([quantity for quantity, _ in counted]):
            question = f"Reports of this {_word(group.type)} count differently: had the number grown?"
            yield matter.contradiction("count", "count", group.type, values, certain=False, question=question)


def _states(matter: Matter) -> Iterator[Contradiction]:
    """Held on a day after a release, free on a day that custody vouches for, held and free on one day."""
    axis = matter.axis
    free = [end for end in axis.ends if end.type == "state"]
    for news in axis.news:
        if news.type != "state" or news.first != news.last:
            continue
        same_day = [end for end in free if end.first == end.last == news.last]
        before = [end for end in axis.ends if end.type != "state" and end.last <= news.first and end.first <= news.last]
        gainsaid = same_day or (before[-1:] if before and axis.certain_of_news(news)[1] < news.last else [])
        for end in gainsaid:
            values = {
                f"{_word(end.value)} {end.date}": list(end.claims),
                f"{_word(news.value)} {news.date}": list(news.claims),
            }
            question = "Was there a new arrest in between, or is one of the reports wrong?"
            yield matter.contradiction("state", "liberty", news.value, values, certain=not before, question=question)
    released = [end for end in axis.ends if end.type != "state"]
    for end in free:
        for start in axis.starts:
            ended = any(other.last >= start.first and other.first <= end.last for other in released)
            if (
                start.last < end.first
                and start.vouched >= end.last
                and not ended
                and start is _last_before(axis.starts, end.first)
            ):
                values = {
                    f"{_word(start.value)} {start.date}": list(start.claims),
                    f"{_word(end.value)} {end.date}": list(end.claims),
                }
                question = "Released by then, though no report tells of it, or is one of the reports wrong?"
                yield matter.contradiction("state", "liberty", end.value, values, certain=False, question=question)


def _last_before(starts: Sequence[Mark], day: int) -> Mark | None:
    return next((start for start in reversed(starts) if start.last < day), None)


def _denials(matter: Matter) -> Iterator[Contradiction]:
    """What one report asserts and another denies."""
    denied = [group for group in matter.events if group.modality == "denied"]
    if not denied:
        return
    asserted = [group for group in matter.events if group.modality == "asserted"]
    pairs = [(group, other) for group in denied for other in asserted if other.type == group.type]
    for group, other in pairs:
        if _gap(group.stated, other.stated) <= matter.policy.same_event_days:
            values = {
                f"asserted {other.date}".strip(): list(other.claim_ids),
                f"denied {group.date}".strip(): list(group.claim_ids),
            }
            question = f"Did this {_word(group.type)} happen?"
            yield matter.contradiction("state", "happened", group.type, values, certain=False, question=question)


def _after_death(matter: Matter) -> Iterator[Contradiction]:
    deaths = [group for group in matter.events if group.modality == "asserted" and _kills(group.type)]
    for death in deaths:
        later = [
            group
            for group in matter.events
            if group.modality == "asserted"
            and not _kills(group.type)
            and _is_of_the_living(group.type)
            and group.stated.first is not None
            and death.stated.last is not None
            and group.stated.start > death.stated.end
        ]
        if later:
            values = {f"{_word(death.type)} {death.date}": list(death.claim_ids)}
            for group in later:
                values.setdefault(f"{_word(group.type)} {group.date}", []).extend(group.claim_ids)
            sure = not any(group.stated.uncertain or group.bounded for group in (death, *later))
            question = "Told of a day after the death: is one of the dates wrong, or are these two people?"
            yield matter.contradiction("order", "death", death.type, values, certain=sure, question=question)


def _kills(name: str) -> bool:
    row = event_type(name)
    return row is not None and is_dead(row.liberty)


def _is_of_the_living(name: str) -> bool:
    row = event_type(name)
    return row is not None and row.opens_case


def _release_first(matter: Matter) -> Iterator[Contradiction]:
    """A release shortly before the first custody that any report tells of."""
    released = [g for g in matter.events if g.type in ENDERS and g.modality == "asserted" and g.stated.last is not None]
    if not released:
        return
    custody = [
        group
        for group in matter.events
        if group.modality == "asserted"
        and (row := event_type(group.type)) is not None
        and (row.liberty in HELD or row.liberty == "unchanged" or row.vouched == "term")
    ]
    states = [told for told in matter.states if told.dated.days.first is not None]
    if not custody:
        return
    first = min(released, key=lambda group: (group.stated.end, group.key))
    earliest = min(custody, key=lambda group: (group.stated.start, group.stated.end, group.key))
    if any(told.dated.days.start <= first.stated.end for told in states):
        return
    gap = earliest.stated.start - first.stated.end
    if earliest.stated.first is not None and 0 < gap <= _SOON:
        values = {
            f"{_word(first.type)} {first.date}": list(first.claim_ids),
            f"{_word(earliest.type)} {earliest.date}": list(earliest.claim_ids),
        }
        question = (
            "Released before any custody that a report tells of: is a date wrong, or was there an earlier arrest?"
        )
        yield matter.contradiction("order", "release", first.type, values, certain=False, question=question)


def _backwards(matter: Matter) -> Iterator[Contradiction]:
    """An event ordered or said to last until a day before it began."""
    for told in matter.told:
        body = told.claim.body
        until, begun = told.since.days, told.dated.days
        if not isinstance(body, Event) or body.until is None or until.last is None or begun.first is None:
            continue
        if until.end < begun.start:
            values = {f"from {told.dated.edtf}": [told.claim_id], f"until {told.since.edtf}": [told.claim_id]}
            question = "It would end before it began: which date is misread?"
            yield matter.contradiction("order", "until", body.event_type, values, certain=True, question=question)


def _attributes(matter: Matter) -> Iterator[Contradiction]:
    """Things that a person has one of: two birth dates ask whether these are two people."""
    attributes = [told for told in matter.told if isinstance(told.claim.body, Attribute)]
    for name in ("birth_date", "death_date", "sex") if len(attributes) > 1 else ():
        values: dict[str, list[str]] = {}
        ranges: dict[str, Range] = {}
        for told in attributes:
            body = told.claim.body
            if isinstance(body, Attribute) and body.attribute == name and told.claim.modality == "asserted":
                text = told.dated.edtf if name != "sex" and told.dated.edtf else body.value.text.casefold()
                values.setdefault(text, []).append(told.claim_id)
                ranges[text] = told.dated.days
        if len(values) < 2:
            continue
        dated = [days for days in ranges.values() if days.first is not None and days.last is not None]
        if len(dated) == len(ranges) and max(d.start for d in dated) <= min(d.end for d in dated):
            continue
        question = f"Reports differ in the {_word(name)}: one person or two?"
        yield matter.contradiction("identity", name, name, values, certain=False, question=question)


def _identity(matter: Matter) -> Iterator[Contradiction]:
    """People decided differently who this is."""
    disputed = matter.disputed
    if disputed:
        values: dict[str, list[str]] = {}
        for decision_id in disputed:
            decision = matter.ledger.decisions[decision_id]
            values.setdefault(f"{_word(decision.kind)} ({decision_id[:12]})", [])
        question = "Decisions differ on who this is; nothing is joined until one decision supersedes them all."
        yield matter.contradiction("identity", "person", "person", values, certain=True, question=question)


_CHECKS: tuple[Callable[[Matter], Iterator[Contradiction]], ...] = (
    _dates,
    _since,
    _terms,
    _ends_of_terms,
    _outcomes,
    _counts,
    _states,
    _denials,
    _after_death,
    _release_first,
    _backwards,
    _attributes,
    _identity,
    causal_contradictions,
)
