"""What each event and state of a person says of liberty: marks that begin, end, limit or confirm custody.

The table of event types gives the effect. A verdict works by its term: a prison term begins serving, a term that is
served at liberty, or an acquittal, only ends what vouched for custody before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from habeas.model import Event, State, Term, event_type
from habeas.model.vocabulary import DEAD, HELD
from habeas.registry.country import detention_limit, liberty_of_regime, remand_credit
from habeas.registry.days import FIRST_DAY, LAST_DAY, add_span, iso

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.registry.events import EventGroup
    from habeas.registry.gathering import Told
    from habeas.registry.policy import Policy

# In the order in which they follow one another on one day.
_RANK = (
    "whereabouts_unknown",
    "held",
    "detained",
    "administrative_arrest",
    "remand",
    "house_arrest",
    "psychiatric",
    "restricted_open_facility",
    "serving_arrest",
    "serving",
    "serving_colony",
    "serving_prison",
)
_OPENING = ("detention", "administrative_arrest")
_ENDING = ("end", "limit")
_AT_LIBERTY_TERMS = ("fine", "community_service", "ban", "supervision")
# Remand counts until a sentence is final, months after the verdict: the earliest end assumes so many days.
_DAYS_TO_APPEAL = 120


class Mark(msgspec.Struct, frozen=True):
    """One thing that bears on liberty.

    Attributes:
        kind: start, end, limit (nothing before it is vouched for after it) or news (held on that day).
        value: The value of the liberty axis; empty for a limit.
        type: The event type, or `state`.
        first, last: Days between which it lies.
        vouched: Last day for which it vouches, counted from its first possible day; 0 for marks that are no start.
        opens: A new arrest: what was vouched for before it is over.
        renews: News confirms it anew for the policy's time of remand.
        key: Of the event, or the claim id of a state.
        claims: Ids.
        since: For news: the day since which the source says it has been so, or None.
        date: EDTF.
        calculated: What it vouches for was calculated from a term.
        reason: Why it vouches so long, in words.
    """

    kind: str
    value: str
    type: str
    first: int
    last: int
    key: str
    claims: tuple[str, ...]
    date: str
    vouched: int = 0
    opens: bool = False
    renews: bool = False
    since: tuple[int, int] | None = None
    calculated: bool = False
    reason: str = ""

    @property
    def order(self) -> tuple[int, int, int, str]:
        """The order in which marks of custody follow one another."""
        rank = _RANK.index(self.value) if self.value in _RANK else len(_RANK)
        return (self.last, self.first, rank, self.key)


def marks_of(policy: Policy, groups: Iterable[EventGroup], states: Iterable[Told]) -> list[Mark]:
    """The marks of asserted events and states, sorted; what has no day at all can mark nothing, but for an ending."""
    asserted = {group.key: group for group in groups if group.modality == "asserted"}
    marks = [mark for group in asserted.values() if (mark := _mark_event(policy, group)) is not None]
    marks += [mark for told in states if (mark := _mark_state(told)) is not None]
    marks = _with_terms(policy, marks, asserted)
    return sorted(marks, key=lambda mark: (mark.order, mark.kind))


def bodies_of(group: EventGroup) -> list[Event]:
    """The bodies of the claims that carry an event's modality."""
    return [told.claim.body for told in group.asserted if isinstance(told.claim.body, Event)]


def terms_of(group: EventGroup) -> list[Term]:
    """The terms that its claims give."""
    return [body.term for body in bodies_of(group) if body.term is not None]


def _mark_event(policy: Policy, group: EventGroup) -> Mark | None:
    row = event_type(group.type)
    if row is None:
        return None
    kind, value = _effect(policy, group, row.liberty)
    if not kind:
        return None
    unplaced = group.days.first is None and group.days.last is None
    if unplaced and kind in ("start", "news"):
        return None
    vouched, reason = _vouching(policy, group, row.vouched, value) if kind == "start" else (0, "")
    whole = len(group.asserted) == len(group.claim_ids)
    return Mark(
        kind=kind,
        value=value,
        type=group.type,
        first=group.days.start,
        last=group.days.end,
        key=group.key,
        claims=group.claim_ids if whole else tuple([told.claim_id for told in group.asserted]),
        date=group.date,
        vouched=vouched,
        opens=group.type in _OPENING,
        renews=row.vouched == "remand",
        reason=reason,
    )


