"""Rulings that give several persons a term each: "A was sentenced to 7 years, B to 6 and C to 4", "respectively".

And laws that one event of a sentence has from another.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.extraction.drafts import EventDraft, Role
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.parties import Party
from habeas.extraction.values.terms import bare_term, find_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.model import Term

_JOINING, _GIVING = word_list("terms", "joining"), word_list("terms", "giving")
_RESPECTIVELY = word_list("terms", "respectively")
_DASHES = frozenset(("–", "—", "-"))
_MOST_DESCRIBING = 6
_MOST_PERSONS = 12
_MOST_BACK = 2  # sentences from "got six" back to the ruling
_RULINGS = frozenset(("verdict",))


def share_terms(sheet: Sheet) -> None:
    """Give each of several persons of one ruling the term that the sentence gives him or her."""
    told = {draft.trigger.head.i for draft in sheet.events}
    found: list[EventDraft] = []
    last: EventDraft | None = None
    for draft in sheet.events:
        found.append(draft)
        if draft.event_type not in _RULINGS or draft.trigger.value is not None:
            continue
        parts = _bracketed(sheet, draft) or _respectively(sheet, draft)
        if parts:
            found.pop()
            found.extend(parts)
        elif draft.term is not None:
            found.extend(_gapped(sheet, draft, told))
        last = draft if draft.term is not None else last
    if last is not None:
        found.extend(_got(sheet, found, told))
    found.sort(key=lambda draft: draft.trigger.start)
    sheet.events = found


def _one(draft: EventDraft, persons: list[Party], term: Term) -> EventDraft:
    """The same ruling for other persons."""
    others = [role for role in draft.roles if role.role != "person"]
    roles = [*(Role("person", party) for party in persons), *others]
    return replace(draft, roles=roles, counted=None, term=term, legal=list(draft.legal))


def _bracketed(sheet: Sheet, draft: EventDraft) -> list[EventDraft]:
    """As in "A (7 years), B (6 years) and C (4 years) were sentenced"."""
    text = sheet.text
    parts: list[EventDraft] = []
    persons = draft.persons("person")
    for party in persons:
        run = sheet.people.run_of.get(party.word.i)
        end = run.end if run is not None else party.word.end
        start = end + len(text[end : end + 4]) - len(text[end : end + 4].lstrip())
        if text[start : start + 1] != "(":
            continue
        close = text.find(")", start, start + 80)
        term = find_term(text, start + 1, close) if close > 0 else None
        if term is not None and term.quote.start == start + 1:
            parts.append(_one(draft, [party], term))
    return parts if len(parts) == len(persons) and len(parts) > 1 else []


def _respectively(sheet: Sheet, draft: EventDraft) -> list[EventDraft]:
    """As in "A and B were sentenced to seven and six years respectively"."""
    sentence = sheet.parsed.sentence_of(draft.trigger.head)
    words = sheet.parsed.words[sentence.first : sentence.last]
    persons = sorted(draft.persons("person"), key=lambda party: party.word.i)
    if draft.term is None or len(persons) < 2 or not any(word.low in _RESPECTIVELY for word in words):
        return []
    terms = list(_terms_in_a_row(sheet, draft, sentence.end))
    if len(terms) != len(persons):
        return []
    return [_one(draft, [party], term) for party, term in zip(persons, terms, strict=True)]


def _terms_in_a_row(sheet: Sheet, draft: EventDraft, end: int) -> Iterator[Term]:
    """The terms of a sentence in order, those too that leave out "years"."""
    text, like = sheet.text, draft.term
    start = draft.trigger.end
    for word in sheet.parsed.words_in(start, end):
        if word.start < start or like is None:
            continue
        if word.low in _RESPECTIVELY:
            return
        if word.tag != "CD" and not word.text[:1].isdigit():
            continue
        full = find_term(text, word.start, end)
        term = full if full is not None and full.quote.start == word.start else bare_term(text, word.start, end, like)
        if term is not None:
            yield term
            start = term.quote.end


def _gapped(sheet: Sheet, draft: EventDraft, told: set[int]) -> Iterator[EventDraft]:
    """As in "A was sentenced to 7 years, B to 6 years and C to 4": the verb is said once."""
    if draft.term is None or draft.modality not in ("asserted", "alleged") or draft.trigger.pattern.kind != "verb":
        return
    words = sheet.parsed.words
    paragraph = sheet.parsed.sentence_of(draft.trigger.head).paragraph
    at = next((word.i for word in sheet.parsed.words_in(draft.term.quote.end, draft.term.quote.end + 3)), len(words))
    for _ in range(_MOST_PERSONS):
        parted = False
        while at < len(words) and (words[at].low in _JOINING or words[at].start < draft.term.quote.end):
            parted = parted or words[at].low in _JOINING
            at += 1
        name = _name_at(sheet, at) if parted else None
        if name is None or sheet.parsed.sentence_of(name).paragraph != paragraph:
            return
        behind = sheet.people.run_of[name.i].words[-1].i + 1
        given = behind
        while (
            given < len(words) and (words[given].low in _GIVING or words[given].text in _DASHES) and given not in told
        ):
            given += 1  # "B – to 6 years"
        term = _term_at(sheet, given, draft.term, bare=True) if given < len(words) else None
        if term is None:
            return
        yield _one(draft, [Party(name, sheet.people.by_word.get(name.i))], term)
        at = next((word.i for word in sheet.parsed.words_in(term.quote.end, term.quote.end + 3)), len(words))


def _term_at(sheet: Sheet, at: int, like: Term, *, bare: bool) -> Term | None:
    start = sheet.parsed.words[at].start
    term = find_term(sheet.text, start, start + 120)
    if term is not None and term.quote.start == start:
        return term
    return bare_term(sheet.text, start, start + 60, like) if bare else None


def _name_at(sheet: Sheet, at: int) -> Word | None:
    """The name that stands at a place, over words that describe it: "his colleague X"."""
    words = sheet.parsed.words
    for i in range(at, min(at + _MOST_DESCRIBING, len(words))):
        if i in sheet.people.by_word:
            return sheet.people.run_of[i].head if i in sheet.people.run_of else None
        if words[i].pos not in ("NOUN", "ADJ", "DET", "PRON", "PROPN") or words[i].tag == "PRP":
            return None
    return None


def _got(sheet: Sheet, drafts: list[EventDraft], told: set[int]) -> Iterator[EventDraft]:
    """As in "His colleague X got three and a half", in a sentence of its own behind a ruling."""
    rulings = [draft for draft in drafts if draft.event_type in _RULINGS and draft.term is not None]
    spoken = {party.word.i for draft in rulings for party in draft.persons("person")}
    at = 0
    for word in sheet.parsed.words:
        while at + 1 < len(rulings) and rulings[at + 1].trigger.start < word.start:
            at += 1
        before = rulings[at]
        given = word.tag == "VBD" or (word.tag == "VBN" and word.child("auxpass") is not None)
        if word.low not in _GIVING or not given or word.i in told or word.start < before.trigger.start:
            continue
        subject = word.child("nsubj", "nsubjpass")
        if subject is None or subject.i in spoken or word.sentence - before.trigger.head.sentence > _MOST_BACK:
            continue
        named = [i for i in (subject.i, *(child.i for child in subject.children)) if i in sheet.people.by_word]
        like = before.term
        if not named or like is None or word.i + 1 >= len(sheet.parsed.words):
            continue
        term = _term_at(sheet, word.i + 1, like, bare=True)
        if term is not None and not _counts_a_thing(sheet, term):
            name = sheet.people.run_of[named[-1]].head
            trigger = replace(
                before.trigger,
                head=word,
                first=word.i,
                last=word.i,
                start=word.start,
                end=word.end,
                needed=None,
            )
            got = EventDraft(
                trigger,
                word,
                roles=[Role("person", Party(name, sheet.people.by_word[named[-1]]))],
                term=term,
                sayings=before.sayings,
            )
            yield got
            yield from _gapped(sheet, got, told)


def _counts_a_thing(sheet: Sheet, term: Term) -> bool:
    """As in "got three letters": the number counts what stands behind it."""
    after = next((word for word in sheet.parsed.words_in(term.quote.end, term.quote.end + 3)), None)
    bare = not any(char.isspace() for char in term.quote.text) or term.quote.text[-1:] == "f"
    return bare and after is not None and after.pos in ("NOUN", "ADJ", "PROPN")


def share_laws(drafts: list[EventDraft]) -> None:
    """As in "is suspected under Article 342 and has been detained": the law of a charge is that of its custody too."""
    for charge in drafts:
        if charge.event_type != "charge" or not charge.legal:
            continue
        known = {id(party.person) for party in charge.persons("person")}
        for draft in drafts:
            if draft.event_type not in ("detention", "remand") or draft.legal or draft.trigger.pattern.kind != "verb":
                continue
            if known & {id(party.person) for party in draft.persons("person")}:
                draft.legal.extend(charge.legal)


__all__ = ["share_laws", "share_terms"]
