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

    Append-only by trigger. `detail` never holds the text of a report or the name of a person.
    """

    at = models.CharField(max_length=20, db_index=True)
    who = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=64, blank=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.at} {self.action}"
