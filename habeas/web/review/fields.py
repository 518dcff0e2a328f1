"""The fields in which a claim can be corrected, made from the shape of its body.

A field holds words of the report, a date, a number or a word of a closed list. Words are found again in the report, so
that whatever a correction says still stands in the text; only closed lists and the value of a date are anybody's own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from habeas.model import (
    Claim,
    DateExpression,
    Event,
    LegalReference,
    Mention,
    Quantity,
    Span,
    Term,
    resolve_date,
    vocabulary,
)
from habeas.model.errors import DateError
from habeas.web import words
from habeas.web.claims.slots import Published

# Fields of bodies that hold a word of a closed list: the list, and the words for it.
_LISTS: Mapping[str, tuple[tuple[str, ...], words.Words]] = {
    "event_type": (vocabulary.EVENT_TYPE_NAMES, words.EVENT_TYPES),
    "status": (vocabulary.LIBERTY, words.LIBERTY),
    "mode": (vocabulary.MODES, words.MODES),
    "stance": (vocabulary.STANCES, words.STANCES),
    "attribute": (vocabulary.ATTRIBUTES, words.ATTRIBUTES),
    "modality": (vocabulary.MODALITIES, words.MODALITIES),
    "role": (vocabulary.ROLES, words.ROLES),
}
_CHOSEN: Mapping[str, tuple[tuple[str, ...], words.Words]] = {
    "causal": (vocabulary.CAUSAL_RELATIONS, words.CAUSAL_RELATIONS),
    "relation": (vocabulary.RELATIONS, words.RELATIONS),
}
# What each field is called, in the order in which the form shows them.
LABELS: Mapping[str, str | Promise] = {
    "event_type": _("type"),
    "status": _("state"),
    "attribute": _("what"),
    "relation": _("how related"),
    "variant": _("how"),
    "mentions": _("people and bodies"),
    "person": _("person"),
    "other": _("other person"),
    "speaker": _("speaker"),
    "actor": _("who"),
    "accused": _("accused"),
    "accuser": _("accused by"),
    "scheme_author": _("author of the scheme"),
    "date": _("when"),
    "as_of": _("as of"),
    "since": _("since"),
    "until": _("until"),
    "announced": _("announced"),
    "conduct_date": _("alleged time"),
    "legal": _("law"),
    "term": _("term"),
    "place": _("where"),
    "count": _("how many"),
    "quantity": _("how many"),
    "unit": _("of"),
    "subset_of": _("out of"),
    "stated_reason": _("reason given by those who acted"),
    "content": _("words"),
    "mode": _("how said"),
    "affiliation": _("organisation of the speaker"),
    "issue": _("issue"),
    "stance": _("stance"),
    "conduct": _("alleged conduct"),
    "answer": _("answer of the accused"),
    "cause": _("cause"),
    "effect": _("effect"),
    "assigned": _("class"),
    "scheme": _("scheme"),
    "value": _("value"),
    "post": _("post"),
    "organisation": _("organisation"),
    "trigger": _("words that tell of it"),
    "cue": _("words that attribute it"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    Attributes:
        name: In the form; `legal.0` for the first of several.
        label: What it is called.
        widget: choice, words, date, person, law, term or quote.
        text: The words now there.
        value: Beside the words: an EDTF date, a role, an article.
        choices: For a closed list: values and their words.
        required: The claim cannot be without it.
    """

    name: str
    label: str | Promise
    widget: str
    text: str = ""
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False


def fields_of(claim: Claim, published: Published) -> list[Field]:
    """Every field of a claim, in the order of the form; the quote comes last."""
    body = claim.body
    made = [
        field
        for name in LABELS
        if name in body.__struct_fields__
        for field in _fields(name, getattr(body, name), claim.kind, published, _is_required(body, name))
    ]
    choices = choices_of("modality")
    return [
        *made,
        Field("modality", _("told as"), "choice", value=claim.modality, choices=choices, required=True),
        Field("quote", _("quote"), "quote", text=claim.quote.text, required=True),
    ]


def choices_of(name: str, kind: str = "") -> tuple[tuple[str, str], ...]:
    """Values of a closed list with their words, sorted by the words."""
    values, table = _CHOSEN.get(kind, _CHOSEN["relation"]) if name == "relation" else _LISTS[name]
    return tuple(
        sorted(((value, words.word_for(table, value)) for value in values), key=lambda pair: words.by_alphabet(pair[1]))
    )


def _is_required(body: Any, name: str) -> bool:
    return any(field.required for field in msgspec.structs.fields(body) if field.name == name)


def _fields(name: str, value: Any, kind: str, published: Published, required: bool) -> Iterator[Field]:
    label = LABELS[name]
    if name == "variant":
        return
    if name in _LISTS or name == "relation":
        yield Field(name, label, "choice", value=value, choices=choices_of(name, kind), required=True)
    elif name in ("mentions", "accused"):
        yield from _mentions(name, value)
    elif name == "legal":
        yield from _laws(value)
    elif isinstance(value, DateExpression) or name in _DATES:
        yield _date(name, value, published)
    elif isinstance(value, Mention) or name in _MENTIONS:
        yield Field(name, label, "words", text=value.label if value else "", required=required)
    elif name == "term":
        length = f"{value.years}-{value.months}-{value.days}" if isinstance(value, Term) else ""
        yield Field(name, label, "term", text=value.quote.text if value else "", value=length)
    elif isinstance(value, Quantity) or name == "count":
        yield Field(name, label, "words", text=value.quote.text if value else "")
    elif isinstance(value, Span) or (value is None and name in _SPANS):
        yield Field(name, label, "words", text=value.text if value else "", required=required)


_DATES = frozenset({"date", "as_of", "since", "until", "announced", "conduct_date"})
_MENTIONS = frozenset({"person", "other", "speaker", "actor", "accuser", "scheme_author"})
_SPANS = frozenset(
    {"place", "stated_reason", "affiliation", "conduct", "answer", "scheme", "post", "organisation", "subset_of"}
)


def _mentions(name: str, value: tuple[Mention, ...]) -> Iterator[Field]:
    choices = choices_of("role")
    for number, mention in enumerate(value):
        yield Field(f"{name}.{number}", LABELS[name], "person", mention.label, mention.role, choices)
    yield Field(f"{name}.{len(value)}", _("one more"), "person", "", "person", choices)


def _laws(value: tuple[LegalReference, ...]) -> Iterator[Field]:
    for number, reference in enumerate(value):
        yield Field(f"legal.{number}", LABELS["legal"], "law", reference.quote.text, reference.article)
    if not value:
        yield Field("legal.0", LABELS["legal"], "law")


def _date(name: str, value: DateExpression | None, published: Published) -> Field:
    edtf = ""
    if value is not None:
        try:
            edtf = resolve_date(value, published.edtf, bounded=published.bounded).edtf
        except DateError:
            edtf = value.value
    return Field(name, LABELS[name], "date", value.wording.text if value else "", edtf)


def blank_event(event_type: str, quote: Span) -> Event:
    """The body of a claim that is made by hand, to be filled in."""
    return Event(event_type=event_type, trigger=quote)
