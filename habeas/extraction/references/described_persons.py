"""The one person whom a description means: "the activist", "the 45-year-old", "the father of two", "the latter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import SUBJECTS, ancestors, is_verb, verb_above
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.values.counts import number_value

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.references.referents import Referents

_CAPTIVE = word_list("people", "captive")
_PAIRS = word_list("people", "pairs") | word_list("people", "threes") | word_list("people", "fours")
_SOMEBODY = word_list("people", "somebody")
_ORDERED = word_list("people", "ordered")
_PARTIES = word_list("people", "parties")
_EPITHETS, _CHILDREN = word_list("people", "epithets"), word_list("people", "children")
_NARROWING = ("prep", "relcl", "acl", "compound", "amod", "poss")
_FAR, _NEAR = 12, 5  # sentences back, where the text has used the noun of the person, and where it has not
_MOST_BEFORE = 30
_MOST_MENTIONS = 6
_MOST_ABOVE = 12
_APART = ("advcl", "relcl", "acl", "parataxis", "attr", "acomp", "oprd")


def said_of(referents: Referents, word: Word) -> Somebody | None:
    """Of whom a noun is said: X in "X, a lawyer jailed for her work" and "X is a lawyer who was jailed"."""
    if word.tag != "NN" or (singular(word.low) not in referents.gazetteer.role_of and word.low not in _SOMEBODY):
        return None
    if word.dep == "appos":
        return referents.people.by_word.get(word.head.i)
    subject = word.head.child("nsubj") if word.dep == "attr" and word.head.lemma in ("be", "become") else None
    return referents.people.by_word.get(subject.i) if subject is not None else None


def described_person(referents: Referents, word: Word, *, wronged: bool) -> Somebody | None:
    """The person whom the document calls by a definite noun."""
    if word.tag not in ("NN", "JJ", "CD") or word.low in _PAIRS or not referents.is_definite(word):
        return None
    if word.low in _ORDERED:
        return _ordered(referents, word)
    if word.dep == "nmod" and word.head.pos == "NOUN":
        return None  # "the reporter and media coordinator": the whole phrase says who
    role = referents.gazetteer.role_of.get(word.low)
    aged = ("year" in word.low and "old" in word.low) or any(child.low == "old" for child in (word, *word.children))
    parent = role == "relative" and _has_children(word)
    if role is None and not aged:
        return None
    if word.low in _PARTIES:
        return _party(referents, word)
    others = _subjects_above(referents, word)
    for _, person, head in referents.before(word.start, _MOST_BEFORE):
        if head.sentence < word.sentence - _FAR:
            break
        if person in others:
            continue
        if word.low in person.nouns and not parent and not is_of_another_body(referents, word, person):
            return person
    if any(_narrows(child) for child in word.children) and not aged and not parent:
        return None
    if word.low in _CAPTIVE or aged or parent or (role == "civic" and wronged):
        return _nearest(referents, word, others)
    return None


def _subjects_above(referents: Referents, word: Word) -> list[Somebody]:
    """Those who do or say what a noun is part of, and whom it does not mean: "X condemned the arrest of the chair"."""
    found: list[Somebody] = []
    for below in (word, *ancestors(word, _MOST_ABOVE)):
        if below.dep in _APART or (below.dep == "conj" and below.child(*SUBJECTS) is not None):
            break  # "X was held after police searched the activist's home": X may well be meant
        held = is_verb(below.head) and below.dep not in SUBJECTS and below.i > below.head.i
        subject = below.head.child("nsubj", "nsubjpass") if held else None
        named = (subject, *(child for child in subject.children if child.dep == "appos")) if subject is not None else ()
        found += [person for each in named if (person := referents.people.by_word.get(each.i)) is not None]
    return found


def _party(referents: Referents, word: Word) -> Somebody | None:
    """As in "the applicant" all through a judgment: the only one whom it calls so, however far back; never of two."""
    if any(child.dep in ("amod", "compound", "nummod") for child in word.children):
        return None  # "the first applicant"
    called = [person for person in referents.people.persons if word.low in person.nouns]
    return called[0] if len(called) == 1 else None


def is_of_another_body(referents: Referents, word: Word, person: Somebody) -> bool:
    """As in "the head of the Union", where the text calls somebody the head of a party and never names the union."""
    of = next((child for child in word.children if child.dep == "prep" and child.low == "of"), None)
    below = of.child("pobj") if of is not None else None
    if below is None or below.pos != "PROPN":
        return False
    for _, head in person.mentions[:_MOST_MENTIONS]:
        sentence = referents.parsed.sentence_of(head)
        told = referents.parsed.words[sentence.first : sentence.last]
        if sentence.number != word.sentence and any(other.low == below.low for other in told):
            return False
    return True


def _narrows(child: Word) -> bool:
    """Whether a word beside a noun tells this one from others; "the jailed writer" may be whoever was told of."""
    return child.dep in _NARROWING and child.text != "-" and child.low not in _EPITHETS


def _has_children(word: Word) -> bool:
    """As in "the father of two", "the mother of three children"."""
    of = next((child for child in word.children if child.low == "of" and child.dep == "prep"), None)
    below = of.child("pobj") if of is not None else None
    return below is not None and (number_value(below.low) is not None or singular(below.low) in _CHILDREN)


def _nearest(referents: Referents, word: Word, others: list[Somebody]) -> Somebody | None:
    """The last fitting person before a noun that the text has not used of anybody."""
    gazetteer = referents.gazetteer
    sex = "f" if word.low in gazetteer.female else "m" if word.low in gazetteer.male else ""
    for _, person, head in referents.before(word.start, _MOST_BEFORE):
        if head.sentence < word.sentence - _NEAR:
            break
        if person in others or (head.dep in ("nsubj", "nsubjpass") and verb_above(word) is head.head):
            continue  # "X met relatives of the poet": not X
        official = person.roles and person.roles <= {"official", "lawyer"} and not person.wronged
        if (person.wronged or word.low not in _CAPTIVE) and not official and sex in ("", person.sex):
            return person
    return None


def _ordered(referents: Referents, word: Word) -> Somebody | None:
    """The first or second of the two persons of the nearest sentence that names any: "the former", "the latter"."""
    named: list[Somebody] = []
    sentence = None
    for _, person, head in referents.people.before(word.start, 8):
        if word.sentence - head.sentence > 1 or sentence not in (None, head.sentence):
            break
        sentence = head.sentence
        if person not in named:
            named.append(person)
    if len(named) != 2:
        return None
    return named[0] if word.low == "latter" else named[1]
