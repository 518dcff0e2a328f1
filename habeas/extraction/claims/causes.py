"""Causal claims: one thing brought about, or followed by, another; "followed" is a sequence, never a cause."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from habeas.extraction.grammar.clauses import agent_of, is_passive, is_verb, patient_of, subject_of
from habeas.extraction.lexicon.forms import noun_forms, verb_forms
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality.judging import judge
from habeas.model import Causal, Claim, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.speakers.chains import Chains

Range = tuple[int, int]
_ASIDES = (" (", *(f", {word} " for word in sorted(word_list("causes", "asides"))))
_BEHIND = word_list("causes", "behind")
_MOST = 240  # a side longer than this is a parser's mistake
_Found = tuple[Range, Range, Range, str]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a verb has its cause and its effect: subject, object, or a preposition."""

    relation: str
    cause: str
    effect: str


@dataclass(frozen=True, slots=True)
class _Words:
    frames: Mapping[str, tuple[_Frame, ...]]
    adjectives: Mapping[str, str]
    nouns: Mapping[str, str]
    carriers: frozenset[str]
    making: frozenset[str]
    made: Mapping[str, str]
    ways: frozenset[str]
    way_nouns: frozenset[str]
    success: frozenset[str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    outcomes: frozenset[str]
    outcome_verbs: frozenset[str]
    plans: frozenset[str]
    table: Mapping[str, Any]
    starts: frozenset[str] = frozenset()  # every word at which a tie may be found


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = load_table("en", "causes")
    frames: dict[str, tuple[_Frame, ...]] = {}
    for row in table["verb"]:
        frame = _Frame(row["relation"], row["cause"], row["effect"])
        for form in (form for verb in row["verbs"] for form in verb_forms(verb)):
            frames[form] = (*frames.get(form, ()), frame)
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for relation, rows in (*table["phrases"].items(), ("success", table["success"]["phrases"])):
        for parts in (tuple(phrase.split()) for phrase in rows):
            phrases[parts[0]] = (*phrases.get(parts[0], ()), (parts, relation))
    words = _Words(
        frames=frames,
        adjectives={w: r for r in ("contributes", "enables", "causes") for w in table["adjectives"][r]},
        nouns={f: r for r in ("contributes", "causes", "caused") for w in table["nouns"][r] for f in noun_forms(w)},
        carriers=_forms(table["nouns"]["carriers"]),
        making=_forms(table["making"]["verbs"]),
        made={w: r for r in ("enables", "causes") for w in table["making"][r]},
        ways=_forms(table["ways"]["verbs"]),
        way_nouns=frozenset(f for w in table["ways"]["nouns"] for f in noun_forms(w)),
        success=_forms(table["success"]["verbs"]),
        phrases=phrases,
        outcomes=frozenset(f for w in table["outcomes"]["nouns"] for f in noun_forms(w)),
        outcome_verbs=_forms(table["outcomes"]["verbs"]),
        plans=frozenset(f for w in table["outcomes"]["plans"] for f in noun_forms(w)),
        table=table,
    )
    known = words.making | words.ways | words.success | {*words.frames, *words.adjectives, *words.nouns, *words.phrases}
    return replace(words, starts=known)


def _forms(verbs: list[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in verb_forms(verb))


def causal_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, str]]:
    """A claim for each tie of a cause and an effect of which one side tells of an event."""
    strengths: Mapping[str, str] = _words().table["strength"]
    triggers = sorted((draft.trigger.start, draft.trigger.end) for draft in sheet.events)
    starts = _words().starts
    for word in sheet.parsed.words:
        if word.low not in starts:
            continue
        found = next((tie for finder in _FINDERS if (tie := finder(sheet, word)) is not None), None)
        if found is None:
            continue
        cause, effect, cue, relation = found
        if max(cause[0], effect[0]) < min(cause[1], effect[1]):
            continue  # one side inside the other
        if not any(_touches(triggers, side) or _names_event(sheet, side) for side in (cause, effect)):
            continue
        low, high = min(cause[0], effect[0], cue[0]), max(cause[1], effect[1], cue[1])
        near = {child.low for child in (word, *word.children, *word.head.children)}
        strength = next((strengths[low_word] for low_word in strengths if low_word in near), "")
        verb = word if is_verb(word) else word.head
        covering = chains.covering(*cue)
        judged = judge(verb, None, tuple(sheet.sayings[n] for n in covering)) if is_verb(verb) else "asserted"
        body = Causal(
            cause=Span.of(sheet.text, *cause),
            effect=Span.of(sheet.text, *effect),
            relation=relation,
            cue=Span.of(sheet.text, *cue),
            strength=strength,
        )
        claim = Claim(
            document_id=sheet.document_id,
            quote=sheet.quote_of(low, high),
            body=body,
            modality="possible" if strength == "possible" else judged,
            attribution=chains.steps(*cue),
        )
        yield claim, word.low


