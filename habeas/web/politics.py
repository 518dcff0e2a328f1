"""Views across all reports (positions, precedents), derived from the reports that hold the claims they rest on.

They are derived when a page asks, from the newest such reports, and kept until a record comes in; for a viewer outside
the case team anew, from what that viewer may see.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Max, Q

from habeas.registry import Ledger
from habeas.registry.positions import derive_positions
from habeas.registry.precedents import derive_precedents
from habeas.store.models import ClaimRow, RecordId
from habeas.store.slices import read_slice
from habeas.web.access import Viewer
from habeas.web.casebook import served_casebook
from habeas.web.outside import outlook_of

MOST_REPORTS = 300
_TYPES = ("sanction_change", "state_concession", "negotiation", "diplomatic_act", "intervention", "release", "exchange")
_COUNTED = ("accepted", "by_hand")
_VIEWS: dict[str, Callable[[Ledger], tuple[Any, ...]]] = {
    "positions": derive_positions,
    "precedents": derive_precedents,
}


def derived(view: str, viewer: Viewer) -> tuple[tuple[Any, ...], bool]:
    """A view over all reports.

    Args:
        view: positions or precedents.
        viewer: For whom.

    Returns:
        Its entries, and whether older reports were left out because there are too many.
    """
    outlook = outlook_of(viewer)
    if outlook is not None:
        return getattr(outlook, view), False
    newest = RecordId.objects.aggregate(newest=Max("sequence"))["newest"] or 0
    return _derived(view, newest, str(settings.DATABASES["default"]["NAME"]), served_casebook().casebook_id)


@lru_cache(maxsize=8)
def _derived(view: str, newest: int, database: str, casebook_id: str) -> tuple[tuple[Any, ...], bool]:  # noqa: ARG001 - they are the key
    wanted = Q(kind="position") if view == "positions" else Q(kind="causal") | Q(event_type__in=_TYPES)
    rows = ClaimRow.objects.filter(wanted, state__in=_COUNTED).order_by("-document__sequence")
    ids = list(dict.fromkeys(rows.values_list("document_id", flat=True)[: MOST_REPORTS * 20]))
    ledger = read_slice(casebook_id, document_ids=ids[:MOST_REPORTS])
    return _VIEWS[view](ledger), len(ids) > MOST_REPORTS
