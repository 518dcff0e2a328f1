"""Looking: people, case, search, and the views over all cases."""

from collections.abc import Iterator
from typing import Any

import click

from habeas.cli.context import Context
from habeas.cli.output import Format, format_option, print_value, print_values
from habeas.cli.outside import found_by, level_option, people_seen, person_seen, refuse_proposals
from habeas.model.errors import InputError

_LIMIT = click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many to show.")


def find_person(text: str, *, hidden: bool = False) -> str:
    """The id of the one person that is meant: an id or its first digits, else a name in any script and spelling.

    Args:
        text: What somebody typed.
        hidden: Also somebody who is out of sight, for those who decide about it.

    Raises:
        InputError: There is none, or several; then the line lists them.
    """
    from habeas.store.models import PersonRow
    from habeas.store.search import search_names

    rows = list(PersonRow.objects.filter(person_id__startswith=text)[:2]) if len(text) >= 6 else []
    if len(rows) != 1:
        hits = [hit for hit in search_names(text, 200) if hit.person_id]
        best = [hit for hit in hits if hit.per_mille >= 1000] or hits
        rows = list(PersonRow.objects.filter(person_id__in={hit.person_id for hit in best}))
    gone = frozenset() if hidden else _out_of_sight()
    rows = [row for row in rows if (row.redirect_to or row.person_id) not in gone]
    ids = {row.redirect_to or row.person_id for row in rows}
    if len(ids) > 1:
        names = "; ".join(f"{row.display_name} ({row.person_id[:8]})" for row in rows[:8])
        raise InputError(f"several persons are like {text!r}: {names}; give the id")
    if not ids:
        raise InputError(f"no person like {text!r} in this casebook; see habeas people, or habeas review for new names")
    return ids.pop()


def _out_of_sight() -> frozenset[str]:
    from habeas.safety.looking import team_sight
    from habeas.workflow import now

    return team_sight(now()[:10]).out_of_sight


@click.command()
@click.argument("name", required=False)
@click.option("--all", "everybody", is_flag=True, help="Persons without a case too.")
@_LIMIT
@level_option
@format_option()
@click.pass_obj
def people(context: Context, *, name: str | None, everybody: bool, limit: int, seen_by: int, form: Format) -> None:
    """List the people of the casebook; with NAME those whose name is like it, in any script and spelling."""
    _, outlook = context.open_for(seen_by)
    from habeas.registry.status import status_on
    from habeas.store.models import PersonRow
    from habeas.store.rows import case_of_row
    from habeas.store.search import search_names
    from habeas.workflow import now

    today = now()[:10]
    if outlook is not None:
        if everybody:
            raise InputError("persons without a case are for the case team alone: leave out --all or --level")
        print_values(people_seen(outlook, name, limit, today), form, _person_line, none="Nobody at this level.")
        return
    rows = PersonRow.objects.filter(redirect_to="").exclude(person_id__in=context.sight().out_of_sight)
    if name:
        rows = rows.filter(person_id__in={hit.person_id for hit in search_names(name, 500) if hit.person_id})
    elif not everybody:
        rows = rows.filter(has_case=True)

    def values() -> Iterator[dict[str, Any]]:
        for row in rows.order_by("display_name", "person_id")[:limit]:
            yield {
                "person_id": row.person_id,
                "name": row.display_name,
                "names": row.names.split("\n") if row.names else [],
                "has_case": row.has_case,
                "status": status_on(case_of_row(row), today).words if row.has_case else "",
                "last_reported_held": row.last_reported,
                "claims": row.claims,
                "origins": row.origins,
                "contradictions": row.contradictions,
                "unreviewed": row.unreviewed,
            }

    print_values(values(), form, _person_line, none="Nobody. Names in reports become people by review: habeas review.")


def _person_line(line: dict[str, Any]) -> Iterator[str]:
    marks = f", {line['contradictions']} contradictions" if line["contradictions"] else ""
    waiting = f", {line['unreviewed']} to review" if line["unreviewed"] else ""
    status = line["status"] or "no case"
    yield (
        f"{line['person_id'][:8]}  {line['name']:<28} {status:<32} {line['claims']} claims, {line['origins']} origins"
        f"{marks}{waiting}"
    )


