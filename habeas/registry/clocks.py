"""Three clocks that are not one: the world's (`derive_case(.., as_of=DAY)`), the casebook's, and the public's.

Each of these gives a smaller ledger, from which every view is derived as ever, and the digest of its records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import is_moment
from habeas.model.errors import InputError
from habeas.registry.days import asked_day, range_of
from habeas.registry.documents import facts_of
from habeas.registry.ledger import Ledger
from habeas.registry.slices import digest_of_ids

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Clocked:
    """What was there by a clock.

    Attributes:
        ledger: The records that count.
        digest: Of their ids.
        unknown: Ids of documents of which it is not known whether they count; they are left out.
    """

    ledger: Ledger
    digest: str
    unknown: tuple[str, ...] = ()


def digest_of_records(ledger: Ledger) -> str:
    """Digest (hex) of the ids of all records of a ledger."""
    return digest_of_ids(record_id for record_id, _ in ledger.records())


def recorded_by(ledger: Ledger, moment: str, extracted_at: Mapping[str, str] | None = None) -> Clocked:
    """What the casebook held at a moment: acquisitions, persons and decisions made until then, and what they rest on.

    A document counts once one of its acquisitions does. Claims and extractions carry no clock: of a document that
    counts they count too, but for an extraction that `extracted_at` puts later, and for a claim by hand until the first
    decision on it. A claim that only later extractions propose counts only where a decision of the time is about it.

    Args:
        ledger: The records.
        moment: UTC, whole seconds: `2023-01-12T00:00:00Z`.
        extracted_at: For each extraction id, when it was made, as the store keeps it beside the record.

    Raises:
        InputError: Not a moment.
    """
    if not is_moment(moment):
        raise InputError(f"not a moment: {moment[:40]!r} (write 2023-01-12T00:00:00Z)")
    times = extracted_at or {}
    small = Ledger(ledger.casebook_id)
    small.add_all((found, one) for found, one in ledger.persons.items() if one.opened_at <= moment)
    small.add_all((found, one) for found, one in ledger.decisions.items() if one.when <= moment)
    small.add_all((found, one) for found, one in ledger.acquisitions.items() if one.retrieved_at <= moment)
    present = {one.document_id for one in small.acquisitions.values()}
    small.add_all((found, one) for found, one in ledger.documents.items() if found in present)
    small.add_all(
        (found, one)
        for found, one in ledger.extractions.items()
        if one.document_id in present and times.get(found, "") <= moment
    )
    extracted = {claim_id for one in small.extractions.values() for claim_id in one.claim_ids}
    small.add_all(
        (found, one)
        for found, one in ledger.claims.items()
        if one.document_id in present and (found in extracted or small.about_claim(found))
    )
    return Clocked(small, digest_of_records(small))


def public_by(ledger: Ledger, day: str) -> Clocked:
    """What anybody could have read by a day: today's decisions, over documents certainly published until then.

    Args:
        ledger: The records.
        day: ISO day.

    Returns:
        The smaller ledger, and the documents whose day of publication nobody settled, or which may lie after the day.

    Raises:
        InputError: Not a day.
    """
    last = asked_day(day)
    public, unknown = set(), []
    for document_id in ledger.documents:
        facts = facts_of(ledger, document_id)
        if facts.known_by is not None and facts.known_by <= last:
            public.add(document_id)
        elif facts.known_by is None or (first := _first_day(facts.published)) is None or first <= last:
            unknown.append(document_id)
    small = Ledger(ledger.casebook_id)
    for record_id, record in ledger.records():
        about = record_id if record_id in ledger.documents else getattr(record, "document_id", None)
        if about is None or about in public:
            small.add(record_id, record)
    return Clocked(small, digest_of_records(small), tuple(sorted(unknown)))


def _first_day(edtf: str) -> int | None:
    return range_of(edtf).first
