"""Safety: who may see what, consent, hide, seal, export, audit."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from habeas.cli.context import Context
from habeas.cli.output import Format, format_option, note, plain, print_value, print_values, progress

if TYPE_CHECKING:
    from habeas.safety.register import Holder

_AS = click.option("--as", "name", metavar="NAME", help="Who decides (default: the account of the system).")
_WHY = click.option("--why", default="", help="The reason; it is kept with the decision.")
_SUPERSEDES = click.option(
    "--supersedes", multiple=True, metavar="DECISION", help="An earlier decision in whose place this one stands."
)
_LEVEL = click.IntRange(0, 4)


@click.command()
@click.argument("kind", type=click.Choice(["claim", "report", "source", "person", "kind"]))
@click.argument("target")
@click.argument("number", metavar="LEVEL", type=_LEVEL)
@click.option("--field", "part", default="", help="For one field of the target alone.")
@_WHY
@_SUPERSEDES
@_AS
@format_option()
@click.pass_obj
def level(
    context: Context,
    *,
    kind: str,
    target: str,
    number: int,
    part: str,
    why: str,
    supersedes: tuple[str, ...],
    name: str | None,
    form: Format,
) -> None:
    """Say who may see a claim, report, source, person or kind of claim.

    LEVEL is 0 nobody, 1 case team, 2 partners, 3 mechanisms, 4 public. The strictest of all answers that hold counts:
    to open more, supersede or undo the stricter decision.
    """
    casebook = context.open()
    from habeas.safety.acts import set_level
    from habeas.store.reads import find_id

    kinds = {"report": "document"}
    tags = {"claim": "claim.1", "report": "document.1"}
    if kind in tags:
        target = find_id(target, tags[kind], kind)
    elif kind == "person":
        target = _person(target)
    earlier = tuple(find_id(one, "decision.1", "decision") for one in supersedes)
    recorded = set_level(
        casebook,
        kinds.get(kind, kind),
        target,
        number,
        context.account(name),
        why=why,
        name=part,
        supersedes=earlier,
    )
    _print_decisions(recorded.decision_ids, form)


@click.group()
def consent() -> None:
    """Who agreed to what: record it, and list whom to ask again."""


@consent.command()
@click.argument("person")
@click.option(
    "--status",
    type=click.Choice(["given", "refused", "withdrawn"]),
    default="given",
    show_default=True,
    help="What was answered.",
)
@click.option(
    "--by",
    "given_by",
    type=click.Choice(["person", "family", "lawyer", "public_interest"]),
    default="person",
    show_default=True,
    help="Who answered; public_interest where the person cannot be reached: say why, and let a second one record it.",
)
@click.option("--level", "number", type=_LEVEL, default=1, show_default=True, help="The highest level agreed to.")
@click.option("--purpose", "purposes", multiple=True, help="What for; may be given several times.")
@click.option("--audience", default="", help="To whom, in words.")
@click.option("--how", default="", help="How it was given: in writing, by telephone ..")
@click.option("--given", metavar="DAY", default="", help="When.")
@click.option("--expires", metavar="DAY", default="", help="The last day on which it holds.")
@_WHY
@_SUPERSEDES
@_AS
@format_option()
@click.pass_obj
def record(
    context: Context,
    /,
    *,
    person: str,
    why: str,
    supersedes: tuple[str, ...],
    name: str | None,
    form: Format,
    **said: Any,
) -> None:
    """Record what PERSON, or somebody for them, agreed to, refused or took back. It acts at once."""
    casebook = context.open()
    from habeas.model import Consent
    from habeas.safety.acts import record_consent
    from habeas.store.reads import find_id

    said["level"] = said.pop("number")
    body = Consent(person_id=_person(person), **said)
    earlier = tuple(find_id(one, "decision.1", "decision") for one in supersedes)
    recorded = record_consent(casebook, body, context.account(name), why=why, supersedes=earlier)
    _print_decisions(recorded.decision_ids, form)


@consent.command()
@click.option("--days", type=click.IntRange(0), default=60, show_default=True, help="Ending within so many days.")
@format_option()
@click.pass_obj
def due(context: Context, *, days: int, form: Format) -> None:
    """List the consents that have ended or end soon: whom to ask again."""
    context.open()
    from habeas.safety.acts import list_due
    from habeas.store.models import PersonRow
    from habeas.workflow import now

    found = list_due(now()[:10], days)
    names = dict(
        PersonRow.objects.filter(person_id__in=[one for one, _ in found]).values_list("person_id", "display_name")
    )
    values = (
        {
            "person_id": person_id,
            "name": names.get(person_id, ""),
            "expires": given.expires,
            "level": given.level,
            "given_by": given.given_by,
            "audience": given.audience,
        }
        for person_id, given in found
    )

    def lines(line: dict[str, Any]) -> Iterator[str]:
        yield f"{line['expires']}  {line['person_id'][:8]}  {line['name']}: level {line['level']}, {line['given_by']}"

    print_values(values, form, lines, none="No consent ends soon.")


@click.command()
@click.argument("person")
@click.option("--notices", type=click.Path(path_type=Path, file_okay=False), help="Where the notices go.")
@_WHY
@_AS
@format_option()
@click.pass_obj
def hide(context: Context, *, person: str, notices: Path | None, why: str, name: str | None, form: Format) -> None:
    """Take PERSON out of sight, at once and everywhere; print who holds an export, and write them notices.

    `habeas decide undo` brings the person back. The notices name nobody; without --notices they are written into the
    folder `notices` of the casebook (of an encrypted casebook only where you name a folder).
    """
    casebook = context.open()
    from habeas.safety.acts import hide_person
    from habeas.store.encryption import is_encrypted

    hidden = hide_person(casebook, _person(person), context.account(name), why=why)
    folder = notices or (None if is_encrypted(casebook.path) else casebook.path / "notices")
    written = _write_notices(folder, hidden.holders)
    value = {
        "decisions": list(hidden.decision_ids),
        "tell": [plain(one) for one in hidden.holders],
        "notices": [str(path) for path in written],
    }

    def lines(_: object) -> Iterator[str]:
        yield f"{hidden.decision_ids[0][:12]} hidden, from now on and everywhere"
        yield from _whom_to_tell(hidden.holders)
        yield from (f"notice: {path}" for path in written)

    print_value(value, form, lines)


def _write_notices(folder: Path | None, holders: "tuple[Holder, ...]") -> tuple[Path, ...]:
    from habeas.safety.register import write_notices
    from habeas.workflow import now

    return write_notices(folder, holders, today=now()[:10]) if folder and holders else ()


def _whom_to_tell(holders: "tuple[Holder, ...]") -> Iterator[str]:
    for one in holders:
        yield (
            f"tell: {one.recipient or 'the holder of'} {one.name}, made on {one.day} at level {one.level}"
            f" (case {', '.join(case[:8] for case in one.case_ids)})"
        )
    if not holders:
        yield "no export that left holds this person"


@click.command()
@click.argument("kind", type=click.Choice(["report", "person"]))
@click.argument("target")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
@_WHY
@_AS
@format_option()
@click.pass_obj
def seal(context: Context, *, kind: str, target: str, yes: bool, why: str, name: str | None, form: Format) -> None:
    """Remove a report, or a person with every report that names the person, for ever. It takes two people.

    The first call is recorded, and takes the target out of sight; the same call by another account removes the words,
    the files and all traces. Nothing brings them back but a backup made before: destroy these too.
    """
    casebook = context.open()
    from habeas.safety.acts import seal_target
    from habeas.store.reads import find_id
    from habeas.store.sealing import find_closure

    wanted = find_id(target, "document.1", "report") if kind == "report" else _person(target)
    target_kind = {"report": "document"}.get(kind, kind)
    closure = find_closure(target_kind, wanted)
    note(
        f"goes: {len(closure.documents)} reports, {closure.claims} claims, {closure.decisions} decisions; "
        f"{len(closure.others)} other persons lose what these reports say of them"
    )
    if not yes:
        click.confirm("For ever?", abort=True, err=True)
    asked = seal_target(casebook, target_kind, wanted, context.account(name), why=why)
    removed = asked.sealed
    value = {
        "decisions": list(asked.decision_ids),
        "removed": plain(removed) if removed else None,
        "tell": [plain(one) for one in asked.holders],
    }

    def lines(_: object) -> Iterator[str]:
        if removed is None:
            yield f"{asked.decision_ids[0][:12]} recorded, and out of sight; a second person must seal it as well"
            return
        yield f"sealed: {removed.records} records and {removed.files} files are gone"
        if removed.waiting:
            yield f"{removed.waiting} records came in since the first call: somebody else must seal once more"
        yield "destroy the backups and copies that were made before"
        if _is_on_postgresql():
            yield "PostgreSQL's log of changes, replicas and backups hold it still: its operator has to clean them"
        yield from _whom_to_tell(asked.holders)

    print_value(value, form, lines)


@click.command()
@click.option("--level", "number", type=click.IntRange(1, 4), required=True, help="1 case team .. 4 the public.")
@click.option("--formats", default="csv,xlsx,jsonl,pages", show_default=True, help="Any of these, with commas.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder that is not there yet.")
@click.option("--to", "recipient", default="", help="Who is to have it; kept in the register of exports.")
@_AS
@format_option()
@click.pass_obj
def export(
    context: Context, *, number: int, formats: str, out: Path, recipient: str, name: str | None, form: Format
) -> None:
    """Write the cases that an audience of a level may see, with their claims and quotes, into a new folder.

    Everything in it is derived anew from what that audience may see. Who has it is kept in a register.
    """
    casebook = context.open()
    from habeas.publishing.exports.folder import write_export
    from habeas.safety.exporting import make_export
    from habeas.safety.register import register_export
    from habeas.store.trail import write_audit
    from habeas.workflow import now

    wanted = tuple(part.strip() for part in formats.split(",") if part.strip())
    who = context.account(name)
    with progress("Deriving", None):
        made = make_export(casebook, number, now()[:10])
    files = write_export(out, made, wanted)
    persons = [entry.case.person_id for entry in made.cases]
    register_export(
        who=who,
        recipient=recipient,
        level=number,
        day=made.day,
        formats=",".join(wanted),
        record_set=made.record_set,
        name=out.name,
        persons=persons,
        at=now(),
    )
    write_audit("export", at=now(), who=who, target=made.record_set, detail=f"level {number}, {len(persons)} cases")
    value = {"folder": str(out), "files": [str(path) for path in files], "cases": len(persons), "level": number}
    print_value(
        value, form, lambda one: [f"{one['folder']}: {one['cases']} cases at level {number}, {len(files)} files"]
    )


@click.command()
@format_option()
@click.pass_obj
def exports(context: Context, *, form: Format) -> None:
    """List what left this casebook: exports and bundles, when, at which level, and who was to have them."""
    context.open()
    from habeas.safety.register import list_exports

    def lines(one: Any) -> Iterator[str]:
        what = f"{one.day}  level {one.level}  {len(one.case_ids)} cases  {one.name}  {one.recipient}"
        yield f"{one.number:>4}  {what}".rstrip()

    print_values(list_exports(), form, lines, none="Nothing has left.")


@click.command()
@click.option("--since", metavar="DAY", default="", help="From this day on.")
@format_option("text")
@click.pass_obj
def audit(context: Context, *, since: str, form: Format) -> None:
    """Print the audit trail: who saw and did what, by ids. Keep a copy elsewhere: then nobody can forge it here."""
    context.open()
    from habeas.store.trail import read_trail

    def lines(one: dict[str, str]) -> Iterator[str]:
        yield f"{one['at']}  {one['who'][:8]:<8}  {one['action']:<16}  {one['target'][:12]}  {one['detail']}".rstrip()

    print_values((one for one in read_trail() if one["at"] >= since), form, lines, none="Nothing is noted yet.")


def _is_on_postgresql() -> bool:
    from django.db import connection

    return bool(connection.vendor == "postgresql")


def _person(text: str) -> str:
    from habeas.cli.looking import find_person

    return find_person(text, hidden=True)


def _print_decisions(decision_ids: tuple[str, ...], form: Format) -> None:
    print_value(
        {"decisions": list(decision_ids)}, form, lambda one: [f"{found[:12]} recorded" for found in one["decisions"]]
    )


SAFETY = (level, consent, hide, seal, export, exports, audit)
