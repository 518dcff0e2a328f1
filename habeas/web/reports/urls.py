"""Reports: the list, taking in, one report with its claims, its original as an attachment."""

from django.urls import path

from habeas.web.reports import notes, take_in, views

urlpatterns = [
    path("", views.list_reports, name="reports"),
    path("take-in/", take_in.take_in, name="take_in"),
    path("note/", notes.write_note, name="write_note"),
    path("<record:document_id>/", views.show_report, name="report"),
    path("<record:document_id>/original/", views.send_original, name="original"),
]
