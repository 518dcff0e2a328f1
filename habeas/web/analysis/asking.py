"""What the forms of analysis ask, read from a request, and what each question needs from the casebook."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from habeas.analysis.answers import Question, ReleaseQuestion, TotalsQuestion, TrendQuestion
from habeas.analysis.inputs import Period, PersonMeasure
from habeas.model.errors import InputError
from habeas.registry.casefile import Case
from habeas.registry.worldwide import WorldEvent
from habeas.safety.looking import team_sight
from habeas.store import studied

PERSON_MEASURES = ("intervention", "negotiation", "appeal", "diplomatic_act", "sanction_change", "state_concession")
COUNTRY_MEASURES = ("sanction_change", "diplomatic_act", "negotiation", "state_concession", "exchange")
MOST_LISTS = 6
MOST_OUTLETS = 60
WHAT = ("arrests", "releases")
BY = ("", "article", "place", "group")
STEPS = ("month", "year")
DIMENSIONS = ("charge_family", "group", "article", "place", "repeat", "stated_reason")
STRATA = ("", "year")
WINDOWS = (90, 180, 365, 730)
COUNTRY_WINDOWS = (30, 60, 90)
Asked = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ends:
    """The first and last day of a period, ISO; empty where nothing is known."""

    first: str
    last: str


def read_totals(data: QueryDict, outlets: Iterable[str]) -> Asked:
    """What the form of totals asks.

    Args:
        data: The form: a number of a list for each outlet, by the outlet's place in `outlets`.
        outlets: The outlets as the form showed them.

    Raises:
        InputError: Fewer than two lists, or days that make no sense; the message is for the page.
    """
    lists: dict[int, list[str]] = {}
    for place, outlet in enumerate(outlets):
        chosen = data.get(f"list-{place}", "")
        if chosen.isascii() and chosen.isdigit() and 1 <= int(chosen) <= MOST_LISTS:
            lists.setdefault(int(chosen), []).append(outlet)
    if len(lists) < 2:
        raise InputError(_("Put outlets into at least two lists; an estimate needs three."))
    first, last = _days(data, "first", "last", whole=False)
    stratum = data.get("strata", "")
    return {
        "lists": [[" + ".join(members), members] for _number, members in sorted(lists.items())],
        "first": first,
        "last": last,
        "strata": stratum if stratum in STRATA else "",
        "matches": bool(data.get("uncertain")),
    }


def read_releases(data: QueryDict) -> Asked:
    """What the form of the release study asks.

    Raises:
        InputError: No measure, or days that make no sense.
    """
    known = dict.fromkeys((*PERSON_MEASURES, *COUNTRY_MEASURES))
    measures = [one for one in known if one in data.getlist("measure")]
    if not measures:
        raise InputError(_("Choose at least one kind of measure."))
    first, last = _days(data, "first", "last")
    return {
        "measures": measures,
        "first": first,
        "last": last,
        "window": _choice(data, "window", WINDOWS, 365),
        "country_window": _choice(data, "country_window", COUNTRY_WINDOWS, 60),
    }


def read_trends(data: QueryDict, definitions: Iterable[str]) -> Asked:
    """What the form of trends asks.

    Raises:
        InputError: Days that make no sense.
    """
    first, last = _days(data, "first", "last")
    asked: Asked = {
        "first": first,
        "last": last,
        "what": _word(data, "what", WHAT),
        "by": _word(data, "by", BY),
        "step": _word(data, "step", STEPS),
        "definition": _word(data, "definition", tuple(definitions)),
        "dimension": _word(data, "dimension", DIMENSIONS),
        "split": "",
    }
    if split := data.get("split", ""):
        middle = _day(split)
        if not first < middle <= last:
            raise InputError(_("The day that parts the two periods must lie between the first and the last day."))
        asked["split"] = middle
    return asked


def prepare_totals(asked: Mapping[str, Any]) -> tuple[Question, str]:
    """Who is named by whom, for these lists."""
    # Cases to arrays: NumPy loads here, behind the page.
    from habeas.analysis.from_cases import capture_records, year_of_arrest  # noqa: PLC0415
    from habeas.analysis.linked_lists import UncertainMatch  # noqa: PLC0415

    passing = _Passing()
    period = Period.of(asked["first"], asked["last"]) if asked["first"] else None
    records = capture_records(
        passing.cases(),
        studied.reports(),
        held_in=period,
        stratum_of=year_of_arrest if asked["strata"] else None,
    )
    estimand = ""
    if period is not None:
        estimand = (
            f"people held on some day from {asked['first']} to {asked['last']} who could have been named on these lists"
        )
    return (
        TotalsQuestion(
            records,
            tuple((name, tuple(members)) for name, members in asked["lists"]),
            tuple(UncertainMatch(*pair) for pair in studied.open_questions()) if asked["matches"] else (),
            estimand,
        ),
        passing.digest,
    )


def prepare_releases(asked: Mapping[str, Any]) -> tuple[Question, str]:
    """Times in custody and measures."""
    from habeas.analysis.from_cases import (  # noqa: PLC0415 - as above
        all_custody_intervals,
        measures_of_world,
        person_measures,
    )

    passing = _Passing()
    wanted = tuple(asked["measures"])
    measures: list[PersonMeasure] = []

    def noting_measures() -> Iterator[Case]:
        for case in passing.cases():
            measures.extend(person_measures(case, wanted))
            yield case

    people = all_custody_intervals(noting_measures(), studied.reports(), held=studied.names_of_held())
    world = passing.measures(tuple(one for one in COUNTRY_MEASURES if one in wanted))
    return (
        ReleaseQuestion(
            people=people,
            period=Period.of(asked["first"], asked["last"]),
            person_measures=tuple(measures),
            country_measures=measures_of_world(world),
            window_days=asked["window"],
            country_window_days=asked["country_window"],
        ),
        passing.digest,
    )


def prepare_trends(asked: Mapping[str, Any]) -> tuple[Question, str]:
    """Times in custody, and how many reports came out."""
    from habeas.analysis.from_cases import all_custody_intervals  # noqa: PLC0415 - as above

    passing = _Passing()
    before = after = None
    if asked["split"]:
        middle = date.fromisoformat(asked["split"]).toordinal()
        before = Period(date.fromisoformat(asked["first"]).toordinal(), middle - 1)
        after = Period(middle, date.fromisoformat(asked["last"]).toordinal())
    people = all_custody_intervals(passing.cases(), studied.reports(), held=studied.names_of_held())
    return (
        TrendQuestion(
            people=people,
            period=Period.of(asked["first"], asked["last"]),
            what=asked["what"],
            by=asked["by"],
            step=asked["step"],
            definition=asked["definition"],
            before=before,
            after=after,
            dimension=asked["dimension"],
            reports_read=tuple(sorted(studied.reports_by_month().items())),
        ),
        passing.digest,
    )


class _Passing:
    """Every case as it passes, each let go once it was used, and the digest of the claims of all that passed."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._sight = team_sight(timezone.now().date().isoformat())

    def cases(self) -> Iterator[Case]:
        """Every case that the case team sees, in the order of the table, without what nobody may see."""
        for whole in studied.each_case():
            case = None if whole.person_id in self._sight.out_of_sight else self._sight.show(whole)
            if case is None:
                continue
            for claim_id in case.evidence.claim_ids:
                self._digest.update(claim_id.encode())
            yield case

    def measures(self, types: tuple[str, ...]) -> Iterator[WorldEvent]:
        """Measures of countries that rest on nothing that nobody may see."""
        for event in studied.measures_of_world(types):
            if all(self._sight.sees_claim(told.claim_id, told.claim) for told in event.group.told):
                yield event

    @property
    def digest(self) -> str:
        """Of the ids of the claims of all cases that passed (hex)."""
        return self._digest.hexdigest()


def _days(data: QueryDict, first: str, last: str, *, whole: bool = True) -> tuple[str, str]:
    """Two days of a form; both may be missing where the question does not need them."""
    if not whole and not data.get(first) and not data.get(last):
        return "", ""
    start, end = _day(data.get(first, "")), _day(data.get(last, ""))
    if start >= end:
        raise InputError(_("The last day must come after the first."))
    return start, end


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise InputError(_("Give both days, as 2020-08-09.")) from None


def _word(data: QueryDict, name: str, words: tuple[str, ...]) -> str:
    given = data.get(name, "")
    return given if given in words else words[0]


def _choice(data: QueryDict, name: str, numbers: tuple[int, ...], usual: int) -> int:
    given = data.get(name, "")
    return int(given) if given in {str(number) for number in numbers} else usual
