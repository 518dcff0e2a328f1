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
]
