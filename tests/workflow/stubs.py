"""A stub extractor: every "NAME was arrested" is a detention. Quick, and the same each time."""

import re

from habeas.extraction import Proposal
from habeas.model import Claim, DateExpression, Event, Extraction, Mention, Metadata, Span, record_id
from habeas.workflow import Source, take_in_text

ARREST = re.compile(
    r"(?P<name>[A-Z]\w+ [A-Z]\w+) (?P<trigger>was (?P<what>arrested|released))(?: on (?P<day>\d{4}-\d\d-\d\d))?"
)
TYPES = {"arrested": "detention", "released": "release"}


def extract(document, *, language="", version="1"):
    claims = tuple(claims_in(document))
    ids = tuple(sorted(record_id(claim) for claim in claims))
    extraction = Extraction(document_id=record_id(document), extractor="stub", version=version, claim_ids=ids)
    return Proposal(claims=claims, extraction=extraction)


def claims_in(document):
    text = document.text
    for match in ARREST.finditer(text):
        day = Span.of(text, *match.span("day")) if match["day"] else None
        name = Span.of(text, *match.span("name"))
        yield Claim(
            document_id=record_id(document),
            quote=Span.of(text, *match.span()),
            body=Event(
                event_type=TYPES[match["what"]],
                trigger=Span.of(text, *match.span("trigger")),
                mentions=(Mention(role="person", written=name, name=name),),
                date=DateExpression(wording=day, value=day.text) if day else None,
            ),
            modality="asserted",
        )


def take_in(casebook, text, *, outlet="", who="c" * 32, moment="2026-11-22T09:30:00Z", **fields):
    source = Source(collector=who, metadata=Metadata(outlet=outlet, language="en", **fields))
    return take_in_text(casebook, text, source, extract=extract, retrieved_at=moment)
