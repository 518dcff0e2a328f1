"""Events of accepted claims by lanes: prisoners, authorities, opposition, West, Russia, as the packs have them.

Zoom is by year, month and day: an address such as `?at=2023-01`. Where a period holds more than can be drawn, its
parts are listed with their numbers.
"""

import calendar
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from habeas.packs import load_table
from habeas.registry.country import lane_of
from habeas.registry.policy import DEFAULT_POLICY
from habeas.safety.looking import team_sight
from habeas.safety.outlook import Outlook
from habeas.store.models import ClaimRow, MentionRow, PersonRow
from habeas.store.months import count_by_month, dated_events, events_by_month
from habeas.web import words
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.cases.naming import shown_name
from habeas.web.dates import date_in_words
from habeas.web.drawing.timeline import Lane, Point, draw_timeline
from habeas.web.evidence import ClaimCard, load_evidence
from habeas.web.outside import outlook_of
from habeas.web.reports.views import reports_for

_AT = re.compile(r"\d{4}(-\d\d)?")
_MOST = 80
_ACTORS = ("agent", "body")
_SHORT = 28  # so many letters of names fit beside a point


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the list: what, when, who, whose word; `lane` is the key of its lane, or empty."""

    row: ClaimRow
    card: ClaimCard
    when: str
    lane: str
    people: str


@requires("read")
@require_GET
def show_timeline(request: HttpRequest) -> HttpResponse:
    """One period."""
    viewer = viewer_of(request)
    at = request.GET.get("at", "")
    at = at if _AT.fullmatch(at) and (len(at) == 4 or 1 <= int(at[5:]) <= 12) else ""
    chosen, total, parts = _found(viewer, at)
    entries = _entries(viewer, chosen)
    lanes = lane_names()
    points: dict[str, dict[tuple[str, str, str], Point]] = {key: {} for key in lanes}
    for entry in entries:
        if entry.lane in points:  # several claims of one event are one point
            points[entry.lane].setdefault((entry.row.event_type, entry.row.date, entry.people), _point(entry))
    context = {
        "at": at,
        "parts": parts,
        "entries": [(entry, lanes.get(entry.lane, "")) for entry in entries],
        "left_out": max(0, total - _MOST),
        "drawing": draw_timeline(
            [Lane(name, tuple(points[key].values())) for key, name in lanes.items()], title=at or "", key="all"
        ),
        "up": at[:4] if len(at) == 7 else "",
    }
    return render(request, "timeline/timeline.html", context)


def _entries(viewer: Viewer, rows: Sequence[ClaimRow]) -> list[Entry]:
    """What the list says of claims, each person under the name of the case where a claim is attached to one."""
    book, outlook = load_evidence([row.claim_id for row in rows], viewer.audience), outlook_of(viewer)
    actors: dict[str, list[str]] = {}
    called: dict[str, dict[int, str]] = {}
    display = PersonRow.objects.filter(pk=OuterRef("person_id")).values("display_name")
    mentions = MentionRow.objects.filter(claim_id__in=[row.claim_id for row in rows]).order_by()
    mentions = mentions.annotate(display=Subquery(display))
    for claim_id, number, role, name, person_id, displayed in mentions.values_list(
        "claim_id", "number", "role", "name", "person_id", "display"
    ):
        if role in _ACTORS:
            actors.setdefault(claim_id, []).append(name)
        if displayed:
            known = _name_of_case(viewer, outlook, person_id, displayed)
            called.setdefault(claim_id, {}).update({number: known} if known else {})
    found = []
    for row in rows:
        card = book.card(row.claim_id)
        if card is not None:
            lane = lane_of(DEFAULT_POLICY.countries, row.event_type, tuple(actors.get(row.claim_id, ())))
            people = card.people_called(called.get(row.claim_id, {}))
            found.append(Entry(row, card, date_in_words(row.date), lane, people))
    return found


def _name_of_case(viewer: Viewer, outlook: Outlook | None, person_id: str, displayed: str) -> str:
    """The name over a case that the viewer may open; empty for another, which keeps the name that its report gives.

    Claims of persons who are out of sight for the team are not on the page at all.
    """
    if outlook is not None:
        return shown_name(outlook.cases[person_id].display_name) if person_id in outlook.cases else ""
    return shown_name(displayed) if viewer.audience.may_open(person_id) else ""


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


def _point(entry: Entry) -> Point:
    label = words.word_for(words.EVENT_TYPES, entry.row.event_type)
    of_whom = f"{label}: {entry.people}" if entry.people else label
    short = of_whom if len(entry.people) <= _SHORT else label
    detail = f"{of_whom}, {entry.when}"
    return Point(_day(entry.row.earliest), _day(entry.row.latest), short, detail, entry.card.href)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text and "1900" < text < "2200" else None
