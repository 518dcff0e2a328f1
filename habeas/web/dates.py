"""Dates in words, as exactly as they are known and no more: "12 January 2023", "mid-June 2020", "2008 and 2015"."""

import re
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from habeas.model import PartialDate, parse_date
from habeas.model.errors import DateError

# A month by itself: Django's own catalogues have it with a capital in Russian and in the genitive in Belarusian.
_MONTHS = (
    pgettext_lazy("month without a day", "January"),
    pgettext_lazy("month without a day", "February"),
    pgettext_lazy("month without a day", "March"),
    pgettext_lazy("month without a day", "April"),
    pgettext_lazy("month without a day", "May"),
    pgettext_lazy("month without a day", "June"),
    pgettext_lazy("month without a day", "July"),
    pgettext_lazy("month without a day", "August"),
    pgettext_lazy("month without a day", "September"),
    pgettext_lazy("month without a day", "October"),
    pgettext_lazy("month without a day", "November"),
    pgettext_lazy("month without a day", "December"),
)
# The month beside a day; Russian and Belarusian put it in the genitive.
_MONTHS_OF_DAY = (
    pgettext_lazy("month beside a day", "January"),
    pgettext_lazy("month beside a day", "February"),
    pgettext_lazy("month beside a day", "March"),
    pgettext_lazy("month beside a day", "April"),
    pgettext_lazy("month beside a day", "May"),
    pgettext_lazy("month beside a day", "June"),
    pgettext_lazy("month beside a day", "July"),
    pgettext_lazy("month beside a day", "August"),
    pgettext_lazy("month beside a day", "September"),
    pgettext_lazy("month beside a day", "October"),
    pgettext_lazy("month beside a day", "November"),
    pgettext_lazy("month beside a day", "December"),
)
_DATE_IN_TEXT = re.compile(r"(?<![\d-])\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d(?:-\d\d)?)?(?![\d-])")
_PARTS_OF_MONTH = ((1, 10), (11, 20))
_SEASONS = ((3, 5), (6, 8), (9, 11))


def is_one_day(edtf: str) -> bool:
    """Whether a date is a day and nothing wider: what happened "on" it."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) is not None


def date_in_words(edtf: str) -> str:
    """An EDTF date in the words of the active language; empty for an empty date, the text itself for no date at all."""
    if not edtf:
        return ""
    try:
        parsed = parse_date(edtf)
    except DateError:
        return edtf
    if parsed.kind in ("set", "one_of"):
        members = [date_in_words(member) for member in parsed.text[1:-1].split(",")]
        return _join(members, _("and") if parsed.kind == "set" else _("or"))
    return _interval(parsed) if parsed.kind == "interval" else _single(parsed.text)


def dates_within(text: str) -> str:
    """A text with the dates of the form 2022-09 and 2022-09-30 in it put into words."""
    return _DATE_IN_TEXT.sub(lambda match: date_in_words(match.group()), text)


def day_in_words(day: date) -> str:
    """A whole day: 12 January 2023."""
    return _("%(day)s %(month)s %(year)s") % {
        "day": day.day,
        "month": _MONTHS_OF_DAY[day.month - 1],
        "year": day.year,
    }


def _join(words: list[str], link: str) -> str:
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def _single(text: str) -> str:
    qualifier = text[-1] if text[-1] in "~?%" else ""
    plain = _plain(text.removesuffix(qualifier))
    if qualifier == "~":
        return _("about %(date)s") % {"date": plain}
    if qualifier == "?":
        return _("%(date)s (uncertain)") % {"date": plain}
    if qualifier == "%":
        return _("about %(date)s (uncertain)") % {"date": plain}
    return plain


def _plain(text: str) -> str:
    parts = text.split("-")
    if parts[0] == "XXXX":
        month = _named(parts)
        return _("%(date)s, year not known") % {"date": month}
    if parts[0].endswith("X"):
        return _("the %(decade)ss") % {"decade": parts[0][:3] + "0"}
    if len(parts) == 1:
        return _year(parts[0])
    if len(parts) == 2:
        return _("%(month)s %(year)s") % {"month": _MONTHS[int(parts[1]) - 1], "year": parts[0]}
    return _("%(day)s %(month)s %(year)s") % {
        "day": int(parts[2]),
        "month": _MONTHS_OF_DAY[int(parts[1]) - 1],
        "year": parts[0],
    }


def _year(year: str) -> str:
    return pgettext("a year alone", "%(year)s") % {"year": year}


def _named(parts: list[str]) -> str | Promise:
    month = int(parts[1]) - 1
    if len(parts) == 2:
        return _MONTHS[month]
    return _("%(day)s %(month)s") % {"day": int(parts[2]), "month": _MONTHS_OF_DAY[month]}


def _interval(parsed: PartialDate) -> str:
    first, _slash, last = parsed.text.partition("/")
    if last == "..":
        return _("since %(date)s") % {"date": _since(first)}
    if first == "..":
        return _("until %(date)s") % {"date": _since(last)}
    return _part_of_month(first, last) or _part_of_year(first, last) or _span(first, last)


def _since(edge: str) -> str:
    """A date after "since" or "until"; a month alone takes the genitive there."""
    if edge[-1] in "~?%" or len(edge) != 7 or not edge[:4].isdigit():
        return _single(edge)
    return pgettext("after since or until", "%(month)s %(year)s") % {
        "month": _MONTHS_OF_DAY[int(edge[5:]) - 1],
        "year": edge[:4],
    }


def _part_of_month(first: str, last: str) -> str:
    if len(first) != 10 or len(last) != 10 or first[:7] != last[:7] or not first[:4].isdigit():
        return ""
    days = (int(first[8:]), int(last[8:]))
    words = {"month": _MONTHS_OF_DAY[int(first[5:7]) - 1], "year": first[:4]}
    if days == _PARTS_OF_MONTH[0]:
        return _("early %(month)s %(year)s") % words
    if days == _PARTS_OF_MONTH[1]:
        return _("mid-%(month)s %(year)s") % words
    if days[0] == 21 and days[1] >= 28:
        return _("late %(month)s %(year)s") % words
    return ""


def _part_of_year(first: str, last: str) -> str:
    if len(first) != 7 or len(last) != 7 or not (first[:4] + last[:4]).isdigit():
        return ""
    months = (int(first[5:]), int(last[5:]))
    if int(first[:4]) + 1 == int(last[:4]) and months == (12, 2):
        return _("winter %(years)s") % {"years": f"{first[:4]}-{last[2:4]}"}
    if first[:4] != last[:4]:
        return ""
    templates = {
        (1, 4): _("early %(year)s"),
        (5, 8): _("mid-%(year)s"),
        (9, 12): _("late %(year)s"),
        _SEASONS[0]: _("spring %(year)s"),
        _SEASONS[1]: _("summer %(year)s"),
        _SEASONS[2]: _("autumn %(year)s"),
        (1, 6): _("first half of %(year)s"),
        (7, 12): _("second half of %(year)s"),
    }
    return templates[months] % {"year": first[:4]} if months in templates else ""


def _span(first: str, last: str) -> str:
    return _("between %(first)s and %(last)s") % {"first": _single(first), "last": _single(last)}
