"""Who is who: pseudonymous ids that records hold, and the erasable table of who they are."""

import secrets
from typing import TYPE_CHECKING

from habeas.store.models import Draft, Pseudonym
from habeas.store.trail import write_audit

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["erase_pseudonym", "label_of", "new_id", "pseudonym_of_label", "pseudonym_of_user", "write_audit"]


def new_id() -> str:
    """A random id of a person or a pseudonym: 32 hex digits."""
    return secrets.token_hex(16)


def pseudonym_of_label(label: str, *, added_at: str) -> str:
    """The pseudonymous id of somebody who works from the command line, made when first needed.

    Args:
        label: The name to show inside the case team.
        added_at: Now, UTC, whole seconds.
    """
    found = Pseudonym.objects.filter(label=label[:200], user=None).order_by("added_at", "pseudonym").first()
    if found is None:
        found = Pseudonym.objects.create(pseudonym=new_id(), label=label[:200], added_at=added_at)
    return found.pseudonym


def pseudonym_of_user(user: "User", *, added_at: str) -> str:
    """The pseudonymous id of an account, made when first needed."""
    found, _ = Pseudonym.objects.get_or_create(
        user=user, defaults={"pseudonym": new_id(), "label": user.get_username(), "added_at": added_at}
    )
    return found.pseudonym


def label_of(pseudonym: str) -> str:
    """The name behind a pseudonymous id, or its first digits once the name is erased or was never known here."""
    label = Pseudonym.objects.filter(pseudonym=pseudonym).values_list("label", flat=True).first()
    return label or f"somebody ({pseudonym[:8]})"


def erase_pseudonym(pseudonym: str) -> None:
    """Forget who a pseudonymous id is, and what it left half-written. No record changes; nobody can tell any more."""
    Draft.objects.filter(who=pseudonym).delete()
    Pseudonym.objects.filter(pseudonym=pseudonym).update(label="", user=None)
