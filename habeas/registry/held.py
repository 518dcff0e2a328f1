"""Who was held on a day, under a definition: a list of those certainly held, and apart from it who is not known."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from habeas.model.errors import InputError
from habeas.registry.days import asked_day
from habeas.registry.policy import DEFAULT_POLICY, Policy
from habeas.registry.status import HELD_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from habeas.registry.casefile import Case, Interval


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """Who was held on a day.

    Attributes:
        day, definition: As asked.
        values: The values of the liberty axis that the definition counts.
        held: Ids of the persons certainly held, sorted.
        not_known: (id, when last reported held) of those of whom nothing is certain on the day though they were
            reported held before. Absence from the list proves nothing.
        digest: Of the record set or of the views it was answered from, as given.
    """

    day: str
    definition: str
    values: tuple[str, ...]
    held: tuple[str, ...]
    not_known: tuple[tuple[str, str], ...]
    digest: str = ""


class HeldIndex:
    """Intervals of many cases, laid out for questions about days.

    Args:
        rows: (person id, liberty intervals, recognition intervals) of cases that are open.
    """

    def __init__(self, rows: Iterable[tuple[str, Iterable[Interval], Iterable[Interval]]]) -> None:
        certain: list[tuple[str, str, str, str]] = []  # from, until, value, person
        witnessed: dict[str, list[tuple[str, str]]] = {}  # person to (possible from, reported)
        self._recognised: dict[str, list[tuple[str, str, str]]] = {}
        for person_id, liberty, recognition in rows:
            for one in liberty:
                if one.certain_from:
                    certain.append((one.certain_from, one.certain_until, one.value, person_id))
                if one.value in HELD_VALUES:
                    witnessed.setdefault(person_id, []).append((one.possible_from, one.last_reported))
            for one in recognition:
                if one.value == "recognised" and one.certain_from:
                    entry = (one.body, one.certain_from, one.certain_until)
                    self._recognised.setdefault(person_id, []).append(entry)
        certain.sort()
        self._from = [entry[0] for entry in certain]  # in order, to find how far a day reaches
        self._until = [entry[1] for entry in certain]
        self._values = [entry[2] for entry in certain]
        self._people = [entry[3] for entry in certain]
        # In the order of persons, so that the answer comes out in it.
        self._witnesses = [
            (person_id, [first for first, _ in reported], [day for _, day in reported])
            for person_id, reported in sorted((person_id, sorted(days)) for person_id, days in witnessed.items())
        ]

    @classmethod
    def of_cases(cls, cases: Iterable[Case]) -> HeldIndex:
        """The index of cases; ids that redirect and persons without a case are left out."""
        return cls((case.person_id, case.liberty, case.recognition) for case in cases if case.opens == "accepted")

    def held_on(
        self,
        day: str,
        definition: str = "held",
        policy: Policy = DEFAULT_POLICY,
        *,
        recognised_by: str = "",
        digest: str = "",
    ) -> HeldAnswer:
        """Who was certainly held on a day.

        Args:
            day: ISO day.
            definition: A name of `policy.definitions`.
            policy: Where the definition stands.
            recognised_by: Only those whom this body recognised on that day.
            digest: Of what the index was made from, to be printed with the answer.

        Raises:
            InputError: No such definition, or no such day.
        """
        values = dict(policy.definitions).get(definition)
        if values is None:
            known = ", ".join(name for name, _ in policy.definitions)
            raise InputError(f"no definition {definition!r} of held; there are: {known}")
        asked_day(day)
        begun = bisect_right(self._from, day)
        certain = [
            (value, person_id)
            for until, value, person_id in zip(
                islice(self._until, begun), islice(self._values, begun), islice(self._people, begun), strict=True
            )
            if until >= day
        ]
        held = {person_id for value, person_id in certain if value in values}
        if recognised_by:
            held = {person_id for person_id in held if self._is_recognised(person_id, day, recognised_by)}
        answered = {person_id for _, person_id in certain}
        last = [
            (person_id, reported[place - 1])
            for person_id, firsts, reported in self._witnesses
            if person_id not in answered and (place := bisect_right(firsts, day))
        ]
        return HeldAnswer(day, definition, values, tuple(sorted(held)), tuple(last), digest)

    def _is_recognised(self, person_id: str, day: str, body: str) -> bool:
        return any(who == body and first <= day <= until for who, first, until in self._recognised.get(person_id, ()))


def held_on(
    cases: Iterable[Case],
    day: str,
    definition: str = "held",
    policy: Policy = DEFAULT_POLICY,
    *,
    recognised_by: str = "",
) -> HeldAnswer:
    """Who of these cases was certainly held on a day; for many questions make one `HeldIndex`."""
    return HeldIndex.of_cases(cases).held_on(day, definition, policy, recognised_by=recognised_by)
