"""To whom a word points: names, pronouns, "the activist", "the two journalists", lists and appositions."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import coordinated, noun_phrase, taken_up_by
from habeas.extraction.grammar.quoted_words import QuotedWords, find_quoted_words
from habeas.extraction.layout.day_lines import find_day_lines
from habeas.extraction.lexicon.gazetteer import Gazetteer, load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.bracketed import named_since_bracket
from habeas.extraction.people.name_rows import find_rows
from habeas.extraction.people.parties import Party
from habeas.extraction.references.clients import CLIENT, CLIENTS, Retainer, clients_of, find_retainers
from habeas.extraction.references.described_groups import described_group
from habeas.extraction.references.described_persons import described_person, said_of
from habeas.extraction.references.first_persons import first_person
from habeas.extraction.references.group_members import identified, list_above, named_members
from habeas.extraction.references.kin import Tie, find_ties, kinsman, named_after_owner
from habeas.extraction.references.named_later import named_later
from habeas.extraction.references.only_persons import find_only_one, find_servant
from habeas.extraction.references.plurals import plural_pronoun
from habeas.extraction.references.singulars import SINGULAR, singular_pronoun
from habeas.extraction.values.counts import quantity_at

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.people.persons import People, Somebody
    from habeas.extraction.references.wronged_groups import WrongedGroup

_PLURAL = word_list("people", "plural")
_ONLOOKERS = word_list("people", "onlookers")
_DEFINITE = word_list("people", "definite")
_STRANGERS = frozenset(("civic", "prisoner", "other"))


@dataclass(slots=True)
class Referents:
    """Resolves words of one document; remembers what it was asked."""

    parsed: ParsedText
    people: People
    gazetteer: Gazetteer = field(default_factory=load_gazetteer)
    groups: list[tuple[int, list[Word]]] = field(default_factory=list)
    trail: list[tuple[int, Somebody, Word]] = field(default_factory=list)
    strangers: list[Word] = field(default_factory=list)
    list_of: dict[int, list[Word]] = field(default_factory=dict)
    taken_up: list[Word] = field(default_factory=list)
    kin: dict[str, list[Somebody]] = field(default_factory=dict)
    day_lines: list[tuple[int, int]] = field(default_factory=list)
    quoted: QuotedWords = field(default_factory=QuotedWords)
    wronged_groups: list[WrongedGroup] = field(default_factory=list)
    _ties: list[Tie] | None = None
    _retainers: list[Retainer] | None = None
    _known: dict[tuple[int, bool], list[Party]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note every coordination of names and every plural noun for people: "they" looks back at these."""
        self.day_lines = find_day_lines(self.parsed.text)
        self.quoted = find_quoted_words(self.parsed, self.gazetteer)
        for person in self.people.persons:
            for noun in person.nouns if "relative" in person.roles else ():
                self.kin.setdefault(noun, []).append(person)
        for word in self.parsed.words:
            if word.dep == "conj" and word.head.dep == "conj":
                continue
            if word.i in self.people.by_word:
                if any(child.dep == "conj" and child.i in self.people.by_word for child in word.children):
                    self.groups.append((word.start, [word]))
            elif word.tag == "NNS" and (singular(word.low) in self.gazetteer.role_of or word.low == "people"):
                self.groups.append((word.start, [word]))
            elif self.is_kin(word) and any(child.dep == "conj" and self.is_kin(child) for child in word.children):
                self.groups.append((word.start, [word]))  # "her mother and brother"
        self.taken_up = [word for word in self.parsed.words if word.low == "those" and word.child("acl") is not None]
        self._find_lists()
        self._walk()

    def is_kin(self, word: Word) -> bool:
        """Whether a noun is one relative: "her mother"."""
        return word.tag == "NN" and self.gazetteer.role_of.get(word.low) == "relative"

    def _find_lists(self) -> None:
        """Note names that stand in a row, whatever the parser made of it: "A, B; C of the Times and D"."""
        runs = [run for run in self.people.names if run.kind == "person" and run.head.i in self.people.by_word]
        starts = {start for start, _ in self.groups}
        for row, joined in find_rows(runs, self.parsed, self.gazetteer):
            opening = (row[0].before or row[0].words)[0].i
            listed = joined or (opening and self.parsed.words[opening - 1].text == ":")  # "They are: A, B"
            if len(row) >= 3 or (len(row) == 2 and listed):
                heads = [run.head for run in row]
                for head in heads:
                    self.list_of[head.i] = heads
                if heads[0].start not in starts:  # "the editor A and organiser B", where the parser sees no row
                    self.groups.append((heads[0].start, [heads[0]]))
        self.groups.sort(key=lambda group: group[0])

    def named_row(self, word: Word) -> list[Party]:
        """The person whom a word names, with those in a row with it."""
        row = self.list_of.get(word.i) or [head for head in coordinated(word) if head.i in self.people.by_word]
        return [Party(other, self.people.by_word[other.i]) for other in row]

    def _walk(self) -> None:
        """Follow the text once: every name, and every pronoun and description with the person it takes up."""
        heads = {head.i: person for _, person, head in self.people.mentions}
        for word in self.parsed.words:
            person = heads.get(word.i)
            if person is None and word.low in SINGULAR and word.pos == "PRON":
                person = self.pronoun(word, SINGULAR[word.low], wronged=False)
                if person is not None and not person.sex:
                    self._learn_sex(person, SINGULAR[word.low])
            elif person is None and word.tag in ("NN", "JJ", "CD") and self.is_definite(word):
                person = described_person(self, word, wronged=False)
            elif person is None and word.low in ("who", "whose", "whom") and word.head.dep == "relcl":
                told_of = word.head.head
                apposed = told_of.dep == "appos" and told_of.i not in heads  # "X, a woman who says she was beaten"
                person = heads.get(told_of.head.i if apposed else told_of.i)
            if person is not None:
                self.trail.append((word.start, person, word))
            elif word.tag == "NN" and self.gazetteer.role_of.get(word.low) in _STRANGERS and not self._is_named(word):
                self.strangers.append(word)

    def _is_named(self, word: Word) -> bool:
        """Whether the noun only says what somebody named is: "X, a teacher", "the writer X", "X is a poet"."""
        near = (word.head, *word.children, *word.head.children)
        if word.dep in ("appos", "attr", "compound", "nmod", "poss") or any(
            w.i in self.people.by_word for w in near[1:]
        ):
            return True
        if word.low in _ONLOOKERS or (word.dep == "pobj" and word.head.low == "as"):
            return True  # "a witness saw them beat him", "he worked as a teacher"
        words = self.parsed.words
        return any(i in self.people.by_word for i in range(word.i + 1, min(word.i + 3, len(words))))

    def _learn_sex(self, person: Somebody, sex: str) -> None:
        """A person of unknown sex who alone fits a pronoun has its sex."""
        near = {id(other) for _, other, _ in self.trail[-4:] if other.sex in ("", sex)}
        if near == {id(person)}:
            person.sex = sex

    def before(self, start: int, most: int) -> list[tuple[int, Somebody, Word]]:
        """The last mentions of any sort before a place, nearest first."""
        at = bisect_left(self.trail, start, key=lambda mention: mention[0])
        return self.trail[max(0, at - most) : at][::-1]

    def forget(self, wronged_groups: list[WrongedGroup]) -> None:
        """Forget what was resolved, since more is known now of who was wronged, and in which groups."""
        self._known.clear()
        self._ties = None
        self._retainers = None
        self.wronged_groups = wronged_groups

    def ties(self) -> list[Tie]:
        """Who is whose relative; asked of the text once, and empty while it is being found out."""
        if self._ties is None:
            self._ties = []
            self._ties = find_ties(self)
        return self._ties

    def retainers(self) -> list[Retainer]:
        """Who is whose lawyer; asked of the text once, and empty while it is being found out."""
        if self._retainers is None:
            self._retainers = []
            self._retainers = find_retainers(self)
        return self._retainers

    def resolve(self, word: Word, *, wronged: bool = False) -> list[Party]:
        """Everybody that a word and what is coordinated with it point to.

        Args:
            word: Head of a noun phrase.
            wronged: The word stands in the place of the person wronged: a pronoun then points to no official or lawyer.
        """
        known = self._known.get((word.i, wronged))
        if known is None:
            known = self._known[(word.i, wronged)] = self._resolve(word, wronged=wronged, depth=0)
        return known

    def resolve_deeper(self, word: Word, *, wronged: bool, depth: int) -> list[Party]:
        """The same, one step further from the word that was asked about; nothing after too many steps."""
        return self._resolve(word, wronged=wronged, depth=depth + 1)

    def _resolve(self, word: Word, *, wronged: bool, depth: int) -> list[Party]:
        if depth > 4:
            return []
        found: list[Party] = []
        for head in coordinated(word):
            found.extend(self._one(head, wronged=wronged, depth=depth))
        seen: set[int] = set()
        unique = []
        for party in found:
            mark = id(party.person) if party.person else party.word.i
            if mark not in seen:
                seen.add(mark)
                unique.append(party)
        return unique

    def _one(self, word: Word, *, wronged: bool, depth: int) -> list[Party]:
        named = self.people.by_word.get(word.i)
        if named is not None:
            row = self.list_of.get(word.i, [])
            return [Party(other, self.people.by_word[other.i]) for other in row] or [Party(word, named)]
        told = first_person(self, word, wronged=wronged)
        if told:
            return told
        if word.low in SINGULAR:
            return [Party(word, self.pronoun(word, SINGULAR[word.low], wronged=wronged))]
        if word.low in (CLIENT, CLIENTS) and wronged and word.child("poss") is not None:
            named_so = named_members(self, word, wronged=wronged, depth=depth)  # "his client, X, was convicted"
            return named_so or [Party(word, client) for client in clients_of(self, word)] or [Party(word, None)]
        of_whom = list_above(word)
        if of_whom is not None:
            return self._resolve(of_whom, wronged=wronged, depth=depth + 1)
        taken_up = taken_up_by(word)
        if taken_up is not None:
            return self._resolve(taken_up, wronged=wronged, depth=depth + 1)
        if word.low in _PLURAL:
            return (
                self._in_bracket(word) or identified(self, word) or plural_pronoun(self, word, depth, wronged=wronged)
            )
        inside = self._in_bracket(word) or named_members(self, word, wronged=wronged, depth=depth)
        if inside:
            return inside
        person = named_after_owner(self, word) or said_of(self, word) or described_person(self, word, wronged=wronged)
        if person is not None:
            return [Party(word, person)]
        relative = kinsman(self, word, depth)
        if relative is not None:
            return [Party(word, relative)]
        companion = find_servant(self, word, depth) or (find_only_one(self, word) if wronged else None)
        if companion is not None:
            return [Party(word, companion)]
        group = described_group(self, word, depth)
        return group or (named_later(self, word) if wronged else []) or [Party(word, None)]

    def _in_bracket(self, word: Word) -> list[Party]:
        """Whom a plural in a bracket takes up, where the numbers agree; somebody unnamed where they do not."""
        plural = word.low in _PLURAL or word.tag in ("NNS", "NNPS", "CD")
        since = named_since_bracket(self.parsed, self.people, self.list_of, word) if plural else []
        quantity = quantity_at(self.parsed, word) if word.low not in _PLURAL else None
        if quantity is not None and since and quantity.value != len(since):
            return [Party(word, None)]
        taken_up = quantity is not None or word.low in _PLURAL
        return [Party(word, self.people.by_word[head.i]) for head in since] if taken_up and len(since) > 1 else []

    def teller(self, word: Word) -> Somebody | None:
        """Who the subject of a verb of saying is: by name, or by a pronoun."""
        named = self.people.by_word.get(word.i)
        return named or (self.pronoun(word, SINGULAR[word.low], wronged=False) if word.low in SINGULAR else None)

    def pronoun(self, word: Word, sex: str, *, wronged: bool) -> Somebody | None:
        """The person of whom "he" or "she" speaks: the last fitting one, subjects and main persons first."""
        return singular_pronoun(self, word, sex, wronged=wronged)

    def groups_before(self, start: int) -> list[tuple[int, list[Word]]]:
        """The last lists of names and plural nouns for people before a place."""
        at = bisect_left(self.groups, start, key=lambda group: group[0])
        return self.groups[max(0, at - 12) : at]

    @staticmethod
    def is_definite(word: Word) -> bool:
        """Whether a noun has "the", "this" or the like before it."""
        return any(child.low in _DEFINITE for child in word.children if child.dep == "det")

    def label(self, word: Word) -> tuple[int, int]:
        """Place of the words that name a party: a person's full name, else its noun phrase."""
        person = self.people.by_word.get(word.i)
        if person is not None:
            return person.start, person.end
        left, right = noun_phrase(word, self.parsed)
        words = self.parsed.words
        return words[left].start, words[right].end
