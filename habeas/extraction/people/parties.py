"""One member of what a word points to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.extraction.grammar.words import Word
    from habeas.extraction.people.persons import Somebody


@dataclass(frozen=True, slots=True)
class Party:
    """One member of what a word points to.

    Attributes:
        word: The word as written here. person: Whom it names, if the document says so.
    """

    word: Word
    person: Somebody | None


def is_bystander(person: Somebody | None) -> bool:
    """Whether somebody is known as an official or lawyer only, and as nobody to whom anything happened."""
    return person is not None and bool(person.roles) and person.roles <= {"official", "lawyer"} and not person.wronged
