"""What a code of law is called in the language of a page, as far as the packs know it."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import get_language

from habeas.packs import list_packs, list_tables, load_table


def law_in_words(written: str) -> str:
    """The name of a code in the language of the page.

    Only a name that a pack has is put into another language. The words of the report stand in its quote all the same.

    Args:
        written: As a report has it: "Criminal Code".
    """
    names = _codes().get(_folded(written))
    return next(iter(names.get(get_language() or "", ())), written) if names else written


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Folded name of a code, in any language, to its names by language."""
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for pack in list_packs():
        for row in load_table(pack, "laws").get("code", ()) if "laws" in list_tables(pack) else ():
            names = {language: tuple(several) for language, several in row.get("names", {}).items()}
            for several in names.values():
                for name in several:
                    found.setdefault(_folded(name), names)
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")
