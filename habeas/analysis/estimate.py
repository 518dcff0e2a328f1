"""The total by all three models beside each other.

The documented count first, then the range of the models, and words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from habeas.analysis.decomposable import decomposable_graphs
from habeas.analysis.errors import NoOverlapError, TableError
from habeas.analysis.heterogeneity import MOST_TIMES, Heterogeneity, look_for_heterogeneity, unequal_chances
from habeas.analysis.latent import ChainSettings, latent_classes
from habeas.analysis.loglinear import log_linear
from habeas.analysis.pooling import describe_strata
from habeas.analysis.results import Interval, ModelEstimate
from habeas.analysis.rules import EstimateRules, caution_table, masked_cells, overlap_matrix, refuse_table
from habeas.analysis.sensitivity import leave_one_out, run_or_refuse, title, vary_priors
from habeas.analysis.table_file import read_strata, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from habeas.analysis.capture import CaptureTable

MODELS = ("decomposable_graphs", "latent_classes", "log_linear")
ESTIMAND = "people who could have been named on these lists in the period that the lists cover"
UNREACHABLE = (
    "People who had no chance to be on any list, such as those whose families stay silent, are outside every estimate;"
    " the documented count is a floor."
)
OPEN_GROUP = (
    "People are arrested and released while lists are made; unless all lists cover one and the same period, the total"
    " is too high."
)
UNEQUAL = "People seem to differ in their chances to be listed, so only the range is given."
SUSPECTED = "People seem to differ in their chances to be listed; then all these models tend to give too low a total."
UNLIMITED = (
    "People seem to differ in their chances to be listed, and a model in which they do finds no upper limit in these"
    " lists."
)
FOR_CHECKING = (
    "The total was refused; the figures of single models are there to be checked against other software, not to be"
    " quoted."
)


@dataclass(frozen=True, slots=True)
class TotalEstimate:
    """What can be said about how many there are.

    Attributes:
        documented: people on at least one list: always the first figure, and the floor.
        estimand: who is counted, in words.
        models: each model's answer or refusal. Where the total is refused as a whole they are for checking only.
        interval: the lowest and highest limit of the models that answered, or None.
        point: the middle of the models' medians, given only when they agree.
        point_refused_because: why there is no point although there is a range.
        assumptions: of every model that answered.
        cautions: what must be read with the figures.
        refused_because: why there is no range at all.
        details: overlaps, sensitivity, leave-one-list-out, settings.
        words: the whole in sentences, the documented count first.
    """

    documented: int
    estimand: str
    models: Mapping[str, ModelEstimate]
    interval: tuple[float, float] | None
    point: float | None
    point_refused_because: tuple[str, ...]
    assumptions: tuple[str, ...]
    cautions: tuple[str, ...]
    refused_because: tuple[str, ...]
    details: Mapping[str, Any]
    words: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The form that `habeas estimate --format json` prints."""
        return {
            "documented": self.documented,
            "estimand": self.estimand,
            "models": {name: estimate.as_json() for name, estimate in self.models.items()},
            "range": None
            if self.interval is None
            else {"low": round(self.interval[0]), "high": round(self.interval[1])},
            "point": None if self.point is None else round(self.point),
            "point_refused": list(self.point_refused_because),
            "cautions": list(self.cautions),
            "refused": list(self.refused_because),
            "assumptions": list(self.assumptions),
            "words": list(self.words),
            **{name: _plain(value) for name, value in self.details.items()},
        }


def estimate_table(
    path: Path,
    *,
    rules: EstimateRules | None = None,
    merge: Mapping[str, Sequence[str]] | None = None,
    leave_out: Sequence[str] = (),
    same_source: Sequence[Sequence[str]] = (),
    seed: int = 1,
) -> TotalEstimate:
    """Estimate the total from a CSV file with one 0/1 column for each list and a last column `n`.

    A file with a first column `stratum` is added up here; `habeas.analysis.estimate_strata(read_strata(path))` keeps
    strata apart.

    Args:
        path: the file.
        rules: thresholds of the refusals.
        merge: new list names with the lists that each takes together.
        leave_out: lists to leave out.
        same_source: lists known to share a source; refused unless merged.
        seed: of everything random.

    Raises:
        TableError: the file makes no sense, or a list that is named is not in it.
    """
    table = read_table(path)
    for name in (*leave_out, *(name for group in (merge or {}).values() for name in group)):
        if name not in table.lists:
            raise TableError(f"{path.name} has no list called {name}.")
    for name in leave_out:
        table = table.without(name)
    for into, names in (merge or {}).items():
        table = table.merged(names, into)
    result = estimate_total(table, rules=rules, same_source=same_source, seed=seed)
    strata = read_strata(path)
    if len(strata) > 1 and not leave_out and not merge:
        note = (
            f"The file has {len(strata)} strata, added up here; groups with different chances to be listed are better"
            " estimated apart."
        )
        details = MappingProxyType({**result.details, "strata": describe_strata(strata, rules=rules, seed=seed)})
        result = replace(result, cautions=(*result.cautions, note), details=details)
    return result


