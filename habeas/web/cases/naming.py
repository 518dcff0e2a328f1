"""The name that stands over a case: the written form, in the nominative where that is sure.

A Russian or Belarusian report has "арестовали Андрея Дмитриева", and that may be the only form there is. Decisions and
the list of names keep what is written; a heading reads as a name.
"""

from functools import lru_cache


@lru_cache(maxsize=50_000)
def shown_name(written: str) -> str:
    """A name in the nominative, where it cannot be one already and the packs know its endings; else as written.

    Args:
        written: The form that the case shows, in any script.
    """
    if not any("\u0400" <= letter <= "\u04ff" for letter in written):
        return written
    # The comparison of names loads NumPy; a page without Cyrillic names does without.
    from habeas.names.inflection import to_nominative  # noqa: PLC0415
    from habeas.names.tables import load_tables  # noqa: PLC0415

    words = written.split()
    if not words or not all(part.isalpha() for word in words for part in word.split("-")):
        return written
    found = to_nominative(tuple(word.casefold() for word in words))
    if not any(word in load_tables().nominatives for word in found):
        return written  # no given name that is known: half of a name put right would be a third form
    return " ".join(_cased(word, nominative) for word, nominative in zip(words, found, strict=True))


def _cased(written: str, nominative: str) -> str:
    """The nominative with the capitals of the written word."""
    if written.casefold() == nominative:
        return written
    if written.isupper() and len(written) > 1:
        return nominative.upper()
    return "-".join(part[:1].upper() + part[1:] for part in nominative.split("-"))
