import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from habeas.model import Metadata
from habeas.model.errors import PackError


@dataclass(frozen=True, slots=True)
class SampleReport:
    """One bundled report.

    Attributes:
        name: The file's name.
        content: The file's bytes, as they would come from a disk.
        metadata: What its sidecar `<name>.meta.json` says; the outlet is the one whose public reports it follows, and
            the title says that the text itself was written for habeas.
        after: Addresses of the public reports that its facts come from.
    """

    name: str
    content: bytes
    metadata: Metadata
    after: tuple[str, ...]


@lru_cache(maxsize=1)
def sample_reports() -> tuple[SampleReport, ...]:
    """Every bundled report, in the order in which the demo takes them in.

    Raises:
        PackError: A file of the package is missing or damaged.
    """
    return tuple(
        SampleReport(
            name=row["name"],
            content=_content(row["name"]),
            metadata=_metadata(row["name"]),
            after=tuple(row["after"]),
        )
        for row in read_table("reports.toml")["report"]
    )


def read_table(name: str) -> dict[str, Any]:
    """A TOML table of this room.

    Raises:
        PackError: It is absent or no TOML.
    """
    try:
        return tomllib.loads((_root() / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"the bundled table {name} cannot be read: {error}") from None


def _root() -> Traversable:
    return files("habeas.samples")


def _content(name: str) -> bytes:
    try:
        return (_root() / "texts" / name).read_bytes()
    except OSError as error:
        raise PackError(f"the bundled report {name} cannot be read: {error}") from None


def _metadata(name: str) -> Metadata:
    fields = json.loads(_content(f"{name}.meta.json"))
    return Metadata(**{field: value for field, value in fields.items() if value is not None})
