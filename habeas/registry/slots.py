"""Reading again: what a new claim inherits from a decided one in the same place of the same file.

The slot of a claim is its file, kind, type and the place of its trigger (or content), after aligning the texts where
two readers made different ones. A claim that says exactly the same inherits the decision; one that differs is a change
of that slot; a rejected slot stays closed unless the type or the people differ.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from habeas.model import Accusation, Causal, Count, Event, Position, Quantity, Relation, Span, State, Statement
from habeas.model.claims import walk_values
from habeas.registry.documents import mentions_in

if TYPE_CHECKING:
    from habeas.model import Body, Claim
    from habeas.registry.ledger import Ledger

_CORES = (
    (Event, "trigger"),
    (State, "trigger"),
    (Statement, "content"),
    (Accusation, "conduct"),
    (Accusation, "cue"),
    (Position, "issue"),
    (Causal, "effect"),
    (Count, "quantity"),
    (Relation, "cue"),
)
_DECIDED = ("accepted", "rejected", "corrected")


def find_precedent(ledger: Ledger, claim_id: str) -> tuple[str, str]:
    """(inherited_from, change_of) of a proposed claim: ids of decided claims in its slot, or empty strings."""
    claim = ledger.claims[claim_id]
    document = ledger.documents.get(claim.document_id)
    if document is None:
        return "", ""
    readings = ledger.readings_of(document.file_sha256)
    if len(readings) == 1 and len(ledger.extractions_of(claim.document_id)) <= 1:
        return "", ""  # read once: nothing can have changed
    inherited, changed = [], []
    for reading in readings:
        for other_id in ledger.claims_of(reading):
            other = ledger.claims[other_id]
            if other_id == claim_id or not _same_slot(ledger, claim, other):
                continue
            state = ledger.claim_state(other_id)
            if state not in _DECIDED:
                continue
            if _words(claim) == _words(other) or (state == "rejected" and _people(claim.body) == _people(other.body)):
                inherited.append(other_id)
            else:
                changed.append(other_id)
    return min(inherited, default=""), "" if inherited else min(changed, default="")


def core_of(body: Body) -> Span:
    """The words that make a claim the claim it is: its trigger, content, cause, cue or value."""
    for shape, field in _CORES:
        if isinstance(body, shape) and (span := getattr(body, field)) is not None:
            return span.quote if isinstance(span, Quantity) else span
    return next(part for part in walk_values(body) if isinstance(part, Span))


def _same_slot(ledger: Ledger, claim: Claim, other: Claim) -> bool:
    if claim.kind != other.kind or _type(claim.body) != _type(other.body):
        return False
    mine, theirs = core_of(claim.body), core_of(other.body)
    if claim.document_id == other.document_id:
        return mine.overlaps(theirs)
    first, second = ledger.documents.get(claim.document_id), ledger.documents.get(other.document_id)
    if first is None or second is None:
        return False
    return any(
        theirs.start + shift < mine.end and mine.start < theirs.end + shift
        for start, end, shift in _aligned(first.text, second.text)
        if start <= mine.start < end
    )


def _type(body: Body) -> str:
    return body.event_type if isinstance(body, Event) else ""


def _people(body: Body) -> frozenset[tuple[str, str]]:
    return frozenset((mention.role, mention.label) for mention in mentions_in(body))


def _words(claim: Claim) -> str:
    """What a claim says without the places where it says it: spans become their words."""
    return repr(_without_places(msgspec.to_builtins((claim.kind, claim.body, claim.modality, claim.attribution))))


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        if {"start", "end", "text"} == value.keys():
            return value["text"]
        return {key: _without_places(part) for key, part in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [_without_places(part) for part in value]
    return value


@lru_cache(maxsize=64)
def _aligned(text: str, other: str) -> tuple[tuple[int, int, int], ...]:
    """Blocks that two texts share: (start, end, shift) with `text[start:end] == other[start - shift : end - shift]`.

    Whole lines are matched: enough for two readings of one file.
    """
    mine, theirs = text.splitlines(keepends=True), other.splitlines(keepends=True)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    ends, other_ends = _starts(mine), _starts(theirs)
    return tuple(
        (ends[block.a], ends[block.a + block.size], ends[block.a] - other_ends[block.b])
        for block in matcher.get_matching_blocks()
        if block.size
    )


def _starts(lines: list[str]) -> list[int]:
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line))
    return places
