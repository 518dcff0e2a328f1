"""The level of each claim on a page, for the gate: what live decisions, consents and the vocabulary make of it."""

from collections.abc import Callable, Iterable, Mapping

from habeas.model import AnyRecord, Claim, Decision, decode_record, mentions_of
from habeas.publishing.audience import Audience
from habeas.publishing.policy import Policy, build_policy
from habeas.store.models import DecisionRow, DocumentRow, MentionRow, PersonRow, RecordBody

_DECIDING = ("level", "hide", "consent", "seal")


def current_policy() -> Policy:
    """What all live decisions say about who may see what."""
    live = DecisionRow.objects.filter(kind__in=_DECIDING, live=True).values("decision_id")
    rows = RecordBody.objects.filter(record__record_id__in=live).values_list("raw", flat=True)
    decisions = [record for raw in rows if isinstance(record := decode_record(bytes(raw)), Decision)]
    if not decisions:
        return build_policy(())
    moved = PersonRow.objects.exclude(redirect_to="").values_list("person_id", "redirect_to")
    return build_policy(decisions, dict(moved))


def level_lookup(
    records: Mapping[str, AnyRecord],
    documents: Mapping[str, DocumentRow],
    audience: Audience,
    policy: Policy | None = None,
) -> Callable[[str], int]:
    """The level of any of these claims for an audience; 0 for a claim that is not among them.

    Who may open single cases only sees no claim about anybody else.

    Args:
        records: Claims by id; what is no claim is passed over.
        documents: Rows of the reports that hold them; the outlet is looked up there.
        audience: Who looks, and on which day.
        policy: What decisions say, where the page has it already.
    """
    found = policy if policy is not None else current_policy()
    persons = persons_wronged(records)
    levels: dict[str, int] = {}
    for claim_id, claim in records.items():
        if isinstance(claim, Claim):
            wronged = persons.get(claim_id, ())
            if wronged and not any(audience.may_open(person) for person in wronged):
                continue
            row = documents.get(claim.document_id)
            levels[claim_id] = found.level_of_claim(
                claim_id, claim, audience.day, persons=wronged, source=row.outlet if row else ""
            )
    return lambda claim_id: levels.get(claim_id, 0)


def persons_wronged(claim_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The persons in the role of the one wronged, by claim; an empty string for one whom nobody has attached."""
    found: dict[str, list[str]] = {}
    ids = list(claim_ids)
    for start in range(0, len(ids), 500):
        rows = MentionRow.objects.filter(claim_id__in=ids[start : start + 500], role="person")
        for claim_id, person_id in rows.values_list("claim_id", "person_id"):
            found.setdefault(claim_id, []).append(person_id)
    return {claim_id: tuple(persons) for claim_id, persons in found.items()}


def names_in(claim: Claim) -> set[str]:
    """The names of the persons wronged in a claim, as its report has them."""
    return {
        span.text
        for mention in mentions_of(claim)
        if mention.role == "person"
        for span in (mention.name, mention.written)
        if span is not None and span.text[:1].isupper()
    }


def persons_open_to(audience: Audience, policy: Policy | None = None) -> list[str]:
    """The persons whom an audience outside the case team may see: those for whom a consent or a decision says so."""
    found = policy if policy is not None else current_policy()
    named = {target for kind, target, _field in found.levels if kind == "person"} | set(found.consents)
    return sorted(person for person in named if found.level_of_person(person, audience.day) >= audience.level)
