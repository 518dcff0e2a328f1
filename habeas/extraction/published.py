"""The day of publication, as far as the content bounds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import DateExpression, parse_date, resolve_date
from habeas.model.errors import DateError

if TYPE_CHECKING:
    from datetime import date

    from habeas.extraction.drafts import Sheet

_WHOLE_DAY = 2  # dashes


def bound_of(sheet: Sheet) -> str:
    """The first day on which the document can have been published, as `day/..`; empty where the content gives none.

    A citation lies in the past of the document; so do whole dates that do not point ahead. A citation without a year
    falls on the first such day after the latest whole date. Where the latest of all is a bare year or month there is
    no bound: a day without a year, counted back from its first day, would nearly always fall into the year before.
    """
    whole: list[tuple[date, bool]] = []
    cited = [citation.date for citation in sheet.citations if citation.date is not None]
    for expression in [*cited, *(found.expression for found in sheet.dates)]:
        if "future" in expression.rule or "until" in expression.rule or "since" in expression.rule:
            continue
        day = _last_day(expression)
        if day is not None:
            whole.append((day, _is_coarse(expression)))
    latest, coarse = max(whole, default=(None, True))
    if latest is None or coarse:
        return ""
    bound = latest
    for expression in cited:
        if expression.anchor == "publication" and expression.value.startswith("XXXX-"):
            resolved = resolve_date(
                expression.__class__(
                    wording=expression.wording, value=expression.value, rule="nearest_future", anchor="publication"
                ),
                latest.isoformat(),
            ).edtf
            day = parse_date(resolved).earliest if resolved and "X" not in resolved else None
            if day is not None:
                bound = max(bound, day)
    return f"{bound.isoformat()}/.."


def _is_coarse(expression: DateExpression) -> bool:
    return not expression.parts and not expression.rule and expression.value.count("-") < _WHOLE_DAY


def _last_day(expression: DateExpression) -> date | None:
    """The first day of a complete value; None where it hangs on the day of publication."""
    if expression.anchor == "publication" or any(part.anchor == "publication" for part in expression.parts):
        return None
    try:
        value = resolve_date(expression).edtf
        parsed = parse_date(value) if value and "X" not in value else None
    except DateError:
        return None
    return parsed.earliest if parsed is not None else None
