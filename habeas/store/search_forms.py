"""Names like one that somebody typed, in any script and spelling, slips of the hand included.

Candidates come from the tables of `habeas.store.name_index`: names with the letters, names with the rarest of the
sounds, names with a sound one slip away. How like a candidate is, the comparison of names says.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from django.db import connection

from habeas.names.scripts import clean_word
from habeas.names.skeleton import skeleton_of
from habeas.store.folding import fold, near_sounds, sounds_of

Of = Literal["all", "persons", "reports"]
LIKELY = 350  # per mille: names less alike than this are not shown as the same name in another spelling
_LETTERS, _ANY_ORDER, _SOUND, _SLIP = 1000, 950, 900, 500  # per mille
_PIECE = 3  # letters of the shortest word that the index of letters finds
_SHORT = 4  # symbols: of shorter sounds nearly all are one slip away from each other
# Names that are read for one sound; that are read for all that is near the sounds; that are compared in the end.
_MOST_READ, _MOST_NEAR, _MOST_COMPARED, _MOST_SPELT = 4000, 1000, 100, 500
_FARTHEST = 2  # symbols that a sound may be longer or shorter than another
_FEW = 1000  # names: of a sound that more have, those that are like it are not looked for
_BESIDE = """ AND EXISTS (SELECT 1 FROM store_search_sounds other
    WHERE other.form_id = store_search_sounds.form_id AND other.key IN ({marks}))"""


@dataclass(frozen=True, slots=True)
class FormHit:
    """A name as it is written.

    Attributes:
        form_id: Its number in the index.
        name: The name.
        per_mille: How likely it and what was asked for are one name, times a thousand; 1000 where the letters agree.
    """

    form_id: int
    name: str
    per_mille: int


@dataclass(frozen=True, slots=True)
class _Form:
    form_id: int
    name: str
    sounds: frozenset[str]


def find_forms(query: str, of: Of = "all") -> list[FormHit]:
    """Names like the query, the likest first, then the shortest; with two questions to the database, seldom three.

    Args:
        query: As somebody types it.
        of: Names that some person has, or some report, or either.
    """
    folded = fold(query).strip()
    if not folded:
        return []
    sounds = list(dict.fromkeys(sounds_of(query)))
    found, numbers = _ask_first(folded, sounds, of)
    found |= {hit.form_id: hit for hit in _by_sound(query, numbers, of, found)}
    return sorted(found.values(), key=lambda hit: (-hit.per_mille, len(hit.name), hit.name))


def likeness(query: str, name: str, sounds: Iterable[str], theirs: Iterable[str]) -> int:
    """Per mille: 900 to 949 where every word asked for sounds like one of the name's, else what the comparison says.

    Args:
        query: As somebody types it.
        name: As it is written.
        sounds: Of the query.
        theirs: Sounds of the name.
    """
    # Compiled parts that only a search for a name needs.
    from habeas.names import compare  # noqa: PLC0415

    wanted = set(sounds)
    if wanted and wanted <= set(theirs):
        return _SOUND + _closeness(query, name, 49)
    return min(round(compare(query, name) * 1000), _SOUND - 1) if len(wanted) > 1 else 0


def _closeness(query: str, name: str, most: int) -> int:
    """How like the words of a name sound to those asked for, vowels and all: from 0 to the most."""
    # Compiled, as above.
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415

    theirs = [_full_sound(word) for word in name.split()]
    parts = [max((ratio(_full_sound(word), other) for other in theirs), default=0.0) for word in query.split()]
    return round(most * sum(parts) / (100 * max(1, len(parts))))


def _full_sound(word: str) -> str:
    return skeleton_of(clean_word(word)).sound


def _ask_first(folded: str, sounds: list[str], of: Of) -> tuple[dict[int, FormHit], dict[str, int]]:
    """Names in which every word that was typed stands, be it as a part of one; and how many names have each sound.

    Of a sound, so many names are counted as are read at most.
    """
    letters, values = _with_letters(folded, of)
    counting = (
        "SELECT %s, '', CAST(count(*) AS TEXT) FROM (SELECT 1 FROM store_search_sounds WHERE key = %s LIMIT %s) few"
    )
    for place, sound in enumerate(sounds):
        values += [-1 - place, sound, _MOST_READ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([letters, *[counting] * len(sounds)]), values)
        rows = cursor.fetchall()
    found = {
        form_id: FormHit(form_id, str(name), _LETTERS if folded in theirs else _ANY_ORDER)
        for form_id, name, theirs in rows
        if form_id >= 0
    }
    return found, {sounds[-1 - place]: int(number) for place, _, number in rows if place < 0}


def _with_letters(folded: str, of: Of) -> tuple[str, list[str | int]]:
    """The question for names with the letters of some words, and its values: the number, the name, the name folded."""
    words = folded.split()
    long = [word for word in words if len(word) >= _PIECE] if connection.vendor == "sqlite" else []
    conditions: list[str] = []
    values: list[str | int] = []
    if long:
        conditions.append("id IN (SELECT rowid FROM store_search_spellings WHERE store_search_spellings MATCH %s)")
        values.append(" AND ".join('"' + word.replace('"', '""') + '"' for word in long))
    for word in words:
        if word not in long:
            conditions.append("folded LIKE %s ESCAPE '\\'")
            values.append(_pattern(word))
    statement = (
        "SELECT id, name, folded FROM (SELECT form.id, form.name, form.folded FROM store_search_forms form "  # noqa: S608
        f"WHERE {' AND '.join(conditions)}{_owned('form.id', of)} "
        f"ORDER BY folded LIKE %s ESCAPE '\\' DESC, length(name), name LIMIT {_MOST_SPELT}) spelt"
    )
    return statement, [*values, _pattern(folded)]


def _pattern(text: str) -> str:
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"


def _owned(column: str, of: Of) -> str:
    """The condition that some person, or some report, has the name of which a column has the number."""
    if of == "all":
        return ""
    owner = "person_id" if of == "persons" else "document_id"
    return f" AND EXISTS (SELECT 1 FROM store_search_names WHERE form_id = {column} AND {owner} > '')"  # noqa: S608


def _by_sound(query: str, numbers: Mapping[str, int], of: Of, known: Mapping[int, FormHit]) -> list[FormHit]:
    """Names that sound like the query, or would without a slip; not those whose letters are `known` to agree.

    Args:
        query: As somebody types it.
        numbers: How many names have each of its sounds.
        of: Whose names.
        known: Names that have been found.
    """
    sounds = list(numbers)
    exact = sorted((sound for sound in sounds if numbers[sound]), key=lambda sound: numbers[sound])
    absent = [sound for sound in sounds if not numbers[sound]]
    # Where a word was begun and names go on from it, nothing else is meant.
    if not sounds or len(known) == _MOST_SPELT or (known and absent):
        return []
    rarest = exact[:1] if not absent or (exact and numbers[exact[0]] <= _FEW) else []
    # A slip in another word than the rarest leaves the name among those of the rarest; only its own may hide it.
    slipped, beside = (absent, exact) if absent else (exact[:1], exact[1:])
    is_short = len(sounds) == 1 and (bool(exact) or len(sounds[0]) < _SHORT)
    if is_short or (not absent and numbers[slipped[0]] > _FEW):
        slipped = []
    forms = _read_forms(rarest, slipped, beside, of)
    if absent and exact and not rarest and not any(_slips(sounds, form.sounds) <= 1 for form in forms):
        forms = _read_farther(exact[0], max(absent, key=len), of)
    return _compared(query, sounds, [form for form in forms if form.form_id not in known], exact[:1])


def _compared(query: str, sounds: list[str], forms: Iterable[_Form], exact: list[str]) -> list[FormHit]:
    """Those of the names that are like the query; without the rarest of its sounds, one slip apart and no more."""
    slips = {form: _slips(sounds, form.sounds) for form in forms}
    most = 1 if exact else len(sounds)
    near = [form for form, number in slips.items() if number <= most or form.sounds.intersection(exact)]
    found = []
    for form in sorted(near, key=lambda form: (slips[form], form.form_id))[:_MOST_COMPARED]:
        score = likeness(query, form.name, sounds, form.sounds)
        if slips[form] == 1 and all(len(sound) >= _SHORT or sound in form.sounds for sound in sounds):
            score = max(score, _SLIP + _closeness(query, form.name, 99))
        if score >= LIKELY:
            found.append(FormHit(form.form_id, form.name, score))
    return found


def _read_forms(sounds: list[str], slipped: list[str], beside: list[str], of: Of) -> list[_Form]:
    """Names with one of some sounds, and names with one that is near another.

    Args:
        sounds: Names have one of them.
        slipped: Or one that a slip may have made into one of these;
        beside: then, if there are any, with one of these beside it.
        of: Whose names.
    """
    parts: list[str] = []
    values: list[str | int] = []
    if sounds:
        parts.append(_part(f"key IN ({_marks(sounds)})", of, _MOST_READ))
        values += sounds
    variants = sorted({near for sound in slipped for near in near_sounds(sound)})
    if variants:
        condition = f"key IN (SELECT key FROM store_search_near WHERE near IN ({_marks(variants)}))"  # noqa: S608
        condition += _BESIDE.format(marks=_marks(beside)) if beside else ""
        parts.append(_part(condition, of, _MOST_NEAR))
        values += [*variants, *beside]
    if not parts:
        return []
    return _forms_where(f"sound.form_id IN ({' UNION '.join(parts)})", values)


def _read_farther(exact: str, slipped: str, of: Of) -> list[_Form]:
    """Names with a sound, and beside it one that is about as long as another that nobody has."""
    condition = f"sound.form_id IN ({_part('key = %s', of, _MOST_READ)}) AND length(sound.key) BETWEEN %s AND %s"
    forms = _forms_where(condition, [exact, len(slipped) - _FARTHEST, len(slipped) + _FARTHEST])
    return [_Form(form.form_id, form.name, form.sounds | {exact}) for form in forms]


def _forms_where(condition: str, values: list[str | int]) -> list[_Form]:
    keys: dict[tuple[int, str], set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sound.form_id, form.name, sound.key FROM store_search_sounds sound "  # noqa: S608
            f"JOIN store_search_forms form ON form.id = sound.form_id WHERE {condition}",
            values,
        )
        for form_id, name, key in cursor.fetchall():
            keys.setdefault((form_id, str(name)), set()).add(str(key))
    return [_Form(form_id, name, frozenset(found)) for (form_id, name), found in keys.items()]


def _part(condition: str, of: Of, most: int) -> str:
    owned = _owned("store_search_sounds.form_id", of)
    inner = f"SELECT form_id FROM store_search_sounds WHERE {condition}{owned} LIMIT {most}"  # noqa: S608
    return f"SELECT form_id FROM ({inner}) few"  # noqa: S608


def _marks(values: Iterable[object]) -> str:
    return ", ".join("%s" for _ in values)


def _slips(sounds: Iterable[str], theirs: Collection[str]) -> int:
    """How many slips lie between the sounds asked for and the nearest ones of a name."""
    return sum(0 if sound in theirs else min(_edits(sound, key) for key in theirs) for sound in sounds)


@lru_cache(maxsize=65536)
def _edits(one: str, other: str) -> int:
    """Symbols that are wrong, missing, too many, or changed places."""
    # Compiled, as above.
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    return int(OSA.distance(one, other))
