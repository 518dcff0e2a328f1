"""Who holds what: the register of exports and bundles, and the notices to their holders when somebody is hidden."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from habeas.model.errors import InputError
from habeas.store.models import ExportEntry
from habeas.store.transactions import write_transaction

_NOTICE = """To: {recipient}
Date: {today}

You hold an export of our registry: {name} ({formats}), made on {day}, level {level}, record set {record_set}.

The case with the id {case_id} must no longer be used or shown. Please
1. remove every row, line and page that carries this id, and what you made of it;
2. delete the export, and every copy of it, and ask us for a new one;
3. pass this notice on to whomever you gave it, and tell us when it is done.

This notice names nobody on purpose. Please do not write the name in your answer either.
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds an export in which a person is.

    Attributes:
        number: Of the entry in the register.
        recipient: In words; empty where nobody said.
        name, day, level, formats, record_set: What they hold.
        case_ids: Under which ids the person stands in it.
    """

    number: int
    recipient: str
    name: str
    day: str
    level: int
    formats: str
    record_set: str
    case_ids: tuple[str, ...]


def register_export(
    *,
    who: str,
    recipient: str,
    level: int,
    day: str,
    formats: str,
    record_set: str,
    name: str,
    persons: Iterable[str],
    at: str,
    ends: str = "",
) -> int:
    """Note that something leaves; the number of the entry. It is noted before it is written."""
    with write_transaction():
        entry = ExportEntry.objects.create(
            at=at,
            who=who,
            recipient=recipient[:200],
            level=level,
            day=day,
            formats=formats[:80],
            record_set=record_set,
            name=name[:200],
            persons=sorted(persons),
            ends=ends,
        )
    return int(entry.pk)


def list_exports() -> tuple[Holder, ...]:
    """Everything that left, the oldest first."""
    return tuple(_holder(entry, entry.persons) for entry in ExportEntry.objects.order_by("pk"))


def find_holders(person_ids: Iterable[str]) -> tuple[Holder, ...]:
    """Who holds an export in which any of these persons is."""
    wanted = set(person_ids)
    return tuple(
        _holder(entry, sorted(wanted & set(entry.persons)))
        for entry in ExportEntry.objects.order_by("pk")
        if not wanted.isdisjoint(entry.persons)
    )


def _holder(entry: ExportEntry, persons: Iterable[str]) -> Holder:
    return Holder(
        int(entry.pk),
        entry.recipient,
        entry.name,
        entry.day,
        entry.level,
        entry.formats,
        entry.record_set,
        tuple(persons),
    )


def write_notices(folder: Path, holders: Iterable[Holder], *, today: str) -> tuple[Path, ...]:
    """One notice for each holder, as a text file; none of them names the person.

    Raises:
        InputError: A file cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for holder in holders:
            path = folder / f"notice-{today}-export-{holder.number}.txt"
            text = _NOTICE.format(
                recipient=holder.recipient or "whoever holds this export",
                today=today,
                name=holder.name,
                formats=holder.formats,
                day=holder.day,
                level=holder.level,
                record_set=holder.record_set[:12],
                case_id=", ".join(holder.case_ids),
            )
            with open(path, "w", encoding="utf-8", opener=_private) as file:
                file.write(text)
            written.append(path)
    except OSError as error:
        raise InputError(f"the notices could not be written: {error.strerror or error}") from None
    return tuple(written)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
