"""Who is reviewing which report: a hint for colleagues that ends by itself, and holds nobody up.

It stands in the cache of the server, never on the disk and never in a record: what somebody merely looks at is not
kept. Two who review one report all the same lose nothing: `habeas.web.review.acts` sees to that.
"""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils import timezone

MINUTES = 10  # without a page of the report asked for, somebody is no longer at it
_SECONDS = 60 * MINUTES
_REPORT, _REVIEWER = "reviewing-{}", "reviewer-{}"


@dataclass(frozen=True, slots=True)
class AtWork:
    """A colleague who reviews a report.

    Attributes:
        name: As accounts are named inside the case team.
        since: UTC, `10:42`.
    """

    name: str
    since: str


def note_at_work(pseudonym: str, name: str, document_id: str) -> None:
    """Somebody asked for a page of the review of a report; with that they have left any other."""
    before = cache.get(_REVIEWER.format(pseudonym))
    if before and before != document_id:
        leave(pseudonym, before)
    now = timezone.now()
    there = _there(document_id)
    since = there.get(pseudonym, ("", now.strftime("%H:%M"), 0.0))[1]
    there[pseudonym] = (name, since, now.timestamp())
    cache.set(_REPORT.format(document_id), there, _SECONDS)
    cache.set(_REVIEWER.format(pseudonym), document_id, _SECONDS)


def leave(pseudonym: str, document_id: str) -> None:
    """Somebody no longer reviews a report."""
    there = _there(document_id)
    if there.pop(pseudonym, None) is not None:
        cache.set(_REPORT.format(document_id), there, _SECONDS)


def others_at(document_ids: list[str], pseudonym: str) -> dict[str, tuple[AtWork, ...]]:
    """Who else reviews each of these reports now; reports that nobody else reviews are left out."""
    stored = cache.get_many([_REPORT.format(one) for one in document_ids])
    found = {}
    for document_id in document_ids:
        there = _fresh(stored.get(_REPORT.format(document_id)))
        others = tuple(AtWork(name, since) for who, (name, since, _) in sorted(there.items()) if who != pseudonym)
        if others:
            found[document_id] = others
    return found


def _there(document_id: str) -> dict[str, tuple[str, str, float]]:
    return _fresh(cache.get(_REPORT.format(document_id)))


def _fresh(stored: Any) -> dict[str, tuple[str, str, float]]:
    last = timezone.now().timestamp() - _SECONDS
    return {who: entry for who, entry in (stored or {}).items() if entry[2] >= last}
