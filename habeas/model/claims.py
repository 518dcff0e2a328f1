"""A claim: one thing that a document says, tied to its words, the people in it and the chain of who says it.

Everything here comes from one document alone: no clock, no version of a reader, nothing from a pack, no value that
hangs on the day of publication. Words of open vocabularies (event types, roles, modalities ..) are plain strings,
checked by `habeas.model.checks` against `habeas.model.vocabulary`, so that a record with a newer word can be kept.
"""

from collections.abc import Iterator

from habeas.model.date_expressions import DateExpression
from habeas.model.values import Record, Span, Value


class Mention(Value, frozen=True):
    """Somebody or some organisation inside a claim.

    Attributes:
        role: `person` is the one wronged; also agent, body, speaker, counterpart, addressee, organisation, mentioned ..
        written: The words that stand here: a name, "he", "the activist", "the prosecution".
        name: The fullest name that the document gives anywhere; None where it gives none.
    """

    role: str
    written: Span
    name: Span | None = None

    @property
    def label(self) -> str:
        """The fullest name, else the words as written; on one line, where the page broke it."""
        return " ".join((self.name or self.written).text.split())


class AttributionStep(Value, frozen=True):
    """One step of the chain of who says it, outermost first.

    Attributes:
        role: author, outlet, document, announcement, body, speaker or anonymous.
        name: The words that name the source; None for the author of the document, an unnamed or a missing one.
        full_name: The fullest name of a speaker in the document, where `name` is shorter.
        affiliation: The organisation that the document gives the source.
        cue: The words that attribute: "asserts", "According to".
        mode: direct, indirect, mixed or voiced; empty for citations and authors.
        cited: The date that a citation gives.
        outlet_missing: A citation that should name an outlet and names none: "(, January 12)".
        reach: How far a citation reaches back: sentence, paragraph, last_citation.
        reporter_stance: How the step outside stands to this one: neutral (empty), endorses, distances.
    """

    role: str
    name: Span | None = None
    full_name: Span | None = None
    affiliation: Span | None = None
    cue: Span | None = None
    mode: str = ""
    cited: DateExpression | None = None
    outlet_missing: bool = False
    reach: str = ""
    reporter_stance: str = ""

    @property
    def label(self) -> str:
        """The fullest name of the source, or an empty string."""
        named = self.full_name or self.name
        return " ".join(named.text.split()) if named else ""


class LegalReference(Value, frozen=True):
    """A law as written: the article, its part and the words of the code, each as the document has them.

    Attributes:
        quote: The whole reference: "Part 2 of Article 342 of the Criminal Code".
        article: The number as written ("342", "361-4"), or empty for a law that is only named.
        part: The part as written, or empty.
        law: The words that name the code or law, or None.
    """

    quote: Span
    article: str = ""
    part: str = ""
    law: Span | None = None


class Term(Value, frozen=True):
    """A sentence or measure as worded, and its numbers.

    Attributes:
        quote: The words: "18 months in a general-regime colony".
        kind: A word of `vocabulary.TERM_KINDS`; empty where unsaid.
        years, months, days: The length; all zero where none is stated.
        life: For life.
        suspended, in_absentia: As worded.
        regime: The words for the regime, or None.
        fine: The words for a sum of money, or None.
    """

    quote: Span
    kind: str = ""
    years: int = 0
    months: int = 0
    days: int = 0
    life: bool = False
    suspended: bool = False
    in_absentia: bool = False
    regime: Span | None = None
    fine: Span | None = None


class Quantity(Value, frozen=True):
    """A number as worded: 29, "at least 11", "a few thousand".

    Attributes:
        quote: The words.
        value: The number; None for words such as "dozens".
        low, high: Bounds, where the words give them.
        qualifier: exact (empty), at_least, at_most, about, between, vague.
    """

    quote: Span
    value: int | None = None
    low: int | None = None
    high: int | None = None
    qualifier: str = ""


class Event(Value, frozen=True, tag_field="kind", tag="event"):
    """Something that happened, may happen, was denied or demanded (see `Claim.modality`).

    Attributes:
        event_type: A type of the vocabulary.
        trigger: The words that tell of it.
        mentions: Who takes part, by role.
        date: When it happened; `until`: to when it is ordered or lasts; `announced`: when it was made known.
        legal: Laws and articles that go with it.
        term: The sentence or measure.
        place: Where.
        count: How many, of a group that is not named.
        variant: What sort, from the vocabulary of the type: registered, suspended, pardon_on_plea, acquitted ..
        stated_reason: The reason that those who acted gave.
    """

    event_type: str
    trigger: Span
    mentions: tuple[Mention, ...] = ()
    date: DateExpression | None = None
    until: DateExpression | None = None
    announced: DateExpression | None = None
    legal: tuple[LegalReference, ...] = ()
    term: Term | None = None
    place: Span | None = None
    count: Quantity | None = None
    variant: str = ""
    stated_reason: Span | None = None


class State(Value, frozen=True, tag_field="kind", tag="state"):
    """A state at a date ("the currently jailed X"): evidence at that date, never the start of an episode."""

    person: Mention
    status: str
    trigger: Span
    as_of: DateExpression | None = None
    since: DateExpression | None = None
    place: Span | None = None


class Statement(Value, frozen=True, tag_field="kind", tag="statement"):
    """Somebody's words or thought. Irony put into another's mouth has the mode `voiced` and is never a claim by them.

    Attributes:
        speaker: Who speaks; None where the text leaves it unsaid.
        affiliation: The organisation that the document gives the speaker.
        cue: The words that attribute; None where there are none.
        content: What is said, without quotation marks.
        mode: direct, indirect, mixed or voiced.
    """

    content: Span
    mode: str
    speaker: Mention | None = None
    affiliation: Span | None = None
    cue: Span | None = None


