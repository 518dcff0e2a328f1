"""Quotations whose cue the parser lost: what stands beside their marks tells whose they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE
from habeas.extraction.lexicon.gazetteer import load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.search import Saying
from habeas.extraction.sayings.sources import named_beside
from habeas.extraction.sayings.speech import cue_range_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.quotes import Quotation
    from habeas.extraction.sayings.search import Range, Search

LEAST_LOOSE = 8  # characters; a shorter quotation is a word and no speech
_LEAST_SPEECH = 25  # characters; a shorter one without a cue may be borrowed words or a title
_LEAST_NAMED = 40  # characters; a shorter quotation behind a name and a colon may be a title
_MOST_LEAD = 60  # words before a colon
_MOST_NAME = 14  # words of a name with its description
_MOST_WEIGHED = 30  # contents looked at before a place
_MOST_BETWEEN = 8  # characters from one paragraph of a speech to the next
_NOUNS = ("PROPN", "NOUN", "PRON")
_FORMS = (*FINITE, "VBN")
_FIRST_PERSON = word_list("sources", "first_person")
_OUTSPOKEN = word_list("sayings", "outspoken_manners")
_PAPERS = word_list("sources", "documents") | word_list("sources", "announcements")
_I = re.compile(rf"\b(?:{'|'.join(sorted(_FIRST_PERSON))})\b", re.IGNORECASE)


def is_taken(spans: list[Range], place: Range) -> bool:
    """Whether a content holds most of a quotation already; those nested inside it do not count."""
    at = bisect_right(spans, (place[1], 0))
    for start, end in spans[max(0, at - _MOST_WEIGHED) : at]:
        if min(end, place[1]) - max(start, place[0]) > 0.6 * (place[1] - place[0]):
            return True
    return False


def contents_outside(search: Search, found: list[Saying]) -> list[Range]:
    """The contents of all attributions that are not themselves told in somebody's words, in order."""
    return sorted(
        content
        for saying in found
        if saying.cue is None or not search.quoted(saying.cue)
        for content in saying.contents
    )


def sayings_beside(search: Search, found: list[Saying]) -> Iterator[Saying]:
    """As in "..,” tweeted reporter X", "..,” the league said": by the marks alone, where no cue has the quotation."""
    spans = contents_outside(search, found)
    for quotation in search.quotations:
        place = (quotation.start, quotation.end)
        if quotation.words < _LEAST_SPEECH or is_taken(spans, place):
            continue
        pair = _cue_behind(search, quotation)
        teller = _teller_before(search, quotation) if pair is None else None
        if teller is not None:
            yield Saying(None, None, teller, [place], "report", "direct", "layout", ":", "quote")
        if pair is not None:
            verb, source = pair
            named = search.cues.verbs.get(verb.low)
            lemma = named.lemma if named is not None else verb.lemma
            cue_range = cue_range_of(search, verb)
            yield Saying(verb, cue_range, source, [place], "report", "direct", "verb", lemma, "quote")


def _cue_behind(search: Search, quotation: Quotation) -> tuple[Word, Word] | None:
    """Cue and speaker behind a quotation that ends in a comma: in either order, with nothing else between."""
    text, words = search.parsed.text, search.parsed.words
    comma = text[quotation.end - 1] in ",?!—" or text[quotation.outer_end : quotation.outer_end + 1] == ","
    inside = search.parsed.words_in(quotation.outer_end, quotation.outer_end + 3 * _MOST_NAME) if comma else []
    inside = [word for word in inside if word.start >= quotation.outer_end]
    if not inside:
        return None
    at = inside[0].i + (inside[0].text == ",")
    if "\n" in text[quotation.outer_end : words[min(at, len(words) - 1)].start]:
        return None
    row = _row(words, at)
    verb = next((w for w in row if _is_cue(search, w)), None) or _rare_cue(search, quotation, row)
    if verb is None or any(w.tag in FINITE or w.tag == "MD" for w in words[at : verb.i]):
        return None
    named = words[at : verb.i] if verb.i > at else [w for w in row if w.i > verb.i]
    source = _head_of(named)
    return (verb, source) if source is not None else None


def _rare_cue(search: Search, quotation: Quotation, row: list[Word]) -> Word | None:
    """As in "“Together we will win,” the union rejoices.": any verb of a speaker behind whole speech."""
    text = search.parsed.text
    lead = text[max(0, quotation.outer_start - 3) : quotation.outer_start].rstrip(" ")
    if text[quotation.end - 1] != "," or (lead and lead[-1] not in '\n.!?”"'):
        return None
    verb = next((w for w in row if w.tag in ("VBD", "VBZ") and w.pos == "VERB"), None)
    own = verb.child("nsubj") if verb is not None else None
    return verb if verb is not None and own is not None and row[0].i <= own.i < verb.i else None


