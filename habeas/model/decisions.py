"""What people decide, each decision signed by the key of the casebook in which it was made.

A decision is live when nothing live supersedes it. Live decisions that answer one question about one target differently
make it disputed. Undo is `Withdraw`. Clock order never breaks a tie.
"""

from habeas.model.records import Metadata
from habeas.model.values import Record, Value


class MentionReference(Value, frozen=True):
    """Mentions of one document that carry one name: one question.

    Attributes:
        document_id: The document.
        name: The fullest name in the document, else the words as written.
        claim_id: Empty for every mention of the name in the document; else only the mention in this claim, which goes
            before the wider answer.
    """

    document_id: str
    name: str
    claim_id: str = ""


class Subject(Value, frozen=True):
    """A person who is open already, or a mention: exactly one of the two."""

    person_id: str = ""
    mention: MentionReference | None = None


class Accept(Value, frozen=True, tag_field="kind", tag="accept"):
    """The claim renders faithfully what the document says, and by whom. It never means that it is true."""

    claim_id: str


class Correct(Value, frozen=True, tag_field="kind", tag="correct"):
    """Another claim on the same document stands in the place of this one, and is accepted by this decision."""

    claim_id: str
    replacement_id: str


class Reject(Value, frozen=True, tag_field="kind", tag="reject"):
    """The claim does not render what the document says."""

    claim_id: str


class Withdraw(Value, frozen=True, tag_field="kind", tag="withdraw"):
    """The decisions that this one supersedes no longer hold, and nothing takes their place."""


class SamePerson(Value, frozen=True, tag_field="kind", tag="same_person"):
    """The subjects are this person."""

    person_id: str
    subjects: tuple[Subject, ...]


class DifferentPersons(Value, frozen=True, tag_field="kind", tag="different_persons"):
    """The two are not one person."""

    one: Subject
    other: Subject


class UnsurePersons(Value, frozen=True, tag_field="kind", tag="unsure_persons"):
    """It was looked at, and nobody can say whether the two are one person."""

    one: Subject
    other: Subject


class SameEvent(Value, frozen=True, tag_field="kind", tag="same_event"):
    """The claims tell of one event."""

    claim_ids: tuple[str, ...]


class DifferentEvents(Value, frozen=True, tag_field="kind", tag="different_events"):
    """No two of the claims tell of one event."""

    claim_ids: tuple[str, ...]


class SameOrganisation(Value, frozen=True, tag_field="kind", tag="same_organisation"):
    """The names are those of one organisation; the first is the one to show."""

    names: tuple[str, ...]


class SameIssue(Value, frozen=True, tag_field="kind", tag="same_issue"):
    """The positions are about one issue, named by its key."""

    issue: str
    claim_ids: tuple[str, ...]


class ChooseValue(Value, frozen=True, tag_field="kind", tag="choose_value"):
    """Of the claims that give a field different values, the value of this one is shown; the reason is in `why`.

    Attributes:
        person_id: Whose case.
        field: The field: `date`, `term`, `count` ..
        claim_id: The claim whose value is chosen.
        claim_ids: All the claims that were weighed, the chosen one among them.
    """

    person_id: str
    field: str
    claim_id: str
    claim_ids: tuple[str, ...]


class DescribeDocument(Value, frozen=True, tag_field="kind", tag="describe_document"):
    """What the metadata of a document is."""

    document_id: str
    metadata: Metadata


class Grade(Value, frozen=True, tag_field="kind", tag="grade"):
    """Reliability of a source (A-F) and credibility of an item (1-6), judged apart; F6 is the state without a grade.

    Attributes:
        target_kind: source, document or claim.
        target: The name of the source as a pack or a document gives it, or an id.
        source: A to F, or empty.
        item: 1 to 6, or 0.
    """

    target_kind: str
    target: str
    source: str = ""
    item: int = 0


