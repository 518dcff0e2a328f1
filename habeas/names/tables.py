"""What the packs know about names, as lookups by sound: given names, fathers, surname endings, words beside a name.

Every pack with a table `names.toml` takes part, so a language is added by a folder. A given name is known by sets of
equivalents; a sound can belong to several sets (Яна, Ян), and no set is reduced to one canonical form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import product
from math import log
from operator import or_
from typing import Any

from habeas.names.scripts import clean_word
from habeas.names.skeleton import fold_sound, fold_stem
from habeas.packs import list_packs, list_tables, load_table

VOWELS = "aeiu"
# Shares of bearers behind the three classes of a given name and of a surname, natural logarithms. Rough on purpose.
GIVEN_SHARE = (log(0.0005), log(0.005), log(0.03))
GIVEN_UNKNOWN = log(0.00005)
SURNAME_SHARE = (log(0.00002), log(0.0004), log(0.002))

# How two given names known to the tables relate.
UNRELATED, LOOSE, SAME = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Given:
    """A given name as the packs know its sound.

    Attributes:
        number: Position in `Tables.given`; 0 is "unknown".
        same: Sets that the form belongs to.
        loose: Sets that it is a looser form of.
        sex: m, f, or empty where both bear it.
        initials: Bits of the letters that the forms of its sets begin with, both alphabets (see `letter_bit`).
        share: Natural logarithm of the share of people who bear it, by class.
        forms: The forms written in the packs, for explanations.
    """

    number: int
    same: frozenset[str]
    loose: frozenset[str]
    sex: str
    initials: int
    share: float


@dataclass(frozen=True, slots=True)
class Tables:
    """All lookups; keys are sounds unless said otherwise."""

    given: tuple[Given, ...]
    given_by_form: Mapping[str, int]
    given_by_sound: Mapping[str, int]
    given_by_cyrillic_sound: Mapping[str, int]
    fathers: Mapping[str, int]
    short_fathers: frozenset[str]
    patronymic_endings: tuple[tuple[str, str], ...]
    short_endings: tuple[tuple[str, str], ...]
    patronymic_last: frozenset[str]
    father_marks: Mapping[str, str]
    surname_endings: tuple[str, ...]
    surname_share: Mapping[str, float]
    relation: Mapping[tuple[int, int], int]
    titles: frozenset[str]
    particles: frozenset[str]
    maiden: frozenset[str]
    nickname: frozenset[str]
    beside: frozenset[str]
    nominatives: Mapping[str, frozenset[str]]


def letter_bit(letter: str) -> int:
    """The bit of a first letter, Latin (0-25) or Cyrillic (26-61); 0 for any other.

    Example:
        >>> letter_bit("a"), letter_bit("а") == 1 << 26, letter_bit("?")
        (1, True, 0)
    """
    if "a" <= letter <= "z":
        return 1 << (ord(letter) - 97)
    place = _CYRILLIC_FIRST.find(letter)
    return 1 << (26 + place) if place >= 0 else 0


_CYRILLIC_FIRST = "абвгґдеёєжзиіїйклмнопрстуўфхцчшщэюяј"


def letter_bits(letters: str) -> int:
    """The bits of several letters together."""
    return reduce(or_, map(letter_bit, letters), 0)


def strip_vowels(sound: str) -> str:
    """The sound without its last vowels: what is left of a father's name before a patronymic ending."""
    return sound.rstrip(VOWELS)


