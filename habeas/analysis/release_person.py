"""Measures for single people: the freed of each date against all others held that day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from habeas.analysis.conditional import DateTables, exact_p, fit_conditional, odds_ratio
from habeas.analysis.errors import StudyError
from habeas.analysis.inputs import RELEASED, TERM_SERVED, CustodyInterval, DayRange, Period, PersonMeasure
from habeas.analysis.release_results import FollowedCase, MeasureResult, StudySettings
from habeas.analysis.results import Interval
from habeas.analysis.risk_sets import DrawnCustody, draw_custody, draw_exposure, held_on, release_dates, tabulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

YEARS_SINCE_ARREST = "years_since_arrest"
ASSUMPTIONS = (
    (
        "Among people held on the same day, who was the object of the measure has nothing else to do with who was about"
        " to be freed. If"
        " measures were aimed at people already likely to be freed, the figure is too high, and no computation here"
        " removes that."
    ),
    (
        "Each person enters on the day when the case was documented, and everybody held and documented is in the"
        " comparison."
    ),
    "Secret requests are not known, so some people counted as without the measure had it.",
)


@dataclass(frozen=True, slots=True)
class _Draw:
    tables: DateTables
    custody: DrawnCustody
    exposed: NDArray[np.bool_]
    dates: NDArray[np.int64]


def study_person_measure(
    name: str,
    people: Sequence[CustodyInterval],
    measures: Sequence[PersonMeasure],
    period: Period,
    settings: StudySettings,
) -> MeasureResult:
    """Compare within dates of release, refuse by the rules, and say it in words.

    Args:
        name: kind of the measure.
        people: custody intervals with a usable entry and end.
        measures: measures of that kind.
        period: of the study.
        settings: windows and thresholds.
    """
    cases = list_cases(people, measures, period, settings)
    uncertain = any(
        not day.exact for person in people for day in (person.first_documented, person.end) if person.end_kind
    )
    uncertain = uncertain or any(not measure.day.exact for measure in measures)
    number = settings.draws if uncertain else 1
    draws = [_draw_tables(people, measures, period, settings, seed=(settings.seed, i)) for i in range(number)]
    freed = np.array([draw.tables.freed.sum() for draw in draws])
    exposed = np.array([draw.tables.exposed_freed.sum() for draw in draws])
    expected = np.array([_expect(draw.tables) for draw in draws])
    dates = np.array([draw.tables.informative.sum() for draw in draws])
    exposed_mean, other_mean = float(exposed.mean()), float((freed - exposed).mean())
    counts = {
        "exposed_releases": round(exposed_mean, 2),
        "expected_exposed_releases": round(float(expected.mean()), 2),
        "other_releases": round(other_mean, 2),
        "dates_of_release": round(float(np.mean([len(draw.dates) for draw in draws])), 2),
        "informative_dates": round(float(dates.mean()), 2),
        "draws": number,
    }
    base = MeasureResult(name, "person", tuple(cases), MappingProxyType(counts), assumptions=ASSUMPTIONS)
    within = "ever" if settings.window_days is None else f"within {settings.window_days} days"
    if exposed_mean < settings.fewest_listed:
        reason = (
            f"{exposed_mean:g} releases followed this measure {within}; with fewer than {settings.fewest_listed} the"
            " cases are listed"
            " and nothing is computed."
        )
        return replace(base, refused_because=(reason,), words=(reason,))
    controls = _run_controls(people, measures, period, settings)
    refused = _refuse_order(cases, settings) + _refuse_extremes(people, measures, period, settings, uncertain=uncertain)
    refused += [
        f"A negative control differs as well ({control}, p = {p:.3f}), so the comparison is void."
        for control, p in controls.items()
        if p is not None and p < settings.significance
    ]
    cautions = [
        f"There were too few ends for the negative control: {control}." for control, p in controls.items() if p is None
    ]
    if refused:
        return replace(
            base,
            controls=MappingProxyType(controls),
            cautions=tuple(cautions),
            refused_because=tuple(refused),
            words=tuple(refused),
        )
    p = float(np.median([exact_p(draw.tables) for draw in draws]))
    no_interval = _refuse_interval(draws, exposed_mean, other_mean, settings)
    interval = None
    if not no_interval:
        interval, more = _estimate(draws, people, settings)
        cautions += more
    return replace(
        base,
        interval=interval,
        p=p,
        controls=MappingProxyType(controls),
        cautions=tuple(cautions),
        refused_because=tuple(no_interval),
        words=_word(name, counts, interval, p, within),
    )


def list_cases(
    people: Sequence[CustodyInterval], measures: Sequence[PersonMeasure], period: Period, settings: StudySettings
) -> list[FollowedCase]:
    """Each release that may have followed a measure for the same person within the window, nearest measure first."""
    by_person: dict[str, list[PersonMeasure]] = {}
    for measure in measures:
        by_person.setdefault(measure.person_key, []).append(measure)
    cases = []
    for person in people:
        if person.end_kind != RELEASED:
            continue
        end = _bounded(person.end, period)
        best: FollowedCase | None = None
        for measure in by_person.get(person.person_key, ()):
            day = _bounded(measure.day, period)
            fewest, most = end[0] - day[1], end[1] - day[0]
            if most < 1 or (settings.window_days is not None and fewest > settings.window_days):
                continue
            case = FollowedCase(
                person.person_key, measure.day.written(), person.end.written(), (fewest, most), fewest >= 1
            )
            if best is None or abs(fewest) < abs(best.days_between[0]):
                best = case
        if best is not None:
            cases.append(best)
    return cases


def _bounded(day: DayRange, period: Period) -> tuple[int, int]:
    earliest = period.first if day.earliest is None else day.earliest
    return earliest, max(earliest, period.last if day.latest is None else day.latest)


def _draw_tables(
    people: Sequence[CustodyInterval],
    measures: Sequence[PersonMeasure],
    period: Period,
    settings: StudySettings,
    *,
    seed: tuple[int, int],
    kinds: tuple[str, ...] = (RELEASED,),
    shift: int = 0,
    extremes: tuple[str, str] = ("", ""),
) -> _Draw:
    rng = np.random.default_rng(seed)
    custody = draw_custody(people, period, kinds, rng, vouched_days=settings.vouched_days, extreme=extremes[1])
    dates = release_dates(custody)
    exposed = draw_exposure(
        people, measures, dates, period, rng, window=settings.window_days, shift=shift, extreme=extremes[0]
    )
    return _Draw(tabulate(custody, exposed, dates), custody, exposed, dates)


def _expect(tables: DateTables) -> float:
    return float((tables.freed * tables.exposed / np.maximum(tables.held, 1)).sum())


def _run_controls(
    people: Sequence[CustodyInterval], measures: Sequence[PersonMeasure], period: Period, settings: StudySettings
) -> dict[str, float | None]:
    """The same comparison where nothing should be found: the window moved later, and ends by served term."""
    found: dict[str, float | None] = {}
    runs: list[tuple[str, tuple[str, ...], int]] = [("ends by served term", (TERM_SERVED,), 0)]
    if settings.window_days is not None:
        runs.append(("the window moved later by its own length", (RELEASED,), settings.window_days))
    for control, kinds, shift in runs:
        draws = [
            _draw_tables(people, measures, period, settings, seed=(settings.seed, i), kinds=kinds, shift=shift)
            for i in range(min(settings.draws, 10))
        ]
        expected = np.mean([_expect(draw.tables) for draw in draws])
        enough = max(expected, np.mean([draw.tables.exposed_freed.sum() for draw in draws])) >= settings.fewest_listed
        found[control] = float(np.median([exact_p(draw.tables) for draw in draws])) if enough else None
    return found


def _refuse_order(cases: Sequence[FollowedCase], settings: StudySettings) -> list[str]:
    unknown = sum(not case.order_certain for case in cases)
    if cases and unknown / len(cases) > settings.most_unknown_order:
        return [
            (
                f"In {unknown} of {len(cases)} releases it is not known whether the measure came first; at most"
                f" {settings.most_unknown_order:.0%} may be so."
            )
        ]
    return []


def _refuse_extremes(
    people: Sequence[CustodyInterval],
    measures: Sequence[PersonMeasure],
    period: Period,
    settings: StudySettings,
    *,
    uncertain: bool,
) -> list[str]:
    """Whether the answer turns round between the two extreme orders of measures and releases."""
    if not uncertain:
        return []
    signs = []
    for extremes in (("early", "late"), ("late", "early")):
        tables = _draw_tables(people, measures, period, settings, seed=(settings.seed, 0), extremes=extremes).tables
        signs.append(float(tables.exposed_freed.sum()) - _expect(tables))
    if signs[0] * signs[1] < 0:
        return ["The answer turns round with the order in which uncertain dates are taken, so nothing is computed."]
    return []


def _refuse_interval(draws: Sequence[_Draw], exposed: float, other: float, settings: StudySettings) -> list[str]:
    reasons = []
    if min(exposed, other) < settings.fewest_modelled:
        reasons.append(
            f"{exposed:g} releases with the measure and {other:g} without: from {settings.fewest_modelled} on each"
            " side a ratio is"
            " fitted, below that only the exact probability is given."
        )
    dates = float(np.mean([draw.tables.informative.sum() for draw in draws]))
    if dates < settings.fewest_dates:
        reasons.append(
            f"Only {dates:g} dates are informative and at least {settings.fewest_dates} are needed for an interval."
        )
    tables = draws[0].tables
    total = int(tables.exposed_freed.sum())
    if total and tables.exposed_freed.max() > settings.most_in_one_batch * total:
        reasons.append(
            f"One date holds {int(tables.exposed_freed.max())} of {total} releases with the measure, so an interval"
            " would describe that"
            " date."
        )
    elif not reasons and _turns_round(tables):
        reasons.append("Leaving out one date turns the answer round, so no interval is given.")
    return reasons


def _turns_round(tables: DateTables) -> bool:
    """Whether leaving out one date changes the side on which the odds ratio lies."""
    each = tables.exposed_freed - tables.freed * tables.exposed / np.maximum(tables.held, 1)
    total = each.sum()
    return bool(((total - each) * total < 0).any())


def _estimate(
    draws: Sequence[_Draw], people: Sequence[CustodyInterval], settings: StudySettings
) -> tuple[Interval, list[str]]:
    """The odds ratio, over all draws by the rules of Rubin on the log scale."""
    cautions = []
    names = [name for name in settings.adjust_for if name != "measure"]
    releases = float(np.mean([draw.tables.freed.sum() for draw in draws]))
    if names and releases < settings.releases_per_parameter * (1 + len(names)):
        cautions.append(
            f"{releases:g} releases are too few for {len(names)} covariates beside the measure; the ratio is not"
            " adjusted."
        )
        names = []
    intervals = []
    for draw in draws:
        try:
            intervals.append(
                _adjusted(draw, people, names, settings) if names else odds_ratio(draw.tables, level=settings.level)
            )
        except StudyError as problem:
            if not names:
                raise
            cautions.append(f"The ratio is not adjusted: {problem}")
            names = []
            intervals.append(odds_ratio(draw.tables, level=settings.level))
    if len(intervals) == 1:
        return intervals[0], cautions
    middle = np.log([i.median for i in intervals])
    # Half the width of the profile on the log scale stands for the spread inside one draw.
    high = np.array([min(i.high, 1e6) for i in intervals])
    low = np.array([max(i.low, 1e-6) for i in intervals])
    inside = ((np.log(high) - np.log(low)) / (2 * 1.96)) ** 2
    spread = np.sqrt(inside.mean() + (1 + 1 / len(middle)) * middle.var(ddof=1))
    centre = middle.mean()
    reach = (np.log(high).mean() - np.log(low).mean()) / 2 * spread / np.sqrt(inside.mean())
    return Interval(
        float(np.exp(centre)), float(np.exp(centre - reach)), float(np.exp(centre + reach)), settings.level
    ), cautions


def _adjusted(
    draw: _Draw, people: Sequence[CustodyInterval], names: Sequence[str], settings: StudySettings
) -> Interval:
    useful = draw.tables.freed > 0
    held = held_on(draw.custody, draw.dates) & useful[:, None]
    dates, columns = np.nonzero(held)
    freed = draw.custody.ended[columns] & (draw.custody.leave[columns] == draw.dates[dates])
    covariates = [draw.exposed[dates, columns].astype(float)]
    for name in names:
        if name == YEARS_SINCE_ARREST:
            start = draw.custody.start[columns]
            if (start < 0).any():
                raise StudyError("the day of arrest is not known for everybody.")
            covariates.append((draw.dates[dates] - start) / 365.25)
        else:
            values = np.array([person.covariates.get(name, np.nan) for person in people])
            if np.isnan(values).any():
                raise StudyError(f"{name} is not known for everybody.")
            covariates.append(values[columns])
    fit = fit_conditional(
        np.column_stack(covariates), freed, dates, ("measure", *names), profiled=1, level=settings.level
    )
    return fit.intervals[0]


def _word(name: str, counts: dict[str, float], interval: Interval | None, p: float, within: str) -> tuple[str, ...]:
    more = counts["exposed_releases"] > counts["expected_exposed_releases"]
    words = [
        (
            f"{counts['exposed_releases']:g} releases followed {name} {within}; {counts['expected_exposed_releases']:g}"
            " would be expected if"
            " the freed of each date were drawn by lot from those held that day."
        )
    ]
    if p < 0.05:
        words.append(
            f"{name} was followed by release {'more' if more else 'less'} often than among others held the same day"
            " (exact p ="
            f" {p:.3g})."
        )
    else:
        words.append(f"No difference from others held the same day can be told from chance (exact p = {p:.3g}).")
    if interval is not None:
        words.append(f"Odds ratio {interval.median:.2f} ({interval.low:.2f} to {interval.high:.2f}).")
    return tuple(words)
