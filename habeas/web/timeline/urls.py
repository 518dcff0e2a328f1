"""The timeline of everything that is accepted, by lanes."""

from django.urls import path

from habeas.web.timeline import views

urlpatterns = [path("", views.show_timeline, name="timeline")]
