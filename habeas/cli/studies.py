"""Numbers: names of two lists linked, hidden totals, what went before releases."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habeas.cli.context import Context
from habeas.cli.output import Format, format_option, note, print_value, progress
from habeas.cli.outside import level_option
from habeas.cli.trends import study_days
from habeas.model.errors import InputError

if TYPE_CHECKING:
    from habeas.registry.casefile import Case, DocumentView
    from habeas.safety.outlook import Outlook

_CSV = click.Path(path_type=Path, dir_okay=False)


@click.group()
def names() -> None:
    """Names in any script and spelling: link two lists. Needs no casebook."""


@names.command()
@click.argument("list_a", type=_CSV)
@click.argument("list_b", type=_CSV)
@click.option("--out", type=_CSV, required=True, help="Where the pairs go.")
@click.option("--many", is_flag=True, help="Every likely pair; without it each row has at most one partner.")
def link(*, list_a: Path, list_b: Path, out: Path, many: bool) -> None:
    """Pairs of rows of two CSV files that are probably one person, best first.

    Each file has at least the columns name and dob (a birth date: 1962, 1962-09, 1962-09-25, or empty); place counts
    too. The pairs are row_a, row_b (from 0) and probability.
    """
    from habeas.names.linkage import link_files

    with progress("Comparing", None) as step:
        done = link_files(list_a, list_b, out, many=many, progress=lambda count, _: step(count))
    note(f"{out}: {done.pairs} pairs of {done.rows_a} and {done.rows_b} names")


@click.command()
@click.argument("table", required=False, type=_CSV)
@click.option(
    "--list",
    "lists",
    multiple=True,
    metavar="NAME=OUTLET,OUTLET",
    help="A list of the casebook: its outlets; two or more.",
)
@click.option("--same-source", multiple=True, metavar="LIST,LIST", help="Lists known to share a source.")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Of everything random: the same seed, the same answer."
)
@level_option
@format_option()
@click.pass_obj
def estimate(
    context: Context,
    *,
    table: Path | None,
    lists: tuple[str, ...],
    same_source: tuple[str, ...],
    seed: int,
    seen_by: int,
    form: Format,
) -> None:
    """How many are on no list: a range, the documented count first, or a refusal with its reason.

    TABLE is a CSV file with one 0/1 column for each list and a last column n. Without it the lists are outlets of the
    casebook, or groups of them, and the people are those whom reviewers linked.
    """
    if (table is None) == (not lists):
        raise InputError("name either a TABLE or at least two --list NAME=OUTLET")
    shared = [tuple(part.strip() for part in pair.split(",")) for pair in same_source]
    from habeas.analysis import estimate_lists, estimate_table

    if table is not None:
        result = estimate_table(table, same_source=shared, seed=seed)
    else:
        _, outlook = context.open_for(seen_by)
        from habeas.analysis.from_cases import capture_records

        records = capture_records(_cases(outlook), _documents(outlook))
        result = estimate_lists(records, _read_lists(lists), same_source=shared, seed=seed)
    print_value(
        result.as_json(), form, lambda value: list(dict.fromkeys((*_as_lines(value["words"]), *value["cautions"])))
    )


def _as_lines(words: str | Iterable[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _read_lists(lists: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found = {}
    for text in lists:
        name, equals, outlets = text.partition("=")
        if not name or not equals:
            raise InputError(f"a list is NAME=OUTLET,OUTLET, not {text!r}")
        found[name.strip()] = tuple(outlet.strip() for outlet in outlets.split(",") if outlet.strip())
    return found


@click.command()
@click.option("--measure", "measures", multiple=True, metavar="TYPE", help="A type of event; all where none is named.")
@click.option("--from", "first", metavar="DAY", help="First day of the study, best fixed before looking.")
@click.option("--to", "last", metavar="DAY", help="Last day of the study.")
@level_option
@format_option()
@click.pass_obj
def releases(
    context: Context, *, measures: tuple[str, ...], first: str | None, last: str | None, seen_by: int, form: Format
) -> None:
    """What was followed by releases: what can be said, and what is refused and why. Never "caused".

    Without --from and --to the study runs over the days on which the casebook's reports came out.
    """
    _, outlook = context.open_for(seen_by)
    days = study_days(first, last, outlook)
    from habeas.analysis import Period, release_study
    from habeas.analysis.from_cases import custody_intervals, person_measures

    cases, documents = list(_cases(outlook)), _documents(outlook)
    study = release_study(
        [interval for case in cases for interval in custody_intervals(case, documents)],
        Period.of(*days),
        person_measures=[measure for case in cases for measure in person_measures(case, measures)],
        country_measures=_country_measures(measures, outlook),
    )
    print_value(study.as_json(), form, _study_lines)


def _country_measures(types: tuple[str, ...], outlook: "Outlook | None") -> list[Any]:
    from habeas.analysis import CountryMeasure
    from habeas.analysis.from_cases import COUNTRY_EVENTS, day_range
    from habeas.registry import DEFAULT_POLICY
    from habeas.registry.worldwide import world_events
    from habeas.store.worldwide import read_worldwide

    wanted = [one for one in COUNTRY_EVENTS if not types or one in types]
    if not wanted:
        return []
    ledger = read_worldwide(kinds=(), types=tuple(wanted)) if outlook is None else outlook.ledger_of(types=wanted)
    found = world_events(ledger, DEFAULT_POLICY, wanted)
    return [
        CountryMeasure(one.group.type, day_range(one.group.date), f"{one.group.type}: {', '.join(one.names)}")
        for one in found
        if one.group.modality == "asserted"
    ]


def _study_lines(value: dict[str, Any]) -> Iterator[str]:
    yield f"{value['people']} times in custody, {value['releases']} releases in the period"
    yield from value["refused"]
    for measure in value["measures"]:
        yield from measure["words"] if isinstance(measure.get("words"), list) else [str(measure.get("words", measure))]
    yield from value["cautions"]


def _cases(outlook: "Outlook | None") -> "Iterator[Case]":
    if outlook is not None:
        yield from outlook.cases.values()
        return
    from habeas.safety.looking import team_sight
    from habeas.store.studied import each_case
    from habeas.workflow import now

    gone = team_sight(now()[:10]).out_of_sight
    yield from (case for case in each_case() if case.person_id not in gone)


def _documents(outlook: "Outlook | None") -> "dict[str, DocumentView]":
    if outlook is not None:
        return outlook.documents
    from habeas.store.models import DocumentRow
    from habeas.store.rows import document_of_row

    return {row.document_id: document_of_row(row) for row in DocumentRow.objects.iterator(chunk_size=500)}


STUDIES = (names, estimate, releases)
