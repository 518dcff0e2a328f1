"""Views over all cases: held, contradictions, positions, precedents, changes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import click

from habeas.cli.context import Context
from habeas.cli.output import Format, format_option, plain, print_value, print_values
from habeas.cli.outside import level_option, refuse_proposals
from habeas.registry.days import spoken

_PROPOSED = click.option("--proposed", is_flag=True, help="With claims that nobody has reviewed, marked.")


@click.command()
@click.option("--on", "day", required=True, metavar="DAY", help="The day: 2023-01-12.")
@click.option("--definition", default="held", show_default=True, metavar="NAME", help="Whom to count.")
@click.option("--recognised-by", default="", metavar="BODY", help="Only those whom this body recognised on that day.")
@level_option
@format_option()
@click.pass_obj
def held(context: Context, *, day: str, definition: str, recognised_by: str, seen_by: int, form: Format) -> None:
    """Who was certainly held on a day, and of whom it is not known. Absence from the list proves nothing."""
    _, outlook = context.open_for(seen_by)
    from habeas.store.held import held_on
    from habeas.store.models import PersonRow

    if outlook is not None:
        answer = outlook.held_on(day, definition, recognised_by=recognised_by)
        names = {person_id: case.display_name for person_id, case in outlook.cases.items()}
    else:
        found = held_on(day, definition, recognised_by=recognised_by)
        gone = context.sight().out_of_sight
        answer = replace(
            found,
            held=tuple(one for one in found.held if one not in gone),
            not_known=tuple(pair for pair in found.not_known if pair[0] not in gone),
        )
        ids = [*answer.held, *(person_id for person_id, _ in answer.not_known)]
        names = {row.person_id: row.display_name for row in PersonRow.objects.filter(person_id__in=ids)}
    value = {
        "day": answer.day,
        "definition": answer.definition,
        "values": list(answer.values),
        "held": [{"person_id": one, "name": names[one]} for one in answer.held],
        "not_known": [
            {"person_id": one, "name": names[one], "last_reported_held": last} for one, last in answer.not_known
        ],
        "digest": answer.digest,
    }
    print_value(value, form, _held_lines)


def _held_lines(value: dict[str, Any]) -> Iterator[str]:
    yield f"{len(value['held'])} certainly held on {value['day']} (definition {value['definition']})"
    yield from (f"  {one['person_id'][:8]}  {one['name']}" for one in value["held"])
    if value["not_known"]:
        yield f"{len(value['not_known'])} not known"
    for one in value["not_known"]:
        last = f" (last reported held on {spoken(one['last_reported_held'])})" if one["last_reported_held"] else ""
        yield f"  {one['person_id'][:8]}  {one['name']}{last}"


@click.command()
@_PROPOSED
@level_option
@format_option()
@click.pass_obj
def contradictions(context: Context, *, proposed: bool, seen_by: int, form: Format) -> None:
    """Claims that cannot all be right, over all cases and reports, each with its sides and who says so."""
    casebook, outlook = context.open_for(seen_by)
    refuse_proposals(outlook, proposed=proposed)
    from habeas.registry import all_contradictions
    from habeas.store import worldwide
    from habeas.store.models import ContradictionRow, PersonRow
    from habeas.store.rows import contradiction_of_row
    from habeas.store.slices import read_ledger

    def values() -> Iterator[dict[str, Any]]:
        names = dict(PersonRow.objects.values_list("person_id", "display_name"))
        if proposed:
            found = iter(all_contradictions(read_ledger(casebook.casebook_id), proposed=True))
        else:
            worldwide.freshen(whatever_it_costs=True)
            found = map(contradiction_of_row, ContradictionRow.objects.order_by("person_id", "number"))
        for one in _seen(context, found):
            if one.person_id in context.sight().out_of_sight:
                continue
            marked = "question" if one.rests_on_unreviewed else "contradiction"
            yield {**plain(one), "person": names.get(one.person_id, ""), "marked": marked}

    def outside() -> Iterator[dict[str, Any]]:
        assert outlook is not None
        for one in outlook.contradictions:
            person = outlook.cases[one.person_id].display_name if one.person_id else ""
            yield {**plain(one), "person": person, "marked": "contradiction"}

    print_values(
        values() if outlook is None else outside(),
        form,
        _contradiction_lines,
        none=f"No contradictions among what is {'accepted or proposed' if proposed else 'accepted'}.",
    )


def _names(outlook: Any) -> dict[str, str]:
    """The name of each person, as the audience may read it."""
    from habeas.store.models import PersonRow

    if outlook is not None:
        return {person_id: case.display_name for person_id, case in outlook.cases.items()}
    return dict(PersonRow.objects.values_list("person_id", "display_name"))


def _seen(context: Context, views: Iterable[Any]) -> Iterator[Any]:
    """Each of these views as the case team may see it; those of which nothing is left are passed over."""
    sight = context.sight()
    return (shown for view in views if (shown := sight.show(view)) is not None)


def _contradiction_lines(line: dict[str, Any]) -> Iterator[str]:
    about = line["person"] or line["subject"].replace("_", " ")
    yield f"{line['type']} ({line['certainty']}, {line['marked']})  {about}: {line['question']}"
    for side in line["sides"]:
        yield f"    {side['value']}: {_sources(side['said_by'])} {' '.join(one[:8] for one in side['claims'])}"


def _sources(said_by: Iterable[dict[str, Any]]) -> str:
    return ", ".join(dict.fromkeys(source["name"] for source in said_by if source["name"])) or "nobody named"


@click.command()
@_PROPOSED
@level_option
@format_option()
@click.pass_obj
def positions(context: Context, *, proposed: bool, seen_by: int, form: Format) -> None:
    """Who stands where on which issue over time, on whose word."""
    _, outlook = context.open_for(seen_by)
    refuse_proposals(outlook, proposed=proposed)
    from habeas.registry.positions import derive_positions
    from habeas.store.worldwide import read_worldwide

    if outlook is None:
        whole = derive_positions(read_worldwide(kinds=("position",), types=()), proposed=proposed)
        found: Iterable[Any] = _seen(context, whole)
    else:
        found = outlook.positions

    def lines(view: Any) -> Iterator[str]:
        differ = "; sources differ" if view.differ else ""
        yield f"{view.actor_name} on {view.issue_name or view.issue}: {view.latest or 'not settled'}{differ}"
        for entry in view.entries:
            said = ", ".join(source.name for source in entry.said_by if source.name) or "nobody named"
            yield f"    {spoken(entry.date) or 'undated':<12} {entry.stance}: {said} {entry.claim_id[:8]}"

    print_values(found, form, lines, none="No accepted positions.")


@click.command()
@_PROPOSED
@level_option
@format_option()
@click.pass_obj
def precedents(context: Context, *, proposed: bool, seen_by: int, form: Format) -> None:
    """Measures with the releases before and after them; what is credited to a measure, apart from what followed it."""
    _, outlook = context.open_for(seen_by)
    refuse_proposals(outlook, proposed=proposed)
    from habeas.registry.precedents import derive_precedents
    from habeas.store.worldwide import read_worldwide

    if outlook is None:
        found: Iterable[Any] = _seen(context, derive_precedents(read_worldwide(), proposed=proposed))
    else:
        found = outlook.precedents
    names = _names(outlook)

    def lines(one: Any) -> Iterator[str]:
        actors = ", ".join(one.actors) or "nobody named"
        what = f"{one.type} {one.variant}".replace("_", " ").rstrip()
        yield f"{spoken(one.date) or 'undated':<12} {what}: {actors}"
        for word, releases in (("before", one.before), ("after", one.after), ("order unclear", one.unclear)):
            for release in releases:
                people = ", ".join(names.get(who, who) for who in release.people) or "nobody named"
                yield f"    released {word}: {spoken(release.date) or 'undated'}, {people}"
        for credit in one.credits:
            said = ", ".join(source.name for source in credit.said_by if source.name) or "nobody named"
            yield f"    {credit.relation}, {credit.direction}: {said} {credit.claim_id[:8]}"

    print_values(found, form, lines, none="No accepted measures.")


@click.command()
@click.option("--since", "moment", required=True, metavar="MOMENT", help="UTC: 2023-01-12T00:00:00Z.")
@level_option
@format_option()
@click.pass_obj
def changes(context: Context, *, moment: str, seen_by: int, form: Format) -> None:
    """What reads differently since a moment, case by case, and by which decisions."""
    casebook, outlook = context.open_for(seen_by)
    from habeas.registry.changes import changes_since
    from habeas.store.models import RecordId
    from habeas.store.slices import read_ledger

    def lines(view: Any) -> Iterator[str]:
        for (who, because), several in groupby(view.changes, key=lambda one: (one.person_id, one.because)):
            changed = list(several)
            yield changed[0].display_name or who
            for change in changed:
                yield f"  {change.field.replace('_', ' ')}: {change.before or '-'} > {change.after or '-'}"
            for line in because:
                yield f"    {line.when} {line.kind.replace('_', ' ')} {line.decision_id[:12]} {line.why}".rstrip()
        yield f"{len(view.changes)} changes since {view.since}"

    if outlook is not None:
        print_value(outlook.changes(moment), form, lines)
        return
    added = dict(RecordId.objects.filter(tag="extraction.1").values_list("record_id", "added_at"))
    found = changes_since(read_ledger(casebook.casebook_id), moment, extracted_at=added)
    gone = context.sight().out_of_sight
    seen = replace(found, changes=tuple(one for one in found.changes if one.person_id not in gone))
    print_value(seen, form, lines)


OVERVIEW = (held, contradictions, positions, precedents, changes)