@click.command()
@click.argument("name")
@click.option("--as-of", metavar="DAY", default="", help="The world as it was on that day.")
@click.option("--recorded-by", metavar="MOMENT", default="", help="What was recorded here until then.")
@click.option("--public-by", metavar="DAY", default="", help="What was certainly published until that day.")
@click.option("--proposed", is_flag=True, help="With the contradictions that rest on claims nobody has reviewed.")
@level_option
@format_option()
@click.pass_obj
def case(
    context: Context,
    *,
    name: str,
    as_of: str,
    recorded_by: str,
    public_by: str,
    proposed: bool,
    seen_by: int,
    form: Format,
) -> None:
    """Show the case of one person: an id, or a name in any script and spelling.

    Every value names its claims; habeas review and the web pages show their words.
    """
    from habeas.cli.casebook_views import case_lines, case_value, clock_of, view_of_case

    casebook, outlook = context.open_for(seen_by)
    refuse_proposals(outlook, proposed=proposed)
    clocks = {"as_of": as_of, "recorded_by": recorded_by, "public_by": public_by}
    if outlook is not None:
        shown = outlook.case(person_seen(outlook, name), clock_of(recorded_by, public_by), as_of)
        if shown is None:
            raise InputError(f"nothing of that case may be seen at level {seen_by}")
        asked = {word: value for word, value in clocks.items() if value}
        print_value(case_value(shown, asked, proposed=False), form, case_lines)
        return
    person = find_case(name, unreviewed=proposed)
    found, asked = view_of_case(casebook, person, proposed=proposed, **clocks)
    view = context.sight().show(found)
    if view is None:
        raise InputError(f"nothing of the case of {name!r} may be seen")
    print_value(case_value(view, asked, proposed=proposed), form, case_lines)


def find_case(text: str, *, unreviewed: bool) -> Any:
    """The person that is meant; where nobody of that name is open yet, and proposals are asked for, the name itself."""
    try:
        return find_person(text)
    except InputError:
        found = find_mention(text) if unreviewed else None
        if found is None:
            raise
        return found


def find_mention(text: str) -> Any:
    """A name that belongs to nobody yet, in every report that writes it so: that of most claims; None for none."""
    from django.db.models import Count

    from habeas.model import MentionReference
    from habeas.store.models import MentionRow
    from habeas.store.search import search_names

    hits = {(hit.document_id, hit.name) for hit in search_names(text, 200) if hit.document_id}
    rows = MentionRow.objects.filter(
        document_id__in={document_id for document_id, _ in hits}, person_id="", role="person"
    )
    counted = rows.values("document_id", "name").annotate(claims=Count("claim", distinct=True))
    found: dict[str, list[Any]] = {}
    for row in counted:
        if (row["document_id"], row["name"]) in hits:
            found.setdefault(" ".join(row["name"].casefold().split()), []).append(row)
    if not found:
        return None
    best = max(found, key=lambda name: (sum(row["claims"] for row in found[name]), name))
    places = sorted((row["document_id"], row["name"]) for row in found[best])
    return tuple(MentionReference(document_id=document_id, name=name) for document_id, name in places)


@click.command()
@click.argument("words", nargs=-1, required=True)
@_LIMIT
@level_option
@format_option()
@click.pass_obj
def search(context: Context, *, words: tuple[str, ...], limit: int, seen_by: int, form: Format) -> None:
    """Search reports by words ("in quotes" as they stand) and people by name in any spelling."""
    _, outlook = context.open_for(seen_by)
    from habeas.store.models import DocumentRow
    from habeas.store.reads import read_document
    from habeas.store.search import find_words, search_documents, search_names

    query = " ".join(words)
    if outlook is not None:
        print_values(found_by(outlook, query, limit), form, _hit_lines, none="Nothing found.")
        return

    def values() -> Iterator[dict[str, Any]]:
        sight = context.sight()
        for hit in search_names(query, limit):
            if hit.person_id in sight.out_of_sight or sight.names.spans(hit.name):
                continue
            yield {
                "kind": "name",
                "name": hit.name,
                "person_id": hit.person_id,
                "document_id": hit.document_id,
                "per_mille": hit.per_mille,
            }
        hits = search_documents(query, limit)
        rows = DocumentRow.objects.in_bulk([hit.document_id for hit in hits])
        for found in hits:
            if (row := rows.get(found.document_id)) is None:
                continue
            text = sight.blank_report(found.document_id, read_document(found.document_id).text)
            places = find_words(text, query)
            if not places:
                continue
            start = max(0, places[0][0] - 60) if places else 0
            yield {
                "kind": "report",
                "document_id": found.document_id,
                "title": row.title,
                "outlet": row.outlet,
                "published": row.published,
                "snippet": " ".join(text[start : start + 180].split()),
            }

    print_values(values(), form, _hit_lines, none="Nothing found.")


def _hit_lines(line: dict[str, Any]) -> Iterator[str]:
    if line["kind"] == "name":
        where = f"person {line['person_id'][:8]}" if line["person_id"] else f"in report {line['document_id'][:12]}"
        yield f"{line['name']:<40} {where}"
    else:
        shown = line["outlet"] or line["title"] or "report"
        yield f"{line['document_id'][:12]}  {shown}, {line['published'] or 'undated'}"
        yield f"    .. {line['snippet']} .."


LOOKING = (people, case, search)
