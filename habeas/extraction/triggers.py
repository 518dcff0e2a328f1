"""Where a text tells of an event: the words of the packs, held against the grammar around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.extraction.clauses import is_passive, is_verb, passive_subject
from habeas.extraction.event_patterns import Pattern, PatternBook, Phrase, load_patterns
from habeas.extraction.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.words import ParsedText, Word

_WINDOW = 9
_STOP = frozenset((".", ";", ":", "!", "?"))
_LABEL = re.compile(r"^[ \t•*-]*([A-Z][A-Za-z ]{2,30}?)[ \t]*:[ \t]*(?=\S)", re.MULTILINE)


@dataclass(slots=True)
class Trigger:
    """A phrase that tells of an event.

    Attributes:
        pattern: What found it.
        head: Its verb or noun.
        first, last: Numbers of its first and last word.
        start, end: Its place in the text.
        needed: Numbers of the words that answered `needs`, if any.
    """

    pattern: Pattern
    head: Word
    first: int
    last: int
    start: int
    end: int
    needed: tuple[int, int] | None = None


def find_triggers(parsed: ParsedText, language: str) -> list[Trigger]:
    """Every trigger of a text, in order; several may share words. Linear in its length."""
    book = load_patterns(language)
    found: list[Trigger] = []
    for word in parsed.words:
        if word.low in book.verbs and _may_be_verb(word):
            found.extend(_verb_triggers(parsed, word, book))
        if word.low in book.nouns and word.pos in ("NOUN", "PROPN", "VERB", "ADJ"):
            found.extend(_noun_triggers(parsed, word, book))
    found.extend(_label_triggers(parsed, book))
    found.sort(key=lambda trigger: (trigger.start, trigger.end))
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


def _names_follow(noun: Word) -> bool:
    """As in "The arrested journalists are A and B": the participle tells of them."""
    top = noun.head.head if noun.dep == "pobj" and noun.head.low in ("of", "among") else noun
    if noun.dep == "pobj" and noun.head.low == "among":
        top = noun.head
    return top.head.lemma in ("include", "be") and top.dep in ("nsubj", "prep") and noun.i < top.head.i


def _verb_triggers(parsed: ParsedText, word: Word, book: PatternBook) -> Iterator[Trigger]:
    for pattern in book.verbs[word.low]:
        if pattern.passive and not is_passive(word):
            continue
        needed: tuple[int, int] | None = None
        if pattern.needs:
            back = 4 if pattern.negative else int(word.i > 0 and parsed.words[word.i - 1].pos == "ADV")
            needed = _find(parsed, word, pattern.needs, pattern.reach, back=back)
            if needed is None:
                continue
        if pattern.unless and _find(parsed, word, pattern.unless, "window", back=3) is not None:
            continue
        if pattern.beside and _find(parsed, word, pattern.beside, "sentence") is None:
            continue
        if pattern.negative and not _is_negative(parsed, word):
            continue
        first, last = _verb_span(word, needed)
        yield Trigger(pattern, word, first, last, parsed.words[first].start, parsed.words[last].end, needed)


def _is_negative(parsed: ParsedText, word: Word) -> bool:
    near = parsed.words[max(0, word.i - 3) : word.i + 6]
    return any(
        w.low in ("not", "n't", "no", "without", "never", "unable", "denied", "nothing")
        for w in near
        if w.sentence == word.sentence
    )


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


def _find(
    parsed: ParsedText, word: Word, phrases: tuple[Phrase, ...], reach: str, back: int = 0
) -> tuple[int, int] | None:
    """The first place near a word where one of the phrases stands; for a passive verb also in its subject."""
    found = _find_after(parsed, word, phrases, reach, back)
    if found is None and reach == "window" and is_verb(word):
        found = _find_in_subject(parsed, word, phrases)
    return found


def _find_in_subject(parsed: ParsedText, verb: Word, phrases: tuple[Phrase, ...]) -> tuple[int, int] | None:
    """As in "A criminal case was opened": what the active verb would have behind it stands before the passive one."""
    subject = passive_subject(verb)
    if subject is None:
        return None
    last = parsed.sentence_of(verb).last
    for i in range(max(subject.left, subject.i - _WINDOW), min(subject.right, subject.i + 3) + 1):
        for phrase in phrases:
            if _matches(parsed.words, i, phrase, last) and i <= subject.i < i + len(phrase) + 1:
                return i, i + len(phrase) - 1
    return None


def _find_after(
    parsed: ParsedText, word: Word, phrases: tuple[Phrase, ...], reach: str, back: int
) -> tuple[int, int] | None:
    sentence = parsed.sentence_of(word)
    words = parsed.words
    if reach == "sentence":
        first, last = sentence.first, sentence.last
    elif reach == "clause":
        first, last = max(sentence.first, word.left), min(sentence.last, word.right + 1)
    elif reach == "object":
        first, last = _object_window(word, sentence.first, sentence.last)
    else:
        first, last = max(sentence.first, word.i - back), min(sentence.last, word.i + _WINDOW)
    for i in range(first, last):
        if words[i].text in _STOP and i > word.i and reach not in ("sentence", "clause"):
            break
        for phrase in phrases:
            if _matches(words, i, phrase, sentence.last):
                return i, i + len(phrase) - 1
    return None


def _object_window(word: Word, first: int, last: int) -> tuple[int, int]:
    """From the verb over its object and what hangs on that; for the passive, its subject."""
    low, high = word.i + 1, min(last, word.i + _WINDOW)
    for child in word.children:
        if child.dep in ("dobj", "nsubjpass", "prep", "ccomp", "xcomp", "oprd"):
            high = max(high, min(child.right + 1, last)) if child.i > word.i else high
            if child.dep == "nsubjpass":
                low = min(low, max(first, child.left))
    if word.dep in ("conj", "relcl", "acl") and is_passive(word):
        low = min(low, max(first, word.head.left, word.i - 12))
    return low, min(high, word.i + 25)


def _matches(words: list[Word], i: int, phrase: Phrase, last: int) -> bool:
    if i + len(phrase) > last:
        return False
    for k, wanted in enumerate(phrase):
        word = words[i + k]
        if wanted == "*":
            if word.text in _STOP or word.text == ",":
                return False
            continue
        if wanted == "<place>":
            if word.low not in load_gazetteer().places or not word.text[:1].isupper():
                return False
            continue
        if len(wanted) > 1 and wanted.startswith("-"):
            if not _ends_compound(words, i + k, wanted):
                return False
            continue
        if word.low != wanted and not (word.lemma == wanted and word.pos == "NOUN"):
            return False
    return True


def _ends_compound(words: list[Word], i: int, wanted: str) -> bool:
    """As in "-year" at the second half of "10-year", which the tokeniser may cut or leave whole."""
    word = words[i]
    if word.low.endswith(wanted) and len(word.low) > len(wanted):
        return True
    return word.low == wanted[1:] and i > 0 and words[i - 1].text == "-"


def _noun_triggers(parsed: ParsedText, word: Word, book: PatternBook) -> Iterator[Trigger]:
    words = parsed.words
    sentence = parsed.sentence_of(word)
    done: set[str] = set()
    for phrase, pattern in book.nouns[word.low]:
        first = word.i - len(phrase) + 1
        if first < sentence.first or pattern.event_type in done:
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
        if pattern.unless and _find(parsed, words[first], pattern.unless, "window", back=3 + len(phrase)) is not None:
            near = _find_close(parsed, first, word.i, pattern.unless)
            if near:
                continue
        needed: tuple[int, int] | None = None
        if pattern.needs:
            needed = _find(parsed, words[first], pattern.needs, pattern.reach)
            if needed is None:
                continue
        if pattern.needs_after and _find(parsed, word, pattern.needs_after, "window") is None:
            continue
        if pattern.not_under and _is_under(word, pattern.not_under):
            continue
        if pattern.needs_participle and not _has_participle(word, pattern):
            continue
        if pattern.around and not _is_around(word, pattern):
            continue
        done.add(pattern.event_type)
        inside = range(first, word.i + 1)
        top = next((words[i] for i in inside if words[i].head.i not in inside and words[i].pos == "NOUN"), word)
        yield Trigger(pattern, top, first, word.i, words[first].start, word.end, needed)


def _find_close(parsed: ParsedText, first: int, last: int, phrases: tuple[Phrase, ...]) -> bool:
    """Whether one of the phrases stands right beside, or over, the words `first` to `last`."""
    words = parsed.words
    sentence = parsed.sentence_of(words[last])
    for phrase in phrases:
        for i in range(max(sentence.first, first - len(phrase) - 2), min(sentence.last, last + 3)):
            if _matches(words, i, phrase, sentence.last) and i + len(phrase) > first - 2 and i <= last + 2:
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


def _label_triggers(parsed: ParsedText, book: PatternBook) -> Iterator[Trigger]:
    """Field labels at the start of a line: "Date of arrest: 12 May 2021"."""
    labels: dict[str, Pattern] = dict(book.labels)
    for found in _LABEL.finditer(parsed.text):
        pattern = labels.get(found.group(1).lower().strip())
        if pattern is None:
            continue
        inside = parsed.words_in(found.start(1), found.end(1))
        if inside:
            head = inside[-1]
            yield Trigger(pattern, head, inside[0].i, head.i, found.start(1), found.end(1))
