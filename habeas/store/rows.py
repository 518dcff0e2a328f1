"""Views become rows: one for each thing that a list shows or a filter asks for, the whole view as JSON beside it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from habeas.model import Attribute, Claim, Document, Event, State, default_level, hash_bytes, parse_date
from habeas.model.vocabulary import HELD
from habeas.registry.casefile import (
    OPEN_END,
    OPEN_START,
    Case,
    ClaimLine,
    Contradiction,
    DocumentView,
    IdentityQuestion,
    Interval,
)
from habeas.registry.documents import mentions_in
from habeas.store.models import ClaimRow, ContradictionRow, DocumentRow, PersonRow

# What stands in a row, by the name of the column. A million rows are written without a Django object for each.
Fields = dict[str, Any]

_ENCODER = msgspec.json.Encoder(order="deterministic")
_CASES: msgspec.json.Decoder[Case] = msgspec.json.Decoder(Case)
_DOCUMENTS: msgspec.json.Decoder[DocumentView] = msgspec.json.Decoder(DocumentView)
_CONTRADICTIONS: msgspec.json.Decoder[Contradiction] = msgspec.json.Decoder(Contradiction)
_AXES = ("liberty", "procedure", "recognition")


def case_of_row(row: PersonRow) -> Case:
    """The case that a row holds."""
    return _CASES.decode(bytes(row.body)) if row.body else Case(person_id=row.person_id, redirect=row.redirect_to)


def document_of_row(row: DocumentRow) -> DocumentView:
    """The document's view that a row holds."""
    return _DOCUMENTS.decode(bytes(row.body))


def contradiction_of_row(row: ContradictionRow) -> Contradiction:
    """The contradiction that a row holds."""
    return _CONTRADICTIONS.decode(bytes(row.body))


def _fields(**fields: Any) -> Fields:
    return fields


def fields_of_document(view: DocumentView, document: Document, sequence: int) -> Fields:
    """The row of a report."""
    earliest, latest = _bounds(view.published)
    return _fields(
        document_id=view.document_id,
        sequence=sequence,
        file_sha256=view.file_sha256,
        media_type=document.media_type[:80],
        title=_shown(view.title),
        outlet=_shown(view.outlet),
        author=_shown(view.author),
        published=view.published,
        published_bounded=view.bounded,
        earliest=earliest,
        latest=latest,
        language=_shown(view.language)[:35],
        read_state=_read_state(view)[:64],
        extractor=", ".join(f"{name} {version}" for name, version in view.extractors)[:80],
        characters=len(document.text),
        claims=len(view.claims),
        pending=view.pending,
        accepted=sum(line.state in ("accepted", "corrected") for line in view.claims),
        body=_ENCODER.encode(view),
    )


def row_of_claim(line: ClaimLine, claim: Claim, deciders: int = 0) -> ClaimRow:
    """The row of a claim; `deciders` people stand behind the live decisions on it."""
    return ClaimRow(**fields_of_claim(line, claim, deciders))


def fields_of_claim(line: ClaimLine, claim: Claim, deciders: int = 0) -> Fields:
    """The row of a claim, as `row_of_claim`."""
    body = claim.body
    trigger = body.trigger if isinstance(body, Event | State) else None
    earliest, latest = _bounds(line.date)
    return _fields(
        claim_id=line.claim_id,
        document_id=line.document_id,
        place=line.order,
        kind=line.kind,
        event_type=line.type,
        modality=line.modality,
        start=line.start,
        end=line.end,
        trigger_start=trigger.start if trigger else None,
        trigger_end=trigger.end if trigger else None,
        state=line.state,
        deciders=deciders,
        date=line.date,
        bounded=line.bounded,
        earliest=earliest,
        latest=latest,
        people=list(line.people) or list(dict.fromkeys(mention.label for mention in mentions_in(claim.body))),
        level=default_level(line.kind, body.attribute if isinstance(body, Attribute) else line.type),
    )


def fields_of_mentions(claim_id: str, claim: Claim, persons: tuple[str, ...]) -> Iterator[Fields]:
    """The rows of a claim's mentions; `persons` are the persons they are attached to, in their order."""
    for number, (mention, person_id) in enumerate(zip(mentions_in(claim.body), persons, strict=True)):
        yield _fields(
            claim_id=claim_id,
            number=number,
            role=mention.role,
            name=mention.label,
            named=mention.name is not None,
            document_id=claim.document_id,
            person_id=person_id,
        )


