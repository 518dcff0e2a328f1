"""Where a text tells of an event: the words of the packs, held against the grammar around them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.extraction.events.takings import settle_takings
from habeas.extraction.grammar.clauses import is_passive, is_verb, passive_subject
from habeas.extraction.lexicon.event_patterns import Pattern, PatternBook, load_patterns
from habeas.extraction.lexicon.phrases import SearchedText, first_place, stands_at
from habeas.extraction.lexicon.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.lexicon.phrases import Phrases, WordTable

_WINDOW = 9
_NEGATIVE = word_list("clauses", "negative_around")
_LISTING, _AMONG = word_list("events", "listing"), word_list("events", "among")
_AND, _BEFORE_PARTICIPLES = word_list("events", "and"), word_list("events", "before_participles")
_REFLEXIVE = word_list("events", "reflexive")
_OF_OR_AMONG = word_list("events", "of_or_among")
_SHARED = word_list("events", "shared_prepositions")


@dataclass(slots=True)
class Trigger:
    """A phrase that tells of an event.

    Attributes:
        pattern: What found it.
        head: Its verb or noun.
        first, last: Numbers of its first and last word.
        start, end: Its place in the text.
        needed: Numbers of the words that answered `needs`, if any.
        value: Of the label of a field, where its value stands; of a cell, itself.
        taken_by: Of a taking: what kind of people is behind it, where that is known.
    """

    pattern: Pattern
    head: Word
    first: int
    last: int
    start: int
    end: int
    needed: tuple[int, int] | None = None
    value: tuple[int, int] | None = None
    taken_by: str = ""


def find_triggers(parsed: ParsedText, language: str) -> list[Trigger]:
    """Every trigger of a text, in order; several may share words. Linear in its length."""
    book = load_patterns(language)
    searched = SearchedText(parsed)
    found: list[Trigger] = []
    for word in parsed.words:
        if word.low in book.verbs:
            told = _may_be_verb(word) and not _is_premodifier(parsed, word)
            if told or word.dep == "amod":
                found.extend(_verb_triggers(searched, word, book, told=told))
        if word.low in book.nouns and word.pos in ("NOUN", "PROPN", "VERB", "ADJ"):
            found.extend(_noun_triggers(searched, word, book))
    found.sort(key=lambda trigger: (trigger.start, trigger.end))
    settle_takings(searched, found)
    return found


def _may_be_verb(word: Word) -> bool:
    if word.dep == "amod":
        return word.tag == "VBN" and _names_follow(word.head)
    if word.dep in ("compound", "auxpass", "prep") or (word.dep == "aux" and word.lemma in ("have", "be", "do")):
        return False
    if is_verb(word):
        return True
    return (
        word.low.endswith(("ed", "en")) and word.pos == "ADJ" and word.dep in ("acomp", "ROOT", "conj", "acl", "oprd")
    )


def _is_premodifier(parsed: ParsedText, word: Word) -> bool:
    """As in "release all arrested and detained reporters", where the parser takes the participles for verbs."""
    words = parsed.words
    if word.tag not in ("VBN", "VBD") or word.i + 1 >= len(words) or word.child("aux", "auxpass", "nsubj") is not None:
        return False
    before = word.i - 1
    while before > 1 and words[before].low in _AND and words[before - 1].tag in ("VBN", "VBD"):
        before -= 2
    return words[before].low in _BEFORE_PARTICIPLES and words[word.i + 1].tag in ("NN", "NNS", "JJ", "CC")


def _names_follow(noun: Word) -> bool:
    """As in "The arrested journalists are A and B": the participle tells of them."""
    top = noun.head.head if noun.dep == "pobj" and noun.head.low in _OF_OR_AMONG else noun
    if noun.dep == "pobj" and noun.head.low in _AMONG:
        top = noun.head
    return top.head.lemma in _LISTING and top.dep in ("nsubj", "prep") and noun.i < top.head.i


def _verb_triggers(searched: SearchedText, word: Word, book: PatternBook, *, told: bool) -> Iterator[Trigger]:
    parsed = searched.parsed
    for pattern in book.verbs[word.low]:
        if told == pattern.attributive or (pattern.who == "object" and _is_done_to_oneself(word)):
            continue
        if pattern.passive and not is_passive(word):
            continue
        needed: tuple[int, int] | None = None
        if pattern.needs:
            back = 4 if pattern.negative else int(word.i > 0 and parsed.words[word.i - 1].pos == "ADV")
            needed = _find(searched, word, pattern.needs, pattern.reach, back=back)
            shared = needed is not None and parsed.words[needed[0]].low in _SHARED  # "held and beaten for days"
            if needed is None or (not shared and _is_of_another(word, needed[0])):
                continue
        if pattern.unless:
            barred = _find(searched, word, pattern.unless, "window", back=3)
            if barred is not None and not _is_of_another(word, barred[0]):
                continue
        if pattern.beside and _find(searched, word, pattern.beside, "sentence") is None:
            continue
        if pattern.negative and not _is_negative(parsed, word):
            continue
        first, last = _verb_span(word, needed)
        yield Trigger(pattern, word, first, last, parsed.words[first].start, parsed.words[last].end, needed)


def _is_done_to_oneself(verb: Word) -> bool:
    """As in "had hanged himself", "chained herself to the gate": nobody else did it."""
    thing = verb.child("dobj")
    return thing is not None and thing.low in _REFLEXIVE


def _is_of_another(verb: Word, place: int) -> bool:
    """As in "was arrested and held under house arrest": what stands there belongs to the verb behind "and"."""
    return any(
        child.dep == "conj" and is_verb(child) and verb.i < child.i and child.left <= place <= child.right
        for child in verb.children
    )


def _is_negative(parsed: ParsedText, word: Word) -> bool:
    near = parsed.words[max(0, word.i - 3) : word.i + 6]
    return any(w.low in _NEGATIVE for w in near if w.sentence == word.sentence)


def _verb_span(word: Word, needed: tuple[int, int] | None) -> tuple[int, int]:
    first = word.i
    for child in reversed([c for c in word.children if c.i < word.i]):
        if child.dep in ("aux", "auxpass", "neg") and child.low != "to" and word.i - child.i <= 4:
            first = min(first, child.i)
    last = word.i
    particle = word.child("prt")
    if particle is not None and particle.i == last + 1:
        last = particle.i
    if needed is not None and needed[1] > word.i and needed[0] >= word.i and needed[1] - word.i <= 8:
        last = max(last, needed[1])
    return first, last


def _find(searched: SearchedText, word: Word, phrases: Phrases, reach: str, back: int = 0) -> tuple[int, int] | None:
    """The first place near a word where one of the phrases stands; for a passive verb also in its subject."""
    table = searched.table_of(word)
    if table.forms.isdisjoint(phrases.anchors):
        return None
    words = searched.parsed.words
    first, last = _reached(table, word, reach, back)
    found = first_place(words, table, phrases, first, last)
    if found is None and reach == "window" and is_verb(word):
        found = _find_in_subject(words, table, phrases, word)
    return found


def _find_in_subject(words: list[Word], table: WordTable, phrases: Phrases, verb: Word) -> tuple[int, int] | None:
    """As in "A criminal case was opened": what the active verb would have behind it stands before the passive one."""
    subject = passive_subject(verb)
    if subject is None and verb.dep == "acl" and verb.tag == "VBN":
        subject = verb.head  # "a case filed against her"
    if subject is None:
        return None
    first, last = max(subject.left, subject.i - _WINDOW), min(subject.right, subject.i + 3) + 1
    return first_place(words, table, phrases, first, last, over=subject.i)


def _reached(table: WordTable, word: Word, reach: str, back: int) -> tuple[int, int]:
    """Between which words of a sentence a phrase may begin: the first, and the one behind the last."""
    if reach == "sentence":
        return table.first, table.last
    if reach == "clause":
        return max(table.first, word.left), min(table.last, word.right + 1)
    if reach == "object":
        first, last = _object_window(word, table.first, table.last)
    else:
        first, last = max(table.first, word.i - back), min(table.last, word.i + _WINDOW)
    behind = bisect_right(table.stops, word.i)
    return first, min(last, table.stops[behind]) if behind < len(table.stops) else last


def _object_window(word: Word, first: int, last: int) -> tuple[int, int]:
    """From the verb over its object and what hangs on that; for the passive, its subject."""
    low, high = word.i + 1, min(last, word.i + _WINDOW)
    for child in word.children:
        if child.dep in ("dobj", "nsubjpass", "prep", "ccomp", "xcomp", "oprd"):
            high = max(high, min(child.right + 1, last)) if child.i > word.i else high
            if child.dep == "nsubjpass" or (child.dep == "nsubj" and is_passive(word)):
                low = min(low, max(first, child.left))
    if word.dep in ("conj", "relcl", "acl") and is_passive(word):
        low = min(low, max(first, word.head.left, word.i - 12))
    return low, min(high, word.i + 25)


def _noun_triggers(searched: SearchedText, word: Word, book: PatternBook) -> Iterator[Trigger]:
    words = searched.parsed.words
    sentence = searched.parsed.sentence_of(word)
    done: dict[str, int] = {}  # of each type, the length of the longest phrase that stands here
    for phrase, pattern in book.nouns[word.low]:
        first = word.i - len(phrase) + 1
        named = word.pos == "PROPN" and word.ent == "PERSON" and len(phrase) == 1  # "Maki Bail"
        if named or first < sentence.first or done.get(pattern.event_type, 0) > len(phrase):
            continue
        if any(words[first + k].low != phrase[k] for k in range(len(phrase))):
            continue
        if (
            pattern.kind == "noun"
            and word.pos in ("VERB", "ADJ")
            and len(phrase) == 1
            and word.dep not in ("dobj", "pobj", "nsubj")
        ):
            continue
        if word.dep in ("compound", "amod", "nmod") and word.head.i == word.i + 1:
            continue
        if pattern.unless and _find(searched, words[first], pattern.unless, "window", back=3 + len(phrase)) is not None:
            near = _find_close(searched, first, word.i, pattern.unless)
            if near:
                continue
        needed: tuple[int, int] | None = None
        if pattern.needs:
            needed = _find(searched, words[first], pattern.needs, pattern.reach)
            if needed is None:
                continue
        if pattern.needs_after and _find(searched, word, pattern.needs_after, "window") is None:
            continue
        if pattern.not_under and _is_under(word, pattern.not_under):
            continue
        if pattern.needs_participle and not _has_participle(word, pattern):
            continue
        if pattern.around and not _is_around(word, pattern):
            continue
        done[pattern.event_type] = len(phrase)
        inside = range(first, word.i + 1)
        top = next(
            (words[i] for i in reversed(inside) if words[i].head.i not in inside and words[i].pos == "NOUN"), word
        )
        yield Trigger(pattern, top, first, word.i, words[first].start, word.end, needed)


def _find_close(searched: SearchedText, first: int, last: int, phrases: Phrases) -> bool:
    """Whether one of the phrases stands right beside, or over, the words `first` to `last`."""
    words = searched.parsed.words
    sentence = searched.parsed.sentence_of(words[last])
    for phrase in phrases.phrases:
        for i in range(max(sentence.first, first - len(phrase) - 2), min(sentence.last, last + 3)):
            if stands_at(words, i, phrase, sentence.last) and i + len(phrase) > first - 2 and i <= last + 2:
                return True
    return False


def _is_under(noun: Word, verbs: frozenset[str]) -> bool:
    """Whether a noun is the subject or object of one of the verbs, also behind a preposition."""
    above = noun
    for _ in range(3):
        if above.dep in ("nsubj", "nsubjpass", "dobj"):
            return above.head.low in verbs
        if above.dep == "pobj":
            above = above.head
            if above.head.low in verbs:
                return True
        elif above.dep != "conj":
            return False
        above = above.head
    return False


def _has_participle(word: Word, pattern: Pattern) -> bool:
    near = [child for child in word.children if child.dep in ("acl", "relcl")]
    if word.dep in {"nsubjpass", "nsubj"}:
        near.append(word.head)
    return any(item.low in pattern.participle for item in near)


def _is_around(word: Word, pattern: Pattern) -> bool:
    """Whether the noun stands with one of the verbs that make an event of it, or with a day or a person of its own."""
    head = word.head
    if head.low in pattern.around and word.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr"):
        return True
    if word.dep == "pobj" and head.head.low in pattern.around:
        return True
    return any(child.ent == "DATE" for child in word.children) or bool(word.children) or word.dep == "pobj"
