"""Events of accepted claims by lanes: prisoners, authorities, opposition, West, Russia, as the packs have them.

Zoom is by year, month and day: an address such as `?at=2023-01`. Where a period holds more than can be drawn, its
parts are listed with their numbers.
"""

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from habeas.packs import load_table
from habeas.registry.country import lane_of
from habeas.registry.policy import DEFAULT_POLICY
from habeas.safety.looking import team_sight
from habeas.store.models import ClaimRow, MentionRow
from habeas.store.months import count_by_month, dated_events, events_by_month
from habeas.web import words
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.dates import date_in_words
from habeas.web.drawing.timeline import Lane, Point, draw_timeline
from habeas.web.evidence import ClaimCard, load_evidence
from habeas.web.outside import outlook_of
from habeas.web.reports.views import reports_for

_AT = re.compile(r"\d{4}(-\d\d)?")
_MOST = 80
_SHORT = 28  # so many letters of names fit beside a point


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the list: what, when, who, whose word."""

    when: str
    lane: str
    label: str
    card: ClaimCard


@requires("read")
@require_GET
def show_timeline(request: HttpRequest) -> HttpResponse:
    """One period."""
    viewer = viewer_of(request)
    at = request.GET.get("at", "")
    at = at if _AT.fullmatch(at) and (len(at) == 4 or 1 <= int(at[5:]) <= 12) else ""
    chosen, total, parts = _found(viewer, at)
    book = load_evidence([row.claim_id for row in chosen], viewer.audience)
    lanes = lane_names()
    by_claim = _lanes_of(chosen)
    entries = [
        Entry(date_in_words(row.date), lanes.get(by_claim[row.claim_id], ""), card.heading, card)
        for row in chosen
        if (card := book.card(row.claim_id)) is not None
    ]
    points: dict[str, dict[tuple[str, str, str], Point]] = {key: {} for key in lanes}
    for row in chosen:
        card = book.card(row.claim_id)
        if card is not None and by_claim[row.claim_id] in points:  # several claims of one event are one point
            points[by_claim[row.claim_id]].setdefault((row.event_type, row.date, card.people), _point(row, card))
    drawn = [Lane(name, tuple(points[key].values())) for key, name in lanes.items()]
    context = {
        "at": at,
        "parts": parts,
        "entries": entries,
        "left_out": max(0, total - _MOST),
        "drawing": draw_timeline(drawn, title=at or "", key="all"),
        "up": at[:4] if len(at) == 7 else "",
    }
    return render(request, "timeline/timeline.html", context)


def _found(viewer: Viewer, at: str) -> tuple[list[ClaimRow], int, list[tuple[str, str, int]]]:
    """The first events of a period, how many there are, and its parts with theirs, as a viewer may see them."""
    outlook = outlook_of(viewer)
    if outlook is None:
        rows = _events(viewer, at)
        months = _months(viewer, at, rows)
        chosen = list(rows.order_by("earliest", "latest", "claim_id")[:_MOST])
        return chosen, sum(months.values()), _parts(months, at)
    first, last = _bounds(at) if at else ("", "9")
    seen = [row for row in outlook.events if first <= row.earliest <= last]
    length = 0 if len(at) == 7 else 7 if at else 4
    counted = Counter(row.earliest[:length] for row in seen if length and row.earliest[:length] > "1900")
    return seen[:_MOST], len(seen), [(part, date_in_words(part), n) for part, n in sorted(counted.items())]


def _events(viewer: Viewer, at: str) -> QuerySet[ClaimRow]:
    """Accepted, asserted events that certainly or possibly lie in a period; all dated ones for an empty period."""
    rows = dated_events(*_bounds(at)) if at else dated_events()
    if viewer.audience.person_ids is not None:
        rows = rows.filter(document_id__in=reports_for(viewer).values("document_id"))
    gone = _out_of_sight(viewer)
    if gone:  # a number would tell of them
        rows = rows.exclude(claim_id__in=MentionRow.objects.filter(person_id__in=gone).values("claim_id"))
    return rows


def _bounds(at: str) -> tuple[str, str]:
    if len(at) == 4:
        return f"{at}-01-01", f"{at}-12-31"
    last = calendar.monthrange(int(at[:4]), int(at[5:]))[1]
    return f"{at}-01", f"{at}-{last:02d}"


def _out_of_sight(viewer: Viewer) -> frozenset[str]:
    return frozenset() if viewer.audience.leads else team_sight(viewer.audience.day).out_of_sight


def _months(viewer: Viewer, at: str, events: QuerySet[ClaimRow]) -> dict[str, int]:
    """How many of the events of a period begin in each month; counted anew for who may open single cases only."""
    if viewer.audience.person_ids is not None:
        return count_by_month(events)
    return events_by_month(at, without=_out_of_sight(viewer))


def _parts(months: Mapping[str, int], at: str) -> list[tuple[str, str, int]]:
    """The parts of a period with their numbers: years of all, months of a year; a month has none."""
    if len(at) == 7:
        return []
    counted: Counter[str] = Counter()
    for month, events in months.items():
        counted[month[: 7 if at else 4]] += events
    return [(part, date_in_words(part), events) for part, events in sorted(counted.items()) if part > "1900"]


def lane_names() -> dict[str, str]:
    """Keys and names of the lanes of the first country that has any, from top to bottom."""
    language = (get_language() or "en")[:2]
    table = load_table(DEFAULT_POLICY.countries[0], "lanes")
    lanes = sorted(table["lane"], key=lambda lane: lane["order"])
    return {lane["key"]: lane["names"].get(language, lane["names"]["en"]) for lane in lanes}


def _lanes_of(rows: Iterable[ClaimRow]) -> dict[str, str]:
    """The lane of each claim, by its type and by who acts."""
    types = {row.claim_id: row.event_type for row in rows}
    actors: dict[str, list[str]] = {claim_id: [] for claim_id in types}
    mentions = MentionRow.objects.filter(claim_id__in=types, role__in=("agent", "body"))
    for claim_id, name in mentions.values_list("claim_id", "name"):
        actors[claim_id].append(name)
    return {
        claim_id: lane_of(DEFAULT_POLICY.countries, event_type, tuple(actors[claim_id]))
        for claim_id, event_type in types.items()
    }


def _point(row: ClaimRow, card: ClaimCard) -> Point:
    label = words.word_for(words.EVENT_TYPES, row.event_type)
    of_whom = f"{label}: {card.people}" if card.people else label
    detail = f"{of_whom}, {date_in_words(row.date)}"
    short = of_whom if len(card.people) <= _SHORT else label
    return Point(_day(row.earliest), _day(row.latest), short, detail, card.href)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text and "1900" < text < "2200" else None