def fields_of_case(case: Case) -> Fields:
    """The row of a person."""
    body = _ENCODER.encode(case)
    held = [interval for interval in case.liberty if interval.value in HELD]
    return _fields(
        person_id=case.person_id,
        display_name=case.display_name[:300],
        names="\n".join(name.text for name in case.names),
        redirect_to=case.redirect,
        has_case=case.opens == "accepted",
        hidden=case.hidden,
        liberty=case.liberty[-1].value if case.liberty else "",
        held_from=min((interval.certain_from for interval in held if interval.certain_from), default=""),
        held_until=max((interval.certain_until for interval in held if interval.certain_until), default=""),
        last_reported=_last_reported(held)[:64],
        articles=sorted({charge.article for charge in case.charges if charge.article}),
        places=sorted({event.place for event in case.events if event.place}),
        claims=len(case.evidence.claim_ids),
        origins=case.evidence.origins,
        contradictions=sum(not one.rests_on_unreviewed for one in case.contradictions),
        unreviewed=len(case.unreviewed),
        additions=sum(bool(line.adds_to) for line in case.unreviewed),
        body=body,
        digest=hash_bytes(body),
    )


def fields_of_status(case: Case) -> Iterator[Fields]:
    """The rows of a case's three axes."""
    for axis in _AXES:
        for number, interval in enumerate(getattr(case, axis)):
            yield _fields(
                person_id=case.person_id,
                number=number,
                axis=axis,
                value=_shown(interval.value)[:32],
                body=_shown(interval.body)[:200],
                certain_from=interval.certain_from,
                certain_until=interval.certain_until,
                possible_from=interval.possible_from,
                possible_until=interval.possible_until,
                last_reported=interval.last_reported[:64],
            )


def fields_of_contradictions(
    contradictions: tuple[Contradiction, ...], person_id: str, *, is_open: bool = True
) -> Iterator[Fields]:
    """The rows of the contradictions of a case, or of those that belong to none (an empty `person_id`).

    Args:
        contradictions: As derived.
        person_id: Whose.
        is_open: Whether an accepted claim opens the case.
    """
    for number, one in enumerate(contradictions):
        yield _fields(
            person_id=person_id,
            number=number,
            contradiction_type=one.type,
            field=one.field[:40],
            certainty=one.certainty,
            question=one.question,
            chosen=one.chosen_claim,
            proposed=one.rests_on_unreviewed,
            listed=is_open and not one.rests_on_unreviewed,
            body=_ENCODER.encode(one),
        )


def fields_of_question(question: IdentityQuestion) -> Fields:
    """The row of a question of identity."""
    sides = [
        {"person_id": person_id, "document_id": document_id, "name": name, "shown": shown}
        for (person_id, document_id, name), shown in (
            (question.one, question.name),
            (question.other, question.other_name),
        )
    ]
    return _fields(
        question_id=hash_bytes(_ENCODER.encode(sorted((question.one, question.other)))),
        kind="same_person",
        per_mille=question.per_mille,
        sides=sides,
        explanation=[question.explanation],
    )


def _last_reported(held: list[Interval]) -> str:
    """When custody was last reported, by days and not by letters: "[2021-03-02,2021-03-03]" is before "2021-05-05"."""
    latest = max(held, key=lambda one: (one.certain_from or one.possible_from, one.possible_from), default=None)
    return latest.last_reported if latest else ""


def _read_state(view: DocumentView) -> str:
    """`read`, or `not read: language` and which: no reader covers it, or the extractor broke down over the text."""
    return view.read if view.read != "not read" else f"not read: language {view.language}".rstrip()


def _shown(text: str) -> str:
    """Words from another casebook may hold a NUL, which PostgreSQL does not take."""
    return text.replace("\0", "")


@lru_cache(maxsize=65536)
def _bounds(edtf: str) -> tuple[str, str]:
    """First and last possible day of an EDTF value; empty for no date and for one without a year."""
    if not edtf:
        return "", ""
    parsed = parse_date(edtf)
    if parsed.year_unknown:
        return "", ""
    earliest, latest = parsed.earliest, parsed.latest
    return (earliest.isoformat() if earliest else OPEN_START), (latest.isoformat() if latest else OPEN_END)
