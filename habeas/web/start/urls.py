"""The start page, and the language of the pages."""

from django.urls import path

from habeas.web.start import views

urlpatterns = [
    path("", views.start, name="start"),
    path("language/", views.choose_language, name="set_language"),
]
