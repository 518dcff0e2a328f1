"""What to say when a posterior runs into the edge that was set for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """When an estimate is refused because of the edge of its range.

    Attributes:
        most_at_edge: largest share of the posterior in the last hundredth of the range.
        most_beyond: largest share that would lie beyond the edge if there were none.
        mention_beyond: share from which the edge is mentioned in a caution.
    """

    most_at_edge: float = 0.01
    most_beyond: float = 0.10
    mention_beyond: float = 0.01


def judge_edge(rule: EdgeRule, at_edge: float, beyond: float, factor: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Reasons to refuse, and cautions, for a posterior with these shares at and beyond its edge.

    The edge lies at `factor` times the documented people.

    Example:
        >>> judge_edge(EdgeRule(), 0.0, 0.25, 20)[0][0][:74]
        '25.0% of the posterior lies beyond 20 times the documented people: the dat'
    """
    if beyond > rule.most_beyond:
        return (
            (
                f"{beyond:.1%} of the posterior lies beyond {factor:g} times the documented people: the data do not"
                " limit the total from above."
            ),
        ), ()
    if at_edge > rule.most_at_edge:
        return (
            (
                f"{at_edge:.1%} of the posterior is crowded at the edge of its range, {factor:g} times the documented"
                " people."
            ),
        ), ()
    if beyond > rule.mention_beyond:
        return (), (
            (
                f"{beyond:.1%} of the posterior lies beyond {factor:g} times the documented people, where the range was"
                " cut: the upper limit"
                " is set by that cut rather than by the data."
            ),
        )
    return (), ()
