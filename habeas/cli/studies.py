"""Numbers: names of two lists linked, hidden totals, what went before releases."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habeas.cli.context import Context
from habeas.cli.output import Format, format_option, note, print_value, progress
from habeas.model.errors import InputError

if TYPE_CHECKING:
    from habeas.names import NameRecord
    from habeas.registry.casefile import Case, DocumentView

_CSV = click.Path(path_type=Path, dir_okay=False)


@click.group()
def names() -> None:
    """Names in any script and spelling: link two lists. Needs no casebook."""


@names.command()
@click.argument("list_a", type=_CSV)
@click.argument("list_b", type=_CSV)
@click.option("--out", type=_CSV, help="Where the pairs go (default: the standard output).")
@click.option("--many", is_flag=True, help="Every likely pair; without it each row has at most one partner.")
def link(*, list_a: Path, list_b: Path, out: Path | None, many: bool) -> None:
    """Pairs of rows of two CSV files that are probably one person, best first.

    Each file has at least the columns name and dob (a birth date: 1962, 1962-09, 1962-09-25, or empty); place counts
    too. The pairs are row_a, row_b (from 0) and probability.
    """
    from habeas.names import link as link_lists

    first, second = _read_names(list_a), _read_names(list_b)
    with progress("Comparing", None) as step:
        pairs = link_lists(first, second, many=many, progress=lambda done, _: step(done))
    with click.open_file(str(out or "-"), "w", encoding="utf-8", lazy=False) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("row_a", "row_b", "probability"))
        writer.writerows((pair.row_a, pair.row_b, f"{pair.probability:.4f}") for pair in pairs)
    note(f"{len(pairs)} pairs of {len(first)} and {len(second)} names")


def _read_names(path: Path) -> "list[NameRecord]":
    from habeas.names import NameRecord

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not rows.fieldnames or not {"name", "dob"} <= set(rows.fieldnames):
                raise InputError(f"{path}: the first line must name at least the columns name and dob")
            return [
                NameRecord((row["name"] or "").strip(), (row["dob"] or "").strip(), (row.get("place") or "").strip())
                for row in rows
            ]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: not a CSV file in UTF-8 ({error})") from None


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
@format_option()
@click.pass_obj
def estimate(
    context: Context,
    *,
    table: Path | None,
    lists: tuple[str, ...],
    same_source: tuple[str, ...],
    seed: int,
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
        context.open()
        from habeas.analysis.from_cases import capture_records

        records = capture_records(_cases(), _documents())
        result = estimate_lists(records, _read_lists(lists), same_source=shared, seed=seed)
    print_value(result.as_json(), form, lambda value: value["words"])


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
@click.option("--from", "first", required=True, metavar="DAY", help="First day of the study, fixed before looking.")
@click.option("--to", "last", required=True, metavar="DAY", help="Last day of the study.")
@format_option()
@click.pass_obj
def releases(context: Context, *, measures: tuple[str, ...], first: str, last: str, form: Format) -> None:
    """What was followed by releases: what can be said, and what is refused and why. Never "caused"."""
    from datetime import date

    try:
        days = [date.fromisoformat(day).isoformat() for day in (first, last)]
    except ValueError:
        raise InputError("the first and last day read 2020-08-09") from None
    context.open()
    from habeas.analysis import Period, release_study
    from habeas.analysis.from_cases import custody_intervals, person_measures

    cases, documents = list(_cases()), _documents()
    study = release_study(
        [interval for case in cases for interval in custody_intervals(case, documents)],
        Period.of(*days),
        person_measures=[measure for case in cases for measure in person_measures(case, measures)],
        country_measures=_country_measures(measures),
    )
    print_value(study.as_json(), form, _study_lines)


def _country_measures(types: tuple[str, ...]) -> list[Any]:
    from habeas.analysis import CountryMeasure
    from habeas.analysis.from_cases import COUNTRY_EVENTS, day_range
    from habeas.registry import DEFAULT_POLICY
    from habeas.registry.worldwide import world_events
    from habeas.store.worldwide import read_worldwide

    wanted = [one for one in COUNTRY_EVENTS if not types or one in types]
    found = world_events(read_worldwide(kinds=(), types=tuple(wanted)), DEFAULT_POLICY, wanted) if wanted else ()
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


def _cases() -> "Iterator[Case]":
    from habeas.store.models import PersonRow
    from habeas.store.rows import case_of_row

    for row in PersonRow.objects.filter(has_case=True, redirect_to="").iterator(chunk_size=500):
        yield case_of_row(row)


def _documents() -> "dict[str, DocumentView]":
    from habeas.store.models import DocumentRow
    from habeas.store.rows import document_of_row

    return {row.document_id: document_of_row(row) for row in DocumentRow.objects.iterator(chunk_size=500)}


STUDIES = (names, estimate, releases)
