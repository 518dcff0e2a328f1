"""Which claims are open to an audience outside the case team, kept up with what comes in: only that is asked again.

A large casebook has many thousands of claims, and its reviewers add a record every few seconds: asking the level of
each anew for every page of a partner would take longer than reading the page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from habeas.model import AnyRecord, Claim, Decision, SameOrganisation, TrustKey
from habeas.publishing.policy import Policy
from habeas.safety.levels import levels_of, persons_open_to
from habeas.safety.protection import read_policy
from habeas.store.models import ClaimRow, DocumentRow, MentionRow, PersonRow, RecordId
from habeas.store.reads import in_batches, read_records
from habeas.store.slices import find_seeds

DECIDED = ("accepted", "corrected")
_FEW = 400  # records that came in, up to which only what they touch is asked again
_KEPT = 6


@dataclass(frozen=True, slots=True)
class Moment:
    """A state of the records and of what decisions say of them.

    Attributes:
        home: The database.
        newest: Place of the last record in the order of arrival.
        buried: How many ids were sealed.
    """

    home: str
    newest: int
    buried: int


@dataclass(frozen=True, slots=True)
class Touched:
    """Persons and reports of which something may read otherwise than before."""

    people: frozenset[str]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that an audience may see: where it stands, what it is, and the persons wronged in it."""

    document_id: str
    kind: str
    type: str
    persons: tuple[str, ...]


