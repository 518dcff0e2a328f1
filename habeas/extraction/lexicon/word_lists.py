"""Closed lists of words from the pack of a language, each a frozen set."""

import re
from collections.abc import Iterable
from functools import lru_cache

from habeas.packs import load_table


@lru_cache(maxsize=256)
def word_list(group: str, name: str, table: str = "word_lists") -> frozenset[str]:
    """The words of `[group] name` in a table of English.

    Raises:
        KeyError: There is no such list.
    """
    return frozenset(load_table("en", table)[group][name])


def any_of(words: Iterable[str]) -> str:
    """A pattern of any one of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
