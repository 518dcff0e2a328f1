"""What search compares instead of letters: text without case and accents, and the sounds of the words of a name.

Both databases hold what is folded here, so that they find alike.
"""

import re
import unicodedata
from functools import lru_cache

from habeas.names.scripts import clean_word
from habeas.names.skeleton import skeleton_of

_LONGEST = 24  # symbols of a sound; a longer one is no name
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case, no accents on Latin letters, е for ё; й, ў and ї stay."""
    lowered = text.casefold().replace("ё", "е").replace("\0", " ")
    if lowered.isascii():
        return lowered
    return "".join(_fold_letter(letter) for letter in unicodedata.normalize("NFC", lowered))


def _fold_letter(letter: str) -> str:
    if letter.isascii() or not unicodedata.name(letter, "").startswith("LATIN"):
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def fold_letters(text: str) -> str | None:
    """A text folded letter by letter, so that places in it are places in the text.

    Returns:
        None where folding joins letters or takes them apart (ß, letters with a mark of their own behind them).
    """
    folded = {ord(letter): _alone(letter) for letter in set(text)}
    return None if "" in folded.values() else text.translate(folded)


@lru_cache(maxsize=4096)
def _alone(letter: str) -> str:
    """A letter folded; nothing where that is more than one, or where the letter changes the one before it."""
    folded = fold(letter)
    return folded if len(folded) == 1 and not unicodedata.combining(letter) else ""


def words_in(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text))


def sounds_of(name: str) -> list[str]:
    """The sound of each word of a name; words too short to have one are left out."""
    return [frame for word in name.split() if len(frame := skeleton_of(clean_word(word)).frame) > 1]


def near_sounds(key: str) -> tuple[str, ...]:
    """A sound, and what is left of it without each of its symbols: two that are one slip apart have one in common.

    Source: deletion neighbourhoods, T. Bocek, E. Hunt and B. Stiller, "Fast similarity search in large dictionaries",
    University of Zurich, 2007.

    Returns:
        Of two symbols only the sound itself: nearly all others would be near what is left.

    Example:
        >>> set(near_sounds("hrhl")) & set(near_sounds("hrhkl"))
        {'hrhl'}
        >>> near_sounds("aln")
        ('aln', 'ln', 'an', 'al')
    """
    if len(key) > _LONGEST:
        return ()
    left = (key[:place] + key[place + 1 :] for place in range(len(key))) if len(key) > 2 else ()
    return tuple(dict.fromkeys((key, *left)))
