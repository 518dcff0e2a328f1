"""What a claim says, slot by slot, in the words of the page: one small function for each kind of body."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from habeas.model import (
    Accusation,
    Affiliation,
    Attribute,
    Causal,
    Claim,
    Classification,
    Count,
    DateExpression,
    Event,
    LegalReference,
    Mention,
    Position,
    Quantity,
    Relation,
    Span,
    State,
    Statement,
    Term,
    resolve_date,
)
from habeas.model.errors import DateError
from habeas.web import words
from habeas.web.dates import date_in_words

_NUMBER = re.compile(r"\d+(?:[-.\u2011\u2013]\d+)*")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a claim says.

    Attributes:
        name: What it is.
        text: What the claim says of it, in the words of the report where they are words of the report.
        wording: The words of the report, where `text` is reckoned from them (a date).
        key: `date` for the main date of the claim.
    """

    name: str | Promise
    text: str
    wording: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """The settled day of publication, from which dates are reckoned; `bounded` where a bound stands in for it."""

    edtf: str = ""
    bounded: bool = False


def heading_of(claim: Claim) -> str:
    """The word for what the claim is: "detention", "accusation", "statement"."""
    body = claim.body
    if isinstance(body, Event):
        return words.word_for(words.EVENT_TYPES, body.event_type)
    if isinstance(body, State):
        return words.word_for(words.LIBERTY, body.status)
    if isinstance(body, Attribute):
        return words.word_for(words.ATTRIBUTES, body.attribute)
    if isinstance(body, Relation):
        return words.word_for(words.RELATIONS, body.relation)
    return words.word_for(words.KINDS, claim.kind)


def slots_of(claim: Claim, published: Published) -> list[Slot]:
    """Every slot of a claim that the report fills, the people first; what it leaves open is left out."""
    make = _MAKERS.get(type(claim.body))
    slots = make(claim.body, published) if make else []
    if claim.modality != "asserted":
        slots.append(Slot(gettext_lazy("told as"), words.word_for(words.MODALITIES, claim.modality)))
    return [slot for slot in slots if slot.text]


def date_slot(name: str | Promise, date: DateExpression | None, published: Published, key: str = "") -> Slot:
    """A date as reckoned, with the words of the report beside it."""
    if date is None:
        return Slot(name, "")
    try:
        resolved = resolve_date(date, published.edtf, bounded=published.bounded)
    except DateError:
        return Slot(name, date.wording.text)
    text = date_in_words(resolved.edtf) or _("not to be reckoned: the day of publication is not known")
    if resolved.bounded:
        text = _("%(date)s, reckoned from the earliest day on which the report can have appeared") % {"date": text}
    return Slot(name, text, date.wording.text, key)


def term_in_words(term: Term) -> str:
    """The length that is read out of a term, to be seen beside its words; the words where it has none."""
    return length_in_words(term.years, term.months, term.days) or term.quote.text


def length_in_words(years: int, months: int, days: int) -> str:
    """A length of time: 1 year 6 months."""
    parts = []
    if years:
        parts.append(ngettext("%(n)s year", "%(n)s years", years) % {"n": years})
    if months:
        parts.append(ngettext("%(n)s month", "%(n)s months", months) % {"n": months})
    if days:
        parts.append(ngettext("%(n)s day", "%(n)s days", days) % {"n": days})
    return " ".join(parts)


def _mentions(mentions: Iterable[Mention]) -> list[Slot]:
    by_role: dict[str, list[str]] = {}
    for mention in mentions:
        by_role.setdefault(mention.role, []).append(_mention(mention))
    return [Slot(words.ROLES.get(role, role), ", ".join(dict.fromkeys(names))) for role, names in by_role.items()]


def _mention(mention: Mention | None) -> str:
    if mention is None:
        return ""
    written = " ".join(mention.written.text.split())
    return mention.label if mention.label == written else f"{mention.label} ({written})"


def _words(span: Span | None) -> str:
    return span.text if span else ""


def _legal(references: Iterable[LegalReference]) -> str:
    """The words for the law; what is read out of them stands beside, where the words do not hold it."""
    return "; ".join(_law(reference) for reference in references)


def _law(reference: LegalReference) -> str:
    words_of_law = reference.quote.text
    read = [part for part in (reference.article, reference.part) if part and part not in _numbers(words_of_law)]
    return f"{words_of_law} ({_('read as')} {' / '.join(read)})" if read else words_of_law


