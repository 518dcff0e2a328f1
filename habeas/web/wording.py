"""What the registry words in English, in the language of the page: questions of contradictions, their sides, lengths.

The registry gives plain English for the command line and for exports. The sentences it makes are few; each is found
here by its shape and worded again. One that is not found stays as it is.
"""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from habeas.web import words
from habeas.web.claims.slots import length_in_words
from habeas.web.dates import date_in_words, dates_within

_LENGTH = re.compile(r"(?:(\d+) years?)?\s*(?:(\d+) months?)?\s*(?:(\d+) days?)?")
_UNREVIEWED = " (rests on claims that nobody reviewed yet)"
_DATE = r"[\d{\[][\dX~?%/.,{}\[\]-]*"
_SIDE = re.compile(
    rf"(?:(cause|effect): |(from|until|released|calculated end|asserted|denied|told:)(?= |$) ?)?(.*?) ?({_DATE})?"
)

_FIRST = re.compile(r"(?:told: )?([a-z_ ]+) first(?: \((.+)\))?")
_DATED = "dated: "
_STANCE = re.compile(rf"(.+): ({'|'.join(words.STANCES)})")


def question_in_words(question: str) -> str:
    """The question of a contradiction in the language of the page."""
    if question.endswith(_UNREVIEWED):
        rest = question_in_words(question.removesuffix(_UNREVIEWED))
        return _("%(question)s (rests on claims that nobody reviewed yet)") % {"question": rest}
    for pattern, sentence in _QUESTIONS:
        match = pattern.fullmatch(question)
        if match is not None:
            places = match.groupdict()
            return str(sentence) % {
                name: date_in_words(text) if name.endswith("_date") else _known(text) for name, text in places.items()
            }
    return dates_within(question)


def side_in_words(value: str) -> str:
    """What one side says: a date, a term, a number, or a word of the vocabulary with a date."""
    whole = date_in_words(value)
    if whole != value:
        return whole
    if value and (length := _length(value)):
        return length
    order = _FIRST.fullmatch(value)
    if order is not None:
        return _order_in_words(*order.groups())
    if value.startswith(_DATED):
        return _("by the dates: %(events)s") % {"events": _events_in_words(value.removeprefix(_DATED))}
    stance = _STANCE.fullmatch(value)
    if stance is not None:
        return f"{stance[1]}: {words.word_for(words.STANCES, stance[2])}"
    match = _SIDE.fullmatch(value)
    if match is None:
        return dates_within(value)
    role, how, what, when = match.groups()
    said, day = _known(what), date_in_words(when or "")
    if said and day:  # a month is no case of the word before it: other languages part the two
        said = pgettext("side", "%(what)s %(when)s") % {"what": said, "when": day}
    parts = [str(_ROLES[role]) if role else "", str(_HOWS[how]) if how else "", said or day]
    return " ".join(part for part in parts if part)


def _order_in_words(first: str, dates: str | None) -> str:
    """What came first, as a report tells it, with the dates that it gives."""
    said = _("first: %(event)s") % {"event": _("measure") if first == "measure" else _known(first)}
    return f"{said} ({_events_in_words(dates)})" if dates else said


def _events_in_words(events: str) -> str:
    return ", ".join(side_in_words(event) for event in events.split(", "))


def term_in_words(text: str) -> str:
    """A length of time that the registry words: "1 year 6 months"."""
    return _length(text) or text


def note_in_words(note: str) -> str:
    """How an end was calculated."""
    match = re.fullmatch(r"calculated from (\S+?)(?:; with the greatest credit for remand (\S+))?", note)
    if match is None:
        return dates_within(note)
    start, credit = (date_in_words(part or "") for part in match.groups())
    if credit:
        return _("counted from %(start)s; with the greatest credit for remand %(credit)s") % {
            "start": start,
            "credit": credit,
        }
    return _("counted from %(start)s") % {"start": start}


def _length(text: str) -> str:
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return ""
    return length_in_words(*(int(part or 0) for part in match.groups()))


def _known(text: str) -> str:
    """A word of the vocabulary, whether with underscores or spaces; anything else as it is."""
    key = text.strip().replace(" ", "_")
    for table in (words.EVENT_TYPES, words.LIBERTY, words.VARIANTS, words.STANCES, words.ATTRIBUTES):
        if key in table:
            return str(table[key])
    return dates_within(text)


