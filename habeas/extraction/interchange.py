"""Claims as lines of interchange: one JSON object a claim, with the values that follow from the day of publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from habeas.model import (
    Accusation,
    Affiliation,
    Attribute,
    AttributionStep,
    Causal,
    Claim,
    Classification,
    Count,
    DateExpression,
    Document,
    Event,
    LegalReference,
    Mention,
    Position,
    Quantity,
    Relation,
    Span,
    State,
    Statement,
    mentions_of,
    record_id,
    resolve_date,
)

if TYPE_CHECKING:
    from habeas.extraction.reading import Proposal

_ACTING = frozenset(("appeal", "intervention", "negotiation"))
_Resolve = Callable[[DateExpression | None], str | None]


def interchange_lines(
    document_name: str, document: Document, proposal: Proposal, *, published: str = "", outlet: str = ""
) -> Iterator[dict[str, Any]]:
    """One dictionary a claim, in the order of the text.

    Args:
        document_name: Goes into `document`.
        document: The text; its id is given with each line.
        proposal: What was proposed for it.
        published: EDTF of the day of publication; the bound from the content stands in where it is empty.
        outlet: Who printed the document; the first step of each chain.
    """
    anchor = published or proposal.published_bound
    bounded = not published and bool(anchor)

    def resolve(expression: DateExpression | None) -> str | None:
        return resolve_date(expression, anchor, bounded=bounded).edtf or None if expression is not None else None

    document_id = record_id(document)
    for claim in proposal.claims:
        line: dict[str, Any] = {
            "document": document_name,
            "document_id": document_id,
            "id": record_id(claim),
            "kind": claim.kind,
            "quote": _span(claim.quote),
            "modality": claim.modality,
        }
        line.update(_body(claim, resolve))
        if not isinstance(claim.body, Event):
            line["people"] = list(dict.fromkeys(m.label for m in mentions_of(claim) if m.name is not None))
        line.update(_attribution(claim.attribution, resolve, outlet))
        if bounded:
            line["published_bound"] = proposal.published_bound
        yield line


def _on_one_line(span: Span | None) -> str | None:
    """The words of a span, whose lines the page may have broken."""
    return " ".join(span.text.split()) if span is not None else None


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span is not None else None


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "role": mention.role,
        "name": mention.label,
        "named": mention.name is not None,
        "span": _span(mention.written),
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {"value": quantity.value, "qualifier": quantity.qualifier or "exact", "text": quantity.quote.text}


def _laws(references: tuple[LegalReference, ...]) -> list[str]:
    return [reference.article or (reference.law.text if reference.law else "") for reference in references]


def _value(value: object, resolve: _Resolve) -> object:
    """A slot of a body as it is written out, by its type."""
    for kind, write in _SLOTS:
        if isinstance(value, kind):
            return write(value, resolve)
    return value


def _written(value: tuple[object, ...], resolve: _Resolve) -> list[object]:
    return [_value(part, resolve) for part in value]


_SLOTS: tuple[tuple[type, Callable[[Any, _Resolve], object]], ...] = (
    (Span, lambda span, _: _span(span)),
    (Mention, lambda mention, _: _mention(mention)),
    (Quantity, lambda quantity, _: _quantity(quantity)),
    (DateExpression, lambda date, resolve: resolve(date)),
    (tuple, _written),
)


def _body(claim: Claim, resolve: _Resolve) -> dict[str, Any]:
    for kind, write in _WRITERS:
        if isinstance(claim.body, kind):
            return write(claim.body, resolve)
    return next((_plain(claim.body, names, resolve) for kind, names in _PLAIN if isinstance(claim.body, kind)), {})


def _plain(body: object, names: tuple[str, ...], resolve: _Resolve) -> dict[str, Any]:
    return {name: _value(getattr(body, name), resolve) for name in names}


def _event(body: Event, resolve: _Resolve) -> dict[str, Any]:
    wanted = {"person", "agent", "counterpart"} if body.event_type in _ACTING else {"person"}
    people = [mention.label for mention in body.mentions if mention.role in wanted and mention.name is not None]
    return {
        "event_type": body.event_type,
        "trigger": _span(body.trigger),
        "people": list(dict.fromkeys(people)),
        "roles": [_mention(mention) for mention in body.mentions],
        "count": body.count.value if body.count is not None else None,
        "date": resolve(body.date),
        "date_text": body.date.wording.text if body.date is not None else None,
        "until": resolve(body.until),
        "announced": resolve(body.announced),
        "legal": _laws(body.legal),
        "term": _on_one_line(body.term.quote if body.term is not None else None),
        "place": _on_one_line(body.place),
        "variant": body.variant,
    }


def _statement(body: Statement, _resolve_date: _Resolve) -> dict[str, Any]:
    return {
        "speaker": body.speaker.label if body.speaker is not None else None,
        "affiliation": _on_one_line(body.affiliation),
        "speaker_span": _span(body.speaker.written) if body.speaker is not None else None,
        "cue": _span(body.cue),
        "content": _span(body.content),
        "mode": body.mode,
    }


def _state(body: State, resolve: _Resolve) -> dict[str, Any]:
    slots = _plain(body, ("person", "status", "trigger", "as_of", "since"), resolve)
    return {**slots, "place": body.place.text if body.place is not None else None}


def _accusation(body: Accusation, resolve: _Resolve) -> dict[str, Any]:
    slots = _plain(body, ("accused", "cue", "conduct", "conduct_date", "accuser"), resolve)
    return {**slots, "legal": _laws(body.legal), "answer": _span(body.answer)}


def _count(body: Count, resolve: _Resolve) -> dict[str, Any]:
    return {"value": body.quantity.value, **_plain(body, ("quantity", "unit", "subset_of", "as_of"), resolve)}


_WRITERS: tuple[tuple[type, Callable[[Any, _Resolve], dict[str, Any]]], ...] = (
    (Event, _event),
    (Statement, _statement),
    (State, _state),
    (Accusation, _accusation),
    (Count, _count),
)
# Bodies whose slots are written out one by one, under their own names.
_PLAIN: tuple[tuple[type, tuple[str, ...]], ...] = (
    (Position, ("actor", "issue", "stance", "cue", "date")),
    (Causal, ("cause", "effect", "relation", "cue", "strength")),
    (Classification, ("person", "assigned", "scheme", "scheme_author")),
    (Attribute, ("person", "attribute", "value", "date")),
    (Relation, ("person", "other", "relation", "cue")),
    (Affiliation, ("person", "organisation", "post", "former", "since", "until")),
)


def _attribution(steps: tuple[AttributionStep, ...], resolve: _Resolve, outlet: str) -> dict[str, Any]:
    """The chain, and from it the fields that scorers and tables read."""
    chain: list[dict[str, Any]] = [{"name": None, "role": "author"}]
    if outlet:
        chain.append({"name": outlet, "role": "outlet", "publisher": True})
    cited, printed, missing = None, None, False
    for step in steps:
        entry: dict[str, Any] = {"name": step.label or None, "role": step.role}
        if step.mode:
            entry["mode"] = step.mode
        if step.cue is not None:
            entry["cue"] = _span(step.cue)
        if step.affiliation is not None:
            entry["affiliation"] = step.affiliation.text
        if step.reporter_stance:
            entry["reporter_stance"] = step.reporter_stance
        if step.role == "outlet":
            printed, missing = step.label or None, step.outlet_missing
            if step.cited is not None:
                cited = entry["cited"] = resolve(step.cited)
            if step.outlet_missing:
                entry["outlet_missing"] = True
            if step.reach:
                entry["reach"] = step.reach
        chain.append(entry)
    speakers = [step.label for step in steps if step.role != "outlet" and step.label]
    said_by = speakers[-1:] or ([printed] if printed else [])
    return {"said_by": said_by, "outlet": printed, "outlet_missing": missing, "cited": cited, "attribution": chain}