class Accusation(Value, frozen=True, tag_field="kind", tag="accusation"):
    """Alleged conduct. It is never an event that happened; who accuses is in it and in the chain.

    Attributes:
        accused: Whom it is held against.
        conduct: The alleged conduct, in the document's words; None where only a charge is named.
        cue: The words that accuse.
        conduct_date: When the conduct is said to have been.
        accuser: Who accuses; None where the text leaves it unsaid.
        legal: The charge that it goes with.
        answer: The answer of the accused, in the document's words.
    """

    accused: tuple[Mention, ...]
    cue: Span
    conduct: Span | None = None
    conduct_date: DateExpression | None = None
    accuser: Mention | None = None
    legal: tuple[LegalReference, ...] = ()
    answer: Span | None = None


class Position(Value, frozen=True, tag_field="kind", tag="position"):
    """Where somebody stands on an issue. Stance: for, against, conditional or unclear."""

    actor: Mention
    issue: Span
    stance: str
    cue: Span | None = None
    date: DateExpression | None = None


class Causal(Value, frozen=True, tag_field="kind", tag="causal"):
    """One thing brought about, or followed by, another. "Followed" is a sequence (`precedes`), not a cause.

    Attributes:
        cause, effect: The two sides; the registry binds each to the event whose trigger it overlaps.
        cue: The words that tie them.
        relation: causes, contributes, enables, precedes or evidence_for.
        strength: The document's own wording of strength: empty, decisive, partial, possible.
    """

    cause: Span
    effect: Span
    relation: str
    cue: Span | None = None
    strength: str = ""


class Count(Value, frozen=True, tag_field="kind", tag="count"):
    """How many of something; `subset_of` names the whole that they are part of ("25 of which")."""

    quantity: Quantity
    unit: Span
    subset_of: Span | None = None
    as_of: DateExpression | None = None


class Classification(Value, frozen=True, tag_field="kind", tag="classification"):
    """A person put into a class of somebody's scheme."""

    person: Mention
    assigned: Span
    scheme: Span | None = None
    scheme_author: Mention | None = None
    cue: Span | None = None


class Attribute(Value, frozen=True, tag_field="kind", tag="attribute"):
    """Something about a person: birth_date, age, sex, citizenship, profession, health, preferred_name, residence."""

    person: Mention
    attribute: str
    value: Span
    date: DateExpression | None = None


class Relation(Value, frozen=True, tag_field="kind", tag="relation"):
    """How `other` is related to `person`: spouse, parent, child, sibling, relative, lawyer, co_defendant, colleague."""

    person: Mention
    other: Mention
    relation: str
    cue: Span | None = None


class Affiliation(Value, frozen=True, tag_field="kind", tag="affiliation"):
    """A person's post in, or membership of, an organisation."""

    person: Mention
    organisation: Span | None = None
    post: Span | None = None
    former: bool = False
    since: DateExpression | None = None
    until: DateExpression | None = None


Body = (
    Event
    | State
    | Statement
    | Accusation
    | Position
    | Causal
    | Count
    | Classification
    | Attribute
    | Relation
    | Affiliation
)


class Claim(Record, frozen=True, tag="claim.1"):
    """One thing that a document says.

    Attributes:
        document_id: The document.
        quote: The exact words that support the claim.
        body: What is claimed; its kind is the tag of the body.
        modality: asserted, alleged, possible, planned, denied, hypothetical or demanded. It has no default: nothing is
            a fact by omission.
        attribution: Who says it, outermost first and complete; empty for the document's own unnamed author.
    """

    document_id: str
    quote: Span
    body: Body
    modality: str
    attribution: tuple[AttributionStep, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the body: event, state, statement .."""
        return str(self.body.__struct_config__.tag)


def mentions_of(claim: Claim) -> tuple[Mention, ...]:
    """Every mention inside a claim, in the order of its fields."""
    return tuple(part for part in walk_values(claim.body) if isinstance(part, Mention))


def spans_of(claim: Claim) -> tuple[Span, ...]:
    """Every span inside a claim: the quote, and those of body and attribution at any depth."""
    return tuple(part for part in all_values(claim) if isinstance(part, Span))


def dates_of(claim: Claim) -> tuple[DateExpression, ...]:
    """Every worded date inside a claim, outermost only."""
    return tuple(part for part in walk_values(claim, stop=DateExpression) if isinstance(part, DateExpression))


def walk_values(part: object, stop: type | None = None) -> Iterator[object]:
    """The value itself and every value inside it, depth first; what lies inside a `stop` is not entered."""
    if isinstance(part, tuple):
        for item in part:
            yield from walk_values(item, stop)
    elif isinstance(part, (Value, Record)):
        yield part
        if stop is None or not isinstance(part, stop):
            for field in part.__struct_fields__:
                inner = getattr(part, field)
                if inner.__class__ not in _PLAIN:  # most are words and numbers, not worth a generator each
                    yield from walk_values(inner, stop)


def all_values(part: object) -> list[object]:
    """What `walk_values` yields, at once: where all are wanted, that takes half the time."""
    found: list[object] = []
    _gather(part, found)
    return found


_PLAIN = frozenset((str, int, bool, type(None)))


def _gather(part: object, found: list[object]) -> None:
    if isinstance(part, tuple):
        for item in part:
            _gather(item, found)
    elif isinstance(part, (Value, Record)):
        found.append(part)
        for field in part.__struct_fields__:
            inner = getattr(part, field)
            if inner.__class__ not in _PLAIN:
                _gather(inner, found)