# -- the ways of tying -------------------------------------------------------------------------------------------------
def _by_verb(sheet: Sheet, verb: Word) -> _Found | None:
    """As in "The request secured the release", "the release stems from talks", "X credits the release to Y"."""
    frames = _words().frames.get(verb.low)
    if frames is None or not is_verb(verb) or _is_purpose(verb) or _hangs_on_another(verb):
        return None
    for frame in frames:
        cause, effect = _range(sheet, _slot(verb, frame.cause)), _range(sheet, _slot(verb, frame.effect))
        if cause is not None and effect is not None and cause != effect:
            return cause, effect, (verb.start, verb.end), frame.relation
    return None


def _slot(verb: Word, where: str) -> Word | None:
    if where == "subject":
        return agent_of(verb)
    if where == "object":
        behind = (c for c in verb.children if c.i > verb.i and c.dep in ("dobj", "ccomp", "xcomp"))
        return patient_of(verb) if is_passive(verb) else next(behind, None)
    link = _link((*verb.children, *(c for o in verb.children if o.dep == "dobj" for c in o.children)), (where,))
    if link is None:
        return None
    below = link.child("pobj", "pcomp")
    return below or verb.child("dobj")  # "brought about her release": the object is the verb's


def _by_making(sheet: Sheet, verb: Word) -> _Found | None:
    """As in "Talks made the release possible", "their release made it possible to lift sanctions"."""
    words = _words()
    if verb.low not in words.making or not is_verb(verb) or _is_purpose(verb):
        return None
    made = next((c for c in verb.children if c.low in words.made and c.i > verb.i), None)
    cause = _range(sheet, agent_of(verb))
    if made is None or cause is None:
        return None
    thing = patient_of(verb) if is_passive(verb) else made.child("nsubj") or verb.child("dobj")
    if thing is None or thing.low == "it":
        thing = next((c for c in (*made.children, *verb.children) if is_verb(c) and c.i > made.i), None)
    effect = _range(sheet, thing)
    return (cause, effect, (verb.start, made.end), words.made[made.low]) if effect is not None else None


def _by_adjective(sheet: Sheet, word: Word) -> _Found | None:
    """As in "The envoy has been crucial in securing his release"."""
    words = _words()
    relation = words.adjectives.get(word.low)
    if relation is None or word.dep not in ("acomp", "oprd", "attr") or not is_verb(word.head):
        return None
    link = _link((*word.children, *word.head.children), words.table["adjectives"]["prepositions"])
    cause = _range(sheet, subject_of(word.head))
    effect = _range(sheet, link.child("pcomp", "pobj") if link is not None else None)
    return (cause, effect, (word.start, word.end), relation) if cause and effect else None


def _by_noun(sheet: Sheet, noun: Word) -> _Found | None:
    """As in "X played a role in ..", "the release was the result of ..", "the reason for .. was X"."""
    words = _words()
    relation = words.nouns.get(noun.low)
    verb = noun.head
    if relation is None or noun.pos != "NOUN" or verb.low not in words.carriers:
        return None
    link = _link(noun.children, words.table["nouns"]["prepositions"])
    link = link or _link([c for c in verb.children if c.i > noun.i], words.table["nouns"]["prepositions"])
    behind = _range(sheet, link.child("pcomp", "pobj") if link is not None else None)
    if noun.dep in ("nsubj", "nsubjpass"):
        other = _range(sheet, verb.child("attr", "ccomp", "xcomp"))
    else:
        other = _range(sheet, subject_of(verb)) if noun.dep in ("attr", "dobj", "oprd") else None
    if behind is None or other is None:
        return None
    cue = (noun.start, noun.end)
    return (behind, other, cue, "causes") if relation == "caused" else (other, behind, cue, relation)


def _by_way(sheet: Sheet, verb: Word) -> _Found | None:
    """As in "The talks paved the way for his release"."""
    words = _words()
    noun = verb.child("dobj") if verb.low in words.ways and is_verb(verb) and not _is_purpose(verb) else None
    if noun is None or noun.low not in words.way_nouns:
        return None
    link = _link((*noun.children, *verb.children), words.table["ways"]["prepositions"])
    cause = _range(sheet, agent_of(verb))
    effect = _range(sheet, link.child("pcomp", "pobj") if link is not None else None)
    return (cause, effect, (verb.start, noun.end), "enables") if cause and effect else None


def _by_success(sheet: Sheet, verb: Word) -> _Found | None:
    """As in "A request by X worked": the effect is what the sentence is about."""
    if verb.low not in _words().success or not is_verb(verb) or verb.child("dobj", "xcomp", "ccomp") is not None:
        return None
    cause = _range(sheet, subject_of(verb)) if verb.tag in ("VBD", "VBN") else None
    return (cause, (verb.start, verb.end), (verb.start, verb.end), "causes") if cause is not None else None


