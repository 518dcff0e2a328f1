"""What the packs know of a source by its name: its class, and whether reading it can be an offence somewhere."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from habeas.packs import list_packs, list_tables, load_table
from habeas.registry.country import find_source, plain_name
from habeas.registry.policy import DEFAULT_POLICY


def class_of_source(name: str) -> str:
    """The class of an outlet, body or person by a name in any spelling; empty where no pack knows it."""
    known = find_source(DEFAULT_POLICY.countries, name)
    return known.source_class.lower().replace(" ", "_") if known else ""


def is_risky_to_read(name: str) -> bool:
    """Whether a source is designated "extremist" where its readers may be: quoting or sharing it can be an offence."""
    return bool(countries_of_risk(name, ""))


def countries_of_risk(name: str, language: str) -> tuple[str, ...]:
    """The countries whose authorities designate a source so, as their packs name them.

    Args:
        name: Of the source, in any spelling.
        language: Of the page; English where a pack has no name in it.
    """
    return tuple(_country(pack, language) for pack in _risks().get(plain_name(name), ()))


def _country(pack: str, language: str) -> str:
    """What a country pack calls its country."""
    places = load_table(pack, "places").get("place", ()) if "places" in list_tables(pack) else ()
    names: Mapping[str, Any] = next((row["names"] for row in places if row.get("kind") == "country"), {})
    return next((str(names[one][0]) for one in (language, "en") if names.get(one)), pack.upper())


@lru_cache(maxsize=1)
def _risks() -> Mapping[str, tuple[str, ...]]:
    """Folded name of an outlet to the packs that call it designated."""
    found: dict[str, tuple[str, ...]] = {}
    for pack in list_packs():
        for row in load_table(pack, "outlets").get("outlet", ()) if "outlets" in list_tables(pack) else ():
            for name in {plain_name(one) for one in _names(row)} if row.get("extremist") else ():
                found[name] = (*found.get(name, ()), pack)
    return found


def _names(row: Mapping[str, Any]) -> Iterator[str]:
    names = row.get("names", {})
    for several in names.values() if isinstance(names, Mapping) else (names,):
        yield from several
    if "name" in row:
        yield row["name"]
    yield from row.get("also", ())
