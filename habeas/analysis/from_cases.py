"""From cases of the registry to what the studies of this room read.

Only what accepted claims tell is used: a case holds nothing else outside its block of unreviewed claims, and that is
not read here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from habeas.analysis.inputs import (
    FAR_FUTURE,
    UNKNOWN,
    CountryMeasure,
    CustodyInterval,
    DayRange,
    Period,
    PersonMeasure,
    StatusSpan,
)
from habeas.analysis.linked_lists import CaptureRecord
from habeas.analysis.trends import NOT_KNOWN
from habeas.analysis.wordings import charge_family, public_role, reason_kinds
from habeas.model.dates import parse_date
from habeas.packs import load_table
from habeas.registry.casefile import (
    OPEN_END,
    AccusationView,
    Case,
    Episode,
    EventView,
    Interval,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from habeas.registry.worldwide import WorldEvent

PACK, ENDS = "analysis", "ends"
OTHER_END = "other"
DONOR, RELATIVE = "alleged donor", "relative of another who was held"
_KIN = ("spouse", "parent", "child", "sibling", "relative")
COUNTRY_EVENTS = ("sanction_change", "diplomatic_act", "negotiation", "state_concession", "exchange")


def day_range(edtf: str) -> DayRange:
    """The days that an EDTF date allows; unknown for an empty one.

    Example:
        >>> day_range("2023-01").width, day_range("").width
        (31, None)
    """
    if not edtf:
        return UNKNOWN
    parsed = parse_date(edtf)
    earliest, latest = parsed.earliest, parsed.latest
    return DayRange(earliest.toordinal() if earliest else None, latest.toordinal() if latest else None)


class Report(Protocol):
    """What is read of a report: `DocumentView` has it, and so have the rows of a casebook."""

    @property
    def outlet(self) -> str:
        """The outlet, or empty."""

    @property
    def published(self) -> str:
        """EDTF, or empty."""


def all_custody_intervals(
    cases: Iterable[Case], documents: Mapping[str, Report], *, held: frozenset[str] | None = None
) -> tuple[CustodyInterval, ...]:
    """The times in custody of several cases.

    Args:
        cases: the cases; each is let go once it was read where `held` is given.
        documents: their reports, by id.
        held: names of people who were held, by which a relative of one is told; those of the cases for None.
    """
    if held is None:
        cases = list(cases)
        held = frozenset(
            name.text
            for case in cases
            if case.episodes and not case.hidden and not case.redirect
            for name in case.names
        )
    return tuple(interval for case in cases for interval in custody_intervals(case, documents, held=held))


def custody_intervals(
    case: Case, documents: Mapping[str, Report], *, held: frozenset[str] = frozenset()
) -> tuple[CustodyInterval, ...]:
    """The times in custody of one case.

    A case is under observation from the earliest published report on it. An episode that ended before that day is known
    only by its end. Alleged conduct belongs to the last time in custody that had begun when it was told; of several
    accusations the one with the most exact date counts, of these the latest.

    Args:
        case: the case.
        documents: views of its documents, by id; those missing are taken as undated.
        held: names of people who were held, by which a relative of one is told.

    Returns:
        One interval for each episode; none for a hidden case or an id that redirects.
    """
    if case.hidden or case.redirect:
        return ()
    published = [day_range(documents[id_].published) for id_ in case.documents if id_ in documents]
    known = [day for day in published if day.latest is not None]
    first_report = min(known, key=lambda day: (day.latest or 0, day.earliest or 0), default=UNKNOWN)
    events = {event.key: event for event in case.events}
    accused = _by_episode(case)
    groups = _groups_of(case, held)
    return tuple(
        _interval(case, episode, events, first_report, accused[number], groups)
        for number, episode in enumerate(case.episodes)
    )


def person_measures(case: Case, types: Sequence[str] = ()) -> tuple[PersonMeasure, ...]:
    """What was done for the person of a case: requests, appeals, negotiations that name them, whatever came of it.

    Whether somebody credits a release to it makes no difference here.

    Args:
        case: the case.
        types: the types that count; all when empty.
    """
    if case.hidden or case.redirect:
        return ()
    return tuple(
        PersonMeasure(act.type, case.person_id, day_range(act.date))
        for act in case.interventions
        if not types or act.type in types
    )


def measures_of_world(found: Iterable[WorldEvent]) -> tuple[CountryMeasure, ...]:
    """Measures of the whole country, from the events of the wider world that the registry tells."""
    return tuple(
        CountryMeasure(one.group.type, day_range(one.group.date), ", ".join(one.names))
        for one in found
        if one.group.modality == "asserted"
    )


def country_measures(events: Iterable[EventView], types: Sequence[str] = COUNTRY_EVENTS) -> tuple[CountryMeasure, ...]:
    """Measures of the whole country among events, each key once."""
    found = {event.key: event for event in events if event.type in types and event.modality == "asserted"}
    return tuple(
        CountryMeasure(
            f"{event.type}: {event.variant}" if event.variant else event.type, day_range(event.date), event.label
        )
        for event in found.values()
    )


def capture_records(
    cases: Iterable[Case],
    documents: Mapping[str, Report],
    *,
    held_in: Period | None = None,
    stratum_of: Callable[[Case], str] | None = None,
) -> tuple[CaptureRecord, ...]:
    """Who is named by which outlet, for a capture table whose lists are outlets or groups of outlets.

    Args:
        cases: the cases.
        documents: views of their documents, by id.
        held_in: only people who may have been in custody on some day of this period; everybody for None.
        stratum_of: the group of a case that is to be estimated apart; none for None.
    """
    return tuple(
        CaptureRecord(
            f"{case.person_id} {id_}",
            case.person_id,
            documents[id_].outlet,
            stratum_of(case) if stratum_of is not None else "",
        )
        for case in cases
        if not case.hidden and not case.redirect and case.opens == "accepted"
        if held_in is None or _held_within(case, held_in)
        for id_ in case.documents
        if id_ in documents and documents[id_].outlet
    )


def year_of_arrest(case: Case) -> str:
    """The year of the first known arrest, for strata; `not known` where the dates leave it open."""
    years = {
        date.fromordinal(day).year
        for episode in case.episodes[:1]
        for day in (day_range(episode.start).earliest, day_range(episode.start).latest)
        if day is not None
    }
    return str(min(years)) if len(years) == 1 else NOT_KNOWN


def _held_within(case: Case, period: Period) -> bool:
    for episode in case.episodes:
        start, end = day_range(episode.start), day_range(episode.end)
        begins_later = start.earliest is not None and start.earliest > period.last
        ended_before = bool(episode.ended_by) and end.latest is not None and end.latest < period.first
        if not begins_later and not ended_before:
            return True
    return False


def _by_episode(case: Case) -> list[list[AccusationView]]:
    """The accusations of each episode: those told once it had begun and before the next one did."""
    starts = [day_range(episode.start) for episode in case.episodes]
    found: list[list[AccusationView]] = [[] for _ in starts]
    for accusation in case.accusations:
        told = _ordinal(accusation.told_by)
        begun = [
            number
            for number, start in enumerate(starts)
            if told is None or start.earliest is None or start.earliest <= told
        ]
        if begun and (told is not None or len(starts) == 1):
            found[begun[-1]].append(accusation)
    return found


def _groups_of(case: Case, held: frozenset[str]) -> tuple[str, ...]:
    """Public roles from what is told of the person's work, classes that somebody put the person into, kin of others."""
    roles = [role for value in case.attributes if value.note == "profession" and (role := public_role(value.value))]
    kin = any(value.note.removesuffix(" of") in _KIN and value.value in held for value in case.relations)
    return tuple(
        dict.fromkeys([*roles, *(value.value for value in case.classifications), *([RELATIVE] if kin else [])])
    )


