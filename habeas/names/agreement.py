"""How two words agree: a small number of levels, the same for one pair and for columns of pairs.

Levels are decided by tables, so that the scalar and the vectorised comparison cannot drift apart.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from habeas.names.tables import LOOSE, SAME, load_tables
from habeas.names.words import Word

# Kinds of agreement, in the order of their numbers. The first five are distances of spelling and shared by all parts.
LEVELS = (
    "same spelling", "vowels differ", "near", "distant", "different",
    "equivalent", "looser form", "other name", "absent on one side", "absent on both",
    "initial fits", "initials fit", "initial does not fit",
)  # fmt: skip
(
    SPELT,
    VOWELS,
    NEAR,
    DISTANT,
    DIFFERENT,
    EQUIVALENT,
    LOOSER,
    OTHER,
    ABSENT,
    BOTH_ABSENT,
    INITIAL,
    INITIALS,
    NO_INITIAL,
) = range(13)
_MOST, _LONGEST = 12, 16


def distance_level(edits: int, frame_edits: int, length: int) -> int:
    """SPELT to DIFFERENT for two foldings.

    Args:
        edits: Edit distance of the stems, a transposition counting one (optimal string alignment).
        frame_edits: Edit distance of their frames (consonants).
        length: Length of the longer frame.
    """
    if edits == 0:
        return SPELT
    weight = frame_edits + 0.35 * max(0, edits - frame_edits)
    if frame_edits == 0 and weight <= 0.7 and length >= 2:
        return VOWELS
    share = weight / max(length, 1)
    if share <= 0.27:
        return NEAR
    return DISTANT if share <= 0.45 else DIFFERENT


@lru_cache(maxsize=1)
def distance_table() -> NDArray[np.uint8]:
    """`distance_level` for edits, frame edits (0-12 each) and length (0-16), shape (13, 13, 17)."""
    table = np.empty((_MOST + 1, _MOST + 1, _LONGEST + 1), dtype=np.uint8)
    for edits, frame_edits, length in np.ndindex(*table.shape):
        table[edits, frame_edits, length] = distance_level(edits, frame_edits, length)
    return table


@lru_cache(maxsize=1_000_000)
def spelling_level(stem_a: str, frame_a: str, stem_b: str, frame_b: str) -> int:
    """Level of two foldings, by their edit distances."""
    if stem_a == stem_b:
        return SPELT
    edits = min(OSA.distance(stem_a, stem_b), _MOST)
    frame_edits = min(OSA.distance(frame_a, frame_b), _MOST)
    return distance_level(edits, frame_edits, min(max(len(frame_a), len(frame_b)), _LONGEST))


def word_level(a: Word, b: Word) -> int:
    """Level of two words by spelling; a Latin word far from a Cyrillic one is read once more, as Western print."""
    level = spelling_level(a.stem, a.frame, b.stem, b.frame)
    if level < DISTANT or a.latin == b.latin:
        return level
    latin, other = (a, b) if a.latin else (b, a)
    if not latin.western:
        return level
    western = spelling_level(latin.western, latin.western_frame, other.stem, other.frame)
    return min(level, max(western, VOWELS))


def given_level(a: Word | None, b: Word | None) -> int:
    """How two given names agree. The tables decide where both are known, else the spelling does."""
    if a is None or b is None:
        return BOTH_ABSENT if a is b else ABSENT
    if a.initial or b.initial:
        return _initial_level(a, b)
    if a.given and b.given:
        relation = load_tables().relation.get((a.given, b.given), 0)
        return EQUIVALENT if relation == SAME else LOOSER if relation == LOOSE else OTHER
    return word_level(a, b)


def patronymic_level(a: Word | None, b: Word | None) -> int:
    """How two patronymics (or middle names) agree: by the father where both are known."""
    if a is None or b is None:
        return BOTH_ABSENT if a is b else ABSENT
    if a.initial or b.initial:
        return _initial_level(a, b)
    if a.root and b.root:
        if a.father and b.father:
            relation = load_tables().relation.get((a.father, b.father), 0)
            return EQUIVALENT if relation == SAME else LOOSER if relation == LOOSE else OTHER
        return spelling_level(a.root, a.root_frame, b.root, b.root_frame)
    return word_level(a, b)


def surname_level(a: Word | None, b: Word | None) -> int:
    """How two surnames agree, whatever their gender."""
    if a is None or b is None:
        return BOTH_ABSENT if a is b else ABSENT
    if a.initial or b.initial:
        return _initial_level(a, b)
    return word_level(a, b)


def _initial_level(a: Word, b: Word) -> int:
    if a.initial and b.initial:
        return INITIALS if a.letters & b.wide else NO_INITIAL
    return INITIAL if a.letters & b.letters else NO_INITIAL