_ROLES: dict[str, str | Promise] = {"cause": gettext_lazy("cause:"), "effect": gettext_lazy("effect:")}
_HOWS: dict[str, str | Promise] = {
    "from": pgettext_lazy("side", "from"),
    "until": pgettext_lazy("side", "until"),
    "released": pgettext_lazy("side", "released"),
    "calculated end": gettext_lazy("calculated end:"),
    "asserted": gettext_lazy("asserted"),
    "denied": gettext_lazy("denied"),
    "told:": gettext_lazy("told:"),
}
# English of the registry by its shape, and the sentence of the page. Places named `.._date` hold dates, others words.
_QUESTIONS: tuple[tuple[re.Pattern[str], str | Promise], ...] = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (
            r"Reports of one (?P<what>.+) differ in its date\.",
            gettext_lazy("Reports of one event (%(what)s) differ in its date."),
        ),
        (
            r"One (?P<what>.+) told with (?P<n>\d+) dates, or \d+ events\?",
            gettext_lazy("One event (%(what)s) with %(n)s dates, or %(n)s events?"),
        ),
        (
            r"Reports of one (?P<what>.+) differ in its term\.",
            gettext_lazy("Reports of one event (%(what)s) differ in its term."),
        ),
        (
            r"One (?P<what>.+) told with (?P<n>\d+) terms, or \d+ events\?",
            gettext_lazy("One event (%(what)s) with %(n)s terms, or %(n)s events?"),
        ),
        (
            r"Held since one day, (?P<what>.+) reported on another: which is right\?",
            gettext_lazy("Held since one day, %(what)s reported on another: which is right?"),
        ),
        (
            r"Held past the end of the term, or is one of the dates or the term wrong\?",
            gettext_lazy("Held past the end of the term, or is one of the dates or the term wrong?"),
        ),
        (r"How did this (?P<what>.+) come about\?", gettext_lazy("How did this come about: %(what)s?")),
        (
            r"Reports of this (?P<what>.+) count differently: had the number grown\?",
            gettext_lazy("Reports count differently (%(what)s): had the number grown?"),
        ),
        (
            r"Was there a new arrest in between, or is one of the reports wrong\?",
            gettext_lazy("Was there a new arrest in between, or is one of the reports wrong?"),
        ),
        (
            r"Released by then, though no report tells of it, or is one of the reports wrong\?",
            gettext_lazy("Released by then, though no report tells of it, or is one of the reports wrong?"),
        ),
        (r"Did this (?P<what>.+) happen\?", gettext_lazy("Did this happen: %(what)s?")),
        (
            r"Told of a day after the death: is one of the dates wrong, or are these two people\?",
            gettext_lazy("Told of a day after the death: is one of the dates wrong, or are these two people?"),
        ),
        (
            r"Released before any custody that a report tells of: is a date wrong, or was there an earlier arrest\?",
            gettext_lazy(
                "Released before any custody that a report tells of: is a date wrong, or was there an earlier arrest?"
            ),
        ),
        (
            r"It would end before it began: which date is misread\?",
            gettext_lazy("It would end before it began: which date is misread?"),
        ),
        (
            r"Reports differ in the (?P<what>.+): one person or two\?",
            gettext_lazy("Reports differ (%(what)s): one person or two?"),
        ),
        (
            r"Decisions differ on who this is; nothing is joined until one decision supersedes them all\.",
            gettext_lazy("Decisions differ on who this is; nothing is joined until one decision supersedes them all."),
        ),
        (
            (
                r"The (?P<what>[\w ]+) \((?P<first_date>.*?)\) is credited to what came later "
                r"\((?P<other>[\w ]+), (?P<last_date>.*)\)\."
            ),
            gettext_lazy("The %(what)s (%(first_date)s) is credited to what came later: %(other)s, %(last_date)s."),
        ),
        (
            (
                r"The (?P<what>[\w ]+) \((?P<first_date>.*?)\) is said to follow what came later "
                r"\((?P<other>[\w ]+), (?P<last_date>.*)\)\."
            ),
            gettext_lazy("The %(what)s (%(first_date)s) is said to follow what came later: %(other)s, %(last_date)s."),
        ),
        (
            r"One report puts the measure before the release, the other after it\.",
            gettext_lazy("One report puts the measure before the release, the other after it."),
        ),
        (
            r"The dates that other reports give put it the other way round\.",
            gettext_lazy("The dates that other reports give put it the other way round."),
        ),
        (
            r"Had more people signed by the later report, or does one of them count wrongly\?",
            gettext_lazy("Had more people signed by the later report, or does one of them count wrongly?"),
        ),
        (
            r"Do they differ, has one of them changed its stance, or does one report misread it\?",
            gettext_lazy("Do they differ, has one of them changed its stance, or does one report misread it?"),
        ),
        (
            r"Did the actor change its stance, or does one report misread it\?",
            gettext_lazy("Did the actor change its stance, or does one report misread it?"),
        ),
    )
)
