"""What a release study gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habeas.analysis.batches import ReleaseBatch
    from habeas.analysis.incidence import Incidence
    from habeas.analysis.results import Interval


@dataclass(frozen=True, slots=True)
class StudySettings:
    """What was fixed before looking, and the thresholds of the refusals.

    Attributes:
        window_days: days after a measure for one person in which a release counts as following it; None for ever.
        country_window_days: the same for a measure of the whole country, after it and before it.
        batch_gap: releases at most this many days apart are one batch.
        season_days: by how much a moved measure may leave its season.
        draws: possible pasts drawn where dates are uncertain.
        vouched_days: for how long the last report of custody vouches for it, where nobody tells of an end.
        adjust_for: names of covariates for the model; `years_since_arrest` is computed.
        fewest_listed: exposed releases below which cases are only listed.
        fewest_modelled: exposed and other releases from which on the model is fitted.
        fewest_dates: informative dates below which no interval is given.
        most_in_one_batch: largest share of the exposed releases that one date may hold.
        fewest_country_events: events of a country's measure below which there is only a calendar.
        releases_per_parameter: releases for each covariate of the model.
        most_unknown_order: largest share of exposed releases that may have come before the measure.
        most_undated: largest share of intervals without a usable entry or end.
        significance: of the negative controls.
        level: coverage of intervals.
        seed: of everything random.
    """

    window_days: int | None = 365
    country_window_days: int = 60
    batch_gap: int = 3
    season_days: int = 15
    draws: int = 50
    vouched_days: int = 548
    adjust_for: tuple[str, ...] = ()
    fewest_listed: int = 5
    fewest_modelled: int = 10
    fewest_dates: int = 8
    most_in_one_batch: float = 0.5
    fewest_country_events: int = 5
    releases_per_parameter: int = 10
    most_unknown_order: float = 0.2
    most_undated: float = 0.3
    significance: float = 0.05
    level: float = 0.95
    seed: int = 1


@dataclass(frozen=True, slots=True)
class FollowedCase:
    """One release that followed a measure for the same person.

    Attributes:
        person_key: the person.
        measure_day: EDTF.
        release_day: EDTF.
        days_between: fewest and most days between them.
        order_certain: whether the release was certainly later.
    """

    person_key: str
    measure_day: str
    release_day: str
    days_between: tuple[int, int]
    order_certain: bool


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """What can be said of one measure.

    Attributes:
        measure: its kind, in words.
        level: `person` or `country`.
        cases: the releases that followed it, each; always listed first.
        counts: figures by name: exposed and other releases, how many were expected, informative dates, windows before
            and after.
        interval: odds ratio with limits, or None.
        p: exact probability, or None.
        p_holm: the same adjusted for all measures of the study.
        controls: p of the negative controls by name; None where too few ends allow none.
        assumptions: what must be true.
        cautions: what must be read with it.
        refused_because: why there is no interval, or nothing but the list.
        words: in sentences.
    """

    measure: str
    level: str
    cases: tuple[FollowedCase, ...] = ()
    counts: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    interval: Interval | None = None
    p: float | None = None
    p_holm: float | None = None
    controls: Mapping[str, float | None] = field(default_factory=lambda: MappingProxyType({}))
    assumptions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    refused_because: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        odds = None
        if self.interval is not None:
            parts = {"median": self.interval.median, "low": self.interval.low, "high": self.interval.high}
            # JSON has no infinity.
            odds = {name: value if value < 1e12 else None for name, value in parts.items()}
        return {
            "measure": self.measure,
            "level": self.level,
            "cases": [
                {
                    "person": case.person_key,
                    "measure_day": case.measure_day,
                    "release_day": case.release_day,
                    "days_between": list(case.days_between),
                    "order_certain": case.order_certain,
                }
                for case in self.cases
            ],
            "counts": dict(self.counts),
            "odds_ratio": odds,
            "p": self.p,
            "p_holm": self.p_holm,
            "controls": dict(self.controls),
            "assumptions": list(self.assumptions),
            "cautions": list(self.cautions),
            "refused": list(self.refused_because),
            "words": list(self.words),
        }


@dataclass(frozen=True, slots=True)
class ReleaseStudy:
    """All measures of one study; a result about named people, for the case team unless a lead decides otherwise.

    Attributes:
        settings: what was fixed before looking.
        people: number of custody intervals.
        releases: number of releases in the period.
        batches: the releases in batches.
        measures: each measure's result, in the order given.
        incidence: how custody ended, or None.
        cautions: of the whole study.
        refused_because: why nothing at all is computed.
    """

    settings: StudySettings
    people: int
    releases: int
    batches: tuple[ReleaseBatch, ...]
    measures: tuple[MeasureResult, ...]
    incidence: Incidence | None
    cautions: tuple[str, ...]
    refused_because: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form that `habeas releases --format json` prints."""
        incidence = None
        if self.incidence is not None:
            incidence = {
                "people": self.incidence.people,
                "left_out": self.incidence.left_out,
                "days_since_arrest": list(self.incidence.horizons),
                "shares": {
                    kind: {"shares": list(shares), "ends": ends}
                    for kind, (shares, ends) in self.incidence.shares.items()
                },
                "cautions": list(self.incidence.cautions),
            }
        return {
            "access_level": 1,
            "people": self.people,
            "releases": self.releases,
            "window_days": self.settings.window_days,
            "country_window_days": self.settings.country_window_days,
            "batches": len(self.batches),
            "measures": [measure.as_json() for measure in self.measures],
            "incidence": incidence,
            "cautions": list(self.cautions),
            "refused": list(self.refused_because),
            "seed": self.settings.seed,
        }
