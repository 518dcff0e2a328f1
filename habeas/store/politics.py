"""Rows of positions, measures and releases: what views across all reports show, kept fresh by every decision.

A position stands in one report and is a row. Measures and releases are told of by several: each claim that tells of one
is a row that says of which part it is (`habeas.registry.worldwide.Part`), and the events of a part are derived again
when one of its claims reads differently, comes in or goes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from habeas.model import DifferentEvents, Event, SameEvent, hash_bytes
from habeas.registry.days import range_of
from habeas.registry.documents import mentions_in
from habeas.registry.gathering import tell
from habeas.registry.identity import person_of
from habeas.registry.ledger import Ledger
from habeas.registry.policy import DEFAULT_POLICY
from habeas.registry.positions import Placed, PositionEntry, find_positions
from habeas.registry.precedents import (
    Credit,
    Precedent,
    ReleaseNear,
    bare_precedent,
    find_credits,
    is_placed,
    release_near,
)
from habeas.registry.sources import voice_of
from habeas.registry.worldwide import CONCERNED, MEASURES, RELEASES, Part, counts, events_of_part, part_of, tells_of
from habeas.store.models import MentionRow, PositionRow, TellingRow, WorldEventRow
from habeas.store.narrow_slices import NarrowSlice
from habeas.store.reads import in_batches
from habeas.store.rows import Fields
from habeas.store.writing import delete_rows, insert_rows

_KEY = 300  # as the columns
_TYPES = frozenset((*MEASURES, *RELEASES))
_ENCODER = msgspec.json.Encoder(order="deterministic")
_ENTRIES: msgspec.json.Decoder[PositionEntry] = msgspec.json.Decoder(PositionEntry)
_PRECEDENTS: msgspec.json.Decoder[Precedent] = msgspec.json.Decoder(Precedent)
_RELEASES: msgspec.json.Decoder[ReleaseNear] = msgspec.json.Decoder(ReleaseNear)
PeopleOf = Callable[[str], Collection[str]]  # whom a claim concerns: ids of persons, else names


def position_of_row(row: PositionRow) -> Placed:
    """The stance that a row holds."""
    return Placed(row.actor, row.label, row.issue, _ENTRIES.decode(bytes(row.body)))


def precedent_of_row(row: WorldEventRow) -> Precedent:
    """The measure that a row holds, with no release beside it."""
    return _PRECEDENTS.decode(bytes(row.body))


def release_of_row(row: WorldEventRow) -> ReleaseNear:
    """The release that a row holds."""
    return _RELEASES.decode(bytes(row.body))


def fields_of_positions(ledger: Ledger, document_id: str) -> Iterator[Fields]:
    """The rows of the accepted positions in a report."""
    for one in find_positions(ledger, ledger.claims_of(document_id)):
        yield {
            "claim_id": one.entry.claim_id,
            "document_id": document_id,
            "actor": _shown(one.actor)[:_KEY],
            "label": _shown(one.label),
            "issue": _shown(one.issue)[:_KEY],
            "start": range_of(one.entry.date).start,
            "date": one.entry.date,
            "body": _ENCODER.encode(one.entry),
        }


@dataclass(slots=True)
class Members:
    """The claims of one part: its hash is the key by which rows find it."""

    measure: bool
    part: Part
    claim_ids: list[str]


def fields_of_tellings(ledger: Ledger, document_id: str, people_of: PeopleOf) -> Iterator[Fields]:
    """The rows of the accepted claims of a report that tell of measures and releases."""
    claim_ids = [one for one in ledger.claims_of(document_id) if is_told(ledger, one)]
    credits_of = find_credits(ledger, DEFAULT_POLICY, (document_id,)) if claim_ids else {}
    for claim_id in claim_ids:
        told = tell(ledger, claim_id, ledger.review_of(claim_id))
        part = part_of(ledger, DEFAULT_POLICY, told, people_of(claim_id))
        voice, credited = voice_of(ledger, DEFAULT_POLICY, claim_id), credits_of.get(claim_id, ())
        read = (told.dated, told.known_by, voice, credited, sorted(_decided_events(ledger, claim_id)))
        yield {
            "claim_id": claim_id,
            "document_id": document_id,
            "part": hash_bytes(_ENCODER.encode((_is_measure(ledger, claim_id), part))),
            "actors": list(part.actors),
            "people": list(part.people),
            "digest": hash_bytes(_ENCODER.encode(read)),
        }


def is_told(ledger: Ledger, claim_id: str) -> bool:
    """Whether an accepted claim tells of a measure or a release."""
    return tells_of(ledger.claims[claim_id], _TYPES) and counts(ledger, claim_id, proposed=False)


def people_in_ledger(ledger: Ledger) -> PeopleOf:
    """Whom a claim concerns, by the decisions of a ledger that holds all that say who its people are."""

    def people_of(claim_id: str) -> Collection[str]:
        claim = ledger.claims[claim_id]
        return {
            person_of(ledger, claim.document_id, mention.label, claim_id).person_id or mention.label
            for mention in mentions_in(claim.body)
            if mention.role in CONCERNED and mention.name is not None
        }

    return people_of


def add_members(parts: dict[str, Members], ledger: Ledger, rows: Iterable[Fields]) -> None:
    """Put the claims of these rows of tellings to their parts."""
    for row in rows:
        people, actors = tuple(row["people"]), tuple(row["actors"])
        claim_id, document_id = row["claim_id"], row["document_id"]
        if row["part"] not in parts:
            told = tell(ledger, claim_id, ledger.review_of(claim_id))
            within = "" if actors or people or told.dated.edtf else document_id
            parts[row["part"]] = Members(_is_measure(ledger, claim_id), Part(actors, people, within), [])
        parts[row["part"]].claim_ids.append(claim_id)


def fields_of_events(ledger: Ledger, parts: Mapping[str, Members]) -> Iterator[Fields]:
    """The rows of the asserted events of some parts; the ledger holds the reports of all their claims."""
    for key, members in sorted(parts.items()):
        told = [tell(ledger, one, ledger.review_of(one)) for one in sorted(members.claim_ids)]
        credits_of: dict[str, list[Credit]] = {}
        if members.measure:
            credits_of = find_credits(ledger, DEFAULT_POLICY, {one.claim.document_id for one in told})
        for event in events_of_part(ledger, DEFAULT_POLICY, members.part, told):
            if event.group.modality != "asserted":
                continue
            view: Precedent | ReleaseNear = (
                bare_precedent(ledger, DEFAULT_POLICY, event, credits_of)
                if members.measure
                else release_near(ledger, DEFAULT_POLICY, event)
            )
            yield {
                "key": event.group.key,
                "part": key,
                "measure": members.measure,
                "start": event.group.days.start,
                "end": event.group.days.end,
                "placed": is_placed(event.group.days),
                "body": _ENCODER.encode(view),
            }


def fill(ledger: Ledger) -> None:
    """Put the rows of all reports into empty tables."""
    people_of = people_in_ledger(ledger)
    parts: dict[str, Members] = {}
    for batch in in_batches(sorted(ledger.documents)):
        insert_rows(PositionRow, [row for one in batch for row in fields_of_positions(ledger, one)])
        tellings = [row for one in batch for row in fields_of_tellings(ledger, one, people_of)]
        add_members(parts, ledger, tellings)
        insert_rows(TellingRow, tellings)
    insert_rows(WorldEventRow, list(fields_of_events(ledger, parts)))


def replace_politics(growing: NarrowSlice, document_ids: Iterable[str]) -> None:
    """Write the rows of these reports that read differently, and derive again the events of which they tell.

    Args:
        growing: Its ledger holds these reports; it is asked for others that tell of the same events.
        document_ids: Of reports whose rows of claims and mentions are fresh already.
    """
    ledger = growing.ledger
    found = [one for one in document_ids if one in ledger.documents]
    _replace(PositionRow, found, [row for one in found for row in fields_of_positions(ledger, one)])
    told = {one: [claim for claim in ledger.claims_of(one) if is_told(ledger, claim)] for one in found}
    people = _people_in_rows([claim_id for claim_ids in told.values() for claim_id in claim_ids])
    rows = [row for one in found if told[one] for row in fields_of_tellings(ledger, one, lambda one: people[one])]
    parts = [*{str(row["part"]): None for row in _replace(TellingRow, found, rows)}]
    if not parts:
        return
    members: list[Fields] = []
    for batch in in_batches(parts):
        members += [dict(row) for row in TellingRow.objects.filter(part__in=batch).values()]
    growing.grow(document_ids={str(row["document_id"]) for row in members})
    gathered: dict[str, Members] = {}
    add_members(gathered, ledger, members)
    delete_rows("store_worldeventrow", "part", parts)
    insert_rows(WorldEventRow, list(fields_of_events(ledger, gathered)))


def _replace(model: type[PositionRow | TellingRow], document_ids: list[str], rows: list[Fields]) -> list[Fields]:
    """Put rows in the place of those of these reports; the ones that went, came, or read differently."""
    expected = {row["claim_id"]: row for row in rows}
    there: dict[str, Fields] = {
        row["claim_id"]: {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
        for batch in in_batches(document_ids)
        for row in model.objects.filter(document_id__in=batch).order_by().values()
    }
    gone: list[Fields] = [row for claim_id, row in there.items() if expected.get(claim_id) != row]
    new = [row for claim_id, row in expected.items() if there.get(claim_id) != row]
    delete_rows(model._meta.db_table, "claim_id", [row["claim_id"] for row in gone])  # noqa: SLF001 - its table
    insert_rows(model, [dict(row) for row in new])
    return [*gone, *new]


def _people_in_rows(claim_ids: Collection[str]) -> dict[str, set[str]]:
    people: dict[str, set[str]] = {claim_id: set() for claim_id in claim_ids}
    for batch in in_batches(claim_ids):
        rows = MentionRow.objects.filter(claim_id__in=batch, role__in=CONCERNED, named=True).order_by()
        for claim_id, person_id, name in rows.values_list("claim_id", "person_id", "name"):
            people[claim_id].add(person_id or name)
    return people


def _is_measure(ledger: Ledger, claim_id: str) -> bool:
    body = ledger.claims[claim_id].body
    return isinstance(body, Event) and body.event_type in MEASURES


def _decided_events(ledger: Ledger, claim_id: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for _, decision in ledger.live_about("event", claim_id):
        if isinstance(decision.body, SameEvent | DifferentEvents):
            yield decision.kind, decision.body.claim_ids


def _shown(text: str) -> str:
    """Words from another casebook may hold a NUL, which PostgreSQL does not take."""
    return text.replace("\0", "")
