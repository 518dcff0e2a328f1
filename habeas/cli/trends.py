"""Numbers over time: arrests and releases, who is newly arrested, how long after what they are accused of."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from habeas.cli.context import Context
from habeas.cli.output import Format, format_option, print_value
from habeas.cli.outside import level_option
from habeas.model.errors import InputError

if TYPE_CHECKING:
    from habeas.analysis.inputs import CustodyInterval
    from habeas.safety.outlook import Outlook

_WITH_MONTH = re.compile(r"\d{4}-\d\d")
_ROWS = ("article", "place", "group")
_DIMENSIONS = ("group", "article", "charge_family", "place", "repeat", "stated_reason")


@click.command()
@click.option("--what", type=click.Choice(("arrests", "releases")), default="arrests", show_default=True, help="Which.")
@click.option("--by", type=click.Choice(_ROWS), help="One row for each article, place or group.")
@click.option(
    "--step", type=click.Choice(("month", "year")), default="month", show_default=True, help="Length of a span."
)
@click.option("--from", "first", metavar="DAY", help="First day.")
@click.option("--to", "last", metavar="DAY", help="Last day.")
@click.option("--definition", default="deprived_of_liberty", show_default=True, metavar="NAME", help="Of held.")
@level_option
@format_option()
@click.pass_obj
def trends(
    context: Context,
    *,
    what: str,
    by: str | None,
    step: str,
    first: str | None,
    last: str | None,
    definition: str,
    seen_by: int,
    form: Format,
) -> None:
    """Arrests or releases over time, how many were held, and the days from alleged conduct to arrest.

    Each number stands with what partial dates leave open and with the reports read. Without --from and --to the days
    are those on which the casebook's reports came out.
    """
    _, outlook = context.open_for(seen_by)
    days = study_days(first, last, outlook)
    answered = _ask(days, outlook, what=what, by=by or "", step=step, definition=definition)
    print_value(answered, form, _trend_lines)


@click.command()
@click.option(
    "--by", "dimension", type=click.Choice(_DIMENSIONS), default="charge_family", show_default=True, help="Of."
)
@click.option("--before", required=True, metavar="DAY/DAY", help="The first period, best fixed before looking.")
@click.option("--after", required=True, metavar="DAY/DAY", help="The second period.")
@level_option
@format_option()
@click.pass_obj
def composition(context: Context, *, dimension: str, before: str, after: str, seen_by: int, form: Format) -> None:
    """Who is newly arrested in two periods: by charge, role, place, reason, or first against repeated arrest."""
    _, outlook = context.open_for(seen_by)
    from habeas.analysis import compare_composition

    found = compare_composition(_people(outlook), _period(before), _period(after), dimension)  # type: ignore[arg-type]
    print_value(found.as_json(), form, _composition_lines)


def study_days(first: str | None, last: str | None, outlook: "Outlook | None" = None) -> tuple[str, str]:
    """The period that was asked for, an end that was not taken from the days on which reports came out."""
    from habeas.store.studied import days_of_reports

    known = days_of_reports() if outlook is None else _days_of(outlook)
    ends = [first or known[0], last or known[1]]
    if not all(ends):
        raise InputError("no report has a day of publication: name the period with --from DAY and --to DAY")
    try:
        start, end = (date.fromisoformat(day).isoformat() for day in ends)
    except ValueError:
        raise InputError("the first and last day read 2020-08-09") from None
    if start >= end:
        raise InputError(f"the study would end ({end}) before it begins ({start})")
    return start, end


def _days_of(outlook: "Outlook") -> tuple[str, str]:
    """The first and last day on which the reports that an audience may see came out; empty where none has a day."""
    from habeas.registry.days import range_of

    ranges = [range_of(view.published) for view in outlook.documents.values() if view.published and not view.bounded]
    first = min((one.first for one in ranges if one.first is not None), default=None)
    last = max((one.last for one in ranges if one.last is not None), default=None)
    return (date.fromordinal(first).isoformat() if first else "", date.fromordinal(last).isoformat() if last else "")


def _people(outlook: "Outlook | None") -> "tuple[CustodyInterval, ...]":
    from habeas.analysis.from_cases import all_custody_intervals
    from habeas.store.studied import each_case, names_of_held, reports

    if outlook is not None:
        cases = outlook.cases.values()
        names = frozenset(form.text for case in cases if case.liberty for form in case.names)
        return all_custody_intervals(iter(cases), outlook.documents, held=names)
    return all_custody_intervals(each_case(), reports(), held=names_of_held())


def _reports_read(outlook: "Outlook | None") -> dict[str, int]:
    from habeas.store.studied import reports_by_month

    if outlook is None:
        return reports_by_month()
    published = [view.published for view in outlook.documents.values() if not view.bounded]
    return dict(Counter(day[:7] for day in published if _WITH_MONTH.match(day)))


def _ask(days: tuple[str, str], outlook: "Outlook | None", **asked: Any) -> dict[str, Any]:
    from habeas.analysis import Period
    from habeas.analysis.answers import TrendQuestion, answer

    question: TrendQuestion = TrendQuestion(
        people=_people(outlook),
        period=Period.of(*days),
        reports_read=tuple(_reports_read(outlook).items()),
        **asked,
    )
    return answer(question, plots=False)


def _period(text: str) -> Any:
    from habeas.analysis import Period

    first, _, last = text.partition("/")
    try:
        return Period.of(first, last)
    except ValueError:
        raise InputError(f"a period reads 2020-08-09/2021-08-08, not {text[:40]!r}") from None


def _trend_lines(value: dict[str, Any]) -> Iterator[str]:
    trend = value["trend"]
    for name, cells in trend["rows"].items():
        yield f"{trend['what']}{'' if name == 'all' else f', {name}'}"
        for span, cell, read in zip(trend["spans"], cells, trend["reports_read"], strict=True):
            if cell["possible"]:
                reports = "" if read is None else f"; {read} reports"
                yield f"  {span}: {cell['expected']:g} ({cell['certain']} to {cell['possible']}{reports})"
    yield from trend["cautions"]
    if value["held"]:
        last = value["held"][-1]
        yield (
            f"{last['day']}: {last['certain']} held, {last['possible']} perhaps, {last['not_known']} not known"
            f" (definition {last['definition']}: {last['title']})"
        )
    yield "days from alleged conduct to arrest"
    for lag in value["lags"]["rows"]:
        days = lag["days"]
        if days is not None:
            yield f"  {lag['span']}: median {days['median']} ({days['low']} to {days['high']}), {lag['known']} arrests"
        elif lag["known"] or lag["not_known"]:
            yield f"  {lag['span']}: {lag['known']} arrests with both days, {lag['not_known']} without: too few"
    yield from value["lags"]["cautions"]


def _composition_lines(value: dict[str, Any]) -> Iterator[str]:
    from habeas.analysis.wordings import name_of_value

    yield f"new arrests by {value['dimension']}: {value['periods'][0]} against {value['periods'][1]}"
    for name, pair in value["rows"].items():
        sides = " against ".join(
            f"{side['number']:g} of {side['of']:g}"
            + ("" if side["share"] is None else f" ({side['share']:.0%}, {side['low']:.0%} to {side['high']:.0%})")
            for side in pair
        )
        p = value["p"].get(name)
        yield f"  {name_of_value(value['dimension'], name)}: {sides}{'' if p is None else f'; p = {p:.2g}, adjusted'}"
    yield from value["refused"]
    yield from value["cautions"]


TRENDS = (trends, composition)
