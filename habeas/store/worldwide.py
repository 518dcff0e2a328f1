"""Rows that belong to no one case: questions of identity, contradictions over all reports.

They rest on everything, so a decision does not derive them; it marks them stale, and who asks for them makes them fresh
(`freshen`), at once in a small casebook, and in a large one when `habeas rebuild` or the question itself demands it.
"""

from collections.abc import Iterable, Mapping

from django.db import connection

from habeas.model import Accept, AnyRecord, Claim, Decision, DifferentPersons, Event, Subject, UnsurePersons
from habeas.model.errors import CasebookError
from habeas.registry.casefile import Contradiction, IdentityQuestion
from habeas.registry.gathering import SUBJECT_ROLES
from habeas.registry.ledger import Ledger
from habeas.registry.matching import Entry, suggest_between
from habeas.registry.overall import world_contradictions
from habeas.registry.worldwide import MEASURES, RELEASES
from habeas.store import derived
from habeas.store.models import CasebookFact, ClaimRow, DecisionRow, MentionRow, PersonRow
from habeas.store.reads import read_records
from habeas.store.slices import read_slice
from habeas.store.transactions import write_transaction

_FACT = "worldwide"
_FRESH, _STALE = "fresh", "stale"
_AT_ONCE = 20_000  # claims up to which stale rows are made fresh when somebody asks
# Whether the rows are fresh, and whether there are more claims than that: pages ask, so it is one question.
_STATE = """SELECT (SELECT 1 FROM store_casebookfact WHERE name = %s AND value = %s),
    (SELECT 1 FROM store_claimrow LIMIT 1 OFFSET %s)"""
_ALIVE = ("accepted", "proposed", "by_hand", "disputed")
# What `habeas.registry` reads for contradictions that belong to no case.
_KINDS = ("position", "causal", "count")
_TYPES = (*MEASURES, *RELEASES, "appeal")


def may_move(ledger: Ledger, records: Mapping[str, AnyRecord]) -> bool:
    """Whether new records may change any of the rows.

    Only one kind of record certainly does not, and it is by far the most frequent: a claim accepted as it was proposed,
    in a report that tells of nothing that these rows rest on. The names in it were compared when it was proposed.

    Args:
        ledger: It holds the records, and the documents of the claims that they judge.
        records: By id.
    """
    return not all(_is_accepted_alone(ledger, record) for record in records.values())


def _is_accepted_alone(ledger: Ledger, record: AnyRecord) -> bool:
    if not isinstance(record, Decision) or not isinstance(record.body, Accept) or record.supersedes:
        return False
    claim_id = record.body.claim_id
    claim = ledger.claims.get(claim_id)
    if claim is None or len(ledger.about_claim(claim_id)) != 1:
        return False
    was_proposed = any(claim_id in one.claim_ids for one in ledger.newest_extractions(claim.document_id))
    return was_proposed and not any(_is_counted(ledger.claims[one]) for one in ledger.claims_of(claim.document_id))


def _is_counted(claim: Claim) -> bool:
    return claim.kind in _KINDS or (isinstance(claim.body, Event) and claim.body.event_type in _TYPES)


def mark_stale() -> None:
    """What everything rests on has changed; in the caller's transaction."""
    CasebookFact.objects.update_or_create(name=_FACT, defaults={"value": _STALE})


def is_stale() -> bool:
    """Whether the rows are older than the records."""
    return not CasebookFact.objects.filter(name=_FACT, value=_FRESH).exists()


def freshen(*, whatever_it_costs: bool = False) -> bool:
    """Make the rows fresh where they are stale.

    Args:
        whatever_it_costs: Also in a large casebook, where it takes minutes.

    Returns:
        Whether they are fresh now; else they are as they were before the newest records.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATE, (_FACT, _FRESH, _AT_ONCE))
        fresh, large = cursor.fetchone()
    if fresh:
        return True
    if large and not whatever_it_costs:
        return False
    try:
        with write_transaction():
            derive_worldwide()
    except CasebookError:
        if whatever_it_costs:
            raise
        return False  # the older rows serve until whoever is writing has finished
    return True


def derive_worldwide(ledger: Ledger | None = None) -> None:
    """Derive and replace the rows, in the caller's transaction.

    Args:
        ledger: Everything, where it has been read already.
    """
    derived.replace_questions(questions())
    derived.replace_other_contradictions(contradictions(ledger or read_worldwide()))
    CasebookFact.objects.update_or_create(name=_FACT, defaults={"value": _FRESH})


def questions() -> Iterable[IdentityQuestion]:
    """Every question of identity that the rows of mentions raise."""
    return suggest_between(_names_by_entry(), _answered())


def contradictions(ledger: Ledger) -> tuple[Contradiction, ...]:
    """Every contradiction that belongs to no case; the ledger holds what `read_worldwide` reads, or everything."""
    return world_contradictions(ledger)


def read_worldwide(*, kinds: tuple[str, ...] = _KINDS, types: tuple[str, ...] = _TYPES) -> Ledger:
    """A slice of the documents that have claims of these kinds, or events of these types."""
    wanted = ClaimRow.objects.filter(state__in=_ALIVE, kind__in=kinds) | ClaimRow.objects.filter(
        state__in=_ALIVE, kind="event", event_type__in=types
    )
    casebook_id = CasebookFact.objects.get(name="casebook_id").value
    return read_slice(casebook_id, document_ids=set(wanted.values_list("document_id", flat=True)))


def _names_by_entry() -> dict[Entry, set[str]]:
    """As `habeas.registry.matching` finds them in a ledger, from the rows of mentions."""
    rows = MentionRow.objects.filter(named=True, role__in=SUBJECT_ROLES, claim__state__in=_ALIVE).order_by()
    names: dict[Entry, set[str]] = {}
    for person_id, document_id, name in rows.values_list("person_id", "document_id", "name").distinct():
        entry = (person_id, "", "") if person_id else ("", document_id, name)
        names.setdefault(entry, set()).add(name)
    return names


def _answered() -> set[frozenset[Entry]]:
    ids = DecisionRow.objects.filter(kind__in=("different_persons", "unsure_persons"), live=True)
    pairs: set[frozenset[Entry]] = set()
    for record in read_records(ids.values_list("decision_id", flat=True)).values():
        if isinstance(record, Decision) and isinstance(record.body, DifferentPersons | UnsurePersons):
            others = _entries(record.body.other)
            pairs |= {frozenset((one, other)) for one in _entries(record.body.one) for other in others}
    return pairs


def _entries(subject: Subject) -> list[Entry]:
    if subject.mention is None:
        redirect = PersonRow.objects.filter(pk=subject.person_id).values_list("redirect_to", flat=True).first()
        return [(redirect or subject.person_id, "", "")]
    mention = subject.mention
    rows = MentionRow.objects.filter(document_id=mention.document_id, name=mention.name).exclude(person_id="")
    if mention.claim_id:
        rows = rows.filter(claim_id=mention.claim_id)
    persons = rows.values_list("person_id", flat=True).distinct()
    return [("", mention.document_id, mention.name), *((person_id, "", "") for person_id in persons)]
