"""The name that stands over a case: the written form, in the nominative where that is sure.

A Russian or Belarusian report has "арестовали Андрея Дмитриева", and that may be the only form there is. Decisions and
the list of names keep what is written; a heading reads as a name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from habeas.registry.casefile import NameForm


@dataclass(frozen=True, slots=True)
class NameShown:
    """A name of the list of names, with what the reports write for it.

    Attributes:
        text: The base form; empty where it stands over the case already.
        written: The forms that differ from it, each once, with their claims.
        claims: Of the base form as it stands, else of the forms that it was made of.
    """

    text: str
    written: tuple[NameForm, ...]
    claims: tuple[str, ...]


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


def names_shown(forms: Iterable[NameForm], heading: str) -> list[NameShown]:
    """The names of a case, each once in its base form; what reports write beside it is kept.

    Args:
        forms: As the case has them.
        heading: The name over the case, which is not said twice.
    """
    together: dict[str, list[NameForm]] = {}
    for form in forms:
        together.setdefault(shown_name(form.text), []).append(form)
    found = []
    for base, several in together.items():
        same = tuple(claim for form in several if form.text == base for claim in form.claims[:1])
        written = tuple(form for form in several if form.text != base)
        claims = same or tuple(claim for form in written for claim in form.claims[:1])
        if base != heading or written:
            found.append(NameShown("" if base == heading else base, written, claims))
    return found


def _cased(written: str, nominative: str) -> str:
    """The nominative with the capitals of the written word."""
    if written.casefold() == nominative:
        return written
    if written.isupper() and len(written) > 1:
        return nominative.upper()
    return "-".join(part[:1].upper() + part[1:] for part in nominative.split("-"))