def _effect(policy: Policy, group: EventGroup, liberty: str) -> tuple[str, str]:
    """(kind of mark, value) of an event; an empty kind for none."""
    if group.type in ("verdict", "appeal_ruling"):
        return _effect_of_ruling(policy, group)
    if group.type in ("charges_dropped", "clemency"):
        return "limit", ""
    if liberty == "unchanged":
        return "news", "held"
    if liberty in HELD:
        return "start", liberty
    return ("end", liberty) if liberty else ("", "")


def _effect_of_ruling(policy: Policy, group: EventGroup) -> tuple[str, str]:
    variants = {body.variant for body in bodies_of(group)}
    terms = terms_of(group)
    if variants & {"acquitted", "quashed"} or any(term.suspended for term in terms):
        return "limit", ""
    if any(term.in_absentia for term in terms):
        return "", ""
    values = {_value_of_term(policy, term) for term in terms}
    if len(values) > 1 and values <= set(HELD):
        return "start", "serving"
    if len(values) != 1:
        return ("limit", "") if values else ("", "")
    value = values.pop()
    if value in HELD:
        return "start", value
    return ("end", value) if value else ("limit", "")


def _value_of_term(policy: Policy, term: Term) -> str:
    """What serving a term means for liberty; empty for one that is no custody, or has no length."""
    if term.kind in _AT_LIBERTY_TERMS:
        return ""
    regime = liberty_of_regime(policy.countries, f"{term.quote.text} {term.regime.text if term.regime else ''}")
    if term.kind == "restricted_freedom":
        # Which kind of restricted freedom is not said: never count as held.
        return regime if regime.startswith("restricted") else "conditional_liberty"
    if term.kind == "arrest":
        return "serving_arrest"
    if term.kind == "house_arrest":
        return "house_arrest"
    if not (term.life or term.years or term.months or term.days or term.kind == "death"):
        return ""
    return regime or "serving"


def _mark_state(told: Told) -> Mark | None:
    body = told.claim.body
    if not isinstance(body, State) or told.claim.modality != "asserted":
        return None
    days = told.dated.days
    if days.first is None or (days.last is None and body.status not in HELD):
        return None
    return Mark(
        kind="news" if body.status in HELD else "end",
        value=body.status,
        type="state",
        first=days.first,
        last=days.end,  # from a bound on: some day, nobody knows which, so that it makes none certain
        key=told.claim_id,
        claims=(told.claim_id,),
        date=told.dated.edtf,
        since=_since(told),
    )


def _since(told: Told) -> tuple[int, int] | None:
    """Since when a state is said to have been so, cut at the day of which it is said; None where it makes no sense."""
    since, day = told.since.days, told.dated.days
    if since.last is None or since.start > day.start:
        return None
    return since.start, min(since.end, day.end)


def _vouching(policy: Policy, group: EventGroup, rule: str, value: str) -> tuple[int, str]:
    """The last day for which a start vouches, from its first possible day, and why; terms come later."""
    first = group.days.start
    if rule == "open":
        return LAST_DAY, "until news"
    if rule == "remand" or value == "house_arrest":
        return _later(first, policy.remand_days), f"{policy.remand_days} days without news"
    if rule == "days":
        days = min((term.days for term in terms_of(group) if term.days), default=0)
        return _later(first, days - 1), f"an arrest of {days} days" if days else "the day itself: no length is reported"
    if rule == "custody_limit":
        articles = frozenset(ref.article for body in bodies_of(group) for ref in body.legal if ref.article)
        days = detention_limit(policy.countries, iso(first) if group.days.first else "", articles)
        return _later(
            first, days - 1
        ), f"the legal limit of {days} days" if days else "the day itself: no limit is known"
    return first, "the day itself"


