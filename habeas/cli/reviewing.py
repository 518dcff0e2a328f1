"""Review from the shell: what is left to decide, and deciding it."""

from collections.abc import Iterator
from typing import Any

import click

from habeas.cli.context import Context
from habeas.cli.output import Format, format_option, print_value, print_values
from habeas.model.errors import InputError

_WHY = click.option("--why", default="", help="The reason; it is kept with the decision.")
_AS = click.option("--as", "name", metavar="NAME", help="Who decides (default: the account of the system).")
_SUPERSEDES = click.option(
    "--supersedes", multiple=True, metavar="DECISION", help="An earlier decision in whose place this one stands."
)


@click.command()
@click.argument("report", required=False)
@click.option("--all", "everything", is_flag=True, help="Claims that are decided too.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many to show.")
@format_option()
@click.pass_obj
def review(context: Context, *, report: str | None, everything: bool, limit: int, form: Format) -> None:
    """List the claims that wait for a decision, in the order of reading; of one report where its id is given."""
    context.open()
    from habeas.store.models import ClaimRow
    from habeas.store.reads import find_documents, read_records

    rows = ClaimRow.objects.select_related("document").order_by("document__sequence", "place")
    if report:
        rows = rows.filter(document_id__in=find_documents([report]))
    if not everything:
        rows = rows.filter(state__in=("proposed", "disputed", "by_hand"))
    first = list(rows[:limit])
    left = rows.count() - len(first)
    claims = read_records([row.claim_id for row in first])
    sight = context.sight()
    shown = [row for row in first if sight.sees_claim(row.claim_id, claims[row.claim_id])]

    def lines() -> Iterator[dict[str, Any]]:
        for row in shown:
            claim = claims[row.claim_id]
            yield {
                "claim_id": row.claim_id,
                "document_id": row.document_id,
                "report": row.document.title or row.document.outlet or row.document_id[:12],
                "kind": row.kind,
                "type": row.event_type,
                "modality": row.modality,
                "state": row.state,
                "date": row.date,
                "people": row.people,
                "quote": claim.quote.text,  # type: ignore[union-attr]  # a row of a claim names a claim
            }

    print_values(lines(), form, _claim_text, none="Nothing is left to review.")
    if left > 0 and form == "text":
        click.echo(f"and {left} more (--limit)", err=True)


def _claim_text(line: dict[str, Any]) -> Iterator[str]:
    what = line["type"] or line["kind"]
    people = ", ".join(line["people"])
    yield f"{line['claim_id'][:12]}  {what} ({line['modality']}, {line['state']})  {line['date']}  {people}"
    yield f'    {line["report"]}: "{" ".join(line["quote"].split())}"'


@click.group()
def decide() -> None:
    """Decide on claims, people and reports. Every decision is signed and kept; undo is a decision too."""


@decide.command()
@click.argument("claims", nargs=-1, required=True)
@_WHY
@_SUPERSEDES
@_AS
@format_option()
@click.pass_obj
def accept(
    context: Context, *, claims: tuple[str, ...], why: str, supersedes: tuple[str, ...], name: str, form: Format
) -> None:
    """Accept claims: each renders faithfully what its report says, and by whom. It never means that it is true."""
    from habeas.model import Accept

    _on_claims(context, claims, Accept, why=why, supersedes=supersedes, name=name, form=form)


@decide.command()
@click.argument("claims", nargs=-1, required=True)
@_WHY
@_SUPERSEDES
@_AS
@format_option()
@click.pass_obj
def reject(
    context: Context, *, claims: tuple[str, ...], why: str, supersedes: tuple[str, ...], name: str, form: Format
) -> None:
    """Reject claims: they do not render what their report says."""
    from habeas.model import Reject

    _on_claims(context, claims, Reject, why=why, supersedes=supersedes, name=name, form=form)


def _on_claims(
    context: Context,
    claims: tuple[str, ...],
    kind: Any,
    *,
    why: str,
    supersedes: tuple[str, ...],
    name: str,
    form: Format,
) -> None:
    casebook = context.open()
    from habeas import workflow
    from habeas.store.reads import find_id

    earlier = tuple(find_id(one, "decision.1", "decision") for one in supersedes)
    rulings = [workflow.Ruling(kind(claim_id=find_id(claim, "claim.1", "claim")), why, earlier) for claim in claims]
    _print(workflow.record_decisions(casebook, rulings, context.account(name)), form)


@decide.command()
@click.argument("decisions", nargs=-1, required=True)
@_WHY
@_AS
@format_option()
@click.pass_obj
def undo(context: Context, *, decisions: tuple[str, ...], why: str, name: str, form: Format) -> None:
    """Take decisions back. They stay on record, and no longer hold."""
    casebook = context.open()
    from habeas import workflow
    from habeas.model import Withdraw
    from habeas.store.reads import find_id

    earlier = tuple(find_id(one, "decision.1", "decision") for one in decisions)
    _print(workflow.record_decision(casebook, Withdraw(), context.account(name), why, earlier), form)


