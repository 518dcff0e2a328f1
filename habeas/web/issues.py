"""What an issue on which actors take positions is called in the language of a page, as far as the packs know it."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import get_language

from habeas.packs import list_packs, list_tables, load_table


def issue_in_words(written: str) -> str:
    """The name of an issue in the language of the page; as it stands where no pack names it so.

    Args:
        written: As a view has it: "Direct talks with the authorities".
    """
    return _issues().get(written, {}).get(get_language() or "", written)


def subject_in_words(subject: str) -> str:
    """What actors are at odds over: one issue or several, with the actor before it where it is one actor's.

    Args:
        subject: As a contradiction of positions has it: "A Body: Direct talks", "One issue / another".
    """
    if subject in _issues():
        return issue_in_words(subject)
    actor, colon, issue = subject.rpartition(": ")
    return actor + colon + " / ".join(issue_in_words(one) for one in issue.split(" / "))


@lru_cache(maxsize=1)
def _issues() -> Mapping[str, Mapping[str, str]]:
    """Name of an issue, in any language, to its names by language."""
    found: dict[str, Mapping[str, str]] = {}
    for pack in list_packs():
        for row in load_table(pack, "issues").get("issue", ()) if "issues" in list_tables(pack) else ():
            for name in row.get("names", {}).values():
                found.setdefault(name, row["names"])
    return found