def estimate_total(
    table: CaptureTable,
    *,
    rules: EstimateRules | None = None,
    same_source: Sequence[Sequence[str]] = (),
    estimand: str = ESTIMAND,
    chain_settings: ChainSettings | None = None,
    bootstraps: int = 200,
    sensitivity: bool = True,
    seed: int = 1,
) -> TotalEstimate:
    """Run every model, compare them, and say what can be said.

    Args:
        table: the capture table.
        rules: thresholds of the refusals.
        same_source: lists known to share a source; refused unless merged before.
        estimand: who is counted, with dates, in words.
        chain_settings: how the latent class chains run; their seed is set from `seed`.
        bootstraps: bootstrap tables of the log-linear models.
        sensitivity: also vary priors and leave one list out at a time.
        seed: of everything random.

    Returns:
        The documented count, each model's answer or refusal, and the range.

    Raises:
        NoOverlapError: nobody is on two lists.

    Example:
        >>> from habeas.analysis import CaptureTable, estimate_total
        >>> small = CaptureTable.from_patterns("ABC", {"100": 9, "010": 8, "001": 7, "110": 2, "011": 1})
        >>> result = estimate_total(small, bootstraps=0)
        >>> result.documented, result.interval, len(result.refused_because)
        (27, None, 1)
    """
    if not table.on_several:
        raise NoOverlapError("Nobody in this table is on two lists, so nothing can be said about people on none.")
    chosen = rules or EstimateRules()
    used = _drop_empty(table)
    cautions = [*caution_table(table, chosen), UNREACHABLE, OPEN_GROUP]
    refused = list(refuse_table(table, chosen, same_source))
    details: dict[str, Any] = {
        "lists": list(table.lists),
        "on_several": table.on_several,
        "overlaps": [list(row) for row in overlap_matrix(table)],
        "capture_table": list(masked_cells(table)),
        "seed": seed,
    }
    if len(used.lists) < 3:
        if len(used.lists) == 2:
            details["scenario_if_independent"] = round(scenario_if_independent(used))
        models = {name: ModelEstimate(name, table.documented, None, refused_because=tuple(refused)) for name in MODELS}
        return _conclude(
            table,
            estimand=estimand,
            models=models,
            interval=None,
            point=None,
            point_refused=(),
            cautions=cautions,
            refused=refused,
            details=details,
        )
    models = _run_models(used, chosen, chain_settings, bootstraps, seed)
    mixed = look_for_heterogeneity(used)
    if mixed.found:
        cautions.append(mixed.words)
    if refused:
        cautions.append(FOR_CHECKING)
    usable = [estimate for estimate in models.values() if estimate.usable]
    for estimate in models.values():
        cautions += [f"{title(estimate.model)}: {caution}" for caution in estimate.cautions]
        cautions += [f"{title(estimate.model)} gave no estimate: {reason}" for reason in estimate.refused_because]
    if not refused and len(usable) < chosen.fewest_models:
        refused.append(
            f"{len(usable)} of {len(models)} models gave an estimate and at least {chosen.fewest_models} are needed"
            " to see how far they"
            " differ."
        )
    point_refused = [] if refused else list(_compare_medians(usable, chosen))
    if sensitivity and not refused:
        details["sensitivity"], moved = vary_priors(used, chosen, models, chain_settings, seed)
        point_refused += moved
        details["leave_one_list_out"], moved = leave_one_out(used, chosen, models)
        cautions += moved
    spread = None
    if not refused and mixed.suspected(chosen.largest_spread_p):
        spread = unequal_chances(used, bootstraps=bootstraps, seed=seed)
        said, unlimited = _word_spread(mixed, spread, table.documented)
        cautions += said
        refused += unlimited
        point_refused += [] if refused else [UNEQUAL]
        if spread is not None and not refused:
            details["if_chances_are_unequal"] = spread.as_json()
    interval = None
    point = None
    if not refused:
        limits = [estimate.interval for estimate in usable if estimate.interval is not None]
        limits += [] if spread is None else [spread]
        interval = (max(table.documented, min(i.low for i in limits)), max(i.high for i in limits))
        if not point_refused:
            medians = sorted(i.median for i in limits)
            point = (medians[(len(medians) - 1) // 2] + medians[len(medians) // 2]) / 2
    return _conclude(
        table,
        estimand=estimand,
        models=models,
        interval=interval,
        point=point,
        point_refused=point_refused,
        cautions=cautions,
        refused=refused,
        details=details,
    )


def _word_spread(mixed: Heterogeneity, spread: Interval | None, documented: int) -> tuple[list[str], list[str]]:
    """A caution, or the reason to refuse, where lists go together as if people differed in their chances."""
    if spread is None:
        return ([] if mixed.found else [SUSPECTED]), []
    if spread.high > MOST_TIMES * documented:
        return [], [UNLIMITED]
    said = (
        "People seem to differ in their chances to be listed, so the range was widened by a model in which they do:"
        f" {spread.low:,.0f} to {spread.high:,.0f}."
    )
    return [said], []


def scenario_if_independent(table: CaptureTable) -> float:
    """The total of two lists if they were independent (Chapman 1951): a scenario, never an estimate.

    Example:
        >>> from habeas.analysis import CaptureTable
        >>> scenario_if_independent(CaptureTable.from_patterns("AB", {"10": 30, "01": 20, "11": 9}))
        119.0
    """
    first, second = table.lists
    both = table.on_both(first, second)
    return (table.on_list(first) + 1) * (table.on_list(second) + 1) / (both + 1) - 1


def _drop_empty(table: CaptureTable) -> CaptureTable:
    used = table
    for name in table.lists:
        if len(used.lists) > 2 and not used.on_list(name):
            used = used.without(name)
    return used


def _run_models(
    table: CaptureTable, rules: EstimateRules, chain_settings: ChainSettings | None, bootstraps: int, seed: int
) -> dict[str, ModelEstimate]:

    chains = replace(chain_settings or ChainSettings(), seed=seed)
    runs: dict[str, Callable[[], ModelEstimate]] = {
        "decomposable_graphs": lambda: decomposable_graphs(table, edge=rules.edge, seed=seed),
        "latent_classes": lambda: latent_classes(
            table, settings=chains, edge=rules.edge, most_rhat=rules.most_rhat, fewest_effective=rules.fewest_effective
        ),
        "log_linear": lambda: log_linear(table, bootstraps=bootstraps, seed=seed),
    }
    return {name: run_or_refuse(name, table, run) for name, run in runs.items()}


def _compare_medians(usable: Sequence[ModelEstimate], rules: EstimateRules) -> list[str]:
    medians = [estimate.interval.median for estimate in usable if estimate.interval is not None]
    if len(medians) > 1 and max(medians) > rules.most_model_factor * min(medians):
        return [
            (
                f"The models' central values run from {min(medians):,.0f} to {max(medians):,.0f}, more than a factor of"
                f" {rules.most_model_factor:g}: only the range is given."
            )
        ]
    return []


def _conclude(
    table: CaptureTable,
    *,
    estimand: str,
    models: Mapping[str, ModelEstimate],
    interval: tuple[float, float] | None,
    point: float | None,
    point_refused: Sequence[str],
    cautions: Sequence[str],
    refused: Sequence[str],
    details: Mapping[str, Any],
) -> TotalEstimate:
    words = [f"{table.documented:,} people are documented on at least one of {len(table.lists)} lists."]
    if interval is None:
        words += ["No total is estimated.", *refused]
    else:
        answered = sum(estimate.usable for estimate in models.values())
        words.append(
            f"{answered} models with different assumptions place the total between {interval[0]:,.0f} and"
            f" {interval[1]:,.0f}; the"
            " difference between models is part of the answer, and more data of the same kind would not remove it."
        )
        words += [f"Their middle is near {point:,.0f}."] if point is not None else list(point_refused)
    words.append(UNREACHABLE)
    assumptions = tuple(
        dict.fromkeys(text for estimate in models.values() if estimate.usable for text in estimate.assumptions)
    )
    return TotalEstimate(
        table.documented,
        estimand,
        MappingProxyType(dict(models)),
        interval,
        point,
        tuple(point_refused),
        assumptions,
        tuple(dict.fromkeys(cautions)),
        tuple(refused),
        MappingProxyType(dict(details)),
        tuple(words),
    )


def _plain(value: Any) -> Any:
    """Tuples and mappings as JSON has them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value
