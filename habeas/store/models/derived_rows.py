"""Rows derived from records: they can be thrown away at any time, and `habeas rebuild` makes them again, equal.

Days are ISO text, as the registry's views hold them (`0001-01-01` and `9999-12-31` are open ends, empty is unknown), so
that they compare alike everywhere. No row depends on the day on which it is read: "now" is applied by the reader.
"""

from django.db import models


class DocumentRow(models.Model):
    """A report as the lists show it: its settled metadata, how it was read, how much of it is left to review.

    Attributes:
        sequence: Its place in the order of arrival.
        published_bounded: The day is a bound drawn from the content, not a date that somebody gave.
        read_state: `read`, or `not read: ` and why (`language`).
        extractor: Name and version of the newest reader that proposed claims.
        claims, pending, accepted: Numbers of claims: all, undecided, accepted or corrected.
        body: The document's view, as JSON.
    """

    document_id = models.CharField(max_length=64, primary_key=True)
    sequence = models.BigIntegerField(db_index=True)
    file_sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=80)
    title = models.TextField(blank=True)
    outlet = models.TextField(blank=True)
    author = models.TextField(blank=True)
    published = models.TextField(blank=True)
    published_bounded = models.BooleanField(default=False)
    earliest = models.CharField(max_length=10, blank=True, db_index=True)
    latest = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=35, blank=True)
    read_state = models.CharField(max_length=64)
    extractor = models.CharField(max_length=80, blank=True)
    characters = models.IntegerField()
    claims = models.IntegerField(default=0)
    pending = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    body = models.BinaryField(default=bytes)

    class Meta:
        ordering = ("sequence",)
        indexes = (models.Index(fields=("pending",), condition=models.Q(pending__gt=0), name="store_document_left"),)

    def __str__(self) -> str:
        return self.title or self.document_id


