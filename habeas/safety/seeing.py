"""What an audience may see of records before anything is derived from them, and what is done to a view at its end.

Derived anew, because a date, a count of origins or a status that rests on a withheld claim tells of that claim though
its id is gone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec

from habeas.model import AnyRecord, Claim, Correct, Extraction
from habeas.publishing.audience import CASE_TEAM, Audience
from habeas.publishing.gate import visible
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import Names, map_parts
from habeas.publishing.speakers import CLOSE, CLOSE_SOURCE, is_private
from habeas.registry import derive_case
from habeas.registry.casefile import Case, Contradiction, Source
from habeas.registry.ledger import Ledger
from habeas.registry.slices import digest_of_ids
from habeas.safety.levels import levels_of, persons_in
from habeas.safety.names import DECIDED, source_named
from habeas.store.models import ClaimRow, DocumentRow, MentionRow
from habeas.store.reads import in_batches

_ALL_AT_ONCE = 20_000  # ids from which one question for every row is quicker than many for some
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """What an audience may see of the casebook, before anything is derived from it.

    Attributes:
        ledger: Only claims that it may see, and the records that these need.
        levels: Of every claim that was accepted here, withheld ones too.
        withheld: Claims that were accepted and that it may not see.
        left_out: (reason, number).
    """

    ledger: Ledger
    levels: Mapping[str, int]
    withheld: Mapping[str, Claim]
    left_out: tuple[tuple[str, int], ...]


def see(whole: Ledger, audience: Audience, policy: Policy) -> Seen:
    """The records that an audience may see something of.

    Args:
        whole: Every record, or a slice that is closed for what is asked.
        audience: Who looks; a claim that nobody accepted is for nobody but the case team, and no part of an export.
        policy: Of all live decisions.
    """
    decided = decided_among(whole.claims)
    claims = {claim_id: claim for claim_id, claim in whole.claims.items() if claim_id in decided}
    levels = levels_for(claims, audience, policy)
    kept = {claim_id for claim_id in claims if levels[claim_id] >= audience.level}
    replaced = {
        decision.body.claim_id
        for decision in whole.decisions.values()
        if isinstance(decision.body, Correct) and decision.body.replacement_id in kept
    }
    documents = {claims[claim_id].document_id for claim_id in kept}
    ledger = Ledger(whole.casebook_id)
    for record_id, record in whole.records():
        if isinstance(record, Claim):
            # What a correction replaced must be there for the correction to count; it is part of no view.
            fits = record_id in kept or (record_id in replaced and whole.claim_state(record_id) == "corrected")
        else:
            document_id = record_id if record_id in whole.documents else getattr(record, "document_id", "")
            fits = not document_id or document_id in documents
        if fits:
            ledger.add(record_id, _without_bound(record, whole, kept))
    accepted = {claim_id for claim_id in claims if whole.claim_state(claim_id) != "corrected"}
    withheld = {claim_id: claims[claim_id] for claim_id in accepted - kept}
    left_out = (
        ("accepted claims above this level", len(withheld)),
        ("reports with nothing for this level", len({one.document_id for one in withheld.values()} - documents)),
    )
    return Seen(ledger, levels, withheld, left_out)


def levels_for(claims: Mapping[str, Claim], audience: Audience, policy: Policy) -> dict[str, int]:
    """The level of each of these claims for an audience; who may open single cases sees no claim about others."""
    documents = {claim.document_id for claim in claims.values()}
    levels = levels_of(claims, _outlets_of(documents), audience.day, policy)
    if audience.person_ids is None:
        return levels
    wronged, _ = persons_in(claims, policy)
    beside = _documents_naming(audience.person_ids)
    for claim_id, claim in claims.items():
        persons = wronged.get(claim_id)
        if persons is None and claim.document_id in beside:
            continue
        if not any(audience.may_open(person) for person in persons or ()):
            levels[claim_id] = 0
    return levels


def decided_among(claim_ids: Iterable[str]) -> set[str]:
    """Those of these claims that somebody accepted or corrected."""
    ids = set(claim_ids)
    rows = ClaimRow.objects.filter(state__in=DECIDED).order_by()
    if len(ids) > _ALL_AT_ONCE:
        return ids.intersection(rows.values_list("claim_id", flat=True))
    found: set[str] = set()
    for batch in in_batches(ids):
        found.update(rows.filter(claim_id__in=batch).values_list("claim_id", flat=True))
    return found


def _outlets_of(document_ids: set[str]) -> dict[str, str]:
    rows = DocumentRow.objects.order_by()
    if len(document_ids) > _ALL_AT_ONCE:
        return dict(rows.values_list("document_id", "outlet"))
    found: dict[str, str] = {}
    for batch in in_batches(document_ids):
        found |= dict(rows.filter(document_id__in=batch).values_list("document_id", "outlet"))
    return found


def _documents_naming(person_ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for batch in in_batches(person_ids):
        found.update(MentionRow.objects.filter(person_id__in=batch).values_list("document_id", flat=True))
    return found


def _without_bound(record: AnyRecord, whole: Ledger, kept: set[str]) -> AnyRecord:
    """A bound of the day of publication is drawn from all of a report: it goes where a part of it is withheld."""
    if not isinstance(record, Extraction) or not record.published_bound:
        return record
    if all(one in kept or whole.claim_state(one) == "rejected" for one in whole.claims_of(record.document_id)):
        return record
    return msgspec.structs.replace(record, published_bound="")


def derive_visible_case(
    seen: Seen, person_id: str, audience: Audience, policy: Policy, names: Names, *, as_of: str = ""
) -> Case | None:
    """The case of one person, finished for an audience; None where nothing of it may be shown."""
    if audience.level > CASE_TEAM and policy.level_of_person(person_id, audience.day) < audience.level:
        return None
    case = gated_case(seen, person_id, audience, as_of=as_of)
    return finish_case(case, audience, policy, names) if case is not None else None


def gated_case(seen: Seen, person_id: str, audience: Audience, *, as_of: str = "") -> Case | None:
    """The case of one person behind the gate, its names not yet screened; None where it is not open."""
    case = derive_case(seen.ledger, person_id, as_of=as_of)
    if case.opens != "accepted":
        return None
    return visible(case, audience, lambda claim_id: seen.levels.get(claim_id, 0))


def finish_case(case: Case, audience: Audience, policy: Policy, names: Names) -> Case:
    """What is still to be done to a case above the case team: private speakers, ids of decisions, names elsewhere."""
    if audience.level > CASE_TEAM:
        statements = tuple(
            replace(one, speaker=CLOSE, affiliation="")
            if is_private(source_named(one.speaker, "speaker"), audience.level, policy)
            else one
            for one in case.statements
        )
        case = _without_decisions(replace(case, statements=statements))
    shown = finish(case, audience, policy, names)
    return replace(shown, person_id=case.person_id, documents=case.documents, joined=case.joined)


def finish(view: T, audience: Audience, policy: Policy, names: Names) -> T:
    """Any view without private voices, without the reasons of decisions, and with withheld names blanked."""

    def change(source: Source) -> Source:
        return CLOSE_SOURCE if is_private(source, audience.level, policy) else source

    if audience.level > CASE_TEAM:
        view = map_parts(view, Source, change)
        view = map_parts(view, Contradiction, lambda one: replace(one, because="", chosen_by=""))
    return map_parts(view, str, names.blank)


def _without_decisions(case: Case) -> Case:
    """No id of a decision leaves, nor what rests on our own decisions alone."""
    axes: dict[str, Any] = {
        axis: tuple(replace(interval, decisions=()) for interval in getattr(case, axis) if interval.evidence.claim_ids)
        for axis in ("liberty", "procedure", "recognition")
    }
    # The set of records is told of the claims that are shown: any other digest changes with what is withheld.
    return replace(case, digest="", record_set=digest_of_ids(case.evidence.claim_ids), **axes)
