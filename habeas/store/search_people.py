"""Persons with names like those of a report: all the names of a claim in one question to the database.

`habeas.store.search.search_names` answers somebody who looks for anything like a name, in reports too; this answers a
page that asks of several names at once which of the persons here may be meant.
"""

from collections.abc import Iterable

from django.db import connection

from habeas.store.folding import fold, sounds_of
from habeas.store.search import NameHit
from habeas.store.search_forms import LIKELY, likeness

_MOST_READ = 2000  # names with one sound
_MOST_LISTED = 600  # names with any of the sounds, those with most of them first
_MOST_COMPARED = 40  # for each name that is asked for


def search_people(names: Iterable[str]) -> dict[str, tuple[NameHit, ...]]:
    """The persons whose names are like each of these, the likeliest first; one hit for each person.

    Args:
        names: As a report has them, in any script.
    """
    sounds = {name: list(dict.fromkeys(sounds_of(name))) for name in names}
    rows = _persons_with(sorted({sound for found in sounds.values() for sound in found}))
    known = [(name, person_id, frozenset(sounds_of(name))) for name, person_id in rows]
    return {name: _likest(name, found, known) for name, found in sounds.items()}


def _likest(name: str, sounds: list[str], known: list[tuple[str, str, frozenset[str]]]) -> tuple[NameHit, ...]:
    folded, wanted = fold(name).strip(), set(sounds)
    shared = [(len(wanted & theirs), other, person_id, theirs) for other, person_id, theirs in known if wanted & theirs]
    shared.sort(key=lambda row: (-row[0], row[1], row[2]))
    best: dict[str, NameHit] = {}
    for _, other, person_id, theirs in shared[:_MOST_COMPARED]:
        score = 1000 if folded in fold(other) else likeness(name, other, sounds, theirs)
        if score >= LIKELY and (person_id not in best or score > best[person_id].per_mille):
            best[person_id] = NameHit(other, person_id, "", score)
    return tuple(sorted(best.values(), key=lambda hit: (-hit.per_mille, hit.person_id)))


def _persons_with(sounds: list[str]) -> list[tuple[str, str]]:
    """(name, person) of the persons whose names have any of these sounds, those with most of them first."""
    if not sounds:
        return []
    part = (
        "SELECT name, person_id, key FROM (SELECT form.name, owner.person_id, sound.key "
        "FROM store_search_sounds sound JOIN store_search_forms form ON form.id = sound.form_id "
        "JOIN store_search_names owner ON owner.form_id = sound.form_id AND owner.person_id > '' "
        "WHERE sound.key = %s LIMIT %s) found"
    )
    union = " UNION ALL ".join([part] * len(sounds))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name, person_id FROM ({union}) listed GROUP BY name, person_id "  # noqa: S608 - words of this file
            "ORDER BY count(DISTINCT key) DESC, name, person_id LIMIT %s",
            [value for sound in sounds for value in (sound, _MOST_READ)] + [_MOST_LISTED],
        )
        return [(str(name), str(person_id)) for name, person_id in cursor.fetchall()]
