"""The dates of a document by place, each with the word on which it hangs."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from habeas.extraction.dating.chronicles import find_chronicle
from habeas.extraction.grammar.clauses import FINITE, OBJECTS, ancestors, is_verb
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.values.date_anchors import is_in_dateline, is_signature

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.values.found_dates import FoundDate

# "So far in 2019" is of the whole sentence.
_SO_FAR = tuple(sorted(word_list("dates", "so_far")))
_FAR = 14  # characters of the longest of them with "in"
_BULLET = 4  # characters of a sign before an entry, with its spaces
_NEAR = 300  # characters; a day farther from its verb is seldom told


class DateBook:
    """The dates of a document by place, with the word on which each hangs."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.rows = find_chronicle(sheet.text, sheet.dates)
        labels = {row.date.start for row in self.rows}  # each is of its whole row
        cited = [(citation.start, citation.end) for citation in sheet.citations]
        self.dates = [
            date
            for date in sheet.dates
            if date.start not in labels
            and not any(s <= date.start < e for s, e in _near(cited, date.start))
            and not is_in_dateline(sheet.text, date)
            and not is_signature(sheet.text, date)
        ]
        self.starts = [date.start for date in self.dates]
        self._anchors: dict[int, tuple[Word | None, str]] = {}

    def in_sentence(self, word: Word) -> list[FoundDate]:
        """The dates in the sentence of a word."""
        sentence = self._sheet.parsed.sentence_of(word)
        return self.dates[bisect_left(self.starts, sentence.start) : bisect_left(self.starts, sentence.end)]

    @property
    def words(self) -> list[Word]:
        """The words of the document."""
        return self._sheet.parsed.words

    def words_of(self, date: FoundDate) -> list[Word]:
        """The words of a date."""
        return self._sheet.parsed.words_in(date.start, date.end)

    def is_aside(self, date: FoundDate) -> bool:
        """Whether a date stands in brackets: that of what is named before them, "Press Day (3 May)"."""
        return self._sheet.text[max(0, date.start - 1) : date.start] == "("

    def near(self, word: Word) -> list[FoundDate]:
        """The dates around a word, however long its sentence is."""
        sentence = self._sheet.parsed.sentence_of(word)
        low, high = max(sentence.start, word.start - _NEAR), min(sentence.end, word.end + _NEAR)
        return self.dates[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def anchor(self, date: FoundDate) -> tuple[Word | None, str]:
        """The word that a date hangs on, and the preposition between."""
        known = self._anchors.get(date.start)
        if known is None:
            known = self._anchors[date.start] = self._find_anchor(date)
        return known

    def hang(self, date: FoundDate, word: Word) -> None:
        """Note on which word a date hangs that was found later."""
        self._anchors[date.start] = word, ""

    def _find_anchor(self, date: FoundDate) -> tuple[Word | None, str]:
        words = [w for w in self._sheet.parsed.words_in(date.start, date.end) if w.pos not in ("PUNCT", "SPACE")]
        if not words:
            return None, ""
        inside = {word.i for word in words}
        tops = [word for word in words if word.head.i not in inside and word.head is not word]
        if not tops:
            return _below(words), ""
        top = next((word for word in tops if word.ent == "DATE" or word.tag in ("NNP", "CD", "NN")), tops[0])
        preposition = top.low if top.dep == "prep" else ""
        word = top.head
        before = self._before_name(word, words) or _before_subject(word, words[0])
        if before is not None:
            preposition, word = before.low, before.head  # "after his arrest on 5 May 2014 X was beaten"
        for _ in range(4):
            if (
                (word.dep in ("prep", "pcomp") and not is_verb(word))
                or (word.pos == "ADP" and not is_verb(word))
                or word.tag in ("RB", "RBR", "IN")
            ):
                preposition = preposition or word.low
                if word.head is word:
                    return word, preposition
                word = word.head
            elif word.i in inside or (word.ent in ("DATE", "TIME") and not is_verb(word) and word.head is not word):
                word = word.head
            else:
                break
        if top.dep in ("poss", "compound", "amod", "nmod", "nummod"):
            preposition = preposition or top.dep
            since = _of_since(word, words)
            if since is not None:
                return since, ""
        far = self._so_far(word, words[0])
        if far is not None:
            return far, ""
        beside = _before_infinitive(word, words[-1]) or _of_entry(self._sheet.text, words, word)
        return beside or _of_whole_clause(self._sheet, word) or word, preposition

    def _before_name(self, name: Word, words: list[Word]) -> Word | None:
        """The preposition of a date that the parser joined to the name behind it, for want of a comma."""
        run = self._sheet.people.run_of.get(name.i)
        before = self.words[words[0].i - 1] if words[0].i else None
        if run is None or before is None or before.dep != "prep" or run.words[0].i != words[-1].i + 1:
            return None
        joined = all(child is name for child in before.children)
        return before if joined and any(word.i in self._sheet.people.by_word for word in run.words) else None

    def _so_far(self, anchor: Word, first: Word) -> Word | None:
        """As in "have arrested dozens said to be involved so far in 2019": the day of what has been done."""
        before = self._sheet.text[max(0, first.start - _FAR) : first.start].casefold().rstrip()
        if not before.removesuffix(" in").endswith(_SO_FAR):
            return None
        verbs = (word for word in (anchor, *ancestors(anchor, 8)) if is_verb(word))
        return next((verb for verb in verbs if any(c.dep == "aux" and c.lemma == "have" for c in verb.children)), None)


def _before_subject(noun: Word, first: Word) -> Word | None:
    """The preposition of a date in "In mid-May 2021 police officers seized X", by the parser joined to the officers."""
    link = noun.head
    swallowed = noun.dep == "pobj" and noun.pos == "NOUN" and link.dep == "prep" and link.i == first.i - 1 < noun.i
    verb = link.head
    alone = verb.tag == "VBD" and not any(child.dep in ("nsubj", "nsubjpass", "aux") for child in verb.children)
    return link if swallowed and alone and verb.i == noun.i + 1 else None


def _below(words: list[Word]) -> Word | None:
    """As in "The following day he was charged", where the parser takes the day for the sentence."""
    told = (child for word in words for child in word.children if child.i > words[-1].i)
    return next((child for child in told if is_verb(child) and child.dep in ("relcl", "acl", "ccomp")), None)


def _of_since(noun: Word, words: list[Word]) -> Word | None:
    """As in "have arrested ten since Monday's rally": from that day on, wherever the rally stands."""
    since = noun.head
    inside = any(word is since for word in words)
    return since.head if inside and since.dep == "prep" and is_verb(since.head) else None


def _before_infinitive(anchor: Word, last: Word) -> Word | None:
    """As in "was seized in 2013 to prevent a trip": a day before "to" is that of the verb above."""
    to = next((c for c in anchor.children if c.low == "to" and c.dep == "aux"), None)
    aside = anchor.dep == "advcl" and to is not None and last.i < to.i and is_verb(anchor.head)
    return anchor.head if aside and anchor.head.i < last.i else None


def _of_whole_clause(sheet: Sheet, noun: Word) -> Word | None:
    """As in "On 5 May, a force of ten men arrested X", for the parser a force arrested by somebody."""
    sentence = sheet.parsed.sentence_of(noun)
    if noun.dep != "ROOT" or noun.pos != "NOUN":
        return None
    if any(word.tag in FINITE and word.dep != "relcl" for word in sheet.parsed.words[sentence.first : sentence.last]):
        return None
    verbs = [child for child in noun.children if child.dep == "acl" and child.tag in ("VBN", "VBD")]
    return verbs[0] if len(verbs) == 1 and verbs[0].child(*OBJECTS) is not None else None


def _of_entry(text: str, words: list[Word], anchor: Word) -> Word | None:
    """As in "18.03.2021 Anna Testova was arrested" on a line of its own: the day of the entry is that of its verb."""
    before = text[max(0, words[0].start - _BULLET) : words[0].start]
    opens = not before or ("\n" in before and before.strip(" \n-–—*•") == "")
    if not opens or is_verb(anchor) or anchor.i <= words[-1].i or anchor.dep not in ("nsubj", "nsubjpass"):
        return None
    return anchor.head if is_verb(anchor.head) else None


def _near(ranges: list[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    at = bisect_left(ranges, (start + 1, 0))
    return ranges[max(0, at - 1) : at]
