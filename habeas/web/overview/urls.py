"""Numbers over time."""

from django.urls import path

from habeas.web.overview import views

urlpatterns = [
    path("", views.show_overview, name="overview"),
    path("plot/<slug:name>.svg", views.send_plot, name="plot"),
]
