"""An export for an audience: derived anew from records that hold only what it may see, then through the gate."""

from collections.abc import Iterable

from habeas.model import mentions_of
from habeas.model.vocabulary import LEVELS
from habeas.publishing.audience import CASE_TEAM, Audience
from habeas.publishing.exports import Export, ExportedCase, QuoteLine
from habeas.publishing.policy import Policy
from habeas.publishing.redaction import Names, blank_quote, blank_spans, map_parts
from habeas.publishing.speakers import CLOSE, is_private
from habeas.registry import group_people, status_on
from habeas.registry.casefile import Case
from habeas.registry.ledger import Ledger
from habeas.registry.slices import digest_of_ids
from habeas.safety.names import names_withheld_from, private_names, source_named
from habeas.safety.protection import read_policy
from habeas.safety.seeing import Seen, derive_visible_case, finish_case, gated_case, see
from habeas.store.casebook import Casebook
from habeas.store.models import DocumentRow, MentionRow
from habeas.store.slices import read_ledger, read_slice


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
    persons = _persons(seen.ledger)
    if level > CASE_TEAM:
        persons = [person_id for person_id in persons if policy.level_of_person(person_id, day) >= level]
    cases = [case for person_id in persons if (case := gated_case(seen, person_id, audience)) is not None]
    names = names_withheld(seen, whole, cases, audience, policy)
    shown = [finish_case(case, audience, policy, names) for case in cases]
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
    names = names_withheld_from(audience.level, audience.day)
    return derive_visible_case(seen, person_id, audience, policy, names)


def _persons(ledger: Ledger) -> list[str]:
    return [group.person_id for group in group_people(ledger)]


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
        rows = MentionRow.objects.filter(named=True).exclude(person_id="").order_by()
        pairs = rows.values_list("name", "person_id").distinct()
        named |= {name for name, person_id in pairs.iterator(chunk_size=10_000) if person_id not in open_to}
        named |= {name for claim in whole.claims.values() for name in private_names(claim, audience.level, policy)}
    else:
        rows = MentionRow.objects.filter(person_id__in=policy.hidden | policy.sealed)
        named |= set(rows.values_list("name", flat=True).distinct())
    return Names(named, shown)


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
