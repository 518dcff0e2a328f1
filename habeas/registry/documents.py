"""What the metadata of a document is, and what its worded dates are worth once the day of publication is settled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from habeas.model import (
    Accusation,
    Affiliation,
    Attribute,
    Causal,
    Classification,
    Count,
    DateExpression,
    DescribeDocument,
    Event,
    Mention,
    Metadata,
    Position,
    Relation,
    State,
    Statement,
    canonical_date,
    contains,
    parse_date,
    resolve_date,
)
from habeas.model.errors import DateError
from habeas.registry.days import UNKNOWN, Range, range_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.model import Body, Claim
    from habeas.registry.ledger import Ledger

_KEPT = 50_000  # documents whose facts are kept at hand; beyond that they are computed again
_FIELDS = ("title", "outlet", "author", "published", "language")
UNSETTLED = "\0"


@dataclass(frozen=True, slots=True)
class Facts:
    """The settled metadata of a document.

    Attributes:
        title, outlet, author, language: Empty where unknown or disputed.
        published: EDTF of the day of publication or of the bound that stands in for it; may be empty.
        bounded: It is a bound drawn from the content.
        basis: decided, offered, bound or empty.
        known_by: The last day on which it may have been published, as an ordinal; None where only a bound is known.
        disputed: (field, values) on which decisions or acquisitions differ.
        labels: For each name in it: the (claim id, role) of its mentions.
        causal, statements: Ids of its claims of these kinds.
        voices: What `habeas.registry.sources` found out, by which packs, about who says each of its claims.
    """

    title: str
    outlet: str
    author: str
    language: str
    published: str
    bounded: bool
    basis: str
    known_by: int | None
    disputed: tuple[tuple[str, tuple[str, ...]], ...]
    labels: dict[str, list[tuple[str, str]]]
    causal: tuple[str, ...]
    statements: tuple[str, ...]
    voices: dict[str, tuple[tuple[str, ...], object]]


class Dated(msgspec.Struct, frozen=True):
    """A worded date with its value: canonical EDTF (empty where unknown), its range, and whether a bound stood in."""

    edtf: str
    days: Range
    bounded: bool = False


UNDATED = Dated("", UNKNOWN)
_OF_ONE = (State, Attribute, Affiliation)
_DATED = (Position, Attribute)
_AS_OF = (State, Count)


def facts_of(ledger: Ledger, document_id: str) -> Facts:
    """The settled metadata of a document, present or not."""
    found = ledger.of_documents.get(document_id)
    if found is not None:
        return found
    decided = [
        decision.body.metadata
        for _, decision in ledger.live_about("document", document_id)
        if isinstance(decision.body, DescribeDocument)
    ]
    offered = [acquisition.metadata for acquisition in ledger.acquisitions_of(document_id)]
    basis = "decided" if decided else "offered"
    metadata, disputed = _settle_all(decided, offered)
    published, bounded = metadata.published, False
    if not published:
        published = _bound(ledger, document_id)
        bounded = bool(published)
    labels: dict[str, list[tuple[str, str]]] = {}
    causal, statements = [], []
    for claim_id in ledger.claims_of(document_id):
        body = ledger.claims[claim_id].body
        for mention in mentions_in(body):
            labels.setdefault(mention.label, []).append((claim_id, mention.role))
        if isinstance(body, Causal):
            causal.append(claim_id)
        elif isinstance(body, Statement):
            statements.append(claim_id)
    facts = Facts(
        title=metadata.title,
        outlet=metadata.outlet,
        author=metadata.author,
        language=metadata.language,
        published=published,
        bounded=bounded,
        basis="bound" if bounded else basis if published else "",
        known_by=range_of(published).last if published and not bounded else None,
        disputed=disputed,
        labels=labels,
        causal=tuple(causal),
        statements=tuple(statements),
        voices={},
    )
    if len(ledger.of_documents) >= _KEPT:
        ledger.of_documents.clear()
    ledger.of_documents[document_id] = facts
    return facts


def _settle_all(
    decided: Sequence[Metadata], offered: Sequence[Metadata]
) -> tuple[Metadata, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The metadata that decisions or acquisitions agree on, and the fields on which they do not."""
    given = decided or offered
    if len(given) == 1:  # nearly every document
        (one,) = given
        published = _canonical(one.published)
        return one if published == one.published else msgspec.structs.replace(one, published=published), ()
    values: dict[str, str] = {}
    disputed = []
    for field in _FIELDS:
        values[field], several = _settle(given, field, strictly=bool(decided))
        if several:
            disputed.append((field, several))
            if field == "title" and not decided:
                values[field] = several[0]
    return Metadata(**values), tuple(disputed)


