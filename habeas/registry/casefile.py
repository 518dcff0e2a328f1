"""The shapes of a case. They hold text, numbers and tuples only, so that msgspec prints and reads them.

Days are ISO days; `OPEN_START` and `OPEN_END` stand for an end that is not known or not bounded, so that days compare
as text. A view never reads a clock: it holds intervals, and `status_on` applies a day to them. The smaller shapes stand
in `habeas.registry.shapes`; all can be imported from here.
"""

from dataclasses import dataclass

from habeas.registry.shapes import (
    NO_EVIDENCE,
    NOT_KNOWN,
    OPEN_END,
    OPEN_START,
    ClaimLine,
    Contradiction,
    DecisionLine,
    DocumentView,
    Evidence,
    Flag,
    IdentityQuestion,
    NameForm,
    PersonGroup,
    ProblemView,
    Side,
    Source,
    Status,
    Touched,
    Valued,
)

__all__ = [
    "NOT_KNOWN",
    "OPEN_END",
    "OPEN_START",
    "AccusationView",
    "Case",
    "Charge",
    "ChargeStage",
    "ClaimLine",
    "Contradiction",
    "DecisionLine",
    "DocumentView",
    "Episode",
    "EventView",
    "Evidence",
    "Flag",
    "IdentityQuestion",
    "Interval",
    "Intervention",
    "NameForm",
    "PersonGroup",
    "ProblemView",
    "Ruling",
    "Side",
    "Source",
    "StatementView",
    "Status",
    "TermView",
    "Touched",
    "Valued",
]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value of an axis of status over time.

    Attributes:
        value: A word of the vocabulary.
        certain_from, certain_until: The days, both included, on which the value certainly held; empty where on none.
        possible_from, possible_until: The days on which it may have held; `possible_from` is empty where nothing tells
            before which day it cannot have begun.
        start, end: EDTF of what began and ended it; empty where nothing tells.
        last_reported: EDTF of when a source itself bears witness to it; empty where nobody knows the year.
        reason: Why it reaches as far as it does, in words.
        calculated: The end was calculated, not reported.
        evidence: Its claims and origins.
        body, scheme: Whose assessment, on the axis of recognition.
        decisions: Ids of the decisions that it rests on beside the claims.
    """

    value: str
    certain_from: str
    certain_until: str
    possible_from: str
    possible_until: str
    start: str
    end: str
    last_reported: str
    reason: str
    evidence: Evidence
    calculated: bool = False
    body: str = ""
    scheme: str = ""
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Episode:
    """One time in custody, from what began it to what ended it.

    Attributes:
        begun_by, ended_by: Event types; `ended_by` is empty where no source tells of an end.
        start, end: EDTF.
        vouched_until: Last day for which somebody or the law vouches; `OPEN_END` until news.
        values: The values of the liberty axis it went through, in order.
        event_keys: The events of the timeline that belong to it, in order.
        calculated_end: ISO day of the calculated end of the sentence, or empty.
        evidence: Its claims and origins.
    """

    begun_by: str
    start: str
    ended_by: str
    end: str
    vouched_until: str
    values: tuple[str, ...]
    event_keys: tuple[str, ...]
    calculated_end: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EventView:
    """One event of the timeline: what accepted claims tell of it together.

    Attributes:
        key: Stable while its claims are: the smallest claim id.
        type, variant: Words of the vocabulary.
        date: EDTF, the most exact that no claim gainsays, or the chosen one; empty where unknown.
        earliest, latest: Days between which it certainly lies.
        modality: asserted where any claim asserts it.
        label: A short line: "detention", "verdict: 18 months".
        said_by: The innermost named sources.
        evidence: Claims and origins.
        presumed_same: Several claims are presumed to tell of one event and nobody decided it.
        decided_same: People decided that the claims tell of one event.
        disputed: People decided differently whether they do.
        could_be: Keys of other events that it may be as well; a question on the screen.
        bounded: The date leans on a bound of the publication drawn from content.
        announced, until: EDTF.
        legal: Articles as written, each "342" or "361-4 part 2".
        term: The term in words.
        place: As written.
        roles: (role, name) of those who take part, the person of the case left out.
        lane: prisoners, authorities, opposition, West, Russia .. from a pack, or empty.
        stated_reason: The reason that those who acted gave, in the document's words; it is theirs.
    """

    key: str
    type: str
    variant: str
    date: str
    earliest: str
    latest: str
    modality: str
    label: str
    said_by: tuple[Source, ...]
    evidence: Evidence
    presumed_same: bool = False
    decided_same: bool = False
    disputed: bool = False
    could_be: tuple[str, ...] = ()
    bounded: bool = False
    announced: str = ""
    until: str = ""
    legal: tuple[str, ...] = ()
    term: str = ""
    place: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    lane: str = ""
    stated_reason: str = ""


@dataclass(frozen=True, slots=True)
class AccusationView:
    """Conduct that somebody alleges. It is never an event that happened, and never stands without who alleges it.

    Attributes:
        conduct: The alleged conduct in the document's words; empty where only a charge is named.
        conduct_date: EDTF of when it is said to have been, or empty.
        accuser: Who accuses, as written, or empty.
        articles: The charge that it goes with, as written.
        answer: The answer of the accused in the document's words, or empty.
        told_by: ISO day by which it was told, or empty.
        said_by: Who says that they accuse.
        evidence: Claims and origins.
    """

    conduct: str
    conduct_date: str
    accuser: str
    articles: tuple[str, ...]
    answer: str
    told_by: str
    said_by: tuple[Source, ...]
    evidence: Evidence


# The stage of what somebody alleges under an article: it may be anybody, and is no charge of the authorities.
ACCUSATION = "accusation"


@dataclass(frozen=True, slots=True)
class ChargeStage:
    """How far reports tell a charge to have come, by EDTF date or an empty one, and the claims that say so."""

    stage: str
    date: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Charge:
    """What a person is charged with or, where `is_accusation`, only accused of under an article.

    The first is always read as "charged by the authorities under", the second as "accused under" by its accuser.

    Attributes:
        article: As written: "342", "361-4 part 2".
        law: The words that name the code, those of most reports, or empty.
        stage: The last one of `stages`: detention, suspicion, charge, requalification, charge_in_custody, verdict ..;
            accusation where only somebody's accusation names the article.
        date: EDTF of the first of its stages that is dated, or empty.
        conduct: The alleged conduct in the document's words, or empty; it is never a fact.
        authority: The body that charges, or the accuser of a mere accusation, as written; or empty.
        said_by: Who says that they do.
        evidence: Claims and origins of all its stages.
        stages: As the procedure goes on, each with its claims; reports of them are presumed to tell of one charge.
    """

    article: str
    law: str
    stage: str
    date: str
    conduct: str
    authority: str
    said_by: tuple[Source, ...]
    evidence: Evidence
    stages: tuple[ChargeStage, ...] = ()

    @property
    def is_accusation(self) -> bool:
        """Whether no report tells of a step of the authorities: somebody's accusation alone names the article."""
        return self.stage == ACCUSATION


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict, appeal ruling, remand or clemency act: body, judge, articles, term, as reported."""

    type: str
    variant: str
    date: str
    body: str
    judge: str
    legal: tuple[str, ...]
    term: str
    said_by: tuple[Source, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of punishment and when it would end.

    Attributes:
        text: In words: "1 year 6 months".
        kind: A word of `vocabulary.TERM_KINDS`.
        start: Day from which it is counted, or empty.
        calculated_end: Start and term and the pack's credit for remand; empty where it cannot be calculated.
        note: How the end was calculated: always labelled.
        evidence: Claims and origins.
    """

    text: str
    kind: str
    start: str
    calculated_end: str
    note: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Intervention:
    """Somebody acting for the person, and what is credited to it, kept apart from what merely came before.

    Attributes:
        actors, counterparts: Names as written.
        type: intervention, negotiation, appeal, diplomatic_act or sanction_change.
        date: EDTF or empty.
        outcome: The release or other event credited to it, as an event key; empty for none.
        credited_by: Who says that it brought the outcome about; empty where it only came before.
        relation: causes, contributes, enables, precedes or empty.
        evidence: Claims and origins.
    """

    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    type: str
    date: str
    outcome: str
    credited_by: tuple[Source, ...]
    relation: str
    said_by: tuple[Source, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StatementView:
    """Words on the case: who, how, where, and the claim that holds them."""

    speaker: str
    affiliation: str
    mode: str
    content: str
    document_id: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that accepted claims and decisions tell of one person.

    Attributes:
        person_id: The person; `redirect`: the person it was joined with, then all else is empty.
        display_name: The preferred name, else the form that most documents use.
        joined: Ids that redirect here.
        opens: `accepted` where an accepted claim opens a case, `proposed` where only unreviewed ones would, else empty:
            there is no case.
        liberty, procedure, recognition: The three axes.
        unreviewed: Claims that nobody decided; never in status, never published.
        digest: Of code, packs and policy; a mismatch rebuilds. `record_set`: of the ids of the records it rests on.
    """

    person_id: str
    display_name: str = ""
    redirect: str = ""
    joined: tuple[str, ...] = ()
    opens: str = ""
    names: tuple[NameForm, ...] = ()
    liberty: tuple[Interval, ...] = ()
    procedure: tuple[Interval, ...] = ()
    recognition: tuple[Interval, ...] = ()
    episodes: tuple[Episode, ...] = ()
    events: tuple[EventView, ...] = ()
    charges: tuple[Charge, ...] = ()
    accusations: tuple[AccusationView, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    terms: tuple[TermView, ...] = ()
    treatment: tuple[EventView, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    statements: tuple[StatementView, ...] = ()
    attributes: tuple[Valued, ...] = ()
    relations: tuple[Valued, ...] = ()
    classifications: tuple[Valued, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    flags: tuple[Flag, ...] = ()
    documents: tuple[str, ...] = ()
    unreviewed: tuple[ClaimLine, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    evidence: Evidence = NO_EVIDENCE
    problems: tuple[ProblemView, ...] = ()
    hidden: bool = False
    digest: str = ""
    record_set: str = ""
