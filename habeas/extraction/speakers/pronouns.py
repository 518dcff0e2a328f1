"""Which body, group or paper "it" and "they" take up that say something."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import ancestors
from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.humans import is_human

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word

_BODIES = word_list("sources", "bodies")
_PAPERS = word_list("sources", "documents") | word_list("sources", "announcements")
_SPEAKING = _BODIES | _PAPERS | word_list("sources", "speaking")
_COLLECTIVE = word_list("sources", "collective")
_MANY_IN_ONE = word_list("sayings", "many_in_one")
_ACTING = ("nsubj", "nsubjpass")
_ANYBODY = word_list("sources", "anybody")
_THEY = word_list("sources", "they")
_SENTENCES_BACK = 3
_SUBJECTS_BACK = 2  # sentences whose subject "they" may take up
_QUOTED_BACK = 8
_WORDS_BACK = 40


class Antecedents:
    """What the pronouns of a document take up that names no person."""

    def __init__(self, sheet: Sheet, spoken: list[tuple[int, Word]]) -> None:
        """Take note of who spoke; `spoken`: place and word of every source that is no person, in order."""
        self._sheet = sheet
        self._spoken = spoken

    def of(self, word: Word) -> Word | None:
        """What "it", "they" or "which" takes up: the noun of its relative clause, who spoke or acted last."""
        many = word.low in _THEY
        if word.head.dep == "relcl" and word.low != "it" and not many:
            return word.head.head
        own = self._subject_before(word) if many else None
        if own is None and many and any(party.person for party in self._sheet.referents.resolve(word)):
            return None
        heard = self._heard(word, many=many)
        if word.low == "it":
            return self._subject_of_sentence(word, heard) or heard or self._subject_just_before(word)
        if not many:
            return heard
        if own is not None:
            return heard if heard is not None and heard.sentence == word.sentence else own
        acting = self._subject_just_before(word)
        latest = max((one for one in (heard, acting) if one is not None), key=lambda one: one.i, default=None)
        return self._spokesperson(word) or latest

    def _heard(self, word: Word, *, many: bool) -> Word | None:
        """Who spoke last in the sentences before; one organisation is "they" where nobody else can be."""
        at = bisect_right(self._spoken, word.start - 1, key=lambda pair: pair[0])
        alone = None
        for _, source in reversed(self._spoken[max(0, at - 5) : at]):
            if word.sentence - source.sentence > _SENTENCES_BACK:
                break
            run = self._sheet.people.run_of.get(source.i)
            one = run is not None and run.kind == "organisation"  # "Writers Without Borders" is one
            if _is_accused_by(word, source) or self._is_quoted(source) != self._is_quoted(word):
                continue
            if ((source.tag in ("NNS", "NNPS") and not one) or source.low in _MANY_IN_ONE) == many:
                return source
            alone = alone or (source if one and source.sentence != word.sentence else None)
        return alone if many and _leads(word) else None

    def _is_quoted(self, word: Word) -> bool:
        """Whether a word stands in quotation marks."""
        at = bisect_right(self._sheet.quotations, word.start, key=lambda quotation: quotation.start)
        return at > 0 and word.end <= self._sheet.quotations[at - 1].end

    def _spokesperson(self, word: Word) -> Word | None:
        """One person told of as "they": "a spokesperson declined to answer. They said ..", with nobody else named."""
        words = self._sheet.parsed.words
        sentence = self._sheet.parsed.sentence_of(word)
        first = self._sheet.parsed.sentences[max(0, sentence.number - 1)].first
        for other in reversed(words[max(first, word.i - 2 * _WORDS_BACK) : word.i]):
            if other.low in _ANYBODY and other.dep in _ACTING and other.tag == "NN":
                return other
            if other.tag in ("NNS", "NNPS") and is_human(self._sheet, other):
                return None
        return None

    def _subject_of_sentence(self, word: Word, heard: Word | None) -> Word | None:
        """The body that acts in the sentence of "it": "Norland has banned two men, who it says stole money"."""
        first = self._sheet.parsed.sentence_of(word).first
        if heard is not None and heard.i >= first:
            return None
        for other in self._sheet.parsed.words[max(first, word.i - 2 * _WORDS_BACK) : word.i]:
            if self._is_quoted(other) and not self._is_quoted(word):
                continue  # "“The regime has failed,” it said"
            run = self._sheet.people.run_of.get(other.i)
            body = run is not None and run.kind in ("organisation", "place")
            if other.dep == "nsubj" and other.pos == "PROPN" and body and other.tag in ("NNP", "NNPS"):
                return other
            if (
                other.dep == "nsubj"
                and other.tag in ("NN", "NNP")
                and other.low in _BODIES
                and not is_human(self._sheet, other)
            ):
                return other  # "the department served a notice in which it said"
        return None

    def _subject_before(self, word: Word) -> Word | None:
        """The last plural or collective subject before "they" in its sentence: "the team is angry, they say"."""
        first = self._sheet.parsed.sentence_of(word).first
        # "interviewed four men who were held in a camp, where they said ..", not "books they described as .."
        where = word.head.dep == "relcl" and any(child.tag == "WRB" for child in word.head.children)
        for other in reversed(self._sheet.parsed.words[max(first, word.i - _WORDS_BACK) : word.i]):
            if _is_accused_by(word, other) or other.pos not in ("NOUN", "PROPN"):
                continue
            if other.dep in _ACTING and self._is_quoted(other) and not self._is_quoted(word):
                continue  # "“The Prize is a promise,” they wrote": nobody whom they name
            if where and other.dep == "dobj" and other.tag == "NNS" and is_human(self._sheet, other):
                return other
            if other.dep in _ACTING:
                run = self._sheet.people.run_of.get(other.i)
                if run is not None and run.kind == "organisation" and other.tag == "NNP" and _tells(other, word):
                    continue  # "the Church said that they were wrong"
                place = run is not None and run.kind == "place"
                return other if place or self._is_group(other) else None
        return None

    def _subject_just_before(self, word: Word) -> Word | None:
        """The main subject of the sentence before, where it can speak: "The families met. They said that .."."""
        parsed = self._sheet.parsed
        own = parsed.sentence_of(word)
        if not _leads(word):
            return None
        left = _SUBJECTS_BACK
        for number in range(own.number - 1, max(-1, own.number - 1 - _QUOTED_BACK), -1):
            sentence = parsed.sentences[number]
            if own.paragraph - sentence.paragraph > 1 or not left:
                return None
            if self._is_quoted(parsed.words[sentence.last - 1]) and not self._is_quoted(word):
                continue  # the speech itself: "“We seek peace. The regime has failed,” it said"
            left -= 1
            top = next((w for w in parsed.words[sentence.first : sentence.last] if w.dep == "ROOT"), None)
            subject = top.child(*_ACTING) if top is not None else None
            if subject is None or subject.low == word.low:
                continue  # "They were held for a day. They said ..": whoever came before
            if self._is_quoted(subject) != self._is_quoted(word):
                return None
            fits = self._is_group(subject) if word.low in _THEY else self._is_one_body(subject)
            return subject if fits else None
        return None

    def _is_group(self, word: Word) -> bool:
        """Whether a noun names several who can speak together."""
        run = self._sheet.people.run_of.get(word.i)
        if run is not None and run.kind == "organisation":
            return True
        if word.tag in ("NNS", "NNPS"):
            able = is_human(self._sheet, word) or bool({word.low, singular(word.low)} & _SPEAKING)
            return able or word.pos == "PROPN"
        return word.low in _COLLECTIVE

    def _is_one_body(self, word: Word) -> bool:
        """Whether a noun names one body or paper."""
        run = self._sheet.people.run_of.get(word.i)
        if run is not None:
            return run.kind == "organisation" and word.pos == "PROPN"
        return word.tag in ("NN", "NNP") and word.low in _SPEAKING and not is_human(self._sheet, word)


def _leads(word: Word) -> bool:
    """Whether a pronoun is the subject of its sentence, and not of what somebody else in it says or is."""
    verb = word.head
    while verb.dep == "conj" and verb.head is not verb:
        verb = verb.head
    return verb.dep == "ROOT"


def _tells(other: Word, word: Word) -> bool:
    """Whether a pronoun stands in what somebody tells: "X" for "they" in "X said that they were wrong"."""
    return any(above.dep == "ccomp" and above.head is other.head for above in ancestors(word, 6))


def _is_accused_by(word: Word, other: Word) -> bool:
    """As in "leaders they accuse of treason": they are not those of whom their clause tells."""
    return word.head.dep == "relcl" and word.head.head is other
