"""Analyses over the whole casebook: each is asked by a form, answered behind the pages, and kept a while."""

from django.urls import path

from habeas.web.analysis import handing_out, views

urlpatterns = [
    path("", views.list_questions, name="analysis"),
    path("totals/", views.ask_totals, name="ask_totals"),
    path("releases/", views.ask_releases, name="ask_releases"),
    path("trends/", views.ask_trends, name="ask_trends"),
    path("answers/<record:run_id>/", views.show_answer, name="answer"),
    path("answers/<record:run_id>/<slug:name>.svg", views.send_answer_plot, name="answer_plot"),
    path("answers/<record:run_id>/hand-out/", handing_out.hand_out, name="hand_out"),
]
