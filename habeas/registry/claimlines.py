"""One line for each claim: its state, its date, who it is about; and the view of a document made of such lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model import Attribute, Event, Relation, State
from habeas.registry.casefile import ClaimLine, DocumentView
from habeas.registry.country import find_source
from habeas.registry.documents import date_of_claim, facts_of, mentions_in
from habeas.registry.gathering import UNDECIDED
from habeas.registry.policy import DEFAULT_POLICY, Policy
from habeas.registry.slots import find_precedent

if TYPE_CHECKING:
    from habeas.model import Body
    from habeas.registry.ledger import Ledger
    from habeas.registry.reviews import Review


def type_of(body: Body) -> str:
    """The event type, status, attribute or relation of a body; empty for the other kinds."""
    if isinstance(body, Event):
        return body.event_type
    if isinstance(body, State):
        return body.status
    if isinstance(body, Attribute):
        return body.attribute
    return body.relation if isinstance(body, Relation) else ""


def line_of(ledger: Ledger, claim_id: str, order: int = 0, review: Review | None = None) -> ClaimLine:
    """The line of one claim; `review` is what people decided about it, where that is at hand."""
    claim = ledger.claims[claim_id]
    review = review or ledger.review_of(claim_id)
    dated = date_of_claim(ledger, claim)
    inherited, change = find_precedent(ledger, claim_id) if review.state == "proposed" else ("", "")
    people = [mention.label for mention in mentions_in(claim.body) if mention.role == "person"]
    return ClaimLine(
        claim_id=claim_id,
        document_id=claim.document_id,
        kind=claim.kind,
        type=type_of(claim.body),
        modality=claim.modality,
        state=review.state,
        date=dated.edtf,
        bounded=dated.bounded,
        start=claim.quote.start,
        end=claim.quote.end,
        people=tuple(dict.fromkeys(people)) if len(people) > 1 else tuple(people),
        order=order,
        decisions=review.decisions,
        replaced_by=review.replaced_by,
        replaces=review.replaces[0] if review.replaces else "",
        inherited_from=inherited,
        change_of=change,
    )


def derive_document(ledger: Ledger, document_id: str, policy: Policy = DEFAULT_POLICY) -> DocumentView:
    """A document with its settled metadata and the state of each of its claims.

    Args:
        ledger: All records, or a slice that holds the document with everything that speaks of it.
        document_id: The document; one that is absent gives a view without text-bound fields.
        policy: Whose packs tell the class of the outlet.
    """
    facts = facts_of(ledger, document_id)
    document = ledger.documents.get(document_id)
    lines = tuple([line_of(ledger, claim_id, place) for place, claim_id in enumerate(ledger.claims_of(document_id))])
    extractions = ledger.newest_extractions(document_id)
    source = find_source(policy.countries, facts.outlet)
    urls = {acquisition.url for acquisition in ledger.acquisitions_of(document_id) if acquisition.url}
    return DocumentView(
        document_id=document_id,
        file_sha256=document.file_sha256 if document else "",
        title=facts.title,
        outlet=facts.outlet,
        author=facts.author,
        language=facts.language,
        published=facts.published,
        bounded=facts.bounded,
        basis=facts.basis,
        disputed=facts.disputed,
        source_class=source.source_class if source else "",
        read="read" if extractions else "not read",
        extractors=tuple(sorted({(extraction.extractor, extraction.version) for extraction in extractions})),
        claims=lines,
        pending=len([line for line in lines if line.state in UNDECIDED and not line.inherited_from]),
        urls=tuple(sorted(urls)),
    )
