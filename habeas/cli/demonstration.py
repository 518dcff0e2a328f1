"""What `habeas demo` does: bundled reports, claims made by hand, an invented reviewer's decisions. Twice is once."""

import sys
from collections import Counter
from collections.abc import Iterable

from habeas import samples, workflow
from habeas.cli.output import note, progress
from habeas.model import (
    Accept,
    Claim,
    Decision,
    DecisionBody,
    DescribeDocument,
    MentionReference,
    Record,
    Reject,
    SameOrganisation,
    SamePerson,
    Subject,
    hash_bytes,
)
from habeas.reading import ReadingPool
from habeas.store import worldwide
from habeas.store.accounts import pseudonym_of_label
from habeas.store.casebook import Casebook
from habeas.store.models import ClaimRow, ContradictionRow, DecisionRow, DocumentRow, MentionRow, PersonRow
from habeas.store.reads import find_readings, find_speaking_of, read_document, read_records

_ANSWERS: tuple[tuple[str, type[Accept] | type[Reject]], ...] = (("accept", Accept), ("reject", Reject))


def fill_demo(casebook: Casebook) -> None:
    """Take in and decide everything that is bundled and not here yet."""
    reports = samples.sample_reports()
    decisions = samples.sample_decisions()
    who = pseudonym_of_label(f"{samples.sample_reviewer()} (invented reviewer)", added_at=workflow.now())
    with ReadingPool() as pool, progress("Taking in", len(reports)) as step:
        for done, report in enumerate(reports, 1):
            source = workflow.Source(collector=who, metadata=report.metadata, note="bundled with habeas")
            taken = workflow.take_in_bytes(casebook, report.content, report.name, source, pool=pool)
            claims = samples.claims_by_hand(read_document(taken.document_id))
            if claims:
                workflow.add_claims(claims)
            step(done)
    documents = {report.name: find_readings(hash_bytes(report.content))[-1] for report in reports}
    with progress("Deciding", len(decisions)) as step:
        for done, decision in enumerate(decisions, 1):
            _decide(casebook, decision, documents, who)
            step(done)


def _decide(casebook: Casebook, decision: samples.SampleDecision, documents: dict[str, str], who: str) -> None:
    also: list[Record] = []
    bodies: list[DecisionBody] = []
    if decision.action == "same_person":
        body, also = _join(decision, documents, who)
        bodies = [body] if body else []
    elif decision.action == "describe_document":
        document_id = documents[decision.report]
        if decision.metadata is not None and not _is_described(document_id):
            bodies = [DescribeDocument(document_id=document_id, metadata=decision.metadata)]
    elif decision.action == "same_organisation":
        bodies = [SameOrganisation(names=decision.organisation)]
        bodies = [body for body in bodies if body not in _decided_organisations()]
    else:
        kind = dict(_ANSWERS)[decision.action]
        bodies = [kind(claim_id=claim_id) for claim_id in _undecided(decision, documents[decision.report])]
    if bodies:
        rulings = [workflow.Ruling(body, decision.why) for body in bodies]
        workflow.record_decisions(casebook, rulings, who, also=also)


def _undecided(decision: samples.SampleDecision, document_id: str) -> list[str]:
    """Ids of the claims that a decision describes and that nobody has decided."""
    states = dict(ClaimRow.objects.filter(document_id=document_id).values_list("claim_id", "state"))
    claims = {found: record for found, record in read_records(states).items() if isinstance(record, Claim)}
    wanted = set(map(id, samples.find_claims(decision, claims.values())))
    described = sorted(claim_id for claim_id, claim in claims.items() if id(claim) in wanted)
    if not described and decision.action == "accept":
        note(f"no claim of {decision.report} fits a bundled decision any more: {decision.words!r}")
    return [claim_id for claim_id in described if states[claim_id] in ("proposed", "by_hand")]


def _decided_organisations() -> list[DecisionBody]:
    ids = DecisionRow.objects.filter(kind="same_organisation").values_list("decision_id", flat=True)
    return [record.body for record in read_records(ids).values() if isinstance(record, Decision)]


def _is_described(document_id: str) -> bool:
    about = find_speaking_of([document_id], "document")
    return DecisionRow.objects.filter(pk__in=about, kind="describe_document").exists()


def _join(
    decision: samples.SampleDecision, documents: dict[str, str], who: str
) -> tuple[SamePerson | None, list[Record]]:
    """The join of the names that are nobody's yet, with the person of those that are somebody's, or a new one."""
    wanted = [(documents[name.report], name.name) for name in decision.names]
    rows = {pair: MentionRow.objects.filter(document_id=pair[0], name=pair[1]).first() for pair in wanted}
    known = [row.person_id for row in rows.values() if row is not None and row.person_id]
    free = [pair for pair, row in rows.items() if row is not None and not row.person_id]
    if not free:
        return None, []
    also: list[Record] = []
    if known:
        person_id = known[0]
    else:
        opened = workflow.open_person(who)
        also, person_id = [opened], opened.person_id
    subjects = tuple(
        Subject(mention=MentionReference(document_id=document_id, name=name)) for document_id, name in free
    )
    return SamePerson(person_id=person_id, subjects=subjects), also


def summary_of(casebook: Casebook) -> Iterable[str]:
    """What the casebook holds, and what making it took."""
    worldwide.freshen()
    reports = DocumentRow.objects.count()
    unread = Counter(DocumentRow.objects.exclude(read_state="read").values_list("read_state", flat=True))
    states = Counter(ClaimRow.objects.values_list("state", flat=True))
    yield f"casebook: {casebook.path}"
    yield f"reports: {reports}, of which {reports - unread.total()} read"
    for reason, count in sorted(unread.items()):
        yield f"  {reason}: {count}"
    yield f"claims: {states.total()} ({', '.join(f'{count} {state}' for state, count in sorted(states.items()))})"
    people = PersonRow.objects.filter(redirect_to="")
    yield f"persons: {people.count()}, cases: {people.filter(has_case=True).count()}"
    yield f"contradictions: {ContradictionRow.objects.filter(proposed=False).count()}"
    own, children = peak_memory()
    yield f"peak memory: {own:.0f} MB, and {children:.0f} MB in the largest reading process"


def peak_memory() -> tuple[float, float]:
    """The most memory that this process and the largest of its children ever held, in megabytes."""
    if sys.platform == "win32":
        import psutil

        return psutil.Process().memory_info().peak_wset / 1e6, 0.0
    import resource

    unit = 1e6 if sys.platform == "darwin" else 1e3
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, children = (resource.getrusage(one).ru_maxrss / unit for one in who)
    return own, children
