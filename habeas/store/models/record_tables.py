"""What is stored for ever. Triggers (`habeas/store/triggers.py`) refuse UPDATE, DELETE and REPLACE on these tables.

The id and the body of a record stand apart, so that sealing can take the body and leave the id. The tables below them
are an index over the bodies, filled at the door of `append_records` and never anywhere else.
"""

from django.db import models


class RecordId(models.Model):
    """The id of every record that was ever taken in; a row without a body is a sealed record."""

    sequence = models.BigAutoField(primary_key=True)  # the order of arrival in this casebook
    record_id = models.CharField(max_length=64, unique=True)
    tag = models.CharField(max_length=48, db_index=True)  # claim.1
    added_at = models.CharField(max_length=20)  # UTC, whole seconds: 2026-11-22T09:30:00Z

    class Meta:
        ordering = ("sequence",)

    def __str__(self) -> str:
        return f"{self.tag} {self.record_id}"


class RecordBody(models.Model):
    """The canonical bytes of a record, verbatim."""

    record = models.OneToOneField(RecordId, models.PROTECT, primary_key=True, db_column="sequence", related_name="body")
    raw = models.BinaryField()

    def __str__(self) -> str:
        return f"body of {self.record_id}"


class RecordLink(models.Model):
    """One id that a record speaks of: how the claims of a document or the decisions on a claim are found.

    Attributes:
        relation: Which field of the record holds the id: document, claim, person, supersedes, replacement, file ..
        target: A record's id, a person's id, or the hash of a file.
    """

    record = models.ForeignKey(RecordId, models.PROTECT, db_column="sequence", related_name="links")
    relation = models.CharField(max_length=16)
    target = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=("relation", "target"), name="store_link_target"),)

    def __str__(self) -> str:
        return f"{self.relation} {self.target}"


class SealTarget(models.Model):
    """One body that a seal decision asks to remove; the trigger on `RecordBody` counts these.

    Attributes:
        decision: The seal.
        target: Id of a record of its closure.
        who: Who decided.
        local: Whether it was signed in this casebook: a seal from elsewhere removes nothing by itself.
    """

    decision = models.ForeignKey(RecordId, models.PROTECT, related_name="seal_targets")
    target = models.CharField(max_length=64, db_index=True)
    who = models.CharField(max_length=64)
    local = models.BooleanField()

    def __str__(self) -> str:
        return f"seal of {self.target}"


class UnfitRecord(models.Model):
    """A record that is kept verbatim and left out of every view: of a newer habeas, or on a document that is not here.

    Unlike the others this table is derived: `habeas rebuild` looks at each again.
    """

    record = models.OneToOneField(
        RecordId, models.PROTECT, primary_key=True, db_column="sequence", related_name="unfit"
    )
    reason = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.reason


class Tombstone(models.Model):
    """The id of a record, or the hash of a file, that is refused for ever."""

    target = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=16)  # record or file
    added_at = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