def this_moment() -> Moment:
    """The state of the open casebook now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT max(sequence) FROM store_recordid), (SELECT count(*) FROM store_tombstone)")
        newest, buried = cursor.fetchone()
    return Moment(str(connection.settings_dict["NAME"]), newest or 0, buried)


def touched_since(then: Moment, policy_then: Policy, policy: Policy, day: str) -> Touched | None:
    """What the records that came in since may have changed; None for anything.

    Args:
        then: The earlier state of the same casebook.
        policy_then: What decisions said then.
        policy: What they say now.
        day: ISO day of the question.
    """
    now = this_moment()
    if (now.buried, now.home) != (then.buried, then.home):
        return None
    ids = list(RecordId.objects.filter(sequence__gt=then.newest).values_list("record_id", flat=True)[: _FEW + 1])
    changed = _changed_targets(policy_then, policy, day)
    if len(ids) > _FEW or changed is None:
        return None
    records = read_records(ids)
    if _touch_everything(records.values()):
        return None
    people, documents = find_seeds(records.values())
    return _spread(people | changed["person"], documents | changed["document"] | _documents_of(changed["claim"]))


def _touch_everything(records: Iterable[AnyRecord]) -> bool:
    waiting, seen = list(records), set[str]()
    while waiting:
        record = waiting.pop()
        if isinstance(record, Decision):
            if isinstance(record.body, TrustKey | SameOrganisation):
                return True
            below = set(record.supersedes) - seen
            seen |= below
            waiting.extend(read_records(below).values())
    return False


def _changed_targets(then: Policy, now: Policy, day: str) -> dict[str, set[str]] | None:
    """Persons, reports and claims that decisions protect otherwise than before; None where it is a whole kind."""
    changed: dict[str, set[str]] = {"person": set(), "document": set(), "claim": set()}
    if then is now:
        return changed
    for before, after in ((then.levels, now.levels), (then.caps, now.caps)):
        for key in before.keys() ^ after.keys() | {
            one for one in before.keys() & after.keys() if before[one] != after[one]
        }:
            if key[0] not in changed:
                return None
            changed[key[0]].add(key[1])
    named = {*then.hidden, *now.hidden, *then.consents, *now.consents, *then.limiting, *now.limiting}
    changed["person"] |= {one for one in named if then.level_of_person(one, day) != now.level_of_person(one, day)}
    sealed = then.sealed ^ now.sealed
    changed["document"] |= sealed
    changed["person"] |= sealed
    return changed


def _documents_of(claim_ids: set[str]) -> set[str]:
    found: set[str] = set()
    for batch in in_batches(claim_ids):
        found.update(ClaimRow.objects.filter(claim_id__in=batch).values_list("document_id", flat=True))
    return found


def _spread(people: set[str], documents: set[str]) -> Touched:
    """With everybody joined with these, their reports, and whoever else stands in them."""
    people |= _column("redirect_to", PersonRow.objects, "person_id", people)
    people |= _column("person_id", PersonRow.objects, "redirect_to", people)
    documents |= _column("document_id", MentionRow.objects, "person_id", people)
    people |= _column("person_id", MentionRow.objects, "document_id", documents)
    return Touched(frozenset(people - {""}), frozenset(documents))


def _column(wanted: str, rows: "object", by: str, values: set[str]) -> set[str]:
    found: set[str] = set()
    for batch in in_batches(values - {""}):
        found.update(rows.filter(**{f"{by}__in": batch}).order_by().values_list(wanted, flat=True).distinct())  # type: ignore[attr-defined]
    return found


@dataclass(slots=True)
class _Kept:
    moment: Moment
    policy: Policy
    claims: dict[str, OpenClaim]


_kept: dict[tuple[str, int, str], _Kept] = {}


def open_claims(level: int, day: str) -> Mapping[str, OpenClaim]:
    """Every accepted or corrected claim that an audience outside the case team may see, by id.

    Args:
        level: Of the audience.
        day: ISO.
    """
    policy, moment = read_policy(), this_moment()
    key = (moment.home, level, day)
    kept = _kept.get(key)
    if kept is not None and kept.moment == moment and kept.policy is policy:
        return kept.claims
    touched = touched_since(kept.moment, kept.policy, policy, day) if kept is not None else None
    if kept is not None and touched is not None:
        claims = {one: claim for one, claim in kept.claims.items() if claim.document_id not in touched.documents}
        claims |= _find(level, day, policy, touched.documents)
    else:
        claims = _find(level, day, policy, None)
    while len(_kept) >= _KEPT and key not in _kept:
        _kept.pop(next(iter(tuple(_kept)), key), None)
    _kept[key] = _Kept(moment, policy, claims)
    return claims


def _find(level: int, day: str, policy: Policy, within: frozenset[str] | None) -> dict[str, OpenClaim]:
    """The open claims of some reports, or of all."""
    if within is not None:
        found: dict[str, OpenClaim] = {}
        for batch in in_batches(within):
            found |= _find_among(level, day, policy, {"document_id__in": batch})
        return found
    return _find_among(level, day, policy, {})


def _find_among(level: int, day: str, policy: Policy, within: dict[str, list[str]]) -> dict[str, OpenClaim]:
    open_to = set(persons_open_to(level, day, policy))
    wronged: dict[str, list[str]] = {}
    mentions = MentionRow.objects.filter(role="person", **within).order_by()
    for claim_id, person_id in mentions.values_list("claim_id", "person_id").iterator(chunk_size=10_000):
        wronged.setdefault(claim_id, []).append(person_id)
    rows = ClaimRow.objects.filter(state__in=DECIDED, **within).order_by()
    fields = {
        claim_id: OpenClaim(document_id, kind, event_type, tuple(wronged.get(claim_id, ())))
        for claim_id, document_id, kind, event_type in rows.values_list(
            "claim_id", "document_id", "kind", "event_type"
        ).iterator(chunk_size=10_000)
        if open_to.issuperset(wronged.get(claim_id, ()))
    }
    claims = {one: claim for one, claim in read_records(fields).items() if isinstance(claim, Claim)}
    outlets = dict(DocumentRow.objects.filter(**within).values_list("document_id", "outlet"))
    levels = levels_of(claims, outlets, day, policy)
    return {one: fields[one] for one in claims if levels[one] >= level}


def forget_opened() -> None:
    """After a seal: nothing of what is gone stays in memory."""
    _kept.clear()
