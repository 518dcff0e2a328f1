"""Who says it: the chain of attribution of a place in the text, outermost first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.extraction.lexicon.cues import load_cues
from habeas.extraction.lexicon.gazetteer import load_gazetteer
from habeas.extraction.lexicon.word_lists import word_list
from habeas.extraction.sayings.citing import CITED
from habeas.extraction.sayings.paper_makers import DOCUMENTS
from habeas.extraction.speakers.who_speaks import ANNOUNCEMENTS, ANONYMOUS, BODIES, Speakers
from habeas.extraction.speakers.wording import written_of
from habeas.model import AttributionStep, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from habeas.extraction.drafts import Sheet
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody
    from habeas.extraction.sayings.finding import Saying
    from habeas.extraction.sayings.quotes import Citation


_OUTLET_ENDINGS = word_list("sayings", "outlet_endings")
_COMMANDING = word_list("sayings", "commanding")
_PRONOUNCING = word_list("sayings", "pronouncing")
_FIRST_PERSON = word_list("sources", "first_person")
_TALKING = word_list("sayings", "talking")
_OUTLET_NOUNS = word_list("sayings", "outlet_nouns")
_TALKS = word_list("sayings", "talks")
_TO_OUTLETS = word_list("sayings", "to_outlets")
_WITH_OUTLETS = word_list("sayings", "with_outlets")
_BELOW_DEMANDS = frozenset(("xcomp", "advcl", "ccomp", "pcomp", "prep", "conj"))
_MOST_ABOVE = 6  # words between a saying and the demand for it


@dataclass(slots=True)
class Reach:
    """How far back a citation speaks for the text: the sentences `first` to `last`."""

    citation: Citation
    first: int
    last: int
    kind: str
    carried: dict[int, int] = field(default_factory=dict)


class Chains:
    """The attributions of a document, by place."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._ranges = sorted(
            (content[0], content[1], number)
            for number, saying in enumerate(sheet.sayings)
            for content in saying.contents
        )
        self._starts = [start for start, _, _ in self._ranges]
        self._by_sentence: dict[int, list[int]] = {}
        for number, saying in enumerate(sheet.sayings):
            at = saying.cue_range[0] if saying.cue_range else saying.contents[0][0]
            for word in sheet.parsed.words_in(at, at + 1)[:1]:
                self._by_sentence.setdefault(word.sentence, []).append(number)
        self._reaches: dict[int, Reach] = {}
        self._speakers = Speakers(sheet)
        for citation in sheet.citations:
            if not citation.credit:
                self._note_reach(citation)

    def covering(self, start: int, end: int) -> tuple[int, ...]:
        """Numbers of the sayings whose content holds a place, outermost first."""
        found = []
        at = bisect_right(self._starts, start)
        for low, high, number in reversed(self._ranges[max(0, at - 40) : at]):
            if low <= start and end <= high:
                found.append((low - high, self._sheet.sayings[number].form == CITED, number))
        return tuple(dict.fromkeys(number for *_, number in sorted(found)))

    def _asking(self, start: int, end: int) -> tuple[int, ...]:
        """Numbers of the sayings whose cue begins a place: "prosecutors sought a sentence of five years"."""
        found = []
        for low, high, number in self._ranges[bisect_right(self._starts, start) : bisect_right(self._starts, end)]:
            saying = self._sheet.sayings[number]
            cue = saying.cue_range if _is_asking(saying) else None  # "announced a fine" may be the deed itself
            if cue is not None and cue[0] <= start < cue[1] <= low < end <= high:
                found.append(number)
        return tuple(found)

    def steps(self, start: int, end: int, *, without: int = -1) -> tuple[AttributionStep, ...]:
        """The chain for a place: the citation that reaches it, then the speakers, outermost first.

        Args:
            start: The place.
            end: Its end.
            without: Number of a saying to leave out (its own).
        """
        inside = self._sheet.parsed.words_in(start, end)
        if not inside:
            return ()
        steps: list[AttributionStep] = []
        reach = self._reaches.get(inside[0].sentence)
        if reach is not None and start < reach.citation.start:
            steps.append(self._citation_step(reach))
        covering = [
            n
            for n in (*self.covering(start, end), *self._asking(start, end))
            if n != without and self._sheet.sayings[n].stated and not _is_done(self._sheet.sayings[n])
        ]
        if not covering and reach is not None and without < 0:
            carried = reach.carried.get(inside[0].sentence)
            covering = [] if carried is None else [carried]
        demands = [self._sheet.sayings[n].cue for n in covering if self._sheet.sayings[n].manner == "demand"]
        for number in covering:
            saying = self._sheet.sayings[number]
            if _is_only_asked(saying, demands):
                continue  # "urged ministers to press for her release": no minister has said so
            if saying.source is not None and saying.source.low in _FIRST_PERSON:
                continue  # "we call on ..", she said: it is she who calls; outside quotations it is the author
            outlet = self.outlet_step(saying)
            if outlet is not None and not any(step.role == "outlet" for step in steps):
                steps.append(outlet)
            steps.append(self._saying_step(saying))
        return tuple(steps)

    # -- citations -----------------------------------------------------------------------------------------------------
    def _note_reach(self, citation: Citation) -> None:
        parsed = self._sheet.parsed
        before = parsed.words_in(max(0, citation.start - 3), citation.start)
        if not before:
            return
        last = parsed.sentence_of(before[-1])
        first = last.number
        quotations = self._sheet.quotations
        at = bisect_left(quotations, last.start, key=lambda quotation: quotation.outer_start)
        if at and quotations[at - 1].outer_end > last.start:
            begun = quotations[at - 1].outer_start
            words = parsed.words_in(begun, begun + 1)
            first = min(first, words[0].sentence) if words else first
        quoted_from = first
        first = self._reach_back(first, last.paragraph)
        paragraph_start = first == 0 or parsed.sentences[first - 1].paragraph != last.paragraph
        kind = "sentence" if first == last.number else "paragraph" if paragraph_start else "last_citation"
        reach = Reach(citation, first, last.number, kind)
        speaker: int | None = None
        for number in range(first, last.number + 1):
            said = self._by_sentence.get(number)
            if said:
                speaker = said[0]
            elif speaker is not None and number < quoted_from + 1:
                reach.carried[number] = speaker
            self._reaches.setdefault(number, reach)

    def _reach_back(self, first: int, paragraph: int) -> int:
        """The first sentence of a run of attributed ones that ends at `first`; one bare sentence may lie between."""
        sentences = self._sheet.parsed.sentences
        at = first
        while at > 0 and sentences[at - 1].paragraph == paragraph and at - 1 not in self._reaches:
            if self._speaker_of(at - 1) is not None:
                at -= 1
                continue
            before, after = self._speaker_of(at - 2) if at >= 2 else None, self._speaker_of(at)
            same = before is not None and before is after and at - 2 not in self._reaches
            if not same or sentences[at - 2].paragraph != paragraph:
                break
            at -= 2
        return at

    def _speaker_of(self, sentence: int) -> Somebody | None:
        for number in self._by_sentence.get(sentence, ()):
            saying = self._sheet.sayings[number]
            if saying.source is not None and saying.manner in ("report", "mind"):
                for party in self._sheet.referents.resolve(saying.source):
                    if party.person is not None:
                        return party.person
        return None

    def _citation_step(self, reach: Reach) -> AttributionStep:
        outlet = reach.citation.outlet
        name = Span.of(self._sheet.text, *outlet) if outlet else None
        return AttributionStep(
            role="outlet", name=name, cited=reach.citation.date, outlet_missing=name is None, reach=reach.kind
        )

    # -- speakers ------------------------------------------------------------------------------------------------------
    def outlet_step(self, saying: Saying) -> AttributionStep | None:
        """As in "told the BBC", "in an interview with ..": the outlet through which the words came."""
        word = saying.outlet
        if word is None and saying.cue is not None:
            word = _interview_outlet(saying.cue)
        if word is None or word is saying.source or not self.is_outlet(word):
            return None
        run = self._sheet.people.run_of[word.i]
        before = self._sheet.parsed.words[run.words[0].i - 1] if run.words[0].i else None
        start = before.start if before is not None and before.text == "The" else run.start
        return AttributionStep(role="outlet", name=Span.of(self._sheet.text, start, run.end))

    def is_outlet(self, word: Word) -> bool:
        """Whether a word belongs to the name of a news outlet."""
        run = self._sheet.people.run_of.get(word.i)
        if run is None:
            return False
        name = " ".join(run.key)
        words = load_gazetteer()
        if name in words.outlets or name.removeprefix("the ") in words.outlets:
            return True
        around = {child.low for child in word.children} | {word.head.low if word.dep == "compound" else ""}
        last = run.key[-1]
        return last in _OUTLET_ENDINGS or bool(around & _OUTLET_NOUNS)

    def _saying_step(self, saying: Saying) -> AttributionStep:
        mention, affiliation = self.speaker(saying)
        text = self._sheet.text
        cue = Span.of(text, *saying.cue_range) if saying.cue_range else None
        cues = load_cues()
        stance = "endorses" if saying.lemma in cues.endorses else "distances" if saying.lemma in cues.distances else ""
        if mention is None:
            return AttributionStep(role="anonymous", cue=cue, mode=saying.mode, reporter_stance=stance)
        full = mention.name if mention.name is not None and mention.name.text != mention.written.text else None
        return AttributionStep(
            role=self.role_of(saying),
            name=mention.written,
            full_name=full,
            affiliation=affiliation,
            cue=cue,
            mode=saying.mode,
            reporter_stance=stance,
        )

    def role_of(self, saying: Saying) -> str:
        """What sort of source it is."""
        word = saying.source
        if word is None:
            return "anonymous"
        if any(party.person for party in self._sheet.referents.resolve(word)):
            return "speaker"
        publisher = self._speakers.publisher(word)
        if self.is_outlet(publisher or word):
            return "outlet"
        for names, role in (
            (DOCUMENTS, "document"),
            (ANNOUNCEMENTS, "announcement"),
            (BODIES, "body"),
            (ANONYMOUS, "anonymous"),
        ):
            if word.low in names:
                return role
        run = self._sheet.people.run_of.get(word.i)
        return "body" if run is not None and run.kind in ("organisation", "place") else "speaker"

    def speaker(self, saying: Saying) -> tuple[Mention | None, Span | None]:
        """Who speaks, as written and in full, and the organisation that the document gives them."""
        return self._speakers.speaker(saying)

    def speakers(self, saying: Saying) -> list[tuple[Mention | None, Span | None]]:
        """Everybody who speaks: of "both", two; else one."""
        return self._speakers.speakers(saying)

    def written(self, word: Word) -> Span:
        """The words by which somebody is mentioned here."""
        return written_of(self._sheet, word)


