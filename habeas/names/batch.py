"""Many pairs at once: the comparison of `habeas.names.scoring` over columns, by NumPy and RapidFuzz."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from habeas.names.agreement import (
    ABSENT,
    BOTH_ABSENT,
    DISTANT,
    EQUIVALENT,
    INITIAL,
    INITIALS,
    LOOSER,
    NO_INITIAL,
    OTHER,
    SPELT,
    VOWELS,
    distance_table,
)
from habeas.names.columns import Columns, Ints, WordBook, WordColumns, columns_of, relation_matrix
from habeas.names.parsing import ParsedName, Reading
from habeas.names.scoring import CROSSES, SECOND_ABSENT, surname_levels
from habeas.names.tables import LOOSE, SAME
from habeas.names.weights import MOST_EXTRA, ORDINARY_GIVEN, ORDINARY_SURNAME, Weights, load_weights

Levels = NDArray[np.uint8]
Floats = NDArray[np.float64]
Texts = NDArray[np.object_]
Scorer = Callable[[Columns, NDArray[np.int64], Columns, NDArray[np.int64]], Floats]
CHUNK = 400_000
_SHARED = np.zeros(13, dtype=bool)
_SHARED[[SPELT, VOWELS, EQUIVALENT]] = True


def compare_many(list_a: Sequence[str | ParsedName], list_b: Sequence[str | ParsedName]) -> Floats:
    """`compare` over two equally long lists, pair by pair.

    Args:
        list_a: Names, as printed or parsed.
        list_b: The name that each is compared with.

    Returns:
        Probabilities, shape (pairs,).

    Raises:
        ValueError: The lists differ in length.

    Example:
        >>> [round(p) for p in compare_many(["Ales Bialiatski", "Ales Bialiatski"], ["Алесь Бяляцкі", "Алесь Пушкін"])]
        [1, 0]
    """
    if len(list_a) != len(list_b):
        raise ValueError(f"two lists of one length are needed, got {len(list_a)} and {len(list_b)}")
    if not len(list_a):
        return np.empty(0)
    book = WordBook()
    a, b = columns_of(list_a, book), columns_of(list_b, book)
    places = np.arange(len(list_a), dtype=np.int64)
    return to_probability(score_pairs(a, places, b, places))


def to_probability(log_odds: Floats) -> Floats:
    """Probabilities of log-odds."""
    # Beyond +-700 exp overflows; no sum of weights comes near.
    probability: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -700, 700)))
    return probability


def score_pairs(
    a: Columns, rows_a: NDArray[np.int64], b: Columns, rows_b: NDArray[np.int64], weights: Weights | None = None
) -> Floats:
    """Log-odds of the pairs (a[rows_a[k]], b[rows_b[k]]), the best over second readings; chunks bound the memory."""
    weights = load_weights() if weights is None else weights
    scores = np.empty(len(rows_a))
    for start in range(0, len(rows_a), CHUNK):
        part = slice(start, start + CHUNK)
        scores[part] = _score_chunk(a, rows_a[part], b, rows_b[part], weights)
    return scores


def _score_chunk(
    a: Columns, rows_a: NDArray[np.int64], b: Columns, rows_b: NDArray[np.int64], weights: Weights
) -> Floats:
    def score(x: Columns, at_x: NDArray[np.int64], y: Columns, at_y: NDArray[np.int64]) -> Floats:
        return _score_first(x, at_x, y, at_y, weights)

    return best_of_readings(score, a, rows_a, b, rows_b)


def best_of_readings(
    score: Scorer, a: Columns, rows_a: NDArray[np.int64], b: Columns, rows_b: NDArray[np.int64]
) -> Floats:
    """Scores of pairs by their first readings, raised where a second reading agrees better."""
    scores = score(a, rows_a, b, rows_b)
    for x, at_x, y, at_y, places in _second_readings(a, rows_a, b, rows_b):
        np.maximum.at(scores, places, score(x, at_x, y, at_y))
    return scores


def _second_readings(
    a: Columns, rows_a: NDArray[np.int64], b: Columns, rows_b: NDArray[np.int64]
) -> Iterator[tuple[Columns, NDArray[np.int64], Columns, NDArray[np.int64], NDArray[np.int64]]]:
    second_a, second_b = a.other[rows_a] >= 0, b.other[rows_b] >= 0
    if a.others is not None and second_a.any():
        places = np.flatnonzero(second_a)
        yield a.others, a.other[rows_a[places]].astype(np.int64), b, rows_b[places], places
    if b.others is not None and second_b.any():
        places = np.flatnonzero(second_b)
        yield a, rows_a[places], b.others, b.other[rows_b[places]].astype(np.int64), places
    if a.others is not None and b.others is not None and (both := second_a & second_b).any():
        places = np.flatnonzero(both)
        at_a, at_b = a.other[rows_a[places]].astype(np.int64), b.other[rows_b[places]].astype(np.int64)
        yield a.others, at_a, b.others, at_b, places


@dataclass(frozen=True, slots=True)
class PairLevels:
    """Levels of pairs, as columns (see `LEVELS`, `SEX_LEVELS`, `SECOND_LEVELS`), and words left over."""

    given: Levels
    patronymic: Levels
    surname: Levels
    second: Levels
    sex: NDArray[np.int64]
    extra: NDArray[np.int8]
    turned: NDArray[np.int8]


def pair_levels(a: Columns, rows_a: NDArray[np.int64], b: Columns, rows_b: NDArray[np.int64]) -> PairLevels:
    """Levels of the first readings of pairs."""
    words = a.book.columns()
    slots_a, slots_b = a.slots[rows_a], b.slots[rows_b]
    surname = _spelt_levels(words, slots_a[:, 2], slots_b[:, 2])
    second = _second_levels(a, slots_a, slots_b, surname)
    sex_a, sex_b = a.sex[rows_a], b.sex[rows_b]
    return PairLevels(
        given=_given_levels(words, slots_a[:, 0], slots_b[:, 0]),
        patronymic=_patronymic_levels(words, slots_a[:, 1], slots_b[:, 1]),
        surname=surname,
        second=second,
        sex=np.where((sex_a == 0) | (sex_b == 0), 0, np.where(sex_a == sex_b, 1, 2)),
        extra=np.minimum(np.abs(a.extra[rows_a] - b.extra[rows_b]), MOST_EXTRA),
        turned=a.turned[rows_a].astype(np.int8) + b.turned[rows_b],
    )


def _score_first(
    a: Columns, rows_a: NDArray[np.int64], b: Columns, rows_b: NDArray[np.int64], weights: Weights
) -> Floats:
    words = a.book.columns()
    slots_a, slots_b = a.slots[rows_a], b.slots[rows_b]
    levels = pair_levels(a, rows_a, b, rows_b)
    scores = weights.start + weights.given[levels.given] + weights.patronymic[levels.patronymic]
    scores += weights.surname[levels.surname] + weights.sex[levels.sex] + weights.second[levels.second]
    scores += weights.extra * levels.extra + weights.case * levels.turned
    crossing = np.where(levels.second == CROSSES, ABSENT, levels.surname)
    for slot, (level, share, weight, ordinary) in enumerate(
        (
            (levels.given, words.given_share, weights.given_share, ORDINARY_GIVEN),
            (levels.patronymic, words.given_share, weights.patronymic_share, ORDINARY_GIVEN),
            (crossing, words.surname_share, weights.surname_share, ORDINARY_SURNAME),
        )
    ):
        scores += _shared(level, share, slots_a[:, slot], slots_b[:, slot], weight=weight, ordinary=ordinary)
    return scores


def _shared(levels: Levels, share: Floats, a: Ints, b: Ints, *, weight: float, ordinary: float) -> Floats:
    """What the commonness of an agreeing part adds; nothing where it does not agree."""
    if not len(share):
        return np.zeros(len(levels))
    excess = np.maximum(share[a], share[b]) - ordinary
    moved: Floats = np.where(_SHARED[levels], weight * excess, 0.0)
    return moved


def _present(words: WordColumns, a: Ints, b: Ints) -> tuple[Levels, NDArray[np.int64]]:
    """Levels filled in for absent words and initials; and the places where two full words stand."""
    levels = np.full(len(a), BOTH_ABSENT, dtype=np.uint8)
    levels[(a < 0) != (b < 0)] = ABSENT
    places = np.flatnonzero((a >= 0) & (b >= 0))
    first, other = a[places], b[places]
    initial_a, initial_b = words.initial[first], words.initial[other]
    short = initial_a | initial_b
    if short.any():
        both = (initial_a & initial_b)[short]
        x, y = first[short], other[short]
        fits = np.where(both, words.letters[x] & words.wide[y], words.letters[x] & words.letters[y]) != 0
        levels[places[short]] = np.where(fits, np.where(both, INITIALS, INITIAL), NO_INITIAL)
        places = places[~short]
    return levels, places


def _given_levels(words: WordColumns, a: Ints, b: Ints) -> Levels:
    levels, places = _present(words, a, b)
    rest = _related_levels(words.given, a, b, levels, places)
    levels[rest] = _word_levels(words, a[rest], b[rest])
    return levels


def _patronymic_levels(words: WordColumns, a: Ints, b: Ints) -> Levels:
    levels, places = _present(words, a, b)
    rooted = words.has_root[a[places]] & words.has_root[b[places]]
    plain = places[~rooted]
    levels[plain] = _word_levels(words, a[plain], b[plain])
    rest = _related_levels(words.father, a, b, levels, places[rooted])
    levels[rest] = _distances(words.root_number, words.root, words.root_frame, a[rest], b[rest])
    return levels


def _related_levels(numbers: Ints, a: Ints, b: Ints, levels: Levels, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Fills in the levels of names that the tables relate; gives the places where they know one of two, or none."""
    first, other = numbers[a[places]], numbers[b[places]]
    known = (first > 0) & (other > 0)
    relation = _relations()[first[known], other[known]]
    levels[places[known]] = np.where(relation == SAME, EQUIVALENT, np.where(relation == LOOSE, LOOSER, OTHER))
    return places[~known]


