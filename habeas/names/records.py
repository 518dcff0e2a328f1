"""A name with a birth date and a place: what joins in when more than the name is known."""

from dataclasses import dataclass
from functools import lru_cache

from habeas.names.dates import DATE_LEVELS, date_level, date_weights
from habeas.names.parsing import parse_name
from habeas.names.scoring import Agreement, agreements_of, best_readings, probability_of
from habeas.names.scripts import clean_word
from habeas.names.skeleton import fold_sound, fold_stem
from habeas.names.weights import load_weights
from habeas.packs import load_table

PLACE_LEVELS = ("unknown", "same", "one within the other", "different")


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A person as a list prints one.

    Attributes:
        name: As printed.
        dob: Birth date, EDTF, partial or empty: "1962", "1962-09", "1962-09-25".
        place: Place of birth or residence, as printed; may be empty.
    """

    name: str
    dob: str = ""
    place: str = ""


def compare_records(a: NameRecord, b: NameRecord) -> float:
    """`compare` with birth dates and places; what one side lacks neither helps nor harms.

    Example:
        >>> a = NameRecord("Ivan Novik", "1985-03")
        >>> near, far = NameRecord("Іван Новік", "1985-03-14"), NameRecord("Іван Новік", "1971")
        >>> compare_records(a, near) > 0.99, compare_records(a, far) < 0.5
        (True, True)
    """
    return probability_of(sum(part.contribution for part in record_parts(a, b)) + load_weights().start)


def record_parts(a: NameRecord, b: NameRecord) -> tuple[Agreement, ...]:
    """All parts of the comparison of two records; with the start they add up to its log-odds."""
    weights = load_weights()
    _, reading_a, reading_b = best_readings(parse_name(a.name), parse_name(b.name), weights)
    parts = agreements_of(reading_a, reading_b, weights)
    level = date_level(a.dob, b.dob)
    if level:
        parts += (Agreement("birth date", a.dob, b.dob, DATE_LEVELS[level], float(date_weights()[level])),)
    if place := place_level(a.place, b.place):
        parts += (Agreement("place", a.place, b.place, PLACE_LEVELS[place], place_weights()[place]),)
    return parts


@lru_cache(maxsize=1)
def place_weights() -> tuple[float, ...]:
    """Log-odds by level of places."""
    table = load_table("world", "record_weights")["place"]
    return tuple(float(table[level]) for level in PLACE_LEVELS)


@lru_cache(maxsize=200_000)
def place_words(place: str) -> frozenset[str]:
    """Stems of the words of a place, longer than two letters: "Мінск, Беларусь" and "Minsk" share one."""
    words = (clean_word(word.strip(".,;()")) for word in place.split())
    return frozenset(fold_stem(fold_sound(word))[0] for word in words if len(word) > 2)


def place_level(a: str, b: str) -> int:
    """Level of two places (see `PLACE_LEVELS`), by the sound of their words."""
    first, other = place_words(a), place_words(b)
    if not first or not other:
        return 0
    if first == other:
        return 1
    return 2 if first <= other or other <= first else 3
