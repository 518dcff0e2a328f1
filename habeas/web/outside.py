"""What a viewer outside the case team may see of the whole casebook: the one way for its lists and numbers."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from habeas.publishing.audience import CASE_TEAM
from habeas.registry.casefile import Case
from habeas.registry.status import status_on
from habeas.safety.outlook import Outlook, outlook_for
from habeas.web.access import Viewer
from habeas.web.casebook import served_casebook


def outlook_of(viewer: Viewer) -> Outlook | None:
    """The outlook of a viewer; None for the case team, which sees the rows."""
    if viewer.audience.level <= CASE_TEAM:
        return None
    return outlook_for(served_casebook().casebook_id, viewer.audience)


def open_claims_by_report(outlook: Outlook) -> Mapping[str, int]:
    """How many claims of each report the viewer may see."""
    return Counter(claim.document_id for claim in outlook.open_claims.values())


def typed_again(viewer: Viewer, asked: str) -> str:
    """What a viewer typed, for the field that it was typed into; not for those outside the case team.

    A name that they may not read would come back blanked, and tell by that that it is in the casebook.
    """
    return asked if viewer.audience.level <= CASE_TEAM else ""


def is_shown(case: Case, show: str, today: date) -> bool:
    """Whether a case belongs to one of the choices of the table of people, by what the viewer may see of it."""
    held = status_on(case, today.isoformat()).held
    return {
        "held": held is True,
        "unknown": held is None and any(one.last_reported for one in case.liberty),
        "free": held is False,
        "contradictions": bool(case.contradictions),
        "unreviewed": False,
    }.get(show, True)