def _settle(metadata: Sequence[Metadata], field: str, *, strictly: bool) -> tuple[str, tuple[str, ...]]:
    """The one value, or none and all that were given. Decisions settle an empty value too: unknown stays unknown."""
    given = {getattr(one, field) for one in metadata}
    if field == "published":
        given = {_canonical(value) for value in given}
    if not strictly:
        given.discard("")
    if len(given) <= 1:
        return next(iter(given), ""), ()
    several = tuple(sorted(given))
    if field == "published" and "" not in given:
        # Where one date says the same as all others, more exactly, it is the value.
        dates = [parse_date(value) for value in several]
        exact = [one for one in dates if all(contains(other, one) for other in dates)]
        if exact:
            return exact[0].text, ()
    return "", several


@lru_cache(maxsize=65536)
def _canonical(value: str) -> str:
    try:
        return canonical_date(value) if value else ""
    except DateError:
        return ""


def _bound(ledger: Ledger, document_id: str) -> str:
    """The latest of the bounds that the newest extractions drew from the content."""
    bounds = {_canonical(extraction.published_bound) for extraction in ledger.newest_extractions(document_id)}
    bounds.discard("")
    return max(bounds, key=lambda text: (range_of(text).start, text), default="")


def mentions_in(body: Body) -> tuple[Mention, ...]:
    """Every mention of a body, as `model.mentions_of` finds them, without walking every value of the claim."""
    if isinstance(body, Event):
        return body.mentions
    if isinstance(body, _OF_ONE):
        return (body.person,)
    if isinstance(body, Statement):
        return _present(body.speaker)
    if isinstance(body, Accusation):
        return (*body.accused, *_present(body.accuser))
    if isinstance(body, Position):
        return (body.actor,)
    if isinstance(body, Classification):
        return (body.person, *_present(body.scheme_author))
    return (body.person, body.other) if isinstance(body, Relation) else ()


def _present(mention: Mention | None) -> tuple[Mention, ...]:
    return () if mention is None else (mention,)


@lru_cache(maxsize=65536)
def _dated(value: str) -> Dated:
    """The value of a date that is given in full."""
    edtf = canonical_date(value)
    return Dated(edtf, range_of(edtf))


def date_in(ledger: Ledger, document_id: str, expression: DateExpression | None) -> Dated:
    """The value of a worded date of a document; unknown for none, and for a broken one."""
    if expression is None:
        return UNDATED
    try:
        if expression.value and not expression.rule and not expression.parts:
            return _dated(expression.value)
        facts = facts_of(ledger, document_id)
        resolved = resolve_date(expression, facts.published, bounded=facts.bounded)
        return Dated(resolved.edtf, range_of(resolved.edtf), resolved.bounded)
    except DateError:
        return UNDATED


def main_date(body: Body) -> DateExpression | None:
    """The date that says when what is claimed was so."""
    if isinstance(body, Event):
        return body.date
    if isinstance(body, _AS_OF):
        return body.as_of
    if isinstance(body, _DATED):
        return body.date
    if isinstance(body, Accusation):
        return body.conduct_date
    return body.since if isinstance(body, Affiliation) else None


def date_of_claim(ledger: Ledger, claim: Claim) -> Dated:
    """The value of a claim's main date."""
    expression = main_date(claim.body)
    return UNDATED if expression is None else date_in(ledger, claim.document_id, expression)