class ClaimRow(models.Model):
    """A claim as the review page and the filters need it; the claim itself is the record.

    Attributes:
        place: Its rank in the order of reading.
        event_type: The type of an event; the status of a state; the attribute of an attribute; else empty.
        state: proposed, accepted, corrected, rejected, disputed, stale or by_hand.
        deciders: How many people stand behind the live decisions that made it so.
        date: EDTF, resolved against the settled day of publication; `bounded` where a bound stood in for that day.
        people: Labels of the persons in it, the ones that it is about first.
        level: Its default level by the vocabulary, before any decision.
    """

    claim_id = models.CharField(max_length=64, primary_key=True)
    document = models.ForeignKey(DocumentRow, models.CASCADE, related_name="claim_rows")
    place = models.IntegerField()
    kind = models.CharField(max_length=24)
    event_type = models.CharField(max_length=40, blank=True)
    modality = models.CharField(max_length=16)
    start = models.IntegerField()
    end = models.IntegerField()
    trigger_start = models.IntegerField(null=True)
    trigger_end = models.IntegerField(null=True)
    state = models.CharField(max_length=16)
    deciders = models.SmallIntegerField(default=0)
    date = models.TextField(blank=True)
    bounded = models.BooleanField(default=False)
    earliest = models.CharField(max_length=10, blank=True)
    latest = models.CharField(max_length=10, blank=True)
    people = models.JSONField(default=list)
    level = models.SmallIntegerField(default=1)

    class Meta:
        ordering = ("document", "place")
        indexes = (
            models.Index(fields=("document", "place"), name="store_claim_place"),
            models.Index(fields=("state", "kind", "event_type", "deciders"), name="store_claim_state_type"),
            models.Index(fields=("event_type", "earliest"), name="store_claim_event"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.event_type} {self.claim_id[:12]}"


class MentionRow(models.Model):
    """Somebody inside a claim, and the person that decisions have made of them.

    Attributes:
        number: Its rank among the mentions of the claim.
        name: The fullest name in the document, else the words as written; `named` tells which.
        person_id: The person that it is attached to, or empty.
    """

    claim = models.ForeignKey(ClaimRow, models.CASCADE, related_name="mention_rows")
    number = models.IntegerField()
    role = models.CharField(max_length=24)
    name = models.TextField()
    named = models.BooleanField(default=False)
    document_id = models.CharField(max_length=64, db_index=True)
    person_id = models.CharField(max_length=32, blank=True, db_index=True)

    class Meta:
        ordering = ("claim", "number")

    def __str__(self) -> str:
        return f"{self.role} {self.name}"


class DecisionRow(models.Model):
    """A decision and whether it holds; what it decides on is found by `RecordLink`."""

    decision_id = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=32, db_index=True)
    who = models.CharField(max_length=64)
    when = models.CharField(max_length=20)
    casebook_id = models.CharField(max_length=64)
    live = models.BooleanField()
    disputed = models.BooleanField(default=False)
    trusted = models.BooleanField(default=True)

    class Meta:
        ordering = ("when", "decision_id")
        indexes = (models.Index(fields=("who", "when"), condition=models.Q(live=False), name="store_decision_back"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.decision_id[:12]}"


class PersonRow(models.Model):
    """A person, and the case where there is one.

    Attributes:
        names: Every name of the person, one a line.
        redirect_to: The person that this one was joined to; then every other field is empty.
        has_case: Whether a custody, charge or ill-treatment claim names the person as the one wronged.
        liberty: The last value of the liberty axis; whether it holds on a day is answered by `StatusRow`.
        held_from, held_until: The first and last day certainly vouched for in custody; for quick filters.
        last_reported: The last day on which a source bears witness that the person was held.
        additions: How many of its proposals would only add a source to what the case holds.
        body: The case, as JSON.
        digest: Of the body.
    """

    person_id = models.CharField(max_length=32, primary_key=True)
    display_name = models.CharField(max_length=300, blank=True, db_index=True)
    names = models.TextField(blank=True)
    redirect_to = models.CharField(max_length=32, blank=True, db_index=True)
    has_case = models.BooleanField(default=False, db_index=True)
    hidden = models.BooleanField(default=False)
    liberty = models.CharField(max_length=32, blank=True)
    held_from = models.CharField(max_length=10, blank=True, db_index=True)
    held_until = models.CharField(max_length=10, blank=True)
    last_reported = models.CharField(max_length=64, blank=True)
    articles = models.JSONField(default=list)
    places = models.JSONField(default=list)
    claims = models.IntegerField(default=0)
    origins = models.IntegerField(default=0)
    contradictions = models.IntegerField(default=0)
    unreviewed = models.IntegerField(default=0)
    additions = models.IntegerField(default=0, db_index=True)
    body = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("display_name", "person_id")
        indexes = (
            models.Index(fields=("person_id",), condition=models.Q(hidden=True), name="store_person_hidden"),
            models.Index(
                fields=("person_id",), condition=models.Q(has_case=True, hidden=False), name="store_person_open"
            ),
        )

    def __str__(self) -> str:
        return self.display_name or self.person_id


class StatusRow(models.Model):
    """One interval of one axis of a case, so that "who was held on that day" is one indexed question.

    Attributes:
        axis: liberty, procedure or recognition.
        certain_from, certain_until: The days, both included, on which the value certainly held; empty where on none.
        possible_from, possible_until: The days on which it may have held.
        last_reported: The last day on which a source bears witness to it.
        body: Whose assessment, on the axis of recognition.
    """

    person = models.ForeignKey(PersonRow, models.CASCADE, related_name="status_rows")
    number = models.IntegerField()
    axis = models.CharField(max_length=16)
    value = models.CharField(max_length=32)
    body = models.CharField(max_length=200, blank=True)
    certain_from = models.CharField(max_length=10, blank=True)
    certain_until = models.CharField(max_length=10, blank=True)
    possible_from = models.CharField(max_length=10, blank=True)
    possible_until = models.CharField(max_length=10, blank=True)
    last_reported = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("person", "axis", "number")
        indexes = (models.Index(fields=("axis", "possible_from", "possible_until"), name="store_status_days"),)

    def __str__(self) -> str:
        return f"{self.axis} {self.value}"


class QuestionRow(models.Model):
    """Two names that may be one person's: a question for people, never an answer.

    Attributes:
        question_id: Hash of the two sides.
        per_mille: The probability of one person, times a thousand.
        sides: The two: name, document or person id, names by script.
        explanation: Word by word, as `habeas.names` explains it.
    """

    question_id = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=32)
    per_mille = models.IntegerField(db_index=True)
    sides = models.JSONField(default=list)
    explanation = models.JSONField(default=list)

    class Meta:
        ordering = ("-per_mille", "question_id")

    def __str__(self) -> str:
        return f"{self.kind} {self.question_id[:12]}"


class ContradictionRow(models.Model):
    """Two sides that cannot both be so, for the list over all cases; the case holds the same.

    Attributes:
        person_id: Whose case, or empty for one that belongs to no case (a count).
        contradiction_type: date, order, count, position, identity, term or state.
        certainty: certain or possible.
        body: The contradiction with both sides, as JSON.
        proposed: It rests on claims that nobody has reviewed.
        listed: It does not, and its case is open, where it belongs to one.
    """

    person_id = models.CharField(max_length=32, blank=True, db_index=True)
    number = models.IntegerField()
    contradiction_type = models.CharField(max_length=16, db_index=True)
    field = models.CharField(max_length=40, blank=True)
    certainty = models.CharField(max_length=16)
    question = models.TextField(blank=True)
    chosen = models.CharField(max_length=64, blank=True)
    proposed = models.BooleanField(default=False)
    listed = models.BooleanField(default=False)
    body = models.BinaryField(default=bytes)

    class Meta:
        ordering = ("person_id", "number")
        indexes = (
            models.Index(fields=("listed", "chosen", "person_id", "number"), name="store_clash_list"),
            models.Index(
                fields=("listed", "contradiction_type", "chosen", "person_id", "number"), name="store_clash_types"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contradiction_type} {self.field}"


class MonthRow(models.Model):
    """How many accepted, asserted events begin in a month at the earliest: what a timeline counts without looking.

    Attributes:
        month: `2021-03`.
    """

    month = models.CharField(max_length=7, primary_key=True)
    events = models.IntegerField()

    class Meta:
        ordering = ("month",)

    def __str__(self) -> str:
        return f"{self.month} {self.events}"