def _is_asking(saying: Saying) -> bool:
    """Whether the cue asks for something, whatever it holds: "recommended a fine", "demanded to be released"."""
    cue = load_cues().verbs.get(saying.cue.low) if saying.cue is not None else None
    return cue is not None and cue.manner("clause", "infinitive", "for") == "demand" and cue.lemma not in _COMMANDING


def _is_done(saying: Saying) -> bool:
    """As in "a judge ordered the police to free them", "declared void the warrant for X": a deed, no report."""
    ordered = saying.lemma in _COMMANDING and saying.form == "infinitive"
    return ordered or (saying.lemma in _PRONOUNCING and saying.form == "object")


def _is_only_asked(saying: Saying, demands: Sequence[Word | None]) -> bool:
    """Whether a saying is what another asks for: "urged ministers to support X by calling for his release"."""
    word = saying.cue
    for _ in range(_MOST_ABOVE if word is not None else 0):
        if word is None or word.dep not in _BELOW_DEMANDS or word.head is word:
            return False
        bare = any(child.low == "to" and child.dep == "aux" for child in word.children)
        if bare and any(cue is word.head for cue in demands):
            return True
        word = word.head
    return False


def _interview_outlet(cue: Word) -> Word | None:
    """The outlet of "said in an interview with X", "said to X", "told X"."""
    for child in cue.children:
        if child.dep == "advcl" and child.tag == "VBG" and child.low in _TALKING:
            talk = next((c for c in child.children if c.dep == "prep" and c.low in _WITH_OUTLETS), None)
            if talk is not None and talk.child("pobj") is not None:
                return talk.child("pobj")
        below = child.child("pobj") if child.dep in ("prep", "dative") else None
        if below is None:
            continue
        if child.low in _TO_OUTLETS:
            return below
        if child.low in ("in", "during") and below.low in _TALKS:
            for inner in below.children:
                if inner.dep == "prep" and inner.low in _WITH_OUTLETS:
                    return inner.child("pobj")
    return None
