"""The outlets of the reports that are here: class, risk to readers, grades by people, how many reports and claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.model import Decision, Grade, decode_record
from habeas.safety.outlook import Outlook
from habeas.store.models import DecisionRow, RecordBody
from habeas.web import words
from habeas.web.access import Viewer, requires, viewer_of
from habeas.web.kept import keep_until_change
from habeas.web.outside import open_claims_by_report, outlook_of
from habeas.web.reports.views import reports_for
from habeas.web.source_pages.citing import CLAIMS, cited_outlets
from habeas.web.sources import class_of_source, is_risky_to_read

_MOST = 500  # outlets on the page
_CITED = 4  # outlets that one cites


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One outlet.

    Attributes:
        name: As the reports have it; empty where no report names one.
        source_class, class_word: From the packs; empty where none knows it.
        risky: Reading or sharing it can be an offence where its readers are.
        grade: A to F and why, by people; F6 is the state without a grade.
        reports, claims, accepted: Numbers.
        cites: The outlets that its reports cite most, with the number of claims.
    """

    name: str
    source_class: str
    class_word: str
    risky: bool
    grade: str
    why: str
    reports: int
    claims: int
    accepted: int
    cites: tuple[tuple[str, int], ...] = ()


@requires("read")
@require_GET
def list_sources(request: HttpRequest) -> HttpResponse:
    """The table, most reports first."""
    viewer = viewer_of(request)
    outlook = outlook_of(viewer)
    rows = (
        _rows_outside(outlook) if outlook is not None else keep_until_change("outlets", viewer, lambda: _rows(viewer))
    )
    grades = grades_of_sources()
    whole = outlook is None and viewer.audience.person_ids is None
    cited = cited_outlets(viewer.audience) if whole else {}
    if outlook is not None:  # a grade may be told; its reason is for the case team
        grades = {name: (grade, "") for name, (grade, _) in grades.items()}
    lines = []
    for row in rows:
        name = row["outlet"]
        found = class_of_source(name) if name else ""
        grade, why = grades.get(name, ("F", ""))
        lines.append(
            SourceLine(
                name=name,
                source_class=found,
                class_word=words.word_for(words.SOURCE_CLASSES, found) if found else "",
                risky=is_risky_to_read(name),
                grade=grade,
                why=why,
                reports=row["reports"],
                claims=row["claim_count"] or 0,
                accepted=row["accepted_count"] or 0,
                cites=cited.get(name, ())[:_CITED],
            )
        )
    context = {"lines": lines, "cited": cited, "looked_at": CLAIMS}
    return render(request, "source_pages/list.html", context)


def _rows(viewer: Viewer) -> Sequence[Mapping[str, Any]]:
    """Outlets with the numbers of their reports and claims."""
    return list(
        reports_for(viewer)
        .order_by()
        .values("outlet")
        .annotate(reports=Count("document_id"), claim_count=Sum("claims"), accepted_count=Sum("accepted"))
        .order_by("-reports", "outlet")[:_MOST]
    )


def _rows_outside(outlook: Outlook) -> Sequence[Mapping[str, Any]]:
    """The same of what a viewer outside the case team may see."""
    claims = open_claims_by_report(outlook)
    outlets: dict[str, list[str]] = {}
    for document_id, view in outlook.documents.items():
        outlets.setdefault(view.outlet, []).append(document_id)
    counted = [
        {
            "outlet": outlet,
            "reports": len(found),
            "claim_count": sum(claims[one] for one in found),
            "accepted_count": sum(claims[one] for one in found),
        }
        for outlet, found in outlets.items()
    ]
    return sorted(counted, key=lambda row: (-len(outlets[str(row["outlet"])]), str(row["outlet"])))[:_MOST]


def grades_of_sources() -> dict[str, tuple[str, str]]:
    """The grade that live decisions give a source by its name, and the reason."""
    live = DecisionRow.objects.filter(kind="grade", live=True, disputed=False).values("decision_id")
    found = {}
    for raw in RecordBody.objects.filter(record__record_id__in=live).values_list("raw", flat=True):
        record = decode_record(bytes(raw))
        if isinstance(record, Decision) and isinstance(record.body, Grade) and record.body.target_kind == "source":
            found[record.body.target] = (record.body.source or "F", record.why)
    return found
