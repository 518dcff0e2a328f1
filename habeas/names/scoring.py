"""One pair of names: its log-odds, part by part, and the probability."""

from dataclasses import dataclass
from functools import lru_cache
from math import exp

from habeas.names.agreement import (
    EQUIVALENT,
    LEVELS,
    SPELT,
    VOWELS,
    given_level,
    patronymic_level,
    surname_level,
)
from habeas.names.parsing import ParsedName, Reading, parse_name
from habeas.names.weights import (
    MOST_EXTRA,
    ORDINARY_GIVEN,
    ORDINARY_SURNAME,
    SECOND_LEVELS,
    SEX_LEVELS,
    Weights,
    load_weights,
)
from habeas.names.words import Word

# Levels whose agreement is moved by how common the name is.
SHARED_LEVELS = frozenset({SPELT, VOWELS, EQUIVALENT})
CROSSES, SECOND_ABSENT = SECOND_LEVELS.index("crosses"), SECOND_LEVELS.index("absent")


@dataclass(frozen=True, slots=True)
class Agreement:
    """One part of a comparison.

    Attributes:
        part: given name, patronymic, surname, second surname, sex, words left over (or birth date, place).
        a, b: The words compared, in small letters; empty where absent.
        kind: One of `LEVELS` (or of the levels of the part).
        contribution: What it adds to the log-odds.
    """

    part: str
    a: str
    b: str
    kind: str
    contribution: float


def probability_of(log_odds: float) -> float:
    """The probability of log-odds, without overflow."""
    return 1 / (1 + exp(-log_odds)) if log_odds >= 0 else exp(log_odds) / (1 + exp(log_odds))


def score_readings(a: Reading, b: Reading, weights: Weights) -> float:
    """Log-odds that two readings name one person."""
    given, patronymic, surname, second, sex, extra = levels_of(a, b)
    total = weights.start + weights.given[given] + weights.patronymic[patronymic] + weights.surname[surname]
    total += weights.sex[sex] + weights.second[second] + weights.extra * extra + weights.case * (a.turned + b.turned)
    if given in SHARED_LEVELS:
        total += weights.given_share * given_excess(a.given, b.given)
    if patronymic in SHARED_LEVELS:
        total += weights.patronymic_share * given_excess(a.patronymic, b.patronymic)
    if surname in SHARED_LEVELS and second != CROSSES:
        total += weights.surname_share * surname_excess(a.surname, b.surname)
    return float(total)


def levels_of(a: Reading, b: Reading) -> tuple[int, int, int, int, int, int]:
    """Levels of given name, patronymic, surname, second surname, sex, and the number of words left over."""
    surname, second = surname_levels(a, b)
    sex = 0 if not (a.sex and b.sex) else 1 if a.sex == b.sex else 2
    extra = min(abs(a.extra - b.extra), MOST_EXTRA)
    return given_level(a.given, b.given), patronymic_level(a.patronymic, b.patronymic), surname, second, sex, extra


def surname_levels(a: Reading, b: Reading) -> tuple[int, int]:
    """Levels of surname and second surname; a surname that agrees with the other's second one crosses over."""
    direct = surname_level(a.surname, b.surname)
    if a.second is None and b.second is None:
        return direct, SECOND_ABSENT
    if direct not in SHARED_LEVELS:
        crossed = [surname_level(x, y) for x, y in ((a.surname, b.second), (a.second, b.surname)) if x and y]
        if crossed and min(crossed) in SHARED_LEVELS:
            return min(crossed), CROSSES
    if a.second is None or b.second is None:
        return direct, SECOND_LEVELS.index("on one side")
    agrees = surname_level(a.second, b.second) in SHARED_LEVELS
    return direct, SECOND_LEVELS.index("agrees" if agrees else "differs")


def given_excess(a: Word | None, b: Word | None) -> float:
    """How much commoner than an ordinary given name the commoner of two is, natural logarithm."""
    return max(a.given_share if a else ORDINARY_GIVEN, b.given_share if b else ORDINARY_GIVEN) - ORDINARY_GIVEN


def surname_excess(a: Word | None, b: Word | None) -> float:
    """The same for surnames."""
    first = a.surname_share if a else ORDINARY_SURNAME
    return max(first, b.surname_share if b else ORDINARY_SURNAME) - ORDINARY_SURNAME


def best_readings(a: ParsedName, b: ParsedName, weights: Weights) -> tuple[float, Reading, Reading]:
    """The pair of readings that agrees best, with its log-odds."""
    if len(a.readings) == 1 and len(b.readings) == 1:
        first, other = a.readings[0], b.readings[0]
        return score_readings(first, other, weights), first, other
    scored = [(score_readings(x, y, weights), x, y) for x in a.readings for y in b.readings]
    return max(scored, key=lambda row: row[0])


@lru_cache(maxsize=100_000)
def compare(a: str, b: str) -> float:
    """The probability that two printed names are names of one person, names alone, for a pair that is as likely as not.

    Candidates that a search has brought together are such pairs; for pairs drawn from two long lists the prior is far
    smaller, and `link` applies it. The order of the arguments does not matter.

    Example:
        >>> compare("Мікола Гарбузовіч", "Nikolai Garbuzovich") > 0.9
        True
        >>> compare("Мікола Гарбузовіч", "Nikita Garbuzovich") < 0.1
        True
    """
    return probability_of(best_readings(parse_name(a), parse_name(b), load_weights())[0])


def agreements_of(a: Reading, b: Reading, weights: Weights) -> tuple[Agreement, ...]:
    """The parts of `score_readings`; with `weights.start` they add up to it."""
    given, patronymic, surname, second, sex, extra = levels_of(a, b)
    crosses = second == CROSSES
    compared = _compared_surnames(a, b) if crosses else (a.surname, b.surname)
    rows = [
        _part(
            "given name", (a.given, b.given), given, weights.given[given],
            weights.given_share * given_excess(a.given, b.given),
        ),
        _part(
            "patronymic", (a.patronymic, b.patronymic), patronymic, weights.patronymic[patronymic],
            weights.patronymic_share * given_excess(a.patronymic, b.patronymic),
        ),
        _part(
            "surname", compared, surname, weights.surname[surname],
            0.0 if crosses else weights.surname_share * surname_excess(a.surname, b.surname),
        ),
    ]  # fmt: skip
    if second != SECOND_ABSENT:
        kind = SECOND_LEVELS[second]
        rows.append(Agreement("second surname", _text(a.second), _text(b.second), kind, float(weights.second[second])))
    rows.append(Agreement("sex", a.sex, b.sex, SEX_LEVELS[sex], float(weights.sex[sex])))
    if extra:
        rows.append(Agreement("words left over", str(a.extra), str(b.extra), "different", weights.extra * extra))
    if a.turned or b.turned:
        rows.append(Agreement("case", "", "", "turned", weights.case * (a.turned + b.turned)))
    return tuple(rows)


def _compared_surnames(a: Reading, b: Reading) -> tuple[Word | None, Word | None]:
    """The surnames that agree across."""
    pairs = [pair for pair in ((a.surname, b.second), (a.second, b.surname)) if pair[0] and pair[1]]
    return min(pairs, key=lambda pair: surname_level(*pair))


def _part(part: str, words: tuple[Word | None, Word | None], level: int, weight: float, shared: float) -> Agreement:
    a, b = words
    total = float(weight) + (shared if level in SHARED_LEVELS else 0.0)
    return Agreement(part, _text(a), _text(b), LEVELS[level], total)


def _text(word: Word | None) -> str:
    return "" if word is None else word.text + ("." if word.initial else "")
