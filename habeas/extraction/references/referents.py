"""To whom a word points: names, pronouns, "the activist", "the two journalists", lists and appositions."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.grammar.clauses import ancestors, coordinated, noun_phrase, taken_up_by
from habeas.extraction.grammar.quoted_words import QuotedWords, find_quoted_words
from habeas.extraction.layout.day_lines import find_day_lines
from habeas.extraction.lexicon.gazetteer import Gazetteer, load_gazetteer, singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.bracketed import name_before_bracket, named_since_bracket
from habeas.extraction.people.name_rows import find_rows
from habeas.extraction.people.parties import Party, is_bystander
from habeas.extraction.references.clients import CLIENT, CLIENTS, Retainer, clients_of, find_retainers
from habeas.extraction.references.described_groups import described_group
from habeas.extraction.references.described_persons import described_person, said_of
from habeas.extraction.references.first_persons import first_person
from habeas.extraction.references.group_members import identified, list_above, named_members
from habeas.extraction.references.kin import Tie, find_ties, kinsman
from habeas.extraction.references.named_later import named_later
from habeas.extraction.references.only_persons import find_only_one, find_servant, named_behind
from habeas.extraction.references.plurals import plural_pronoun
from habeas.extraction.values.counts import quantity_at

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.people.persons import People, Somebody
    from habeas.extraction.references.wronged_groups import WrongedGroup

_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = word_list("people", "plural")
_ONLOOKERS = word_list("people", "onlookers")
_DEFINITE, _RELATIVE = word_list("people", "definite"), word_list("people", "relative")
_MAKING = word_list("people", "making")
_LEAST = -5.0  # a pronoun whose best person scores no more points to nobody known
_STRANGERS = frozenset(("civic", "prisoner", "other"))
_BYSTANDERS = frozenset(("official", "lawyer", "relative", "other"))


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
            if person is None and word.low in _SINGULAR and word.pos == "PRON":
                person = self.pronoun(word, _SINGULAR[word.low], wronged=False)
                if person is not None and not person.sex:
                    self._learn_sex(person, _SINGULAR[word.low])
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
        if word.low in _SINGULAR:
            return [Party(word, self.pronoun(word, _SINGULAR[word.low], wronged=wronged))]
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
        person = said_of(self, word) or described_person(self, word, wronged=wronged)
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
        return named or (self.pronoun(word, _SINGULAR[word.low], wronged=False) if word.low in _SINGULAR else None)

    def _is_own_word(self, word: Word, person: Somebody) -> bool:
        """As in '"They beat him", X said': nobody speaks of himself as "him"."""
        if word.i not in self.quoted.inside:
            return False
        tellers = self.quoted.tellers.get(self.parsed.sentence_of(word).paragraph, [])
        return any(self.people.by_word.get(teller.i) is person for teller in tellers[:8])

    def pronoun(self, word: Word, sex: str, *, wronged: bool) -> Somebody | None:
        """The person of whom "he" or "she" speaks: the last fitting one, subjects and main persons first."""
        return self._before_bracket(word, sex) or self._last_fitting(word, sex, wronged=wronged)

    def _last_fitting(self, word: Word, sex: str, *, wronged: bool) -> Somebody | None:
        sentence = self.parsed.sentence_of(word)
        best: tuple[float, Somebody] | None = None
        teller = _teller(word) if wronged else None
        for _, person, head in self.before(word.start, 30):
            away = sentence.number - head.sentence
            if away > 6 or (person.sex and person.sex != sex) or self._is_nobody_for(word, person, head):
                continue
            paragraphs = sentence.paragraph - self.parsed.sentences[head.sentence].paragraph
            if paragraphs > 4:
                break
            if away == 0 and head.head is word.head and head.dep in ("nsubj", "nsubjpass") and word.dep == "dobj":
                continue  # "X arrested him": him is not X
            score = (0.7 if away == 0 else -1.2 * away) - 0.35 * paragraphs
            score += 0.5 if away == 0 and head.pos == "PRON" and head.low in _SINGULAR else 0.0
            score += self._salience(head) + (0.3 if person.sex == sex else 0.0) + 0.1 * min(3, person.wronged)
            score += 0.1 * min(4, len(person.mentions))
            if self.list_of.get(head.i, [head])[0] is not head:
                score -= 0.4  # "identified as A, B and C. He .."
            if wronged:
                if is_bystander(person) and not self._binds(head, word):
                    told = head.pos != "PRON" and head.head.low not in self.gazetteer.speech_verbs
                    if away != 1 or paragraphs or not told:
                        continue  # an official speaks or acts; only the subject of the sentence before is told of
                    score -= 0.0 if head.dep in ("nsubj", "nsubjpass") else 3.0
                score += 0.4 if person.wronged else 0.0
                if head is teller and head.low in _RELATIVE:
                    score += 1.0  # "X, who says she was beaten"
                elif head is teller and not person.wronged:
                    score -= 1.5 if person.roles and person.roles <= _BYSTANDERS else 0.3
            if best is None or score > best[0]:
                best = (score, person)
        stranger = self._stranger(word, sex, teller)
        if best is None and stranger is None:
            return self._of_entry(word, sex) or named_behind(self, word, sex)
        if best is None or best[0] <= _LEAST or (stranger is not None and stranger > best[0]):
            return None
        return best[1]

    def _before_bracket(self, word: Word, sex: str) -> Somebody | None:
        """As in "A, B (his second conviction) and C": the one named right before the bracket."""
        run = name_before_bracket(self.parsed, self.people, word)
        person = self.people.by_word[run.head.i] if run is not None else None
        last = self.people.before(word.start, 1)
        return person if person is not None and person.sex in ("", sex) and last[0][1] is person else None

    def _is_nobody_for(self, word: Word, person: Somebody, head: Word) -> bool:
        return self._is_own_word(word, person) or self._is_maker(head)

    def _is_maker(self, head: Word) -> bool:
        """As in "Prepared by X": who made the report is not the one of whom its first pronoun tells."""
        run = self.people.run_of.get(head.i)
        first = (run.before or run.words)[0].i if run is not None else head.i
        told = [word.low for word in self.parsed.words[max(0, first - 2) : first]]
        return told[-1:] == ["by"] and told[0] in _MAKING

    def _of_entry(self, word: Word, sex: str) -> Somebody | None:
        """As in "Health: he is ill", many lines below the name of the one whom the case sheet is about."""
        owners = self.people.owners(word.start)
        person = self.people.by_word.get(owners[0].i) if len(owners) == 1 else None
        return person if person is not None and person.sex in ("", sex) else None

    def _binds(self, head: Word, word: Word) -> bool:
        """As in "The general was a client of ours when he was jailed": the clause around names nobody else."""
        if head.dep not in ("nsubj", "nsubjpass") or head.i > word.i:
            return False
        if not any(above.dep == "advcl" and above.head is head.head for above in ancestors(word, 4)):
            return False
        near = self.people.before(word.start, 4)
        return all(mention[1] is near[0][1] for mention in near if mention[2].sentence == word.sentence)

    def _stranger(self, word: Word, sex: str, teller: Word | None) -> float | None:
        """How well somebody unnamed fits a pronoun: "a columnist was stopped. He was held"; None where nobody is."""
        sentence = self.parsed.sentence_of(word)
        at = bisect_left(self.strangers, word.start, key=lambda stranger: stranger.start)
        best: float | None = None
        for head in self.strangers[max(0, at - 4) : at]:
            away = sentence.number - head.sentence
            other = self.gazetteer.male if sex == "f" else self.gazetteer.female
            if away > 1 or head.low in other or not (self._is_new(head) or head is teller):
                continue
            leads = away == 0 and head.dep in ("nsubj", "nsubjpass")  # "a woman was able to say that she was held"
            score = (0.7 if away == 0 else -1.2) + self._salience(head) + (0.6 if head is teller else 0.0)
            score += 0.6 if leads and head.low in self.gazetteer.male | self.gazetteer.female else 0.0
            best = score if best is None else max(best, score)
        return best

    @staticmethod
    def _is_new(word: Word) -> bool:
        return any(child.low in ("a", "an", "one", "another") for child in word.children)

    @staticmethod
    def _salience(head: Word) -> float:
        if head.dep == "appos" and head.head.pos == "NOUN":
            head = head.head  # "the group's envoy, X, was arrested"
        if head.dep in ("nsubj", "nsubjpass"):
            return 1.0
        return 0.4 if head.dep in ("dobj", "conj", "appos") else -0.4 if head.dep in ("poss", "compound") else 0.0

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


def _teller(word: Word) -> Word | None:
    """Who tells what a pronoun stands in: X in "X said that he was arrested"."""
    for above in (word, *ancestors(word, 8)):
        if above.dep == "ccomp":
            return above.head.child("nsubj")
    return None
