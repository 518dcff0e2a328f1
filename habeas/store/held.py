"""Who was held on a day, asked of the rows of status: the answer of `habeas.registry.held`, by one indexed question."""

from django.db import connection

from habeas.model.errors import InputError
from habeas.model.vocabulary import HELD
from habeas.registry.days import ordinal
from habeas.registry.held import HeldAnswer
from habeas.registry.policy import DEFAULT_POLICY, Policy, views_digest

_CERTAIN = """
    SELECT status.person_id, status.value FROM store_statusrow status
    JOIN store_personrow person ON person.person_id = status.person_id AND person.has_case
    WHERE status.axis = 'liberty' AND status.certain_from <> '' AND status.certain_from <= %s
    AND status.certain_until >= %s"""
_WITNESS = """
    SELECT status.person_id, status.last_reported FROM store_statusrow status
    JOIN store_personrow person ON person.person_id = status.person_id AND person.has_case
    WHERE status.axis = 'liberty' AND status.possible_from <= %s AND status.value IN ({marks})
    ORDER BY status.possible_from, status.last_reported, status.person_id"""
_RECOGNISED = """
    SELECT person_id FROM store_statusrow WHERE axis = 'recognition' AND value = 'recognised' AND body = %s
    AND certain_from <> '' AND certain_from <= %s AND certain_until >= %s"""


def held_on(
    day: str, definition: str = "held", policy: Policy = DEFAULT_POLICY, *, recognised_by: str = ""
) -> HeldAnswer:
    """Who was certainly held on a day, and who is not known.

    Args:
        day: ISO day.
        definition: A name of `policy.definitions`.
        policy: Where the definition stands.
        recognised_by: Only those whom this body recognised on that day.

    Raises:
        InputError: No such definition, or no such day.
    """
    values = dict(policy.definitions).get(definition)
    if values is None:
        known = ", ".join(name for name, _ in policy.definitions)
        raise InputError(f"no definition {definition!r} of held; there are: {known}")
    try:
        ordinal(day)
    except ValueError:
        raise InputError(f"not a day: {day[:40]!r} (write 2023-01-12)") from None
    with connection.cursor() as cursor:
        cursor.execute(_CERTAIN, (day, day))
        certain = cursor.fetchall()
        cursor.execute(_WITNESS.format(marks=", ".join(["%s"] * len(HELD))), (day, *HELD))
        witnessed = cursor.fetchall()
        recognised = None
        if recognised_by:
            cursor.execute(_RECOGNISED, (recognised_by, day, day))
            recognised = {row[0] for row in cursor.fetchall()}
    held = {person_id for person_id, value in certain if value in values}
    if recognised is not None:
        held &= recognised
    answered = {person_id for person_id, _ in certain}
    last = {person_id: reported for person_id, reported in witnessed if person_id not in answered}
    return HeldAnswer(day, definition, values, tuple(sorted(held)), tuple(sorted(last.items())), views_digest(policy))
