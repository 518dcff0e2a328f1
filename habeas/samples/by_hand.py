"""Claims made by hand of bundled reports in languages that no reader covers, tied to the text by their words."""

import typing
from collections.abc import Mapping
from types import UnionType
from typing import Any

import msgspec

from habeas.model import Body, Claim, Document, Span, hash_bytes, record_id
from habeas.model.errors import PackError
from habeas.samples.reports import read_table, sample_reports

_BODIES = {str(body.__struct_config__.tag): body for body in typing.get_args(Body)}


def claims_by_hand(document: Document) -> tuple[Claim, ...]:
    """The claims made by hand of this document; empty for a document that is no bundled report, or has none.

    Raises:
        PackError: Words of a claim do not stand in the document's text.
    """
    names = {hash_bytes(report.content): report.name for report in sample_reports()}
    name = names.get(document.file_sha256)
    rows = read_table("by_hand.toml")["claim"]
    return tuple(_claim(document, row) for row in rows if row["report"] == name)


def _claim(document: Document, row: Mapping[str, Any]) -> Claim:
    fields = {key: value for key, value in row.items() if key not in ("report", "kind")}
    quote = _find(document.text, str(fields.pop("quote")), 0, len(document.text))
    body = _build(_BODIES[row["kind"]], fields.pop("body"), document.text, quote)
    shaped = {key: _shape(_type_of(Claim, key), value, document.text, quote) for key, value in fields.items()}
    return Claim(document_id=record_id(document), quote=quote, body=body, **shaped)


def _build(shape: type[msgspec.Struct], row: Mapping[str, Any], text: str, quote: Span) -> Any:
    return shape(**{key: _shape(_type_of(shape, key), value, text, quote) for key, value in row.items()})


def _shape(wanted: Any, value: Any, text: str, quote: Span) -> Any:
    """Words become spans where the record wants spans; tables become values."""
    if isinstance(wanted, UnionType) or typing.get_origin(wanted) is typing.Union:
        wanted = next(part for part in typing.get_args(wanted) if part is not type(None))
    if wanted is Span:
        return _within(text, value, quote)
    if typing.get_origin(wanted) is tuple:
        member = typing.get_args(wanted)[0]
        return tuple(_shape(member, item, text, quote) for item in value)
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        return _build(wanted, value, text, quote)
    return value


def _type_of(shape: type[msgspec.Struct], key: str) -> Any:
    found = next((field.type for field in msgspec.structs.fields(shape) if field.name == key), None)
    if found is None:
        raise PackError(f"a claim by hand gives a {shape.__name__.lower()} an unknown field {key!r}")
    return found


def _within(text: str, words: str, quote: Span) -> Span:
    """The words inside the quote; names that are given in full elsewhere, at their first place in the text."""
    inside = text.find(words, quote.start, quote.end)
    return Span.of(text, inside, inside + len(words)) if inside >= 0 else _find(text, words, 0, len(text))


def _find(text: str, words: str, start: int, end: int) -> Span:
    at = text.find(words, start, end)
    if at < 0:
        raise PackError(f"a claim by hand quotes words that its report does not have: {words[:60]!r}")
    return Span.of(text, at, at + len(words))
