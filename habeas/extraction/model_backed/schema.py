"""What a model may answer: kinds of claims with their slots, as one table; from it the JSON schema and the check.

A slot holds words of the document or a word of a closed list, and nothing else: no date value, no number, no offset.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from habeas.model import (
    Accusation,
    Affiliation,
    Attribute,
    Causal,
    Classification,
    Count,
    Event,
    Position,
    Relation,
    State,
    Statement,
    vocabulary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CLAIMS = 400  # of one answer; a chunk of text holds far fewer
_MOST_ITEMS = 60  # of one list inside a claim


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a claim.

    Attributes:
        name: Its name in the answer, and in the record.
        sort: `word` (of a closed list), `flag`, or words of the document that stand for a `span`, `date`, `term`,
            `quantity`, a list of `laws`, a `mention` or a list of `mentions`.
        words: The closed list of a word, or of the roles of mentions.
        role: The role of a mention that can have one only.
        needed: Whether the claim is refused without it.
        field: The field of the record, where it has another name.
    """

    name: str
    sort: str
    words: tuple[str, ...] = ()
    role: str = ""
    needed: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim: its name in the answer, the class of its body, the slot that the quote must hold, its slots."""

    name: str
    body: type[Any]
    core: str
    slots: tuple[Slot, ...]


def _variants() -> tuple[str, ...]:
    words = {word for row in vocabulary.EVENT_TYPES for word in row.variants}
    return tuple(sorted(words))


_PERSON = Slot("person", "mention", role="person", needed=True)

KINDS = (
    Kind("events", Event, "trigger", (
        Slot("event_type", "word", vocabulary.EVENT_TYPE_NAMES, needed=True),
        Slot("trigger", "span", needed=True),
        Slot("people", "mentions", vocabulary.ROLES, field="mentions"),
        Slot("date", "date"), Slot("until", "date"), Slot("announced", "date"),
        Slot("legal", "laws"), Slot("term", "term"), Slot("place", "span"), Slot("count", "quantity"),
        Slot("variant", "word", _variants()), Slot("stated_reason", "span"),
    )),
    Kind("statements", Statement, "content", (
        Slot("content", "span", needed=True), Slot("mode", "word", vocabulary.MODES, needed=True),
        Slot("speaker", "mention", role="speaker"), Slot("affiliation", "span"), Slot("cue", "span"),
    )),
    Kind("states", State, "trigger", (
        _PERSON, Slot("status", "word", vocabulary.LIBERTY, needed=True), Slot("trigger", "span", needed=True),
        Slot("as_of", "date"), Slot("since", "date"), Slot("place", "span"),
    )),
    Kind("accusations", Accusation, "cue", (
        Slot("accused", "mentions", ("person",), needed=True), Slot("cue", "span", needed=True),
        Slot("conduct", "span"), Slot("conduct_date", "date"), Slot("accuser", "mention", role="agent"),
        Slot("legal", "laws"), Slot("answer", "span"),
    )),
    Kind("positions", Position, "issue", (
        Slot("actor", "mention", role="agent", needed=True), Slot("issue", "span", needed=True),
        Slot("stance", "word", vocabulary.STANCES, needed=True), Slot("cue", "span"), Slot("date", "date"),
    )),
    Kind("causes", Causal, "effect", (
        Slot("cause", "span", needed=True), Slot("effect", "span", needed=True),
        Slot("relation", "word", vocabulary.CAUSAL_RELATIONS, needed=True), Slot("cue", "span"),
        Slot("strength", "word", vocabulary.CAUSAL_STRENGTHS),
    )),
    Kind("counts", Count, "unit", (
        Slot("quantity", "quantity", needed=True), Slot("unit", "span", needed=True),
        Slot("subset_of", "span"), Slot("as_of", "date"),
    )),
    Kind("classifications", Classification, "assigned", (
        _PERSON, Slot("assigned", "span", needed=True), Slot("scheme", "span"),
        Slot("scheme_author", "mention", role="body"), Slot("cue", "span"),
    )),
    Kind("attributes", Attribute, "value", (
        _PERSON, Slot("attribute", "word", vocabulary.ATTRIBUTES, needed=True), Slot("value", "span", needed=True),
        Slot("date", "date"),
    )),
    Kind("relations", Relation, "", (
        _PERSON, Slot("other", "mention", role="mentioned", needed=True),
        Slot("relation", "word", vocabulary.RELATIONS, needed=True), Slot("cue", "span"),
    )),
    Kind("affiliations", Affiliation, "", (
        _PERSON, Slot("organisation", "span"), Slot("post", "span"), Slot("former", "flag"),
        Slot("since", "date"), Slot("until", "date"),
    )),
)  # fmt: skip
SAID_BY_ROLES = tuple(role for role in vocabulary.STEP_ROLES if role != "author")

# -- the schema that goes to the endpoint ------------------------------------------------------------------------------
_WORDS: dict[str, Any] = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "context": {"type": "string"}},
    "required": ["text"],
    "additionalProperties": False,
}


def _object(properties: dict[str, Any], needed: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _mention(roles: tuple[str, ...]) -> dict[str, Any]:
    properties = {"text": {"type": "string"}, "context": {"type": "string"}, "full_name": {"type": "string"}}
    if roles:
        return _object({"role": {"enum": list(roles)}, **properties}, ["role", "text"])
    return _object(properties, ["text"])


def _shape(slot: Slot) -> dict[str, Any]:
    if slot.sort == "word":
        return {"enum": list(slot.words)}
    if slot.sort == "flag":
        return {"type": "boolean"}
    if slot.sort == "mention":
        return _mention(())
    if slot.sort == "mentions":
        return {"type": "array", "items": _mention(slot.words)}
    if slot.sort == "laws":
        return {"type": "array", "items": _WORDS}
    return _WORDS


def _item(kind: Kind) -> dict[str, Any]:
    step = _object(
        {"role": {"enum": list(SAID_BY_ROLES)}, **_mention(())["properties"], "cue": {"type": "string"},
         "mode": {"enum": ["", *vocabulary.MODES]}},
        ["role", "text"],
    )  # fmt: skip
    properties: dict[str, Any] = {"quote": {"type": "string"}}
    properties.update((slot.name, _shape(slot)) for slot in kind.slots)
    properties["modality"] = {"enum": list(vocabulary.MODALITIES)}
    properties["said_by"] = {"type": "array", "items": step}
    return _object(properties, ["quote", *(s.name for s in kind.slots if s.needed), "modality", "said_by"])


@lru_cache(maxsize=1)
def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer: a list for each kind of claim."""
    lists = {kind.name: {"type": "array", "items": _item(kind)} for kind in KINDS}
    return _object(lists, list(lists))


