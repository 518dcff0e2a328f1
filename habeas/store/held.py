"""Who was held on a day, asked of the rows of status: the answer of `habeas.registry.held`, by one indexed question."""

from collections.abc import Sequence

from django.db import connection

from habeas.model.errors import InputError
from habeas.model.vocabulary import HELD
from habeas.registry.days import ordinal
from habeas.registry.held import HeldAnswer
from habeas.registry.policy import DEFAULT_POLICY, Policy, views_digest

# For each person one pass over its intervals: whether a value that counts (1) or another (0) is certain on the day, and
# the last witness by then, its first possible day before the day reported.
_ANSWERS = """
    SELECT person_id,
        max(CASE WHEN certain_from <> '' AND certain_from <= %s AND certain_until >= %s
            THEN CASE WHEN value IN ({counted}) THEN 1 ELSE 0 END END),
        max(CASE WHEN possible_from <= %s AND value IN ({held}) THEN possible_from || last_reported END{order})
    FROM store_statusrow WHERE axis = 'liberty' GROUP BY person_id"""
_WITHOUT_CASE = "SELECT person_id FROM store_personrow WHERE NOT has_case"
_DAY = len("2023-01-12")
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
    statement = _ANSWERS.format(
        counted=_marks(values), held=_marks(HELD), order=' COLLATE "C"' if connection.vendor == "postgresql" else ""
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, (day, day, *values, day, *HELD))
        answers = cursor.fetchall()
        cursor.execute(_WITHOUT_CASE)
        without = {row[0] for row in cursor.fetchall()}
        recognised = None
        if recognised_by:
            cursor.execute(_RECOGNISED, (recognised_by, day, day))
            recognised = {row[0] for row in cursor.fetchall()}
    held = sorted(
        person_id
        for person_id, certain, _ in answers
        if certain and person_id not in without and (recognised is None or person_id in recognised)
    )
    last = sorted(
        (person_id, witness[_DAY:])
        for person_id, certain, witness in answers
        if certain is None and witness is not None and person_id not in without
    )
    return HeldAnswer(day, definition, values, tuple(held), tuple(last), views_digest(policy))


def _marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))
