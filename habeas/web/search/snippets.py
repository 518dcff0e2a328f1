"""What of a report an audience may not see, for pages that show a few words of many reports."""

from collections.abc import Mapping

from habeas.model import Claim, Document
from habeas.publishing.audience import CASE_TEAM, Audience
from habeas.publishing.redaction import mentions_elsewhere
from habeas.store.models import ClaimRow, DocumentRow
from habeas.store.reads import read_records
from habeas.web.levels import current_policy, level_lookup, names_in


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
    names: dict[str, set[str]] = {}
    shown: dict[str, set[str]] = {}
    for claim_id, claim in claims.items():
        if level_of(claim_id) < audience.level:
            hidden.setdefault(claim.document_id, []).append((claim.quote.start, claim.quote.end))
            names.setdefault(claim.document_id, set()).update(names_in(claim))
        else:
            shown.setdefault(claim.document_id, set()).update(names_in(claim))
    for document_id, document in documents.items():
        withheld = names.get(document_id, set()) - shown.get(document_id, set())
        hidden.setdefault(document_id, []).extend(mentions_elsewhere(document.text, withheld))
    return hidden
