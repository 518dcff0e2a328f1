"""What new records touch is derived again; everything can be, and `rebuild --check` holds the two to be equal."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from habeas.model import AnyRecord, Decision, Document
from habeas.registry import derive_case, derive_document, group_people, touched_by
from habeas.registry.casefile import Case, DocumentView, Touched
from habeas.registry.ledger import Ledger
from habeas.registry.policy import views_digest
from habeas.store import derived, worldwide
from habeas.store.disputes import find_shaken
from habeas.store.fitness import look_again
from habeas.store.models import CasebookFact, RecordId
from habeas.store.reads import read_records
from habeas.store.slices import GrowingSlice, find_seeds, read_ledger

Progress = Callable[[int], None]
_SHOWN = 20  # differences that a check names


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was derived, and, for a check, where the rows that were there differ.

    Attributes:
        documents, persons, decisions: How many were derived.
        differences: One line each; the first of them where there are many, and then how many more.
    """

    documents: int
    persons: int
    decisions: int
    differences: tuple[str, ...] = ()


def casebook_id() -> str:
    """The id of the open casebook."""
    return CasebookFact.objects.get(name="casebook_id").value


def derive_touched(new_ids: Iterable[str]) -> Touched:
    """Derive again what new records touch, and replace its rows; in the caller's transaction.

    Args:
        new_ids: Ids of records that were stored in this transaction.

    Returns:
        Whose views were derived.
    """
    records = read_records(new_ids)
    if not records:
        return Touched()
    home = casebook_id()
    people, documents = find_seeds(records.values())
    growing = GrowingSlice(home)
    ledger = growing.grow(person_ids=people, document_ids=documents)
    _complete(ledger, records)
    touched = _touched_by_all(ledger, records)
    if touched.everything:
        rebuild()
        return touched
    ledger = growing.grow(person_ids=touched.person_ids, document_ids=touched.document_ids)
    _replace(ledger, touched)
    derived.replace_decisions(ledger, find_shaken(ledger, _decisions_below(records)))
    worldwide.mark_stale()
    return touched


def count_underived() -> int:
    """How many documents and persons a rebuild would derive."""
    return RecordId.objects.filter(tag__in=("document.1", "person.1")).count()


def needs_rebuild() -> bool:
    """Whether the rows were derived by other code, packs or policy than these."""
    fact = CasebookFact.objects.filter(name="views").values_list("value", flat=True).first()
    return fact != views_digest()


def rebuild(*, check: bool = False, progress: Progress = lambda _: None) -> Rebuilt:
    """Derive everything from the records, in the caller's transaction.

    Args:
        check: Leave the rows as they are and tell where they differ.
        progress: Called with the number of documents and persons derived so far.
    """
    if not check:
        return _derive_everything(progress)
    if worldwide.is_stale():
        worldwide.derive_worldwide()
    before, after = Counter[tuple[str, str, int]](), Counter[tuple[str, str, int]]()
    derived.snapshot_derived(lambda *row: before.update([row]))
    with transaction.atomic():
        result = _derive_everything(progress)
        derived.snapshot_derived(lambda *row: after.update([row]))
        transaction.set_rollback(True)
    return Rebuilt(result.documents, result.persons, result.decisions, _differences(before, after))


def _derive_everything(progress: Progress) -> Rebuilt:
    look_again()
    ledger = read_ledger(casebook_id())
    derived.clear_derived()
    people = sorted({member for group in group_people(ledger) for member in group.members})
    touched = Touched(person_ids=tuple(people), document_ids=tuple(ledger.documents))
    _replace(ledger, touched, progress)
    derived.replace_decisions(ledger, ledger.decisions)
    worldwide.derive_worldwide()
    CasebookFact.objects.update_or_create(name="views", defaults={"value": views_digest()})
    return Rebuilt(len(ledger.documents), len(people), len(ledger.decisions))


def _replace(ledger: Ledger, touched: Touched, progress: Progress = lambda _: None) -> None:
    done = 0

    def documents() -> Iterable[DocumentView]:
        nonlocal done
        for document_id in touched.document_ids:
            if document_id in ledger.documents:
                yield derive_document(ledger, document_id)
                done += 1
                progress(done)

    def cases() -> Iterable[Case]:
        nonlocal done
        for person_id in touched.person_ids:
            yield derive_case(ledger, person_id)
            done += 1
            progress(done)

    derived.replace_documents(ledger, documents())
    derived.replace_cases(cases())


def _touched_by_all(ledger: Ledger, records: dict[str, AnyRecord]) -> Touched:
    # Claims, extractions and acquisitions of one document touch the same.
    telling = {f"on {getattr(record, 'document_id', record_id)}": record for record_id, record in records.items()}
    telling |= {record_id: record for record_id, record in records.items() if isinstance(record, Document)}
    found = [touched_by(ledger, record) for record in telling.values()]
    return Touched(
        person_ids=tuple(sorted({person_id for one in found for person_id in one.person_ids})),
        document_ids=tuple(sorted({document_id for one in found for document_id in one.document_ids})),
        everything=any(one.everything for one in found),
    )


def _complete(ledger: Ledger, records: dict[str, AnyRecord]) -> None:
    """The new records are part of every slice, also those that speak of nothing (a withdrawal)."""
    below = read_records(_decisions_below(records))
    ledger.add_all((*records.items(), *below.items()))


def _decisions_below(records: dict[str, AnyRecord]) -> set[str]:
    """New decisions, and all that they supersede, directly or through others."""
    found = {record_id for record_id, record in records.items() if isinstance(record, Decision)}
    waiting = [record for record in records.values() if isinstance(record, Decision)]
    while waiting:
        below = {older for record in waiting for older in record.supersedes} - found
        found |= below
        waiting = [record for record in read_records(below).values() if isinstance(record, Decision)]
    return found


def _differences(before: Counter[tuple[str, str, int]], after: Counter[tuple[str, str, int]]) -> tuple[str, ...]:
    rows = {(table, key) for table, key, _ in (before - after) + (after - before)}
    lines = [f"{table} {key}" for table, key in sorted(rows)]
    return tuple(lines[:_SHOWN] + ([f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []))