@decide.command()
@click.argument("subjects", nargs=-1, required=True)
@click.option("--person", metavar="PERSON", help="Join them to this person (a name or an id); a new one otherwise.")
@_WHY
@_AS
@format_option()
@click.pass_obj
def same(context: Context, *, subjects: tuple[str, ...], person: str | None, why: str, name: str, form: Format) -> None:
    """Say that SUBJECTS are one person: names or ids of persons, or REPORT:NAME for a name as a report has it."""
    casebook = context.open()
    from habeas import workflow
    from habeas.model import SamePerson

    who = context.account(name)
    found = [_subject(subject) for subject in subjects]
    also = []
    named = (subject.person_id for subject in found if subject.person_id)
    person_id = _person(person) if person else next(named, "")
    if not person_id:
        opened = workflow.open_person(who)
        also, person_id = [opened], opened.person_id
    rest = tuple(subject for subject in found if subject.person_id != person_id)
    body = SamePerson(person_id=person_id, subjects=rest)
    _print(workflow.record_decision(casebook, body, who, why, also=also), form)


@decide.command()
@click.argument("one")
@click.argument("other")
@click.option("--unsure", is_flag=True, help="It was looked at, and nobody can say.")
@_WHY
@_AS
@format_option()
@click.pass_obj
def different(context: Context, *, one: str, other: str, unsure: bool, why: str, name: str, form: Format) -> None:
    """Say that two are not one person: names or ids of persons, or REPORT:NAME for a name as a report has it."""
    casebook = context.open()
    from habeas import workflow
    from habeas.model import DifferentPersons, UnsurePersons

    kind = UnsurePersons if unsure else DifferentPersons
    body = kind(one=_subject(one), other=_subject(other))
    _print(workflow.record_decision(casebook, body, context.account(name), why), form)


@decide.command()
@click.argument("report")
@click.option("--published", default="", metavar="EDTF", help="Day of publication.")
@click.option("--outlet", default="", help="Who printed it.")
@click.option("--title", default="", help="Its title.")
@click.option("--author", default="", help="Who wrote it.")
@click.option("--language", default="", metavar="TAG", help="Its language: en, ru, be ..")
@_WHY
@_SUPERSEDES
@_AS
@format_option()
@click.pass_obj
def describe(
    context: Context, /, *, report: str, why: str, supersedes: tuple[str, ...], name: str, form: Format, **fields: str
) -> None:
    """Settle what a report's metadata is; what is not given stays as it is."""
    casebook = context.open()
    from habeas import workflow
    from habeas.model import DescribeDocument, Metadata, canonical_date
    from habeas.store.reads import find_id, settled_metadata

    document_id = find_id(report, "document.1", "report")
    known = settled_metadata(document_id)
    if fields["published"]:
        fields["published"] = canonical_date(fields["published"])
    metadata = Metadata(**{field: fields[field] or getattr(known, field) for field in Metadata.__struct_fields__})
    earlier = tuple(find_id(one, "decision.1", "decision") for one in supersedes)
    body = DescribeDocument(document_id=document_id, metadata=metadata)
    _print(workflow.record_decision(casebook, body, context.account(name), why, earlier), form)


@decide.command()
@click.argument("key")
@_WHY
@_AS
@format_option()
@click.pass_obj
def trust(context: Context, *, key: str, why: str, name: str, form: Format) -> None:
    """Trust the KEY of another casebook: its decisions count here from now on (undo takes it back)."""
    import re

    if not re.fullmatch("[0-9a-f]{64}", key):
        raise InputError("the key of a casebook is 64 hex digits, as habeas merge prints it")
    casebook = context.open()
    from habeas import workflow
    from habeas.model import TrustKey

    _print(workflow.record_decision(casebook, TrustKey(casebook_id=key), context.account(name), why), form)


def _subject(text: str) -> Any:
    from habeas.model import MentionReference, Subject
    from habeas.store.models import MentionRow
    from habeas.store.reads import find_id

    report, colon, written = text.partition(":")
    if not colon:
        return Subject(person_id=_person(text))
    document_id = find_id(report, "document.1", "report")
    if not MentionRow.objects.filter(document_id=document_id, name=written).exists():
        raise InputError(f"no claim on report {report} names {written!r}; see habeas review {report} --format json")
    return Subject(mention=MentionReference(document_id=document_id, name=written))


def _person(text: str) -> str:
    from habeas.cli.looking import find_person

    return find_person(text)


def _print(recorded: Any, form: Format) -> None:
    value = {"decisions": list(recorded.decision_ids), "persons": list(recorded.touched.person_ids)}
    print_value(value, form, lambda line: [f"{one[:12]} recorded" for one in line["decisions"]])


REVIEWING = (review, decide)
