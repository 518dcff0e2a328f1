"""Causal claims: one thing brought about, or followed by, another; "followed" is a sequence, never a cause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.extraction.clauses import is_passive, is_verb, noun_phrase, patient_of, subject_of
from habeas.extraction.events import quote_of
from habeas.extraction.forms import verb_forms
from habeas.model import Causal, Claim, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from habeas.extraction.chains import Chains
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.words import Word

Range = tuple[int, int]
_MOST = 240  # a side longer than this is a parser's mistake


@dataclass(frozen=True, slots=True)
class _CauseVerb:
    relation: str
    preposition: str
    reversed: bool


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, _CauseVerb], Mapping[str, Any], Mapping[str, str]]:
    table = load_table("en", "positions")
    verbs = {
        form: _CauseVerb(row["relation"], row.get("preposition", ""), row.get("reversed", False))
        for row in table["cause"]["verbs"]
        for form in verb_forms(row["verb"])
    }
    return verbs, table["cause"], table["strength"]


def causal_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, str]]:
    """A claim for each tie of a cause and an effect of which one side tells of an event."""
    verbs, table, strengths = _words()
    triggers = sorted((draft.trigger.start, draft.trigger.end) for draft in sheet.events)
    for word in sheet.parsed.words:
        found = None
        if word.low in verbs and is_verb(word):
            found = _by_verb(sheet, word, verbs[word.low])
        elif word.low in table["adjectives"] and word.dep in ("acomp", "oprd", "attr"):
            found = _by_adjective(sheet, word, table["adjectives"][word.low])
        else:
            found = _by_phrase(sheet, word, table)
        if found is None:
            continue
        cause, effect, cue, relation = found
        if not _touches(triggers, cause) and not _touches(triggers, effect):
            continue
        low, high = min(cause[0], effect[0], cue[0]), max(cause[1], effect[1], cue[1])
        near = {child.low for child in (word, *word.children, *word.head.children)}
        strength = next((strengths[low_word] for low_word in strengths if low_word in near), "")
        body = Causal(
            cause=Span.of(sheet.text, *cause),
            effect=Span.of(sheet.text, *effect),
            relation=relation,
            cue=Span.of(sheet.text, *cue),
            strength=strength,
        )
        claim = Claim(
            document_id=sheet.document_id,
            quote=quote_of(sheet, low, high),
            body=body,
            modality="possible" if strength == "possible" else "asserted",
            attribution=chains.steps(*cue),
        )
        yield claim, word.low


_Found = tuple[Range, Range, Range, str]


def _range(sheet: Sheet, word: Word | None) -> Range | None:
    if word is None:
        return None
    words = sheet.parsed.words
    left, right = (word.left, word.right) if is_verb(word) else noun_phrase(word, sheet.parsed)
    start, end = words[left].start, words[right].end
    bracket = sheet.text.find(" (", start, end)
    end = bracket if bracket > 0 else end
    while end > start and sheet.text[end - 1] in " ,.;:\n":
        end -= 1
    return (start, end) if 0 < end - start <= _MOST else None


def _by_verb(sheet: Sheet, verb: Word, row: _CauseVerb) -> _Found | None:
    if is_passive(verb):
        by = next((c for c in verb.children if c.dep == "agent" or c.low == "by"), None)
        cause, effect = _range(sheet, by.child("pobj") if by else None), _range(sheet, patient_of(verb))
    else:
        cause = _range(sheet, subject_of(verb))
        if row.preposition:
            link = next((c for c in verb.children if c.low == row.preposition and c.dep in ("prep", "prt")), None)
            target = (link.child("pobj", "pcomp") or verb.child("dobj")) if link is not None else None
        else:
            target = verb.child("dobj", "ccomp", "xcomp")
        effect = _range(sheet, target)
    if cause is None or effect is None:
        return None
    if row.reversed:
        cause, effect = effect, cause
    return cause, effect, (verb.start, verb.end), row.relation


def _by_adjective(sheet: Sheet, word: Word, relation: str) -> _Found | None:
    link = next((c for c in word.children if c.dep == "prep" and c.low in ("in", "for", "to")), None)
    cause = _range(sheet, subject_of(word.head) if is_verb(word.head) else None)
    effect = _range(sheet, link.child("pcomp", "pobj") if link is not None else None)
    return (cause, effect, (word.start, word.end), relation) if cause and effect else None


def _by_phrase(sheet: Sheet, word: Word, table: Mapping[str, Any]) -> _Found | None:
    words = sheet.parsed.words
    for name in ("phrases", "idioms"):
        for phrase, relation in table[name].items():
            parts = phrase.split()
            if word.low != parts[0] or [w.low for w in words[word.i : word.i + len(parts)]] != parts:
                continue
            last = words[word.i + len(parts) - 1]
            if name == "idioms":
                cause = _range(sheet, subject_of(word) if is_verb(word) else None)
                effect = (words[word.i + 1].start, last.end)
                return (cause, effect, (word.start, last.end), relation) if cause else None
            cause = _range(sheet, last.child("pobj", "pcomp"))
            above = next((w for w in (word.head, word.head.head) if is_verb(w) or w.pos == "NOUN"), None)
            if cause is None or above is None:
                return None
            start = words[above.left].start if above.left < word.i else above.start
            effect = (start, words[word.i - 1].end) if word.i and start < word.start else None  # type: ignore[assignment]
            if effect is None or effect[1] - effect[0] > _MOST:
                return None
            return cause, effect, (word.start, last.end), relation
    return None


def _touches(triggers: list[Range], place: Range) -> bool:
    low, high = 0, len(triggers)
    while low < high:
        middle = (low + high) // 2
        if triggers[middle][1] <= place[0]:
            low = middle + 1
        else:
            high = middle
    return low < len(triggers) and triggers[low][0] < place[1]
