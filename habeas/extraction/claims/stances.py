"""Accusations and positions, from the attributions that carry them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import is_passive, is_verb, patient_of
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.humans import is_human
from habeas.extraction.speakers.who_speaks import BODIES
from habeas.extraction.values.legal import find_articles
from habeas.model import Accusation, Claim, Mention, Position, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.finding import Saying
    from habeas.extraction.speakers.chains import Chains


_NO_ACCUSING, _CRITICISING = word_list("sayings", "no_accusing"), word_list("statements", "spoken_blame")
_NO_STANDS = word_list("sayings", "no_stands")


@lru_cache(maxsize=1)
def _stances() -> Mapping[str, str]:
    table: Mapping[str, str] = load_table("en", "positions")["stance"]
    return table


def accusation_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, str]]:
    """As in "accused of ..", "suspected of ..": never an event that happened; the accuser is in it."""
    for number, saying in enumerate(sheet.sayings):
        if saying.manner != "accuse" or saying.cue is None or not is_verb(saying.cue) or saying.cue_range is None:
            continue
        if saying.lemma in _NO_ACCUSING:
            continue
        accused = _accused(sheet, chains, saying)
        if not accused:
            continue
        content = saying.contents[0]
        accuser, _ = chains.speaker(saying)
        start, end = min(saying.cue_range[0], content[0]), max(saying.cue_range[1], content[1])
        days = [found for found in sheet.dates if content[0] <= found.start and found.end <= content[1]]
        legal = tuple(r for r in find_articles(sheet.text[start:end]) if r)
        body = Accusation(
            accused=accused,
            cue=Span.of(sheet.text, *saying.cue_range),
            conduct=Span.of(sheet.text, *content),
            conduct_date=days[0].expression if len(days) == 1 else None,  # of two, either may be the day of the conduct
            accuser=Mention(role="agent", written=accuser.written, name=accuser.name) if accuser is not None else None,
            legal=() if not legal else tuple(_moved(sheet, start, end)),
        )
        steps = chains.steps(*saying.cue_range, without=number)
        yield _claim(sheet, body, (start, end), "alleged", steps), saying.lemma


def _moved(sheet: Sheet, start: int, end: int) -> Iterator:  # type: ignore[type-arg]
    return (r for r in find_articles(sheet.text) if start <= r.quote.start < end)


def _accused(sheet: Sheet, chains: Chains, saying: Saying) -> tuple[Mention, ...]:
    cue = saying.cue
    patient = patient_of(cue) if cue is not None else None
    if patient is None or (cue is not None and not is_passive(cue) and patient is saying.source):
        return ()
    if saying.lemma in _CRITICISING and not is_somebody(sheet, patient):
        return ()  # "denounced the threats against her": nobody is accused
    return tuple(_mention(sheet, chains, party.word, "person") for party in sheet.referents.resolve(patient))


def is_somebody(sheet: Sheet, word: Word) -> bool:
    """Whether a word stands for people or a body: whoever accuses, or can be accused."""
    body = word.low in BODIES or word.low in sheet.referents.gazetteer.organisation_words
    return body or word.i in sheet.people.run_of or is_human(sheet, word)


def position_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, str]]:
    """Where somebody stands on an issue, from the words that support, oppose, demand or refuse it."""
    stances = _stances()
    for number, saying in enumerate(sheet.sayings):
        stance = stances.get(saying.lemma)
        if stance is None or saying.source is None or saying.cue_range is None or saying.mode == "direct":
            continue
        if saying.manner not in ("demand", "judgement", "mind", "intend", "report", "refusal"):
            continue
        if saying.finder == "verb" and saying.lemma in _NO_STANDS and saying.manner != "demand":
            continue
        if saying.form == "object" and _is_purpose(saying):
            continue  # "worked to defend people": what somebody means to do is no stand
        if saying.negated:
            stance = "against" if stance == "for" else "for"
        actor, _ = chains.speaker(saying)
        content = saying.contents[0]
        if actor is None or content[1] - content[0] < 6:
            continue
        body = Position(
            actor=Mention(role="agent", written=actor.written, name=actor.name),
            issue=Span.of(sheet.text, *content),
            stance=stance,
            cue=Span.of(sheet.text, *saying.cue_range),
        )
        place = (min(saying.cue_range[0], content[0]), max(saying.cue_range[1], content[1]))
        yield _claim(sheet, body, place, "asserted", chains.steps(*saying.cue_range, without=number)), saying.lemma


def _is_purpose(saying: Saying) -> bool:
    cue = saying.cue
    return cue is not None and any(child.low == "to" and child.dep == "aux" for child in cue.children)


def _mention(sheet: Sheet, chains: Chains, word: Word, role: str) -> Mention:
    parties = sheet.referents.resolve(word)
    person = next((party.person for party in parties if party.word is word), None)
    name = Span.of(sheet.text, person.start, person.end) if person is not None else None
    return Mention(role=role, written=chains.written(word), name=name)


def _claim(sheet: Sheet, body: Accusation | Position, place: tuple[int, int], modality: str, steps: tuple) -> Claim:  # type: ignore[type-arg]
    return Claim(
        document_id=sheet.document_id,
        quote=sheet.quote_of(*place),
        body=body,
        modality=modality,
        attribution=steps,
    )
