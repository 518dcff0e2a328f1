"""Closed lists of words from the pack of a language, each a frozen set."""

from functools import lru_cache

from habeas.packs import load_table


@lru_cache(maxsize=256)
def word_list(group: str, name: str) -> frozenset[str]:
    """The words of `[group] name` in the table `word_lists` of English.

    Raises:
        KeyError: There is no such list.
    """
    return frozenset(load_table("en", "word_lists")[group][name])
