"""Times in custody, and the transitions that are allowed but worth a look."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.registry.casefile import OPEN_END, Episode, Flag
from habeas.registry.custody import calculate_sentence, terms_of
from habeas.registry.days import LAST_DAY, iso
from habeas.registry.status import HELD_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habeas.registry.custody import Mark
    from habeas.registry.events import EventGroup
    from habeas.registry.matter import Matter

_SHORT_GAP = 30  # days between two short arrests that make them a carousel


@dataclass(slots=True)
class Run:
    """One time in custody as it is put together.

    Attributes:
        marks: What belongs to it, in order.
        end: What ended it, or None.
        vouched: The last day that it vouches for, as an ordinal.
    """

    marks: list[Mark] = field(default_factory=list)
    end: Mark | None = None
    vouched: int = 0


def custody_runs(matter: Matter) -> list[Run]:
    """Marks in order, cut into times in custody.

    A release closes one. A new arrest after everything vouched for has run out opens another, and nobody knows how the
    one before ended. A remand or a verdict goes on with what is open.
    """
    ordered = sorted(
        (mark for mark in matter.marks if mark.kind in ("start", "end") and mark.type != "state"),
        key=lambda mark: ((mark.first, 0) if mark.kind == "start" else (mark.last, 1), mark.order),
    )
    runs: list[Run] = []
    current: Run | None = None
    for mark in ordered:
        if mark.kind == "end":
            if current is None:
                if runs and runs[-1].end is not None and not mark.value:
                    continue
                current = Run()
                runs.append(current)
            current.end, current = mark, None
            continue
        if current is None or (mark.opens and mark.first > current.vouched + 1):
            current = Run()
            runs.append(current)
        current.marks.append(mark)
        current.vouched = max(current.vouched, mark.vouched) if not mark.calculated else mark.vouched
    return runs


def episodes_of(matter: Matter) -> tuple[Episode, ...]:
    """The times in custody, in order."""
    groups = {group.key: group for group in matter.events}
    return tuple(_episode(matter, run, groups) for run in custody_runs(matter))


def _episode(matter: Matter, run: Run, groups: dict[str, EventGroup]) -> Episode:
    first = run.marks[0] if run.marks else None
    keys = [mark.key for mark in run.marks]
    low = first.first if first else (run.end.first if run.end else LAST_DAY)
    high = run.end.last if run.end else run.vouched
    inside = [news for news in matter.axis.news if low <= news.first and news.last <= max(high, low)]
    keys += [news.key for news in inside if news.key in groups]
    if run.end is not None:
        keys.append(run.end.key)
    claims = [claim for mark in (*run.marks, *([run.end] if run.end else [])) for claim in mark.claims]
    values = list(dict.fromkeys(mark.value for mark in run.marks))
    calculated = ""
    for mark in run.marks:
        if mark.calculated and mark.key in groups:
            sentence = calculate_sentence(matter.policy, mark, matter.marks, terms_of(groups[mark.key]))
            calculated = iso(sentence.latest) if sentence else ""
    days = {key: groups[key].days for key in keys if key in groups}
    return Episode(
        begun_by=first.type if first else "",
        start=first.date if first else "",
        ended_by=run.end.type if run.end else "",
        end=run.end.date if run.end else "",
        vouched_until=OPEN_END if run.vouched >= LAST_DAY else iso(run.vouched) if run.marks else "",
        values=tuple(values),
        event_keys=tuple(sorted(dict.fromkeys(keys), key=lambda key: (days[key].start, days[key].end, key))),
        calculated_end=calculated,
        evidence=matter.evidence(claims),
    )


def find_flags(matter: Matter) -> tuple[Flag, ...]:
    """Transitions that are allowed but worth a look, in order of time."""
    runs = custody_runs(matter)
    return tuple(flag for check in _CHECKS for flag in check(matter, runs))


def _claims(*marks: Mark) -> tuple[str, ...]:
    return tuple(sorted({claim for mark in marks for claim in mark.claims}))


def _carousel(_matter: Matter, runs: list[Run]) -> Iterator[Flag]:
    short = [mark for run in runs for mark in run.marks if mark.value == "administrative_arrest"]
    for one, other in pairwise(short):
        if other.first - max(one.vouched, one.last) <= _SHORT_GAP:
            yield Flag("repeated_arrest", "short arrests one after another", _claims(one, other))


def _rearrested(_matter: Matter, runs: list[Run]) -> Iterator[Flag]:
    for one, other in pairwise(runs):
        if one.end is not None and one.end.value == "released" and other.marks:
            yield Flag("detained_again", "released, then detained again", _claims(one.end, other.marks[0]))
        elif one.end is None and other.marks:
            text = "a new arrest, and no report tells how the custody before it ended"
            yield Flag("end_unknown", text, _claims(one.marks[-1], other.marks[0]))


def _replaced(matter: Matter, _runs: list[Run]) -> Iterator[Flag]:
    eased = [mark for mark in matter.axis.ends if mark.value in ("restricted_home", "conditional_liberty")]
    eased += [mark for mark in matter.axis.starts if mark.value == "restricted_open_facility"]
    for one in eased:
        for other in matter.axis.starts:
            if other.value.startswith("serving") and other.first > one.last:
                yield Flag("replaced_by_prison", "a milder measure was replaced by prison", _claims(one, other))
                break


def _charged_inside(matter: Matter, runs: list[Run]) -> Iterator[Flag]:
    for group in matter.events:
        if group.modality != "asserted" or group.type not in ("charge", "charge_in_custody"):
            continue
        inside = any(
            run.marks
            and run.marks[0].first <= group.days.start <= (run.end.last if run.end else run.vouched)
            and any(mark.value.startswith("serving") and mark.last <= group.days.start for mark in run.marks)
            for run in runs
        )
        if group.type == "charge_in_custody" or inside:
            yield Flag("charge_in_custody", "a new charge while in custody", group.claim_ids)


def _vanished(matter: Matter, _runs: list[Run]) -> Iterator[Flag]:
    for mark in matter.axis.starts:
        if mark.value == "whereabouts_unknown":
            before = [other for other in matter.axis.starts if other.order < mark.order and other.value in HELD_VALUES]
            if before:
                yield Flag("incommunicado", "in custody, then whereabouts unknown", _claims(before[-1], mark))


def _tried_abroad(matter: Matter, _runs: list[Run]) -> Iterator[Flag]:
    exiled = [mark for mark in matter.axis.ends if mark.value == "exiled"]
    for group in matter.events:
        if group.type == "verdict" and any(term.in_absentia for term in terms_of(group)):
            for mark in exiled:
                if mark.first <= group.days.end:
                    yield Flag(
                        "tried_abroad", "driven abroad, then convicted in absentia", (*mark.claims, *group.claim_ids)
                    )


_CHECKS = (_carousel, _rearrested, _replaced, _charged_inside, _vanished, _tried_abroad)