def _row(words: list[Word], at: int) -> list[Word]:
    """The words from a place to the end of their clause; a description between two commas is within."""
    row: list[Word] = []
    for word in words[at : at + _MOST_NAME]:
        if word.text in ('"', ".", ";", ":", "(") or "\n" in word.text:
            break
        row.append(word)
    return row


def _is_cue(search: Search, word: Word) -> bool:
    cue = search.cues.verbs.get(word.low)
    if cue is None or not cue.takes("quote") or word.low == cue.lemma:
        return False
    before = search.parsed.words[word.i - 1]  # "..,” Madeup states", where the parser takes the states for a thing
    return word.tag in _FORMS or (word.tag == "NNS" and before.pos == "PROPN" and before.head is word)


def _head_of(named: list[Word]) -> Word | None:
    """The head of the first noun phrase of some words: what none of them governs."""
    first: list[Word] = []
    for word in named:
        if word.text == "," or word.tag in _FORMS:
            break
        first.append(word)
    numbers = {word.i for word in first}
    tops = [w for w in first if w.pos in _NOUNS and (w.head is w or w.head.i not in numbers)]
    return tops[-1] if tops and all(word.pos != "ADV" or word.head.i in numbers for word in first[:1]) else None


def _teller_before(search: Search, quotation: Quotation) -> Word | None:
    """As in "She hopes to come back: “I shall return.”": the one person told about speaks of himself."""
    text, parsed = search.parsed.text, search.parsed
    lead = text[max(0, quotation.outer_start - 3) : quotation.outer_start].rstrip()
    if not lead.endswith(":"):
        return None
    personal = _I.search(text, quotation.start, min(quotation.end, quotation.start + 300)) is not None
    before = parsed.words_in(max(0, quotation.outer_start - 3), quotation.outer_start)
    if not before:
        return None
    sentence = parsed.sentence_of(before[0])
    first = max(sentence.first, before[-1].i - _MOST_LEAD)
    inside = [w for w in parsed.words[first : before[-1].i + 1] if w.start < quotation.outer_start]
    verb = next((w for w in inside if w.tag in FINITE and _is_main(w, quotation)), None)
    source = verb.child("nsubj") if verb is not None else None
    if not personal and not (verb is not None and any(w.low in _OUTSPOKEN and w.head is verb for w in inside)):
        return None  # "X was categorical: “..”" needs no "I"
    if verb is None:
        return _named_before(quotation, inside)
    source = named_beside(source) if source is not None else None
    if source is None or any(w.low in _PAPERS or w.low in search.cues.shown for w in inside):
        return None
    role = not personal and bool({source.low, singular(source.low)} & {*load_gazetteer().role_of})
    somebody = source.ent == "PERSON" or source.low in ("he", "she") or role
    others = [w for w in inside if w.ent == "PERSON" and not source.left <= w.i <= source.right]
    return source if somebody and not others else None


def _named_before(quotation: Quotation, lead: list[Word]) -> Word | None:
    """As in "Anna Madeup in a tweet: “They let me go.”": one person, and no verb."""
    if quotation.words < _LEAST_NAMED or any(w.pos in ("VERB", "AUX") for w in lead):
        return None
    persons = [w for w in lead if w.ent == "PERSON" and (w.head.ent != "PERSON" or w.head.i not in range(w.i, w.i + 4))]
    return persons[0] if len(persons) == 1 else None


def _is_main(verb: Word, quotation: Quotation) -> bool:
    """Whether a verb is that of its sentence, or hangs on one within the quotation behind it."""
    return verb.dep == "ROOT" or verb.head.start >= quotation.outer_start


def speech_before(search: Search, found: list[Saying]) -> Iterator[Saying]:
    """Paragraphs of a speech whose marks close only in the last one, where it says whose they are.

    Each paragraph opens anew and is left open: “It was night. / “They took him,” she said.
    """
    spans = contents_outside(search, found)
    holders = {content: number for number, saying in enumerate(found) for content in saying.contents}
    number: int | None = None
    for quotation, after in reversed(list(zip(search.quotations, search.quotations[1:], strict=False))):
        place = (quotation.start, quotation.end)
        own = holders.get((after.start, after.end))
        saying = found[own] if own is not None else None
        if saying is not None:
            number = own if saying.mode == "direct" and saying.source is not None else None
        between = search.parsed.text[quotation.outer_end : after.outer_start]
        left_open = quotation.end == quotation.outer_end and "\n" in between and len(between) <= _MOST_BETWEEN
        if not left_open or between.strip() or is_taken(spans, place):
            number = None
        elif number is not None:
            last = found[number]
            yield Saying(None, None, last.source, [place], "report", "direct", "continued", last.lemma, follows=number)
