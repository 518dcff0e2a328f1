"""How custody ended, with the ends competing: cumulative incidence by Aalen and Johansen with late entry."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from habeas.analysis.inputs import CustodyInterval, Period

HORIZONS = (180, 365, 730, 1095, 1825)
FEWEST_PEOPLE = 10  # below this a share is a story about single persons


@dataclass(frozen=True, slots=True)
class Incidence:
    """Share of people whose custody had ended in each way by some days after arrest.

    Attributes:
        people: number of intervals used.
        left_out: number left out, because the arrest or the end is not dated or the case is known only by its end.
        horizons: days since arrest.
        shares: for each way of ending, the share at each horizon, and the number of such ends: (shares, number).
        cautions: what must be read with it.
    """

    people: int
    left_out: int
    horizons: tuple[int, ...]
    shares: Mapping[str, tuple[tuple[float, ...], int]]
    cautions: tuple[str, ...]


def cumulative_incidence(
    people: Sequence[CustodyInterval],
    period: Period,
    *,
    horizons: Sequence[int] = HORIZONS,
    vouched_days: int = 548,
    fewest: int = FEWEST_PEOPLE,
    seed: int = 1,
) -> Incidence:
    """Estimate for each way of ending the share that had ended so, other ends competing.

    Days are counted from arrest, and a person enters when first documented. Uncertain days are taken at the middle of
    their range. A term served is an end of its own and never a success.

    Args:
        people: custody intervals.
        period: of the study.
        horizons: days since arrest at which shares are given.
        vouched_days: for how long the last report of custody vouches for it.
        fewest: below so many people nothing is estimated.
        seed: lifelines separates tied days by a random hair.

    Source:
        Aalen and Johansen, Scandinavian Journal of Statistics 5 (1978), 141-150; computed by lifelines.
    """
    # lifelines brings pandas, which nothing else here needs.
    from lifelines import AalenJohansenFitter  # noqa: PLC0415
    from lifelines.exceptions import StatError  # noqa: PLC0415

    rows = []
    for person in people:
        start, entry, end = (
            _middle(day.earliest, day.latest) for day in (person.start, person.first_documented, person.end)
        )
        if start is None or entry is None or person.known_by_end_only or (person.end_kind and end is None):
            continue
        vouched = period.last if person.last_reported is None else person.last_reported + vouched_days
        last = end if person.end_kind and end is not None else min(period.last, vouched)
        kind = person.end_kind if last <= period.last else ""
        first = max(entry, period.first) - start
        duration = min(last, period.last) - start
        if duration > max(first, 0):
            rows.append((max(first, 0), duration, kind))
    cautions = []
    if len(rows) < fewest:
        cautions.append(f"How custody ended is not estimated from {len(rows)} people; it needs {fewest}.")
    kinds = sorted({kind for _, _, kind in rows if kind}) if not cautions else []
    shares: dict[str, tuple[tuple[float, ...], int]] = {}
    for kind in kinds:
        codes = np.array([0 if k == "" else 1 if k == kind else 2 for _, _, k in rows])
        fitter = AalenJohansenFitter(calculate_variance=False, seed=seed)
        with warnings.catch_warnings():
            # Tied days are expected here and told in the docstring.
            warnings.simplefilter("ignore")
            try:
                fitter.fit([r[1] for r in rows], codes, event_of_interest=1, entry=[r[0] for r in rows])
            except StatError:
                # Nobody is left under watch early on: every share after that would be 0 or 1.
                cautions.append("How custody ended is not estimated: too few people were documented early.")
                shares = {}
                break
        curve = fitter.cumulative_density_.iloc[:, 0]
        values = tuple(
            float(curve[curve.index <= h + 0.5].iloc[-1]) if (curve.index <= h + 0.5).any() else 0.0 for h in horizons
        )
        shares[kind] = (values, int(np.sum(codes == 1)))
    if shares:
        early = sum(1 for first, _, _ in rows if first <= 30)
        if early < 10:
            cautions.append(
                f"Only {early} people were documented within 30 days of arrest, so the first months rest on few people."
            )
    return Incidence(len(rows), len(people) - len(rows), tuple(horizons), MappingProxyType(shares), tuple(cautions))


def _middle(earliest: int | None, latest: int | None) -> int | None:
    return None if earliest is None or latest is None else (earliest + latest) // 2
