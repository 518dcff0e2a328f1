"""A quick extractor for tests of faults: real, grounded claims, found by one pattern, without a language model."""

import re

from habeas.extraction import Proposal
from habeas.model import Claim, Document, Event, Extraction, Mention, Span, record_id

_EVENTS = {"arrested": "detention", "detained": "detention", "released": "release"}
_PATTERN = re.compile(
    r"(?P<person>[A-Z][a-z]+ [A-Z][a-z]+)(?:, [^.,;]*,)? was (?P<trigger>arrested|detained|released)[^.]*\."
)


def propose(document: Document, *, published: str = "", outlet: str = "", language: str = "") -> Proposal:
    """One event for each sentence that says so in the simplest way."""
    text, document_id = document.text, record_id(document)
    claims = {}
    for found in _PATTERN.finditer(text):
        person = Mention(role="person", written=Span.of(text, *found.span("person")))
        trigger = Span.of(text, *found.span("trigger"))
        claim = Claim(
            document_id=document_id,
            quote=Span.of(text, found.start(), found.end()),
            body=Event(event_type=_EVENTS[found["trigger"]], trigger=trigger, mentions=(person,)),
            modality="asserted",
        )
        claims[record_id(claim)] = claim
    extraction = Extraction(document_id=document_id, extractor="stub", version="1", claim_ids=tuple(sorted(claims)))
    return Proposal(tuple(claims.values()), extraction)
