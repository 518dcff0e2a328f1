"""Whom a reporter cites: "The BBC, citing Viasna, reported that ..", "Belta said with reference to police that .."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import FINITE
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.closings import SPEAKING
from habeas.extraction.sayings.search import Saying
from habeas.extraction.sayings.sources import source_of

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.sayings.search import Search

CITED = "cited"  # the form of such an attribution: in a chain it stands behind the one who cites
_PHRASES = tuple(sorted(tuple(phrase.split()) for phrase in word_list("sayings", "citing")))
_REFERRING = word_list("sayings", "referring")
_STARTS = frozenset(phrase[0] for phrase in _PHRASES)
_LONGEST_NAME = 12  # words
_FIRST_THAT = 20


def share_with_cited(search: Search, found: list[Saying]) -> None:
    """What somebody reports by citing another is what the other said; such attributions are added or completed."""
    reports: dict[int, Saying] = {}
    by_cue: dict[int, Saying] = {}
    for saying in found:
        if saying.cue is None:
            continue
        by_cue[saying.cue.i] = saying
        if saying.finder == "verb" and saying.manner == "report" and saying.form in ("clause", "quote"):
            reports.setdefault(saying.cue.sentence, saying)
    for word in search.parsed.words:
        last = _phrase_end(search, word) if word.low in _STARTS else None
        if last is None or search.quoted(word) is not None:
            continue
        told = reports.get(word.sentence)
        if told is None and (told := _cut_off_report(search, word, last)) is not None:
            found.append(told)
        mine = by_cue.get(word.i)
        mine = mine if mine is not None and mine.finder == "phrase" else None
        source = mine.source if mine is not None and mine.source is not None else _named_behind(search, last)
        if source is not None and word.low in _REFERRING and not _is_referred_to(search, told, word, source):
            continue
        if told is None or source is None or source is told.source or told.cue is None:
            continue
        _end_before(search, told, word)
        _begin_behind(search, told, word, last)
        if mine is None:
            lemma = " ".join(w.low for w in search.parsed.words[word.i : last.i + 1])
            found[:] = [one for one in found if one.cue is not word]
            mine = Saying(word, (word.start, last.end), source, [], "report", told.mode, "phrase", lemma=lemma)
            found.append(mine)
        mine.source, mine.contents, mine.mode, mine.form = source, list(told.contents), told.mode, CITED


def _is_referred_to(search: Search, told: Saying | None, word: Word, source: Word) -> bool:
    """As in "reported, referring to the police, that ..", but not "he says, referring to months of unrest, .."."""
    speaks = source.pos == "PROPN" or bool({source.low, singular(source.low)} & SPEAKING)
    return speaks and told is not None and told.mode != "direct" and word.i != search.parsed.sentence_of(word).first


def _phrase_end(search: Search, word: Word) -> Word | None:
    """The last word of a phrase of citing that begins at a word."""
    words = search.parsed.words
    for phrase in _PHRASES:
        inside = words[word.i : word.i + len(phrase)]
        if tuple(w.low for w in inside) == phrase and inside[-1].sentence == word.sentence:
            return inside[-1]
    return None


def _named_behind(search: Search, last: Word) -> Word | None:
    """The head of the first name or noun behind a phrase: "a police spokesman", "the head of Viasna"."""
    head = None
    for word in search.parsed.words[last.i + 1 : last.i + 1 + _LONGEST_NAME]:
        if word.sentence != last.sentence or word.text in ",;" or word.low == "that" or word.tag in FINITE:
            break
        if word.pos in ("NOUN", "PROPN"):
            head = word
        elif head is not None:
            break
    return head


def _cut_off_report(search: Search, word: Word, last: Word) -> Saying | None:
    """As in "The BBC reported, citing Viasna, that ..", where the parser hung what was reported on Viasna."""
    words = search.parsed.words
    if word.i < 2 or words[word.i - 1].text != ",":
        return None
    verb = words[word.i - 2]
    cue = search.cues.verbs.get(verb.low)
    sentence = search.parsed.sentence_of(word)
    if cue is None or verb.tag not in FINITE or verb.sentence != word.sentence:
        return None
    until = min(sentence.last - 1, last.i + _FIRST_THAT)
    that = next((w for w in words[last.i + 1 : until] if w.low == "that" and words[w.i - 1].text == ","), None)
    source = source_of(search, verb)
    if that is None or source is None:
        return None
    content = search.between(that.i + 1, sentence.last - 1)
    return Saying(verb, (verb.start, verb.end), source, [content], "report", "indirect", "verb", lemma=verb.lemma)


def _begin_behind(search: Search, told: Saying, word: Word, last: Word) -> None:
    """As in "said, referring to the police, that two were held", where the parser begins what is said too early."""
    start, end = told.contents[0]
    inside = search.parsed.words_in(last.end, end) if start == word.start else []
    that = next((w for w in inside[:_FIRST_THAT] if w.low == "that" and search.parsed.words[w.i - 1].text == ","), None)
    if that is not None:
        told.contents[0] = search.trim(that.end, end)


def _end_before(search: Search, told: Saying, word: Word) -> None:
    """As in "reported that X was detained, citing Viasna": the last words are the reporter's."""
    start, end = told.contents[-1]
    behind = [w for w in search.parsed.words_in(word.start, end) if w.tag in FINITE]
    if start < word.start < end and not behind:
        told.contents[-1] = search.trim(start, word.start)
