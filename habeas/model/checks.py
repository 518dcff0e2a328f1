"""What a record must satisfy beyond its shape: the words of the vocabulary, spans in order, well-formed dates and ids.

A record that fails is refused at the door with a Problem; a record of a *newer* vocabulary that came by a merge is
kept and left out of views. Checks are small functions with one signature in a tuple: to add one is to write one.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from habeas.model import vocabulary
from habeas.model.canonical import AnyRecord, record_id
from habeas.model.claims import (
    Attribute,
    AttributionStep,
    Causal,
    Claim,
    Event,
    Mention,
    Position,
    Quantity,
    Relation,
    State,
    Statement,
    Term,
    all_values,
    walk_values,
)
from habeas.model.date_expressions import DateExpression, check_date_expression
from habeas.model.dates import parse_date
from habeas.model.decisions import Consent, Decision, Grade, SetLevel, Subject
from habeas.model.errors import DateError
from habeas.model.records import Acquisition, Document, Extraction, Metadata, Person
from habeas.model.values import Problem, Span

_CLOSED_LISTS: tuple[tuple[type, str, tuple[str, ...]], ...] = (
    (Claim, "modality", vocabulary.MODALITIES),
    (Event, "event_type", vocabulary.EVENT_TYPE_NAMES),
    (Mention, "role", vocabulary.ROLES),
    (Statement, "mode", vocabulary.MODES),
    (AttributionStep, "role", vocabulary.STEP_ROLES),
    (AttributionStep, "mode", ("", *vocabulary.MODES)),
    (AttributionStep, "reach", vocabulary.REACHES),
    (AttributionStep, "reporter_stance", vocabulary.REPORTER_STANCES),
    (Position, "stance", vocabulary.STANCES),
    (Causal, "relation", vocabulary.CAUSAL_RELATIONS),
    (Causal, "strength", vocabulary.CAUSAL_STRENGTHS),
    (Quantity, "qualifier", vocabulary.QUALIFIERS),
    (Term, "kind", vocabulary.TERM_KINDS),
    (Attribute, "attribute", vocabulary.ATTRIBUTES),
    (Relation, "relation", vocabulary.RELATIONS),
    (State, "status", vocabulary.LIBERTY),
)
_LISTS_OF: Mapping[type, tuple[tuple[str, tuple[str, ...]], ...]] = MappingProxyType(
    {
        shape: tuple((field, words) for other, field, words in _CLOSED_LISTS if other is shape)
        for shape, _, _ in _CLOSED_LISTS
    }
)
_ID = re.compile(r"[0-9a-f]{64}")
_PERSON = re.compile(r"[0-9a-f]{32}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def check_record(record: AnyRecord) -> tuple[Problem, ...]:
    """Everything that is wrong with a record; empty where nothing is."""
    values = all_values(record)
    faults = [fault for check in _CHECKS for fault in check(record, values)]
    if not faults:
        return ()
    name = str(record.__struct_config__.tag)
    return tuple(Problem(where=name, message=fault, record_id=record_id(record)) for fault in faults)


def check_quotes(document: Document, claim: Claim) -> tuple[Problem, ...]:
    """Every span of a claim must be the document's words at its place; the quote must hold the trigger's words.

    Returns:
        A Problem for each span that does not agree; empty for a claim that is grounded.
    """
    return tuple(
        Problem(where="quotes", message=f"words that the document does not have at {span.start}-{span.end}")
        for span in all_values(claim)
        if isinstance(span, Span) and document.text[span.start : span.end] != span.text
    )


def _words(_record: AnyRecord, values: list[object]) -> Iterator[str]:
    for value in values:
        for field, words in _LISTS_OF.get(type(value), ()):
            yield from _outside(f"{field} of a {type(value).__name__.lower()}", getattr(value, field), words)
        if isinstance(value, Event):
            row = vocabulary.event_type(value.event_type)
            yield from _outside(f"variant of {value.event_type}", value.variant, row.variants if row else ("",))
        elif isinstance(value, AttributionStep) and value.outlet_missing and value.name is not None:
            yield "a citation that names an outlet and says that it is missing"


def _outside(what: str, word: str, known: tuple[str, ...]) -> Iterator[str]:
    if word not in known:
        yield f"unknown {what}: {word[:40]!r}"


def _numbers(record: AnyRecord, values: list[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, (Quantity, Term)):
            for field in ("value", "low", "high", "years", "months", "days"):
                number = getattr(value, field, None)
                if isinstance(number, int) and not 0 <= number <= 10**9:
                    yield f"a number out of range: {field} {number}"
    if isinstance(record, Decision):
        body = record.body
        if isinstance(body, SetLevel | Consent) and not 0 <= body.level <= 4:
            yield f"a level is 0 to 4, not {body.level}"
        if isinstance(body, Grade) and (body.source not in ("", *"ABCDEF") or not 0 <= body.item <= 6):
            yield "a grade is A to F and 1 to 6"


def _dates(record: AnyRecord, _values: list[object]) -> Iterator[str]:
    for value in walk_values(record, stop=DateExpression):
        if isinstance(value, DateExpression):
            fault = check_date_expression(value)
            if fault:
                yield fault
        elif isinstance(value, Metadata) and value.published:
            yield from _edtf(value.published)
    if isinstance(record, Extraction) and record.published_bound:
        yield from _edtf(record.published_bound)


def _edtf(text: str) -> Iterator[str]:
    try:
        if parse_date(text).text != text:
            yield f"a date that is not in canonical form: {text!r}"
    except DateError as error:
        yield str(error)


def _ids(record: AnyRecord, _values: list[object]) -> Iterator[str]:
    if isinstance(record, Document) and not _ID.fullmatch(record.file_sha256):
        yield "a document without the hash of its file"
    if isinstance(record, Acquisition | Claim | Extraction) and not _ID.fullmatch(record.document_id):
        yield "no id of a document"
    if isinstance(record, Extraction) and list(record.claim_ids) != sorted(set(record.claim_ids)):
        yield "ids of claims that are not sorted or stand twice"
    if isinstance(record, Person) and not _PERSON.fullmatch(record.person_id):
        yield "no id of a person"
    if isinstance(record, Decision):
        if not _ID.fullmatch(record.casebook_id):
            yield "a decision without its casebook"
        if not record.who:
            yield "a decision without who decided"
        for value in walk_values(record.body):
            if isinstance(value, Subject) and bool(value.person_id) == (value.mention is not None):
                yield "a subject is either a person or a mention"


def _moments(record: AnyRecord, _values: list[object]) -> Iterator[str]:
    for field in ("retrieved_at", "opened_at", "when"):
        moment = getattr(record, field, None)
        if moment is not None and not is_moment(moment):
            yield f"not a moment in UTC: {moment[:40]!r}"


def is_moment(text: str) -> bool:
    """Whether the text is a moment in UTC with whole seconds that exists."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return True


def _text(record: AnyRecord, _values: list[object]) -> Iterator[str]:
    if not isinstance(record, Document):
        return
    if "\r" in record.text or "\0" in record.text:
        yield "a text with CR or NUL"
    if list(record.pages) != sorted(record.pages) or (record.pages and record.pages[-1] > len(record.text)):
        yield "a page map that does not fit the text"


# Each takes a record and all the values inside it.
_CHECKS: tuple[Callable[[AnyRecord, list[object]], Iterator[str]], ...] = (
    _words,
    _numbers,
    _dates,
    _ids,
    _moments,
    _text,
)
