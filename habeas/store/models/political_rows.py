"""Rows of what belongs to no one case, derived report by report: positions, measures, the releases around them.

They are rows like those of `habeas.store.models.derived_rows`, kept fresh by every decision. Days are ordinals here
(1 is the first of January of the year 1), so that years before and after a measure are one comparison.
"""

from django.db import models

_KEY = 300  # letters of the name of somebody who acts, or of the wording of an issue


class PositionRow(models.Model):
    """One accepted claim that somebody stands somewhere on an issue.

    Attributes:
        actor: Key of who stands there; `label` as the report writes it.
        issue: Key of the issue.
        start: The first day on which it may date; `date` is EDTF.
        body: The entry of the view, as JSON.
    """

    claim_id = models.CharField(max_length=64, primary_key=True)
    document_id = models.CharField(max_length=64, db_index=True)
    actor = models.CharField(max_length=_KEY)
    label = models.TextField()
    issue = models.CharField(max_length=_KEY)
    start = models.IntegerField()
    date = models.TextField(blank=True)
    body = models.BinaryField(default=bytes)

    class Meta:
        ordering = ("actor", "issue", "start", "date", "claim_id")
        indexes = (
            models.Index(fields=("actor", "issue", "start", "date", "claim_id"), name="store_position_of_actor"),
        )

    def __str__(self) -> str:
        return f"{self.actor} {self.issue}"


class TellingRow(models.Model):
    """One accepted claim that tells of a measure or a release, and with which others it may tell of one event.

    Attributes:
        part: Hash of what those claims share: actors, people concerned.
        actors, people: Keys of those who act, ids or names of those concerned.
        digest: Of all that the events of the part read of this claim.
    """

    claim_id = models.CharField(max_length=64, primary_key=True)
    document_id = models.CharField(max_length=64, db_index=True)
    part = models.CharField(max_length=64, db_index=True)
    actors = models.JSONField(default=list)
    people = models.JSONField(default=list)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.claim_id


class WorldEventRow(models.Model):
    """A measure or a release, as its claims together tell of it.

    Attributes:
        key: The smallest id of its claims.
        part: Of these claims.
        measure: Whether it is a measure; else a release.
        start, end: The days between which it lies.
        placed: Whether these are near enough to one another to say what came before or after.
        body: The measure as a precedent without releases, or the release as it stands beside a measure, as JSON.
    """

    key = models.CharField(max_length=64, primary_key=True)
    part = models.CharField(max_length=64, db_index=True)
    measure = models.BooleanField()
    start = models.IntegerField()
    end = models.IntegerField()
    placed = models.BooleanField()
    body = models.BinaryField(default=bytes)

    class Meta:
        ordering = ("start", "end", "key")
        indexes = (
            models.Index(fields=("measure", "start", "end", "key"), name="store_event_in_time"),
            models.Index(fields=("measure", "placed", "end", "start", "key"), name="store_event_before"),
            models.Index(fields=("measure", "placed", "start", "end", "key"), name="store_event_after"),
        )

    def __str__(self) -> str:
        return f"{'measure' if self.measure else 'release'} {self.key[:12]}"
