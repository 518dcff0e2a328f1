"""Questions of identity: two names that may be one person's, best first, both contexts side by side."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from habeas.model import DifferentPersons, MentionReference, Person, SamePerson, Subject, UnsurePersons
from habeas.store.models import ClaimRow, MentionRow, PersonRow, QuestionRow
from habeas.store.rows import case_of_row
from habeas.web.access import requires, viewer_of
from habeas.web.casebook import served_casebook
from habeas.web.cases.naming import shown_name
from habeas.web.evidence import ClaimCard, load_evidence
from habeas.web.freshening import freshen
from habeas.workflow import Ruling, open_person, record_decisions

_PAGE = 10


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a person, or a name in one report, with the words in which it stands."""

    name: str
    person_id: str
    names: tuple[str, ...]
    cards: list[ClaimCard]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with both its sides."""

    row: QuestionRow
    sides: tuple[Side, Side]
    why: tuple[str, ...]


@requires("review")
@require_GET
def list_questions(request: HttpRequest) -> HttpResponse:
    """The questions, the likeliest first."""
    viewer = viewer_of(request)
    if not viewer.may_everywhere("review"):
        raise Http404
    asked = freshen()
    page = Paginator(QuestionRow.objects.order_by("-per_mille", "question_id"), _PAGE).get_page(request.GET.get("page"))
    wanted = [side for row in page for side in row.sides]
    claims = {_key(side): _claims_of(side) for side in wanted}
    book = load_evidence([claim_id for ids in claims.values() for claim_id in ids], viewer.audience)
    rows = PersonRow.objects.in_bulk([side["person_id"] for side in wanted if side["person_id"]])

    def show(side: dict[str, Any]) -> Side:
        row = rows.get(side["person_id"])
        names = tuple(form.text for form in case_of_row(row).names) if row else ()
        shown = side.get("shown") or side["name"]
        name = shown_name(row.display_name) if row else shown
        return Side(name, side["person_id"], names, book.cards(claims[_key(side)]))

    questions = [
        Question(row, (show(row.sides[0]), show(row.sides[1])), tuple("; ".join(row.explanation).split("; ")))
        for row in page
    ]
    context = {"page": page, "questions": questions, "behind": not asked.questions, "looking": asked.questions_beside}
    return render(request, "review/questions.html", context)


def _key(side: dict[str, Any]) -> tuple[str, str, str]:
    return (side["person_id"], side["document_id"], side["name"])


def _claims_of(side: dict[str, Any]) -> list[str]:
    """Up to two claims in which somebody stands, those of custody first."""
    rows = MentionRow.objects.filter(
        **(
            {"person_id": side["person_id"]}
            if side["person_id"]
            else {"document_id": side["document_id"], "name": side["name"]}
        )
    )
    found = ClaimRow.objects.filter(claim_id__in=rows.values("claim_id")).exclude(state__in=("rejected", "stale"))
    return list(found.order_by("-level", "place").values_list("claim_id", flat=True)[:2])


@requires("review")
@require_POST
def answer_question(request: HttpRequest, question_id: str) -> HttpResponse:
    """Same, different, or looked at and unsure."""
    viewer = viewer_of(request)
    row = QuestionRow.objects.filter(question_id=question_id).first()
    answer = request.POST.get("answer", "")
    if row is None or not viewer.may_everywhere("review") or answer not in ("same", "different", "unsure"):
        raise Http404
    one, other = (_subject(side) for side in row.sides)
    why = request.POST.get("why", "")[:500]
    opened: list[Person] = []
    if answer == "same":
        known = [subject.person_id for subject in (one, other) if subject.person_id]
        if not known:
            opened = [open_person(viewer.pseudonym)]
        kept = known[0] if known else opened[0].person_id
        subjects = tuple(subject for subject in (one, other) if subject.person_id != kept)
        ruling = Ruling(SamePerson(person_id=kept, subjects=subjects), why)
    elif answer == "different":
        ruling = Ruling(DifferentPersons(one=one, other=other), why)
    else:
        ruling = Ruling(UnsurePersons(one=one, other=other), why)
    record_decisions(served_casebook(), [ruling], viewer.pseudonym, also=opened)
    return redirect("questions")


def _subject(side: dict[str, Any]) -> Subject:
    if side["person_id"]:
        return Subject(person_id=side["person_id"])
    return Subject(mention=MentionReference(document_id=side["document_id"], name=side["name"]))
