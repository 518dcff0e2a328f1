"""A stub extractor: every "NAME was arrested" is a detention. Quick, and the same each time.

"The Council imposed sanctions on 2021-05-06" is a measure, "The Council rejects the new talks" a position, and
"MEASURE led to RELEASE" ties the two.
"""

import re

from habeas.extraction import Proposal
from habeas.model import Causal, Claim, DateExpression, Event, Extraction, Mention, Metadata, Position, Span, record_id
from habeas.workflow import Source, take_in_text

ARREST = re.compile(
    r"(?P<name>[A-Z]\w+ [A-Z]\w+) (?P<trigger>was (?P<what>arrested|released))(?: on (?P<day>\d{4}-\d\d-\d\d))?"
)
MEASURE = re.compile(r"(?P<actor>The [A-Z]\w+) (?P<trigger>imposed sanctions)(?: on (?P<day>\d{4}(?:-\d\d-\d\d)?))?")
POSITION = re.compile(r"(?P<actor>The [A-Z]\w+) (?P<stance>supports|rejects) (?P<issue>the \w+ \w+)")
TIE = re.compile(r"(?P<cause>The [A-Z]\w+ imposed sanctions[^.]*?) led to this: (?P<effect>[^.]*)")
STANCES = {"supports": "for", "rejects": "against"}
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

    yield from politics_in(document)


def politics_in(document):
    text = document.text
    for match in MEASURE.finditer(text):
        actor = Mention(
            role="agent", written=Span.of(text, *match.span("actor")), name=Span.of(text, *match.span("actor"))
        )
        day = Span.of(text, *match.span("day")) if match["day"] else None
        body = Event(
            event_type="sanction_change",
            trigger=Span.of(text, *match.span("trigger")),
            mentions=(actor,),
            date=DateExpression(wording=day, value=day.text) if day else None,
        )
        yield told(document, match, body)
    for match in POSITION.finditer(text):
        actor = Mention(
            role="agent", written=Span.of(text, *match.span("actor")), name=Span.of(text, *match.span("actor"))
        )
        stance, issue = STANCES[match["stance"]], Span.of(text, *match.span("issue"))
        yield told(document, match, Position(actor=actor, issue=issue, stance=stance))
    for match in TIE.finditer(text):
        sides = {side: Span.of(text, *match.span(side)) for side in ("cause", "effect")}
        yield told(document, match, Causal(relation="causes", **sides))


def told(document, match, body):
    quote = Span.of(document.text, *match.span())
    return Claim(document_id=record_id(document), quote=quote, body=body, modality="asserted")


def take_in(casebook, text, *, outlet="", who="c" * 32, moment="2026-11-22T09:30:00Z", **fields):
    source = Source(collector=who, metadata=Metadata(outlet=outlet, language="en", **fields))
    return take_in_text(casebook, text, source, extract=extract, retrieved_at=moment)