def _spelt_levels(words: WordColumns, a: Ints, b: Ints) -> Levels:
    levels, places = _present(words, a, b)
    levels[places] = _word_levels(words, a[places], b[places])
    return levels


def _word_levels(words: WordColumns, a: Ints, b: Ints) -> Levels:
    """Levels of spelling, with the Western reading of Latin words that are far from Cyrillic ones."""
    levels = _distances(words.stem_number, words.stem, words.frame, a, b)
    far = np.flatnonzero((levels >= DISTANT) & (words.latin[a] != words.latin[b]))
    if not len(far):
        return levels
    turned = words.latin[b[far]]
    latin, other = np.where(turned, b[far], a[far]), np.where(turned, a[far], b[far])
    read = words.has_western[latin]
    far, latin, other = far[read], latin[read], other[read]
    western = _measured((words.western, words.western_frame), latin, (words.stem, words.frame), other)
    levels[far] = np.minimum(levels[far], np.maximum(western, VOWELS))
    return levels


def _distances(numbers: Ints, stems: Texts, frames: Texts, a: Ints, b: Ints) -> Levels:
    """Levels of spelling; each pair of unlike words is measured once."""
    levels = np.full(len(a), SPELT, dtype=np.uint8)
    unlike = np.flatnonzero(numbers[a] != numbers[b])
    x, y = a[unlike], b[unlike]
    levels[unlike] = _measured((stems, frames), np.minimum(x, y), (stems, frames), np.maximum(x, y))
    return levels


