"""Whose paper it is that says something: "X's letter", "the report" that X released before."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import agent_of, is_passive, is_verb, subject_of
from habeas.extraction.lexicon.cues import load_cues
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.humans import is_human

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word

DOCUMENTS = word_list("sources", "documents")
_HEARD = word_list("sources", "heard")
_MADE_BY = word_list("sources", "made_by") | DOCUMENTS | _HEARD
_PAPERS = _MADE_BY | word_list("sources", "announcements")
_MADE_OF = word_list("sources", "made_of")
_BODIES = word_list("sources", "bodies")
_SPEAKING = _BODIES | word_list("sources", "speaking") | word_list("sources", "making")
_SEEN = word_list("sources", "seen")
_ISSUING = word_list("sources", "issuing")
_NEW = word_list("sources", "new")
_PLATFORMS = word_list("sources", "platforms")
_PLACES = word_list("sources", "places_of_papers")
_SINGULAR = word_list("sources", "his_or_her")
_THROUGH = word_list("sources", "through")
_NOUNS = ("NOUN", "PROPN", "PRON")
_DONE = word_list("sources", "done")
_MOST_BACK = 60  # sentences from a paper to where it was told of first


class Papers:
    """The papers of a document, and whose they are."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._told: dict[str, list[tuple[int, Word, Word | None]]] | None = None  # by noun: place, paper and maker

    def maker(self, word: Word) -> Word | None:
        """Who made a paper: as it stands beside it, else as it was told where the paper came up first."""
        if word.low not in _PAPERS or word.pos not in ("NOUN", "PROPN"):
            return None
        found = self._made_beside(word) or self._issued(word) or self._owner(word)
        if found is not None:
            return found
        told = self.told_of(word)
        return told[1] if told is not None else None

    def told_of(self, word: Word) -> tuple[Word, Word | None] | None:
        """The paper that "the letter" takes up, and whose it is; None where none was told of before."""
        if [child.low for child in word.children if child.i < word.i] != ["the"]:
            return None
        if any(child.dep in ("prep", "relcl", "appos") and child.i > word.i for child in word.children):
            return None
        if self._told is None:
            self._told = self._find_told()
        before = self._told.get(word.low, [])
        at = bisect_left(before, word.start, key=lambda told: told[0])
        if not at or word.sentence - before[at - 1][1].sentence > _MOST_BACK:
            return None
        return before[at - 1][1:]

    def _find_told(self) -> dict[str, list[tuple[int, Word, Word | None]]]:
        """Where each sort of paper comes up anew: "a letter", "X's report", "released the statement"."""
        found: dict[str, list[tuple[int, Word, Word | None]]] = {}
        for word in self._sheet.parsed.words:
            if word.low not in _PAPERS or word.tag != "NN":
                continue
            maker = self._made_beside(word) or self._issued(word) or self._told_in(word) or self._owner(word)
            if maker is not None or any(child.low in _NEW for child in word.children):
                found.setdefault(word.low, []).append((word.start, word, maker))
        return found

    def _made_beside(self, word: Word) -> Word | None:
        """As in "X's review", "a statement from X", "a letter signed by X", "the ruling of Judge X"."""
        if word.low not in _MADE_BY:
            return None
        named = word.i in self._sheet.people.run_of  # "Example Watch's Liberty List" is one of Example Watch
        for child in word.children:
            if named and child.dep != "poss":
                continue
            below = child.child("pobj") if child.dep in ("prep", "agent") and child.low in ("by", "from") else None
            if child.low == "of" and word.low in _MADE_OF:
                below = child.child("pobj")
                below = below if below is not None and below.pos == "PROPN" else None
            below = child if child.dep == "poss" else below
            below = agent_of(child) if _is_issued(word, child) else below
            if below is not None and self._may_make(below):
                return self._named_behind(word, below) or below
        return None if named else self._body_before(word)

    def _body_before(self, word: Word) -> Word | None:
        """As in "a recent Example Watch report", but not "a Facebook post"."""
        if word.low in _PLACES:
            return None
        for child in word.children:
            run = self._sheet.people.run_of.get(child.i) if child.dep in ("compound", "nmod") else None
            if run is not None and run.kind == "organisation" and not _PLATFORMS.intersection(run.key):
                return run.head
        return None

    def _named_behind(self, word: Word, maker: Word) -> Word | None:
        """As in "a statement by the police spokesman, X": the parser hangs the name on the statement."""
        name = word.child("appos")
        run = self._sheet.people.run_of.get(name.i) if name is not None else None
        named = name is not None and name.i in self._sheet.people.by_word and run is not None
        before = self._sheet.parsed.words[run.words[0].i - 1] if named and run is not None else None
        return name if maker.pos == "NOUN" and before is not None and before.i == maker.i + 1 else None

    def _may_make(self, word: Word) -> bool:
        return word.pos == "PROPN" or word.low in _SPEAKING or (word.pos == "NOUN" and is_human(self._sheet, word))

    def _owner(self, word: Word) -> Word | None:
        """As in "his letter said": he, where the document names him."""
        owner = word.child("poss")
        if owner is None or owner.low not in _SINGULAR:
            return None
        return owner if any(party.person is not None for party in self._sheet.referents.resolve(owner)) else None

    def _issued(self, word: Word) -> Word | None:
        """As in "X released a statement", "a resolution was adopted by X"."""
        if word.dep == "compound" and word.head.tag == "VBG":
            word = word.head  # "posted a video saying that": the parser takes the saying for the thing
        verb = word.head
        if word.dep not in ("dobj", "nsubjpass") or not is_verb(verb) or verb.lemma not in _ISSUING:
            return None
        if verb.tag == "VB" or (verb.dep == "pcomp" and verb.head.low not in _DONE):
            return None  # "plans to publish a report", "was kept from issuing one"
        found = agent_of(verb) if is_passive(verb) else subject_of(verb)
        return found if found is not None and found.i != word.i and found.pos in _NOUNS else None

    def _told_in(self, word: Word) -> Word | None:
        """As in "X said in a statement", "In an open letter, X wrote"."""
        verb = word.head.head
        if word.dep != "pobj" or word.head.low not in _THROUGH or not is_verb(verb):
            return None
        cue = load_cues().verbs.get(verb.low)
        found = subject_of(verb) if cue is not None and not is_passive(verb) else None
        return found if found is not None and (found.pos == "PRON" or self._may_make(found)) else None


def _is_issued(word: Word, child: Word) -> bool:
    """As in "a statement agreed by X", "a letter dated 5 May and signed by X", but not "a letter seen by X".

    Whoever received information, or gathered it, is the one who passes it on.
    """
    issued = child.dep == "acl" and child.tag == "VBN" and (child.low not in _SEEN or word.low in _HEARD)
    return issued and (child.i == word.i + 1 or child.lemma in _ISSUING)
