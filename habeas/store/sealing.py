"""Sealing: what two people decided is to be gone is taken out of the casebook, and stays out for ever.

A seal decision lists everything that goes (`find_closure`). Where two live ones made here by different people list the
same id, `apply_seals` removes its body, buries the id, and `habeas.store.cleansing` then removes what the database and
the folder still hold of it. Decisions that also speak of what stays are made again without the sealed part.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from habeas.model import (
    AnyRecord,
    Claim,
    Decision,
    DecisionBody,
    Document,
    GrantAccess,
    SamePerson,
    Seal,
    Withdraw,
    decode_record,
    encode_record,
    sign_decision,
)
from habeas.model.errors import InputError, RecordError, RefusedError
from habeas.registry.ledger import Ledger
from habeas.store import cleansing, deriving
from habeas.store.append import append_records
from habeas.store.casebook import private_key
from habeas.store.models import (
    CasebookFact,
    DecisionRow,
    Draft,
    MentionRow,
    PersonRow,
    RecordId,
    RecordLink,
    SealTarget,
    Tombstone,
)
from habeas.store.reaching import reach
from habeas.store.reads import each_body, find_speaking_of, in_batches, read_bodies, read_records
from habeas.store.transactions import write_transaction

_SHORTEST_NAME = 5  # letters of a one-word name that is looked for in every record


class Going(NamedTuple):
    """A report that goes, as a list shows it."""

    document_id: str
    outlet: str
    title: str


@dataclass(frozen=True, slots=True)
class Closure:
    """Everything that goes with a target.

    Attributes:
        target_kind, target: What is sealed: a document (any reading of its file) or a person.
        ids: Sorted ids of records, and hashes of files.
        documents: Ids of the reports among them.
        files: Hashes of their originals.
        claims, decisions: How many of them are claims and decisions.
        reports: Those that have a row, in their order of arrival.
        named: Id and name of each person, not sealed, whose case loses evidence by it.
    """

    target_kind: str
    target: str
    ids: tuple[str, ...]
    documents: tuple[str, ...]
    files: tuple[str, ...]
    claims: int
    decisions: int
    reports: tuple[Going, ...]
    named: tuple[tuple[str, str], ...]

    @property
    def others(self) -> tuple[str, ...]:
        """The ids of the persons whose cases lose evidence by it."""
        return tuple(person_id for person_id, _ in self.named)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was removed.

    Attributes:
        records, files: How many bodies and originals.
        waiting: Ids that a seal names and that only one person at home asked for.
    """

    records: int
    files: int
    waiting: int


def find_closure(target_kind: str, target: str, people: Collection[str] = ()) -> Closure:
    """What has to go so that nothing of the target is left.

    A report goes with all readings of its file and everything that speaks of them. A person goes with every report
    that names the person: the words stand there, and a report cannot be changed.

    Args:
        target_kind: document or person.
        target: Its id.
        people: Of a person, whoever is one with them, where that is known already (`who_is_one_with`).

    Raises:
        InputError: There is no such target, or it is of a kind that cannot go alone.
    """
    if target_kind == "document":
        records = _going(*reach([target]))
    elif target_kind == "person":
        records = _of_people(people or who_is_one_with(target))
    else:
        raise InputError(f"a {target_kind} cannot go alone: its words stand in a report; seal the report")
    documents = tuple(sorted(one for one, record in records.items() if isinstance(record, Document)))
    files = tuple(sorted({one.file_sha256 for one in records.values() if isinstance(one, Document)}))
    if not records:
        raise InputError(f"there is no {target_kind} {target[:12]} in this casebook, or it is sealed already")
    reports, named = _told_in(documents, records)
    return Closure(
        target_kind,
        target,
        tuple(sorted({*records, *files})),
        documents,
        files,
        sum(isinstance(one, Claim) for one in records.values()),
        sum(isinstance(one, Decision) for one in records.values()),
        reports,
        named,
    )


