"""Events in the making, and the sheet on which the passes note what they find."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.model import Span

if TYPE_CHECKING:
    from habeas.extraction.events.triggers import Trigger
    from habeas.extraction.grammar.words import ParsedText, Word
    from habeas.extraction.people.parties import Party
    from habeas.extraction.people.persons import People
    from habeas.extraction.references.referents import Referents
    from habeas.extraction.sayings.finding import Saying
    from habeas.extraction.sayings.quotes import Citation, Quotation
    from habeas.extraction.speakers.chains import Chains
    from habeas.extraction.values.found_dates import FoundDate
    from habeas.model import Claim, LegalReference, Problem, Term


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody in a role: the word here, and who that is."""

    role: str
    party: Party


@dataclass(slots=True)
class EventDraft:
    """An event in the making.

    Attributes:
        trigger: Its words. verb: The verb of its clause.
        roles: Who takes part. counted: The word of an unnamed group.
        date, until: When.
        date_fit: How closely the date hangs on the trigger.
        lent: The date was taken from another mention of the same occasion.
        legal, term, place: As the clause gives them.
        sayings: Numbers of the attributions that cover it, outermost first.
        modality: As judged.
    """

    trigger: Trigger
    verb: Word | None
    roles: list[Role] = field(default_factory=list)
    counted: Word | None = None
    date: FoundDate | None = None
    until: FoundDate | None = None
    date_fit: float = 0.0
    lent: bool = False
    legal: list[LegalReference] = field(default_factory=list)
    term: Term | None = None
    place: tuple[int, int] | None = None
    sayings: tuple[int, ...] = ()
    modality: str = "asserted"
    variant: str = ""

    @property
    def event_type(self) -> str:
        """Type of the event."""
        return self.trigger.pattern.event_type

    def persons(self, *roles: str) -> list[Party]:
        """The named parties in the roles given; in any role where none is."""
        return [
            role.party for role in self.roles if role.party.person is not None and (not roles or role.role in roles)
        ]


@dataclass(slots=True)
class Captions:
    """Stretches of text that caption a photograph; `place in captions` asks for one."""

    ranges: list[tuple[int, int]] = field(default_factory=list)

    def __contains__(self, place: int) -> bool:
        """Whether a place lies in a caption."""
        at = bisect_right(self.ranges, place, key=lambda stretch: stretch[0])
        return any(place < end for _, end in self.ranges[max(0, at - 8) : at])  # those of one sentence may overlap


@dataclass(slots=True)
class Sheet:
    """What the passes share: each adds what it finds.

    Attributes:
        document_id, text, language: Of the document.
        parsed: Its words.
        quotations, citations, dates, people, referents, sayings, events: As found so far.
        claims, problems: What will be proposed.
        notes: What explains a claim: the number of the claim to `(pass, pack entry)` pairs.
    """

    document_id: str
    text: str
    language: str
    parsed: ParsedText
    quotations: list[Quotation] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    dates: list[FoundDate] = field(default_factory=list)
    people: People = None  # type: ignore[assignment]
    referents: Referents = None  # type: ignore[assignment]
    chains: Chains = None  # type: ignore[assignment]
    sayings: list[Saying] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)
    captions: Captions = field(default_factory=Captions)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[tuple[tuple[str, str], ...]] = field(default_factory=list)

    def quote_of(self, start: int, end: int) -> Span:
        """The sentence or sentences that hold a place, trimmed."""
        words = self.parsed.words_in(start, max(end, start + 1))
        if not words:
            return Span.of(self.text, start, end)
        first, last = self.parsed.sentence_of(words[0]), self.parsed.sentence_of(words[-1])
        low, high = min(first.start, start), max(last.end, end)
        while low < high and self.text[low].isspace():
            low += 1
        while high > low and self.text[high - 1].isspace():
            high -= 1
        return Span.of(self.text, low, high)