@lru_cache(maxsize=1)
def name_packs() -> tuple[str, ...]:
    """Packs that hold a table of names."""
    return tuple(pack for pack in list_packs() if "names" in list_tables(pack))


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Reads every pack once; about a tenth of a second."""
    packs = [load_table(pack, "names") for pack in name_packs()]
    given, (by_form, by_cyrillic, by_sound), nominatives = _given_names(packs)
    fathers, short = _fathers(packs, given, by_sound)
    long_endings, short_endings = _endings(packs, ("male", "female")), _endings(packs, ("male_short", "female_short"))
    beside: dict[str, set[str]] = {"titles": set(), "particles": set(), "maiden": set(), "nickname": set()}
    for pack in packs:
        for kind, words in pack.get("beside", {}).items():
            beside[kind] |= {word.replace("_", " ") for word in words.split()}
    return Tables(
        given=given,
        given_by_form=by_form,
        given_by_sound=by_sound,
        given_by_cyrillic_sound=by_cyrillic,
        fathers=fathers,
        short_fathers=short,
        patronymic_endings=long_endings,
        short_endings=short_endings,
        patronymic_last=frozenset(ending[-1] for ending, _ in long_endings + short_endings),
        father_marks=_father_marks(packs),
        surname_endings=_surname_endings(packs),
        surname_share=_surname_shares(packs),
        relation=_relations(given),
        titles=frozenset(beside["titles"]),
        particles=frozenset(beside["particles"]),
        maiden=frozenset(beside["maiden"]),
        nickname=frozenset(beside["nickname"]),
        beside=frozenset(beside["titles"] | beside["particles"] | set(_father_marks(packs))),
        nominatives=nominatives,
    )


def _father_marks(packs: list[Mapping[str, Any]]) -> dict[str, str]:
    return {word: sex for pack in packs for word, sex in pack.get("patronymics", {}).get("after", {}).items()}


def _written_forms(packs: list[Mapping[str, Any]]) -> list[tuple[str, str, str, bool]]:
    """(set, sex, form, loose) for each form of each given name of each pack."""
    rows = []
    for pack, (label, sex) in product(packs, (("male", "m"), ("female", "f"))):
        for key, forms in pack.get("given", {}).get(label, {}).items():
            rows += [(key, sex, clean_word(form.lstrip("~")), form.startswith("~")) for form in forms.split()]
    return rows


def _given_names(
    packs: list[Mapping[str, Any]],
) -> tuple[tuple[Given, ...], tuple[dict[str, int], ...], dict[str, frozenset[str]]]:
    """Given names; their numbers by form, by sound of Cyrillic forms and by sound of all forms; sexes by form."""
    rows = _written_forms(packs)
    shares = _given_shares(packs)
    initials: dict[str, int] = {}
    sexes: dict[str, str] = {}
    keyed: tuple[dict[str, tuple[set[str], set[str]]], ...] = ({}, {}, {})
    nominatives: dict[str, set[str]] = {}
    for key, sex, form, loose in rows:
        sexes[key] = sex
        nominatives.setdefault(form, set()).add(sex)
        if not loose:
            initials[key] = initials.get(key, 0) | _initial_bits(form[0])
        text = form.replace("-", "")
        sound = fold_sound(text)
        for place, lookup in ((text, keyed[0]), (sound, keyed[2]), *(() if form.isascii() else ((sound, keyed[1]),))):
            same, looser = lookup.setdefault(place, (set(), set()))
            (looser if loose else same).add(key)
    given = [Given(0, frozenset(), frozenset(), "", 0, GIVEN_UNKNOWN)]
    numbers: dict[tuple[frozenset[str], frozenset[str]], int] = {}

    def number_of(same: set[str], looser: set[str]) -> int:
        kind = (frozenset(same), frozenset(looser - same))
        if kind not in numbers:
            numbers[kind] = len(given)
            keys = kind[0] | kind[1]
            sex = {sexes[key] for key in keys}
            bits = reduce(or_, (initials.get(key, 0) for key in keys), 0)
            share = max(shares.get(key, GIVEN_SHARE[0]) for key in kind[0] or kind[1])
            given.append(Given(len(given), *kind, sex.pop() if len(sex) == 1 else "", bits, share))
        return numbers[kind]

    lookups = tuple({place: number_of(*sets) for place, sets in lookup.items()} for lookup in keyed)
    return tuple(given), lookups, {form: frozenset(found) for form, found in nominatives.items()}


def _initial_bits(letter: str) -> int:
    romanised: Mapping[str, str] = load_table("cyrillic", "letters")["initials"]["romanised"]
    return letter_bits(letter + romanised.get(letter, ""))


def _given_shares(packs: list[Mapping[str, Any]]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for pack in packs:
        for rank, label in ((1, "common"), (2, "very_common")):
            for key in pack.get("commonness", {}).get(label, "").split():
                shares[key] = max(shares.get(key, GIVEN_SHARE[0]), GIVEN_SHARE[rank])
    return shares


def _fathers(
    packs: list[Mapping[str, Any]], given: tuple[Given, ...], by_sound: Mapping[str, int]
) -> tuple[dict[str, int], frozenset[str]]:
    """Stem of a patronymic to the father's given name; a stem of several names keeps the commonest."""
    stems: dict[str, int] = {}
    short = set()

    def put(stem: str, number: int) -> None:
        if stem not in stems or given[number].share > given[stems[stem]].share:
            stems[stem] = number

    for sound, number in by_sound.items():
        if given[number].sex != "f" and given[number].same:
            put(strip_vowels(sound), number)
            if sound[-1] in "ae":
                short.add(strip_vowels(sound))
    by_key = {key: name.number for name in reversed(given) for key in name.same}
    for pack in packs:
        for key, forms in pack.get("patronymics", {}).get("irregular", {}).items():
            for form in forms.split():
                if key in by_key:
                    put(strip_vowels(fold_sound(form)), by_key[key])
    return stems, frozenset(short)


def _endings(packs: list[Mapping[str, Any]], labels: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    found = {
        (_fold_ending(ending), sex)
        for pack in packs
        for label, sex in zip(labels, "mf", strict=True)
        for ending in pack.get("patronymics", {}).get(label, ())
    }
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


def _fold_ending(ending: str) -> str:
    """The sound of an ending: folded behind a consonant, since vowels sound otherwise at the head of a word."""
    return fold_sound(("b" if ending.isascii() else "б") + ending)[1:]


def _surname_endings(packs: list[Mapping[str, Any]]) -> tuple[str, ...]:
    found = {_fold_ending(e) for p in packs for e in p.get("surnames", {}).get("endings", "").split()}
    return tuple(sorted(found))


def _surname_shares(packs: list[Mapping[str, Any]]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for pack in packs:
        for rank, label in ((1, "common"), (2, "very_common")):
            for word in pack.get("surnames", {}).get(label, "").split():
                stem = fold_stem(fold_sound(clean_word(word)))[0]
                shares[stem] = max(shares.get(stem, SURNAME_SHARE[0]), SURNAME_SHARE[rank])
    return shares


def _relations(given: tuple[Given, ...]) -> dict[tuple[int, int], int]:
    """Relations of every pair of given names that are related at all; symmetric."""
    members: dict[str, list[Given]] = {}
    for name in given:
        for key in name.same | name.loose:
            members.setdefault(key, []).append(name)
    relation: dict[tuple[int, int], int] = {}
    for group in members.values():
        for a, b in product(group, repeat=2):
            relation[a.number, b.number] = SAME if a.same & b.same else LOOSE
    return relation
