"""Notices to those who hold an export in which somebody stands who is not to be shown any more. They name nobody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from habeas.safety.register import Holder


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice to copy.

    Attributes:
        number: Of the export in the register.
        recipient: Whom to tell; empty where nobody wrote it down.
        day, level, name: What they hold.
        text: What to send; it holds the id of the case and no name.
    """

    number: int
    recipient: str
    day: str
    level: int
    name: str
    text: str


def notices_for(holders: Iterable[Holder], today: str) -> list[Notice]:
    """A notice for each holder, in the language of the page."""
    return [Notice(one.number, one.recipient, one.day, one.level, one.name, _text(one, today)) for one in holders]


def _text(holder: Holder, today: str) -> str:
    head = [
        _("To: %(recipient)s") % {"recipient": holder.recipient or _("whoever holds this export")},
        _("Date: %(day)s") % {"day": today},
    ]
    what = _("You hold an export of our registry: %(name)s (%(formats)s), made on %(day)s at level %(level)s.") % {
        "name": holder.name,
        "formats": holder.formats,
        "day": holder.day,
        "level": holder.level,
    }
    which = _("The case with the id %(case_id)s must no longer be used or shown. Please") % {
        "case_id": ", ".join(holder.case_ids)
    }
    asks = [
        _("1. remove every row, line and page that carries this id, and what you made of it;"),
        _("2. delete the export, and every copy of it, and ask us for a new one;"),
        _("3. pass this notice on to whomever you gave it, and tell us when it is done."),
    ]
    end = _("This notice names nobody on purpose. Please do not write the name in your answer either.")
    return "\n".join([*head, "", what, "", which, *asks, "", end])
