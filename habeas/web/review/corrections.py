"""A filled-in form becomes another claim on the same report; what does not stand in the report is refused."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from habeas.model import (
    Claim,
    DateExpression,
    LegalReference,
    Mention,
    Quantity,
    Span,
    Term,
    canonical_date,
    check_quotes,
    check_record,
    mentions_of,
)
from habeas.model.errors import DateError, InputError
from habeas.model.records import Document
from habeas.web.claims.slots import Published
from habeas.web.review.fields import Field, fields_of
from habeas.web.text_offsets import span_from_browser, span_of_words

_NUMBER = re.compile(r"\d[\d\s.,]*")
_LENGTH = re.compile(r"\d{1,3}-\d{1,4}-\d{1,5}")
_ARTICLE = re.compile(r"\d+(?:[-.\u2011\u2013]\d+)*")


def correct_claim(claim: Claim, document: Document, given: Mapping[str, str], published: Published) -> Claim:
    """The claim that a form makes of another.

    Args:
        claim: As it was.
        document: Its report.
        given: The form: `date` and `date-value`, `mentions.0` and `mentions.0-value`, `quote`, `quote-start` ..
        published: The settled day of publication, as the form was made with it.

    Raises:
        InputError: Words that the report does not have, a date that is none, nothing changed; one line that says so.
    """
    maker = _Maker(claim, document, given)
    quote = maker.quote()
    changes: dict[str, Any] = {}
    several: dict[str, list[Any]] = {}
    for field in fields_of(claim, published):
        name, _dot, number = field.name.partition(".")
        if name in ("modality", "quote"):
            continue
        if number:
            several.setdefault(name, []).extend(maker.part(field, name, int(number)))
        elif maker.is_changed(field):
            changes[name] = maker.value(field, name)
    for name, parts in several.items():
        changes[name] = tuple(parts)
    body = msgspec.structs.replace(claim.body, **changes)
    made = msgspec.structs.replace(claim, quote=quote, body=body, modality=given.get("modality", claim.modality))
    if made == claim:
        raise InputError(_("Nothing was changed. Change a field, or accept the claim as it is."))
    problems = (*check_record(made), *check_quotes(document, made))
    if problems:
        raise InputError(problems[0].message)
    return made


class _Maker:
    """Turns what stands in the form into values of the model."""

    def __init__(self, claim: Claim, document: Document, given: Mapping[str, str]) -> None:
        self.claim = claim
        self.text = document.text
        self.given = given
        self.near = claim.quote.start

    def is_changed(self, field: Field) -> bool:
        if field.name not in self.given:
            return False
        beside = self.given.get(f"{field.name}-value", field.value).strip()
        if field.widget == "choice":
            return self.given[field.name] != field.value
        return _normal(self.given[field.name]) != _normal(field.text) or beside != field.value

    def quote(self) -> Span:
        words = self.given.get("quote", self.claim.quote.text)
        start, end = self.given.get("quote-start", ""), self.given.get("quote-end", "")
        if start.isdigit() and end.isdigit():
            return span_from_browser(self.text, int(start), int(end), words)
        if _normal(words) == _normal(self.claim.quote.text):
            return self.claim.quote
        return self.span(words)

    def span(self, words: str) -> Span:
        found = span_of_words(self.text, words, self.near)
        if found is None:
            raise InputError(_("The report does not have these words: %(words)s") % {"words": words[:80]})
        return found

    def value(self, field: Field, name: str) -> Any:
        words = self.given[field.name].strip()
        if field.widget == "choice":
            return words
        if not words and not (field.widget == "date" and self.given.get(f"{field.name}-value", "").strip()):
            if field.required:
                raise InputError(_("%(field)s cannot be empty.") % {"field": field.label})
            return None
        if field.widget == "date":
            return self.date(words, self.given.get(f"{field.name}-value", "").strip(), getattr(self.claim.body, name))
        old = getattr(self.claim.body, name)
        if name in ("term", "count", "quantity"):
            return self.term(words, field.value) if name == "term" else _quantity(self.span(words))
        if isinstance(old, Mention) or name in ("person", "other", "speaker", "actor", "accuser", "scheme_author"):
            role = old.role if isinstance(old, Mention) else {"actor": "agent", "accuser": "body"}.get(name, name)
            return self.mention(words, role if role in ("person", "speaker", "agent", "body") else "mentioned", old)
        return self.span(words)

    def term(self, words: str, before: str) -> Term:
        """The length is written as years, months and days: 1-6-0."""
        length = self.given.get("term-value", before).strip() or "0-0-0"
        if not _LENGTH.fullmatch(length):
            raise InputError(_("A length is written as years-months-days: 1-6-0."))
        years, months, days = map(int, length.split("-"))
        old = getattr(self.claim.body, "term", None)
        if isinstance(old, Term):
            return msgspec.structs.replace(old, quote=self.span(words), years=years, months=months, days=days)
        return Term(quote=self.span(words), years=years, months=months, days=days)

    def date(self, words: str, value: str, old: DateExpression | None) -> DateExpression:
        wording = self.span(words) if words else old.wording if old else self.claim.quote
        try:
            return DateExpression(wording=wording, value=canonical_date(value) if value else "")
        except DateError as error:
            raise InputError(str(error)) from None

    def part(self, field: Field, name: str, number: int) -> list[Any]:
        """One of several mentions or laws; nothing where its words were taken out."""
        old = getattr(self.claim.body, name)
        before = old[number] if number < len(old) else None
        if not self.is_changed(field):
            return [before] if before is not None else []
        words = self.given[field.name].strip()
        beside = self.given.get(f"{field.name}-value", "").strip()
        if not words:
            return []
        if name == "legal":
            span = self.span(words)
            found = _ARTICLE.search(beside or span.text)
            return [LegalReference(quote=span, article=found.group() if found else "")]
        return [self.mention(words, beside or "person", before)]

    def mention(self, words: str, role: str, old: Mention | None) -> Mention:
        if old is not None and _normal(words) == _normal(old.label):
            return Mention(role=role, written=old.written, name=old.name)
        known = next((one for one in mentions_of(self.claim) if _normal(one.label) == _normal(words)), None)
        if known is not None:
            return Mention(role=role, written=known.written, name=known.name)
        name = self.span(words)
        inside = span_of_words(self.claim.quote.text, words, 0)
        if inside is not None or old is None:
            return Mention(role=role, written=name)
        return Mention(role=role, written=old.written, name=name)


def _normal(text: str) -> str:
    return " ".join(text.split())


def _quantity(span: Span) -> Quantity:
    match = _NUMBER.search(span.text)
    digits = re.sub(r"\D", "", match.group()) if match else ""
    return Quantity(quote=span, value=int(digits) if digits else None)
