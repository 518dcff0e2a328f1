"""An export for an audience: derived anew from records that hold only what it may see, then through the gate.

Derived anew, because a date, a count of origins or a status that rests on a withheld claim tells of that claim though
its id is gone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from habeas.model import Claim, Correct, mentions_of
from habeas.model.vocabulary import LEVELS
from habeas.publishing.audience import CASE_TEAM, Audience
from habeas.publishing.exports import Export, ExportedCase, QuoteLine
from habeas.publishing.gate import visible
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import Names, blank_quote, blank_spans, map_parts
from habeas.publishing.speakers import CLOSE, CLOSE_SOURCE, is_private
from habeas.registry import derive_case, group_people, status_on
from habeas.registry.casefile import Case, Source
from habeas.registry.ledger import Ledger
from habeas.registry.slices import digest_of_ids
from habeas.safety.levels import levels_of
from habeas.safety.names import names_withheld_from, private_names, source_named
from habeas.safety.protection import read_policy
from habeas.store.casebook import Casebook
from habeas.store.models import ClaimRow, DocumentRow, MentionRow
from habeas.store.slices import read_ledger, read_slice

_DECIDED = ("accepted", "corrected")


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


def make_export(casebook: Casebook, level: int, day: str) -> Export:
    """Everything that an audience of a level may see of the cases, on a day.

    Args:
        casebook: The open casebook.
        level: 1 case team, 2 partners, 3 mechanisms, 4 public.
        day: ISO; consent holds or not on a day, and every status is answered for it.
    """
    policy = read_policy()
    audience = Audience(level, day)
    whole = read_ledger(casebook.casebook_id)
    seen = see(whole, audience, policy)
    cases = [case for person_id in _persons(seen.ledger) if (case := _case_for(seen, person_id, audience)) is not None]
    if level > CASE_TEAM:
        cases = [case for case in cases if policy.level_of_person(case.person_id, day) >= level]
    names = names_withheld(seen, whole, cases, audience, policy)
    close = _closing(names, audience, policy)
    shown = [close(case) for case in cases]
    used = {claim_id for case in shown for claim_id in case.evidence.claim_ids}
    quotes = _quotes(seen, used, names, audience, policy)
    absent = len(_persons(whole)) - len(shown)
    return Export(
        level=level,
        day=day,
        definition=f"every case of the casebook that may be shown at level {level} ({LEVELS[level]})",
        record_set=digest_of_ids(used),
        cases=tuple(ExportedCase(case, map_parts(status_on(case, day), str, names.blank)) for case in shown),
        quotes=quotes,
        left_out=(("persons without a case that may be shown at this level", absent), *seen.left_out),
    )


def case_for(casebook_id: str, person_id: str, audience: Audience) -> Case | None:
    """One case for an audience outside the case team: derived anew from what it may see, nothing else in it.

    Args:
        casebook_id: Of the open casebook.
        person_id: The person, not one that was joined to another.
        audience: Who looks, on which day.
    """
    policy = read_policy()
    if policy.level_of_person(person_id, audience.day) < audience.level:
        return None
    seen = see(read_slice(casebook_id, person_ids=[person_id]), audience, policy)
    case = _case_for(seen, person_id, audience)
    names = names_withheld_from(audience.level, audience.day)
    return _closing(names, audience, policy)(case) if case is not None else None


def see(whole: Ledger, audience: Audience, policy: Policy) -> Seen:
    """The records that an audience may see something of.

    Args:
        whole: Every record.
        audience: Who looks; a claim that nobody accepted is for nobody but the case team, and no part of an export.
        policy: Of all live decisions.
    """
    decided = set(ClaimRow.objects.filter(state__in=_DECIDED).values_list("claim_id", flat=True))
    claims = {claim_id: claim for claim_id, claim in whole.claims.items() if claim_id in decided}
    outlets = dict(DocumentRow.objects.values_list("document_id", "outlet"))
    levels = levels_of(claims, outlets, audience.day, policy)
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
            ledger.add(record_id, record)
    accepted = {claim_id for claim_id in claims if whole.claim_state(claim_id) != "corrected"}
    withheld = {claim_id: claims[claim_id] for claim_id in accepted - kept}
    left_out = (
        ("accepted claims above this level", len(withheld)),
        ("reports with nothing for this level", len({one.document_id for one in withheld.values()} - documents)),
    )
    return Seen(ledger, levels, withheld, left_out)


def _persons(ledger: Ledger) -> list[str]:
    return [group.person_id for group in group_people(ledger)]


def _case_for(seen: Seen, person_id: str, audience: Audience) -> Case | None:
    case = derive_case(seen.ledger, person_id)
    if case.opens != "accepted":
        return None
    return visible(case, audience, lambda claim_id: seen.levels.get(claim_id, 0))


def names_withheld(seen: Seen, whole: Ledger, cases: Iterable[Case], audience: Audience, policy: Policy) -> Names:
    """The names that this audience may not read anywhere: of persons not open to it, and of private speakers."""
    cases = list(cases)
    shown = {form.text for case in cases for form in case.names} | {case.display_name for case in cases}
    named = {
        span.text
        for claim in seen.withheld.values()
        for mention in mentions_of(claim)
        if mention.role == "person"
        for span in (mention.name, mention.written)
        if span is not None
    }
    open_to = {case.person_id for case in cases}
    if audience.level > CASE_TEAM:
        rows = MentionRow.objects.filter(named=True).exclude(person_id="").exclude(person_id__in=open_to)
        named |= set(rows.values_list("name", flat=True).distinct())
        named |= {name for claim in whole.claims.values() for name in private_names(claim, audience.level, policy)}
    else:
        rows = MentionRow.objects.filter(person_id__in=policy.hidden | policy.sealed)
        named |= set(rows.values_list("name", flat=True).distinct())
    return Names(named, shown)


def _closing(names: Names, audience: Audience, policy: Policy) -> Callable[[Case], Case]:
    """What is still to be done to a case above the case team: private speakers, ids of decisions, names elsewhere."""

    def close(case: Case) -> Case:
        if audience.level > CASE_TEAM:
            case = _without_decisions(_without_private(case, audience.level, policy))
        ids = (case.person_id, case.documents, case.joined)
        shown = map_parts(case, str, names.blank)
        return replace(shown, person_id=ids[0], documents=ids[1], joined=ids[2])

    return close


def _without_decisions(case: Case) -> Case:
    """No id of a decision leaves, nor what rests on our own decisions alone."""
    axes: dict[str, Any] = {
        axis: tuple(replace(interval, decisions=()) for interval in getattr(case, axis) if interval.evidence.claim_ids)
        for axis in ("liberty", "procedure", "recognition")
    }
    told = tuple(replace(one, chosen_by="") for one in case.contradictions)
    return replace(case, contradictions=told, **axes)


def _without_private(case: Case, level: int, policy: Policy) -> Case:
    def change(source: Source) -> Source:
        return CLOSE_SOURCE if is_private(source, level, policy) else source

    statements = tuple(
        replace(one, speaker=CLOSE, affiliation="")
        if is_private(source_named(one.speaker, "speaker"), level, policy)
        else one
        for one in case.statements
    )
    return replace(map_parts(case, Source, change), statements=statements)


def _quotes(
    seen: Seen, claim_ids: Iterable[str], names: Names, audience: Audience, policy: Policy
) -> dict[str, QuoteLine]:
    """The words of claims, with the spans of withheld ones and withheld names blanked."""
    hidden: dict[str, list[tuple[int, int]]] = {}
    for claim in seen.withheld.values():
        hidden.setdefault(claim.document_id, []).append((claim.quote.start, claim.quote.end))
    ids = list(claim_ids)
    rows = DocumentRow.objects.defer("body").in_bulk(list({seen.ledger.claims[one].document_id for one in ids}))
    found = {}
    for claim_id in sorted(ids):
        claim, row = seen.ledger.claims[claim_id], rows[seen.ledger.claims[claim_id].document_id]
        quote = blank_quote(claim.quote, hidden.get(claim.document_id, ()))
        said = [
            _said_by(step.label, step.role, audience, policy) for step in claim.attribution if step.name is not None
        ]
        found[claim_id] = QuoteLine(
            quote=blank_spans(quote, names.spans(claim.quote.text)) if quote else "",
            said_by=names.blank("; ".join(dict.fromkeys(said[-1:]))),
            title=names.blank(row.title),
            outlet=names.blank(row.outlet),
            published="" if row.published_bounded else row.published,
        )
    return found


def _said_by(name: str, role: str, audience: Audience, policy: Policy) -> str:
    private = audience.level > CASE_TEAM and is_private(source_named(name, role), audience.level, policy)
    return CLOSE if private else name
