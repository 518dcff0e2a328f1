"""Shapes that views of cases, documents and people share. They hold text, numbers and tuples only.

Days are ISO days; `OPEN_START` and `OPEN_END` stand for an end that is not known or not bounded, so that days compare
as text.
"""

from dataclasses import dataclass

OPEN_START = "0001-01-01"
OPEN_END = "9999-12-31"
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a value rests on.

    Attributes:
        claim_ids: Sorted ids of claims.
        origins: How many independent origins they have; unnamed sources add none.
    """

    claim_ids: tuple[str, ...]
    origins: int


NO_EVIDENCE = Evidence((), 0)


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who says something: the name as the documents give it, and what the packs know of it.

    Attributes:
        name: As written; empty for a missing or unnamed one.
        role: The role of its step: author, outlet, body, speaker ..; `document` for the report itself.
        source_class: authority, state media, independent in exile ..; empty where no pack knows it.
        cited: EDTF date of a citation, or empty.
    """

    name: str
    role: str
    source_class: str = ""
    cited: str = ""


@dataclass(frozen=True, slots=True)
class Valued:
    """One value with what it rests on.

    Attributes:
        value: The value, in words of the document or of the vocabulary.
        evidence: Its claims and origins.
        said_by: The innermost named sources, each once.
        date: EDTF, where the value has a date.
        note: Words beside the value: "calculated", "charged by the authorities under".
    """

    value: str
    evidence: Evidence
    said_by: tuple[Source, ...] = ()
    date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One written form of a person's name, and the script it is in (ISO 15924: Latn, Cyrl)."""

    text: str
    script: str
    claims: tuple[str, ...]
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction.

    Attributes:
        claims: Sorted ids.
        value: What they say, as text: an EDTF date, a term, a number, a stance.
        said_by: Who says so.
        origins: Independent origins of this side.
    """

    claims: tuple[str, ...]
    value: str
    said_by: tuple[Source, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot all be right.

    Attributes:
        type: date, order, count, position, identity, term or state.
        field: What they differ in: `date`, `since`, `term`, `cause` ..
        subject: The event type, actor, issue or attribute concerned.
        sides: Two or more; at most `policy.sides_shown`.
        certainty: certain, or possible where dates are partial or marked uncertain.
        question: Worded for the reader; ends with "?" where it may be no contradiction (two events, a count that grew).
        chosen: The value that people chose, or empty; `chosen_claim`, `because` and `chosen_by` tell which, why and by
            what decision.
        folded: How many further values there are beyond the sides shown.
        rests_on_unreviewed: Some of its claims are only proposed: then it is a `question`, never published.
        person_id: Whose case, or empty.
    """

    type: str
    field: str
    subject: str
    sides: tuple[Side, ...]
    certainty: str
    question: str
    chosen: str = ""
    chosen_claim: str = ""
    because: str = ""
    chosen_by: str = ""
    folded: int = 0
    rests_on_unreviewed: bool = False
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim in a list: of a document, or of what is still unreviewed on a person.

    Attributes:
        claim_id, document_id: Ids.
        kind, type: Kind, and the event type, status or attribute.
        modality: As claimed.
        state: proposed, accepted, corrected, rejected, disputed, stale or by_hand.
        date: EDTF of its main date once resolved, or empty.
        bounded: That date leans on a bound.
        start, end: Of the quote.
        people: Labels of its mentions in the role `person`.
        order: Place in the document, from 0.
        decisions: Ids of the live decisions on it.
        replaced_by, replaces: Claim ids of a correction.
        inherited_from: A claim on another reading of the same file whose decision it inherits, or empty.
        change_of: A decided claim in the same slot from which it differs, or empty.
        adds_to: On a case, the key of the event to which the claim would only add a source, or empty.
    """

    claim_id: str
    document_id: str
    kind: str
    type: str
    modality: str
    state: str
    date: str
    bounded: bool
    start: int
    end: int
    people: tuple[str, ...]
    order: int = 0
    decisions: tuple[str, ...] = ()
    replaced_by: str = ""
    replaces: str = ""
    inherited_from: str = ""
    change_of: str = ""
    adds_to: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with its settled metadata and the state of its claims.

    Attributes:
        document_id, file_sha256: Ids.
        title, outlet, author, language: Settled; empty where unknown or disputed.
        published: EDTF; empty where unknown. `bounded`: it is a bound drawn from the content.
        basis: `decided`, `offered` (by acquisitions), `bound`, or empty: what `published` rests on.
        disputed: Fields on which decisions or acquisitions differ, with the values: (field, values).
        source_class: Of the outlet, from the packs.
        read: `read`, or `not read` where no extraction exists.
        extractors: (extractor, version) of the newest extractions.
        claims: In order of the text; rejected and stale ones too.
        pending: How many are proposed or disputed.
        urls: Where it was found.
    """

    document_id: str
    file_sha256: str
    title: str
    outlet: str
    author: str
    language: str
    published: str
    bounded: bool
    basis: str
    disputed: tuple[tuple[str, tuple[str, ...]], ...]
    source_class: str
    read: str
    extractors: tuple[tuple[str, str], ...]
    claims: tuple[ClaimLine, ...]
    pending: int
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision in a history, live or not."""

    decision_id: str
    kind: str
    who: str
    when: str
    why: str
    live: bool
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """A transition that is allowed but worth a look: `repeated_arrest`, `replaced_by_prison` .. with its claims."""

    kind: str
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProblemView:
    """Bad data that a view left out: one line, and the record concerned."""

    message: str
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """The answer on one day, on the liberty axis.

    Attributes:
        day: The day asked for.
        value: A word of the axis, or `not known`.
        held: True, False, or None for not known.
        possible: The values that may hold, where none is certain.
        last_reported: EDTF of the last time before the day at which a source bears witness that the person was held;
            empty for none.
        words: One line: `not known (last reported held on 2022-02-18)`.
        evidence: Claims of the interval that answers, or of the last that did.
        calculated: The interval's end is a calculated one.
    """

    day: str
    value: str
    held: bool | None
    possible: tuple[str, ...]
    last_reported: str
    words: str
    evidence: Evidence
    calculated: bool = False


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """A person and the ids joined with it.

    Attributes:
        person_id: The id opened first.
        members: All ids, sorted, `person_id` among them.
        mentions: (document_id, name, claim_id) of every mention attached; claim_id is empty for the whole document.
        disputed: Ids of the decisions that contradict one another about it.
    """

    person_id: str
    members: tuple[str, ...]
    mentions: tuple[tuple[str, str, str], ...]
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdentityQuestion:
    """Two who may be one person; best first in a list. Only people answer it.

    Attributes:
        one, other: (person_id, document_id, name): a person, or a mention where person_id is empty.
        name, other_name: The names compared.
        per_mille: How likely they are one by their names, in thousandths (no floats in views).
        explanation: Word by word, in words.
    """

    one: tuple[str, str, str]
    other: tuple[str, str, str]
    name: str
    other_name: str
    per_mille: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Touched:
    """What a new record may change; `everything` where only a rebuild can tell.

    Attributes:
        person_ids: Whose cases.
        document_ids: Whose views.
        mentions: (document id, name) of mentions that may be somebody else's than before.
    """

    person_ids: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    everything: bool = False
    mentions: tuple[tuple[str, str], ...] = ()
