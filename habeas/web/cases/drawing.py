"""The timeline of a case: custody, rulings and releases, and what others did, on three lanes."""

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from habeas.model import parse_date
from habeas.model.errors import DateError
from habeas.model.vocabulary import HELD
from habeas.registry.casefile import OPEN_END, OPEN_START, Case, EventView, Evidence, Interval
from habeas.web import words
from habeas.web.dates import date_in_words
from habeas.web.drawing.timeline import Band, Lane, Point, draw_timeline
from habeas.web.evidence import EvidenceBook

_DIPLOMACY = frozenset(
    {"intervention", "negotiation", "diplomatic_act", "sanction_change", "appeal", "state_concession"}
)


def draw_case(case: Case, book: EvidenceBook, today: date) -> SafeString:
    """The drawing, or an empty string where nothing of the case has a date."""
    clashing = {claim for clash in case.contradictions for side in clash.sides for claim in side.claims}
    custody = tuple(_band(part, book) for part in case.liberty if part.value in HELD)
    rulings = tuple(_point(event, book, clashing) for event in case.events if event.type not in _DIPLOMACY)
    others = tuple(_point(event, book, clashing) for event in case.events if event.type in _DIPLOMACY)
    others += tuple(
        point
        for act in case.interventions
        if (point := _dated(act.date, ", ".join(act.actors) or words.word_for(words.EVENT_TYPES, act.type)))
        and not any(event.evidence.claim_ids == act.evidence.claim_ids for event in case.events)
    )
    lanes = (
        Lane(_("custody"), (), custody),
        Lane(_("rulings, releases"), rulings),
        Lane(_("diplomacy"), others),
    )
    return draw_timeline(lanes, title=_("Timeline of the case; the lists below hold the same"), today=today)


def _href(evidence: Evidence, book: EvidenceBook) -> str:
    cards = book.cards(evidence.claim_ids)
    return cards[0].href if cards else ""


def _day(text: str) -> date | None:
    return None if text in ("", OPEN_START, OPEN_END) else date.fromisoformat(text)


def _band(part: Interval, book: EvidenceBook) -> Band:
    value = words.word_for(words.LIBERTY, part.value)
    began = date_in_words(part.start) or _("a day that is not known")
    ended = date_in_words(part.end)
    detail = _("%(state)s, from %(begin)s") % {"state": value, "begin": began}
    if ended:
        detail = _("%(state)s, from %(begin)s to %(end)s") % {"state": value, "begin": began, "end": ended}
    certain_from, certain_until = _day(part.certain_from), _day(part.certain_until)
    starts = (_day(part.possible_from), certain_from or _day(part.possible_until))
    href = _href(part.evidence, book)
    if part.possible_until == OPEN_END:
        return Band(
            starts, (None, None), value, detail, None if part.certain_until == OPEN_END else certain_until, href
        )
    return Band(
        starts, (certain_until or _day(part.possible_from), _day(part.possible_until)), value, detail, None, href
    )


def _point(event: EventView, book: EvidenceBook, clashing: set[str]) -> Point:
    label = words.word_for(words.EVENT_TYPES, event.type)
    detail = f"{label}: {date_in_words(event.date) or _('day not known')}"
    tone = "clash" if clashing & set(event.evidence.claim_ids) else "free" if event.type in _DIPLOMACY else "own"
    earliest, latest = _bounds(event.date)
    return Point(
        earliest or _day(event.earliest), latest or _day(event.latest), label, detail, _href(event.evidence, book), tone
    )


def _dated(edtf: str, label: str) -> Point | None:
    earliest, latest = _bounds(edtf)
    if earliest is None and latest is None:
        return None
    return Point(earliest, latest, label, f"{label}: {date_in_words(edtf)}", "", "free")


def _bounds(edtf: str) -> tuple[date | None, date | None]:
    if not edtf:
        return None, None
    try:
        parsed = parse_date(edtf)
    except DateError:
        return None, None
    return parsed.earliest, parsed.latest
