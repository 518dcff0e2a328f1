"""What the packs know of names that are no person's, and of the words that mark a person."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from habeas.extraction.lexicon.forms import verb_forms
from habeas.packs import list_packs, list_tables, load_table

_PLACES = ("countries", "cities", "provinces")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Lower-case words and names, each set by what it says.

    Attributes:
        places: Countries, cities and other places. demonyms: "swiss". outlets: News outlets.
        organisation_words, organisation_endings: Words that make a name an organisation's.
        organisations: Names of movements and houses that hold none of these words.
        titles: Words before a name that are no part of it. female, male: Those that tell the sex.
        role_of: A word for what somebody is ("activist") to its class (civic, lawyer, official ..).
        particles, suffixes: Lower-case words inside a name, words behind it.
        wronged_verbs, speech_verbs: Verbs beside which a name is a person's.
        given: Given names to `m`, `f` or `mf`. family_first: Family names that stand before the given name.
    """

    places: frozenset[str]
    demonyms: frozenset[str]
    outlets: frozenset[str]
    organisation_words: frozenset[str]
    organisation_endings: tuple[str, ...]
    organisations: frozenset[str]
    titles: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    role_of: dict[str, str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    wronged_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    given: dict[str, str]
    family_first: frozenset[str]


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Everything above, from the tables of all packs; a pack that lacks a table adds nothing."""
    titles, places = load_table("en", "titles"), load_table("en", "places")
    role_of = {word: role for role, words in titles["roles"].items() for word in words}
    return Gazetteer(
        places=frozenset(name.lower() for key in _PLACES for name in places[key]) | {n.lower() for n in _pack_places()},
        demonyms=frozenset(name.lower() for name in places["people"]),
        outlets=frozenset(_outlets()),
        organisation_words=frozenset(titles["organisation"]["words"]),
        organisation_endings=tuple(titles["organisation"]["endings"]),
        organisations=frozenset(name.replace("-", " ") for name in titles["organisation"]["names"]),
        titles=frozenset(titles["before"]["titles"]),
        female=frozenset(titles["before"]["female"]),
        male=frozenset(titles["before"]["male"]),
        role_of=role_of,
        particles=frozenset(titles["inside"]["particles"]),
        suffixes=frozenset(titles["inside"]["after"]),
        wronged_verbs=frozenset(form for verb in titles["beside"]["wronged_verbs"] for form in verb_forms(verb)),
        speech_verbs=frozenset(form for verb in titles["beside"]["speech_verbs"] for form in verb_forms(verb)),
        given=_given_names(),
        family_first=frozenset(load_table("en", "given_names")["first"]["family"].lower().split()),
    )


def _tables(name: str) -> list[Any]:
    return [load_table(pack, name) for pack in list_packs() if name in list_tables(pack)]


def _outlets() -> set[str]:
    names: set[str] = set()
    for table in _tables("outlets"):
        for row in table.get("outlet", ()):
            for name in _names_of(row):
                if len(name) > 1:
                    names.add(name.lower())
                    names.add(name.lower().removeprefix("the "))
    return names


def _pack_places() -> list[str]:
    return [name for table in _tables("places") for row in table.get("place", ()) for name in _names_of(row)]


def _names_of(row: Any) -> list[str]:
    """The English names of a row: `name` and `also`, or a table of names by language."""
    found = [row["name"]] if isinstance(row.get("name"), str) else []
    found.extend(row.get("also", ()))
    names = row.get("names", {})
    found.extend(names.get("en", ()) if hasattr(names, "get") else ())
    return [str(name) for name in found]


def _given_names() -> dict[str, str]:
    given: dict[str, str] = {}
    sources = [load_table("latin", "names")] if "latin" in list_packs() else []
    if "given_names" in list_tables("en"):
        sources.append(load_table("en", "given_names"))
    for table in sources:
        for sex, letter in (("male", "m"), ("female", "f"), ("either", "mf")):
            for forms in table.get("given", {}).get(sex, {}).values():
                for form in str(forms).split():
                    name = form.lstrip("~").lower()
                    given[name] = given.get(name, "") if letter in given.get(name, "") else given.get(name, "") + letter
    return given


def singular(word: str) -> str:
    """The singular of an English noun, by its ending."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
