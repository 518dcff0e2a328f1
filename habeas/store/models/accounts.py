"""Who is behind a pseudonymous id, what was done when, and facts about the casebook itself."""

from django.conf import settings
from django.db import models


class CasebookFact(models.Model):
    """One fact about this casebook: its id, its private key, the digest that its derived rows were made with."""

    name = models.CharField(max_length=32, primary_key=True)
    value = models.TextField()

    def __str__(self) -> str:
        return self.name


class Pseudonym(models.Model):
    """Who a pseudonymous id is. Records hold only the id; a row here can be erased without touching any record.

    Attributes:
        pseudonym: 32 random hex digits, as `who`, `collector` and `opened_by` hold them.
        user: The account, if there is one.
        label: The name to show inside the case team; empty once erased.
    """

    pseudonym = models.CharField(max_length=32, primary_key=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="pseudonym"
    )
    label = models.CharField(max_length=200, blank=True)
    added_at = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.label or self.pseudonym


class AuditEntry(models.Model):
    """Something that an account did or saw and that no record tells: sign-ins, exports, refused requests.

    Append-only by trigger. `detail` never holds the text of a report or the name of a person. Each entry's digest is
    taken over the entry and the digest before it (`habeas.store.trail`), so that a break shows; none where the entry
    is older than the chain.
    """

    at = models.CharField(max_length=20, db_index=True)
    who = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=64, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, null=True)  # noqa: DJ001 - a default would make SQLite copy the table

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.at} {self.action}"


class ExportEntry(models.Model):
    """One export or bundle that left: the register of who holds what.

    Attributes:
        who: Pseudonymous id of who made it.
        recipient: Who was to have it, in words.
        level, day, formats, record_set: As the export itself says.
        name: The name of its folder or file, without the folders above it.
        persons: Ids of the cases in it.
        ends: The day after which a bundle does not open any more; empty for none.
    """

    at = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    recipient = models.CharField(max_length=200, blank=True)
    level = models.SmallIntegerField()
    day = models.CharField(max_length=10)
    formats = models.CharField(max_length=80)
    record_set = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200, blank=True)
    persons = models.JSONField(default=list)
    ends = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.day} level {self.level}"


class Draft(models.Model):
    """Something half-written, kept until it is sent or thrown away: no record, and nobody's but its writer's.

    Attributes:
        who: Pseudonymous id of the writer.
        name: What it is a draft of: `note`, `add ID` of a report, `correct ID` of a claim.
        fields: What stands in the form, by the name of the field.
        kept_at: When it was last kept.
    """

    who = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    fields = models.JSONField(default=dict)
    kept_at = models.CharField(max_length=20)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("who", "name"), name="store_draft_of_one"),)

    def __str__(self) -> str:
        return self.name
