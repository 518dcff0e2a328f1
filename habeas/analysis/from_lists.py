"""A total from mentions of linked people: lists chosen by the user, uncertain matches drawn, strata kept apart."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from habeas.analysis.decomposable import decomposable_graphs
from habeas.analysis.estimate import ESTIMAND, TotalEstimate, estimate_total
from habeas.analysis.latent import ChainSettings, latent_classes
from habeas.analysis.linked_lists import (
    CaptureRecord,
    UncertainMatch,
    draw_tables,
    split_by_stratum,
    table_from_records,
)
from habeas.analysis.loglinear import log_linear
from habeas.analysis.pooling import describe_strata, estimate_over_linkage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from habeas.analysis.rules import EstimateRules

LATENT_TABLES = 3


def estimate_lists(
    records: Sequence[CaptureRecord],
    lists: Mapping[str, Sequence[str]],
    *,
    matches: Sequence[UncertainMatch] = (),
    draws: int = 20,
    rules: EstimateRules | None = None,
    same_source: Sequence[Sequence[str]] = (),
    estimand: str = ESTIMAND,
    chain_settings: ChainSettings | None = None,
    seed: int = 1,
) -> TotalEstimate:
    """Estimate how many are on no list, from people that reviewers linked across sources.

    The models first run on the people as decided. Where matches are uncertain they run again on tables drawn with those
    matches, and the range is widened to hold both.

    Args:
        records: mentions with their person, source and stratum.
        lists: for each list its sources; a source is in one list.
        matches: pairs of people that may be one.
        draws: tables drawn for the linkage.
        rules: thresholds of the refusals.
        same_source: lists known to share a source; refused unless merged.
        estimand: who is counted, with dates, in words.
        chain_settings: how the latent class chains run.
        seed: of everything random.

    Returns:
        As `estimate_total`; `details["over_linkage"]` has the models over the drawn tables, `details["strata"]` the
        strata.

    Raises:
        TableError: lists that make no sense, or a probability outside 0 to 1.
        NoOverlapError: nobody is on two lists.
    """
    table = table_from_records(records, lists)
    result = estimate_total(
        table, rules=rules, same_source=same_source, estimand=estimand, chain_settings=chain_settings, seed=seed
    )
    details: dict[str, Any] = dict(result.details)
    strata = split_by_stratum(records)
    if len(strata) > 1:
        tables = {name: table_from_records(part, lists) for name, part in strata.items()}
        details["strata"] = describe_strata(tables, rules=rules, seed=seed)
    if matches:
        result = _widen(result, details, draw_tables(records, lists, matches, draws=draws, seed=seed), seed)
    return replace(result, details=MappingProxyType(details))


def _widen(result: TotalEstimate, details: dict[str, Any], tables: Sequence[Any], seed: int) -> TotalEstimate:
    """Add the models over the drawn tables, and take their limits into the range."""
    documented = (min(t.documented for t in tables), max(t.documented for t in tables))
    details["documented_over_linkage"] = list(documented)
    note = f"Some matches are uncertain: the documented people are between {documented[0]:,} and {documented[1]:,}."
    if result.interval is None:
        return replace(result, cautions=(*result.cautions, note))
    short = ChainSettings(chains=4, most_rounds=2, wanted_draws=1000, seed=seed)
    pooled = (
        estimate_over_linkage(tables, partial(decomposable_graphs, seed=seed)),
        estimate_over_linkage(tables[:LATENT_TABLES], partial(latent_classes, settings=short)),
        estimate_over_linkage(tables, partial(log_linear, bootstraps=20, seed=seed)),
    )
    details["over_linkage"] = {estimate.model: estimate.as_json() for estimate in pooled}
    limits = [estimate.interval for estimate in pooled if estimate.usable and estimate.interval is not None]
    low = min([result.interval[0], *(i.low for i in limits)])
    high = max([result.interval[1], *(i.high for i in limits)])
    refused = [
        f"Over the uncertain matches, {estimate.model.replace('_', ' ')} gave no estimate: {reason}"
        for estimate in pooled
        for reason in estimate.refused_because
    ]
    words = f"With the uncertain matches drawn by lot, the range is {low:,.0f} to {high:,.0f}."
    return replace(
        result,
        interval=(low, high),
        cautions=(*result.cautions, note, *refused),
        words=(*result.words[:2], words, *result.words[2:]),
    )
