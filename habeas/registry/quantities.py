"""Numbers and terms as reports word them, compared by what they allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.model import Quantity, Term

_BEYOND = 10**12
_ABOUT = 10  # "about 30" is off by a tenth of it, and by one at least


def bounds_of(quantity: Quantity) -> tuple[int, int] | None:
    """The least and the greatest number that a wording allows; None for "dozens"."""
    if quantity.qualifier == "vague":
        return None
    low = quantity.low if quantity.low is not None else quantity.value
    high = quantity.high if quantity.high is not None else quantity.value
    if quantity.qualifier == "at_least":
        return (low, _BEYOND) if low is not None else None
    if quantity.qualifier == "at_most":
        return (0, high) if high is not None else None
    if low is None or high is None:
        return None
    if quantity.qualifier == "about":
        slack = max(1, high // _ABOUT)
        return max(0, low - slack), high + slack
    return min(low, high), max(low, high)


def clash(quantities: Sequence[Quantity]) -> bool:
    """Whether no number satisfies all of them."""
    bounds = [found for quantity in quantities if (found := bounds_of(quantity)) is not None]
    return len(bounds) > 1 and max(low for low, _ in bounds) > min(high for _, high in bounds)


def words_of_quantity(quantity: Quantity) -> str:
    """A quantity in words: `at least 11`, `29`; the document's own where there is no number."""
    number = quantity.value
    if number is None:
        if quantity.low is not None and quantity.high is not None:
            return f"{quantity.low} to {quantity.high}"
        return quantity.quote.text
    return f"{quantity.qualifier.replace('_', ' ')} {number}".strip()


def words_of_term(term: Term) -> str:
    """A term in words: `1 year 6 months`, `life`, `death`; empty where it has no length."""
    if term.life:
        return "life"
    if term.kind == "death":
        return "death"
    years, months = divmod(term.years * 12 + term.months, 12)
    parts = [(years, "year"), (months, "month"), (term.days, "day")]
    return " ".join(f"{number} {word}{'s' if number != 1 else ''}" for number, word in parts if number)
