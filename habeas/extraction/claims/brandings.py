"""Names that are called: "was exposed as a foreign agent", "branded her a traitor". Whoever says it, it is his claim.

A name like these is an accusation, and the conduct is the name. What authorities enter into a list ("declared a foreign
agent") is an event; of it a reader of events tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.claims.stances import is_somebody
from habeas.extraction.grammar.clauses import agent_of, is_passive, is_verb, negation_of, noun_phrase, patient_of
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.humans import is_human
from habeas.model import Accusation, Claim, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.speakers.chains import Chains

_BRANDING = word_list("sayings", "branding")
_NAMES = word_list("sayings", "hostile_names")
_EXPOSING, _EXPOSED_AS = word_list("sayings", "exposing"), word_list("sayings", "exposed_as")
_OBJECTS = ("dobj", "oprd", "attr", "dative")
_SUPPOSING = word_list("sayings", "supposing")


def branding_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, str]]:
    """An accusation for each hostile name that somebody gives to people; without an accuser where none is told."""
    for verb in sheet.parsed.words:
        if verb.lemma not in _BRANDING or not is_verb(verb) or negation_of(verb) or _is_supposed(verb):
            continue
        patient, name = patient_of(verb), _name_given(verb)
        if patient is None or name is None or patient is name or not is_human(sheet, patient):
            continue
        by = next((c.child("pobj") for c in name.children if c.low == "by"), None)
        accuser = agent_of(verb) or (by if is_passive(verb) else None)
        if accuser is not None and (accuser is patient or not is_somebody(sheet, accuser)):
            accuser = None  # "who", or "at one point called him a liar"
        left, right = noun_phrase(name, sheet.parsed)
        right = min((c.left - 1 for c in name.children if c.low == "by"), default=right)
        words = sheet.parsed.words
        cue = Span.of(sheet.text, verb.start, verb.end)
        body = Accusation(
            accused=tuple(_mention(sheet, chains, party.word) for party in sheet.referents.resolve(patient)),
            cue=cue,
            conduct=Span.of(sheet.text, words[left].start, words[right].end),
            accuser=_mention(sheet, chains, accuser, "agent") if accuser is not None else None,
        )
        if not body.accused:
            continue
        places = [verb, words[left], words[right], *([accuser] if accuser is not None else [])]
        quote = sheet.quote_of(min(w.start for w in places), max(w.end for w in places))
        steps = tuple(s for s in chains.steps(verb.start, verb.end) if s.cue != cue)
        yield (
            Claim(document_id=sheet.document_id, quote=quote, body=body, modality="alleged", attribution=steps),
            verb.lemma,
        )


def _name_given(verb: Word) -> Word | None:
    """The hostile name behind "as", or beside the object."""
    by = agent_of(verb) if is_passive(verb) else None  # "described by prosecutors as the ringleader"
    below: list[Word] = [*verb.children, *(by.children if by is not None else [])]
    for child in below:
        link = child if child.low == "as" and child.dep == "prep" else None
        thing = (
            link.child("pobj") if link is not None else child if child.dep in _OBJECTS and child.head is verb else None
        )
        if thing is None or thing.i < verb.i:
            continue
        for word in (thing, *(c for c in thing.children if c.low == "as")):
            named: Word | None = word.child("pobj") if word.low == "as" else word
            if named is not None and named.pos == "NOUN" and _is_hostile(verb, singular(named.low)):
                return named
    return None


def _is_hostile(verb: Word, name: str) -> bool:
    return name in _NAMES or (verb.lemma in _EXPOSING and name in _EXPOSED_AS)


def _is_supposed(verb: Word) -> bool:
    """As in "if he is exposed as a spy", "could be called a traitor": nobody has said so."""
    return any(c.tag == "MD" or (c.dep == "mark" and c.low in _SUPPOSING) for c in verb.children)


def _mention(sheet: Sheet, chains: Chains, word: Word, role: str = "person") -> Mention:
    person = next((party.person for party in sheet.referents.resolve(word) if party.word is word), None)
    name = Span.of(sheet.text, person.start, person.end) if person is not None else None
    return Mention(role=role, written=chains.written(word), name=name)
