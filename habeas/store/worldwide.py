"""Rows that belong to no one case: questions of identity, contradictions over all reports.

They rest on everything, so a decision does not derive them; it marks them stale, and who asks for them makes them
fresh: at once in a small casebook (`freshen`), behind the pages in a large one (`freshen_beside`), always by `rebuild`.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import connection
from django.db.models import Max

from habeas.model import Accept, AnyRecord, Claim, Decision, DifferentPersons, Event, Subject, UnsurePersons
from habeas.model.errors import CasebookError
from habeas.registry.casefile import Contradiction, IdentityQuestion
from habeas.registry.gathering import SUBJECT_ROLES
from habeas.registry.ledger import Ledger
from habeas.registry.matching import Entry, suggest_between
from habeas.registry.overall import world_contradictions
from habeas.registry.worldwide import MEASURES, RELEASES
from habeas.store import derived
from habeas.store.models import CasebookFact, ClaimRow, DecisionRow, MentionRow, PersonRow, RecordId, Tombstone
from habeas.store.reads import read_records
from habeas.store.slices import read_slice
from habeas.store.transactions import write_transaction

_QUESTIONS, _CONTRADICTIONS = "questions", "worldwide"
_FRESH, _STALE = "fresh", "stale"
_AT_ONCE = 20_000  # claims up to which stale rows are made fresh when somebody asks
_IN_MEMORY = 200_000  # claims up to which contradictions are looked for beside other work: 3 MB for every thousand
# Whether the rows are fresh, and whether there are more claims than that: pages ask, so it is one question.
_STATE = """SELECT (SELECT count(*) FROM store_casebookfact WHERE name = %s AND value = %s),
    (SELECT count(*) FROM store_casebookfact WHERE name = %s AND value = %s),
    (SELECT 1 FROM store_claimrow LIMIT 1 OFFSET %s), (SELECT 1 FROM store_claimrow LIMIT 1 OFFSET %s)"""
_ALIVE = ("accepted", "proposed", "by_hand", "disputed")
# What `habeas.registry` reads for contradictions that belong to no case.
_KINDS = ("position", "causal", "count")
_TYPES = (*MEASURES, *RELEASES, "appeal")


class Freshness(NamedTuple):
    """Which rows are as new as the records, and which of the others `freshen_beside` would make so."""

    questions: bool
    contradictions: bool
    questions_beside: bool = False
    contradictions_beside: bool = False

    @property
    def whole(self) -> bool:
        """All of them are."""
        return self.questions and self.contradictions


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
    _mark(_STALE, _QUESTIONS, _CONTRADICTIONS)


def is_stale() -> bool:
    """Whether any of the rows are older than the records."""
    return CasebookFact.objects.filter(name__in=(_QUESTIONS, _CONTRADICTIONS), value=_FRESH).count() < 2


def freshen(*, whatever_it_costs: bool = False) -> Freshness:
    """Make the rows fresh where they are stale.

    Args:
        whatever_it_costs: Also in a large casebook, where it takes minutes.

    Returns:
        Which are fresh now; the others are as they were before the newest records.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATE, (_QUESTIONS, _FRESH, _CONTRADICTIONS, _FRESH, _AT_ONCE, _IN_MEMORY))
        asked, clashes, large, largest = cursor.fetchone()
    state = Freshness(bool(asked), bool(clashes), not asked, not (clashes or largest))
    if state.whole or (large and not whatever_it_costs):
        return state
    try:
        with write_transaction():
            derive_worldwide()
    except CasebookError:
        if whatever_it_costs:
            raise
        return Freshness(
            state.questions, state.contradictions
        )  # the older rows serve until whoever is writing has finished
    return Freshness(questions=True, contradictions=True)


def freshen_beside() -> None:
    """Make stale rows of a large casebook fresh while others go on writing.

    The work is done before the write begins. What was recorded meanwhile leaves the rows stale, for the next time; what
    was sealed meanwhile may stand in them, and they are thrown away. Contradictions of the largest casebooks, which
    take gigabytes, wait for a rebuild.

    Raises:
        CasebookError: The casebook is busy; the older rows serve.
    """
    sealed, newest = _moment()
    asked = list(questions())
    small = not ClaimRow.objects.order_by()[_IN_MEMORY : _IN_MEMORY + 1].exists()
    clashes = contradictions(read_worldwide()) if small else None
    with write_transaction():
        sealed_now, newest_now = _moment()
        if sealed_now != sealed:
            return
        derived.replace_questions(asked)
        if clashes is not None:
            derived.replace_other_contradictions(clashes)
        if newest_now == newest:
            _mark(_FRESH, _QUESTIONS, *((_CONTRADICTIONS,) if small else ()))


def _moment() -> tuple[int, int]:
    """How many ids are sealed, and the newest record."""
    return Tombstone.objects.count(), RecordId.objects.aggregate(newest=Max("sequence"))["newest"] or 0


def _mark(value: str, *names: str) -> None:
    for name in names:
        CasebookFact.objects.update_or_create(name=name, defaults={"value": value})


def derive_worldwide(ledger: Ledger | None = None) -> None:
    """Derive and replace the rows, in the caller's transaction.

    Args:
        ledger: Everything, where it has been read already.
    """
    derived.replace_questions(questions())
    derived.replace_other_contradictions(contradictions(ledger or read_worldwide()))
    _mark(_FRESH, _QUESTIONS, _CONTRADICTIONS)


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
