"""What of a report an audience may not see, for pages that show a few words of many reports."""

from collections.abc import Mapping

from habeas.model import Claim, Document
from habeas.publishing.audience import CASE_TEAM, Audience
from habeas.store.models import ClaimRow, DocumentRow
from habeas.store.reads import read_records
from habeas.web.levels import current_policy, level_lookup, spans_of_names


def hidden_spans_of(
    rows: Mapping[str, DocumentRow], documents: Mapping[str, Document], audience: Audience
) -> dict[str, list[tuple[int, int]]]:
    """Spans of claims above the audience's level, and every place of the names in them, by report."""
    policy = current_policy()
    restricted = policy.sealed or policy.hidden or policy.levels or audience.person_ids is not None
    if audience.level <= CASE_TEAM and not restricted:
        return {}  # nothing was ever put below the case team
    ids = ClaimRow.objects.filter(document_id__in=list(rows)).values_list("claim_id", flat=True)
    claims = {claim_id: record for claim_id, record in read_records(ids).items() if isinstance(record, Claim)}
    level_of = level_lookup(claims, rows, audience, policy)
    hidden: dict[str, list[tuple[int, int]]] = {}
    withheld: dict[str, list[Claim]] = {}
    shown: dict[str, list[Claim]] = {}
    for claim_id, claim in claims.items():
        if level_of(claim_id) < audience.level:
            hidden.setdefault(claim.document_id, []).append((claim.quote.start, claim.quote.end))
            withheld.setdefault(claim.document_id, []).append(claim)
        else:
            shown.setdefault(claim.document_id, []).append(claim)
    for document_id, document in documents.items():
        names = spans_of_names(document.text, withheld.get(document_id, ()), shown.get(document_id, ()))
        hidden.setdefault(document_id, []).extend(names)
    return hidden
