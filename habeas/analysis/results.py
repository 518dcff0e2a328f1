"""What every estimate of this room gives back: frozen values that carry their assumptions, cautions and refusals."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Interval:
    """A central value with the limits around it.

    Attributes:
        median: the central value (for a selected log-linear model its estimate).
        low: lower limit.
        high: upper limit.
        level: the probability or coverage that the limits claim.
    """

    median: float
    low: float
    high: float
    level: float = 0.95

    def as_json(self) -> dict[str, float]:
        """Whole numbers of people, as the command line prints them."""
        return {"median": round(self.median), "low": round(self.low), "high": round(self.high)}


@dataclass(frozen=True, slots=True)
class ModelEstimate:
    """One model's answer, or its refusal.

    Attributes:
        model: `decomposable_graphs`, `latent_classes` or `log_linear`.
        documented: number of people on at least one list, always the floor.
        interval: central value and limits; kept for inspection also where the model refuses, never to be shown then.
        assumptions: what must be true for the figure to mean something, in words.
        cautions: what a reader must know beside the figure.
        refused_because: sentences; when there is one, there is no estimate.
        details: settings, diagnostics and parts of the computation, by name.
        draws: draws of the total, shape (draws,), or None; used to add strata.
    """

    model: str
    documented: int
    interval: Interval | None
    assumptions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    refused_because: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    draws: NDArray[np.float64] | None = field(default=None, repr=False, compare=False)

    @property
    def usable(self) -> bool:
        """Whether the figure may be shown."""
        return self.interval is not None and not self.refused_because

    def as_json(self) -> dict[str, Any]:
        """`{median, low, high}`, or `{refused}` with the reasons in one text."""
        if self.interval is None or self.refused_because:
            return {"refused": " ".join(self.refused_because)}
        return dict(self.interval.as_json())
