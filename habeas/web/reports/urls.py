"""Reports: the list, taking in, one report with its claims, its original as an attachment."""

from django.urls import path

from habeas.web.reports import take_in, views

urlpatterns = [
    path("", views.list_reports, name="reports"),
    path("take-in/", take_in.take_in, name="take_in"),
    path("<record:document_id>/", views.show_report, name="report"),
    path("<record:document_id>/original/", views.send_original, name="original"),
]
