"""A bundle: a casebook of what a partner may have, with nothing in it of how and by whom it was gathered.

A report cannot be blanked without becoming another, so it goes only where every claim on it and every name in it is for
that level. Only decisions that hold go, without their reasons, under our key.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from habeas.model import (
    Accept,
    Acquisition,
    ChooseValue,
    Claim,
    Correct,
    Decision,
    DescribeDocument,
    DifferentEvents,
    Document,
    Extraction,
    Person,
    Record,
    Reject,
    SameEvent,
    SameOrganisation,
    SamePerson,
    encode_record,
    record_id,
    sign_decision,
)
from habeas.model.errors import InputError
from habeas.publishing.audience import CASE_TEAM
from habeas.registry.ledger import Ledger
from habeas.safety.acts import read_day
from habeas.safety.levels import levels_of
from habeas.safety.names import names_withheld_from
from habeas.safety.protection import read_policy
from habeas.safety.register import register_export
from habeas.store.casebook import Casebook, private_key
from habeas.store.links import links_of
from habeas.store.merging import Bundled, write_bundle
from habeas.store.models import DocumentRow
from habeas.store.slices import read_ledger
from habeas.workflow import now

_GOING = (
    *(Accept, Reject, Correct, SamePerson, SameEvent, DifferentEvents, SameOrganisation),
    *(ChooseValue, DescribeDocument),
)
_NOBODY = "0" * 32


def bundle_for(
    casebook: Casebook,
    target: Path,
    level: int,
    who: str,
    *,
    recipient: str = "",
    ends: str = "",
    passphrase: str = "",
) -> Bundled:
    """Write a bundle, and note in the register who has it.

    Args:
        casebook: The open casebook; it is open again when this returns.
        target: A folder that is not there yet.
        level: 2 partners, 3 mechanisms, 4 the public.
        who: Pseudonymous id of who makes it.
        recipient: For whom.
        ends: The last day on which habeas opens it; empty for no end.
        passphrase: It opens with this alone; empty for a bundle that anybody can read.

    Raises:
        InputError: The folder is there already, or the day is none.
    """
    if target.exists():
        raise InputError(f"{target} exists already: name a new folder")
    if ends:
        read_day(ends)
    day = now()[:10]
    ledger = read_ledger(casebook.casebook_id)
    documents = _documents(ledger, level, day)
    records = list(_records(ledger, documents))
    persons = [record.person_id for record in records if isinstance(record, Person)]
    register_export(
        who=who,
        recipient=recipient,
        level=level,
        day=day,
        formats="bundle",
        record_set="",
        name=target.name,
        persons=persons,
        at=now(),
        ends=ends,
    )
    facts = {"bundle_level": str(level)} | ({"ends": ends} if ends else {})
    raws = [encode_record(record) for record in records]
    files = sorted({ledger.documents[one].file_sha256 for one in documents})
    write_bundle(casebook, target, raws, files, added_at=now(), facts=facts, passphrase=passphrase)
    return Bundled(target, len(raws), len(files), len(ledger.documents) - len(documents))


def _documents(ledger: Ledger, level: int, day: str) -> set[str]:
    policy, names = read_policy(), names_withheld_from(level, day)
    rows = {row.document_id: row for row in DocumentRow.objects.defer("body")}
    outlets = {document_id: row.outlet for document_id, row in rows.items()}
    levels = levels_of(ledger.claims, outlets, day, policy)
    found = set()
    for document_id, document in ledger.documents.items():
        claims = ledger.claims_of(document_id)
        states = {ledger.claim_state(one) for one in claims}
        row = rows.get(document_id)
        barred = not row or names.spans(f"{document.text}\n{row.title}\n{row.outlet}\n{row.author}")
        if claims and not barred and "accepted" in states and all(levels[one] >= level > CASE_TEAM for one in claims):
            found.add(document_id)
    return found


def _records(ledger: Ledger, documents: set[str]) -> Iterator[Record]:
    claims = {one for document_id in documents for one in ledger.claims_of(document_id)}
    people: set[str] = set()
    for decision in _decisions(ledger, documents, claims):
        if isinstance(decision.body, SamePerson):
            people.add(decision.body.person_id)
            people.update(subject.person_id for subject in decision.body.subjects if subject.person_id)
        yield decision
    for _, record in ledger.records():
        if isinstance(record, Acquisition) and record.document_id in documents:
            yield Acquisition(
                document_id=record.document_id,
                collector=_NOBODY,
                retrieved_at=record.retrieved_at,
                metadata=record.metadata,
            )
        elif isinstance(record, Person):
            if record.person_id in people:
                yield msgspec.structs.replace(record, opened_by=_NOBODY)
        elif isinstance(record, Document):
            if record_id(record) in documents:
                yield record
        elif isinstance(record, Claim | Extraction) and record.document_id in documents:
            yield record


def _decisions(ledger: Ledger, documents: set[str], claims: set[str]) -> Iterator[Decision]:
    key = private_key()
    for decision_id in sorted(ledger.decisions):
        decision = ledger.decisions[decision_id]
        body = decision.body
        if not isinstance(body, _GOING) or not ledger.is_live(decision_id):
            continue
        if isinstance(body, SamePerson):
            rest = tuple(one for one in body.subjects if one.mention and one.mention.document_id in documents)
            if not rest:
                continue
            body = SamePerson(person_id=body.person_id, subjects=rest)
        told = msgspec.structs.replace(
            decision,
            body=body,
            who=_NOBODY,
            why="",
            supersedes=(),
            casebook_id=ledger.casebook_id or "",
            signature="",
        )
        links = links_of(told)
        inside = all(
            target in (claims if how == "claim" else documents)
            for how, target in links
            if how in ("claim", "document", "mention")
        )
        about = any(how in ("claim", "document", "mention") for how, _ in links)
        if inside and about:
            yield sign_decision(told, key)