def _told_in(
    document_ids: Iterable[str], going: Collection[str]
) -> tuple[tuple[Going, ...], tuple[tuple[str, str], ...]]:
    """These reports, in their order of arrival; id and name of every person whom they name, of whom none goes."""
    reports: dict[int, Going] = {}
    people: dict[str, str] = {}
    for ids in in_batches(document_ids, 250):
        marks = ", ".join(["%s"] * len(ids))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT mention.person_id, person.display_name, '', -1 FROM store_mentionrow mention "  # noqa: S608
                "LEFT JOIN store_personrow person ON person.person_id = mention.person_id "
                f"WHERE mention.document_id IN ({marks}) AND mention.person_id <> '' UNION ALL "
                f"SELECT document_id, outlet, title, sequence FROM store_documentrow WHERE document_id IN ({marks})",
                (*ids, *ids),
            )
            for one, name, title, sequence in cursor.fetchall():
                if sequence >= 0:
                    reports[sequence] = Going(one, name, title)
                else:
                    people[one] = name or ""
    named = sorted((person_id, name) for person_id, name in people.items() if person_id not in going)
    return tuple(reports[sequence] for sequence in sorted(reports)), tuple(named)


def who_is_one_with(person_id: str) -> frozenset[str]:
    """The ids of a person and of everybody who was joined with them."""
    rows = dict(PersonRow.objects.filter(Q(pk=person_id) | Q(redirect_to=person_id)).values_list("pk", "redirect_to"))
    root = rows.get(person_id)
    joined = PersonRow.objects.filter(redirect_to=root).values_list("pk", flat=True) if root else rows
    return frozenset({person_id, *([root] if root else []), *joined})


def _of_people(people: Collection[str]) -> dict[str, AnyRecord | None]:
    names: set[str] = set()
    documents: set[str] = set()
    mentions = MentionRow.objects.filter(person_id__in=people).order_by()
    for document_id, name, named in mentions.values_list("document_id", "name", "named").distinct():
        documents.add(document_id)
        if named and _is_telling(name):
            names.add(name)
    beside, about = _find_naming(names)
    return _going(*reach(documents | about, people, beside))


def _is_telling(name: str) -> bool:
    return len(name.split()) > 1 or len(name) >= _SHORTEST_NAME


def _find_naming(names: set[str]) -> tuple[set[str], set[str]]:
    """Records that hold one of these names anywhere, and the reports that they are about, where the report holds it."""
    wanted = [name.casefold() for name in names]
    beside: set[str] = set()
    documents: set[str] = set()
    for record_id, raw in each_body() if wanted else ():
        text = raw.decode("utf-8", "replace").casefold()
        if not any(name in text for name in wanted):
            continue
        try:
            record = decode_record(raw)
        except RecordError:
            beside.add(record_id)
            continue
        if isinstance(record, Document):
            documents.add(record_id)
        elif isinstance(record, Claim):
            documents.add(record.document_id)
        elif not (isinstance(record, Decision) and isinstance(record.body, Seal)):
            beside.add(record_id)
    return beside, documents


def _going(found: Mapping[str, bytes], above: Mapping[str, bytes]) -> dict[str, AnyRecord | None]:
    """Seals stay, as do the rights of accounts; what only takes back decisions that go, goes with them.

    Args:
        found: The bodies of all that speaks of what goes.
        above: Of what supersedes any of it.
    """
    kept = {one: record for one, record in _decode(found).items() if record is None or not _stays(record)}
    waiting = {
        one: record
        for one, record in _decode(above).items()
        if one not in kept and isinstance(record, Decision) and isinstance(record.body, Withdraw)
    }
    while going := {one: record for one, record in waiting.items() if kept.keys() >= set(record.supersedes)}:
        kept |= going
        waiting = {one: record for one, record in waiting.items() if one not in going}
    return kept


def _stays(record: AnyRecord) -> bool:
    return isinstance(record, Decision) and isinstance(record.body, Seal | GrantAccess)


def _decode_all(ids: Iterable[str]) -> dict[str, AnyRecord | None]:
    """Each of these records that has a body; None for one that this version cannot read."""
    return _decode(read_bodies(ids))


def _decode(bodies: Mapping[str, bytes]) -> dict[str, AnyRecord | None]:
    found: dict[str, AnyRecord | None] = {}
    for record_id, raw in bodies.items():
        try:
            found[record_id] = decode_record(raw)
        except RecordError:
            found[record_id] = None
    return found


def check_reason(why: str, closure: Closure) -> None:
    """Refuse a reason that says what is to be gone: the decision to seal stays.

    Raises:
        RefusedError: It names somebody of the sealed reports.
    """
    names = MentionRow.objects.filter(document_id__in=closure.documents, named=True)
    said = why.casefold()
    if any(name.casefold() in said for name in names.values_list("name", flat=True).distinct() if _is_telling(name)):
        raise RefusedError("the reason names somebody who is to be gone: the decision stays, so give another reason")


