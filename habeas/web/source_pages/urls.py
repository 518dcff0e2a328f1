"""Sources: outlets with their class, and how much of what they carry is here."""

from django.urls import path

from habeas.web.source_pages import views

urlpatterns = [path("", views.list_sources, name="sources")]