def _by_phrase(sheet: Sheet, word: Word) -> _Found | None:
    """As in "He was freed because of talks"; "a request by X did the trick"."""
    words = sheet.parsed.words
    for parts, relation in _words().phrases.get(word.low, ()):
        if tuple(w.low for w in words[word.i : word.i + len(parts)]) != parts:
            continue
        last = words[word.i + len(parts) - 1]
        cue = (word.start, last.end)
        if relation == "success":
            cause = _range(sheet, subject_of(word) if is_verb(word) else None)
            outcome = _outcome_near(sheet, word)
            return (cause, outcome, cue, "causes") if cause and outcome else None
        cause = _range(sheet, last.child("pobj", "pcomp") or word.child("pobj"))
        above = next((w for w in (word.head, word.head.head) if is_verb(w) or w.pos == "NOUN"), None)
        if cause is None or above is None or not word.i:
            return None
        start = words[above.left].start if above.left < word.i else above.start
        effect = (start, words[word.i - 1].end) if start < word.start else None
        if effect is None or effect[1] - effect[0] > _MOST:
            return None
        return cause, effect, cue, relation
    return None


def _outcome_near(sheet: Sheet, word: Word) -> Range | None:
    """As in "X is free again. A request by Y did the trick": the outcome told last before, or else in the sentence."""
    at = bisect_right(sheet.events, word.start, key=lambda draft: draft.trigger.start)
    around = sheet.events[max(0, at - _AROUND) : at + _AROUND]
    told = [draft for draft in around if draft.event_type in _OUTCOMES and draft.modality == "asserted"]
    near = [d for d in told if 0 <= word.sentence - d.trigger.head.sentence <= _BACK]
    before = [d for d in near if d.trigger.start < word.start]
    draft = before[-1] if before else near[0] if near else None
    if draft is None:
        return None
    noun = draft.trigger.pattern.kind == "noun"
    return (noun and _range(sheet, draft.trigger.head)) or (draft.trigger.start, draft.trigger.end)


_OUTCOMES = ("release", "clemency", "exchange", "release_on_conditions", "charges_dropped")
_AROUND = 12  # events looked at on either side
_BACK = 3  # sentences; what lies farther back is not what the sentence is about


_FINDERS: tuple[Callable[[Sheet, Word], _Found | None], ...] = (
    _by_verb,
    _by_making,
    _by_adjective,
    _by_noun,
    _by_way,
    _by_success,
    _by_phrase,
)


# -- questions to the grammar ------------------------------------------------------------------------------------------
def _is_purpose(verb: Word) -> bool:
    """As in "They met to secure his release": what is meant to happen is no effect."""
    infinitive = any(child.low == "to" and child.dep == "aux" for child in verb.children)
    aside = verb.dep == "pcomp" and verb.head.low in _BEHIND
    return aside or (infinitive and verb.dep in ("advcl", "acl", "relcl", "ccomp"))


def _hangs_on_another(verb: Word) -> bool:
    """As in "helped secure", "crucial in securing", "credits X with securing": the word above makes the claim."""
    words = _words()
    above = verb.head.head if verb.dep == "pcomp" else verb.head if verb.dep == "xcomp" else verb
    if above is verb:
        return False
    beside = {above.low, *(child.low for child in above.children if child.dep in ("acomp", "attr", "dobj", "oprd"))}
    return any(low in known for low in beside for known in (words.frames, words.adjectives, words.nouns))


def _link(children: tuple[Word, ...] | list[Word], prepositions: tuple[str, ...] | list[str]) -> Word | None:
    return next((c for c in children if c.low in prepositions and c.dep in ("prep", "prt", "agent", "dative")), None)


def _range(sheet: Sheet, word: Word | None) -> Range | None:
    """A side with all that belongs to it: "the decision to suspend sanctions", without asides behind a comma."""
    if word is None:
        return None
    words = sheet.parsed.words
    left, right = word.left, word.right
    if not is_verb(word):
        for child in word.children:
            aside = child.left > word.i and child.dep in ("relcl", "acl", "appos", "parataxis", "advcl")
            if aside and (child.dep in ("appos", "parataxis") or words[child.left - 1].pos == "PUNCT"):
                right = min(right, child.left - 1)
    after = words[right + 1] if right + 1 < len(words) else word
    if after.low == "to" and after.dep == "aux" and after.head.left == after.i and word.low in _words().plans:
        right = max(right, after.head.right)  # the parser hung the infinitive on the verb above
    while right > word.i and words[right].pos in ("PUNCT", "CCONJ", "SPACE"):
        right -= 1
    start, end = words[left].start, words[right].end
    for sign in _ASIDES:
        cut = sheet.text.find(sign, start + 1, end)
        end = cut if cut > 0 else end
    while end > start and sheet.text[end - 1] in " ,.;:\n":
        end -= 1
    return (start, end) if 0 < end - start <= _MOST else None


def _names_event(sheet: Sheet, place: Range) -> bool:
    """Whether a side names an event by its plain word: a second mention of an event has no trigger noted."""
    words = _words()
    return any(
        word.low in (words.outcome_verbs if is_verb(word) else words.outcomes) for word in sheet.parsed.words_in(*place)
    )


def _touches(triggers: list[Range], place: Range) -> bool:
    at = bisect_right(triggers, place[0], key=lambda trigger: trigger[1])
    return at < len(triggers) and triggers[at][0] < place[1]
