"""What went before releases: every measure of a study, listed whether or not anything is found."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from habeas.analysis.batches import ReleaseBatch, ShiftTest, group_releases, shift_test
from habeas.analysis.errors import StudyError
from habeas.analysis.incidence import cumulative_incidence
from habeas.analysis.inputs import (
    END_KINDS,
    RELEASED,
    CountryMeasure,
    CustodyInterval,
    DayRange,
    Period,
    PersonMeasure,
)
from habeas.analysis.release_person import study_person_measure
from habeas.analysis.release_results import MeasureResult, ReleaseStudy, StudySettings

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTRY_ASSUMPTIONS = (
    (
        "The times of the measures could as well have been other times of the same season, the distances between them"
        " kept."
    ),
    (
        "Releases often prepare a visit or a step as much as they follow it, so the window before counts as much as the"
        " one after."
    ),
)
ORDER_IS_NOT_CAUSE = "That one thing was followed by another does not show that it made it happen."


def release_study(
    people: Sequence[CustodyInterval],
    period: Period,
    *,
    person_measures: Sequence[PersonMeasure] = (),
    country_measures: Sequence[CountryMeasure] = (),
    settings: StudySettings | None = None,
    with_incidence: bool = True,
) -> ReleaseStudy:
    """Study every measure that is given, adjust for their number, and refuse where the data cannot answer.

    Args:
        people: custody intervals.
        period: the days of the study, fixed before looking.
        person_measures: measures for single people, of any kinds.
        country_measures: measures of the whole country, of any kinds.
        settings: windows and thresholds.
        with_incidence: also estimate how custody ended.

    Returns:
        A study whose measures are all listed, also those that were refused.

    Raises:
        StudyError: no custody intervals, an unknown kind of end, or a period without a day.

    Example:
        >>> from habeas.analysis import CustodyInterval, DayRange, Period, PersonMeasure, release_study
        >>> arrest, known, freed = (DayRange.of(day) for day in ("2021-01-01", "2021-01-05", "2021-06-01"))
        >>> held = CustodyInterval("a", arrest, known, freed, "released")
        >>> asked = PersonMeasure("request", "a", DayRange.of("2021-05-01"))
        >>> year = Period.of("2021-01-01", "2021-12-31")
        >>> study = release_study([held], year, person_measures=[asked], with_incidence=False)
        >>> study.measures[0].cases[0].days_between, study.measures[0].p
        ((31, 31), None)
    """
    chosen = settings or StudySettings()
    _check(people, period)
    usable = [person for person in people if not person.known_by_end_only and _dated(person)]
    released = [person for person in people if person.end_kind == RELEASED]
    batches = group_releases([_middle(p.end, period) for p in released if _inside(p.end, period)], gap=chosen.batch_gap)
    cautions = [ORDER_IS_NOT_CAUSE]
    by_end = sum(person.known_by_end_only for person in people)
    if by_end:
        cautions.append(f"{by_end} cases known only because they ended were left out.")
    undated = sum(not person.known_by_end_only and not _dated(person) for person in people)
    names = tuple(dict.fromkeys([*(m.measure for m in person_measures), *(m.measure for m in country_measures)]))
    if undated > chosen.most_undated * len(people):
        reason = (
            f"{undated} of {len(people)} entries have no usable day of documentation or end; at most"
            f" {chosen.most_undated:.0%} may be so."
        )
        return ReleaseStudy(
            chosen,
            len(people),
            len(released),
            batches,
            _list_only(names, person_measures, reason),
            None,
            tuple(cautions),
            (reason,),
        )
    if undated:
        cautions.append(f"{undated} entries without a usable day of documentation or end were left out.")
    results = []
    for name in dict.fromkeys(measure.measure for measure in person_measures):
        kind = [measure for measure in person_measures if measure.measure == name]
        results.append(study_person_measure(name, usable, kind, period, chosen))
    for name in dict.fromkeys(measure.measure for measure in country_measures):
        events = [measure for measure in country_measures if measure.measure == name]
        results.append(study_country_measure(name, events, batches, period, chosen))
    adjusted = adjust_holm([result.p for result in results])
    measures = tuple(replace(result, p_holm=p) for result, p in zip(results, adjusted, strict=True))
    tested = sum(p is not None for p in adjusted)
    if tested > 1:
        cautions.append(f"{tested} measures were tested; probabilities are adjusted for that by Holm's rule.")
    incidence = cumulative_incidence(usable, period, vouched_days=chosen.vouched_days) if with_incidence else None
    return ReleaseStudy(chosen, len(people), len(released), batches, measures, incidence, tuple(cautions))


def study_country_measure(
    name: str,
    events: Sequence[CountryMeasure],
    batches: Sequence[ReleaseBatch],
    period: Period,
    settings: StudySettings,
) -> MeasureResult:
    """Count batches after and before the events of a measure, against the same calendar at other times."""
    days = [_middle(event.day, period) for event in events if _inside(event.day, period)]
    window = settings.country_window_days
    base = MeasureResult(name, "country", assumptions=COUNTRY_ASSUMPTIONS)
    counts: dict[str, float] = {"events": len(days), "batches": len(batches)}
    if len(days) < settings.fewest_country_events or not batches:
        reason = (
            f"{len(days)} events and {len(batches)} batches of releases: with fewer than"
            f" {settings.fewest_country_events} events only the"
            " calendar is shown."
        )
        return replace(base, counts=MappingProxyType(counts), refused_because=(reason,), words=(reason,))
    broad = sum(1 for event in events if (event.day.width or period.days) > window)
    if broad > settings.most_unknown_order * len(events):
        reason = (
            f"{broad} of {len(events)} events are dated more broadly than the window of {window} days, so only the"
            " calendar is shown."
        )
        return replace(base, counts=MappingProxyType(counts), refused_because=(reason,), words=(reason,))
    if len(batches) < settings.fewest_country_events:
        reason = (
            f"All releases fall into {len(batches)} batches, too few to compare calendars; only the calendar is shown."
        )
        return replace(base, counts=MappingProxyType(counts), refused_because=(reason,), words=(reason,))
    after = shift_test(days, batches, period, after=window, season=settings.season_days, seed=settings.seed)
    before = shift_test(days, batches, period, after=0, before=window, season=settings.season_days, seed=settings.seed)
    counts |= {
        "followed": after.observed,
        "expected_followed": round(after.expected, 2),
        "preceded": before.observed,
        "expected_preceded": round(before.expected, 2),
        "p_preceded": before.p,
        "calendars": after.calendars,
    }
    cautions = [] if after.seasonal else ["The period is too short to keep the season when the calendar is moved."]
    if before.p < settings.significance and before.observed > before.expected:
        cautions.append("Batches also stood before the measure more often than at other times.")
    return replace(
        base,
        counts=MappingProxyType(counts),
        p=after.p,
        cautions=tuple(cautions),
        words=_word(name, window, after, before),
    )


def adjust_holm(ps: Sequence[float | None]) -> list[float | None]:
    """Holm's adjustment of the probabilities that there are, in their order.

    Source:
        Holm, Scandinavian Journal of Statistics 6 (1979), 65-70.

    Example:
        >>> adjust_holm([0.01, None, 0.04, 0.03])
        [0.03, None, 0.06, 0.06]
    """
    given = sorted((p, i) for i, p in enumerate(ps) if p is not None)
    adjusted: list[float | None] = [None] * len(ps)
    largest = 0.0
    for rank, (p, i) in enumerate(given):
        largest = max(largest, min(1.0, p * (len(given) - rank)))
        adjusted[i] = largest
    return adjusted


def _check(people: Sequence[CustodyInterval], period: Period) -> None:
    if not people:
        raise StudyError("A release study needs people who were held.")
    if period.days < 1:
        raise StudyError("The period of the study ends before it begins.")
    unknown = {person.end_kind for person in people} - {"", *END_KINDS}
    if unknown:
        raise StudyError(f"{min(unknown)!r} is no way of ending custody; known are {', '.join(END_KINDS)}.")


def _dated(person: CustodyInterval) -> bool:
    """Whether entry, and end where there is one, are known to a year."""
    days = [person.first_documented, *([person.end] if person.end_kind else [])]
    return all(day.width is not None and day.width <= 366 for day in days)


def _inside(day: DayRange, period: Period) -> bool:
    return day.width is not None and period.first <= _middle(day, period) <= period.last


def _middle(day: DayRange, period: Period) -> int:
    earliest = period.first if day.earliest is None else day.earliest
    return int(np.floor((earliest + (period.last if day.latest is None else day.latest)) / 2))


def _list_only(
    names: Sequence[str], person_measures: Sequence[PersonMeasure], reason: str
) -> tuple[MeasureResult, ...]:
    of_person = {measure.measure for measure in person_measures}
    return tuple(
        MeasureResult(name, "person" if name in of_person else "country", refused_because=(reason,), words=(reason,))
        for name in names
    )


def _word(name: str, window: int, after: ShiftTest, before: ShiftTest) -> tuple[str, ...]:
    observed = (
        f"{after.observed} of {after.events} events of {name} were followed by releases within {window} days, and"
        f" {before.observed} were preceded by releases within {window} days; at other times of the calendar it would be"
        f" {after.expected:.1f} and {before.expected:.1f}."
    )
    words = [observed]
    if after.p < 0.05:
        often = "more" if after.observed > after.expected else "less"
        words.append(
            f"{name} was followed by releases {often} often than the same measures at other times (p = {after.p:.3g})."
        )
    else:
        words.append(f"The difference after the measure cannot be told from chance (p = {after.p:.3g}).")
    return tuple(words)