def _quantity(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    value = quantity.value
    if value is None or str(value) in _numbers(quantity.quote.text.replace(",", "").replace(" ", "")):
        return quantity.quote.text
    return f"{quantity.quote.text} ({_('read as')} {value})"


def _numbers(text: str) -> set[str]:
    """Numbers as a text writes them: 342, 361-4."""
    return set(_NUMBER.findall(text)) | set(_DIGITS.findall(text))


def _event(body: Event, published: Published) -> list[Slot]:
    variant = words.word_for(words.VARIANTS, body.variant) if body.variant else ""
    return [
        *_mentions(body.mentions),
        date_slot(gettext_lazy("when"), body.date, published, "date"),
        date_slot(gettext_lazy("until"), body.until, published),
        date_slot(gettext_lazy("announced"), body.announced, published),
        Slot(gettext_lazy("how"), variant),
        Slot(gettext_lazy("law"), _legal(body.legal)),
        Slot(gettext_lazy("term"), term_in_words(body.term), body.term.quote.text) if body.term else Slot("", ""),
        Slot(gettext_lazy("where"), _words(body.place)),
        Slot(gettext_lazy("how many"), _quantity(body.count)),
        Slot(gettext_lazy("reason given by those who acted"), _words(body.stated_reason)),
    ]


def _state(body: State, published: Published) -> list[Slot]:
    return [
        Slot(words.ROLES["person"], _mention(body.person)),
        date_slot(gettext_lazy("as of"), body.as_of, published, "date"),
        date_slot(gettext_lazy("since"), body.since, published),
        Slot(gettext_lazy("where"), _words(body.place)),
    ]


def _statement(body: Statement, _published: Published) -> list[Slot]:
    return [
        Slot(words.ROLES["speaker"], _mention(body.speaker)),
        Slot(gettext_lazy("organisation of the speaker"), _words(body.affiliation)),
        Slot(gettext_lazy("how"), words.word_for(words.MODES, body.mode)),
        Slot(gettext_lazy("words"), body.content.text),
    ]


def _accusation(body: Accusation, published: Published) -> list[Slot]:
    return [
        Slot(gettext_lazy("accused by"), _mention(body.accuser) or _("an accuser whom the report does not name")),
        Slot(gettext_lazy("accused"), ", ".join(map(_mention, body.accused))),
        Slot(gettext_lazy("alleged conduct"), _words(body.conduct)),
        date_slot(gettext_lazy("alleged time"), body.conduct_date, published),
        Slot(gettext_lazy("law"), _legal(body.legal)),
        Slot(gettext_lazy("answer of the accused"), _words(body.answer)),
    ]


def _position(body: Position, published: Published) -> list[Slot]:
    return [
        Slot(gettext_lazy("who"), _mention(body.actor)),
        Slot(gettext_lazy("issue"), body.issue.text),
        Slot(gettext_lazy("stance"), words.word_for(words.STANCES, body.stance)),
        date_slot(gettext_lazy("when"), body.date, published, "date"),
    ]


def _causal(body: Causal, _published: Published) -> list[Slot]:
    return [
        Slot(gettext_lazy("cause"), body.cause.text),
        Slot(gettext_lazy("how"), words.word_for(words.CAUSAL_RELATIONS, body.relation)),
        Slot(gettext_lazy("effect"), body.effect.text),
    ]


def _count(body: Count, published: Published) -> list[Slot]:
    return [
        Slot(gettext_lazy("how many"), _quantity(body.quantity)),
        Slot(gettext_lazy("of"), body.unit.text),
        Slot(gettext_lazy("out of"), _words(body.subset_of)),
        date_slot(gettext_lazy("as of"), body.as_of, published, "date"),
    ]


def _classification(body: Classification, _published: Published) -> list[Slot]:
    return [
        Slot(gettext_lazy("who"), _mention(body.person)),
        Slot(gettext_lazy("class"), body.assigned.text),
        Slot(gettext_lazy("scheme"), _words(body.scheme)),
        Slot(gettext_lazy("author of the scheme"), _mention(body.scheme_author)),
    ]


def _attribute(body: Attribute, published: Published) -> list[Slot]:
    return [
        Slot(gettext_lazy("who"), _mention(body.person)),
        Slot(words.ATTRIBUTES.get(body.attribute, body.attribute), body.value.text),
        date_slot(gettext_lazy("when"), body.date, published, "date"),
    ]


def _relation(body: Relation, _published: Published) -> list[Slot]:
    return [
        Slot(gettext_lazy("who"), _mention(body.person)),
        Slot(words.RELATIONS.get(body.relation, body.relation), _mention(body.other)),
    ]


def _affiliation(body: Affiliation, published: Published) -> list[Slot]:
    return [
        Slot(gettext_lazy("who"), _mention(body.person)),
        Slot(gettext_lazy("former post") if body.former else gettext_lazy("post"), _words(body.post)),
        Slot(words.ROLES["organisation"], _words(body.organisation)),
        date_slot(gettext_lazy("from"), body.since, published),
        date_slot(gettext_lazy("until"), body.until, published),
    ]


_MAKERS: dict[type, Callable[..., list[Slot]]] = {
    Event: _event,
    State: _state,
    Statement: _statement,
    Accusation: _accusation,
    Position: _position,
    Causal: _causal,
    Count: _count,
    Classification: _classification,
    Attribute: _attribute,
    Relation: _relation,
    Affiliation: _affiliation,
}