def _measured(foldings_a: tuple[Texts, Texts], a: Ints, foldings_b: tuple[Texts, Texts], b: Ints) -> Levels:
    """`distance_level` of words a and b, each with its own stems and frames."""
    if not len(a):
        return np.empty(0, dtype=np.uint8)
    codes, back = np.unique(a.astype(np.int64) << 32 | b, return_inverse=True)
    x, y = codes >> 32, codes & 0xFFFFFFFF
    table = distance_table()
    most, longest = table.shape[0] - 1, table.shape[2] - 1
    (stems_a, frames_a), (stems_b, frames_b) = foldings_a, foldings_b
    edits = np.minimum(_osa(stems_a[x], stems_b[y]), most)
    frame_edits = np.minimum(_osa(frames_a[x], frames_b[y]), most)
    lengths = np.maximum(_lengths(frames_a[x]), _lengths(frames_b[y]))
    measured: Levels = table[edits, frame_edits, np.minimum(lengths, longest)][back]
    return measured


def _osa(a: Texts, b: Texts) -> NDArray[np.int32]:
    distances: NDArray[np.int32] = cpdist(a.tolist(), b.tolist(), scorer=OSA.distance, dtype=np.int32)
    return distances


def _lengths(texts: Texts) -> NDArray[np.int64]:
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def _second_levels(a: Columns, slots_a: Ints, slots_b: Ints, surname: Levels) -> Levels:
    """Levels of second surnames; each four words are compared once, one by one, and may change the surname level."""
    second = np.full(len(surname), SECOND_ABSENT, dtype=np.uint8)
    places = np.flatnonzero((slots_a[:, 3] >= 0) | (slots_b[:, 3] >= 0))
    if not len(places):
        return second
    four = np.concatenate([slots_a[places, 2:4], slots_b[places, 2:4]], axis=1)
    unlike, back = np.unique(four, axis=0, return_inverse=True)
    levels = [surname_levels(_surnames(a.book, row[:2]), _surnames(a.book, row[2:])) for row in unlike.tolist()]
    found = np.array(levels, dtype=np.uint8)[back.reshape(-1)]
    surname[places], second[places] = found[:, 0], found[:, 1]
    return second


def _surnames(book: WordBook, numbers: list[int]) -> Reading:
    surname, second = (book.words[number] if number >= 0 else None for number in numbers)
    return Reading(None, None, surname, second)


@lru_cache(maxsize=1)
def _relations() -> Levels:
    return relation_matrix()
