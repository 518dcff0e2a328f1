"""A date as it stands in one place of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.model import DateExpression


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in the text.

    Attributes:
        start, end: Its place.
        expression: As worded.
        dependent: It is counted from another date of the text.
    """

    start: int
    end: int
    expression: DateExpression
    dependent: bool = False
