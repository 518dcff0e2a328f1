"""Who saw and did what, for leads and those who keep the accounts: ids and moments, no names of persons, no text."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from habeas.store.models import AuditEntry
from habeas.web.access import requires, viewer_of
from habeas.web.cases.people_behind import names_of_staff


@requires("admin")
@require_GET
def show_audit(request: HttpRequest) -> HttpResponse:
    """The log, the newest entry first."""
    if not viewer_of(request).may_everywhere("admin"):
        raise Http404
    page = Paginator(AuditEntry.objects.order_by("-id"), 100).get_page(request.GET.get("page"))
    return render(request, "audit/log.html", {"page": page, "staff": names_of_staff(row.who for row in page)})
