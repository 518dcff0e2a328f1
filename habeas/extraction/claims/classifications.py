"""Classifications: a person put into a kind of somebody's scheme, with the scheme and whose it is.

"X divides prisoners into three groups" makes a scheme. "X counts A among those who ..", "A belongs to the second group"
and "X says the same of B" put somebody into it. Being named a political prisoner is a recognition, an event, and no
classification.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import agent_of, coordinated, is_passive, is_verb, noun_phrase, subject_of
from habeas.extraction.lexicon.forms import noun_forms, verb_forms
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.modality.judging import judge
from habeas.model import Claim, Classification, Mention, Span
from habeas.packs import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.parties import Party
    from habeas.extraction.speakers.chains import Chains

_SENTENCES_BETWEEN = 2  # "says the same of X" takes up a kind named no further back
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class _Words:
    scheme_verbs: frozenset[str]
    scheme_prepositions: frozenset[str]
    scheme_nouns: frozenset[str]
    classes: frozenset[str]
    gatherings: frozenset[str]
    assigning: frozenset[str]
    among: frozenset[str]
    into: frozenset[str]
    belonging: frozenset[str]
    ordinals: frozenset[str]
    same: frozenset[str]
    same_prepositions: frozenset[str]
    same_verbs: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = load_table("en", "classifications")
    lists = {name: frozenset(table[name]) for name in _Words.__slots__}
    for name in ("scheme_nouns", "classes", "gatherings"):
        lists[name] = frozenset(form for noun in table[name] for form in noun_forms(noun))
    for name in ("scheme_verbs", "assigning", "belonging", "same_verbs"):
        lists[name] = frozenset(form for verb in table[name] for form in verb_forms(verb))
    return _Words(**lists)


@dataclass(frozen=True, slots=True)
class _Found:
    """People put into a kind: by which words, and by whom (None: by whoever the text says it is)."""

    people: list[Party]
    assigned: tuple[int, int]
    cue: Word
    author: Word | None


@dataclass(frozen=True, slots=True)
class _Scheme:
    start: int
    span: tuple[int, int]
    author: Mention | None


def classification_claims(sheet: Sheet, chains: Chains) -> Iterator[tuple[Claim, str]]:
    """A claim for each person put into a kind."""
    words = _words()
    schemes: list[_Scheme] = []
    last: _Found | None = None
    known = words.scheme_nouns | words.scheme_verbs | words.belonging | words.assigning | words.same_verbs
    for word in sheet.parsed.words:
        if word.low not in known:
            continue
        owner = word.child("poss") if word.low in words.scheme_nouns else None
        if owner is not None:  # "in X's typology"
            schemes.append(_Scheme(word.start, _range(sheet, word), _author(sheet, chains, word, owner)))
        if not is_verb(word):
            continue
        if word.low in words.scheme_verbs or word.low in words.belonging:
            span = _scheme_of(sheet, word, words)
            if span is not None:
                agent = _agent(word) if word.low in words.scheme_verbs else None  # "politicians fall into three groups"
                schemes.append(_Scheme(word.start, span, _author(sheet, chains, word, agent)))
        found = _by_assigning(sheet, word, words) or _by_belonging(sheet, word, words) or _by_same(sheet, word, last)
        if found is not None:
            last = found
            yield from _claims(sheet, chains, found, schemes)


def _claims(sheet: Sheet, chains: Chains, found: _Found, schemes: list[_Scheme]) -> Iterator[tuple[Claim, str]]:
    author = _author(sheet, chains, found.cue, found.author)
    scheme = next((s for s in reversed(schemes) if author is None or s.author is None or _same(s.author, author)), None)
    author = author or (scheme.author if scheme is not None else None)
    for party in found.people:
        place = _place(sheet, party.word)
        low, high = min(found.cue.start, place[0]), max(found.cue.end, place[1])
        if found.assigned[0] >= sheet.parsed.sentence_of(found.cue).start:
            low, high = min(low, found.assigned[0]), max(high, found.assigned[1])
        covering = chains.covering(found.cue.start, found.cue.end)
        body = Classification(
            person=_mention(sheet, chains, party, "person"),
            assigned=Span.of(sheet.text, *found.assigned),
            scheme=Span.of(sheet.text, *scheme.span) if scheme is not None else None,
            scheme_author=author,
            cue=Span.of(sheet.text, found.cue.start, found.cue.end),
        )
        yield (
            Claim(
                document_id=sheet.document_id,
                quote=sheet.quote_of(low, high),
                body=body,
                modality=judge(found.cue, None, tuple(sheet.sayings[n] for n in covering)),
                attribution=chains.steps(found.cue.start, found.cue.end),
            ),
            found.cue.low,
        )


# -- the ways of putting somebody into a kind --------------------------------------------------------------------------
def _by_assigning(sheet: Sheet, verb: Word, words: _Words) -> _Found | None:
    """As in "X counts A and B among those who ..", "A is placed in the third category by X"."""
    if verb.low not in words.assigning:
        return None
    thing = verb.child("nsubjpass") if is_passive(verb) else verb.child("dobj", "nmod", "ccomp")
    link = next((c for c in (*verb.children, *(thing.children if thing is not None else ())) if _links(c, words)), None)
    if thing is None or link is None:
        return None
    below = link.child("pobj")
    people = _people(sheet, thing)
    if below is None or not people or not (link.low in words.among or _is_class(below, words)):
        return None
    return _Found(people, _range(sheet, below), verb, _agent(verb))


def _by_belonging(sheet: Sheet, verb: Word, words: _Words) -> _Found | None:
    """As in "A belongs to the second group"."""
    if verb.low not in words.belonging:
        return None
    link = next((c for c in verb.children if c.dep == "prep" and (c.low in words.into or c.low in words.among)), None)
    below = link.child("pobj") if link is not None else None
    subject = subject_of(verb)
    if below is None or subject is None or not _is_class(below, words):
        return None
    people = _people(sheet, subject)
    return _Found(people, _range(sheet, below), verb, None) if people else None


def _by_same(sheet: Sheet, verb: Word, last: _Found | None) -> _Found | None:
    """As in "X says the same of B", "the same goes for B": the kind named a sentence or two before."""
    words = _words()
    if last is None or verb.low not in words.same_verbs or verb.sentence - last.cue.sentence > _SENTENCES_BETWEEN:
        return None
    same = next((c for c in verb.children if c.low in words.same and c.dep in ("nsubj", "nsubjpass", "dobj")), None)
    if same is None or verb.i == last.cue.i:
        return None
    holders = (same, verb, *(c for c in verb.children if c.dep in ("acomp", "attr")))
    link = next((c for h in holders for c in h.children if c.dep == "prep" and c.low in words.same_prepositions), None)
    below = link.child("pobj") if link is not None else None
    people = _people(sheet, below) if below is not None else []
    if not people:
        return None
    author = subject_of(verb) if same.dep == "dobj" else last.author
    return _Found(people, last.assigned, verb, author)


def _scheme_of(sheet: Sheet, verb: Word, words: _Words) -> tuple[int, int] | None:
    """The words of a scheme: "opposition politicians into three kinds", "two types of release"."""
    things = [c for c in verb.children if c.i > verb.i and c.dep in ("dobj", "prep", "nsubjpass")]
    for thing in reversed(things):
        noun = thing.child("pobj") if thing.dep == "prep" else thing
        of = noun.child("prep") if noun is not None and noun.low == "one" else None  # "into one of three groups"
        noun = of.child("pobj") if of is not None else noun
        if noun is None or noun.tag != "NNS" or noun.low not in words.classes or not _is_counted(noun):
            continue
        if thing.dep == "prep" and thing.low not in words.scheme_prepositions:
            continue
        start, end = _range(sheet, noun)
        sorted_things = next((c for c in things if c.dep == "dobj" and c is not thing), None)
        if sorted_things is None and verb.low in words.belonging:
            sorted_things = subject_of(verb)
            if sorted_things is None or sorted_things.tag != "NNS":
                return None
        if sorted_things is not None and sorted_things.i < noun.i:
            start = _range(sheet, sorted_things)[0]
        return start, end
    return None


_COUNTED = word_list("sayings", "counted_kinds")
_BARE_ORDINALS = word_list("sayings", "bare_ordinals")


def _is_counted(noun: Word) -> bool:
    return any(child.dep == "nummod" or child.low in _COUNTED for child in noun.children)


def _links(child: Word, words: _Words) -> bool:
    return child.dep == "prep" and (child.low in words.among or child.low in words.into)


def _is_class(noun: Word, words: _Words) -> bool:
    """Whether a noun phrase names a kind: "the second group", "a hostage of the first type"."""
    if noun.low in words.classes and noun.tag == "NN":
        if any(c.low in words.ordinals or c.dep == "nummod" for c in noun.children):
            return True
        return noun.low not in words.gatherings and noun.child("amod", "compound", "relcl") is not None
    if noun.low in words.ordinals and noun.tag in ("JJ", "NN", "CD"):
        return noun.low in _BARE_ORDINALS
    of = next((c for c in noun.children if c.low == "of" and c.dep == "prep"), None)
    below = of.child("pobj") if of is not None else None
    return below is not None and below.low in words.classes and any(c.low in words.ordinals for c in below.children)


# -- whose it is -------------------------------------------------------------------------------------------------------
def _agent(verb: Word) -> Word | None:
    return agent_of(verb) if is_passive(verb) else subject_of(verb)


def _author(sheet: Sheet, chains: Chains, verb: Word, agent: Word | None) -> Mention | None:
    """Who sorts: the subject of the verb, else whoever the text gives the sentence to."""
    if agent is not None:
        party = next(iter(sheet.referents.resolve(agent)), None)
        return (
            _mention(sheet, chains, party, "agent")
            if party is not None
            else Mention(role="agent", written=chains.written(agent))
        )
    for number in reversed(chains.covering(verb.start, verb.end)):
        speaker, _ = chains.speaker(sheet.sayings[number])
        if speaker is not None:
            return Mention(role="agent", written=speaker.written, name=speaker.name)
    return None


def _same(one: Mention, other: Mention) -> bool:
    return one.label == other.label


def _people(sheet: Sheet, noun: Word) -> list[Party]:
    """The persons of a noun phrase; of "the release of A", A."""
    heads = [noun, *(c.child("pobj") for c in noun.children if c.low == "of" and c.dep == "prep")]
    found = [p for head in heads if head is not None for p in sheet.referents.resolve(head) if p.person is not None]
    if found or noun.dep != "ccomp":
        return found
    # A surname that the parser took for a verb: "ranks Pavel Invented with ..".
    return [p for w in coordinated(noun) if w.i in sheet.people.by_word for p in sheet.referents.resolve(w)]


def _mention(sheet: Sheet, chains: Chains, party: Party, role: str) -> Mention:
    person = party.person
    name = Span.of(sheet.text, person.start, person.end) if person is not None else None
    return Mention(role=role, written=chains.written(party.word), name=name)


def _place(sheet: Sheet, word: Word) -> tuple[int, int]:
    run = sheet.people.run_of.get(word.i)
    return (run.start, run.end) if run is not None else (word.start, word.end)


def _range(sheet: Sheet, noun: Word) -> tuple[int, int]:
    """The place of a noun phrase, with its relative clause where it is "those who ..", without an article."""
    left, right = noun_phrase(noun, sheet.parsed)
    relative = noun.child("relcl", "acl")
    words = sheet.parsed.words
    if (
        relative is not None
        and words[relative.left - 1].text != ","
        and words[relative.right].end - noun.start < _LONGEST
    ):
        right = max(right, relative.right)
    return words[left].start, words[right].end
