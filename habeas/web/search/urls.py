"""Search in the words of reports and in names."""

from django.urls import path

from habeas.web.search import views

urlpatterns = [path("", views.search, name="search")]