# -- the check of what came back: an endpoint may ignore the schema ----------------------------------------------------
def read_answer(content: str) -> dict[str, list[Any]] | None:
    """The lists of an answer by kind; None where it is no JSON object of lists."""
    try:
        answer = json.loads(_bare(content))
    except (ValueError, RecursionError):
        return None
    known = {kind.name for kind in KINDS}
    if not isinstance(answer, dict) or not known.intersection(answer):
        return None
    return {name: items for name, items in answer.items() if name in known and isinstance(items, list)}


def _bare(content: str) -> str:
    """The answer without a fence of code that servers without a schema leave around it."""
    text = content.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text.strip("`").removeprefix("json")
    return text


def items_of(answer: dict[str, list[Any]]) -> Iterator[tuple[Kind, Any]]:
    """The items with their kind, and no more of them than a text of that length can hold."""
    return islice(((kind, item) for kind in KINDS for item in answer.get(kind.name, ())), MOST_CLAIMS)


def fault_of(kind: Kind, item: Any) -> str:
    """What is wrong with the shape of an item, in words; empty where it has the shape of the schema."""
    return _fault(item, _item_schema(kind), kind.name.removesuffix("s"))


@lru_cache(maxsize=32)
def _item_schema(kind: Kind) -> dict[str, Any]:
    return _item(kind)


def _fault(value: Any, schema: dict[str, Any], where: str) -> str:
    """The few words of JSON schema that `answer_schema` uses."""
    if "enum" in schema:
        return "" if isinstance(value, str) and value in schema["enum"] else f"{where} is not a word of its list"
    kind = schema["type"]
    if kind == "string":
        return "" if isinstance(value, str) else f"{where} holds no words"
    if kind == "boolean":
        return "" if isinstance(value, bool) else f"{where} is neither true nor false"
    if kind == "array":
        if not isinstance(value, list) or len(value) > _MOST_ITEMS:
            return f"{where} is no list of at most {_MOST_ITEMS}"
        return next(filter(None, (_fault(part, schema["items"], where) for part in value)), "")
    if not isinstance(value, dict):
        return f"{where} is no object"
    if lacking := [name for name in schema["required"] if value.get(name) is None]:
        return f"{where} lacks {lacking[0]}"
    if any(name not in schema["properties"] for name in value):
        return f"{where} has a field that was not asked for"
    parts = ((name, part) for name, part in value.items() if part is not None)
    return next(filter(None, (_fault(p, schema["properties"][n], f"{n} of {where}") for n, p in parts)), "")
