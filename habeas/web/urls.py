"""Every address of the app. Ids only: no name of a person ever stands in an address."""

from django.urls import include, path, register_converter

from habeas.web.addresses import ClaimId, PersonId

register_converter(ClaimId, "record")
register_converter(PersonId, "person")

handler404 = "habeas.web.start.views.not_found"
handler400 = "habeas.web.start.views.bad_request"
handler403 = "habeas.web.start.views.forbidden"
handler500 = "habeas.web.start.views.server_error"

urlpatterns = [
    path("", include("habeas.web.start.urls")),
    path("", include("habeas.web.account.urls")),
    path("reports/", include("habeas.web.reports.urls")),
    path("people/", include("habeas.web.people.urls")),
    path("cases/", include("habeas.web.cases.urls")),
    path("search/", include("habeas.web.search.urls")),
    path("review/", include("habeas.web.review.urls")),
    path("timeline/", include("habeas.web.timeline.urls")),
    path("positions/", include("habeas.web.positions.urls")),
    path("precedents/", include("habeas.web.precedents.urls")),
    path("contradictions/", include("habeas.web.contradictions.urls")),
    path("sources/", include("habeas.web.source_pages.urls")),
    path("overview/", include("habeas.web.overview.urls")),
    path("analysis/", include("habeas.web.analysis.urls")),
    path("help/", include("habeas.web.help.urls")),
    path("accounts/", include("habeas.web.accounts.urls")),
    path("audit/", include("habeas.web.audit.urls")),
    path("safety/", include("habeas.web.safety.urls")),
]
