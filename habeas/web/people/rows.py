"""The lines of the table of people, as one audience may see them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from habeas.model.vocabulary import HELD
from habeas.publishing.audience import CASE_TEAM, Audience
from habeas.registry.casefile import Case
from habeas.store.models import PersonRow
from habeas.web import words
from habeas.web.cases.naming import shown_name
from habeas.web.cases.status import sentence_of
from habeas.web.dates import date_in_words, is_one_day
from habeas.web.evidence import load_evidence


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the table.

    Attributes:
        person_id, name: Who.
        status: In a few words; held only where somebody vouches for the day.
        since: The first day certainly in custody, in words.
        articles: Charged by the authorities under these.
        claims, contradictions, unreviewed: Numbers, for the case team only.
    """

    person_id: str
    name: str
    status: str
    since: str
    articles: tuple[str, ...]
    claims: int | None = None
    contradictions: int = 0
    unreviewed: int | None = None


def lines_for(rows: list[PersonRow], audience: Audience, today: date) -> list[Line]:
    """The lines of some rows, for the case team."""
    if audience.level > CASE_TEAM:
        message = "rows hold what only the case team may see"
        raise ValueError(message)
    return [
        Line(
            person_id=row.person_id,
            name=shown_name(row.display_name),
            status=status_in_short(row, today),
            since=date_in_words(row.held_from),
            articles=tuple(row.articles),
            claims=row.claims,
            contradictions=row.contradictions,
            unreviewed=row.unreviewed,
        )
        for row in rows
    ]


def status_in_short(row: PersonRow, today: date) -> str:
    """The status of a row in a few words."""
    value = words.word_for(words.LIBERTY, row.liberty) if row.liberty else ""
    if row.liberty not in HELD:
        return value or _("not known")
    if row.held_from and row.held_from <= today.isoformat() <= row.held_until:
        return _("held: %(state)s") % {"state": value}
    if row.last_reported:
        last = {"date": date_in_words(row.last_reported)}
        if is_one_day(row.last_reported):
            return _("not known; last reported held on %(date)s") % last
        return _("not known; last reported held: %(date)s") % last
    return _("not known")


def lines_of_cases(cases: list[Case], audience: Audience, today: date) -> list[Line]:
    """The lines of cases that were derived for an audience outside the case team."""
    book = load_evidence([claim_id for case in cases for claim_id in case.evidence.claim_ids], audience)
    return [
        Line(
            person_id=case.person_id,
            name=shown_name(case.display_name),
            status=sentence_of(case, today, book).text,
            since="",
            articles=tuple(sorted({charge.article for charge in case.charges if charge.article})),
        )
        for case in cases
    ]
