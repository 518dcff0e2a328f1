"""Keeping a casebook: verify, rebuild, backup, restore, merge, bundle."""

from pathlib import Path

import click

from habeas.cli.context import Context
from habeas.cli.output import Format, format_option, note, print_value, progress

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@format_option()
@click.pass_obj
def verify(context: Context, *, form: Format) -> int:
    """Hash every record and file again, check every signature and quote, and name each that disagrees.

    Ends with 1 where something does.
    """
    casebook = context.open()
    from habeas.store.reads import count_records
    from habeas.store.verify import verify_casebook

    with progress("Verifying", sum(count_records().values())) as step:
        result = verify_casebook(casebook.path, step)

    def lines(_: object) -> list[str]:
        found = [f"{one.where}: {one.message} {one.record_id}".rstrip() for one in result.problems]
        summary = f"{result.records} records, {result.files} files, {result.sealed} sealed"
        waiting = f", {result.waiting} files that no record names yet" if result.waiting else ""
        verdict = f"{len(found)} do not agree" if found else "all agree"
        return [*found, f"{summary}{waiting}: {verdict}"]

    print_value(result, form, lines)
    return 1 if result.problems else 0


@click.command()
@click.option("--check", is_flag=True, help="Change nothing: compare, and name each row that differs.")
@format_option()
@click.pass_obj
def rebuild(context: Context, *, form: Format, check: bool) -> int:
    """Derive every view again from the records."""
    context.open()
    from habeas import workflow
    from habeas.store.deriving import count_underived

    with progress("Comparing" if check else "Deriving", count_underived()) as step:
        result = workflow.rebuild(check=check, progress=step)

    def lines(_: object) -> list[str]:
        summary = f"{result.documents} reports, {result.persons} persons, {result.decisions} decisions derived"
        verdict = (
            f"; {len(result.differences)} rows differ" if result.differences else "; all rows equal" if check else ""
        )
        return [*(f"differs: {line}" for line in result.differences), summary + verdict]

    print_value(result, form, lines)
    return 1 if result.differences else 0


@click.command()
@click.argument("archive", type=_FILE)
@format_option()
@click.pass_obj
def backup(context: Context, *, archive: Path, form: Format) -> None:
    """Write the whole casebook into one file, while others go on working. It holds everything: keep it as safe."""
    casebook = context.open()
    from habeas.store.backup import backup_casebook

    with progress("Copying", None) as step:
        result = backup_casebook(casebook.path, archive, step)
    print_value(
        {"archive": str(result.path), "files": result.files, "bytes": result.bytes},
        form,
        lambda _: [f"{result.path}: {result.files} files, {result.bytes:,} bytes"],
    )


@click.command()
@click.argument("archive", type=_FILE)
@format_option()
@click.pass_obj
def restore(context: Context, *, archive: Path, form: Format) -> int:
    """Make a casebook of a backup, in a folder that is not there yet, and verify it."""
    settings = context.settings()
    from habeas.settings import configure_django

    configure_django(settings)
    from habeas.store.backup import restore_casebook
    from habeas.store.verify import verify_casebook

    result = restore_casebook(archive, settings.casebook.absolute())
    casebook = context.open()
    found = verify_casebook(casebook.path)
    for problem in found.problems:
        note(f"{problem.where}: {problem.message} {problem.record_id}".rstrip())
    print_value(
        {
            "casebook": str(result.path),
            "files": result.files,
            "records": found.records,
            "problems": len(found.problems),
        },
        form,
        lambda _: [f"{result.path}: {result.files} files, {found.records} records, {len(found.problems)} problems"],
    )
    return 1 if found.problems else 0


KEEPING = (verify, rebuild, backup, restore)
