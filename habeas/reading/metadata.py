"""Putting what a file says about itself into the few fields of `Metadata`. What is not said stays empty."""

import re
import unicodedata

from habeas.model.dates import canonical_date
from habeas.model.errors import DateError
from habeas.model.records import Metadata

_LONGEST = 500
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8}){0,3})")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def tidy(text: str) -> str:
    """One line without control characters and halves of characters, at most 500 characters."""
    kept = "".join(
        " " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text[: 4 * _LONGEST]
    )
    return " ".join(kept.split())[:_LONGEST]


def tidy_language(text: str) -> str:
    """A BCP 47 tag in its usual case (`en`, `en-GB`, `be-Latn`), or an empty string."""
    match = _LANGUAGE.fullmatch(text.strip())
    if match is None or match[1].lower() in ("und", "mul", "zxx"):
        return ""
    parts = [part for part in re.split("[-_]", match[2]) if part]
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in parts]
    return "-".join([match[1].lower(), *cased])


def tidy_published(text: str) -> str:
    """A day, month, year or other date of our grammar; the day of a time stamp as written; or an empty string."""
    text = text.strip()[:100]
    stamp = _DAY.match(text)
    try:
        return canonical_date(stamp[0] if stamp else text)
    except DateError:
        return ""


def fill(first: Metadata, second: Metadata) -> Metadata:
    """The first, its empty fields taken from the second."""
    return Metadata(
        title=first.title or second.title,
        outlet=first.outlet or second.outlet,
        author=first.author or second.author,
        published=first.published or second.published,
        language=first.language or second.language,
    )


def tidy_metadata(metadata: Metadata) -> Metadata:
    """The same, whoever wrote it, in fields that can be stored and shown."""
    return Metadata(
        title=tidy(metadata.title),
        outlet=tidy(metadata.outlet),
        author=tidy(metadata.author),
        published=tidy_published(metadata.published),
        language=tidy_language(metadata.language),
    )
