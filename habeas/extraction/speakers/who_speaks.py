"""Who a speaker is: the full name behind "he", "the committee" or "the report", and the organisation given to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.gazetteer import singular
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.people.humans import is_human
from habeas.extraction.sayings.paper_makers import DOCUMENTS, Papers
from habeas.extraction.speakers.bodies import Bodies
from habeas.extraction.speakers.named_later import body_named_later, person_named_later
from habeas.extraction.speakers.posts import Posts
from habeas.extraction.speakers.pronouns import Antecedents
from habeas.extraction.speakers.together import apart_in_row, speakers_together
from habeas.extraction.speakers.wording import DESCRIBING, initials_of, initials_of_name, whole_name, written_of
from habeas.model import Mention, Span

if TYPE_CHECKING:
    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.sayings.finding import Saying

ANNOUNCEMENTS = word_list("sources", "announcements")
ANONYMOUS = word_list("sources", "anonymous")
BODIES = word_list("sources", "bodies")


_SPEAKING = word_list("sources", "speaking")


_PERSONAL = {"he": "m", "she": "f", "him": "m", "her": "f"}
_SPOKEN_MANNERS = frozenset(("report", "mind", "demand", "judgement", "label", "accuse"))
_SENTENCES_BACK = 3
_SPEECH_BACK = 8  # sentences from one quotation of somebody to the next
_SHORTEST_ACRONYM = 2  # letters
_JUST_BEFORE = 2
_LONGEST = 2_000
_MOST_CONTINUED = 40
_MOST_NAME = 4  # words
_WORDS_BACK = 40
_TAKING_UP = word_list("sayings", "taking_up")
_MANY_IN_ONE = word_list("sayings", "many_in_one")
_BELONGING = word_list("sayings", "belonging")
_WHO = word_list("sayings", "asides")
_COLLECTIVE = word_list("sources", "collective")
_INTRODUCING = word_list("sources", "introducing")
_PAPERS_TAKEN_UP = word_list("sources", "papers_taken_up")


def _start_of(spoken: tuple[int, int, Somebody]) -> int:
    return spoken[0]


def speaks(word: Word) -> bool:
    """Whether a common noun names somebody or something that can speak."""
    written = word.low in DOCUMENTS | ANNOUNCEMENTS  # a release says something, releases happen
    return written or bool({word.low, singular(word.low)} & (ANONYMOUS | BODIES | _SPEAKING))


def can_speak(sheet: Sheet, word: Word) -> bool:
    """Whether words can be somebody's or some paper's: people, organisations, places that stand for them, documents."""
    acronym = word.text.removesuffix("s").isupper() and len(word.text) > _SHORTEST_ACRONYM  # "CPJ", "MEPs"
    if acronym or word.pos in ("PROPN", "PRON") or word.i in sheet.people.run_of or is_human(sheet, word):
        return True
    if any(party.person is not None for party in sheet.referents.resolve(word)):
        return True
    one = singular(word.low)  # "groups", "charities"
    return speaks(word) or bool({word.low, one} & sheet.referents.gazetteer.organisation_words)


class Speakers:
    """The speakers of a document."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        spoken: list[tuple[int, Word]] = [
            (s.source.start, s.source)
            for s in sheet.sayings
            if s.source is not None
            and (s.stated or s.manner == "judgement")
            and s.source.i not in sheet.people.by_word
            and s.source.pos in ("NOUN", "PROPN")
            and can_speak(sheet, s.source)
        ]
        spoken.sort(key=lambda pair: pair[0])
        self._papers = Papers(sheet)
        self._bodies_heard = [(at, self._papers.maker(source) or source) for at, source in spoken]
        self._antecedents = Antecedents(sheet, spoken)
        self._bodies = Bodies(sheet, spoken)
        self._offices = Posts(sheet)
        self._spoken: list[tuple[int, int, Somebody]] = []  # start, sentence and person of each who spoke, in order
        self._goes_on: dict[int, Somebody] = {}  # of each "he" or "she" that says something
        self._posts: dict[str, Word] = {}  # initials of a post or body to who spoke first under it
        for saying in sheet.sayings:
            if saying.stated and saying.source is not None and saying.source.tag == "NNP":
                self._posts.setdefault(initials_of(sheet, saying.source), saying.source)
        for run in sheet.people.names:
            if run.kind == "organisation" and len(run.words) > _SHORTEST_ACRONYM:
                self._posts.setdefault(initials_of_name(run.words), run.head)
        self._nameless: list[tuple[int, Word]] = sorted(
            (s.source.start, s.source)
            for s in sheet.sayings
            if s.stated and s.source is not None and s.source.tag == "NN" and self._is_nameless(s.source)
        )
        self._heard: list[tuple[int, Word]] = sorted(
            (
                (s.source.start, who)
                for s in sheet.sayings
                if s.source is not None and self._may_issue(s, who := self._named_beside(s.source) or s.source)
            ),
            key=lambda pair: pair[0],
        )
        for saying in sorted(sheet.sayings, key=lambda s: s.source.start if s.source is not None else -1):
            if saying.source is not None and saying.manner in _SPOKEN_MANNERS:
                self._note_speaker(saying, saying.source)

    def _is_nameless(self, word: Word) -> bool:
        """Whether a common noun names one person whom the document does not name."""
        known = any(party.person is not None for party in self._sheet.referents.resolve(word))
        return not known and is_human(self._sheet, word) and self._named_beside(word) is None

    def _note_speaker(self, saying: Saying, word: Word) -> None:
        person = self._sheet.people.by_word.get((self._named_beside(word) or word).i)
        if person is None and word.low in _PERSONAL and word.i not in self._goes_on:
            party = next(iter(self._sheet.referents.resolve(word)), None)
            person = self._who_goes_on(saying, word, party.person if party is not None else None)
            if person is not None:
                self._goes_on[word.i] = person
        if person is not None and not self._is_in_speech(saying, word):
            self._spoken.append((word.start, word.sentence, person))

    def _is_in_speech(self, saying: Saying, word: Word) -> bool:
        """Whether somebody speaks only in what another one says: "“He was tired. He said it was cold,” she said"."""
        at = bisect_right(self._sheet.quotations, word.start, key=lambda quotation: quotation.start)
        return saying.mode != "direct" and at > 0 and word.end <= self._sheet.quotations[at - 1].end

    def speaker(self, saying: Saying) -> tuple[Mention | None, Span | None]:
        """Who speaks, as written and in full, and the organisation that the document gives them."""
        for _ in range(_MOST_CONTINUED):
            if not 0 <= saying.follows < len(self._sheet.sayings):
                break
            saying = self._sheet.sayings[saying.follows]  # whoever began to speak goes on
        word = saying.source
        if word is None:
            return None, None
        if word.low in _TAKING_UP and word.i not in self._sheet.people.by_word:
            word = self._antecedents.of(word) or word
        word = self._post_behind(word) or word
        word = self._papers.maker(word) or word
        named = self._named_beside(word) or self._offices.named_within(word) or self._offices.holder(word)
        word = self._bodies.meant(word) or self._issuer(word) or named or word
        word = self._described(saying, word) or body_named_later(self._sheet, word, self._bodies_heard) or word
        parties = self._sheet.referents.resolve(word)
        together = speakers_together(self._sheet, word, [party.person for party in parties])
        if together is not None:
            return together, None
        person = parties[0].person if parties and all(party.person is parties[0].person for party in parties) else None
        if word.tag == "NNS" and len(parties) == 1 and word.i not in self._sheet.people.by_word:
            person = None  # "ten deputies, including X"
        person = self._kinsman(word) or person or person_named_later(self._sheet, word, self._spoken)
        if word.low in _PERSONAL:
            person = self._goes_on.get(word.i) or self._who_goes_on(saying, word, person)
        other_sex = person is not None and person.sex not in ("", _PERSONAL.get(word.low, person.sex))
        silent = person is not None and word.low in _PERSONAL and not self._has_spoken(word, person)
        nameless = self._nameless_before(word) if word.low in _PERSONAL and (person is None or other_sex) else None
        nameless = nameless or (self._kin_before(word) if silent else None)
        if person is not None and nameless is None:
            return self._mention(word, person), self._affiliation(person)
        if nameless is not None:
            written = written_of(self._sheet, word)
            return Mention(role="speaker", written=written, name=written_of(self._sheet, nameless)), None
        return Mention(role="speaker", written=self._bodies.full_name(word) or written_of(self._sheet, word)), None

    def speakers(self, saying: Saying) -> list[tuple[Mention | None, Span | None]]:
        """Everybody who speaks: of "both", the two who spoke last; else one."""
        word = saying.source
        if word is not None and word.low == "both" and not word.children:
            people = self._last_people(word, 2)
            if len(people) == 2:
                return [(self._mention(word, person), self._affiliation(person)) for person in reversed(people)]
        row = apart_in_row(self._sheet, word) if word is not None else []
        if row:
            people_of = self._sheet.people.by_word
            return [(self._mention(head, people_of[head.i]), self._affiliation(people_of[head.i])) for head in row]
        return [self.speaker(saying)]

    def _kinsman(self, word: Word) -> Somebody | None:
        """Who "her sister" is that tells of it, where the document calls just one person so."""
        owner = word.child("poss")
        if owner is None or owner.pos != "PRON" or word.tag != "NN" or word.i in self._sheet.people.run_of:
            return None
        known = self._sheet.referents.kin.get(word.low, [])
        return known[0] if len(known) == 1 else None

    def _nameless_before(self, word: Word) -> Word | None:
        """Who "he" is that nobody named: "“..”, a police officer said. He confirmed that .."."""
        at = bisect_left(self._nameless, word.start, key=lambda pair: pair[0])
        last = self._nameless[at - 1][1] if at else None
        if last is None or word.sentence - last.sentence > _SENTENCES_BACK:
            return None
        owner = last.child("poss")
        if owner is not None and owner.low in ("his", "her") and last.sentence == word.sentence:
            return None  # "his lawyer said he told her": he is not the lawyer
        after = bisect_right(self._spoken, word.start - 1, key=_start_of)
        return last if not after or self._spoken[after - 1][0] < last.start else None

    def _kin_before(self, word: Word) -> Word | None:
        """Who "she" is where his sister spoke just before, and he has said nothing."""
        last = self._nameless_before(word)
        gazetteer = self._sheet.referents.gazetteer
        sexes = {"m": gazetteer.male, "f": gazetteer.female}[_PERSONAL[word.low]]
        return (
            last if last is not None and last.low in sexes and word.sentence - last.sentence <= _JUST_BEFORE else None
        )

    def _post_behind(self, word: Word) -> Word | None:
        """Who "the PRO" is: who spoke under words with these initials, "the Public Relations Officer"; so "HRW"."""
        source = self._posts.get(word.text) if word.i not in self._sheet.people.by_word else None
        if source is None or source.start >= word.start:
            return None
        return self._named_beside(source) or source

    def _mention(self, word: Word, person: Somebody) -> Mention:
        name = Span.of(self._sheet.text, person.start, person.end)
        return Mention(role="speaker", written=written_of(self._sheet, word), name=name)

    def _who_goes_on(self, saying: Saying, word: Word, person: Somebody | None) -> Somebody | None:
        """Who "he" or "she" is that says something: whoever spoke last, where nothing speaks against it.

        Nobody calls himself by his name in his own words.
        """
        sex = _PERSONAL[word.low]
        last = [one for one in self._last_people(word, 3) if not self._names(saying, one)]
        spoke = [one for one in last if one.sex in ("", sex)]
        if person is None:
            return next(iter(spoke or last), None)
        if saying.mode == "direct" and not self._has_spoken(word, person):
            goes_on = next((one for one in self._last_people(word, 3, _SPEECH_BACK) if one.sex in ("", sex)), None)
            if goes_on is not None and not self._names(saying, goes_on):
                return goes_on  # whoever has not spoken yet is spoken about
        fits = not self._names(saying, person)
        if fits and (person in spoke or not (spoke and self._just_spoke(word, spoke[0]))):
            return person
        return next((one for one in spoke if one is not person), person)

    def _has_spoken(self, word: Word, person: Somebody) -> bool:
        """Whether a person has said anything before a word."""
        at = bisect_right(self._spoken, word.start - 1, key=_start_of)
        return any(one is person for _, _, one in self._spoken[max(0, at - _MOST_CONTINUED) : at])

    def _just_spoke(self, word: Word, person: Somebody) -> bool:
        """Whether a person spoke in one of the two sentences before."""
        at = bisect_right(self._spoken, word.start - 1, key=_start_of)
        before = self._spoken[max(0, at - 4) : at]
        return any(one is person and word.sentence - sentence <= _JUST_BEFORE for _, sentence, one in before)

    def _names(self, saying: Saying, person: Somebody) -> bool:
        """Whether what is said names the person."""
        by_word = self._sheet.people.by_word
        return any(
            by_word.get(word.i) is person
            for content in saying.contents
            for word in self._sheet.parsed.words_in(content[0], min(content[1], content[0] + _LONGEST))
        )

    def _last_people(self, word: Word, most: int, back: int = _SENTENCES_BACK) -> list[Somebody]:
        """The persons who spoke last before a word, in the sentences just before it, nearest first."""
        at = bisect_right(self._spoken, word.start - 1, key=_start_of)
        found: list[Somebody] = []
        for _, sentence, person in reversed(self._spoken[max(0, at - 6) : at]):
            if word.sentence - sentence > back:
                break
            if person not in found:
                found.append(person)
        return found[:most]

    def _may_issue(self, saying: Saying, word: Word) -> bool:
        """Whether a source can be the one whose paper is quoted next: somebody with a name."""
        run = self._sheet.people.run_of.get(word.i)
        named = run is not None and run.kind in ("person", "organisation", "unknown")
        return (named or word.low in _PERSONAL) and (saying.stated or saying.manner == "judgement")

    def _issuer(self, word: Word) -> Word | None:
        """Whose paper "the statement" is: of whoever spoke last, before all in a sentence that tells of the paper."""
        taken_up = word.low in _PAPERS_TAKEN_UP
        if not (taken_up or word.low in DOCUMENTS) or [child.low for child in word.children] != ["the"]:
            return None
        at = bisect_left(self._heard, word.start, key=lambda pair: pair[0])
        near = [w for _, w in self._heard[max(0, at - 6) : at] if word.sentence - w.sentence <= _SENTENCES_BACK]
        told = [w for w in near if w.sentence != word.sentence and self._tells_of(w.sentence, word.low)]
        near = near if taken_up else []  # "the report" may be the one that the reader holds
        return next(iter(reversed(told or [w for w in near if w.sentence != word.sentence])), None)

    def _described(self, saying: Saying, word: Word) -> Word | None:
        """Who "the rights activist" is behind a quotation: the person who spoke just before, unless one was introduced.

        Newspapers vary the words for a speaker; "a judge" named in between is another one.
        """
        if saying.mode != "direct" or word.tag != "NN" or word.i in self._sheet.people.run_of:
            return None
        low = [child.low for child in word.children if child.dep in ("det", "poss")]
        plain = all(child.dep in ("det", "poss", "amod", "compound") for child in word.children)
        if not plain or not low or low[0] in _INTRODUCING or not is_human(self._sheet, word):
            return None
        if any(party.person is not None for party in self._sheet.referents.resolve(word)):
            return None
        at = bisect_left(self._heard, word.start, key=lambda pair: pair[0])
        last = self._heard[at - 1][1] if at else None
        if last is None or word.sentence - last.sentence > _JUST_BEFORE or not self._is_person(last):
            return None
        between = self._sheet.parsed.words[last.i + 1 : word.i]
        return None if any(other.low == word.low for other in between) else last

    def _is_person(self, word: Word) -> bool:
        run = self._sheet.people.run_of.get(word.i)
        beside = word.dep == "appos" and run is not None and self._named_beside(word.head) is word
        return word.i in self._sheet.people.by_word or word.low in _PERSONAL or beside

    def _tells_of(self, sentence: int, low: str) -> bool:
        one = self._sheet.parsed.sentences[sentence]
        return any(word.low == low for word in self._sheet.parsed.words[one.first : one.last])

    def _named_beside(self, word: Word) -> Word | None:
        """The person whom a description names behind a comma: "his lawyer, Anna Madeup,"."""
        people, words = self._sheet.people, self._sheet.parsed.words
        close = next((c for c in word.children if c.dep == "appos" and c.left == word.i + 1), None)
        if close is not None and close.i in people.by_word and word.i not in people.by_word:
            return close  # "the constituency MP Anna Madeup"
        if close is not None and close.pos == "PROPN" and word.pos == "NOUN" and word.low in DESCRIBING:
            return close  # "the monitoring site NetMadeup"
        post = word.tag == "NNP" and word.low in self._sheet.referents.gazetteer.role_of  # "the Director of Relations"
        if word.i in people.by_word or not (post or (word.tag == "NN" and is_human(self._sheet, word))):
            return None
        for child in word.children:
            run = people.run_of.get(child.i) if child.dep == "appos" and child.i > word.i else None
            if run is None or not 1 < len(run.words) <= _MOST_NAME:
                continue
            first = run.words[0].i
            while first - 1 > word.i and words[first - 1].pos == "PROPN":
                first -= 1  # "the director, DSP Anna Madeup"
            if words[first - 1].text != ",":
                continue
            after = words[run.words[-1].i + 1].low if run.words[-1].i + 1 < len(words) else ""
            mine = self._is_mine(word) and run.kind == "organisation"
            mistaken = (mine or (post and after in _WHO)) and not self._holds_body(run.key)
            if run.kind in ("person", "unknown") or mistaken:
                return child
        return None

    def _is_mine(self, word: Word) -> bool:
        """As in "his lawyer", "the group's spokesman": one person of somebody, whatever the name looks like."""
        known = word.low in self._sheet.referents.gazetteer.role_of
        return known and any(child.dep == "poss" for child in word.children)

    def _holds_body(self, key: tuple[str, ...]) -> bool:
        return any(low in self._sheet.referents.gazetteer.organisation_words or len(low) == 1 for low in key)

    def publisher(self, word: Word) -> Word | None:
        """Whose report it is: "a report by X"; "the report" takes up the last such one."""
        return self._bodies.publisher(word)

    def _affiliation(self, person: Somebody) -> Span | None:
        """The organisation that stands with a name: "X of the Y", "X, scholar at the Y"."""
        for _, head in person.mentions[:6]:
            last = self._sheet.people.run_of[head.i].words[-1]
            for top in (head, last, *[c for c in head.children if c.dep == "appos"]):
                for child in top.children:
                    below = child.child("pobj") if child.dep == "prep" and child.low in _BELONGING else None
                    if below is None:
                        continue
                    run = self._sheet.people.run_of.get(below.i)
                    if run is not None and run.kind == "organisation":
                        return whole_name(self._sheet, below)
        return None
