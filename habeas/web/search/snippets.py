"""What of a report an audience may not see, for pages that show a few words of many reports."""

from collections.abc import Mapping

from habeas.model import Claim
from habeas.publishing.audience import Audience
from habeas.store.models import ClaimRow, DocumentRow
from habeas.store.reads import read_records
from habeas.web.levels import current_policy, level_lookup


def hidden_spans_of(rows: Mapping[str, DocumentRow], audience: Audience) -> dict[str, list[tuple[int, int]]]:
    """Spans of claims above the audience's level, by report."""
    policy = current_policy()
    if audience.level <= 1 and not policy.sealed and not policy.hidden and not policy.levels:
        return {}  # nothing was ever restricted below the case team
    ids = ClaimRow.objects.filter(document_id__in=list(rows)).values_list("claim_id", flat=True)
    claims = {claim_id: record for claim_id, record in read_records(ids).items() if isinstance(record, Claim)}
    level_of = level_lookup(claims, rows, audience.day, policy)
    hidden: dict[str, list[tuple[int, int]]] = {}
    for claim_id, claim in claims.items():
        if level_of(claim_id) < audience.level:
            hidden.setdefault(claim.document_id, []).append((claim.quote.start, claim.quote.end))
    return hidden
