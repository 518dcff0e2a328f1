"""Who is behind the pseudonymous ids of a history, for the case team; an erased name leaves its id."""

from collections.abc import Iterable

from habeas.store.models import Pseudonym


def names_of_staff(ids: Iterable[str]) -> dict[str, str]:
    """The name to show for each id, a short id where the name was erased or never known here."""
    wanted = set(ids)
    labels = {
        row.pseudonym: row.label or (row.user.get_username() if row.user else "")
        for row in Pseudonym.objects.filter(pseudonym__in=wanted).select_related("user")
    }
    return {who: labels.get(who) or who[:8] for who in wanted}
