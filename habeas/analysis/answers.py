"""Questions as a page or a command asks them, and their answers as plain values with plots: what a run gives back.

Questions are small frozen values and answers hold text, numbers, lists and mappings alone, so both can cross to another
process and be kept under a digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from habeas.analysis.composition import Dimension
    from habeas.analysis.inputs import CountryMeasure, CustodyInterval, Period, PersonMeasure
    from habeas.analysis.linked_lists import CaptureRecord, UncertainMatch
    from habeas.analysis.trends import By, What

SMALL_CELL = 5
MASK = f"1-{SMALL_CELL - 1}"


@dataclass(frozen=True, slots=True)
class TotalsQuestion:
    """How many are on none of these lists.

    Attributes:
        records: who is named by whom.
        lists: (name, sources) for each list.
        matches: people who may be one.
        estimand: who is counted, in words; empty for the usual words.
        same_source: lists known to share a source.
        seed: of everything random.
    """

    records: tuple[CaptureRecord, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    matches: tuple[UncertainMatch, ...] = ()
    estimand: str = ""
    same_source: tuple[tuple[str, ...], ...] = ()
    seed: int = 1


@dataclass(frozen=True, slots=True)
class ReleaseQuestion:
    """What was followed by releases.

    Attributes:
        people: times in custody.
        period: of the study.
        person_measures, country_measures: what is studied.
        window_days: after a measure for one person.
        country_window_days: after and before a measure of the country.
    """

    people: tuple[CustodyInterval, ...]
    period: Period
    person_measures: tuple[PersonMeasure, ...] = ()
    country_measures: tuple[CountryMeasure, ...] = ()
    window_days: int = 365
    country_window_days: int = 60


@dataclass(frozen=True, slots=True)
class TrendQuestion:
    """Whom they take, and how many are held.

    Attributes:
        people: times in custody.
        period: of the trend.
        what, by, step: as in `count_events`.
        definition: name of a definition of held.
        before, after, dimension: what composition is compared; no comparison without both periods.
        reports_read: reports by month.
    """

    people: tuple[CustodyInterval, ...]
    period: Period
    what: What = "arrests"
    by: By = ""
    step: Literal["month", "year"] = "month"
    definition: str = "deprived_of_liberty"
    before: Period | None = None
    after: Period | None = None
    dimension: Dimension = "charge_family"
    reports_read: tuple[tuple[str, int], ...] = ()


Question = TotalsQuestion | ReleaseQuestion | TrendQuestion


def answer(question: Question, *, plots: bool = True) -> dict[str, Any]:
    """Answer a question.

    Args:
        question: of any of the three kinds.
        plots: also draw; the drawings are SVG text under `plots`, by name.

    Raises:
        AnalysisError: a question that makes no sense, in one sentence.
    """
    if isinstance(question, TotalsQuestion):
        return _answer_totals(question, plots=plots)
    if isinstance(question, ReleaseQuestion):
        return _answer_releases(question, plots=plots)
    return _answer_trend(question, plots=plots)


def _answer_totals(question: TotalsQuestion, *, plots: bool) -> dict[str, Any]:
    # The models compile; a command or page that asks nothing loads none of them.
    from habeas.analysis.estimate import ESTIMAND  # noqa: PLC0415
    from habeas.analysis.from_lists import estimate_lists  # noqa: PLC0415
    from habeas.analysis.linked_lists import table_from_records  # noqa: PLC0415

    lists = dict(question.lists)
    result = estimate_lists(
        question.records,
        lists,
        matches=question.matches,
        same_source=question.same_source,
        estimand=question.estimand or ESTIMAND,
        seed=question.seed,
    )
    found = result.as_json()
    found["sources"] = {name: list(sources) for name, sources in question.lists}
    found["uncertain_matches"] = len(question.matches)
    found["model_assumptions"] = {name: list(model.assumptions) for name, model in result.models.items()}
    if plots:
        from habeas.analysis.plots import plot_models, plot_overlaps  # noqa: PLC0415

        table = table_from_records(question.records, lists)
        found["plots"] = {"overlaps": plot_overlaps(table, note=False), "models": plot_models(result, note=False)}
    return found


def _answer_releases(question: ReleaseQuestion, *, plots: bool) -> dict[str, Any]:
    from habeas.analysis.release import release_study  # noqa: PLC0415 - as above
    from habeas.analysis.release_results import StudySettings  # noqa: PLC0415

    study = release_study(
        question.people,
        question.period,
        person_measures=question.person_measures,
        country_measures=question.country_measures,
        settings=StudySettings(window_days=question.window_days, country_window_days=question.country_window_days),
    )
    found = study.as_json()
    found["period"] = list(_days(question.period))
    found["calendar"] = {
        "batches": [[_day(b.first), _day(b.last), b.people] for b in study.batches],
        "measures": [[m.measure, m.day.written(), m.label] for m in question.country_measures],
    }
    if plots:
        from habeas.analysis.plots import plot_calendar  # noqa: PLC0415

        found["plots"] = {
            "calendar": plot_calendar(study.batches, question.country_measures, question.period, note=False)
        }
    return found


def _answer_trend(question: TrendQuestion, *, plots: bool) -> dict[str, Any]:
    from habeas.analysis.composition import compare_composition, measure_lags  # noqa: PLC0415 - as above
    from habeas.analysis.held import count_held_over_time, find_definition  # noqa: PLC0415
    from habeas.analysis.trends import count_events  # noqa: PLC0415

    read = dict(question.reports_read)
    if question.step == "year":
        read = _by_year(read)
    trend = count_events(
        question.people,
        question.period,
        what=question.what,
        by=question.by,
        step=question.step,
        reports_read=read or None,
    )
    held = count_held_over_time(question.people, question.period, find_definition(question.definition))
    lags, lag_cautions = measure_lags(question.people, question.period)
    found: dict[str, Any] = {
        "access_level": 1,
        "period": list(_days(question.period)),
        "times_in_custody": len(question.people),
        "trend": trend.as_json(),
        "held": [count.as_json() for count in held],
        "lags": {
            "rows": [
                {
                    "span": lag.label,
                    "known": lag.known,
                    "not_known": lag.not_known,
                    "days": None if lag.interval is None else lag.interval.as_json(),
                }
                for lag in lags
            ],
            "cautions": list(lag_cautions),
        },
        "composition": None,
    }
    if question.before is not None and question.after is not None:
        found["composition"] = compare_composition(
            question.people,
            question.before,
            question.after,
            question.dimension,
        ).as_json()
    if plots:
        from habeas.analysis.plots import plot_held, plot_trend  # noqa: PLC0415

        busiest = sorted(trend.rows, key=lambda name: -sum(cell.expected for cell in trend.rows[name]))
        found["plots"] = {"held": plot_held(held, note=False)}
        for number, name in enumerate(busiest[:4]):
            found["plots"][f"trend-{number}"] = plot_trend(trend, name, note=False)
        found["plotted"] = busiest[:4]
    return found


def mask_small(value: Any) -> Any:
    """An answer as it may leave the case team: no list of persons, no number of one to four people, no plot.

    Whole numbers under the keys that count people are masked; expected counts of few are cut too.
    """
    if isinstance(value, dict):
        return {
            key: _masked(key, inner)
            for key, inner in value.items()
            if key not in {"plots", "plotted", "cases", "calendar"}
        }
    if isinstance(value, list):
        return [mask_small(inner) for inner in value]
    return value


_COUNTS = frozenset(
    {"certain", "possible", "expected", "not_known", "known", "undated", "number", "of", "n", "events", "documented"}
    | {"exposed_releases", "other_releases", "followed", "preceded", "ends", "left_out"}
)


def _masked(key: str, value: Any) -> Any:
    if key in _COUNTS and isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < SMALL_CELL:
        return MASK
    return mask_small(value)


def _by_year(read: Mapping[str, int]) -> dict[str, int]:
    years: dict[str, int] = {}
    for month, number in read.items():
        years[month[:4]] = years.get(month[:4], 0) + number
    return years


def _days(period: Period) -> Sequence[str]:
    return _day(period.first), _day(period.last)


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
