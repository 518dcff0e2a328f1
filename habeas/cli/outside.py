"""What an audience outside the case team would see, for commands with `--level`: values shaped as the team's own."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from habeas.model.errors import InputError

if TYPE_CHECKING:
    from habeas.safety.outlook import Outlook

F = TypeVar("F", bound=Callable[..., Any])
_SNIPPET, _BEFORE = 180, 60


def level_option(command: F) -> F:
    """`--level 1|2|3|4`: whose eyes the command looks with."""
    return click.option(
        "--level",
        "seen_by",
        type=click.IntRange(1, 4),
        default=1,
        show_default=True,
        help="Only what an audience may see: 1 case team, 2 partners, 3 mechanisms, 4 the public.",
    )(command)


def refuse_proposals(outlook: "Outlook | None", *, proposed: bool) -> None:
    """What nobody has reviewed is for the case team.

    Raises:
        InputError: It was asked for with a level of others.
    """
    if proposed and outlook is not None:
        raise InputError("what nobody has reviewed is for the case team alone: leave out --proposed or --level")


def person_seen(outlook: "Outlook", text: str) -> str:
    """The id of the one person that is meant among those whose case may be seen.

    What was typed is not said again: whether a name was blanked would tell that it is here.

    Raises:
        InputError: There is none, or several; then the line lists them.
    """
    from habeas.store.search import search_names

    hits = [hit for hit in search_names(text, 200) if hit.person_id]
    best = [hit for hit in hits if hit.per_mille >= 1000]
    for several in (best, hits):
        found = outlook.find_person(text, ((hit.person_id, hit.name) for hit in several))
        if len(found) == 1:
            return found[0].person_id
        if found:
            names = "; ".join(f"{case.display_name} ({case.person_id[:8]})" for case in found[:8])
            raise InputError(f"several persons are like that: {names}; give the id")
    raise InputError(f"nobody like that may be shown at level {outlook.audience.level}")


def people_seen(outlook: "Outlook", name: str | None, limit: int, today: str) -> Iterator[dict[str, Any]]:
    """The lines of `habeas people`."""
    from habeas.registry.status import status_on
    from habeas.store.search import search_names

    cases = list(outlook.cases.values())
    if name:
        similar = [(hit.person_id, hit.name) for hit in search_names(name, 500) if hit.person_id]
        wanted = {case.person_id for case in outlook.find_person("", similar)}
        cases = [case for case in cases if case.person_id in wanted]
    for case in cases[:limit]:
        status = status_on(case, today)
        yield {
            "person_id": case.person_id,
            "name": case.display_name,
            "names": [form.text for form in case.names],
            "has_case": True,
            "status": status.words,
            "last_reported_held": status.last_reported,
            "claims": len(case.evidence.claim_ids),
            "origins": case.evidence.origins,
            "contradictions": sum(not one.rests_on_unreviewed for one in case.contradictions),
            "unreviewed": 0,
        }


def found_by(outlook: "Outlook", query: str, limit: int) -> Iterator[dict[str, Any]]:
    """The lines of `habeas search`."""
    from habeas.store.reads import read_document
    from habeas.store.search import find_words, search_documents, search_names

    for hit in search_names(query, limit):
        if hit.person_id and not hit.document_id and outlook.may_read_name(hit.person_id, hit.name):
            yield {
                "kind": "name",
                "name": hit.name,
                "person_id": hit.person_id,
                "document_id": "",
                "per_mille": hit.per_mille,
            }
    for found in search_documents(query, limit):
        view = outlook.documents.get(found.document_id)
        if view is None:
            continue
        text = outlook.blank_report(found.document_id, read_document(found.document_id).text)
        places = find_words(text, query)
        if places:
            start = max(0, places[0][0] - _BEFORE)
            yield {
                "kind": "report",
                "document_id": found.document_id,
                "title": view.title,
                "outlet": view.outlet,
                "published": "" if view.bounded else view.published,
                "snippet": " ".join(text[start : start + _SNIPPET].split()),
            }
