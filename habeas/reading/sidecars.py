"""`FILE.meta.json`: what a person knows about a file and writes beside it."""

import json
from pathlib import Path

from habeas.model.dates import canonical_date
from habeas.model.errors import DateError, InputError
from habeas.model.records import Metadata
from habeas.reading.files import show_name
from habeas.reading.metadata import tidy, tidy_language

_KEYS = ("published", "outlet", "title", "author", "language")
_LARGEST = 64_000


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of a file lies: `report.pdf.meta.json` beside `report.pdf`."""
    return path.with_name(path.name + ".meta.json")


def sidecar(path: Path) -> Metadata:
    """What the sidecar of a file says; empty where there is none.

    Args:
        path: The file itself.

    Raises:
        InputError: The sidecar cannot be read, is no JSON object, has other keys, or names no date of our grammar.
    """
    beside = sidecar_path(path)
    shown = show_name(beside)
    try:
        with beside.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Metadata()
    except (OSError, ValueError) as error:
        raise InputError(
            f"{shown}: cannot be opened ({tidy(getattr(error, 'strerror', None) or str(error))})"
        ) from None
    if len(raw) > _LARGEST:
        raise InputError(f"{shown}: larger than {_LARGEST} bytes; it should hold {', '.join(_KEYS)} and no more")
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InputError(
            f'{shown}: not well-formed JSON; write {{"published": "2023-01-12", "outlet": "..."}}'
        ) from None
    return _check(content, shown)


def _check(content: object, shown: str) -> Metadata:
    if not isinstance(content, dict):
        raise InputError(f"{shown}: must hold one object with the keys {', '.join(_KEYS)}")
    unknown = sorted(set(content) - set(_KEYS))
    if unknown:
        raise InputError(f"{shown}: unknown key {tidy(unknown[0])[:40]!r}; the keys are {', '.join(_KEYS)}")
    fields: dict[str, str] = {}
    for key, value in content.items():
        if value is None:
            continue
        if not isinstance(value, str):
            raise InputError(f"{shown}: {key} must be text in quotation marks")
        fields[key] = tidy(value)
    if fields.get("published"):
        try:
            fields["published"] = canonical_date(fields["published"])
        except DateError as error:
            raise InputError(f"{shown}: published: {error}") from None
    if fields.get("language"):
        language = tidy_language(fields["language"])
        if not language:
            raise InputError(f"{shown}: language must be a tag such as en, ru or be")
        fields["language"] = language
    return Metadata(**fields)
