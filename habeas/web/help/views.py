"""The tour, on the reports that are here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.web.access import requires, viewer_of
from habeas.web.kept import keep_until_change
from habeas.web.people.views import people_for
from habeas.web.reports.views import reports_for


@requires("read")
@require_GET
def show_help(request: HttpRequest) -> HttpResponse:
    """The tour."""
    viewer = viewer_of(request)
    report = reports_for(viewer).order_by("sequence").first()
    people = people_for(viewer).order_by("-contradictions", "person_id").values_list("person_id", flat=True)
    person = keep_until_change("person of the tour", viewer, people.first)
    return render(request, "help/tour.html", {"report": report, "person": person})
