"""The one sentence that answers for a day, and the reason for it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from habeas.model.vocabulary import DEAD
from habeas.registry.casefile import Case, Evidence, Interval, Status
from habeas.registry.status import status_on
from habeas.web import words
from habeas.web.dates import date_in_words, is_one_day
from habeas.web.evidence import EvidenceBook


@dataclass(frozen=True, slots=True)
class Sentence:
    """A status in words.

    Attributes:
        text: The sentence.
        reason: Why: what the sources say of it, and how far it can be vouched for.
        evidence: Its claims.
        held: True, False, or None for not known.
    """

    text: str
    reason: str
    evidence: Evidence
    held: bool | None


def sentence_of(case: Case, day: date, book: EvidenceBook) -> Sentence:
    """What can be said of a person's liberty on a day."""
    status = status_on(case, day.isoformat())
    interval = _interval_of(case, status)
    reason = _reason(interval, book)
    return Sentence(_text(status, interval), reason, status.evidence, status.held)


def _interval_of(case: Case, status: Status) -> Interval | None:
    """The interval that answers, else the one of the last report."""
    wanted = set(status.evidence.claim_ids)
    found = [part for part in case.liberty if part.value == status.value and wanted & set(part.evidence.claim_ids)]
    found = found or [part for part in case.liberty if wanted & set(part.evidence.claim_ids)]
    return found[-1] if found else None


def _text(status: Status, interval: Interval | None) -> str:
    value = words.word_for(words.LIBERTY, status.value)
    start = date_in_words(interval.start) if interval else ""
    if status.held:
        return (
            _("Held: %(state)s since %(date)s.") % {"state": value, "date": start}
            if start
            else _("Held: %(state)s.") % {"state": value}
        )
    if status.held is None:
        if is_one_day(status.last_reported):
            return _("Not known; last reported held on %(date)s.") % {"date": date_in_words(status.last_reported)}
        if last := date_in_words(status.last_reported) or start:
            return _("Not known; last reported held: %(date)s.") % {"date": last}
        return _("Not known: no accepted claim tells of custody.")
    value = f"{value[:1].upper()}{value[1:]}"
    if status.value in DEAD:
        return f"{value}, {start}." if start else f"{value}."
    return f"{value}: {start}." if start else f"{value}."


def _reason(interval: Interval | None, book: EvidenceBook) -> str:
    """Each date that the sources give, with those who give it."""
    if interval is None:
        return ""
    by_date: dict[str, list[str]] = {}
    for card in book.cards(interval.evidence.claim_ids):
        when = next((slot for slot in card.slots if slot.key == "date"), None)
        said = card.chain[-1].name
        if when is not None:
            by_date.setdefault(when.text, []).append(said)
    parts = [
        _("%(date)s by %(sources)s") % {"date": when, "sources": ", ".join(dict.fromkeys(said))}
        for when, said in by_date.items()
    ]
    return "; ".join(parts)
