"""What packs know of custody, sources, issues and lanes, indexed for look-up. An absent table knows nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from habeas.model import PartialDate, Verdict, is_before, parse_date
from habeas.model.errors import DateError, PackError
from habeas.packs import list_packs, load_table

_LEADING = ("the ", "a ", "an ")
_STEM = 6  # letters of a word that no case or number changes, in the languages of the packs


@dataclass(frozen=True, slots=True)
class KnownSource:
    """An outlet or body that a pack knows: its key, class and country."""

    key: str
    source_class: str
    country: str


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """A name as look-ups compare it: without case, quotation marks, leading article and spare spaces."""
    text = " ".join(name.casefold().replace("’", "'").split()).strip(" .,;:\"'“”«»()")
    for article in _LEADING:
        text = text.removeprefix(article)
    return text


@lru_cache(maxsize=65536)
def find_source(countries: tuple[str, ...], name: str) -> KnownSource | None:
    """The outlet or body of this name, the packs of the countries first."""
    return _sources(countries).get(plain_name(name)) if name else None


@lru_cache(maxsize=65536)
def detention_limit(countries: tuple[str, ...], day: str, articles: frozenset[str]) -> int:
    """Days for which the law of the first country that has a limit allows detention without a court.

    The shortest of the rules that apply: a rule for articles where one of them is charged, the general one otherwise. A
    rule with a condition is told by people and never applied by itself.
    """
    for country in countries:
        limits = [row for row in _rows(country, "custody", "limit") if row.get("event_type") == "detention"]
        special = [row["days"] for row in limits if _in_force(row, day) and _names_any(row, articles)]
        general = [
            row["days"]
            for row in limits
            if _in_force(row, day) and not row.get("articles") and not row.get("condition")
        ]
        found = special or general
        if found:
            return int(min(found))
    return 0


@lru_cache(maxsize=16)
def remand_credit(countries: tuple[str, ...]) -> tuple[int, int]:
    """(served, counted) of the greatest credit for remand in the first country that has any; (1, 1) otherwise."""
    for country in countries:
        rows = [row for row in _rows(country, "custody", "credit") if row.get("kind") == "remand" and row.get("served")]
        rows = [row for row in rows if row.get("regime") != "restricted_freedom"]
        if rows:
            best = max(rows, key=lambda row: row["counted"] / row["served"])
            return int(best["served"]), int(best["counted"])
    return 1, 1


@lru_cache(maxsize=16384)
def liberty_of_regime(countries: tuple[str, ...], words: str) -> str:
    """The value of the liberty axis for the wording of a regime; empty where no pack knows it."""
    text = words.casefold()
    for wording, liberty in _regimes(countries):
        if wording in text:
            return liberty
    return ""


@lru_cache(maxsize=4096)
def kinds_of_code(countries: tuple[str, ...], words: str) -> frozenset[str]:
    """The kinds of the codes that these words may name: criminal, administrative; none where no pack knows them.

    Words are compared by their first letters, since codes are named in any case: "Уголовного кодекса".
    """
    said = [word[:_STEM] for word in words.casefold().split()]
    best: dict[int, set[str]] = {}
    for country in countries:
        for row in _rows(country, "laws", "code"):
            for name in _all_names(row):
                stems = [word[:_STEM] for word in name.casefold().split()]
                if all(stem in said for stem in stems):
                    best.setdefault(len(stems), set()).add(str(row.get("kind", "")))
    return frozenset(best[max(best)] - {""}) if best else frozenset()


def issue_key(countries: tuple[str, ...], wording: str) -> str:
    """The shared key of an issue as worded; empty where no pack knows it. The longest wording goes first."""
    text = f" {' '.join(wording.casefold().split())} "
    for known, key in _issues(countries):
        if f" {known} " in text or f" {known}," in text or f" {known}." in text:
            return key
    return ""


def issue_name(countries: tuple[str, ...], key: str) -> str:
    """The English name of an issue, else its key in words."""
    for country in countries:
        for row in _rows(country, "issues", "issue"):
            if row.get("key") == key:
                return str(row.get("names", {}).get("en", key))
    return key.replace("_", " ")


@lru_cache(maxsize=4096)
def issues_covered(countries: tuple[str, ...], key: str) -> frozenset[str]:
    """The keys of the issues that an issue covers, its own among them."""
    rows = (row for country in countries for row in _rows(country, "issues", "issue") if row.get("key") == key)
    return frozenset((key, *(str(covered) for row in rows for covered in row.get("covers", ()))))


@lru_cache(maxsize=4096)
def larger_body(countries: tuple[str, ...], key: str) -> str:
    """The key of the larger body that a body is part of and speaks for; its own where no pack knows one."""
    for country in countries:
        for row in _rows(country, "bodies", "body"):
            if row.get("key") == key:
                return str(row.get("part_of", key))
    return key


@lru_cache(maxsize=65536)
def lane_of(countries: tuple[str, ...], event_type: str, actors: tuple[str, ...]) -> str:
    """The lane of the timeline of an event: by its type, else by who acts; empty where no pack knows."""
    for country in countries:
        lanes = _rows(country, "lanes", "lane")
        by_type = next((lane for lane in lanes if event_type in lane.get("event_types", ())), None)
        known = [found for actor in actors if (found := find_source(countries, actor))]
        by_actor = (
            lane for source in known for test in (_lists_body, _lists_class) for lane in lanes if test(lane, source)
        )
        lane = (
            by_type
            or next(by_actor, None)
            or next((lane for lane in lanes if event_type in lane.get("otherwise", ())), None)
        )
        if lane:
            return str(lane["key"])
    return ""


def _lists_body(lane: Mapping[str, Any], source: KnownSource) -> bool:
    return source.key in lane.get("bodies", ())


def _lists_class(lane: Mapping[str, Any], source: KnownSource) -> bool:
    classes = {str(known).replace("_", " ") for known in lane.get("classes", ())}
    countries = lane.get("countries", ())
    return source.source_class in classes and (not countries or source.country in countries)


@lru_cache(maxsize=256)
def _rows(pack: str, table: str, array: str) -> tuple[Mapping[str, Any], ...]:
    try:
        rows = load_table(pack, table).get(array, ())
    except PackError:
        return ()
    return tuple(row for row in rows if isinstance(row, Mapping))


def _all_names(row: Mapping[str, Any]) -> Iterator[str]:
    names = row.get("names", {})
    for spellings in names.values() if isinstance(names, Mapping) else ():
        yield from (spellings,) if isinstance(spellings, str) else spellings
    yield from (row["name"],) if isinstance(row.get("name"), str) else ()
    yield from row.get("also", ())


@lru_cache(maxsize=16)
def _sources(countries: tuple[str, ...]) -> dict[str, KnownSource]:
    found: dict[str, KnownSource] = {}
    others = tuple(pack for pack in list_packs() if pack not in countries)
    for pack in (*countries, *others):
        for table, array in (("outlets", "outlet"), ("bodies", "body")):
            for row in _rows(pack, table, array):
                names = tuple(_all_names(row))
                if not names:
                    continue
                key = str(row.get("key") or plain_name(names[0]))
                source = KnownSource(
                    key,
                    str(row.get("class", "")).replace("_", " "),
                    str(row.get("country") or row.get("seat_country") or ""),
                )
                for name in names:
                    found.setdefault(plain_name(name), source)
    return found


@lru_cache(maxsize=16)
def _regimes(countries: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = [
        (name.casefold(), str(row.get("liberty", "")))
        for country in countries
        for row in _rows(country, "custody", "regime")
        for name in _all_names(row)
    ]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=16)
def _issues(countries: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for country in countries:
        for row in _rows(country, "issues", "issue"):
            for wordings in row.get("wordings", {}).values():
                pairs += [(" ".join(wording.casefold().split()), str(row["key"])) for wording in wordings]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _names_any(row: Mapping[str, Any], articles: frozenset[str]) -> bool:
    return any(str(known).split(":")[1:2] == [article] for known in row.get("articles", ()) for article in articles)


def _in_force(row: Mapping[str, Any], day: str) -> bool:
    """Whether a rule may be in force on a day; one without dates is."""
    when = _date(day)
    start, end = _date(row.get("valid_from", "")), _date(row.get("valid_to", ""))
    if when is None:
        return start is None and end is None
    early = start is not None and is_before(when, start) is Verdict.CERTAIN
    late = end is not None and is_before(end, when) is Verdict.CERTAIN
    return not early and not late


def _date(text: object) -> PartialDate | None:
    try:
        return parse_date(text) if isinstance(text, str) and text else None
    except DateError:
        return None
