"""When a total is not estimated, and why: every threshold is a named setting and every refusal a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from habeas.analysis.edge import EdgeRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.analysis.capture import CaptureTable


@dataclass(frozen=True, slots=True)
class EstimateRules:
    """Thresholds of the refusals.

    Attributes:
        fewest_lists: lists with at least one person each.
        fewest_on_several: people on two lists or more.
        smallest_nested: a list of at least this many people that lies wholly inside another refuses the table.
        copied_share: share of the shorter list found on the longer from which copying is warned of.
        most_rhat: disagreement of the chains of the latent class model.
        fewest_effective: effective draws of the latent class model.
        edge: when a posterior runs into the edge of its range.
        most_model_factor: between the largest and smallest median, for a point to be given beside the range.
        delta_factor: by which the prior count of the graph models is multiplied to see what it moves.
        most_delta_move: largest relative move of the median under that, for a point to be given.
        fewest_models: models with an estimate, for a range to be given.
        most_list_factor: by which leaving one list out may move a median without a caution.
        largest_spread_p: probability below which lists that go together in pairs widen the range by a model in which
            people differ in their chances.
    """

    fewest_lists: int = 3
    fewest_on_several: int = 20
    smallest_nested: int = 5
    copied_share: float = 0.8
    most_rhat: float = 1.02
    fewest_effective: float = 400.0
    edge: EdgeRule = field(default_factory=EdgeRule)
    most_model_factor: float = 1.5
    delta_factor: float = 4.0
    most_delta_move: float = 0.25
    fewest_models: int = 2
    most_list_factor: float = 1.5
    largest_spread_p: float = 0.05


def refuse_table(
    table: CaptureTable, rules: EstimateRules, same_source: Sequence[Sequence[str]] = ()
) -> tuple[str, ...]:
    """Sentences that say why no model should be run on this table; none when models may run.

    Args:
        table: the capture table.
        rules: thresholds.
        same_source: groups of lists that are known to draw on one source and were not merged.

    Example:
        >>> from habeas.analysis.capture import CaptureTable
        >>> len(refuse_table(CaptureTable.from_patterns("AB", {"10": 50, "01": 60, "11": 40}), EstimateRules()))
        1
    """
    reasons = []
    usable = [name for name in table.lists if table.on_list(name)]
    if len(usable) < rules.fewest_lists:
        reasons.append(
            f"{len(usable)} lists name people and at least {rules.fewest_lists} are needed: with two, only a scenario"
            " of independent"
            " lists can be computed."
        )
    if table.on_several < rules.fewest_on_several:
        reasons.append(
            f"Only {table.on_several} people are on two lists or more, and at least {rules.fewest_on_several} are"
            " needed: only the"
            " documented count is given. Put this group together with others."
        )
    reasons += [
        f"The list {name} shares nobody with any other list: merge it with another or leave it out."
        for name in usable
        if not any(table.on_both(name, other) for other in usable if other != name)
    ]
    reasons += [
        f"Everybody on the list {inner} is also on {outer}: if one was made from the other, merge them or leave one"
        " out."
        for inner, outer in _nested(table)
        if table.on_list(inner) >= rules.smallest_nested
    ]
    reasons += [
        f"The lists {' and '.join(group)} draw on one source: merge them first."
        for group in same_source
        if sum(name in table.lists for name in group) > 1
    ]
    return tuple(reasons)


def caution_table(table: CaptureTable, rules: EstimateRules) -> tuple[str, ...]:
    """What a reader must know of the lists themselves: empty ones, and who may copy whom."""
    cautions = [f"The list {name} names nobody and was left out." for name in table.lists if not table.on_list(name)]
    cautions += [
        f"Everybody on the short list {inner} is also on {outer}."
        for inner, outer in _nested(table)
        if table.on_list(inner) < rules.smallest_nested
    ]
    nested = set(_nested(table))
    for first, second in combinations(table.lists, 2):
        short, long = sorted((first, second), key=table.on_list)
        if not table.on_list(short) or (short, long) in nested or (long, short) in nested:
            continue
        share = table.on_both(short, long) / table.on_list(short)
        if share > rules.copied_share:
            cautions.append(
                f"{share:.0%} of the list {short} is also on {long}: if one copies the other, people on neither are"
                " underestimated."
            )
    return tuple(cautions)


def overlap_matrix(table: CaptureTable, below: int = 5) -> tuple[tuple[int | str, ...], ...]:
    """How many people each pair of lists shares; the diagonal is the length of each list. Small cells are text."""
    return tuple(tuple(_mask(table.on_both(a, b), below) for b in table.lists) for a in table.lists)


def masked_cells(table: CaptureTable, below: int = 5) -> tuple[dict[str, str | int], ...]:
    """The capture table with small cells as text such as "1-4", since a single person in a cell may be recognised."""
    return tuple(
        {"pattern": table.written(pattern), "n": _mask(n, below)} for pattern, n in enumerate(table.counts) if n
    )


def _mask(number: int, below: int) -> int | str:
    return number if number >= below or not number else f"1-{below - 1}"


def _nested(table: CaptureTable) -> list[tuple[str, str]]:
    return [
        (a, b)
        for a in table.lists
        for b in table.lists
        if a != b
        and table.on_list(a)
        and table.on_both(a, b) == table.on_list(a)
        and (table.on_list(a) < table.on_list(b) or table.lists.index(a) < table.lists.index(b))
    ]