class ChecklistAnswer(Value, frozen=True):
    """One criterion of a scheme: yes, no or unclear, with the claims that it rests on."""

    criterion: str
    answer: str
    claim_ids: tuple[str, ...] = ()
    note: str = ""


class Recognise(Value, frozen=True, tag_field="kind", tag="recognition_checklist"):
    """A body's assessment under a scheme. It is decided by people; nothing computes it.

    Attributes:
        status: under_review, recognised, not_recognised or withdrawn.
    """

    person_id: str
    scheme: str
    body: str
    status: str
    date: str = ""
    answers: tuple[ChecklistAnswer, ...] = ()


class SetLevel(Value, frozen=True, tag_field="kind", tag="level"):
    """Who may see a target: 0 sealed, 1 case team, 2 partners, 3 mechanisms, 4 public. The strictest answer holds.

    Attributes:
        target_kind: claim, document, source, person or kind.
        target: An id, a name of a source, or a name of the vocabulary.
        level: 0 to 4.
        field: A field of the target, or empty for the whole.
    """

    target_kind: str
    target: str
    level: int
    field: str = ""


class Consent(Value, frozen=True, tag_field="kind", tag="consent"):
    """Who agreed to what.

    Attributes:
        person_id: About whom.
        given_by: person, family, lawyer, or public_interest where the person cannot be reached.
        purposes: What for.
        audience: To whom.
        level: The highest level agreed to.
        how: How it was given.
        given, expires: EDTF days; `expires` may be empty.
        status: given, refused or withdrawn.
    """

    person_id: str
    given_by: str
    status: str
    level: int
    purposes: tuple[str, ...] = ()
    audience: str = ""
    how: str = ""
    given: str = ""
    expires: str = ""


class GrantAccess(Value, frozen=True, tag_field="kind", tag="access"):
    """What a pseudonymous account may do: a role in the casebook or, with `person_id`, a case; `none` revokes."""

    account: str
    role: str
    person_id: str = ""


class TrustKey(Value, frozen=True, tag_field="kind", tag="trust"):
    """Decisions signed by this casebook are live here."""

    casebook_id: str


class Hide(Value, frozen=True, tag_field="kind", tag="hide"):
    """Nobody outside the case team sees this person, at once and everywhere."""

    person_id: str


class Seal(Value, frozen=True, tag_field="kind", tag="seal"):
    """The bodies of these records are to go; two live decisions by different people do it.

    Attributes:
        target_kind: document, claim or person.
        target: The id.
        closure: Sorted ids of every record whose body goes with it.
    """

    target_kind: str
    target: str
    closure: tuple[str, ...] = ()


DecisionBody = (
    Accept
    | Correct
    | Reject
    | Withdraw
    | SamePerson
    | DifferentPersons
    | UnsurePersons
    | SameEvent
    | DifferentEvents
    | SameOrganisation
    | SameIssue
    | ChooseValue
    | DescribeDocument
    | Grade
    | Recognise
    | SetLevel
    | Consent
    | GrantAccess
    | TrustKey
    | Hide
    | Seal
)


class Decision(Record, frozen=True, tag="decision.1"):
    """Something that somebody decided.

    Attributes:
        body: What; its kind is the tag of the body.
        who: Pseudonymous id; whose it is stands in a separate table that can be erased.
        when: UTC, whole seconds: `2026-11-22T09:30:00Z`.
        casebook_id: Where: the casebook's public Ed25519 key, 64 hex digits.
        why: The reason, in words.
        supersedes: Ids of the decisions that this one takes the place of.
        signature: Ed25519 over the canonical bytes of the decision without this field, 128 hex digits.
    """

    body: DecisionBody
    who: str
    when: str
    casebook_id: str
    why: str = ""
    supersedes: tuple[str, ...] = ()
    signature: str = ""

    @property
    def kind(self) -> str:
        """The kind of the body: accept, correct, same_person .."""
        return str(self.body.__struct_config__.tag)
