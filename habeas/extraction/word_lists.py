"""Closed lists of words from the pack of a language, each a frozen set."""

from functools import lru_cache

from habeas.packs import load_table


@lru_cache(maxsize=256)
def word_list(group: str, name: str, table: str = "word_lists") -> frozenset[str]:
    """The words of `[group] name` in a table of English.

    Raises:
        KeyError: There is no such list.
    """
    return frozenset(load_table("en", table)[group][name])
