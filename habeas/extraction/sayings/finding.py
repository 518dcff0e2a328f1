"""Who says what: every attribution of a text, by the grammar of its cue.

Each finder is a small function with one signature; to add a way of attributing is to write one.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import agent_of, is_passive, is_verb, noun_phrase
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.besides import LEAST_LOOSE, contents_outside, is_taken, sayings_beside, speech_before
from habeas.extraction.sayings.borders import but_denied, in_contrast, left_unsaid
from habeas.extraction.sayings.citing import share_with_cited
from habeas.extraction.sayings.contents import contents_of
from habeas.extraction.sayings.joins import give_joined_back, give_participles_back, take_in_quotations
from habeas.extraction.sayings.layout import layout_sayings
from habeas.extraction.sayings.mistaken import by_mistaken
from habeas.extraction.sayings.phrases import by_adjective, by_as, by_noun, by_possessed, is_as_clause
from habeas.extraction.sayings.resolutions import resolution_sayings
from habeas.extraction.sayings.search import Range, Saying, Search
from habeas.extraction.sayings.source_phrases import by_source_phrase
from habeas.extraction.sayings.sources import (
    accuser_inside,
    before_source,
    broken_off,
    is_whole_clause,
    quoting_verb,
    source_of,
)
from habeas.extraction.sayings.speech import cue_range_of, is_no_speech
from habeas.extraction.sayings.views import by_making_clear, by_message, by_viewpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.sayings.quotes import Quotation

_LEAST_SPEECH_APART = 25
_LEAST_LED_IN = 60  # characters of a quotation behind a few words
_MOST_LEAD = 12  # words: "But in the case of Madeup,"


def find_sayings(parsed: ParsedText, quotations: list[Quotation]) -> list[Saying]:
    """Every attribution of a text, in the order of their cues; linear in its length."""
    search = Search(parsed, quotations)
    found: list[Saying] = []
    for word in parsed.words:
        if word.low not in search.cues.starts:
            continue
        for finder in _FINDERS:
            saying = finder(search, word)
            if saying is not None:
                found.append(saying)
                break
    give_participles_back(search, found)
    give_joined_back(search, found)
    share_with_cited(search, found)
    found.extend(layout_sayings(search))
    found.extend(list(resolution_sayings(search, found)))
    for saying in found:
        saying.contents = [_cut(search, content) for content in saying.contents]
    take_in_quotations(search, found)
    found.extend(list(sayings_beside(search, found)))
    found.sort(key=lambda saying: saying.cue_range or saying.contents[0])
    return _with_loose_quotations(search, _without_shadows(found))


_WHILE = in_contrast()
_BUT_DENIED = but_denied()
_LEFT_UNSAID = left_unsaid()
_NOTE = re.compile(r"[\s,.”\"]{0,9}\([^()\n]{0,60}\d[^()\n]{0,20}\)[\s.,]*\Z")


_PART = r"(?:[A-Z][\w.’'-]{0,40}|\d{1,4}|\([^()\n]{1,40}\)|of|de|da|and)"
_DATELINE = re.compile(
    rf"{_PART}(?:[ ,/\u00a0]{{1,3}}{_PART}){{0,12}} ?(?:[–—]|--?)\s(?=\S)|[A-Z][^–—\n]{{0,60}}?\d{{4}}[–—]"
)


def _without_dateline(search: Search, start: int) -> int:
    """Where a content begins behind the dateline of a report: "MINSK, May 5 (AP) — "."""
    words = search.parsed.words_in(start, start + 1)
    if not words or words[0].i != search.parsed.sentence_of(words[0]).first:
        return start
    found = _DATELINE.match(search.parsed.text, start, start + 110)
    if found is None:
        return start
    inside = search.parsed.words_in(start, found.end())
    return start if any(word.pos in ("VERB", "AUX", "PRON") for word in inside[:-1]) else found.end()


def _cut(search: Search, content: Range) -> Range:
    """The content without dateline and source note, and not beyond the quotation in which it begins."""
    start, end = content
    start = min(_without_dateline(search, start), end)
    note = (
        _NOTE.search(search.parsed.text, max(start, end - 90), end)
        if search.parsed.text[end - 1 : end] in (")", ".") or search.parsed.text[end : end + 1] == ")"
        else None
    )
    if note is not None and note.start() > start:
        end = note.start()
    contrast = _WHILE.search(search.parsed.text, start + 10, end)
    end = contrast.start() if contrast is not None else end
    denied = _BUT_DENIED.search(search.parsed.text, start + 10, end)
    end = denied.start() if denied is not None else end
    unsaid = _LEFT_UNSAID.search(search.parsed.text, start + 10, end)
    end = unsaid.start() if unsaid is not None and not _is_within_marks(search, unsaid.start()) else end
    first = search.parsed.words_in(start, start + 1)
    quotation = search.quoted(first[0]) if first else None
    if quotation is not None and quotation.end < end and search.closes(quotation):
        end = quotation.end
    if quotation is None and end > start:
        end = _end_of_marks(search, end)
    return search.trim(start, end) if (start, end) != content else content


def _is_within_marks(search: Search, place: int) -> bool:
    inside = search.parsed.words_in(place + 1, place + 2)
    return bool(inside) and search.quoted(inside[0]) is not None


def _end_of_marks(search: Search, end: int) -> int:
    """As in "said it was “a raid. Nobody was warned.”": whoever began the words in marks says them to their end."""
    last = search.parsed.words_in(end - 1, end)
    quotation = search.quoted(last[0]) if last else None
    if quotation is None or quotation.end <= end + 1 or search.parsed.text[end : end + 1] not in (".", "!", "?"):
        return end
    return quotation.end


def _goes_on(search: Search, word: Word) -> bool:
    """As in "..", he went on: a quotation goes on with it."""
    after = search.parsed.words[word.i + 1] if word.i + 1 < len(search.parsed.words) else None
    return word.tag in ("VBD", "VBZ") and after is not None and after.low == "on" and after.dep in ("prt", "advmod")


def _by_verb(search: Search, word: Word) -> Saying | None:
    cue = search.cues.verbs.get(word.low)
    if cue is None or not is_verb(word) or word.dep in ("aux", "auxpass", "amod"):
        return None
    if word.low == "like" or word.lemma == "be" or (word.lemma == "go" and not _goes_on(search, word)):
        return None
    if is_as_clause(search, word) or (word.tag == "VBG" and word.dep == "amod") or is_no_speech(word):
        return None
    passive = is_passive(word) and not _is_active_all_the_same(search, word)
    what = word.child("dobj")
    named = what is not None and what.low == "what"  # "held on what the union called a pretext"
    if word.tag in ("VBN", "VBD") and word.dep == "pcomp" and not passive and word.child("aux") is None and not named:
        return None  # "with families asked to pay": they are asked
    source = agent_of(word) if passive else source_of(search, search.deeds.get(word.i, word))
    if passive and cue.lemma not in search.cues.passive and source is None:
        return None
    if source is not None and source.low in ("there", "it") and passive:
        source = None
    holder = quoting_verb(word) or word  # "..,” X was quoted as saying
    contents, manner, mode, form = contents_of(search, holder, cue, passive=passive)
    if source is None and passive and manner == "accuse":
        source, contents = accuser_inside(search, word, contents)
    if form == "quote" and source is None and word.tag not in ("VBD", "VBZ"):
        return None
    if not contents or (word.lemma == "go" and form != "quote"):
        return None
    if manner == "accuse" and form == "preposition" and not passive and _accuses_nobody(word):
        return None
    negated = any(child.dep == "neg" for child in word.children)
    if source is not None and any(start <= source.start < end for start, end in contents):
        if mode != "direct":
            contents = [part for part in (before_source(search, source, place) for place in contents) if part]
        if not contents:
            return None
    outlet = next((c for c in word.children if c.dep in ("dobj", "dative", "iobj") and cue.lemma == "tell"), None)
    return Saying(
        word, cue_range_of(search, word), source, contents, manner, mode, "verb", cue.lemma, form, negated, outlet
    )


def _is_active_all_the_same(search: Search, word: Word) -> bool:
    """As in "She was accused of theft, and said she knew nothing", "The head of X, Y, called on the army"."""
    joined = word.tag == "VBD" and word.dep == "conj" and word.child("ccomp") is not None
    joined = joined and (word.child("dobj") is not None or word.lemma not in _ADDRESSED)  # "was held and told that .."
    return joined or _has_both(word) or is_whole_clause(search, word) or broken_off(search, word) is not None


def _has_both(word: Word) -> bool:
    """As in "X accused the police of lying", which the parser takes for a passive without "was"."""
    bare = word.dep == "ROOT" and word.tag in ("VBN", "VBD") and word.child("aux", "auxpass") is None
    subject, thing = word.child("nsubjpass"), word.child("dobj")
    return bare and subject is not None and thing is not None and subject.i < word.i < thing.i


def _accuses_nobody(word: Word) -> bool:
    """As in "the woman accused of theft", where the parser takes the woman for the one who accuses."""
    return word.tag in ("VBD", "VBN") and word.child("dobj", "dative") is None


_FINDERS: tuple[Callable[[Search, Word], Saying | None], ...] = (
    by_source_phrase,
    by_viewpoint,
    by_making_clear,
    by_message,
    by_possessed,
    by_as,
    _by_verb,
    by_adjective,
    by_noun,
    by_mistaken,
)


def _without_shadows(found: list[Saying]) -> list[Saying]:
    """Drop an attribution whose quotation another cue of the sentence claims more closely."""
    holders: dict[tuple[int, int], Saying] = {}
    for saying in found:
        if saying.mode != "direct" or saying.cue is None:
            continue
        for content in saying.contents:
            other = holders.get(content)
            if other is None or _distance(saying, content) < _distance(other, content):
                holders[content] = saying
    kept = []
    for saying in found:
        if saying.mode == "direct" and saying.cue is not None:
            saying.contents = [content for content in saying.contents if holders[content] is saying]
            if not saying.contents:
                continue
        kept.append(saying)
    return kept


def _distance(saying: Saying, content: Range) -> int:
    cue = saying.cue_range or content
    return min(abs(cue[0] - content[1]), abs(content[0] - cue[1]))


def _with_loose_quotations(search: Search, found: list[Saying]) -> list[Saying]:
    """Give quotations without a cue of their own to the speaker before them, or to the one named before a colon."""
    spans = contents_outside(search, found)
    result = list(found)
    positions = sorted((_place_of(saying), number) for number, saying in enumerate(result))
    for quotation in search.quotations:
        place = (quotation.start, quotation.end)
        if quotation.words < LEAST_LOOSE or is_taken(spans, place):
            continue
        words = search.parsed.words_in(quotation.outer_start, quotation.outer_end)
        if not words:
            continue
        first = search.parsed.sentence_of(words[0])
        lead = quotation.outer_start - first.start
        if (lead > 3 and not _is_led_in(search, quotation, words[0])) or not _is_sentence(search, quotation):
            continue
        earlier = _speaker_before(search, result, positions, quotation.start, first.number)
        if earlier is None:
            continue
        before = result[earlier]
        if quotation.words < _LEAST_SPEECH_APART and before.mode != "direct":
            continue  # a short one only goes on with a speech
        saying = Saying(
            None, None, before.source, [place], "report", "direct", "continued", before.lemma, follows=earlier
        )
        insort(positions, (place[0], len(result)))
        result.append(saying)
        insort(spans, place)
    return [*result, *speech_before(search, result)]


def _is_led_in(search: Search, quotation: Quotation, word: Word) -> bool:
    """As in "But in the case of Madeup, “nobody was told of it.”": a few words without a verb lead to speech."""
    sentence = search.parsed.sentence_of(word)
    before = [w for w in search.parsed.words[sentence.first : word.i] if w.start < quotation.outer_start]
    sign = before[-1].text if before else ""
    verbs = any(w.pos in ("VERB", "AUX") for w in before)
    whole = quotation.outer_end + 2 >= sentence.end and quotation.words >= _LEAST_LED_IN
    return sign == "," and whole and not verbs and len(before) <= _MOST_LEAD


def _is_sentence(search: Search, quotation: Quotation) -> bool:
    end = search.parsed.text[max(quotation.start, quotation.end - 3) : quotation.end].rstrip("'’”\"")
    return end[-1:] in (".", "!", "?", "…") or quotation.words > 80


def _place_of(saying: Saying) -> int:
    return saying.cue_range[0] if saying.cue_range else saying.contents[0][0]


def _speaker_before(
    search: Search, found: list[Saying], positions: list[tuple[int, int]], start: int, sentence: int
) -> int | None:
    """Number of the last report before a place, in the same paragraph or the one before it."""
    inside = search.parsed.words_in(start, start + 1)
    paragraph = search.parsed.sentence_of(inside[0]).paragraph if inside else 0
    at = bisect_right(positions, (start, -1))
    for place, number in reversed(positions[max(0, at - 30) : at]):
        saying = found[number]
        aside = saying.finder != "continued" and (is_loose(saying) or saying.form not in ("clause", "quote"))
        aside = aside and not _introduces(saying, sentence)
        aside = aside or (saying.cue is not None and search.quoted(saying.cue) is not None)  # told in somebody's words
        aside = aside or (saying.finder == "phrase" and _is_relayed(saying, found, positions[max(0, at - 30) : at]))
        if (
            saying.source is None
            or (saying.manner != "report" and not _introduces(saying, sentence))
            or aside
            or start - max(place, saying.contents[-1][1]) > 2_000
        ):
            continue
        word = search.parsed.words_in(place, place + 1)
        near = bool(word) and paragraph - search.parsed.sentence_of(word[0]).paragraph <= 1
        if near and saying.finder in ("verb", "as", "continued", "phrase"):
            return number
    return None


def _is_relayed(saying: Saying, found: list[Saying], near: list[tuple[int, int]]) -> bool:
    """As in "“..”, she said, according to the paper. “..”": she speaks, and the paper relays it."""
    start, end = saying.contents[0]
    others = (found[number] for _, number in near)
    return any(
        other.finder == "verb" and other.mode == "direct" and start - 1 <= other.contents[0][0] < end
        for other in others
    )


def _introduces(saying: Saying, sentence: int) -> bool:
    """As in "She described her cell. “It had no window.”": somebody told of something in the sentence before."""
    cue = saying.cue
    named = saying.source is not None and (saying.source.pos == "PROPN" or saying.source.low in ("he", "she"))
    return named and cue is not None and cue.sentence == sentence - 1 and saying.lemma in _INTRODUCING


_ADDRESSED = word_list("sayings", "addressing") | word_list("sayings", "told_to_somebody")
_INTRODUCING = word_list("statements", "introducing")
_LOOSE = (
    ("noun-preposition", ""),
    ("noun-infinitive", "intend"),
    ("adjective", "infinitive"),
    ("adjective", "preposition"),
)


_ABOUT = word_list("statements", "about")
_LOOSE_BY_FORM = {form: word_list("statements", f"loose_{form}") for form in ("object", "infinitive", "clause")}


def is_loose(saying: Saying) -> bool:
    """Whether an attribution is of a form that is seldom one."""
    if any(saying.finder == finder and mark in ("", saying.manner, saying.form) for finder, mark in _LOOSE):
        return True
    if saying.finder == "verb" and saying.lemma in _LOOSE_BY_FORM.get(saying.form, ()):
        return True
    if saying.finder == "continued" or (saying.form in ("object", "preposition") and _is_infinitive(saying)):
        return True
    if saying.source is None and saying.cue is not None and not is_passive(saying.cue):
        return True
    return saying.form == "preposition" and saying.manner == "report" and saying.lemma not in _ABOUT


def _is_infinitive(saying: Saying) -> bool:
    return saying.cue is not None and any(child.low == "to" and child.dep == "aux" for child in saying.cue.children)


def source_range(saying: Saying, parsed: ParsedText) -> Range | None:
    """Place of the words for who says it; in a relative clause, its pronoun."""
    if saying.source is None:
        return None
    own = saying.cue.child("nsubj") if saying.cue is not None else None
    source = own if own is not None and own.low in ("who", "which") else saying.source
    left, right = noun_phrase(source, parsed)
    words = parsed.words
    return words[left].start, words[right].end


__all__ = ["Saying", "find_sayings", "is_loose", "source_range"]