def _conduct(accused: Sequence[AccusationView], start: DayRange) -> DayRange:
    """The alleged day to count from: the most exact one that may lie before the arrest, of these the latest."""
    days = [
        day
        for one in accused
        if (day := day_range(one.conduct_date)).width is not None
        and (start.latest is None or (day.earliest or 0) <= start.latest)
    ]
    return min(days, key=lambda day: (day.width or 0, -(day.latest or 0)), default=UNKNOWN)


def _interval(
    case: Case,
    episode: Episode,
    events: Mapping[str, EventView],
    first_report: DayRange,
    accused: Sequence[AccusationView],
    groups: tuple[str, ...],
) -> CustodyInterval:
    start, end = day_range(episode.start), day_range(episode.end)
    own = [events[key] for key in episode.event_keys if key in events]
    kind = _end_kind(episode, own)
    documented = _later(first_report, start)
    by_end = (
        bool(kind)
        and first_report.earliest is not None
        and end.latest is not None
        and first_report.earliest >= end.latest
    )
    charges = [charge for charge in case.charges if _may_belong(day_range(charge.date), start, end)]
    reported = [day for span in case.liberty if (day := day_range(span.last_reported).latest) is not None]
    words = [
        *(event.stated_reason for event in own if event.type == episode.begun_by),
        *(one.conduct for one in accused),
        *(charge.conduct for charge in charges),
    ]
    reasons = tuple(dict.fromkeys(kind for text in words for kind in reason_kinds(text)))
    within = [
        day
        for day in reported
        if (start.earliest is None or day >= start.earliest) and (end.latest is None or day <= end.latest)
    ]
    return CustodyInterval(
        person_key=case.person_id,
        start=start,
        first_documented=documented,
        end=end if kind else UNKNOWN,
        end_kind=kind,
        sentence_end=day_range(episode.calculated_end),
        articles=tuple(dict.fromkeys(charge.article for charge in charges if charge.article)),
        place=next((event.place for event in own if event.place), ""),
        families=tuple(dict.fromkeys(f for c in charges if (f := charge_family(c.article, c.law)))),
        groups=(*groups, DONOR) if "donation" in reasons else groups,
        stated_reason=next((text for text in words if text), ""),
        reasons=reasons,
        conduct=_conduct(accused, start),
        statuses=tuple(_span(span) for span in case.liberty),
        recognised_by=tuple(
            (span.body, day)
            for span in case.recognition
            if span.value == "recognised" and (day := _ordinal(span.certain_from or span.possible_from)) is not None
        ),
        last_reported=max(within, default=None),
        known_by_end_only=by_end,
    )