def apply_seals(casebook: Path, *, added_at: str) -> Sealed:
    """Remove every body that two live seals made here by different people name, and all traces of it.

    Args:
        casebook: The folder of the open casebook.
        added_at: Now, UTC, whole seconds.

    Returns:
        What was removed; zeros where nothing was to be.
    """
    with write_transaction():
        sealed, asked_by, waiting = _sealed_targets()
        buried = set(Tombstone.objects.values_list("target", flat=True))
        new = sealed - buried
        records = _decode_all(new)
        if new:
            _keep_the_rest(records, min(asked_by), added_at)
            files = {one.file_sha256 for one in records.values() if isinstance(one, Document)}
            _remove_bodies(records)
            Draft.objects.all().delete()  # any of them may quote what is to be gone
            Tombstone.objects.bulk_create(
                Tombstone(target=one, kind="file" if one in files else "record", added_at=added_at)
                for one in sorted(new | files)
            )
            cleansing.mark_unfinished()
            deriving.rebuild()
    if new or cleansing.is_unfinished():
        cleansing.remove_traces(casebook)
    return Sealed(len(records), sum(one in new for one in _files_in(new)), waiting)


def _files_in(targets: set[str]) -> list[str]:
    return list(Tombstone.objects.filter(kind="file", target__in=targets).values_list("target", flat=True))


def _sealed_targets() -> tuple[set[str], set[str], int]:
    """Ids that two people at home seal; who they are; how many ids with a body wait for the second."""
    superseded = RecordLink.objects.filter(relation="supersedes").values("target")
    live = SealTarget.objects.filter(local=True).exclude(decision__record_id__in=superseded)
    people: dict[str, set[str]] = {}
    for target, who in live.values_list("target", "who"):
        people.setdefault(target, set()).add(who)
    sealed = {target for target, several in people.items() if len(several) > 1}
    waiting = len(read_bodies(people.keys() - sealed))
    return sealed, {who for several in people.values() for who in several} or {""}, waiting


def _remove_bodies(records: Iterable[str]) -> None:
    sequences = [
        sequence
        for batch in in_batches(records)
        for sequence in RecordId.objects.filter(record_id__in=batch).values_list("sequence", flat=True)
    ]
    with connection.cursor() as cursor:
        for table in ("store_unfitrecord", "store_recordlink", "store_recordbody"):
            cursor.executemany(
                f"DELETE FROM {table} WHERE sequence = %s",  # noqa: S608 - names of this file
                [(sequence,) for sequence in sequences],
            )


def _keep_the_rest(records: Mapping[str, AnyRecord | None], who: str, moment: str) -> None:
    """What decisions that go say of what stays is decided again, and what they superseded does not come back."""
    going = {one: record for one, record in records.items() if isinstance(record, Decision)}
    ledger = Ledger(CasebookFact.objects.get(name="casebook_id").value)
    waiting = set(going) | {older for record in going.values() for older in record.supersedes}
    waiting |= set(DecisionRow.objects.filter(kind="trust").values_list("decision_id", flat=True))
    while waiting:
        ledger.add_all(read_records(waiting).items())
        waiting = find_speaking_of(waiting, "supersedes") - ledger.decisions.keys()
    below = {older for record in going.values() for older in record.supersedes} - records.keys()
    dead = sorted(one for one in below if one in ledger.decisions and not ledger.is_live(one, protective=True))
    bodies: list[tuple[DecisionBody, tuple[str, ...]]] = [(Withdraw(), tuple(dead))] if dead else []
    for one in sorted(going):
        rest = _without(going[one].body, records) if ledger.is_live(one) else None
        if rest is not None:
            bodies.append((rest, ()))
    key = private_key()
    decisions = [
        sign_decision(
            Decision(body=body, who=who, when=moment, casebook_id=ledger.casebook_id or "", supersedes=older), key
        )
        for body, older in bodies
    ]
    append_records([encode_record(decision) for decision in decisions], added_at=moment)


def _without(body: DecisionBody, records: Mapping[str, AnyRecord | None]) -> SamePerson | None:
    """A join without the mentions that go; None where nobody is left to be joined, or it is no join."""
    if not isinstance(body, SamePerson) or body.person_id in records:
        return None
    rest = tuple(
        subject
        for subject in body.subjects
        if subject.person_id not in records and (subject.mention is None or subject.mention.document_id not in records)
    )
    return SamePerson(person_id=body.person_id, subjects=rest) if rest else None
