"""Which outlets the reports of an outlet cite: who copies whom, as far as the newest reports say so."""

from collections import Counter
from collections.abc import Mapping

from habeas.publishing.audience import Audience
from habeas.registry.country import find_source
from habeas.registry.policy import DEFAULT_POLICY
from habeas.store.models import ClaimRow, DocumentRow
from habeas.web.evidence import load_evidence

REPORTS, CLAIMS = 100, 480  # that are looked at: one question reads so many, however large the casebook is
_OVER = ("rejected", "stale", "corrected")


def cited_outlets(audience: Audience) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Outlet of the reports to the outlets that their claims cite, each with the number of claims, the most first.

    Only claims of the newest reports are looked at; none that the audience may not see.

    Args:
        audience: Who looks: the case team.
    """
    newest = DocumentRow.objects.exclude(outlet="").order_by("-sequence").values("document_id")[:REPORTS]
    rows = ClaimRow.objects.filter(document_id__in=newest).exclude(state__in=_OVER).order_by()
    book = load_evidence(rows.values_list("claim_id", flat=True)[:CLAIMS], audience)
    found: dict[str, Counter[str]] = {}
    called = {key_of_outlet(row.outlet): row.outlet for row in book.documents.values()}
    for claim in book.claims.values():
        outlet = book.documents[claim.document_id].outlet
        written = {step.label for step in claim.attribution if step.role == "outlet" and step.label}
        cited = {called.setdefault(key_of_outlet(name), name) for name in sorted(written)}
        found.setdefault(outlet, Counter()).update(cited - {called[key_of_outlet(outlet)]})
    return {
        outlet: tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
        for outlet, counted in found.items()
        if counted
    }


def key_of_outlet(name: str) -> str:
    """What all names of one outlet have in common, in any script, where a pack knows them; else the name itself."""
    known = find_source(DEFAULT_POLICY.countries, name)
    return known.key if known else name
