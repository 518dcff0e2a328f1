"""A report as one audience may read it: segments of its text, and cards of its claims in the order of reading."""

from dataclasses import dataclass

from django.utils.translation import get_language

from habeas.model import Claim, Document
from habeas.model.claims import Event, Statement
from habeas.publishing.audience import Audience
from habeas.publishing.redaction import blank_spans
from habeas.safety.second_eyes import second_eyes_policy, waits
from habeas.store.models import ClaimRow, DocumentRow
from habeas.store.reads import read_records
from habeas.web.evidence import ANCHOR, ClaimCard, make_card, published_of
from habeas.web.highlight import Mark, Segment, split_text
from habeas.web.levels import level_lookup, spans_of_names
from habeas.web.reports.unclaimed import unclaimed_sentences
from habeas.web.sources import countries_of_risk

# What is over is not marked in the text: it would mislead.
_UNMARKED = frozenset({"rejected", "stale", "corrected"})


@dataclass(frozen=True, slots=True)
class Report:
    """One report on a page.

    Attributes:
        document: The record.
        text: Its text, with what the audience may not see blanked.
        segments: The text cut at the edges of claims.
        cards: Claims in the order of reading, with their state.
        records: The claims themselves, by id.
        numbers: Number of a claim on this page, by id, from 1.
        risky: Countries in which reading or sharing its outlet can be an offence, by name.
        withheld: Some of its words are blanked.
        waiting: Ids of claims that one person accepted and that wait for a second pair of eyes.
        bare: How many sentences name somebody and have nothing proposed; counted for those who review.
    """

    document: Document
    text: str
    segments: tuple[Segment, ...]
    cards: tuple[ClaimCard, ...]
    records: dict[str, Claim]
    numbers: dict[str, int]
    risky: tuple[str, ...]
    withheld: bool
    waiting: frozenset[str] = frozenset()
    bare: int = 0

    @property
    def harrowing(self) -> bool:
        """Whether it tells of ill-treatment or death, so that its reader is told before the words."""
        return any(card.harrowing for card in self.cards)


def load_report(
    row: DocumentRow, audience: Audience, *, marked_only: frozenset[str] | None = None, also: str = ""
) -> Report:
    """Load a report and its claims.

    Args:
        row: Of the report.
        audience: Who reads.
        marked_only: States of claims to mark; None for all that are not over.
        also: A claim to mark even if it is over: the one that is looked at.
    """
    rows = list(ClaimRow.objects.filter(document_id=row.document_id).order_by("place", "claim_id"))
    records = read_records([row.document_id, *(claim.claim_id for claim in rows)])
    document = records.pop(row.document_id)
    if not isinstance(document, Document):
        raise TypeError(row.document_id)
    claims = {claim_id: record for claim_id, record in records.items() if isinstance(record, Claim)}
    level_of = level_lookup(claims, {row.document_id: row}, audience)
    seen = [claim for claim in rows if claim.claim_id in claims and level_of(claim.claim_id) >= audience.level]
    shown = {claim.claim_id for claim in seen}
    hidden = [(claim.start, claim.end) for claim in rows if claim.claim_id not in shown]
    withheld = [claim for claim_id, claim in claims.items() if claim_id not in shown]
    hidden += spans_of_names(document.text, withheld, [claims[claim_id] for claim_id in shown])
    text = blank_spans(document.text, hidden)
    cards = tuple(
        make_card(claim.claim_id, claims[claim.claim_id], row, hidden, claim.state)
        for claim in seen
        if audience.reviews or claim.state not in _UNMARKED
    )
    numbers = {card.claim_id: number for number, card in enumerate(cards, 1)}
    marks = [
        mark
        for claim in seen
        if claim.claim_id in numbers and (claim.state not in _UNMARKED or claim.claim_id == also)
        if marked_only is None or claim.state in marked_only
        for mark in _marks_of(claim, claims[claim.claim_id])
    ]
    policy = second_eyes_policy()
    taken = [(claim.start, claim.end) for claim in rows if claim.state != "stale"]
    bare = unclaimed_sentences(document, claims.values(), taken, hidden) if audience.reviews else []
    marks += [Mark(start, end, f"{start}-{end}", "bare") for start, end in bare]
    return Report(
        document=document,
        text=text,
        segments=split_text(text, marks),
        cards=cards,
        records=claims,
        numbers=numbers,
        risky=countries_of_risk(row.outlet, get_language() or ""),
        withheld=bool(hidden),
        waiting=frozenset(claim.claim_id for claim in seen if waits(claim, policy)),
        bare=len(bare),
    )


def _marks_of(row: ClaimRow, claim: Claim) -> list[Mark]:
    marks = [Mark(row.start, row.end, row.claim_id)]
    body = claim.body
    trigger = getattr(body, "trigger", None) or getattr(body, "cue", None)
    if isinstance(body, Event):
        marks += [
            Mark(mention.written.start, mention.written.end, row.claim_id, "trigger")
            for mention in body.mentions
            if mention.written.overlaps(claim.quote)
        ]
    if isinstance(body, Statement) and trigger is None:
        trigger = body.content
    if trigger is not None:
        marks.append(Mark(trigger.start, trigger.end, row.claim_id, "trigger"))
    return marks


def anchor_of(claim_id: str) -> str:
    """What names a claim within its report."""
    return f"c-{claim_id[:ANCHOR]}"


__all__ = ["Report", "anchor_of", "load_report", "published_of"]
