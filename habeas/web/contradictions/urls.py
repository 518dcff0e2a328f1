"""Contradictions over all cases."""

from django.urls import path

from habeas.web.contradictions import views

urlpatterns = [path("", views.list_contradictions, name="contradictions")]
