"""Invents two lists of persons for linkage, from the name parts of names_dev.jsonl (read where it lies, never copied).

Each development person contributes three sets of spellings: given name, patronymic, surname, each by style (be or ru
or uk Cyrillic, Latin forms as printed). An invented person draws the three parts of three people of one sex, a birth
date, and for each list a style, an order, and what is left out. Half of the people are on both lists. Blank, partial
and misprinted dates follow the rates below.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.names_data import names_dev
from habeas.names import NameRecord, ParsedName, parse_name
from habeas.names.scripts import script_of
from habeas.names.words import Word

BLANK, YEAR_ONLY, WRONG_DAY = 0.20, 0.10, 0.03
NO_PATRONYMIC, INITIAL, SURNAME_FIRST = 0.35, 0.05, 0.3


@dataclass(frozen=True, slots=True)
class Parts:
    """Spellings of the parts of one development person, by style; `sex` is m or f."""

    sex: str
    given: dict[str, list[str]]
    patronymic: dict[str, list[str]]
    surname: dict[str, list[str]]


def development_people() -> list[Parts]:
    """People of the development data with at least two styles: forms joined by the positive pairs."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for row in names_dev():
        if row["label"]:
            parent[root(row["a"])] = root(row["b"])
    groups: dict[str, list[ParsedName]] = defaultdict(list)
    for name in sorted(parent):
        groups[root(name)].append(parse_name(name))
    people = (_parts_of(names) for names in groups.values())
    return [person for person in people if person is not None]


def _parts_of(names: list[ParsedName]) -> Parts | None:
    found: tuple[dict[str, list[str]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    sexes = set()
    for name in names:
        reading = name.readings[0]
        if not name.certain or reading.second or reading.extra:
            continue
        style = _style_of(name)
        for part, word in zip(found, reading[:3], strict=True):
            if isinstance(word, Word) and not word.initial and word.text not in part[style]:
                part[style].append(word.text)
        sexes.add(reading.sex)
    styles = set(found[0]) & set(found[1]) & set(found[2])
    if len(styles) < 2 or len(sexes - {""}) != 1:
        return None
    return Parts((sexes - {""}).pop(), *(dict(part) for part in found))


def _style_of(name: ParsedName) -> str:
    text = name.written.lower()
    if script_of(text) == "latin":
        return "latin"
    return "be" if "ў" in text or ("і" in text and "ы" in text) else "uk" if set("іїєґ") & set(text) else "ru"


def invent_lists(
    size: int, seed: int = 20230112, *, one_spelling: bool = False
) -> tuple[list[NameRecord], list[NameRecord], list[tuple[int, int]]]:
    """Two lists of `size` records each, half of the people on both, and the true pairs of row numbers.

    With `one_spelling` every word has one spelling in both lists: what then stays unlinked no spelling could link.
    """
    rng = random.Random(seed)
    people = development_people()
    by_sex = {sex: [person for person in people if person.sex == sex] for sex in "mf"}
    shared = size // 2
    rows: tuple[list[tuple[int, NameRecord]], ...] = ([], [])
    for number in range(2 * size - shared):
        invented = _invent(rng, by_sex["f" if rng.random() < 0.3 else "m"], one_spelling=one_spelling)
        on = (0, 1) if number < shared else (0,) if number < size else (1,)
        for side in on:
            rows[side].append((number, invented(rng)))
    for side in rows:
        rng.shuffle(side)
    place_b = {number: row for row, (number, _) in enumerate(rows[1])}
    truth = [(row, place_b[number]) for row, (number, _) in enumerate(rows[0]) if number in place_b]
    return [record for _, record in rows[0]], [record for _, record in rows[1]], truth


def _invent(rng: random.Random, people: list[Parts], *, one_spelling: bool) -> Callable[[random.Random], NameRecord]:
    given, father, family = (rng.choice(people) for _ in range(3))
    styles = [style for style in ("be", "ru", "uk", "latin") if all(style in p for p in _tables(given, father, family))]
    year, month, day = rng.randint(1945, 2004), rng.randint(1, 12), rng.randint(1, 28)

    def write(rng: random.Random) -> NameRecord:
        style = rng.choice(styles or ["latin"])
        words = [rng.choice(_any(table, style)) for table in _tables(given, father, family)]
        if one_spelling:
            words = [next(iter(table.values()))[0] for table in _tables(given, father, family)]
        chance = rng.random()
        first, patronymic = words[0].title(), words[1].title()
        if chance < INITIAL:
            first, patronymic = first[0] + ".", patronymic[0] + "."
        elif chance < INITIAL + NO_PATRONYMIC:
            patronymic = ""
        ahead = f"{first} {patronymic}".strip()
        surname = words[2].title()
        name = f"{surname} {ahead}" if rng.random() < SURNAME_FIRST else f"{ahead} {surname}"
        return NameRecord(name, _date(rng, year, month, day))

    return write


def _tables(given: Parts, father: Parts, family: Parts) -> tuple[dict[str, list[str]], ...]:
    return given.given, father.patronymic, family.surname


def _any(table: dict[str, list[str]], style: str) -> list[str]:
    return table.get(style) or next(iter(table.values()))


def _date(rng: random.Random, year: int, month: int, day: int) -> str:
    chance = rng.random()
    if chance < BLANK:
        return ""
    if chance < BLANK + YEAR_ONLY:
        return str(year)
    if chance < BLANK + YEAR_ONLY + WRONG_DAY:
        day = day % 28 + 1
    return f"{year}-{month:02}-{day:02}"


def score_pairs_found(pairs: list[Any], truth: list[tuple[int, int]]) -> tuple[float, float, float]:
    """Precision, recall, F1 of pairs with row_a and row_b."""
    right = len({(pair.row_a, pair.row_b) for pair in pairs} & set(truth))
    precision, recall = right / max(len(pairs), 1), right / max(len(truth), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