def _later(day: int, days: int) -> int:
    return min(day + max(days, 0), LAST_DAY)


# Sentences: when a term would end.


@dataclass(frozen=True, slots=True)
class Sentence:
    """When a term would end.

    Attributes:
        base: First day that counts, as an ordinal; that of the ruling where no custody before it is known.
        earliest, latest: The calculated ends: with the pack's greatest credit for remand, and day for day.
        credited: Remand was credited.
        term: The shortest of the terms reported.
    """

    base: int
    earliest: int
    latest: int
    credited: bool
    term: Term


def _with_terms(policy: Policy, marks: list[Mark], groups: dict[str, EventGroup]) -> list[Mark]:
    """Give the starts that serve a sentence the calculated end of it."""
    result = []
    for mark in marks:
        group = groups.get(mark.key)
        if mark.kind != "start" or group is None or group.type not in ("verdict", "appeal_ruling"):
            result.append(mark)
            continue
        if group.type == "appeal_ruling" and not _custody_before(mark, marks):
            continue  # an appeal that changes a term begins nothing by itself
        sentence = calculate_sentence(policy, mark, marks, terms_of(group))
        if sentence is None and any(start.first == FIRST_DAY for start in (mark, *_custody_before(mark, marks))):
            reason = "the day itself: nobody knows from when the term counts"
            result.append(replace(mark, vouched=mark.first, reason=reason))
        elif sentence is None:
            end, reason = _later(mark.first, policy.remand_days), f"{policy.remand_days} days without news"
            result.append(replace(mark, vouched=end, renews=True, reason=reason))
        else:
            reason = f"calculated end of the sentence, {iso(sentence.earliest)} at the earliest"
            result.append(replace(mark, vouched=max(sentence.earliest - 1, mark.first), calculated=True, reason=reason))
    return result


def calculate_sentence(policy: Policy, mark: Mark, marks: list[Mark], terms: list[Term]) -> Sentence | None:
    """When the shortest of the terms would end; None for life and death, and where nobody knows when custody began."""
    dated = [term for term in terms if not term.life and (term.years or term.months or term.days)]
    if not dated:
        return None
    term = min(dated, key=lambda one: (_length(one), one.quote.text))
    earlier = _custody_before(mark, marks)
    base = min((start.first for start in earlier), default=mark.first)
    if base == FIRST_DAY:
        return None
    latest = add_span(base, term.years, term.months, term.days)
    served, counted = remand_credit(policy.countries)
    if not earlier or counted <= served:
        return Sentence(base, latest, latest, credited=False, term=term)
    final = [other.first for other in marks if other.type == "appeal_ruling" and other.first >= mark.first]
    until = min(final, default=_later(mark.first, _DAYS_TO_APPEAL))
    extra = max(0, until - base) * (counted - served) // served
    return Sentence(base, max(latest - extra, base), latest, credited=True, term=term)


def _length(term: Term) -> int:
    return term.years * 366 + term.months * 31 + term.days


def _custody_before(mark: Mark, marks: list[Mark]) -> list[Mark]:
    """The starts of the custody in which a ruling finds the person: nothing may have ended it in between."""
    starts = [other for other in marks if other.kind == "start" and other.first < mark.first and other.key != mark.key]
    # Only what may have ended custody by the ruling counts.
    ends = [other.last for other in marks if other.kind in _ENDING and other.first <= mark.last] if starts else ()
    latest = max(ends, default=0)
    return [start for start in starts if latest < start.first]


def is_dead(value: str) -> bool:
    """Whether a value of the liberty axis is a death."""
    return value in DEAD


__all__ = ["FIRST_DAY", "Mark", "Sentence", "bodies_of", "calculate_sentence", "is_dead", "marks_of", "terms_of"]
