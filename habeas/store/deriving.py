"""What new records touch is derived again; everything can be, and `rebuild --check` holds the two to be equal."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from habeas.model import AnyRecord, Claim, Decision, Document
from habeas.registry import derive_case, derive_document, touched_by
from habeas.registry.casefile import Touched
from habeas.registry.documents import facts_of
from habeas.registry.identity import everybody
from habeas.registry.policy import views_digest
from habeas.store import derived, months, politics, worldwide
from habeas.store.comparing import Comparison
from habeas.store.disputes import find_shaken
from habeas.store.fitness import look_again
from habeas.store.models import CasebookFact, RecordId
from habeas.store.narrow_slices import NarrowSlice
from habeas.store.reads import read_records
from habeas.store.slices import find_seeds, read_ledger

if TYPE_CHECKING:
    from habeas.registry.ledger import Ledger

Progress = Callable[[int], None]
T = TypeVar("T")


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
    growing = NarrowSlice(home)
    ledger = growing.grow(person_ids=people, document_ids=documents)
    _complete(ledger, records)
    touched, known = _touched_by_all(ledger, records), Touched()
    while touched != known and not touched.everything:  # what is read for one person may tell of another
        growing.grow(person_ids=touched.person_ids, document_ids=touched.document_ids)
        growing.grow_mentions(touched.mentions)
        known, touched = touched, _touched_by_all(ledger, records)
    if touched.everything:
        rebuild()
        return touched
    claimed = {one.document_id for one in records.values() if isinstance(one, Claim)}
    growing.grow_mentions((found, name) for found in claimed for name in facts_of(ledger, found).labels)
    with months.counted_again(touched.document_ids):
        _replace(ledger, touched)
    derived.replace_mentions(ledger, touched.mentions)
    derived.replace_decisions(ledger, find_shaken(ledger, _decisions_below(records), touched))
    if worldwide.may_move(ledger, records):
        worldwide.mark_stale()
    politics.replace_politics(growing, sorted({*touched.document_ids, *(found for found, _ in touched.mentions)}))
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
    return _check_everything(progress) if check else _derive_everything(progress)


def _derive_everything(progress: Progress) -> Rebuilt:
    look_again()
    with _kept_still():
        return _derive_from(read_ledger(casebook_id()), progress)


@contextmanager
def _kept_still() -> Iterator[None]:
    """No search for rubbish among millions of records that live to the end: what is derived leaves none behind."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _derive_from(ledger: Ledger, progress: Progress) -> Rebuilt:
    people = sorted(everybody(ledger))
    documents = sorted(ledger.documents)
    with derived.filled_anew():
        _replace(ledger, Touched(person_ids=tuple(people), document_ids=tuple(documents)), progress, emptied=True)
        derived.replace_decisions(ledger, ledger.decisions, emptied=True)
        politics.fill(ledger)
        months.fill()
    worldwide.derive_worldwide(ledger)
    CasebookFact.objects.update_or_create(name="views", defaults={"value": views_digest()})
    return Rebuilt(len(ledger.documents), len(people), len(ledger.decisions))


def _check_everything(progress: Progress) -> Rebuilt:
    """Derive everything as a rebuild does, and hold each row against the one that is there."""
    if worldwide.is_stale():
        worldwide.derive_worldwide()
    with transaction.atomic(), _kept_still():
        look_again()  # what has become fit counts for the comparison, and is left as it was
        ledger = read_ledger(casebook_id())
        people, documents, comparison = sorted(everybody(ledger)), sorted(ledger.documents), Comparison()
        count = _counting(progress)
        comparison.compare_documents(ledger, count(derive_document(ledger, one) for one in documents))
        comparison.compare_cases(count(derive_case(ledger, one) for one in people))
        comparison.compare_decisions(ledger)
        comparison.compare_politics(ledger)
        questions = comparison.compare_worldwide(worldwide.questions(), worldwide.contradictions(ledger))
        comparison.find_strangers(
            documents=ledger.documents, persons=set(people), decisions=ledger.decisions, questions=questions
        )
        transaction.set_rollback(True)
    return Rebuilt(len(documents), len(people), len(ledger.decisions), comparison.in_words())


def _counting(progress: Progress) -> Callable[[Iterable[T]], Iterator[T]]:
    """What tells of the progress of several lists, one after another, as of one."""
    done = 0

    def count(views: Iterable[T]) -> Iterator[T]:
        nonlocal done
        for view in views:
            yield view
            done += 1
            progress(done)

    return count


def _replace(ledger: Ledger, touched: Touched, progress: Progress = lambda _: None, *, emptied: bool = False) -> None:
    count = _counting(progress)
    documents = (derive_document(ledger, one) for one in touched.document_ids if one in ledger.documents)
    derived.replace_documents(ledger, count(documents), emptied=emptied)
    derived.replace_cases(count(derive_case(ledger, one) for one in touched.person_ids), emptied=emptied)


def _touched_by_all(ledger: Ledger, records: dict[str, AnyRecord]) -> Touched:
    # Claims, extractions and acquisitions of one document touch the same.
    telling = {f"on {getattr(record, 'document_id', record_id)}": record for record_id, record in records.items()}
    telling |= {record_id: record for record_id, record in records.items() if isinstance(record, Document)}
    found = [touched_by(ledger, record) for record in telling.values()]
    return Touched(
        person_ids=tuple(sorted({person_id for one in found for person_id in one.person_ids})),
        document_ids=tuple(sorted({document_id for one in found for document_id in one.document_ids})),
        everything=any(one.everything for one in found),
        mentions=tuple(sorted({mention for one in found for mention in one.mentions})),
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