def _end_kind(episode: Episode, own: Sequence[EventView]) -> str:
    if not episode.ended_by:
        return ""
    table = load_table(PACK, ENDS)
    if episode.ended_by not in table:
        return OTHER_END
    variant = next((event.variant for event in reversed(own) if event.type == episode.ended_by), "")
    row = table[episode.ended_by]
    return str(row.get(variant, row["default"]))


def _later(first_report: DayRange, start: DayRange) -> DayRange:
    """When an episode came under observation: at the first report on the person, but not before it began."""
    if first_report.earliest is None or first_report.latest is None:
        return UNKNOWN
    if start.earliest is None or start.latest is None:
        return first_report
    return DayRange(max(first_report.earliest, start.earliest), max(first_report.latest, start.latest))


def _may_belong(day: DayRange, start: DayRange, end: DayRange) -> bool:
    """Whether something may have happened between the start and the end of an episode; an open date may."""
    begins_late = day.latest is not None and start.earliest is not None and day.latest < start.earliest
    comes_after = day.earliest is not None and end.latest is not None and day.earliest > end.latest
    return not begins_late and not comes_after


def _span(span: Interval) -> StatusSpan:
    until = FAR_FUTURE if span.possible_until in {"", OPEN_END} else _ordinal(span.possible_until)
    return StatusSpan(
        span.value,
        _ordinal(span.possible_from) or 1,
        FAR_FUTURE if until is None else until,
        _ordinal(span.certain_from),
        _ordinal(span.certain_until),
    )


def _ordinal(iso: str) -> int | None:
    return day_range(iso).earliest
