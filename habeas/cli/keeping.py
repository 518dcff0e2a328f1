"""Keeping a casebook: verify, rebuild, backup, restore, merge, bundle."""

from pathlib import Path

import click

from habeas.cli.context import Context, ask_new_passphrase, passphrase_of_file
from habeas.cli.output import Format, format_option, note, print_value, progress
from habeas.model.errors import InputError

_FILE = click.Path(path_type=Path, dir_okay=False)
_ENCRYPT = click.option(
    "--encrypt", "encrypted", is_flag=True, help="Under a new passphrase: asked for, or of HABEAS_NEW_PASSPHRASE_FILE."
)
_PASSPHRASE = click.option(
    "--passphrase-file", "phrase", type=_FILE, help="A file whose first line is its passphrase; asked for otherwise."
)
_LOST = "A forgotten passphrase means lost data: nobody can recover it. Choose five or six random words."


@click.command()
@format_option()
@click.pass_obj
def verify(context: Context, *, form: Format) -> int:
    """Hash every record and file again, check every signature and quote, and name each that disagrees.

    Ends with 1 where something does.
    """
    casebook = context.open(maybe_damaged=True)
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
@_ENCRYPT
@format_option()
@click.pass_obj
def backup(context: Context, *, archive: Path, encrypted: bool, form: Format) -> None:
    """Write the whole casebook into one file, while others go on working. It holds everything: keep it as safe.

    The backup of an encrypted casebook opens with the casebook's own passphrase.
    """
    casebook = context.open()
    from habeas.store.backup import backup_casebook

    passphrase = _new_passphrase() if encrypted else ""
    with progress("Copying", None) as step:
        result = backup_casebook(casebook.path, archive, step, passphrase=passphrase)
    print_value(
        {"archive": str(result.path), "files": result.files, "bytes": result.bytes},
        form,
        lambda _: [f"{result.path}: {result.files} files, {result.bytes:,} bytes"],
    )


@click.command()
@click.argument("archive", type=_FILE)
@_PASSPHRASE
@format_option()
@click.pass_obj
def restore(context: Context, *, archive: Path, phrase: Path | None, form: Format) -> int:
    """Make a casebook of a backup, in a folder that is not there yet, and verify it."""
    settings = context.settings()
    from habeas.settings import configure_django

    configure_django(settings)
    from habeas.store.backup import restore_casebook
    from habeas.store.encryption import is_encrypted_file
    from habeas.store.verify import verify_casebook

    passphrase = passphrase_of_file(archive.name, phrase) if is_encrypted_file(archive) else ""
    result = restore_casebook(archive, settings.casebook.absolute(), passphrase)
    casebook = context.open(maybe_damaged=True)
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


@click.command()
@click.argument("other", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--max-level",
    type=click.IntRange(1, 4),
    help="Show what is new to nobody beyond this level (1 case team .. 4 public) until somebody decides otherwise.",
)
@_PASSPHRASE
@click.option("--as", "name", metavar="NAME", help="Who merges (default: the account of the system).")
@format_option()
@click.pass_obj
def merge(
    context: Context, *, other: Path, max_level: int | None, phrase: Path | None, name: str | None, form: Format
) -> None:
    """Take in all records of another casebook, or of a bundle. Nothing here is overwritten; OTHER is only read.

    Its decisions count once a lead trusts its key (habeas decide trust KEY); what hides or limits counts at once.
    """
    casebook = context.open()
    from habeas import workflow
    from habeas.store.encryption import is_encrypted

    passphrase = passphrase_of_file(other.name, phrase) if is_encrypted(other) else ""
    merged = workflow.merge_casebook(casebook, other, context.account(name), max_level=max_level, passphrase=passphrase)

    def lines(_: object) -> list[str]:
        found = [f"{one.where}: {one.message} {one.record_id[:12]}".rstrip() for one in merged.problems]
        keys = [f"decisions of {key} do not count yet: habeas decide trust {key}" for key in merged.casebook_ids]
        return [
            *found,
            f"{merged.new} new records, {merged.known} known, {len(merged.document_ids)} new reports",
            *keys,
        ]

    print_value(merged, form, lines)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--level", type=click.IntRange(2, 4), required=True, help="2 partners, 3 mechanisms, 4 the public.")
@click.option("--ends", default="", metavar="DAY", help="The last day on which it opens, for a journey.")
@click.option("--to", "recipient", default="", help="Who is to have it; kept in the register of exports.")
@_ENCRYPT
@format_option()
@click.pass_obj
def bundle(
    context: Context, *, target: Path, level: int, ends: str, recipient: str, encrypted: bool, form: Format
) -> None:
    """Write a new casebook in the folder TARGET with what an audience of a level may have.

    A report goes whole or not at all: only where every claim on it, and every name in it, is for that level.
    """
    casebook = context.open()
    from habeas.safety.bundling import bundle_for

    if target.exists():
        raise InputError(f"{target} exists already: name a new folder")
    passphrase = _new_passphrase() if encrypted else ""
    bundled = bundle_for(
        casebook, target, level, context.account(), recipient=recipient, ends=ends, passphrase=passphrase
    )
    value = {
        "bundle": str(bundled.path),
        "records": bundled.records,
        "documents": bundled.documents,
        "withheld_documents": bundled.withheld_documents,
    }
    print_value(
        value,
        form,
        lambda one: [f"{one['bundle']}: {one['documents']} reports, {one['withheld_documents']} withheld"],
    )


def _new_passphrase() -> str:
    note(_LOST)
    return ask_new_passphrase()


KEEPING = (merge, bundle, verify, rebuild, backup, restore)
